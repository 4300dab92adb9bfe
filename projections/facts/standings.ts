/** The standings: every timeline, what each event does to which, and what to derive again when an event touches it. */
import type { StandingChange } from '../../events/define.js'
import type { Day, Position } from '../../events/event.js'
import { dayOf } from '../../events/time.js'
import type { Dictionary } from './dictionary.js'
import type { Family } from './family.js'
import type { GrowingHistory } from './history.js'
import type { Journal } from './journal.js'
import type { GrowingTable, Row } from './table.js'
import { CARRIED, type Holder, type Move, movesOf, rowsOf, type Timeline, withMove, withoutMove } from './timeline.js'

type FamilyOf = (name: StandingChange['name']) => Family

const NO_CELLS: readonly number[] = []
const NO_ROWS: readonly number[] = []

/** One key of one subject, in a role, of a standing. */
export interface Key {
  /** Name of the standing. */
  readonly name: string
  readonly subject: string
  readonly as: string
  readonly key: string
}

export class Standings {
  /** By name, role and subject. */
  readonly books = new Map<Family, Map<string, Map<number, Holder>>>()
  /** What each event does, in its present content. */
  readonly placed = new Map<Position, readonly Move[]>()
  /** What the event that is being absorbed touched. */
  readonly #touched = new Set<Timeline>()
  readonly #journal: Journal
  readonly #history: GrowingHistory
  readonly #subjects: Dictionary
  readonly #evidenceOf = (position: Position): number => this.#history.evidence[position]!

  constructor(subjects: Dictionary, history: GrowingHistory, journal: Journal) {
    this.#subjects = subjects
    this.#history = history
    this.#journal = journal
  }

  /** Files what an event does to standings. `day` is the day on which it counts. */
  place(position: Position, day: Day, changes: readonly StandingChange[], familyOf: FamilyOf): void {
    const moves = changes.map((change, index) => this.#moveOf(change, familyOf(change.name), position, index, day))
    for (const move of moves) this.#file(move, withMove)
    this.#journal.put(this.placed, position, moves)
    this.touch(position)
  }

  /** Takes out what an event did. */
  displace(position: Position): void {
    const moves = this.placed.get(position)
    if (moves === undefined) return
    for (const move of moves) this.#file(move, withoutMove)
    this.touch(position)
    this.#journal.put(this.placed, position, [])
  }

  /** Says that what an event does is to be derived again. */
  touch(position: Position): void {
    for (const { timeline, holder, prefix } of this.placed.get(position) ?? []) {
      if (timeline !== undefined) this.#touched.add(timeline)
      else for (const swept of holder.timelines.values()) if (swept.key.startsWith(prefix)) this.#touched.add(swept)
    }
  }

  /** Derives what was touched again. Rows that are as before stay, others close at this position, new ones open. */
  settle(position: Position): void {
    if (this.#touched.size === 0) return
    for (const timeline of this.#touched) this.#derive(timeline, position)
    this.#touched.clear()
  }

  /** The rows of a key that are known now, by their first day. */
  rowsOf(family: Family, { as, subject, key }: Key): readonly number[] {
    const holder = this.books.get(family)?.get(as)?.get(this.#subjects.find(subject))
    return holder?.timelines.get(key)?.rows ?? NO_ROWS
  }

  /** The keys that an event opens, in its present content. */
  keysOpenedBy(position: Position): Key[] {
    return (this.placed.get(position) ?? []).flatMap(({ does, holder: { family, as, subject }, timeline }) =>
      does !== 'opens' || timeline === undefined
        ? []
        : [{ name: family.name, as, subject: this.#subjects.text(subject), key: timeline.key }],
    )
  }

  #derive(timeline: Timeline, position: Position): void {
    const { holder, rows: known } = timeline
    const rows = rowsOf(movesOf(timeline), this.#evidenceOf)
    if (rows.length === 0 && known.length === 0) return
    const table = holder.family.tableFor(holder.as)
    let old = 0
    const next = rows.map((row) => {
      for (; old < known.length && table.from[known[old]!]! < row.from; old += 1) table.close(known[old]!, position)
      const at = known[old]
      if (at === undefined || !isSame(table, at, row)) return table.append(row, position)
      old += 1
      return at
    })
    for (; old < known.length; old += 1) table.close(known[old]!, position)
    if (this.#journal.open) this.#journal.keep(() => (timeline.rows = known))
    timeline.rows = next
  }

  #moveOf(change: StandingChange, family: Family, position: Position, index: number, day: Day): Move {
    const { fact: does, as, key, prefix, from, until } = change
    const holder = this.#holder(family, as, this.#subjects.code(change.subject))
    return {
      holder,
      timeline: key === undefined ? undefined : this.#timeline(holder, key),
      prefix,
      does,
      position,
      index,
      day: from === undefined ? day : dayOf(from),
      until: until === undefined ? undefined : dayOf(until),
      cells: cellsOf(change, family),
    }
  }

  #holder(family: Family, as: string, subject: number): Holder {
    const roles = this.#entry(this.books, family, () => new Map<string, Map<number, Holder>>())
    const holders = this.#entry(roles, as, () => new Map<number, Holder>())
    return this.#entry(holders, subject, () => ({ family, as, subject, timelines: new Map<string, Timeline>(), moves: [] }))
  }

  #timeline(holder: Holder, key: string): Timeline {
    return this.#entry(holder.timelines, key, () => ({ holder, key, moves: [], rows: [] }))
  }

  #entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
    const known = map.get(key)
    if (known !== undefined) return known
    const made = make()
    this.#journal.put(map, key, made)
    return made
  }

  #file(move: Move, change: typeof withMove): void {
    const home = move.timeline ?? move.holder
    const { moves } = home
    if (this.#journal.open) this.#journal.keep(() => (home.moves = moves))
    home.moves = change(moves, move)
  }
}

function cellsOf({ fact: does, cells }: StandingChange, family: Family): readonly number[] {
  if (does === 'closes') return NO_CELLS
  const into = does === 'opens' ? family.blank() : family.columns.map(() => CARRIED)
  family.encodeCells(Object.keys(cells), cells, into)
  return into
}

function isSame(table: GrowingTable, at: number, row: Row): boolean {
  return (
    table.from[at] === row.from &&
    table.until[at] === row.until &&
    table.position[at] === row.position &&
    table.closedBy[at] === row.closedBy &&
    table.openedBy[at] === row.openedBy &&
    table.evidence[at] === row.evidence &&
    table.columns.every(({ values }, i) => Object.is(values[at], row.cells[i]))
  )
}
