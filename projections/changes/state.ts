/** One evaluation of everything that is compared: columns by an address, each with a value for every row. */
import type { Words } from '../../events/event.js'
import { pointsText } from '../rules/fraction.js'
import type { LineKind } from './shape.js'

/** Points in 1/10,000, a word, or nothing. */
export type Value = number | string | null

export interface Column {
  readonly kind: LineKind
  readonly address: string
  readonly title: Words
  /** Whether the values are points of which the total is the sum. */
  readonly isSummed: boolean
  /** It also hangs on what the other rows came to, such as a grade with a number of places. */
  readonly hangsOnOthers?: boolean
  readonly at: (index: number) => Value
}

export interface State {
  readonly indexOf: ReadonlyMap<string, number>
  readonly columns: ReadonlyMap<string, Column>
  /** Of a row, in 1/10,000. */
  readonly total: (index: number) => number
}

/** What is different between two states. */
export interface Difference {
  readonly key: string
  readonly column: Column
  readonly from: Value
  readonly to: Value
}

/** Lists columns; those of one kind at one address are one, and their points add up. */
export function columnsOf(list: readonly Column[]): ReadonlyMap<string, Column> {
  const columns = new Map<string, Column>()
  for (const column of list) {
    const key = `${column.kind} ${column.address}`
    const known = columns.get(key)
    columns.set(key, known === undefined ? column : { ...known, at: (index) => pointsIn(known, index) + pointsIn(column, index) })
  }
  return columns
}

const pointsIn = (column: Column, index: number): number => Number(column.at(index) ?? 0)

/** Where a row is different. What is not there counts for nothing. */
export function differencesOf(before: State, after: State, keys: readonly string[], code: string): Difference[] {
  const [first, second] = [before.indexOf.get(code), after.indexOf.get(code)]
  const valueIn = ({ columns }: State, index: number | undefined, key: string): Value => {
    const column = columns.get(key)
    if (column === undefined || index === undefined) return null
    return column.at(index)
  }
  const differences: Difference[] = []
  for (const key of keys) {
    const column = after.columns.get(key) ?? before.columns.get(key)!
    const nothing = column.isSummed ? 0 : null
    const from = valueIn(before, first, key) ?? nothing
    const to = valueIn(after, second, key) ?? nothing
    if (from !== to) differences.push({ key, column, from, to })
  }
  return differences
}

/** The keys of both states: those of the second in its order, then what is only in the first. */
export const keysOf = (before: State, after: State): string[] => [...new Set([...after.columns.keys(), ...before.columns.keys()])]

/** How a value is written: points as such. */
export const valueText = (value: Value): string | null => (typeof value === 'number' ? pointsText(value) : value)

/** By how much the total is different. A row that is not there has none. */
export function totalDifference(before: State, after: State, code: string): number {
  const totalIn = ({ indexOf, total }: State): number => {
    const index = indexOf.get(code)
    return index === undefined ? 0 : total(index)
  }
  return totalIn(after) - totalIn(before)
}
