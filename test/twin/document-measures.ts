/** Random measures and conditions: every word of the rules' README, over few types, words and numbers. */
import fc from 'fast-check'
import type { Json, JsonObject } from '../../events/event.js'
import { type Facet, happenings, standingFacets } from './catalogue.js'

/** What a rule may ask for beside facts: the duties of its document, and whether an office may be asked. */
export const dutyIds = ['plan', 'conference', 'report', 'funds']

type Arbitrary = fc.Arbitrary<JsonObject>

const oneOf = (values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values)
/** `{ key: value }`, or most of the time nothing. */
const sometimes = (key: string, value: fc.Arbitrary<Json>): Arbitrary =>
  fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: value.map((it) => ({ [key]: it })) })
const merged = (...parts: Arbitrary[]): Arbitrary => fc.tuple(...parts).map((all) => Object.assign({}, ...all) as JsonObject)

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
      fc.oneof(bounds(values), among(values)),
    ]),
    ...days.map((column): [string, fc.Arbitrary<Json>] => [column, among(['2026-03-31', '2026-04-01'])]),
    ...flags.map((column): [string, fc.Arbitrary<Json>] => [column, among([true, false])]),
    ...(isHappening ? [['evidence', fc.oneof(bounds(['0', '1', '2']), among(['1', '2']))] as [string, fc.Arbitrary<Json>]] : []),
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

const columnsOf = ({ words = {}, numbers = {} }: Facet): string[] => [...Object.keys(words), ...Object.keys(numbers)]

const kinds = oneOf(['community', 'community', 'village', 'street'])
const inEver = sometimes('in', fc.constantFrom('ever', 'period'))

/** `as`, `where`, `distinct`, `in`, `of` of happenings. */
function selectionOf(facet: Facet, { hasDistinct }: { readonly hasDistinct: boolean }): Arbitrary {
  return merged(
    facet.as === undefined ? fc.constant({}) : sometimes('as', fc.constantFrom(facet.as, 'unit')),
    sometimes('where', whereOf(facet)),
    hasDistinct ? sometimes('distinct', oneOf([...columnsOf(facet), 'subject'])) : fc.constant({}),
    sometimes('of', kinds),
    inEver,
  )
}

const typesWith = (has: (facet: Facet) => boolean): [string, Facet][] =>
  Object.entries(happenings).filter(([, facet]) => has(facet))

const count: Arbitrary = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.oneof(
      ...Object.entries(happenings).map(([type, facet]) =>
        merged(fc.constant({ count: type }), selectionOf(facet, { hasDistinct: true })),
      ),
    ),
  },
  {
    weight: 1,
    // Several types: what one of them does not have is empty in its rows.
    arbitrary: merged(
      fc.constantFrom<JsonObject>(
        { count: ['HonourReceived', 'PraiseReceived'] },
        { count: ['PraiseReceived', 'PraiseReceived'] },
        { count: ['ActivityHeld', 'HonourReceived'] },
      ),
      sometimes('where', whereOf({ words: happenings['PraiseReceived']?.words ?? {} })),
      sometimes('distinct', oneOf(['level', 'projectKey', 'subject'])),
      sometimes('of', kinds),
    ),
  },
)

const numberMeasures = (word: 'sum' | 'latest'): Arbitrary =>
  fc.oneof(
    ...typesWith(({ numbers }) => numbers !== undefined).map(([type, facet]) =>
      merged(
        oneOf(Object.keys(facet.numbers ?? {})).map((column) => ({ [word]: `${type}.${column}` })),
        selectionOf(facet, { hasDistinct: word === 'sum' }),
      ),
    ),
  )

