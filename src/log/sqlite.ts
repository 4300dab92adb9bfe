/** The embedded store: a ledger in one SQLite file, with one process that writes. The only file that knows the driver. */
import assert from 'node:assert/strict'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { assertDurable, assertVersion, identify } from './connection.js'
import { fault, faultsNamed } from './faults.js'
import { logOver, type SqliteLog } from './rows.js'
import { schema } from './schema.js'

/** How long a call waits, and everything with it, while another program has the file locked for a moment, in milliseconds. */
const patience = 2_000

/** The files of a store. All belong to its user alone. */
interface Files {
  readonly directory: string
  readonly database: string
  readonly draft: string
  readonly lock: string
}

function filesOf(path: string): Files {
  const directory = resolve(path)
  const database = join(directory, 'ledger.db')
  return { directory, database, draft: `${database}.new`, lock: join(directory, 'ledger.lock') }
}

/**
 * Makes a new ledger in a directory, which is made as well if need be, and opens it for writing.
 *
 * @param ledger the id of the ledger, a UUID
 * @throws LedgerError `store_not_empty` when there is one already; and as `openSqlite`
 */
export function createSqlite(path: string, { ledger }: { ledger: string }): SqliteLog {
  assert.match(ledger, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  const files = filesOf(path)
  const { directory, database, draft } = files
  const refuseSecond = (): void => {
    if (existsSync(database) || existsSync(`${database}-wal`)) throw fault('not_empty', directory)
  }
  return faultsNamed(directory, () => {
    refuseSecond()
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    return underLock(files, (unlock) => {
      refuseSecond()
      // Under another name until it is complete, so that an interruption leaves no half ledger.
      for (const rest of ['', '-journal']) rmSync(`${draft}${rest}`, { force: true })
      writeDraft(draft, ledger)
      renameSync(draft, database)
      for (const folder of [directory, dirname(directory)]) syncFolder(folder)
      return openStore(files, unlock)
    })
  })
}

/**
 * Opens the ledger in a directory: for writing, which only one process at a time can, or read-only, which any number can.
 *
 * @throws LedgerError `store_missing`, `store_in_use`, `store_newer`, `store_damaged`, `store_unsafe`, or `config_invalid`
 *   when the directory is closed to this user
 */
export function openSqlite(path: string, { readOnly = false }: { readOnly?: boolean } = {}): SqliteLog {
  const files = filesOf(path)
  return faultsNamed(files.directory, () => {
    if (!existsSync(files.database)) throw fault('missing', files.directory)
    return readOnly ? openStore(files) : underLock(files, (unlock) => openStore(files, unlock))
  })
}

/**
 * Takes the lock of the one writer, and gives it back if the store does not open.
 *
 * The lock is an open transaction on a file of its own: the system ends it with the process, however that dies, and readers
 * of the ledger do not meet it.
 */
function underLock(files: Files, act: (unlock: () => void) => SqliteLog): SqliteLog {
  claim(files.lock)
  const lock = new DatabaseSync(files.lock, { timeout: 0 })
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return act(() => lock.close())
  } catch (error) {
    lock.close()
    throw error
  }
}

/** Makes an empty file for this user alone. Never opens one that is there: closing it would drop SQLite's locks on it. */
function claim(path: string): void {
  if (!existsSync(path)) closeSync(openSync(path, 'wx', 0o600))
}

/** Makes the names in a folder durable. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return // does not open folders
  const descriptor = openSync(folder, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}

function writeDraft(path: string, ledger: string): void {
  claim(path)
  const db = new DatabaseSync(path)
  try {
    // No prepared statement: the driver's `close` does not end those, and would keep the file open.
    db.exec(`PRAGMA synchronous = FULL; BEGIN; ${schema} INSERT INTO meta VALUES ('ledger', '${ledger}'); COMMIT`)
  } finally {
    db.close()
  }
}

/** Opens the file: for writing where the right to it is given. */
function openStore({ directory, database }: Files, unlock?: () => void): SqliteLog {
  const db = new DatabaseSync(database, { readOnly: unlock === undefined, timeout: patience })
  try {
    db.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON')
    assertVersion(db, directory)
    identify(db, directory)
    if (unlock !== undefined) {
      // Unset, this driver falls to NORMAL with the first write, and at once on a file that was WAL before.
      db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
      assertDurable(db, directory)
    }
    return logOver(db, directory, unlock)
  } catch (error) {
    db.close()
    throw error
  }
}
