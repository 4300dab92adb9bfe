/** Random rule documents: sheets, items and clauses with every scale and limit, duties, bonuses, vetoes, grades and ties. */
import fc from 'fast-check'
import type { Json, JsonObject } from '../../events/event.js'
import { conditions, dutyIds, lists, measures } from './document-measures.js'
import { points } from './given.js'

type Arbitrary = fc.Arbitrary<JsonObject>

const oneOf = (values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values)
const maybe = (key: string, value: fc.Arbitrary<Json>): Arbitrary =>
  fc.oneof(
    fc.constant({}),
    value.map((it) => ({ [key]: it })),
  )
const merged = (...parts: Arbitrary[]): Arbitrary => fc.tuple(...parts).map((all) => Object.assign({}, ...all) as JsonObject)

/** How coarse the points of a document are. All its limits are multiples of it. */
const steps = fc.constantFrom(100, 100, 1000, 2500, 5000, 10_000)
/** A multiple of the step: filled in when the step is known. */
const multiple = (min: number, max: number): fc.Arbitrary<Json> => fc.integer({ min, max }).map((half) => `half:${half}`)

/** Points that scales give, on the step or not. */
const given = oneOf(['1', '2', '0.5', '0.33', '-0.5', '-1', '-1.25', '0.0001', '1.005', '3'])
const numbers = ['0', '1', '2', '3', '50%', '80%', '1.5']

const each: Arbitrary = merged(
  given.map((it) => ({ each: it })),
  fc.oneof(
    fc.constant({}),
    oneOf(numbers).map((above) => ({ above })),
    oneOf(numbers).map((below) => ({ below })),
  ),
  maybe('every', oneOf(['1', '2', '1%', '3', '0.7'])),
  maybe('round', oneOf(['floor', 'ceil', 'half_up', 'exact'])),
  maybe('remainder', oneOf(['0.25', '1', '-0.5'])),
)
const bands: Arbitrary = fc
  .tuple(fc.subarray(['50%', '1', '1.5', '2', '3']), fc.boolean(), fc.array(given, { minLength: 6, maxLength: 6 }))
  .map(([froms, isOpen, all]) => ({
    bands: [
      ...froms.toReversed().map((from, i): JsonObject => ({ from, points: all[i]! })),
      ...(isOpen || froms.length === 0 ? [{ points: all[5]! }] : []),
    ],
  }))
const proportional: Arbitrary = fc.record({
  proportional: fc.record({ target: oneOf(['1', '3', '90%', '2.5']), points: oneOf(['1', '5', '0.33']) }),
}) as Arbitrary
const table: Arbitrary = fc
  .tuple(
    fc.subarray(
      ['district', 'city', 'province', 'good', 'minor', 'major', 'gratitude', 'kindness', 'duties', 'library', 'spring'],
      {
        minLength: 3,
      },
    ),
    fc.array(given, { minLength: 11, maxLength: 11 }),
  )
  .map(([words, all]) => ({ table: Object.fromEntries(words.map((word, i) => [word, all[i]!])) }))

const whenOf = (branch: fc.Arbitrary<Json>): Arbitrary =>
  merged(
    conditions.map((when) => ({ when })),
    branch.map((then) => ({ then })),
    maybe('else', branch),
  )

const plainNumber: fc.Arbitrary<Json> = fc.oneof({ weight: 3, arbitrary: each }, bands, proportional)
const numberBranch: fc.Arbitrary<Json> = fc.oneof(given, plainNumber)
const numberScale: fc.Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: plainNumber },
  { weight: 1, arbitrary: given },
  {
    weight: 2,
    arbitrary: whenOf(fc.oneof({ weight: 3, arbitrary: numberBranch }, { weight: 1, arbitrary: whenOf(numberBranch) })),
  },
)
const listBranch: fc.Arbitrary<Json> = fc.oneof({ weight: 3, arbitrary: table }, given)

const limit: Arbitrary = merged(
  maybe('start', multiple(-4, 8)),
  maybe('max', multiple(0, 12)),
  maybe('min', multiple(-6, 0)),
  fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    fc.constantFrom('half:1', 'half:2').map((round): JsonObject => ({ round })),
  ),
)
const limited = fc.oneof(
  fc.constant<JsonObject>({}),
  limit.map((it): JsonObject => ({ limit: it })),
)

