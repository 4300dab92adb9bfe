/** The rows of one (name, as): typed arrays that grow by doubling, in the order in which the rows became known, never moved. */
import assert from 'node:assert/strict'
import type { Position } from '../../events/event.js'
import { type Column, type ColumnSpec, emptyColumn, type GrowingColumn, widenColumn } from './column.js'
import { ROOM_AT_FIRST, widenInts } from './growing.js'
import type { Journal } from './journal.js'

/** `knownUntil` of a row that is known to this day. */
export const NEVER = 2_147_483_647

/** Rows of a block. Of each block the first and the last `from` are kept, so that windows skip what they do not touch. */
export const BLOCK = 1024

/**
 * What readers see of a table. A row is known at K when `knownFrom <= K < knownUntil`.
 *
 * The arrays are those of now and longer than the table: they are replaced when they grow, so hot loops read them
 * once into locals, and nobody keeps them over an `absorb`.
 */
export interface Table {
  /** The type of a happening, or the name of a standing. */
  readonly name: string
  readonly as: string
  readonly length: number
  /** The event that the row is about: of a happening the original event, of a standing the one that gave it its content. */
  readonly position: Int32Array
  /** Index in `facts.subjects`. */
  readonly subject: Int32Array
  /** The day on which a happening counts; the first day of a standing. */
  readonly from: Int32Array
  /** The first day on which it is not true any more; `FOREVER` of a standing that nothing ends. */
  readonly until: Int32Array
  /** The day on which a happening occurred, wherever it counts; `from` of a standing. */
  readonly occurred: Int32Array
  /** The position from which it was known. Ascending. */
  readonly knownFrom: Int32Array
  /** The position from which it was no longer known, or `NEVER`. */
  readonly knownUntil: Int32Array
  /** The event that ended a standing; -1 if nothing did, if it ended by its own term, and of happenings. */
  readonly closedBy: Int32Array
  /** The event that opened a standing, which others may have changed since; -1 of happenings. */
  readonly openedBy: Int32Array
  /** Code in `facts.periods` of the period of a happening, -1 if it has none, and of standings. */
  readonly period: Int32Array
  /** How many distinct files support the event in `position`. */
  readonly evidence: Int32Array
  /** The row before this one that is about the same subject, -1 at the first. */
  readonly previous: Int32Array
  /** By row / 1,024. */
  readonly blockFirst: Int32Array
  readonly blockLast: Int32Array
  /** In the order of `Row.cells`. */
  readonly columns: readonly Column[]
  column(name: string): Column | undefined
  /** How many rows have `knownFrom <= knownAt`. They come first. */
  prefix(knownAt: Position): number
  /** The last row about a subject, -1 if there is none. `previous` leads from there to the others. */
  newest(subject: number): number
}

/** A row on its way into a table. */
export interface Row {
  position: Position
  subject: number
  from: number
  until: number
  occurred: number
  closedBy: number
  openedBy: number
  period: number
  evidence: number
  /** One number for each column, in the order of the table's columns. */
  cells: readonly number[]
}

export class GrowingTable implements Table {
  readonly name: string
  readonly as: string
  length = 0
  position = new Int32Array(ROOM_AT_FIRST)
  subject = new Int32Array(ROOM_AT_FIRST)
  from = new Int32Array(ROOM_AT_FIRST)
  until = new Int32Array(ROOM_AT_FIRST)
  occurred = new Int32Array(ROOM_AT_FIRST)
  knownFrom = new Int32Array(ROOM_AT_FIRST)
  knownUntil = new Int32Array(ROOM_AT_FIRST)
  closedBy = new Int32Array(ROOM_AT_FIRST)
  openedBy = new Int32Array(ROOM_AT_FIRST)
  period = new Int32Array(ROOM_AT_FIRST)
  evidence = new Int32Array(ROOM_AT_FIRST)
  previous = new Int32Array(ROOM_AT_FIRST)
  blockFirst = new Int32Array(ROOM_AT_FIRST)
  blockLast = new Int32Array(ROOM_AT_FIRST)
  /** In the order of `Row.cells`. */
  readonly columns: readonly GrowingColumn[]
  readonly #names: ReadonlyMap<string, GrowingColumn>
  /** By subject: its last row, -1 if it has none. */
  #newest = new Int32Array(0)
  readonly #journal: Journal

