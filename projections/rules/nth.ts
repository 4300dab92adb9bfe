/** `nth`: of what counts only the first few, or only what comes after them. 前3次每次2分，第4次起每次1分. */
import { z } from 'zod'
import type { Words } from '../../events/event.js'
import type { Table } from '../facts/table.js'
import type { Frame } from './frame.js'
import { fail, type Reading } from './reading.js'
import type { Visit } from './select.js'

const Place = z.string().regex(/^[1-9]\d{0,5}$/)
/** Both ends belong to it; without `from` from the first on, without `until` to the last. */
export const NthSchema = z.strictObject({ from: Place.optional(), until: Place.optional() })

export interface Nth {
  readonly from: number
  readonly until: number
  readonly words: Words
}

export function nthOf({ from = '1', until }: z.infer<typeof NthSchema>, reading: Reading): Nth {
  const nth = { from: Number(from), until: until === undefined ? Infinity : Number(until) }
  if (nth.from > nth.until) fail(reading, '“from”大于“until”，一个也不计', '"from" is more than "until": nothing would count')
  if (until === undefined) return { ...nth, words: { zh: `第${from}起`, en: `from the ${from}th on` } }
  if (from === '1') return { ...nth, words: { zh: `前${until}`, en: `the first ${until}` } }
  return { ...nth, words: { zh: `第${from}至第${until}`, en: `the ${from}th to the ${until}th` } }
}

/** What is measured, with the places that count. */
export const withNth = ({ zh, en }: Words, nth: Nth | undefined): Words =>
  nth === undefined ? { zh, en } : { zh: `${zh}（只计${nth.words.zh}）`, en: `${en} (only ${nth.words.en})` }

const NOT_IN_TURN = ({ zh, en }: Words): Words => ({ zh: `只计${zh}`, en: `only ${en} count` })

/** How many of the next `count` lie in the places that count, after `before` of them. */
export const inPlaces = ({ from, until }: Nth, before: number, count: number): number =>
  Math.max(0, Math.min(until, before + count) - Math.max(from - 1, before))

interface Waiting {
  readonly unit: number
  readonly day: number
  readonly position: number
  readonly visit: () => void
}

/** Holds back what counts until its order is known: by day, then as it was recorded; then visits what is in the places. */
export function inTurn(frame: Frame, nth: Nth, enter: (table: Table) => Visit) {
  const waiting: Waiting[] = []
  return {
    enter: (table: Table): Visit => {
      const visit = enter(table)
      return (unit, row) =>
        waiting.push({ unit, day: table.from[row]!, position: table.position[row]!, visit: () => visit(unit, row) })
    },
    visit: () => {
      const seen = new Float64Array(frame.units.length)
      for (const { unit, position, visit } of waiting.sort((a, b) => a.day - b.day || a.position - b.position)) {
        const before = seen[unit]!
        seen[unit] = before + 1
        if (inPlaces(nth, before, 1) === 1) visit()
        // What stands before the places decides what stands in them.
        else if (before < nth.from) frame.trace?.counted(position)
        else frame.trace?.rejected(position, NOT_IN_TURN(nth.words))
      }
    },
  }
}
