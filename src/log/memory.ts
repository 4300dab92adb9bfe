/** The log in memory: the reference for what every store of events does. Nothing of it survives the process. */
import assert from 'node:assert/strict'
import type { Position, Revision, StreamName } from '../../events/event.js'
import { LedgerError } from '../errors.js'
import { assertBatch, assertPosition } from './batch.js'
import { growth } from './growth.js'
import type { Batch, EventLog, Outcome, StoredEvent } from './log.js'
import { emptyFrontier, grow, leafHash, rootOf } from './tree.js'

/** Events in a page. */
const pageSize = 1_000

/**
 * A log in memory.
 *
 * @param events what lies in it from the start, taken as it is: hashes are not checked
 */
export function openMemory({ ledger, events = [] }: { ledger: string; events?: readonly StoredEvent[] }): EventLog {
  const stored = [...events]
  const revisions = new Map<StreamName, Revision>()
  let frontier = emptyFrontier
  let open = true

  const alive = (): void => {
    if (open) return
    throw new LedgerError('closed', {
      zh: '账本已关闭。请重新打开后再试。',
      en: 'The ledger is closed. Open it again and retry.',
    })
  }
  const size = (): number => {
    alive()
    return stored.length
  }
  const waiting = growth(size)

  for (const [position, event] of stored.entries()) {
    assert.equal(event.position, position)
    frontier = grow(frontier, [event.leaf])
    const named = streamOf(event.text)
    if (named !== undefined) revisions.set(named, (revisions.get(named) ?? -1) + 1)
  }

  const append = ({ stream, expected, events }: Batch): Outcome => {
    const actual = revisions.get(stream) ?? -1
    if (actual !== expected) return { appended: false, conflict: 'revision_conflict', actual }
    const first = stored.length
    const leaves = events.map(({ text }) => leafHash(text))
    for (const [index, { text }] of events.entries()) stored.push({ position: first + index, text, leaf: leaves[index]! })
    revisions.set(stream, actual + events.length)
    frontier = grow(frontier, leaves)
    return { appended: true, first, leaves }
  }

  async function* pages(from: Position, until: Position): AsyncGenerator<readonly StoredEvent[]> {
    for (let first = from; first < until; first += pageSize) {
      alive()
      yield stored.slice(first, Math.min(first + pageSize, until))
    }
  }

  return {
    ledger,
    append: async (batches) => {
      alive()
      batches.forEach(assertBatch)
      const outcomes = batches.map(append)
      waiting.wake()
      return outcomes
    },
    read: (from, until = Infinity) => {
      assertPosition(from)
      return pages(from, Math.min(until, size()))
    },
    at: async (position) => {
      assertPosition(position)
      return position < size() ? stored[position] : undefined
    },
    head: () => ({ size: size(), root: rootOf(frontier) }),
    grown: waiting.beyond,
    close: async () => {
      open = false
      waiting.wake()
    },
  }
}

/** The stream that an event says it lies in, if it says so. */
function streamOf(text: string): StreamName | undefined {
  try {
    const { stream } = JSON.parse(text) as { stream?: unknown }
    return typeof stream === 'string' ? stream : undefined
  } catch {
    return undefined
  }
}
