/** The composition root: settings, clock, log, ledger. */
import { randomUUID } from 'node:crypto'
import { LedgerError } from './errors.js'
import { type Clock, type Ledger, openLedger } from './ledger.js'
import type { EventLog } from './log/log.js'
import { openMemory } from './log/memory.js'
import { createSqlite, openSqlite } from './log/sqlite.js'

export interface OpenOptions {
  /** A directory, or `memory:`. */
  readonly store: string
  /** Readers take no lock and may look while another process writes. */
  readonly readOnly?: boolean
  readonly clock?: Clock
}

/** Opens a ledger that exists. */
export const open = async ({ store, readOnly = false, clock = Date.now }: OpenOptions): Promise<Ledger> =>
  await ready(store === 'memory:' ? openMemory({ ledger: randomUUID() }) : openSqlite(pathOf(store), { readOnly }), clock)

/** Makes a new ledger. Only a seed names its id, so that the same seed gives the same bytes. */
export const create = async ({
  store,
  clock = Date.now,
  ledger = randomUUID(),
}: OpenOptions & { readonly ledger?: string }): Promise<Ledger> =>
  await ready(store === 'memory:' ? openMemory({ ledger }) : createSqlite(pathOf(store), { ledger }), clock)

/** A log that cannot be read is closed again, so that its lock is not kept. */
async function ready(log: EventLog, clock: Clock): Promise<Ledger> {
  try {
    return await openLedger(log, clock)
  } catch (fault) {
    await log.close()
    throw fault
  }
}

function pathOf(store: string): string {
  const scheme = /^([a-z+]+):/.exec(store)?.[1]
  if (scheme === undefined) return store
  throw new LedgerError('config_invalid', {
    zh: `账本位置“${store}”不认识：请写一个文件夹，如 ./ledger`,
    en: `The store "${store}" is unknown: name a folder, such as ./ledger.`,
  })
}
