/** Which duties were missed, by hand: what is owed by whom, when it was due, what came late, and what was known when. */
import t from 'tap'
import type { JsonObject, PlainDate } from '../events/event.js'
import type { BasisRequest } from '../projections/question.js'
import { correction, type Draft, retraction } from './twin/book.js'
import { asking, district, draft, ruleDocument, unit } from './twin/asking.js'
import { adopting } from './twin/view.js'

const duties = ruleDocument(
  '2026.1',
  '2026-01-01',
  `duties:
  - { id: plan, title: 月工作方案, of: [community, street], event: MonthlyPlanFiled, every: month, due: { day: 5 } }
  - { id: conference, title: 联席会, of: [community], event: JointConferenceHeld, as: attendee, every: quarter, due: last_day }
  - { id: report, title: 年度报表, of: [community], event: [AnnualReportFiled, SurveyReportSubmitted], every: year, due: { day: 25 } }
`,
)
const rules = adopting(duties, '2025-12-01')

const plan = (code: string, month: string, on: PlainDate): Draft =>
  draft('MonthlyPlanFiled', on, { unit: code, month, filedTo: 'S01' })
const conference = (quarter: string, on: PlainDate, ...attendees: string[]): Draft =>
  draft('JointConferenceHeld', on, { convener: 'S01', tier: 'communities_of_street', quarter, attendees })

interface Gap {
  readonly unit: { readonly code: string; readonly name: string; readonly parent: string | null }
  readonly duty: { readonly id: string; readonly title: string }
  readonly period: string
  readonly due: string
  readonly state: string
  readonly daysLate: number | null
  readonly position: number | null
}

const gapsOf = (drafts: readonly Draft[], asked: JsonObject, request: BasisRequest = {}, today = '2027-03-01') =>
  asking([...district, ...rules, ...drafts], today).answer<readonly Gap[]>('gaps', asked, request)

/** `code duty period due state`. */
const shown = (...asked: Parameters<typeof gapsOf>) =>
  gapsOf(...asked).map(({ unit: { code }, duty: { id }, period, due, state, daysLate }) =>
    [code, id, period, due, state, ...(daysLate === null ? [] : [daysLate])].join(' '),
  )

const firstThree = [
  plan('C001', '2026-01', '2026-01-05'),
  plan('C001', '2026-02', '2026-02-06'),
  plan('C001', '2026-03', '2026-02-20'),
]

t.test('what is missing, by unit and by the day on which it was due', async (t) => {
  const drafts = [...firstThree, conference('2026Q1', '2026-03-31', 'C001', 'C002')]
  t.same(shown(drafts, { period: '2026Q1', unit: 'C001' }), [], 'what came late is not missing')
  t.same(shown(drafts, { period: '2026Q1', unit: 'C003' }), [
    'C003 plan 2026-01 2026-01-05 missing',
    'C003 plan 2026-02 2026-02-05 missing',
    'C003 plan 2026-03 2026-03-05 missing',
    'C003 conference 2026Q1 2026-03-31 missing',
  ])
  const [gap] = gapsOf(drafts, { period: '2026Q1', unit: 'C003' })
  t.same(gap, {
    unit: { code: 'C003', name: '示例C003', parent: 'S01' },
    duty: { id: 'plan', title: '月工作方案' },
    ...{ period: '2026-01', due: '2026-01-05', state: 'missing', daysLate: null, position: null },
  })
  t.same(
    [...new Set(shown(drafts, { period: '2026Q1', duty: 'plan' }).map((row) => row.slice(0, 4)))],
    ['C002', 'C003', 'C004', 'C005', 'S01 ', 'S02 '],
    'streets owe plans as well, and stand after the communities by their codes',
  )
  t.same(shown(drafts, { period: '2026Q1', street: 'S02', duty: 'conference' }), [
    'C004 conference 2026Q1 2026-03-31 missing',
    'C005 conference 2026Q1 2026-03-31 missing',
  ])
  t.same(shown(drafts, { period: '2026-02', street: 'S02' }), [
    'C004 plan 2026-02 2026-02-05 missing',
    'C005 plan 2026-02 2026-02-05 missing',
    'S02 plan 2026-02 2026-02-05 missing',
  ])
})

t.test('what came late, and by how many days; of several records the first counts', async (t) => {
  const drafts = [...firstThree, plan('C001', '2026-02', '2026-02-03'), conference('2026Q1', '2026-04-09', 'C001')]
  t.same(shown(drafts, { period: '2026Q1', unit: 'C001', late: true }), ['C001 conference 2026Q1 2026-03-31 late 9'])
  t.same(shown(firstThree, { period: '2026Q1', unit: 'C001', late: true, duty: 'plan' }), ['C001 plan 2026-02 2026-02-05 late 1'])
  const [late] = gapsOf(firstThree, { period: '2026-02', unit: 'C001', late: true })
  t.equal(late?.position, district.length + rules.length + 1)
})

