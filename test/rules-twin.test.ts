/** The referee is checked first: every measure, condition and duty of the rules' README, by hand. */
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import { dateOf, dayOf } from '../events/time.js'
import { slowTest } from './twin/conditions.js'
import { type Duty, slowGaps } from './twin/duties.js'
import { ask, given, happened, measured, rule, stood } from './twin/given.js'

/** A table of rules and what each comes to. */
const each = (name: string, cases: Readonly<Record<string, string>>, evaluate: (text: string) => string) =>
  t.test(name, async (t) => {
    for (const [text, expected] of Object.entries(cases)) t.equal(evaluate(text), expected, text)
  })

const activities = given(
  happened('ActivityHeld', '2024-12-31', 'C001', { programme: 'gratitude', 'audience.minors': 1 }),
  happened('ActivityHeld', '2025-01-01', 'C001', { programme: 'gratitude', 'audience.minors': 30, evidence: 2 }),
  happened('ActivityHeld', '2025-05-04', ['C001', 'C002', 'C003'], { programme: 'kindness', 'audience.minors': 40 }),
  happened('ActivityHeld', '2025-05-04', 'C002', { programme: 'kindness', season: 'term', 'audience.minors': 50 }),
  happened('ActivityHeld', '2025-12-31', 'C001', { programme: 'kindness', season: 'term', 'audience.minors': 20 }),
  happened('TrainingHeld', '2025-06-01', 'C001', { kind: 'instructor_class', headcount: 12, hours: '2.50' }),
  happened('TrainingHeld', '2025-06-02', 'S01', { kind: 'instructor_class', headcount: 5 }),
  happened('TrainingHeld', '2025-06-02', 'C001', { as: 'attendee', kind: 'instructor_class', headcount: 5 }),
  happened('RegulationAdopted', '2025-03-01', 'C001', { kind: 'duties' }),
  [
    ...happened('RegulationAdopted', '2025-04-01', 'C001', { kind: 'study' }),
    ...happened('RegulationAdopted', '2025-04-01', 'C001', { kind: 'meeting' }),
  ],
)

each(
  'counting records in the window',
  {
    '{ count: ActivityHeld }': '3',
    '{ count: ActivityHeld, in: ever }': '4',
    '{ count: [ActivityHeld, TrainingHeld] }': '4',
    '{ count: TrainingHeld, as: attendee }': '1',
    '{ count: ActivityHeld, distinct: programme }': '2',
    '{ count: ActivityHeld, where: { programme: kindness } }': '2',
    '{ count: ActivityHeld, where: { programme: [kindness, gratitude] } }': '3',
    '{ count: ActivityHeld, where: { programme: { not: kindness } } }': '1',
    '{ count: ActivityHeld, where: { season: term } }': '1',
    '{ count: ActivityHeld, where: { season: { not: term } } }': '2',
    '{ count: ActivityHeld, distinct: season }': '1',
    '{ count: ActivityHeld, where: { evidence: { at_least: 1 } } }': '1',
    '{ count: ActivityHeld, where: { audience.minors: { more_than: 20, less_than: 40 } } }': '1',
    '{ count: ActivityHeld, where: { audience.minors: { at_least: 20, at_most: 40 } } }': '3',
    '{ count: ActivityHeld, where: { day: { at_least: 2025-05-04 } } }': '2',
    '{ count: TrainingHeld, where: { hours: 2.5 } }': '1',
    '{ count: RegulationAdopted }': '2',
    '{ count: RegulationAdopted, distinct: kind }': '3',
  },
  (text) => measured(text, ask(activities)),
)

each(
  'records of the units below count once each, wherever they stand twice',
  {
    '{ count: ActivityHeld }': '0',
    '{ count: ActivityHeld, of: community }': '4',
    '{ count: ActivityHeld, of: community, distinct: subject }': '2',
    '{ sum: ActivityHeld.audience.minors, of: community }': '140',
    '{ units: community }': '3',
    '{ ratio: { part: { count: ActivityHeld, of: community, distinct: subject }, whole: { units: community } } }': '2/3',
  },
  (text) => measured(text, ask(activities, { unit: 'S01' })),
)

