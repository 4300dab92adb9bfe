/** 应尽工作: what each unit owed, period by period, and whether it was there. */
import assert from 'node:assert/strict'
import type { Day, Json, Period, Position } from '../../events/event.js'
import {
  cadenceOf,
  civilOf,
  dateOf,
  dayFromCivil,
  daysInMonth,
  periodOf,
  periodsIn,
  type Span,
  spanOf,
} from '../../events/time.js'
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
  readonly every: 'week' | 'month' | 'quarter' | 'half_year' | 'year'
  /** How many in each period. */
  readonly times?: string | number
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

/** The Monday of the week of a day, and the day after its Sunday. 5 January 1970 was a Monday. */
const mondayOf = (day: Day): Day => day - ((((day - 4) % 7) + 7) % 7)

/** First and last day of one period of a duty. */
function spanOfTurn({ every }: Duty, turn: Period): Span {
  const year = Number(turn.slice(0, 4))
  if (every === 'half_year') {
    const isFirst = turn.endsWith('H1')
    return {
      first: dayFromCivil({ year, month: isFirst ? 1 : 7, day: 1 }),
      last: dayFromCivil({ year, month: isFirst ? 6 : 12, day: isFirst ? 30 : 31 }),
    }
  }
  if (every !== 'week') return spanOf(turn)
  // The first week of a year is that of its first Thursday, so that 4 January is always in it.
  const first = mondayOf(dayFromCivil({ year, month: 1, day: 4 })) + (Number(turn.slice(5)) - 1) * 7
  return { first, last: first + 6 }
}

/** The period of a duty in which a day lies. */
function turnOf({ every }: Duty, day: Day): Period {
  const { year, month } = civilOf(day)
  if (every === 'half_year') return `${year}H${month <= 6 ? 1 : 2}`
  if (every !== 'week') return periodOf(day, every)
  const thursday = mondayOf(day) + 3
  const yearOfWeek = dateOf(thursday).slice(0, 4)
  const nth = Math.floor((thursday - dayFromCivil({ year: Number(yearOfWeek), month: 1, day: 1 })) / 7) + 1
  return `${yearOfWeek}W${String(nth).padStart(2, '0')}`
}

function dueDay(duty: Duty, turn: Period): Day {
  const { due, every } = duty
  const { first, last } = spanOfTurn(duty, turn)
  if (due === 'last_day') return last
  if (every === 'week') return first + Number(due.day) - 1
  const { year, month } = civilOf(last)
  return dayFromCivil({ year, month, day: Math.min(Number(due.day), daysInMonth(year, month)) })
}

/** Which period of a duty a record belongs to: the one it names, otherwise the one in which it counts. */
const periodFor = (duty: Duty, { period, from }: Row): Period =>
  period !== undefined && cadenceOf(period) === duty.every ? period : turnOf(duty, from)

/** What became of one period: as many slots as records are wanted. */
function slotsIn(world: World, duty: Duty, unit: string, period: Period, due: Day, asOf: Day): Slot[] {
  const rows = [duty.event]
    .flat()
    .flatMap((type) => rowsOf(world, type, duty.as ?? 'unit', unit))
    .filter((row) => row.from <= asOf && satisfies(row, duty.where) && periodFor(duty, row) === period)
    .toSorted((a, b) => a.occurred - b.occurred || a.position - b.position)
  const records = rows.filter(({ position }, i) => rows.findIndex((row) => row.position === position) === i)
  const owing = unitOn(world, unit, due)
  const isOwed = owing !== undefined && duty.of.includes(String(owing.cells['kind']))
  return Array.from({ length: Number(duty.times ?? 1) }, (_, i) => {
    const record = records[i]
    const slot = { unit, duty: duty.id, period, due, position: record?.position }
    if (!isOwed) return { ...slot, state: 'not_owed' }
    if (record !== undefined) return { ...slot, state: record.occurred <= due ? 'met' : 'late' }
    return { ...slot, state: due <= asOf ? 'missing' : 'not_due' }
  })
}

/** What a unit owed of a duty in a period: everything that falls due in it; weeks by their Thursday. */
export function slotsOf(world: World, duty: Duty, unit: string, { period, asOf }: When): Slot[] {
  const { first, last } = spanOf(period)
  const lies = (day: Day): boolean => first <= day && day <= last
  if (duty.every === 'week' || duty.every === 'half_year') {
    const turns = new Set<Period>()
    for (let day = first; day <= last; day += 1) {
      const turn = turnOf(duty, day)
      if (lies(duty.every === 'week' ? spanOfTurn(duty, turn).first + 3 : dueDay(duty, turn))) turns.add(turn)
    }
    return [...turns].flatMap((turn) => slotsIn(world, duty, unit, turn, Math.min(dueDay(duty, turn), last), asOf))
  }
  return periodsIn(period, duty.every)
    .filter((one) => lies(dueDay(duty, one)))
    .flatMap((one) => slotsIn(world, duty, unit, one, dueDay(duty, one), asOf))
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