t.test('what is not due yet is not missing', async (t) => {
  const plans = (asOf: PlainDate) => shown([], { period: '2026', unit: 'C001', duty: 'plan' }, { asOf }).length
  t.same([plans('2026-01-04'), plans('2026-01-05'), plans('2026-06-30')], [0, 1, 6], 'on the day itself it is missing')
  t.same(shown([], { period: '2026', unit: 'C001', duty: 'report' }, { asOf: '2026-12-24' }), [])
  t.same(shown([], { period: '2026', unit: 'C001', duty: 'plan' }, {}, '2026-03-04').length, 2, 'by default as of today')
})

t.test('a duty belongs to the period in which it falls due', async (t) => {
  const of = (period: string) => shown([], { period, unit: 'C001' }).map((row) => row.split(' ').slice(1, 3).join(' '))
  t.same(of('2026-02'), ['plan 2026-02'])
  t.same(of('2026-03'), ['plan 2026-03', 'conference 2026Q1'])
  t.same(of('2026-12'), ['plan 2026-12', 'report 2026', 'conference 2026Q4'])
  t.same(of('2026Q3').length, 4)
  t.same(of('2026').length, 12 + 4 + 1)
})

t.test('nobody owes what fell due before it stood, after it ended, or while it was of another kind', async (t) => {
  const drafts = [
    unit('C006', 'community', 'S02', '2026-03-31'),
    unit('C007', 'village', 'S02'),
    draft('UnitConverted', '2026-04-01', { unit: 'C007', kind: 'community' }),
    draft('UnitsMerged', '2026-06-30', { into: 'C001', from: ['C002'] }),
  ]
  const owing = (code: string) =>
    shown(drafts, { period: '2026', unit: code, duty: 'conference' }).map((row) => row.split(' ')[2])
  t.same(owing('C006'), ['2026Q1', '2026Q2', '2026Q3', '2026Q4'], 'it stood on the day itself')
  t.same(owing('C007'), ['2026Q2', '2026Q3', '2026Q4'])
  t.same(owing('C002'), ['2026Q1'], 'on the day of the merger it stood no longer')
  const moved = [draft('UnitMoved', '2026-05-01', { unit: 'C003', parent: 'S02' })]
  const streets = gapsOf(moved, { period: '2026', unit: 'C003', duty: 'conference' }).map((gap) => gap.unit.parent)
  t.same(streets, ['S01', 'S02', 'S02', 'S02'], 'each gap stands under the street of that day')
})

t.test('what is known counts: corrections, retractions, and what was recorded later', async (t) => {
  const filed = plan('C001', '2026-01', '2026-01-03')
  const at = district.length + rules.length
  const drafts = [filed, correction(at, plan('C001', '2026-02', '2026-01-03')), retraction(at, '2026-02-01')]
  const missing = (knownAt: number) =>
    shown(drafts, { period: '2026Q1', unit: 'C001', duty: 'plan' }, { knownAt: String(knownAt) }).map((row) => row.split(' ')[2])
  t.same(missing(at - 1), ['2026-01', '2026-02', '2026-03'])
  t.same(missing(at), ['2026-02', '2026-03'])
  t.same(missing(at + 1), ['2026-01', '2026-03'], 'it was the plan of February')
  t.same(missing(at + 2), ['2026-01', '2026-02', '2026-03'])
})

t.test('any of several types meets a duty', async (t) => {
  const survey = draft('SurveyReportSubmitted', '2026-10-01', { unit: 'C001', title: '示例', level: 'district' })
  t.same(
    shown([survey], { period: '2026', street: 'S01', duty: 'report' }).map((row) => row.slice(0, 4)),
    ['C002', 'C003'],
  )
})

t.test('without rules nothing is owed, and the answer says so', async (t) => {
  t.equal(asking(district).refused('gaps', { period: '2026' }), 'no_rules')
  t.equal(asking([...district, ...rules]).refused('gaps', { period: '2025' }), 'no_rules', 'none were in force then')
  t.equal(asking([...district, ...rules]).refused('gaps', { period: '2026年' }), 'bad_question')
})

t.test('whom and what nobody knows is refused, not answered with nothing', async (t) => {
  const duties =
    'duties: [{ id: plan, title: 上报月工作方案, of: [community], event: MonthlyPlanFiled, every: month, due: { day: 5 } }]\n'
  const ledger = asking([...district, ...adopting(ruleDocument('2026.1', '2026-01-01', duties), '2025-12-01')])
  const gaps = (asked: object) => ledger.ask('gaps', { period: '2026', ...asked })
  t.match(gaps({ duty: 'plans' }), { code: 'unknown_node', place: 'duty', words: { zh: /有：上报月工作方案（plan）/ } })
  t.match(gaps({ duty: '上报月工作方案' }), { refused: false })
  t.match(gaps({ street: 'S99' }), { code: 'unknown_unit', place: 'street' })
  t.match(gaps({ unit: 'C999' }), { code: 'unknown_unit', place: 'unit' })
  t.match(ledger.ask('units', { unit: 'C999' }), { code: 'unknown_unit', place: 'unit' })
  t.match(ledger.ask('units', { parent: 'S99' }), { code: 'unknown_unit', place: 'parent' })
  t.match(ledger.ask('units', { kind: '社区' }), { code: 'bad_question', place: 'kind', words: { zh: /community（社区）/ } })
})
