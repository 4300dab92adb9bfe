/** What the schemas of events refuse, and the place that they name. */
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import { definitionOf, judged } from './fixtures/samples.js'

const day = '2025-03-01'
const refused: readonly (readonly [type: string, place: string, why: string, data: JsonObject])[] = [
  ['UnitRegistered', 'unit', 'a code of a station', { unit: 'T003', kind: 'community', name: '示例' }],
  ['UnitMoved', 'parent', 'a unit under itself', { unit: 'C003', parent: 'C003' }],
  ['UnitsMerged', 'from', 'a unit into itself', { into: 'C003', from: ['C004', 'C003'] }],
  ['UnitsMerged', 'from', 'a unit named twice', { into: 'C003', from: ['C004', 'C004'] }],
  ['UnitSplit', 'into', 'one part', { unit: 'C003', into: [{ unit: 'C004', name: '东', kind: 'village' }] }],
  [
    'UnitSplit',
    'into',
    'a part named twice',
    {
      unit: 'C003',
      into: [
        { unit: 'C004', name: '东', kind: 'village' },
        { unit: 'C004', name: '西', kind: 'village' },
      ],
    },
  ],
  [
    'LeadershipTeamAdjusted',
    'changes.0.holder',
    'nobody says what they are',
    { unit: 'C003', changes: [{ change: 'in', post: 'chair', person: 'p-0001' }] },
  ],
  [
    'LeadershipTeamAdjusted',
    'changes',
    'in and out of one post',
    { unit: 'C003', changes: ['in', 'out'].map((change) => ({ change, post: 'chair', person: 'p-0001', holder: 'staff' })) },
  ],
  [
    'InstructorEngaged',
    'endsOn',
    'ends before it begins',
    { person: 'p-0001', station: 'T003', kind: 'veteran', startsOn: day, endsOn: '2025-02-28' },
  ],
  [
    'InstructorEngaged',
    'endsOn',
    'a returning student without a last day',
    { person: 'p-0001', station: 'T003', kind: 'returning_student', startsOn: day },
  ],
  ['PairingEstablished', 'partner', 'a unit with itself', { unit: 'C003', partner: 'C003', kind: 'school' }],
  [
    'EnrolmentReported',
    'linked',
    'more linked than enrolled',
    { unit: 'C003', month: '2025-03', enrolled: 1, linked: 2, schoolRoll: 9 },
  ],
  [
    'CampaignDeclared',
    'endsOn',
    'ends before it begins',
    { unit: 'C003', code: 'grassroots', startsOn: day, endsOn: '2025-02-28' },
  ],
  [
    'TrainingHeld',
    'attendees',
    'a unit named twice',
    { unit: 'C003', kind: 'instructor_class', topic: '示例', headcount: 2, attendees: ['C004', 'C004'] },
  ],
  ['MonthlyPlanFiled', 'month', 'a quarter', { unit: 'C003', month: '2025Q1', filedTo: 'S04' }],
  ['FundsAllocated', 'amountCny', 'a binary float', { unit: 'C003', year: '2025', amountCny: 0.1 }],
  ['PremisesProvided', 'area', 'less than nothing', { unit: 'C003', kind: 'library', area: '-1' }],
  ['BrandDeclared', 'partners', 'the owner as partner', { brand: 'b-read', owner: 'C003', title: '读书', partners: ['C003'] }],
  ['RuleSetPart', 'index', 'beyond the last piece', { digest: 'a'.repeat(64), index: 2, parts: 2, json: '{}' }],
  ['RuleSetPart', 'json', 'a piece that is too long', { digest: 'a'.repeat(64), index: 0, parts: 1, json: ' '.repeat(49_153) }],
  ['ItemJudged', 'value.points', 'a binary float', judged({ kind: 'points', points: 4.5 })],
  ['ItemJudged', 'value', 'a field of another kind', judged({ kind: 'met', met: true, points: '1' })],
  [
    'BonusGranted',
    'points',
    'a deduction',
    {
      sheet: 'community',
      period: '2025',
      unit: 'C003',
      item: 'honour',
      projectKey: 'advanced',
      points: '-1',
      reason: '示例',
      assessor: 'S04',
    },
  ],
  [
    'SelfAssessmentSubmitted',
    'items',
    'an item twice',
    {
      sheet: 'community',
      period: '2025',
      unit: 'C003',
      items: [
        { item: 'team.chair', points: '4' },
        { item: 'team.chair', points: '5' },
      ],
    },
  ],
  ['YearEndRewardLinked', 'factor', 'less than nothing', { sheet: 'community', period: '2025', unit: 'C003', factor: '-0.1' }],
  ['RectificationOrdered', 'items', 'nothing to put right', { scheme: 'wuyou_wuhao', unit: 'C003', dueOn: day, items: [] }],
  [
    'AccreditationGranted',
    'validUntil',
    'a title that ends as it begins',
    { scheme: 'wuyou_wuhao', unit: 'C003', batch: '2025', validFrom: day, validUntil: day },
  ],
  ['AccreditationInherited', 'predecessor', 'a title of its own', { scheme: 'wuyou_wuhao', unit: 'C003', predecessor: 'C003' }],
  ['ResourceDispatched', 'stations', 'a station named twice', { resource: 'r-robot', owner: 'C004', stations: ['T003', 'T003'] }],
  [
    'NoticeOpened',
    'endsOn',
    'a notice that ends before it begins',
    {
      notice: '2025-1',
      publisher: 'D01',
      about: { kind: 'result', number: 1 },
      startsOn: day,
      endsOn: '2025-02-28',
      calendar: 'days',
      channel: 'website',
    },
  ],
  [
    'NominationSubmitted',
    'subject',
    'somebody by name',
    { period: '2025', award: 'instructor', subject: '示例同志', nominator: 'S04' },
  ],
  [
    'BallotCast',
    'votes',
    'half a vote',
    { period: '2025', award: 'instructor', subject: 'p-0001', channel: 'jury_vote', votes: 0.5 },
  ],
  [
    'ExpertScoreGiven',
    'points',
    'a deduction',
    { period: '2025', award: 'instructor', subject: 'p-0001', juror: 'M02', points: '-1' },
  ],
  [
    'TieResolved',
    'order',
    'a tie of one',
    { period: '2025', award: 'instructor', order: ['p-0001'], method: 'lot', ground: '示例' },
  ],
  ['AwardConferred', 'rank', 'a rank before the first', { period: '2025', award: 'instructor', subject: 'p-0001', rank: 0 }],
  ['ResultPart', 'index', 'beyond the last piece', { digest: 'a'.repeat(64), index: 1, parts: 1, json: '[]' }],
  [
    'AccessGranted',
    'secretSha256',
    'a secret as it is',
    { kid: 'k7m2', secretSha256: 'secret', scopes: ['ledger:read'], expiresOn: day },
  ],
  ['EventRetracted', 'target', 'a position', { target: '41', reason: '重复录入' }],
]

for (const [type, place, why, data] of refused)
  t.test(`${type} refuses ${why}, and says where`, async (t) => {
    const { error } = definitionOf(type).data.safeParse(data)
    t.strictSame(
      error?.issues.map(({ path }) => path.join('.')),
      [place],
    )
  })
