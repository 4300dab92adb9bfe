/** Days and periods in UTC+8, by integer arithmetic: no clock, no time-zone database, no locale. */
import type { Day, Period, PlainDate } from './event.js'

/** First and last day, both included. */
export interface Span {
  readonly first: Day
  readonly last: Day
}

export interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** A day before every day of the ledger, and one after. */
export const BEGINNING: Day = -2_147_483_648
export const FOREVER: Day = 2_147_483_647

const MS_PER_DAY = 86_400_000
const MS_OF_UTC8 = 8 * 3_600_000

/** Days since 1970-01-01 of a civil date. Howard Hinnant's `days_from_civil`. */
export function dayFromCivil({ year, month, day }: CivilDate): Day {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The civil date of a day. Inverse of `dayFromCivil`. */
export function civilOf(day: Day): CivilDate {
  const z = day + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const mp = Math.floor((5 * dayOfYear + 2) / 153)
  const month = mp < 10 ? mp + 3 : mp - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * mp + 2) / 5) + 1,
  }
}

const two = (n: number): string => String(n).padStart(2, '0')

/** `YYYY-MM-DD` of a day. */
export function dateOf(day: Day): PlainDate {
  const { year, month, day: dayOfMonth } = civilOf(day)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}`
}

/** The day of a `YYYY-MM-DD` that is already known to be one. */
export function dayOf(date: PlainDate): Day {
  return dayFromCivil({
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
  })
}

/** Whether a text is a day that the calendar has, in the years the ledger knows (UTC+8 has no summer time since 1992). */
export function isPlainDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && text >= '1992-01-01' && dateOf(dayOf(text)) === text
}

/** Number of days of a month. */
export function daysInMonth(year: number, month: number): number {
  const next = month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 }
  return dayFromCivil(next) - dayFromCivil({ year, month, day: 1 })
}

/** The same day so many months later, before 0 earlier; where the month has no such day its last one. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, day: dayOfMonth } = civilOf(day)
  const index = year * 12 + month - 1 + months
  const [toYear, toMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1]
  return dayFromCivil({ year: toYear, month: toMonth, day: Math.min(dayOfMonth, daysInMonth(toYear, toMonth)) })
}

/** The same day `years` later; on 29 February the last day of the month. */
export const addYears = (day: Day, years: number): Day => addMonths(day, years * 12)

/** The day in UTC+8 on which an instant (`…Z`, milliseconds since 1970) falls. */
export const dayOfInstant = (ms: number): Day => Math.floor((ms + MS_OF_UTC8) / MS_PER_DAY)

/** The first millisecond of a day in UTC+8. */
export const instantOfDay = (day: Day): number => day * MS_PER_DAY - MS_OF_UTC8

export type Cadence = 'year' | 'quarter' | 'month'

/** What kind of period a text names, or undefined when it names none. */
export function cadenceOf(period: string): Cadence | undefined {
  if (/^\d{4}$/.test(period)) return 'year'
  if (/^\d{4}Q[1-4]$/.test(period)) return 'quarter'
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(period)) return 'month'
  return undefined
}

/** First and last day of a period that is known to be one. */
export function spanOf(period: Period): Span {
  const year = Number(period.slice(0, 4))
  const months = monthsOf(period)
  return {
    first: dayFromCivil({ year, month: months.first, day: 1 }),
    last: dayFromCivil({ year, month: months.last, day: daysInMonth(year, months.last) }),
  }
}

function monthsOf(period: Period): { first: number; last: number } {
  if (period.length === 4) return { first: 1, last: 12 }
  if (period[4] === 'Q') {
    const quarter = Number(period[5])
    return { first: quarter * 3 - 2, last: quarter * 3 }
  }
  const month = Number(period.slice(5, 7))
  return { first: month, last: month }
}

/** The period of a cadence in which a day falls. */
export function periodOf(day: Day, cadence: Cadence): Period {
  const { year, month } = civilOf(day)
  if (cadence === 'year') return String(year)
  if (cadence === 'quarter') return `${year}Q${Math.ceil(month / 3)}`
  return `${year}-${two(month)}`
}

/** The period of the same kind before this one. */
export const previousPeriod = (period: Period): Period => periodOf(spanOf(period).first - 1, cadenceOf(period) ?? 'year')

/** The periods of a cadence that begin within a period, in order. */
export function periodsIn(period: Period, cadence: Cadence): Period[] {
  const { first, last } = spanOf(period)
  const periods: Period[] = []
  for (let day = first; day <= last;) {
    const next = periodOf(day, cadence)
    periods.push(next)
    day = spanOf(next).last + 1
  }
  return periods
}

/** The day on which a happening counts: the day it occurred, clamped into the period it belongs to. */
export function countingDay(occurredOn: Day, period: Period | undefined): Day {
  if (period === undefined) return occurredOn
  const { first, last } = spanOf(period)
  return Math.min(Math.max(occurredOn, first), last)
}
