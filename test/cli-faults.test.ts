/** What can go wrong without anybody having typed anything wrong: the store, a bug. One sentence, the exit code, no stack. */
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import t from 'tap'
import { exitOfError, exitOfRefusal, exitOfWrite, meanings } from '../src/cli/exits.js'
import { refusalCodes } from '../projections/refusal.js'
import { errorCodes, LedgerError } from '../src/errors.js'
import { open } from '../src/main.js'
import { ndjson, type Ran, TODAY, unit, type World, wuhao } from './cli/wuhao.js'

const cwd = t.testdir({ 'a.ndjson': ndjson([unit('D01', 'district'), unit('S01', 'street', 'D01')]) })
const cli = async (words: string, world: Partial<World> = {}): Promise<Ran> =>
  await wuhao({ cwd, env: { WUHAO_AS: '示例文员' }, ...world }, words)
await cli('init')
await cli('import a.ndjson')

/** Every verb that opens the ledger. */
const readers = ['events', 'units', 'replay', 'show 0', 'rules list', 'gaps --period 2025', 'import a.ndjson --dry-run']
const writers = ['import a.ndjson', 'record UnitDissolved --on 2026-01-01 --data {"unit":"S01"}', 'rules adopt x', 'seed']

const copy = (name: string, sql: string): string => {
  const store = join(cwd, name)
  cpSync(join(cwd, 'ledger'), store, { recursive: true })
  const db = new DatabaseSync(join(store, 'ledger.db'))
  db.exec(sql)
  db.close()
  return store
}

t.test('a store in use: whoever writes is refused, whoever reads is not', async (t) => {
  const ledger = await open({ store: join(cwd, 'ledger'), clock: () => Date.parse(TODAY) })
  for (const words of writers.slice(0, 3))
    t.match(await cli(words), { code: 7, out: '', err: /^错误：账本 .*ledger 正由另一个程序使用。/ }, words)
  for (const words of readers) if (!words.startsWith('gaps')) t.match(await cli(words), { code: 0 }, words)
  await ledger.close()
  t.match(await cli('import a.ndjson'), { code: 0 })
})

t.test('a store that is missing, newer, or damaged', async (t) => {
  const stores: readonly (readonly [string, number, string])[] = [
    [join(cwd, 'none'), 7, '里没有账本'],
    [copy('newer', 'PRAGMA user_version = 99'), 78, '由更新版本的程序写成的'],
    [copy('foreign', 'PRAGMA application_id = 0'), 78, '不是本程序的账本'],
    [
      copy(
        'damaged',
        "DROP TRIGGER event_unchanged; UPDATE event SET bytes = CAST(replace(CAST(bytes AS TEXT), '示例D01', '示例X01') AS BLOB)",
      ),
      78,
      '第0号记录与录入时的内容不符',
    ],
  ]
  for (const [store, code, zh] of stores) {
    for (const words of [...readers, ...writers]) {
      if (words === 'seed' && code === 7) continue
      const { code: exit, out, err } = await cli(`${words} --store ${store}`)
      t.match({ code: exit, out, err }, { code, out: '', err: zh }, `${words} ${zh}`)
      t.notMatch(err, /\n\s+at /, 'no stack')
    }
    t.match(await cli(`events --store ${store} --lang en`), { code, out: '', err: /^error: [^\u4e00-\u9fff]/ })
  }
  t.match(await cli(`events --store ${join(cwd, 'none')}`), { err: '新建账本用 wuhao init' }, 'and what to do')
  t.match(await cli('events --store ftp://x'), { code: 2, out: '', err: '账本位置“ftp://x”不认识' })
})

t.test('a bug is one sentence and exit 1; where it is comes with -v -v', async (t) => {
  const stores = { open: async (): Promise<never> => await Promise.reject(new TypeError('x is not a function\nmore')) }
  const plain = await cli('events', { stores })
  t.match(plain, { code: 1, out: '', err: /^错误：程序出错.*\nTypeError: x is not a function\n加 -v -v 再运行一次/ })
  t.notMatch(plain.err, /\n\s+at /)
  for (const flags of ['-v -v', '-vv', '--verbose --verbose'])
    t.match((await cli(`events ${flags}`, { stores })).err, /\n\s+at /, flags)
  const unknown = {
    open: async (): Promise<never> => await Promise.reject(new LedgerError('outcome_unknown', { zh: '甲', en: 'a' })),
  }
  t.match(await cli('import a.ndjson', { stores: unknown }), { code: 70, out: '', err: '错误：甲\n' })
  t.match(await cli('import a.ndjson -v', { stores: unknown }), { code: 70, err: '代码 outcome_unknown' })
})

t.test('every code has an exit code that help explains', (t) => {
  for (const code of refusalCodes) {
    t.ok(meanings.has(exitOfRefusal[code]), code)
    t.ok([5, 6].includes(exitOfWrite(code)), code)
  }
  for (const code of errorCodes) t.ok(meanings.has(exitOfError[code]), code)
  t.match(
    [exitOfError.store_in_use, exitOfError.store_newer, exitOfRefusal.unknown_unit, exitOfWrite('unknown_unit')],
    [7, 78, 4, 6],
  )
  t.ok(readFileSync(join(cwd, 'a.ndjson')).length > 0)
  t.end()
})
