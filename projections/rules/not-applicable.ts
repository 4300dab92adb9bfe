/** `not_applicable`: what a clause or an item comes to for a unit that it is not about, 不适用. */
import { z } from 'zod'
import type { Json, Words } from '../../events/event.js'
import { type Rounding, rounded } from './fraction.js'
import { at, type Reading } from './reading.js'
import { test, type Test } from './test.js'

const fills = ['full', 'none', 'peer_mean'] as const

export const NotApplicableSchema = z.strictObject({
  when: z.unknown(),
  /** The best points; none, and the base is so much less; the mean of the units that it is about. */
  fill: z.enum(fills),
})

export interface NotApplicable {
  readonly test: Test
  readonly fill: (typeof fills)[number]
  readonly step: number
  readonly round: Rounding
}

export const notApplicable = (
  spec: z.infer<typeof NotApplicableSchema> | undefined,
  reading: Reading,
): NotApplicable | undefined =>
  spec && {
    test: test(spec.when as Json, at(reading, 'not_applicable', 'when')),
    fill: spec.fill,
    step: reading.step,
    round: reading.round,
  }

/** Points of the units of a frame, and whether they are still open; both are changed where the rule does not apply. */
export interface Filled {
  readonly points: Float64Array
  readonly best: Float64Array
  readonly open: Uint8Array
}

/** What of a node is another thing for those that it is not about. */
export interface Exemption extends Filled {
  /** 1 for those that it is not about. */
  readonly exempt: Uint8Array
  /** Points by which the base of a unit is less. */
  readonly spared: Float64Array
}

/**
 * Fills in the points of those that a node is not about.
 *
 * @param most what the node gives at most, in 1/10,000
 * @param mean the points that the others have on the average; undefined where there is nobody
 */
export function filledIn(
  made: Filled,
  verdicts: Uint8Array,
  { fill }: NotApplicable,
  most: number,
  mean: () => number | undefined,
): Exemption {
  const exempt = verdicts.map((verdict) => (verdict === 1 ? 1 : 0))
  const result: Exemption = {
    points: made.points.slice(),
    best: made.best.slice(),
    open: made.open.slice(),
    exempt,
    spared: new Float64Array(verdicts.length),
  }
  const given = !exempt.includes(1) ? 0 : fill === 'full' ? most : fill === 'none' ? 0 : mean()
  exempt.forEach((isExempt, i) => {
    if (isExempt === 0) return
    result.points[i] = given ?? 0
    result.best[i] = given ?? most
    result.open[i] = given === undefined ? 1 : 0
    if (fill === 'none') result.spared[i] = most
  })
  return result
}

/** The mean of those that a node is about, rounded once to the step; undefined where none of them has points yet. */
export function meanOf(
  { points, open }: Pick<Filled, 'points' | 'open'>,
  verdicts: Uint8Array,
  { step, round }: NotApplicable,
): number | undefined {
  let sum = 0
  let count = 0
  verdicts.forEach((verdict, i) => {
    if (verdict === 1 || open[i] === 1) return
    sum += points[i]!
    count += 1
  })
  return count === 0 ? undefined : rounded(sum, count * step, round) * step
}

/** How an explanation says what became of the points: 不适用，按满分计. */
export function exemptWords({ fill, test: { words } }: NotApplicable): Words {
  const why = { zh: `不适用（${words.zh}）`, en: `does not apply (${words.en})` }
  if (fill === 'full') return { zh: `${why.zh}，按满分计`, en: `${why.en}: the most points` }
  if (fill === 'none') return { zh: `${why.zh}，不计分，基本分相应减少`, en: `${why.en}: no points, and so much less base` }
  return { zh: `${why.zh}，按其他单位此项的平均分计`, en: `${why.en}: the mean points of the other units` }
}
