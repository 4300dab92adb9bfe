/** 示例区's 2025 told once more: units, teams, work, resources that are shared, and how two offices judged two streets. */
import type { JsonObject, PlainDate } from '../../events/event.js'
import type { Act, Papers, Story } from '../golden/acts.js'
import { committeeOf, names, OFFICE } from '../golden/district.js'

/** What is amended in 2026. */
export interface Year {
  readonly memberLeft: Act
  readonly fundsOfC004: Act
  readonly activityOfC002: Act
  readonly serviceOfS02: Act
}

/** Two streets of three communities each. C006 merges into C005. */
export function tellRegistry({ tell }: Story): void {
  const register = (unit: string, kind: string, parent?: string) =>
    tell(
      OFFICE,
      'UnitRegistered',
      '2005-01-01',
      { unit, kind, name: names[unit]!, ...(parent !== undefined && { parent }) },
      { recorded: '2024-12-02' },
    )
  register('D01', 'district')
  register('O01', 'office', 'D01')
  for (const unit of ['M01', 'M02', 'M03']) register(unit, 'member_unit', 'D01')
  for (const unit of ['S01', 'S02']) register(unit, 'street', 'D01')
  for (const unit of ['C001', 'C002', 'C003']) register(unit, 'community', 'S01')
  for (const unit of ['C004', 'C005', 'C006']) register(unit, 'community', 'S02')
  tell(OFFICE, 'UnitsMerged', '2025-09-01', { into: 'C005', from: ['C006'] }, { document: '示政复〔2025〕19号' })
}

/** What was there, and what was done in 2025. */
export function tellYear(story: Story): Year {
  const says = (unit: string, type: string, on: PlainDate, data: JsonObject, papers?: Papers): Act =>
    story.tell(committeeOf(unit), type, on, { unit, ...data }, papers)
  const before = { recorded: '2024-12-23' }

  const joins = (unit: string, post: string, person: string, on: PlainDate = '2024-01-15') =>
    says(unit, 'RoleAssigned', on, { post, person, holder: 'staff' }, on < '2025' ? before : {})
  for (const [i, people] of [4, 3, 2, 4, 3, 3].entries())
    for (const [j, post] of ['chair', 'executive_vice_chair', 'member', 'member'].slice(0, people).entries())
      joins(`C00${i + 1}`, post, `p-c${i + 1}r${j + 1}`)
  joins('C005', 'member', 'p-c5r4', '2025-09-15')
  says('C001', 'RoleEnded', '2025-11-10', { post: 'member', person: 'p-c1r4', reason: '迁居' })
  const memberLeft = says('C002', 'RoleEnded', '2025-10-20', { post: 'member', person: 'p-c2r3', reason: '工作调动' })

  for (const [i, count] of [5, 4, 3, 6, 4, 3].entries())
    for (let j = 1; j <= count; j += 1) {
      const categories = j === 1 ? ['veteran_cadre', 'veteran_model'] : ['veteran_teacher']
      says(`C00${i + 1}`, 'VeteranRegistered', '2024-03-01', { person: `p-c${i + 1}x${j}`, categories }, before)
    }
  says('C001', 'VeteranWithdrawn', '2025-06-30', { person: 'p-c1x2', reason: '迁居' })

  for (const [unit, station, level] of [
    ['C001', 'T001', 'centre'],
    ['C002', 'T002', 'centre'],
    ['C003', 'T003', 'branch'],
    ['C004', 'T004', 'centre'],
    ['C004', 'T007', 'branch'],
    ['C005', 'T005', 'centre'],
    ['C006', 'T006', 'centre'],
  ] as const)
    says(unit, 'StationOpened', '2024-04-01', { station, level }, before)
  says('C006', 'StationClosed', '2025-08-31', { station: 'T006' })
  says('C003', 'StationUpgraded', '2025-11-20', { station: 'T003', level: 'centre' })

  for (const [unit, on, ...kinds] of [
    ['C001', '2024-02-01', 'duties', 'study', 'meeting'],
    ['C002', '2024-02-02', 'duties', 'meeting'],
    ['C002', '2025-05-06', 'archive', 'meeting'],
    ['C003', '2024-02-05', 'duties'],
    ['C004', '2024-02-06', 'duties', 'study', 'meeting', 'archive'],
    ['C005', '2024-02-07', 'duties', 'meeting'],
    ['C006', '2024-02-08', 'duties'],
  ] as const)
    says(unit, 'RegulationAdopted', on, { kinds: [...kinds] }, on < '2025' ? before : {})

  const funds = (unit: string, on: PlainDate, amountCny: string, papers: Papers = {}) =>
    says(unit, 'FundsAllocated', on, { year: '2025', amountCny }, papers)
  funds('C001', '2025-03-27', '2000.00')
  funds('C001', '2025-09-26', '1000.00')
  funds('C002', '2025-03-28', '2500.00')
  funds('C002', '2025-12-22', '800.00', { recorded: '2026-02-20' })
  funds('C003', '2025-04-10', '3500.00')
  const fundsOfC004 = funds('C004', '2025-04-11', '6000.00')
  funds('C005', '2025-04-12', '3000.00')
  funds('C006', '2025-04-14', '1000.00')

  for (const [unit, on] of [
    ['C001', '2025-06-20'],
    ['C002', '2025-06-21'],
    ['C004', '2025-07-01'],
    ['C005', '2025-07-02'],
  ] as const)
    says(unit, 'PartyReportHeard', on, { body: 'party_branch' })
  for (const [unit, on] of [
    ['C001', '2025-12-20'],
    ['C002', '2025-12-28'],
    ['C004', '2025-12-24'],
    ['C005', '2025-12-25'],
  ] as const)
    says(unit, 'AnnualReportFiled', on, { year: '2025' })

  const activityOfC002 = tellActivities(says)
  tellConferences(story)
  tellResources(story)
  return { memberLeft, fundsOfC004, activityOfC002, ...tellMarks(story) }
}

