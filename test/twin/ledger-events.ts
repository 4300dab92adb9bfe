/** What random ledgers record: every type that rules look at, about few units, people and days. */
import fc from 'fast-check'
import type { Json, JsonObject, PlainDate } from '../../events/event.js'
import { dateOf, dayOf } from '../../events/time.js'
import type { Draft } from './book.js'
import { happenings, judgedLevels, type Topic } from './catalogue.js'

export type Content = Pick<Draft, 'type' | 'on' | 'data'>

/** The first of a few, most of the time. */
const mostly = (first: string, ...others: string[]) => fc.constantFrom(first, first, ...others)
const communities = ['C001', 'C002', 'C003', 'C004', 'C005']
/** Most of it is about one unit, so that its numbers become interesting. */
const units = fc.oneof(
  { weight: 4, arbitrary: fc.constant('C001') },
  { weight: 2, arbitrary: fc.constantFrom('C002', 'C003') },
  { weight: 1, arbitrary: fc.constantFrom('C004', 'C005', 'S01', 'S02', 'V001') },
)
const anybody = mostly('C001', 'C002', 'C003', 'C004', 'C005', 'C006', 'S01', 'V001')
const stations = mostly('T001', 'T002')
const people = mostly('p-aaaa', 'p-bbbb', 'p-cccc')
const count = fc.integer({ min: 0, max: 3 })
const reason = fc.constant('示例')
const some = <T>(value: fc.Arbitrary<T>, max = 3) => fc.uniqueArray(value, { maxLength: max })
const atLeastOne = <T>(value: fc.Arbitrary<T>, max = 3) => fc.uniqueArray(value, { minLength: 1, maxLength: max })
const word = (type: string, column: string) => fc.constantFrom(...(happenings[type]?.words?.[column] ?? []))
const only = <T>(value: T) => fc.constant(value)
const maybe = (key: string, value: fc.Arbitrary<unknown>) =>
  fc.option(value, { nil: undefined }).map((it) => (it === undefined ? {} : { [key]: it }))

