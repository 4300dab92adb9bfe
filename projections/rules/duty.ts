/** Duties: who owes which event, how often, by when; and what became of each that fell due. */
import { z } from 'zod'
import { eventTypes } from '../../events/index.js'
import type { Day, Period, Position } from '../../events/event.js'
import { type Cadence, civilOf, dayFromCivil, daysInMonth, periodsIn, spanOf } from '../../events/time.js'
import type { Facts } from '../facts/facts.js'
import { Id, type Reading } from './reading.js'
import { selection, selectionLabel, type Selection, TypeNames } from './select.js'
import { Where } from './where.js'

/** The day of each period by which it must be done: its last day, or this day of its last month. */
const Due = z.union([z.literal('last_day'), z.strictObject({ day: z.string().regex(/^([1-9]|[12]\d|3[01])$/) })])

export const DutySchema = z.strictObject({
  id: Id,
  title: z.string().min(1).optional(),
  cites: z.string().optional(),
  of: z.array(z.string()).min(1),
  event: TypeNames,
  as: z.string().optional(),
  where: Where.optional(),
  every: z.enum(['month', 'quarter', 'year']),
  due: Due,
})

/** What became of a duty that a unit had for one period. `not_due` and `not_owed` are told apart by the reader of `slotsOf`. */
export type DutyState = 'met' | 'late' | 'missing' | 'not_due' | 'not_owed'

export interface Duty {
  readonly id: string
  readonly title: string
  readonly of: readonly string[]
  readonly every: Cadence
  readonly selection: Selection
  /** Last day on which it is in time, for one of its periods. */
  dueDay(period: Period): Day
}

export interface Slot {
  readonly period: Period
  readonly due: Day
  readonly state: DutyState
  /** The event that met it, in time or late. */
  readonly position?: Position
  readonly occurred?: Day
}

export function compileDuty(spec: z.infer<typeof DutySchema>, reading: Reading): Duty {
  const selected = selection(spec.event, { as: spec.as, where: spec.where }, reading)
  const { due } = spec
  return {
    id: spec.id,
    title: spec.title ?? selectionLabel(selected).zh,
    of: spec.of,
    every: spec.every,
    selection: selected,
    dueDay: (period) => {
      const { last } = spanOf(period)
      if (due === 'last_day') return last
      const { year, month } = civilOf(last)
      return dayFromCivil({ year, month, day: Math.min(Number(due.day), daysInMonth(year, month)) })
    },
  }
}

/** One stretch of days on which a unit stood as one kind: from `from` until the day before `until`. */
export interface Stood {
  readonly kind: string
  readonly from: Day
  readonly until: Day
}

/**
 * What became of a duty of each subject in the periods of its cadence within a period.
 * A unit owes what falls due on a day on which it stood as one of the kinds that owe it.
 */
export function slotsOf(
  facts: Facts,
  duty: Duty,
  {
    period,
    asOf,
    knownAt,
    stood,
  }: { period: Period; asOf: Day; knownAt: Position; stood: ReadonlyMap<number, readonly Stood[]> },
): ReadonlyMap<number, readonly Slot[]> {
  const { first, last } = spanOf(period)
  // A duty belongs to the period in which it falls due: that of a quarter to the quarter's last month.
  const periods = periodsIn(period, duty.every).filter((slot) => first <= duty.dueDay(slot) && duty.dueDay(slot) <= last)
  const done = firstDone(facts, duty, periods, { asOf, knownAt })
  const slots = new Map<number, Slot[]>()
  for (const [subject, stretches] of stood) {
    slots.set(
      subject,
      periods.map((slot, i): Slot => {
        const due = duty.dueDay(slot)
        const event = done.get(subject)?.[i]
        if (!stretches.some(({ kind, from, until }) => duty.of.includes(kind) && from <= due && due < until))
          return { period: slot, due, state: 'not_owed' }
        if (event !== undefined) return { period: slot, due, state: event.occurred <= due ? 'met' : 'late', ...event }
        return { period: slot, due, state: due <= asOf ? 'missing' : 'not_due' }
      }),
    )
  }
  return slots
}

interface Done {
  readonly position: Position
  readonly occurred: Day
}

/** For each subject and period, the event that met the duty first. */
function firstDone(
  facts: Facts,
  { selection: { types, as, conditions } }: Duty,
  periods: readonly Period[],
  { asOf, knownAt }: { asOf: Day; knownAt: Position },
): Map<number, (Done | undefined)[]> {
  const done = new Map<number, (Done | undefined)[]>()
  const spans = periods.map(spanOf)
  const first = spans[0]?.first ?? 0
  const last = Math.min(asOf, spans.at(-1)?.last ?? 0)
  for (const type of types) {
    const table = facts.table(type, as)
    if (table === undefined) continue
    const tests = conditions.map((condition) => condition.bind(table))
    const byPeriod = new Map(periods.map((period, i) => [facts.periods.find(period), i]))
    const ofPeriod = eventTypes.get(type)?.period !== undefined
    const { from, subject, knownUntil, occurred, position } = table
    for (let row = 0, end = table.prefix(knownAt); row < end; row += 1) {
      const day = from[row]!
      if (day < first || day > last || knownUntil[row]! <= knownAt || !tests.every((test) => test(row))) continue
      // An event that names a period of the duty's cadence meets that one; any other meets the period of its day.
      const named = ofPeriod ? byPeriod.get(table.period[row]!) : undefined
      const slot = named ?? spans.findIndex((span) => span.first <= day && day <= span.last)
      const slots = done.get(subject[row]!) ?? new Array<Done | undefined>(periods.length).fill(undefined)
      const before = slots[slot]
      const event = { position: position[row]!, occurred: occurred[row]! }
      if (
        before === undefined ||
        event.occurred < before.occurred ||
        (event.occurred === before.occurred && event.position < before.position)
      )
        slots[slot] = event
      done.set(subject[row]!, slots)
    }
  }
  return done
}
