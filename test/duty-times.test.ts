/** Duties of several records in a period, of half years and of weeks, by hand. */
import t from 'tap'
import type { PlainDate } from '../events/event.js'
import type { Explanation } from '../projections/explanation.js'
import type { RankRow } from '../projections/ranking.js'
import { compileRules } from '../projections/rules/compile.js'
import type { Problem } from '../projections/rules/yaml.js'
import { asking, district, draft, held, ruleDocument } from './twin/asking.js'
import { correction, type Draft, retraction } from './twin/book.js'
import { adopting } from './twin/view.js'

const duty = (every: string, due: string, more = ''): string =>
  `{ id: activity, title: 活动, of: [community], event: ActivityHeld, every: ${every}, due: ${due}${more} }`
const document = (owed: string, period = 'year') =>
  ruleDocument(
    'r1',
    '2025-01-01',
    `duties: [${owed}]
sheets:
  - id: community
    title: 社区考评
    appraises: community
    appraiser: parent
    period: ${period}
    headings: [{ id: work, title: 工作, items: [
      { id: missing, title: 缺, measure: { duty: activity, state: missing } },
      { id: late, title: 迟, measure: { duty: activity, state: late }, scale: { each: 100 } },
      { id: met, title: 按时, measure: { duty: activity, state: met }, scale: { each: 10000 } }] }]`,
  )

interface Asked {
  readonly period?: string
  readonly asOf?: PlainDate
  readonly every?: string
}

const ledger = (owed: string, drafts: readonly Draft[], { every = 'year', asOf = '2026-12-31' }: Asked) =>
  asking([...district, ...adopting(document(owed, every), '2024-12-01'), ...drafts], asOf)

/** How many C001 did in time, late and not at all: `met/late/missing`. */
function states(owed: string, drafts: readonly Draft[], asked: Asked = {}): string {
  const { period = '2026', asOf = '2026-12-31' } = asked
  const rows = ledger(owed, drafts, asked).answer<readonly RankRow[]>('ranking', { period, scope: 'district' }, { asOf })
  const total = Number(rows.find(({ unit }) => unit.code === 'C001')?.total)
  return [Math.floor(total / 10_000), Math.floor((total % 10_000) / 100), total % 100].join('/')
}

const on = (...dates: PlainDate[]): Draft[] => dates.flatMap((date) => held('C001', 1, date))
const twice = duty('quarter', 'last_day', ', times: 2')

t.test('two in each quarter', async (t) => {
  t.equal(states(twice, []), '0/0/8')
  t.equal(states(twice, on('2026-01-01')), '1/0/7', 'one of two is lacking one')
  t.equal(states(twice, on('2026-01-01', '2026-03-31')), '2/0/6')
  t.equal(states(twice, on('2026-01-01', '2026-02-01', '2026-03-31')), '2/0/6', 'a third makes up for no other quarter')
  t.equal(states(twice, on('2026-02-02'), { asOf: '2026-03-30' }), '1/0/0', 'nothing is lacking before it is due')
  t.equal(states(twice, on('2026-02-02'), { asOf: '2026-03-31' }), '1/0/1')
  const all = on('2026-01-01', '2026-01-01', '2026-04-01', '2026-05-01', '2026-07-01', '2026-09-30', '2026-10-01', '2026-12-31')
  t.equal(states(twice, all), '8/0/0', 'two on one day are two')
  t.equal(states(duty('year', 'last_day', ', times: 1'), all), '1/0/0')
})

t.test('the first of them count, in time or late', async (t) => {
  const early = duty('quarter', '{ day: 5 }', ', times: 2')
  t.equal(states(early, on('2026-03-05', '2026-03-06', '2026-03-07'), { asOf: '2026-03-31' }), '1/1/0')
  t.equal(states(early, on('2026-03-07', '2026-03-06', '2026-03-05'), { asOf: '2026-03-31' }), '1/1/0', 'in whatever order')
  t.equal(states(early, on('2026-03-06'), { asOf: '2026-03-31' }), '0/1/1')
})