/** Lists for tables. */
const each: Arbitrary = fc.oneof(
  ...typesWith(({ words }) => words !== undefined).map(([type, facet]) =>
    merged(
      fc.constantFrom(
        ...Object.keys(facet.words ?? {}).map((by): JsonObject => ({
          each: type === 'HonourReceived' && by === 'level' ? [type, 'PraiseReceived'] : type,
          by,
        })),
      ),
      selectionOf(facet, { hasDistinct: true }),
    ),
  ),
)
const honours: Arbitrary = merged(
  fc.constantFrom<JsonObject>({ each: 'HonourReceived', by: 'level' }, { each: 'PraiseReceived', by: 'level' }),
  sometimes('distinct', oneOf(['projectKey', 'level'])),
  sometimes('of', kinds),
)
const judgedList: Arbitrary = fc.constantFrom<JsonObject>({ judged: 'level' }, { judged: 'cases' })
export const lists: Arbitrary = fc.oneof(
  { weight: 2, arbitrary: each },
  { weight: 2, arbitrary: honours },
  { weight: 2, arbitrary: judgedList },
)

const standing: Arbitrary = fc.oneof(
  ...Object.entries(standingFacets).map(([name, facet]) =>
    merged(
      fc.constant({ standing: name }),
      facet.as === undefined ? fc.constant({}) : sometimes('as', fc.constant(facet.as)),
      facet.words === undefined ? fc.constant({}) : sometimes('where', whereOf(facet, false)),
      facet.words === undefined ? fc.constant({}) : sometimes('distinct', oneOf([...columnsOf(facet), 'subject'])),
      sometimes('of', kinds),
    ),
  ),
)

const simple: Arbitrary = fc.oneof(
  { weight: 5, arbitrary: count },
  { weight: 3, arbitrary: numberMeasures('sum') },
  { weight: 3, arbitrary: numberMeasures('latest') },
  { weight: 4, arbitrary: standing },
  { weight: 1, arbitrary: kinds.map((units) => ({ units })) },
  { weight: 2, arbitrary: fc.constantFrom<JsonObject>({ judged: 'points' }, { judged: 'number' }, { judged: 'met' }) },
  { weight: 1, arbitrary: lists },
  { weight: 1, arbitrary: fc.constant({ granted: 'points' }) },
  {
    weight: 3,
    arbitrary: fc.record({ duty: oneOf(dutyIds), state: fc.constantFrom('missing', 'late', 'met', 'due') }) as Arbitrary,
  },
)

const operand: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: simple },
  { weight: 1, arbitrary: oneOf(['0', '1', '2.5', '-1', '90%']) },
)
const ratioOf = (part: fc.Arbitrary<Json>): Arbitrary => fc.record({ ratio: fc.record({ part, whole: operand }) }) as Arbitrary
/** Units that did something over all units: of a street or the district. */
const coverage: Arbitrary = kinds.chain((of) =>
  ratioOf(count.map((it) => ({ ...it, of, distinct: 'subject' }))).map(({ ratio }) => ({
    ratio: { ...(ratio as JsonObject), whole: { units: of } },
  })),
)
const joined = (term: fc.Arbitrary<Json>, word: string): Arbitrary =>
  fc.array(term, { minLength: 2, maxLength: 3 }).map((terms) => ({ [word]: terms }))
const term = fc.oneof({ weight: 4, arbitrary: operand }, { weight: 1, arbitrary: ratioOf(operand) })
const arithmetic: Arbitrary = fc.oneof(
  ratioOf(operand),
  coverage,
  ...['add', 'difference', 'least', 'greatest'].map((word) => joined(term, word)),
  fc.tuple(operand, operand).map((times) => ({ times })),
)

/** A measure that is a number. */
export const measures: Arbitrary = fc.oneof({ weight: 5, arbitrary: simple }, { weight: 2, arbitrary: arithmetic })

const comparison: Arbitrary = fc.oneof(
  fc.constant({}),
  bounds(['0', '1', '2', '3', '50%', '2.5', '-1']),
  oneOf(['0', '1', '2', '50%']).map((equals) => ({ equals })),
)
const comparing: Arbitrary = merged(measures, comparison)

/** Conditions of three values, joined and turned round. */
export const conditions: Arbitrary = fc.oneof(
  { weight: 4, arbitrary: comparing },
  { weight: 1, arbitrary: comparing.map((not) => ({ not })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom('all', 'any'),
        fc.array(
          fc.oneof(
            comparing,
            comparing.map((not) => ({ not })),
          ),
          { minLength: 1, maxLength: 3 },
        ),
      )
      .map(([word, tests]) => ({ [word]: tests })),
  },
)
