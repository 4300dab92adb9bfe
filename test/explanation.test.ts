/** The explanation by hand: what is cited for each clause, what is not, and why. */
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import type { Explanation, Line } from '../projections/explanation.js'
import { asking, district, draft, held, ruleDocument } from './twin/asking.js'
import { attachment, correction, type Draft, retraction } from './twin/book.js'
import { adopting } from './twin/view.js'

/** The ledger with these events after the district and its rules; positions are counted from the first of them. */
function explaining(clause: string, drafts: readonly Draft[], { unit = 'C001', appraises = 'community', bonus = false } = {}) {
  const item = `{ id: b, title: 示例条款, ${clause} }`
  const sheet = ruleDocument(
    '2026.1',
    '2026-01-01',
    `duties: [{ id: plan, of: [community], event: MonthlyPlanFiled, every: month, due: { day: 5 } }]
sheets:
  - id: s
    title: 示例
    appraises: ${appraises}
    appraiser: parent
    period: year
    headings: [{ id: a, title: 示例大项, items: [${bonus ? '{ id: x, title: 示例, scale: 0, measure: { judged: met } }' : item}] }]
    bonus: { items: [${bonus ? item : '{ id: y, title: 示例, measure: { granted: points } }'}] }
`,
  )
  const rules = adopting(sheet, '2025-12-01')
  const before = district.length + rules.length
  const ledger = asking([...district, ...rules, ...drafts])
  const node = bonus ? 'bonus.b' : 'a.b'
  return (request = {}) => {
    const { lines } = ledger.answer<Explanation>('explanation', { unit, period: '2026', node }, request)
    const all = (list: readonly Line[]): Line[] => list.flatMap((line) => [line, ...all(line.lines)])
    const line = all(lines).find(({ kind, rule }) => kind === 'clause' && rule !== null)!
    return {
      points: lines[0]?.points,
      measured: line.measured,
      counted: line.counted.map((position) => position - before),
      not: line.notCounted.map(({ position, why }) => `${position - before} ${why.zh}`),
      missing: line.missing.map(({ zh }) => zh),
      lines: lines[0]?.lines.map(({ kind, points, title }) => `${kind} ${points} ${title.zh}`),
    }
  }
}
/** Positions after the district and the rules, for corrections. */
const FIRST = district.length + 4

const honour = (projectKey: string, level: string, on = '2026-05-01', subject = 'C001'): Draft =>
  draft('HonourReceived', on, { subject, level, title: '示例', grantor: '示例', projectKey })
type Change = readonly ['in' | 'out', string, string]
const adjusted = (on: string, ...changes: Change[]): Draft =>
  draft('LeadershipTeamAdjusted', on, {
    unit: 'C001',
    changes: changes.map(([change, post, person]): JsonObject => ({ change, post, person, holder: 'staff' })),
  })
const ended = (on: string, post: string, person: string): Draft =>
  draft('RoleEnded', on, { unit: 'C001', post, person, reason: '示例' })

t.test('records: what counted, and why the others did not', async (t) => {
  const clause = 'measure: { count: ActivityHeld, where: { season: term } }, scale: { each: 2 }, limit: { max: 5 }'
  const drafts = [
    ...held('C001', 3, '2026-05-04', { season: 'term' }), // 0 to 2
    ...held('C001', 1, '2026-05-05'), // 3
    ...held('C001', 1, '2025-12-20', { season: 'term' }), // 4
    ...held('C001', 1, '2025-11-01', { season: 'term' }), // 5, too long ago to be mentioned
    ...held('C002', 1, '2026-05-04', { season: 'term' }), // 6
    retraction(FIRST + 2, '2026-06-01'), // 7
    correction(FIRST + 1, held('C002', 1, '2026-05-04', { season: 'term' })[0]!), // 8: it was another's
    ...held('C001', 2, '2026-09-01', { season: 'term' }), // 9, 10
  ]
  const explain = explaining(clause, drafts)
  t.same(explain(), {
    ...{ points: '5.00', measured: '3', counted: [0, 9, 10], missing: [] },
    not: [
      `1 已由第${FIRST + 8}号记录更正`,
      `2 已由第${FIRST + 7}号记录作废`,
      '3 不符合条件：应属于学期中',
      '4 计入2025年12月20日，不在考评期内',
    ],
    lines: ['clause 5.00 示例条款'],
  })
  const earlier = explain({ knownAt: String(FIRST + 6) })
  t.same(earlier.counted, [0, 1, 2])
  t.same(earlier.not, ['3 不符合条件：应属于学期中', '4 计入2025年12月20日，不在考评期内'], 'later records are no part of it')
})

