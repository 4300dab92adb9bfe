/** `when … then … else`: points that hang on a test. A branch is a number of points or another scale. */
import { z } from 'zod'
import type { Json } from '../../../events/event.js'
import { at } from '../reading.js'
import { defineScale, pointsFor } from '../scale.js'
import { OPEN, test } from '../test.js'

export const when = defineScale(
  'when',
  z.strictObject({ when: z.unknown(), then: z.unknown(), else: z.unknown().optional() }),
  (spec, reading, nested) => {
    const condition = test(spec.when as Json, at(reading, 'when'))
    const yes = nested(spec.then as Json, at(reading, 'then'))
    const no = nested((spec.else ?? '0') as Json, at(reading, 'else'))
    return {
      measures: [...condition.measures, ...(yes.measures ?? []), ...(no.measures ?? [])],
      words: (measure) => ({
        zh: `${condition.words.zh}的，${yes.words(measure).zh}；否则${no.words(measure).zh}`,
        en: `if ${condition.words.en}: ${yes.words(measure).en}; otherwise ${no.words(measure).en}`,
      }),
      best: yes.best === undefined || no.best === undefined ? undefined : Math.max(yes.best, no.best),
      points: (frame, measure) => {
        const result = pointsFor(frame)
        const verdicts = condition.verdicts(frame)
        const branches = [no.points(frame, measure), yes.points(frame, measure)]
        verdicts.forEach((verdict, i) => {
          const branch = verdict === OPEN ? undefined : branches[verdict]
          result.open[i] = branch?.open[i] ?? 1
          result.points[i] = branch?.points[i] ?? 0
        })
        return result
      },
    }
  },
)
