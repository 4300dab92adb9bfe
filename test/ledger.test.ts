/** Recording and asking: what the ledger owes to whoever records, whatever happens in between. */
import t from 'tap'
import { LedgerError } from '../src/errors.js'
import { type Ledger, openLedger, type Recorded } from '../src/ledger.js'
import type { EventLog } from '../src/log/log.js'
import { openMemory } from '../src/log/memory.js'
import { createSqlite, openSqlite } from '../src/log/sqlite.js'
import { district, on } from './given.js'

const LEDGER = '00000000-0000-4000-8000-000000000001'
const noon = Date.parse('2026-03-02T12:00:00+08:00')

/** A ledger with the small district in it. Its clock stands still unless a test moves it. */
async function started(log: EventLog = openMemory({ ledger: LEDGER }), clock: () => number = () => noon): Promise<Ledger> {
  const ledger = await openLedger(log, clock)
  for (const [i, proposal] of district.entries())
    accepted(await ledger.record([proposal], { principal: 'clerk', key: `district-${i}` }))
  return ledger
}

function accepted(recorded: Recorded) {
  if (recorded.refused) throw new Error(recorded.words.zh)
  return recorded
}

const training = (topic: string, occurredOn = '2026-02-01') =>
  on(occurredOn, 'TrainingHeld', { unit: 'C001', kind: 'instructor_class', topic, headcount: 12 })

const size = district.length

t.test('a receipt names position, revision and leaf, and the event is there to be read', async (t) => {
  const ledger = await started()
  const { receipts, replayed } = accepted(
    await ledger.record([training('示例一'), training('示例二')], { principal: 'clerk', key: 'a' }),
  )
  t.notOk(replayed)
  t.match(receipts, [
    { position: size, stream: 'unit-C001', type: 'TrainingHeld' },
    { position: size + 1, stream: 'unit-C001', type: 'TrainingHeld' },
  ])
  const shown = await ledger.at(size + 1)
  t.match(shown?.event, {
    actor: 'clerk',
    occurredOn: '2026-02-01',
    recordedAt: '2026-03-02T04:00:00.000Z',
    data: { topic: '示例二' },
  })
  t.equal(shown?.leaf, receipts[1]?.leaf)
})

t.test('a repeated key is answered with the first receipt, and records nothing', async (t) => {
  const ledger = await started()
  const first = accepted(await ledger.record([training('示例')], { principal: 'clerk', key: 'same' }))
  const again = accepted(await ledger.record([training('示例')], { principal: 'clerk', key: 'same' }))
  t.ok(again.replayed)
  t.strictSame(again.receipts, first.receipts)
  t.equal(ledger.head().size, size + 1)
})

t.test('twice at the same moment is once', async (t) => {
  const ledger = await started()
  const twice = await Promise.all(
    [1, 2].map(async () => await ledger.record([training('示例')], { principal: 'clerk', key: 'same' })),
  )
  t.strictSame(accepted(twice[0]!).receipts, accepted(twice[1]!).receipts)
  t.equal(ledger.head().size, size + 1)
})

t.test('a repeated key with another content is refused, and the place of the difference is named', async (t) => {
  const ledger = await started()
  accepted(await ledger.record([training('示例')], { principal: 'clerk', key: 'same' }))
  t.match(await ledger.record([training('另一项')], { principal: 'clerk', key: 'same' }), {
    refused: true,
    code: 'key_reused',
    place: '/data/topic',
    because: [size],
  })
  t.match(await ledger.record([training('示例'), training('示例')], { principal: 'clerk', key: 'same' }), { code: 'key_reused' })
  accepted(await ledger.record([training('另一项')], { principal: 'somebody else', key: 'same' }))
})

t.test('the key of another store-opening still holds', async (t) => {
  const directory = `${t.testdir()}/store`
  const first = await started(createSqlite(directory, { ledger: LEDGER }))
  const receipt = accepted(await first.record([training('示例')], { principal: 'clerk', key: 'same' }))
  await first.close()
  const second = await openLedger(openSqlite(directory), () => noon)
  const again = accepted(await second.record([training('示例')], { principal: 'clerk', key: 'same' }))
  t.ok(again.replayed)
  t.strictSame(again.receipts, receipt.receipts)
  await second.close()
})

