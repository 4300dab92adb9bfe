/** Duties: who owes which event, how often, by when; and what became of each that fell due. */
import { z } from 'zod'
import { eventTypes } from '../../events/index.js'
import type { Day, Period, Position } from '../../events/event.js'
import { civilOf, dayFromCivil, daysInMonth, type Span, spanOf } from '../../events/time.js'
import type { Facts } from '../facts/facts.js'
import type { Table } from '../facts/table.js'
import { type DutyCadence, dutyCadences, turnSpan, turnsIn } from './turns.js'
import { at, fail, Id, type Reading } from './reading.js'
import { everyTest, selection, selectionLabel, type Selection, TypeNames } from './select.js'
import { Where } from './where.js'

/** The day of each period by which it must be done: its last day, this day of its last month, or this day of the week. */
const Due = z.union([z.literal('last_day'), z.strictObject({ day: z.string().regex(/^([1-9]|[12]\d|3[01])$/) })])

export const DutySchema = z.strictObject({
  id: Id,
  title: z.string().min(1).optional(),
  cites: z.string().optional(),
  of: z.array(z.string()).min(1),
  event: TypeNames,
  as: z.string().optional(),
  where: Where.optional(),
  every: z.enum(dutyCadences),
  /** How many are wanted in each period; one where nothing is written. */
  times: z
    .string()
    .regex(/^([1-9]|[1-4]\d|50)$/)
    .optional(),
  due: Due,
})

export type DutySpec = z.infer<typeof DutySchema>

/** What may become of a duty of a unit in one period. */
export const dutyStates = ['met', 'late', 'missing', 'not_due', 'not_owed'] as const
export type DutyState = (typeof dutyStates)[number]

export interface Duty {
  readonly id: string
  readonly title: string
  readonly of: readonly string[]
  readonly every: DutyCadence
  /** How many are wanted in each period. */
  readonly times: number
  readonly selection: Selection
  /** Last day on which it is in time, for one of its periods. */
  dueDay(period: Period): Day
}

/** A duty of one unit in one period; of one that wants several, each of them. */
export interface Slot {
  readonly period: Period
  /** Which of them, from 1. */
  readonly nth: number
  readonly due: Day
  readonly state: DutyState
  /** The event that met it, in time or late, and the day of it. */
  readonly position: Position | undefined
  readonly occurred: Day | undefined
}

/** A duty of many units in all periods of its cadence. */
export interface Slots {
  readonly periods: readonly Period[]
  /** How many of a unit's periods came to a state. */
  count(unit: number, state: DutyState): number
  /** All periods of a unit, in order. */
  of(unit: number): Slot[]
}

