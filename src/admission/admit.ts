/** Admission: may this be recorded now, and to which stream does it go? */
import { TARGETS_STREAM } from '../../events/define.js'
import type { StreamName } from '../../events/event.js'
import type { View } from '../../projections/question.js'
import { isRefusal, type Refusal } from '../../projections/refusal.js'
import type { Circumstances } from './case.js'
import { correct } from './correction.js'
import { caseOf, judge } from './judge.js'
import type { Parsed } from './parse.js'

export type { Circumstances } from './case.js'

/** Judges a well-formed proposal on the ledger as it is known now. */
export function admit(view: View, parsed: Parsed, circumstances: Circumstances): { readonly stream: StreamName } | Refusal {
  const the = caseOf(view, parsed, circumstances)
  const stream = parsed.definition.stream(parsed.proposal.data)
  if (stream !== TARGETS_STREAM) return judge(the) ?? { stream }
  const targets = correct(the)
  return isRefusal(targets) ? targets : { stream: targets }
}
