/** 第几的才计: of rows or cases only those in some places; and the band in which a number lies. */
import type { Json, JsonObject } from '../../events/event.js'
import { compare, type Fraction, fraction, numberOf } from './fraction.js'
import type { Row } from './world.js'

const isPlace = (nth: JsonObject, place: number): boolean =>
  place >= Number(nth['from'] ?? '1') && (nth['until'] === undefined || place <= Number(nth['until']))

/** The rows that lie in the places, counted by day and then as they were recorded. */
export const rowsIn = (nth: Json | undefined, rows: readonly Row[]): Row[] =>
  nth === undefined
    ? [...rows]
    : rows.toSorted((a, b) => a.from - b.from || a.position - b.position).filter((_, i) => isPlace(nth as JsonObject, i + 1))

/** All the places up to the last that counts: what stands before decides which row stands in them. */
export const takenPlaces = ({ nth }: JsonObject): JsonObject =>
  nth === undefined ? {} : { nth: { ...(nth as JsonObject), from: '1' } }

/** Cases one by one in the order of the judgement: of each line as many as lie in the places. */
export function casesIn<Line extends { readonly count: Fraction }>(nth: Json | undefined, lines: readonly Line[]): Line[] {
  if (nth === undefined) return [...lines]
  let place = 0
  return lines.flatMap((line) => {
    const places = Array.from({ length: Number(line.count.n) }, () => (place += 1))
    const count = places.filter((one) => isPlace(nth as JsonObject, one)).length
    return count === 0 ? [] : [{ ...line, count: fraction(BigInt(count)) }]
  })
}

/** The first band that the number reaches: `from` includes its number, `more_than` does not. */
export const bandOf = (bands: Json | undefined, value: Fraction): JsonObject | undefined =>
  (bands as readonly JsonObject[]).find(({ from, more_than: above }) => {
    if (from !== undefined) return compare(value, numberOf(String(from))) >= 0
    return above === undefined || compare(value, numberOf(String(above))) > 0
  })
