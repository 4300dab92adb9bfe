/** The slow twin answers whole questions, from the entries of a log alone: rankings, scores, gaps, units. */
import assert from 'node:assert/strict'
import type { Day, LedgerEvent, Period, PlainDate, Position } from '../../events/event.js'
import { dateOf, dayOf, FOREVER, instantOfDay, spanOf } from '../../events/time.js'
import type { Entry } from './book.js'
import { type Duty, slowGaps } from './duties.js'
import { knowledgeAt } from './facts.js'
import { points } from './given.js'
import type { PlainGap, PlainRanking, PlainScore, PlainUnit } from './plain.js'
import { type Ranked, slowRanking } from './ranking.js'
import { holdsOn, parentOn, unitOn } from './roster.js'
import { type RuleDocument, ruleSetNamed, rulesInForce } from './rules.js'
import { type RulesOf, sheetNamed, slowSheet, type UnitSheet } from './sheet.js'
import { rowsOf, type World, worldOf } from './world.js'

/** What a question is asked of: how the world was on a day, as known at a position, under the rules named or in force. */
export interface Asked {
  readonly period: Period
  readonly asOf: PlainDate
  readonly knownAt: Position
  readonly rules?: string | undefined
  /** That of communities, if nothing else is said. */
  readonly sheet?: string
}

const SHEET = 'community'

/** The events of a log that say which rules there are. */
export const ruleEventsOf = (entries: readonly Entry[]): LedgerEvent[] =>
  entries.flatMap(({ event }) => (event?.stream === 'rules' ? [event] : []))

/** The last position recorded by the end of a day; the clock of these logs never steps back. */
export const knownOn = (entries: readonly Entry[], date: PlainDate): Position =>
  entries.findLastIndex(({ event }) => Date.parse(event?.recordedAt ?? '') < instantOfDay(dayOf(date) + 1))

/** The rules by which a period is appraised. */
export function rulesFor(
  ruleEvents: readonly LedgerEvent[],
  { period, asOf, knownAt, rules }: Asked,
): { readonly document: RuleDocument; readonly duties: readonly Duty[] } | undefined {
  const day = Math.min(spanOf(period).last, dayOf(asOf))
  const named = rules === undefined ? undefined : ruleSetNamed(ruleEvents, rules)
  const document = named ?? rulesInForce(ruleEvents, 'sheets', day, knownAt)
  const duties = named ?? rulesInForce(ruleEvents, 'duties', day, knownAt)
  return document && { document, duties: duties?.duties ?? [] }
}

/** Answers over what is known; `worldAt` says what that is. */
export function slowAnswers(ruleEvents: readonly LedgerEvent[], worldAt: (knownAt: Position) => World) {
  const sheetOf = (asked: Asked) => {
    const rules = rulesFor(ruleEvents, asked)
    assert(rules !== undefined, `no rules for ${asked.period}`)
    const { knownAt, sheet = SHEET, period, asOf } = asked
    return { world: worldAt(knownAt), ...rules, sheet, period, asOf: dayOf(asOf), rulesOf: rulesOf(asked) }
  }
  const rulesOf = ({ knownAt }: Asked): RulesOf => {
    return (period) => rulesFor(ruleEvents, { period, asOf: dateOf(spanOf(period).last), knownAt })
  }
  return {
    ranking: (asked: Asked, scope: 'street' | 'district'): PlainRanking => {
      const sheet = sheetOf(asked)
      const day = Math.min(sheet.asOf, spanOf(asked.period).last)
      const { units, absent } = slowRanking(sheet, rulesOf(asked))
      const { appraiser = 'parent' } = sheetNamed(sheet.document, sheet.sheet) ?? {}
      const shown = { sheet: sheet.sheet, appraiser, period: asked.period, day, scope }
      return { ranked: units.map((unit) => rowOf(sheet.world, unit, shown)), ended: absent }
    },
    scores: (asked: Asked): PlainScore[] => slowSheet(sheetOf(asked)).units.map(scoreOf),
    gaps: (asked: Asked): PlainGap[] => {
      const { world, duties, asOf, period } = sheetOf(asked)
      return slowGaps(world, duties, { period, asOf })
        .filter(({ state }) => state === 'missing' || state === 'late')
        .map(({ unit, duty, period: of, due, state, position }) => {
          const row = unitOn(world, unit, due)
          const occurred = world.rows.find((one) => one.position === position)?.occurred
          return {
            unit,
            name: String(row?.cells['name']),
            parent: parentOn(world, unit, due) ?? null,
            duty,
            period: of,
            due: dateOf(due),
            state,
            daysLate: occurred === undefined ? null : occurred - due,
            position: position ?? null,
          }
        })
        .toSorted((a, b) => compare([a.unit, a.due, a.duty], [b.unit, b.due, b.duty]))
    },
    units: (date: PlainDate, knownAt: Position): PlainUnit[] =>
      worldAt(knownAt)
        .units.filter(holdsOn(dayOf(date)))
        .map(({ subject, cells, from, until, position }) => ({
          code: subject,
          name: String(cells['name']),
          kind: String(cells['kind']),
          parent: cells['parent']?.toString() ?? null,
          from: dateOf(from),
          until: until === FOREVER ? null : dateOf(until),
          position,
        }))
        .toSorted((a, b) => compare([a.code], [b.code])),
  }
}