const between = (first: PlainDate, last: PlainDate) => fc.integer({ min: dayOf(first), max: dayOf(last) }).map(dateOf)
/** Most things happen around the end of the first quarter; some on the edges of years and quarters. */
export const dates: fc.Arbitrary<PlainDate> = fc.oneof(
  { weight: 5, arbitrary: between('2026-03-05', '2026-04-05') },
  { weight: 4, arbitrary: fc.constantFrom('2026-03-20', '2026-03-30', '2026-04-02') },
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

const honour = (type: 'HonourReceived' | 'PraiseReceived') =>
  content(type, {
    subject: fc.oneof({ weight: 5, arbitrary: units }, people),
    level: word(type, 'level'),
    ...{ title: reason, grantor: reason },
    projectKey: word(type, 'projectKey'),
  })

/** What only happens. Judgements are made where a document asks for them. */
const work: Readonly<Record<string, fc.Arbitrary<Content>>> = {
  ActivityHeld: content(
    'ActivityHeld',
    {
      ...{ unit: units, partners: some(anybody), title: reason },
      programme: word('ActivityHeld', 'programme'),
      audience: fc.record({ minors: count, adults: count }),
    },
    maybe('season', word('ActivityHeld', 'season')),
  ),
  TrainingHeld: content(
    'TrainingHeld',
    { unit: units, kind: word('TrainingHeld', 'kind'), topic: reason, headcount: count, attendees: some(anybody) },
    maybe('hours', fc.constantFrom('0.5', '1.5', '2.25', '0', '-0.25')),
  ),
  JointConferenceHeld: content('JointConferenceHeld', {
    convener: fc.constantFrom('S01', 'S02', 'C001'),
    tier: word('JointConferenceHeld', 'tier'),
    quarter: fc.constantFrom('2026Q1', '2026Q1', '2026Q2', '2025Q4'),
    attendees: some(anybody, 5),
  }),
  RegulationAdopted: content('RegulationAdopted', { unit: units, kinds: atLeastOne(word('RegulationAdopted', 'kind')) }),
  FundsAllocated: content('FundsAllocated', {
    unit: units,
    year: fc.constantFrom('2026', '2026', '2025'),
    amountCny: fc.constantFrom('0.07', '12.5', '200', '0', '987.65'),
  }),
  EnrolmentReported: content('EnrolmentReported', {
    unit: units,
    month: fc.constantFrom('2026-03', '2026-03', '2026-04', '2026-02'),
    ...{ enrolled: count, linked: count, schoolRoll: count },
  }),
  PremisesProvided: content(
    'PremisesProvided',
    { unit: units, kind: word('PremisesProvided', 'kind') },
    maybe('area', fc.constantFrom('0.5', '12.25', '3')),
  ),
  CampaignDeclared: content(
    'CampaignDeclared',
    { unit: units, code: word('CampaignDeclared', 'code'), startsOn: fc.constantFrom('2026-03-31', '2026-04-01'), endsOn: dates },
    maybe('target', count),
  ),
  FieldSurveyConducted: content('FieldSurveyConducted', { unit: units, visited: atLeastOne(anybody) }),
  IncidentRecorded: content('IncidentRecorded', {
    unit: units,
    kind: word('IncidentRecorded', 'kind'),
    severity: word('IncidentRecorded', 'severity'),
    verifiedBy: only('D01'),
  }),
  MonthlyPlanFiled: content('MonthlyPlanFiled', {
    unit: units,
    month: fc.constantFrom('2026-03', '2026-03', '2026-04', '2026-01', '2026-12'),
    filedTo: word('MonthlyPlanFiled', 'filedTo'),
  }),
  AnnualReportFiled: content('AnnualReportFiled', { unit: units, year: fc.constantFrom('2026', '2026', '2025') }),
  HonourReceived: honour('HonourReceived'),
  PraiseReceived: honour('PraiseReceived'),
}

const placed = fc.constantFrom('S01', 'S02')
/** Units that come, change and go; the rest of the district stands from the beginning. */
const registry = fc.oneof(
  content('UnitConverted', { unit: fc.constantFrom('V001', 'C004'), kind: fc.constantFrom('village', 'community') }),
  content('UnitMoved', { unit: fc.constantFrom(...communities), parent: placed }),
  content('UnitsMerged', { into: only('C001'), from: atLeastOne(fc.constantFrom('C002', 'C004'), 2) }, maybe('name', reason)),
  content('UnitDissolved', { unit: fc.constantFrom('C005', 'V001') }),
  content('UnitRenamed', { unit: units, name: only('示例新名') }),
  content('UnitRegistered', { unit: only('C006'), kind: fc.constantFrom('community', 'village'), name: reason, parent: placed }),
  content('UnitSplit', {
    unit: only('C003'),
    into: only([
      { unit: 'C003', name: '示例', kind: 'community', parent: 'S01' },
      { unit: 'C007', name: '示例', kind: 'community', parent: 'S02' },
    ]),
  }),
)

const posts = mostly('chair', 'member')
const holder = fc.constantFrom('veteran_cadre', 'staff')
const level = fc.constantFrom('centre', 'branch')
const category = fc.constantFrom('veteran_cadre', 'veteran_teacher')
const change = fc.record({ change: mostly('in', 'out'), post: posts, person: people, holder })
const selector = ({ post, person }: { readonly post: string; readonly person: string }) => `${post}/${person}`
const partner = fc.constantFrom('X001', 'C005')
/** What opens, changes and closes each standing. */
const standings: Readonly<Record<string, readonly fc.Arbitrary<Content>[]>> = {
  role: [
    content('LeadershipTeamAdjusted', { unit: units, changes: fc.uniqueArray(change, { minLength: 1, maxLength: 3, selector }) }),
    content('RoleAssigned', { unit: units, post: posts, person: people, holder }),
    content('RoleEnded', { unit: units, post: posts, person: people, reason }),
  ],
  veteran: [
    content('VeteranRegistered', { person: people, unit: units, categories: atLeastOne(category, 2) }),
    content('VeteranRegistered', { person: people, unit: units, categories: atLeastOne(category, 2) }),
    content('VeteranWithdrawn', { person: people, unit: units, reason }),
  ],
  station: [
    content('StationOpened', { station: stations, unit: units, level }, maybe('parent', only('T001'))),
    content('StationUpgraded', { station: stations, unit: units, level }),
    content('StationClosed', { station: stations, unit: units }),
  ],
  pairing: [
    content('PairingEstablished', { unit: units, partner, kind: fc.constantFrom('enterprise', 'school') }),
    content('PairingEnded', { unit: units, partner }),
  ],
  committee: [content('CommitteeEstablished', { unit: units })],
  registry_pilot: [content('StationRegistryPiloted', { units: atLeastOne(units) })],
  unit: [registry],
}

/** Everything that happens in a topic, and now and then what its duties are about. */
export const contentsOf = ({ types, standings: names }: Topic): fc.Arbitrary<Content> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.oneof(...types.flatMap((type) => work[type] ?? [])) },
    { weight: 6, arbitrary: fc.oneof(...names.flatMap((name) => standings[name]!)) },
    { weight: 1, arbitrary: fc.oneof(work['MonthlyPlanFiled']!, work['JointConferenceHeld']!, work['AnnualReportFiled']!) },
    { weight: 1, arbitrary: work['HonourReceived']! },
    { weight: 2, arbitrary: registry },
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

const judgedLevel = fc.constantFrom(...judgedLevels)
const cases: fc.Arbitrary<Json> = fc.array(
  fc
    .tuple(
      maybe('level', judgedLevel),
      count,
      maybe('points', fc.constantFrom('1', '-0.75', '0', '-3', '0.5')),
      maybe('flags', fc.subarray(['solved', 'repeated', 'unheard_of'])),
    )
    .map(([it, times, points, flags]) => ({ ...it, ...points, ...flags, count: times })),
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
    level: judgedLevel,
    met: fc.boolean(),
    cases,
  }),
  kind: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fc.constantFrom('points', 'met', 'cases', 'level', 'number')),
  assessor: fc.constantFrom('S01', 'S01', 'D01'),
  projectKey: fc.constantFrom('reading', 'choir'),
})
