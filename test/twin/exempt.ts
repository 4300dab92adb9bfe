/** 不适用: what is filled in where a clause or an item is not about a unit. */
import type { JsonObject } from '../../events/event.js'
import { slowTest } from './conditions.js'
import { type Fraction, numberOf, toMultipleOf, ZERO } from './fraction.js'
import type { Context } from './measures.js'
import { meanPoints } from './rivals.js'
import type { RuleDocument } from './rules.js'

/** What goes into the sums. */
export interface Valued {
  /** `undefined` while it is not scored. */
  readonly points: Fraction | undefined
  /** The most that it can give. */
  readonly most: Fraction
  /** By how much the base is less. */
  readonly spared: Fraction
}

/** Of what is not about a unit the points that are filled in; `undefined` where it is about it. */
export function exemptOf(
  spec: JsonObject | undefined,
  { most, rounding: { step, round } }: { readonly most: Fraction; readonly rounding: RuleDocument['points'] },
  about: (unit: string) => Context,
  { unit, units }: { readonly unit: string; readonly units: () => readonly string[] },
  pointsOf: (unit: string) => Fraction | undefined,
): Valued | undefined {
  const isExempt = (other: string): boolean => spec !== undefined && slowTest(spec['when']!, about(other)) === true
  if (spec === undefined || !isExempt(unit)) return undefined
  if (spec['fill'] === 'none') return { points: ZERO, most: ZERO, spared: most }
  if (spec['fill'] === 'full') return { points: most, most, spared: ZERO }
  const others = units().filter((other) => !isExempt(other))
  const mean = meanPoints(others.map(pointsOf))
  return { points: mean && toMultipleOf(numberOf(step), mean, round), most, spared: ZERO }
}
