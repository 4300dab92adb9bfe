/** The basis of an answer by hand: its defaults, the three clocks, which rules are in force, and what is refused. */
import t from 'tap'
import type { PlainDate } from '../events/event.js'
import { dateOf, dayOf, instantOfDay } from '../events/time.js'
import { ENGINE } from '../projections/engine.js'
import { type BasisRequest, resolveBasis, type View } from '../projections/question.js'
import type { RankRow } from '../projections/ranking.js'
import { isRefusal } from '../projections/refusal.js'
import { book, type Draft } from './twin/book.js'
import { asking, district, draft, held, ruleDocument } from './twin/asking.js'
import { adopting, adoption, proposing, viewOf } from './twin/view.js'

const item = (each: number): string => `{ id: sessions, title: 活动, measure: { count: ActivityHeld }, scale: { each: ${each} } }`
const sheets = (each: number): string => `
sheets:
  - id: community
    title: 示例
    appraises: community
    appraiser: parent
    period: year
    headings: [{ id: a, title: 活动, items: [${item(each)}] }]
`
const duty = 'duties: [{ id: plan, of: [community], event: MonthlyPlanFiled, every: month, due: last_day }]\n'

/** What somebody asks for, resolved: `asOf knownAt rules`, or why it is refused. */
function resolved(view: View, request: BasisRequest, period?: string, today: PlainDate = '2026-07-01'): string {
  const basis = resolveBasis(view, request, period, dayOf(today))
  return isRefusal(basis) ? `${basis.code} ${basis.place ?? ''}` : `${dateOf(basis.asOf)} ${basis.knownAt} ${basis.rules ?? '-'}`
}

/** An instant on a day at an hour of UTC+8. */
const at = (date: PlainDate, hour: number): number => instantOfDay(dayOf(date)) + hour * 3_600_000

t.test('left out, the basis is today and everything known; a period ends it earlier', async (t) => {
  const view = viewOf(book(district))
  t.equal(resolved(view, {}), '2026-07-01 7 -')
  t.equal(resolved(view, {}, '2025'), '2025-12-31 7 -')
  t.equal(resolved(view, {}, '2026Q2'), '2026-06-30 7 -')
  t.equal(resolved(view, {}, '2026'), '2026-07-01 7 -', 'the year is not over')
  t.equal(resolved(view, {}, '2027'), 'bad_question period', 'the year has not begun')
  t.equal(resolved(view, { asOf: '2026-12-31' }, '2025'), '2026-12-31 7 -', 'who names a day gets it')
  t.equal(resolved(view, { asOf: '2026-02-30' }), 'bad_question asOf')
  t.equal(resolved(view, { asOf: '2026' }), 'bad_question asOf')
  t.equal(resolved(viewOf([]), {}), '2026-07-01 -1 -', 'before the first event nothing is known')
})

t.test('knownAt: a position, a day to its end, or an instant', async (t) => {
  // Recorded at 09:00 of three days, the third by a clock that had gone back; and one in the last millisecond of a day.
  const times = [at('2026-03-01', 9), at('2026-03-03', 9), at('2026-03-02', 9), at('2026-03-04', 24) - 1]
  const view = viewOf(book(district.slice(0, 4).map((it, i) => ({ ...it, recordedAt: times[i]! }))))
  const known = (knownAt: string) => resolved(view, { knownAt }).split(' ')[1]
  t.same(['0', '2', '3'].map(known), ['0', '2', '3'])
  t.equal(resolved(view, { knownAt: '4' }), 'bad_question knownAt', 'there are four, from 0 to 3')
  t.equal(known('2026-02-28'), '-1', 'a day on which nothing was recorded yet')
  t.equal(known('2026-03-01'), '0')
  t.equal(known('2026-03-02'), '0', 'what stands behind a later one is not known before it')
  t.equal(known('2026-03-03'), '2')
  t.equal(known('2026-03-04'), '3', 'to its last millisecond in UTC+8')
  t.equal(known('2099-01-01'), '3')
  t.equal(known('2026-03-01T09:00+08:00'), '0')
  t.equal(known('2026-03-01T08:59:59.999+08:00'), '-1')
  t.equal(known('2026-03-01T01:00:00Z'), '0', 'the same instant in UTC')
  t.equal(known('2026-03-04T23:59:59+08:00'), '2')
  for (const knownAt of ['2026-03', 'yesterday', '-1', '1.5', '2026-03-01T09:00', '2026-02-30T09:00Z', '2026-03-01T25:00Z'])
    t.equal(resolved(view, { knownAt }), 'bad_question knownAt', knownAt)
})

