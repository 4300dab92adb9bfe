/** Coverage: how many of those who should be reached are reached, and how much of what should be done is done. */
import { periodZh } from '../events/labels.js'
import { z } from 'zod'
import type { PlainDate, Position, Words } from '../events/event.js'
import { AnyPeriod } from '../events/fields.js'
import { dateOf, periodsIn, type Span, spanOf } from '../events/time.js'
import { setFor, windowOf } from './appraisal.js'
import {
  amountsOf,
  combinations,
  type Covering,
  type Exact,
  seenOf,
  valuesOf,
  verdictsOf,
  type Within,
  within,
} from './covered.js'
import { standingAt } from './facts/query.js'
import { answer, defineQuestion, type View } from './question.js'
import { isRefusal, type Refusal, refuse } from './refusal.js'
import { type Roster, rosterOn } from './roster.js'
import { textOf } from './rules/cells.js'
import type { Cover, CoverPart } from './rules/cover.js'
import type { Rejected } from './rules/evaluate.js'
import { compare, type Fraction, fractionText, quotient } from './rules/fraction.js'
import { type Grouping, GROUPINGS } from './rules/grouping.js'
import { nearest } from './rules/reading.js'
import { findUnit, noStreet } from './units.js'

/** Exact numbers as texts; `<5` where a number is too small to be shown. */
export interface Amount {
  readonly count: string | null
  readonly of: string | null
  /** `count / of`: null over nothing, and where one of them is not shown. */
  readonly rate: string | null
}

/** One line of a part: a value for each of its `keys`, and the last day that counts for it. */
export interface CoverRow extends Amount {
  readonly key: readonly string[]
  readonly day: PlainDate
}

export interface CoverPartShown extends Amount {
  readonly id: string
  readonly title: string
  readonly cites: string | null
  readonly words: Words
  readonly keys: readonly string[]
  readonly rows: readonly CoverRow[]
  /** Codes of those who meet a test, and of those who do not: where one cover is asked for. */
  readonly covered?: readonly string[]
  readonly uncovered?: readonly string[]
  /** What each has of a count: where one cover is asked for. */
  readonly values?: readonly ({ readonly code: string } & Amount)[]
  /** Events that counted, that did not, and what is missing: where somebody is asked about. */
  readonly counted?: readonly Position[]
  readonly notCounted?: readonly Rejected[]
  readonly missing?: readonly Words[]
}

export interface CoverShown {
  readonly id: string
  readonly title: string
  readonly cites: string | null
  /** The denominator: who, how many, on which day. */
  readonly over: { readonly words: Words; readonly count: number; readonly day: PlainDate }
  readonly parts: readonly CoverPartShown[]
  /** What stands of the one who is asked about, such as who is in its team. */
  readonly shown?: readonly { readonly position: Position; readonly cells: Readonly<Record<string, string>> }[]
}

const ask = z.strictObject({
  period: AnyPeriod,
  cover: z.string().optional(),
  street: z.string().optional(),
  /** A unit, or a station or person, whom covers are about. */
  unit: z.string().optional(),
  by: z.enum(GROUPINGS).optional(),
})

