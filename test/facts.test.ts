/** What the fact table knows, and when: counting days, fan-out, corrections, retractions, evidence, and what it cannot read. */
import t from 'tap'
import { dateOf } from '../events/time.js'
import type { Facts } from '../projections/facts/facts.js'
import { absorbed, attachment, book, correction, type Draft, FIRST_INSTANT, idAt, retraction } from './twin/book.js'
import { rowsAt } from './twin/dump.js'

const activity = (on: string, unit = 'C001', more = {}): Draft => ({
  type: 'ActivityHeld',
  on,
  data: { unit, programme: 'gratitude', title: '示例活动', audience: { minors: 30, adults: 5 }, ...more },
})
const conference = (on: string, quarter: string, ...attendees: string[]): Draft => ({
  type: 'JointConferenceHeld',
  on,
  data: { convener: 'S01', tier: 'communities_of_street', quarter, attendees },
})
const funds = (on: string, year: string, amountCny: string): Draft => ({
  type: 'FundsAllocated',
  on,
  data: { unit: 'C001', year, amountCny },
})

const given = (...drafts: readonly Draft[]): Facts => absorbed(book(drafts))

/** The happenings known at a position: who, as what, counting on which day, with how many files, by which event. */
const known = (facts: Facts, knownAt = facts.size - 1): string[] =>
  rowsAt(facts, knownAt).map(
    ({ subject, as, from, evidence, position }) =>
      `${subject} ${as} ${dateOf(from)}${evidence === 0 ? '' : ` with ${evidence} files`} (${position})`,
  )

t.test('a happening counts on the day it occurred', (t) => {
  t.strictSame(known(given(activity('2026-03-05'))), ['C001 unit 2026-03-05 (0)'])
  t.end()
})

t.test('what belongs to a period counts within it, and its day stays known', (t) => {
  const day = (draft: Draft) =>
    rowsAt(given(draft), 0).map(({ from, until, occurred, period }) => [dateOf(from), until - from, dateOf(occurred), period])
  t.strictSame(day(conference('2026-04-03', '2026Q1')), [['2026-03-31', 1, '2026-04-03', '2026Q1']], 'held late')
  t.strictSame(day(conference('2025-12-30', '2026Q1')), [['2026-01-01', 1, '2025-12-30', '2026Q1']], 'held early')
  t.strictSame(day(conference('2026-02-11', '2026Q1')), [['2026-02-11', 1, '2026-02-11', '2026Q1']], 'held in time')
  t.strictSame(day(funds('2027-01-08', '2026', '2000')), [['2026-12-31', 1, '2027-01-08', '2026']], 'allocated the year after')
  t.end()
})

t.test('an event is a fact for everyone it concerns, in a role', (t) => {
  const partners = { partners: ['C002', 'C003'], station: 'T001', instructors: ['p-aaaa'] }
  t.strictSame(known(given(activity('2026-03-05', 'C001', partners))), [
    'C001 unit 2026-03-05 (0)',
    'C002 unit 2026-03-05 (0)',
    'C003 unit 2026-03-05 (0)',
    'T001 station 2026-03-05 (0)',
    'p-aaaa instructor 2026-03-05 (0)',
  ])
  t.end()
})

t.test('a row has the cells of the data, and its own where the event fans out', (t) => {
  const cells = (draft: Draft) => rowsAt(given(draft), 0).map((row) => row.cells)
  t.strictSame(cells(activity('2026-03-05')), [
    { unit: 'C001', programme: 'gratitude', 'audience.minors': 30, 'audience.adults': 5 },
  ])
  t.strictSame(cells({ type: 'RegulationAdopted', on: '2026-03-05', data: { unit: 'C001', kinds: ['duties', 'study'] } }), [
    { unit: 'C001', kind: 'duties' },
    { unit: 'C001', kind: 'study' },
  ])
  t.strictSame(
    ['0.07', '2000', '12.5', '99999999999.99'].map((amount) => cells(funds('2026-03-05', '2026', amount))[0]?.['amountCny']),
    [700, 20_000_000, 125_000, 999_999_999_999_900],
    'amounts are whole numbers of 1/10,000',
  )
  t.end()
})

t.test('a correction takes the place of what was said, and what was known before stays', (t) => {
  const facts = given(activity('2026-03-05'), correction(0, activity('2026-03-06', 'C002')))
  t.strictSame(known(facts, 0), ['C001 unit 2026-03-05 (0)'])
  t.strictSame(known(facts, 1), ['C002 unit 2026-03-06 (0)'])
  t.equal(facts.history.correctedBy(0, 0), undefined)
  t.equal(facts.history.correctedBy(0, 1), 1)
  t.equal(facts.history.targetOf(1), 0)
  t.end()
})

