/** 看哪些日子: the days that a measure looks at, read off the rules' README. */
import assert from 'node:assert/strict'
import type { Day, Json, JsonObject, Period } from '../../events/event.js'
import { civilOf, dayFromCivil, daysInMonth, previousPeriod, type Span, spanOf } from '../../events/time.js'

interface Asked {
  readonly period: Period
  readonly window: Span
  /** The day to which 历年累计 counts. */
  readonly standingDay: Day
}

/** The period so many before. */
export function periodBefore(period: Period, count: number): Period {
  let before = period
  for (let i = 0; i < count; i += 1) before = previousPeriod(before)
  return before
}

/** How many whole periods before this one are meant; undefined where other days are. */
export function periodsBefore(within: Json | undefined): number | undefined {
  if (within === 'previous') return 1
  const count = typeof within === 'object' && within !== null ? (within as JsonObject)['previous'] : undefined
  return count === undefined ? undefined : Number(count)
}

const day = (year: number, month: number, dayOfMonth: number): Day =>
  dayFromCivil({ year, month, day: Math.min(dayOfMonth, daysInMonth(year, month)) })

/** So many months later, or earlier: the corresponding day, or the last of the month. */
export function monthsLater(from: Day, months: number): Day {
  const civil = civilOf(from)
  let { year, month } = civil
  for (let i = 0; i < Math.abs(months); i += 1) {
    month += Math.sign(months)
    if (month === 13) [year, month] = [year + 1, 1]
    if (month === 0) [year, month] = [year - 1, 12]
  }
  return day(year, month, civil.day)
}

/** Months of `3y` or `6m`. */
export const monthsOf = (term: string): number => Number(term.slice(0, -1)) * (term.endsWith('y') ? 12 : 1)

/** First and last of the days. */
export function daysWithin(within: Json | undefined, { period, window, standingDay }: Asked): Span {
  const beginning = -Infinity
  if (within === undefined || within === 'period') return window
  if (within === 'ever') return { first: beginning, last: standingDay }
  const cut = (first: Day, last: Day): Span => ({ first, last: Math.min(last, window.last) })
  const dayBefore = spanOf(period).first - 1
  if (within === 'earlier') return cut(beginning, dayBefore)
  const before = periodsBefore(within)
  if (before !== undefined) return cut(spanOf(periodBefore(period, before)).first, dayBefore)
  const { last, from, until } = within as JsonObject
  if (last !== undefined) return cut(monthsLater(window.last + 1, -monthsOf(String(last))), window.last)
  assert(typeof from === 'string' && typeof until === 'string')
  const { year } = civilOf(spanOf(period).first)
  const [first, end] = [from, until].map((text) => day(year, Number(text.slice(0, 2)), Number(text.slice(3))))
  return cut(first!, end!)
}
