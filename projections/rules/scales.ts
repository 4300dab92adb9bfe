/** The registry of scales. */
import type { Json, JsonObject } from '../../events/event.js'
import { pointsOf, pointsText, scaled } from './fraction.js'
import { fail, nearest, PointsText, readBy, type Reading } from './reading.js'
import { nothing, ofNumber, pointsFor, type Scale, type ScaleWord } from './scale.js'
import { bands } from './scales/bands.js'
import { each } from './scales/each.js'
import { list } from './scales/list.js'
import { proportional } from './scales/proportional.js'
import { range } from './scales/range.js'
import { table, weighted } from './scales/table.js'
import { when } from './scales/when.js'

export const scaleWords: readonly ScaleWord[] = [each, table, range, list, weighted, bands, proportional, when]

const byWord = new Map(scaleWords.map((scale) => [scale.word, scale]))

/** Compiles a scale, or a plain number of points; what is wrong with it becomes problems of the reading. */
export function scale(value: Json | undefined, reading: Reading): Scale {
  if (typeof value === 'string' && PointsText.safeParse(value).success) return fixed(pointsOf(value))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    fail(reading, '这里应写分值或计分办法，如 each: 2', 'points or a scale are wanted here, such as each: 2')
    return fixed(0)
  }
  const word = Object.keys(value).find((key) => byWord.has(key))
  if (word === undefined) {
    const keys = Object.keys(value)
    const near = nearest(keys[0] ?? '', byWord.keys())
    fail(
      reading,
      `没有认得的计分办法（${keys.join('、')}）${near ? `，是否应为“${near}”` : ''}`,
      `no known scale in (${keys.join(', ')})${near ? `; did you mean "${near}"?` : ''}`,
    )
    return fixed(0)
  }
  const { schema, compile } = byWord.get(word)!
  const spec = readBy(schema, value as JsonObject, reading)
  return spec === undefined ? fixed(0) : compile(spec as never, reading, scale)
}

/** The same points for everybody. */
const fixed = (points: number): Scale => ({
  words: () => ({ zh: points < 0 ? `扣${pointsText(-points)}分` : `得${pointsText(points)}分`, en: pointsText(points) }),
  best: points,
  fixed: points,
  takes: [],
  consulted: () => nothing,
  points: (frame) => {
    const result = pointsFor(frame)
    result.points.fill(points)
    return result
  },
})

/** Without a scale the measured number is the points. */
export const asMeasured = ({ step, round }: Reading): Scale => ({
  words: () => ({ zh: '', en: '' }),
  best: undefined,
  isPlain: true,
  ...ofNumber(({ num, den }) => scaled(10_000, num, den, step, round)),
})