/** What is measured with what fits it; where nothing but conditions counts, nothing is measured. */
const clause: Arbitrary = fc.oneof(
  {
    weight: 6,
    arbitrary: merged(
      measures.map((measure) => ({ measure })),
      maybe('scale', numberScale),
      limited,
    ).map((it) => ('scale' in it || !isList(it['measure'] as JsonObject) ? it : { ...it, scale: { each: '1' } })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(lists, fc.oneof({ weight: 3, arbitrary: table }, { weight: 1, arbitrary: whenOf(listBranch) }), limit, fc.boolean())
      .map(([measure, scale, bound, isHighest]) => ({
        measure,
        scale,
        limit: { ...bound, ...(isHighest && JSON.stringify(scale).includes('"table"') && { highest_per: keyFor(measure) }) },
      })),
  },
  {
    weight: 1,
    arbitrary: merged(
      lists.map((measure) => ({ measure })),
      numberScale.map((scale) => ({ scale })),
      limited,
    ),
  },
  {
    weight: 2,
    arbitrary: merged(
      whenOf(given).map((scale) => ({ scale })),
      limited,
    ),
  },
)

/** A list is no number of points by itself. */
const isList = ({ each: list, judged }: JsonObject): boolean => list !== undefined || judged === 'level' || judged === 'cases'

/** A column that the cases of a list have. */
function keyFor(measure: JsonObject): string {
  if ('judged' in measure) return 'level'
  return [measure['each']].flat().every((type) => type === 'HonourReceived' || type === 'PraiseReceived')
    ? 'projectKey'
    : String(measure['by'])
}

const bounded = merged(maybe('max', multiple(0, 16)), maybe('min', multiple(-8, 2)))
const started = merged(bounded, maybe('start', multiple(-4, 10)))
const item: Arbitrary = fc.oneof(
  { weight: 3, arbitrary: merged(started, clause) },
  {
    weight: 2,
    arbitrary: merged(
      started,
      fc.array(clause, { minLength: 1, maxLength: 2 }).map((clauses) => ({ clauses })),
    ),
  },
)
const heading = merged(
  bounded,
  fc.array(item, { minLength: 1, maxLength: 2 }).map((items) => ({ items })),
)
const granted: Arbitrary = merged(started, fc.constant({ measure: { granted: 'points' } }))
const praised: Arbitrary = merged(
  started,
  table.map((scale) => ({ measure: { each: 'HonourReceived', by: 'level' }, scale })),
  fc.constantFrom<JsonObject>({}, { limit: { highest_per: 'projectKey' } }),
)
const bonus = merged(
  bounded,
  fc.array(fc.oneof(granted, praised, item), { minLength: 1, maxLength: 3 }).map((items) => ({ items })),
)

const grades = fc
  .subarray(['3', '1.5', '0', '-2'])
  .map((froms): Json => [...froms.map((from, i) => ({ from, grade: `第${i + 1}等` })), { grade: '末等' }])
const vetoes = fc.array(
  merged(
    conditions.map((when) => ({ when })),
    fc.constantFrom({ effect: 'void' }, { effect: 'not_excellent' }),
  ),
  {
    minLength: 1,
    maxLength: 2,
  },
)

interface Drawn {
  readonly headings: readonly JsonObject[]
  readonly bonus: JsonObject | undefined
  readonly more: JsonObject
  readonly ties: readonly number[]
  readonly appraises: string
  readonly appraiser: Json
  readonly period: string
}

const sheet: fc.Arbitrary<Drawn> = fc.record({
  headings: fc.array(heading, { minLength: 1, maxLength: 2 }),
  bonus: fc.option(bonus, { nil: undefined }),
  more: merged(maybe('base', multiple(0, 20)), maybe('grades', grades), maybe('vetoes', vetoes)),
  ties: fc.array(fc.nat(20), { maxLength: 3 }),
  appraises: fc.constantFrom('community', 'community', 'street', 'district'),
  appraiser: fc.constantFrom<Json>('parent', ['D01', 'S01']),
  period: fc.constantFrom('year', 'year', 'quarter', 'month'),
})

/** Gives every item and clause an id of its own. */
function named({ headings, bonus: extra, more, ties, appraises, appraiser, period }: Drawn, index: number): JsonObject {
  let count = 0
  const id = (word: string) => ({ id: `${word}${(count += 1)}`, title: `示例${word}${count}` })
  const items = (group: JsonObject): JsonObject => ({
    ...group,
    items: (group['items'] as readonly JsonObject[]).map((it) => ({
      ...it,
      ...id('i'),
      ...(Array.isArray(it['clauses']) && {
        clauses: (it['clauses'] as readonly JsonObject[]).map((one) => ({ ...one, ...id('c') })),
      }),
    })),
  })
  const all = headings.map((it) => ({ ...items(it), ...id('h') }))
  const bonusItems = extra && items(extra)
  const nodes = [
    'bonus',
    'previous_total',
    ...all.map((it) => it.id),
    ...all.flatMap((it) => ((it as JsonObject)['items'] as readonly JsonObject[]).map((one) => `${it.id}.${String(one['id'])}`)),
    ...((bonusItems?.['items'] ?? []) as readonly JsonObject[]).map((one) => `bonus.${String(one['id'])}`),
  ]
  const vetoed = more['vetoes'] as readonly JsonObject[] | undefined
  return {
    ...more,
    ...(vetoed && { vetoes: vetoed.map((it, i) => ({ ...it, id: `v${i}` })) }),
    id: `sheet${index}`,
    title: `示例考评表${index}`,
    appraises,
    appraiser,
    period,
    headings: all,
    ...(bonusItems && { bonus: bonusItems }),
    ...(ties.length > 0 && { ties: [...new Set(ties.map((tie) => nodes[tie % nodes.length]!))] }),
  }
}

/** Every `multiple` becomes the text of about so many halves of a point, on the step. */
function filled(value: Json, step: number): Json {
  if (typeof value === 'string' && value.startsWith('half:')) return halves(Number(value.slice(5)), step)
  if (Array.isArray(value)) return value.map((it: Json) => filled(it, step))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, filled(it, step)]))
}

