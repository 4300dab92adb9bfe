/** The fast evaluator against the slow one: under random rules over random ledgers both come to the same points, ranks and gaps. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { cadenceOf, dateOf, spanOf } from '../events/time.js'
import { appraisalOf, evaluateSheet, rosterOf } from '../projections/appraisal.js'
import { gaps } from '../projections/gaps.js'
import { ranking, type RankRow } from '../projections/ranking.js'
import { isRefusal } from '../projections/refusal.js'
import type { Tally } from '../projections/rules/evaluate.js'
import { slowGaps } from './twin/duties.js'
import { points } from './twin/given.js'
import { describe, type Pair, pairs, ruled } from './twin/pairs.js'
import { type Rank, type Ranked, slowRanking } from './twin/ranking.js'
import { unitOn } from './twin/roster.js'
import type { RuleDocument } from './twin/rules.js'
import { slowSheet, type UnitSheet } from './twin/sheet.js'

/** A property of every pair: tried on many, always the same ones. */
function always(name: string, numRuns: number, property: (pair: Pair) => void): void {
  t.test(name, async (t) => {
    fc.assert(
      fc.property(pairs, (pair) => {
        try {
          property(pair)
        } catch (error) {
          if (error instanceof Error) error.message += `\n${describe(pair)}`
          throw error
        }
      }),
      { seed: 20260301, numRuns },
    )
    t.pass(`held for ${numRuns} pairs`)
  })
}

/** What the referee is asked, where there is a sheet of this period to ask about. */
function slowly(pair: Pair) {
  const { world, sheet, period, basis } = pair
  const rules = ruled(pair, sheet, period, basis.asOf)
  if (rules === undefined || rules.spec.period !== cadenceOf(period)) return undefined
  return { world, sheet, period, asOf: basis.asOf, document: rules.document, duties: rules.duties }
}

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

always('every node of a sheet has the same points for every unit', 2000, (pair) => {
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
  })
})

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

always('every unit has the same rank, total and grade', 1000, (pair) => {
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
})

interface Gap {
  readonly unit: { readonly code: string }
  readonly duty: { readonly id: string }
  readonly period: string
  readonly due: string
  readonly state: string
  readonly position: number | null
}

always('the same duties were missed or met late', 500, (pair) => {
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
    slow
      .map(({ unit, due, duty, state, position, ...it }) =>
        [unit, dateOf(due), duty, it.period, state, position ?? null].join(' '),
      )
      .sort(),
  )
})
