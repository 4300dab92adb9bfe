/** What the ledger holds about a round of an award: the award by the rules in force, its jury, what was recorded before. */
import type { Period, Position } from '../../events/event.js'
import { periodZh } from '../../events/labels.js'
import { cadenceOf, spanOf } from '../../events/time.js'
import { setFor } from '../../projections/appraisal.js'
import { ENGINE } from '../../projections/engine.js'
import type { Facts } from '../../projections/facts/facts.js'
import { NEVER, type Table } from '../../projections/facts/table.js'
import type { Refusal } from '../../projections/refusal.js'
import type { Award } from '../../projections/rules/award.js'
import { numberOf, textOf } from '../../projections/rules/cells.js'
import { nearest } from '../../projections/rules/reading.js'
import { type Case, refuseAt } from './case.js'
import { unitOn } from './units.js'
import { wordOf } from './standing.js'

export interface Round {
  readonly period: Period
  readonly award: string
}

/** The award by the rules that are in force for the round now. */
export function awardFor({ award: id, period }: Round, the: Case): Award | Refusal {
  const { view, facts, day } = the
  const basis = { asOf: day, knownAt: facts.size - 1, rules: undefined, engine: ENGINE }
  const set = setFor(view, 'awards', spanOf(period).last, basis)
  if (set === undefined)
    return refuseAt(the, ['data', 'period'], 'no_rules', [
      `${periodZh(period)}没有施行的评选办法，请先提请并通过`,
      `no rule set with awards is in force for ${period}; propose and adopt one first`,
    ])
  const found = set.rules.awards.get(id)
  if (found === undefined) {
    const near = nearest(id, set.rules.awards.keys())
    const all = [...set.rules.awards.keys()]
    return refuseAt(the, ['data', 'award'], 'unknown_award', [
      `评选办法 ${set.id} 没有奖项“${id}”` +
        (near === undefined ? `，有：${all.join('、')}` : `，是否应为“${near}”（${set.rules.awards.get(near)?.title}）`),
      `rule set ${set.id} has no award "${id}"` +
        (near === undefined ? `; it has: ${all.join(', ')}` : `; did you mean "${near}"?`),
    ])
  }
  if (found.period === cadenceOf(period)) return found
  return refuseAt(the, ['data', 'period'], 'period_mismatch', [
    `“${found.title}”按${cadenceZh[found.period]}评选，“${period}”不是${cadenceZh[found.period]}`,
    `the award ${id} is given by ${found.period}; "${period}" is none`,
  ])
}

const cadenceZh = { year: '年度', quarter: '季度', month: '月份' } as const

export const whoseAward = ({ title }: Award, { period }: Round): string => `${periodZh(period)}“${title}”`

/** The kind of a unit on the day; undefined for whatever is no unit. */
export function kindOn(code: string, { facts, day }: Case): string | undefined {
  const unit = unitOn(facts, code, day)
  return unit?.table.name === 'unit' ? wordOf(unit, 'kind') : undefined
}

/** A row of what is effective now. */
export interface RoundRow {
  readonly position: Position
  readonly subject: string
  word(column: string): string | undefined
  number(column: string): number | undefined
}

/** The effective rows of a type in a role that belong to a round of an award, of one subject or of all. */
export function rowsOf(
  facts: Facts,
  type: string,
  as: string,
  { period, award }: Round,
  { subject }: { readonly subject?: string } = {},
): RoundRow[] {
  const table = facts.table(type, as)
  const awards = table?.column('award')
  const [round, id] = [facts.periods.find(period), awards?.codes?.find(award) ?? -1]
  if (table === undefined || awards === undefined || round < 0 || id < 0) return []
  const isOfRound = (row: number): boolean =>
    table.knownUntil[row] === NEVER && table.period[row] === round && awards.values[row] === id
  const found: number[] = []
  if (subject === undefined) {
    for (let row = 0; row < table.length; row += 1) if (isOfRound(row)) found.push(row)
  } else {
    const code = facts.subjects.find(subject)
    for (let row = code < 0 ? -1 : table.newest(code); row >= 0; row = table.previous[row]!) if (isOfRound(row)) found.push(row)
    found.reverse()
  }
  return found.map((row) => rowOf(facts, table, row))
}

const rowOf = (facts: Facts, table: Table, row: number): RoundRow => ({
  position: table.position[row]!,
  subject: facts.subjects.text(table.subject[row]!),
  word: (column) => textOf(table, column, row),
  number: (column) => numberOf(table, column, row),
})

/** The jury that the opening of the round named. */
export function juryOf(
  round: Round,
  { facts }: Case,
): { readonly position: Position; readonly codes: ReadonlySet<string> } | undefined {
  const [opening] = rowsOf(facts, 'AwardProgrammeOpened', 'unit', round)
  if (opening === undefined) return undefined
  const { position } = opening
  const rows = rowsOf(facts, 'AwardProgrammeOpened', 'juror', round).filter((row) => row.position === position)
  return { position, codes: new Set(rows.map(({ subject }) => subject)) }
}