t.test('of one project the highest counts, of equals the one recorded first, whatever was corrected since', async (t) => {
  const clause =
    'measure: { each: HonourReceived, by: level }, scale: { table: { district: 1, city: 2 } }, limit: { highest_per: projectKey }'
  const drafts = [
    honour('x', 'city'),
    honour('x', 'district'),
    honour('x', 'city'),
    honour('y', 'province'),
    honour('z', 'district'),
  ]
  const higher = '同一项目就高，不重复计'
  const not = [`1 ${higher}`, `2 ${higher}`, '3 对照表中没有这一级']
  t.same(explaining(clause, drafts)(), {
    points: '3.00',
    measured: '2',
    counted: [0, 4],
    not,
    missing: [],
    lines: ['clause 3.00 示例条款'],
  })
  const touched = [...drafts, correction(FIRST, honour('x', 'city', '2026-05-02')), attachment(FIRST, '2026-06-01', 'a')]
  t.same(explaining(clause, touched)().counted, [0, 4], 'a correction is no later record')
  const inWhen = clause
    .replace('scale: {', 'scale: { when: { units: community, equals: 0 }, then: {')
    .replace(' } }, limit', ' } } }, limit')
  t.same(explaining(inWhen, drafts)().counted, [0, 4], 'also in a branch')
})

t.test('of one value the record made first counts', async (t) => {
  const clause = 'measure: { each: HonourReceived, by: level, distinct: projectKey }, scale: { table: { district: 1, city: 2 } }'
  const drafts = [honour('x', 'city'), honour('x', 'district'), honour('y', 'city'), correction(FIRST, honour('x', 'city'))]
  const repeated = '1 与已计入的记录相同，不重复计'
  t.match(explaining(clause, drafts)(), { points: '4.00', counted: [0, 2], not: [repeated] })
})

t.test('a refused project counts under its item neither as an honour nor as a grant', async (t) => {
  const decision = (type: string, more: JsonObject) =>
    draft(type, '2026-12-01', {
      ...{ sheet: 's', period: '2026', unit: 'C001', item: 'bonus.b', projectKey: 'x', reason: '示例', assessor: 'S01' },
      ...more,
    })
  const drafts = [
    ...[honour('x', 'city'), honour('y', 'city'), decision('BonusGranted', { points: '2' })], // 0 to 2
    decision('BonusGranted', { projectKey: 'z', points: '1.5' }), // 3
    decision('BonusGranted', { projectKey: 'w', points: '0' }), // 4
    decision('BonusRefused', {}), // 5
  ]
  const two = `clauses: [{ id: c, measure: { count: HonourReceived } }, { id: d, measure: { granted: points } }]`
  const refused = ['0 不予加分', '5 不予加分的决定']
  t.match(explaining(two, drafts, { bonus: true })(), { points: '2.50', measured: '1', counted: [1], not: refused })
  const granted = explaining('measure: { granted: points }', drafts, { bonus: true })()
  t.match(granted, { points: '1.50', counted: [3], not: ['2 不予加分', '4 认定0分', '5 不予加分的决定'] })
  t.same(explaining('measure: { count: HonourReceived }', drafts)().counted, [0, 1], 'elsewhere it counts')
})

t.test('what stands: who opened it, who changed it; and who ended what else was opened with it', async (t) => {
  const roles = 'measure: { standing: role }'
  const both: Change[] = [
    ['in', 'chair', 'p-aaaa'],
    ['in', 'member', 'p-bbbb'],
  ]
  const drafts = [adjusted('2026-02-01', ...both), ended('2026-03-01', 'member', 'p-bbbb')]
  t.match(explaining(roles, drafts)(), { measured: '1', counted: [0, 1] }, 'without 1 there would be two')
  t.same(explaining(roles, [adjusted('2026-02-01', ...both)])().counted, [0])
  const replaced = [...drafts, adjusted('2026-04-01', ['out', 'chair', 'p-aaaa'], ['in', 'chair', 'p-cccc'])]
  t.match(explaining(roles, replaced)(), { measured: '1', counted: [2] }, 'who has left is not cited for who came')
  const again = [adjusted('2026-02-01', both[0]!), adjusted('2026-04-01', both[0]!)]
  t.match(explaining(roles, again)(), { measured: '1', counted: [1] }, 'appointed anew: the older appointment is not needed')
  const person = [adjusted('2026-02-01', ['in', 'chair', 'p-aaaa'], ['in', 'member', 'p-aaaa'])]
  t.match(explaining('measure: { standing: role, distinct: person }', person)(), { measured: '1', counted: [0], not: [] })

  const station = (type: string, on: string, level?: string) =>
    draft(type, on, { station: 'T001', unit: 'C001', ...(level !== undefined && { level }) })
  const opened = [station('StationOpened', '2026-02-01', 'branch'), station('StationUpgraded', '2026-03-01', 'centre')]
  t.match(explaining('measure: { standing: station, where: { level: centre } }', opened)(), { measured: '1', counted: [0, 1] })
  const twice = [...opened, station('StationUpgraded', '2026-04-01', 'general')]
  t.match(explaining('measure: { standing: station }', twice)(), { measured: '1', counted: [0, 2] }, 'the change between is over')
  const branches = explaining('measure: { standing: station, where: { level: branch } }', opened)()
  t.match(branches, { measured: '0', counted: [], not: ['1 不符合条件：应属于辅导分站'] })
  t.match(explaining('measure: { standing: station }', [...opened, station('StationClosed', '2026-04-01')])(), {
    measured: '0',
    counted: [],
  })
})

