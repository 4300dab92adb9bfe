/** `when … then … else`: points that hang on a test. A branch is a number of points or another scale. */
import { z } from 'zod'
import type { Json } from '../../../events/event.js'
import type { Frame } from '../frame.js'
import { at } from '../reading.js'
import { defineScale, nothing, pointsFor } from '../scale.js'
import { OPEN, test } from '../test.js'

export const when = defineScale(
  'when',
  z.strictObject({ when: z.unknown(), then: z.unknown(), else: z.unknown().optional() }),
  (spec, reading, nested) => {
    const condition = test(spec.when as Json, at(reading, 'when'))
    const yes = nested(spec.then as Json, at(reading, 'then'))
    const no = nested((spec.else ?? '0') as Json, at(reading, 'else'))
    return {
      words: (measure) => ({
        zh: `${condition.words.zh}的，${yes.words(measure).zh}；否则${no.words(measure).zh}`,
        en: `if ${condition.words.en}: ${yes.words(measure).en}; otherwise ${no.words(measure).en}`,
      }),
      best: yes.best === undefined || no.best === undefined ? undefined : Math.max(yes.best, no.best),
      takes: [...yes.takes, ...no.takes],
      isRanged: yes.isRanged === true || no.isRanged === true,
      points: (frame, applied) => {
        const result = { ...pointsFor(frame), cases: new Float64Array(frame.units.length).fill(NaN) }
        const verdicts = condition.verdicts(frame)
        // Who wants to know why, of the only unit of a frame, hears from the branch that is taken alone.
        const frameOf = (verdict: number): Frame => (verdicts[0] === verdict ? frame : { ...frame, trace: undefined })
        const branches = [no.points(frameOf(0), applied), yes.points(frameOf(1), applied)]
        verdicts.forEach((verdict, i) => {
          const branch = verdict === OPEN ? undefined : branches[verdict]
          result.open[i] = branch?.open[i] ?? 1
          result.points[i] = branch?.points[i] ?? 0
          result.cases[i] = branch?.cases?.[i] ?? NaN
        })
        return result
      },
      consulted: (frame, measure) => {
        const [verdict] = condition.verdicts(frame)
        const { own, measures } = verdict === OPEN ? nothing : (verdict === 1 ? yes : no).consulted(frame, measure)
        return { own, measures: [...condition.measures, ...measures] }
      },
    }
  },
)
