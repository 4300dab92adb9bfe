/** What was recorded later is no part of an answer: a ledger that ends at a record answers as the whole one as known at it. */
import t from 'tap'
import { questions } from '../projections/questions.js'
import { type Ledger, openLedger } from '../src/ledger.js'
import { openMemory } from '../src/log/memory.js'
import { ranked } from './golden/ledger.js'
import { asking, district, held } from './twin/asking.js'
import { correction } from './twin/book.js'

const stored = ranked.storedEvents()
const ledgerOf = async (size: number): Promise<Ledger> =>
  await openLedger(openMemory({ ledger: ranked.id, events: stored.slice(0, size) }), () =>
    Date.parse('2026-11-25T12:00:00+08:00'),
  )

/** Every registered question, with what it may be asked. */
const asks: Readonly<Record<string, readonly object[]>> = {
  ranking: [{ period: '2025' }, { period: '2025', scope: 'district' }, { period: '2026', scope: 'district' }],
  explanation: ['C001', 'C002', 'C003', 'C004', 'V01'].flatMap((unit) => [
    { unit, period: '2025' },
    { unit, period: '2026' },
  ]),
  score: [{ unit: 'C001', period: '2025' }],
  gaps: [{ period: '2025', late: true }, { period: '2026' }],
  awards: [{ period: '2025' }, { period: '2026' }],
  units: [{}, { history: true }],
  events: [{}, { subject: 'C001' }, { subject: 'C002' }, { subject: 'C003' }, { type: 'ActivityHeld' }],
  rules: [{}, { set: '2025.1' }],
  coverage: [{ period: '2025' }, { period: '2026', unit: 'C001' }],
  accreditation: [{}, { unit: 'C001' }],
  titles: [{}],
  appraisals: [{ period: '2025' }, { period: '2026', unit: 'C001' }],
  results: [{}],
  access: [{}],
  simulation: [
    { of: 'ranking', period: '2025', set: [{ node: 'community.activity.programme.max', value: '3' }] },
    { of: 'ranking', period: '2025', set: [{ node: 'community.activity.programe.max', value: '3' }] },
  ],
  changes: [
    { of: 'ranking', period: '2025', a: { rules: '2024.1' } },
    { of: 'ranking', period: '2025', a: { knownAt: '30' } },
    { of: 'ranking', period: '2026', a: { asOf: '2026-03-31' }, scope: 'district' },
  ],
}

t.test('every registered question is asked', async (t) => {
  t.strictSame(Object.keys(asks).sort(), [...questions.keys()].sort())
})

t.test('the whole ledger as known at a record answers as the ledger that ends there', async (t) => {
  const whole = await ledgerOf(stored.length)
  let answered = 0
  for (let size = 40; size < stored.length; size += 35) {
    const ended = await ledgerOf(size)
    for (const [question, all] of Object.entries(asks)) {
      for (const asked of all) {
        const basis = { asOf: '2026-06-30', knownAt: String(size - 1) }
        const then = JSON.stringify(ended.ask(question, { ...asked }, basis))
        const now = JSON.stringify(whole.ask(question, { ...asked }, basis))
        answered += then.includes('"refused":false') ? 1 : 0
        if (then !== now) t.equal(now, then, `${question} ${JSON.stringify(asked)} as known at ${size - 1}`)
      }
    }
  }
  t.ok(answered > 150, 'most of it has an answer', { answered })
})

t.test('what turned out later to be about another unit is not found there earlier', async (t) => {
  const [mine] = held('C001', 1)
  const [others] = held('C002', 1)
  const ledger = asking([...district, mine!, correction(district.length, others!)])
  const found = (knownAt: number) =>
    ledger.answer<readonly { position: number }[]>(
      'events',
      { subject: 'C002', type: 'ActivityHeld' },
      { knownAt: String(knownAt) },
    )
  t.match(found(district.length + 1), [{ position: district.length }])
  t.same(found(district.length), [])
})
