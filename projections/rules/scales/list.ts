/** `list`: points for the first, the second and so on, and what each one after the list gets less. 第一名5分，第二名4分. */
import { z } from 'zod'
import { pointsOf, pointsText } from '../fraction.js'
import { PointsText } from '../reading.js'
import { defineScale, ofNumber } from '../scale.js'

export const list = defineScale(
  'list',
  z.strictObject({ list: z.array(PointsText).min(1).max(200), then: PointsText.optional() }),
  (spec) => {
    const points = spec.list.map(pointsOf)
    const last = points.at(-1)!
    const then = spec.then === undefined ? undefined : pointsOf(spec.then)
    return {
      words: () => ({
        zh: `第1${points.length > 1 ? `至第${points.length}` : ''}名依次${points.map(pointsText).join('、')}分，以后${thenZh(then)}`,
        en: `${points.map(pointsText).join(', ')} for the first ${points.length}, then ${thenEn(then)}`,
      }),
      best: then !== undefined && then > 0 ? undefined : Math.max(0, ...points),
      ...ofNumber(({ num, den }) => {
        // A place is a whole number from 1; anything else is none, and nobody knows what it would give.
        if (den !== 1 && num % den !== 0) return undefined
        const place = num / den
        if (place < 1) return undefined
        return points[place - 1] ?? (then === undefined ? 0 : last + then * (place - points.length))
      }),
    }
  },
)

function thenZh(then: number | undefined): string {
  if (then === undefined) return '为0分'
  return `每降一名${then < 0 ? '少' : '多'}${pointsText(Math.abs(then))}分`
}

const thenEn = (then: number | undefined): string => (then === undefined ? '0.00' : `${pointsText(then)} more for each place`)
