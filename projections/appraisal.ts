/** A sheet evaluated for its units: what every score, ranking and explanation is made from. */
import { periodZh } from '../events/labels.js'
import type { Day, Period, Position } from '../events/event.js'
import { cadenceOf, spanOf } from '../events/time.js'
import type { Basis, RulesUsed, View } from './question.js'
import { type Refusal, refuse } from './refusal.js'
import { rosterOn, type Roster, type RosterUnit } from './roster.js'
import type { RuleSet } from './rulebook.js'
import type { Sheet } from './rules/compile.js'
import type { Part } from './rules/document.js'
import type { Duty } from './rules/duty.js'
import { tally, type Tally } from './rules/evaluate.js'
import { compare, POINT } from './rules/fraction.js'
import { assessorsOf } from './rules/decisions.js'
import { type Flag, type Frame, frameOf, type Trace } from './rules/frame.js'
import { nearest } from './rules/reading.js'
import { type Book, bookOf, scoresWithin } from './scores.js'

/** The rules by which a period is appraised, and the sets that they come from. */
export interface Appraisal {
  readonly sheet: Sheet
  /** All sheets of the set. */
  readonly sheets: readonly Sheet[]
  readonly duties: ReadonlyMap<string, Duty>
  readonly period: Period
  readonly asOf: Day
  readonly knownAt: Position
  readonly used: readonly RulesUsed[]
}

/** The set that holds for a part: the one asked for by name where it has the part, otherwise the one in force. */
export function setFor(
  { rulebook }: View,
  part: Part,
  day: Day,
  { knownAt, rules }: Pick<Basis, 'knownAt' | 'rules'>,
): RuleSet | undefined {
  const named = rules === undefined ? undefined : rulebook.named(rules)?.set
  return named?.rules.document[part] === undefined ? rulebook.inForce(part, day, knownAt) : named
}

/** Finds the sheet of a period: by its id, by the kind of unit it appraises, or the first of the set. */
export function appraisalOf(
  view: View,
  asked: { period: Period; sheet?: string | undefined; kind?: string },
  basis: Basis,
): Appraisal | Refusal {
  const { period } = asked
  const day = windowOf({ period, asOf: basis.asOf }).last
  const set = setFor(view, 'sheets', day, basis)
  if (set === undefined)
    return refuse('no_rules', `${periodZh(period)}没有施行的考评规则`, `no rule set with sheets is in force for ${period}`)
  const sheets = [...set.rules.sheets.values()]
  const sheet = sheets.find(({ id, appraises }) =>
    asked.sheet === undefined ? (asked.kind === undefined ? true : appraises === asked.kind) : id === asked.sheet,
  )
  if (sheet === undefined) {
    const names = sheets.map(({ id, title }) => `${id}（${title}）`).join('、')
    const near = asked.sheet === undefined ? undefined : nearest(asked.sheet, set.rules.sheets.keys())
    return refuse(
      'unknown_sheet',
      asked.sheet === undefined
        ? `规则 ${set.id} 没有考评这类单位的表，有：${names}`
        : `规则 ${set.id} 没有考评表“${asked.sheet}”${near ? `，是否应为“${near}”` : `，有：${names}`}`,
      asked.sheet === undefined
        ? `rule set ${set.id} has no sheet for this kind of unit; it has: ${sheets.map(({ id }) => id).join(', ')}`
        : `rule set ${set.id} has no sheet "${asked.sheet}"; it has: ${sheets.map(({ id }) => id).join(', ')}`,
      { place: 'sheet' },
    )
  }
  if (cadenceOf(period) !== sheet.period)
    return refuse(
      'bad_question',
      `《${sheet.title}》按${cadenceWords[sheet.period]}考评，考评期“${period}”写法不符。查看期中情况请加 --as-of，如 --period 2026 --as-of 2026-09-30`,
      `the sheet "${sheet.id}" appraises by ${sheet.period}; "${period}" is none. For a day in between add --as-of 2026-09-30`,
      { place: 'period' },
    )
  const duties = setFor(view, 'duties', day, basis)
  return {
    sheet,
    sheets,
    duties: duties?.rules.duties ?? new Map<string, Duty>(),
    period,
    asOf: basis.asOf,
    knownAt: basis.knownAt,
    used: [...(duties === undefined ? [] : [{ part: 'duties' as const, set: duties }]), { part: 'sheets' as const, set }],
  }
}

const cadenceWords = { year: '年度', quarter: '季度', month: '月份' } as const

