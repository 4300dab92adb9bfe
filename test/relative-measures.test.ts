/** Numbers beside those of others, by hand: ranks, means and bests of the units of a sheet, what is not about all of them. */
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import type { Explanation, Line } from '../projections/explanation.js'
import type { RankRow } from '../projections/ranking.js'
import { compileRules } from '../projections/rules/compile.js'
import type { Problem } from '../projections/rules/yaml.js'
import { asking, district, draft, held, ruleDocument, unit } from './twin/asking.js'
import type { Draft } from './twin/book.js'
import { adopting } from './twin/view.js'

const sheets = (items: string, more = ''): string => `sheets:
  - id: community
    title: 社区考评
    appraises: community
    appraiser: parent
    period: year
    headings: [{ id: work, title: 工作, items: [${items}] }]
${more}`
const rules = (items: string, more = '', year = '2026'): Draft[] =>
  adopting(ruleDocument(`${year}.1`, `${year}-01-01`, sheets(items, more)), `${Number(year) - 1}-12-01`)
const item = (id: string, measure: string, more = ''): string => `{ id: ${id}, title: 项目${id}, measure: ${measure}${more} }`

const trained = (code: string, headcount = 3, on = '2026-05-05'): Draft =>
  draft('TrainingHeld', on, { unit: code, kind: 'instructor_class', topic: '示例', headcount })
const judged = (code: string, clause: string, value: JsonObject): Draft =>
  draft('ItemJudged', '2026-12-20', {
    ...{ sheet: 'community', period: '2026', unit: code, clause, value, reason: '示例', assessor: 'S01' },
  })

/** S01 has C001 with 5 activities, C002 with 3, C003 with 3; S02 has C004 with 8 and C005 with none. */
const work: readonly Draft[] = [...held('C001', 5), ...held('C002', 3), ...held('C003', 3), ...held('C004', 8)]

const rows = (drafts: readonly Draft[], request = {}): readonly RankRow[] =>
  asking([...district, ...drafts]).answer<readonly RankRow[]>('ranking', { period: '2026', scope: 'district' }, request)

/** The totals in the order of the codes; with a question mark where something is open. */
const totals = (drafts: readonly Draft[], request = {}): string[] =>
  rows(drafts, request)
    .map(({ unit: { code }, total, status }) => `${code} ${total}${status === 'ranked' ? '' : '?'}`)
    .sort()

const explained = (drafts: readonly Draft[], code: string): Explanation =>
  asking([...district, ...drafts]).answer<Explanation>('explanation', { unit: code, period: '2026' })
const allLines = (list: readonly Line[]): Line[] => list.flatMap((line) => [line, ...allLines(line.lines)])
const lineOf = (drafts: readonly Draft[], code: string): Line =>
  allLines(explained(drafts, code).lines).find(({ rule }) => rule !== null)!

const problems = (items: string, more = ''): string[] => {
  const list: Problem[] = []
  compileRules(ruleDocument('2026.1', '2026-01-01', sheets(items, more)), list)
  return list.map(({ path, words }) => `${path.join('.')} ${words.zh}`)
}

t.test('a rank: the highest first, equal numbers share a place, and the next one is skipped', async (t) => {
  const place = (more = '') => totals([...rules(item('a', `{ rank: { count: ActivityHeld }${more} }`)), ...work])
  t.same(place(), ['C001 2.00', 'C002 3.00', 'C003 3.00', 'C004 1.00', 'C005 5.00'])
  t.same(place(', order: low'), ['C001 4.00', 'C002 2.00', 'C003 2.00', 'C004 5.00', 'C005 1.00'])
  t.same(place(', within: parent'), ['C001 1.00', 'C002 2.00', 'C003 2.00', 'C004 1.00', 'C005 2.00'])
  t.same(place(', within: parent, order: low'), ['C001 3.00', 'C002 1.00', 'C003 1.00', 'C004 2.00', 'C005 1.00'])
})

t.test('who has no number has no place, and takes none', async (t) => {
  const set = rules(item('a', '{ rank: { judged: number } }'))
  const given = (code: string, number: string) => judged(code, 'work.a', { kind: 'number', number })
  t.same(totals([...set, given('C001', '2'), given('C004', '7')]), [
    'C001 2.00',
    'C002 0.00?',
    'C003 0.00?',
    'C004 1.00',
    'C005 0.00?',
  ])
})

