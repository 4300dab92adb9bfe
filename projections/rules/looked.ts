/** Looks into a test, down to its measures: for each unit what was measured, what is wanted, and by how much it is missed. */
import type { Words } from '../../events/event.js'
import { compare, type Fraction, fractionText, minus, quotient, whole } from './fraction.js'
import type { Frame } from './frame.js'
import type { Values } from './measure.js'
import { type Bound, joined, negated, OPEN, type Test, type Verdicts, verdictsOf } from './test.js'
import { comparators } from './where.js'

/** Whether something is met; open while nobody knows. */
export type Met = 'yes' | 'no' | 'open'

export const metOf = (verdict: number): Met => (verdict === 1 ? 'yes' : verdict === OPEN ? 'open' : 'no')

/** One number of a test beside its bound. */
export interface Part {
  /** What is measured: 下拨经费的金额（元）合计. */
  readonly measure: Words
  /** The unit of the number: 次, 项, or none. */
  readonly unit: Words
  /** How it is compared: 不少于2000. */
  readonly wanted: Words
  /** An exact number; null while it is unknown. */
  readonly measured: string | null
  readonly met: Met
  /** The exact distance to the bound; null where it is met or unknown. */
  readonly shortBy: string | null
}

export interface Looked {
  readonly verdicts: Verdicts
  /** Every number that the test compares, for the unit of an index. */
  readonly parts: (unit: number) => readonly Part[]
  /** How much of what is wanted is missing: 0 where it is met, undefined where that is no matter of numbers. */
  readonly missing: (unit: number) => Fraction | undefined
  /** The one number that is missed, or the nearest where one of several is enough; undefined where several must be made up. */
  readonly missed: (unit: number) => Part | undefined
}

/** Evaluates a test for the units of a frame and keeps what it saw. Each measure is measured once. */
export function look(test: Test, frame: Frame): Looked {
  const { form } = test
  if (form?.join === 'one') return lookAtOne(form.measure.numbers(frame), form.bounds, form.measure)
  if (form?.join === 'all' || form?.join === 'any')
    return lookAtSeveral(
      form.tests.map((inner) => look(inner, frame)),
      form.join,
      frame.units.length,
    )
  const inner = form?.join === 'not' ? look(form.test, frame) : undefined
  const verdicts = inner?.verdicts.map(negated) ?? test.verdicts(frame)
  return {
    verdicts,
    parts: inner?.parts ?? (() => []),
    missing: (unit) => (verdicts[unit] === 1 ? whole(0) : undefined),
    missed: () => undefined,
  }
}

function lookAtSeveral(tests: readonly Looked[], join: 'all' | 'any', size: number): Looked {
  const verdicts = Uint8Array.from({ length: size }, (_, unit) =>
    joined(
      tests.map((inner) => inner.verdicts[unit]!),
      join,
    ),
  )
  return {
    verdicts,
    parts: (unit) => tests.flatMap((inner) => inner.parts(unit)),
    missing: (unit) => {
      if (verdicts[unit] === 1) return whole(0)
      const parts = tests.map((inner) => inner.missing(unit))
      const known = parts.filter((part) => part !== undefined)
      // `all` lacks as much as the part that lacks most, `any` as little as the one that lacks least.
      if (join === 'any') return known.sort(inOrder)[0]
      return known.length < parts.length ? undefined : known.sort(inOrder).at(-1)
    },
    missed: (unit) => {
      if (verdicts[unit] !== 0) return undefined
      const lacking = tests.filter((inner) => inner.verdicts[unit] === 0)
      if (join === 'all') return lacking.length === 1 ? lacking[0]?.missed(unit) : undefined
      const known = lacking.flatMap((inner) => {
        const missing = inner.missing(unit)
        return missing === undefined ? [] : [{ inner, missing }]
      })
      return known.sort((a, b) => inOrder(a.missing, b.missing))[0]?.inner.missed(unit)
    },
  }
}

const inOrder = (a: Fraction, b: Fraction): number => compare(a.num, a.den, b.num, b.den)

function lookAtOne(values: Values, bounds: readonly Bound[], measure: Pick<Part, 'unit'> & { readonly words: Words }): Looked {
  const verdicts = verdictsOf(values, bounds)
  const { num, den, open } = values
  const at = (unit: number): Fraction => ({ num: num[unit]!, den: den[unit]! })
  const failed = (unit: number): Bound | undefined =>
    open[unit] === 1
      ? undefined
      : bounds.find(({ word, limit }) => !comparators[word].holds(compare(num[unit]!, den[unit]!, limit.num, limit.den)))
  const wanted: Words = {
    zh: bounds.map(({ word, text }) => `${comparators[word].zh}${text}`).join('且'),
    en: bounds.map(({ word, text }) => `${comparators[word].en} ${text}`).join(' and '),
  }
  const part = (unit: number): Part => {
    const bound = failed(unit)
    return {
      measure: measure.words,
      unit: measure.unit,
      wanted,
      measured: open[unit] === 1 ? null : fractionText(at(unit)),
      met: metOf(verdicts[unit]!),
      shortBy: bound === undefined ? null : fractionText(distance(at(unit), bound.limit)),
    }
  }
  return {
    verdicts,
    parts: (unit) => [part(unit)],
    missed: (unit) => (verdicts[unit] === 0 ? part(unit) : undefined),
    missing: (unit) => {
      if (verdicts[unit] !== 0) return verdicts[unit] === 1 ? whole(0) : undefined
      const bound = failed(unit)
      if (bound === undefined) return undefined
      const gap = distance(at(unit), bound.limit)
      return quotient(gap, { num: Math.abs(bound.limit.num), den: bound.limit.den }) ?? gap
    },
  }
}

function distance(a: Fraction, b: Fraction): Fraction {
  const { num, den } = minus(a, b)
  return { num: Math.abs(num), den }
}
