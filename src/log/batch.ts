/** What callers owe a store, whichever it is. Admission has refused everything else, so a breach is a bug. */
import assert from 'node:assert/strict'
import type { Position } from '../../events/event.js'
import type { Batch } from './log.js'

/** The longest event, in bytes of UTF-8. */
export const maxEventBytes = 65_535

/** Characters that do not come back from a store: NUL ends a text in SQLite, lone surrogates have no UTF-8. */
const unstorable = /[\u0000\p{Surrogate}]/u

/** Asserts that there can be an event at a position. */
export function assertPosition(position: Position): void {
  assert(Number.isInteger(position) && position >= 0, `position ${position}`)
}

/** Asserts that a batch can be stored as it is. */
export function assertBatch({ stream, expected, events }: Batch): void {
  assert(Number.isInteger(expected) && expected >= -1, `expected revision ${expected} of ${stream}`)
  assert(events.length > 0, `a batch without events for ${stream}`)
  for (const { id, text } of events) {
    assert(Buffer.byteLength(text) <= maxEventBytes, `event ${id} is longer than ${maxEventBytes} bytes`)
    assert(!unstorable.test(text), `event ${id} holds a character that cannot be stored`)
  }
}