t.test('fractions are compared exactly: one third is no 0.3333', async (t) => {
  const share = '{ ratio: { part: { count: TrainingHeld }, whole: { count: ActivityHeld } } }'
  const set = rules(item('a', `{ rank: ${share} }`))
  // C002 and C003 have 1 of 3, C001 2 of 5; C005 has no ratio at all.
  const all = [...set, ...work, trained('C001'), trained('C001'), trained('C002'), trained('C003')]
  t.same(totals(all), ['C001 1.00', 'C002 2.00', 'C003 2.00', 'C004 4.00', 'C005 0.00?'])
  const third = rules(
    item('a', '{ rank: { sum: TrainingHeld.headcount } }', ', scale: { bands: [{ from: 3, points: 1 }, { points: 9 }] }'),
  )
  t.same(totals([...third, ...['C001', 'C002', 'C003'].map((code, i) => trained(code, 10 - i))]), [
    ...['C001 9.00', 'C002 9.00', 'C003 1.00', 'C004 1.00', 'C005 1.00'],
  ])
})

t.test('mean, best, least and sum of all units, of the others, of those under the same street', async (t) => {
  const peers = (take: string, more = '') =>
    totals([...rules(item('a', `{ peers: ${take}, of: { count: ActivityHeld }${more} }`)), ...work]).map((it) => it.slice(5))
  t.same(peers('mean'), ['3.80', '3.80', '3.80', '3.80', '3.80'])
  t.same(peers('mean', ', others: true'), ['3.50', '4.00', '4.00', '2.75', '4.75'])
  t.same(peers('mean', ', within: parent'), ['3.67', '3.67', '3.67', '4.00', '4.00'])
  t.same(peers('mean', ', within: parent, others: true'), ['3.00', '4.00', '4.00', '0.00', '8.00'])
  t.same(peers('max'), ['8.00', '8.00', '8.00', '8.00', '8.00'])
  t.same(peers('max', ', others: true'), ['8.00', '8.00', '8.00', '5.00', '8.00'])
  t.same(peers('min'), ['0.00', '0.00', '0.00', '0.00', '0.00'])
  t.same(peers('min', ', others: true'), ['0.00', '0.00', '0.00', '0.00', '3.00'])
  t.same(peers('sum', ', within: parent'), ['11.00', '11.00', '11.00', '8.00', '8.00'])
  t.same(peers('sum', ', others: true'), ['14.00', '16.00', '16.00', '11.00', '19.00'])
})

t.test('open numbers are left out of a mean; where nobody is left it is open itself', async (t) => {
  const given = (code: string, number: string) => judged(code, 'work.a', { kind: 'number', number })
  const mean = (more = '') => rules(item('a', `{ peers: mean, of: { judged: number }${more} }`))
  t.same(totals([...mean(), given('C001', '2'), given('C004', '5')])[4], 'C005 3.50', 'also for who is open itself')
  t.same(totals(mean())[0], 'C001 0.00?')
  t.same(totals([...mean(', others: true'), given('C001', '2')]), [
    'C001 0.00?',
    ...['C002 2.00', 'C003 2.00', 'C004 2.00', 'C005 2.00'],
  ])
  t.same(totals([...mean(', within: parent'), given('C001', '2')])[3], 'C004 0.00?')
})

t.test('a share of the best: the best has full points, the others so many parts of it', async (t) => {
  const best = '{ ratio: { part: { count: ActivityHeld }, whole: { peers: max, of: { count: ActivityHeld } } } }'
  const set = rules(item('a', best, ', scale: { each: 10 }'))
  t.same(totals([...set, ...work]), ['C001 6.25', 'C002 3.75', 'C003 3.75', 'C004 10.00', 'C005 0.00'])
})

t.test('half a point more from the mean on, one less below it: the mean itself is reached', async (t) => {
  const over = '{ difference: [{ count: ActivityHeld }, { peers: mean, of: { count: ActivityHeld } }], at_least: 0 }'
  const set = rules(`{ id: a, title: 活跃度, scale: { when: ${over}, then: "0.5", else: "-1" } }`)
  t.same(totals([...set, ...held('C001', 3), ...held('C002', 2), ...held('C003', 2), ...held('C004', 2), ...held('C005', 1)]), [
    ...['C001 0.50', 'C002 0.50', 'C003 0.50', 'C004 0.50', 'C005 -1.00'],
  ])
})