t.test('duties: what was filed, and which are missing', async (t) => {
  const plan = (month: string, on: string) => draft('MonthlyPlanFiled', on, { unit: 'C001', month, filedTo: 'S01' })
  const drafts = [plan('2026-01', '2026-01-03'), plan('2026-02', '2026-02-09'), plan('2026-04', '2026-03-09')]
  const asked = (state: string) => explaining(`measure: { duty: plan, state: ${state} }`, drafts)({ asOf: '2026-03-20' })
  t.match(asked('missing'), { measured: '1', counted: [0, 1], missing: ['2026年3月'] })
  t.match(asked('late'), { measured: '1', counted: [1], missing: [] })
  t.match(asked('met'), { measured: '1', counted: [0], not: ['1 晚于2026年2月5日'] })
  t.match(asked('due'), { measured: '3', counted: [] }, 'whatever was filed, three were due')
})

t.test('sums and newest numbers', async (t) => {
  const funds = (amountCny: string, on: string) => draft('FundsAllocated', on, { unit: 'C001', year: '2026', amountCny })
  const drafts = [funds('200.00', '2026-02-01'), funds('0.00', '2026-03-01'), funds('12.50', '2026-01-01')]
  t.match(explaining('measure: { sum: FundsAllocated.amountCny }', drafts)(), {
    ...{ measured: '212.5', counted: [0, 2], not: ['1 填报的数为0'] },
  })
  t.match(explaining('measure: { latest: FundsAllocated.amountCny }', drafts)(), {
    ...{ measured: '0', counted: [1], not: ['0 不是最近一次', '2 不是最近一次'] },
  })
})

t.test('a joint activity that is the newest of two communities is one record of the street', async (t) => {
  const minors = (count: number): JsonObject => ({ audience: { minors: count, adults: 0 } })
  const drafts = [
    ...held('C002', 1, '2026-03-01', minors(7)),
    ...held('C001', 1, '2026-04-01', { ...minors(5), partners: ['C002'] }),
    ...held('C003', 1, '2026-02-01', minors(2)),
  ]
  const street = { unit: 'S01', appraises: 'street' }
  const latest = explaining('measure: { latest: ActivityHeld.audience.minors, of: community }', drafts, street)()
  t.match(latest, { measured: '7', counted: [1, 2], not: ['0 不是最近一次'] }, '5 together, and 2')
  t.match(explaining('measure: { count: ActivityHeld, of: community }', drafts, street)(), { measured: '3', counted: [0, 1, 2] })
  t.match(explaining('measure: { sum: ActivityHeld.audience.minors, of: community }', drafts, street)(), { measured: '14' })
})

t.test('of a condition what it compares is cited, and of its branches the one that is taken', async (t) => {
  const clause = (least: number) =>
    `measure: { count: ActivityHeld }, scale: { when: { count: TrainingHeld, at_least: ${least} }, then: { each: 2 }, else: 1 }`
  const trained = draft('TrainingHeld', '2026-05-05', { unit: 'C001', kind: 'instructor_class', topic: '示例', headcount: 3 })
  const drafts = [...held('C001', 2), trained]
  t.match(explaining(clause(1), drafts)(), { points: '4.00', measured: '2、1', counted: [0, 1, 2] })
  t.match(explaining(clause(2), drafts)(), { points: '1.00', measured: '1', counted: [2] }, 'the activities decide nothing')
})

t.test('start and limits are lines of their own', async (t) => {
  const clause =
    'measure: { count: ActivityHeld }, scale: { each: "1.25" }, limit: { start: 1, max: 3, round: "0.5" }, start: 2, max: 4'
  const explain = explaining(clause, held('C001', 2))()
  t.same(explain.lines, ['start 2.00 起评分', 'clause 3.00 示例条款', 'limit -1.00 超出上限4.00分，不计1.00分'])
  const deducted = explaining('measure: { count: ActivityHeld }, scale: { each: -3 }, min: 0, start: 5', held('C001', 2))()
  t.same(deducted.lines, ['start 5.00 起评分', 'clause -6.00 示例条款', 'limit 1.00 扣完为止，少扣1.00分'])
})
