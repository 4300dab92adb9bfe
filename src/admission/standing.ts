/** Looks into the standings as they are known now: what a key holds on a day, and who else holds something. */
import type { Cell } from '../../events/define.js'
import type { Day, Position } from '../../events/event.js'
import { emptyCell, encodeCell } from '../../projections/facts/column.js'
import type { Facts } from '../../projections/facts/facts.js'
import { standingAt } from '../../projections/facts/query.js'
import type { Key } from '../../projections/facts/standings.js'
import { NEVER, type Table } from '../../projections/facts/table.js'
import { textOf } from '../../projections/rules/cells.js'

/** One row of a standing. */
export interface Standing {
  readonly table: Table
  readonly row: number
}

/** Everything that a key held and will hold, by the first day. */
export function historyOf(facts: Facts, key: Key): Standing[] {
  const table = facts.table(key.name, key.as)
  return table === undefined ? [] : facts.rowsOf(key).map((row) => ({ table, row }))
}

/** What a key holds on a day. */
export function standingOn(facts: Facts, key: Key, day: Day): Standing | undefined {
  const table = facts.table(key.name, key.as)
  if (table === undefined) return undefined
  const { from, until } = table
  for (const row of facts.rowsOf(key)) if (from[row]! <= day && day < until[row]!) return { table, row }
  return undefined
}

/** Whether a key held something on one of the days from a first to a last one. */
export const stoodWithin = (facts: Facts, key: Key, first: Day, last: Day): boolean =>
  historyOf(facts, key).some((standing) => fromOf(standing) <= last && first < untilOf(standing))

/** Everything of a standing that a subject holds on a day, whatever the key; first known first. */
export function allOn(facts: Facts, name: string, subject: string, day: Day, as = 'unit'): Standing[] {
  const table = facts.table(name, as)
  const code = facts.subjects.find(subject)
  if (table === undefined || code < 0) return []
  const found: Standing[] = []
  standingAt(table, code, day, facts.size - 1, (row) => found.push({ table, row }))
  return found.reverse()
}

/** Everything of a standing that has a word in a column, whoever holds it and whenever; first known first. */
export function withWord(facts: Facts, name: string, column: string, word: string, as = 'unit'): Standing[] {
  const table = facts.table(name, as)
  const { codes, values } = table?.column(column) ?? {}
  const code = codes?.find(word) ?? -1
  if (table === undefined || values === undefined || code < 0) return []
  const found: Standing[] = []
  for (let row = 0; row < table.length; row += 1)
    if (values[row] === code && table.knownUntil[row] === NEVER) found.push({ table, row })
  return found
}

/** Whose it is. */
export const subjectOf = (facts: Facts, { table, row }: Standing): string => facts.subjects.text(table.subject[row]!)

/** The word in a column of codes. */
export const wordOf = ({ table, row }: Standing, column: string): string | undefined => textOf(table, column, row)

/** Whether a column holds what a fact would put there; without a cell it would be empty. */
export function saysSo(standing: Standing, name: string, cell: Cell | undefined): boolean {
  const { table, row } = standing
  const column = table.column(name)
  if (column === undefined) return cell === undefined
  const { kind, codes, values } = column
  if (codes !== undefined) return wordOf(standing, name) === cell
  return Object.is(values[row], cell === undefined ? emptyCell(kind) : encodeCell({ name, kind }, cell))
}

/** The first day on which it holds. */
export const fromOf = ({ table, row }: Standing): Day => table.from[row]!
/** The first day on which it does not hold any more. */
export const untilOf = ({ table, row }: Standing): Day => table.until[row]!
/** The event that gave it its content. */
export const openedBy = ({ table, row }: Standing): Position => table.position[row]!
/** The event that ended it; undefined while it is open, and when it ended by its own term. */
export function closedBy({ table, row }: Standing): Position | undefined {
  const position = table.closedBy[row]!
  return position < 0 ? undefined : position
}
