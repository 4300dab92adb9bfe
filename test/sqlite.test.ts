/** What only the store in a file keeps: across openings, across processes, and among other people's files. */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import t from 'tap'
import { isSafe } from '../src/log/schema.js'
import { createSqlite, openSqlite } from '../src/log/sqlite.js'
import { kill, start } from './log/child.js'
import { batch, eventsOf, ledger, naiveRoot, pagesOf } from './log/given.js'

const top = t.testdir()
let made = 0
/** A directory that does not exist yet. */
const place = (): string => join(top, String(made++))

/** A closed ledger of `count` events. */
async function closedLedger(count = 3): Promise<string> {
  const directory = place()
  const log = createSqlite(directory, { ledger })
  if (count > 0) await log.append([batch('unit-C001', -1, count)])
  await log.close()
  return directory
}

/** Goes behind the ledger's back. */
function tamper(directory: string, sql: string): void {
  const db = new DatabaseSync(join(directory, 'ledger.db'))
  try {
    db.exec(sql)
  } finally {
    db.close()
  }
}

const never = new AbortController().signal
const words = { zh: /[。]$/, en: /[.]$/ }

t.test('opening again finds everything as it was', async (t) => {
  const directory = place()
  const log = createSqlite(directory, { ledger })
  await log.append([batch('unit-C001', -1, 3), batch('unit-C002', -1, 2)])
  const [head, events] = [log.head(), await eventsOf(log)]
  await log.close()
  for (const readOnly of [false, true]) {
    const again = openSqlite(directory, { readOnly })
    t.equal(again.ledger, ledger)
    t.same(again.head(), head)
    t.same(await eventsOf(again), events)
    await again.close()
  }
  const writer = openSqlite(directory)
  t.match(await writer.append([batch('unit-C001', 1), batch('unit-C001', 2)]), [{ actual: 2 }, { appended: true, first: 5 }])
  t.equal(writer.head().root, naiveRoot((await eventsOf(writer)).map(({ leaf }) => leaf)), 'the tree goes on')
  await writer.close()
})

t.test('each event names its stream and revision, and leads back to the one before it', async (t) => {
  const directory = place()
  const log = createSqlite(directory, { ledger })
  await log.append([batch('unit-C001', -1, 2), batch('unit-C002', -1), batch('unit-C001', 1)])
  await log.append([batch('unit-C002', 0), batch('unit-C001', 2)])
  await log.close()
  const db = new DatabaseSync(join(directory, 'ledger.db'), { readOnly: true, returnArrays: true })
  t.same(db.prepare('SELECT position, name, e.revision, previous FROM event e JOIN stream s ON s.id = e.stream').all(), [
    [0, 'unit-C001', 0, null],
    [1, 'unit-C001', 1, 0],
    [2, 'unit-C002', 0, null],
    [3, 'unit-C001', 2, 1],
    [4, 'unit-C002', 1, 2],
    [5, 'unit-C001', 3, 3],
  ])
  t.same(db.prepare('SELECT name, revision, last FROM stream ORDER BY name').all(), [
    ['unit-C001', 3, 5],
    ['unit-C002', 1, 4],
  ])
  db.close()
})

t.test('a commit waits for the disk, also after the first write on a re-opened file', async (t) => {
  const directory = place()
  const created = createSqlite(directory, { ledger })
  t.match(created.durability(), { journal: 'wal', synchronous: 2 })
  await created.append([batch('unit-C001', -1)])
  t.match(created.durability(), { journal: 'wal', synchronous: 2 })
  await created.close()
  const opened = openSqlite(directory)
  t.match(opened.durability(), { journal: 'wal', synchronous: 2 })
  await opened.append([batch('unit-C001', 0)])
  t.match(opened.durability(), { journal: 'wal', synchronous: 2 })
  await opened.close()
})

t.test('left to itself, the driver does not wait: that is why it is told to, and asked', async (t) => {
  const db = new DatabaseSync(join(await closedLedger(), 'ledger.db'))
  db.prepare('SELECT * FROM head').get()
  t.match(db.prepare('PRAGMA synchronous').get(), { synchronous: 1 })
  db.close()
})

t.test('a SQLite that could reset a WAL file too early is not used', async (t) => {
  for (const safe of ['3.51.3', '3.51.10', '3.52.0', '3.53.0', '4.0.0']) t.ok(isSafe(safe), safe)
  for (const unsafe of ['3.51.2', '3.51', '3.50.9', '3.7.17', '2.99.99', '']) t.notOk(isSafe(unsafe), unsafe)
})

