/** The golden ledger of the report's questions, replayed: boards, titles, streets, gaps, awards, coverage. */
import t from 'tap'
import { byHandIn, held } from './golden/held.js'
import { twinAnswers } from './golden-report/answer.js'
import { type Asked, named, questions } from './golden-report/asked.js'
import { toldReport } from './golden-report/make.js'
import { evaluatorAnswer, type PlainTitles } from './golden-report/plain.js'
import { report } from './golden-report/report.js'
import type { PlainRow } from './twin/accreditation.js'
import type { PlainAward } from './twin/award-documents.js'
import type { PlainCover } from './twin/coverage.js'
import type { PlainRanking, PlainScore } from './twin/plain.js'

const { answers, evaluated } = await held({
  ...{ golden: report, told: toldReport, questions, named },
  twin: twinAnswers,
  evaluator: evaluatorAnswer,
})

type Numbers = Readonly<Record<string, string>>
const fromEntries = (all: readonly (readonly [string, string])[]): Numbers => Object.fromEntries(all)

/** `C001.leadership.team` and what else a board says of its units, by the addresses of the text. */
function boardNumbers(answer: unknown): Numbers {
  const { rows, meets, holds } = answer as { rows: readonly PlainRow[]; meets: string; holds: string }
  const ofUnits = rows.flatMap(({ unit, goods, ...row }) => [
    ...goods.flatMap((text) => {
      const [own = '', parts = ''] = text.split(': ')
      const [good = '', met = ''] = own.split(' ')
      const found = parts.split(', ').map((part) => part.split(' ') as [string, string])
      return [[`${unit}.${good}`, met] as const, ...found.map(([id, is]) => [`${unit}.${good}.${id}`, is] as const)]
    }),
    ...(['meets', 'status', 'stage', 'batch'] as const).map((field) => [`${unit}.${field}`, String(row[field])] as const),
  ])
  return fromEntries([...ofUnits, ['meets', meets], ['holds', holds]])
}

function titleNumbers(answer: unknown): Numbers {
  const { schemes, together } = answer as PlainTitles
  return fromEntries([...schemes.map(({ scheme, holders }) => [scheme, holders.join(' ')] as const), ['together', together]])
}

function streetNumbers(answer: unknown): Numbers {
  const { ranking, scores, flags } = answer as { ranking: PlainRanking; scores: readonly PlainScore[]; flags: readonly string[] }
  return fromEntries([
    ...scores.flatMap(({ unit, nodes, total, pending, deduction, grade }) => [
      ...Object.entries(nodes).map(([address, points]) => [`${unit}.${address}`, points] as const),
      ...Object.entries({ total, pending, deduction, grade: grade ?? '（无）' }).map(
        ([id, is]) => [`${unit}.${id}`, is] as const,
      ),
    ]),
    ...ranking.ranked.map(({ unit, rank }) => [`${unit}.rank`, String(rank)] as const),
    ['flags', flags.join(' ') || '（无）'],
  ])
}

/** `winner 1 94.00`: without the pool, and without the points of the lines. */
const awardNumbers = (answer: unknown): Numbers =>
  fromEntries(
    (answer as readonly PlainAward[]).flatMap(({ id, candidates }) =>
      candidates.map((text) => {
        const [, code = '', said = '', total = '', why = ''] =
          /^(\S+) (?:departments |streets )?(\S+ \S+) \S+ \S+ (\S+)(.*)$/.exec(text) ?? []
        return [`${id}.${code}`, `${said} ${total}${why}`] as const
      }),
    ),
  )

const coverNumbers = (cover: string, answer: unknown): Numbers =>
  fromEntries(
    (answer as PlainCover).parts.flatMap(({ id, amount, rows }) => [
      [`${cover}.${id}`, amount] as const,
      ...Object.entries(rows).map(([key, text]) => [`${cover}.${id} ${key}`, text] as const),
    ]),
  )

/** What answers about the end of 2025 under the rules of that year say, under the headings of the text. */
function numbersOf(section: string, given: readonly { readonly asked: Asked; readonly answer: unknown }[]): Numbers {
  const [, subject = '', knownOn = ''] = /^([a-z]+)-(.*)$/.exec(section) ?? []
  const about = given.filter(
    ({ asked }) =>
      asked.question === subject &&
      asked.asOf === '2025-12-31' &&
      asked.knownOn === knownOn &&
      (asked.rules ?? 'report-2025') === 'report-2025' &&
      (asked.scheme ?? 'wuyou_wuhao') === 'wuyou_wuhao',
  )
  const flat = { board: boardNumbers, titles: titleNumbers, streets: streetNumbers, awards: awardNumbers }
  return Object.assign(
    {},
    ...about.map(({ asked: { cover }, answer }) =>
      cover === undefined ? flat[subject as keyof typeof flat](answer) : coverNumbers(cover, answer),
    ),
  ) as Numbers
}

const byHand = report.committed('by-hand.json') as Readonly<Record<string, Numbers>>

t.test('boards, titles, streets, awards and coverage are as they were worked out by hand', async (t) => {
  t.strictSame(byHand, byHandIn(report, 'BY-HAND-REPORT.md'), 'by-hand.json holds the numbers of BY-HAND-REPORT.md')
  for (const [section, numbers] of Object.entries(byHand))
    for (const [source, given] of Object.entries({ 'the slow twins': answers, 'the evaluator': evaluated })) {
      const found = numbersOf(section, given)
      t.strictSame(fromEntries(Object.keys(numbers).map((key) => [key, found[key] ?? ''])), numbers, `${section}: ${source}`)
    }
})
