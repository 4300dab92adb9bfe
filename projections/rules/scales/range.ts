/** `range`: what an assessor gives lies between two numbers of points, or is nothing. 酌情扣0.5至2分. */
import { z } from 'zod'
import { caseRules, caseWords } from '../case-words.js'
import { casePoints } from '../cases.js'
import { compare, POINT, scaled } from '../fraction.js'
import { clippedWords, rangeOf, worthWords } from '../range.js'
import { at, PointsText } from '../reading.js'
import { defineScale, itself, joined, ofNumber, pointsFor } from '../scale.js'

export const range = defineScale(
  'range',
  z.strictObject({ range: z.strictObject({ from: PointsText, to: PointsText }), ...caseWords }),
  (spec, reading) => {
    const worth = rangeOf(spec.range.from, spec.range.to, at(reading, 'range'))
    const rules = caseRules(spec, reading)
    const worthOf = () => worth
    const { points: ofNumbers } = ofNumber(({ num, den }, { trace }) => {
      const isBelow = compare(num, den, worth.from, POINT) < 0
      if (num === 0 || (!isBelow && compare(num, den, worth.to, POINT) <= 0))
        return scaled(POINT, num, den, reading.step, reading.round)
      trace?.note?.(clippedWords(worth, scaled(POINT, num, den, 1, 'half_up')))
      return isBelow ? worth.from : worth.to
    })
    return {
      words: (measure) => {
        const { zh, en } = worthWords(worth)
        const each = measure?.list === undefined ? { zh: '', en: '' } : { zh: '每起', en: ' each' }
        return joined({ zh: `${each.zh}在${zh}之间酌定，没有的为0`, en: `from ${en}${each.en}, or none` }, rules.words)
      },
      best: Math.max(worth.to, 0),
      takes: ['either'],
      isRanged: true,
      consulted: () => itself,
      worthOf,
      points: (frame, applied) => {
        if (applied.measure === undefined) return pointsFor(frame)
        const listed = applied.measure.list?.(frame)
        return listed === undefined ? ofNumbers(frame, applied) : casePoints(frame, listed, { worthOf, rules }, applied)
      },
    }
  },
)
