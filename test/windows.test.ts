/** Measures that look beyond this period, by hand: `in`, `streak`, `days`, each at its edges. */
import t from 'tap'
import type { JsonObject, PlainDate } from '../events/event.js'
import type { Explanation } from '../projections/explanation.js'
import type { RankRow } from '../projections/ranking.js'
import { compileRules } from '../projections/rules/compile.js'
import type { Problem } from '../projections/rules/yaml.js'
import { asking, district, draft, held, ruleDocument, unit } from './twin/asking.js'
import type { Draft } from './twin/book.js'
import { adopting } from './twin/view.js'

const ITEM = 'work.item'

const sheetOf = (item: string, { period = 'year', duties = '' } = {}): string => `${duties}
sheets:
  - id: community
    title: 社区考评
    appraises: community
    appraiser: parent
    period: ${period}
    headings: [{ id: work, title: 工作, items: [{ id: item, title: 项目, ${item} }] }]`

const ruled = (item: string, more = {}): Draft[] => adopting(ruleDocument('r1', '2022-01-01', sheetOf(item, more)), '2021-12-01')

interface Asked {
  readonly period?: string
  readonly asOf?: PlainDate
  readonly every?: string
  readonly duties?: string
}

const early = district.map((it) => ({ ...it, on: '2021-01-01' }))

/** The ledger of some events under a sheet with one item, as it is on a day. */
const ledger = (item: string, drafts: readonly Draft[], { every, duties = '', asOf = '2026-12-31' }: Asked = {}) =>
  asking([...early, ...ruled(item, { period: every, duties }), ...drafts], asOf)

/** The points of C001. */
function points(item: string, drafts: readonly Draft[], asked: Asked = {}): string {
  const { period = '2026', asOf = '2026-12-31' } = asked
  const rows = ledger(item, drafts, asked).answer<readonly RankRow[]>('ranking', { period, scope: 'district' }, { asOf })
  const row = rows.find((one) => one.unit.code === 'C001')
  return row?.status === 'ranked' ? row.total : (row?.status ?? 'none')
}

/** The whole explanation of C001, as a text. */
function explained(item: string, drafts: readonly Draft[], asked: Asked = {}): string {
  const { period = '2026', asOf = '2026-12-31' } = asked
  return JSON.stringify(ledger(item, drafts, asked).answer<Explanation>('explanation', { period, unit: 'C001' }, { asOf }))
}

/** What is wrong with a document. */
function problems(item: string, more = {}): string[] {
  const found: Problem[] = []
  compileRules(ruleDocument('r1', '2022-01-01', sheetOf(item, more)), found)
  return found.map(({ path, words }) => `${path.slice(-2).join('.')}: ${words.zh}`)
}

const counted = (within: string, more = ''): string => `measure: { count: ActivityHeld, in: ${within}${more} }`
/** One activity on each of some days. */
const on = (...dates: PlainDate[]): Draft[] => dates.flatMap((date) => held('C001', 1, date))

const years = on('2022-12-31', '2023-01-01', '2023-12-31', '2024-06-30', '2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01')

t.test('the window of a measure', async (t) => {
  for (const [within, expected] of Object.entries({
    period: '1.00', // 2026-01-01
    previous: '2.00', // 2025-01-01, 2025-12-31
    '{ previous: 2 }': '4.00', // and 2024-06-30, 2024-12-31
    '{ previous: 3 }': '6.00', // and 2023-01-01, 2023-12-31, but not 2022-12-31
    earlier: '7.00', // all but 2026-01-01
    ever: '8.00',
    '{ last: 1y }': '1.00',
    '{ last: 3y }': '5.00', // from 2024-01-01
    '{ last: 6m }': '0.00', // from 2026-07-01
    '{ last: 12m }': '1.00',
  }))
    t.equal(points(counted(within), years), expected, within)
})

t.test('a rolling window ends on the last day of the window', async (t) => {
  const half = counted('{ last: 6m }')
  t.equal(points(half, on('2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'), { asOf: '2026-06-30' }), '2.00')
  // From the day after the corresponding day: 2025-09-01 to 2026-02-28, a month that ends early.
  t.equal(points(half, on('2025-08-31', '2025-09-01', '2026-02-28', '2026-03-01'), { asOf: '2026-02-28' }), '2.00')
  t.equal(points(counted('{ last: 1y }'), on('2025-06-30', '2025-07-01'), { asOf: '2026-06-30' }), '1.00')
})

