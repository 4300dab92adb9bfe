/** Faults: what can go wrong without anybody having asked for something wrong. Refusals are values, bugs are assertions. */
import type { Words } from '../events/event.js'

export const errorCodes = [
  'store_in_use', // another process has the store open
  'store_missing', // there is no ledger at the place
  'store_not_empty', // a new ledger was wanted, and there is one
  'store_newer', // written by a newer version of the product
  'store_damaged', // bytes do not match their hashes, or the store is not one of ours
  'store_unsafe', // SQLite too old, or it would not hold what it acknowledges
  'storage_full', // nothing was written; try again when there is space
  'outcome_unknown', // a commit failed: the events may or may not be there
  'overloaded', // the queue is full; nothing was queued
  'clock_behind', // the clock of this machine is behind the last record
  'unreadable_event', // an event of an unknown type or a newer version
  'config_invalid', // a setting that cannot be used
  'closed', // used after close
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** A fault with a code that the edges turn into a status or an exit code, and a sentence that says what to do. */
export class LedgerError extends Error {
  readonly code: ErrorCode
  readonly words: Words
  constructor(code: ErrorCode, words: Words, options?: ErrorOptions) {
    super(words.en, options)
    this.name = 'LedgerError'
    this.code = code
    this.words = words
  }
}
