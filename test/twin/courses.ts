/** 连续几期 and 从一事到另一事: what is seen over several periods or from one record to another. */
import type { Day, Json, JsonObject } from '../../events/event.js'
import { spanOf } from '../../events/time.js'
import { slowTest } from './conditions.js'
import { type Fraction, fraction } from './fraction.js'
import type { Context } from './measures.js'
import { unitOn } from './roster.js'
import { cellOf, type Row } from './world.js'
import { monthsLater, monthsOf, periodBefore } from './windows.js'

/** For how many periods in a row something holds; `undefined` where nobody can know. */
export function slowStreak({ when, most, until }: JsonObject, context: Context, kindNow: Json | undefined): Fraction | undefined {
  const begin = until === 'previous' ? 1 : 0
  for (let length = 0; length < Number(most); length += 1) {
    const truth = holdsIn(when!, context, begin + length, kindNow)
    if (truth === undefined) return undefined
    if (!truth) return fraction(BigInt(length))
  }
  return fraction(BigInt(Number(most)))
}

function holdsIn(when: Json, context: Context, back: number, kindNow: Json | undefined): boolean | undefined {
  if (back === 0) return slowTest(when, context)
  const period = periodBefore(context.period, back)
  const { first, last } = spanOf(period)
  const window = { first, last: Math.min(last, context.window.last) }
  const then = unitOn(context.world, context.unit, window.last)?.cells['kind']
  if (then === undefined || then !== kindNow) return false
  const { standingDay: _, ...same } = context
  return slowTest(when, { ...same, period, window })
}

/** The days from each record to the first of some others, or how many of them took longer than a term. */
export function slowDays(
  { same, take = 'longest', over }: JsonObject,
  starts: readonly Row[],
  ends: readonly Row[],
  last: Day,
): { readonly value: Fraction; readonly rows: readonly Row[] } {
  const sayOf = (row: Row) => (same === undefined ? '' : cellOf(row, String(same)))
  const seen = new Set<string>()
  const cited: Row[] = []
  const lengths: number[] = []
  let late = 0
  for (const start of starts) {
    const key = `${start.position} ${start.subject} ${String(sayOf(start))}`
    if (sayOf(start) === undefined || seen.has(key)) continue
    seen.add(key)
    const [end] = ends
      .filter(
        (row) =>
          row.subject === start.subject &&
          row.position !== start.position &&
          row.occurred >= start.occurred &&
          sayOf(row) === sayOf(start),
      )
      .toSorted((a, b) => a.occurred - b.occurred || a.position - b.position)
    cited.push(start, ...(end === undefined ? [] : [end]))
    lengths.push((end?.occurred ?? Math.max(last, start.occurred)) - start.occurred)
    if (over !== undefined) {
      const term = String(over)
      const due = term.endsWith('d') ? start.occurred + Number(term.slice(0, -1)) : monthsLater(start.occurred, monthsOf(term))
      if (end === undefined ? due <= last : end.occurred > due) late += 1
    }
  }
  const longest = Math.max(0, ...lengths)
  const shortest = lengths.length === 0 ? 0 : Math.min(...lengths)
  const taken = { longest, shortest, sum: lengths.reduce((a, b) => a + b, 0) }[String(take)] ?? 0
  return { value: fraction(BigInt(over === undefined ? taken : late)), rows: cited }
}
