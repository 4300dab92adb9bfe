/** Candidates as units of a frame: whatever they are, measures find their facts. */
import type { Position } from '../events/event.js'
import type { Nomination } from './award-round.js'
import type { Facts } from './facts/facts.js'
import { type Roster, type RosterUnit, unitHistory } from './roster.js'
import { textOf } from './rules/cells.js'

/** What is known of a candidate on the last day of the round. One that does not stand has no kind. */
export function unitsFor(facts: Facts, roster: Roster, knownAt: Position): (nomination: Nomination) => RosterUnit {
  let history: Map<string, RosterUnit> | undefined
  const lastKnown = (code: string): RosterUnit | undefined => {
    history ??= new Map(unitHistory(facts, knownAt).map((unit) => [unit.code, unit]))
    return history.get(code)
  }
  return ({ subject, as, position }) => {
    const code = facts.subjects.text(subject)
    const standing = as === 'unit' ? roster.get(code) : undefined
    if (standing !== undefined) return standing
    const name = as === 'unit' ? (lastKnown(code)?.name ?? code) : code
    return {
      ...{ code, subject, name, position, kind: as === 'unit' ? '' : as },
      parent: as === 'person' || as === 'unit' ? undefined : ownerOf(facts, as, subject, roster.day, knownAt),
      from: roster.day,
      until: roster.day + 1,
    }
  }
}

/** The unit that a station or a brand belongs to. */
function ownerOf(facts: Facts, as: string, subject: number, day: number, knownAt: Position): string | undefined {
  const table = facts.table(as, as)
  if (table === undefined) return undefined
  for (let row = table.newest(subject); row >= 0; row = table.previous[row]!) {
    const isKnown = table.knownFrom[row]! <= knownAt && table.knownUntil[row]! > knownAt
    if (isKnown && table.from[row]! <= day) return textOf(table, as === 'brand' ? 'owner' : 'unit', row)
  }
  return undefined
}
