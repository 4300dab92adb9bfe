/** Coverage by hand: teams against their rules, streets adjusted, people, enrolment, honours, and all else that is counted. */
import t from 'tap'
import type { JsonObject, PlainDate } from '../events/event.js'
import { draft, held, unit } from './twin/asking.js'
import { correction, type Draft, retraction } from './twin/book.js'
import { covering, district, FIRST } from './twin/covers.js'

const role = (code: string, post: string, person: string, holder: string, on: PlainDate = '2025-03-01'): Draft =>
  draft('RoleAssigned', on, { unit: code, post, person, holder })
const ended = (code: string, post: string, person: string, on: PlainDate): Draft =>
  draft('RoleEnded', on, { unit: code, post, person, reason: '示例：届满' })

t.test('h: the district team: advisors are all former chairs', async (t) => {
  const drafts = [
    role('D01', 'chair', 'p-0001', 'second_line_leader', '2025-02-01'),
    ended('D01', 'chair', 'p-0001', '2025-06-01'),
    role('D01', 'chair', 'p-0002', 'second_line_leader', '2025-06-01'),
    ended('D01', 'chair', 'p-0002', '2026-02-01'),
    role('D01', 'chair', 'p-0003', 'second_line_leader', '2026-02-01'),
    role('D01', 'advisor', 'p-0001', 'retired_leader', '2025-06-01'),
    role('D01', 'honorary_chair', 'p-0009', 'deputy_party_secretary'),
    role('D01', 'member', 'p-0010', 'department_head'),
    // A former chair of a street is no advisor of the district.
    role('S01', 'chair', 'p-0020', 'deputy_party_secretary', '2025-02-01'),
    ended('S01', 'chair', 'p-0020', '2025-09-01'),
  ]
  const rule = (more: readonly Draft[] = [], request = {}) => covering([...drafts, ...more]).totals('team_district', {}, request)
  t.same(rule(), {
    honorary_chair: '1 of 1 = 1',
    chair: '1 of 1 = 1',
    advisors: '0 of 1 = 0', // p-0002 left and is no advisor
    members: '1 of 1 = 1',
    people: '4',
  })
  t.equal(rule([], { asOf: '2026-01-31' })['advisors'], '1 of 1 = 1', 'p-0002 was chair still')
  t.equal(rule([role('D01', 'advisor', 'p-0002', 'retired_leader', '2026-02-01')])['advisors'], '1 of 1 = 1')
  t.equal(rule([role('D01', 'chair', 'p-0002', 'second_line_leader', '2026-03-01')])['chair'], '0 of 1 = 0', 'two chairs')
  const { shown, part } = covering(drafts)
  t.same(
    shown('team_district', { unit: 'D01' }).shown?.map(({ position, cells }) => [
      position - FIRST,
      cells['post'],
      cells['person'],
    ]),
    [
      [4, 'chair', 'p-0003'],
      [5, 'advisor', 'p-0001'],
      [6, 'honorary_chair', 'p-0009'],
      [7, 'member', 'p-0010'],
    ],
  )
  t.same(part('team_district', 'chair', { unit: 'D01' }).counted, [FIRST + 4])
  t.same(part('team_district', 'advisors', { unit: 'D01' }).counted, [FIRST + 2, FIRST + 3], 'who became chair, and left')
})

t.test('h: street and community teams, each rule met or not', async (t) => {
  const vice = (code: string, person: string, holder = 'veteran_teacher') => role(code, 'executive_vice_chair', person, holder)
  const drafts = [
    role('S01', 'chair', 'p-0001', 'deputy_party_secretary'),
    vice('S01', 'p-0002'),
    role('S01', 'member', 'p-0003', 'serving_cadre'),
    role('S02', 'chair', 'p-0004', 'serving_cadre'),
    vice('S02', 'p-0005', 'serving_cadre'),
    role('C001', 'chair', 'p-0006', 'party_secretary'),
    vice('C001', 'p-0007', 'veteran_soldier'),
    role('C001', 'member', 'p-0007', 'veteran_soldier'),
    role('C004', 'chair', 'p-0008', 'party_secretary', '2026-11-01'),
  ]
  const { totals, part, rows } = covering(drafts)
  t.same(totals('team_street'), {
    ...{ chair: '1 of 2 = 0.5', executive_vice_chair: '1 of 2 = 0.5', members: '1 of 2 = 0.5', people: '5' },
  })
  t.same(part('team_street', 'chair').uncovered, ['S02'])
  t.same(totals('team_community'), {
    ...{ chair: '2 of 5 = 0.4', executive_vice_chair: '1 of 5 = 0.2', members: '0 of 5 = 0', people: '3' },
  })
  t.same(rows('team_community', 'chair'), ['S01 1 of 3 = 1/3', 'S02 1 of 2 = 0.5'])
  t.equal(totals('team_community', {}, { asOf: '2026-10-31' })['chair'], '1 of 5 = 0.2')
  const moved = covering([...drafts, draft('UnitMoved', '2026-05-01', { unit: 'C001', parent: 'S02' })])
  t.same(moved.rows('team_community', 'chair'), ['S01 0 of 2 = 0', 'S02 2 of 3 = 2/3'], 'under the street of the last day')
})

