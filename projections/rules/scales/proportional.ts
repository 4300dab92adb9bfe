/** `proportional`: 按完成比例得分, all points at the target, never more. */
import { z } from 'zod'
import { pointsOf, pointsText, quotient, readDecimal, scaled, whole } from '../fraction.js'
import { at, DecimalText, fail, PointsText } from '../reading.js'
import { defineScale, ofNumber } from '../scale.js'

export const proportional = defineScale(
  'proportional',
  z.strictObject({ proportional: z.strictObject({ target: DecimalText, points: PointsText }) }),
  (spec, reading) => {
    const target = readDecimal(spec.proportional.target) ?? whole(1)
    const full = pointsOf(spec.proportional.points)
    if (target.num <= 0) fail(at(reading, 'proportional', 'target'), '目标数应大于0', 'the target must be more than 0')
    return {
      words: (measure) => ({
        zh: `目标${spec.proportional.target}${measure?.unit.zh ?? ''}，按完成比例得分，满分${pointsText(full)}分`,
        en: `in proportion to the target ${spec.proportional.target}, at most ${pointsText(full)}`,
      }),
      best: full,
      ...ofNumber((value) => {
        const done = value.num <= 0 ? whole(0) : (quotient(value, target) ?? whole(0))
        return done.num >= done.den ? full : scaled(full, done.num, done.den, reading.step, reading.round)
      }),
    }
  },
)
