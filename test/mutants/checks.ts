/** What a broken evaluator has to fail: random rules and records against the slow evaluators, which answer once. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { appraisalOf, evaluateSheet, rosterOf } from '../../projections/appraisal.js'
import { isRefusal } from '../../projections/refusal.js'
import { Rulebook } from '../../projections/rulebook.js'
import { points } from '../twin/given.js'
import { type Pair, pairs, slowly } from '../twin/pairs.js'
import { slowSheet } from '../twin/sheet.js'
import { eventsOf } from '../twin/view.js'

export interface Check {
  readonly name: string
  /** Throws when an answer is another one. */
  readonly run: () => void
}

/** The same sheets come out for a pair; its rules are compiled again each time. */
function sheetsAgree(pair: Pair): () => void {
  const slow = slowly(pair)
  const units = slow && slowSheet(slow).units
  const events = eventsOf(pair.entries)
  return () => {
    const rulebook = new Rulebook()
    for (const event of events) rulebook.absorb(event)
    const view = { ...pair.view, rulebook }
    const appraisal = appraisalOf(view, pair.asked, pair.basis)
    assert.equal(isRefusal(appraisal), units === undefined)
    if (units === undefined || isRefusal(appraisal)) return
    const fast = evaluateSheet(view, appraisal, rosterOf(view, appraisal))
    assert.deepEqual(
      fast.units.map(({ unit, total, isOpen }) => [unit.code, points(total), isOpen]),
      units.map(({ unit, total, open }) => [unit, points(total), open.length > 0]),
    )
  }
}

const perPair = fc.sample(pairs, { seed: 20260301, numRuns: 200 }).map(sheetsAgree)

export const checks: readonly Check[] = [
  {
    name: 'sheets',
    run: () => {
      for (const agrees of perPair) agrees()
    },
  },
]