t.test('a record counts once, as it is now', async (t) => {
  const regulations = (date: PlainDate, ...kinds: string[]) => draft('RegulationAdopted', date, { unit: 'C001', kinds })
  const owed = twice.replace('ActivityHeld', 'RegulationAdopted')
  const asked = { asOf: '2026-03-31' as const }
  const one = regulations('2026-02-01', 'duties', 'study')
  t.equal(states(owed, [one], asked), '1/0/1', 'however many rows it has')
  t.equal(states(owed, [one, regulations('2026-03-01', 'meeting')], asked), '2/0/0')
  const at = district.length + adopting(document(owed), '2024-12-01').length
  t.equal(states(owed, [one, regulations('2026-03-01', 'meeting'), retraction(at, '2026-03-02')], asked), '1/0/1')
  const moved = correction(at, { ...one, on: '2026-04-01' }, '2026-03-02')
  t.equal(states(owed, [one, regulations('2026-03-01', 'meeting'), moved], asked), '1/0/1')
})

t.test('half years', async (t) => {
  const half = duty('half_year', 'last_day')
  t.equal(states(half, on('2026-06-30')), '1/0/1')
  t.equal(states(half, on('2026-06-30', '2026-07-01')), '2/0/0')
  t.equal(states(half, on('2026-07-01')), '1/0/1')
  t.equal(states(half, [], { asOf: '2026-06-29' }), '0/0/0')
  t.equal(states(half, [], { asOf: '2026-06-30' }), '0/0/1')
  t.equal(states(duty('half_year', '{ day: 5 }'), on('2026-06-05', '2026-12-06')), '1/1/0', 'the 5th of its last month')
  t.equal(states(half, on('2026-02-01'), { every: 'quarter', period: '2026Q1' }), '0/0/0', 'it falls due in the second quarter')
  t.equal(states(half, on('2026-02-01'), { every: 'quarter', period: '2026Q2', asOf: '2026-06-30' }), '1/0/0')
})

t.test('weeks belong to the period of their Thursday', async (t) => {
  const week = duty('week', 'last_day')
  // 2026 has 53 weeks: from Monday 29 December 2025 to Sunday 3 January 2027; 2025 has 52.
  t.equal(states(week, []), '0/0/53')
  t.equal(states(week, [], { period: '2025', asOf: '2025-12-31' }), '0/0/52')
  t.equal(states(week, on('2025-12-29')), '1/0/52', 'the first week begins in the year before')
  t.equal(states(week, on('2025-12-28')), '0/0/53')
  t.equal(states(week, on('2026-12-28', '2026-12-31')), '1/0/52', 'the last week, once')
  t.equal(states(week, on('2026-01-04', '2026-01-05')), '2/0/51', 'Sunday and Monday are two weeks')
  t.equal(states(week, [], { asOf: '2026-01-03' }), '0/0/0', 'due on Sunday')
  t.equal(states(week, [], { asOf: '2026-01-04' }), '0/0/1')
  const friday = duty('week', '{ day: 5 }')
  t.equal(states(friday, on('2026-01-02', '2026-01-10'), { asOf: '2026-01-11' }), '1/1/0')
  // February 2026: the Thursdays 5, 12, 19 and 26.
  const month = { every: 'month', period: '2026-02', asOf: '2026-02-28' as const }
  t.equal(states(week, [], month), '0/0/4', 'the week to 1 March is due on the last day of the month')
  t.equal(states(week, on('2026-02-01', '2026-02-02'), month), '1/0/3')
})

t.test('what is lacking is named', async (t) => {
  const said = (owed: string) =>
    JSON.stringify(ledger(owed, on('2026-01-01'), {}).answer<Explanation>('explanation', { period: '2026', unit: 'C001' }))
  const two = said(twice)
  t.match(two, /2026年第一季度第2次/)
  t.notMatch(two, /2026年第一季度第1次/)
  t.match(said(duty('half_year', 'last_day')), /2026年下半年/)
  t.match(said(duty('week', 'last_day')), /2026年第53周/)
  const gaps = ledger(twice, on('2026-01-01'), {}).answer<readonly unknown[]>('gaps', { period: '2026', unit: 'C001' })
  t.equal(gaps.length, 7)
})

t.test('what no week has is refused', async (t) => {
  const problems = (owed: string): string[] => {
    const found: Problem[] = []
    compileRules(document(owed), found)
    return found.map(({ words }) => words.zh)
  }
  t.same(problems(duty('week', '{ day: 7 }')), [])
  t.same(problems(duty('week', '{ day: 8 }')), ['每周的截止日写1（周一）到7（周日）'])
  t.equal(problems(duty('week', 'last_day', ', times: 0')).length, 1)
  t.equal(problems(duty('week', 'last_day', ', times: 51')).length, 1)
  t.equal(problems(duty('fortnight', 'last_day')).length, 1)
})
