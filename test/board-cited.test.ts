/**
 * What a board cites is enough: from those records alone, and who the units are, each unit meets and lacks the same. And it is
 * needed: without one of them another number is shown, and what was just met is not met any more.
 */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { JsonObject, Position } from '../events/event.js'
import { dayOf } from '../events/time.js'
import { board, type BoardRow } from '../projections/board.js'
import type { Finding } from '../projections/goods.js'
import type { View } from '../projections/question.js'
import { isRefusal } from '../projections/refusal.js'
import { seeded } from './district/seeded.js'
import { schemes } from './fixtures/wuhao.js'
import { slowBoard, type SlowFinding, slowFindings } from './twin/accreditation.js'
import { ruleEventsOf } from './twin/answers.js'
import { district, ruleDocument } from './twin/asking.js'
import { acts, story } from './twin/board-stories.js'
import { book, type Draft, type Entry, retraction } from './twin/book.js'
import { worldWith } from './twin/explained.js'
import { compare, type Fraction, fraction, minus, numberOf, ONE, ZERO } from './twin/fraction.js'
import { shown } from './twin/given.js'
import { adopting, viewOf } from './twin/view.js'

const { ledger, entries, ruleEvents, head } = await seeded()
const basis = { asOf: dayOf('2026-06-30'), knownAt: head, rules: 'wuhao-2024', engine: '' }
const typeAt = (position: number): string => entries[position]!.event.type
const known = entries.filter(({ event: { type } }) => !/^(RuleSet|Result)/.test(type))

/** What the slow twin makes of a unit when only some of the records are there. */
const standard = (unit: string, cited: readonly number[]) =>
  slowBoard({ ruleEvents, world: worldWith(known, new Set(cited)), typeAt, scheme: 'wuyou_wuhao', ...basis })
    .filter((row) => row.unit === unit)
    .map(({ goods, meets }) => ({ goods, meets }))

for (const unit of ['C045', 'C056', 'C088', 'C091', 'V01'])
  t.test(`${unit} rests on what is cited, and not on less`, async (t) => {
    const found = board(ledger.view, { unit }, basis)
    if (isRefusal(found)) throw new Error(found.words.en)
    const [row] = found.rows
    const findings = row!.goods.flatMap(({ requires, own }) => [...requires, ...(own === null ? [] : [own])])
    const cited = findings.flatMap(({ counted }) => counted)
    const goods = row!.goods.map(({ id, met, requires, own }) => {
      const each = [...requires.map((have) => `${have.id} ${have.met}`), ...(own === null ? [] : [`own ${own.met}`])]
      return `${id} ${met}: ${each.join(', ')}`
    })
    t.strictSame(standard(unit, cited), [{ goods, meets: row!.meets }], `${cited.length} records`)
    const met = findings.filter((finding) => finding.met === 'yes' && finding.counted.length > 0)
    t.ok(met.length > 3)
    // A gate that is met by records is not met without any of them, unless it asks for little of something bad.
    for (const { id, counted, wanted } of met) {
      if (wanted.en.includes('at most')) continue
      const without = cited.filter((position) => !counted.includes(position))
      t.not(JSON.stringify(standard(unit, without)[0]?.goods), JSON.stringify(goods), `${id} without ${counted.length} records`)
    }
  })

const before: readonly Draft[] = [...district, ...adopting(ruleDocument('wuhao', '2025-01-01', schemes()), '2024-12-01')]
const LAST = '2026-12-31'

/** The row of a unit on the last day of 2026, with its reasons. */
function rowIn(view: View, unit: string, knownAt: Position): BoardRow {
  const found = board(view, { unit }, { asOf: dayOf(LAST), knownAt, rules: undefined, engine: '' })
  assert(!isRefusal(found) && found.rows.length === 1)
  return found.rows[0]!
}

/** What a board found about a unit, by its ids; what a Good asks for itself is called as the Good. */
const findingsIn = ({ goods }: BoardRow): ReadonlyMap<string, Finding> =>
  new Map(
    goods.flatMap(({ id, requires, own }) => [
      ...requires.map((have) => [have.id, have] as const),
      ...(own === null ? [] : [[id, own] as const]),
    ]),
  )

/** What a record brings to a number of different people or kinds: which ones. Undefined where each record counts. */
function valuesOf({ when }: SlowFinding, data: JsonObject): readonly string[] | undefined {
  switch (when['distinct']) {
    case undefined:
      return undefined
    case 'person':
      return [String(data['person'])]
    case 'kind':
      return (data['kinds'] as readonly string[]).map(String)
    default:
      assert.fail(`nobody knows what ${String(when['distinct'])} a record brings`)
  }
}

