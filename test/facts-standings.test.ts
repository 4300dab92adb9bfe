/** What stands from a day until a day: timelines of a key, whatever the order in which their events became known. */
import t from 'tap'
import { dateOf, dayOf, FOREVER } from '../events/time.js'
import type { Facts } from '../projections/facts/facts.js'
import { type Holder, type Move, rowsOf } from '../projections/facts/timeline.js'
import { absorbAll, absorbed, attachment, book, correction, type Draft, retraction } from './twin/book.js'
import { rowsAt } from './twin/dump.js'

const assigned = (on: string, holder = 'veteran_cadre'): Draft => ({
  type: 'RoleAssigned',
  on,
  data: { unit: 'C001', post: 'chair', person: 'p-aaaa', holder },
})
const ended = (on: string): Draft => ({
  type: 'RoleEnded',
  on,
  data: { unit: 'C001', post: 'chair', person: 'p-aaaa', reason: '示例' },
})
const chief = (on: string, person: string): Draft => ({ type: 'StationChiefAppointed', on, data: { station: 'T001', person } })
const registered = (on: string, ...categories: string[]): Draft => ({
  type: 'VeteranRegistered',
  on,
  data: { unit: 'C001', person: 'p-aaaa', categories },
})
const withdrawn = (on: string): Draft => ({
  type: 'VeteranWithdrawn',
  on,
  data: { unit: 'C001', person: 'p-aaaa', reason: '示例' },
})
const engaged = (on: string, startsOn: string, endsOn?: string): Draft => ({
  type: 'InstructorEngaged',
  on,
  data: { person: 'p-aaaa', station: 'T001', kind: 'teacher', startsOn, ...(endsOn !== undefined && { endsOn }) },
})
const founded = (on: string): Draft => ({
  type: 'UnitRegistered',
  on,
  data: { unit: 'C001', kind: 'village', name: '示例村', parent: 'S01' },
})
const moved = (on: string, parent: string): Draft => ({ type: 'UnitMoved', on, data: { unit: 'C001', parent } })
const dissolved = (on: string): Draft => ({ type: 'UnitDissolved', on, data: { unit: 'C001' } })

const given = (...drafts: readonly Draft[]): Facts => absorbed(book(drafts))

const span = (from: number, until: number): string => `${dateOf(from)} to ${until === FOREVER ? 'now' : dateOf(until)}`

/** What stood, as known at a position: one column, from when until when, opened by and ended by which event. */
const stood = (facts: Facts, column: string, knownAt = facts.size - 1, role = 'unit'): string[] =>
  rowsAt(facts, knownAt)
    .filter(({ as, cells }) => as === role && cells[column] !== undefined)
    .sort((a, b) => a.from - b.from)
    .map(
      ({ cells, from, until, position, closedBy }) =>
        `${String(cells[column])} ${span(from, until)} (${position}${closedBy === undefined ? '' : ` ended by ${closedBy}`})`,
    )

t.test('a role is held from its first day until the first day on which it is not', (t) => {
  const facts = given(assigned('2026-01-10'), ended('2026-03-01'))
  t.strictSame(stood(facts, 'post', 0), ['chair 2026-01-10 to now (0)'])
  t.strictSame(stood(facts, 'post', 1), ['chair 2026-01-10 to 2026-03-01 (0 ended by 1)'])
  t.end()
})

t.test('what becomes known late falls into its place', (t) => {
  const facts = given(ended('2026-03-01'), assigned('2026-05-01'), assigned('2026-01-10'))
  t.strictSame(stood(facts, 'post', 0), [], 'ending what nobody holds is nothing')
  t.strictSame(stood(facts, 'post', 1), ['chair 2026-05-01 to now (1)'])
  t.strictSame(stood(facts, 'post', 2), ['chair 2026-01-10 to 2026-03-01 (2 ended by 0)', 'chair 2026-05-01 to now (1)'])
  t.end()
})

t.test('a late correction of the first day of a role moves it, and its end stays', (t) => {
  const facts = given(assigned('2026-01-10'), ended('2026-03-01'), correction(0, assigned('2026-02-01'), '2026-06-01'))
  t.strictSame(stood(facts, 'post', 1), ['chair 2026-01-10 to 2026-03-01 (0 ended by 1)'])
  t.strictSame(stood(facts, 'post', 2), ['chair 2026-02-01 to 2026-03-01 (0 ended by 1)'])
  t.end()
})

t.test('retracting an end lets the role go on, retracting the beginning leaves nothing', (t) => {
  const facts = given(assigned('2026-01-10'), ended('2026-03-01'), retraction(1, '2026-06-01'), retraction(0, '2026-06-02'))
  t.strictSame(stood(facts, 'post', 2), ['chair 2026-01-10 to now (0)'])
  t.strictSame(stood(facts, 'post', 3), [])
  t.end()
})

