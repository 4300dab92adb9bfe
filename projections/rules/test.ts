/** Tests: a measure compared with a number, or several tests joined by `all`, `any`, `not`. */
import type { Json, JsonObject, Words } from '../../events/event.js'
import { compare, readBound, type Fraction } from './fraction.js'
import type { Frame } from './frame.js'
import type { Measure, Values } from './measure.js'
import { measure } from './measures.js'
import { at, fail, type Reading } from './reading.js'
import { comparators } from './where.js'

/** Whether a test holds for each unit: 1 yes, 0 no, `OPEN` not known yet. */
export type Verdicts = Uint8Array
export const OPEN = 2

/** A number that a measure is compared with. */
export interface Bound {
  readonly word: Comparator
  readonly limit: Fraction
  readonly text: string
}

/** How a test is made up: for whoever says what is lacking. */
export type Form =
  | { readonly join: 'one'; readonly measure: Measure; readonly bounds: readonly Bound[] }
  | { readonly join: 'all' | 'any'; readonly tests: readonly Test[] }
  | { readonly join: 'not'; readonly test: Test }

export interface Test {
  readonly words: Words
  readonly form?: Form
  /** The measures that it compares, in the order of the text. */
  readonly measures: readonly Measure[]
  verdicts(frame: Frame): Verdicts
}

type Comparator = keyof typeof comparators

const broken: Test = { words: { zh: '', en: '' }, measures: [], verdicts: (frame) => new Uint8Array(frame.units.length) }

/** Compiles a test. Without a comparison a measure holds when it is at least 1: judged as met, at least once. */
export function test(value: Json | undefined, reading: Reading): Test {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    fail(reading, '这里应写一个条件', 'a test is wanted here')
    return broken
  }
  const spec = value as JsonObject
  if ('all' in spec || 'any' in spec) return several(spec, 'all' in spec ? 'all' : 'any', reading)
  if ('not' in spec) return opposite(spec, reading)
  const compared = Object.keys(spec).filter((key): key is Comparator => Object.hasOwn(comparators, key))
  const inner = measure(Object.fromEntries(Object.entries(spec).filter(([key]) => !Object.hasOwn(comparators, key))), reading)
  const bounds = compared.flatMap((word): Bound[] => {
    const text = String(spec[word])
    const limit = readBound(text)
    if (limit === undefined) fail(at(reading, word), `“${text}”不是数`, `"${text}" is not a number`)
    return limit === undefined ? [] : [{ word, limit, text }]
  })
  if (compared.length === 0) bounds.push({ word: 'at_least', limit: { num: 1, den: 1 }, text: '1' })
  return {
    measures: [inner],
    form: { join: 'one', measure: inner, bounds },
    words: {
      zh: inner.words.zh + bounds.map(({ word, text }) => `${comparators[word].zh}${text}`).join('且'),
      en: `${inner.words.en} ${bounds.map(({ word, text }) => `${comparators[word].en} ${text}`).join(' and ')}`,
    },
    verdicts: (frame) => verdictsOf(inner.numbers(frame), bounds),
  }
}

/** Whether numbers are as all bounds want them. */
export const verdictsOf = ({ num, den, open }: Values, bounds: readonly Bound[]): Verdicts =>
  Uint8Array.from(num, (value, i) => {
    if (open[i] === 1) return OPEN
    return bounds.every(({ word, limit }) => comparators[word].holds(compare(value, den[i]!, limit.num, limit.den))) ? 1 : 0
  })

/** One verdict of several: a test that fails decides `all`, one that holds decides `any`, whatever is still open. */
export function joined(verdicts: readonly number[], word: 'all' | 'any'): number {
  const decisive = word === 'all' ? 0 : 1
  if (verdicts.includes(decisive)) return decisive
  return verdicts.includes(OPEN) ? OPEN : 1 - decisive
}

export const negated = (verdict: number): number => (verdict === OPEN ? OPEN : 1 - verdict)

function several(spec: JsonObject, word: 'all' | 'any', reading: Reading): Test {
  const list = spec[word]
  if (!Array.isArray(list) || list.length === 0 || Object.keys(spec).length !== 1) {
    fail(reading, `“${word}”下应是条件的列表`, `"${word}" takes a list of tests`)
    return broken
  }
  const tests = (list as readonly Json[]).map((part, i) => test(part, at(reading, word, i)))
  return {
    form: { join: word, tests },
    measures: tests.flatMap(({ measures }) => measures),
    words: {
      zh: tests.map(({ words }) => words.zh).join(word === 'all' ? '，且' : '，或'),
      en: tests.map(({ words }) => words.en).join(word === 'all' ? ' and ' : ' or '),
    },
    verdicts: (frame) => {
      const verdicts = tests.map((part) => part.verdicts(frame))
      return Uint8Array.from(frame.units, (_, i) =>
        joined(
          verdicts.map((verdict) => verdict[i]!),
          word,
        ),
      )
    },
  }
}

function opposite(spec: JsonObject, reading: Reading): Test {
  if (Object.keys(spec).length !== 1) fail(reading, '“not”旁边不能再写别的', '"not" stands alone')
  const inner = test(spec['not'], at(reading, 'not'))
  return {
    measures: inner.measures,
    form: { join: 'not', test: inner },
    words: { zh: `不满足“${inner.words.zh}”`, en: `not (${inner.words.en})` },
    verdicts: (frame) => inner.verdicts(frame).map(negated),
  }
}
