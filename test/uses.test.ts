/** Every type of event is used by a question other than `events`: recorded, it changes the answer that is named here. */
import { readFileSync } from 'node:fs'
import t from 'tap'
import { canonical, sha256 } from '../events/digest.js'
import type { JsonObject } from '../events/event.js'
import { eventTypes } from '../events/index.js'
import { questions } from '../projections/questions.js'
import { course } from './fixtures/course.js'
import { EVERYTHING, inForce } from './fixtures/in-force.js'
import { given, nth } from './given.js'
import { askingOf, district, draft, held, ruleDocument } from './twin/asking.js'
import { attachment, book, correction, type Draft, retraction } from './twin/book.js'
import { rules as coverageRules } from './twin/covers.js'
import { adoption, proposing, viewOf } from './twin/view.js'

/** A question, and what is asked of it. */
type Asked = readonly [question: string, asked: JsonObject]

const cover = (id: string): Asked => ['coverage', { period: '2025', cover: id }]
const units: Asked = ['units', {}]
const appraisals: Asked = ['appraisals', { period: '2025' }]
const results: Asked = ['results', {}]
const awards: Asked = ['awards', { period: '2025' }]
const board: Asked = ['accreditation', { scheme: 'wuyou_wuhao', unit: 'C001' }]

/** The question that uses a type. */
const uses: Readonly<Record<string, Asked>> = {
  UnitRegistered: units,
  UnitConverted: units,
  UnitsMerged: units,
  UnitSplit: units,
  UnitMoved: units,
  UnitRenamed: units,
  UnitDissolved: units,
  CommitteeEstablished: cover('committees'),
  LeadershipTeamAdjusted: cover('team_community'),
  RoleAssigned: cover('team_community'),
  RoleEnded: cover('team_community'),
  VeteranRegistered: cover('veterans'),
  VeteranWithdrawn: cover('veterans'),
  InstructorEngaged: cover('instructors'),
  InstructorReleased: cover('instructors'),
  VolunteerTeamFormed: cover('volunteers'),
  StationOpened: cover('network'),
  StationUpgraded: cover('network'),
  StationClosed: cover('network'),
  StationChiefAppointed: cover('station_order'),
  PairingEstablished: cover('pairings'),
  PairingEnded: cover('pairings'),
  StationRegistryPiloted: cover('pilots'),
  EnrolmentReported: cover('enrolment'),
  YouthOrganisationFormed: cover('enrolment'),
  GeneralStationPlanned: cover('general_station'),
  ServiceGroupFormed: cover('services'),
  ServiceOfficeSet: cover('services'),
  ResourceOffered: cover('owners'),
  ResourceRequested: cover('sharing'),
  ResourceDispatched: cover('sharing'),
  ResourceDelivered: cover('sharing'),
  ActivityHeld: cover('programmes'),
  TrainingHeld: cover('training'),
  ObservationVisitHeld: cover('training'),
  JointConferenceHeld: cover('conferences'),
  FieldSurveyConducted: cover('training'),
  CampaignDeclared: cover('campaigns'),
  CampaignResultReported: cover('campaigns'),
  PolicyIssued: cover('reports'),
  MonthlyPlanFiled: cover('plans'),
  MonthlyPlanAcknowledged: cover('plans'),
  AnnualReportFiled: cover('reports'),
  SurveyReportSubmitted: cover('reports'),
  InformationPublished: cover('reports'),
  PartyReportHeard: cover('reports'),
  RegulationAdopted: cover('conditions'),
  RegulationsPosted: cover('conditions'),
  FundsAllocated: cover('conditions'),
  PremisesProvided: cover('conditions'),
  HonourReceived: cover('honours'),
  PraiseReceived: cover('honours'),
  BrandDeclared: cover('honours'),
  IncidentRecorded: cover('honours'),
  ExternalResultImported: cover('reports'),
  RuleSetPart: ['rules', {}],
  RuleSetProposed: ['rules', {}],
  RuleSetAdopted: ['rules', {}],
  AppraisalOpened: appraisals,
  AppraisalClosed: appraisals,
  SelfAssessmentSubmitted: appraisals,
  InspectionHeld: appraisals,
  ItemJudged: ['score', { unit: 'C001', period: '2025' }],
  BonusGranted: ['score', { unit: 'C001', period: '2025' }],
  BonusRefused: ['explanation', { unit: 'C001', period: '2025' }],
  YearEndRewardLinked: appraisals,
  AwardProgrammeOpened: awards,
  NominationSubmitted: awards,
  BallotCast: awards,
  ExpertScoreGiven: awards,
  TieResolved: awards,
  AwardConferred: awards,
  AwardLeftVacant: awards,
  AwardRevoked: awards,
  AccreditationApplied: board,
  PreliminaryReviewed: board,
  AccreditationRecommended: board,
  AccreditationGranted: board,
  AccreditationReinspected: board,
  AccreditationWarned: board,
  AccreditationRevoked: board,
  AccreditationLapsed: board,
  PlaqueIssued: board,
  PlaqueRemoved: board,
  RectificationOrdered: board,
  RectificationReported: board,
  RectificationAccepted: board,
  AccreditationInherited: ['titles', {}],
  NoticeOpened: results,
  ObjectionRaised: results,
  ObjectionDecided: results,
  NoticeClosed: results,
  ResultPart: ['results', { number: 1 }],
  ResultPublished: results,
  AccessGranted: ['access', {}],
  AccessRevoked: ['access', {}],
  EventCorrected: cover('programmes'),
  EventRetracted: cover('programmes'),
  EvidenceAttached: cover('programmes'),
}

