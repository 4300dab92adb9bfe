/** The periods in which a duty comes round: those of the ledger, and half years and weeks, which no event is filed under. */
import type { Day, Period } from '../../events/event.js'
import { dayFromCivil, periodsIn, type Span, spanOf } from '../../events/time.js'

export const dutyCadences = ['week', 'month', 'quarter', 'half_year', 'year'] as const
export type DutyCadence = (typeof dutyCadences)[number]

const WEEK = 7

/** First and last day: also of `2026H1` and of `2026W09`, the ninth ISO week. */
export function turnSpan(turn: Period): Span {
  if (turn[4] === 'H') {
    const [first, second] = [`${turn.slice(0, 4)}Q${turn[5] === '1' ? 1 : 3}`, `${turn.slice(0, 4)}Q${turn[5] === '1' ? 2 : 4}`]
    return { first: spanOf(first).first, last: spanOf(second).last }
  }
  if (turn[4] !== 'W') return spanOf(turn)
  const first = firstMonday(Number(turn.slice(0, 4))) + (Number(turn.slice(5)) - 1) * WEEK
  return { first, last: first + WEEK - 1 }
}

/**
 * The turns of a duty that belong to a period: those that fall due in it, so that a quarter belongs to its last month;
 * a week to the period of its Thursday, as ISO 8601 has it for years.
 */
export function turnsIn(
  period: Period,
  { every, dueDay }: { readonly every: DutyCadence; readonly dueDay: (turn: Period) => Day },
): Period[] {
  const { first, last } = spanOf(period)
  const year = period.slice(0, 4)
  const turns = every === 'week' ? weeksOf(Number(year)) : every === 'half_year' ? halvesOf(year) : periodsIn(period, every)
  const belongs = (turn: Period): Day => (every === 'week' ? turnSpan(turn).first + 3 : dueDay(turn))
  return turns.filter((turn) => first <= belongs(turn) && belongs(turn) <= last)
}

const halvesOf = (year: string): Period[] => [`${year}H1`, `${year}H2`]

function weeksOf(year: number): Period[] {
  const weeks = (firstMonday(year + 1) - firstMonday(year)) / WEEK
  return Array.from({ length: weeks }, (_, i) => `${year}W${String(i + 1).padStart(2, '0')}`)
}

/** The Monday of the week in which a year's first Thursday lies: of that with 4 January. */
function firstMonday(year: number): Day {
  const fourth = dayFromCivil({ year, month: 1, day: 4 })
  // 1970-01-01 was a Thursday.
  return fourth - ((((fourth + 3) % WEEK) + WEEK) % WEEK)
}
