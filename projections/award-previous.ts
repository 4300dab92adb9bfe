/** What units scored in the period before: a tie-break between units. */
import type { Period } from '../events/event.js'
import { previousPeriod, spanOf } from '../events/time.js'
import { appraisalOf, evaluateSheet, rosterOf } from './appraisal.js'
import type { Basis, View } from './question.js'
import { isRefusal } from './refusal.js'

/** The total of a unit by its kind and code, in 1/10,000; undefined where it has none. */
export type PreviousScores = (kind: string, code: string) => number | undefined

/** Totals of units in the period before, under its own rules and its last day, with the same knowledge; only when asked. */
export function previousScores(view: View, period: Period, { knownAt }: Basis): PreviousScores {
  const byKind = new Map<string, ReadonlyMap<string, number>>()
  return (kind, code) => {
    const known = byKind.get(kind)
    if (known !== undefined) return known.get(code)
    const before = previousPeriod(period)
    const basis: Basis = { asOf: spanOf(before).last, knownAt, rules: undefined, engine: '' }
    const appraisal = appraisalOf(view, { period: before, kind }, basis)
    const totals = isRefusal(appraisal)
      ? new Map<string, number>()
      : new Map(
          evaluateSheet(view, appraisal, rosterOf(view, appraisal))
            .units.filter(({ isVoid }) => !isVoid)
            .map(({ unit, total }): [string, number] => [unit.code, total]),
        )
    byKind.set(kind, totals)
    return totals.get(code)
  }
}
