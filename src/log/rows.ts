/** The log over an open SQLite connection: its rows, written by one process and read by any. */
import assert from 'node:assert/strict'
import type { Position, Revision, Sha256, StreamName } from '../../events/event.js'
import { assertBatch, assertPosition } from './batch.js'
import { assertDurable, durabilityOf, type Connection, type Durability } from './connection.js'
import { fault, faultsNamed, isBusy, isFull } from './faults.js'
import { growth } from './growth.js'
import type { Batch, EventLog, Outcome, StoredEvent } from './log.js'
import { formatPeaks, grow, leafHash, parseFrontier, rootOf, type Frontier } from './tree.js'

/** Events in a page: so many that the calls do not count, so few that nobody waits long for one. */
const pageSize = 1_000

/** How often a reader looks whether the process that writes has appended, in milliseconds. */
const lookEvery = 200

export interface SqliteLog extends EventLog {
  /** How the connection stands now. Asked of the connection at every call, never remembered. */
  durability(): Durability
}

/** Where a stream ends. */
interface StreamEnd {
  id?: number
  revision: Revision
  last: Position | null
}

/**
 * The log in the rows of a connection, which it closes in the end.
 *
 * @param place the directory that faults name
 * @param unlock gives up the right to write; left out where there is none
 */
export function logOver(db: Connection, place: string, unlock?: () => void): SqliteLog {
  const writing = unlock !== undefined
  const ledger = readLedger(db)
  const write = writing ? prepareWrite(db) : undefined
  const readFrontier = prepareFrontier(db, place)
  const readPage = preparePage(db, place)

  let frontier = readFrontier()
  let state: 'open' | 'closed' | 'failed' = 'open'
  let proven = false

  const alive = (): void => {
    if (state !== 'open') throw fault('closed', place)
  }
  /** The writer knows where the log ends; a reader looks. */
  const current = (): Frontier => {
    alive()
    return writing ? frontier : readFrontier()
  }
  const waiting = growth(() => current().size, writing ? undefined : lookEvery)

  /** When an append fails, undoes what it has begun, and says what is known of it. */
  const attempt = <T>(act: () => T): T => {
    try {
      return act()
    } catch (error) {
      const undone = rollback(db)
      if (undone && isFull(error)) throw fault('full', place, error)
      if (undone && isBusy(error)) throw fault('in_use', place, error)
      state = 'failed'
      waiting.wake()
      throw fault('unknown', place, error)
    }
  }

  async function* pages(from: Position, until: Position): AsyncGenerator<readonly StoredEvent[]> {
    for (let first = from; first < until; first += pageSize) {
      alive()
      yield readPage(first, Math.min(first + pageSize, until))
    }
  }

  return {
    ledger,
    durability: () => {
      alive()
      return durabilityOf(db)
    },
    append: async (batches) => {
      alive()
      assert(write !== undefined, 'the log was opened read-only')
      batches.forEach(assertBatch)
      const { outcomes, grown } = attempt(() => {
        const written = write(batches, frontier)
        // The driver's default falls with the first write: nothing is acknowledged before that has been looked at.
        if (!proven && written.grown !== frontier) assertDurable(db, place)
        return written
      })
      proven ||= grown !== frontier
      frontier = grown
      waiting.wake()
      return outcomes
    },
    read: (from, until = Infinity) => {
      assertPosition(from)
      return pages(from, Math.min(until, current().size))
    },
    at: async (position) => {
      assertPosition(position)
      return position < current().size ? readPage(position, position + 1)[0] : undefined
    },
    head: () => {
      const now = current()
      return { size: now.size, root: rootOf(now) }
    },
    grown: waiting.beyond,
    close: async () => {
      if (!db.isOpen) return
      const checkpoint = writing && state === 'open'
      state = 'closed'
      waiting.wake()
      try {
        if (checkpoint) db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      } catch {
        // What is committed is safe in the WAL file; the next open goes on from there.
      }
      db.close()
      unlock?.()
    },
  }
}