t.test('a correction may take somebody out, and move an event into another period', (t) => {
  const facts = given(
    conference('2026-03-05', '2026Q1', 'C001', 'C002'),
    correction(0, conference('2026-03-05', '2026Q2', 'C002')),
  )
  t.strictSame(known(facts), ['S01 unit 2026-04-01 (0)', 'C002 attendee 2026-04-01 (0)'])
  t.end()
})

t.test('the last correction wins, and each one is about the original', (t) => {
  const facts = given(
    activity('2026-03-05'),
    correction(0, activity('2026-03-06')),
    correction(0, activity('2026-03-07')),
    correction(1, activity('2026-03-08')),
  )
  t.strictSame(known(facts, 1), ['C001 unit 2026-03-06 (0)'])
  t.strictSame(known(facts, 2), ['C001 unit 2026-03-07 (0)'])
  t.strictSame(known(facts, 3), ['C001 unit 2026-03-07 (0)'], 'a correction of a correction has no effect')
  t.strictSame(facts.history.corrections(0), [1, 2])
  t.end()
})

t.test('corrections and attachments cannot be corrected, not even as what they are', (t) => {
  const attached = attachment(0, '2026-03-06', 'photo')
  const facts = given(
    activity('2026-03-05'),
    attached,
    correction(1, attached),
    correction(2, correction(0, activity('2026-03-07'))),
  )
  t.strictSame(known(facts), ['C001 unit 2026-03-05 with 1 files (0)'])
  t.strictSame([facts.history.corrections(1), facts.history.corrections(2)], [[], []])
  t.end()
})

t.test('a correction in an older version of the type is lifted', (t) => {
  const plan = (version: number, data: object): Draft => ({
    type: 'MonthlyPlanFiled',
    on: '2026-03-30',
    version,
    data: { unit: 'C001', filedTo: 'S01', ...data },
  })
  const facts = given(plan(2, { month: '2026-03' }), correction(0, plan(1, { year: 2026, monthNumber: 4 })))
  t.strictSame(known(facts, 0), ['C001 unit 2026-03-30 (0)'])
  t.strictSame(known(facts, 1), ['C001 unit 2026-04-01 (0)'])
  t.end()
})

t.test('a correction that names another type, or nothing that is there, has no effect', (t) => {
  const facts = given(
    activity('2026-03-05'),
    correction(0, conference('2026-03-06', '2026Q1')),
    correction(9, activity('2026-03-07')),
    correction(3, activity('2026-03-07')),
  )
  t.strictSame(known(facts), ['C001 unit 2026-03-05 (0)'])
  t.equal(facts.history.targetOf(1), undefined)
  t.end()
})

t.test('a retraction is final', (t) => {
  const facts = given(
    activity('2026-03-05'),
    retraction(0, '2026-03-10'),
    correction(0, activity('2026-03-06')),
    attachment(0, '2026-03-12', 'photo'),
    retraction(0, '2026-03-13'),
    retraction(1, '2026-03-14'),
  )
  t.strictSame(known(facts, 0), ['C001 unit 2026-03-05 (0)'])
  t.strictSame(known(facts, 1), [])
  t.strictSame(known(facts), [])
  t.equal(facts.history.retractedBy(0, 0), undefined)
  t.equal(facts.history.retractedBy(0, 5), 1)
  t.equal(facts.history.retractedBy(1, 5), undefined, 'a retraction cannot be retracted')
  t.end()
})

t.test('evidence counts distinct files, from the position at which each came', (t) => {
  const facts = given(
    { ...activity('2026-03-05'), files: ['photo', 'list', 'photo'] },
    attachment(0, '2026-03-06', 'photo'),
    attachment(0, '2026-03-07', 'minutes', 'list'),
  )
  t.strictSame(known(facts, 0), ['C001 unit 2026-03-05 with 2 files (0)'])
  t.strictSame(known(facts, 1), ['C001 unit 2026-03-05 with 2 files (0)'], 'the same file again')
  t.strictSame(known(facts, 2), ['C001 unit 2026-03-05 with 3 files (0)'])
  t.equal(facts.table('ActivityHeld', 'unit')?.length, 2, 'a row is opened again only when its count changes')
  t.end()
})

t.test('corrections keep attached evidence; their own files are about the correction', (t) => {
  const facts = given(
    activity('2026-03-05'),
    attachment(0, '2026-03-06', 'photo'),
    { ...correction(0, activity('2026-03-08')), files: ['letter'] },
    attachment(0, '2026-03-09', 'list'),
    retraction(1, '2026-03-10'),
  )
  t.strictSame(known(facts, 2), ['C001 unit 2026-03-08 with 1 files (0)'])
  t.strictSame(known(facts, 3), ['C001 unit 2026-03-08 with 2 files (0)'])
  t.strictSame(known(facts, 4), ['C001 unit 2026-03-08 with 1 files (0)'], 'an attachment can be taken back')
  t.strictSame(facts.history.attachments(0), [1, 3])
  t.end()
})

