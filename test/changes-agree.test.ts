/** Causes replayed: what is cited, put into the first answer, gives the second without residue; and the differences add up. */
import assert from 'node:assert/strict'
import t from 'tap'
import type { Position } from '../events/event.js'
import { cadenceOf, spanOf } from '../events/time.js'
import { changes } from '../projections/changes.js'
import type { RankEnd } from '../projections/changes/rank-rows.js'
import { type Cause, type Changes, stages } from '../projections/changes/shape.js'
import { isRefusal } from '../projections/refusal.js'
import { points } from './twin/given.js'
import { always } from './twin/always.js'
import { type Pair, ruled, rulesOf } from './twin/pairs.js'
import { type Ranked, slowRanking } from './twin/ranking.js'
import { documentReplacing, worldAdding } from './twin/replayed.js'
import { type RuleDocument, ruleSetNamed } from './twin/rules.js'
import { sheetNamed } from './twin/sheet.js'
import { eventsOf } from './twin/view.js'
import type { World } from './twin/world.js'

type Side = Parameters<typeof changes.answer>[1]['a']

function changesOf({ view, period, sheet, basis }: Pair, a: Side, b: Side): Changes<RankEnd> | undefined {
  const answered = changes.answer(view, { of: 'ranking', period, sheet, scope: 'district', a, b }, basis)
  return isRefusal(answered) ? undefined : (answered.data as Changes<RankEnd>)
}

const tenThousandths = (text: string): number => Math.round(Number(text) * 10_000)

/** Of every row the lines of a stage make its difference, and the stages make that of the total. */
function addsUp({ rows }: Changes<RankEnd>): void {
  for (const { code, lines, stages: sums, from, to, difference } of rows) {
    for (const stage of stages) {
      const own = lines.filter((line) => line.stage === stage)
      const sum = own.reduce((all, line) => all + tenThousandths(line.difference ?? '0'), 0)
      assert.equal(points(sum), sums[stage], `${code} ${stage}`)
      for (const line of own) assert.ok(line.causes.length > 0, `${code}: ${stage} ${line.kind} ${line.address} has no cause`)
    }
    const all = stages.reduce((sum, stage) => sum + tenThousandths(sums[stage]), 0)
    assert.equal(points(all), difference)
    assert.equal(all, tenThousandths(to?.total ?? '0') - tenThousandths(from?.total ?? '0'), code)
  }
}

const causesIn = ({ rows, units }: Changes<RankEnd>): Cause[] => [
  ...rows.flatMap(({ lines }) => lines.flatMap(({ causes }) => causes)),
  ...units.flatMap(({ causes }) => causes.map((position): Cause => ({ position, deed: 'recorded' }))),
]

const shown = ({ unit, headings, bonus, total, pending, grade, vetoes, isVoid, inDistrict, inStreet }: Ranked): string =>
  JSON.stringify({ unit, headings: [...headings], bonus, total, pending, grade, vetoes, isVoid, inDistrict, inStreet })

/** The ranking of the referee, in a world and under a document. */
function rankingIn(pair: Pair, world: World, document: RuleDocument): readonly Ranked[] {
  const { sheet, period, basis } = pair
  const previous = (before: string) => ruled(pair, sheet, before, spanOf(before).last)
  const duties = document.duties ?? []
  return slowRanking({ world, document, duties, sheet, period, asOf: basis.asOf, rulesOf: rulesOf(pair) }, previous).units
}

const counted = { facts: 0, moved: 0, causes: 0, rules: 0, replaced: 0 }

/** The documents of a ledger that have the sheet, for the cadence that is asked. */
function documentsOf({ entries, sheet, period, basis }: Pair): RuleDocument[] {
  return ['main', 'previous', 'change'].flatMap((id) => {
    const adopted = entries.find(({ event }) => event?.type === 'RuleSetAdopted' && event.data['ruleset'] === id)
    const document = ruleSetNamed(eventsOf(entries), id)
    const isKnown = adopted !== undefined && adopted.position <= basis.knownAt
    const has = document?.duties !== undefined && sheetNamed(document, sheet)?.period === cadenceOf(period)
    return isKnown && has ? [document] : []
  })
}

/** Whether units are compared with one another. */
const isRelative = (document: RuleDocument): boolean => /"(rank|peers)":|"peer_mean"/.test(JSON.stringify(document))

always('records that are cited, put into the first world, give the second answer', 180, (pair) => {
  const { entries, basis, world } = pair
  const [document] = documentsOf(pair)
  if (document === undefined) return
  const adopted = entries.findIndex(({ event }) => event?.type === 'RuleSetAdopted' && event.data['ruleset'] === document.ruleset)
  const before = Math.max(adopted, Math.floor(basis.knownAt * 0.6))
  const rules = document.ruleset
  const found = changesOf(pair, { knownAt: String(before), rules }, { rules })
  if (found === undefined) return
  addsUp(found)
  // Of records of other units, some of which outweigh one another, only those are cited that tell on a unit.
  if (isRelative(document)) return
  const cited = new Set<Position>()
  for (const cause of causesIn(found)) {
    // Of the period before also the rules may be others; what was recorded of them is known to the referee.
    if ('position' in cause) cited.add(cause.position)
  }
  for (const position of cited) assert.ok(position > before && position <= basis.knownAt, `${position} lies between`)
  const replayed = rankingIn(pair, worldAdding(entries, before, cited), document)
  const second = rankingIn(pair, world, document)
  assert.deepEqual(replayed.map(shown), second.map(shown), `from ${before}, with ${[...cited].join()}`)
  counted.facts += 1
  counted.causes += cited.size
  counted.moved += found.counts.moved
})

always('addresses that are cited, put into the first document, give the second answer', 600, (pair) => {
  const [first, second] = documentsOf(pair)
  if (first === undefined || second === undefined) return
  const found = changesOf(pair, { rules: first.ruleset }, { rules: second.ruleset })
  if (found === undefined) return
  addsUp(found)
  const cited = new Set(causesIn(found).flatMap((cause) => ('change' in cause ? [cause.address] : [])))
  assert.equal(causesIn(found).filter((cause) => !('change' in cause)).length, 0, 'rules alone are the cause')
  const replayed = rankingIn(pair, pair.world, documentReplacing([first, second], pair.sheet, cited))
  const expected = rankingIn(pair, pair.world, second)
  const plain = (all: readonly Ranked[]): unknown[] =>
    all.map(({ unit, total, bonus, pending, grade, vetoes, isVoid, inDistrict, inStreet }) => ({
      ...{ unit, total, bonus, pending, grade, vetoes: [...vetoes].sort(), isVoid, inDistrict, inStreet },
    }))
  assert.deepEqual(plain(replayed), plain(expected), `replacing ${[...cited].join()}`)
  counted.rules += 1
  counted.replaced += cited.size
})

t.test('all that was tried', async (t) => {
  const { facts, causes, moved, rules, replaced } = counted
  t.ok(facts > 100 && causes > 200 && moved > 20 && rules > 25 && replaced > 80, JSON.stringify(counted))
})
