/** `expert`: what the jurors give a candidate, as a mean out of a hundred. */
import { z } from 'zod'
import { product, quotient, type Fraction, whole } from '../fraction.js'
import { brokenMeasure, defineMeasure, type Measure, NO_UNIT, valuesFor } from '../measure.js'
import { at, fail } from '../reading.js'
import type { Mark } from '../round.js'

const schema = z.strictObject({ expert: z.enum(['mean', 'mean_trimmed']) })

/** With fewer jurors than this nothing is trimmed. */
const TRIMMED_FROM = 3

/** What each juror gave in all, in 1/10,000, the least first. */
const sumsOf = (marks: readonly Mark[]): number[] => {
  const sums = new Map<string, number>()
  for (const { juror, points } of marks) sums.set(juror, (sums.get(juror) ?? 0) + points)
  return [...sums.values()].sort((a, b) => a - b)
}

/** The mean of the jurors' sums; without the highest and the lowest where that is asked. In points. */
export function meanOf(marks: readonly Mark[], isTrimmed: boolean): Fraction | undefined {
  const sums = sumsOf(marks)
  const kept = isTrimmed && sums.length >= TRIMMED_FROM ? sums.slice(1, -1) : sums
  if (kept.length === 0) return undefined
  const sum = kept.reduce((total, points) => total + points, 0)
  return quotient({ num: sum, den: 10_000 }, whole(kept.length))
}

export const expert = defineMeasure('expert', schema, ({ expert: kind }, reading): Measure => {
  const max = reading.award?.expertMax
  if (max === undefined) {
    fail(
      at(reading, 'expert'),
      reading.award === undefined
        ? '“expert”（评委评分）只用于评选（awards）'
        : '用评委评分的，要写明每位评委最多打几分：expert: { max: 100 }',
      reading.award === undefined
        ? '"expert" is for awards only'
        : 'the award must say the most a juror gives: expert: { max: 100 }',
    )
    return brokenMeasure
  }
  const percent = quotient(whole(100), { num: max, den: 10_000 }) ?? whole(0)
  const isTrimmed = kind === 'mean_trimmed'
  return {
    words: isTrimmed
      ? {
          zh: '评委评分（去掉一个最高分和一个最低分）的平均分（百分制）',
          en: 'mean of the jurors without the highest and the lowest, out of 100',
        }
      : { zh: '评委评分的平均分（百分制）', en: 'mean of the jurors, out of 100' },
    unit: NO_UNIT,
    numbers: (frame) => {
      const values = valuesFor(frame)
      frame.units.forEach(({ subject }, i) => {
        const marks = frame.round?.marks.get(subject) ?? []
        const mean = meanOf(marks, isTrimmed)
        if (mean === undefined) {
          values.open[i] = 1
          return
        }
        const { num, den } = product(mean, percent)
        values.num[i] = num
        values.den[i] = den
        for (const { position } of marks) frame.trace?.counted(position)
      })
      return values
    },
    cited: (frame) =>
      frame.units.map(({ subject }) => ({
        counted: (frame.round?.marks.get(subject) ?? []).map(({ position }) => position),
        notCounted: frame.round?.unheededMarks.get(subject) ?? [],
      })),
  }
})
