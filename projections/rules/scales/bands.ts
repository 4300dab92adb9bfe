/** `bands`: points by where a number lies. A band may hold a scale of its own: 超过10次的，每次1分. */
import { z } from 'zod'
import type { Json, Words } from '../../../events/event.js'
import { pointsText } from '../fraction.js'
import type { Frame } from '../frame.js'
import type { Measure } from '../measure.js'
import { at } from '../reading.js'
import { defineScale, itself, pointsFor, type Scale } from '../scale.js'
import { reached, thresholdsOf, thresholdWords } from '../thresholds.js'

const Band = z.strictObject({ ...thresholdWords, points: z.unknown() })

export const bands = defineScale('bands', z.strictObject({ bands: z.array(Band).min(1) }), (spec, reading, nested) => {
  const thresholds = thresholdsOf(spec.bands, at(reading, 'bands'))
  const scales = spec.bands.map(({ points }, i) => nested(points as Json, at(reading, 'bands', i, 'points')))
  /** The band of each unit; -1 where it reaches none, or its number is open. */
  const bandsOf = (frame: Frame, measure: Measure) => {
    const { num, den, open } = measure.numbers(frame)
    const band = Int16Array.from(open, (isOpen, i) => (isOpen === 1 ? -1 : reached(thresholds, { num: num[i]!, den: den[i]! })))
    return { band, open }
  }
  return {
    words: (measure) => ({
      zh: thresholds.map(({ words: { zh } }, i) => zh + bandWords(scales[i]!, measure).zh).join('、'),
      en: thresholds.map(({ words: { en } }, i) => `${en} ${bandWords(scales[i]!, measure).en}`).join(', '),
    }),
    best: scales.some(({ best }) => best === undefined) ? undefined : Math.max(0, ...scales.map(({ best = 0 }) => best)),
    takes: ['number', ...scales.flatMap(({ takes }) => takes)],
    isRanged: scales.some(({ isRanged }) => isRanged === true),
    consulted: (frame, measure) => {
      const [band = -1] = measure === undefined ? [] : bandsOf(frame, measure).band
      return { own: true, measures: scales[band]?.consulted(frame, measure).measures ?? itself.measures }
    },
    points: (frame, applied) => {
      const result = pointsFor(frame)
      if (applied.measure === undefined) return result
      const { band, open } = bandsOf(frame, applied.measure)
      result.open.set(open)
      const cases = new Float64Array(band.length).fill(NaN)
      scales.forEach((scale, k) => {
        // Who wants to know why, of the only unit of a frame, hears from the band that is reached alone.
        const given = scale.fixed === undefined && band.includes(k) ? scale.points(frame, applied) : undefined
        band.forEach((is, i) => {
          if (is !== k) return
          result.points[i] = given?.points[i] ?? scale.fixed ?? 0
          result.open[i] = given?.open[i] ?? 0
          cases[i] = given?.cases?.[i] ?? NaN
        })
      })
      return { ...result, cases }
    },
  }
})

/** 50.00分, or the scale that holds in the band. */
function bandWords(scale: Scale, measure: Measure | undefined): Words {
  if (scale.fixed !== undefined) return { zh: `${pointsText(scale.fixed)}分`, en: pointsText(scale.fixed) }
  const { zh, en } = scale.words(measure)
  return { zh: `的${zh}`, en }
}
