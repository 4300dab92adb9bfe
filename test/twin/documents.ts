/** Random rule documents: sheets with their items, duties, bonuses, vetoes, grades and ties. */
import fc from 'fast-check'
import type { Json, JsonObject } from '../../events/event.js'
import type { Cadence } from '../../events/time.js'
import type { Topic } from './catalogue.js'
import { clausesOf, maybe, merged, multiple, rarely, table } from './document-clauses.js'
import { linked } from './document-scores.js'
import { dutyIds, type Vocabulary, vocabularyOf } from './document-measures.js'
import { points } from './given.js'

type Arbitrary = fc.Arbitrary<JsonObject>

const bounded = merged(rarely('max', multiple(0, 16)), rarely('min', multiple(-8, 2)))
const started = merged(bounded, rarely('start', multiple(-4, 10)))
const granted: Arbitrary = merged(started, fc.constant({ measure: { granted: 'points' } }))
const praised: Arbitrary = merged(
  started,
  table.map((scale) => ({ measure: { each: 'HonourReceived', by: 'level' }, scale })),
  fc.constantFrom<JsonObject>({}, { limit: { highest_per: 'projectKey' } }),
)
const grades = fc
  .subarray(['3', '1.5', '0', '-2'])
  .map((froms): Json => [...froms.map((from, i) => ({ from, grade: `第${i + 1}等` })), { grade: '末等' }])

interface Drawn {
  readonly headings: readonly JsonObject[]
  readonly bonus: JsonObject | undefined
  readonly more: JsonObject
  readonly ties: readonly number[]
  readonly appraiser: Json
}

/** Groups of items under random clauses, before they have ids. */
function sheetsOf(vocabulary: Vocabulary): fc.Arbitrary<Drawn> {
  const clause = clausesOf(vocabulary)
  const clauses = fc.array(clause, { minLength: 1, maxLength: 3, size: 'max' }).map((it) => ({ clauses: it }))
  const item = fc.oneof({ weight: 3, arbitrary: merged(started, clause) }, { weight: 2, arbitrary: merged(started, clauses) })
  const exempt = vocabulary.conditions.chain((when) =>
    fc
      .constantFrom('full', 'none', ...(vocabulary.isCompared ? ['peer_mean', 'peer_mean'] : []))
      .map((fill): JsonObject => ({ when, fill })),
  )
  const partly = fc.oneof(
    { weight: 6, arbitrary: item },
    {
      weight: 1,
      arbitrary: merged(
        item,
        exempt.map((not_applicable) => ({ not_applicable })),
      ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(item, exempt)
        .map(([it, not_applicable]): JsonObject =>
          'clauses' in it ? it : { ...it, limit: { ...(it['limit'] as JsonObject | undefined), not_applicable } },
        ),
    },
  )
  const items = (one: Arbitrary, maxLength: number): Arbitrary =>
    merged(
      bounded,
      fc.array(one, { minLength: 1, maxLength, size: 'max' }).map((it) => ({ items: it })),
    )
  const veto = merged(
    vocabulary.conditions.map((when) => ({ when })),
    fc.constantFrom({ effect: 'void' }, { effect: 'not_excellent' }),
  )
  // Vetoes that look at the place by the total come after the ranking: they are tried by hand.
  const early = veto.map((it) =>
    /"(rank|peers)"/.test(JSON.stringify(it)) ? { ...it, when: { not: { units: 'village', at_least: '1' } } } : it,
  )
  const vetoes = fc.array(early, { minLength: 1, maxLength: 2 })
  return fc.record({
    headings: fc.array(merged(items(partly, 3), rarely('start', multiple(-4, 10))), { minLength: 1, maxLength: 3, size: 'max' }),
    bonus: fc.option(items(fc.oneof(granted, praised, partly), 3), { nil: undefined, freq: 2 }),
    more: merged(maybe('base', multiple(0, 20)), maybe('grades', grades), maybe('vetoes', vetoes)),
    ties: fc.array(fc.nat(20), { maxLength: 3 }),
    appraiser: fc.constantFrom<Json>('parent', ['D01', 'S01']),
  })
}

/** Gives every item and clause an id of its own. */
function named({ appraiser, ...drawn }: Drawn, period: Cadence, index: number): JsonObject {
  // Only where several offices are listed a rule says whose points an item takes.
  const { headings, bonus: extra, more, ties } = appraiser === 'parent' ? alone(drawn) : drawn
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
    appraises: ['community', 'street', 'district'][index]!,
    appraiser,
    period,
    headings: all,
    ...(bonusItems && { bonus: bonusItems }),
    ...(ties.length > 0 && { ties: [...new Set(ties.map((tie) => nodes[tie % nodes.length]!))] }),
  }
}

/** The same without a policy for several assessors. */
function alone<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(alone) as Value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'several')
      .map(([key, it]) => [key, alone<unknown>(it)]),
  ) as Value
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
const dueInWeek = fc.constantFrom<Json>('last_day', { day: '1' }, { day: '4' }, { day: '7' })
const turns: Arbitrary = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom('month', 'quarter', 'half_year', 'year'), due)
      .map(([every, day]): JsonObject => ({ every, due: day })),
  },
  { weight: 1, arbitrary: dueInWeek.map((day): JsonObject => ({ every: 'week', due: day })) },
)
const owing = fc.constantFrom<Json>(['community'], ['community', 'street'], ['village', 'community'], ['street'])
const dutyOf = (id: string, what: fc.Arbitrary<JsonObject>): Arbitrary =>
  fc
    .tuple(owing, turns, rarely('times', fc.constantFrom('1', '2', '3')), what)
    .map(([of, turn, times, it]) => ({ id, of, ...turn, ...times, ...it }))

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

/** How coarse the points of a document are. All its limits are multiples of it. */
const steps = fc.constantFrom(100, 100, 1000, 2500, 5000, 10_000)

/** Documents about a topic, by their id and first day. They have a sheet for communities, and most of them others above. */
export function documentsOf(topic: Topic, cadence: Cadence): (ruleset: string, from: string) => Arbitrary {
  const drawnWith = (isCompared: boolean) =>
    fc.record({
      first: sheetsOf(vocabularyOf(topic, false, isCompared)),
      others: fc.array(sheetsOf(vocabularyOf(topic, true, isCompared)), { maxLength: 2 }),
      duties,
      step: steps,
      round: fc.constantFrom('half_up', 'half_up', 'half_up', 'floor', 'ceil'),
    })
  // What hangs on other units has reasons that hide others.
  const drawn = fc.oneof({ weight: 2, arbitrary: drawnWith(false) }, { weight: 1, arbitrary: drawnWith(true) })
  return (ruleset, from) =>
    drawn.map(({ first, others, duties: owed, step, round }) => ({
      ruleset,
      grammar: '1',
      title: '示例办法',
      effective: { from },
      points: { step: points(step), round },
      duties: owed,
      sheets: filled(linked([first, ...others].map((sheet, index) => named(sheet, cadence, index))), step),
    }))
}
