/** The explanation against the slow evaluator: its lines add up, and it cites what the points rest on, no more and no less. */
import assert from 'node:assert/strict'
import type { JsonObject, Position } from '../events/event.js'
import { explanation, type Line } from '../projections/explanation.js'
import { isRefusal } from '../projections/refusal.js'
import {
  decidedBy,
  type Decisive,
  decisive,
  endsOf,
  isFleeting,
  isGround,
  staysCounted,
  valueOf,
  worldWith,
} from './twin/explained.js'
import { numberOf, over } from './twin/fraction.js'
import { points, shown } from './twin/given.js'
import type { Context } from './twin/measures.js'
import { always } from './twin/always.js'
import { type Pair, type Ruled, slowly } from './twin/pairs.js'
import type { Clause, Item } from './twin/rules.js'
import { clausesOf, contextOf, slowSheet } from './twin/sheet.js'

const tenThousandths = (text: string): number => {
  assert.match(text, /^(?!-0\.0*$)-?(0|[1-9]\d*)\.\d{2,4}$/)
  return Math.round(Number(text) * 10_000)
}

/** Points of every line are those of the lines in it. */
function addUp({ address, kind, points: text, lines }: Line): void {
  const inner = lines.reduce((sum, line) => sum + tenThousandths(line.points), 0)
  if (lines.length > 0) assert.equal(points(inner), text, `${kind} ${address}`)
  lines.forEach(addUp)
}

/** The line that says what a clause measured. */
function lineOf(lines: readonly Line[], address: string): Line | undefined {
  const all = (list: readonly Line[]): Line[] => list.flatMap((line) => [line, ...all(line.lines)])
  const [line, ...others] = all(lines).filter(
    ({ kind, rule, ...it }) => kind === 'clause' && rule !== null && it.address === address,
  )
  assert.ok(others.length === 0, address)
  return line
}

/** `2/3`, `0.5`, `?`: as the explanation writes what was measured. */
function asShown(text: string): string {
  if (text === '?') return 'unknown'
  const [top = '', bottom = '1'] = text.split('/')
  return shown(over(numberOf(top), numberOf(bottom)))
}

/** A clause with its item and address, and what it measures. */
interface Asked {
  readonly clause: Clause
  readonly item: string
  readonly address: string
}

function clausesIn({ spec }: Ruled): Asked[] {
  const ofItem = (group: string, item: Item): Asked[] =>
    clausesOf(group, item).map(({ address, clause }) => ({ clause, item: `${group}.${item.id}`, address }))
  return [
    ...spec.headings.flatMap((heading) => heading.items.flatMap((item) => ofItem(heading.id, item))),
    ...(spec.bonus?.items.flatMap((item) => ofItem('bonus', item)) ?? []),
  ]
}

/** How often one of some words stands in what decides. */
const countOf = (words: string, all: readonly Decisive[]): number =>
  [...JSON.stringify(all).matchAll(new RegExp(`"(${words})":`, 'g'))].length
const MEASURES = 'count|sum|latest|each|standing|judged|granted|duty|days'
/** Measures that take one of several records: what another measure cites beside it may stand in for it. */
const CHOOSING = 'latest|standing|duty|distinct'

/** A mean rests on what it leaves out. */
const isBesideMean = (all: readonly Decisive[]): boolean =>
  /"(at_least|more_than|at_most|less_than)":"mean"/.test(JSON.stringify(all))

const arithmetic = ['ratio', 'banded', 'add', 'difference', 'times', 'least', 'greatest']
/** What their numbers rest on may be more than what changes them: a condition that holds anyhow, a stretch of no days. */
const lenient = ['streak', 'days']
const isPlain = ({ measure }: Decisive): boolean => ![...arithmetic, ...lenient].some((word) => word in measure)
const isOfUnits = ({ measure }: Decisive): boolean => 'units' in measure || measure['standing'] === 'unit'
const standingsIn = (all: readonly Decisive[]): string[] =>
  [...JSON.stringify(all).matchAll(/"standing":"(\w+)"/g)].map(([, name]) => name ?? '')

