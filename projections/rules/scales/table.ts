/** `table` and `bands`: points by a word, such as the level of an honour, or by where a number lies. */
import { z } from 'zod'
import { zhOf } from '../../../events/labels.js'
import { compare, pointsOf, pointsText, quotient, readBound, readDecimal, scaled, whole } from '../fraction.js'
import { at, BoundText, DecimalText, fail, PointsText } from '../reading.js'
import { casePoints } from '../cases.js'
import { defineScale, itself, ofNumber, pointsFor } from '../scale.js'

export const table = defineScale('table', z.strictObject({ table: z.record(z.string(), PointsText) }), (spec, reading) => {
  const entries = Object.entries(spec.table).map(([word, points]) => [word, pointsOf(points)] as const)
  if (entries.length === 0) fail(reading, '对照表是空的', 'the table is empty')
  // Canonical JSON sorts keys; the lowest level first is how officials read it.
  const inOrder = [...entries].sort(([, a], [, b]) => a - b)
  const points = new Map(entries)
  const ofCase = (word: string | undefined, count: number) => {
    const each = word === undefined ? undefined : points.get(word)
    return each === undefined ? undefined : each * count
  }
  return {
    words: (measure) => ({
      zh: inOrder.map(([word, value]) => `${zhOf(word, measure?.by)}${pointsText(value)}分`).join('、'),
      en: inOrder.map(([word, value]) => `${word} ${pointsText(value)}`).join(', '),
    }),
    best: entries.reduce((most, [, value]) => Math.max(most, value), 0),
    takes: ['list'],
    consulted: () => itself,
    ofCase,
    points: (frame, { measure, highestPer }) => {
      const listed = measure?.list?.(frame)
      return listed === undefined ? pointsFor(frame) : casePoints(frame, listed, ofCase, highestPer)
    },
  }
})

/** The first band whose `from` is reached; the last one may have none. 以上 includes the number. */
const Band = z.strictObject({ from: BoundText.optional(), points: PointsText })

export const bands = defineScale('bands', z.strictObject({ bands: z.array(Band).min(1) }), (spec, reading) => {
  const list = spec.bands.map(({ from, points }) => ({
    from: from === undefined ? undefined : readBound(from),
    text: from,
    points: pointsOf(points),
  }))
  list.forEach(({ from }, i) => {
    const before = list[i - 1]
    if (i > 0 && before?.from === undefined)
      fail(
        at(reading, 'bands', i),
        '前一档没有下限，这一档永远用不到',
        'the band before has no lower end; this one is never reached',
      )
    else if (
      from !== undefined &&
      before?.from !== undefined &&
      compare(from.num, from.den, before.from.num, before.from.den) >= 0
    )
      fail(at(reading, 'bands', i), '各档应从高到低排列', 'bands go from the highest down')
  })
  return {
    words: () => ({
      zh: list.map(({ text, points }) => `${text === undefined ? '其余' : `${text}以上`}${pointsText(points)}分`).join('、'),
      en: list.map(({ text, points }) => `${text === undefined ? 'otherwise' : `from ${text}`} ${pointsText(points)}`).join(', '),
    }),
    best: list.reduce((most, { points }) => Math.max(most, points), 0),
    ...ofNumber(
      ({ num, den }) => list.find(({ from }) => from === undefined || compare(num, den, from.num, from.den) >= 0)?.points ?? 0,
    ),
  }
})

/** `proportional`: 按完成比例得分, all points at the target, never more. */
export const proportional = defineScale(
  'proportional',
  z.strictObject({ proportional: z.strictObject({ target: DecimalText, points: PointsText }) }),
  (spec, reading) => {
    const target = readDecimal(spec.proportional.target) ?? whole(1)
    const full = pointsOf(spec.proportional.points)
    if (target.num <= 0) fail(at(reading, 'proportional', 'target'), '目标数应大于0', 'the target must be more than 0')
    return {
      words: (measure) => ({
        zh: `目标${spec.proportional.target}${measure?.unit.zh ?? ''}，按完成比例得分，满分${pointsText(full)}分`,
        en: `in proportion to the target ${spec.proportional.target}, at most ${pointsText(full)}`,
      }),
      best: full,
      ...ofNumber((value) => {
        const done = value.num <= 0 ? whole(0) : (quotient(value, target) ?? whole(0))
        return done.num >= done.den ? full : scaled(full, done.num, done.den, reading.step, reading.round)
      }),
    }
  },
)