t.test('only one can write, also within a process; readers are not kept out', async (t) => {
  const directory = place()
  const writer = createSqlite(directory, { ledger })
  t.teardown(() => writer.close())
  for (let attempt = 0; attempt < 2; attempt++) {
    t.throws(() => openSqlite(directory), { code: 'store_in_use', words, message: directory })
  }
  const reader = openSqlite(directory, { readOnly: true })
  t.teardown(() => reader.close())
  t.equal(reader.head().size, 0)
  const grown = reader.grown(0, never)
  await writer.append([batch('unit-C001', -1, 2)])
  t.equal(await grown, 2, 'a reader is told what the writer appended')
  t.same(reader.head(), writer.head())
  t.same(await eventsOf(reader), await eventsOf(writer))
  await t.rejects(reader.append([batch('unit-C001', 1)]), { code: 'ERR_ASSERTION' })
  await writer.close()
  const next = openSqlite(directory)
  await next.append([batch('unit-C001', 1)])
  t.equal(reader.head().size, 3, 'a reader stays when the writer changes')
  await next.close()
})

t.test('a writer that dies leaves what it acknowledged, and nothing to clear away', async (t) => {
  const directory = place()
  const child = start(
    directory,
    `const log = createSqlite(directory, { ledger })
     await log.append([batch('unit-C001', -1, 2)])
     try { openSqlite(directory) } catch ({ code }) { console.log(code) }
     process.stdin.once('data', async () => {
       await log.append([batch('unit-C001', 1, 3)])
       console.log(log.head().root)
     })`,
  )
  t.teardown(() => child.process.kill('SIGKILL'))
  t.equal(await child.line(), 'store_in_use', 'for the process itself, which keeps the lock')
  t.throws(() => openSqlite(directory), { code: 'store_in_use' })
  const reader = openSqlite(directory, { readOnly: true })
  t.teardown(() => reader.close())
  t.equal(reader.head().size, 2)
  const grown = reader.grown(2, never)
  child.process.stdin.write('go on\n')
  t.equal(await grown, 5, 'growth is seen across processes')
  const root = await child.line()
  t.throws(() => openSqlite(directory), { code: 'store_in_use' })
  await kill(child)
  const next = openSqlite(directory)
  t.same(next.head(), { size: 5, root })
  t.equal(naiveRoot((await eventsOf(next)).map(({ leaf }) => leaf)), root)
  await next.append([batch('unit-C001', 4)])
  t.equal(reader.head().size, 6)
  await next.close()
})

/** The ledger in another directory, of its database file alone. */
function copyOf(directory: string): string {
  const copy = place()
  mkdirSync(copy)
  copyFileSync(join(directory, 'ledger.db'), join(copy, 'ledger.db'))
  return copy
}

t.test('after closing, the database file alone is the ledger', async (t) => {
  const directory = await closedLedger()
  const copy = copyOf(directory)
  const [one, other] = [openSqlite(directory), openSqlite(copy)]
  t.equal(one.head().size, 3)
  t.same(other.head(), one.head())
  t.same(await eventsOf(other), await eventsOf(one))
  await Promise.all([one.close(), other.close()])
})

t.test('the files belong to their user alone', { skip: process.platform === 'win32' }, async (t) => {
  const directory = join(place(), 'deeper')
  const log = createSqlite(directory, { ledger })
  await log.append([batch('unit-C001', -1)])
  const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8)
  t.equal(mode(directory), '700')
  for (const name of ['ledger.db', 'ledger.db-wal', 'ledger.db-shm', 'ledger.lock'])
    t.equal(mode(join(directory, name)), '600', name)
  await log.close()
})

t.test('where there is no ledger, none is opened and nothing is made', async (t) => {
  const [nowhere, empty] = [place(), place()]
  mkdirSync(empty)
  for (const directory of [nowhere, empty]) {
    for (const readOnly of [false, true]) {
      t.throws(() => openSqlite(directory, { readOnly }), { code: 'store_missing', words, message: directory })
    }
  }
  t.notOk(existsSync(nowhere))
  t.same(readdirSync(empty), [])
})

t.test('a second ledger is not made over the first', async (t) => {
  const directory = await closedLedger()
  const before = readFileSync(join(directory, 'ledger.db'))
  t.throws(() => createSqlite(directory, { ledger }), { code: 'store_not_empty', words, message: directory })
  t.same(readFileSync(join(directory, 'ledger.db')), before)
  const open = openSqlite(directory)
  t.throws(() => createSqlite(directory, { ledger }), { code: 'store_not_empty' }, 'nor while it is open')
  await open.close()
})

