/** 应尽工作: what each unit owed, period by period, and whether it was there. */
import assert from 'node:assert/strict'
import type { Day, Json, Period, Position } from '../../events/event.js'
import { type Cadence, cadenceOf, civilOf, dayFromCivil, daysInMonth, periodOf, periodsIn, spanOf } from '../../events/time.js'
import { everStood, unitOn } from './roster.js'
import { type Row, rowsOf, satisfies, type World } from './world.js'

/** A duty as the document states it. */
export interface Duty {
  readonly id: string
  readonly of: readonly string[]
  /** A type, or several. */
  readonly event: string | readonly string[]
  readonly as?: string
  readonly where?: Json
  readonly every: Cadence
  readonly due: 'last_day' | { readonly day: string | number }
}

export type SlotState = 'met' | 'late' | 'missing' | 'not_due' | 'not_owed'

/** What a unit owed for one period. */
export interface Slot {
  readonly unit: string
  readonly duty: string
  readonly period: Period
  readonly due: Day
  readonly state: SlotState
  /** The record that met it. */
  readonly position: Position | undefined
}

/** What is asked of a duty: of which period, as the world was on which day. */
export interface When {
  readonly period: Period
  readonly asOf: Day
}

function dueDay({ due }: Duty, period: Period): Day {
  const { last } = spanOf(period)
  if (due === 'last_day') return last
  const { year, month } = civilOf(last)
  return dayFromCivil({ year, month, day: Math.min(Number(due.day), daysInMonth(year, month)) })
}

/** Which period of a duty a record belongs to: the one it names, otherwise the one in which it counts. */
const periodFor = ({ every }: Duty, { period, from }: Row): Period =>
  period !== undefined && cadenceOf(period) === every ? period : periodOf(from, every)

function slotOf(world: World, duty: Duty, unit: string, period: Period, asOf: Day): Slot {
  const due = dueDay(duty, period)
  const [first] = [duty.event]
    .flat()
    .flatMap((type) => rowsOf(world, type, duty.as ?? 'unit', unit))
    .filter((row) => row.from <= asOf && satisfies(row, duty.where) && periodFor(duty, row) === period)
    .toSorted((a, b) => a.occurred - b.occurred || a.position - b.position)
  const slot = { unit, duty: duty.id, period, due, position: first?.position }
  const owing = unitOn(world, unit, due)
  if (owing === undefined || !duty.of.includes(String(owing.cells['kind']))) return { ...slot, state: 'not_owed' }
  if (first !== undefined) return { ...slot, state: first.occurred <= due ? 'met' : 'late' }
  return { ...slot, state: due <= asOf ? 'missing' : 'not_due' }
}

/** What a unit owed of a duty in a period: everything that falls due in it. */
export function slotsOf(world: World, duty: Duty, unit: string, { period, asOf }: When): Slot[] {
  const { first, last } = spanOf(period)
  return periodsIn(period, duty.every)
    .filter((one) => first <= dueDay(duty, one) && dueDay(duty, one) <= last)
    .map((one) => slotOf(world, duty, unit, one, asOf))
}

/** All that was owed in a period, by every unit that stood in it as what the duty is of: by unit, duty and period. */
export const slowGaps = (world: World, duties: readonly Duty[], when: When): Slot[] =>
  everStood(world, [...new Set(duties.flatMap((duty) => duty.of))], spanOf(when.period)).flatMap((unit) =>
    duties
      .filter((duty) => everStood(world, duty.of, spanOf(when.period)).includes(unit))
      .flatMap((duty) => slotsOf(world, duty, unit, when)),
  )

/** A duty by its id. */
export function dutyNamed(duties: readonly Duty[], id: string): Duty {
  const duty = duties.find((one) => one.id === id)
  assert(duty !== undefined, `no duty ${id}`)
  return duty
}