t.test('fixed days of the year in which the period lies', async (t) => {
  const first = counted('{ from: 01-01, until: 06-30 }')
  const around = on('2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01')
  t.equal(points(first, around), '2.00')
  t.equal(points(first, around, { asOf: '2026-06-29' }), '1.00', 'nothing after the day that is asked for')
  t.equal(points(first, around, { every: 'quarter', period: '2026Q4' }), '2.00', 'a quarter looks at its year')
  t.equal(points(counted('{ from: 02-29, until: 02-29 }'), on('2026-02-27', '2026-02-28', '2026-03-01')), '1.00')
  t.equal(points(counted('{ from: 03-01, until: 03-01 }'), on('2026-02-28', '2026-03-01', '2026-03-02')), '1.00')
  t.match(problems(counted('{ from: 09-01, until: 06-30 }')), ['measure.in: 09-01在06-30之后；两天都在考评期所在的那一年'])
  t.match(problems(counted('{ last: 0y }')).length, 1)
  t.match(problems(counted('{ previous: 0 }')).length, 1)
  t.match(problems(counted('yesterday')).length, 1)
})

t.test('the period before is as long as this one', async (t) => {
  const quarters = on('2025-09-30', '2025-10-01', '2025-12-31', '2026-01-01')
  t.equal(points(counted('previous'), quarters, { every: 'quarter', period: '2026Q1' }), '2.00')
  t.equal(points(counted('{ previous: 2 }'), quarters, { every: 'quarter', period: '2026Q1' }), '3.00')
  t.equal(points(counted('previous'), quarters, { every: 'month', period: '2026-01' }), '1.00')
})

t.test('the mean of three years, rounded once, and a shortfall below it', async (t) => {
  const three = '{ count: ActivityHeld, in: { previous: 3 } }'
  const mean = `{ ratio: { part: ${three}, whole: 3 } }`
  const four = on('2023-03-01', '2024-03-01', '2025-03-01', '2025-03-02')
  t.equal(points(`measure: ${mean}`, four), '1.33')
  // 1 of 4/3: short by 1/3, of which 1.5 are exactly 0.5 points.
  const short = `measure: { difference: [${mean}, { count: ActivityHeld }] }, scale: { each: "-1.5" }, start: 5`
  t.equal(points(short, [...four, ...on('2026-03-01')]), '4.50')
  const growth = `measure: { ratio: { part: { count: ActivityHeld }, whole: { count: ActivityHeld, in: previous } } }`
  t.equal(points(growth, [...four, ...on('2026-03-01')]), '0.50')
  t.equal(points(growth, on('2026-03-01')), 'provisional', 'a share of nothing is open')
})

t.test('sums, newest numbers and lists look at the same days', async (t) => {
  const trained = (date: PlainDate, headcount: number) =>
    draft('TrainingHeld', date, { unit: 'C001', kind: 'instructor_class', topic: '示例', headcount })
  const some = [trained('2024-05-05', 1), trained('2025-05-05', 10), trained('2026-05-05', 100)]
  t.equal(points('measure: { sum: TrainingHeld.headcount, in: previous }', some), '10.00')
  t.equal(points('measure: { sum: TrainingHeld.headcount, in: earlier }', some), '11.00')
  t.equal(points('measure: { latest: TrainingHeld.headcount, in: earlier }', some), '10.00')
  const table = 'scale: { table: { instructor_class: 2 } }'
  t.equal(points(`measure: { each: TrainingHeld, by: kind, in: { previous: 2 } }, ${table}`, some), '4.00')
})

const judged = (period: string, value: JsonObject, clause = ITEM): Draft =>
  draft('ItemJudged', `${period.slice(0, 4)}-12-20`, {
    ...{ sheet: 'community', period, unit: 'C001', clause, value, reason: '示例', assessor: 'S01' },
  })
const number = (period: string, of: string): Draft => judged(period, { kind: 'number', number: of })