t.test('the units below are those of the last day of the window', async (t) => {
  const asOf = (date: string) => measured('{ units: community }', ask(activities, { unit: 'S01', asOf: date }))
  t.equal(asOf('2025-06-30'), '3', 'C001, C002, C005; C004 is still a village')
  t.equal(asOf('2025-07-01'), '4', 'C004 has become a community')
  t.equal(asOf('2025-09-01'), '3', 'C005 has merged')
  t.equal(measured('{ units: community }', ask(activities, { unit: 'D01' })), '5', 'of the district: those of all its streets')
  t.equal(measured('{ ratio: { part: "1", whole: { units: school } } }', ask(activities)), 'unknown', 'a share of nothing')
})

each(
  'sums, and numbers that were reported again',
  {
    '{ sum: FundsAllocated.amountCny }': '5001/2',
    '{ sum: TrainingHeld.hours }': '5/2',
    '{ latest: EnrolmentReported.linked }': '31',
    '{ latest: EnrolmentReported.enrolled, where: { month: 2025-02 } }': '40',
    '{ latest: CampaignResultReported.reached }': '0',
  },
  (text) =>
    measured(
      text,
      ask(
        given(
          happened('FundsAllocated', '2024-12-20', 'C001', { year: '2025', period: '2025', amountCny: '2000.00' }),
          happened('FundsAllocated', '2026-02-01', 'C001', { year: '2025', period: '2025', amountCny: 5_005_000 }),
          happened('FundsAllocated', '2025-12-20', 'C001', { year: '2026', period: '2026', amountCny: '9000.00' }),
          happened('TrainingHeld', '2025-06-01', 'C001', { headcount: 5 }),
          happened('TrainingHeld', '2025-06-02', 'C001', { headcount: 5, hours: '2.5' }),
          happened('EnrolmentReported', '2025-03-05', 'C001', { month: '2025-02', period: '2025-02', enrolled: 40, linked: 30 }),
          happened('EnrolmentReported', '2025-04-05', 'C001', { month: '2025-03', period: '2025-03', enrolled: 42, linked: 31 }),
          happened('EnrolmentReported', '2025-05-05', 'C001', { month: '2025-01', period: '2025-01', enrolled: 39, linked: 29 }),
        ),
      ),
    ),
)

t.test('the newest numbers of the units below are added up', async (t) => {
  const world = given(
    happened('EnrolmentReported', '2025-02-05', 'C001', { period: '2025-02', linked: 10 }),
    happened('EnrolmentReported', '2025-03-05', 'C001', { period: '2025-03', linked: 12 }),
    happened('EnrolmentReported', '2025-03-06', 'C002', { period: '2025-03', linked: 5 }),
  )
  t.equal(measured('{ latest: EnrolmentReported.linked, of: community }', ask(world, { unit: 'S01' })), '17')
})

const team = given(
  [
    ...stood('role', 'C001', ['2024-03-01'], { post: 'chair', person: 'p-0001', holder: 'party_secretary' }),
    ...stood('role', 'C001', ['2024-03-01'], { post: 'member', person: 'p-0002', holder: 'veteran_cadre' }),
    ...stood('role', 'C001', ['2024-03-01'], { post: 'secretary_general', person: 'p-0002', holder: 'veteran_cadre' }),
  ],
  stood('role', 'C001', ['2024-03-01', '2025-12-31'], { post: 'liaison', person: 'p-0003', holder: 'staff' }),
  stood('station', 'C001', ['2025-05-01'], { station: 'T001', level: 'centre' }),
  stood('station', 'C002', ['2025-05-01'], { station: 'T002', level: 'branch' }),
)

each(
  'what stands on the last day of the window',
  {
    '{ standing: role }': '3',
    '{ standing: role, distinct: person }': '2',
    '{ standing: role, where: { holder: [veteran_cadre, staff] }, distinct: person }': '1',
    '{ standing: station, where: { level: centre } }': '1',
    '{ standing: committee }': '0',
  },
  (text) => measured(text, ask(team)),
)

