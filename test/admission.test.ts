/** What may be recorded when: days, periods, units that stand, teams, people, stations, reports. */
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import { given, nth, on } from './given.js'

const activity = (unit: string, date: string, more: JsonObject = {}) =>
  on(date, 'ActivityHeld', { unit, programme: 'gratitude', title: '示例活动', audience: { minors: 20, adults: 3 }, ...more })
const chair = (date: string, person: string, post = 'chair') =>
  on(date, 'RoleAssigned', { unit: 'C001', post, person, holder: 'party_secretary' })
const left = (date: string, person: string, post = 'chair') =>
  on(date, 'RoleEnded', { unit: 'C001', post, person, reason: '示例' })
const plan = (date: string, month: string, unit = 'C001') => on(date, 'MonthlyPlanFiled', { unit, month, filedTo: 'S01' })
const merged = on('2026-01-10', 'UnitsMerged', { into: 'C001', from: ['C002'] })

t.test('an activity goes to the stream of its unit', (t) => {
  given().when(activity('C001', '2025-05-04')).thenAdmitted(t, 'unit-C001')
  t.end()
})

t.test('nothing is recorded before it happened', (t) => {
  given()
    .when(activity('C001', '2026-07-01'))
    .thenRefused(t, 'future_date', { place: 'occurredOn', zh: ['2026-07-01', '今天（2026-06-30）'] })
  given()
    .when({ ...activity('C001', '2026-06-30'), occurredUntil: '2026-07-01' })
    .thenRefused(t, 'future_date', { place: 'occurredUntil' })
  given().when(activity('C001', '2026-06-30')).thenAdmitted(t)
  t.end()
})

t.test('what caused an event is in the ledger', (t) => {
  given()
    .when({ ...activity('C001', '2025-05-04'), causedBy: '00000000-0000-5000-8000-999999999999' })
    .thenRefused(t, 'no_such_event', { place: 'causedBy' })
  t.end()
})

t.test('a unit stands on the day; the sentence says when it began, ended or what it became', (t) => {
  given()
    .when(activity('C001', '2023-12-31'))
    .thenRefused(t, 'unit_not_standing', {
      place: 'data.unit',
      zh: ['示例社区C001（C001）于2024-01-01才设立', '2023-12-31'],
      because: [3],
    })
  given(merged)
    .when(activity('C002', '2026-01-10'))
    .thenRefused(t, 'unit_not_standing', {
      zh: '已于2026-01-10并入示例社区C001（C001）',
      en: 'merged into C001',
      because: [nth(0)],
    })
  given(merged).when(activity('C002', '2026-01-09')).thenAdmitted(t)
  given(on('2026-01-10', 'UnitDissolved', { unit: 'C002' }))
    .when(activity('C002', '2026-02-01'))
    .thenRefused(t, 'unit_not_standing', { zh: '已于2026-01-10撤销' })
  given(
    on('2026-01-10', 'UnitSplit', {
      unit: 'C002',
      into: ['C010', 'C011'].map((unit) => ({ unit, name: `示例${unit}`, kind: 'community', parent: 'S01' })),
    }),
  )
    .when(activity('C002', '2026-02-01'))
    .thenRefused(t, 'unit_not_standing', { zh: '拆分为示例C010（C010）、示例C011（C011）' })
  t.end()
})

t.test('a unit that never was is unknown, and the nearest code is offered; its place in a list is named', (t) => {
  given()
    .when(activity('C0001', '2025-05-04'))
    .thenRefused(t, 'unknown_unit', { place: 'data.unit', zh: ['“C0001”', '是否应为示例社区C001（C001）'] })
  given()
    .when(activity('C001', '2025-05-04', { partners: ['C002', 'C999'] }))
    .thenRefused(t, 'unknown_unit', { place: 'data.partners.1', zh: '共同开展单位第2项（data.partners.1）' })
  t.end()
})

t.test('a station is open on the day', (t) => {
  given()
    .when(activity('C001', '2024-02-29', { station: 'T001' }))
    .thenRefused(t, 'station_not_open', { place: 'data.station', zh: 'T001于2024-03-01才建站' })
  given()
    .when(activity('C001', '2025-02-28', { station: 'T009' }))
    .thenRefused(t, 'unknown_station', { zh: '没有登记过代码为“T009”的辅导站' })
  given(on('2025-01-01', 'StationClosed', { station: 'T001', unit: 'C001' }))
    .when(activity('C001', '2025-02-28', { station: 'T001' }))
    .thenRefused(t, 'station_not_open', { zh: '已于2025-01-01撤站' })
  t.end()
})

