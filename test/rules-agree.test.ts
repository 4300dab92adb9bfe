/** The fast evaluator against the slow one: random rules over random ledgers give the same points, ranks and gaps. */
import assert from 'node:assert/strict'
import t from 'tap'
import { dateOf, spanOf } from '../events/time.js'
import { appraisalOf, evaluateSheet, rosterOf } from '../projections/appraisal.js'
import { gaps } from '../projections/gaps.js'
import { ranking, type RankRow } from '../projections/ranking.js'
import { isRefusal } from '../projections/refusal.js'
import type { Node } from '../projections/rules/compile.js'
import type { Tally } from '../projections/rules/evaluate.js'
import type { Frame } from '../projections/rules/frame.js'
import { asking, district, held, ruleDocument } from './twin/asking.js'
import { slowGaps } from './twin/duties.js'
import { fraction } from './twin/fraction.js'
import { points, shown } from './twin/given.js'
import { always } from './twin/always.js'
import { type Pair, ruled, slowly } from './twin/pairs.js'
import { type Rank, type Ranked, slowRanking } from './twin/ranking.js'
import { unitOn } from './twin/roster.js'
import type { RuleDocument } from './twin/rules.js'
import { slowSheet, type UnitSheet } from './twin/sheet.js'
import { adopting } from './twin/view.js'

const plainTally = ({ node, points: all, open, parts }: Tally, index: number): [string, number, boolean][] => [
  [`${node.kind} ${node.address}`, all[index]!, open[index] === 1],
  ...parts.flatMap((part) => plainTally(part, index)),
]

function plainSheet({ clauses, items, headings, bonus, open }: UnitSheet, hasBonus: boolean): [string, number, boolean][] {
  const isOpen = (address: string) => open.some((one) => one === address || one.startsWith(`${address}.`))
  return [
    ...[...clauses].map(([address, it]): [string, number, boolean] => [`clause ${address}`, it.points, it.isOpen]),
    ...[...items].map(([address, it]): [string, number, boolean] => [`item ${address}`, it, isOpen(address)]),
    ...[...headings].map(([address, it]): [string, number, boolean] => [`heading ${address}`, it, isOpen(address)]),
    ...(hasBonus ? [['bonus bonus', bonus, isOpen('bonus')] as [string, number, boolean]] : []),
  ]
}

const inOrder = (nodes: readonly [string, number, boolean][]): string[] =>
  nodes.map(([node, value, isOpen]) => `${node} ${points(value)}${isOpen ? ' open' : ''}`).sort()

/** Every clause measures the same, and every clause, item and heading has the same points for every unit. */
function pointsAgree(pair: Pair): void {
  const { view, asked, basis } = pair
  const slow = slowly(pair)
  const appraisal = appraisalOf(view, asked, basis)
  assert.equal(isRefusal(appraisal), slow === undefined)
  if (slow === undefined || isRefusal(appraisal)) return
  const fast = evaluateSheet(view, appraisal, rosterOf(view, appraisal))
  const { units } = slowSheet(slow)
  assert.deepEqual(
    fast.units.map(({ unit }) => unit.code),
    units.map(({ unit }) => unit),
  )
  fast.units.forEach(({ unit, index }) => {
    const nodes = [...fast.headings, ...(fast.bonus ? [fast.bonus] : [])].flatMap((tally) => plainTally(tally, index))
    assert.deepEqual(inOrder(nodes), inOrder(plainSheet(units[index]!, fast.bonus !== undefined)), unit.code)
    for (const node of appraisal.sheet.nodes.values()) measuresAgree(node, index, fast.frame, units[index]!)
  })
}

function measuresAgree(node: Node, index: number, frame: Frame, { clauses }: Pick<UnitSheet, 'clauses'>): void {
  if (node.kind === 'item') for (const part of node.parts) measuresAgree(part, index, frame, { clauses })
  if (node.kind !== 'clause' || node.measure === undefined) return
  const { num, den, open } = node.measure.numbers(frame)
  const measured = open[index] === 1 ? undefined : fraction(BigInt(num[index]!), BigInt(den[index]!))
  assert.equal(shown(measured), shown(clauses.get(node.address)?.measured), `${node.address} measured`)
}

/** Who really judged a unit, or should have. */
function slowGraders({ world, sheet, period, basis }: Pair, unit: string, { sheets = [] }: RuleDocument): string[] {
  const last = Math.min(spanOf(period).last, basis.asOf)
  const judged = world.rows.filter(
    (row) =>
      row.name === 'ItemJudged' &&
      row.subject === unit &&
      row.cells['sheet'] === sheet &&
      row.period === period &&
      row.from <= last,
  )
  if (judged.length > 0) return [...new Set(judged.map(({ cells }) => String(cells['assessor'])))].sort()
  const appraiser = sheets.find(({ id }) => id === sheet)?.appraiser ?? 'parent'
  return appraiser === 'parent'
    ? [unitOn(world, unit, last)?.cells['parent']].flatMap((it) => it?.toString() ?? [])
    : [...appraiser]
}

