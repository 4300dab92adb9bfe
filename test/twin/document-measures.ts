/** Random measures and conditions: every word of the rules' README, over few types, words and numbers. */
import fc from 'fast-check'
import type { Json, JsonObject } from '../../events/event.js'
import { type Facet, happenings, standingFacets, type Topic } from './catalogue.js'
import { daysOf, streakOf } from './document-courses.js'

/** The duties that every document has. */
export const dutyIds = ['plan', 'conference', 'report', 'funds']

export type Arbitrary = fc.Arbitrary<JsonObject>

export const oneOf = (values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values)
/** `{ key: value }`, or most of the time nothing. */
export const sometimes = (key: string, value: fc.Arbitrary<Json>): Arbitrary =>
  fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: value.map((it) => ({ [key]: it })) })
export const merged = (...parts: Arbitrary[]): Arbitrary =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as JsonObject)

/** Beside the mean of what is selected. */
const besideMean: fc.Arbitrary<Json> = fc
  .tuple(fc.constantFrom('at_least', 'more_than', 'at_most', 'less_than'), fc.boolean())
  .map(([word, isTwo]) => ({ [word]: 'mean', ...(isTwo && word.startsWith('at') && { less_than: '3' }) }))

const bounds = (numbers: readonly string[]): Arbitrary =>
  fc
    .tuple(fc.constantFrom('at_least', 'more_than', 'at_most', 'less_than'), oneOf(numbers), fc.boolean(), oneOf(numbers))
    .map(([word, number, isTwo, other]) => ({ [word]: number, ...(isTwo && word.startsWith('at') && { more_than: other }) }))

/** A value, several, or `not` before them. */
const among = (values: readonly Json[]): fc.Arbitrary<Json> => {
  const one = fc.constantFrom(...values)
  const several = fc.uniqueArray(one, { minLength: 1, maxLength: 2 }) as fc.Arbitrary<Json>
  const either = fc.oneof(one, several)
  return fc.oneof({ weight: 3, arbitrary: either }, { weight: 1, arbitrary: either.map((not) => ({ not })) })
}

function conditionsOf({ words = {}, numbers = {}, days = [], flags = [] }: Facet, isHappening: boolean): fc.Arbitrary<Json>[] {
  const conditions: [string, fc.Arbitrary<Json>][] = [
    ...Object.entries(words).map(([column, values]): [string, fc.Arbitrary<Json>] => [
      column,
      among([...values, 'nothing_such']),
    ]),
    ...Object.entries(numbers).map(([column, values]): [string, fc.Arbitrary<Json>] => [
      column,
      fc.oneof(bounds(values), among(values), ...(isHappening ? [besideMean] : [])),
    ]),
    ...days.map((column): [string, fc.Arbitrary<Json>] => [column, among(['2026-03-31', '2026-04-01'])]),
    ...flags.map((column): [string, fc.Arbitrary<Json>] => [column, among([true, false])]),
    ...(isHappening
      ? [['evidence', fc.oneof(bounds(['0', '1', '2']), among(['1', '2']), besideMean)] as [string, fc.Arbitrary<Json>]]
      : []),
  ]
  return conditions.map(([column, condition]) => condition.map((it) => ({ [column]: it })))
}

function whereOf(facet: Facet, isHappening = true): fc.Arbitrary<Json> {
  const conditions = conditionsOf(facet, isHappening) as Arbitrary[]
  return fc.oneof(
    { weight: 3, arbitrary: fc.oneof(...conditions) },
    { weight: 1, arbitrary: merged(fc.oneof(...conditions), fc.oneof(...conditions)) },
  )
}

export const columnsOf = ({ words = {}, numbers = {} }: Facet): string[] => [...Object.keys(words), ...Object.keys(numbers)]

const kinds = oneOf(['community', 'community', 'community', 'village', 'street'])
/** Which days count. */
const within = sometimes(
  'in',
  fc.oneof(
    fc.constantFrom<Json>('ever', 'period', 'previous', 'earlier'),
    fc.constantFrom<Json>({ previous: '1' }, { previous: '2' }, { last: '1y' }, { last: '3m' }, { last: '1m' }),
    fc.constantFrom<Json>({ from: '01-01', until: '06-30' }, { from: '02-29', until: '03-31' }),
  ),
)

/** Only what comes in some places. */
export const sometimesNth = sometimes(
  'nth',
  fc.constantFrom<JsonObject>({ until: '1' }, { from: '2' }, { from: '2', until: '3' }, { until: '2' }),
)

/** Parts of records are counted for each unit itself. */
const sharing = (spec: Arbitrary): Arbitrary =>
  fc
    .tuple(spec, fc.nat(5))
    .map(([it, pick]) => (pick > 0 || 'of' in it || 'distinct' in it || 'nth' in it ? it : { ...it, share: 'true' }))
const unchanged = (spec: Arbitrary): Arbitrary => spec