t.test('i: 5 of 10 streets were adjusted: 50 %', async (t) => {
  const streets = Array.from({ length: 10 }, (_, i) => `S${String(i + 1).padStart(2, '0')}`)
  const units = [unit('D01', 'district'), ...streets.map((code) => unit(code, 'street', 'D01'))]
  const first = FIRST - district.length + units.length
  const adjusted = (code: string, on: PlainDate): Draft =>
    draft('LeadershipTeamAdjusted', on, {
      unit: code,
      changes: [{ change: 'in', post: 'chair', person: `p-0${code.slice(1)}x`, holder: 'deputy_party_secretary' }],
    })
  const drafts = [
    ...streets.slice(0, 5).map((code) => adjusted(code, '2026-04-10')),
    adjusted('S01', '2026-08-01'), // a second time
    adjusted('S09', '2025-12-31'), // the year before
  ]
  const { totals, part } = covering(drafts, units)
  t.same(totals('adjusted'), { adjusted: '5 of 10 = 0.5' })
  t.same(part('adjusted', 'adjusted').covered, ['S01', 'S02', 'S03', 'S04', 'S05'])
  const less = [...drafts, retraction(first + 4, '2026-09-01'), retraction(first, '2026-09-01')]
  t.same(covering(less, units).totals('adjusted'), { adjusted: '4 of 10 = 0.4' }, 'S01 was adjusted in August as well')
  const later = correction(first + 6, adjusted('S09', '2026-01-02'))
  t.same(covering([...drafts, later], units).totals('adjusted'), { adjusted: '6 of 10 = 0.6' })
})

const enrolment = (code: string, month: string, [enrolled, linked, schoolRoll]: readonly [number, number, number]): Draft =>
  draft('EnrolmentReported', `${month}-28`, { unit: code, month, enrolled, linked, schoolRoll })

t.test('e: the link of station and school rolls, in counts that tell nobody', async (t) => {
  const drafts = [
    enrolment('C001', '2026-03', [50, 40, 80]),
    enrolment('C001', '2026-09', [60, 54, 80]),
    enrolment('C002', '2026-03', [4, 3, 20]),
    enrolment('C004', '2026-03', [30, 30, 40]),
    draft('StationRegistryPiloted', '2026-01-10', { units: ['S01', 'S02'] }),
    draft('YouthOrganisationFormed', '2025-05-10', { unit: 'C001', kind: 'student_union', members: 4 }),
    draft('YouthOrganisationFormed', '2026-05-10', { unit: 'C004', kind: 'young_pioneers', members: 12 }),
  ]
  const { totals, rows, part } = covering(drafts)
  t.same(totals('enrolment'), {
    reporting: '3 of 5 = 0.6',
    linked: '87 of 140 = 87/140', // 54 + 3 + 30 of 80 + 20 + 40
    enrolled: '94 of 140 = 47/70',
    youth: '2 of 5 = 0.4',
    youth_members: '16',
  })
  t.same(rows('enrolment', 'linked'), ['S01 57 of 100 = 0.57', 'S02 30 of 40 = 0.75'])
  t.same(
    part('enrolment', 'linked').values?.map(({ code, count, of, rate }) => `${code} ${count} of ${of} = ${rate}`),
    [
      'C001 54 of 80 = 0.675',
      'C002 <5 of 20 = null', // three children
      'C003 <5 of <5 = null',
      'C004 30 of 40 = 0.75',
      'C005 <5 of <5 = null',
    ],
  )
  t.same(rows('enrolment', 'youth_members')[0], 'S01 student_union <5')
  t.same(rows('pilots', 'piloting'), ['community 0 of 5 = 0', 'street 2 of 2 = 1'])
  const whole = JSON.stringify(covering(drafts).answer('coverage', { period: '2026', cover: 'enrolment', unit: 'C002' }))
  t.notMatch(whole, /"count":"3"|"count":"4"/, 'nowhere in the answer about the community')
})

