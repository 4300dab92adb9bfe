/** 限度和等次: what bounds points, and which grade they reach. */
import type { Json, JsonObject } from '../../events/event.js'
import { slowTest } from './conditions.js'
import { compare, type Fraction, greatest, least, numberOf, plus, times, toMultipleOf } from './fraction.js'
import type { Context } from './measures.js'
import type { Grade, RuleDocument, Sheet, Veto } from './rules.js'

/** Within the most and the least that are written. */
export const bounded = ({ max, min }: { readonly max?: Json; readonly min?: Json }, points: Fraction): Fraction => {
  const capped = max === undefined ? points : least(points, numberOf(String(max)))
  return min === undefined ? capped : greatest(capped, numberOf(String(min)))
}

/** With what it starts from. */
export const added = (points: Fraction, start: Json | undefined): Fraction =>
  start === undefined ? points : plus(points, numberOf(String(start)))

interface Adjusting {
  readonly factor?: Json
  readonly zero_when?: Json
}

/** What multiplies points, or makes nothing of them; and whether nobody knows yet. */
export interface Adjusted {
  readonly apply: (points: Fraction) => Fraction
  readonly isZero: boolean
  readonly isOpen: boolean
}

const factorsIn = (factor: Json | undefined): readonly JsonObject[] =>
  factor === undefined ? [] : Array.isArray(factor) ? (factor as readonly JsonObject[]) : [{ times: factor }]

/** The first factor whose condition is not known to fail; what wipes points out does so whatever is open. */
export function adjusted({ factor, zero_when: zero }: Adjusting, context: Context, rounding: RuleDocument['points']): Adjusted {
  const isZero = zero === undefined ? false : slowTest(zero, context)
  const factors = factorsIn(factor).map(({ when, times: by }) => ({
    by: numberOf(String(by)),
    truth: when === undefined ? true : slowTest(when, context),
  }))
  const first = factors.find(({ truth }) => truth !== false)
  return {
    apply: (points) => multiplied(points, first?.truth === true ? first.by : undefined, rounding),
    isZero: isZero === true,
    isOpen: isZero === undefined || (!isZero && first !== undefined && first.truth === undefined),
  }
}

const multiplied = (points: Fraction, factor: Fraction | undefined, { step, round }: RuleDocument['points']): Fraction =>
  factor === undefined ? points : toMultipleOf(numberOf(step), times(points, factor), round)

/** With the best of the factors; without one too, unless one applies to everybody. */
export function atBest(points: Fraction, factor: Json | undefined, rounding: RuleDocument['points']): Fraction {
  const factors = factorsIn(factor)
  const all = factors.map(({ times: by }) => multiplied(points, numberOf(String(by)), rounding))
  return [...all, ...(factors.some(({ when }) => when === undefined) ? [] : [points])].reduce(greatest)
}

/** Whether a grade is no longer to be had under a veto. */
const isBarred = (effect: Veto['effect'], index: number, grades: readonly Grade[]): boolean => {
  if (effect === 'not_excellent') return index === 0
  return typeof effect === 'object' && 'bar' in effect && index <= grades.findIndex(({ grade }) => grade === effect.bar)
}

/** The best grade that the total reaches or that a veto gives, and no veto bars; none where a clause is open or all is void. */
export function gradeOf(
  { grades = [] }: Sheet,
  total: Fraction,
  effects: readonly Veto['effect'][],
  isOpen: boolean,
): string | undefined {
  if (isOpen || effects.includes('void')) return undefined
  const given = effects.flatMap((effect) => (typeof effect === 'object' && 'grade' in effect ? [effect.grade] : []))
  const lowest = grades.findLast(({ grade }) => given.includes(grade))
  const reached = lowest ?? grades.find(({ from }) => from === undefined || compare(total, numberOf(from)) >= 0)
  return grades
    .slice(reached === undefined ? grades.length : grades.indexOf(reached))
    .find((grade) => !effects.some((effect) => isBarred(effect, grades.indexOf(grade), grades)))?.grade
}
