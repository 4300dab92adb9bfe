/** What the worked cases of a rule set touch: which clauses, and of every threshold which side. */
import type { Json, JsonObject, Words } from '../../events/event.js'
import type { CompiledRules, Sheet } from '../rules/compile.js'
import type { ClauseSpec, ItemSpec, SheetSpec } from '../rules/document.js'
import type { Tally } from '../rules/evaluate.js'
import { compare, type Fraction, POINT, readBound } from '../rules/fraction.js'
import type { Frame } from '../rules/frame.js'
import type { Measure } from '../rules/measure.js'
import { isMeasure, measure } from '../rules/measures.js'
import { beginning, type Reading } from '../rules/reading.js'
import { comparators } from '../rules/where.js'
import type { Path, Problem } from '../rules/yaml.js'
import { type CaseResult, runCases } from './run.js'

/** A value at which points change, and on which sides of it a case lies. */
export interface Threshold {
  readonly sheet: string
  /** Of the clause or node; `grades` for the whole sheet. */
  readonly address: string
  readonly path: Path
  readonly words: Words
  below: boolean
  above: boolean
}

export interface Covered {
  readonly results: readonly CaseResult[]
  /** How many cases look at each clause. */
  readonly clauses: readonly { readonly sheet: string; readonly address: string; readonly path: Path; readonly cases: number }[]
  readonly thresholds: readonly Threshold[]
}

/** A threshold with what is compared: the measured number, the points before a limit, or the total. */
interface Watched extends Threshold {
  readonly limit: Fraction
  /** Whether the value itself belongs to the upper side: 以上. */
  readonly isAbove: boolean
  readonly value: (frame: Frame, tally: Tally | undefined, total: number | undefined) => Fraction | undefined
}

/** Runs the cases and sees what they touch. */
export function coveredBy(rules: CompiledRules, problems: Problem[]): Covered {
  const sheets = (rules.document.sheets ?? []).map((spec, i) => ({
    spec,
    sheet: rules.sheets.get(spec.id)!,
    path: ['sheets', i],
  }))
  const places = sheets.flatMap(({ spec, path }) => placesIn(spec, path))
  const watched = sheets.flatMap(({ spec, sheet, path }) => thresholdsIn(spec, sheet, path, rules))
  const cases = new Map<string, number>()
  const results = runCases(rules, problems, (frame, tallies, total) => {
    for (const tally of tallies) look(frame, tally)
    for (const it of watched) if (it.sheet === frame.sheet && it.address === GRADES) mark(it, frame, undefined, total)
  })
  function look(frame: Frame, tally: Tally): void {
    const { address, kind } = tally.node
    if (kind === 'clause' || tally.parts.some(({ node }) => node.address === address)) {
      const key = `${frame.sheet}/${address}`
      cases.set(key, (cases.get(key) ?? 0) + 1)
    }
    for (const it of watched) if (it.sheet === frame.sheet && it.address === address) mark(it, frame, tally, undefined)
  }
  return {
    results,
    clauses: places.map((place) => ({ ...place, cases: cases.get(`${place.sheet}/${place.address}`) ?? 0 })),
    thresholds: watched.map(({ limit: _, isAbove: __, value: ___, ...threshold }) => threshold),
  }
}

function mark(it: Watched, frame: Frame, tally: Tally | undefined, total: number | undefined): void {
  const value = it.value(frame, tally, total)
  if (value === undefined) return
  const order = compare(value.num, value.den, it.limit.num, it.limit.den)
  if (order > 0 || (order === 0 && it.isAbove)) it.above = true
  else it.below = true
}

const GRADES = 'grades'

interface Place {
  readonly sheet: string
  readonly address: string
  readonly path: Path
}

/** Every clause of a sheet. What cannot be scored needs no case. */
const placesIn = (spec: SheetSpec, path: Path): Place[] =>
  itemsIn(spec, path).flatMap(({ item, address, path: at }) =>
    item.clauses === undefined
      ? [{ sheet: spec.id, address, path: at }]
      : item.clauses.map((clause, i) => ({ sheet: spec.id, address: `${address}.${clause.id}`, path: [...at, 'clauses', i] })),
  )

function itemsIn({ headings, bonus }: SheetSpec, path: Path) {
  const groups = [
    ...headings.map((heading, i) => ({ ...heading, path: [...path, 'headings', i] })),
    ...(bonus === undefined ? [] : [{ ...bonus, id: 'bonus', path: [...path, 'bonus'] }]),
  ]
  return groups.flatMap(({ id, items, path: at }) =>
    items.map((item: ItemSpec, i) => ({ item, address: `${id}.${item.id}`, path: [...at, 'items', i] })),
  )
}