t.test('j: instructors inside their term, groups and offices, pairings', async (t) => {
  const station = (code: string, at: string, level: string) =>
    draft('StationOpened', '2025-02-01', { station: code, unit: at, level })
  const engaged = (person: string, at: string, kind: string, startsOn: PlainDate, endsOn?: PlainDate): Draft =>
    draft('InstructorEngaged', startsOn, { person, station: at, kind, startsOn, ...(endsOn !== undefined && { endsOn }) })
  const pairing = (code: string, partner: string, kind: string, more: JsonObject = {}) =>
    draft('PairingEstablished', '2026-02-01', { unit: code, partner, kind, ...more })
  const units = [...district, unit('M01', 'member_unit', 'D01'), unit('M02', 'member_unit', 'D01')]
  const drafts = [
    ...[station('T001', 'C001', 'centre'), station('T004', 'C004', 'centre'), station('T900', 'D01', 'general')],
    engaged('p-0001', 'T001', 'veteran', '2025-03-01'),
    engaged('p-0001', 'T004', 'veteran', '2025-03-01'),
    engaged('p-0002', 'T001', 'returning_student', '2026-01-20', '2026-02-20'),
    engaged('p-0003', 'T004', 'returning_student', '2026-07-05', '2026-08-25'),
    engaged('p-0004', 'T004', 'student_cadre', '2025-03-01'),
    draft('InstructorReleased', '2025-12-01', { person: 'p-0004', station: 'T004', reason: '示例：调离' }),
    engaged('p-0006', 'T001', 'teacher', '2025-03-01'),
    // The first day on which it no longer holds is the first of the year.
    draft('InstructorReleased', '2026-01-01', { person: 'p-0006', station: 'T001', reason: '示例：调离' }),
    draft('ServiceGroupFormed', '2026-03-01', { station: 'T900', code: 'talent_group', members: { headcount: 8 } }),
    draft('ServiceOfficeSet', '2026-03-01', { station: 'T900', code: 'station_office', coLocatedWith: 'D01' }),
    pairing('C001', 'M01', 'member_unit', { typicalCase: '示例：结对助学' }),
    pairing('C002', 'M01', 'member_unit'),
    pairing('C003', 'M02', 'member_unit'),
    draft('PairingEnded', '2026-09-01', { unit: 'C003', partner: 'M02' }),
    draft('VeteranRegistered', '2025-03-01', {
      person: 'p-0001',
      unit: 'C001',
      categories: ['veteran_teacher', 'veteran_model'],
    }),
    draft('VeteranRegistered', '2025-03-01', { person: 'p-0005', unit: 'C004', categories: ['veteran_cadre'] }),
    draft('VeteranRegistered', '2025-04-01', { person: 'p-0001', unit: 'C004', categories: ['veteran_expert'] }),
    draft('HonourReceived', '2026-05-01', {
      subject: 'p-0005',
      level: 'city',
      title: '示例',
      grantor: '示例市',
      projectKey: 'k1',
    }),
    ...held('C001', 1, '2026-05-04', { station: 'T001', instructors: ['p-0001'] }),
  ]
  const { totals, rows, part } = covering(drafts, units)
  t.equal(totals('instructors')['staffed'], '2 of 2 = 1')
  t.same(rows('instructors', 'engaged'), ['veteran 1', 'student_cadre 0', 'returning_student 0', 'teacher 0'], 'a person once')
  t.same(rows('instructors', 'in_period'), ['veteran 1', 'student_cadre 0', 'returning_student 2', 'teacher 0'])
  t.equal(totals('instructors', {}, { asOf: '2026-02-20' })['engaged'], '2', 'the last day of the term is one of it')
  t.equal(totals('instructors', {}, { asOf: '2026-02-21' })['engaged'], '1')
  t.same(part('instructors', 'active').covered, ['T001'])
  t.same(
    Object.entries(totals('services')).flatMap(([id, amount]) => (amount.startsWith('1') ? id : [])),
    ['talent_group', 'station_office'],
  )
  t.same(totals('pairings'), { paired: '2 of 5 = 0.4', by_kind: '2', typical: '1 of 5 = 0.2' })
  t.same(totals('partners'), { paired: '1 of 2 = 0.5' })
  t.same(part('veterans', 'instructing').covered, ['p-0001'])
  t.same(part('veterans', 'honoured').covered, ['p-0005'])
  t.same(rows('veterans', 'categories').slice(-2), ['veteran_teacher 1', 'veteran_model 1'])
  t.equal(totals('veterans')['categories'], '2', 'one of them is of two categories')
  t.same(rows('veterans', 'active', { by: 'street' }), ['S01 1 of 1 = 1', 'S02 0 of 1 = 0'], 'where first registered')
})