/** What a unit came to. Points in 1/10,000. */
export interface UnitResult {
  readonly unit: RosterUnit
  /** Index in the vectors of the tallies. */
  readonly index: number
  readonly base: number
  readonly bonus: number
  readonly deduction: number
  readonly pending: number
  readonly total: number
  /** Something is not judged yet: no grade, and the rank is provisional. */
  readonly isOpen: boolean
  readonly isVoid: boolean
  readonly grade: string | undefined
  /** Ids of the vetoes that took effect. */
  readonly vetoes: readonly string[]
  /** Codes of the offices that really judged. */
  readonly gradedBy: readonly string[]
  readonly flags: readonly Flag[]
}

export interface SheetResult {
  readonly appraisal: Appraisal
  readonly frame: Frame
  readonly headings: readonly Tally[]
  readonly bonus: Tally | undefined
  readonly units: readonly UnitResult[]
}

interface Evaluating {
  /** One of the units alone. */
  readonly only?: RosterUnit
  readonly trace?: Trace | undefined
  /** Results that were looked up for the same answer. */
  readonly book?: Book
}

/** Evaluates a sheet for all its units that stood on the last day of the window, or for one of them with a trace. */
export function evaluateSheet(
  view: View,
  appraisal: Appraisal,
  roster: Roster,
  { only, trace, book = bookOf(view, appraisal) }: Evaluating = {},
): SheetResult {
  const { sheet, period, knownAt } = appraisal
  const units = only === undefined ? roster.units.filter(({ kind }) => kind === sheet.appraises) : [only]
  const flags = units.map(() => new Map<string, Flag>())
  const frame = frameOf({
    facts: view.facts,
    knownAt,
    period,
    window: windowOf(appraisal),
    asOf: appraisal.asOf,
    roster,
    sheet: sheet.id,
    duties: appraisal.duties,
    units,
    trace,
    flag: (unit, flag) => flags[unit]?.set(flag.address, flag),
    results: scoresWithin(book, appraisal),
  })
  const headings = sheet.headings.map((heading) => tally(heading, frame))
  const bonus = sheet.bonus && tally(sheet.bonus, frame)
  const vetoes = sheet.vetoes.map((veto) => ({ veto, verdicts: veto.test.verdicts({ ...frame, trace: undefined }) }))
  const assessors = assessorsOf(frame)
  const results = units.map((unit, index): UnitResult => {
    const earned = sum(headings, ({ points }) => points[index]!)
    const best = sum(headings, (heading) => heading.best[index]!)
    const extra = bonus?.points[index] ?? 0
    const base = sheet.base ?? earned
    const inEffect = vetoes.filter(({ verdicts }) => verdicts[index] === 1).map(({ veto }) => veto)
    const isOpen = headings.some(({ open }) => open[index] === 1) || bonus?.open[index] === 1
    const isVoid = inEffect.some(({ effect }) => effect === 'void')
    const total = earned + extra
    return {
      unit,
      index,
      base,
      bonus: extra,
      deduction: sheet.base === undefined ? 0 : base - best,
      pending: sheet.base === undefined ? 0 : best - earned,
      total,
      isOpen,
      isVoid,
      grade:
        isOpen || isVoid
          ? undefined
          : gradeOf(
              sheet,
              total,
              inEffect.some(({ effect }) => effect === 'not_excellent'),
            ),
      vetoes: inEffect.map(({ id }) => id),
      gradedBy: gradersOf(sheet, unit, assessors.get(index)),
      flags: [...(flags[index]?.values() ?? [])],
    }
  })
  return { appraisal, frame, headings, bonus, units: results }
}

/** The period up to `asOf`. */
export function windowOf({ period, asOf }: Pick<Appraisal, 'period' | 'asOf'>) {
  const { first, last } = spanOf(period)
  return { first, last: Math.min(last, asOf) }
}

export const rosterOf = ({ facts }: View, appraisal: Appraisal): Roster =>
  rosterOn(facts, windowOf(appraisal).last, appraisal.knownAt)

/** The first grade whose lower end is reached, 以上 included; barred from the first one, the next. */
export function gradeOf({ grades }: Sheet, total: number, isBarred: boolean): string | undefined {
  const reached = grades.findIndex(({ from }) => from === undefined || compare(total, POINT, from.num, from.den) >= 0)
  return grades[isBarred ? Math.max(reached, 1) : reached]?.grade
}

function gradersOf(
  { appraiser }: Sheet,
  { parent }: RosterUnit,
  judged: ReadonlyMap<string, Position> | undefined,
): readonly string[] {
  if (judged !== undefined) return [...judged.keys()].sort()
  if (appraiser !== 'parent') return appraiser
  return parent === undefined ? [] : [parent]
}

const sum = <T>(list: readonly T[], value: (item: T) => number): number => list.reduce((total, item) => total + value(item), 0)
