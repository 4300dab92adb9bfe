/** `table` and `weighted`: points of the cases of a list by their words, such as the levels of honours. */
import { z } from 'zod'
import { zhOf } from '../../../events/labels.js'
import { caseRules, caseWords } from '../case-words.js'
import { casePoints } from '../cases.js'
import { pointsOf, scaled } from '../fraction.js'
import { at, fail, PointsText, type Reading } from '../reading.js'
import { isRange, mostOf, rangeOf, type Worth, worthWords } from '../range.js'
import { defineScale, itself, joined, pointsFor, type Scale } from '../scale.js'

const Points = z.union([PointsText, z.tuple([PointsText, PointsText])])

/** What each word of a table is worth, in the order of the worth: canonical JSON sorts keys, officials read the lowest first. */
function entriesOf(
  table: Readonly<Record<string, z.infer<typeof Points>>>,
  reading: Reading,
): readonly (readonly [string, Worth])[] {
  const entries = Object.entries(table).map(([word, points]): readonly [string, Worth] => [
    word,
    typeof points === 'string' ? pointsOf(points) : rangeOf(points[0], points[1], at(reading, word)),
  ])
  if (entries.length === 0) fail(reading, '对照表是空的', 'the table is empty')
  const least = (worth: Worth): number => (isRange(worth) ? worth.from : worth)
  return entries.sort(([, a], [, b]) => least(a) - least(b))
}

/** What is common to scales over the words of a list. */
function ofWords(
  entries: readonly (readonly [string, Worth])[],
): Pick<Scale, 'words' | 'best' | 'takes' | 'isRanged' | 'consulted'> & Required<Pick<Scale, 'worthOf'>> {
  const worths = new Map(entries)
  return {
    words: (measure) => ({
      zh: entries.map(([word, worth]) => `${zhOf(word, measure?.by)}${worthWords(worth).zh}`).join('、'),
      en: entries.map(([word, worth]) => `${word} ${worthWords(worth).en}`).join(', '),
    }),
    best: entries.reduce((most, [, worth]) => Math.max(most, mostOf(worth)), 0),
    takes: ['list'],
    isRanged: entries.some(([, worth]) => isRange(worth)),
    consulted: () => itself,
    worthOf: (word) => (word === undefined ? undefined : worths.get(word)),
  }
}

export const table = defineScale(
  'table',
  z.strictObject({ table: z.record(z.string(), Points), ...caseWords }),
  (spec, reading) => {
    const common = ofWords(entriesOf(spec.table, at(reading, 'table')))
    const rules = caseRules(spec, reading)
    return {
      ...common,
      words: (measure) => joined(common.words(measure), rules.words),
      points: (frame, applied) => {
        const listed = applied.measure?.list?.(frame)
        return listed === undefined ? pointsFor(frame) : casePoints(frame, listed, { worthOf: common.worthOf, rules }, applied)
      },
    }
  },
)

/** `weighted`: the mean of what all cases are worth, 满意度: 很满意100分、满意80分…… */
export const weighted = defineScale(
  'weighted',
  z.strictObject({ weighted: z.record(z.string(), PointsText) }),
  (spec, reading) => {
    const common = ofWords(entriesOf(spec.weighted, at(reading, 'weighted')))
    const scoring = { worthOf: common.worthOf, rules: caseRules({}, reading) }
    return {
      ...common,
      words: (measure) => joined(common.words(measure), { zh: '，按件数加权平均', en: ', the mean over all cases' }),
      points: (frame, applied) => {
        const listed = applied.measure?.list?.(frame)
        if (listed === undefined) return pointsFor(frame)
        const { points, cases, open } = casePoints(frame, listed, scoring, applied)
        points.forEach((sum, i) => {
          const count = cases[i]!
          // A mean over nothing is not known.
          if (count === 0) open[i] = 1
          points[i] = count === 0 ? 0 : scaled(sum, 1, count, reading.step, reading.round)
        })
        return { points, cases, open }
      },
    }
  },
)
