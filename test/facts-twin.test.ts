/** The fact table against its slow twin: over random histories both know the same; going back leaves no trace. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { Facts } from '../projections/facts/facts.js'
import { happeningsWithin, standingAt } from '../projections/facts/query.js'
import type { Table } from '../projections/facts/table.js'
import { absorbAll, absorbed, book } from './twin/book.js'
import { dump, plainRow, rowsAt } from './twin/dump.js'
import { knowledgeAt, type PlainRow } from './twin/facts.js'
import { days, detours, draftsOf, histories, routes } from './twin/histories.js'

/** Rows in an order of their own, whoever found them. */
const inOrder = (rows: readonly PlainRow[]): string[] =>
  rows
    .map(({ cells, ...row }) => JSON.stringify({ ...row, cells: Object.entries(cells).sort(([a], [b]) => (a < b ? -1 : 1)) }))
    .sort()

/** A property of every history: tried on many, always the same ones. */
function always<Ts extends [unknown, ...unknown[]]>(name: string, numRuns: number, property: fc.IProperty<Ts>): void {
  t.test(name, (t) => {
    fc.assert(property, { seed: 20260301, numRuns })
    t.pass(`held for ${numRuns} histories`)
    t.end()
  })
}

always(
  'at every position the table knows the rows that its twin knows',
  2000,
  fc.property(histories, (slots) => {
    const entries = book(draftsOf(slots))
    const facts = absorbed(entries)
    for (const { position } of entries)
      assert.deepEqual(inOrder(rowsAt(facts, position)), inOrder(knowledgeAt(entries, position).rows))
  }),
)

always(
  'what became of each event is known as of every position',
  200,
  fc.property(histories, (slots) => {
    const entries = book(draftsOf(slots))
    const { history } = absorbed(entries)
    for (const { position: knownAt } of entries) {
      const twin = knowledgeAt(entries, knownAt)
      const positions = entries.slice(0, knownAt + 1).map(({ position }) => position)
      assert.deepEqual(
        positions.filter((at) => history.isVoid(at)),
        twin.voids,
      )
      assert.deepEqual(
        history.unreadable.filter((at) => at <= knownAt),
        twin.unreadable,
      )
      assert.equal(
        history.firstUnreadable(knownAt),
        twin.unreadable.find((at) => !twin.retractedBy.has(at)),
      )
      for (const at of positions) {
        assert.equal(history.correctedBy(at, knownAt), twin.correctedBy.get(at))
        assert.equal(history.retractedBy(at, knownAt), twin.retractedBy.get(at))
      }
    }
  }),
)

always(
  'an instant stands for the longest prefix that was recorded by then, even where a clock stepped back',
  300,
  fc.property(histories, fc.nat(), (slots, pick) => {
    const drafts = draftsOf(slots)
    const { history } = absorbed(book(drafts))
    const instants = drafts.map(({ recordedAt = 0 }) => recordedAt)
    const instant = instants[pick % instants.length]! + (pick % 3) - 1
    const firstLater = instants.findIndex((at) => at > instant)
    assert.equal(history.at(instant), firstLater < 0 ? instants.length : firstLater)
  }),
)

always(
  'what is taken back leaves no trace, and what is kept is as if nobody could have taken it back',
  250,
  fc.property(histories, detours, routes, (slots, wrong, route) => {
    const drafts = draftsOf(slots)
    const entries = book(drafts)
    const ids = [...entries, ...book(draftsOf(wrong, drafts))].map(({ id }) => id)
    const straight = absorbed(entries)
    const facts = absorbed([])
    /** Goes wrong here: absorbs other events, some of them within a `begin` of their own, and takes all of it back. */
    const detour = (from: number): void => {
      const before = dump(facts, ids)
      const astray = book(draftsOf(wrong, drafts.slice(0, from))).slice(from)
      facts.begin()
      astray.forEach((entry, i) => {
        if (i % 2 === 1) facts.begin()
        absorbAll(facts, [entry])
        if (i % 2 === 1 && i % 4 === 1) facts.commit()
        else if (i % 2 === 1) {
          facts.rollback()
          absorbAll(facts, [entry])
        }
      })
      facts.rollback()
      assert.deepEqual(dump(facts, ids), before)
    }
    entries.forEach((entry, i) => {
      const way = route[i % route.length]
      if (way === 'detour') detour(i)
      if (way === 'kept') facts.begin()
      absorbAll(facts, [entry])
      if (way === 'kept') facts.commit()
    })
    assert.deepEqual(dump(facts, ids), dump(straight, ids))
  }),
)

const found = (facts: Facts, loop: (table: Table, visit: (row: number) => void) => void): string[] =>
  inOrder(
    [...facts.tables()].flatMap((table) => {
      const rows: PlainRow[] = []
      loop(table, (row) => rows.push(plainRow(facts, table, row)))
      return rows
    }),
  )

always(
  'the loops that everybody uses find what lies in the table',
  200,
  fc.property(histories, days, days, fc.nat(), (slots, one, other, pick) => {
    const entries = book(draftsOf(slots))
    const facts = absorbed(entries)
    const knownAt = pick % entries.length
    const known = rowsAt(facts, knownAt)
    const [first, last] = one < other ? [one, other] : [other, one]
    const within = found(facts, (table, visit) => happeningsWithin(table, first, last, knownAt, visit))
    assert.deepEqual(within, inOrder(known.filter(({ from }) => first <= from && from <= last)))
    const stood = known.filter(({ from, until }) => from <= one && one < until)
    assert.deepEqual(
      found(facts, (table, visit) => standingAt(table, undefined, one, knownAt, visit)),
      inOrder(stood),
    )
    const c001 = facts.subjects.find('C001')
    const ofOne = found(facts, (table, visit) => standingAt(table, c001, one, knownAt, visit))
    assert.deepEqual(ofOne, inOrder(stood.filter(({ subject }) => subject === 'C001')))
  }),
)