t.test('all or none: one wrong proposal keeps the others out', async (t) => {
  const ledger = await started()
  const head = ledger.head()
  t.match(await ledger.record([training('示例'), training('明年的事', '2027-01-01')], { principal: 'clerk', key: 'a' }), {
    refused: true,
    code: 'future_date',
    place: /^\[1\]/,
  })
  t.strictSame(ledger.head(), head)
  t.equal(ledger.view.facts.size, size)
})

t.test('a refusal is not remembered: the same key may be used for the corrected proposal', async (t) => {
  const ledger = await started()
  t.match(await ledger.record([training('示例', '2027-01-01')], { principal: 'clerk', key: 'a' }), { refused: true })
  accepted(await ledger.record([training('示例')], { principal: 'clerk', key: 'a' }))
})

t.test('who decides on what they saw names the revision; a stale one is refused', async (t) => {
  const ledger = await started()
  const { receipts } = accepted(await ledger.record([training('示例')], { principal: 'clerk', key: 'a' }))
  const revision = receipts[0]!.revision
  t.match(await ledger.record([training('示例二')], { principal: 'clerk', key: 'b', expected: revision - 1 }), {
    code: 'revision_conflict',
  })
  accepted(await ledger.record([training('示例二')], { principal: 'clerk', key: 'b', expected: revision }))
})

t.test('one call records one stream', async (t) => {
  const ledger = await started()
  const elsewhere = on('2026-02-01', 'PartyReportHeard', { unit: 'C002', body: 'party_branch' })
  t.match(await ledger.record([training('示例'), elsewhere], { principal: 'clerk', key: 'a' }), {
    code: 'wrong_target',
    place: '[1]',
  })
})

t.test('what is judged leaves no trace', async (t) => {
  const ledger = await started()
  const lines = [training('示例'), training('示例', '2027-01-01'), { type: 'Nothing' }].map((proposal, i) => ({
    proposal,
    principal: 'clerk',
    key: `l${i}`,
  }))
  t.match(ledger.judge(lines), [undefined, { code: 'future_date' }, { code: 'unknown_type' }])
  t.equal(ledger.view.facts.size, size)
  accepted(await ledger.record([training('示例')], { principal: 'clerk', key: 'l0' }))
})

t.test('a clock far behind the last record is refused; a little behind, time stands still', async (t) => {
  let now = noon
  const ledger = await started(undefined, () => now)
  now = noon - 60_000
  accepted(await ledger.record([training('示例')], { principal: 'clerk', key: 'a' }))
  t.equal((await ledger.at(size))?.event.recordedAt, '2026-03-02T04:00:00.000Z')
  now = noon - 6 * 60_000
  await t.rejects(ledger.record([training('示例二')], { principal: 'clerk', key: 'b' }), { code: 'clock_behind' })
  now = noon
  accepted(await ledger.record([training('示例二')], { principal: 'clerk', key: 'b' }))
})

t.test('when the log cannot write, the facts are as they were and the next attempt succeeds', async (t) => {
  const log = openMemory({ ledger: LEDGER })
  let isFull = false
  const ledger = await started({
    ...log,
    append: async (batches) => {
      if (isFull) throw new LedgerError('storage_full', { zh: '磁盘已满', en: 'the disk is full' })
      return await log.append(batches)
    },
  })
  isFull = true
  await t.rejects(ledger.record([training('示例')], { principal: 'clerk', key: 'a' }), { code: 'storage_full' })
  t.equal(ledger.view.facts.size, size)
  t.match(ledger.ask('events', { type: 'TrainingHeld' }), { data: [] })
  isFull = false
  const { replayed } = accepted(await ledger.record([training('示例')], { principal: 'clerk', key: 'a' }))
  t.notOk(replayed)
})

