/** The rows that are known, laid out so that a rule can be read against them. */
import assert from 'node:assert/strict'
import type { Day, Json, Period, Position } from '../../events/event.js'
import type { ColumnKind } from '../../events/fields.js'
import { eventTypes } from '../../events/index.js'
import { columnsOfStanding, type StandingName, standings } from '../../events/standings.js'
import { dayOf } from '../../events/time.js'
import { compare, type Fraction, fraction, numberOf, over } from './fraction.js'

export type Cell = string | number | boolean

/** A fact: who, as what, what, from and until which day. The rows of the slow twin of the fact table are such. */
export interface Row {
  /** The event that it is about. */
  readonly position: Position
  /** The type of a happening, or the name of a standing. */
  readonly name: string
  readonly as: string
  readonly subject: string
  /** The counting day of a happening; the first day of a standing. */
  readonly from: Day
  /** The first day on which it no longer holds. */
  readonly until: Day
  /** The day on which it occurred, wherever it counts. */
  readonly occurred: Day
  readonly period: Period | undefined
  /** The event that ended a standing before its term. */
  readonly closedBy?: Position | undefined
  /** How many different files support it. */
  readonly evidence: number
  readonly cells: { readonly [column: string]: Cell | undefined }
}

/** Everything known, by position, and by what a rule asks for. */
export interface World {
  readonly rows: readonly Row[]
  /** The rows that say which units stood. */
  readonly units: readonly Row[]
  readonly groups: ReadonlyMap<string, readonly Row[]>
}

const groupOf = (name: string, as: string, subject: string): string => `${name} ${as} ${subject}`

/** Lays out rows. */
export function worldOf(rows: readonly Row[]): World {
  const sorted = rows.toSorted((a, b) => a.position - b.position)
  const groups = new Map<string, Row[]>()
  for (const row of sorted) {
    const key = groupOf(row.name, row.as, row.subject)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return { rows: sorted, units: sorted.filter(({ name, as }) => name === 'unit' && as === 'unit'), groups }
}

/** The rows of one name about one subject in one role, in the order of their positions. */
export const rowsOf = ({ groups }: World, name: string, as: string, subject: string): readonly Row[] =>
  groups.get(groupOf(name, as, subject)) ?? []

/** What a row says in a column, or in one of the four built-in ones. */
export function cellOf(row: Row, column: string): Cell | undefined {
  if (column === 'subject') return row.subject
  if (column === 'period') return row.period
  if (column === 'day') return row.from
  if (column === 'evidence') return row.evidence
  return row.cells[column]
}

function kindOf({ name }: Row, column: string): ColumnKind | undefined {
  if (column === 'subject' || column === 'period') return 'code'
  if (column === 'day') return 'day'
  if (column === 'evidence') return 'count'
  if (name in standings) return columnsOfStanding(name as StandingName)[column]
  return eventTypes.get(name)?.columns[column]
}

/** A cell as a number. In a decimal column a number is one of 1/10,000, as facts keep it, and a text is what it says. */
export function numberIn(row: Row, column: string): Fraction | undefined {
  const cell = cellOf(row, column)
  if (cell === undefined) return undefined
  assert(typeof cell !== 'boolean', `${row.name}.${column} is no number`)
  const isScaled = kindOf(row, column) === 'decimal' && typeof cell === 'number'
  return isScaled ? over(numberOf(cell), fraction(10_000n)) : numberOf(cell)
}

const comparators = {
  at_least: (order: number) => order >= 0,
  more_than: (order: number) => order > 0,
  at_most: (order: number) => order <= 0,
  less_than: (order: number) => order < 0,
}

/** The words that compare a number with a bound. */
export const comparatorOf = (word: string): ((order: number) => boolean) | undefined =>
  Object.entries(comparators).find(([name]) => name === word)?.[1]

/** Whether a cell is as a `where` wants it. An empty one satisfies nothing but `not`. */
function fits(row: Row, column: string, wanted: Json): boolean {
  const cell = cellOf(row, column)
  const kind = kindOf(row, column)
  const isNumber = kind === 'count' || kind === 'decimal' || kind === 'day'
  const order = (bound: Json): number => {
    const number = numberIn(row, column)
    assert(isNumber && number !== undefined, `${row.name}.${column} is no number`)
    assert(typeof bound === 'string' || typeof bound === 'number')
    const isDate = kind === 'day' && typeof bound === 'string' && bound.includes('-')
    return compare(number, isDate ? fraction(BigInt(dayOf(bound))) : numberOf(bound))
  }
  if (Array.isArray(wanted)) return wanted.some((one: Json) => fits(row, column, one))
  if (typeof wanted === 'object' && wanted !== null)
    return Object.entries(wanted).every(([word, bound]: [string, Json]) => {
      if (word === 'not') return !fits(row, column, bound)
      const holds = comparatorOf(word)
      assert(holds !== undefined, `${word} is no comparison`)
      return cell !== undefined && holds(order(bound))
    })
  if (cell === undefined) return false
  return isNumber ? order(wanted) === 0 : String(cell) === String(wanted)
}

/** Whether a row satisfies every condition of a `where`. */
export const satisfies = (row: Row, where: Json | undefined): boolean =>
  Object.entries((where ?? {}) as Record<string, Json>).every(([column, wanted]) => fits(row, column, wanted))
