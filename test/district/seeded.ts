/** The sample district in memory, and the slow twin beside it. */
import { decode } from '../../events/codec.js'
import type { LedgerEvent, Position } from '../../events/event.js'
import { type Ledger, openLedger } from '../../src/ledger.js'
import { openMemory } from '../../src/log/memory.js'
import { DEFAULT_SEED, seedDistrict, seededLedgerId } from '../../src/seed/seed.js'
import type { World } from '../twin/world.js'
import { ruleEventsOf, slowAnswers, worldsOf } from '../twin/answers.js'

/** An event of the district. */
export interface SeedEntry {
  readonly position: Position
  readonly id: string
  readonly text: string
  readonly event: LedgerEvent
}

export interface Seeded {
  readonly ledger: Ledger
  readonly entries: readonly SeedEntry[]
  readonly ruleEvents: readonly LedgerEvent[]
  readonly worldAt: (knownAt: Position) => World
  readonly twin: ReturnType<typeof slowAnswers>
  /** The position of the last event. */
  readonly head: Position
}

/** Seeds the district as `wuhao seed` does. It takes seconds: once a test file is enough. */
export async function seeded(): Promise<Seeded> {
  const log = openMemory({ ledger: seededLedgerId(DEFAULT_SEED) })
  let now = 0
  const ledger = await openLedger(log, () => now)
  await seedDistrict(ledger, (ms) => (now = ms))
  const entries: SeedEntry[] = []
  for await (const page of log.read(0))
    for (const { position, text } of page) {
      const event = decode(position, text)
      entries.push({ position, id: event.id, text, event })
    }
  const ruleEvents = ruleEventsOf(entries)
  const worldAt = worldsOf(entries)
  return { ledger, entries, ruleEvents, worldAt, twin: slowAnswers(ruleEvents, worldAt), head: entries.length - 1 }
}