t.test('what is being written is not known yet', async (t) => {
  const drafts = [...district, ...adopting(ruleDocument('2026.1', '2026-01-01', sheets(1)), '2025-12-01')]
  const view = { ...viewOf(book(drafts)), size: 8 }
  t.equal(resolved(view, {}), '2026-07-01 7 -')
  t.equal(resolved(view, { knownAt: '2099-01-01' }), '2026-07-01 7 -')
  t.equal(resolved(view, { knownAt: '8' }), 'bad_question knownAt')
  t.equal(resolved(view, { rules: '2026.1' }), 'unknown_rules rules', 'its adoption is not durable')
})

t.test('a question pinned to another engine is refused', async (t) => {
  const view = viewOf(book(district))
  t.equal(resolved(view, { engine: ENGINE }), '2026-07-01 7 -')
  t.equal(resolved(view, { engine: `${ENGINE}0` }), 'engine_changed ')
})

const first = ruleDocument('2025.1', '2025-01-01', `${duty}${sheets(1)}`)
const second = ruleDocument('2026.1', '2026-01-01', sheets(2))
const corrected = ruleDocument('2026.2', '2026-09-01', sheets(3), 'replaces: "2026.1"\n')
const third = ruleDocument('2026.7', '2026-07-01', sheets(4))

/** Two activities of C001 in each year; the rules one after the other. */
const ruled: readonly Draft[] = [
  ...district, // 0 to 7
  ...held('C001', 2, '2025-05-04'), // 8, 9
  ...held('C001', 2, '2026-05-04'), // 10, 11
  ...adopting(first, '2024-12-01'), // 12 to 15
  ...adopting(second, '2025-12-01'), // 16 to 19
  ...adopting(corrected, '2026-02-01'), // 20 to 23
  ...adopting(third, '2026-03-01'), // 24 to 27
]

const totalOf = (drafts: readonly Draft[], period: string, request: BasisRequest = {}) => {
  const answered = asking(drafts).ask('ranking', { period }, request)
  return answered.refused ? answered.code : (answered.data as readonly RankRow[]).find(({ unit }) => unit.code === 'C001')?.total
}

t.test('the rules in force are those of the last day of the period, or of asOf, as known', async (t) => {
  t.equal(totalOf(ruled, '2025'), '2.00', '2025.1')
  t.equal(totalOf(ruled, '2026'), '8.00', '2026.7 holds at the end of the year')
  t.equal(totalOf(ruled, '2026', { asOf: '2026-06-30' }), '6.00', '2026.2 from the first day of what it replaces')
  t.equal(totalOf(ruled, '2026', { asOf: '2026-06-30', knownAt: '22' }), '4.00', '2026.1: the other is proposed, not adopted')
  t.equal(totalOf(ruled, '2026', { knownAt: '18' }), '2.00', '2025.1 goes on until another is known')
  t.equal(totalOf(ruled, '2026', { knownAt: '14' }), 'no_rules')
  t.equal(totalOf(ruled, '2024'), 'no_rules')
})

t.test(
  'of two sets from the same day the later adopted holds, and a corrected text keeps the place of the old one',
  async (t) => {
    const again = adopting(ruleDocument('2026.8', '2026-07-01', sheets(5)), '2026-03-02')
    t.equal(totalOf([...ruled, ...again], '2026'), '10.00')
    const misprint = adopting(ruleDocument('2026.9', '2026-07-01', sheets(9), 'replaces: "2026.7"\n'), '2026-03-03')
    t.equal(totalOf([...ruled, ...again, ...misprint], '2026'), '10.00', 'what replaces 2026.7 stands before 2026.8 as that did')
    t.equal(totalOf([...ruled, ...misprint], '2026'), '18.00')
  },
)