t.test('whoever is honoured stands: a unit, a station, a brand that was declared', (t) => {
  const honour = (subject: string) =>
    on('2025-05-04', 'HonourReceived', { subject, level: 'city', title: '示例', grantor: '示例市', projectKey: 'k1' })
  given().when(honour('C999')).thenRefused(t, 'unknown_unit', { place: 'data.subject' })
  given().when(honour('b-reading')).thenRefused(t, 'unknown_brand', { zh: '没有登记过代码为“b-reading”的品牌' })
  given(on('2025-05-05', 'BrandDeclared', { brand: 'b-reading', owner: 'C001', title: '示例' }))
    .when(honour('b-reading'))
    .thenRefused(t, 'unknown_brand', { zh: '2025-05-05才申报' })
  given().when(honour('p-7k2m9x')).thenAdmitted(t, 'person-p-7k2m9x')
  t.end()
})

t.test(
  'an event lies near its period: conferences ± 31 days, filings to 12 months after, yearly facts to the end of the next year',
  (t) => {
    const conference = (date: string) =>
      on(date, 'JointConferenceHeld', { convener: 'S01', tier: 'communities_of_street', quarter: '2025Q3', attendees: ['C001'] })
    given().when(conference('2025-05-31')).thenAdmitted(t)
    given()
      .when(conference('2025-05-30'))
      .thenRefused(t, 'period_mismatch', {
        place: 'data.quarter',
        zh: ['2025年第三季度', '2025-05-30', '2025-05-31至2025-10-31'],
      })
    given().when(conference('2025-10-31')).thenAdmitted(t)
    given().when(conference('2025-11-01')).thenRefused(t, 'period_mismatch')
    given().when(plan('2025-01-29', '2025-03')).thenAdmitted(t)
    given().when(plan('2025-01-28', '2025-03')).thenRefused(t, 'period_mismatch', { place: 'data.month', zh: '2025年3月' })
    given().when(plan('2026-03-31', '2025-03')).thenAdmitted(t)
    given().when(plan('2026-04-01', '2025-03')).thenRefused(t, 'period_mismatch')
    const funds = (date: string, year: string) => on(date, 'FundsAllocated', { unit: 'C001', year, amountCny: '2000.00' })
    given().when(funds('2025-12-31', '2024')).thenAdmitted(t)
    given().when(funds('2026-01-01', '2024')).thenRefused(t, 'period_mismatch', { place: 'data.year' })
    t.end()
  },
)

t.test('a filing for a period is about a unit that stood in it, whatever became of it since', (t) => {
  given(merged)
    .when(plan('2026-02-03', '2025-12', 'C002'))
    .thenAdmitted(t)
  given(merged)
    .when(plan('2026-02-03', '2026-02', 'C002'))
    .thenRefused(t, 'unit_not_standing', { place: 'data.unit', zh: '并入' })
  const founded = (unit: string, kind: string, parent: string) =>
    on('2026-01-05', 'UnitRegistered', { unit, kind, name: '示例', parent })
  given(founded('C009', 'community', 'S01'))
    .when(plan('2026-02-03', '2025-12', 'C009'))
    .thenRefused(t, 'unit_not_standing', { place: 'data.unit', zh: '于2026-01-05才设立' })
  given(founded('S09', 'street', 'D01'))
    .when(on('2026-02-03', 'MonthlyPlanFiled', { unit: 'C001', month: '2025-12', filedTo: 'S09' }))
    .thenAdmitted(t)
  t.end()
})

t.test('a post of one person is held by one at a time', (t) => {
  const held = given(chair('2025-01-10', 'p-aaaa'))
  held
    .when(chair('2025-06-01', 'p-bbbb'))
    .thenRefused(t, 'already_recorded', { place: 'data.post', zh: ['主任现为p-aaaa', `第${nth(0)}号记录`], because: [nth(0)] })
  held.when(chair('2025-06-01', 'p-aaaa')).thenRefused(t, 'already_so', { zh: `第${nth(0)}号记录`, because: [nth(0)] })
  held.when(chair('2025-06-01', 'p-bbbb', 'vice_chair')).thenAdmitted(t, 'unit-C001')
  given(chair('2025-01-10', 'p-aaaa'), left('2025-06-01', 'p-aaaa')).when(chair('2025-06-01', 'p-bbbb')).thenAdmitted(t)
  t.end()
})

