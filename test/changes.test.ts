/** What moved between two bases, by hand: each kind of cause once, and what cannot be compared. */
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import type { RankEnd } from '../projections/changes/rank-rows.js'
import type { Changes } from '../projections/changes/shape.js'
import type { Simulation } from '../projections/simulation.js'
import { asking, district, draft, held, ruleDocument } from './twin/asking.js'
import { correction, type Draft, retraction } from './twin/book.js'
import { adopting } from './twin/view.js'

/** Two points for each activity, up to a most; points of the office for quality; a bonus for honours. */
const sheets = (each: string, more = '', max = 10): string => `
sheets:
  - id: community
    title: 示例
    appraises: community
    appraiser: parent
    period: year
    headings:
      - id: work
        title: 工作
        items:
          - { id: sessions, title: 活动, max: ${max}, measure: { count: ActivityHeld }, scale: { each: "${each}" } }
${more}`
const training = '          - { id: training, title: 培训, measure: { count: TrainingHeld }, scale: { each: "1" } }\n'
const rules = [
  ...adopting(ruleDocument('2025.1', '2025-01-01', sheets('2', training)), '2024-12-01'),
  ...adopting(ruleDocument('2026.1', '2026-01-01', sheets('3')), '2025-12-01'),
]
const trained = draft('TrainingHeld', '2026-04-01', { unit: 'C002', kind: 'street_skill_training', topic: '示例', headcount: 9 })
const base = [...district, ...rules]
/** C001 has three activities, C002 two and a training, C003 one. */
const work: readonly Draft[] = [...held('C001', 3), ...held('C002', 2), ...held('C003', 1), trained]
const FIRST = base.length
const all = [...base, ...work]

function changesOf(drafts: readonly Draft[], a: JsonObject, b: JsonObject = {}, more: JsonObject = {}): Changes<RankEnd> {
  return asking(drafts).answer<Changes<RankEnd>>('changes', { of: 'ranking', period: '2026', scope: 'district', a, b, ...more })
}
const until = (drafts: readonly Draft[]): JsonObject => ({ knownAt: String(drafts.length - 1) })

/** Of a row its stages, its move and its lines: `facts clause work.sessions 2.00 [31]`. */
const told = ({ rows }: Changes<RankEnd>, code: string) => {
  const row = rows.find((one) => one.code === code)
  return (
    row && {
      ranks: `${row.from?.rank ?? '-'} to ${row.to?.rank ?? '-'}`,
      difference: row.difference,
      move: row.move,
      lines: row.lines
        .filter(({ kind }) => kind === 'clause' || kind === 'limit')
        .map(({ stage, kind, address, difference, causes }) => {
          const each = causes.map((cause) => ('position' in cause ? `${cause.deed} ${cause.position - FIRST}` : cause.address))
          return `${stage} ${kind} ${address} ${difference}: ${each.join(', ')}`
        }),
    }
  )
}

t.test('a record that came later', async (t) => {
  const changes = changesOf([...all, ...held('C003', 2)], until(all), {})
  t.match(told(changes, 'C003'), {
    ranks: '3 to 1',
    difference: '6.00',
    move: 'own',
    lines: ['facts clause work.sessions 6.00: recorded 7, recorded 8'],
  })
  t.match(told(changes, 'C002'), { move: 'overtaken', lines: [] }, 'who only was overtaken')
  t.equal(changes.counts.moved, changes.counts.own + changes.counts.overtaken)
})

t.test('a record that was corrected, and one that was taken back', async (t) => {
  const moved = correction(FIRST, held('C001', 1, '2025-12-30')[0]!)
  const corrected = changesOf([...all, moved], until(all))
  t.match(told(corrected, 'C001'), { difference: '-3.00', lines: ['facts clause work.sessions -3.00: corrected 7'] })
  const retracted = changesOf([...all, retraction(FIRST + 3, '2026-06-30')], until(all))
  t.match(told(retracted, 'C002'), { difference: '-3.00', lines: ['facts clause work.sessions -3.00: retracted 7'] })
})

