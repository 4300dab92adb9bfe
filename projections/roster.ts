/** Which units stood on a day, of what kind, under which name and parent, as known at a position. */
import type { Day, Position } from '../events/event.js'
import type { Facts } from './facts/facts.js'
import { textOf } from './rules/cells.js'

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
    return this.#chain(unit).find((parent) => parent.kind === kind)
  }

  /** What a map holds for the nearest unit above that is in it. */
  nearestAbove<Value>(unit: RosterUnit, known: ReadonlyMap<string, Value>): Value | undefined {
    const parent = this.#chain(unit).find(({ code }) => known.has(code))
    return parent && known.get(parent.code)
  }

  /** The units above, from the nearest up. A circle, which no admission lets in, ends it. */
  #chain({ code, parent }: RosterUnit): RosterUnit[] {
    const chain: RosterUnit[] = []
    const seen = new Set([code])
    for (let next = parent; next !== undefined && !seen.has(next);) {
      seen.add(next)
      const unit = this.get(next)
      if (unit !== undefined) chain.push(unit)
      next = unit?.parent
    }
    return chain
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
  const rows: RosterUnit[] = []
  for (let row = 0, end = table.prefix(knownAt); row < end; row += 1) {
    if (knownUntil[row]! <= knownAt) continue
    rows.push({
      code: facts.subjects.text(subject[row]!),
      subject: subject[row]!,
      kind: textOf(table, 'kind', row) ?? '',
      name: textOf(table, 'name', row) ?? '',
      parent: textOf(table, 'parent', row),
      from: from[row]!,
      until: until[row]!,
      position: position[row]!,
    })
  }
  return rows
}