t.test('the next chief takes the place of the one before', (t) => {
  const facts = given(chief('2026-01-10', 'p-aaaa'), chief('2026-04-01', 'p-bbbb'), chief('2026-02-01', 'p-cccc'))
  t.strictSame(stood(facts, 'person', 1, 'station'), [
    'p-aaaa 2026-01-10 to 2026-04-01 (0 ended by 1)',
    'p-bbbb 2026-04-01 to now (1)',
  ])
  t.strictSame(stood(facts, 'person', 2, 'station'), [
    'p-aaaa 2026-01-10 to 2026-02-01 (0 ended by 2)',
    'p-cccc 2026-02-01 to 2026-04-01 (2 ended by 1)',
    'p-bbbb 2026-04-01 to now (1)',
  ])
  t.end()
})

t.test('a change carries over what it does not name, and changes only what stands', (t) => {
  const facts = given(
    moved('2026-01-01', 'S09'),
    founded('2026-01-10'),
    moved('2026-04-01', 'S02'),
    dissolved('2026-06-01'),
    moved('2026-07-01', 'S03'),
  )
  t.strictSame(stood(facts, 'parent'), [
    'S01 2026-01-10 to 2026-04-01 (1 ended by 2)',
    'S02 2026-04-01 to 2026-06-01 (2 ended by 3)',
  ])
  t.strictSame(stood(facts, 'name'), [
    '示例村 2026-01-10 to 2026-04-01 (1 ended by 2)',
    '示例村 2026-04-01 to 2026-06-01 (2 ended by 3)',
  ])
  t.end()
})

t.test('what is carried over follows a correction of where it came from', (t) => {
  const named = { ...founded('2026-01-10'), data: { unit: 'C001', kind: 'village', name: '示例新村', parent: 'S01' } }
  const facts = given(founded('2026-01-10'), moved('2026-04-01', 'S02'), correction(0, named, '2026-05-01'))
  t.strictSame(stood(facts, 'name'), ['示例新村 2026-01-10 to 2026-04-01 (0 ended by 1)', '示例新村 2026-04-01 to now (1)'])
  t.end()
})

t.test('rows of no length are none', (t) => {
  t.strictSame(stood(given(founded('2026-01-10'), moved('2026-01-10', 'S02')), 'parent'), ['S02 2026-01-10 to now (1)'])
  t.strictSame(stood(given(assigned('2026-01-10'), ended('2026-01-10')), 'post'), [])
  t.strictSame(
    stood(given(ended('2026-01-10'), assigned('2026-01-10')), 'post'),
    ['chair 2026-01-10 to now (1)'],
    'recorded later, so it holds',
  )
  t.strictSame(stood(given(engaged('2026-01-01', '2026-03-01', '2026-02-01')), 'kind', 0, 'station'), [])
  t.end()
})

t.test('a term ends by itself, unless something ends it before', (t) => {
  const released: Draft = {
    type: 'InstructorReleased',
    on: '2026-04-01',
    data: { person: 'p-aaaa', station: 'T001', reason: '示例' },
  }
  const kinds = (...drafts: Draft[]) => stood(given(...drafts), 'kind', drafts.length - 1, 'station')
  t.strictSame(kinds(engaged('2026-01-01', '2026-02-01', '2026-02-28')), ['teacher 2026-02-01 to 2026-03-01 (0)'])
  t.strictSame(kinds(engaged('2026-01-01', '2026-02-01', '2026-02-28'), released), ['teacher 2026-02-01 to 2026-03-01 (0)'])
  t.strictSame(kinds(engaged('2026-01-01', '2026-02-01', '2026-05-31'), released), [
    'teacher 2026-02-01 to 2026-04-01 (0 ended by 1)',
  ])
  t.strictSame(
    kinds(engaged('2026-01-01', '2026-02-01', '2026-03-31'), released),
    ['teacher 2026-02-01 to 2026-04-01 (0)'],
    'on the same day',
  )
  t.end()
})

