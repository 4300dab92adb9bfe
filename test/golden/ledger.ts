/** The golden ledgers as they are committed: the exact texts of their events, one a line. Nothing in them is ever changed. */
import { readFileSync } from 'node:fs'
import { decode } from '../../events/codec.js'
import type { LedgerEvent, Position } from '../../events/event.js'
import type { StoredEvent } from '../../src/log/log.js'
import { leafHash } from '../../src/log/tree.js'

/** A golden ledger: its id, and the files beside it. */
export interface GoldenLedger {
  readonly id: string
  /** A file of its folder, wherever the code was compiled to. */
  readonly fileOf: (name: string) => URL
  /** The events as a log holds them. */
  readonly storedEvents: () => StoredEvent[]
  /** What a committed JSON file of its folder holds. */
  readonly committed: (name: string) => unknown
}

/** The golden ledger whose files lie in a folder. */
export function goldenIn(folder: URL, id: string): GoldenLedger {
  const fileOf = (name: string): URL => new URL(name, folder)
  const text = (name: string): string => readFileSync(fileOf(name), 'utf8')
  return {
    id,
    fileOf,
    storedEvents: () =>
      text('ledger.ndjson')
        .split('\n')
        .filter(Boolean)
        .map((line, position) => ({ position, text: line, leaf: leafHash(line) })),
    committed: (name) => JSON.parse(text(name)) as unknown,
  }
}

/** Rankings of communities and what follows from them. */
export const ranked = goldenIn(new URL('.', import.meta.url), '5f0c2f1e-6d3a-4b8e-9a17-20250101beef')

/** An event of the ledger as the slow twin reads it. */
export interface GoldenEntry {
  readonly position: Position
  readonly id: string
  readonly text: string
  readonly event: LedgerEvent
}

export const entriesOf = (stored: readonly StoredEvent[]): GoldenEntry[] =>
  stored.map(({ position, text }) => {
    const event = decode(position, text)
    return { position, id: event.id, text, event }
  })