/** Programme, minors, files. One activity is held by two communities together. */
function tellActivities(says: (unit: string, type: string, on: PlainDate, data: JsonObject, papers?: Papers) => Act): Act {
  const acts = (
    [
      ['C002', '2025-06-01', 'kindness', 22, 0],
      ['C001', '2025-03-05', 'gratitude', 20, 1],
      ['C001', '2025-05-04', 'kindness', 25, 1],
      ['C001', '2025-08-10', 'dedication', 30, 2],
      ['C001', '2025-11-11', 'gratitude', 15, 0],
      ['C002', '2025-03-08', 'gratitude', 18, 1],
      ['C002', '2025-10-01', 'kindness', 12, 1],
      ['C003', '2025-04-05', 'gratitude', 3, 1],
      ['C003', '2025-07-07', 'kindness', 1, 1],
      ['C004', '2025-02-14', 'gratitude', 20, 1],
      ['C004', '2025-04-20', 'kindness', 21, 1],
      ['C004', '2025-06-18', 'kindness', 22, 1, 'C005'],
      ['C004', '2025-09-09', 'gratitude', 23, 1],
      ['C004', '2025-12-05', 'gratitude', 24, 1],
      ['C005', '2025-05-20', 'gratitude', 16, 1],
      ['C005', '2025-10-28', 'dedication', 4, 1],
      ['C006', '2025-03-15', 'kindness', 10, 1],
    ] as const
  ).map(([unit, on, programme, minors, files, partner]) =>
    says(
      unit,
      'ActivityHeld',
      on,
      {
        ...{ programme, title: '示例主题活动', audience: { minors, adults: 5 } },
        ...(partner !== undefined && { partners: [partner] }),
      },
      { files },
    ),
  )
  return acts[0]!
}

/** S02 held none in the third quarter, as far as was known then; that of the fourth came late. */
function tellConferences({ tell }: Story): void {
  for (const [convener, quarter, on, recorded, ...attendees] of [
    ['S01', '2025Q1', '2025-03-18', '2025-03-18', 'C001', 'C002', 'C003'],
    ['S01', '2025Q2', '2025-06-17', '2025-06-17', 'C001', 'C002'],
    ['S01', '2025Q3', '2025-09-16', '2025-09-16', 'C001', 'C002', 'C003'],
    ['S01', '2025Q4', '2025-12-16', '2025-12-16', 'C001', 'C002', 'C003'],
    ['S02', '2025Q1', '2025-03-20', '2025-03-20', 'C004', 'C005', 'C006'],
    ['S02', '2025Q2', '2025-06-19', '2025-06-19', 'C004', 'C005', 'C006'],
    ['S02', '2025Q3', '2025-09-25', '2026-04-15', 'C004', 'C005'],
    ['S02', '2025Q4', '2026-01-06', '2026-01-06', 'C004', 'C005'],
  ] as const)
    tell(
      committeeOf(convener),
      'JointConferenceHeld',
      on,
      { convener, tier: 'communities_of_street', quarter, attendees: [...attendees] },
      { recorded },
    )
}

