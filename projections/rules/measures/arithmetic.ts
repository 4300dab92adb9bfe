/** Exact arithmetic over measures: `ratio`, `add`, `difference`, `times`, `least`, `greatest`. */
import { z } from 'zod'
import type { Json } from '../../../events/event.js'
import { compare, type Fraction, minus, plus, product, quotient, readDecimal, fractionText } from '../fraction.js'
import type { Frame } from '../frame.js'
import { defineMeasure, type Measure, type Nested, NO_UNIT, type Values, valuesFor } from '../measure.js'
import { at, type Reading } from '../reading.js'

/** A measure, or a number. */
const Operand = z.unknown()
const Operands = z.array(Operand).min(2).max(20)

function operand(value: unknown, reading: Reading, nested: Nested): Measure {
  const constant = typeof value === 'string' ? readDecimal(value) : undefined
  if (constant === undefined) return nested(value as Json, reading)
  return {
    words: { zh: fractionText(constant), en: fractionText(constant) },
    unit: NO_UNIT,
    numbers: (frame) => {
      const values = valuesFor(frame)
      values.num.fill(constant.num)
      values.den.fill(constant.den)
      return values
    },
  }
}

/** Applies an operation unit by unit. A value is open where a part is open or the operation has no value. */
function applied(
  frame: Frame,
  parts: readonly Measure[],
  operate: (fractions: readonly Fraction[]) => Fraction | undefined,
): Values {
  const vectors = parts.map((part) => part.numbers(frame))
  const values = valuesFor(frame)
  for (let i = 0; i < frame.units.length; i += 1) {
    const result = vectors.some(({ open }) => open[i] === 1)
      ? undefined
      : operate(vectors.map(({ num, den }) => ({ num: num[i]!, den: den[i]! })))
    values.open[i] = result === undefined ? 1 : 0
    values.num[i] = result?.num ?? 0
    values.den[i] = result?.den ?? 1
  }
  return values
}

const folded = (join: (a: Fraction, b: Fraction) => Fraction) => (fractions: readonly Fraction[]) => fractions.reduce(join)

const joined = (word: string, zh: string, en: string, join: (a: Fraction, b: Fraction) => Fraction) =>
  defineMeasure(word, z.strictObject({ [word]: Operands }), (spec, reading, nested) => {
    const parts = (spec[word] as readonly unknown[]).map((part, i) => operand(part, at(reading, word, i), nested))
    return {
      words: { zh: parts.map(({ words }) => words.zh).join(zh), en: parts.map(({ words }) => words.en).join(en) },
      unit: parts[0]!.unit,
      numbers: (frame) => applied(frame, parts, folded(join)),
    }
  })

export const ratio = defineMeasure(
  'ratio',
  z.strictObject({ ratio: z.strictObject({ part: Operand, whole: Operand }) }),
  (spec, reading, nested) => {
    const part = operand(spec.ratio.part, at(reading, 'ratio', 'part'), nested)
    const all = operand(spec.ratio.whole, at(reading, 'ratio', 'whole'), nested)
    const isShare = all.isOfUnits !== true || part.isOfUnits === true
    return {
      words: {
        zh: isShare ? `${part.words.zh}占${all.words.zh}的比例` : `${part.words.zh}除以${all.words.zh}`,
        en: `${part.words.en} over ${all.words.en}`,
      },
      unit: NO_UNIT,
      numbers: (frame) => applied(frame, [part, all], ([a, b]) => quotient(a!, b!)),
    }
  },
)

export const add = joined('add', '与', ' plus ', plus)
export const difference = joined('difference', '减', ' minus ', minus)
export const times = joined('times', '乘', ' times ', product)
export const least = joined('least', '、', ', ', (a, b) => (compare(a.num, a.den, b.num, b.den) <= 0 ? a : b))
export const greatest = joined('greatest', '、', ', ', (a, b) => (compare(a.num, a.den, b.num, b.den) >= 0 ? a : b))
