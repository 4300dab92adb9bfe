/** Every value at which the points of a sheet change: bounds of tests and bands, bases of steps, limits, grades. */
import type { Json, JsonObject, Words } from '../../events/event.js'
import type { CompiledRules } from '../rules/compile.js'
import type { BonusSpec, ClauseSpec, HeadingSpec, ItemSpec, SheetSpec } from '../rules/document.js'
import type { Tally } from '../rules/evaluate.js'
import { compare, type Fraction, fractionText, minus, POINT, pointsOf, readBound, whole } from '../rules/fraction.js'
import type { Frame } from '../rules/frame.js'
import type { Measure } from '../rules/measure.js'
import { isMeasure, measure } from '../rules/measures.js'
import { beginning, type Reading } from '../rules/reading.js'
import { comparators } from '../rules/where.js'
import type { Path } from '../rules/yaml.js'
import { isJudgedPoints, type Reach, reachOfClause, reachOfGroup } from './reach.js'

/** What is looked at: a clause, a group of them by its limits, or what follows from the total. */
export type Watched = 'clause' | 'group' | 'grades' | 'vetoes'

/** What a case came to for one unit. */
export interface Came {
  readonly frame: Frame
  /** Index of the unit in the frame. */
  readonly unit: number
  readonly tally: Tally | undefined
  /** In 1/10,000. */
  readonly total: number | undefined
}

/** A value at which points change. */
export interface Bound {
  readonly sheet: string
  readonly address: string
  readonly of: Watched
  readonly path: Path
  readonly words: Words
  readonly limit: Fraction
  /** Whether the value itself belongs to the upper side, 以上, or to the lower one, 超过. */
  readonly isAbove: boolean
  /** Whether a case can be made that lies exactly on it, as far as the text says. */
  readonly canBeHit: boolean
  /** What is compared with it; undefined while that is unknown. */
  readonly value: (came: Came) => Fraction | undefined
}

type Place = Pick<Bound, 'sheet' | 'address' | 'of' | 'path'>
type Put = (bound: Omit<Bound, keyof Place>) => void

/** The items of a sheet with their addresses and places. */
export function itemsIn({ headings, bonus }: SheetSpec, path: Path) {
  return groupsIn({ headings, bonus }, path).flatMap(({ group, address, path: at }) =>
    group.items.map((item, i) => ({ item, address: `${address}.${item.id}`, path: [...at, 'items', i] })),
  )
}

const groupsIn = ({ headings, bonus }: Pick<SheetSpec, 'headings' | 'bonus'>, path: Path) => [
  ...headings.map((group, i) => ({ group, address: group.id, path: [...path, 'headings', i] })),
  ...(bonus === undefined ? [] : [{ group: bonus, address: 'bonus', path: [...path, 'bonus'] }]),
]

/** The clauses of an item: those in it, or the item itself. */
export const clausesIn = (item: ItemSpec, address: string, path: Path) =>
  item.clauses === undefined
    ? [{ clause: item as ClauseSpec, address, path }]
    : item.clauses.map((clause, i) => ({ clause, address: `${address}.${clause.id}`, path: [...path, 'clauses', i] }))

/** Every threshold of a sheet. */
export function boundsIn(spec: SheetSpec, path: Path, { document, sheets }: CompiledRules): Bound[] {
  const found: Bound[] = []
  const putting =
    (place: Omit<Place, 'sheet'>): Put =>
    (bound) =>
      found.push({ sheet: spec.id, ...place, ...bound })
  const reading: Reading = {
    ...beginning([]),
    ...{ sheet: spec.id, sheets: document.sheets },
    duties: document.duties && new Set(document.duties.map(({ id }) => id)),
  }
  for (const { item, address, path: at } of itemsIn(spec, path)) {
    for (const one of clausesIn(item, address, at))
      inClause(one.clause, item, { ...reading, item: address, address: one.address }, putting({ ...one, of: 'clause' }))
    inGroup(item, { ...reading, item: address, address }, putting({ address, path: at, of: 'group' }))
  }
  for (const { group, address, path: at } of groupsIn(spec, path))
    inGroup(group, { ...reading, item: address, address }, putting({ address, path: at, of: 'group' }))
  ;(spec.vetoes ?? []).forEach(({ id, when }, i) => {
    const address = `vetoes.${id}`
    const put = putting({ address, path: [...path, 'vetoes', i], of: 'vetoes' })
    walk(when as Json, { reading: { ...reading, item: address, address }, put, over: undefined, isTest: true })
  })
  sheets.get(spec.id)?.grades.forEach(({ from, grade }, i) => {
    if (from === undefined) return
    const put = putting({ address: 'grades', path: [...path, 'grades', i], of: 'grades' })
    const text = fractionText(from)
    const value: Bound['value'] = ({ total }) => (total === undefined ? undefined : { num: total, den: POINT })
    const words = { zh: `${grade}的下限${text}`, en: `the lower end ${text} of ${grade}` }
    put({ limit: from, canBeHit: true, isAbove: true, value, words })
  })
  return found
}

/** Puts a bound that is written as a number; of what is none the reader of the document has said so. */
function note(put: Put, text: unknown, bound: Pick<Bound, 'isAbove' | 'value' | 'words'>, canBeHit = true): void {
  const limit = typeof text === 'string' ? readBound(text) : undefined
  if (limit !== undefined) put({ ...bound, limit, canBeHit })
}