/** Three resources, and where they went. */
function tellResources({ tell }: Story): void {
  const about =
    (resource: string, owner: string) =>
    (type: string, on: PlainDate, data: JsonObject, recorded = on) =>
      tell(committeeOf(owner), type, on, { resource, owner, ...data }, { recorded })
  const robotics = about('r-robotics', 'C001')
  const choir = about('r-choir', 'C004')
  const law = about('r-law', 'M01')
  robotics('ResourceOffered', '2025-03-01', {
    ...{ kind: 'course', group: 'intellect_group', title: '示例机器人课', grade: 'flagship_lesson' },
  })
  choir('ResourceOffered', '2025-04-01', {
    ...{ kind: 'activity', group: 'talent_group', title: '示例合唱活动', grade: 'brand_activity' },
  })
  law('ResourceOffered', '2025-04-02', { kind: 'instructor', group: 'character_group', title: '示例普法辅导' })
  robotics('ResourceRequested', '2025-03-10', { stations: ['T002', 'T004'] })
  choir('ResourceRequested', '2025-04-10', { stations: ['T001', 'T005'] })
  law('ResourceRequested', '2025-04-12', { stations: ['T006'] })
  robotics('ResourceDispatched', '2025-03-20', { stations: ['T002', 'T004', 'T005'] })
  choir('ResourceDispatched', '2025-04-20', { stations: ['T001', 'T002', 'T005'] })
  law('ResourceDispatched', '2025-04-25', { stations: ['T001', 'T006'] })
  for (const [resource, station, on, attendance, recorded] of [
    [robotics, 'T002', '2025-04-02', 18],
    [robotics, 'T004', '2025-04-09', 22],
    [choir, 'T001', '2025-05-06', 4],
    [choir, 'T005', '2025-05-13', 25],
    [law, 'T006', '2025-05-20', 9],
    [robotics, 'T002', '2025-10-15', 16],
    [robotics, 'T005', '2025-10-22', 20],
    [choir, 'T002', '2025-12-03', 14],
    [law, 'T001', '2025-12-18', 12, '2026-02-25'],
  ] as const)
    resource('ResourceDelivered', on, { station, attendance }, recorded)
}

/** The offices judge the streets, the streets their communities. */
function tellMarks({ tell }: Story): Pick<Year, 'serviceOfS02'> {
  const judged = (sheet: string, unit: string, clause: string, assessor: string, points: string, on: PlainDate) =>
    tell(committeeOf(assessor), 'ItemJudged', on, {
      ...{ sheet, period: '2025', unit, clause, assessor },
      ...{ value: { kind: 'points', points }, reason: '按考评记录评定' },
    })
  judged('street', 'S01', 'judged.service', 'D01', '18', '2025-12-29')
  judged('street', 'S01', 'judged.service', 'O01', '16', '2025-12-30')
  judged('street', 'S01', 'judged.innovation', 'D01', '15', '2025-12-29')
  judged('street', 'S01', 'judged.innovation', 'O01', '12', '2026-02-05')
  judged('street', 'S02', 'judged.service', 'D01', '20', '2025-12-29')
  const serviceOfS02 = judged('street', 'S02', 'judged.service', 'O01', '16.5', '2025-12-30')
  judged('street', 'S02', 'judged.innovation', 'D01', '20', '2025-12-29')
  judged('street', 'S02', 'judged.innovation', 'O01', '18', '2025-12-30')
  judged('community', 'C001', 'work.effect', 'S01', '30', '2026-01-10')
  judged('community', 'C002', 'work.effect', 'S01', '36', '2026-02-15')
  judged('community', 'C003', 'work.effect', 'S01', '28', '2026-01-10')
  judged('community', 'C004', 'work.effect', 'S02', '38', '2026-01-12')
  judged('community', 'C005', 'work.effect', 'S02', '33', '2026-01-12')

  const honour = (subject: string, on: PlainDate, level: string, projectKey: string) =>
    tell(committeeOf(subject), 'HonourReceived', on, { subject, level, projectKey, title: '示例表彰', grantor: '示例授予单位' })
  honour('S01', '2025-05-30', 'district', 'reading-2025')
  honour('S01', '2025-08-20', 'city', 'reading-2025')
  honour('S01', '2025-09-30', 'district', 'garden-2025')
  honour('S02', '2025-06-30', 'city', 'choir-2025')
  honour('S02', '2025-10-30', 'province', 'choir-2025')
  honour('S02', '2025-11-03', 'district', 'night-school-2025')
  honour('S02', '2025-11-04', 'district', 'garden-2025')
  tell(committeeOf('S02'), 'IncidentRecorded', '2025-08-08', {
    ...{ unit: 'S02', kind: 'safety_accident', severity: 'major', verifiedBy: 'O01' },
  })
  return { serviceOfS02 }
}

/** Spring 2026: what was forgotten, what was wrong, what never was. */
export function tellReview({ attach, correct, retract }: Story, year: Year): void {
  attach(year.activityOfC002, '2026-02-10', 1, '补交活动照片')
  retract(year.memberLeft, '2026-03-10', '并未离任，误录')
  correct(year.fundsOfC004, '2026-03-15', '金额以拨款凭证为准', { amountCny: '2900.00' })
  correct(year.serviceOfS02, '2026-04-20', '复核材料后改评', { value: { kind: 'points', points: '18.5' } })
  correct(year.fundsOfC004, '2026-05-12', '再次核对，以财政回单为准', { amountCny: '3900.00' })
}