function thresholdsIn(spec: SheetSpec, sheet: Sheet, path: Path, { document }: CompiledRules): Watched[] {
  const found: Watched[] = []
  for (const { item, address, path: at } of itemsIn(spec, path)) {
    const reading: Reading = {
      ...beginning([]),
      ...{ sheet: spec.id, item: address, sheets: document.sheets },
      duties: document.duties && new Set(document.duties.map(({ id }) => id)),
    }
    const clauses = item.clauses?.map((clause, i) => ({ clause, id: `${address}.${clause.id}`, at: [...at, 'clauses', i] }))
    for (const one of clauses ?? [{ clause: item, id: address, at }])
      found.push(...inClause(one.clause, { ...reading, address: one.id, path: one.at }))
  }
  ;(spec.grades ?? []).forEach(({ from, grade }, i) => {
    const limit = from === undefined ? undefined : readBound(from)
    if (limit !== undefined && sheet.grades.length > 1)
      found.push({
        ...{ sheet: spec.id, address: GRADES, path: [...path, 'grades', i], limit, isAbove: true, below: false, above: false },
        words: { zh: `${grade}的下限${from}`, en: `the lower end ${from} of ${grade}` },
        value: (_, __, total) => (total === undefined ? undefined : { num: total, den: POINT }),
      })
  })
  return found
}

/** Where the points of a clause change: bounds of tests and bands, bases of steps, its own limits. */
function inClause({ measure: measured, scale, limit }: ClauseSpec, reading: Reading): Watched[] {
  const found: Watched[] = []
  const own = measured === undefined ? undefined : measure(measured as Json, reading)
  const put = (text: string, isAbove: boolean, value: Watched['value'], zh: string, en: string): void => {
    const bound = readBound(text)
    if (bound === undefined) return
    found.push({
      ...{
        sheet: reading.sheet,
        address: reading.address,
        path: reading.path,
        limit: bound,
        isAbove,
        below: false,
        above: false,
      },
      words: { zh, en },
      value,
    })
  }
  const walk = (value: Json, over: Measure | undefined): void => {
    if (Array.isArray(value)) for (const inner of value as readonly Json[]) walk(inner, over)
    else if (isObject(value)) {
      inTest(value, reading, put)
      inScale(value, over, put)
      const nested = isObject(value['banded']) ? value['banded']['of'] : undefined
      const of = nested === undefined ? over : measure(nested, reading)
      for (const inner of Object.values(value)) walk(inner, of)
    }
  }
  for (const part of [measured, scale, limit]) if (part !== undefined) walk(part as Json, own)
  for (const [word, zh] of [
    ['max', '上限'],
    ['min', '下限'],
  ] as const) {
    const text = limit?.[word]
    const before: Watched['value'] = (_, tally) =>
      tally === undefined || tally.open[0] === 1 ? undefined : { num: tally.before[0]!, den: POINT }
    if (text !== undefined) put(text, word === 'max', before, `${zh}${text}分`, `${word} ${text}`)
  }
  return found
}

type Put = (text: string, isAbove: boolean, value: Watched['value'], zh: string, en: string) => void

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const measuredBy =
  (of: Measure): Watched['value'] =>
  (frame) => {
    const { num, den, open } = of.numbers({ ...frame, trace: undefined })
    return num.length === 0 || open[0] === 1 ? undefined : { num: num[0]!, den: den[0]! }
  }

/** The bounds of a test: `{ count: ActivityHeld, at_least: 4 }`. */
function inTest(value: JsonObject, reading: Reading, put: Put): void {
  const bounds = Object.keys(value).filter((key) => Object.hasOwn(comparators, key))
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => !bounds.includes(key)))
  if (bounds.length === 0 || !isMeasure(rest)) return
  const of = measure(rest, reading)
  for (const word of bounds) {
    const text = String(value[word])
    const { zh, en } = comparators[word as keyof typeof comparators]
    put(
      text,
      word === 'at_least' || word === 'less_than',
      word === 'equals' ? equality(measuredBy(of), text) : measuredBy(of),
      `${of.words.zh}${zh}${text}`,
      `${of.words.en} ${en} ${text}`,
    )
  }
}

/** For a bound that must be hit: on it counts as above, beside it as below. */
const equality =
  (value: Watched['value'], text: string): Watched['value'] =>
  (...seen) => {
    const [is, bound] = [value(...seen), readBound(text)]
    if (is === undefined || bound === undefined) return undefined
    return compare(is.num, is.den, bound.num, bound.den) === 0
      ? { num: bound.num + bound.den, den: bound.den }
      : { num: bound.num - bound.den, den: bound.den }
  }

/** The bounds of bands, the base of steps, the end of a list of places. */
function inScale(value: JsonObject, over: Measure | undefined, put: Put): void {
  if (over === undefined) return
  for (const [word, isAbove] of [
    ['below', true],
    ['above', false],
  ] as const) {
    const text = value[word]
    if (typeof text === 'string' && value['each'] !== undefined)
      put(text, isAbove, measuredBy(over), `界限${text}`, `the base ${text}`)
  }
  const target = isObject(value['proportional']) ? value['proportional']['target'] : undefined
  if (typeof target === 'string') put(target, true, measuredBy(over), `目标${target}`, `the target ${target}`)
  const bands = value['bands']
  if (!Array.isArray(bands)) return
  for (const band of bands as readonly Json[]) {
    if (!isObject(band)) continue
    const { from, more_than: more } = band
    if (typeof from === 'string') put(from, true, measuredBy(over), `${from}以上`, `from ${from}`)
    if (typeof more === 'string') put(more, false, measuredBy(over), `超过${more}`, `more than ${more}`)
  }
}
