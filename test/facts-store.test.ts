/** How the fact table keeps what it knows: rows that never move, prefixes, blocks, dictionaries, ids, and the way back. */
import t from 'tap'
import { dateOf, dayOf } from '../events/time.js'
import { EMPTY, tenThousandths } from '../projections/facts/column.js'
import { Dictionary } from '../projections/facts/dictionary.js'
import { Facts } from '../projections/facts/facts.js'
import { happeningsWithin, standingAt } from '../projections/facts/query.js'
import { BLOCK, NEVER } from '../projections/facts/table.js'
import { absorbAll, absorbed, attachment, book, correction, type Draft, idAt, retraction } from './twin/book.js'
import { dump } from './twin/dump.js'

const FIRST = dayOf('2024-01-01')

const information = (day: number, unit = 'C001'): Draft => ({
  type: 'InformationPublished',
  on: dateOf(day),
  data: { unit, title: '示例信息', level: 'district' },
})
const role = (on: string, unit = 'C001'): Draft => ({
  type: 'RoleAssigned',
  on,
  data: { unit, post: 'chair', person: 'p-aaaa', holder: 'veteran_cadre' },
})
const withdrawn: Draft = { type: 'VeteranWithdrawn', on: '2026-05-01', data: { unit: 'C001', person: 'p-aaaa', reason: '示例' } }

/** Three thousand happenings, one a day, alternately of two units. */
const many = book(Array.from({ length: 3000 }, (_, i) => information(FIRST + i, i % 2 === 0 ? 'C001' : 'C002')))

t.test('what is known at a position is a prefix of the rows, cut by what was no longer known', (t) => {
  const facts = absorbed(book([information(FIRST), information(FIRST + 1), correction(0, information(FIRST + 2))]))
  const table = facts.table('InformationPublished', 'unit')!
  t.strictSame(
    [-1, 0, 1, 2, 99].map((knownAt) => table.prefix(knownAt)),
    [0, 1, 2, 3, 3],
  )
  t.strictSame([...table.knownUntil.subarray(0, 3)], [2, NEVER, NEVER])
  t.strictSame([...table.position.subarray(0, 3)], [0, 1, 0])
  t.end()
})

t.test('tables come in the order of their first rows, and are not there before', (t) => {
  const facts = absorbed(book([withdrawn, information(FIRST), role('2026-01-10'), information(FIRST)]))
  t.strictSame(
    [...facts.tables()].map(({ name, as }) => `${name} ${as}`),
    ['InformationPublished unit', 'role unit'],
  )
  t.equal(facts.table('veteran', 'unit'), undefined)
  t.equal(facts.table('role', 'station'), undefined)
  t.end()
})

t.test('rows of many events lie in blocks that say which days they hold', (t) => {
  const facts = absorbed(many)
  const table = facts.table('InformationPublished', 'unit')!
  t.equal(table.length, 3000)
  t.strictSame([...table.blockFirst.subarray(0, 3)], [FIRST, FIRST + BLOCK, FIRST + 2 * BLOCK])
  t.strictSame([...table.blockLast.subarray(0, 3)], [FIRST + BLOCK - 1, FIRST + 2 * BLOCK - 1, FIRST + 2999])
  const rows: number[] = []
  happeningsWithin(table, FIRST + 1020, FIRST + 1030, 1025, (row) => rows.push(row))
  t.strictSame(rows, [1020, 1021, 1022, 1023, 1024, 1025], 'over the edge of a block, up to what was known')
  t.end()
})

t.test('a late entry widens the block it falls into', (t) => {
  const facts = absorbed([
    ...many.slice(0, 5),
    ...book([...Array<Draft>(5).fill(information(FIRST)), information(FIRST - 9)]).slice(5),
  ])
  const table = facts.table('InformationPublished', 'unit')!
  t.equal(table.blockFirst[0], FIRST - 9)
  t.equal(table.blockLast[0], FIRST + 4)
  t.end()
})

t.test('the rows of one subject are chained, last one first', (t) => {
  const facts = absorbed(many)
  const table = facts.table('InformationPublished', 'unit')!
  const chain = (unit: string): number[] => {
    const rows: number[] = []
    for (let row = table.newest(facts.subjects.find(unit)); row >= 0; row = table.previous[row]!) rows.push(row)
    return rows
  }
  t.strictSame(chain('C002').slice(0, 3), [2999, 2997, 2995])
  t.equal(chain('C001').length, 1500)
  t.strictSame(chain('C009'), [])
  const on: number[] = []
  standingAt(table, facts.subjects.find('C002'), FIRST + 7, 2999, (row) => on.push(row))
  t.strictSame(on, [7])
  t.end()
})

