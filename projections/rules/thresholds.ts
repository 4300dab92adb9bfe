/** Bands of numbers, from the highest down: 达到2000元、超过15%、其余. */
import type { Words } from '../../events/event.js'
import { compare, type Fraction, readBound } from './fraction.js'
import { at, BoundText, fail, type Reading } from './reading.js'

/** Words that say where a band begins: `from` includes its number, `more_than` does not; the last band may have neither. */
export const thresholdWords = { from: BoundText.optional(), more_than: BoundText.optional() }

interface Written {
  readonly from?: string | undefined
  readonly more_than?: string | undefined
}

export interface Threshold {
  /** Without it every number that is left belongs to the band. */
  readonly from: Fraction | undefined
  /** The number itself does not belong to it. */
  readonly isAbove: boolean
  readonly words: Words
}

export function thresholdsOf(list: readonly Written[], reading: Reading): readonly Threshold[] {
  const all = list.map(({ from, more_than: above }): Threshold => {
    const text = from ?? above
    const words =
      text === undefined
        ? { zh: '其余', en: 'otherwise' }
        : from === undefined
          ? { zh: `超过${text}`, en: `more than ${text}` }
          : { zh: `${text}以上`, en: `from ${text}` }
    return { from: text === undefined ? undefined : readBound(text), isAbove: from === undefined, words }
  })
  list.forEach(({ from, more_than: above }, i) => {
    const place = at(reading, i)
    const [it, before] = [all[i]!, all[i - 1]]
    if (from !== undefined && above !== undefined)
      fail(place, '“from”（以上）和“more_than”（超过）只能写一个', 'either "from" or "more_than", not both')
    if (before === undefined) return
    if (before.from === undefined)
      fail(place, '前一档没有下限，这一档永远用不到', 'the band before has no lower end; this one is never reached')
    else if (it.from !== undefined && !isLower(it, before.from, before.isAbove))
      fail(place, '各档应从高到低排列', 'bands go from the highest down')
  })
  return all
}

/** Of two bands at one number the one that excludes it stands first. */
function isLower({ from, isAbove }: Threshold, before: Fraction, isBeforeAbove: boolean): boolean {
  const order = from === undefined ? -1 : compare(from.num, from.den, before.num, before.den)
  return order < 0 || (order === 0 && isBeforeAbove && !isAbove)
}

/** Index of the first band that a number reaches; -1 where it reaches none. */
export const reached = (thresholds: readonly Threshold[], { num, den }: Fraction): number =>
  thresholds.findIndex(({ from, isAbove }) => {
    if (from === undefined) return true
    const order = compare(num, den, from.num, from.den)
    return isAbove ? order > 0 : order >= 0
  })