export const coverage = defineQuestion({
  name: 'coverage',
  label: { zh: '覆盖面', en: 'coverage' },
  ask,
  periodOf: ({ period }) => period,
  answer: (view, asked, basis) => {
    const { period, cover: id, unit: only } = asked
    const window = windowOf({ period, asOf: basis.asOf })
    const set = setFor(view, 'coverage', window.last, basis)
    if (set === undefined)
      return refuse('no_rules', `${periodZh(period)}没有施行覆盖面的规则`, `no rule set with coverage is in force for ${period}`)
    const covers = coversMeant([...set.rules.covers.values()], id)
    if (isRefusal(covers)) return covers
    const street = asked.street === undefined ? undefined : findUnit(view, asked.street, { ...basis, asOf: window.last })
    if (isRefusal(street)) return street
    if (street !== undefined && street.kind !== 'street') return noStreet(street)
    const duties = setFor(view, 'duties', window.last, basis)
    const rosters = new Map<number, Roster>()
    const rosterOf = (day: number): Roster => {
      const roster = rosters.get(day) ?? rosterOn(view.facts, day, basis.knownAt)
      rosters.set(day, roster)
      return roster
    }
    const shown = covers.flatMap((cover) => {
      const covering: Covering = {
        ...{ facts: view.facts, knownAt: basis.knownAt, asOf: basis.asOf, cover, only, street: street?.code, rosterOn: rosterOf },
        duties: new Map([...(duties?.rules.duties ?? []), ...cover.duties]),
      }
      const whole = within(covering, window, period)
      return only !== undefined && whole.subjects.length === 0 ? [] : [coverShown({ covering, whole, asked })]
    })
    if (only !== undefined && shown.length === 0) return notAmong(view, only, covers)
    const used = { part: 'coverage' as const, set }
    return answer(shown, duties === undefined ? [used] : [{ part: 'duties' as const, set: duties }, used])
  },
})

function coversMeant(covers: readonly Cover[], id: string | undefined): readonly Cover[] | Refusal {
  const meant = covers.filter((cover) => id === undefined || cover.id === id)
  if (meant.length > 0 || id === undefined) return meant
  const ids = covers.map((cover) => cover.id)
  const near = nearest(id, ids)
  return refuse(
    'unknown_cover',
    `没有“${id}”这项覆盖面${near ? `，是否应为“${near}”` : `，有：${covers.map((it) => `${it.id}（${it.title}）`).join('、')}`}`,
    `there is no cover "${id}"${near ? `; did you mean "${near}"?` : `; there are: ${ids.join(', ')}`}`,
    { place: 'cover' },
  )
}

function notAmong({ facts }: View, only: string, covers: readonly Cover[]): Refusal {
  if (facts.subjects.find(only) < 0)
    return refuse(
      'unknown_unit',
      `没有登记过代码为“${only}”的单位、辅导站或人员`,
      `nothing with the code "${only}" was ever registered`,
      {
        place: 'unit',
      },
    )
  const split = { zh: '、', en: ', ' } as const
  const [zh, en] = (['zh', 'en'] as const).map((lang) => [
    ...new Set(covers.flatMap(({ over }) => over.words[lang].split(split[lang]))),
  ])
  return refuse(
    'bad_question',
    `${only}不在统计范围内，统计的是：${zh!.join('、')}`,
    `${only} is not counted; counted are: ${en!.join(', ')}`,
    { place: 'unit' },
  )
}

interface Showing {
  readonly covering: Covering
  readonly whole: Within
  readonly asked: z.infer<typeof ask>
}

function coverShown(showing: Showing): CoverShown {
  const { covering, whole, asked } = showing
  const { cover } = covering
  return {
    id: cover.id,
    title: cover.title,
    cites: cover.cites ?? null,
    over: { words: cover.over.words, count: whole.subjects.length, day: dateOf(whole.window.last) },
    parts: cover.parts.map((part) => partShown(part, showing)),
    ...(asked.unit !== undefined && cover.shows !== undefined && { shown: standingOf(covering, whole, cover.shows) }),
  }
}

function partShown(part: CoverPart, showing: Showing): CoverPartShown {
  const { covering, whole, asked } = showing
  const isOne = asked.cover !== undefined
  const by = asked.by ?? (isOne ? covering.cover.by : undefined)
  const splits = isOne || !part.hasTotal ? part.splits : []
  const total = part.hasTotal ? amountsOf(part, whole)[0]! : NO_TOTAL
  return {
    id: part.id,
    title: part.title,
    cites: part.cites ?? null,
    words: part.words,
    ...amountShown(total, part),
    keys: [...(by === undefined ? [] : [by]), ...splits.map(({ column }) => column)],
    rows: by === undefined && splits.length === 0 ? [] : rowsOf(part, by, splits.length > 0, showing),
    ...(isOne && part.hasTotal && eachOf(part, whole)),
    ...(asked.unit !== undefined && reasonsOf(part, whole)),
  }
}