const slowRow = (pair: Pair, document: RuleDocument, unit: Ranked, rank: Rank | undefined) => ({
  unit: unit.unit,
  rank: rank?.rank ?? null,
  tied: rank?.isTied ?? false,
  ...{ base: points(unit.base), bonus: points(unit.bonus), deduction: points(unit.deduction) },
  ...{ pending: points(unit.pending), total: points(unit.total) },
  grade: unit.grade ?? null,
  vetoes: [...unit.vetoes],
  status: unit.isVoid ? 'void' : unit.open.length > 0 ? 'provisional' : 'ranked',
  gradedBy: slowGraders(pair, unit.unit, document),
})

const byUnit = (a: { readonly unit: string }, b: { readonly unit: string }): number => (a.unit < b.unit ? -1 : 1)

/** Every unit has the same total, grade and rank. */
function ranksAgree(pair: Pair): void {
  const { view, asked, basis } = pair
  const slow = slowly(pair)
  const previous = (period: string) => ruled(pair, asked.sheet, period, spanOf(period).last)
  const { units, absent } = slow === undefined ? { units: [], absent: [] } : slowRanking(slow, previous)
  for (const scope of ['street', 'district']) {
    const answered = ranking.answer(view, { ...asked, scope }, basis)
    assert.equal(isRefusal(answered), slow === undefined)
    if (slow === undefined || isRefusal(answered)) return
    const rows = answered.data as readonly RankRow[]
    const shown = rows
      .filter(({ status }) => status !== 'ended')
      .map(({ unit, tieBreak: _, ...row }) => ({ unit: unit.code, ...row }))
    assert.deepEqual(
      shown.toSorted(byUnit),
      units.map((unit) => slowRow(pair, slow.document, unit, scope === 'street' ? unit.inStreet : unit.inDistrict)),
    )
    assert.deepEqual(
      rows.filter(({ status }) => status === 'ended').map(({ unit }) => unit.code),
      absent,
    )
    const streets = new Map<string | null, number>()
    for (const { rank, unit, status } of rows) {
      const group = scope === 'street' && status !== 'ended' ? unit.street : null
      assert.ok((rank ?? Infinity) >= (streets.get(group) ?? 0), 'the rows of a street stand by rank')
      streets.set(group, rank ?? Infinity)
    }
  }
}

interface Gap {
  readonly unit: { readonly code: string }
  readonly duty: { readonly id: string }
  readonly period: string
  readonly due: string
  readonly state: string
  readonly position: number | null
}

/** The same duties were missed or met late. */
function gapsAgree(pair: Pair): void {
  const { view, world, period, basis } = pair
  const rules = ruled(pair, pair.sheet, period, basis.asOf)
  const answered = gaps.answer(view, { period, late: true }, basis)
  if (isRefusal(answered)) {
    assert.equal(rules, undefined)
    return
  }
  if (rules === undefined) return
  const slow = slowGaps(world, rules.duties, { period, asOf: basis.asOf }).filter(
    ({ state }) => state === 'missing' || state === 'late',
  )
  assert.deepEqual(
    (answered.data as readonly Gap[]).map(({ unit, duty, ...it }) =>
      [unit.code, it.due, duty.id, it.period, it.state, it.position].join(' '),
    ),
    // What a duty wants several times stands in the order of the records.
    slow
      .map(({ unit, due, duty, ...it }) => ({ ...it, key: [unit, dateOf(due), duty, it.period].join(' ') }))
      .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ key, state, position }) => [key, state, position ?? null].join(' ')),
  )
}

always('both evaluators come to the same points, ranks and gaps', 2000, (pair) => {
  pointsAgree(pair)
  ranksAgree(pair)
  gapsAgree(pair)
})

t.test('years of records: the loop passes over what lies outside the window, and over nothing else', async (t) => {
  // A block of the fact table has 1,024 rows.
  const records = [
    ...held('C001', 1500, '2025-05-04'),
    ...held('C002', 700, '2026-01-01'),
    ...held('C001', 1100, '2026-12-31'),
    ...held('C002', 400, '2027-01-01'),
  ]
  const sheet = `sheets:
  - { id: community, title: 示例, appraises: community, appraiser: parent, period: year, headings: [{ id: a, title: 活动, items: [
      { id: b, title: 活动, clauses: [
        { id: c, measure: { count: ActivityHeld } },
        { id: d, measure: { count: ActivityHeld, in: ever }, scale: { each: 10000 } },
      ] }] }] }
`
  const rules = adopting(ruleDocument('2025.1', '2025-01-01', sheet), '2024-12-01')
  const { answer } = asking([...district, ...rules, ...records])
  const totals = (period: string) =>
    answer<readonly RankRow[]>('ranking', { period, scope: 'street:S01' }, { asOf: '2027-12-31' }).map(
      ({ unit, total }) => `${unit.code} ${total}`,
    )
  t.same(totals('2025'), ['C001 15001500.00', 'C002 0.00', 'C003 0.00'])
  t.same(totals('2026'), ['C001 26001100.00', 'C002 7000700.00', 'C003 0.00'])
  t.same(totals('2027'), ['C001 26000000.00', 'C002 11000400.00', 'C003 0.00'])
})
