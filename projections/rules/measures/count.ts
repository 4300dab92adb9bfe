/** `count`: how many happenings, or how many different values of a column they have. */
import { z } from 'zod'
import type { Words } from '../../../events/event.js'
import { fieldLabels } from '../../../events/labels.js'
import { defineMeasure, PIECES, TIMES, valuesFor } from '../measure.js'
import { NthSchema, withNth } from '../nth.js'
import { scan, selection, selectionLabel, selectionWords, TypeNames } from '../select.js'
import { Share, sharedNumbers, sharedWords, mustShareAlone } from '../shares.js'

export const count = defineMeasure(
  'count',
  z.strictObject({ count: TypeNames, ...selectionWords, nth: NthSchema.optional(), share: Share.optional() }),
  (spec, reading) => {
    const selected = selection(spec.count, spec, reading)
    if (spec.share !== undefined) {
      mustShareAlone(spec, reading)
      return {
        words: sharedWords(countWords(selectionLabel(selected), undefined)),
        unit: TIMES,
        numbers: (frame) => sharedNumbers(frame, selected, valuesFor(frame), () => 1),
      }
    }
    return {
      words: withNth(countWords(selectionLabel(selected), spec.distinct), selected.nth),
      unit: spec.distinct === undefined ? TIMES : PIECES,
      isOfUnits: spec.distinct === 'subject',
      numbers: (frame) => {
        const values = valuesFor(frame)
        scan(frame, selected, ({ position }) => (unit, row) => {
          values.num[unit]! += 1
          frame.trace?.counted(position[row]!)
        })
        return values
      },
    }
  },
)

function countWords({ zh, en }: Words, distinct: string | undefined): Words {
  if (distinct === undefined) return { zh: `${zh}次数`, en: `number of ${en}` }
  if (distinct === 'subject') return { zh: `有“${zh}”的单位数`, en: `units with ${en}` }
  return { zh: `${zh}的${fieldLabels[distinct] ?? distinct}数`, en: `different ${distinct} of ${en}` }
}
