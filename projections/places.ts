/** Who stands before whom on a sheet: totals, then what decides between equal ones. */
import { previousPeriod, spanOf } from '../events/time.js'
import { appraisalOf, evaluateTotals, rosterOf, type SheetResult, type UnitResult } from './appraisal.js'
import type { Basis, View } from './question.js'
import { isRefusal } from './refusal.js'
import { byCode } from './roster.js'

/** Totals by code, computed when somebody needs them. */
export type Totals = () => ReadonlyMap<string, number>

export interface Ranked extends UnitResult {
  readonly rank: number | null
  readonly tied: boolean
  readonly tieBreak: string | null
}

/** Higher totals first; then the sheet's ties in their order; what is still equal shares a rank, and the next rank is skipped. */
export function rankGroup(result: SheetResult, group: readonly UnitResult[], previous: Totals): Ranked[] {
  const { ties } = result.appraisal.sheet
  const keyOf = (unit: UnitResult, tie: string): number => {
    if (tie === 'bonus') return unit.bonus
    // A unit without a previous total ranks behind those that have one.
    if (tie === 'previous_total') return previous().get(unit.unit.code) ?? -Infinity
    return nodePoints(result, tie, unit.index)
  }
  const deciding = (a: UnitResult, b: UnitResult): string | undefined => ties.find((tie) => keyOf(a, tie) !== keyOf(b, tie))
  const order = (a: UnitResult, b: UnitResult): number => {
    if (a.total !== b.total) return b.total - a.total
    const tie = deciding(a, b)
    return tie === undefined ? byCode(a.unit, b.unit) : keyOf(b, tie) - keyOf(a, tie) > 0 ? 1 : -1
  }
  const ranked = group.filter(({ isVoid }) => !isVoid).sort(order)
  const isLevel = (a: UnitResult | undefined, b: UnitResult | undefined) =>
    a?.total === b?.total && a && b && deciding(a, b) === undefined
  let rank = 0
  const rows: Ranked[] = ranked.map((unit, i) => {
    const [before, after] = [ranked[i - 1], ranked[i + 1]]
    if (isLevel(before, unit) !== true) rank = i + 1
    const rival = [before, after].find((other) => other?.total === unit.total && deciding(other, unit) !== undefined)
    return {
      ...unit,
      rank,
      tied: isLevel(before, unit) === true || isLevel(unit, after) === true,
      tieBreak: rival === undefined ? null : (deciding(rival, unit) ?? null),
    }
  })
  const voided = group.filter(({ isVoid }) => isVoid).map((unit) => ({ ...unit, rank: null, tied: false, tieBreak: null }))
  return [...rows, ...voided]
}

/** Points of a heading or item of a unit. */
export function nodePoints({ headings, bonus }: SheetResult, address: string, index: number): number {
  const search = (list: readonly (typeof headings)[number][]): number | undefined => {
    for (const { node, points, parts } of list) {
      if (node.address === address) return points[index]
      const inner = search(parts)
      if (inner !== undefined) return inner
    }
    return undefined
  }
  return search([...headings, ...(bonus === undefined ? [] : [bonus])]) ?? 0
}

/** Totals of the period before, under its own rules and its last day, with the same knowledge; only when a tie needs them. */
export function previousTotals(view: View, sheet: string, period: string, { knownAt }: Pick<Basis, 'knownAt'>): Totals {
  let totals: ReadonlyMap<string, number> | undefined
  return () => {
    if (totals !== undefined) return totals
    const before = previousPeriod(period)
    const basis: Basis = { asOf: spanOf(before).last, knownAt, rules: undefined, engine: '' }
    const appraisal = appraisalOf(view, { period: before, sheet }, basis)
    totals = isRefusal(appraisal)
      ? new Map()
      : new Map(
          evaluateTotals(view, appraisal, rosterOf(view, appraisal))
            .units.filter(({ isVoid }) => !isVoid)
            .map(({ unit, total }) => [unit.code, total]),
        )
    return totals
  }
}