/** `as`, `where`, `distinct`, `in`, `of` of happenings. */
export function selectionOf(facet: Facet, of: Arbitrary, { hasDistinct }: { readonly hasDistinct: boolean }): Arbitrary {
  return merged(
    hasDistinct ? sometimesNth : fc.constant({}),
    facet.as === undefined ? fc.constant({}) : sometimes('as', fc.constantFrom(facet.as, 'unit')),
    sometimes('where', whereOf(facet)),
    hasDistinct ? sometimes('distinct', oneOf([...columnsOf(facet), 'subject'])) : fc.constant({}),
    of,
    within,
  )
}

/** Everything that may be measured and asked in a document about a topic. */
export interface Vocabulary {
  /** Measures that are numbers. */
  readonly measures: Arbitrary
  /** Measures that are lists, for tables. */
  readonly lists: Arbitrary
  /** Conditions of three values, joined and turned round. */
  readonly conditions: Arbitrary
  /** Whether units are compared with one another. */
  readonly isCompared: boolean
}

export type Facets = readonly (readonly [name: string, facet: Facet])[]

/** Honours of several types; what one of them does not have is empty in its rows. */
const severalTypes = (of: Arbitrary): Arbitrary =>
  merged(
    fc.constantFrom<JsonObject>(
      { count: ['HonourReceived', 'PraiseReceived'] },
      { count: ['PraiseReceived', 'PraiseReceived'] },
      { count: ['ActivityHeld', 'HonourReceived'] },
    ),
    sometimes('where', whereOf({ words: happenings['PraiseReceived']?.words ?? {} })),
    sometimes('distinct', oneOf(['level', 'projectKey', 'subject'])),
    of,
  )

const countOf = (types: Facets, of: Arbitrary): Arbitrary =>
  fc.oneof(
    ...types.map(([type, facet]) => sharing(merged(fc.constant({ count: type }), selectionOf(facet, of, { hasDistinct: true })))),
    ...(types.some(([type]) => type === 'HonourReceived') ? [severalTypes(of)] : []),
  )

const numbersOf = (word: 'sum' | 'latest', types: Facets, of: Arbitrary): Arbitrary =>
  fc.oneof(
    ...types.map(([type, facet]) =>
      (word === 'sum' ? sharing : unchanged)(
        merged(
          oneOf(Object.keys(facet.numbers ?? {})).map((column) => ({ [word]: `${type}.${column}` })),
          selectionOf(facet, of, { hasDistinct: false }),
        ),
      ),
    ),
  )

const eachOf = ([type, facet]: Facets[number], of: Arbitrary): Arbitrary =>
  merged(
    oneOf(Object.keys(facet.words ?? {})).map((by) => ({
      each: type === 'HonourReceived' && by === 'level' ? [type, 'PraiseReceived'] : type,
      by,
    })),
    selectionOf(facet, of, { hasDistinct: true }),
  )

const standingOf = ([name, facet]: Facets[number], of: Arbitrary): Arbitrary =>
  merged(
    fc.constant({ standing: name }),
    facet.as === undefined ? fc.constant({}) : sometimes('as', fc.constant(facet.as)),
    facet.words === undefined ? fc.constant({}) : sometimes('where', whereOf(facet, false)),
    facet.words === undefined ? fc.constant({}) : sometimes('distinct', oneOf([...columnsOf(facet), 'subject'])),
    of,
  )

const takes = fc.constantFrom<Json>('mean', 'sum', 'last', { lead: 'D01' }, { weights: { D01: '3', S01: '1.5' } })
const judgedNumber: Arbitrary = fc.oneof(
  merged(
    fc.constantFrom<JsonObject>({ judged: 'points' }, { judged: 'points' }, { judged: 'number' }),
    sometimes(
      'several',
      takes.map((take): JsonObject => ({ take })),
    ),
  ),
  fc.constant<JsonObject>({ judged: 'met' }),
  merged(fc.constantFrom<JsonObject>({ judged: 'points' }, { judged: 'number' }, { judged: 'met' }), within),
)
/** What it refers to is known when the sheets are. */
const scoreOf: Arbitrary = merged(
  fc.nat(200).map((pick) => ({ score: `ref:${pick}` })),
  sometimes('period', fc.constantFrom('previous', 'closed', 'this')),
)
const judgedList: Arbitrary = merged(fc.constantFrom<JsonObject>({ judged: 'level' }, { judged: 'cases' }), within)
const duty: Arbitrary = fc
  .tuple(oneOf(dutyIds), oneOf(['missing', 'late', 'met', 'due']))
  .map(([id, state]) => ({ duty: id, state }))

const ratioOf = (part: fc.Arbitrary<Json>, whole: fc.Arbitrary<Json>): Arbitrary =>
  fc.tuple(part, whole).map(([it, all]) => ({ ratio: { part: it, whole: all } }))
