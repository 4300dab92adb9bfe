/** The golden ledger's 2025: what the communities did. Two of them, C004 and C005, did exactly the same. */
import type { JsonObject, PlainDate } from '../../events/event.js'
import type { Act, Papers, Story } from './acts.js'
import { committeeOf, OFFICE } from './district.js'

/** What is amended or judged later. */
export interface Year {
  readonly secondFunds: Act
  readonly viceChair: Act
  readonly mayPlan: Act
  readonly bigActivity: Act
  readonly lastOfV01: Act
  readonly neverHeld: Act
  readonly withoutFiles: readonly Act[]
  readonly notAdopted: Act
  readonly honourOfC004: Act
  readonly twicePaid: Act
}

const PROGRAMMES = ['serve_country', 'gratitude', 'responsibility', 'kindness', 'dedication'] as const

const two = (n: number): string => String(n).padStart(2, '0')

export function tellYear(story: Story): Year {
  const { tell, correct, retract } = story
  const says = (unit: string, type: string, on: PlainDate, data: JsonObject, papers?: Papers): Act =>
    tell(committeeOf(unit), type, on, { unit, ...data }, papers)
  const held = (unit: string, on: PlainDate, programme: string, papers?: Papers, more: JsonObject = {}): Act =>
    says(unit, 'ActivityHeld', on, { programme, title: '示例主题活动', audience: { minors: 24, adults: 6 }, ...more }, papers)

  // Leaders: one community changes its chair, another loses a member.
  says('C001', 'LeadershipTeamAdjusted', '2025-05-10', {
    changes: [
      { change: 'out', post: 'chair', person: 'p-c1a1' },
      { change: 'in', post: 'vice_chair', person: 'p-c1b1', holder: 'staff' },
    ],
  })
  says('C001', 'RoleAssigned', '2025-06-20', { post: 'chair', person: 'p-c1a2', holder: 'deputy_party_secretary' })
  says('C001', 'RoleEnded', '2025-08-15', { post: 'vice_chair', person: 'p-c1b1', reason: '工作调动' })
  says('C003', 'RoleAssigned', '2025-01-20', { post: 'chair', person: 'p-c3a1', holder: 'party_secretary' })
  const viceChair = says('C003', 'RoleAssigned', '2025-01-20', {
    post: 'executive_vice_chair',
    person: 'p-c3v1',
    holder: 'staff',
  })
  says('C003', 'RoleAssigned', '2025-01-21', { post: 'member', person: 'p-c3m1', holder: 'volunteer' })
  says('C003', 'RoleEnded', '2025-10-13', { post: 'member', person: 'p-c3m1', reason: '迁居' })
  says('C001', 'VeteranWithdrawn', '2025-09-09', { person: 'p-c001x2', reason: '迁居' })

  // Funds: the second allocation of C001 is corrected twice in 2026, that of C005 was recorded twice.
  says('C001', 'FundsAllocated', '2025-03-27', { year: '2025', amountCny: '3000.00' })
  const secondFunds = says('C001', 'FundsAllocated', '2025-09-26', { year: '2025', amountCny: '2500.00' })
  says('C002', 'FundsAllocated', '2025-03-28', { year: '2025', amountCny: '6000.00' })
  says('C003', 'FundsAllocated', '2025-04-10', { year: '2025', amountCny: '1500.00' })
  for (const unit of ['C004', 'C005']) says(unit, 'FundsAllocated', '2025-04-11', { year: '2025', amountCny: '3000.00' })
  const twicePaid = says('C005', 'FundsAllocated', '2025-04-11', { year: '2025', amountCny: '3000.00' })
  says('V01', 'FundsAllocated', '2025-03-14', { year: '2025', amountCny: '5000.00' })
  says('V01', 'FundsAllocated', '2026-01-15', { year: '2025', amountCny: '3000.00' })

  for (const [unit, ...days] of [
    ['C001', '2025-06-25'],
    ['C002', '2025-03-10', '2025-06-26', '2025-11-18'],
    ['C003', '2025-12-02'],
    ['C004', '2025-06-27', '2025-12-03'],
    ['C005', '2025-06-27', '2025-12-03'],
  ] as const)
    for (const on of days) says(unit, 'PartyReportHeard', on, { body: 'party_branch' })

  // Conferences: that of the last quarter of S02 was held in January.
  const conferences = [
    ['S01', '2025Q1', '2025-03-18', ['C001', 'C002', 'C003', 'C006']],
    ['S01', '2025Q2', '2025-06-17', ['C001', 'C002', 'C006']],
    ['S01', '2025Q3', '2025-09-16', ['C001', 'C002', 'C003']],
    ['S01', '2025Q4', '2025-12-16', ['C001', 'C002']],
    ['S02', '2025Q1', '2025-03-20', ['C004', 'C005', 'V01']],
    ['S02', '2025Q2', '2025-06-19', ['C004', 'C005', 'V01']],
    ['S02', '2025Q3', '2025-09-18', ['C004', 'C005']],
    ['S02', '2025Q4', '2026-01-05', ['C004', 'C005', 'V01']],
  ] as const
  for (const [convener, quarter, on, attendees] of conferences)
    tell(committeeOf(convener), 'JointConferenceHeld', on, {
      convener,
      tier: 'communities_of_street',
      quarter,
      attendees: [...attendees],
    })

  const trained = (unit: string, on: PlainDate, ...attendees: string[]) =>
    says(unit, 'TrainingHeld', on, { kind: 'street_skill_training', topic: '示例业务培训', headcount: 30, attendees })
  trained('S01', '2025-03-20', 'C001', 'C002', 'C003')
  trained('S01', '2025-06-12', 'C001', 'C002')
  says('S01', 'ObservationVisitHeld', '2025-09-18', {
    kind: 'within_district',
    topic: '示例辅导站观摩',
    headcount: 20,
    attendees: ['C001', 'C002'],
  })
  for (const on of ['2025-05-14', '2025-07-16']) trained('S02', on, 'C004', 'C005', 'V01')
  for (const on of ['2025-08-13', '2025-11-12']) trained('S02', on, 'V01')
  trained('D01', '2025-10-15', 'C002', 'C004', 'C005', 'V01')

  // Plans: months without a plan are left out; a day after the 5th is late.
  const plans: Readonly<Record<string, Readonly<Record<number, number>>>> = {
    C001: { 1: 3, 2: 3, 3: 8, 4: 3, 5: 3, 6: 3, 7: 3, 8: 4, 9: 5, 10: 5, 12: 2 },
    C002: { 1: 2, 2: 2, 3: 2, 4: 2, 5: 2, 6: 2, 7: 2, 8: 2, 9: 2, 10: 2, 11: 2, 12: 2 },
    C003: { 1: 9, 3: 4, 4: 7, 5: 10, 8: 5, 9: 20, 11: 4 },
    C004: { 1: 3, 2: 3, 3: 3, 4: 3, 5: 3, 6: 9, 8: 3, 9: 3, 10: 3, 12: 3 },
    C005: { 1: 3, 2: 3, 3: 3, 4: 3, 5: 3, 6: 9, 8: 3, 9: 3, 10: 3, 12: 3 },
    C006: { 1: 3, 2: 6, 4: 3, 5: 3, 6: 3, 8: 3 },
    V01: { 1: 10, 2: 3, 4: 3, 5: 5, 6: 6, 7: 4, 8: 5, 9: 3, 10: 14, 11: 3, 12: 1 },
    S01: { 1: 3, 2: 3, 3: 3, 5: 3, 6: 3, 7: 8, 9: 3, 11: 3, 12: 3 },
    S02: { 2: 3, 6: 3, 10: 3 },
  }
  let mayPlan: Act | undefined
  for (const [unit, months] of Object.entries(plans))
    for (const [month, day] of Object.entries(months)) {
      const filedTo = unit.startsWith('S') ? 'D01' : ['C004', 'C005', 'V01'].includes(unit) ? 'S02' : 'S01'
      const of = `2025-${two(Number(month))}`
      const plan = says(unit, 'MonthlyPlanFiled', `${of}-${two(day)}`, { month: of, filedTo })
      if (unit === 'C003' && month === '5') mayPlan = plan
    }
  for (const [unit, on] of [
    ['C001', '2025-12-20'],
    ['C002', '2025-12-19'],
    ['C003', '2025-12-30'],
    ['C004', '2025-12-24'],
    ['C005', '2025-12-24'],
  ] as const)
    says(unit, 'AnnualReportFiled', on, { year: '2025' })

  // Activities. C004 and C005 hold all of theirs together.
  const inTurn = (
    unit: string,
    days: readonly string[],
    programmes: readonly string[],
    papers: (i: number) => Papers = () => ({}),
  ) => days.map((day, i) => held(unit, `2025-${day}`, programmes[i % programmes.length]!, papers(i)))
  const someFiles = (i: number): Papers => (i % 3 === 0 ? { files: 1 + (i % 2) } : {})
  const ofC001 = inTurn(
    'C001',
    ['01-22', '02-10', '03-05', '03-28', '04-18', '05-09', '05-30', '07-08', '07-15', '08-06', '09-12', '10-09'],
    PROGRAMMES,
    someFiles,
  )
  const twice = held('C001', '2025-07-15', 'dedication', { recorded: '2025-07-18' })
  retract(twice, '2025-07-25', '同一活动重复录入')
  held('C001', '2025-11-21', 'gratitude', { recorded: '2025-12-15', files: 2 }, { station: 'T001', instructors: ['p-c1v1'] })
  const bigActivity = inTurn(
    'C002',
    Array.from({ length: 19 }, (_, i) => `${two(1 + Math.floor(i / 2))}-${i % 2 === 0 ? '08' : '23'}`),
    PROGRAMMES,
    (i) => (i % 2 === 0 ? { files: 1 } : {}),
  )[4]!
  held('C006', '2025-03-15', 'kindness', { files: 1 }, { partners: ['C002'] })
  inTurn('C003', ['02-14', '04-25', '06-01', '07-22', '08-19', '10-24'], ['serve_country', 'gratitude', 'kindness'])
  const neverHeld = held('C003', '2025-11-08', 'gratitude')
  held('C003', '2025-12-06', 'kindness', { recorded: '2025-12-31', files: 1 })
  for (const [i, day] of ['02-21', '03-21', '04-22', '05-23', '06-20', '07-21', '08-22', '09-19', '10-17', '11-14'].entries())
    held('C004', `2025-${day}`, PROGRAMMES[i % 4]!, someFiles(i), { partners: ['C005'] })
  inTurn(
    'V01',
    Array.from({ length: 22 }, (_, i) => `${two(1 + Math.floor(i / 2))}-${i % 2 === 0 ? '11' : '26'}`),
    PROGRAMMES,
    (i) => (i > 4 ? { files: 1 } : {}),
  )
  const lastOfV01 = held('V01', '2025-12-29', 'kindness')

  // Stations: one opens during the year, one closes, one is upgraded.
  says('C002', 'StationUpgraded', '2025-02-11', { station: 'T002', level: 'centre' })
  says('V01', 'StationClosed', '2025-11-01', { station: 'T007' })

  const paired = (unit: string, partner: string, kind: string, on: PlainDate) =>
    says(unit, 'PairingEstablished', on, { partner, kind })
  paired('C001', 'M01', 'member_unit', '2025-03-12')
  paired('C001', 'E01', 'enterprise', '2025-04-08')
  paired('C001', 'X001', 'school', '2025-04-09')
  says('C001', 'PairingEnded', '2025-10-20', { partner: 'E01', reason: '企业迁出' })
  paired('C002', 'M02', 'member_unit', '2025-02-13')
  paired('C002', 'X001', 'school', '2025-02-14')
  paired('V01', 'M02', 'member_unit', '2025-09-02')

  const published = (unit: string, on: PlainDate, level = 'district') =>
    says(unit, 'InformationPublished', on, { title: '示例信息', level })
  const surveyed = (unit: string, on: PlainDate) =>
    says(unit, 'SurveyReportSubmitted', on, { title: '示例调研报告', level: 'street' })
  surveyed('C001', '2025-11-05')
  published('C001', '2025-07-30')
  surveyed('C002', '2025-10-30')
  for (const on of ['2025-05-08', '2025-08-20']) published('C002', on, 'city')
  for (const on of ['2025-03-31', '2025-06-30', '2025-09-30']) published('C003', on)
  const notAdopted = published('C003', '2025-10-31')
  surveyed('V01', '2025-09-25')
  for (const on of ['2025-07-11', '2025-12-10']) published('V01', on)
  for (const unit of ['C004', 'C005']) published(unit, '2025-08-29')

  const enrolled = (unit: string, month: string, on: PlainDate, linked: number, schoolRoll: number) =>
    says(unit, 'EnrolmentReported', on, { month, enrolled: linked + 4, linked, schoolRoll })
  enrolled('C001', '2025-06', '2025-06-28', 40, 68)
  const report = enrolled('C001', '2025-12', '2025-12-22', 58, 70)
  correct(report, '2025-12-28', '与学校核对后人数有出入', { linked: 52, enrolled: 60 })
  enrolled('C002', '2025-12', '2025-12-23', 81, 90)
  enrolled('C003', '2025-11', '2025-11-28', 95, 100)
  for (const unit of ['C004', 'C005']) enrolled(unit, '2025-12', '2025-12-24', 30, 80)

  const honoured = (unit: string, on: PlainDate, level: string, projectKey: string, title = '示例表彰') =>
    tell(committeeOf(unit), 'HonourReceived', on, { subject: unit, level, title, grantor: '示例授予单位', projectKey })
  honoured('C001', '2025-05-04', 'district', 'reading-2025')
  honoured('C001', '2025-10-10', 'city', 'reading-2025')
  honoured('C001', '2025-11-11', 'province', 'choir-2025')
  honoured('C001', '2025-12-05', 'district', 'care-2025')
  honoured('C003', '2025-06-06', 'street', 'tidy-2025')
  const honourOfC004 = honoured('C004', '2025-07-07', 'city', 'garden-2025')
  honoured('C005', '2025-07-07', 'district', 'orchard-2025')
  honoured('V01', '2025-06-30', 'national', 'village-2025')
  honoured('V01', '2025-08-08', 'city', 'bridge-2025')
  const praised = (unit: string, on: PlainDate, level: string, projectKey: string) =>
    tell(committeeOf(unit), 'PraiseReceived', on, {
      subject: unit,
      level,
      title: '示例批示',
      grantor: '示例机关',
      projectKey,
    })
  praised('C001', '2025-08-26', 'city', 'reading-2025')
  praised('C001', '2025-10-22', 'province', 'reading-2025')
  praised('C002', '2025-09-22', 'city', 'station-2025')
  praised('V01', '2025-09-23', 'city', 'bridge-2025')
  tell(OFFICE, 'IncidentRecorded', '2025-08-18', { unit: 'C002', kind: 'safety_accident', severity: 'major', verifiedBy: 'O01' })
  tell(OFFICE, 'IncidentRecorded', '2025-09-15', { unit: 'C003', kind: 'complaint', severity: 'minor', verifiedBy: 'O01' })

  return {
    secondFunds,
    viceChair,
    mayPlan: mayPlan!,
    bigActivity,
    lastOfV01,
    neverHeld,
    withoutFiles: [ofC001[1]!, ofC001[2]!, ofC001[4]!],
    notAdopted,
    honourOfC004,
    twicePaid,
  }
}