t.test('a post that ends on a day is not held on it, but on the day before', async (t) => {
  t.equal(measured('{ standing: role }', ask(team, { asOf: '2025-12-30' })), '4')
  t.equal(measured('{ standing: station, of: community }', ask(team, { unit: 'S01' })), '2')
})

const judgement = (clause: string, cells: JsonObject, period = '2025', date = '2025-12-20') =>
  happened('ItemJudged', date, 'C001', { sheet: 'community', clause, period, ...(cells as Record<string, string>) })

t.test('judgements: of this sheet, period and clause, of the kind that is asked for', async (t) => {
  const world = given(
    judgement('a.b', { kind: 'points', points: '4.50' }),
    judgement('a.n', { kind: 'number', number: '12.5' }, '2025', '2026-01-15'),
    judgement('a.m', { kind: 'met', met: true }),
    judgement('a.l', { kind: 'level', level: 'good' }),
    [
      ...judgement('a.c', { kind: 'cases', level: 'minor', count: 2 }),
      ...judgement('a.c', { kind: 'cases', level: 'major', count: 1 }),
    ],
    judgement('a.z', { kind: 'cases', count: 0 }),
    judgement('a.o', { kind: 'points', points: '1' }, '2024'),
  )
  const judged = (kind: string, clause: string, asOf = '2025-12-31') =>
    measured(`{ judged: ${kind} }`, ask(world, { clause, asOf }))
  t.equal(judged('points', 'a.b'), '9/2')
  t.equal(judged('number', 'a.n'), '25/2', 'given in January, counts in the old year')
  t.equal(judged('met', 'a.m'), '1')
  t.equal(judged('level', 'a.l'), '1')
  t.equal(judged('cases', 'a.c'), '3')
  t.equal(judged('cases', 'a.z'), '0', 'no cases is a judgement')
  t.equal(judged('points', 'a.m'), 'unknown', 'of another kind')
  t.equal(judged('points', 'a.o'), 'unknown', 'of another period')
  t.equal(judged('points', 'a.x'), 'unknown', 'not judged')
  t.equal(judged('points', 'a.b', '2025-11-30'), 'unknown', 'not yet judged on that day')
})

t.test('a refused project counts neither as granted nor as an honour, in that item alone', async (t) => {
  const bonus = { sheet: 'community', period: '2025', item: 'bonus.honour' }
  const world = given(
    happened('HonourReceived', '2025-06-01', 'C001', { level: 'city', projectKey: 'reading' }),
    happened('HonourReceived', '2025-07-01', 'C001', { level: 'district', projectKey: 'choir' }),
    happened('BonusGranted', '2025-12-01', 'C001', { ...bonus, projectKey: 'reading', points: '2' }),
    happened('BonusGranted', '2025-12-01', 'C001', { ...bonus, projectKey: 'garden', points: '1.5' }),
    happened('BonusRefused', '2025-12-05', 'C001', { ...bonus, projectKey: 'reading' }),
  )
  const inBonus = ask(world, { item: 'bonus.honour' })
  t.equal(measured('{ granted: points }', inBonus), '3/2')
  t.equal(measured('{ granted: points }', ask(world, { item: 'bonus.other' })), '0')
  t.equal(measured('{ each: HonourReceived, by: level }', inBonus), '1')
  t.equal(measured('{ each: HonourReceived, by: level }', ask(world)), '2')
})

each(
  'arithmetic',
  {
    '{ add: ["1", { count: ActivityHeld }] }': '4',
    '{ difference: ["10", "3", "2"] }': '5',
    '{ times: ["1.5", "2"] }': '3',
    '{ least: ["3", { count: ActivityHeld }, "7"] }': '3',
    '{ greatest: ["3", "7"] }': '7',
    '{ ratio: { part: "1", whole: "3" } }': '1/3',
    '{ ratio: { part: "1", whole: "0" } }': 'unknown',
    '{ add: ["1", { judged: points }] }': 'unknown',
  },
  (text) => measured(text, ask(activities)),
)

