/** 与平均数比较: conditions of a `where` beside the mean of all rows that meet the others. */
import type { Json, JsonObject } from '../../events/event.js'
import { compare, fraction, over, sumOf } from './fraction.js'
import { cellOf, comparatorOf, numberIn, type Row } from './world.js'

const isMean = ([, bound]: [string, Json | undefined]): boolean => bound === 'mean'
const entriesOf = (wanted: Json | undefined): [string, Json | undefined][] =>
  typeof wanted === 'object' && wanted !== null && !Array.isArray(wanted) ? Object.entries(wanted) : []

/** A `where` without its comparisons with means. */
export const withoutMeans = (where: Json | undefined): JsonObject =>
  Object.fromEntries(
    Object.entries((where ?? {}) as JsonObject).flatMap(([column, wanted]): [string, Json][] => {
      if (!entriesOf(wanted).some(isMean)) return [[column, wanted!]]
      const rest = entriesOf(wanted).filter((entry) => !isMean(entry))
      return rest.length === 0 ? [] : [[column, Object.fromEntries(rest) as Json]]
    }),
  )

/** The rows that a measure would count if no mean were asked for: each record once, or each of what it tells apart. */
function countingOf(rows: readonly Row[], { sum, latest, each, by, distinct }: JsonObject): Row[] {
  const [, ...column] = String(sum ?? latest ?? '').split('.')
  const filled = rows.filter((row) => column.length === 0 || cellOf(row, column.join('.')) !== undefined)
  if (latest !== undefined) return filled
  const nameOf = (row: Row): string | undefined => {
    if (distinct !== undefined) return cellOf(row, String(distinct))?.toString()
    return each === undefined ? String(row.position) : `${row.position} ${String(cellOf(row, String(by)))}`
  }
  const names = filled.map(nameOf)
  return filled.filter((_, i) => names[i] !== undefined && names.indexOf(names[i]) === i)
}

/** Of the rows that meet everything else those that lie as they should beside the mean. */
export function besideMeans(rows: readonly Row[], spec: JsonObject): Row[] {
  const { where } = spec
  const asked = Object.entries((where ?? {}) as JsonObject).flatMap(([column, wanted]) =>
    entriesOf(wanted)
      .filter(isMean)
      .map(([word]) => ({ column, word })),
  )
  const base = asked.length === 0 ? [] : countingOf(rows, spec)
  return rows.filter((row) =>
    asked.every(({ column, word }) => {
      const filled = base.filter((one) => cellOf(one, column) !== undefined)
      const value = numberIn(row, column)
      if (value === undefined || filled.length === 0) return false
      const mean = over(sumOf(filled.map((one) => numberIn(one, column)!)), fraction(BigInt(filled.length)))
      return comparatorOf(word)!(compare(value, mean))
    }),
  )
}
