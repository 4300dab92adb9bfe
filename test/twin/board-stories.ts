/** Random small histories of the course of a scheme: what is said of a few communities, corrected, taken back. */
import fc from 'fast-check'
import type { JsonObject } from '../../events/event.js'
import { draft } from './asking.js'
import { correction, type Draft, retraction } from './book.js'

const codes = fc.constantFrom('C001', 'C001', 'C002', 'C004')
const days = fc.constantFrom(
  '2026-01-01',
  '2026-03-10',
  '2026-03-10',
  '2026-06-30',
  '2026-12-31',
  '2027-05-05',
  '2028-03-10',
  '2029-03-10',
)
const scheme = fc.constantFrom('wuyou_wuhao', 'wuyou_wuhao', 'wuyou_wuhao', 'advanced_community')
const rounds = fc.constantFrom('r1', 'r2')
const people = fc.constantFrom('p-aaaa', 'p-bbbb', 'p-cccc', 'p-dddd')

/** Something that is said of a unit on a day: data without both, which are put in. */
const says: readonly (readonly [weight: number, type: string, fc.Arbitrary<object>])[] = [
  [2, 'AccreditationApplied', fc.record({ scheme, round: rounds })],
  [
    2,
    'PreliminaryReviewed',
    fc.record({ scheme, round: rounds, assessor: fc.constant('S01'), outcome: fc.constantFrom('passed', 'rectify', 'rejected') }),
  ],
  [2, 'AccreditationRecommended', fc.record({ scheme, round: rounds, recommender: fc.constant('S01') })],
  [
    6,
    'AccreditationGranted',
    fc.record({
      scheme,
      batch: fc.constantFrom('b1', 'b2'),
      validFrom: days,
      validUntil: fc.option(fc.constantFrom('2029-03-10', '2030-01-01'), { nil: undefined }),
    }),
  ],
  [3, 'AccreditationReinspected', fc.record({ scheme, outcome: fc.constantFrom('keep', 'rectify', 'revoke') })],
  [3, 'AccreditationWarned', fc.record({ scheme, ground: fc.constant('示例') })],
  [2, 'AccreditationRevoked', fc.record({ scheme, ground: fc.constant('示例') })],
  [2, 'AccreditationLapsed', fc.record({ scheme, ground: fc.constant('示例') })],
  [2, 'AccreditationInherited', fc.record({ scheme, predecessor: fc.constant('C003'), validUntil: fc.constant('2029-03-10') })],
  [2, 'RectificationOrdered', fc.record({ scheme, dueOn: days, items: fc.constant(['funds', 'team']) })],
  [2, 'RectificationAccepted', fc.record({ scheme, assessor: fc.constant('S01') })],
  [4, 'RoleAssigned', fc.record({ post: fc.constantFrom('member', 'chair'), person: people, holder: fc.constant('staff') })],
  [3, 'FundsAllocated', fc.record({ year: fc.constant('2026'), amountCny: fc.constantFrom('1000.00', '1999.99', '2000.00') })],
  [3, 'VeteranRegistered', fc.record({ person: people, categories: fc.constant(['veteran_teacher']) })],
  [3, 'RegulationAdopted', fc.record({ kinds: fc.constantFrom(['duties'], ['meeting', 'study']) })],
  [4, 'ActivityHeld', fc.constant({ programme: 'kindness', title: '示例', audience: { minors: 5, adults: 1 } })],
  [2, 'InformationPublished', fc.constant({ title: '示例', level: 'district' })],
]
const said = fc.oneof(
  ...says.map(([weight, type, data]) => ({
    weight,
    arbitrary: fc.record({ type: fc.constant(type), on: days, unit: codes, data }),
  })),
)
/** What is done in a ledger: things are said, and now and then corrected or taken back. */
export const acts = fc.array(
  fc.record({ what: fc.constantFrom('say', 'say', 'say', 'say', 'say', 'correct', 'retract'), said, pick: fc.nat() }),
  {
    minLength: 20,
    maxLength: 45,
    size: 'max',
  },
)

const written = ({ type, on, unit: of, data }: { type: string; on: string; unit: string; data: object }): Draft =>
  draft(type, on, JSON.parse(JSON.stringify({ ...data, unit: of })) as JsonObject)

/** Says, and now and then corrects or takes back what was said. */
export function story(
  given: readonly Draft[],
  list: readonly { what: string; said: Parameters<typeof written>[0]; pick: number }[],
): Draft[] {
  const drafts = [...given]
  const gone = new Set<number>()
  for (const { what, said: it, pick } of list) {
    const target = given.length + (pick % Math.max(1, drafts.length - given.length))
    const before = drafts[target]
    if (what === 'say' || before === undefined || gone.has(target) || before.type.startsWith('Event')) drafts.push(written(it))
    else if (what === 'retract') {
      gone.add(target)
      drafts.push(retraction(target, '2029-12-31'))
    } else drafts.push(correction(target, { ...before, on: it.on }, '2029-12-31'))
  }
  return drafts
}