export function compileDuty(spec: DutySpec, reading: Reading): Duty {
  const selected = selection(spec.event, { as: spec.as, where: spec.where }, reading)
  if (selected.relative.length > 0)
    fail(at(reading, 'where'), '应尽工作不能与平均数比较', 'a duty cannot be compared with a mean')
  const { due, every } = spec
  if (every === 'week' && due !== 'last_day' && Number(due.day) > 7)
    fail(at(reading, 'due', 'day'), '每周的截止日写1（周一）到7（周日）', 'the day of a week is 1, a Monday, to 7, a Sunday')
  return {
    id: spec.id,
    title: spec.title ?? selectionLabel(selected).zh,
    of: spec.of,
    every,
    times: Number(spec.times ?? 1),
    selection: selected,
    dueDay: (period) => {
      const { first, last } = turnSpan(period)
      if (due === 'last_day') return last
      if (every === 'week') return first + Number(due.day) - 1
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

/** A unit that may owe something: when it stood, as what. */
export interface Owing {
  readonly subject: number
  readonly stretches: readonly Stood[]
}

export interface DutyQuestion {
  readonly period: Period
  readonly asOf: Day
  readonly knownAt: Position
  readonly owing: readonly Owing[]
}

/**
 * What became of a duty of each unit in the periods of its cadence within a period.
 * A unit owes what falls due on a day on which it stood as one of the kinds that owe it.
 */
export function slotsOf(facts: Facts, duty: Duty, asked: DutyQuestion): Slots {
  const { last } = spanOf(asked.period)
  const periods = turnsIn(asked.period, duty)
  // The last week of a period may end after it, when nobody looks at it any more.
  const dueDays = periods.map((slot) => Math.min(duty.dueDay(slot), last))
  const { positions, occurred } = firstDone(facts, duty, periods, asked)
  const { times } = duty
  const size = periods.length * times
  const stateOf = (unit: number, i: number): DutyState => {
    const due = dueDays[Math.floor(i / times)]!
    const { stretches } = asked.owing[unit]!
    const isOwed = stretches.some(({ kind, from, until }) => from <= due && due < until && duty.of.includes(kind))
    if (!isOwed) return 'not_owed'
    if (positions[unit * size + i]! >= 0) return occurred[unit * size + i]! <= due ? 'met' : 'late'
    return due <= asked.asOf ? 'missing' : 'not_due'
  }
  const states = new Uint8Array(asked.owing.length * size)
  for (let at = 0; at < states.length; at += 1) states[at] = dutyStates.indexOf(stateOf(Math.floor(at / size), at % size))
  return {
    periods,
    count: (unit, state) => {
      const wanted = dutyStates.indexOf(state)
      let count = 0
      for (let at = unit * size; at < (unit + 1) * size; at += 1) if (states[at] === wanted) count += 1
      return count
    },
    of: (unit) =>
      Array.from({ length: size }, (_, i) => {
        const at = unit * size + i
        const turn = Math.floor(i / times)
        const state = dutyStates[states[at]!]!
        const isDone = state === 'met' || state === 'late'
        return {
          period: periods[turn]!,
          nth: (i % times) + 1,
          due: dueDays[turn]!,
          state,
          position: isDone ? positions[at] : undefined,
          occurred: isDone ? occurred[at] : undefined,
        }
      }),
  }
}

/** For each unit and period, the events that met the duty first: the earliest day, on one day the earliest record. */
function firstDone(
  facts: Facts,
  { selection: { types, as, conditions }, times }: Duty,
  periods: readonly Period[],
  { period, asOf, knownAt, owing }: DutyQuestion,
): { readonly positions: Int32Array; readonly occurred: Int32Array } {
  const size = periods.length * times
  const positions = new Int32Array(owing.length * size).fill(-1)
  const occurredOn = new Int32Array(owing.length * size)
  const unitOf = new Int32Array(facts.subjects.size).fill(-1)
  owing.forEach(({ subject }, unit) => (unitOf[subject] = unit))
  const spans = periods.map(turnSpan)
  const first = spans[0]?.first ?? 0
  const last = Math.min(asOf, spans.at(-1)?.last ?? 0)
  const known = { facts, knownAt, window: { last: Math.min(asOf, spanOf(period).last) } }
  for (const type of types) {
    const table = facts.table(type, as)
    if (table === undefined) continue
    const meets = everyTest(conditions.map((condition) => condition.bind(table, known)))
    const slotOf = slotFinder(facts, eventTypes.get(type)?.period === undefined ? undefined : table, periods, spans)
    const { from, subject, knownUntil, occurred, position } = table
    for (let row = 0, end = table.prefix(knownAt); row < end; row += 1) {
      const day = from[row]!
      if (day < first || day > last || knownUntil[row]! <= knownAt) continue
      const unit = unitOf[subject[row]!]!
      if (unit < 0 || !meets(row)) continue
      const slot = slotOf(row, day)
      if (slot < 0) continue
      const start = unit * size + slot * times
      insert(positions, occurredOn, { start, end: start + times }, { position: position[row]!, day: occurred[row]! })
    }
  }
  return { positions, occurred: occurredOn }
}

/** Keeps the first of the events of one unit and period in their order; what comes after as many as are wanted falls out. */
function insert(
  positions: Int32Array,
  occurredOn: Int32Array,
  { start, end }: { readonly start: number; readonly end: number },
  done: { readonly position: Position; readonly day: Day },
): void {
  // An event counts once, however many rows it has.
  for (let at = start; at < end; at += 1) if (positions[at] === done.position) return
  let { position, day } = done
  for (let at = start; at < end; at += 1) {
    const [there, on] = [positions[at]!, occurredOn[at]!]
    if (there >= 0 && (on < day || (on === day && there < position))) continue
    positions[at] = position
    occurredOn[at] = day
    if (there < 0) return
    position = there
    day = on
  }
}

/** Which period a row meets: the one that its event names, if it is of the duty's cadence, otherwise that of its day. */
function slotFinder(
  facts: Facts,
  named: Table | undefined,
  periods: readonly Period[],
  spans: readonly Span[],
): (row: number, day: Day) => number {
  const byCode = new Map(periods.map((period, i) => [facts.periods.find(period), i]))
  // No event names a period that none was filed under.
  byCode.delete(-1)
  const byDay = (day: Day) => spans.findIndex(({ first, last }) => first <= day && day <= last)
  if (named === undefined) return (_, day) => byDay(day)
  const { period } = named
  return (row, day) => byCode.get(period[row]!) ?? byDay(day)
}
