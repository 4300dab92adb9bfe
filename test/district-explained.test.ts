/** Every explanation of the sample district: it adds up, and each clause rests on what it cites, no more and no less. */
import t from 'tap'
import type { Day, Position } from '../events/event.js'
import { dayOf, spanOf } from '../events/time.js'
import type { Explanation, Line } from '../projections/explanation.js'
import type { RankRow } from '../projections/ranking.js'
import { tenThousandths } from './district/points.js'
import { type SeedEntry, seeded } from './district/seeded.js'
import { rulesFor } from './twin/answers.js'
import { decisive, valueOf } from './twin/explained.js'
import { knowledgeAt, type PlainRow } from './twin/facts.js'
import { numberOf, over } from './twin/fraction.js'
import { points, shown } from './twin/given.js'
import type { Context } from './twin/measures.js'
import { ask } from './twin/plain.js'
import type { Clause, Item, RuleDocument } from './twin/rules.js'
import { clausesOf, contextOf, sheetNamed } from './twin/sheet.js'
import { worldOf } from './twin/world.js'

const { ledger, entries, ruleEvents, head } = await seeded()

const years = [
  ['2024', '2024-12-31'],
  ['2025', '2025-12-31'],
  ['2026', '2026-06-30'],
] as const

/** What was later said about an event: corrected, retracted, supported, and what was said about that. */
const acts = new Map<string, SeedEntry[]>()
for (const entry of entries) {
  const target = entry.event.data['target']
  if (typeof target === 'string') acts.set(target, [...(acts.get(target) ?? []), entry])
}
const withActs = (entry: SeedEntry): SeedEntry[] => [entry, ...(acts.get(entry.id) ?? []).flatMap(withActs)]

/** The rows of some events alone, with what was later said about them. */
function rowsOf(positions: readonly Position[]): readonly PlainRow[] {
  const some = positions.flatMap((position) => withActs(entries[position]!)).sort((a, b) => a.position - b.position)
  return knowledgeAt(some, some.length - 1).rows
}

/** A happening is a row whatever else happened: each is read once. Standings follow from all events that move them together. */
const alone = new Map<Position, readonly PlainRow[]>()
function rowsOfOne(position: Position): readonly PlainRow[] {
  const rows = alone.get(position) ?? rowsOf([position])
  alone.set(position, rows)
  return rows
}

const registry = knowledgeAt(
  entries.filter(({ event }) => event.stream === 'registry'),
  Infinity,
).rows.filter(({ name }) => name === 'unit')

/** Points of every line are those of the lines in it; the faults. */
const faultsOfSums = ({ address, kind, points: text, lines }: Line): string[] => {
  const inner = lines.reduce((sum, line) => sum + tenThousandths(line.points), 0)
  const own = lines.length > 0 && inner !== tenThousandths(text) ? [`${kind} ${address}: ${points(inner)} is not ${text}`] : []
  return [...own, ...lines.flatMap(faultsOfSums)]
}

function faultsOfTotal({ lines, base, bonus, deduction, pending, total }: Explanation): string[] {
  const sum = lines.reduce((points, line) => points + tenThousandths(line.points), 0)
  const [all, extra, less, open, end] = [base, bonus, deduction, pending, total].map(tenThousandths) as [number, ...number[]]
  return [
    ...lines.flatMap(faultsOfSums),
    ...(sum === end ? [] : [`the headings and the bonus are ${points(sum)}, the total is ${total}`]),
    ...(all + extra! - less! - open! === end ? [] : [`${base} + ${bonus} − ${deduction} − ${pending} is not ${total}`]),
  ]
}

interface Asked {
  readonly clause: Clause
  readonly item: string
  readonly address: string
}

function clausesIn(document: RuleDocument): Asked[] {
  const sheet = sheetNamed(document, 'community')!
  const ofItem = (group: string, item: Item): Asked[] =>
    clausesOf(group, item).map(({ address, clause }) => ({ clause, item: `${group}.${item.id}`, address }))
  const bonus = sheet.bonus?.items.flatMap((item) => ofItem('bonus', item)) ?? []
  return [...sheet.headings.flatMap((heading) => heading.items.flatMap((item) => ofItem(heading.id, item))), ...bonus]
}

