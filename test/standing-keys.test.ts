/** The keys of standings one by one: what a key holds now, and which keys an event opens. */
import t from 'tap'
import { dayOf } from '../events/time.js'
import type { Key } from '../projections/facts/standings.js'
import { absorbed, book, correction, type Draft, retraction } from './twin/book.js'

const assigned = (on: string, person: string): Draft => ({
  type: 'RoleAssigned',
  on,
  data: { unit: 'C001', post: 'chair', person, holder: 'staff' },
})
const ended = (on: string, person: string): Draft => ({
  type: 'RoleEnded',
  on,
  data: { unit: 'C001', post: 'chair', person, reason: '示例' },
})
const opened: Draft = { type: 'StationOpened', on: '2025-01-01', data: { station: 'T001', unit: 'C001', level: 'centre' } }
const chairOf = (person: string): Key => ({ name: 'role', as: 'unit', subject: 'C001', key: `chair/${person}` })

t.test('a key has its rows by their first day, as they are known now', (t) => {
  const facts = absorbed(
    book([
      assigned('2025-05-01', 'p-aaaa'),
      assigned('2025-06-01', 'p-bbbb'),
      assigned('2025-01-01', 'p-aaaa'),
      ended('2025-03-01', 'p-aaaa'),
    ]),
  )
  const { from, until } = facts.table('role', 'unit')!
  t.strictSame(
    facts.rowsOf(chairOf('p-aaaa')).map((row) => [from[row], until[row]! < dayOf('9999-01-01') ? until[row] : undefined]),
    [
      [dayOf('2025-01-01'), dayOf('2025-03-01')],
      [dayOf('2025-05-01'), undefined],
    ],
  )
  t.strictSame(facts.rowsOf(chairOf('p-cccc')), [])
  t.strictSame(facts.rowsOf({ ...chairOf('p-aaaa'), subject: 'C999' }), [])
  t.strictSame(facts.rowsOf({ ...chairOf('p-aaaa'), name: 'pairing' }), [])
  t.end()
})

t.test('an event opens keys, as it is corrected now, until it is retracted', (t) => {
  const key = (as: string, subject: string, own: string): Key => ({ name: 'station', as, subject, key: own })
  t.strictSame(absorbed(book([opened])).keysOpenedBy(0), [key('station', 'T001', ''), key('unit', 'C001', 'T001')])
  const drafts = [assigned('2025-05-01', 'p-aaaa'), ended('2025-06-01', 'p-aaaa')]
  const facts = absorbed(book(drafts))
  t.strictSame(facts.keysOpenedBy(0), [chairOf('p-aaaa')])
  t.strictSame(facts.keysOpenedBy(1), [])
  t.strictSame(facts.keysOpenedBy(9), [])
  const renamed = absorbed(book([...drafts, correction(0, assigned('2025-05-01', 'p-bbbb'))]))
  t.strictSame(renamed.keysOpenedBy(0), [chairOf('p-bbbb')])
  t.strictSame(renamed.keysOpenedBy(2), [])
  t.strictSame(absorbed(book([...drafts, retraction(0, '2025-07-01')])).keysOpenedBy(0), [])
  t.end()
})
