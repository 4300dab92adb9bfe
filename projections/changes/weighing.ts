/** Which records made a difference: what counted on one side only, and what changed that which counted on both. */
import type { Day, Position } from '../../events/event.js'
import { dateOf } from '../../events/time.js'
import type { Seen } from '../rules/evaluate.js'
import { BONUS_DECISION } from '../rules/decisions.js'
import type { Cause } from './shape.js'
import type { Between } from './touches.js'

/** Something whose value may rest on records: a clause of a unit, a test, a line of a candidate. */
export interface Weighed {
  readonly address: string
  /** Subjects whose registration decides what is owed. */
  readonly subject: number | undefined
  readonly before: Seen
  readonly after: Seen
  /** The later of the two days. */
  readonly day: Day
  /** Whether the values are different, so that there must be a cause. */
  readonly isDifferent: boolean
}

/** The records that weigh: those that counted, also for whom it is compared with, and decisions by which others did not. */
const weighty = ({ counted, rests, rejected }: Seen): ReadonlySet<Position> =>
  new Set([...counted, ...rests, ...rejected.filter(({ why }) => why === BONUS_DECISION).map(({ position }) => position)])

export function causesOf(lying: Between, { address, subject, before, after, day, isDifferent }: Weighed): Cause[] {
  const positions = new Map<Position, Cause>()
  const cite = (position: Position, deed = lying.deedOf(position)): void => {
    if (!positions.has(position)) positions.set(position, { position, deed })
  }
  const [first, second] = [weighty(before), weighty(after)]
  let isExplained = true
  let isOver = false
  for (const position of new Set([...first, ...second])) {
    const touched = lying.touching(position)
    for (const by of touched) cite(by)
    if (touched.length > 0 || (first.has(position) && second.has(position))) continue
    const endings = lying.endings(position)
    if (lying.began(position)) cite(position, 'happened')
    else if (endings.length === 0) isExplained = false
    for (const by of endings) {
      if (by < 0) isOver = true
      else cite(by, 'ended')
    }
  }
  const isMissing = missingOf(before) !== missingOf(after)
  const isBare = positions.size === 0 && isDifferent
  if (subject !== undefined && (isMissing || isBare || !isExplained)) for (const by of lying.ofUnit(subject)) cite(by)
  if (subject !== undefined && positions.size === 0 && isDifferent && !lying.isOtherDay)
    for (const by of lying.ofSubject(subject)) cite(by)
  const causes: Cause[] = [...positions.values()].sort(byPosition)
  if (lying.isOtherDay && (isMissing || isOver || (isDifferent && causes.length === 0)))
    causes.push({ address, day: dateOf(day) })
  return causes
}

const missingOf = ({ missing }: Seen): string => missing.map(({ en }) => en).join()

const byPosition = (a: Cause, b: Cause): number => ('position' in a && 'position' in b ? a.position - b.position : 0)

/** Causes, each once: records by position, then addresses by code point. */
export function together(lists: readonly (readonly Cause[])[]): Cause[] {
  const all = new Map<string, Cause>()
  for (const cause of lists.flat()) all.set('position' in cause ? `${cause.position}` : JSON.stringify(cause), cause)
  return [...all].sort(inOrder).map(([, cause]) => cause)
}

function inOrder([a, one]: readonly [string, Cause], [b, other]: readonly [string, Cause]): number {
  if ('position' in one && 'position' in other) return one.position - other.position
  if ('position' in one || 'position' in other) return 'position' in one ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}
