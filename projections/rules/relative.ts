/** `where` against a mean: which rows lie above or below the mean of what they are selected from. */
import type { Words } from '../../events/event.js'
import type { ColumnKind } from '../../events/fields.js'
import { fieldLabels } from '../../events/labels.js'
import type { Table } from '../facts/table.js'
import { EMPTY } from './cells.js'
import { compare, type Fraction, fractionText } from './fraction.js'
import type { Frame } from './frame.js'
import type { Selection, Visit } from './select.js'
import { cellsOf, comparators, isBounds, MEAN, type Where } from './where.js'

type Comparator = keyof typeof comparators

/** What a number column must be, compared with its mean. */
export interface Relative {
  readonly column: string
  readonly words: readonly Comparator[]
  /** As many cells as 1: those of decimals are in 1/10,000. */
  readonly den: number
}

/** Takes the comparisons with a mean out of a `where`: they need all rows that the rest of it selects. */
export function withoutMeans(
  where: Where | undefined,
  columns: Readonly<Record<string, ColumnKind>>,
): { readonly where: Where | undefined; readonly relative: readonly Relative[] } {
  const plain: Where = {}
  const relative: Relative[] = []
  for (const [column, wanted] of Object.entries(where ?? {})) {
    const kind = column === 'evidence' ? 'count' : columns[column]
    const isNumber = kind === 'count' || kind === 'decimal'
    const means = isNumber && isBounds(wanted) ? Object.entries(wanted).filter(([, bound]) => bound === MEAN) : []
    if (means.length === 0) {
      plain[column] = wanted
      continue
    }
    const rest = Object.entries(wanted).filter(([, bound]) => bound !== MEAN)
    if (rest.length > 0) plain[column] = Object.fromEntries(rest)
    relative.push({ column, words: means.map(([word]) => word as Comparator), den: kind === 'decimal' ? 10_000 : 1 })
  }
  return { where: where && plain, relative }
}

/** How a selection says its comparisons with means: 不少于平均数. */
export const relativeWords = (words: readonly Comparator[], mean?: Fraction): Words => {
  const shown = mean === undefined ? '' : fractionText(mean)
  return {
    zh: words.map((word) => `${comparators[word].zh}平均数${shown && `（${shown}）`}`).join('且'),
    en: words.map((word) => `${comparators[word].en} the mean${shown && ` (${shown})`}`).join(' and '),
  }
}

/** The sum and the number of the cells that are filled, of each unit. */
interface Sums {
  readonly sum: Float64Array
  readonly count: Float64Array
}

/**
 * Whether a row is as it should be beside the mean of its unit.
 *
 * @param scan visits every row that counts when nothing is compared with a mean
 */
export function besideMeans(
  frame: Frame,
  { relative }: Selection,
  scan: (enter: (table: Table) => Visit) => void,
): (table: Table) => (unit: number, row: number) => boolean {
  const size = frame.units.length
  const sums = relative.map((): Sums => ({ sum: new Float64Array(size), count: new Float64Array(size) }))
  scan((table) => {
    const cells = relative.map(({ column }) => cellOf(table, column))
    return (unit, row) =>
      cells.forEach((cell, i) => {
        const value = cell(row)
        if (value === undefined) return
        sums[i]!.sum[unit]! += value
        sums[i]!.count[unit]! += 1
      })
  })
  relative.forEach(({ column, den }, i) => {
    const [sum, count] = [sums[i]!.sum[0] ?? 0, sums[i]!.count[0] ?? 0]
    if (count === 0 || frame.trace?.note === undefined) return
    const mean = fractionText({ num: sum, den: count * den })
    frame.trace.note({
      zh: `${fieldLabels[column] ?? column}的平均数是${mean}（${count}条）`,
      en: `the mean of ${column} is ${mean} (of ${count})`,
    })
  })
  return (table) => {
    const cells = relative.map(({ column }) => cellOf(table, column))
    return (unit, row) =>
      relative.every(({ words, den }, i) => {
        const value = cells[i]!(row)
        const { sum, count } = sums[i]!
        const [all, many] = [sum[unit]!, count[unit]!]
        if (value !== undefined && words.every((word) => comparators[word].holds(compare(value, 1, all, many)))) return true
        const { zh, en } = relativeWords(words, many === 0 ? undefined : { num: all, den: many * den })
        const position = table.position[row]!
        frame.trace?.rejected(position, { zh: `不符合条件：应${zh}`, en: `does not meet: must be ${en}` })
        if (value !== undefined) frame.trace?.rests?.(position)
        return false
      })
  }
}

function cellOf(table: Table, column: string): (row: number) => number | undefined {
  const values = cellsOf(table, column)?.values
  return (row) => {
    const value = values?.[row]
    return value === undefined || Number.isNaN(value) || value === EMPTY ? undefined : value
  }
}
