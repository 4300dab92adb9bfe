/** The contract of the log: what every store of events keeps, whichever it is. */
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { EventLog, Outcome } from '../src/log/log.js'
import { openMemory } from '../src/log/memory.js'
import { createSqlite } from '../src/log/sqlite.js'
import { leafHash } from '../src/log/tree.js'
import { batch, eventsOf, ledger, naiveLeaf, naiveRoot, pagesOf, text } from './log/given.js'

const directory = t.testdir()
let made = 0

const stores: readonly { readonly name: string; readonly open: () => EventLog }[] = [
  { name: 'memory', open: () => openMemory({ ledger }) },
  { name: 'sqlite', open: () => createSqlite(join(directory, String(made++)), { ledger }) },
]

const never = new AbortController().signal
const appended = (first: number, stream: string, ...revisions: readonly number[]): Outcome => ({
  appended: true,
  first,
  leaves: revisions.map((revision) => leafHash(text(stream, revision))),
})
const conflict = (actual: number): Outcome => ({ appended: false, conflict: 'revision_conflict', actual })

for (const { name, open } of stores) {
  t.test(name, async (t) => {
    /** A new log of one test, closed after it. */
    const fresh = (t: Test): EventLog => {
      const log = open()
      t.teardown(() => log.close())
      return log
    }

    t.test('a new log is empty and knows its ledger', async (t) => {
      const log = fresh(t)
      t.equal(log.ledger, ledger)
      t.same(log.head(), { size: 0, root: naiveRoot([]) })
      t.same(await pagesOf(log), [])
      t.equal(await log.at(0), undefined)
      t.same(await log.append([]), [])
    })

    t.test('positions are dense from 0, in the order of the batches', async (t) => {
      const log = fresh(t)
      t.same(await log.append([batch('unit-C001', -1, 2), batch('unit-C002', -1)]), [
        appended(0, 'unit-C001', 0, 1),
        appended(2, 'unit-C002', 0),
      ])
      t.same(await log.append([batch('unit-C001', 1)]), [appended(3, 'unit-C001', 2)])
      const events = await eventsOf(log)
      t.same(
        events.map(({ position }) => position),
        [0, 1, 2, 3],
      )
      t.same(
        events.map((event) => event.text),
        [text('unit-C001', 0), text('unit-C001', 1), text('unit-C002', 0), text('unit-C001', 2)],
      )
    })

    t.test('a stream that must not exist yet is expected at -1, then at its last revision', async (t) => {
      const log = fresh(t)
      t.same(await log.append([batch('unit-C001', 0)]), [conflict(-1)])
      t.same(await log.append([batch('unit-C001', -1, 3)]), [appended(0, 'unit-C001', 0, 1, 2)])
      t.same(await log.append([batch('unit-C001', -1)]), [conflict(2)])
      t.same(await log.append([batch('unit-C001', 1)]), [conflict(2)])
      t.same(await log.append([batch('unit-C001', 3)]), [conflict(2)])
      t.same(await log.append([batch('unit-C001', 2)]), [appended(3, 'unit-C001', 3)])
    })

    t.test('a conflict writes nothing of its batch', async (t) => {
      const log = fresh(t)
      await log.append([batch('unit-C001', -1)])
      const before = log.head()
      t.same(await log.append([batch('unit-C001', 4, 3), batch('unit-C002', 0, 2)]), [conflict(0), conflict(-1)])
      t.same(log.head(), before)
      t.equal((await eventsOf(log)).length, 1)
      t.same(await log.append([batch('unit-C002', -1)]), [appended(1, 'unit-C002', 0)], 'the stream still does not exist')
    })

    t.test('a conflict does not touch the other batches of the call', async (t) => {
      const log = fresh(t)
      t.same(await log.append([batch('unit-C001', -1, 2), batch('unit-C002', 5, 2), batch('unit-C003', -1)]), [
        appended(0, 'unit-C001', 0, 1),
        conflict(-1),
        appended(2, 'unit-C003', 0),
      ])
      t.equal(log.head().size, 3)
    })

    t.test('a batch sees what the batches before it in the call did to its stream', async (t) => {
      const log = fresh(t)
      const outcomes = await log.append([
        batch('unit-C001', -1, 2),
        batch('unit-C001', -1),
        batch('unit-C001', 1),
        batch('unit-C001', 1),
        batch('unit-C001', 2),
      ])
      t.same(outcomes, [
        appended(0, 'unit-C001', 0, 1),
        conflict(1),
        appended(2, 'unit-C001', 2),
        conflict(2),
        appended(3, 'unit-C001', 3),
      ])
    })

    t.test('a text comes back as it was, and its leaf is the hash of its bytes', async (t) => {
      const log = fresh(t)
      const texts = ['', 'a', text('unit-C001', 0), '\u0001\u001f\u007f\ufffd\uffff', '示'.repeat(21_845)]
      const [outcome] = await log.append([
        { stream: 'unit-C001', expected: -1, events: texts.map((event, index) => ({ id: String(index), text: event })) },
      ])
      const events = await eventsOf(log)
      t.same(
        events.map((event) => event.text),
        texts,
      )
      t.same(
        events.map(({ leaf }) => leaf),
        texts.map(naiveLeaf),
      )
      t.same(outcome, { appended: true, first: 0, leaves: texts.map(naiveLeaf) })
    })

    t.test('what cannot come back as it was is a bug of the caller, and writes nothing', async (t) => {
      const log = fresh(t)
      const wrong = ['示'.repeat(21_846), 'a\u0000b', 'a\ud800b']
      for (const bad of wrong) {
        const events = [
          { id: 'good', text: 'good' },
          { id: 'bad', text: bad },
        ]
        await t.rejects(log.append([{ stream: 'unit-C001', expected: -1, events }]), { code: 'ERR_ASSERTION' })
      }
      await t.rejects(log.append([batch('unit-C001', -1, 0)]), { code: 'ERR_ASSERTION' }, 'a batch without events')
      await t.rejects(log.append([batch('unit-C001', -2)]), { code: 'ERR_ASSERTION' }, 'no expected revision')
      t.equal(log.head().size, 0)
    })

    t.test('the head is size and root of the tree over all leaves', async (t) => {
      const log = fresh(t)
      const leaves: string[] = []
      for (let revision = -1; leaves.length < 40; revision = leaves.length - 1) {
        const count = (leaves.length % 3) + 1
        await log.append([batch('unit-C001', revision, count)])
        for (let index = 0; index < count; index++) leaves.push(naiveLeaf(text('unit-C001', leaves.length)))
        t.same(log.head(), { size: leaves.length, root: naiveRoot(leaves) })
      }
    })

    t.test('a read goes from a position up to, but not including, another', async (t) => {
      const log = fresh(t)
      await log.append([batch('unit-C001', -1, 10)])
      const positions = async (from: number, until?: number) => (await eventsOf(log, from, until)).map(({ position }) => position)
      t.same(await positions(7), [7, 8, 9])
      t.same(await positions(2, 5), [2, 3, 4])
      t.same(await positions(8, 100), [8, 9])
      t.same(await positions(4, 4), [])
      t.same(await positions(5, 2), [])
      t.same(await positions(10), [])
      t.same(await positions(99), [])
    })

    t.test('a long read comes in pages, with nothing lost or doubled between them', async (t) => {
      const log = fresh(t)
      for (let expected = -1; expected < 10_999; expected += 1_000) await log.append([batch('unit-C001', expected, 1_000)])
      const pages = await pagesOf(log, 3)
      t.ok(pages.length > 1)
      t.ok(pages.every((page) => page.length > 0))
      const events = pages.flat()
      t.equal(events.length, 10_997)
      t.ok(events.every((event, index) => event.position === index + 3 && event.text === text('unit-C001', index + 3)))
    })

    t.test('a read ends where the log ended when it was asked for', async (t) => {
      const log = fresh(t)
      await log.append([batch('unit-C001', -1, 5_001)])
      const reading = log.read(0)
      await log.append([batch('unit-C001', 5_000)])
      let [read, pages] = [0, 0]
      for await (const page of reading) {
        read += page.length
        await log.append([batch(`unit-D${pages++}`, -1)])
      }
      t.equal(read, 5_001)
      t.equal(log.head().size, 5_002 + pages)
    })

    t.test('one event is found at its position, and none beyond the end', async (t) => {
      const log = fresh(t)
      await log.append([batch('unit-C001', -1, 3)])
      t.same(await log.at(1), { position: 1, text: text('unit-C001', 1), leaf: naiveLeaf(text('unit-C001', 1)) })
      t.equal((await log.at(2))?.position, 2)
      t.equal(await log.at(3), undefined)
      await t.rejects(log.at(-1), { code: 'ERR_ASSERTION' }, 'no position')
      t.throws(() => log.read(0.5), { code: 'ERR_ASSERTION' }, 'no position')
    })

    t.test('appends that are not waited for keep their order', async (t) => {
      const log = fresh(t)
      const outcomes = await Promise.all(Array.from({ length: 50 }, (_, index) => log.append([batch('unit-C001', index - 1)])))
      t.same(
        outcomes.flat(),
        Array.from({ length: 50 }, (_, index) => appended(index, 'unit-C001', index)),
      )
    })

    t.test('of many appends for one place, exactly one is written', async (t) => {
      const log = fresh(t)
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => log.append([batch('unit-C001', -1)])))
      t.same(outcomes.flat(), [appended(0, 'unit-C001', 0), ...Array.from({ length: 19 }, () => conflict(0))])
      t.equal(log.head().size, 1)
    })

    t.test('whoever waits for more is told when it is there', async (t) => {
      const log = fresh(t)
      await log.append([batch('unit-C001', -1, 2)])
      t.equal(await log.grown(1, never), 2, 'at once, when it is longer already')
      let told = 0
      const waiting = [2, 3].map(async (size) => {
        const grown = await log.grown(size, never)
        told++
        return grown
      })
      await log.append([batch('unit-C001', 0)])
      t.equal(told, 0, 'a conflict is no growth')
      await log.append([batch('unit-C001', 1)])
      t.equal(await waiting[0], 3)
      t.equal(told, 1)
      await log.append([batch('unit-C001', 2, 2)])
      t.equal(await waiting[1], 5)
    })

    t.test('waiting ends when the signal aborts, with the size as it is', async (t) => {
      const log = fresh(t)
      await log.append([batch('unit-C001', -1)])
      const stop = new AbortController()
      const waiting = log.grown(1, stop.signal)
      stop.abort()
      t.equal(await waiting, 1)
      t.equal(await log.grown(9, stop.signal), 1, 'and does not begin')
    })

    t.test('a closed log refuses everything, and tells those who wait', async (t) => {
      const log = fresh(t)
      await log.append([batch('unit-C001', -1, 5_001)])
      const waiting = t.rejects(log.grown(5_001, never), { code: 'closed' })
      const pages = log.read(0)[Symbol.asyncIterator]()
      await pages.next()
      await log.close()
      await waiting
      await t.rejects(pages.next(), { code: 'closed' }, 'in the middle of a read')
      await t.rejects(log.append([batch('unit-C002', -1)]), { code: 'closed' })
      await t.rejects(pagesOf(log), { code: 'closed' })
      await t.rejects(log.at(0), { code: 'closed' })
      await t.rejects(log.grown(0, never), { code: 'closed' })
      t.throws(() => log.head(), { code: 'closed', words: { zh: /账本.*已关闭/, en: /closed/ } })
      await t.resolves(log.close(), 'closing again is nothing')
    })
  })
}

t.test('a log in memory may start with what another has read', async (t) => {
  const log = openMemory({ ledger })
  await log.append([batch('unit-C001', -1, 3), batch('unit-C002', -1, 2)])
  const copy = openMemory({ ledger, events: await eventsOf(log) })
  t.same(copy.head(), log.head())
  t.same(await eventsOf(copy), await eventsOf(log))
  t.same(await copy.append([batch('unit-C001', 2), batch('unit-C002', 2)]), [appended(5, 'unit-C001', 3), conflict(1)])
  t.equal(openMemory({ ledger, events: [{ position: 0, text: 'no event', leaf: naiveLeaf('no event') }] }).head().size, 1)
})