t.test('every type has a question that uses it, and it is not the list of events', async (t) => {
  t.strictSame(Object.keys(uses).sort(), [...eventTypes.keys()].sort())
  for (const [type, [question]] of Object.entries(uses))
    t.ok(question !== 'events' && questions.has(question), `${type}: ${question}`)
})

const TODAY = '2026-06-30'
const sample = readFileSync(new URL('../projections/rulesets/coverage-2024.yaml', import.meta.url), 'utf8')
/** Votes and scores count in the award. */
const scored = EVERYTHING.replace(
  'score: { ballots: share, channel: jury_vote }',
  `score:
      weighted:
        - { id: votes, title: 投票, of: { ballots: share, channel: jury_vote }, weight: 40 }
        - { id: jury, title: 评委评分, of: { expert: mean }, weight: 60 }`,
)
const sheets = inForce(scored, '2025.1')
const rules = [...sheets, ...inForce(sample, 'coverage-2024', sheets)]

/** What a question says as known at two records, one after the other. */
function answers(view: ReturnType<typeof viewOf>, [question, asked]: Asked, before: number, after: number): [string, string] {
  const ledger = askingOf(view, TODAY)
  const at = (position: number): string => JSON.stringify(ledger.answer(question, asked, { knownAt: String(position) }))
  return [at(before), at(after)]
}

const recorded = new Set<string>()

t.test('each type of the course, admitted by the ledger, changes its answer', async (t) => {
  for (const { before, event } of course) {
    const asked = uses[event.type]
    // A notice about a result needs one, which nobody records by hand; groups and offices are those of a general station.
    if (asked === undefined || asked[0] === 'results' || asked[1]['cover'] === 'services') continue
    const position = nth(rules.length + before.length)
    const [then, now] = answers(given(...rules, ...before, event).view, asked, position - 1, position)
    t.not(now, then, `${event.type} in ${asked[0]} ${JSON.stringify(asked[1])}`)
    recorded.add(event.type)
  }
})

/** The event at a place of drafts against another one there, about which nobody is asked: the positions stay. */
function withAndWithout(drafts: readonly Draft[], type: string, [question, asked]: Asked): [string, string] {
  const place = drafts.findIndex((it) => it.type === type)
  const policy = { unit: 'D01', subjectMatter: '示例意见', number: '示发〔2025〕1号' }
  const without = drafts.map((it, i) => (i === place ? draft('PolicyIssued', it.on, policy) : it))
  const say = (them: readonly Draft[]): string =>
    JSON.stringify(askingOf(viewOf(book([...coverageRules, ...district, ...them])), TODAY).answer(question, asked))
  recorded.add(type)
  return [say(without), say(drafts)]
}