t.test('a day that is later', async (t) => {
  const changes = changesOf(all, { asOf: '2026-04-30' }, { asOf: '2026-06-30' })
  t.match(told(changes, 'C003'), { difference: '3.00', lines: ['facts clause work.sessions 3.00: happened 5'] })
})

t.test('a unit that merged, and one that moved: causes of the units stage', async (t) => {
  const merged = [...all, draft('UnitsMerged', '2026-06-01', { into: 'C001', from: ['C003'] })]
  const changes = changesOf(merged, until(all))
  t.match(changes.units, [{ code: 'C003', change: 'ended', causes: [FIRST + 7] }])
  t.match(told(changes, 'C003'), { move: 'left', difference: '-3.00' })
  const moved = [...all, draft('UnitMoved', '2026-06-01', { unit: 'C003', parent: 'S02' })]
  const street = changesOf(moved, until(all), {}, { scope: 'street' })
  t.match(street.units, [{ code: 'C003', change: 'moved', from: 'S01', to: 'S02', causes: [FIRST + 7] }])
})

t.test('a weight that changed, a clause that went, a most that binds: addresses only', async (t) => {
  const changes = changesOf(all, { rules: '2025.1' }, { rules: '2026.1' })
  t.match(told(changes, 'C001'), { difference: '3.00', lines: ['rules clause work.sessions 3.00: work.sessions'] })
  t.match(told(changes, 'C002'), {
    difference: '1.00',
    lines: ['rules clause work.sessions 2.00: work.sessions', 'rules clause work.training -1.00: work.training'],
  })
  t.match(
    changes.rules.map(({ address, change, isFelt }) => `${address} ${change} ${isFelt}`),
    ['work.sessions changed true', 'work.training removed true'],
  )
  const capped = changesOf([...all, ...held('C001', 2)], { rules: '2025.1' }, { rules: '2026.1' })
  t.match(told(capped, 'C001'), {
    difference: '0.00',
    lines: ['rules clause work.sessions 5.00: work.sessions', 'rules limit work.sessions -5.00: work.sessions'],
  })
})

t.test('nothing, and what cannot be compared', async (t) => {
  t.same(changesOf(all, {}).rows, [])
  const { ask } = asking(all)
  const refusalOf = (asked: JsonObject) => ask('changes', { of: 'ranking', period: '2026', a: {}, ...asked })
  t.match(refusalOf({ sheet: 'comunity' }), { refused: true, code: 'unknown_sheet', words: { zh: /是否应为“community”/ } })
  t.match(refusalOf({ scheme: 'wuyou' }), { refused: true, code: 'not_comparable', place: 'scheme' })
  t.match(refusalOf({ a: { rules: '2024.1' } }), { refused: true, code: 'unknown_rules', place: 'a.rules' })
  t.match(refusalOf({ a: { knownAt: '9999' } }), { refused: true, code: 'bad_question', place: 'a.knownAt' })
  t.match(refusalOf({ of: 'board', scheme: 'wuyou' }), { refused: true })
  t.match(refusalOf({ of: 'award', award: 'station' }), { refused: true })
})

t.test('simulation: the rules in force with one value changed, and nothing is recorded', async (t) => {
  const ledger = asking(all)
  const simulated = (node: string, value: string) =>
    ledger.ask('simulation', { of: 'ranking', period: '2026', scope: 'district', set: [{ node, value }] })
  const answered = simulated('community.work.sessions.max', '6')
  t.notOk(answered.refused)
  if (answered.refused) return
  const { drafts, changes } = answered.data as Simulation
  t.match(drafts, [{ base: '2026.1', digest: /^[0-9a-f]{64}$/, edits: [{ node: 'community.work.sessions.max' }] }])
  t.match(told(changes as Changes<RankEnd>, 'C001'), {
    difference: '-3.00',
    lines: ['rules limit work.sessions -3.00: work.sessions'],
  })
  t.equal(ledger.view.size, all.length)
  t.match(simulated('community.work.sesions.max', '6'), { refused: true, words: { zh: /是否应为“sessions”/ } })
  t.match(simulated('community.work.sessions.max', 'six'), { refused: true, words: { zh: /不合规则/ } })
  t.match(simulated('street.work.sessions.max', '6'), { refused: true, words: { zh: /没有“street”/ } })
})