t.test('an event with an id that was there before is void', (t) => {
  const facts = given(
    activity('2026-03-05'),
    { ...activity('2026-03-06', 'C002'), id: idAt(0) },
    { ...retraction(0, '2026-03-07'), id: idAt(0) },
    correction(0, activity('2026-03-08')),
  )
  t.strictSame(known(facts, 2), ['C001 unit 2026-03-05 (0)'])
  t.strictSame(known(facts, 3), ['C001 unit 2026-03-08 (0)'], 'the id means the first')
  t.strictSame(
    [0, 1, 2, 3].map((at) => facts.history.isVoid(at)),
    [false, true, true, false],
  )
  t.equal(facts.positionOf(idAt(0)), 0)
  t.equal(facts.positionOf(idAt(1)), undefined)
  t.end()
})

t.test('an event that cannot be read is remembered, and its retraction as well', (t) => {
  const strange: Draft = { type: 'SomethingNew', on: '2026-03-05', data: { what: 'something' } }
  const facts = given(
    activity('2026-03-04'),
    strange,
    correction(1, strange),
    attachment(1, '2026-03-06', 'photo'),
    retraction(1, '2026-03-07'),
  )
  const { history } = facts
  t.strictSame(known(facts), ['C001 unit 2026-03-04 (0)'])
  t.strictSame(history.unreadable, [1])
  t.strictSame(
    [0, 1, 2, 3, 4].map((knownAt) => history.firstUnreadable(knownAt)),
    [undefined, 1, 1, 1, undefined],
  )
  t.equal(history.retractedBy(1, 4), 4)
  t.equal(history.types.text(history.type[1]!), 'SomethingNew')
  t.equal(history.streamRevision('unit-C001'), 4, 'it has its place in its stream')
  t.end()
})

t.test('a correction of a version that is not known yet is an event that cannot be read', (t) => {
  const facts = given(
    activity('2026-03-04'),
    correction(0, { ...activity('2026-03-05'), version: 9 }),
    retraction(1, '2026-03-07'),
  )
  t.strictSame(known(facts), ['C001 unit 2026-03-04 (0)'])
  t.strictSame(facts.history.unreadable, [1])
  t.equal(facts.history.firstUnreadable(2), undefined)
  t.end()
})

t.test('bytes that say nothing take a position too', (t) => {
  const facts = given(activity('2026-03-04'))
  facts.absorbUnreadable(1, 'no JSON')
  facts.absorbUnreadable(2, '[1]')
  facts.absorbUnreadable(3, `{"id":"${idAt(0)}"}`)
  t.equal(facts.size, 4)
  t.strictSame(facts.history.unreadable, [1, 2], 'an id that was there before makes it void, whatever it says')
  t.equal(facts.history.isVoid(3), true)
  t.end()
})

t.test('an instant stands for everything before the first record that is later', (t) => {
  const at = (seconds: number) => FIRST_INSTANT + seconds * 1000
  const recorded = [10, 20, 15, 30].map((seconds) => ({ ...activity('2026-03-04'), recordedAt: at(seconds) }))
  const { history } = given(...recorded)
  const sizes = [9, 10, 19, 20, 29, 30, 31].map((seconds) => history.at(at(seconds)))
  t.strictSame(sizes, [0, 1, 1, 3, 3, 4, 4], 'what a clock that stepped back recorded at 15 comes after 20')
  t.end()
})

t.test('every event is remembered with its stream, revision and recorder', (t) => {
  const { history } = given(activity('2026-03-04'), activity('2026-03-05', 'C002'), activity('2026-03-06'))
  t.strictSame(
    [...history.stream.subarray(0, 3)].map((code) => history.streams.text(code)),
    ['unit-C001', 'unit-C002', 'unit-C001'],
  )
  t.strictSame([...history.revision.subarray(0, 3)], [0, 0, 1])
  t.strictSame([...history.occurredOn.subarray(0, 3)].map(dateOf), ['2026-03-04', '2026-03-05', '2026-03-06'])
  t.strictSame(
    [...history.actor.subarray(0, 3)].map((code) => history.actors.text(code)),
    ['office', 'office', 'office'],
  )
  t.strictSame(
    ['unit-C001', 'unit-C002', 'unit-C003'].map((stream) => history.streamRevision(stream)),
    [1, 0, -1],
  )
  t.end()
})
