/** 覆盖面: who is reached and how much is done, by filters over rows; what a group did together is measured as if it were one. */
import type { Day, Json, JsonObject, Period, PlainDate } from '../../events/event.js'
import { dayOf, periodsIn, type Span, spanOf } from '../../events/time.js'
import { slowTest } from './conditions.js'
import type { Duty } from './duties.js'
import { compare, type Fraction, fraction, numberOf, over, sumOf, times, ZERO } from './fraction.js'
import { type Context, slowMeasure } from './measures.js'
import { holdsOn, roster, streetOf, unitOn } from './roster.js'
import type { CoverPartRule, CoverRule } from './rules.js'
import { satisfies, type World, worldOf } from './world.js'

/** Amounts as people read them: `8`, `4 of 5 = 0.8`, `<5`. */
export interface PlainCover {
  readonly over: number
  readonly parts: readonly {
    readonly id: string
    readonly amount: string
    /** By the words of their keys: `S01 kindness`. */
    readonly rows: Readonly<Record<string, string>>
    readonly covered: readonly string[] | null
  }[]
}

/** `n`, with its decimals where they are four at most, or else `n/d`. */
export function fractionText(value: Fraction): string {
  const { n, d } = times(value, fraction(10_000n))
  if (d !== 1n) return `${value.n}/${value.d}`
  const digits = String(n).padStart(5, '0')
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0+$/, '')
}

interface Subject {
  readonly code: string
  /** The unit that it belongs to; of a unit itself. */
  readonly unit: string
}

interface Asked {
  readonly world: World
  readonly duties: readonly Duty[]
  readonly period: Period
  readonly asOf: PlainDate
}

export function slowCover(cover: CoverRule, { world, duties, period, asOf }: Asked): PlainCover {
  const owed = [...duties.filter(({ id }) => !cover.duties?.some((own) => own.id === id)), ...(cover.duties ?? [])]
  const spanIn = (of: Period): Span => ({
    first: Math.max(spanOf(period).first, spanOf(of).first),
    last: Math.min(spanOf(period).last, spanOf(of).last, dayOf(asOf)),
  })
  const amountOf = (part: CoverPartRule, of: Period, street?: string, where: JsonObject = {}): string => {
    const window = spanIn(of)
    const among = subjectsOn(world, cover.over, window.last).filter(
      (subject) => street === undefined || streetOn(world, subject, window.last) === street,
    )
    return amount(part, { world, duties: owed, window, period: of, among, where })
  }
  const window = spanIn(period)
  const all = subjectsOn(world, cover.over, window.last)
  const streets = [...new Set(all.map((subject) => streetOn(world, subject, window.last)))].sort()
  return {
    over: all.length,
    parts: cover.parts.map((part) => {
      const [[column, words] = ['', []]] = Object.entries(part.split ?? {})
      const split = wordsOf(world, column, words, window.last)
      const keys =
        split.length === 0 ? [{ text: '', where: {} }] : split.map((word) => ({ text: ` ${word}`, where: { [column]: word } }))
      const groups =
        cover.by === 'quarter'
          ? periodsIn(period, 'quarter')
              .filter((quarter) => spanIn(quarter).first <= spanIn(quarter).last)
              .map((quarter) => ({ key: quarter, of: quarter, street: undefined }))
          : streets.map((street) => ({ key: street, of: period, street }))
      const context = { world, duties: owed, window, period, among: all, where: {} }
      return {
        id: part.id,
        amount: amountOf(part, period),
        rows: Object.fromEntries(
          groups.flatMap(({ key, of, street }) =>
            keys.map(({ text, where }) => [`${key}${text}`, amountOf(part, of, street, where)] as const),
          ),
        ),
        covered: part.when === undefined ? null : all.filter(meets(part.when, context)).map(({ code }) => code),
      }
    }),
  }
}

/** Those whom a cover is about on a day, each once. */
function subjectsOn(world: World, over: JsonObject, day: Day): Subject[] {
  const { units, standing, as, where } = over
  if (units !== undefined)
    return [units]
      .flat()
      .flatMap((kind) => roster(world, String(kind), day))
      .sort()
      .map((code) => ({ code, unit: code }))
  const rows = world.rows.filter((row) => row.name === standing && row.as === as && holdsOn(day)(row) && satisfies(row, where))
  const found = new Map(rows.map(({ subject, cells }) => [subject, String(cells['unit'])]))
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, unit]) => ({ code, unit }))
}

const streetOn = (world: World, { unit }: Subject, day: Day): string =>
  unitOn(world, unit, day)?.cells['kind'] === 'street' ? unit : (streetOf(world, unit, day) ?? '')

/** The words that a part is split by: those of the rules, or those of all records of a type up to a day. */
function wordsOf(world: World, column: string, words: readonly string[] | { readonly of: string }, day: Day): readonly string[] {
  if (!('of' in words)) return words
  const rows = world.rows.filter((row) => row.name === words.of && row.as === 'unit' && row.from <= day)
  return [...new Set(rows.flatMap(({ cells }) => cells[column]?.toString() ?? []))].sort()
}

interface Group {
  readonly world: World
  readonly duties: readonly Duty[]
  readonly window: Span
  readonly period: Period
  readonly among: readonly Subject[]
  /** What a part is split by. */
  readonly where: JsonObject
}

const contextOf = ({ world, duties, window, period }: Group, unit: string): Context => ({
  ...{ world, duties, window, period, unit, sheet: '', item: '', clause: '', offices: [] },
  score: () => undefined,
  counted: new Set(),
})

const meets =
  (when: Json, group: Group) =>
  ({ code }: Subject): boolean =>
    slowTest(when, contextOf(group, code)) === true

/** What a measure comes to for all of a group: a record counts once, however many of them it is about; each owes for itself. */
function together(spec: JsonObject, group: Group): Fraction {
  if ('add' in spec) return sumOf((spec['add'] as readonly JsonObject[]).map((one) => together(one, group)))
  const { world, among, where } = group
  if ('duty' in spec) return sumOf(among.map(({ code }) => slowMeasure(spec, contextOf(group, code)).value ?? ZERO))
  const codes = new Set(among.map(({ code }) => code))
  const as = spec['as'] ?? 'unit'
  const asOne = world.rows.map((row) => (row.as === as && codes.has(row.subject) ? { ...row, subject: '*' } : row))
  const narrow = { ...spec, where: { ...(spec['where'] as JsonObject | undefined), ...where } }
  return slowMeasure(narrow, contextOf({ ...group, world: worldOf(asOne) }, '*')).value ?? ZERO
}

function amount(part: CoverPartRule, group: Group): string {
  const { when, count, of, fewest = '0' } = part
  const isSmall = (value: Fraction): boolean => compare(value, numberOf(fewest)) < 0
  const text = (value: Fraction): string => (isSmall(value) ? `<${fewest}` : fractionText(value))
  const whole = fraction(BigInt(group.among.length))
  const met = (test: Json): Fraction => fraction(BigInt(group.among.filter(meets(test, group)).length))
  const value = when === undefined ? together(count ?? {}, group) : met(when)
  const all = when !== undefined ? whole : of === undefined ? undefined : together(of, group)
  if (all === undefined) return text(value)
  const rate = isSmall(value) || isSmall(all) || all.n === 0n ? 'null' : fractionText(over(value, all))
  return `${text(value)} of ${text(all)} = ${rate}`
}
