/** `judged … in`: what was judged about the clause in other periods, added up or listed together. */
import { plus } from '../fraction.js'
import type { Frame } from '../frame.js'
import { type Cases, type Measure, type Values, valuesFor } from '../measure.js'
import { periodsOf, type Window } from '../windows.js'
import { spanOf } from '../../../events/time.js'

/**
 * A judgement is filed under a period, where the one that counts is found as in this one.
 * Of whole periods before each has to be judged, or the sum is open; of other days at least one.
 */
export function judgedWithin(within: Window, judged: Measure): Measure {
  const listed =
    judged.list &&
    ((frame: Frame): Cases => {
      const all = framesOf(within, frame).flatMap((one) => judged.list?.(one) ?? [])
      return { cases: all.flatMap(({ cases }) => cases), open: openIn(within, all, frame) }
    })
  return {
    ...judged,
    words: { zh: within.words.zh + judged.words.zh, en: `${judged.words.en}${within.words.en && ` ${within.words.en}`}` },
    ...(listed && { list: listed }),
    numbers: (frame) => {
      const all = framesOf(within, frame).map((one) => judged.numbers(one))
      const open = openIn(within, all, frame)
      const values: Values = { ...valuesFor(frame), open }
      for (const { num, den, open: unknown } of all)
        for (let i = 0; i < open.length; i += 1) {
          if (open[i] === 1 || unknown[i] === 1) continue
          const sum = plus({ num: values.num[i]!, den: values.den[i]! }, { num: num[i]!, den: den[i]! })
          values.num[i] = sum.num
          values.den[i] = sum.den
        }
      return values
    },
  }
}

/** The frame as it looks at the judgements of each of the periods. What is flagged is of this period. */
function framesOf(within: Window, frame: Frame): readonly Frame[] {
  const { first, last } = within.span(frame)
  return periodsOf(within, frame).map((period) => {
    const days = spanOf(period)
    const window = { first: Math.max(days.first, first), last: Math.min(days.last, last) }
    return { ...frame, period, window, flag: undefined }
  })
}

function openIn({ periods }: Window, all: readonly { readonly open: Uint8Array }[], frame: Frame): Uint8Array {
  return Uint8Array.from(frame.units, (_, i) => {
    const judged = all.filter(({ open }) => open[i] === 0).length
    return judged < Math.max(periods, 1) ? 1 : 0
  })
}
