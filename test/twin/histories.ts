/** Random histories for the fact table: few units, people and days, so that what happens keeps getting in its own way. */
import fc from 'fast-check'
import type { JsonObject, PlainDate } from '../../events/event.js'
import { dateOf, dayOf } from '../../events/time.js'
import { attachment, correction, type Draft, FIRST_INSTANT, idAt, retraction } from './book.js'

/** The first of a few, most of the time. */
const mostly = (first: string, ...others: string[]) => fc.constantFrom(first, first, first, ...others)
const units = mostly('C001', 'C002', 'C003')
const stations = mostly('T001', 'T002')
const people = mostly('p-aaaa', 'p-bbbb', 'p-cccc')
const posts = mostly('chair', 'member')
const FIRST_DAY = dayOf('2026-03-25')
/** Fifteen days around the end of a quarter. */
export const days = fc.integer({ min: FIRST_DAY, max: FIRST_DAY + 14 })
const dates: fc.Arbitrary<PlainDate> = days.map(dateOf)
const count = fc.integer({ min: 0, max: 3 })
const maybe = <T>(key: string, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((v) => (v === undefined ? {} : { [key]: v }))
const some = <T>(value: fc.Arbitrary<T>) => fc.uniqueArray(value, { maxLength: 2 })

type Content = Pick<Draft, 'type' | 'on' | 'data' | 'version'>

const content = (
  type: string,
  fields: Record<string, fc.Arbitrary<unknown>>,
  ...options: fc.Arbitrary<object>[]
): fc.Arbitrary<Content> =>
  fc
    .tuple(dates, fc.record(fields), ...options)
    .map(([on, data, ...more]) => ({ type, on, data: Object.assign({}, data, ...more) as JsonObject }))

const reason = fc.constant('示例')

/** What only happens. */
const happenings: fc.Arbitrary<Content> = fc.oneof(
  content(
    'ActivityHeld',
    {
      unit: units,
      partners: some(units),
      programme: fc.constantFrom('gratitude', 'kindness'),
      title: reason,
      audience: fc.record({ minors: count, adults: count }),
      instructors: some(people),
    },
    maybe('station', stations),
    maybe('season', fc.constant('term')),
  ),
  content('JointConferenceHeld', {
    convener: units,
    tier: fc.constant('street'),
    quarter: fc.constantFrom('2026Q1', '2026Q2'),
    attendees: some(units),
  }),
  content('RegulationAdopted', { unit: units, kinds: some(fc.constantFrom('duties', 'study', 'meeting')) }),
  content('FundsAllocated', {
    unit: units,
    year: fc.constantFrom('2025', '2026'),
    amountCny: fc.constantFrom('0.07', '2000', '12.50'),
  }),
  fc.tuple(dates, fc.constantFrom(3, 4)).map(([on, monthNumber]) => ({
    type: 'MonthlyPlanFiled',
    on,
    version: 1,
    data: { unit: 'C001', filedTo: 'C002', year: 2026, monthNumber },
  })),
)

/** Units that come, change and go. */
const registry: fc.Arbitrary<Content> = fc.oneof(
  content('UnitRegistered', { unit: units, kind: fc.constantFrom('village', 'community'), name: reason }, maybe('parent', units)),
  content(
    'UnitConverted',
    { unit: units, kind: fc.constantFrom('village', 'community') },
    maybe('name', fc.constant('示例新名')),
  ),
  content('UnitMoved', { unit: units, parent: units }),
  content('UnitsMerged', { into: units, from: some(units) }),
  content('UnitDissolved', { unit: units }),
)

/** Who leads. */
const team: fc.Arbitrary<Content> = fc.oneof(
  content('LeadershipTeamAdjusted', {
    unit: units,
    changes: fc.array(
      fc.record({ change: fc.constantFrom('in', 'out'), post: posts, person: people, holder: fc.constant('veteran_cadre') }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  content('RoleAssigned', { unit: units, post: posts, person: people, holder: fc.constantFrom('veteran_cadre', 'secretary') }),
  content('RoleEnded', { unit: units, post: posts, person: people, reason }),
)

/** People who come and go, some for a term, some to be replaced, some swept out of everything. */
const engaged: fc.Arbitrary<Content> = fc.oneof(
  content('VeteranRegistered', {
    person: people,
    unit: units,
    categories: some(fc.constantFrom('veteran_cadre', 'veteran_teacher')),
  }),
  content('VeteranWithdrawn', { person: people, unit: units, reason }),
  content(
    'InstructorEngaged',
    { person: people, station: stations, kind: fc.constant('teacher'), startsOn: dates },
    maybe('endsOn', dates),
  ),
  content('InstructorReleased', { person: people, station: stations, reason }),
  content('StationChiefAppointed', { station: stations, person: people }),
)

/** What may be done to an earlier event, and what else may stand in a log. */
const acts = fc.oneof(
  { weight: 8, arbitrary: fc.constant('say' as const) },
  { weight: 3, arbitrary: fc.constant('correct' as const) },
  { weight: 2, arbitrary: fc.constant('attach' as const) },
  { weight: 1, arbitrary: fc.constant('retract' as const) },
  { weight: 1, arbitrary: fc.constantFrom('repeat', 'strange', 'mistaken', 'newer') },
)

const slotsOf = (says: fc.Arbitrary<Content>) =>
  fc.record({
    act: acts,
    says,
    target: fc.nat(),
    files: fc.option(fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 }), { nil: undefined }),
    /** In seconds: the clock of a machine may step back. */
    step: fc.integer({ min: -3, max: 5 }),
  })
type Slot = ReturnType<typeof slotsOf> extends fc.Arbitrary<infer S> ? S : never

/** What a list of slots says, after the drafts that are there already. */
export function draftsOf(list: readonly Slot[], before: readonly Draft[] = []): Draft[] {
  const drafts = [...before]
  let recordedAt = before.at(-1)?.recordedAt ?? FIRST_INSTANT
  for (const slot of list) {
    recordedAt += slot.step * 1000
    drafts.push({ ...draftOf(slot, drafts, list), recordedAt, ...(slot.files && { files: slot.files }) })
  }
  return drafts
}

function draftOf({ act, says, target }: Slot, drafts: readonly Draft[], list: readonly Slot[]): Draft {
  // One beyond the end: an event may also name itself, or one that comes later.
  const at = target % (drafts.length + 1)
  const before = drafts[at]
  const alike = list.map((slot) => slot.says).filter(({ type }) => type === before?.type)
  const other = alike[target % alike.length] ?? says
  switch (act) {
    case 'say':
      return says
    case 'correct':
      return correction(at, other, says.on)
    case 'attach':
      return attachment(at, says.on)
    case 'retract':
      return retraction(at, says.on)
    case 'repeat':
      return { ...says, id: idAt(at) }
    case 'strange':
      return { type: 'SomethingNew', on: says.on, data: { what: 'something' } }
    case 'mistaken':
      return correction(at, says)
    case 'newer':
      return correction(at, { ...other, version: 9 })
  }
}

/** Most histories have one subject, so that their events meet. */
const subjects = [happenings, registry, team, engaged, fc.oneof(happenings, registry, team, engaged)]
/** About twenty events, one after another. */
export const histories: fc.Arbitrary<Slot[]> = fc.oneof(
  ...subjects.map((says) => fc.array(slotsOf(says), { minLength: 1, maxLength: 34, size: 'max' })),
)
/** A few events that are taken back again. */
export const detours: fc.Arbitrary<Slot[]> = fc.oneof(
  ...subjects.map((says) => fc.array(slotsOf(says), { minLength: 1, maxLength: 6 })),
)
/** How the events of a history are taken in, one after another: plainly, within a `begin`, or after going astray. */
export const routes = fc.array(fc.constantFrom('plain', 'kept', 'detour'), { minLength: 1, maxLength: 7 })
