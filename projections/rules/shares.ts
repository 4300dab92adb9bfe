/** `share`: a record that concerns several units in one role counts an equal part for each of them. */
import { z } from 'zod'
import type { Words } from '../../events/event.js'
import type { Table } from '../facts/table.js'
import type { Fraction } from './fraction.js'
import type { Frame } from './frame.js'
import type { Values } from './measure.js'
import { at, fail, type Reading } from './reading.js'
import { scan, type Selection } from './select.js'

export const Share = z.literal('true').or(z.literal(true))

/** Where the parts of a record are counted, there is one unit for each of them. */
export function mustShareAlone(spec: Readonly<Partial<Record<'of' | 'distinct' | 'nth', unknown>>>, reading: Reading): void {
  for (const word of ['of', 'distinct', 'nth'] as const)
    if (spec[word] !== undefined)
      fail(
        at(reading, 'share'),
        `分摊（share）是记到各单位自己名下的，不能与“${word}”同用`,
        `"share" counts for each unit itself and cannot stand with "${word}"`,
      )
}

/** 由所涉单位均分. */
export const sharedWords = ({ zh, en }: Words): Words => ({
  zh: `${zh}（由所涉单位均分）`,
  en: `${en}, shared by those concerned`,
})

/** Adds up what every row that counts says, divided by the number of those that its record concerns. */
export function sharedNumbers(
  frame: Frame,
  selected: Selection,
  values: Values,
  of: (table: Table, row: number) => number,
): Values {
  // Of each unit, what is to be divided by each number of units.
  const parts = frame.units.map(() => new Map<number, number>())
  scan(frame, selected, (table) => (unit, row) => {
    const sharers = sharersOf(table, row, frame.knownAt)
    const cell = of(table, row)
    parts[unit]!.set(sharers, (parts[unit]!.get(sharers) ?? 0) + cell)
    if (cell !== 0) frame.trace?.counted(table.position[row]!)
    if (sharers > 1)
      frame.trace?.note?.({
        zh: `第${table.position[row]}号记录由${sharers}个单位均分`,
        en: `record ${table.position[row]} is shared by ${sharers} units`,
      })
  })
  parts.forEach((all, unit) => {
    const { num, den } = summed(all, values.den[unit]!)
    values.num[unit] = num
    values.den[unit] = den
  })
  return values
}

/** How many units a record concerns in the role of a table. The rows of one record lie together. */
function sharersOf({ position, subject, knownUntil, knownFrom }: Table, row: number, knownAt: number): number {
  const subjects = new Set<number>()
  const look = (step: 1 | -1): void => {
    for (let it = row; position[it] === position[row]; it += step)
      if (knownFrom[it]! <= knownAt && knownUntil[it]! > knownAt) subjects.add(subject[it]!)
  }
  look(-1)
  look(1)
  return subjects.size
}

/** Finer than this nobody shares: what has no smaller denominator is rounded to it. */
const FINEST = 1_000_000n

function summed(parts: ReadonlyMap<number, number>, scale: number): Fraction {
  let [num, den] = [0n, 1n]
  for (const [sharers, total] of parts) {
    num = num * BigInt(sharers) + BigInt(total) * den
    den *= BigInt(sharers)
    ;[num, den] = lowest(num, den)
  }
  ;[num, den] = lowest(num, den * BigInt(scale))
  if (den <= BigInt(Number.MAX_SAFE_INTEGER)) return { num: Number(num), den: Number(den) }
  const twice = 2n * FINEST * (num < 0n ? -num : num)
  const nearest = (twice + den) / (2n * den)
  return { num: Number(num < 0n ? -nearest : nearest), den: Number(FINEST) }
}

function lowest(num: bigint, den: bigint): [bigint, bigint] {
  let [a, b] = [num < 0n ? -num : num, den]
  while (b !== 0n) [a, b] = [b, a % b]
  return [num / a, den / a]
}
