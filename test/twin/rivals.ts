/** 与其他单位比较: ranks and peers, one unit after the other. */
import type { Json, JsonObject } from '../../events/event.js'
import { compare, type Fraction, fraction, over, plus, rounding, times, ZERO } from './fraction.js'
import type { Context, Measured } from './measures.js'
import { parentOn, roster, unitOn } from './roster.js'

/** Measures something for a unit; given by whoever reads measures. */
type Measure = (spec: Json | undefined, context: Context) => Measured

/** The units that the sheet appraises; with `within: parent` those under the same unit as this one. */
function rivalsOf({ world, unit, window }: Context, within: Json | undefined): string[] {
  const kind = String(unitOn(world, unit, window.last)?.cells['kind'])
  const all = roster(world, kind, window.last)
  if (within !== 'parent') return all
  return all.filter((other) => parentOn(world, other, window.last) === parentOn(world, unit, window.last))
}

/** The number of another unit. What counts for it counts for nothing here. */
const valueOf = (measure: Measure, spec: Json | undefined, context: Context, unit: string): Fraction | undefined =>
  measure(spec, { ...context, unit, counted: unit === context.unit ? context.counted : new Set() }).value

export function slowRank(spec: JsonObject, context: Context, measure: Measure): Measured {
  const { rank, order = 'high', within } = spec
  const own = valueOf(measure, rank, context, context.unit)
  if (own === undefined) return { value: undefined }
  const better = rivalsOf(context, within).filter((other) => {
    const value = valueOf(measure, rank, context, other)
    return value !== undefined && (order === 'high' ? compare(value, own) > 0 : compare(value, own) < 0)
  })
  return { value: fraction(BigInt(better.length) + 1n) }
}

export function slowPeers(spec: JsonObject, context: Context, measure: Measure): Measured {
  const { peers, of, within, others = false } = spec
  // What it comes to for the unit itself is what the unit's own records say.
  valueOf(measure, of, context, context.unit)
  const values = rivalsOf(context, within)
    .filter((other) => others === false || other !== context.unit)
    .flatMap((other) => valueOf(measure, of, context, other) ?? [])
  if (values.length === 0) return { value: undefined }
  const sum = values.reduce(plus, ZERO)
  if (peers === 'sum') return { value: kept(sum) }
  if (peers === 'mean') return { value: kept(over(sum, fraction(BigInt(values.length)))) }
  const sorted = values.toSorted((a, b) => compare(a, b))
  return { value: peers === 'max' ? sorted.at(-1) : sorted[0] }
}

const MOST = BigInt(Number.MAX_SAFE_INTEGER)
const isKept = ({ n, d }: Fraction): boolean => n <= MOST && n >= -MOST && d <= MOST

/** A number whose terms are more than 2^53 is the nearest millionth. */
function kept(value: Fraction): Fraction | undefined {
  if (isKept(value)) return value
  const million = fraction(1_000_000n)
  const near = over(rounding.half_up(times(value, million)), million)
  return isKept(near) ? near : undefined
}

/** What the units that something is about have on the average; `undefined` where none of them has points. */
export function meanPoints(values: readonly (Fraction | undefined)[]): Fraction | undefined {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : over(known.reduce(plus, ZERO), fraction(BigInt(known.length)))
}
