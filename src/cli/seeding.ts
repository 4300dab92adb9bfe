/** Makes a store and writes the sample district into it, with a clock that the seed moves. */
import type { Ledger } from '../ledger.js'
import type { Context } from './context.js'
import { progressOf } from './progress.js'

export interface Seeded {
  readonly ledger: Ledger
  readonly events: number
  readonly ms: number
}

/**
 * The ledger stays open; its clock stands at the last day of the seed. In an empty ledger that was there before, the ids are
 * that ledger's; in a new one everything is the same for the same seed.
 */
export async function seeded(context: Context, store: string, seed: number, isThere = false): Promise<Seeded> {
  const { seedDistrict, seededLedgerId } = await import('../seed/seed.js')
  const start = performance.now()
  let now = 0
  const clock = (): number => now
  const { stores } = context.io
  const ledger = isThere
    ? await stores.open({ store, clock })
    : await stores.create({ store, ledger: seededLedgerId(seed), clock })
  const progress = progressOf(context, context.words.seed.progress)
  try {
    await seedDistrict(ledger, (ms) => (now = ms), { seed, progress: progress.show })
  } finally {
    progress.end()
  }
  return { ledger, events: ledger.head().size, ms: performance.now() - start }
}