/** What the decisive measures come to in a world. */
const valuesIn = (all: readonly Decisive[], limit: JsonObject, context: Context): string[] =>
  all.map((one) => shown(valueOf(one, limit, context)))

/** What was cited gives the same numbers by itself; and without any of it something would be different. */
function citesRightly(pair: Pair, { clause, address }: Asked, line: Line, context: Context): void {
  const all = decisive(clause, context)
  const limit = clause.limit ?? {}
  const values = valuesIn(all, limit, context)
  assert.deepEqual(line.measured?.split('、').map(asShown) ?? [], values, `${address} measured`)
  // What a result of another sheet rests on is measured by other clauses.
  if (countOf('score|rank|peers', all) > 0 || isBesideMean(all)) return
  const stands = standingsIn(all)
  // What was opened for one standing may have been closed by what only another one cites.
  const isOne = countOf(MEASURES, all) === 1
  if (!isOne && countOf('duty', all) > 0) return
  if (stands.length > 1 || stands.some((name) => isFleeting(pair, line.counted, name))) return
  const known = pair.entries.slice(0, pair.basis.knownAt + 1).filter(({ position }) => !pair.view.facts.history.isVoid(position))
  const without = (left?: Position): Context => ({
    ...context,
    world: worldWith(known, new Set(line.counted.filter((position) => position !== left))),
  })
  assert.deepEqual(valuesIn(all, limit, without()), values, `${address} recomputed from ${line.counted.join()}`)
  if (!all.every(isPlain) || (!isOne && (countOf(CHOOSING, all) > 0 || 'highest_per' in limit))) return
  const signature = (it: Context): string[] => [
    ...valuesIn(all, limit, it),
    ...all.flatMap(({ measure }) => ('standing' in measure ? staysCounted(measure, it) : [])),
    ...all.map((one) => decidedBy(one, limit, it)),
  ]
  const whole = signature(without())
  for (const position of line.counted)
    if (
      !(isGround(pair.entries[position]!) && all.some(isOfUnits)) &&
      !stands.some((name) => endsOf(pair, position, line.counted, name))
    )
      assert.notDeepEqual(signature(without(position)), whole, `${address} would be the same without ${position}`)
}

function explains(pair: Pair): void {
  const { view, asked, basis } = pair
  const slow = slowly(pair)
  if (slow === undefined) return
  for (const { unit, ...sheet } of slowSheet(slow).units.slice(0, 3)) {
    const answered = explanation.answer(view, { ...asked, unit }, basis)
    assert.ok(!isRefusal(answered))
    const { lines, base, bonus, deduction, pending, total } = answered.data
    lines.forEach(addUp)
    assert.equal(points(lines.reduce((sum, line) => sum + tenThousandths(line.points), 0)), total)
    assert.equal(
      [base, bonus].map(tenThousandths).reduce((a, b) => a + b) - tenThousandths(deduction) - tenThousandths(pending),
      tenThousandths(total),
    )
    assert.equal(total, points(sheet.total))
    for (const one of clausesIn(slow)) {
      const line = lineOf(lines, one.address)
      const result = sheet.clauses.get(one.address)
      // Of what is not about the unit only so much is said.
      if (sheet.exempt.includes(one.item) || sheet.exempt.includes(one.address)) continue
      assert.ok(line !== undefined, one.address)
      assert.equal(line.points, points(result?.points ?? NaN), one.address)
      for (const { position } of line.notCounted)
        assert.ok(!line.counted.includes(position), `${one.address}: ${position} both ways`)
      if (result?.isOpen === true) assert.equal(line.measured, null)
      else citesRightly(pair, one, line, contextOf(slow, unit, one.item, one.address))
    }
  }
}

always('an explanation adds up, and cites what the points rest on', 700, explains)