each(
  'conditions, of three values',
  {
    '{ count: ActivityHeld }': 'true',
    '{ count: PolicyIssued }': 'false',
    '{ count: ActivityHeld, at_least: 3 }': 'true',
    '{ count: ActivityHeld, more_than: 3 }': 'false',
    '{ count: ActivityHeld, at_most: 3 }': 'true',
    '{ count: ActivityHeld, less_than: 3 }': 'false',
    '{ count: ActivityHeld, equals: 3 }': 'true',
    '{ judged: met }': 'undefined',
    '{ not: { judged: met } }': 'undefined',
    '{ all: [{ judged: met }, { count: PolicyIssued }] }': 'false',
    '{ all: [{ judged: met }, { count: ActivityHeld }] }': 'undefined',
    '{ any: [{ judged: met }, { count: ActivityHeld }] }': 'true',
    '{ any: [{ judged: met }, { count: PolicyIssued }] }': 'undefined',
    '{ not: { all: [{ count: ActivityHeld }, { count: PolicyIssued }] } }': 'true',
    '{ ratio: { part: "9", whole: "10" }, at_least: 90% }': 'true',
  },
  (text) => String(slowTest(rule(text), ask(activities))),
)

const duties = rule<readonly Duty[]>(`
- { id: plan, of: [community], event: MonthlyPlanFiled, every: month, due: { day: 31 } }
- id: conference
  of: [community]
  event: JointConferenceHeld
  as: attendee
  where: { tier: street }
  every: quarter
  due: { day: 20 }
- { id: report, of: [community], event: AnnualReportFiled, every: year, due: last_day }
`)

t.test('duties', async (t) => {
  const conference = (quarter: string, date: string, to = 'C001', tier = 'street') =>
    happened('JointConferenceHeld', date, to, { as: 'attendee', tier, quarter, period: quarter })
  const world = given(
    conference('2025Q1', '2025-03-20'),
    conference('2025Q2', '2025-07-01'),
    conference('2025Q2', '2025-06-25'),
    conference('2025Q3', '2025-09-01', 'C001', 'district_members'),
    happened('MonthlyPlanFiled', '2025-03-01', 'C001', { month: '2025-02', period: '2025-02' }),
    happened('MonthlyPlanFiled', '2025-02-27', 'C001', { month: '2025-03', period: '2025-03' }),
  )
  const slots = (unit: string, duty: string, asOf = '2025-10-15', period = '2025') =>
    slowGaps(world, duties, { period, asOf: dayOf(asOf) })
      .filter((slot) => slot.unit === unit && slot.duty === duty)
      .map((slot) => `${slot.period} ${dateOf(slot.due)} ${slot.state}`)
  t.same(slots('C001', 'conference'), [
    '2025Q1 2025-03-20 met',
    '2025Q2 2025-06-20 late',
    '2025Q3 2025-09-20 missing',
    '2025Q4 2025-12-20 not_due',
  ])
  t.same(slots('C001', 'plan').slice(1, 3), ['2025-02 2025-02-28 late', '2025-03 2025-03-31 met'], 'filed early is filed')
  t.same(slots('C001', 'plan', '2025-10-15', '2025Q1').length, 3)
  t.same(slots('C001', 'report', '2025-10-15', '2025Q1'), [], 'what falls due later belongs to a later quarter')
  t.same(slots('C001', 'report', '2025-12-31', '2025Q4'), ['2025 2025-12-31 missing'])
  t.equal(slots('C001', 'conference', '2025-06-19')[1], '2025Q2 2025-06-20 not_due', 'as the day before, nobody had met')
  t.same(
    ['C004', 'C005', 'C006'].map((unit) => slots(unit, 'conference').map((slot) => slot.split(' ')[2])),
    [
      ['not_owed', 'not_owed', 'missing', 'not_due'],
      ['missing', 'missing', 'not_owed', 'not_owed'],
      ['not_owed', 'missing', 'missing', 'not_due'],
    ],
    'a village owes nothing, nor does who has merged or is not yet there',
  )
  const counted = (state: string) => measured(`{ duty: conference, state: ${state} }`, ask(world, { duties, asOf: '2025-10-15' }))
  t.same(['met', 'late', 'missing', 'due'].map(counted), ['1', '1', '1', '3'])
})
