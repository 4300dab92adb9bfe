/** `rank`: the place that a unit's number has among those of all units of the sheet. */
import { z } from 'zod'
import type { Json } from '../../../events/event.js'
import { compare, fractionText } from '../fraction.js'
import { type Frame, wholeOf } from '../frame.js'
import { defineMeasure, PLACES, type Values, valuesFor } from '../measure.js'
import { at } from '../reading.js'
import { citeRivals, rivalKind, rivals, taken } from '../rivals.js'

const schema = z.strictObject({
  rank: z.unknown(),
  /** Whether the highest or the lowest number is the first place. */
  order: z.enum(['high', 'low']).optional(),
  within: z.enum(['all', 'parent']).optional(),
})

export const rank = defineMeasure('rank', schema, ({ rank: ranked, order = 'high', within = 'all' }, reading, nested) => {
  const kind = rivalKind('rank', reading)
  const inner = nested(ranked as Json, at(reading, 'rank'))
  const [places, rests] = [{}, {}]
  /** Equal numbers share a place and the next is skipped; whoever has no number has no place. */
  const placesOf = (whole: Frame): Values => {
    const values = valuesFor(whole)
    values.open.fill(1)
    for (const best of rivals(inner.numbers(whole), whole, within)) {
      const group = order === 'high' ? best : best.toReversed()
      let place = 0
      group.forEach(({ index, value }, i) => {
        const before = group[i - 1]?.value
        if (before === undefined || compare(before.num, before.den, value.num, value.den) !== 0) place = i + 1
        values.num[index] = place
        values.open[index] = 0
      })
    }
    return values
  }
  const from = order === 'high' ? { zh: '', en: '' } : { zh: '从低到高', en: ' from the lowest' }
  return {
    words: {
      zh: `${inner.words.zh}在${within === 'parent' ? '同一上级的' : '全部'}${kind}中${from.zh}的名次`,
      en: `rank${from.en} by ${inner.words.en} among ${within === 'parent' ? 'the units under the same one' : 'all units'}`,
    },
    unit: PLACES,
    numbers: (frame) => {
      const whole = wholeOf(frame)
      const values = taken(
        valuesFor(frame),
        frame,
        whole.once(places, () => placesOf(whole)),
      )
      citeRivals(frame, inner, rests)
      if (frame.trace?.note !== undefined) noteOwn(frame, inner.numbers({ ...frame, trace: undefined, flag: undefined }), values)
      return values
    },
  }
})

function noteOwn(frame: Frame, { num, den, open }: Values, places: Values): void {
  if (open[0] === 1 || places.open[0] === 1) return
  const own = fractionText({ num: num[0]!, den: den[0]! })
  frame.trace?.note?.({ zh: `本单位为${own}，排第${places.num[0]}`, en: `its own number is ${own}, in place ${places.num[0]}` })
}