function inClause(clause: ClauseSpec, item: ItemSpec, reading: Reading, put: Put): void {
  const { measure: measured, scale, limit = {} } = clause
  const own = measured === undefined ? undefined : measure(measured as Json, reading)
  // On a sheet without points an item is met when its test holds.
  const met = 'when' in clause ? { when: clause.when } : undefined
  for (const part of [measured, scale, limit, met])
    if (part !== undefined) walk(part as Json, { reading, put, over: own, isTest: false })
  const reach = reachOfClause(clause, item)
  // Points that an assessor says do not go beyond what may be given: the limits are the ends of what he can say.
  if (!isJudgedPoints(clause)) limitsOf(limit, reach, put)
  else {
    const [max, min] = [limit.max ?? item.max, limit.min]
    note(put, max, { isAbove: true, value: before, words: limitWords('max', max) }, true)
    note(put, min, { isAbove: false, value: before, words: limitWords('min', min) }, true)
  }
}

function inGroup(group: ItemSpec | HeadingSpec | BonusSpec, reading: Reading, put: Put): void {
  limitsOf(group, reachOfGroup(group), put)
  for (const word of ['factor', 'zero_when', 'not_applicable']) {
    const value = (group as JsonObject)[word]
    if (value !== undefined) walk(value, { reading, put, over: undefined, isTest: word === 'zero_when' })
  }
}

const before: Bound['value'] = ({ tally, unit }) =>
  tally === undefined || tally.open[unit] === 1 ? undefined : { num: tally.before[unit]!, den: POINT }

const limitWords = (word: 'max' | 'min', text = ''): Words => ({
  zh: `${word === 'max' ? '上限' : '下限'}${text}分`,
  en: `the ${word} of ${text}`,
})

/** A limit that can bind: some case goes beyond it, some does not. */
function limitsOf(
  { max, min }: { readonly max?: string | undefined; readonly min?: string | undefined },
  reach: Reach,
  put: Put,
): void {
  if (max !== undefined && reach.most > pointsOf(max))
    note(put, max, { isAbove: false, value: before, words: limitWords('max', max) }, false)
  if (min !== undefined && reach.least < pointsOf(min))
    note(put, min, { isAbove: true, value: before, words: limitWords('min', min) }, false)
}

interface Walking {
  readonly reading: Reading
  readonly put: Put
  /** What the scale is applied to. */
  readonly over: Measure | undefined
  /** Whether a test stands here: a measure without comparison holds from 1 on. */
  readonly isTest: boolean
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Keys under which a test stands. */
const TESTS = ['when', 'zero_when', 'not', 'all', 'any']

function walk(value: Json, walking: Walking): void {
  if (Array.isArray(value)) for (const inner of value as readonly Json[]) walk(inner, walking)
  else if (isObject(value)) {
    const { reading, put, over } = walking
    inTest(value, walking)
    if (over !== undefined) inScale(value, measuredBy(over), put)
    const banded = isObject(value['banded']) ? value['banded']['of'] : undefined
    const of = isObject(banded) ? measure(banded, reading) : over
    for (const [key, inner] of Object.entries(value)) walk(inner, { ...walking, over: of, isTest: TESTS.includes(key) })
  }
}

const measuredBy =
  (of: Measure): Bound['value'] =>
  ({ frame, unit }) => {
    const { num, den, open } = of.numbers({ ...frame, trace: undefined })
    return num[unit] === undefined || open[unit] === 1 ? undefined : { num: num[unit], den: den[unit]! }
  }

/** The bounds of a test: `{ count: ActivityHeld, at_least: 4 }`. */
function inTest(value: JsonObject, { reading, put, isTest }: Walking): void {
  const compared = Object.keys(value).filter((key) => Object.hasOwn(comparators, key))
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => !compared.includes(key)))
  if (!isMeasure(rest) || (compared.length === 0 && !isTest)) return
  const of = measure(rest, reading)
  const bounds = compared.length === 0 ? [['at_least', '1'] as const] : compared.map((word) => [word, value[word]] as const)
  for (const [word, text] of bounds) {
    const { zh, en } = comparators[word as keyof typeof comparators]
    note(put, text, {
      isAbove: word === 'at_least' || word === 'less_than' || word === 'equals',
      value: word === 'equals' ? hit(measuredBy(of), String(text)) : measuredBy(of),
      words: { zh: `${of.words.zh}${zh}${String(text)}`, en: `${of.words.en} ${en} ${String(text)}` },
    })
  }
}

/** Of a number that must be hit: whatever lies beside it lies below. */
const hit =
  (value: Bound['value'], text: string): Bound['value'] =>
  (came) => {
    const [is, bound] = [value(came), readBound(text)]
    if (is === undefined || bound === undefined || compare(is.num, is.den, bound.num, bound.den) === 0) return is
    return minus(bound, whole(1))
  }

/** The bounds of bands, the base of steps, the target, the end of a list of places. */
function inScale(scale: JsonObject, value: Bound['value'], put: Put): void {
  const { each, below, above, proportional, bands, list } = scale
  const base = (text: Json | undefined, isAbove: boolean): void =>
    note(put, text, { isAbove, value, words: { zh: `界限${String(text)}`, en: `the base ${String(text)}` } })
  if (each !== undefined) {
    base(below, true)
    base(above, false)
  }
  const target = isObject(proportional) ? proportional['target'] : undefined
  note(put, target, { isAbove: true, value, words: { zh: `目标${String(target)}`, en: `the target ${String(target)}` } })
  if (Array.isArray(list)) {
    const last = String(list.length)
    note(put, last, { isAbove: false, value, words: { zh: `第${last}名`, en: `place ${last}` } })
  }
  if (!Array.isArray(bands)) return
  for (const band of bands as readonly Json[]) {
    if (!isObject(band)) continue
    const { from, more_than: more } = band
    note(put, from, { isAbove: true, value, words: { zh: `${String(from)}以上`, en: `from ${String(from)}` } })
    note(put, more, { isAbove: false, value, words: { zh: `超过${String(more)}`, en: `more than ${String(more)}` } })
  }
}
