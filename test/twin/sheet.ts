/** 考评表: the points of every unit on one sheet, from clauses to the total and the grade. */
import assert from 'node:assert/strict'
import type { Day, Json, JsonObject, Period, Position } from '../../events/event.js'
import { spanOf } from '../../events/time.js'
import { slowTest } from './conditions.js'
import {
  compare,
  type Fraction,
  greatest,
  least,
  minus,
  numberOf,
  plus,
  sumOf,
  tenThousandths,
  toMultipleOf,
  ZERO,
} from './fraction.js'
import type { Duty } from './duties.js'
import { type Context, slowMeasure } from './measures.js'
import { departed, roster, streetOf } from './roster.js'
import type { Clause, Group, Heading, Item, RuleDocument, Sheet } from './rules.js'
import { mostOf, slowScale } from './scales.js'
import { slowScore } from './scores.js'
import type { World } from './world.js'

/** What a sheet is computed from. */
export interface Asked {
  readonly world: World
  readonly document: RuleDocument
  readonly duties: readonly Duty[]
  readonly sheet: string
  readonly period: Period
  readonly asOf: Day
  /** Finds the rules of another period, where results of others are used. */
  readonly rulesOf?: RulesOf
  /** The question for whose answer this one is asked. */
  readonly root?: Asked
}

/** Finds the rules of a period. */
export type RulesOf = (period: Period) => { readonly document: RuleDocument; readonly duties: readonly Duty[] } | undefined

/** A clause as it came out. Points are whole numbers of 1/10,000, here and below. */
export interface ClauseResult {
  /** `undefined` while it is unknown, and where the clause measures nothing but conditions. */
  readonly measured: Fraction | undefined
  readonly points: number
  readonly isOpen: boolean
  readonly counted: readonly Position[]
}

/** One unit on a sheet. */
export interface UnitSheet {
  readonly unit: string
  /** The street that it belongs to, directly or not; of a street none. */
  readonly street: string | undefined
  readonly clauses: ReadonlyMap<string, ClauseResult>
  readonly items: ReadonlyMap<string, number>
  readonly headings: ReadonlyMap<string, number>
  readonly bonus: number
  readonly base: number
  readonly deduction: number
  readonly pending: number
  readonly total: number
  readonly grade: string | undefined
  /** Ids of the vetoes in effect. */
  readonly vetoes: readonly string[]
  readonly isVoid: boolean
  /** Addresses of the clauses that are not scored yet. */
  readonly open: readonly string[]
}

interface Scored {
  readonly address: string
  readonly measured: Fraction | undefined
  readonly counted: readonly Position[]
  /** `undefined` while it is not scored. */
  readonly points: Fraction | undefined
  /** The most that the clause can give. */
  readonly most: Fraction
}

/** Which points a clause goes into the sums with. */
type Reading = (clause: Scored) => Fraction
const asItStands: Reading = ({ points }) => points ?? ZERO
const atItsMost: Reading = ({ points, most }) => points ?? most

const bounded = ({ max, min }: { readonly max?: Json; readonly min?: Json }, points: Fraction): Fraction => {
  const capped = max === undefined ? points : least(points, numberOf(String(max)))
  return min === undefined ? capped : greatest(capped, numberOf(String(min)))
}

const added = (points: Fraction, start: Json | undefined): Fraction =>
  start === undefined ? points : plus(points, numberOf(String(start)))

function scoreClause(clause: Clause, item: Item, { step, round }: RuleDocument['points'], context: Context): Scored {
  const limit: JsonObject = clause.limit ?? {}
  const measured = clause.measure === undefined ? { value: undefined } : slowMeasure(clause.measure, context)
  const scaled = slowScale(clause.scale, measured, limit, context)
  const within = scaled && bounded(limit, added(toMultipleOf(numberOf(step), scaled, round), limit['start']))
  const points = within && limit['round'] !== undefined ? toMultipleOf(numberOf(String(limit['round'])), within) : within
  const ofScale = mostOf(clause.scale)
  const most =
    limit['max'] !== undefined
      ? numberOf(String(limit['max']))
      : ofScale !== undefined
        ? added(ofScale, limit['start'])
        : numberOf(String(item.max ?? 0))
  return { address: context.clause, measured: measured.value, counted: [...context.counted].sort((a, b) => a - b), points, most }
}