  constructor(name: string, as: string, specs: readonly ColumnSpec[], journal: Journal) {
    this.name = name
    this.as = as
    this.columns = specs.map(emptyColumn)
    this.#names = new Map(specs.map((spec, i) => [spec.name, this.columns[i]!]))
    this.#journal = journal
  }

  column(name: string): Column | undefined {
    return this.#names.get(name)
  }

  prefix(knownAt: Position): number {
    const { length } = this
    return length === 0 || this.knownFrom[length - 1]! <= knownAt ? length : this.firstKnownFrom(knownAt + 1)
  }

  newest(subject: number): number {
    return this.#newest[subject] ?? -1
  }

  /** The first row that became known at a position or later. */
  firstKnownFrom(position: Position): number {
    let low = 0
    let high = this.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.knownFrom[middle]! < position) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Appends a row, known from a position on, and returns its index. */
  append(row: Row, knownFrom: Position): number {
    const at = this.length
    if (at === this.position.length) this.#widen(at + 1)
    if (this.#journal.open) this.#keepAppend(at)
    const { subject, from, cells } = row
    this.position[at] = row.position
    this.subject[at] = subject
    this.from[at] = from
    this.until[at] = row.until
    this.occurred[at] = row.occurred
    this.knownFrom[at] = knownFrom
    this.knownUntil[at] = NEVER
    this.closedBy[at] = row.closedBy
    this.openedBy[at] = row.openedBy
    this.period[at] = row.period
    this.evidence[at] = row.evidence
    this.#chain(at, subject)
    this.#bound(at, from)
    const { columns } = this
    for (let i = 0; i < columns.length; i += 1) columns[i]!.values[at] = cells[i]!
    this.length = at + 1
    return at
  }

  /** From a position on the row is no longer known. */
  close(row: number, position: Position): void {
    assert(this.knownUntil[row] === NEVER && this.knownFrom[row]! < position)
    this.knownUntil[row] = position
    if (this.#journal.open) this.#keepClose(row)
  }

  /** Reads a row, to be appended again with something changed. */
  read(at: number): Row {
    return {
      position: this.position[at]!,
      subject: this.subject[at]!,
      from: this.from[at]!,
      until: this.until[at]!,
      occurred: this.occurred[at]!,
      closedBy: this.closedBy[at]!,
      openedBy: this.openedBy[at]!,
      period: this.period[at]!,
      evidence: this.evidence[at]!,
      cells: this.columns.map(({ values }) => values[at]!),
    }
  }

  #chain(at: number, subject: number): void {
    if (subject >= this.#newest.length) this.#newest = widenInts(this.#newest, subject + 1, -1)
    this.previous[at] = this.#newest[subject]!
    this.#newest[subject] = at
  }

  #bound(at: number, from: number): void {
    const block = Math.floor(at / BLOCK)
    if (at % BLOCK === 0) {
      if (block === this.blockFirst.length) {
        this.blockFirst = widenInts(this.blockFirst, block + 1)
        this.blockLast = widenInts(this.blockLast, block + 1)
      }
      this.blockFirst[block] = from
      this.blockLast[block] = from
    } else {
      if (from < this.blockFirst[block]!) this.blockFirst[block] = from
      if (from > this.blockLast[block]!) this.blockLast[block] = from
    }
  }

  #keepAppend(at: number): void {
    const block = Math.floor(at / BLOCK)
    const first = this.blockFirst[block]!
    const last = this.blockLast[block]!
    this.#journal.keep(() => {
      this.length = at
      this.#newest[this.subject[at]!] = this.previous[at]!
      this.blockFirst[block] = first
      this.blockLast[block] = last
    })
  }

  #keepClose(row: number): void {
    this.#journal.keep(() => (this.knownUntil[row] = NEVER))
  }

  #widen(rows: number): void {
    this.position = widenInts(this.position, rows)
    this.subject = widenInts(this.subject, rows)
    this.from = widenInts(this.from, rows)
    this.until = widenInts(this.until, rows)
    this.occurred = widenInts(this.occurred, rows)
    this.knownFrom = widenInts(this.knownFrom, rows)
    this.knownUntil = widenInts(this.knownUntil, rows)
    this.closedBy = widenInts(this.closedBy, rows)
    this.openedBy = widenInts(this.openedBy, rows)
    this.period = widenInts(this.period, rows)
    this.evidence = widenInts(this.evidence, rows)
    this.previous = widenInts(this.previous, rows)
    for (const column of this.columns) widenColumn(column, rows)
  }
}
