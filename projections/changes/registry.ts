/** Which units are new, gone, moved, renamed or converted between two rosters, and the records that did it. */
import type { Position } from '../../events/event.js'
import type { Facts } from '../facts/facts.js'
import { byCode, type Roster, type RosterUnit, unitHistory } from '../roster.js'
import type { Cause, UnitChange } from './shape.js'
import type { Between, Horizon } from './touches.js'

export interface RosterChange extends UnitChange {
  readonly before: RosterUnit | undefined
  readonly after: RosterUnit | undefined
}

export function rosterChanges(facts: Facts, [a, b]: readonly [Roster, Roster], lying: Between, horizon: Horizon): RosterChange[] {
  const codes = new Map([...a.units, ...b.units].map((unit) => [unit.code, unit]))
  return [...codes.values()].sort(byCode).flatMap(({ code }): RosterChange[] => {
    const [before, after] = [a.get(code), b.get(code)]
    const said = changeOf(before, after)
    return said === undefined
      ? []
      : [{ code, ...said, before, after, causes: recordsOf(facts, { before, after, lying, horizon }) }]
  })
}

function changeOf(
  before: RosterUnit | undefined,
  after: RosterUnit | undefined,
): Pick<UnitChange, 'change' | 'from' | 'to'> | undefined {
  if (before === undefined || after === undefined)
    return before === undefined
      ? { change: 'new', from: null, to: after?.name ?? null }
      : { change: 'ended', from: before.name, to: null }
  if (before.kind !== after.kind) return { change: 'converted', from: before.kind, to: after.kind }
  if (before.parent !== after.parent) return { change: 'moved', from: before.parent ?? null, to: after.parent ?? null }
  if (before.name !== after.name) return { change: 'renamed', from: before.name, to: after.name }
  return undefined
}

interface Sought {
  readonly before: RosterUnit | undefined
  readonly after: RosterUnit | undefined
  readonly lying: Between
  readonly horizon: Horizon
}

/** What was recorded about it between the two states of knowledge; else what took effect between the two days. */
function recordsOf(facts: Facts, { before, after, lying, horizon }: Sought): Position[] {
  const subject = (after ?? before)!.subject
  const recorded = lying.ofUnit(subject)
  if (recorded.length > 0) return closed(recorded, lying)
  const stretches = unitHistory(facts, horizon.knownAt).filter((it) => it.subject === subject)
  const happened = new Set<Position>()
  for (const { position } of stretches) {
    if (lying.began(position)) happened.add(position)
    for (const by of lying.endings(position)) if (by >= 0) happened.add(by)
  }
  return [...happened].sort((x, y) => x - y)
}

/** Records of units, and all others about the same units: one may hide what another did. */
function closed(recorded: readonly Position[], lying: Between): Position[] {
  const all = new Set(recorded)
  for (const position of all)
    for (const subject of lying.subjectsOf(position)) for (const other of lying.ofUnit(subject)) all.add(other)
  return [...all].sort((x, y) => x - y)
}

/** The causes of what is different for a unit: the changes of itself and of units above and below it, else all of them. */
export function registryCauses(
  changes: readonly RosterChange[],
  rosters: readonly Roster[],
  code: string,
  deedOf: Between['deedOf'],
): Cause[] {
  const isNear = ({ before, after, code: other }: RosterChange): boolean =>
    other === code ||
    [before, after].some(
      (unit) =>
        unit !== undefined && rosters.some((roster) => isBelow(roster, unit, code) || isBelow(roster, roster.get(code), other)),
    )
  const near = changes.filter(isNear)
  const positions = new Set((near.length > 0 ? near : changes).flatMap(({ causes }) => causes))
  return [...positions].sort((x, y) => x - y).map((position) => ({ position, deed: deedOf(position) }))
}

/** Whether a unit is somewhere below another one. */
export function isBelow(roster: Roster, unit: RosterUnit | undefined, code: string): boolean {
  return unit !== undefined && roster.nearestAbove(unit, new Map([[code, true]])) === true
}

/** Whether a change of the roster is about units that are appraised, or that lie above or below such. */
export const concerns = ({ before, after }: RosterChange, kinds: readonly string[], rosters: readonly Roster[]): boolean =>
  [before, after].some((unit) => {
    if (unit === undefined) return false
    if (kinds.includes(unit.kind)) return true
    return rosters.some(
      (roster) =>
        kinds.some((kind) => roster.above(unit, kind) !== undefined) ||
        roster.units.some(
          (other) => kinds.includes(other.kind) && roster.nearestAbove(other, new Map([[unit.code, true]])) === true,
        ),
    )
  })

/** The unit itself and those above it, as far as they have rows. */
export function aboutIn(roster: Roster, code: string, indexOf: ReadonlyMap<string, number>): string[] {
  const unit = roster.get(code)
  const above = unit === undefined ? undefined : roster.nearestAbove(unit, new Map([...indexOf.keys()].map((it) => [it, it])))
  return [code, ...(above === undefined ? [] : [above])].filter((it) => indexOf.has(it))
}
