/** What lies between two states of knowledge, and between two days: which events changed what is known of which. */
import type { Day, Position } from '../../events/event.js'
import type { Facts } from '../facts/facts.js'
import type { Table } from '../facts/table.js'
import type { Deed } from './shape.js'

/** How far a side sees: the last position and the last day of its window. */
export interface Horizon {
  readonly knownAt: Position
  readonly day: Day
}

/** What lies between two horizons. */
export interface Between {
  readonly isOtherDay: boolean
  /** Events recorded between that changed what is known of an event. */
  readonly touching: (position: Position) => readonly Position[]
  /** Events recorded between that changed where and when a unit stood. */
  readonly ofUnit: (subject: number) => readonly Position[]
  /** Events recorded between that changed anything known of a subject. */
  readonly ofSubject: (subject: number) => readonly Position[]
  /** Subjects of which an event that was recorded between changed what is known. */
  readonly subjectsOf: (position: Position) => Iterable<number>
  /** Names of the types and standings of which an event that was recorded between changed rows. */
  readonly tablesOf: (position: Position) => readonly string[]
  /** Whether an event counts only from a day between. */
  readonly began: (position: Position) => boolean
  /** What ended on a day between of that which an event began: positions, -1 for a term that ran out. */
  readonly endings: (position: Position) => readonly Position[]
  readonly deedOf: (position: Position) => Deed
}

const NONE: readonly Position[] = []

class Sets {
  readonly #sets = new Map<number, Set<number>>()
  add(key: number, value: number): void {
    const set = this.#sets.get(key)
    if (set === undefined) this.#sets.set(key, new Set([value]))
    else set.add(value)
  }
  get(key: number): readonly number[] {
    const set = this.#sets.get(key)
    return set === undefined ? NONE : [...set].sort((a, b) => a - b)
  }
}

export function between(facts: Facts, a: Horizon, b: Horizon): Between {
  const byPosition = new Sets()
  const byUnit = new Sets()
  const bySubject = new Sets()
  const subjects = new Sets()
  const tables = new Map<Position, Set<string>>()
  const began = new Set<Position>()
  const endings = new Sets()
  const known = { least: Math.min(a.knownAt, b.knownAt), most: Math.max(a.knownAt, b.knownAt) }
  const days = { least: Math.min(a.day, b.day), most: Math.max(a.day, b.day) }
  const touch = (table: Table, row: number, by: Position): void => {
    const { position, openedBy, closedBy, subject } = table
    for (const about of [position[row]!, openedBy[row]!, closedBy[row]!]) if (about >= 0) byPosition.add(about, by)
    if (table.name === 'unit') byUnit.add(subject[row]!, by)
    bySubject.add(subject[row]!, by)
    subjects.add(by, subject[row]!)
    const names = tables.get(by)
    if (names === undefined) tables.set(by, new Set([table.name]))
    else names.add(table.name)
  }
  for (const table of facts.tables()) {
    const end = table.prefix(known.most)
    if (known.least < known.most) {
      const { knownFrom, knownUntil } = table
      const isLater = table.name === 'unit' ? saidOfLater(table, end, known, days.most) : undefined
      for (let row = 0; row < end; row += 1) {
        if (isLater?.has(row) === true) continue
        if (knownFrom[row]! > known.least) touch(table, row, knownFrom[row]!)
        if (knownUntil[row]! > known.least && knownUntil[row]! <= known.most) touch(table, row, knownUntil[row]!)
      }
    }
    if (days.least < days.most) {
      const { from, until, position, openedBy, closedBy } = table
      for (let row = 0; row < end; row += 1) {
        if (from[row]! > days.least && from[row]! <= days.most) began.add(position[row]!)
        if (until[row]! <= days.least || until[row]! > days.most || openedBy[row]! < 0) continue
        endings.add(position[row]!, closedBy[row]!)
        endings.add(openedBy[row]!, closedBy[row]!)
      }
    }
  }
  const { history } = facts
  return {
    isOtherDay: a.day !== b.day,
    touching: (position) => byPosition.get(position),
    ofUnit: (subject) => byUnit.get(subject),
    ofSubject: (subject) => bySubject.get(subject),
    subjectsOf: (position) => subjects.get(position),
    tablesOf: (position) => [...(tables.get(position) ?? [])],
    began: (position) => began.has(position),
    endings: (position) => endings.get(position),
    deedOf: (position) => deeds[history.types.text(history.type[position]!)] ?? 'recorded',
  }
}

/**
 * Rows of units that differ only in what is said of days after a day, from what was known of them before: a unit that moves in
 * April is said to have stood where it stood until March in a row of its own, which is no news of the year before.
 */
function saidOfLater(
  table: Table,
  end: number,
  known: { readonly least: Position; readonly most: Position },
  day: Day,
): ReadonlySet<number> {
  const { subject, from, until, knownFrom, knownUntil, columns } = table
  const later = new Set<number>()
  /** By what a row says of the days until the day. */
  const ended = new Map<string, number[]>()
  const saying = (row: number): string =>
    [subject[row], from[row], Math.min(until[row]!, day + 1), ...columns.map(({ values }) => values[row])].join(' ')
  for (let row = 0; row < end; row += 1) {
    if (knownFrom[row]! > known.least && from[row]! > day) later.add(row)
    else if (knownFrom[row]! <= known.least && knownUntil[row]! > known.least && knownUntil[row]! <= known.most) {
      const said = saying(row)
      ended.set(said, [...(ended.get(said) ?? []), row])
    }
  }
  const isNew = (row: number): boolean => knownFrom[row]! > known.least && !later.has(row)
  const same = new Set<string>()
  for (let row = 0; row < end; row += 1) {
    if (!isNew(row) || knownUntil[row]! <= known.most) continue
    const said = saying(row)
    const before = ended.get(said)?.pop()
    if (before === undefined) continue
    same.add(said)
    later.add(before)
    later.add(row)
  }
  // What was known in between said the same.
  for (let row = 0; row < end; row += 1) if (isNew(row) && knownUntil[row]! <= known.most && same.has(saying(row))) later.add(row)
  return later
}

const deeds: Readonly<Record<string, Deed>> = {
  EventCorrected: 'corrected',
  EventRetracted: 'retracted',
  EvidenceAttached: 'attached',
}
