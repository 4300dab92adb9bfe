/** Random clauses: every scale, branch and limit over random measures. */
import fc from 'fast-check'
import type { Json, JsonObject } from '../../events/event.js'
import { sometimesNth, type Vocabulary } from './document-measures.js'

type Arbitrary = fc.Arbitrary<JsonObject>

const oneOf = (values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values)
export const maybe = (key: string, value: fc.Arbitrary<Json>): Arbitrary =>
  fc.oneof(
    fc.constant({}),
    value.map((it) => ({ [key]: it })),
  )
/** Limits hide what lies behind them. */
export const rarely = (key: string, value: fc.Arbitrary<Json>): Arbitrary =>
  fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: value.map((it) => ({ [key]: it })) })
export const merged = (...parts: Arbitrary[]): Arbitrary =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as JsonObject)

/** A multiple of the step: filled in when the step is known. */
export const multiple = (min: number, max: number): fc.Arbitrary<Json> => fc.integer({ min, max }).map((half) => `half:${half}`)

/** Points that scales give, on the step or not. */
const given = oneOf(['1', '2', '0.5', '0.33', '-0.5', '-1', '-1.25', '0.0001', '1.005', '3'])
const numbers = ['0', '1', '2', '3', '50%', '80%', '1.5', '1/3']

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
  .tuple(fc.subarray(['1/3', '50%', '1', '1.5', '2', '3']), fc.boolean(), fc.array(given, { minLength: 7, maxLength: 7 }))
  .map(([froms, isOpen, all]) => ({
    bands: [
      ...froms.toReversed().map((from, i): JsonObject => ({ from, points: all[i]! })),
      ...(isOpen || froms.length === 0 ? [{ points: all[6]! }] : []),
    ],
  }))
/** A band may hold a scale, and exclude its number. */
const banded: Arbitrary = fc
  .tuple(bands, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), fc.oneof(given, each))
  .map(([{ bands: all }, isAbove, first]) => ({
    bands: (all as readonly JsonObject[]).map(({ from, points }, i): JsonObject => ({
      ...(from !== undefined && { [isAbove[i] ? 'more_than' : 'from']: from }),
      points: i === 0 ? first : points!,
    })),
  }))
const places: Arbitrary = merged(
  fc.array(given, { minLength: 1, maxLength: 3 }).map((list) => ({ list })),
  maybe('then', given),
)
/** What makes cases worth more or less than their words say. */
const changedCases: Arbitrary = merged(
  fc
    .subarray(['solved', 'repeated'])
    .map((flags): JsonObject =>
      flags.length === 0 ? {} : { flags: { solved: { times: '0.5' }, repeated: { times: '1.5', add: '-1' } } },
    ),
  maybe('repeat', fc.record({ after: oneOf(['1', '2']), add: given })),
)
const ranges = fc.constantFrom<readonly [string, string]>(['0.5', '2'], ['-2', '-0.5'], ['-1', '1'], ['1', '1'])
const range: Arbitrary = ranges.map(([from, to]) => ({ range: { from, to } }))
const eachCase: Arbitrary = merged(
  given.map((it) => ({ each: it })),
  changedCases.map((it): JsonObject => (Object.keys(it).length === 0 ? { flags: { solved: { times: '0' } } } : it)),
)
const proportional: Arbitrary = fc.record({
  proportional: fc.record({ target: oneOf(['1', '3', '90%', '2.5']), points: oneOf(['1', '5', '0.33']) }),
})
export const table: Arbitrary = fc
  .tuple(
    fc.subarray(
      ['district', 'city', 'province', 'good', 'minor', 'major', 'gratitude', 'kindness', 'duties', 'library', 'spring'],
      {
        minLength: 6,
      },
    ),
    fc.array(given, { minLength: 11, maxLength: 11 }),
  )
  .map(([words, all]) => ({ table: Object.fromEntries(words.map((word, i) => [word, all[i]!])) }))

/** Scales of the cases that assessors find; some leave a range. */
const casesScale: Arbitrary = fc.oneof(
  eachCase,
  merged(range, changedCases),
  merged(
    fc.tuple(given, ranges).map(([minor, major]) => ({ table: { minor, major: [...major], good: '1' } })),
    changedCases,
  ),
)
const weighted: Arbitrary = table.map(({ table: it }) => ({ weighted: it! }))

const limit: Arbitrary = merged(
  rarely('start', multiple(-4, 8)),
  rarely('max', multiple(0, 12)),
  rarely('min', multiple(-6, 0)),
  fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    fc.constantFrom('half:1', 'half:2').map((round): JsonObject => ({ round })),
  ),
)
const limited = fc.oneof(
  fc.constant<JsonObject>({}),
  limit.map((it): JsonObject => ({ limit: it })),
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

/** Random clauses: what is measured, with the scales and limits that fit it; or nothing but conditions. */
export function clausesOf({ measures, lists, conditions }: Vocabulary): Arbitrary {
  const whenOf = (branch: fc.Arbitrary<Json>): Arbitrary =>
    merged(
      conditions.map((when) => ({ when })),
      branch.map((then) => ({ then })),
      maybe('else', branch),
    )
  const plain: fc.Arbitrary<Json> = fc.oneof({ weight: 3, arbitrary: each }, bands, banded, places, proportional)
  const branch: fc.Arbitrary<Json> = fc.oneof(given, plain)
  const numberScale: fc.Arbitrary<Json> = fc.oneof(
    { weight: 5, arbitrary: plain },
    { weight: 1, arbitrary: given },
    { weight: 2, arbitrary: whenOf(fc.oneof({ weight: 3, arbitrary: branch }, { weight: 1, arbitrary: whenOf(branch) })) },
  )
  const listScale = fc.oneof(
    { weight: 3, arbitrary: merged(table, rarely('repeat', fc.record({ after: oneOf(['1', '2']), add: given }))) },
    { weight: 1, arbitrary: weighted },
    { weight: 1, arbitrary: whenOf(fc.oneof({ weight: 3, arbitrary: table }, { weight: 1, arbitrary: given })) },
  )
  const ofNumber = merged(
    measures.map((measure) => ({ measure })),
    maybe('scale', numberScale),
    limited,
  ).map((it) => ('scale' in it || !isList(it['measure'] as JsonObject) ? it : { ...it, scale: { each: '1' } }))
  const ofList = fc.tuple(lists, listScale, limit, fc.boolean()).map(([measure, scale, bound, isHighest]) => ({
    measure,
    scale,
    limit: {
      ...bound,
      ...(isHighest && /"table"|"weighted"/.test(JSON.stringify(scale)) && { highest_per: keyFor(measure) }),
      ...(isHighest && 'table' in scale && { per_case: { max: '1.5', min: '-1' } }),
    },
  }))
  const ofCases = fc.tuple(casesScale, limit, sometimesNth, fc.boolean()).map(([scale, bound, nth, isBounded]): JsonObject => ({
    measure: { judged: 'cases', ...nth },
    scale,
    limit: { ...bound, ...(isBounded && { per_case: { max: '1', min: '-1.25' } }) },
  }))
  const ofRange: Arbitrary = merged(
    range.map((scale) => ({ measure: { judged: 'points' }, scale })),
    limited,
  )
  return fc.oneof(
    { weight: 1, arbitrary: ofCases },
    { weight: 1, arbitrary: ofRange },
    { weight: 8, arbitrary: ofNumber },
    { weight: 2, arbitrary: ofList },
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
}
