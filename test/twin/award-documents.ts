/** The slow referee of awards over the entries of a log: corrections put in their place, and the awards read off a document. */
import type { JsonObject, PlainDate, Position } from '../../events/event.js'
import { type Said, type SlowAward, slowAwards } from './award.js'
import type { Entry } from './book.js'
import type { AwardRule } from './rules.js'

/** What is effective of a log as known at a position: the last correction in place of its target, nothing retracted. */
export function effectiveIn(entries: readonly Entry[], knownAt: Position): Said[] {
  const known = entries.flatMap(({ event }) => (event !== undefined && event.position <= knownAt ? [event] : []))
  const gone = new Set(known.filter(({ type }) => type === 'EventRetracted').map(({ data }) => data['target']))
  return known
    .filter(({ id }) => !gone.has(id))
    .map(({ id, position, type, occurredOn: on, data }) => {
      const instead = known.findLast((it) => it.type === 'EventCorrected' && it.data['target'] === id)?.data
      return instead === undefined
        ? { position, type, on, data }
        : { position, type, on: String(instead['occurredOn']), data: instead['data'] as JsonObject }
    })
}

export const slowAwardOf = ({ id, subject, quota, pools = [], score, ties = [], exclusive, eligible }: AwardRule): SlowAward => {
  const [votes, marks] = score.weighted
  return {
    ...{ id, subject, ties, quota: Number(quota), votes: Number(votes?.weight), marks: Number(marks?.weight) },
    pools: pools.map((pool) => ({ id: pool.id, quota: Number(pool.quota), kind: pool.units[0] })),
    isTrimmed: marks?.of['expert'] === 'mean_trimmed',
    years: Number(eligible[0].when.not.within.replace('y', '')),
    isExclusive: exclusive ?? subject === 'person',
  }
}

/** An award as both sides are compared. */
export interface PlainAward {
  readonly id: string
  /** `p-aaaa winner 1 94.00`, with the pool before the status and what excludes it at the end. */
  readonly candidates: readonly string[]
  /** `p-aaaa 1`, with `revoked` where it was taken back. */
  readonly conferred: readonly string[]
  /** Whether others hold it than those who win. */
  readonly differs: boolean
}

/** The awards of a round on a day. */
export function slowRound(
  rules: readonly AwardRule[],
  said: readonly Said[],
  { period, asOf }: { readonly period: string; readonly asOf: PlainDate },
): PlainAward[] {
  const last = `${period}-12-31`
  /** What belongs to the round counts within it. */
  const until = said.filter(({ on, data }) => (data['period'] === period && on > last ? last : on) <= asOf)
  const lines = slowAwards(rules.map(slowAwardOf), until, period).map((line) => line.split(' '))
  return rules.map(({ id }) => {
    const of = (type: string) => until.filter((it) => it.type === type && it.data['award'] === id && it.data['period'] === period)
    const revoked = said.filter((it) => it.type === 'AwardRevoked' && it.on <= asOf && it.data['award'] === id)
    const isRevoked = (subject: unknown): boolean =>
      revoked.some(({ data }) => data['subject'] === subject && data['period'] === period)
    const own = lines.filter(([award]) => award === id)
    const winners = own.filter(([, , , status]) => status === 'winner').map(([, code = '']) => code)
    const holders = of('AwardConferred').map(({ data }) => data['subject'])
    const holding = holders.filter((subject) => !isRevoked(subject))
    const isSame = holding.length === winners.length && winners.every((code) => holding.includes(code))
    return {
      id,
      candidates: own.map(([, ...words]) => words.filter((word) => word !== '').join(' ')).sort(),
      conferred: of('AwardConferred').map(({ data: { subject, rank } }) =>
        [String(subject), String(rank), ...(isRevoked(subject) ? ['revoked'] : [])].join(' '),
      ),
      differs: own.length > 0 && holders.length > 0 && !isSame,
    }
  })
}
