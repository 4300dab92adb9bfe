/** Columns of the fact table: how a cell becomes a number, and where the numbers of one column lie. */
import assert from 'node:assert/strict'
import type { Cell } from '../../events/define.js'
import type { ColumnKind } from '../../events/fields.js'
import { dayOf } from '../../events/time.js'
import { Dictionary } from './dictionary.js'
import { ROOM_AT_FIRST, widenFloats, widenInts } from './growing.js'
import type { Journal } from './journal.js'

/** The empty cell of a count, a day or a flag. An empty code is -1, an empty decimal NaN. */
export const EMPTY = -2_147_483_648

/** The numbers of one column, one for each row. */
export interface Column {
  readonly kind: ColumnKind
  /** The texts of a column of codes. All tables of one name share it. */
  readonly codes?: Dictionary
  /** The array of now: it is replaced when it grows. */
  readonly values: Int32Array | Float64Array
}

/** A column as all tables of one name have it. */
export interface ColumnSpec {
  readonly name: string
  readonly kind: ColumnKind
  readonly codes?: Dictionary
}

/** A column of one table while it grows. */
export interface GrowingColumn extends Column {
  values: Int32Array | Float64Array
}

export const columnSpecs = (columns: Readonly<Record<string, ColumnKind>>, journal: Journal): ColumnSpec[] =>
  Object.entries(columns).map(([name, kind]) => ({ name, kind, ...(kind === 'code' && { codes: new Dictionary(journal) }) }))

export const emptyColumn = ({ kind, codes }: ColumnSpec): GrowingColumn => ({
  kind,
  ...(codes && { codes }),
  values: kind === 'decimal' ? new Float64Array(ROOM_AT_FIRST) : new Int32Array(ROOM_AT_FIRST),
})

/** Makes room for at least `rows`. */
export function widenColumn(column: GrowingColumn, rows: number): void {
  const { values } = column
  column.values = values instanceof Float64Array ? widenFloats(values, rows) : widenInts(values, rows)
}

/** The number that stands for an empty cell. */
export function emptyCell(kind: ColumnKind): number {
  if (kind === 'code') return -1
  return kind === 'decimal' ? NaN : EMPTY
}

/** The number that stands for a cell. A cell that is not of the kind of its column is a bug of the event's definition. */
export function encodeCell({ name, kind, codes }: ColumnSpec, cell: Cell): number {
  switch (kind) {
    case 'code':
      assert(typeof cell === 'string' && codes !== undefined, name)
      return codes.code(cell)
    case 'count':
      assert(typeof cell === 'number' && cell === (cell | 0) && cell !== EMPTY, name)
      return cell | 0 // -0 is not the 0 of other rows
    case 'decimal':
      assert(typeof cell === 'string', name)
      return tenThousandths(cell)
    case 'day':
      assert(typeof cell === 'string', name)
      return dayOf(cell)
    case 'flag':
      assert(typeof cell === 'boolean', name)
      return cell ? 1 : 0
  }
}

/** A decimal text of at most four decimals as a whole number of 1/10,000: exact, because no float takes part. */
export function tenThousandths(text: string): number {
  const isNegative = text.startsWith('-')
  const [whole = '', fraction = ''] = text.slice(isNegative ? 1 : 0).split('.')
  const value = Number(whole) * 10_000 + Number(fraction.padEnd(4, '0'))
  assert(fraction.length <= 4 && Number.isSafeInteger(value), text)
  return isNegative ? 0 - value : value // no -0
}
