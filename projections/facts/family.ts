/** The tables of one name, one for each role. They share the dictionaries of their columns, so that an event is encoded once. */
import assert from 'node:assert/strict'
import type { Cell, Cells, DataColumn } from '../../events/define.js'
import type { Json, JsonObject } from '../../events/event.js'
import type { ColumnKind } from '../../events/fields.js'
import { type ColumnSpec, columnSpecs, emptyCell, encodeCell } from './column.js'
import type { Journal } from './journal.js'
import { GrowingTable } from './table.js'

export class Family {
  readonly name: string
  readonly columns: readonly ColumnSpec[]
  /** By role. */
  readonly tables = new Map<string, GrowingTable>()
  readonly #blank: readonly number[]
  readonly #indexes: ReadonlyMap<string, number>
  readonly #journal: Journal
  /** Every table of the ledger, in the order of their first rows. */
  readonly #all: GrowingTable[]

  constructor(name: string, columns: Readonly<Record<string, ColumnKind>>, all: GrowingTable[], journal: Journal) {
    this.name = name
    this.columns = columnSpecs(columns, journal)
    this.#blank = this.columns.map(({ kind }) => emptyCell(kind))
    this.#indexes = new Map(this.columns.map((spec, i) => [spec.name, i]))
    this.#all = all
    this.#journal = journal
  }

  /** The table of a role, made for its first row. */
  tableFor(as: string): GrowingTable {
    return this.tables.get(as) ?? this.#make(as)
  }

  /** A row's worth of empty cells. */
  blank(): number[] {
    return this.#blank.slice()
  }

  /** Encodes the columns of an event's data, which come first. */
  encodeData(data: JsonObject, dataColumns: readonly DataColumn[], into: number[]): void {
    for (let i = 0; i < dataColumns.length; i += 1) {
      const cell = valueAt(data, dataColumns[i]!.path)
      if (cell !== undefined) into[i] = encodeCell(this.columns[i]!, cell as Cell)
    }
  }

  /** Encodes the cells that a fact names. Those that are left out stay as they are. */
  encodeCells(names: readonly string[], cells: Cells, into: number[]): void {
    for (const name of names) {
      const cell = cells[name]
      if (cell === undefined) continue
      const index = this.#indexes.get(name)
      assert(index !== undefined, `${this.name} has no column ${name}`)
      into[index] = encodeCell(this.columns[index]!, cell)
    }
  }

  #make(as: string): GrowingTable {
    const table = new GrowingTable(this.name, as, this.columns, this.#journal)
    this.#journal.put(this.tables, as, table)
    this.#journal.push(this.#all, table)
    return table
  }
}

function valueAt(data: JsonObject, path: readonly string[]): Json | undefined {
  let value: Json | undefined = data
  for (let i = 0; i < path.length && value !== undefined; i += 1) value = (value as JsonObject)[path[i]!]
  return value
}
