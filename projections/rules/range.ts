/** A range of points in which an assessor chooses: 酌情扣0.5至2分. */
import type { Words } from '../../events/event.js'
import { pointsOf, pointsText } from './fraction.js'
import { fail, type Reading } from './reading.js'

/** Points in 1/10,000; both ends belong to it. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** What each case of a word gives: points in 1/10,000, or a range in which an assessor chooses. */
export type Worth = number | Range

export function rangeOf(from: string, to: string, reading: Reading): Range {
  const range = { from: pointsOf(from), to: pointsOf(to) }
  if (range.from > range.to)
    fail(reading, '范围应从小到大写，如 "-2" 到 "-0.5"', 'a range goes from the lower end to the higher, such as "-2" to "-0.5"')
  return range
}

export const isRange = (worth: Worth | undefined): worth is Range => typeof worth === 'object'

/** Points that an assessor may give: none at all, or some in the range. */
export const mayBe = ({ from, to }: Range, points: number): boolean => points === 0 || (from <= points && points <= to)

/** The points, or the end of the range that is nearest to them. */
export const within = ({ from, to }: Range, points: number): number => (points === 0 ? 0 : Math.min(Math.max(points, from), to))

/** The most that a word can give. */
export const mostOf = (worth: Worth): number => (isRange(worth) ? worth.to : worth)

export function worthWords(worth: Worth): Words {
  if (!isRange(worth)) return { zh: `${pointsText(worth)}分`, en: pointsText(worth) }
  const [from, to] = [pointsText(worth.from), pointsText(worth.to)]
  return { zh: `${from}至${to}分`, en: `${from} to ${to}` }
}

/** Says that points lay outside of their range. */
export const clippedWords = (range: Range, points: number): Words => ({
  zh: `${pointsText(points)}分不在${worthWords(range).zh}之内，按${pointsText(within(range, points))}分计`,
  en: `${pointsText(points)} is not within ${worthWords(range).en}: counts as ${pointsText(within(range, points))}`,
})
