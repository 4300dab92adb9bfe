/** 条件: whether something holds for a unit; `undefined` while nobody can know. */
import type { Json, JsonObject } from '../../events/event.js'
import { compare, numberOf } from './fraction.js'
import { type Context, slowMeasure } from './measures.js'
import { comparatorOf } from './world.js'

export type Truth = boolean | undefined

/** False as soon as one is false, otherwise unknown as soon as one is unknown. */
const all = (truths: readonly Truth[]): Truth => (truths.includes(false) ? false : truths.includes(undefined) ? undefined : true)

const opposite = (truth: Truth): Truth => (truth === undefined ? undefined : !truth)

/** True as soon as one is true, otherwise unknown as soon as one is unknown. */
const any = (truths: readonly Truth[]): Truth => opposite(all(truths.map(opposite)))

/** Whether a condition holds. A measure without a comparison must be at least 1. */
export function slowTest(test: Json, context: Context): Truth {
  const spec = test as JsonObject
  const parts = (word: string) => (spec[word] as readonly Json[]).map((part) => slowTest(part, context))
  if ('all' in spec) return all(parts('all'))
  if ('any' in spec) return any(parts('any'))
  if ('not' in spec) return opposite(slowTest(spec['not'], context))
  const { value } = slowMeasure(spec, context)
  if (value === undefined) return undefined
  const comparisons = Object.entries(spec).flatMap(([word, bound]) => {
    const holds = word === 'equals' ? (order: number) => order === 0 : comparatorOf(word)
    return holds === undefined ? [] : [holds(compare(value, numberOf(String(bound))))]
  })
  return comparisons.length === 0 ? compare(value, numberOf('1')) >= 0 : all(comparisons)
}