/** Units that did something over all units: of a street or the district. */
const coverageOf = (count: Arbitrary): Arbitrary =>
  fc.tuple(count, kinds).map(([{ share: _, ...it }, of]) => ({
    ratio: { part: { ...it, of, distinct: 'subject' }, whole: { units: of } },
  }))
const joined = (term: fc.Arbitrary<Json>, word: string): Arbitrary =>
  fc.array(term, { minLength: 2, maxLength: 3 }).map((terms) => ({ [word]: terms }))

const comparison: Arbitrary = fc.oneof(
  fc.constant({}),
  bounds(['0', '1', '2', '3', '50%', '2.5', '-1', '1/3']),
  oneOf(['0', '1', '2', '50%', '1/3']).map((equals) => ({ equals })),
)

/** A number beside those of the other units. */
const besideOthers = (of: Arbitrary): Arbitrary =>
  fc.oneof(
    merged(
      of.map((rank) => ({ rank })),
      sometimes('order', fc.constantFrom('high', 'low')),
      sometimes('within', fc.constantFrom('all', 'parent')),
    ),
    merged(
      fc.tuple(fc.constantFrom('mean', 'mean', 'max', 'min', 'sum'), of).map(([peers, it]): JsonObject => ({ peers, of: it })),
      sometimes('within', fc.constantFrom('all', 'parent')),
      sometimes('others', fc.boolean()),
    ),
  )

/** What there is to measure in a topic, of units themselves or mostly of those below them. */
export function vocabularyOf({ types, standings }: Topic, isAbove: boolean, isCompared: boolean): Vocabulary {
  const below = kinds.map((of): JsonObject => ({ of }))
  const of: Arbitrary = isAbove ? fc.oneof(below, below, fc.constant({})) : sometimes('of', kinds)
  const facets = types.map((type) => [type, happenings[type]!] as const)
  const withWords = facets.filter(([, { words }]) => words !== undefined)
  const withNumbers = facets.filter(([, { numbers }]) => numbers !== undefined)
  const count = countOf(facets, of)
  const lists = fc.oneof(
    { weight: 3, arbitrary: fc.oneof(...withWords.map((facet) => eachOf(facet, of))) },
    { weight: 2, arbitrary: judgedList },
  )
  const simple = fc.oneof(
    { weight: 4, arbitrary: count },
    ...(withNumbers.length === 0
      ? []
      : [
          { weight: 3, arbitrary: numbersOf('sum', withNumbers, of) },
          { weight: 3, arbitrary: numbersOf('latest', withNumbers, of) },
        ]),
    { weight: 4, arbitrary: fc.oneof(...standings.map((name) => standingOf([name, standingFacets[name]!], of))) },
    { weight: 1, arbitrary: kinds.map((units) => ({ units })) },
    { weight: 2, arbitrary: judgedNumber },
    { weight: 2, arbitrary: scoreOf },
    { weight: 1, arbitrary: lists },
    { weight: 1, arbitrary: fc.constant({ granted: 'points' }) },
    { weight: 2, arbitrary: duty },
    { weight: 2, arbitrary: daysOf(facets, of) },
    { weight: 2, arbitrary: streakOf(merged(fc.oneof(count, count, judgedNumber, duty), comparison)) },
  )
  const operand: fc.Arbitrary<Json> = fc.oneof(
    { weight: 3, arbitrary: simple },
    { weight: 1, arbitrary: oneOf(['0', '1', '2.5', '-1', '90%']) },
  )
  const term = fc.oneof({ weight: 4, arbitrary: operand }, { weight: 1, arbitrary: ratioOf(operand, operand) })
  const arithmetic: Arbitrary = fc.oneof(
    ratioOf(operand, operand),
    coverageOf(count),
    ...['add', 'difference', 'least', 'greatest'].map((word) => joined(term, word)),
    fc.tuple(operand, operand).map((times) => ({ times })),
    simple.map((of) => ({
      banded: {
        of,
        bands: [
          { more_than: '2', value: '1.5' },
          { from: '2', value: '2' },
          { from: '50%', value: '1' },
        ],
      },
    })),
  )
  const compared = besideOthers(fc.oneof({ weight: 3, arbitrary: simple }, { weight: 1, arbitrary: arithmetic }))
  const measures = fc.oneof(
    { weight: 10, arbitrary: simple },
    { weight: 4, arbitrary: arithmetic },
    ...(isCompared ? [{ weight: 3, arbitrary: fc.oneof(compared, ratioOf(simple, compared)) }] : []),
  )
  const comparing = merged(measures, comparison)
  const opposite = comparing.map((not) => ({ not }))
  const conditions: Arbitrary = fc.oneof(
    { weight: 4, arbitrary: comparing },
    { weight: 1, arbitrary: opposite },
    {
      weight: 2,
      arbitrary: fc
        .tuple(oneOf(['all', 'any']), fc.array(fc.oneof(comparing, opposite), { minLength: 1, maxLength: 3 }))
        .map(([word, tests]) => ({ [word]: tests })),
    },
  )
  return { measures, lists, conditions, isCompared }
}
