/** `banded`: a number for the band in which a measure lies, such as the rate that multiplies a count. 达50%的按2倍计. */
import { z } from 'zod'
import type { Json } from '../../../events/event.js'
import { readDecimal, whole } from '../fraction.js'
import { defineMeasure, NO_UNIT, valuesFor } from '../measure.js'
import { at, DecimalText } from '../reading.js'
import { reached, thresholdsOf, thresholdWords } from '../thresholds.js'

const Band = z.strictObject({ ...thresholdWords, value: DecimalText })

export const banded = defineMeasure(
  'banded',
  z.strictObject({ banded: z.strictObject({ of: z.unknown(), bands: z.array(Band).min(1) }) }),
  ({ banded: { of, bands } }, reading, nested) => {
    const measured = nested(of as Json, at(reading, 'banded', 'of'))
    const thresholds = thresholdsOf(bands, at(reading, 'banded', 'bands'))
    const numbers = bands.map(({ value }) => readDecimal(value) ?? whole(0))
    const shown = (language: 'zh' | 'en', joint: string): string =>
      bands.map(({ value }, i) => `${thresholds[i]!.words[language]}${language === 'en' ? ' ' : ''}${value}`).join(joint)
    return {
      words: {
        zh: `按${measured.words.zh}取的数（${shown('zh', '、')}）`,
        en: `a number by ${measured.words.en} (${shown('en', ', ')})`,
      },
      unit: NO_UNIT,
      numbers: (frame) => {
        const { num, den, open } = measured.numbers(frame)
        const values = valuesFor(frame)
        values.open.set(open)
        for (let i = 0; i < num.length; i += 1) {
          const band = open[i] === 1 ? -1 : reached(thresholds, { num: num[i]!, den: den[i]! })
          const number = numbers[band] ?? whole(0)
          values.num[i] = number.num
          values.den[i] = number.den
        }
        return values
      },
    }
  },
)
