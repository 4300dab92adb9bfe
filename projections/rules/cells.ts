/** Reads cells of the fact table as what they say. */
import type { Table } from '../facts/table.js'

/** The empty cell of a whole number. */
export const EMPTY = -2_147_483_648

/** The text of a coded cell; undefined where it is empty or the column is no text. */
export function textOf(table: Table, column: string, row: number): string | undefined {
  const { codes, values } = table.column(column) ?? {}
  const code = values?.[row] ?? -1
  return codes === undefined || code < 0 ? undefined : codes.text(code)
}

/** The whole number of a cell, of decimals in 1/10,000; undefined where it is empty. */
export function numberOf(table: Table, column: string, row: number): number | undefined {
  const cell = table.column(column)?.values[row]
  return cell === undefined || Number.isNaN(cell) || cell === EMPTY ? undefined : cell
}

/** What a cell says, as a text: enough to tell equal cells from different ones. */
export function valueOf(table: Table, column: string, row: number): string | undefined {
  return table.column(column)?.codes === undefined ? numberOf(table, column, row)?.toString() : textOf(table, column, row)
}
