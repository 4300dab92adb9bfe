/** `in`: which days count for a measure, beside those of the period itself. */
import { z } from 'zod'
import type { Day, Period, Words } from '../../events/event.js'
import {
  addMonths,
  BEGINNING,
  cadenceOf,
  civilOf,
  dayFromCivil,
  daysInMonth,
  previousPeriod,
  type Span,
  spanOf,
} from '../../events/time.js'
import type { Facts } from '../facts/facts.js'
import { type Frame, standingDayOf } from './frame.js'
import { at, fail, type Reading } from './reading.js'

/** A term such as `3y` or `6m`; at most 99 of either. */
export const Term = z.string().regex(/^[1-9]\d?[ym]$/)
/** A day of every year: `06-30`. */
const DayOfYear = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)

export const In = z.union([
  z.enum(['period', 'ever', 'previous', 'earlier']),
  /** The whole periods before, together. */
  z.strictObject({ previous: z.string().regex(/^[1-9]\d?$/) }),
  /** Rolling: so long, ending on the last day of the window. */
  z.strictObject({ last: Term }),
  /** Fixed days of the year in which the period lies. */
  z.strictObject({ from: DayOfYear, until: DayOfYear }),
])
type InSpec = z.infer<typeof In>

/** The days that count, and how they are called. */
export interface Window {
  /** 上一期, 近3年; empty for the period itself and for 历年累计. */
  readonly words: Words
  /** What stands outside is called so. */
  readonly name: Words
  /** How many whole periods before this one they are; 0 where they are something else. */
  readonly periods: number
  /** Everything up to the last day: then the period itself is looked at as what is not settled. */
  readonly isPeriod: boolean
  span(frame: Frame): Span
}

const PERIOD_NAME: Words = { zh: '考评期', en: 'the period' }
const NO_WORDS: Words = { zh: '', en: '' }

/** The period itself, which counts where nothing is written. */
export const PERIOD: Window = {
  words: NO_WORDS,
  name: PERIOD_NAME,
  periods: 0,
  isPeriod: true,
  span: ({ window }) => window,
}

/** Everything up to the last day. What there ever was is looked at on the day of the standings. */
const EVER: Window = {
  ...PERIOD,
  isPeriod: false,
  span: (frame) => ({ first: BEGINNING, last: standingDayOf(frame) }),
}

/** Compiles `in`; `reading` is the place of the measure that it stands in. */
export function windowOf(spec: InSpec | undefined, reading: Reading): Window {
  if (spec === undefined || spec === 'period') return PERIOD
  if (spec === 'ever') return EVER
  if (spec === 'earlier')
    return of({ zh: '本期以前', en: 'before this period' }, 0, ({ period }) => ({
      first: BEGINNING,
      last: spanOf(period).first - 1,
    }))
  if (spec === 'previous' || 'previous' in spec) {
    const count = spec === 'previous' ? 1 : Number(spec.previous)
    const words =
      count === 1 ? { zh: '上一期', en: 'in the period before' } : { zh: `前${count}期`, en: `in the ${count} periods before` }
    return of(words, count, ({ period }) => ({
      first: spanOf(earlierPeriod(period, count)).first,
      last: spanOf(period).first - 1,
    }))
  }
  if ('last' in spec) {
    const { zh, en } = termWords(spec.last)
    return of({ zh: `近${zh}`, en: `in the last ${en}` }, 0, ({ window: { last } }) => ({
      first: addMonths(last + 1, -monthsOf(spec.last)),
      last,
    }))
  }
  const { from, until } = spec
  if (from > until)
    fail(
      at(reading, 'in'),
      `${from}在${until}之后；两天都在考评期所在的那一年`,
      `${from} is after ${until}; both are days of the year of the period`,
    )
  return of({ zh: `${dayZh(from)}至${dayZh(until)}`, en: `from ${from} to ${until}` }, 0, ({ period }) => {
    const { year } = civilOf(spanOf(period).first)
    return { first: dayInYear(year, from), last: dayInYear(year, until) }
  })
}

/** Nothing after the last day of the window is known to the answer. */
const of = (words: Words, periods: number, span: (frame: Frame) => Span): Window => ({
  words,
  name: words,
  periods,
  isPeriod: false,
  span: (frame) => {
    const { first, last } = span(frame)
    return { first, last: Math.min(last, frame.window.last) }
  },
})

/** The period that lies so many periods of its length before. */
export const earlierPeriod = (period: Period, count: number): Period =>
  count === 0 ? period : earlierPeriod(previousPeriod(period), count - 1)

/** The periods of the length of the frame's whose days lie in a window, in order: those that something was filed under. */
export function periodsOf(window: Window, frame: Frame): readonly Period[] {
  if (window.periods > 0) return Array.from({ length: window.periods }, (_, i) => earlierPeriod(frame.period, window.periods - i))
  const { first, last } = window.span(frame)
  return filedPeriods(frame.facts).filter((period) => {
    const days = spanOf(period)
    return cadenceOf(period) === cadenceOf(frame.period) && days.first <= last && first <= days.last
  })
}

const filedPeriods = ({ periods }: Facts): Period[] =>
  Array.from({ length: periods.size }, (_, code) => periods.text(code)).sort()

const monthsOf = (term: string): number => Number(term.slice(0, -1)) * (term.endsWith('y') ? 12 : 1)

/** 3年, 6个月. */
export const termWords = (term: string): Words => {
  const count = Number(term.slice(0, -1))
  return term.endsWith('y')
    ? { zh: `${count}年`, en: count === 1 ? 'year' : `${count} years` }
    : { zh: `${count}个月`, en: count === 1 ? 'month' : `${count} months` }
}

/** The day that a term after a day ends: the corresponding day, or the month's last one. */
export const afterTerm = (day: Day, term: string): Day => addMonths(day, monthsOf(term))

const dayZh = (text: string): string => `${Number(text.slice(0, 2))}月${Number(text.slice(3))}日`

/** A day that a month does not have is its last one. */
function dayInYear(year: number, text: string): Day {
  const month = Number(text.slice(0, 2))
  return dayFromCivil({ year, month, day: Math.min(Number(text.slice(3)), daysInMonth(year, month)) })
}
