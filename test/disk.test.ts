/** What the store in a file does when it cannot write. */
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import t from 'tap'
import { createSqlite, openSqlite } from '../src/log/sqlite.js'
import { start } from './log/child.js'
import { batch, eventsOf, ledger, naiveRoot } from './log/given.js'

const top = t.testdir()

t.test('while another program writes to the file an append is refused, and then goes on', async (t) => {
  const directory = join(top, 'shared')
  const log = createSqlite(directory, { ledger })
  t.teardown(() => log.close())
  const other = new DatabaseSync(join(directory, 'ledger.db'))
  other.exec('BEGIN IMMEDIATE')
  const words = { zh: /正由另一个程序使用/, en: /in use/ }
  await t.rejects(log.append([batch('unit-C001', -1)]), { code: 'store_in_use', words, message: directory })
  t.equal(log.head().size, 0)
  other.exec('ROLLBACK')
  other.close()
  t.match(await log.append([batch('unit-C001', -1)]), [{ appended: true, first: 0 }])
})

t.test('where another program has written behind its back, the log is used no more and holds nothing up', async (t) => {
  const directory = join(top, 'betrayed')
  const log = createSqlite(directory, { ledger })
  t.teardown(() => log.close())
  await log.append([batch('unit-C001', -1)])
  const other = new DatabaseSync(join(directory, 'ledger.db'))
  other.exec("INSERT INTO event VALUES (1, 1, 1, 0, x'7b7d', zeroblob(32))")
  await t.rejects(log.append([batch('unit-C001', 0)]), { code: 'outcome_unknown', message: directory })
  await t.rejects(log.append([batch('unit-C001', 0)]), { code: 'closed', message: directory })
  other.exec('BEGIN IMMEDIATE')
  t.ok(other.isTransaction, 'the transaction that failed is over')
  other.close()
})

/** A file system of half a megabyte that only the process sees, and that is gone with it. */
const small = 'exec unshare -rm sh -c \'mount -t tmpfs -o size=512k tmpfs "$DIRECTORY" && exec "$@"\' sh "$@"'
const mounts = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', top]).status === 0

t.test('a full disk refuses, loses nothing, and goes on when there is space', { skip: !mounts && 'cannot mount' }, async (t) => {
  const directory = join(top, 'full')
  mkdirSync(directory)
  const child = start(
    directory,
    `import { writeFileSync, rmSync } from 'node:fs'
     const append = (expected) => log.append([batch('unit-C001', expected, 200)]).then(([{ first }]) => first, ({ code }) => code)
     const size = async () => {
       let read = 0
       for await (const page of log.read(0)) read += page.length
       return [log.head().size, read]
     }
     let log = createSqlite(directory, { ledger })
     const said = [await append(-1)]
     const filler = directory + '/filler'
     let written = 0
     try { for (;; written++) writeFileSync(filler, new Uint8Array(1024), { flag: 'a' }) } catch { /* full */ }
     said.push(await append(199), await append(199), await size())
     writeFileSync(filler, new Uint8Array(1024 * (written - 20)))
     said.push(await append(199), await size())
     rmSync(filler)
     said.push(await append(199), await size())
     const { root } = log.head()
     await log.close()
     log = openSqlite(directory)
     said.push(log.head().root === root, await size())
     console.log(JSON.stringify(said))`,
    small,
  )
  const kept = [200, 200]
  const said = [0, 'storage_full', 'storage_full', kept, 'storage_full', kept, 200, [400, 400], true, [400, 400]]
  t.same(JSON.parse(await child.line()), said)
})

const noSignals = process.platform === 'win32'

t.test('after a write that failed otherwise the log is used no more: its outcome is unknown', { skip: noSignals }, async (t) => {
  const directory = join(top, 'failing')
  const child = start(
    directory,
    `const log = createSqlite(directory, { ledger })
     const failure = (act) => act.then(() => 'none', ({ code, words }) => [code, words.en.includes(directory)])
     const waiting = failure(log.grown(1_000, new AbortController().signal))
     await log.append([batch('unit-C001', -1, 50)])
     const events = Array.from({ length: 400 }, (_, index) => ({ id: String(index), text: '"' + 'x'.repeat(65_000) + '"' }))
     const failed = await failure(log.append([{ stream: 'unit-C001', expected: 49, events }]))
     const after = await failure(log.append([batch('unit-C001', 49)]))
     console.log(JSON.stringify({ failed, after, waiting: await waiting }))
     await log.close()`,
    'trap "" XFSZ; ulimit -f 20000; exec "$@"', // no file grows beyond 10 or 20 MB, though the disk is not full
  )
  const said = { failed: ['outcome_unknown', true], after: ['closed', true], waiting: ['closed', true] }
  t.same(JSON.parse(await child.line()), said)
  await child.ended
  const log = openSqlite(directory)
  t.ok([50, 450].includes(log.head().size), 'what was acknowledged is there, and the rest wholly or not at all')
  t.equal(naiveRoot((await eventsOf(log)).map(({ leaf }) => leaf)), log.head().root)
  t.match(await log.append([batch('unit-C001', log.head().size - 1)]), [{ appended: true }])
  await log.close()
})
