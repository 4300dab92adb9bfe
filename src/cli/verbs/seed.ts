/** `wuhao seed`: writes the sample district into the store, the same for the same seed. */
import { LedgerError } from '../../errors.js'
import { CONFLICT, DONE } from '../exits.js'
import { seeded } from '../seeding.js'
import { defineVerb, flag, whole } from '../verb.js'

/** The seed when nobody names one. */
const SEED = 42

export const seed = defineVerb({
  name: 'seed',
  topic: 'start',
  summary: { zh: '把示例区写入账本', en: 'write the sample district into the store' },
  options: {
    seed: whole(
      '--seed <n>',
      `随机种子（默认${SEED}），同一种子数据相同`,
      `the seed (${SEED} by default); the same gives the same data`,
    ),
    dryRun: flag('--dry-run', '只检查，不写入', 'check only, write nothing'),
  },
  examples: ['wuhao seed', 'wuhao seed --seed 7 --store ./example'],
  run: async (context, { seed: number = SEED, dryRun }) => {
    const { io, words, complain, print, note, settings } = context
    const store = settings.store.value
    const size = await sizeOf(async () => await io.stores.open({ store, readOnly: true, clock: io.now }))
    if (size !== undefined && size > 0) {
      complain(words.error(words.seed.notEmpty(store, size)))
      return CONFLICT
    }
    if (dryRun) {
      note(words.seed.wouldBe(store))
      return DONE
    }
    const { ledger, events, ms } = await seeded(context, store, number, size !== undefined)
    await ledger.close()
    print(`${words.seed.done(store, events, number)}\n`)
    note(words.seed.took(ms))
    return DONE
  },
})

/** How many records a store holds; undefined where there is none. */
async function sizeOf(
  open: () => Promise<{ readonly head: () => { readonly size: number }; readonly close: () => Promise<void> }>,
) {
  try {
    const ledger = await open()
    const { size } = ledger.head()
    await ledger.close()
    return size
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'store_missing') return undefined
    throw error
  }
}
