/** What a broken evaluator has to fail: random pairs of rules and records against the slow evaluator. */
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { appraisalOf, evaluateSheet, rosterOf } from '../../projections/appraisal.js'
import { isRefusal } from '../../projections/refusal.js'
import { points } from '../twin/given.js'
import { pairs, slowly } from '../twin/pairs.js'
import { slowSheet } from '../twin/sheet.js'
export const checks = [
  { name: 'pairs', run: () => fc.assert(fc.property(pairs, (pair) => {
  const { view, asked, basis } = pair
  const slow = slowly(pair)
  const appraisal = appraisalOf(view, asked, basis)
  assert.equal(isRefusal(appraisal), slow === undefined)
  if (slow === undefined || isRefusal(appraisal)) return
  const fast = evaluateSheet(view, appraisal, rosterOf(view, appraisal))
  const { units } = slowSheet(slow)
  fast.units.forEach(({ unit, total }, i) => { assert.equal(points(total), points(units[i]!.total), unit.code) })
}), { seed: 1, numRuns: 60 }) },
]
