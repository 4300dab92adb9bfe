/** What offices decided about a unit under a sheet: judgements of clauses, bonuses granted and refused. */
import type { Position, Words } from '../../events/event.js'
import type { Table } from '../facts/table.js'
import { textOf } from './cells.js'
import type { Frame } from './frame.js'

/** Visits what was decided about the units of a frame, for its sheet and period, in the window, under an address. */
export function forDecisions(
  frame: Frame,
  type: 'ItemJudged' | 'BonusGranted' | 'BonusRefused',
  column: 'clause' | 'item',
  address: string,
  visit: (unit: number, row: number, table: Table) => void,
): void {
  const table = frame.facts.table(type, 'unit')
  const nodes = table?.column(column)
  const node = nodes?.codes?.find(address) ?? -1
  if (table === undefined || node < 0) return
  forRows(frame, table, (unit, row) => {
    if (nodes?.values[row] === node) visit(unit, row, table)
  })
}

/** Why the refusal of a bonus does not count itself. */
export const BONUS_DECISION: Words = { zh: '不予加分的决定', en: 'the decision to refuse a bonus' }

/** Whether an office refused the bonus for a project of a unit under an item. */
export function refusedBonuses(frame: Frame, item: string): (unit: number, project: string | undefined) => boolean {
  const refused = new Set<string>()
  forDecisions(frame, 'BonusRefused', 'item', item, (unit, row, table) => {
    refused.add(`${unit}/${textOf(table, 'projectKey', row)}`)
    frame.trace?.rejected(table.position[row]!, BONUS_DECISION)
  })
  return (unit, project) => project !== undefined && refused.has(`${unit}/${project}`)
}

/** The offices that judged a unit under a sheet: `gradedBy`. */
export function assessorsOf(frame: Frame): ReadonlyMap<number, ReadonlyMap<string, Position>> {
  const assessors = new Map<number, Map<string, Position>>()
  const table = frame.facts.table('ItemJudged', 'unit')
  if (table === undefined) return assessors
  forRows(frame, table, (unit, row) => {
    const office = textOf(table, 'assessor', row)
    if (office === undefined) return
    const offices = assessors.get(unit) ?? new Map<string, Position>()
    if (!offices.has(office)) offices.set(office, table.position[row]!)
    assessors.set(unit, offices)
  })
  return assessors
}

/** Decisions lie within their period; the window may be a part of it. */
function forRows(frame: Frame, table: Table, visit: (unit: number, row: number) => void): void {
  const sheets = table.column('sheet')
  const sheet = sheets?.codes?.find(frame.sheet) ?? -1
  const period = frame.facts.periods.find(frame.period)
  if (sheet < 0 || period < 0) return
  const { subject, from, knownUntil } = table
  const { first, last } = frame.window
  for (let row = 0, end = table.prefix(frame.knownAt); row < end; row += 1) {
    if (sheets?.values[row] !== sheet || table.period[row] !== period) continue
    if (knownUntil[row]! <= frame.knownAt || from[row]! < first || from[row]! > last) continue
    const unit = frame.unitOf[subject[row]!]!
    if (unit >= 0) visit(unit, row)
  }
}