/** What was seen over all stories, so that a test that never tested is seen. */
interface Tally {
  /** Records without which another number is shown. */
  needed: number
  /** Records without which what was met exactly is not met. */
  decisive: number
  /** Records that were taken back in the ledger itself. */
  takenBack: number
}

/** How much of a number one of the records that are cited for it brings, which no other one of them does. */
function broughtBy(entries: readonly Entry[], slow: SlowFinding, counted: readonly Position[], position: Position): Fraction {
  const dataAt = (at: Position): JsonObject => entries[at]!.event!.data
  if ('sum' in slow.when) return numberOf(String(dataAt(position)['amountCny']))
  const own = valuesOf(slow, dataAt(position))
  if (own === undefined) return ONE
  const others = counted.filter((other) => other !== position).flatMap((other) => valuesOf(slow, dataAt(other))!)
  return fraction(BigInt(own.filter((value) => !others.includes(value)).length))
}

/** Every record that is cited for a finding about a unit: that it is needed, and how much of the number is its. */
function eachIsNeeded(entries: readonly Entry[], view: View, unit: string, tally: Tally): void {
  const knownAt = entries.length - 1
  const findings = findingsIn(rowIn(view, unit, knownAt))
  const cited = [...findings.values()].flatMap(({ counted }) => counted)
  const ofTwin = (some: readonly Position[]) => {
    const world = worldWith(entries, new Set(some))
    const asked = { scheme: 'wuyou_wuhao', asOf: dayOf(LAST), knownAt, ruleEvents: ruleEventsOf(entries), world }
    return slowFindings({ ...asked, typeAt: (position) => entries[position]!.event!.type }, unit)
  }
  const whole = ofTwin(cited)
  for (const [id, { met, measured, counted }] of findings) {
    const slow = whole.get(id)!
    const name = `${unit} ${id}`
    assert.equal(slow.met, met, name)
    if (slow.measured === undefined) continue
    assert.equal(compare(slow.measured, numberOf(measured ?? '')), 0, `${name}: ${measured} is what the cited records come to`)
    for (const left of counted) {
      const without = ofTwin(counted.filter((position) => position !== left)).get(id)!
      const brought = broughtBy(entries, slow, counted, left)
      assert(compare(brought, ZERO) > 0, `${name}: record ${left} says no more than others that are cited`)
      assert.equal(shown(without.measured), shown(minus(slow.measured, brought)), `${name} without record ${left}`)
      tally.needed += 1
      if (met === 'yes' && compare(slow.measured, numberOf(String(slow.when['at_least']))) === 0) {
        assert.equal(without.met, 'no', `${name}: exactly as much as is wanted, without record ${left}`)
        tally.decisive += 1
      }
    }
  }
}

/** The board itself, once a record that it cites was taken back: of happenings, which nothing else stands in for. */
function boardChanges(drafts: readonly Draft[], view: View, unit: string, tally: Tally): void {
  for (const [id, { met, measured, counted }] of findingsIn(rowIn(view, unit, drafts.length - 1))) {
    if (!['funds', 'activity', 'innovation'].includes(id)) continue
    for (const left of counted) {
      const entries = book([...drafts, retraction(left, '2029-12-31')])
      const without = findingsIn(rowIn(viewOf(entries), unit, entries.length - 1)).get(id)!
      assert.notEqual(without.measured, measured, `${unit} ${id} without record ${left}`)
      assert(!without.counted.includes(left))
      if (met !== 'yes') assert.notEqual(without.met, 'yes', `${unit} ${id} is not met by less`)
      tally.takenBack += 1
    }
  }
}

t.test('random stories: without any record that is cited the board shows another number', async (t) => {
  const tally: Tally = { needed: 0, decisive: 0, takenBack: 0 }
  const property = fc.property(acts, (list) => {
    const drafts = story(before, list)
    const entries = book(drafts)
    const view = viewOf(entries)
    for (const unit of ['C001', 'C002', 'C004']) {
      eachIsNeeded(entries, view, unit, tally)
      if (unit === 'C001') boardChanges(drafts, view, unit, tally)
    }
  })
  fc.assert(property, { seed: 20261201, numRuns: 100 })
  t.comment(JSON.stringify(tally))
  t.ok(tally.needed > 400 && tally.decisive > 80 && tally.takenBack > 100, 'often enough', { ...tally })
})