/** The clauses of an item with their addresses. An item of one clause is its own clause. */
export function clausesOf(heading: string, item: Item): { address: string; clause: Clause }[] {
  const address = `${heading}.${item.id}`
  if (item.clauses === undefined) return [{ address, clause: item }]
  return item.clauses.map((clause) => ({ address: `${address}.${clause.id}`, clause }))
}

interface ScoredItem {
  readonly address: string
  readonly item: Item
  readonly clauses: readonly Scored[]
}

const itemPoints = ({ item, clauses }: ScoredItem, reading: Reading): Fraction =>
  bounded(item, added(sumOf(clauses.map(reading)), item.start))

const groupPoints = (group: Group, items: readonly ScoredItem[], reading: Reading): Fraction =>
  bounded(group, added(sumOf(items.map((item) => itemPoints(item, reading))), group.start))

/** What a measure, a condition or a clause sees of a unit. */
export const contextOf = (
  asked: Omit<Asked, 'document'> & Partial<Pick<Asked, 'document'>>,
  unit: string,
  item: string,
  clause: string,
): Context => {
  const { world, document, duties, sheet, period, asOf } = asked
  const { first, last } = spanOf(period)
  const window = { first, last: Math.min(asOf, last) }
  const appraiser = document && sheetNamed(document, sheet)?.appraiser
  const offices = appraiser === undefined || appraiser === 'parent' ? [] : appraiser
  // Of the world that the measure looks at, which may be another one than that of the question.
  const score: Context['score'] = (context, other, wanted) =>
    document && slowScore({ ...asked, document, world: context.world }, other, wanted)
  return { world, duties, sheet, period, window, unit, item, clause, offices, score, counted: new Set() }
}

/** The best grade that the total reaches; not the first where a veto bars it; none where a clause is open or all is void. */
function gradeOf({ grades = [] }: Sheet, total: Fraction, effects: readonly string[], isOpen: boolean): string | undefined {
  if (isOpen || effects.includes('void')) return undefined
  const open = effects.includes('not_excellent') ? grades.slice(1) : grades
  return open.find(({ from }) => from === undefined || compare(total, numberOf(from)) >= 0)?.grade
}

/** An item with its clauses, or with one of them. */
function scoreItem(asked: Asked, unit: string, heading: string, item: Item, only?: string): ScoredItem {
  const address = `${heading}.${item.id}`
  const clauses = clausesOf(heading, item)
    .filter((one) => only === undefined || one.address === only)
    .map((one) => scoreClause(one.clause, item, asked.document.points, contextOf(asked, unit, address, one.address)))
  return { address, item, clauses }
}

/** Points of one part of the sheet of a unit, or of all of it; `undefined` where there is none, or something in it is open. */
export function ownPoints(asked: Asked, unit: string, address: string | undefined): Fraction | undefined {
  const sheet = sheetNamed(asked.document, asked.sheet)
  const groups = [...(sheet?.headings ?? []), ...(sheet?.bonus === undefined ? [] : [{ ...sheet.bonus, id: 'bonus' }])]
  const parts = groups.flatMap((group): (readonly [Fraction, readonly Scored[]])[] => {
    const isWhole = address === undefined || group.id === address
    if (isWhole) {
      const items = group.items.map((item) => scoreItem(asked, unit, group.id, item))
      return [[groupPoints(group, items, asItStands), items.flatMap(({ clauses }) => clauses)]]
    }
    return group.items.flatMap((item): (readonly [Fraction, readonly Scored[]])[] => {
      const all = `${group.id}.${item.id}`
      if (address === all) {
        const scored = scoreItem(asked, unit, group.id, item)
        return [[itemPoints(scored, asItStands), scored.clauses]]
      }
      if (!address.startsWith(`${all}.`)) return []
      return scoreItem(asked, unit, group.id, item, address).clauses.map((one) => [asItStands(one), [one]])
    })
  })
  const isOpen = parts.length === 0 || parts.some(([, clauses]) => clauses.some(({ points }) => points === undefined))
  return isOpen ? undefined : sumOf(parts.map(([points]) => points))
}

