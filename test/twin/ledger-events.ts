/** What random ledgers record: every type that rules look at, about few units, people and days. */
import fc from 'fast-check'
import type { Json, JsonObject, PlainDate } from '../../events/event.js'
import { dateOf, dayOf } from '../../events/time.js'
import type { Draft } from './book.js'
import { happenings, judgedLevels } from './catalogue.js'

export type Content = Pick<Draft, 'type' | 'on' | 'data'>

/** The first of a few, most of the time. */
const mostly = (first: string, ...others: string[]) => fc.constantFrom(first, first, ...others)
export const communities = ['C001', 'C002', 'C003', 'C004', 'C005']
const units = mostly('C001', 'C002', 'C003', 'C004', 'S01', 'V001')
const anybody = mostly('C001', 'C002', 'C003', 'C005', 'C006', 'S01', 'S02', 'V001')
const stations = mostly('T001', 'T002')
const people = mostly('p-aaaa', 'p-bbbb', 'p-cccc')
const count = fc.integer({ min: 0, max: 3 })
const reason = fc.constant('示例')
const some = <T>(value: fc.Arbitrary<T>, max = 3) => fc.uniqueArray(value, { maxLength: max })
const atLeastOne = <T>(value: fc.Arbitrary<T>, max = 3) => fc.uniqueArray(value, { minLength: 1, maxLength: max })
const word = (type: string, column: string) => fc.constantFrom(...(happenings[type]?.words?.[column] ?? []))
const maybe = (key: string, value: fc.Arbitrary<unknown>) =>
  fc.option(value, { nil: undefined }).map((it) => (it === undefined ? {} : { [key]: it }))

const between = (first: PlainDate, last: PlainDate) => fc.integer({ min: dayOf(first), max: dayOf(last) }).map(dateOf)
/** Most things happen around the end of the first quarter; some on the edges of years and quarters. */
export const dates: fc.Arbitrary<PlainDate> = fc.oneof(
  { weight: 6, arbitrary: between('2026-03-10', '2026-04-20') },
  { weight: 3, arbitrary: between('2026-01-01', '2026-12-31') },
  { weight: 1, arbitrary: between('2025-01-01', '2025-12-31') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('2025-12-31', '2026-01-01', '2026-03-31', '2026-04-01', '2026-06-30', '2026-12-31', '2027-01-01'),
  },
)

const content = (
  type: string,
  fields: Record<string, fc.Arbitrary<unknown>>,
  ...options: fc.Arbitrary<object>[]
): fc.Arbitrary<Content> =>
  fc
    .tuple(dates, fc.record(fields), ...options)
    .map(([on, data, ...more]) => ({ type, on, data: Object.assign({}, data, ...more) as JsonObject }))

/** What only happens. */
const work = fc.oneof(
  {
    weight: 4,
    arbitrary: content(
      'ActivityHeld',
      {
        unit: units,
        partners: some(anybody),
        programme: word('ActivityHeld', 'programme'),
        title: reason,
        audience: fc.record({ minors: count, adults: count }),
      },
      maybe('season', word('ActivityHeld', 'season')),
    ),
  },
  {
    weight: 2,
    arbitrary: content(
      'TrainingHeld',
      { unit: units, kind: word('TrainingHeld', 'kind'), topic: reason, headcount: count, attendees: some(anybody) },
      maybe('hours', fc.constantFrom('0.5', '1.5', '2.25', '0', '-0.25')),
    ),
  },
  {
    weight: 2,
    arbitrary: content('JointConferenceHeld', {
      convener: fc.constantFrom('S01', 'S02', 'C001'),
      tier: word('JointConferenceHeld', 'tier'),
      quarter: fc.constantFrom('2026Q1', '2026Q1', '2026Q2', '2025Q4'),
      attendees: some(anybody, 5),
    }),
  },
  content('RegulationAdopted', { unit: units, kinds: atLeastOne(word('RegulationAdopted', 'kind')) }),
  content('FundsAllocated', {
    unit: units,
    year: word('FundsAllocated', 'year'),
    amountCny: fc.constantFrom('0.07', '12.5', '200', '0', '987.65'),
  }),
  {
    weight: 2,
    arbitrary: content('EnrolmentReported', {
      unit: units,
      month: fc.constantFrom('2026-03', '2026-04', '2026-02'),
      enrolled: count,
      linked: count,
      schoolRoll: count,
    }),
  },
  content(
    'PremisesProvided',
    { unit: units, kind: word('PremisesProvided', 'kind') },
    maybe('area', fc.constantFrom('0.5', '12.25', '3')),
  ),
  content(
    'CampaignDeclared',
    { unit: units, code: word('CampaignDeclared', 'code'), startsOn: dates, endsOn: dates },
    maybe('target', count),
  ),
  content('FieldSurveyConducted', { unit: units, visited: atLeastOne(anybody) }),
  content('IncidentRecorded', {
    unit: units,
    kind: word('IncidentRecorded', 'kind'),
    severity: word('IncidentRecorded', 'severity'),
    verifiedBy: fc.constant('D01'),
  }),
  {
    weight: 2,
    arbitrary: content('MonthlyPlanFiled', {
      unit: units,
      month: fc.constantFrom('2026-03', '2026-04', '2026-01', '2026-12'),
      filedTo: word('MonthlyPlanFiled', 'filedTo'),
    }),
  },
  content('AnnualReportFiled', { unit: units, year: word('AnnualReportFiled', 'year') }),
)