t.test('an empty cell is -1 as a code, NaN as a decimal, and the smallest number otherwise', (t) => {
  const judged: Draft = {
    type: 'ItemJudged',
    on: '2026-01-10',
    data: {
      sheet: 'community',
      period: '2025',
      unit: 'C001',
      clause: 'activity.effect',
      value: { kind: 'met', met: false },
      reason: '示例',
      assessor: 'S01',
    },
  }
  const table = absorbed(book([judged])).table('ItemJudged', 'unit')!
  const cell = (column: string) => table.column(column)?.values[0]
  t.strictSame(['level', 'points', 'count', 'met'].map(cell), [-1, NaN, EMPTY, 0])
  t.equal(table.column('reason'), undefined, 'free text is no column')
  t.equal(table.column('period'), undefined, 'the period is built in')
  t.end()
})

t.test('decimals are whole numbers of 1/10,000, never floats', (t) => {
  const texts = ['0', '-0', '-0.5', '0.0001', '3.50', '99999999999.9999']
  t.strictSame(texts.map(tenThousandths), [0, 0, -5000, 1, 35_000, 999_999_999_999_999])
  t.ok(Object.is(tenThousandths('-0'), 0))
  t.throws(() => tenThousandths('0.00001'))
  t.throws(() => tenThousandths('much'))
  t.end()
})

t.test('a dictionary numbers texts as they come, and forgets the last ones', (t) => {
  const dictionary = new Dictionary()
  t.strictSame(
    ['b', 'a', 'b', '__proto__'].map((text) => dictionary.code(text)),
    [0, 1, 0, 2],
  )
  t.equal(dictionary.text(2), '__proto__')
  dictionary.truncate(1)
  t.strictSame([dictionary.size, dictionary.find('b'), dictionary.find('a')], [1, 0, -1])
  t.equal(dictionary.code('c'), 1)
  t.end()
})

t.test('an id of any form is found, and many of them', (t) => {
  const odd = ['', 'x', idAt(7).toUpperCase(), `${idAt(7)}0`]
  const drafts = odd.map((id): Draft => ({ ...information(FIRST), id }))
  const facts = absorbed(book([...drafts, ...drafts.map((draft) => ({ ...draft, type: 'PolicyIssued' })), information(FIRST)]))
  t.strictSame(
    odd.map((id) => facts.positionOf(id)),
    [0, 1, 2, 3],
  )
  t.strictSame(
    [3, 4, 7, 8].map((at) => facts.history.isVoid(at)),
    [false, true, true, false],
  )
  t.equal(facts.positionOf(idAt(8)), 8)
  const full = absorbed(many)
  t.ok(many.every(({ id, position }) => full.positionOf(id) === position))
  t.equal(full.positionOf(idAt(3000)), undefined)
  t.end()
})

t.test('positions are dense and ascend', (t) => {
  const [first, second] = book([information(FIRST), information(FIRST)])
  t.throws(() => absorbAll(new Facts(), [second!]))
  t.throws(() => absorbAll(absorbed([first!]), [first!]))
  t.end()
})

t.test('what is absorbed can be taken back, in steps, to the last number', (t) => {
  const said = [information(FIRST), role('2026-01-10'), information(FIRST, 'C002')]
  const before = book(said)
  const after = book([
    ...said,
    correction(0, information(FIRST + 1, 'C003')),
    role('2026-02-01', 'C003'),
    attachment(2, '2026-02-02', 'photo'),
    { ...role('2026-03-01'), id: idAt(1) },
    retraction(1, '2026-03-02'),
    { type: 'SomethingNew', on: '2026-03-03', data: {} },
  ])
  const ids = after.map(({ id }) => id)
  const facts = absorbed(before)
  const atFirst = dump(facts, ids)
  facts.begin()
  absorbAll(facts, after.slice(3, 6))
  const between = dump(facts, ids)
  facts.begin()
  absorbAll(facts, after.slice(6))
  facts.rollback()
  t.strictSame(dump(facts, ids), between, 'the inner step')
  facts.begin()
  absorbAll(facts, after.slice(6))
  facts.commit()
  t.equal(facts.size, 9)
  facts.rollback()
  t.strictSame(dump(facts, ids), atFirst, 'both, although the inner one was committed')
  absorbAll(facts, after.slice(3))
  t.strictSame(dump(facts, ids), dump(absorbed(after), ids), 'and the way forward is open')
  t.end()
})

t.test('a rollback over the edge of a block and of the first arrays', (t) => {
  const facts = absorbed(many.slice(0, 1020))
  const ids = many.map(({ id }) => id)
  const before = dump(facts, ids)
  facts.begin()
  absorbAll(facts, many.slice(1020))
  facts.rollback()
  t.strictSame(dump(facts, ids), before)
  t.end()
})

t.test('readers of an earlier position see nothing of what is being tried', (t) => {
  const facts = absorbed(book([information(FIRST)]))
  facts.begin()
  absorbAll(facts, book([information(FIRST), retraction(0, '2026-01-01')]).slice(1))
  const table = facts.table('InformationPublished', 'unit')!
  t.ok(table.prefix(0) === 1 && table.knownUntil[0]! > 0)
  t.equal(facts.history.retractedBy(0, 0), undefined)
  t.end()
})

t.test('going back without having begun is a bug', (t) => {
  const facts = new Facts()
  t.throws(() => facts.rollback())
  t.throws(() => facts.commit())
  t.end()
})