/** The line that says what a clause measured. */
const measuring = (lines: readonly Line[], address: string): Line[] =>
  lines.flatMap((line) => [
    ...(line.kind === 'clause' && line.rule !== null && line.address === address ? [line] : []),
    ...measuring(line.lines, address),
  ])

/** `2/3` or `0.5`, as the explanation writes what was measured, in lowest terms. */
function inLowestTerms(text: string): string {
  const [top = '', bottom = '1'] = text.split('/')
  return shown(over(numberOf(top), numberOf(bottom)))
}

interface Count {
  clauses: number
  cited: number
}

/** What is wrong with what a clause cites. */
function faultsOfCitation({ clause, address }: Asked, line: Line, context: Context, count: Count): string[] {
  if (line.measured === null) return line.counted.length === 0 ? [] : [`${address} is not judged, and cites something`]
  const all = decisive(clause, context)
  const limit = clause.limit ?? {}
  const isStanding = all.some(({ measure }) => 'standing' in measure)
  const ground = registry.filter(({ subject }) => subject === context.unit)
  const without = (left?: Position): Context => {
    const cited = line.counted.filter((position) => position !== left)
    return { ...context, world: worldOf([...ground, ...(isStanding ? rowsOf(cited) : cited.flatMap(rowsOfOne))]) }
  }
  const values = (it: Context): string[] => all.map((one) => shown(valueOf(one, limit, it)))
  const written = line.measured.split('、').map(inLowestTerms)
  const found = values(without())
  count.clauses += 1
  count.cited += line.counted.length
  if (String(found) !== String(written)) return [`${address} measured ${line.measured}; what it cites gives ${found.join('、')}`]
  return line.counted
    .filter((position) => String(values(without(position))) === String(found))
    .map((position) => `${address} cites ${position}, without which it would measure the same`)
}

const contextFor = (period: string, asOf: Day, rules: NonNullable<ReturnType<typeof rulesFor>>) => {
  const asked = {
    world: worldOf([]),
    duties: rules.duties,
    sheet: 'community',
    period,
    asOf: Math.min(asOf, spanOf(period).last),
  }
  return (unit: string, item: string, address: string): Context => contextOf(asked, unit, item, address)
}

for (const [period, asOf] of years)
  t.test(`${period}: the parts add up, and the measures follow from what is cited`, async (t) => {
    const rules = rulesFor(ruleEvents, { period, asOf, knownAt: head })!
    const clauses = clausesIn(rules.document)
    const contextOfClause = contextFor(period, dayOf(asOf), rules)
    const rows = ask<RankRow[]>(ledger, 'ranking', { period }, { asOf }).filter(({ status }) => status !== 'ended')
    const count: Count = { clauses: 0, cited: 0 }
    const faults: Record<string, string[]> = {}
    for (const {
      unit: { code },
      total,
    } of rows) {
      const tree = ask<Explanation>(ledger, 'explanation', { period, unit: code }, { asOf })
      const wrong = faultsOfTotal(tree)
      if (tree.total !== total) wrong.push(`explained ${tree.total}, ranked ${total}`)
      for (const one of clauses) {
        const [line, ...others] = measuring(tree.lines, one.address)
        if (line === undefined || others.length > 0) wrong.push(`${one.address} has ${others.length} lines too many`)
        else wrong.push(...faultsOfCitation(one, line, contextOfClause(code, one.item, one.address), count))
      }
      if (wrong.length > 0) faults[code] = wrong
    }
    t.strictSame(faults, {})
    t.ok(rows.length >= 107, `${rows.length} communities`)
    t.ok(count.clauses > 2000 && count.cited > 4000, `${count.clauses} clauses, ${count.cited} citations`)
  })