/** The worlds of a log, each made once. */
export function worldsOf(entries: readonly Entry[]): (knownAt: Position) => World {
  const worlds = new Map<Position, World>()
  return (knownAt) => {
    const world = worlds.get(knownAt) ?? worldOf(knowledgeAt(entries, knownAt).rows)
    worlds.set(knownAt, world)
    return world
  }
}

/** The offices that really judged a unit, or the one that is to judge it. */
function gradersOf(world: World, unit: string, { sheet, appraiser, period, day }: Shown): readonly string[] {
  const judged = rowsOf(world, 'ItemJudged', 'unit', unit)
    .filter((row) => row.cells['sheet'] === sheet && row.period === period && row.from <= day)
    .map((row) => String(row.cells['assessor']))
  if (judged.length > 0) return [...new Set(judged)].sort()
  return appraiser === 'parent' ? [parentOn(world, unit, day)].filter((one) => one !== undefined) : appraiser
}

/** What a row of a ranking is shown for. */
interface Shown {
  readonly sheet: string
  readonly appraiser: 'parent' | readonly string[]
  readonly period: Period
  readonly day: Day
  readonly scope: 'street' | 'district'
}

function rowOf(world: World, unit: Ranked, shown: Shown): PlainRanking['ranked'][number] {
  const { day, scope } = shown
  const rank = scope === 'street' ? unit.inStreet : unit.inDistrict
  const { name, kind } = unitOn(world, unit.unit, day)?.cells ?? {}
  return {
    unit: unit.unit,
    name: String(name),
    // A street is its own.
    street: kind === 'street' ? unit.unit : (unit.street ?? null),
    rank: rank?.rank ?? null,
    tied: rank?.isTied ?? false,
    ...sumsOf(unit),
    gradedBy: gradersOf(world, unit.unit, shown),
    status: unit.isVoid ? 'void' : unit.open.length > 0 ? 'provisional' : 'ranked',
  }
}

const sumsOf = ({ base, bonus, deduction, pending, total, grade, vetoes }: UnitSheet) => ({
  base: points(base),
  bonus: points(bonus),
  deduction: points(deduction),
  pending: points(pending),
  total: points(total),
  grade: grade ?? null,
  vetoes,
})

/** A heading, an item and a clause by their addresses; the only clause of an item is the item. */
function scoreOf(sheet: UnitSheet): PlainScore {
  const clauses = [...sheet.clauses].map(([address, clause]) => [address, clause.points] as const)
  const nodes = new Map([...clauses, ...sheet.headings, ['bonus', sheet.bonus] as const, ...sheet.items])
  return {
    unit: sheet.unit,
    ...sumsOf(sheet),
    nodes: Object.fromEntries([...nodes].map(([address, value]) => [address, points(value)] as const).toSorted(compare)),
  }
}

const compare = (a: readonly string[], b: readonly string[]): number => {
  const at = a.findIndex((text, i) => text !== b[i])
  return at < 0 ? 0 : a[at]! < b[at]! ? -1 : 1
}
