/** `streak`: for how many periods in a row, up to this one, something holds. */
import { z } from 'zod'
import type { Json, Period } from '../../../events/event.js'
import { spanOf } from '../../../events/time.js'
import { rosterOn } from '../../roster.js'
import { type Frame, frameOf } from '../frame.js'
import { defineMeasure, PERIODS, valuesFor } from '../measure.js'
import { at, fail } from '../reading.js'
import { OPEN, type Test, test } from '../test.js'
import { earlierPeriod } from '../windows.js'
import { periodWords } from './duty.js'

const schema = z.strictObject({
  streak: z.strictObject({
    when: z.unknown(),
    /** How many periods are looked at, so that it ends. */
    most: z.string().regex(/^([1-9]|[1-4]\d|50)$/),
    until: z.literal('previous').optional(),
  }),
})

export const streak = defineMeasure('streak', schema, ({ streak: { when, most, until } }, reading) => {
  const skipped = until === undefined ? 0 : 1
  const inside = at(reading, 'streak', 'when')
  if (hasStreak(when as Json)) fail(inside, '“streak”里面不能再写“streak”', 'there can be no "streak" within a "streak"')
  // What ended before this period hangs on nothing in it.
  const held = test(when as Json, skipped === 0 ? inside : { ...inside, uses: [] })
  return {
    words: {
      zh: `${skipped === 0 ? '' : '至上一期'}连续“${held.words.zh}”的期数（最多看${most}期）`,
      en: `periods in a row${skipped === 0 ? '' : ', up to the one before,'} with ${held.words.en} (of ${most})`,
    },
    unit: PERIODS,
    numbers: (frame) => {
      const values = valuesFor(frame)
      // Those whose row is not broken yet.
      const going = new Set(frame.units.keys())
      for (let back = skipped; back < Number(most) + skipped && going.size > 0; back += 1) {
        const period = earlierPeriod(frame.period, back)
        const verdicts = verdictsIn(period, held, frame)
        for (const unit of going) {
          const verdict = verdicts(unit)
          if (verdict === 1) {
            values.num[unit]! += 1
            frame.trace?.note?.(holdsWords(period))
          } else going.delete(unit)
          if (verdict === OPEN) values.open[unit] = 1
        }
      }
      for (let unit = 0; unit < values.open.length; unit += 1) if (values.open[unit] === 1) values.num[unit] = 0
      return values
    },
  }
})

/** Rows of rows would take time without end. */
const hasStreak = (value: Json): boolean =>
  typeof value === 'object' && value !== null && ('streak' in value || Object.values(value).some(hasStreak))

const holdsWords = (period: Period) => ({ zh: `${periodWords(period).zh}成立`, en: `holds in ${period}` })

/** What a test says of a unit in a period: no where the unit was not there on its last day, or as another kind. */
function verdictsIn(period: Period, held: Test, frame: Frame): (unit: number) => number {
  if (period === frame.period) {
    const verdicts = held.verdicts(frame)
    return (unit) => verdicts[unit]!
  }
  const earlier = frame.once(`period ${period}`, () => frameIn(period, frame))
  const verdicts = held.verdicts({ ...earlier, trace: frame.trace })
  const present = new Set(earlier.members.map(({ index }) => index))
  return (unit) => (present.has(unit) ? verdicts[unit]! : 0)
}

/** The same units in an earlier period, with its own window and roster. */
function frameIn(period: Period, frame: Frame): Frame {
  const { first, last } = spanOf(period)
  const window = { first, last: Math.min(last, frame.window.last) }
  const roster = rosterOn(frame.facts, window.last, frame.knownAt)
  const members = frame.members.filter(({ code }) => roster.get(code)?.kind === frame.roster.get(code)?.kind)
  const units = frame.units.map((unit) => roster.get(unit.code) ?? unit)
  return frameOf({ ...frame, period, window, standingDay: undefined, roster, units, members, trace: undefined, flag: undefined })
}
