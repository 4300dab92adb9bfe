/** Remembers for each unit which values of a column were seen, so that each counts once. */
import type { Facts } from '../facts/facts.js'
import type { Table } from '../facts/table.js'
import { numberOf } from './cells.js'

/** A number for what a row says in a column, -1 where it says nothing. Equal numbers mean equal values in one table. */
export interface Coder {
  readonly code: (row: number) => number
  /** How many codes there are; undefined where nobody knows. */
  readonly size: number | undefined
}

/** The coder of a column of a table, or of its subjects. */
export function coderOf(facts: Facts, table: Table, distinct: string): Coder {
  if (distinct === 'subject') return { code: (row) => table.subject[row]!, size: facts.subjects.size }
  const { codes, values } = table.column(distinct) ?? {}
  if (values === undefined) return { code: () => -1, size: 0 }
  if (codes !== undefined) return { code: (row) => values[row]!, size: codes.size }
  const known = new Map<number, number>()
  return {
    size: undefined,
    code: (row) => {
      const value = numberOf(table, distinct, row)
      if (value === undefined) return -1
      const code = known.get(value) ?? known.size
      known.set(value, code)
      return code
    },
  }
}

/** Whether a unit has a code already, and remembering that it has. */
export interface Seen {
  readonly has: (unit: number, code: number) => boolean
  readonly add: (unit: number, code: number) => void
}

/** Above this a bit map costs more to clear than a set costs to fill. */
const BITMAP_MAX = 4_000_000

/** Nothing seen yet. A map of bytes halves the time of a count over a set of numbers, where it is small as in a district. */
export function nothingSeen(units: number, size: number | undefined): Seen {
  if (size !== undefined && units * size <= BITMAP_MAX) {
    const map = new Uint8Array(units * size)
    return { has: (unit, code) => map[code * units + unit] === 1, add: (unit, code) => (map[code * units + unit] = 1) }
  }
  const set = new Set<number>()
  return { has: (unit, code) => set.has(code * units + unit), add: (unit, code) => set.add(code * units + unit) }
}
