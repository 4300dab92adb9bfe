/** The scheme of accreditation in force on a day, the period that it looks at, and how its rates are put into words. */
import type { Day, Period, Words } from '../events/event.js'
import { dateZh, enOf, zhOf } from '../events/labels.js'
import { cadenceOf, type Cadence, dateOf, periodOf, previousPeriod, type Span, spanOf } from '../events/time.js'
import { setFor } from './appraisal.js'
import { type Basis, notBegun, type RulesUsed, type View } from './question.js'
import { type Refusal, refuse } from './refusal.js'
import { rounded } from './rules/fraction.js'
import { nearest } from './rules/reading.js'
import type { Scheme } from './rules/scheme.js'

/** The schemes that are in force on a day. */
export function schemesOn(view: View, basis: Basis): { readonly schemes: readonly Scheme[]; readonly used: RulesUsed } | Refusal {
  const set = setFor(view, 'accreditation', basis.asOf, basis)
  if (set === undefined)
    return refuse(
      'no_rules',
      `${dateZh(dateOf(basis.asOf))}没有施行的创建规则`,
      `no rule set with schemes of accreditation is in force on ${dateOf(basis.asOf)}`,
    )
  return { schemes: [...set.rules.schemes.values()], used: { part: 'accreditation', set } }
}

/** A scheme by its id or title. */
export function schemeNamed(schemes: readonly Scheme[], name: string, place: string): Scheme | Refusal {
  const found = schemes.find(({ id, title }) => id === name || title === name)
  return found ?? unknownScheme(schemes, name, place)
}

const unknownScheme = (schemes: readonly Scheme[], name: string, place: string): Refusal => {
  const { zh, en } = otherSchemes(schemes, name)
  return refuse('unknown_scheme', `没有创建项目“${name}”${zh}`, `there is no scheme "${name}"${en}`, { place })
}

/** What was probably meant, or all that there are. */
export function otherSchemes(schemes: readonly Scheme[], name: string): Words {
  const near = nearest(
    name,
    schemes.flatMap(({ id, title }) => [id, title]),
  )
  return near === undefined
    ? {
        zh: `，有：${schemes.map(({ id, title }) => `${id}（${title}）`).join('、')}`,
        en: `; there are: ${schemes.map(({ id }) => id).join(', ')}`,
      }
    : { zh: `，是否应为“${near}”`, en: `; did you mean "${near}"?` }
}

/** The last period that is over on a day; one is over on its last day. */
export function closedPeriod(day: Day, cadence: Cadence): Period {
  const period = periodOf(day, cadence)
  return spanOf(period).last === day ? period : previousPeriod(period)
}

/** The days whose happenings count: the last closed period, or the one asked for, up to `asOf`. */
export function periodMeant(
  { id, title, period: cadence }: Scheme,
  asked: Period | undefined,
  asOf: Day,
): { readonly period: Period; readonly window: Span } | Refusal {
  const period = asked ?? closedPeriod(asOf, cadence)
  if (cadenceOf(period) !== cadence)
    return refuse(
      'bad_question',
      `“${title}”按${cadenceWords[cadence]}计算，考评期“${period}”写法不符`,
      `the scheme "${id}" looks at a ${cadence}; "${period}" is none`,
      { place: 'period' },
    )
  const { first, last } = spanOf(period)
  if (asOf < first) return notBegun(period, asOf)
  return { period, window: { first, last: Math.min(last, asOf) } }
}

const cadenceWords = { year: '年度', quarter: '季度', month: '月份' } as const

/** How many of how many. */
export interface Rate {
  /** Null where nothing is known: 没有数据, which is not 0. */
  readonly count: number | null
  readonly of: number
  /** Per cent with one decimal, 四舍五入; null of nothing. */
  readonly percent: string | null
  readonly text: Words
}

export function rateOf(count: number | null, of: number, kinds: readonly string[]): Rate {
  const kindsZh = kinds.map((kind) => zhOf(kind)).join('、')
  const kindsEn = kinds.map(pluralOf).join(' and ')
  if (count === null)
    return { count, of, percent: null, text: { zh: `没有数据（${of}个${kindsZh}）`, en: `no data (${of} ${kindsEn})` } }
  const percent = percentOf(count, of)
  const [zh, en] = percent === null ? ['', ''] : [`，${percent}%`, `, ${percent} %`]
  return { count, of, percent, text: { zh: `${of}个${kindsZh}中${count}个${zh}`, en: `${count} of ${of} ${kindsEn}${en}` } }
}

/** Per cent with one decimal, rounded half up in whole numbers. */
function percentOf(count: number, of: number): string | null {
  if (of === 0) return null
  const tenths = rounded(count * 1000, of, 'half_up')
  return `${(tenths - (tenths % 10)) / 10}.${tenths % 10}`
}

/** What a rate is a share of: 2026年6月30日的社区，2026年6月30日示例一街道的社区. */
export const denominatorWords = (
  kinds: readonly string[],
  day: Day,
  within?: { readonly code: string; readonly name: string },
): Words => ({
  zh: `${dateZh(dateOf(day))}${within?.name ?? ''}的${kinds.map((kind) => zhOf(kind)).join('、')}`,
  en: `${kinds.map(pluralOf).join(' and ')}${within === undefined ? '' : ` of ${within.code}`} on ${dateOf(day)}`,
})

const pluralOf = (kind: string): string => enOf(kind).replace(/y$/, 'ie') + 's'