const NO_TOTAL: Exact = { count: undefined, of: undefined }

/** The lines of a part: by period or group, and within each by the words that it is split by. */
function rowsOf(part: CoverPart, by: Grouping | undefined, isSplit: boolean, { covering, whole, asked }: Showing): CoverRow[] {
  const words = isSplit ? combinations(part.splits, covering, whole.window.last) : [undefined]
  const rows = (among: Within, of: (key: string) => readonly string[]): CoverRow[] => {
    const day = dateOf(among.window.last)
    // Of each group its words together.
    const columns = words.map((these) => amountsOf(part, among, by, these))
    return (columns[0] ?? []).flatMap(({ key }, i) =>
      columns.map((column, at) => ({ key: [...of(key), ...(words[at] ?? [])], day, ...amountShown(column[i]!, part) })),
    )
  }
  if (by !== 'quarter' && by !== 'month') return rows(whole, (key) => (by === undefined ? [] : [key]))
  const { first, last } = whole.window
  return periodsIn(asked.period, by).flatMap((period) => {
    const span = spanOf(period)
    const window: Span = { first: Math.max(first, span.first), last: Math.min(last, span.last) }
    return window.first > window.last ? [] : rows(within(covering, window, period), () => [period])
  })
}

function eachOf(part: CoverPart, whole: Within): Partial<CoverPartShown> {
  const verdicts = verdictsOf(part, whole)
  if (verdicts === undefined)
    return { values: (valuesOf(part, whole) ?? []).map(({ key, ...exact }) => ({ code: key, ...amountShown(exact, part) })) }
  const codes = (met: boolean): string[] => verdicts.filter(({ isMet }) => isMet === met).map(({ code }) => code)
  return { covered: codes(true), uncovered: codes(false) }
}

function reasonsOf(part: CoverPart, whole: Within): Partial<CoverPartShown> {
  const { counted, rejected, missing } = seenOf(part, whole)
  return { counted, notCounted: rejected, missing }
}

/** What is shown of an amount: numbers below the least that may be shown are not. */
function amountShown({ count, of }: Exact, { fewest }: CoverPart): Amount {
  const text = (value: Fraction | undefined): string | null =>
    value === undefined ? null : isSmall(value, fewest) ? `<${fewest}` : fractionText(value)
  const isHidden = [count, of].some((value) => value !== undefined && isSmall(value, fewest))
  const rate = count === undefined || of === undefined || isHidden ? undefined : quotient(count, of)
  return { count: text(count), of: text(of), rate: rate === undefined ? null : fractionText(rate) }
}

const isSmall = ({ num, den }: Fraction, fewest: number): boolean => compare(num, den, fewest, 1) < 0

/** What stands of somebody on the last day, in the order in which it began. */
function standingOf(
  { facts, knownAt }: Covering,
  { subjects, window }: Within,
  { standing, as, columns }: NonNullable<Cover['shows']>,
): NonNullable<CoverShown['shown']> {
  const table = facts.table(standing, as)
  if (table === undefined) return []
  const shown: { position: Position; cells: Record<string, string> }[] = []
  const cellsOf = (row: number): Record<string, string> =>
    Object.fromEntries(
      columns.flatMap((column) => {
        const text = textOf(table, column, row)
        return text === undefined ? [] : [[column, text]]
      }),
    )
  for (const { subject } of subjects)
    standingAt(table, subject, window.last, knownAt, (row) => {
      shown.push({ position: table.position[row]!, cells: cellsOf(row) })
    })
  return shown.sort((a, b) => a.position - b.position || order(a.cells, b.cells))
}

/** One event may open several standings. */
function order(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): number {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)]
  return left < right ? -1 : left > right ? 1 : 0
}
