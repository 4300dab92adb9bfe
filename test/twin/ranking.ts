/** 名次: who comes before whom, within each street and over the whole district. */
import assert from 'node:assert/strict'
import { cadenceOf, previousPeriod, spanOf } from '../../events/time.js'
import { type Asked, type RulesOf, sheetNamed, slowSheet, type UnitSheet } from './sheet.js'

/** A place in a ranking. */
export interface Rank {
  readonly rank: number
  /** Whether another unit has the same rank. */
  readonly isTied: boolean
}

export interface Ranked extends UnitSheet {
  /** Among the units of the same street, and of streets among all; `undefined` where the result is void. */
  readonly inStreet: Rank | undefined
  readonly inDistrict: Rank | undefined
}

/** The totals of the period before, under its own rules on its own last day. A void result is none. */
function previousTotals({ world, sheet, period }: Asked, rulesOf: RulesOf): ReadonlyMap<string, number> {
  const previous = previousPeriod(period)
  const rules = rulesOf(previous)
  if (rules === undefined || sheetNamed(rules.document, sheet)?.period !== cadenceOf(previous)) return new Map()
  const { units } = slowSheet({ world, sheet, period: previous, asOf: spanOf(previous).last, rulesOf, ...rules })
  return new Map(units.filter(({ isVoid }) => !isVoid).map(({ unit, total }) => [unit, total]))
}

/** What decides, one after the other: more comes first. */
type Keys = readonly number[]

function keysOf(sheet: UnitSheet, ties: readonly string[], previous: ReadonlyMap<string, number>): Keys {
  const { unit, total, bonus, headings, items } = sheet
  const keyOf = (tie: string): number => {
    if (tie === 'bonus') return bonus
    if (tie === 'previous_total') return previous.get(unit) ?? Number.NEGATIVE_INFINITY
    const points = headings.get(tie) ?? items.get(tie)
    assert(points !== undefined, `ties: no heading or item ${tie}`)
    return points
  }
  return [total, ...ties.map(keyOf)]
}

const isBefore = (a: Keys, b: Keys): boolean => {
  const decisive = a.findIndex((key, index) => key !== b[index])
  return decisive !== -1 && a[decisive]! > b[decisive]!
}

function rankAmong(keys: Keys, others: readonly Keys[]): Rank {
  const before = others.filter((other) => isBefore(other, keys)).length
  const behind = others.filter((other) => isBefore(keys, other)).length
  return { rank: before + 1, isTied: before + behind + 1 < others.length }
}

/** The units of a sheet with their ranks, by their codes; the units that are no longer appraised. */
export function slowRanking(
  asked: Asked,
  rulesOf: RulesOf,
): { readonly units: readonly Ranked[]; readonly absent: readonly string[] } {
  const ties = sheetNamed(asked.document, asked.sheet)?.ties ?? []
  const previous = ties.includes('previous_total') ? previousTotals(asked, rulesOf) : new Map<string, number>()
  const { units, absent } = slowSheet(asked)
  const valid = units.filter(({ isVoid }) => !isVoid).map((unit) => ({ ...unit, keys: keysOf(unit, ties, previous) }))
  const rankOf = ({ unit, street }: UnitSheet, isDistrict: boolean): Rank | undefined => {
    const self = valid.find((other) => other.unit === unit)
    const field = valid.filter((other) => isDistrict || other.street === street)
    return (
      self &&
      rankAmong(
        self.keys,
        field.map(({ keys }) => keys),
      )
    )
  }
  return { units: units.map((unit) => ({ ...unit, inStreet: rankOf(unit, false), inDistrict: rankOf(unit, true) })), absent }
}