const FIRST = coverageRules.length + district.length
const table = canonical([{ rank: 1, unit: 'C001' }])
const tableDigest = sha256(table)
const published = (more: JsonObject = {}): Draft =>
  draft('ResultPublished', '2026-02-20', {
    ...{ kind: 'ranking', part: 'community', scope: 'D01', period: '2025', number: 1, engine: '1', parts: 2, tableDigest },
    basis: { asOf: '2025-12-31', knownAt: 9, rules: [] },
    ...{ rulesDigest: tableDigest, rosterDigest: tableDigest },
    ...more,
  })
const pieces = [table.slice(0, 9), table.slice(9)].map((json, index) =>
  draft('ResultPart', '2026-02-20', { digest: tableDigest, index, parts: 2, json }),
)
const notice = { notice: 'n1', publisher: 'D01' }
const days = { startsOn: '2026-02-21', endsOn: '2026-02-27', calendar: 'working_days', channel: 'website' }
const opened = draft('NoticeOpened', '2026-02-21', { ...notice, ...days, about: { kind: 'result', number: 1 } })
const raised = draft('ObjectionRaised', '2026-02-22', { ...notice, objection: 'o1', byKind: 'person', ground: '示例' })
const decided = draft('ObjectionDecided', '2026-02-25', { ...notice, objection: 'o1', upheld: true, reason: '示例' })
const closed = draft('NoticeClosed', '2026-02-28', notice)
const key = {
  kid: 'abcd1234',
  secretSha256: tableDigest,
  scopes: ['ledger:read', 'ledger:append'],
  unit: 'S01',
  expiresOn: '2026-12-31',
}
const granted = draft('AccessGranted', '2026-01-05', key)
const document = ruleDocument(
  '2025.9',
  '2025-01-01',
  'duties: [{ id: plan, of: [community], event: MonthlyPlanFiled, every: month, due: last_day }]',
)
const inTerm = (programme: string): Draft => held('C001', 1, '2025-05-04', { programme, season: 'term' })[0]!
const activity = inTerm('kindness')

const general = draft('StationOpened', '2025-02-01', { station: 'T900', unit: 'D01', level: 'general' })

/** What is not in the course, or not so that anything follows from it, and acts on other events: each with what it needs. */
const apart: readonly (readonly Draft[])[] = [
  [general, draft('ServiceGroupFormed', '2025-03-01', { station: 'T900', code: 'talent_group' })],
  [general, draft('ServiceOfficeSet', '2025-03-01', { station: 'T900', code: 'station_office' })],
  proposing(document, '2025-01-01'),
  [...proposing(document, '2025-01-01'), adoption(document, '2025-01-02')],
  [published()],
  [...pieces, published()],
  [published(), opened],
  [published(), opened, raised],
  [published(), opened, raised, decided],
  [published(), opened, closed],
  [granted],
  [granted, draft('AccessRevoked', '2026-03-01', { kid: 'abcd1234', reason: '示例' })],
  [activity, correction(FIRST, inTerm('gratitude'))],
  [activity, retraction(FIRST, '2025-06-01')],
  [activity, attachment(FIRST, '2025-06-01', 'photo.jpg')],
]

t.test('what is not recorded by hand changes its answer as well', async (t) => {
  for (const drafts of apart)
    for (const type of new Set(drafts.map((it) => it.type).filter((it) => !recorded.has(it)))) {
      const [then, now] = withAndWithout(drafts, type, uses[type]!)
      t.not(now, then, `${type} in ${uses[type]![0]} ${JSON.stringify(uses[type]![1])}`)
    }
  t.strictSame([...recorded].sort(), Object.keys(uses).sort(), 'every type was recorded')
})

t.test('what a question does not use leaves its answer alone', async (t) => {
  const policy = course.find(({ event }) => event.type === 'PolicyIssued')!.event
  const position = nth(rules.length)
  for (const asked of new Set(Object.values(uses))) {
    const isUsed = uses['PolicyIssued'] === asked || asked[1]['cover'] === 'reports'
    const [then, now] = answers(given(...rules, policy).view, asked, position - 1, position)
    if (!isUsed) t.equal(now, then, JSON.stringify(asked))
  }
})