const halves = (count: number, step: number): string =>
  points(step >= 2500 ? count * step : count * 5000 + (count % 3 === 0 ? step : 0))

const due = fc.oneof(fc.constant<Json>('last_day'), fc.constantFrom<Json>({ day: '5' }, { day: '20' }, { day: '31' }))
const cadence = fc.constantFrom('month', 'quarter', 'year')
const owing = fc.constantFrom<Json>(['community'], ['community', 'street'], ['village', 'community'], ['street'])
const dutyOf = (id: string, what: fc.Arbitrary<JsonObject>): Arbitrary =>
  fc.tuple(owing, cadence, due, what).map(([of, every, day, it]) => ({ id, of, every, due: day, ...it }))

const duties: fc.Arbitrary<Json> = fc.tuple(
  dutyOf(
    dutyIds[0]!,
    fc.constantFrom<JsonObject>({ event: 'MonthlyPlanFiled' }, { event: ['MonthlyPlanFiled', 'AnnualReportFiled'] }),
  ),
  dutyOf(
    dutyIds[1]!,
    merged(
      fc.constant({ event: 'JointConferenceHeld' }),
      maybe('as', fc.constant('attendee')),
      maybe('where', fc.constantFrom<Json>({ tier: 'street' }, { tier: { not: 'street' } })),
    ),
  ),
  dutyOf(
    dutyIds[2]!,
    fc.constantFrom<JsonObject>(
      { event: 'AnnualReportFiled' },
      { event: 'ActivityHeld', where: { evidence: { at_least: '1' } } },
    ),
  ),
  dutyOf(dutyIds[3]!, fc.constant({ event: 'FundsAllocated' })),
)

const drawn = fc.record({
  sheets: fc.array(sheet, { minLength: 1, maxLength: 2 }),
  duties,
  step: steps,
  round: fc.constantFrom('half_up', 'half_up', 'half_up', 'floor', 'ceil'),
})

/** A rule document by its id and its first day. */
export const documents = (ruleset: string, from: string): Arbitrary =>
  drawn.map(({ sheets, duties: owed, step, round }) => ({
    ruleset,
    grammar: '1',
    title: '示例办法',
    effective: { from },
    points: { step: points(step), round },
    duties: owed,
    sheets: filled(sheets.map(named), step),
  }))
