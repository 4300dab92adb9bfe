/** Judges what an event says: the rules for all types, and the guard of its own. */
import { dayOf } from '../../events/time.js'
import type { View } from '../../projections/question.js'
import type { Refusal } from '../../projections/refusal.js'
import type { Case, Circumstances } from './case.js'
import { daysRefusal, periodRefusal, referencesRefusal, restsRefusal, unchangedRefusal } from './general.js'
import { guardOf } from './guards.js'
import type { Parsed } from './parse.js'

/** What a proposal says. `root` is where it stands in what was received. */
export const caseOf = (
  view: View,
  { proposal, definition }: Pick<Parsed, 'proposal' | 'definition'>,
  { principal, today }: Circumstances,
  root: Case['root'] = [],
): Case => ({ view, facts: view.facts, definition, proposal, day: dayOf(proposal.occurredOn), principal, today, root })

/** May this be recorded as the ledger stands? The first reason against it, or undefined. */
export function judge(the: Case): Refusal | undefined {
  const { proposal, definition } = the
  const { data } = proposal
  return (
    daysRefusal(the) ??
    periodRefusal(data, the) ??
    referencesRefusal(data, the) ??
    guardOf(definition.type)?.(data as never, the) ??
    restsRefusal(data, the) ??
    unchangedRefusal(data, the)
  )
}
