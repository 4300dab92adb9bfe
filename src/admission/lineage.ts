/** What became of a unit: the units that it merged or was split into. */
import type { AccreditationInherited } from '../../events/accreditation.js'
import type { Position } from '../../events/event.js'
import type { Facts } from '../../projections/facts/facts.js'
import { NEVER } from '../../projections/facts/table.js'
import type { Refusal } from '../../projections/refusal.js'
import { type Case, recordZh, refuseAt } from './case.js'
import { closedBy, historyOf, openedBy } from './standing.js'
import { keyOf, nameOf, unitOn } from './units.js'

type Inherited = Parameters<(typeof AccreditationInherited)['facts']>[0]

/** Refuses to hand on a title from a unit that still stands, or that is known to have become something else. */
export function strangerTo({ unit, predecessor }: Inherited, the: Case): Refusal | undefined {
  const { facts, day } = the
  const path = ['data', 'predecessor']
  const heirs = successorsOf(facts, predecessor)
  const standing = unitOn(facts, predecessor, day)
  const name = nameOf(facts, predecessor, day)
  // A unit that was split may go on under its own code beside those that came out of it.
  if (standing !== undefined && !heirs.units.has(unit))
    return refuseAt(
      the,
      path,
      'still_needed',
      [
        `${name}仍然存在（${recordZh(openedBy(standing))}），没有并入${nameOf(facts, unit, day)}，称号不能承继`,
        `${predecessor} still stands (record ${openedBy(standing)}) and did not merge into ${unit}; its title passes to nobody`,
      ],
      [openedBy(standing)],
    )
  if (heirs.units.size === 0 || heirs.units.has(unit)) return undefined
  const names = [...heirs.units].map((code) => nameOf(facts, code, day)).join('、')
  return refuseAt(
    the,
    path,
    'not_standing',
    [
      `${name}并入或拆分为${names}（${heirs.by.map(recordZh).join('、')}），不是${nameOf(facts, unit, day)}`,
      `${predecessor} went on in ${[...heirs.units].join(', ')} (record ${heirs.by.join(', ')}), not in ${unit}`,
    ],
    heirs.by,
  )
}

/** The units in which a unit goes on, whatever they merged into or were split into since. */
function successorsOf(facts: Facts, code: string): { readonly units: ReadonlySet<string>; readonly by: readonly Position[] } {
  const units = new Set<string>()
  const by = new Set<Position>()
  const seen = new Set([code])
  for (const next of seen) {
    const ended = historyOf(facts, keyOf(next)).flatMap((stretch) => closedBy(stretch) ?? [])
    const split = rowsAbout(facts, 'UnitSplit', 'unit', next)
    for (const position of new Set([...ended, ...split]))
      for (const heir of [
        ...named(facts, 'UnitsMerged', 'unit', position),
        ...named(facts, 'UnitSplit', 'split_off', position),
      ]) {
        if (heir === next) continue
        units.add(heir)
        seen.add(heir)
        by.add(position)
      }
  }
  return { units, by: [...by].sort((a, b) => a - b) }
}

/** The subjects of the rows of an event. */
function named(facts: Facts, type: string, as: string, position: Position): string[] {
  const table = facts.table(type, as)
  if (table === undefined) return []
  return Array.from({ length: table.length }, (_, row) => row)
    .filter((row) => table.position[row] === position && table.knownUntil[row] === NEVER)
    .map((row) => facts.subjects.text(table.subject[row]!))
}

/** The events of a type that are about a unit. */
function rowsAbout(facts: Facts, type: string, as: string, code: string): Position[] {
  const table = facts.table(type, as)
  const subject = facts.subjects.find(code)
  if (table === undefined || subject < 0) return []
  return Array.from({ length: table.length }, (_, row) => row)
    .filter((row) => table.subject[row] === subject && table.knownUntil[row] === NEVER)
    .map((row) => table.position[row]!)
}
