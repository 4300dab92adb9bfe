/** 考评表: the points of every unit on one sheet, from clauses to the total and the grade. */
import assert from 'node:assert/strict'
import type { Day, JsonObject, Period, Position } from '../../events/event.js'
import { spanOf } from '../../events/time.js'
import { slowTest } from './conditions.js'
import { type Fraction, least, minus, numberOf, plus, sumOf, tenThousandths, toMultipleOf, ZERO } from './fraction.js'
import type { Duty } from './duties.js'
import { exemptOf, type Valued } from './exempt.js'
import { type Context, slowMeasure } from './measures.js'
import { added, type Adjusted, adjusted, atBest, bounded, gradeOf } from './limits.js'
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
  /** Addresses of the items and clauses that are not about the unit. */
  readonly exempt: readonly string[]
  /** Addresses of the clauses that are not scored yet. */
  readonly open: readonly string[]
}

interface Scored extends Valued {
  readonly isExempt: boolean
  readonly address: string
  readonly measured: Fraction | undefined
  readonly counted: readonly Position[]
}

/** Which points a clause goes into the sums with. */
type Reading = (clause: Valued) => Fraction
const asItStands: Reading = ({ points }) => points ?? ZERO
const atItsMost: Reading = ({ points, most }) => points ?? most

/** All units of the sheet. */
const unitsOf = (asked: Asked) => (): string[] => {
  const sheet = sheetNamed(asked.document, asked.sheet)
  return roster(asked.world, sheet?.appraises ?? '', Math.min(asked.asOf, spanOf(asked.period).last))
}

/** A clause of a unit; where it is not about it what is filled in. */
function scoreClause(asked: Asked, clause: Clause, item: Item, unit: string, group: string, address: string): Scored {
  const { points: rounding } = asked.document
  const about = (other: string): Context => contextOf(asked, other, group, address)
  const own = applyClause(clause, item, rounding, about(unit))
  const exempt = exemptOf(
    clause.limit?.['not_applicable'] as JsonObject | undefined,
    { most: own.most, rounding },
    about,
    { unit, units: unitsOf(asked) },
    (other) => applyClause(clause, item, rounding, about(other)).points,
  )
  return exempt === undefined ? own : { ...own, ...exempt, isExempt: true }
}

/** A clause as if it were about the unit. */
function applyClause(clause: Clause, item: Item, rounding: RuleDocument['points'], context: Context): Scored {
  const { step, round } = rounding
  const limit: JsonObject = clause.limit ?? {}
  const measured = clause.measure === undefined ? { value: undefined } : slowMeasure(clause.measure, context)
  const scaled = slowScale(clause.scale, measured, limit, context)
  const how = adjusted(limit, context, rounding)
  const factored = scaled && how.apply(toMultipleOf(numberOf(step), scaled, round))
  const within = factored && bounded(limit, added(factored, limit['start']))
  const final = within && limit['round'] !== undefined ? toMultipleOf(numberOf(String(limit['round'])), within) : within
  const points = how.isZero ? ZERO : how.isOpen ? undefined : final
  const ofScale = mostOf(clause.scale)
  const best = clause.unscored
    ? numberOf(clause.unscored.points)
    : ofScale && added(atBest(ofScale, limit['factor'], rounding), limit['start'])
  const most = limit['max'] === undefined ? (best ?? numberOf(String(item.max ?? 0))) : numberOf(String(limit['max']))
  const counted = [...context.counted].sort((a, b) => a - b)
  return { address: context.clause, measured: measured.value, counted, points, most, spared: ZERO, isExempt: false }
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
  readonly how: Adjusted
  /** What is filled in where it is not about the unit. */
  readonly exempt: Valued | undefined
}

type Applied = Pick<ScoredItem, 'item' | 'clauses' | 'how'>

const appliedPoints = ({ item, clauses, how }: Applied, reading: Reading): Fraction =>
  how.isZero ? ZERO : bounded(item, added(how.apply(sumOf(clauses.map(reading))), item.start))

const itemPoints = (scored: ScoredItem, reading: Reading): Fraction =>
  scored.exempt === undefined ? appliedPoints(scored, reading) : reading(scored.exempt)