t.test('whoever leaves a post holds it; the sentence says who does', (t) => {
  const held = given(chair('2025-01-10', 'p-aaaa'))
  held.when(left('2025-06-01', 'p-bbbb')).thenRefused(t, 'not_standing', {
    place: 'data.person',
    zh: ['2025-06-01没有p-bbbb任示例社区C001（C001）主任的记载', '现任主任：p-aaaa'],
  })
  held.when(left('2025-01-09', 'p-aaaa')).thenRefused(t, 'not_standing', { zh: ['2025-01-10才开始', '现任主任：无'] })
  const over = given(chair('2025-01-10', 'p-aaaa'), left('2025-06-01', 'p-aaaa'))
  over.when(left('2025-06-02', 'p-aaaa')).thenRefused(t, 'not_standing', { zh: '已于2025-06-01终止', because: [nth(1)] })
  over.when(left('2025-06-01', 'p-aaaa')).thenRefused(t, 'already_so', { because: [nth(1)] })
  t.end()
})

t.test('a team is adjusted change by change', (t) => {
  const adjusted = (...changes: readonly JsonObject[]) => on('2025-06-01', 'LeadershipTeamAdjusted', { unit: 'C001', changes })
  const comes = (person: string, post = 'chair') => ({ change: 'in', post, person, holder: 'party_secretary' })
  const goes = (person: string, post = 'chair') => ({ change: 'out', post, person })
  const held = given(chair('2025-01-10', 'p-aaaa'))
  held.when(adjusted(goes('p-aaaa'), comes('p-bbbb'))).thenAdmitted(t)
  held.when(adjusted(comes('p-bbbb'), goes('p-aaaa'))).thenAdmitted(t)
  held
    .when(adjusted(comes('p-bbbb')))
    .thenRefused(t, 'already_recorded', { place: 'data.changes.0.post', zh: '调整人员第1项的职务' })
  held.when(adjusted(comes('p-cccc', 'member'), comes('p-aaaa'))).thenRefused(t, 'already_so', { place: 'data.changes.1.person' })
  held.when(adjusted(goes('p-cccc'))).thenRefused(t, 'not_standing', { place: 'data.changes.0.person', zh: '现任主任：p-aaaa' })
  given()
    .when(adjusted(comes('p-aaaa'), comes('p-bbbb')))
    .thenRefused(t, 'already_recorded', { place: 'data.changes.1.post', zh: '只能一人' })
  t.end()
})

t.test('a committee is established once', (t) => {
  const committee = on('2024-05-01', 'CommitteeEstablished', { unit: 'C001' })
  given(committee)
    .when({ ...committee, occurredOn: '2025-05-01' })
    .thenRefused(t, 'already_so', { zh: ['成立关工委', `第${nth(0)}号记录`], because: [nth(0)] })
  t.end()
})

t.test('a veteran leaves a roll that names him; the sentence says on which roll he is', (t) => {
  const registered = on('2025-01-01', 'VeteranRegistered', { person: 'p-aaaa', unit: 'C001', categories: ['veteran_teacher'] })
  const withdrawn = (unit: string) => on('2025-03-01', 'VeteranWithdrawn', { person: 'p-aaaa', unit, reason: '示例' })
  given(registered).when(withdrawn('C001')).thenAdmitted(t)
  given(registered)
    .when(withdrawn('C002'))
    .thenRefused(t, 'not_standing', { place: 'data.person', zh: '登记在示例社区C001（C001）', because: [nth(0)] })
  given().when(withdrawn('C001')).thenRefused(t, 'not_standing')
  given(registered)
    .when({ ...registered, occurredOn: '2025-02-01' })
    .thenRefused(t, 'already_so')
  t.end()
})