/** Whether nothing of the transaction is left. */
function rollback(db: Connection): boolean {
  try {
    if (db.isTransaction) db.exec('ROLLBACK')
    return true
  } catch {
    return false
  }
}

const readLedger = (db: Connection): string => {
  const { value } = db.prepare("SELECT value FROM meta WHERE key = 'ledger'").get() as { value: string }
  return value
}

/** @throws LedgerError `store_damaged` when the tree and the events are not of one size */
function prepareFrontier(db: Connection, place: string): () => Frontier {
  // One statement, so that a reader never sees the two from different commits.
  const head = db.prepare('SELECT size, peaks, (SELECT coalesce(max(position), -1) + 1 FROM event) AS events FROM head')
  return () => {
    const { size, peaks, events } = faultsNamed(place, () => head.get() as { size: number; peaks: string; events: number })
    const frontier = parseFrontier(size, peaks)
    if (frontier === undefined || size !== events) throw fault('damaged', place)
    return frontier
  }
}

/** @throws LedgerError `store_damaged` when an event is missing */
function preparePage(db: Connection, place: string): (from: Position, until: Position) => readonly StoredEvent[] {
  // Buffers cost more than the work on them: SQLite makes the texts.
  const page = db.prepare(
    'SELECT CAST(bytes AS TEXT), lower(hex(leaf)) FROM event WHERE position >= ? AND position < ? ORDER BY position',
  )
  page.setReturnArrays(true)
  return (from, until) => {
    const rows = faultsNamed(place, () => page.all(from, until) as [text: string, leaf: Sha256][])
    // So many different positions between the two are all of them.
    if (rows.length !== until - from) throw fault('damaged', place)
    return rows.map(([text, leaf], index) => ({ position: from + index, text, leaf }))
  }
}

type Write = (
  batches: readonly Batch[],
  frontier: Frontier,
) => { readonly outcomes: readonly Outcome[]; readonly grown: Frontier }

/** One transaction for all batches. There is no `await` in it, so that no other call gets in between. */
function prepareWrite(db: Connection): Write {
  const named = db.prepare('SELECT id, revision, last FROM stream WHERE name = ?')
  const addStream = db.prepare('INSERT INTO stream (name, revision) VALUES (?, -1)')
  const moveStream = db.prepare('UPDATE stream SET revision = ?, last = ? WHERE id = ?')
  const addEvent = db.prepare('INSERT INTO event VALUES (?, ?, ?, ?, CAST(? AS BLOB), unhex(?))')
  const moveHead = db.prepare('UPDATE head SET size = ?, peaks = ?')

  /** `ends` holds the streams that batches of this transaction have moved. */
  const writeBatch = ({ stream, expected, events }: Batch, first: Position, ends: Map<StreamName, StreamEnd>): Outcome => {
    const end = ends.get(stream) ?? (named.get(stream) as StreamEnd | undefined) ?? { revision: -1, last: null }
    if (end.revision !== expected) return { appended: false, conflict: 'revision_conflict', actual: end.revision }
    end.id ??= Number(addStream.run(stream).lastInsertRowid)
    ends.set(stream, end)
    const leaves: Sha256[] = []
    for (const { text } of events) {
      const leaf = leafHash(text)
      const position = first + leaves.length
      addEvent.run(position, end.id, ++end.revision, end.last, text, leaf)
      end.last = position
      leaves.push(leaf)
    }
    return { appended: true, first, leaves }
  }

  return (batches, frontier) => {
    db.exec('BEGIN IMMEDIATE')
    const ends = new Map<StreamName, StreamEnd>()
    let grown = frontier
    const outcomes = batches.map((batch) => {
      const outcome = writeBatch(batch, grown.size, ends)
      if (outcome.appended) grown = grow(grown, outcome.leaves)
      return outcome
    })
    if (grown === frontier) {
      db.exec('ROLLBACK')
      return { outcomes, grown }
    }
    for (const { id, revision, last } of ends.values()) moveStream.run(revision, last, id!)
    moveHead.run(grown.size, formatPeaks(grown))
    db.exec('COMMIT')
    return { outcomes, grown }
  }
}
