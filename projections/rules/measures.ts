/** The registry of measures: the word that stands in a mapping says how it is read. */
import { z } from 'zod'
import type { Json, JsonObject } from '../../events/event.js'
import { brokenMeasure, type Measure, type MeasureWord } from './measure.js'
import { add, difference, greatest, least, ratio, times } from './measures/arithmetic.js'
import { banded } from './measures/banded.js'
import { ballots } from './measures/ballots.js'
import { count } from './measures/count.js'
import { days } from './measures/days.js'
import { duty } from './measures/duty.js'
import { each } from './measures/each.js'
import { expert } from './measures/expert.js'
import { granted, judged } from './measures/judged.js'
import { peers } from './measures/peers.js'
import { rank } from './measures/rank.js'
import { score } from './measures/score.js'
import { standing, units } from './measures/standing.js'
import { streak } from './measures/streak.js'
import { latest, sum } from './measures/sum.js'
import { won } from './measures/won.js'
import { fail, nearest, readBy, type Reading } from './reading.js'

export const measureWords: readonly MeasureWord[] = [
  count,
  sum,
  latest,
  each,
  standing,
  units,
  judged,
  granted,
  duty,
  days,
  streak,
  score,
  rank,
  peers,
  ratio,
  add,
  difference,
  times,
  least,
  greatest,
  banded,
  ballots,
  expert,
  won,
]

const byWord = new Map(measureWords.map((measure) => [measure.word, measure]))

/** Compiles a measure; what is wrong with it becomes problems of the reading. */
export function measure(value: Json | undefined, reading: Reading): Measure {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    fail(reading, '这里应写一项指标，如 count: ActivityHeld', 'a measure is wanted here, such as count: ActivityHeld')
    return brokenMeasure
  }
  const keys = Object.keys(value)
  const words = keys.filter((key) => byWord.has(key))
  if (words.length !== 1) {
    const near = nearest(keys[0] ?? '', byWord.keys())
    if (words.length === 0)
      fail(
        reading,
        `没有认得的指标（${keys.join('、')}）${near ? `，是否应为“${near}”` : ''}`,
        `no known measure in (${keys.join(', ')})${near ? `; did you mean "${near}"?` : ''}`,
      )
    else fail(reading, `一处只能有一项指标，这里有${words.join('、')}`, `one measure only; here are ${words.join(', ')}`)
    return brokenMeasure
  }
  const { schema, compile } = byWord.get(words[0]!)!
  const spec = readBy(schema, value as JsonObject, reading)
  return spec === undefined ? brokenMeasure : compile(spec as never, reading, measure)
}

/** The words that make a mapping a measure. */
export const isMeasure = (value: JsonObject): boolean => Object.keys(value).some((key) => byWord.has(key))

export const MeasureSchema = z.record(z.string(), z.unknown())