t.test('what was judged about the clause in earlier periods', async (t) => {
  const some = [number('2023', '1'), number('2024', '2'), number('2025', '3'), number('2025', '4'), number('2026', '50')]
  const of = (within: string): string => points(`measure: { judged: number, in: ${within} }`, some)
  t.equal(of('period'), '50.00')
  t.equal(of('previous'), '4.00', 'the later judgement of a period')
  t.equal(of('{ previous: 2 }'), '6.00')
  t.equal(of('{ previous: 3 }'), '7.00')
  t.equal(of('{ previous: 4 }'), 'provisional', '2022 was not judged')
  t.equal(of('earlier'), '7.00')
  t.equal(of('ever'), '57.00')
  t.equal(of('{ last: 2y }'), '54.00')
  t.equal(points('measure: { judged: number, in: earlier }', [number('2026', '5')]), 'provisional', 'never judged before')
  t.equal(points('measure: { judged: number, in: previous }', [judged('2025', { kind: 'met', met: true })]), 'provisional')
  const growth = 'measure: { difference: [{ judged: number }, { judged: number, in: previous }] }'
  t.equal(points(growth, some), '46.00')
  const cases = (period: string, count: number) => judged(period, { kind: 'cases', cases: [{ level: 'minor', count }] })
  const table = 'measure: { judged: cases, in: { previous: 2 } }, scale: { table: { minor: "-0.5" } }'
  t.equal(points(table, [cases('2024', 2), cases('2025', 1), cases('2026', 7)]), '-1.50')
  t.equal(points(table, [cases('2025', 1)]), 'provisional')
})

t.test('words and reasons name the days that count', async (t) => {
  const line = explained(counted('previous'), on('2025-12-01', '2026-01-05'))
  t.match(line, /上一期开展活动次数/)
  t.match(line, /计入2026-01-05，不在上一期内/)
  t.match(explained(counted('{ last: 3y }'), on('2023-12-30')), /计入2023-12-30，不在近3年内/)
})

const inARow = (most: number, more = ''): string =>
  `measure: { streak: { when: { count: ActivityHeld, at_least: 2 }, most: ${most}${more} } }`
const twice = (...all: string[]): Draft[] => all.flatMap((year) => held('C001', 2, `${year}-06-01`))

t.test('periods in a row', async (t) => {
  t.equal(points(inARow(5), twice('2024', '2025', '2026')), '3.00')
  t.equal(points(inARow(2), twice('2024', '2025', '2026')), '2.00', 'no more than is looked at')
  t.equal(points(inARow(5), [...twice('2023', '2024', '2026'), ...on('2025-01-01')]), '1.00', 'a year with one breaks it')
  t.equal(points(inARow(5), twice('2024', '2025')), '0.00', 'it ends with this period')
  t.equal(points(inARow(5, ', until: previous'), twice('2024', '2025')), '2.00', 'or with the one before')
  t.equal(points(inARow(5, ', until: previous'), twice('2024', '2026')), '0.00')
  t.equal(points(inARow(1, ', until: previous'), twice('2024', '2025')), '1.00')
  const quarters = [...held('C001', 2, '2025-12-31'), ...held('C001', 2, '2026-03-31'), ...held('C001', 2, '2026-04-01')]
  t.equal(points(inARow(9), quarters, { every: 'quarter', period: '2026Q2' }), '3.00')
})

t.test('each period of a row is looked at on its own', async (t) => {
  const below = 'measure: { streak: { when: { judged: met }, most: 3 } }'
  const met = (period: string, it: boolean) => judged(period, { kind: 'met', met: it })
  t.equal(points(below, [met('2024', true), met('2025', true), met('2026', true)]), '3.00')
  t.equal(points(below, [met('2024', true), met('2025', false), met('2026', true)]), '1.00')
  t.equal(points(below, [met('2024', true), met('2026', true)]), 'provisional', 'nobody knows how long it is')
  t.equal(points(below, [met('2025', true)]), 'provisional')
  const only = 'measure: { streak: { when: { judged: met }, most: 1 } }'
  t.equal(points(only, [met('2026', true)]), '1.00', 'what is not looked at leaves nothing open')
  const share = `measure: { streak: { when: { score: own.work.item, period: previous, at_least: 1 }, most: 3 } }`
  t.equal(points(share, []), 'provisional')
  // A unit that was registered in 2025 was not there in 2024.
  const young = [
    unit('C009', 'community', 'S01', '2025-07-01'),
    ...['2023', '2024', '2025', '2026'].flatMap((year) => held('C009', 2, `${year}-08-01`)),
  ]
  const rows = ledger(inARow(5), young).answer<readonly RankRow[]>('ranking', { period: '2026', scope: 'district' })
  t.equal(rows.find((row) => row.unit.code === 'C009')?.total, '2.00')
})