t.test('whoever withdraws leaves every category, whenever it became known', (t) => {
  const facts = given(
    registered('2026-01-10', 'veteran_cadre', 'veteran_teacher'),
    withdrawn('2026-04-01'),
    registered('2026-02-01', 'veteran_soldier'),
    registered('2026-05-01', 'veteran_cadre'),
  )
  t.strictSame(stood(facts, 'category', 1), [
    'veteran_cadre 2026-01-10 to 2026-04-01 (0 ended by 1)',
    'veteran_teacher 2026-01-10 to 2026-04-01 (0 ended by 1)',
  ])
  t.strictSame(stood(facts, 'category', 3, 'person'), [
    'veteran_cadre 2026-01-10 to 2026-04-01 (0 ended by 1)',
    'veteran_teacher 2026-01-10 to 2026-04-01 (0 ended by 1)',
    'veteran_soldier 2026-02-01 to 2026-04-01 (2 ended by 1)',
    'veteran_cadre 2026-05-01 to now (3)',
  ])
  t.strictSame(
    stood(given(registered('2026-01-10', 'veteran_cadre'), withdrawn('2026-04-01'), retraction(1, '2026-06-01')), 'category'),
    ['veteran_cadre 2026-01-10 to now (0)'],
  )
  t.end()
})

t.test('a withdrawal at one unit closes nobody else there', (t) => {
  const other: Draft = {
    type: 'VeteranRegistered',
    on: '2026-01-10',
    data: { unit: 'C001', person: 'p-aaaaa', categories: ['veteran_cadre'] },
  }
  t.strictSame(stood(given(registered('2026-01-10', 'veteran_cadre'), other, withdrawn('2026-04-01')), 'person'), [
    'p-aaaaa 2026-01-10 to now (1)',
    'p-aaaa 2026-01-10 to 2026-04-01 (0 ended by 2)',
  ])
  t.end()
})

t.test('rows that are as before are not opened again', (t) => {
  const facts = given(assigned('2026-01-10'), ended('2026-03-01'), assigned('2026-05-01'), ended('2026-06-01'))
  const { knownFrom, knownUntil, length } = facts.table('role', 'unit')!
  t.strictSame([...knownFrom.subarray(0, length)], [0, 1, 2, 3], 'one new row for each event')
  t.strictSame(
    [...knownUntil.subarray(0, length)].map((until) => (until > 9 ? 'now' : until)),
    [1, 'now', 3, 'now'],
  )
  t.end()
})

t.test('evidence for what opened a standing counts on its rows', (t) => {
  const facts = given({ ...assigned('2026-01-10'), files: ['letter'] }, attachment(0, '2026-02-01', 'photo'), ended('2026-03-01'))
  t.strictSame(
    [0, 1, 2].map((knownAt) => rowsAt(facts, knownAt).map(({ evidence }) => evidence)),
    [[1], [2], [2]],
  )
  t.end()
})

t.test('a key knows its rows of now, and an event the keys it opens', (t) => {
  const key = { name: 'unit', as: 'unit', subject: 'C001', key: '' }
  const facts = given(founded('2026-01-10'), moved('2026-04-01', 'S02'), correction(0, founded('2026-02-01'), '2026-05-01'))
  const { from, openedBy, position } = facts.table('unit', 'unit')!
  t.strictSame(
    facts.rowsOf(key).map((row) => `${dateOf(from[row]!)} by ${position[row]}, opened by ${openedBy[row]}`),
    ['2026-02-01 by 0, opened by 0', '2026-04-01 by 1, opened by 0'],
  )
  t.strictSame([facts.keysOpenedBy(0), facts.keysOpenedBy(1)], [[key], []], 'a change opens nothing')
  absorbAll(
    facts,
    book([founded('2026-01-10'), moved('2026-04-01', 'S02'), dissolved('2026-06-01'), retraction(0, '2026-07-01')]).slice(3),
  )
  t.strictSame([facts.rowsOf(key), facts.keysOpenedBy(0), facts.rowsOf({ ...key, subject: 'C009' })], [[], [], []])
  t.end()
})

t.test('a change keeps the term of what it changes, unless it names another', (t) => {
  const move = { holder: { subject: 0 } as Holder, timeline: undefined, prefix: '', index: 0, cells: [], until: undefined }
  const opened = { ...move, does: 'opens', position: 0, day: dayOf('2026-01-01'), until: dayOf('2026-12-31') } as const
  const changed = { ...move, does: 'changes', position: 1, day: dayOf('2026-06-01') } as const
  const spans = (...moves: Move[]) => rowsOf(moves, () => 0).map(({ from, until }) => span(from, until))
  t.strictSame(spans(opened, changed), ['2026-01-01 to 2026-06-01', '2026-06-01 to 2026-12-31'])
  t.strictSame(spans(opened, { ...changed, until: dayOf('2027-12-31') }), [
    '2026-01-01 to 2026-06-01',
    '2026-06-01 to 2027-12-31',
  ])
  t.strictSame(spans(opened, { ...changed, day: dayOf('2026-12-31') }), ['2026-01-01 to 2026-12-31'], 'it has ended by then')
  t.end()
})
