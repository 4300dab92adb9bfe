/** What a log needs of a connection to SQLite, and what it asks of one before it trusts it. */
import { fault } from './faults.js'
import { applicationId, isSafe, schemaVersion } from './schema.js'

/** The part of a driver's prepared statement that is used. Node's own `node:sqlite` has it too. */
export interface Statement {
  run(...values: readonly (string | number | null)[]): { readonly lastInsertRowid: number | bigint }
  get(...values: readonly (string | number)[]): unknown
  all(...values: readonly (string | number)[]): unknown[]
  setReturnArrays(arrays: boolean): void
}

/** The part of a driver's connection that is used. */
export interface Connection {
  readonly isOpen: boolean
  readonly isTransaction: boolean
  exec(sql: string): void
  prepare(sql: string): Statement
  close(): void
}

/** What the connection says about keeping what was acknowledged. */
export interface Durability {
  /** Version of SQLite. */
  readonly sqlite: string
  /** `wal` */
  readonly journal: string
  /** 2 is FULL: a commit returns when its bytes are on the disk. */
  readonly synchronous: number
}

/** The only column of the only row. */
const value = (db: Connection, sql: string): unknown => Object.values(db.prepare(sql).get() as object)[0]

/**
 * Refuses a file that is not ours, or newer than this program, before anything is changed in it.
 *
 * @throws LedgerError `store_damaged`, `store_newer`
 */
export function identify(db: Connection, place: string): void {
  if (value(db, 'PRAGMA application_id') !== applicationId) throw fault('foreign', place)
  if (Number(value(db, 'PRAGMA user_version')) > schemaVersion) throw fault('newer', place)
}

/** Reads back how the connection stands. */
export const durabilityOf = (db: Connection): Durability => ({
  sqlite: String(value(db, 'SELECT sqlite_version()')),
  journal: String(value(db, 'PRAGMA journal_mode')),
  synchronous: Number(value(db, 'PRAGMA synchronous')),
})

/**
 * Refuses a SQLite that could damage the file.
 *
 * @throws LedgerError `store_unsafe`
 */
export function assertVersion(db: Connection, place: string): void {
  if (!isSafe(durabilityOf(db).sqlite)) throw fault('unsafe', place)
}

/**
 * Refuses a connection that could lose what it acknowledges.
 *
 * @throws LedgerError `store_unsafe`
 */
export function assertDurable(db: Connection, place: string): void {
  const { journal, synchronous } = durabilityOf(db)
  if (journal !== 'wal' || synchronous !== 2) throw fault('unsafe', place)
}