t.test('j: what units have, adopted, held, filed and received', async (t) => {
  const honour = (type: string, subject: string, level: string) =>
    draft(type, '2026-05-01', { subject, level, title: '示例', grantor: '示例机关', projectKey: 'k1' })
  const kinds = ['duties', 'study', 'meeting', 'publicity', 'archive', 'commendation']
  const drafts = [
    draft('CommitteeEstablished', '2025-03-01', { unit: 'C001' }),
    draft('BrandDeclared', '2026-03-01', { brand: 'b-001', owner: 'C001', title: '示例品牌' }),
    draft('VolunteerTeamFormed', '2025-03-01', { unit: 'C001', kind: 'law_team', headcount: 12 }),
    draft('VolunteerTeamFormed', '2026-03-01', { unit: 'S02', kind: 'law_team', headcount: 8 }),
    honour('HonourReceived', 'C001', 'city'),
    honour('HonourReceived', 'C001', 'district'),
    honour('PraiseReceived', 'S01', 'province'),
    draft('IncidentRecorded', '2026-04-01', { unit: 'C002', kind: 'complaint', severity: 'minor', verifiedBy: 'S01' }),
    draft('PolicyIssued', '2026-01-10', { unit: 'D01', subjectMatter: '示例意见', number: '示关工委〔2026〕1号' }),
    draft('FundsAllocated', '2026-02-01', { unit: 'C001', year: '2026', amountCny: '5000.50' }),
    draft('FundsAllocated', '2026-02-01', { unit: 'C002', year: '2026', amountCny: '2000' }),
    draft('PremisesProvided', '2025-02-01', { unit: 'C001', kind: 'library', area: '80' }),
    draft('RegulationAdopted', '2025-02-01', { unit: 'C001', kinds: kinds.slice(0, 4) }),
    draft('RegulationAdopted', '2026-02-01', { unit: 'C001', kinds: kinds.slice(3) }),
    draft('RegulationAdopted', '2026-02-01', { unit: 'C002', kinds: kinds.slice(0, 5) }),
    draft('RegulationsPosted', '2026-02-01', { unit: 'C001', kinds }),
    draft('FieldSurveyConducted', '2026-04-01', { unit: 'D01', visited: ['S01', 'C001', 'C004'] }),
    draft('TrainingHeld', '2026-04-01', {
      unit: 'S01',
      kind: 'street_skill_training',
      topic: '示例',
      headcount: 30,
      attendees: ['C001', 'C002'],
    }),
    draft('ObservationVisitHeld', '2026-04-01', {
      unit: 'S01',
      kind: 'within_district',
      topic: '示例',
      headcount: 9,
      attendees: ['C002'],
    }),
    draft('SurveyReportSubmitted', '2026-04-01', { unit: 'C001', title: '示例', level: 'district' }),
    draft('InformationPublished', '2026-04-01', { unit: 'C001', title: '示例', level: 'city' }),
    draft('PartyReportHeard', '2026-04-01', { unit: 'C001', body: 'party_branch' }),
    draft('AnnualReportFiled', '2026-12-10', { unit: 'C001', year: '2026' }),
    draft('ExternalResultImported', '2026-12-10', { subject: 'S01', scheme: 'civic', period: '2026', value: '97.5' }),
  ]
  const { totals, rows, part } = covering(drafts)
  t.same(totals('committees'), { established: '1 of 8 = 0.125' })
  t.same(totals('honours'), { honoured: '1 of 8 = 0.125', honours: '2', praise: '1', brands: '1 of 8 = 0.125', incidents: '1' })
  t.same(rows('honours', 'honours', { by: 'kind' }).slice(2, 4), ['community district 1', 'community city 1'])
  t.same(totals('volunteers'), { teams: '2 of 8 = 0.25', headcount: '20' })
  t.same(
    rows('volunteers', 'headcount', { street: 'S02' }).filter((row) => row.includes('law')),
    ['community law_team 0', 'street law_team 8'],
  )
  t.same(totals('conditions'), {
    ...{
      funds: '2 of 5 = 0.4',
      amount: '7000.5',
      premises: '1 of 5 = 0.2',
      adopted: '2 of 5 = 0.4',
      regulations: '1 of 5 = 0.2',
      posted: '1 of 5 = 0.2',
    },
  })
  t.same(part('conditions', 'regulations').covered, ['C001'])
  t.same(totals('training'), { trained: '2 of 7 = 2/7', trainings: '1', visits: '1', visited: '3 of 7 = 3/7' })
  t.same(totals('reports'), {
    ...{ party_report: '1 of 8 = 0.125', annual_report: '1 of 8 = 0.125', survey_report: '1 of 8 = 0.125' },
    ...{ information: '1', policies: '1', external: '1 of 8 = 0.125' },
  })
})
