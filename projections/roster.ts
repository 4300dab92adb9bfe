/** Which units stood on a day, of what kind, under which name and parent, as known at a position. */
import type { Day, Position } from '../events/event.js'
import type { Facts } from './facts/facts.js'

export interface RosterUnit {
  readonly code: string
  /** Index in `facts.subjects`. */
  readonly subject: number
  readonly kind: string
  readonly name: string
  readonly parent: string | undefined
  /** First day with this kind, name and parent. */
  readonly from: Day
  /** First day on which it was no longer so. */
  readonly until: Day
  /** The event that made it so. */
  readonly position: Position
}

/** Units in the order of their codes. */
export class Roster {
  readonly day: Day
  readonly units: readonly RosterUnit[]
  readonly #byCode: ReadonlyMap<string, RosterUnit>

  constructor(day: Day, units: readonly RosterUnit[]) {
    this.day = day
    this.units = units
    this.#byCode = new Map(units.map((unit) => [unit.code, unit]))
  }

  get(code: string): RosterUnit | undefined {
    return this.#byCode.get(code)
  }

  /** The street of a community, the district of a street: the nearest unit above of that kind. */
  above(unit: RosterUnit, kind: string): RosterUnit | undefined {
    const seen = new Set<string>([unit.code])
    let next = unit.parent
    while (next !== undefined && !seen.has(next)) {
      seen.add(next)
      const parent = this.get(next)
      if (parent?.kind === kind) return parent
      next = parent?.parent
    }
    return undefined
  }
}

/** Orders by code point, never by collation. */
export const byCode = (a: { readonly code: string }, b: { readonly code: string }): number =>
  a.code < b.code ? -1 : a.code > b.code ? 1 : 0

/** The units that stood on a day. */
export const rosterOn = (facts: Facts, day: Day, knownAt: Position): Roster =>
  new Roster(
    day,
    unitHistory(facts, knownAt)
      .filter(({ from, until }) => from <= day && day < until)
      .sort(byCode),
  )

/** Every stretch of every unit's history, in the order in which it became known. */
export function unitHistory(facts: Facts, knownAt: Position): RosterUnit[] {
  const table = facts.table('unit', 'unit')
  if (table === undefined) return []
  const { subject, from, until, knownUntil, position } = table
  const text = (column: string, row: number): string | undefined => {
    const { codes, values } = table.column(column) ?? {}
    const code = values?.[row] ?? -1
    return codes === undefined || code < 0 ? undefined : codes.text(code)
  }
  const rows: RosterUnit[] = []
  for (let row = 0, end = table.prefix(knownAt); row < end; row += 1) {
    if (knownUntil[row]! <= knownAt) continue
    rows.push({
      code: facts.subjects.text(subject[row]!),
      subject: subject[row]!,
      kind: text('kind', row) ?? '',
      name: text('name', row) ?? '',
      parent: text('parent', row),
      from: from[row]!,
      until: until[row]!,
      position: position[row]!,
    })
  }
  return rows
}
