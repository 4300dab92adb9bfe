/** 指标的运算: what is made of other measures. Unknown when one of them is. */
import type { Json, JsonObject } from '../../events/event.js'
import { type Fraction, greatest, least, minus, numberOf, over, plus, times } from './fraction.js'
import type { Context, Measured } from './measures.js'
import { bandOf } from './places.js'

type Value = (spec: Json | undefined, context: Context) => Fraction | undefined

/** The measures that are made of others, by their words. */
export function arithmetic(valueOf: Value): Readonly<Record<string, (spec: JsonObject, context: Context) => Measured>> {
  const joined = (word: string, join: (a: Fraction, b: Fraction) => Fraction) => (spec: JsonObject, context: Context) => {
    const values = (spec[word] as readonly Json[]).map((term) => valueOf(term, context))
    const known = values.filter((value) => value !== undefined)
    return { value: known.length < values.length ? undefined : known.reduce(join) }
  }
  return {
    ratio: ({ ratio: terms }, context) => {
      const { part, whole } = terms as JsonObject
      const [of, all] = [part, whole].map((term) => valueOf(term, context))
      return { value: of === undefined || all === undefined || all.n === 0n ? undefined : over(of, all) }
    },
    banded: ({ banded: spec }, context) => {
      const { of, bands } = spec as JsonObject
      const value = valueOf(of, context)
      return { value: value && numberOf(String(bandOf(bands, value)?.['value'] ?? '0')) }
    },
    add: joined('add', plus),
    difference: joined('difference', minus),
    times: joined('times', times),
    least: joined('least', least),
    greatest: joined('greatest', greatest),
  }
}
