/** 得分引用: the points that a unit has on this or another sheet, in this period or an earlier one. */
import type { Day, Period } from '../../events/event.js'
import { cadenceOf, periodOf, previousPeriod, spanOf } from '../../events/time.js'
import { type Fraction, fraction } from './fraction.js'
import type { Wanted } from './measures.js'
import { unitOn } from './roster.js'
import type { Sheet } from './rules.js'
import { type Asked, ownPoints, slowUnit, type UnitSheet } from './sheet.js'

const TEN_YEARS = 3653

/** Results that were looked up before, of one world. */
const made = new WeakMap<Asked['world'], Map<string, UnitSheet | undefined>>()

/** The points of a unit; `undefined` where it has none. */
export function slowScore(asked: Asked, unit: string, wanted: Wanted): Fraction | undefined {
  const root = asked.root ?? asked
  const window = spanOf(asked.period).last < asked.asOf ? spanOf(asked.period).last : asked.asOf
  const kind = String(unitOn(asked.world, unit, window)?.cells['kind'])
  const period = periodWanted(root, asked.period, window, wanted, kind)
  if (period === undefined || spanOf(period).first < spanOf(root.period).first - TEN_YEARS) return undefined
  const rules = period === root.period ? root : root.rulesOf?.(period)
  const sheet = rules && sheetWanted(rules.document.sheets ?? [], wanted, kind)
  if (rules === undefined || sheet === undefined || sheet.period !== cadenceOf(period)) return undefined
  const other: Asked = { ...rules, world: asked.world, root, sheet: sheet.id, period, asOf: root.asOf }
  if (sheet.id === asked.sheet && period === asked.period) return ownPoints(other, unit, wanted.address)
  const key = JSON.stringify([rules.document.ruleset, period, root.asOf, root.period, sheet.id, unit])
  const known = made.get(asked.world) ?? new Map<string, UnitSheet | undefined>()
  made.set(asked.world, known)
  if (!known.has(key)) known.set(key, slowUnit(other, unit))
  const result = known.get(key)
  return result === undefined || result.isVoid ? undefined : pointsOf(result, wanted.address)
}

const sheetWanted = (sheets: readonly Sheet[], { sheet }: Wanted, kind: string): Sheet | undefined =>
  sheets.find(({ id, appraises }) => (sheet === undefined ? appraises === kind : id === sheet))

/** Of the closed periods in which there is such a sheet the one that ended last. */
function periodWanted(root: Asked, period: Period, window: Day, wanted: Wanted, kind: string): Period | undefined {
  if (wanted.period === 'this') return period
  if (wanted.period === 'previous') return previousPeriod(period)
  const closed = (['year', 'quarter', 'month'] as const).map((cadence) => {
    const current = periodOf(window, cadence)
    return spanOf(current).last <= window ? current : previousPeriod(current)
  })
  const appraised = closed.filter((one) => {
    const sheets = (one === root.period ? root : root.rulesOf?.(one))?.document.sheets ?? []
    return sheetWanted(sheets, wanted, kind)?.period === cadenceOf(one)
  })
  return appraised.sort((a, b) => spanOf(b).last - spanOf(a).last)[0]
}

function pointsOf(
  { open, clauses, items, headings, bonus, total }: UnitSheet,
  address: string | undefined,
): Fraction | undefined {
  const isIn = (one: string): boolean => address === undefined || one === address || one.startsWith(`${address}.`)
  const clause = address === undefined || items.has(address) ? undefined : clauses.get(address)
  if (open.some(isIn) || clause?.isOpen === true) return undefined
  if (address === undefined) return fraction(BigInt(total), 10_000n)
  const hasBonus = [...items.keys()].some((one) => one.startsWith('bonus.'))
  const points =
    address === 'bonus' && hasBonus ? bonus : (headings.get(address) ?? items.get(address) ?? clauses.get(address)?.points)
  return points === undefined ? undefined : fraction(BigInt(points), 10_000n)
}
