/** What rests on an event: whoever closed or changed what it opened, and all that is about the unit or station it founded. */
import type { Position } from '../../events/event.js'
import { eventTypes } from '../../events/index.js'
import { columnsOfStanding, type StandingName } from '../../events/standings.js'
import type { Facts } from '../../projections/facts/facts.js'
import type { Key } from '../../projections/facts/standings.js'
import { NEVER, type Table } from '../../projections/facts/table.js'
import type { Refusal } from '../../projections/refusal.js'
import { type Case, recordZh, refuseAt } from './case.js'
import { closedBy, historyOf, openedBy } from './standing.js'

/** Subjects that others name: as long as they do, the subject must have stood. */
const NAMED: ReadonlySet<string> = new Set(['unit', 'station', 'brand'])

const SHOWN_MAX = 5

/** A key that an event opens, and the later events that took effect on it. */
interface Dependency {
  readonly key: Key
  readonly movers: readonly Position[]
}

/** What rests on an event as the ledger stands. */
export const dependencies = (facts: Facts, position: Position): readonly Dependency[] =>
  facts.keysOpenedBy(position).map((key) => ({
    key,
    movers: moversOf(facts, key).filter((mover) => mover !== position),
  }))

/** The events that give a key its content or end it. */
const moversOf = (facts: Facts, key: Key): Position[] =>
  historyOf(facts, key).flatMap((standing) => [openedBy(standing), closedBy(standing) ?? []].flat())

/** Refuses what takes away the ground of others. Asked on the ledger as it would be, about what rested on it before. */
export function neededRefusal(needed: readonly Dependency[], position: Position, act: string, the: Case): Refusal | undefined {
  const { facts } = the
  const resting = new Set<Position>()
  for (const { key, movers } of needed) {
    const left = new Set(moversOf(facts, key))
    for (const mover of movers) if (!left.has(mover)) resting.add(mover)
    if (left.size === 0 && key.key === '' && NAMED.has(key.name))
      for (const other of naming(facts, key.subject)) resting.add(other)
  }
  resting.delete(position)
  if (resting.size === 0) return undefined
  const because = [...resting].sort((a, b) => a - b)
  const some = because.slice(0, SHOWN_MAX)
  const [moreZh, moreEn] = because.length > SHOWN_MAX ? [`等${because.length}条`, ' and others'] : ['', '']
  const [themZh, themEn] = because.length === 1 ? ['该记录', 'that'] : ['这些记录', 'those']
  return refuseAt(
    the,
    ['data', 'target'],
    'still_needed',
    [
      `${some.map(recordZh).join('、')}${moreZh}以${recordZh(position)}为前提，请先更正或作废${themZh}，再${act}`,
      `record ${position} is needed by record ${some.join(', ')}${moreEn}; correct or retract ${themEn} first`,
    ],
    some,
  )
}

/** The events with a row that is about a subject or names it. Only acts on what founded a subject look through all rows. */
function naming(facts: Facts, subject: string): Set<Position> {
  const found = new Set<Position>()
  const code = facts.subjects.find(subject)
  for (const table of facts.tables()) {
    const columns = wordColumns(table, subject)
    const { length, knownUntil, position, subject: subjects } = table
    for (let row = 0; row < length; row += 1)
      if (knownUntil[row] === NEVER && (subjects[row] === code || columns.some(([values, word]) => values[row] === word)))
        found.add(position[row]!)
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