t.test('a document is put together from its pieces by their numbers', async (t) => {
  const [one, two, ...others] = adopting(first, '2024-12-01')
  const drafts = [...district, ...held('C001', 3, '2025-05-04'), two!, one!, ...others]
  t.equal(totalOf(drafts, '2025'), '3.00')
  t.equal(totalOf([...drafts.slice(0, -4), one!, ...others], '2025'), 'no_rules', 'a piece is missing')
})

t.test('each part holds until a later set brings it; the answer lists set and digest of each', async (t) => {
  const { ask } = asking(ruled)
  const used = (request: BasisRequest) => {
    const answered = ask('ranking', { period: '2026' }, request)
    return answered.refused ? answered.code : answered.basis.rules.map(({ part, set }) => `${part} ${set}`)
  }
  t.same(used({}), ['duties 2025.1', 'sheets 2026.7'])
  t.same(used({ rules: '2026.1' }), ['duties 2025.1', 'sheets 2026.1'], 'a named set stands for the parts that it has')
  t.same(used({ rules: '2025.1' }), ['duties 2025.1', 'sheets 2025.1'])
  t.same(used({ rules: '2027.1' }), 'unknown_rules')
  const answered = ask('ranking', { period: '2026' })
  t.match(answered, { basis: { asOf: '2026-12-31', knownAt: '27', engine: ENGINE, rules: [{}, { digest: /^[0-9a-f]{64}$/ }] } })
})

t.test('rules that are named are looked up at the head of the ledger, whatever else is known', async (t) => {
  t.equal(totalOf(ruled, '2026', { knownAt: '11', rules: '2026.7' }), '8.00', 'the facts of then, the rules of now')
  t.equal(totalOf(ruled, '2026', { knownAt: '10', rules: '2026.7' }), '4.00')
  t.equal(totalOf(ruled, '2025', { rules: '2026.1' }), '4.00', 'also of a period in which they were not in force')
  const proposed = ruleDocument('2028.1', '2026-01-01', sheets(7))
  const drafts = [...ruled, ...proposing(proposed, '2026-04-01')]
  t.equal(totalOf(drafts, '2026', { rules: '2028.1' }), 'unknown_rules', 'a proposal answers nothing')
  t.equal(totalOf([...drafts, adoption(proposed, '2026-04-02')], '2026', { rules: '2028.1' }), '14.00')
})

t.test('the three clocks turn one by one', async (t) => {
  const merged = draft('UnitsMerged', '2026-10-01', { into: 'C002', from: ['C003'] })
  const drafts = [...ruled, ...held('C001', 1, '2026-11-04'), merged] // 28, 29
  const rows = (request: BasisRequest) =>
    asking(drafts)
      .answer<readonly RankRow[]>('ranking', { period: '2026', scope: 'street:S01' }, request)
      .map(({ unit, total, status }) => `${unit.code} ${status === 'ended' ? 'ended' : total}`)
  t.same(rows({}), ['C001 12.00', 'C002 0.00', 'C003 ended'])
  t.same(rows({ asOf: '2026-09-30' }), ['C001 8.00', 'C002 0.00', 'C003 0.00'], 'the world of an earlier day')
  t.same(rows({ knownAt: '28' }), ['C001 12.00', 'C002 0.00', 'C003 0.00'], 'the same day, but the merger is not known')
  t.same(rows({ knownAt: '27' }), ['C001 8.00', 'C002 0.00', 'C003 0.00'])
  t.same(rows({ rules: '2026.1' }), ['C001 6.00', 'C002 0.00', 'C003 ended'], 'the same world under other rules')
})

t.test('who stood on the last day of the period is explained, whatever became of it since', async (t) => {
  const drafts = [...ruled, draft('UnitDissolved', '2026-03-01', { unit: 'C001' })]
  const { answer, refused } = asking(drafts)
  const asked = { unit: 'C001', period: '2025' }
  t.match(answer('explanation', asked, { asOf: '2026-12-31' }), { total: '2.00' })
  t.equal(refused('explanation', { ...asked, period: '2026' }, { asOf: '2026-12-31' }), 'unit_not_standing')
})