t.test('readers see nothing that is not durable', async (t) => {
  const log = openMemory({ ledger: LEDGER })
  let during: unknown
  const ledger: Ledger = await started({
    ...log,
    append: async (batches) => {
      if (log.head().size === size) during = ledger.ask('events', { type: 'TrainingHeld' })
      return await log.append(batches)
    },
  })
  accepted(await ledger.record([training('示例')], { principal: 'clerk', key: 'a' }))
  t.match(during, { refused: false, data: [] })
  t.match(ledger.ask('events', { type: 'TrainingHeld' }), { data: [{ position: size }] })
})

t.test('a changed byte stops the ledger from opening, and is named', async (t) => {
  const log = openMemory({ ledger: LEDGER })
  await (await started(log)).record([training('示例')], { principal: 'clerk', key: 'a' })
  const stored = []
  for await (const page of log.read(0)) stored.push(...page)
  const changed = stored.map((event, i) => (i === 3 ? { ...event, text: event.text.replace('示例', '示列') } : event))
  await t.rejects(
    openLedger(openMemory({ ledger: LEDGER, events: changed }), () => noon),
    { code: 'store_damaged', message: /Record 3 / },
  )
  const removed = stored.filter((_, i) => i !== stored.length - 1)
  t.ok(
    await openLedger(openMemory({ ledger: LEDGER, events: removed }), () => noon),
    'a shorter log is found by its checkpoint only',
  )
})

t.test('an event of a newer build: earlier answers go on, later ones and recording name it', async (t) => {
  const log = openMemory({ ledger: LEDGER })
  const ledger = await started(log)
  accepted(await ledger.record([training('示例')], { principal: 'clerk', key: 'a' }))
  const text = (await ledger.at(size))!.text.replace('"version":1', '"version":9').replace(`"revision":0`, `"revision":1`)
  await log.append([
    {
      stream: 'unit-C001',
      expected: 0,
      events: [{ id: 'x', text: text.replace(/"id":"[^"]*"/, '"id":"00000000-0000-5000-8000-00000000000f"') }],
    },
  ])
  const later = await openLedger(log, () => noon)
  t.match(later.ask('units', {}, { knownAt: String(size) }), { refused: false })
  t.throws(() => later.ask('units', {}), { code: 'unreadable_event' })
  await t.rejects(later.record([training('示例二')], { principal: 'clerk', key: 'b' }), { code: 'unreadable_event' })
  const target = '00000000-0000-5000-8000-00000000000f'
  const retraction = on(
    '2026-03-01',
    'EventRetracted',
    { target, reason: '录入程序版本有误' },
    { document: '示关工委〔2026〕9号' },
  )
  accepted(await later.record([retraction], { principal: 'clerk', key: 'c' }))
  t.match(later.ask('units', {}), { refused: false }, 'once retracted, it stands in nobody’s way')
})

t.test('a question nobody registered, or asked wrongly, is refused with what would be right', async (t) => {
  const ledger = await started()
  t.match(ledger.ask('rankin', {}), { code: 'unknown_question', words: { zh: /是否应为“ranking”/ } })
  t.match(ledger.ask('ranking', {}), { code: 'bad_question', place: 'period' })
  t.match(ledger.ask('ranking', { period: '2026-13' }), { code: 'bad_question', place: 'period' })
  t.match(ledger.ask('ranking', { period: '2026', scop: 'district' }), { code: 'bad_question', place: 'scop' })
  t.match(ledger.ask('ranking', { period: '2026' }), { code: 'no_rules' })
})

t.test('the same question on the same basis is the same bytes, however often and in whatever order', async (t) => {
  const ledger = await started()
  const first = JSON.stringify(ledger.ask('units', {}, { asOf: '2026-01-01', knownAt: '5' }))
  accepted(await ledger.record([training('示例')], { principal: 'clerk', key: 'a' }))
  t.equal(JSON.stringify(ledger.ask('units', {}, { asOf: '2026-01-01', knownAt: '5' })), first)
})