t.test('a mean of ratios finer than can be kept is the nearest millionth', async (t) => {
  const share = '{ ratio: { part: { sum: TrainingHeld.headcount }, whole: { count: ActivityHeld } } }'
  const many = Array.from({ length: 60 }, (_, i) => `C${String(101 + i)}`)
  const set = rules(item('a', `{ peers: mean, of: ${share} }`, ', scale: { each: 100 }'))
  // One person in 1, 2, 3 … 60 activities each: the 60th harmonic number over 60 is 0.077997…
  const drafts = many.flatMap((code, i) => [unit(code, 'community', 'S01'), ...held(code, i + 1), trained(code, 1)])
  t.equal(totals([...drafts, ...set])[5], 'C101 7.80')
})

t.test('a rank of a unit is the same whether all are looked at or it alone', async (t) => {
  const drafts = [...rules(item('a', '{ rank: { count: ActivityHeld }, within: parent }')), ...work]
  for (const {
    unit: { code },
    total,
  } of rows(drafts))
    t.equal(explained(drafts, code).total, total, code)
})

t.test("an explanation says the number and the place, and cites the unit's own records", async (t) => {
  const drafts = [...rules(item('a', '{ rank: { count: ActivityHeld } }')), ...work]
  const line = lineOf(drafts, 'C002')
  t.equal(line.rule?.zh, '按开展活动次数在全部社区中的名次计分')
  t.equal(line.measured, '3')
  t.equal(line.counted.length, 3)
  t.same(
    line.notes?.map(({ zh }) => zh),
    ['本单位为3，排第3'],
  )
  const best = [...rules(item('a', '{ peers: max, of: { count: ActivityHeld }, others: true, within: parent }')), ...work]
  t.equal(lineOf(best, 'C002').rule?.zh, '按同一上级的其他社区开展活动次数的最高数计分')
})

t.test('another sheet, and the period before, use points that hang on the others', async (t) => {
  const street = `  - { id: street, title: 街道考评, appraises: street, appraiser: [D01], period: year,
      headings: [{ id: b, title: 乙, items: [
      ${item('sum', '{ score: community, of: community }')},
      ${item('before', '{ score: community, of: community, period: previous }')},
      ${item('place', '{ rank: { score: own.b.sum } }')} ] }] }
`
  const places = item('a', '{ rank: { count: ActivityHeld } }')
  const drafts = [...rules(places, '', '2025'), ...rules(places, street), ...work, ...held('C005', 1, '2025-05-04')]
  const found = asking([...district, ...drafts]).answer<readonly RankRow[]>('ranking', { period: '2026', sheet: 'street' })
  // 2026: 2+3+3 and 1+5; 2025: the four without an activity share the second place.
  t.same(found.map(({ unit: { code }, total }) => `${code} ${total}`).sort(), ['S01 15.00', 'S02 11.00'])
  const { lines } = asking([...district, ...drafts]).answer<Explanation>('explanation', { unit: 'S02', period: '2026' })
  t.equal(allLines(lines).find(({ address, rule }) => address === 'b.sum' && rule !== null)?.counted.length, 8)
})

t.test('only units of a sheet are compared, and nothing may hang on itself by way of the others', async (t) => {
  const scheme = `accreditation: [{ id: w, title: 五好, units: [community], period: year, goods: [{ id: g, title: 好, requires: [],
    when: { rank: { count: ActivityHeld }, at_most: 3 } }] }]\n`
  t.match(problems(item('a', '{ count: ActivityHeld }'), scheme)[0], /“rank”只用于考评表/)
  t.match(problems(item('a', '{ rank: { score: own.work.a } }'))[0], /得分循环引用：community\.work\.a → community\.work\.a/)
  t.match(problems(item('a', '{ rank: { score: own } }'))[0], /循环引用/)
  const two = `${item('a', '{ peers: mean, of: { score: own.work.b } }')}, ${item('b', '{ rank: { score: own.work.a } }')}`
  t.match(problems(two)[0], /循环引用：community\.work\.a → community\.work\.b → community\.work\.a/)
  t.same(problems(item('a', '{ rank: { score: own, period: previous } }')), [])
  t.match(problems(item('a', '{ rank: { count: ActivityHeld }, order: up }'))[0], /“order”应为下列之一：high、low/)
})
