/** What an explanation says of records that were considered and did not count. */
import type { Words } from '../../events/event.js'
import { dateOf } from '../../events/time.js'
import type { Facts } from '../facts/facts.js'
import type { Table } from '../facts/table.js'
import type { Frame } from './frame.js'
import type { Selection } from './select.js'
import type { Window } from './windows.js'

/** Tells the trace which rows of the unit were considered and did not count, and why. */
export function traceRejected(frame: Frame, selected: Selection, table: Table, unitOf: Int32Array): void {
  const tests = selected.conditions.map((condition) => condition.bind(table, frame))
  const { trace, knownAt, facts } = frame
  const { first, last } = selected.within.span(frame)
  const { conditions: asked } = selected
  const { position, subject, from, knownUntil } = table
  // What was recorded later is no part of the answer, or the answer would change with the ledger.
  const end = table.prefix(knownAt)
  /** What is still about the unit, perhaps with another content. */
  const alive = new Set<number>()
  for (let row = 0; row < end; row += 1) if (knownUntil[row]! > knownAt && unitOf[subject[row]!]! >= 0) alive.add(position[row]!)
  for (let row = 0; row < end; row += 1) {
    const day = from[row]!
    if (unitOf[subject[row]!]! < 0 || day < first - NEAR_DAYS || day > last + NEAR_DAYS) continue
    const target = position[row]!
    if (knownUntil[row]! <= knownAt) {
      if (!alive.has(target)) trace?.rejected(target, overtaken(facts, target, knownAt))
      continue
    }
    const failed = tests.findIndex((test) => !test(row))
    if (day < first || day > last) {
      if (failed < 0) trace?.rejected(target, outside(day, selected.within))
    } else if (failed >= 0)
      trace?.rejected(target, { zh: `不符合条件：应${asked[failed]!.words.zh}`, en: `does not meet: ${asked[failed]!.words.en}` })
  }
}

/** How many days outside the window an explanation still mentions. */
const NEAR_DAYS = 31

const outside = (day: number, { name }: Window): Words => ({
  zh: `计入${dateOf(day)}，不在${name.zh}内`,
  en: `counts on ${dateOf(day)}, outside ${name.en}`,
})

function overtaken(facts: Facts, target: number, knownAt: number): Words {
  const retracted = facts.history.retractedBy(target, knownAt)
  if (retracted !== undefined) return { zh: `已由第${retracted}号记录作废`, en: `retracted by record ${retracted}` }
  const corrected = facts.history.correctedBy(target, knownAt)
  return { zh: `已由第${corrected}号记录更正`, en: `corrected by record ${corrected}` }
}
