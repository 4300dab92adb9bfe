/** The loops over a table that everybody needs: what stood on a day, and what happened within a window. */
import type { Day, Position } from '../../events/event.js'
import { BLOCK, type Table } from './table.js'

/**
 * Visits the rows of a standing that hold on a day, as known at a position: of one subject, last known row first,
 * or of all, in the order in which they became known.
 */
export function standingAt(
  table: Table,
  subject: number | undefined,
  day: Day,
  knownAt: Position,
  visit: (row: number) => void,
): void {
  const { from, until, knownFrom, knownUntil, previous } = table
  if (subject === undefined) {
    for (let row = 0, end = table.prefix(knownAt); row < end; row += 1)
      if (from[row]! <= day && day < until[row]! && knownAt < knownUntil[row]!) visit(row)
    return
  }
  for (let row = table.newest(subject); row >= 0; row = previous[row]!)
    if (from[row]! <= day && day < until[row]! && knownFrom[row]! <= knownAt && knownAt < knownUntil[row]!) visit(row)
}

/**
 * Visits the rows of a happening that count from a first to a last day, both included, as known at a position, in the
 * order in which they became known.
 */
export function happeningsWithin(table: Table, first: Day, last: Day, knownAt: Position, visit: (row: number) => void): void {
  const { from, knownUntil, blockFirst, blockLast } = table
  const end = table.prefix(knownAt)
  for (let start = 0; start < end; start += BLOCK) {
    const block = start / BLOCK
    if (blockLast[block]! < first || blockFirst[block]! > last) continue
    for (let row = start, stop = Math.min(end, start + BLOCK); row < stop; row += 1) {
      const day = from[row]!
      if (first <= day && day <= last && knownAt < knownUntil[row]!) visit(row)
    }
  }
}
