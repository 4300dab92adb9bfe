/** Which events an explanation cites for what stands: those that opened, changed and ended it. */
import type { Position } from '../../events/event.js'
import type { Table } from '../facts/table.js'
import { type Frame, standingDayOf } from './frame.js'
import type { RowTest } from './where.js'

export interface Citing {
  readonly unitOf: Int32Array
  readonly meets: RowTest
  /** Whether what a row stands for counts already, or for nothing. */
  readonly isSeen: (unit: number, row: number) => boolean
}

/**
 * What made the rows that count. An event that opened several things may have opened one that was ended or changed since:
 * what did that is cited too, so that the cited events alone give the same number.
 *
 * The table keeps no keys and no rows of no length. So what was ended on the day on which it was opened is not looked at, and
 * of a thing that was opened anew twice the first time may be cited beside the second.
 */
export function citedFor(
  frame: Frame,
  table: Table,
  kept: readonly number[],
  { unitOf, meets, isSeen }: Citing,
): ReadonlySet<Position> {
  const { knownAt } = frame
  const day = standingDayOf(frame)
  const { subject, from, until, knownUntil, closedBy, openedBy } = table
  const cited = new Set(kept.flatMap((row) => makers(table, row, knownAt)))
  for (let size = -1; size < cited.size;) {
    size = cited.size
    for (let row = 0, end = table.prefix(knownAt); row < end; row += 1) {
      if (knownUntil[row]! <= knownAt || from[row]! > day || !cited.has(openedBy[row]!)) continue
      const unit = unitOf[subject[row]!]!
      if (unit < 0 || (until[row]! <= day && isChanged(table, row, knownAt))) continue
      if (!stayOf(table, row, knownAt).some((it) => meets(it) && !isSeen(unit, it))) continue
      const enders = until[row]! > day ? makers(table, row, knownAt) : [closedBy[row]!]
      for (const it of enders) if (it >= 0) cited.add(it)
    }
  }
  return cited
}

/** The events that made a row what it is: the one that opened it, and of each column the last that changed it since. */
function makers(table: Table, row: number, knownAt: number): number[] {
  const { position, openedBy } = table
  const made = new Set([openedBy[row]!, position[row]!])
  const undecided = new Set(table.columns)
  stayOf(table, row, knownAt).reduce((after, before) => {
    for (const column of undecided)
      if (!Object.is(column.values[before], column.values[after])) {
        undecided.delete(column)
        made.add(position[after]!)
      }
    return before
  })
  return [...made]
}

/** A row with those that it was before it was changed, the last first. What was changed twice on one day has no row between. */
function stayOf(table: Table, row: number, knownAt: number): number[] {
  const { position, subject, until, from, openedBy, previous } = table
  const stay = [row]
  for (let last = row; position[last] !== openedBy[row];) {
    let before = table.newest(subject[row]!)
    while (
      before >= 0 &&
      !(openedBy[before] === openedBy[row] && until[before] === from[last] && isKnown(table, before, knownAt))
    )
      before = previous[before]!
    if (before < 0) return stay
    stay.push(before)
    last = before
  }
  return stay
}

/** Whether what a row says went on, changed, after its last day. */
function isChanged(table: Table, row: number, knownAt: number): boolean {
  const { position, subject, until, from, openedBy, previous } = table
  let after = table.newest(subject[row]!)
  const isNext = (it: number): boolean =>
    openedBy[it] === openedBy[row] && from[it] === until[row] && position[it] !== openedBy[it] && isKnown(table, it, knownAt)
  while (after >= 0 && !isNext(after)) after = previous[after]!
  return after >= 0
}

const isKnown = ({ knownFrom, knownUntil }: Table, row: number, knownAt: number): boolean =>
  knownFrom[row]! <= knownAt && knownUntil[row]! > knownAt