/** Addresses of what is not scored yet and takes part in the sum. */
function openIn({ address, clauses, exempt, how }: ScoredItem): string[] {
  if (exempt === undefined && how.isZero) return []
  const open = exempt === undefined ? clauses : [{ address, ...exempt }]
  const isOpen = exempt === undefined && how.isOpen
  return [...open.filter(({ points }) => points === undefined).map((one) => one.address), ...(isOpen ? [address] : [])]
}

const exemptIn = ({ address, clauses, exempt }: ScoredItem): string[] =>
  exempt !== undefined ? [address] : clauses.filter(({ isExempt }) => isExempt).map((one) => one.address)

function sparedOf({ item: { max }, clauses, exempt }: ScoredItem): Fraction {
  if (exempt !== undefined) return exempt.spared
  const all = sumOf(clauses.map(({ spared }) => spared))
  return max === undefined ? all : least(all, numberOf(max))
}

const groupPoints = (group: Group, items: readonly ScoredItem[], reading: Reading): Fraction =>
  bounded(group, sumOf(items.map((item) => itemPoints(item, reading))))

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

/** An item with its clauses. */
function scoreItem(asked: Asked, unit: string, heading: string, item: Item): ScoredItem {
  const address = `${heading}.${item.id}`
  const { points: rounding } = asked.document
  const about = (other: string): Context => contextOf(asked, other, address, address)
  const applied = (other: string): ScoredItem => ({
    ...{ address, item, exempt: undefined, how: adjusted(item, about(other), rounding) },
    clauses: clausesOf(heading, item).map((one) => scoreClause(asked, one.clause, item, other, address, one.address)),
  })
  const own = applied(unit)
  const best = atBest(sumOf(own.clauses.map(({ most }) => most)), item.factor, rounding)
  const most = item.max === undefined ? bounded(item, added(best, item.start)) : numberOf(item.max)
  const exempt = exemptOf(item.not_applicable, { most, rounding }, about, { unit, units: unitsOf(asked) }, (other) => {
    const its = applied(other)
    return openIn(its).length > 0 ? undefined : appliedPoints(its, asItStands)
  })
  return { ...own, exempt }
}

/** Points of one part of the sheet of a unit, or of all of it; `undefined` where there is none, or something in it is open. */
export function ownPoints(asked: Asked, unit: string, address: string | undefined): Fraction | undefined {
  const sheet = sheetNamed(asked.document, asked.sheet)
  const groups = [...(sheet?.headings ?? []), ...(sheet?.bonus === undefined ? [] : [{ ...sheet.bonus, id: 'bonus' }])]
  const parts = groups.flatMap((group): (readonly [Fraction, boolean])[] => {
    const isWhole = address === undefined || group.id === address
    if (isWhole) {
      const items = group.items.map((item) => scoreItem(asked, unit, group.id, item))
      return [[groupPoints(group, items, asItStands), items.some((item) => openIn(item).length > 0)]]
    }
    return group.items.flatMap((item): (readonly [Fraction, boolean])[] => {
      const all = `${group.id}.${item.id}`
      if (address === all) {
        const scored = scoreItem(asked, unit, group.id, item)
        return [[itemPoints(scored, asItStands), openIn(scored).length > 0]]
      }
      if (!address.startsWith(`${all}.`)) return []
      return clausesOf(group.id, item)
        .filter((one) => one.address === address)
        .map(({ clause }) => scoreClause(asked, clause, item, unit, all, address))
        .map((one) => [asItStands(one), one.points === undefined])
    })
  })
  const isOpen = parts.length === 0 || parts.some(([, one]) => one)
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
  const open = allItems.flatMap(openIn)

  const ofHeadings = (reading: Reading) => sumOf(headings.map(({ heading, items }) => groupPoints(heading, items, reading)))
  const bonus = groupPoints(sheet.bonus ?? { items: [] }, bonusItems, asItStands)
  const reached = ofHeadings(asItStands)
  const total = plus(reached, bonus)
  const spared = sumOf(headings.flatMap(({ items }) => items.map(sparedOf)))
  const base = sheet.base === undefined ? reached : minus(numberOf(sheet.base), spared)
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
    exempt: allItems.flatMap(exemptIn),
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
