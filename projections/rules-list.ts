/** Which rule sets there are: proposed by whom, adopted by whom, in force for which parts since when. */
import { z } from 'zod'
import { dateOf } from '../events/time.js'
import { answer, defineQuestion } from './question.js'
import { refuse } from './refusal.js'
import { partsOf } from './rulebook.js'
import { nearest } from './rules/reading.js'

export const rules = defineQuestion({
  name: 'rules',
  label: { zh: '考评规则', en: 'rule sets' },
  ask: z.strictObject({ set: z.string().optional() }),
  answer: ({ rulebook }, { set: only }, { knownAt, asOf }) => {
    const known = rulebook.proposed.filter(({ proposedAt }) => proposedAt <= knownAt)
    const sets = known.filter(({ id }) => only === undefined || id === only)
    if (only !== undefined && sets.length === 0) {
      const near = nearest(
        only,
        known.map(({ id }) => id),
      )
      return refuse(
        'unknown_rules',
        `没有规则“${only}”${near ? `，是否应为“${near}”` : ''}`,
        `no rule set "${only}"${near ? `; did you mean "${near}"?` : ''}`,
        { place: 'set' },
      )
    }
    return answer(
      sets.map((set) => {
        const adoption = rulebook.adopted.find((it) => it.set === set && it.at <= knownAt)
        return {
          set: set.id,
          title: set.title,
          document: set.rules.document.document ?? null,
          digest: set.digest,
          parts: partsOf(set),
          replaces: set.replaces ?? null,
          proposed: { position: set.proposedAt, by: set.proposer },
          adopted: adoption === undefined ? null : { position: adoption.at, by: adoption.by, from: dateOf(adoption.from) },
          inForce: partsOf(set).filter((part) => rulebook.inForce(part, asOf, knownAt) === set),
          ...(only !== undefined && { text: JSON.parse(set.text) as unknown }),
        }
      }),
    )
  },
})