t.test('nobody is engaged twice at a station, and only who is engaged is released', (t) => {
  const engaged = (startsOn: string, endsOn?: string) =>
    on('2025-01-01', 'InstructorEngaged', {
      person: 'p-aaaa',
      station: 'T001',
      kind: 'teacher',
      startsOn,
      ...(endsOn !== undefined && { endsOn }),
    })
  const released = (person: string) => on('2025-03-01', 'InstructorReleased', { person, station: 'T001', reason: '示例' })
  given(engaged('2025-01-01', '2025-06-30'))
    .when(engaged('2025-06-30'))
    .thenRefused(t, 'already_so', { place: 'data.startsOn', zh: ['聘期至2025-06-30', `请更正第${nth(0)}号记录`] })
  given(engaged('2025-01-01', '2025-06-30')).when(engaged('2025-07-01')).thenAdmitted(t, 'station-T001')
  given(engaged('2025-01-01')).when(released('p-aaaa')).thenAdmitted(t)
  given(engaged('2025-01-01')).when(released('p-bbbb')).thenRefused(t, 'not_standing', { zh: '该站在聘的辅导员：p-aaaa' })
  t.end()
})

t.test('a station is opened once, and a unit has one centre station', (t) => {
  const opened = (station: string, level: string, unit = 'C001') => on('2025-01-01', 'StationOpened', { station, unit, level })
  given()
    .when(opened('T001', 'branch'))
    .thenRefused(t, 'already_recorded', { place: 'data.station', because: [9] })
  given().when(opened('T002', 'centre')).thenRefused(t, 'already_recorded', { place: 'data.level', zh: '已有中心辅导站T001' })
  given().when(opened('T002', 'branch')).thenAdmitted(t, 'station-T002')
  given(opened('T002', 'branch'))
    .when(on('2025-02-01', 'StationUpgraded', { station: 'T002', unit: 'C001', level: 'centre' }))
    .thenRefused(t, 'already_recorded', { zh: '已有中心辅导站T001' })
  given()
    .when(on('2025-02-01', 'StationUpgraded', { station: 'T001', unit: 'C001', level: 'centre' }))
    .thenRefused(t, 'already_so', { because: [9] })
  given()
    .when(on('2025-02-01', 'StationClosed', { station: 'T001', unit: 'C002' }))
    .thenRefused(t, 'not_standing', { place: 'data.station', zh: '该单位开放的辅导站：无' })
  t.end()
})

t.test('a chief of a station is replaced freely, but not by the same person', (t) => {
  const chief = (date: string, person: string) => on(date, 'StationChiefAppointed', { station: 'T001', person })
  given(chief('2025-01-01', 'p-aaaa')).when(chief('2025-02-01', 'p-bbbb')).thenAdmitted(t)
  given(chief('2025-01-01', 'p-aaaa')).when(chief('2025-02-01', 'p-aaaa')).thenRefused(t, 'already_so')
  t.end()
})

t.test('a pairing ends where there is one', (t) => {
  const paired = on('2025-01-01', 'PairingEstablished', { unit: 'C001', partner: 'M001', kind: 'member_unit' })
  const ended = (partner: string) => on('2025-02-01', 'PairingEnded', { unit: 'C001', partner })
  given(paired).when(ended('M001')).thenAdmitted(t)
  given(paired).when(ended('X001')).thenRefused(t, 'not_standing', { place: 'data.partner', zh: '该单位结对的有：M001' })
  given(paired)
    .when({ ...paired, occurredOn: '2025-03-01' })
    .thenRefused(t, 'already_so')
  t.end()
})

t.test('what is filed once for a period is corrected, not filed again', (t) => {
  const once = [
    plan('2025-03-01', '2025-03'),
    on('2025-12-20', 'AnnualReportFiled', { unit: 'C001', year: '2025' }),
    on('2025-03-05', 'EnrolmentReported', { unit: 'C001', month: '2025-03', enrolled: 3, linked: 2, schoolRoll: 9 }),
    on('2025-03-06', 'JointConferenceHeld', {
      convener: 'S01',
      tier: 'communities_of_street',
      quarter: '2025Q1',
      attendees: ['C001'],
    }),
  ]
  for (const event of once)
    given(event)
      .when(event)
      .thenRefused(t, 'already_recorded', { zh: `请更正第${nth(0)}号记录`, because: [nth(0)] })
  given(plan('2025-03-01', '2025-03'), plan('2025-03-01', '2025-04', 'C002'))
    .when(plan('2025-03-01', '2025-04'))
    .thenAdmitted(t)
  given(once[3]!)
    .when(on('2025-03-07', 'JointConferenceHeld', { ...once[3]!.data, tier: 'street' }))
    .thenAdmitted(t)
  t.end()
})
