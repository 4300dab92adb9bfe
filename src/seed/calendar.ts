/** When offices work and children are free: the days on which a committee in the sample district acts and records. */
import type { Day, Period } from '../../events/event.js'
import { civilOf, dateOf, dayFromCivil, dayOf, daysInMonth } from '../../events/time.js'

/** The ledger of the sample district begins on the first working day of 2024. */
export const FIRST_DAY: Day = dayOf('2024-01-02')
export const LAST_DAY: Day = dayOf('2026-06-30')
export const YEARS = [2024, 2025, 2026] as const

/** Public holidays, both days included: offices are closed, and many activities are held. */
const holidays = [
  ['2024-01-01', '2024-01-01'],
  ['2024-02-10', '2024-02-17'],
  ['2024-04-04', '2024-04-06'],
  ['2024-05-01', '2024-05-05'],
  ['2024-06-08', '2024-06-10'],
  ['2024-09-15', '2024-09-17'],
  ['2024-10-01', '2024-10-07'],
  ['2025-01-01', '2025-01-01'],
  ['2025-01-28', '2025-02-04'],
  ['2025-04-04', '2025-04-06'],
  ['2025-05-01', '2025-05-05'],
  ['2025-05-31', '2025-06-02'],
  ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
].map(([first, last]) => ({ first: dayOf(first!), last: dayOf(last!) }))

const isHoliday = (day: Day): boolean => holidays.some(({ first, last }) => first <= day && day <= last)

/** 1970-01-01 was a Thursday. */
const isWeekend = (day: Day): boolean => (day + 3) % 7 >= 5

const isWorkday = (day: Day): boolean => !isWeekend(day) && !isHoliday(day)

/** The first working day from a day on. */
export function workdayFrom(day: Day): Day {
  let open = day
  while (!isWorkday(open)) open += 1
  return open
}

/** The last working day up to a day. */
export function workdayUntil(day: Day): Day {
  let open = day
  while (!isWorkday(open)) open -= 1
  return open
}

export const dayIn = (year: number, month: number, day: number): Day =>
  dayFromCivil({ year, month, day: Math.min(day, daysInMonth(year, month)) })

/** `YYYY-MM`. */
export const monthText = (year: number, month: number): Period => dateOf(dayIn(year, month, 1)).slice(0, 7)

/** Which part of a child's year a day falls in. */
export function seasonOf(day: Day): 'winter_holiday' | 'summer_holiday' | 'public_holiday' | 'term' {
  const { month, day: dayOfMonth } = civilOf(day)
  if (month === 7 || month === 8) return 'summer_holiday'
  if ((month === 1 && dayOfMonth >= 20) || (month === 2 && dayOfMonth <= 20)) return 'winter_holiday'
  return isHoliday(day) ? 'public_holiday' : 'term'
}

/** How a year's activities spread over its months: most in the holidays, and about the days that schools keep. */
export const activityMonths = [10, 9, 8, 5, 7, 9, 15, 14, 7, 8, 5, 6].map((weight, i) => [i + 1, weight] as const)

/** How many of a year's activities fall in these months, out of those of `activityShare(1, 12)`. */
export const activityShare = (from: number, until: number): number =>
  activityMonths.reduce((sum, [month, weight]) => sum + (from <= month && month <= until ? weight : 0), 0)
