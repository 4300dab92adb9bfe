/** `peers`: the mean, the highest, the lowest or the sum of a number over the units of the sheet. */
import { z } from 'zod'
import type { Json, Words } from '../../../events/event.js'
import { exactSum, type Fraction, nearestFraction } from '../fraction.js'
import { type Frame, wholeOf } from '../frame.js'
import { defineMeasure, type Values, valuesFor } from '../measure.js'
import { at } from '../reading.js'
import { citeRivals, type Rival, rivalKind, rivals, taken, type Within } from '../rivals.js'

const schema = z.strictObject({
  peers: z.enum(['mean', 'max', 'min', 'sum']),
  of: z.unknown(),
  within: z.enum(['all', 'parent']).optional(),
  /** Without the unit itself. */
  others: z.boolean().optional(),
})
type Taken = z.infer<typeof schema>['peers']

const takenWords = {
  mean: { zh: '平均数', en: 'mean' },
  max: { zh: '最高数', en: 'highest' },
  min: { zh: '最低数', en: 'lowest' },
  sum: { zh: '合计', en: 'sum' },
} as const satisfies Readonly<Record<Taken, Words>>

export const peers = defineMeasure(
  'peers',
  schema,
  ({ peers: take, of, within = 'all', others: isOthers = false }, reading, nested) => {
    const kind = rivalKind('peers', reading)
    const inner = nested(of as Json, at(reading, 'of'))
    const [numbers, rests] = [{}, {}]
    const who = `${within === 'parent' ? '同一上级的' : '全部'}${isOthers ? '其他' : ''}${kind}`
    return {
      words: {
        zh: `${who}${inner.words.zh}的${takenWords[take].zh}`,
        en:
          `${takenWords[take].en} of ${inner.words.en} over ${isOthers ? 'the other' : 'all'} units` +
          (within === 'parent' ? ' under the same one' : ''),
      },
      unit: inner.unit,
      numbers: (frame) => {
        const whole = wholeOf(frame)
        const made = whole.once(numbers, () => numbersOf(inner.numbers(whole), whole, { take, within, isOthers }))
        citeRivals(frame, inner, rests)
        return taken(valuesFor(frame), frame, made)
      },
    }
  },
)

interface Taking {
  readonly take: Taken
  readonly within: Within
  readonly isOthers: boolean
}

/** Who has no number is left out, and yet may be compared with the rest; where nobody is left there is no number. */
function numbersOf(measured: Values, whole: Frame, { take, within, isOthers }: Taking): Values {
  const values = valuesFor(whole)
  values.open.fill(1)
  const put = (index: number, value: Fraction | undefined): void => {
    if (value === undefined) return
    values.num[index] = value.num
    values.den[index] = value.den
    values.open[index] = 0
  }
  const groups = new Map<string, readonly Rival[]>()
  for (const group of rivals(measured, whole, within)) groups.set(groupOf(whole, group[0]!.index, within), group)
  const made = new Map<string, Fraction | undefined>()
  whole.units.forEach((_, index) => {
    const name = groupOf(whole, index, within)
    const group = groups.get(name) ?? []
    const isIn = isOthers && measured.open[index] === 0
    if (!isIn && !made.has(name)) made.set(name, takenOf(take, group))
    put(index, isIn ? takenOf(take, group, index) : made.get(name))
  })
  return values
}

const groupOf = ({ units }: Frame, index: number, within: Within): string =>
  within === 'parent' ? (units[index]!.parent ?? '') : ''

/** What is taken of a group, the highest first, without one of them. */
function takenOf(take: Taken, group: readonly Rival[], without?: number): Fraction | undefined {
  const left = group.filter(({ index }) => index !== without).map(({ value }) => value)
  if (left.length === 0) return undefined
  if (take === 'max') return left[0]
  if (take === 'min') return left.at(-1)
  const { num, den } = exactSum(left)
  return nearestFraction(num, take === 'mean' ? den * BigInt(left.length) : den)
}
