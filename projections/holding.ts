/** Who holds which title: the stretches of every unit, those that end included, and what passes to a successor. */
import type { Day, Position } from '../events/event.js'
import { FOREVER } from '../events/time.js'
import type { Facts } from './facts/facts.js'
import type { Table } from './facts/table.js'
import { textOf } from './rules/cells.js'

/** A unit holds a title on every day d with `from <= d < until`. */
export interface Holding {
  readonly scheme: string
  /** Index in `facts.subjects`. */
  readonly subject: number
  /** What it was named in; undefined for an inherited title. */
  readonly batch: string | undefined
  readonly from: Day
  readonly until: Day
  /** The event that gave it. */
  readonly position: Position
  /** The event that ended it before its term; -1 where there is none. */
  readonly closedBy: Position
  readonly isInherited: boolean
}

/** Every title of a scheme that is known, by unit, each unit's in the order of their days. */
export type Holdings = ReadonlyMap<number, readonly Holding[]>

/** The titles of a scheme. `inherits`: what merges or is split hands its title on without anybody saying so. */
export function holdingsOf(
  facts: Facts,
  { id, inherits }: { readonly id: string; readonly inherits: boolean },
  knownAt: Position,
): Holdings {
  const holdings = new Map<number, Holding[]>()
  const add = (holding: Holding): void => {
    const list = holdings.get(holding.subject) ?? []
    holdings.set(holding.subject, [...list, holding].sort(byDay))
  }
  const table = facts.table('title', 'unit')
  const schemes = table?.column('scheme')
  const scheme = schemes?.codes?.find(id) ?? -1
  if (table === undefined || scheme < 0) return holdings
  const { subject, from, until, position, closedBy, knownUntil } = table
  for (let row = 0, end = table.prefix(knownAt); row < end; row += 1) {
    if (knownUntil[row]! <= knownAt || schemes?.values[row] !== scheme) continue
    const batch = textOf(table, 'batch', row)
    add({
      scheme: id,
      subject: subject[row]!,
      batch,
      from: from[row]!,
      until: until[row]!,
      position: position[row]!,
      closedBy: closedBy[row]!,
      isInherited: batch === undefined,
    })
  }
  if (inherits) for (const succession of successionsOf(facts, knownAt)) handOn(succession, holdings, add)
  return holdings
}

const byDay = (a: Holding, b: Holding): number => a.from - b.from || a.position - b.position

/** What a unit holds on a day; what it was given itself before what it inherited. */
export const heldOn = (holdings: readonly Holding[] = [], day: Day): Holding | undefined => {
  const now = holdings.filter(({ from, until }) => from <= day && day < until)
  return now.findLast(({ isInherited }) => !isInherited) ?? now.at(-1)
}

/** What it held last before a day. */
export const heldBefore = (holdings: readonly Holding[] = [], day: Day): Holding | undefined =>
  holdings
    .filter(({ until }) => until <= day)
    .sort((a, b) => a.until - b.until || byDay(a, b))
    .at(-1)

interface Succession {
  readonly day: Day
  readonly position: Position
  readonly from: readonly number[]
  readonly into: readonly number[]
}

/** Mergers and splits in the order of their days. A unit that goes on under its own code keeps its title by itself. */
function successionsOf(facts: Facts, knownAt: Position): Succession[] {
  const found = new Map<Position, { day: Day; from: number[]; into: number[] }>()
  const collect = (table: Table | undefined, side: 'from' | 'into'): void => {
    for (let row = 0, end = table?.prefix(knownAt) ?? 0; row < end; row += 1) {
      if (table === undefined || table.knownUntil[row]! <= knownAt) continue
      const position = table.position[row]!
      const one = found.get(position) ?? { day: table.from[row]!, from: [], into: [] }
      one[side].push(table.subject[row]!)
      found.set(position, one)
    }
  }
  collect(facts.table('UnitsMerged', 'unit'), 'into')
  collect(facts.table('UnitsMerged', 'merged'), 'from')
  collect(facts.table('UnitSplit', 'unit'), 'from')
  collect(facts.table('UnitSplit', 'split_off'), 'into')
  return [...found].map(([position, one]) => ({ position, ...one })).sort((a, b) => a.day - b.day || a.position - b.position)
}

function handOn({ day, position, from, into }: Succession, holdings: Holdings, add: (holding: Holding) => void): void {
  for (const predecessor of from) {
    const held = heldOn(holdings.get(predecessor), day - 1)
    if (held === undefined || held.until <= day) continue
    for (const subject of into)
      if (heldOn(holdings.get(subject), day) === undefined)
        add({ ...held, subject, from: day, position, closedBy: -1, isInherited: true })
  }
}

/** The last day is not said where there is none. */
export const endOf = ({ until }: Pick<Holding, 'until'>): Day | undefined => (until === FOREVER ? undefined : until)
