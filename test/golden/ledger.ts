/** The golden ledger as it is committed: the exact texts of its events, one a line. Nothing in it is ever changed. */
import { readFileSync } from 'node:fs'
import { decode } from '../../events/codec.js'
import type { LedgerEvent, Position } from '../../events/event.js'
import type { StoredEvent } from '../../src/log/log.js'
import { leafHash } from '../../src/log/tree.js'

/** The id of the golden ledger. */
export const LEDGER = '5f0c2f1e-6d3a-4b8e-9a17-20250101beef'

/** A file of this folder, wherever the code was compiled to. */
export const fileOf = (name: string): URL => new URL(name, import.meta.url)

/** The lines of a file of this folder. */
const linesOf = (name: string): string[] => readFileSync(fileOf(name), 'utf8').split('\n').filter(Boolean)

/** The events as a log holds them. */
export const storedEvents = (): StoredEvent[] =>
  linesOf('ledger.ndjson').map((text, position) => ({ position, text, leaf: leafHash(text) }))

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

/** What a committed JSON file of this folder holds. */
export const committed = (name: string): unknown => JSON.parse(readFileSync(fileOf(name), 'utf8'))
