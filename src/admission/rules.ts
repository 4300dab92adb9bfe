/** Guards of rule sets: the text is the one that was digested, its id is free, and somebody else adopts it. */
import type * as events from '../../events/rules.js'
import { fieldZh } from '../../events/labels.js'
import { type Refusal, refuse } from '../../projections/refusal.js'
import type { View } from '../../projections/question.js'
import type { RuleSet } from '../../projections/rulebook.js'
import { nearest } from '../../projections/rules/reading.js'
import { failedCases } from '../../projections/worked/checked.js'
import { type Case, type GuardsOf, recordZh } from './case.js'
import { supposed } from './supposed.js'

/** More pieces than any text that can be read has; nothing looks for more. */
const PARTS_MAX = 200

export const rules: GuardsOf<typeof events> = {
  RuleSetProposed: (data, the) => {
    const { view, proposal } = the
    const set = data.parts > PARTS_MAX ? undefined : wouldPropose(the)
    if (set === undefined)
      return refuse(
        'rules_invalid',
        '规则文本与摘要不符或有错误；请用“提请审议”的办法提交规则文件，不要单独录入这条记录',
        'the text of the rule set does not match its digest or has errors; propose the file instead of recording this event',
        { place: 'data.digest' },
      )
    const { document } = set.rules
    for (const field of ['ruleset', 'title', 'replaces'] as const)
      if (data[field] !== document[field]) {
        const [label, is] = [fieldZh(field, proposal.type), document[field]]
        const [zh, en] = is === undefined ? ['没有这一项', 'absent'] : [`是“${is}”`, `"${is}"`]
        return refuse(
          'rules_invalid',
          `${label}（data.${field}）与规则文本不一致，文本里${zh}`,
          `data.${field} is ${en} in the text of the rule set`,
          { place: `data.${field}` },
        )
      }
    return casesRefusal(set) ?? proposalRefusal(view, set)
  },

  RuleSetAdopted: ({ ruleset, digest }, { view, principal }) => {
    const set = view.rulebook.proposed.findLast((proposed) => proposed.id === ruleset && proposed.digest === digest)
    if (set !== undefined) return adoptionRefusal(view, set, principal)
    const last = view.rulebook.proposed.findLast((proposed) => proposed.id === ruleset)
    if (last === undefined) return notProposed(view, ruleset)
    return refuse(
      'unknown_rules',
      `摘要（data.digest）不是规则“${ruleset}”提请审议的文本的摘要，应为 ${last.digest}`,
      `data.digest is not that of the text proposed as "${ruleset}", which is ${last.digest}`,
      { because: [last.proposedAt], place: 'data.digest' },
    )
  },
}

/** The rule set that this event would propose; undefined when its pieces are not there, or its text has errors. */
function wouldPropose({ view, proposal, principal }: Case): RuleSet | undefined {
  const { rulebook } = view
  const before = rulebook.proposed.length
  rulebook.begin()
  try {
    rulebook.absorb(supposed(view, proposal.type, proposal.occurredOn, proposal.data, principal))
    return rulebook.proposed[before]
  } finally {
    rulebook.rollback()
  }
}

/** Why a rule set is not what it says: a worked case of it comes out otherwise. */
function casesRefusal({ id, rules: compiled }: RuleSet): Refusal | undefined {
  const [first] = failedCases(compiled)
  if (first === undefined) return undefined
  const place = first.path.join('.')
  return refuse(
    'cases_failed',
    `规则“${id}”的算例不符（${place}）：${first.words.zh}`,
    `a case of the rule set "${id}" fails (${place}): ${first.words.en}`,
    { place },
  )
}

/** Why a rule set may not be proposed: its id is taken, or what it replaces is not in force. */
export function proposalRefusal(
  { rulebook }: View,
  { id, digest, replaces }: Pick<RuleSet, 'id' | 'digest' | 'replaces'>,
): Refusal | undefined {
  const adopted = rulebook.named(id)
  if (adopted !== undefined)
    return refuse(
      'rules_closed',
      `规则“${id}”已审议通过（${recordZh(adopted.at)}），编号不能再用；更正文本请另起编号，并写 replaces: "${id}"`,
      `the rule set "${id}" was adopted (record ${adopted.at}); give the new text an id of its own and write replaces: "${id}"`,
      { because: [adopted.at], place: 'ruleset' },
    )
  const same = rulebook.proposed.find((proposed) => proposed.digest === digest)
  if (same !== undefined)
    return refuse(
      'already_so',
      `同一文本已由${recordZh(same.proposedAt)}提请审议，等待审议通过`,
      `the same text was proposed by record ${same.proposedAt} and waits for adoption`,
      { because: [same.proposedAt] },
    )
  if (replaces === undefined || rulebook.named(replaces) !== undefined) return undefined
  const known = rulebook.adopted.map(({ set }) => set.id)
  return refuse(
    'unknown_rules',
    `要代替的规则“${replaces}”没有审议通过过，已通过的：${known.join('、') || '无'}`,
    `there is no adopted rule set "${replaces}" to replace; there are: ${known.join(', ') || 'none'}`,
    { place: 'replaces' },
  )
}

/** Why somebody may not adopt a rule set that was proposed. */
export function adoptionRefusal({ rulebook }: View, set: RuleSet, principal: string): Refusal | undefined {
  const adopted = rulebook.named(set.id)
  if (adopted !== undefined)
    return refuse(
      adopted.set.digest === set.digest ? 'already_so' : 'rules_closed',
      `规则“${set.id}”已由${recordZh(adopted.at)}审议通过，不能再次通过`,
      `the rule set "${set.id}" was adopted by record ${adopted.at} already`,
      { because: [adopted.at] },
    )
  if (set.proposer !== principal) return casesRefusal(set)
  return refuse(
    'same_principal',
    `规则“${set.id}”是${principal}自己提请的（${recordZh(set.proposedAt)}），须由另一人审议通过`,
    `${principal} proposed the rule set "${set.id}" (record ${set.proposedAt}); somebody else has to adopt it`,
    { because: [set.proposedAt] },
  )
}

/** There is no such proposal; those that wait are named. */
export function notProposed({ rulebook }: View, id: string): Refusal {
  const waiting = [...new Set(rulebook.proposed.map((set) => set.id))].filter((other) => rulebook.named(other) === undefined)
  const near = nearest(id, waiting)
  const hint =
    near === undefined
      ? [`待审议的：${waiting.join('、') || '无'}`, `waiting: ${waiting.join(', ') || 'none'}`]
      : [`是否应为“${near}”`, `did you mean "${near}"?`]
  return refuse('unknown_rules', `没有提请审议的规则“${id}”，${hint[0]}`, `no rule set "${id}" was proposed; ${hint[1]}`, {
    place: 'ruleset',
  })
}
