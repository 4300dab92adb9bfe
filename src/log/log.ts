/** The port of the log: what every store of events owes to the ledger above it. */
import type { Position, Revision, Sha256, StreamName } from '../../events/event.js'

/** An event on its way in: its canonical JSON and what is needed to file it. */
export interface EncodedEvent {
  readonly id: string
  readonly text: string
}

/** Events of one stream that are appended together or not at all. */
export interface Batch {
  readonly stream: StreamName
  /** The revision at which the stream must be; `-1` for a stream that must not exist yet. */
  readonly expected: Revision
  readonly events: readonly EncodedEvent[]
}

/** What became of a batch. */
export type Outcome =
  | { readonly appended: true; readonly first: Position; readonly leaves: readonly Sha256[] }
  | { readonly appended: false; readonly conflict: 'revision_conflict'; readonly actual: Revision }

/** An event as it lies in the log. The text is the stored bytes, decoded as UTF-8. */
export interface StoredEvent {
  readonly position: Position
  readonly text: string
  /** RFC 6962 leaf hash of the bytes, as it was stored at the commit. */
  readonly leaf: Sha256
}

/** The state of the log's Merkle tree: what a checkpoint is made from. */
export interface TreeHead {
  readonly size: number
  readonly root: Sha256
}

export interface EventLog {
  /** The id of the ledger: a UUID given once, when the log was made. Event ids are derived from it. */
  readonly ledger: string

  /**
   * Appends batches, each all or nothing, and resolves once every outcome is known and durable.
   *
   * Batches are committed together. A batch whose stream is not at `expected` has the outcome
   * `revision_conflict` with nothing of it written; the others are not touched by that.
   *
   * @throws LedgerError `storage_full` when there was no space, `store_in_use` when another program was writing to
   *   the file: nothing of any batch was written, and the log can be used on;
   *   `outcome_unknown` when the commit failed otherwise: the log must not be used any more
   */
  append(batches: readonly Batch[]): Promise<readonly Outcome[]>

  /**
   * Events from a position on, up to but not including `until`, in order, in pages.
   * Ends where the log ended when it was called. Hashes are not checked.
   *
   * @throws LedgerError `store_damaged` when an event is missing or cannot be read
   */
  read(from: Position, until?: Position): AsyncIterable<readonly StoredEvent[]>

  /** One event, or undefined beyond the end. */
  at(position: Position): Promise<StoredEvent | undefined>

  /** Size and root as of the last commit. */
  head(): TreeHead

  /** Resolves with the size when the log is longer than `size`, or when the signal aborts. Rejects when the log is closed. */
  grown(size: number, signal: AbortSignal): Promise<number>

  /** Gives everything back. Closing again is nothing; any other use from then on throws LedgerError `closed`. */
  close(): Promise<void>
}