t.test('a ledger whose making was interrupted can be made again', async (t) => {
  const directory = place()
  mkdirSync(directory)
  writeFileSync(join(directory, 'ledger.db.new'), 'half of a ledger')
  writeFileSync(join(directory, 'ledger.db.new-journal'), 'its journal')
  const log = createSqlite(directory, { ledger })
  t.match(await log.append([batch('unit-C001', -1)]), [{ appended: true }])
  await log.close()
  t.notOk(
    readdirSync(directory).some((name) => name.includes('new')),
    'nothing of it is left',
  )
})

t.test('a file that is no ledger, or a newer one, is refused and left as it is', async (t) => {
  const good = await closedLedger()
  for (const [what, code, spoil] of [
    ['a newer ledger', 'store_newer', (directory: string) => tamper(directory, 'PRAGMA user_version = 2')],
    ['the database of another program', 'store_damaged', (directory: string) => tamper(directory, 'PRAGMA application_id = 0')],
    ['an empty file', 'store_damaged', (directory: string) => truncateSync(join(directory, 'ledger.db'))],
    ['a ledger cut short', 'store_damaged', (directory: string) => truncateSync(join(directory, 'ledger.db'), 4_096)],
    ['a text', 'store_damaged', (directory: string) => writeFileSync(join(directory, 'ledger.db'), '不是账本。'.repeat(1_000))],
  ] as const) {
    const directory = copyOf(good)
    spoil(directory)
    const before = readFileSync(join(directory, 'ledger.db'))
    // Twice for writing: what is refused does not keep the lock.
    for (const readOnly of [false, true, false]) {
      t.throws(() => openSqlite(directory, { readOnly }), { code, words, message: directory }, what)
    }
    t.ok(readFileSync(join(directory, 'ledger.db')).equals(before), `${what} is left as it is`)
  }
})

t.test('a ledger whose events and tree do not fit together is refused', async (t) => {
  for (const [what, sql] of [
    ['the last event is gone', 'DROP TRIGGER event_kept; DELETE FROM event WHERE position = 2'],
    ['an event too many', "INSERT INTO event VALUES (3, 1, 3, 2, x'7b7d', zeroblob(32))"],
    ['another size', 'UPDATE head SET size = 2'],
    ['no digests', "UPDATE head SET peaks = 'a b'"],
  ] as const) {
    const directory = await closedLedger()
    tamper(directory, sql)
    t.throws(() => openSqlite(directory), { code: 'store_damaged', words, message: directory }, what)
  }
})

t.test('a read does not pass over an event that is gone', async (t) => {
  const directory = await closedLedger(9)
  tamper(directory, 'DROP TRIGGER event_kept; DELETE FROM event WHERE position = 4')
  const log = openSqlite(directory)
  await t.rejects(pagesOf(log), { code: 'store_damaged', words, message: directory })
  await t.rejects(log.at(4), { code: 'store_damaged' })
  t.equal((await eventsOf(log, 5)).length, 4)
  await log.close()
})

t.test('the file itself refuses to change, delete, replace or leave out an event', async (t) => {
  const directory = await closedLedger()
  for (const sql of [
    "UPDATE event SET bytes = x'7b7d' WHERE position = 1",
    'DELETE FROM event WHERE position = 2',
    'DELETE FROM event',
    "INSERT OR REPLACE INTO event VALUES (1, 1, 1, 0, x'7b7d', zeroblob(32))",
    "INSERT INTO event VALUES (4, 1, 3, 2, x'7b7d', zeroblob(32))",
  ]) {
    t.throws(() => tamper(directory, sql), { message: /^events are/ }, sql)
  }
})

t.test('a directory that is none, or closed to this user, is named', async (t) => {
  const file = join(top, 'file')
  writeFileSync(file, '')
  t.throws(() => createSqlite(join(file, 'ledger'), { ledger }), { code: 'config_invalid', words, message: file })
  t.throws(() => openSqlite(file), { code: 'store_missing', message: file })
  if (process.getuid?.() === 0) return // may read everything
  const directory = await closedLedger()
  chmodSync(join(directory, 'ledger.db'), 0)
  t.throws(() => openSqlite(directory), { code: 'config_invalid', words, message: directory })
})