/** The sheet of one unit, if it is appraised. */
export function slowUnit(asked: Asked, unit: string): UnitSheet | undefined {
  const sheet = sheetNamed(asked.document, asked.sheet)
  const day = Math.min(asked.asOf, spanOf(asked.period).last)
  return sheet && roster(asked.world, sheet.appraises, day).includes(unit) ? unitSheet(asked, sheet, unit, day) : undefined
}

function unitSheet(asked: Asked, sheet: Sheet, unit: string, day: Day): UnitSheet {
  const scoreItems = (heading: string, { items }: Group): ScoredItem[] =>
    items.map((item) => scoreItem(asked, unit, heading, item))
  const headings = sheet.headings.map((heading: Heading) => ({ heading, items: scoreItems(heading.id, heading) }))
  const bonusItems = sheet.bonus === undefined ? [] : scoreItems('bonus', sheet.bonus)
  const allItems = [...headings.flatMap(({ items }) => items), ...bonusItems]
  const clauses = allItems.flatMap((item) => item.clauses)
  const open = clauses.filter(({ points }) => points === undefined).map(({ address }) => address)

  const ofHeadings = (reading: Reading) => sumOf(headings.map(({ heading, items }) => groupPoints(heading, items, reading)))
  const bonus = groupPoints(sheet.bonus ?? { items: [] }, bonusItems, asItStands)
  const reached = ofHeadings(asItStands)
  const total = plus(reached, bonus)
  const base = sheet.base === undefined ? reached : numberOf(sheet.base)
  const pending = sheet.base === undefined ? ZERO : minus(ofHeadings(atItsMost), reached)

  const vetoes = (sheet.vetoes ?? []).filter(
    ({ id, when }) => slowTest(when, contextOf(asked, unit, `vetoes.${id}`, `vetoes.${id}`)) === true,
  )
  const effects = vetoes.map(({ effect }) => effect)
  return {
    unit,
    street: streetOf(asked.world, unit, day),
    clauses: new Map(
      clauses.map((clause) => [
        clause.address,
        {
          measured: clause.measured,
          points: tenThousandths(asItStands(clause)),
          isOpen: clause.points === undefined,
          counted: clause.counted,
        },
      ]),
    ),
    items: new Map(allItems.map((item) => [item.address, tenThousandths(itemPoints(item, asItStands))])),
    headings: new Map(
      headings.map(({ heading, items }) => [heading.id, tenThousandths(groupPoints(heading, items, asItStands))]),
    ),
    bonus: tenThousandths(bonus),
    base: tenThousandths(base),
    deduction: tenThousandths(minus(minus(base, reached), pending)),
    pending: tenThousandths(pending),
    total: tenThousandths(total),
    grade: gradeOf(sheet, total, effects, open.length > 0),
    vetoes: vetoes.map(({ id }) => id),
    isVoid: effects.includes('void'),
    open,
  }
}

/** A sheet by its id, where the document has it. */
export const sheetNamed = ({ sheets = [] }: RuleDocument, id: string): Sheet | undefined =>
  sheets.find((sheet) => sheet.id === id)

/** Every appraised unit by its code, and the units that are no longer appraised, 不参评. */
export function slowSheet(asked: Asked): { readonly units: readonly UnitSheet[]; readonly absent: readonly string[] } {
  const sheet = sheetNamed(asked.document, asked.sheet)
  assert(sheet !== undefined, `no sheet ${asked.sheet}`)
  const { first, last } = spanOf(asked.period)
  const day = Math.min(asked.asOf, last)
  return {
    units: roster(asked.world, sheet.appraises, day).map((unit) => unitSheet(asked, sheet, unit, day)),
    absent: departed(asked.world, sheet.appraises, { first, last: day }),
  }
}
