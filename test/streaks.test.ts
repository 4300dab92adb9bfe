/** Periods in a row and days from one happening to another, by hand. */
import t from 'tap'
import type { PlainDate } from '../events/event.js'
import type { RankRow } from '../projections/ranking.js'
import { explained, judged, ledger, on, points, problems } from './one-item.js'
import { draft, held, unit } from './twin/asking.js'
import type { Draft } from './twin/book.js'

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
