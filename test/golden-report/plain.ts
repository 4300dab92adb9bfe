/** Answers of the evaluator about the second golden ledger, in the plain form in which the slow twins give them. */
import type { JsonObject } from '../../events/event.js'
import type { AwardStanding } from '../../projections/award-shown.js'
import type { BoardRates, BoardRow } from '../../projections/board.js'
import type { Amount, CoverShown } from '../../projections/coverage.js'
import type { RankRow } from '../../projections/ranking.js'
import type { SchemeTitles, TitlesTogether } from '../../projections/titles.js'
import type { Ledger } from '../../src/ledger.js'
import type { PlainAward } from '../twin/award-documents.js'
import type { PlainCover } from '../twin/coverage.js'
import { ask, plainBoardRow, plainGaps, plainRanking, plainScore } from '../twin/plain.js'
import type { Asked } from './asked.js'

/** Who holds titles on a day, and of all units how many hold one of them at least. */
export interface PlainTitles {
  readonly schemes: readonly PlainHolders[]
  readonly together: string
}

/** Who holds a title on a day, of how many. */
export interface PlainHolders {
  readonly scheme: string
  readonly holders: readonly string[]
  /** Units of another kind. */
  readonly outside: readonly string[]
  readonly count: number | null
  readonly of: number
}

/** Whether a title is held, safely or not. */
export const isHolding = (status: string): boolean => ['held', 'warned', 'rectifying'].includes(status)

/** The answer of the evaluator. */
export function evaluatorAnswer(ledger: Ledger, asked: Asked): unknown {
  const { question, period, scheme, cover, asOf, knownOn, rules } = asked
  const basis = { asOf, knownAt: knownOn, ...(rules !== undefined && { rules }) }
  const about: JsonObject = period === undefined ? {} : { period }
  switch (question) {
    case 'board': {
      const { rows, rate } = ask<{ rows: readonly BoardRow[]; rate: BoardRates }>(
        ledger,
        'accreditation',
        { ...about, scheme: scheme! },
        basis,
      )
      const text = (share: BoardRates['holds']): string => `${share.count} of ${share.of}`
      return { rows: rows.map(plainBoardRow), meets: rate.meets && text(rate.meets), holds: text(rate.holds) }
    }
    case 'titles': {
      const all = ask<{ schemes: readonly SchemeTitles[] }>(ledger, 'titles', {}, basis).schemes.map(({ scheme: { id } }) => id)
      const { schemes, together } = ask<Titles>(ledger, 'titles', { scheme: all }, basis)
      return { schemes: schemes.map(plainHolders), together: `${together.count} of ${together.of}` } satisfies PlainTitles
    }
    case 'streets': {
      const rows = ask<readonly RankRow[]>(ledger, 'ranking', { ...about, sheet: 'street', scope: 'district' }, basis)
      const ranking = plainRanking(rows)
      return {
        ranking,
        scores: ranking.ranked.map(({ unit }) => plainScore(ask(ledger, 'score', { ...about, unit }, basis))),
        flags: rows.flatMap(({ unit, flags = [] }) => flags.map(({ address }) => `${unit.code} ${address}`)).sort(),
      }
    }
    case 'gaps':
      return plainGaps(ask(ledger, 'gaps', { ...about, late: true }, basis))
    case 'awards':
      return ask<readonly AwardStanding[]>(ledger, 'awards', about, basis).map(plainAward)
    case 'coverage':
      return plainCover(ask<readonly CoverShown[]>(ledger, 'coverage', { ...about, cover: cover! }, basis)[0]!)
  }
}

interface Titles {
  readonly schemes: readonly SchemeTitles[]
  readonly together: TitlesTogether
}

const plainHolders = ({ scheme: { id }, holders, outside, count, of }: SchemeTitles): PlainHolders => ({
  scheme: id,
  holders: holders.map(({ unit }) => unit.code).sort(),
  outside: outside.map(({ unit }) => unit.code).sort(),
  ...{ count, of },
})

const plainAward = ({ id, candidates, conferred, differs }: AwardStanding): PlainAward => ({
  id,
  candidates: candidates
    .map(({ subject, pool, status, rank, lines, total, excluded }) =>
      [
        ...[subject.code, ...(pool === null ? [] : [pool]), status, rank ?? '-', ...lines.map(({ points }) => points), total],
        ...excluded.map(({ condition }) => condition),
      ].join(' '),
    )
    .sort(),
  conferred: conferred.map(({ subject, rank, revoked }) =>
    [subject, String(rank), ...(revoked === null ? [] : ['revoked'])].join(' '),
  ),
  differs,
})

const amountText = ({ count, of, rate }: Amount): string =>
  of === null ? String(count) : `${String(count)} of ${of} = ${String(rate)}`

const plainCover = ({ over, parts }: CoverShown): PlainCover => ({
  over: over.count,
  parts: parts.map((part) => ({
    id: part.id,
    amount: amountText(part),
    rows: Object.fromEntries(part.rows.map((row) => [row.key.join(' '), amountText(row)])),
    covered: part.covered ?? null,
  })),
})
