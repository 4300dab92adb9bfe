/** Where the fact table mentions a subject, and what an event said as far as a row of it tells. */
import type { JsonObject } from '../../events/event.js'
import { eventTypes, type RegisteredType } from '../../events/index.js'
import { columnsOfStanding, type StandingName } from '../../events/standings.js'
import type { Facts } from '../../projections/facts/facts.js'
import { NEVER, type Table } from '../../projections/facts/table.js'
import { textOf } from '../../projections/rules/cells.js'

/** A row that is about a subject or names it. */
export interface Mention {
  readonly table: Table
  readonly row: number
}

/** The rows known now that mention a subject, of the tables wanted. It looks through all of their rows: for rare acts. */
export function mentionsOf(facts: Facts, subject: string, wanted: (name: string) => boolean): Mention[] {
  const found: Mention[] = []
  const code = facts.subjects.find(subject)
  for (const table of facts.tables()) {
    if (!wanted(table.name)) continue
    const columns = wordColumns(table, subject)
    const { length, knownUntil, subject: subjects } = table
    for (let row = 0; row < length; row += 1)
      if (knownUntil[row] === NEVER && (subjects[row] === code || columns.some(([values, word]) => values[row] === word)))
        found.push({ table, row })
  }
  return found
}

/** The columns of a table in which a word occurs, with its code there. */
function wordColumns(table: Table, word: string): (readonly [Int32Array | Float64Array, number])[] {
  const columns = eventTypes.get(table.name)?.columns ?? columnsOfStanding(table.name as StandingName)
  return Object.keys(columns).flatMap((name) => {
    const column = table.column(name)
    const code = column?.codes?.find(word) ?? -1
    return column === undefined || code < 0 ? [] : [[column.values, code] as const]
  })
}

/**
 * The data of an event as far as one of its rows tells: ids and words. A list over which it fans out has the subject of
 * the row alone, so that all rows together tell what the event rests on.
 */
export function dataIn(facts: Facts, { data }: RegisteredType, { table, row }: Mention): JsonObject {
  const subject = facts.subjects.text(table.subject[row]!)
  const period = table.period[row]!
  const told: Record<string, string | readonly string[]> = { subject }
  if (period >= 0) told['period'] = facts.periods.text(period)
  for (const field of Object.keys(data.shape)) {
    const text = textOf(table, field, row)
    if (text !== undefined) told[field] = text
    else if (!(field in told) && table.column(field) === undefined) told[field] = [subject]
  }
  return told
}