t.test('a row says which periods it saw, and cannot stand in another', async (t) => {
  const line = explained(inARow(5), twice('2025', '2026'))
  t.match(line, /连续“开展活动次数不少于2”的期数（最多看5期）/)
  t.match(line, /2025年成立/)
  t.notMatch(line, /2024年成立/)
  const nested = 'measure: { streak: { when: { streak: { when: { count: ActivityHeld }, most: 2 } }, most: 2 } }'
  t.match(problems(nested)[0], /“streak”里面不能再写“streak”/)
  t.equal(problems('measure: { streak: { when: { count: ActivityHeld } } }').length, 1, 'how far it looks must be said')
  t.equal(problems(inARow(51)).length, 1)
  t.equal(problems(inARow(50)).length, 0)
  const circle = 'measure: { streak: { when: { score: own.work.item }, most: 2 } }'
  t.match(problems(circle)[0], /循环引用/)
})

/** From an incident to the training that answers it. */
const between = (more = ''): string =>
  `measure: { days: { from: { event: IncidentRecorded }, until: { event: TrainingHeld }${more} } }`
const incident = (date: PlainDate, kind = 'complaint'): Draft =>
  draft('IncidentRecorded', date, { unit: 'C001', kind, severity: 'minor', verifiedBy: 'D01' })
const training = (date: PlainDate, code = 'C001'): Draft =>
  draft('TrainingHeld', date, { unit: code, kind: 'instructor_class', topic: '示例', headcount: 3 })

t.test('days from one happening to another', async (t) => {
  const two = [incident('2026-01-01'), incident('2026-03-01'), training('2026-01-11'), training('2026-03-01')]
  t.equal(points(between(), two), '10.00', 'the longest')
  t.equal(points(between(', take: shortest'), two), '0.00', 'on the day itself')
  t.equal(points(between(', take: sum'), two), '10.00')
  t.equal(points(between(), [incident('2026-12-01')]), '30.00', 'what is open counts to the last day')
  t.equal(points(between(), [incident('2026-12-01'), training('2026-11-30')]), '30.00', 'what came before ends nothing')
  t.equal(points(between(), [incident('2026-12-01'), training('2026-12-02', 'C002')]), '30.00', 'nor does that of another unit')
  t.equal(points(between(), []), '0.00')
  t.equal(points(between(), [incident('2025-12-31')]), '0.00', 'of an earlier period')
  const ever = between().replace('event: IncidentRecorded', 'event: IncidentRecorded, in: ever')
  t.equal(points(ever, [incident('2025-12-31')]), '365.00')
})

t.test('both are about the same', async (t) => {
  const programme = (date: PlainDate, it: string) => held('C001', 1, date, { programme: it })
  const same = `measure: { days: { from: { event: ActivityHeld }, until: { event: ActivityHeld }, same: programme, take: sum } }`
  const some = [
    ...programme('2026-12-01', 'kindness'),
    ...programme('2026-12-11', 'kindness'),
    ...programme('2026-12-21', 'gratitude'),
  ]
  // 10 to the next of kindness, then 20 and 10 to the last day.
  t.equal(points(same, some), '40.00')
  t.match(problems(between(', same: programme')).length, 2, 'both must have the column')
})

t.test('how often it took longer than a term', async (t) => {
  const month = between(', over: 1m')
  t.equal(points(month, [incident('2026-01-31'), training('2026-02-28')]), '0.00', 'the last day of a shorter month is in time')
  t.equal(points(month, [incident('2026-01-31'), training('2026-03-01')]), '1.00')
  const days30 = between(', over: 30d')
  t.equal(points(days30, [incident('2026-01-01'), training('2026-01-31')]), '0.00', 'the first day does not count')
  t.equal(points(days30, [incident('2026-01-01'), training('2026-02-01')]), '1.00')
  t.equal(points(days30, [incident('2026-12-02')]), '0.00', 'the term is not over')
  t.equal(points(days30, [incident('2026-12-01')]), '1.00', 'it is over at the end of the last day')
  t.equal(points(between(', over: 1y'), [incident('2026-01-01')]), '0.00')
  const line = explained(days30, [incident('2026-01-01'), training('2026-01-31'), incident('2026-11-01')])
  t.match(line, /从“.*”到“.*”超过30天的次数/)
  t.match(line, /没有超过期限/)
  t.match(line, /2026-11-01起，至2026-12-31尚未完成，60天/)
  t.equal(problems(between(', over: 30d, take: sum')).length, 1)
  t.equal(problems(between(', over: 0d')).length, 1)
})
