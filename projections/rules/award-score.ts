/** The score of an award: one measure, or several with weights. Every line is a clause, so that the lines add up to the total. */
import { z } from 'zod'
import type { Json } from '../../events/event.js'
import { type Clause, compileClause } from './clause.js'
import { type Fraction, fractionText, POINT, pointsOf, product, readDecimal, scaled } from './fraction.js'
import type { Measure } from './measure.js'
import { at, fail, Id, PointsText, readBy, type Reading, warn } from './reading.js'
import type { Scale } from './scale.js'

const Line = z.strictObject({
  id: Id,
  title: z.string().min(1),
  cites: z.string().optional(),
  /** What is measured. */
  of: z.unknown(),
  /** How it becomes points; without it the number is the points. */
  scale: z.unknown().optional(),
  /** Per cent. */
  weight: PointsText.optional(),
})

const Weighted = z.strictObject({ weighted: z.array(Line).min(1) })

/** One line of the score. */
export interface ScoreLine {
  readonly id: string
  readonly title: string
  readonly clause: Clause
  /** What is measured, before it is weighted. */
  readonly measure: Measure | undefined
  /** Per cent, as it is written. */
  readonly weight: string | undefined
}

const NO_LIMITS = { start: 0, max: undefined, min: undefined, round: undefined }

export function compileScore(value: Json | undefined, reading: Reading): ScoreLine[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    fail(reading, '这里应写一项指标，或带权重的几项（weighted）', 'a measure is wanted here, or several as weighted')
    return []
  }
  if (!('weighted' in value)) return [lineOf({ id: 'score', title: '得分', of: value }, at(reading))]
  const spec = readBy(Weighted, value, reading)
  if (spec === undefined) return []
  const seen = new Set<string>()
  spec.weighted.forEach(({ id }, i) => {
    if (seen.has(id)) fail(at(reading, 'weighted', i, 'id'), `编号“${id}”重复`, `the id "${id}" is used twice`)
    seen.add(id)
  })
  const weights = spec.weighted.map(({ weight }) => weight)
  const sum = weights.reduce((total, weight) => total + (weight === undefined ? 0 : pointsOf(weight)), 0)
  if (weights.every((weight) => weight !== undefined) && sum !== 100 * POINT)
    warn(at(reading, 'weighted'), '权重合计不是100%', 'the weights do not add up to 100')
  return spec.weighted.map((line, i) => lineOf(line, at(reading, 'weighted', i)))
}

function lineOf({ id, title, cites, of, scale, weight }: z.infer<typeof Line>, reading: Reading): ScoreLine {
  const address = `${reading.address}.${id}`
  const written = { id, title, measure: of, ...(cites !== undefined && { cites }), ...(scale !== undefined && { scale }) }
  const clause = compileClause(written, address, reading, NO_LIMITS)
  if (clause.judged !== undefined)
    fail(reading, '评选的得分不能用考评单位的评定（judged、granted）', 'judged and granted are for sheets, not for awards')
  const percent = weight === undefined ? undefined : readDecimal(weight)
  if (percent !== undefined && percent.num <= 0) fail(at(reading, 'weight'), '权重应大于0', 'a weight is more than 0')
  const factor = percent && product(percent, { num: 1, den: 100 })
  return { id, title, clause: factor === undefined ? clause : weighted(clause, factor), measure: clause.measure, weight }
}

/** Weighs what is measured, exactly; where a scale makes points of it, these points. */
function weighted(clause: Clause, factor: Fraction): Clause {
  const percent = fractionText(product(factor, { num: 100, den: 1 }))
  const words = { zh: `${clause.words.zh}，占${percent}%`, en: `${clause.words.en}, ${percent} per cent` }
  const { measure, scale, step, round } = clause
  if (scale.isPlain === true && measure !== undefined) return { ...clause, words, measure: weighedMeasure(measure, factor) }
  const weighed: Scale = {
    ...scale,
    points: (frame, applied) => {
      const given = scale.points(frame, applied)
      return { ...given, points: given.points.map((points) => scaled(points, factor.num, factor.den, step, round)) }
    },
  }
  return { ...clause, words, scale: weighed }
}

const weighedMeasure = (measure: Measure, factor: Fraction): Measure => ({
  ...measure,
  numbers: (frame) => {
    const { num, den, open } = measure.numbers(frame)
    const weighed = Array.from(num, (value, i) => product({ num: value, den: den[i]! }, factor))
    return { num: Float64Array.from(weighed, (it) => it.num), den: Float64Array.from(weighed, (it) => it.den), open }
  },
})
