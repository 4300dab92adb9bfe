/** Whether something was recorded before: the second of what there is only one of is refused. */
import type { Period, Position } from '../../events/event.js'
import { periodZh } from '../../events/labels.js'
import type { Path } from '../../events/misfit.js'
import type { Facts } from '../../projections/facts/facts.js'
import { NEVER } from '../../projections/facts/table.js'
import type { Refusal } from '../../projections/refusal.js'
import { type Case, recordZh, refuseAt } from './case.js'
import { nameOf } from './units.js'

/** The effective event of a type that is about a unit and a period, with these words in its columns. */
export function earlierOf(
  facts: Facts,
  type: string,
  unit: string,
  period: Period,
  cells: Readonly<Record<string, string>> = {},
): Position | undefined {
  const table = facts.table(type, 'unit')
  const [subject, of] = [facts.subjects.find(unit), facts.periods.find(period)]
  if (table === undefined || subject < 0 || of < 0) return undefined
  const wanted: (readonly [Int32Array | Float64Array, number])[] = []
  for (const [name, word] of Object.entries(cells)) {
    const column = table.column(name)
    const code = column?.codes?.find(word) ?? -1
    if (column === undefined || code < 0) return undefined
    wanted.push([column.values, code])
  }
  const { knownUntil, previous, period: periods, position } = table
  for (let row = table.newest(subject); row >= 0; row = previous[row]!)
    if (knownUntil[row] === NEVER && periods[row] === of && wanted.every(([values, code]) => values[row] === code))
      return position[row]!
  return undefined
}

/** Refuses the second event of its type for a unit and a period. */
export function onceRefusal(
  unit: string,
  period: Period,
  cells: Readonly<Record<string, string>>,
  path: Path,
  the: Case,
): Refusal | undefined {
  const { facts, definition, day } = the
  const position = earlierOf(facts, definition.type, unit, period, cells)
  if (position === undefined) return undefined
  const record = recordZh(position)
  return refuseAt(
    the,
    path,
    'already_recorded',
    [
      `${nameOf(facts, unit, day)}${periodZh(period)}的“${definition.label}”已有${record}，内容有出入的请更正${record}`,
      `record ${position} is the ${definition.type} of ${unit} for ${period}; if it differs, correct record ${position}`,
    ],
    [position],
  )
}