const honour = (type: 'HonourReceived' | 'PraiseReceived') =>
  content(type, {
    subject: fc.oneof({ weight: 5, arbitrary: units }, people),
    level: word(type, 'level'),
    title: reason,
    grantor: reason,
    projectKey: word(type, 'projectKey'),
  })

/** Units that come, change and go; the rest of the district stands from the beginning. */
const registry = fc.oneof(
  content('UnitConverted', { unit: fc.constantFrom('V001', 'C004'), kind: fc.constantFrom('village', 'community') }),
  content('UnitMoved', { unit: fc.constantFrom(...communities), parent: fc.constantFrom('S01', 'S02') }),
  content(
    'UnitsMerged',
    { into: fc.constant('C001'), from: atLeastOne(fc.constantFrom('C002', 'C004'), 2) },
    maybe('name', reason),
  ),
  content('UnitDissolved', { unit: fc.constantFrom('C005', 'V001') }),
  content('UnitRenamed', { unit: units, name: fc.constant('示例新名') }),
  content('UnitRegistered', {
    unit: fc.constant('C006'),
    kind: fc.constantFrom('community', 'village'),
    name: reason,
    parent: fc.constantFrom('S01', 'S02'),
  }),
  content('UnitSplit', {
    unit: fc.constant('C003'),
    into: fc.constant([
      { unit: 'C003', name: '示例', kind: 'community', parent: 'S01' },
      { unit: 'C007', name: '示例', kind: 'community', parent: 'S02' },
    ]),
  }),
)

const posts = mostly('chair', 'member')
const holder = fc.constantFrom('veteran_cadre', 'staff')
/** What stands from a day on. */
const standings = fc.oneof(
  {
    weight: 2,
    arbitrary: content('LeadershipTeamAdjusted', {
      unit: units,
      changes: fc.uniqueArray(fc.record({ change: mostly('in', 'out'), post: posts, person: people, holder }), {
        minLength: 1,
        maxLength: 3,
        selector: ({ post, person }) => `${post}/${person}`,
      }),
    }),
  },
  content('RoleAssigned', { unit: units, post: posts, person: people, holder }),
  content('RoleEnded', { unit: units, post: posts, person: people, reason }),
  content('VeteranRegistered', {
    person: people,
    unit: units,
    categories: atLeastOne(fc.constantFrom('veteran_cadre', 'veteran_teacher'), 2),
  }),
  content('VeteranWithdrawn', { person: people, unit: units, reason }),
  content(
    'StationOpened',
    { station: stations, unit: units, level: fc.constantFrom('centre', 'branch') },
    maybe('parent', fc.constant('T001')),
  ),
  content('StationUpgraded', { station: stations, unit: units, level: fc.constantFrom('centre', 'branch') }),
  content('StationClosed', { station: stations, unit: units }),
  content('PairingEstablished', {
    unit: units,
    partner: fc.constantFrom('X001', 'C005'),
    kind: fc.constantFrom('enterprise', 'school'),
  }),
  content('PairingEnded', { unit: units, partner: fc.constantFrom('X001', 'C005') }),
  content('CommitteeEstablished', { unit: units }),
  content('StationRegistryPiloted', { units: atLeastOne(units) }),
)

/** What is judged, granted or refused, once it is known where a document asks for it. */
export interface Decision {
  readonly on: PlainDate
  readonly what: 'judged' | 'granted' | 'refused'
  readonly place: number
  readonly unit: string
  readonly period: number
  readonly value: JsonObject
  readonly kind: string | undefined
  readonly assessor: string
  readonly projectKey: string
}

const level = fc.constantFrom(...judgedLevels)
const cases: fc.Arbitrary<Json> = fc.array(
  fc.tuple(maybe('level', level), count).map(([it, times]): JsonObject => ({ ...it, count: times })),
  { maxLength: 3 },
)

export const decisions: fc.Arbitrary<Decision> = fc.record({
  on: dates,
  what: fc.constantFrom('judged', 'judged', 'judged', 'granted', 'refused'),
  place: fc.nat(),
  unit: units,
  period: fc.nat(5),
  value: fc.record({
    points: fc.constantFrom('1', '2.5', '0', '-1', '0.125'),
    number: fc.constantFrom('0.5', '3', '0'),
    level,
    met: fc.boolean(),
    cases,
  }) as fc.Arbitrary<JsonObject>,
  kind: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fc.constantFrom('points', 'met', 'cases', 'level', 'number')),
  assessor: fc.constantFrom('S01', 'S01', 'D01'),
  projectKey: fc.constantFrom('reading', 'choir'),
})

/** Everything that a unit may do, or that may become of it. */
export const contents: fc.Arbitrary<Content> = fc.oneof(
  { weight: 8, arbitrary: work },
  { weight: 1, arbitrary: honour('HonourReceived') },
  { weight: 1, arbitrary: honour('PraiseReceived') },
  { weight: 2, arbitrary: registry },
  { weight: 4, arbitrary: standings },
)
