/** `wuhao init`: an empty ledger and a settings file beside it. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { CONFLICT, DONE } from '../exits.js'
import { CONFIG_FILE } from '../settings.js'
import { defineVerb, flag, text } from '../verb.js'

export const init = defineVerb({
  name: 'init',
  topic: 'start',
  summary: { zh: '新建一个空账本', en: 'make an empty ledger' },
  options: {
    dir: text('[dir]', '放在哪个目录（默认当前目录）', 'where; here by default'),
    as: text('--as <name>', '平时以谁的身份录入，写入设置文件', 'who usually records; goes into the settings file'),
    dryRun: flag('--dry-run', '只检查，不写入', 'check only, write nothing'),
  },
  examples: ['wuhao init', 'wuhao init 示例区 --as 示例文员'],
  run: async (context, { dir = '.', as, dryRun }) => {
    const { io, words, complain, print, note, lang } = context
    const folder = resolve(io.cwd, dir)
    const file = join(folder, CONFIG_FILE)
    if (existsSync(file)) {
      complain(words.error(words.init.there(file)))
      return CONFLICT
    }
    const store = join(folder, 'ledger')
    if (dryRun) {
      note(words.init.wouldBe(store))
      return DONE
    }
    mkdirSync(folder, { recursive: true })
    const ledger = await io.stores.create({ store, clock: io.now })
    await ledger.close()
    const settings = { store: './ledger', lang, ...(as !== undefined && { principal: as }) }
    writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`)
    print(`${words.init.made(store, ledger.id)}\n`)
    const here = relative(io.cwd, folder)
    note(words.init.next(here === '' ? '' : `cd ${here}`))
    return DONE
  },
})
