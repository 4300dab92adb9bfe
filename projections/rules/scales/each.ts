/** `each`: points for every step of a measure, or for every step above or below a base. 每少1次扣0.5分. */
import { z } from 'zod'
import type { Words } from '../../../events/event.js'
import { areChanged, canAdd, caseRules, caseWords } from '../case-words.js'
import { casePoints } from '../cases.js'
import {
  compare,
  type Fraction,
  fractionText,
  minus,
  pointsOf,
  pointsText,
  quotient,
  readBound,
  readDecimal,
  rounded,
  scaled,
  whole,
} from '../fraction.js'
import { NO_UNIT, type Measure } from '../measure.js'
import { BoundText, DecimalText, fail, PointsText } from '../reading.js'
import { defineScale, itself, joined, ofNumber, pointsFor } from '../scale.js'

const schema = z.strictObject({
  each: PointsText,
  above: BoundText.optional(),
  below: BoundText.optional(),
  every: DecimalText.optional(),
  round: z.enum(['floor', 'ceil', 'half_up', 'exact']).optional(),
  remainder: PointsText.optional(),
  ...caseWords,
})

export const each = defineScale('each', schema, (spec, reading) => {
  const perStep = pointsOf(spec.each)
  const every = readDecimal(spec.every ?? '1') ?? whole(1)
  const above = spec.above === undefined ? undefined : readBound(spec.above)
  const below = spec.below === undefined ? undefined : readBound(spec.below)
  const remainder = spec.remainder === undefined ? 0 : pointsOf(spec.remainder)
  if (above !== undefined && below !== undefined)
    fail(reading, '“above”和“below”只能写一个', 'either "above" or "below", not both')
  if (every.num <= 0) fail(reading, '“every”应大于0', '"every" must be more than 0')
  // Without `every` a step is one of the measure; a part of a step counts in part.
  const round = spec.round ?? (spec.every === undefined ? 'exact' : 'floor')
  const hasBase = above !== undefined || below !== undefined
  const ofDistance = (distance: Fraction): number => {
    if (hasBase && distance.num <= 0) return 0
    const steps = quotient(distance, every) ?? whole(0)
    if (round === 'exact') return scaled(perStep, steps.num, steps.den, reading.step, reading.round)
    const full = rounded(steps.num, steps.den, round)
    const rest = compare(steps.num, steps.den, full, 1) > 0 ? remainder : 0
    return scaled(perStep, full, 1, 1, reading.round) + rest
  }
  const distanceOf = (value: Fraction): Fraction =>
    below !== undefined ? minus(below, value) : above !== undefined ? minus(value, above) : value
  const rules = caseRules(spec, reading)
  if (areChanged(rules)) {
    if (hasBase || spec.every !== undefined || spec.round !== undefined || spec.remainder !== undefined)
      fail(
        reading,
        '有“flags”或“repeat”的逐起计分，不能再写above、below、every、round、remainder',
        'with "flags" or "repeat" each case counts by itself: no above, below, every, round or remainder',
      )
    const worthOf = () => perStep
    return {
      words: (measure) => joined(eachWords(spec, perStep, measure), rules.words),
      best: perStep <= 0 && !canAdd(rules) ? 0 : undefined,
      takes: ['list'],
      consulted: () => itself,
      worthOf,
      points: (frame, applied) => {
        const listed = applied.measure?.list?.(frame)
        return listed === undefined ? pointsFor(frame) : casePoints(frame, listed, { worthOf, rules }, applied)
      },
    }
  }
  return {
    words: (measure) => eachWords(spec, perStep, measure),
    best: perStep <= 0 && remainder <= 0 ? 0 : undefined,
    ...ofNumber((value) => ofDistance(distanceOf(value))),
  }
})

function eachWords({ above, below, every = '1' }: z.infer<typeof schema>, perStep: number, measure: Measure | undefined): Words {
  const { zh: unit, en: unitEn } = measure?.unit ?? NO_UNIT
  const isPercent = every.endsWith('%')
  const step = isPercent ? `${every.slice(0, -1)}个百分点` : `${fractionText(readDecimal(every) ?? whole(1))}${unit}`
  const gives = perStep < 0 ? `扣${pointsText(-perStep)}分` : `得${pointsText(perStep)}分`
  const points = `${perStep < 0 ? '-' : '+'}${pointsText(Math.abs(perStep))}`
  if (below !== undefined)
    return { zh: `应达${below}${unit}，每少${step}${gives}`, en: `${points} for every ${every} below ${below}${unitEn}` }
  if (above !== undefined)
    return { zh: `超过${above}${unit}的，每多${step}${gives}`, en: `${points} for every ${every} above ${above}${unitEn}` }
  const begins = measure?.every ?? { zh: '每', en: '' }
  return { zh: `${begins.zh}${step}${gives}`, en: `${points} for every ${every}${unitEn} ${begins.en}`.trimEnd() }
}
