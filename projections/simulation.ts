/** What if the rules were others: changes from the rules in force to a draft of them. Nothing is recorded. */
import { z } from 'zod'
import { canonical, sha256 } from '../events/digest.js'
import { AnyPeriod } from '../events/fields.js'
import type { Json, JsonObject, Words } from '../events/event.js'
import { dayOf } from '../events/time.js'
import { setFor, windowOf } from './appraisal.js'
import { changesBetween } from './changes.js'
import { beginningsIn, type Edited, withEdit } from './changes/edits.js'
import type { Changes } from './changes/shape.js'
import { answer, type Basis, defineQuestion, type View } from './question.js'
import { isRefusal, refuse, type Refusal } from './refusal.js'
import type { Adoption, RuleSet } from './rulebook.js'
import { compileRules } from './rules/compile.js'
import { type Part, parts } from './rules/document.js'
import { nearest } from './rules/reading.js'
import type { Problem } from './rules/yaml.js'

const ask = z.strictObject({
  of: z.enum(['ranking', 'board', 'award']),
  period: AnyPeriod,
  sheet: z.string().optional(),
  scheme: z.string().optional(),
  award: z.string().optional(),
  scope: z.string().optional(),
  /** Single values that are others: `community.activity.programme.max`. */
  set: z.array(z.strictObject({ node: z.string(), value: z.string() })).optional(),
  /** The whole draft, as the JSON of its text. */
  document: z.record(z.string(), z.unknown()).optional(),
})
type Asked = z.infer<typeof ask>

export interface Simulation {
  readonly drafts: readonly {
    readonly base: string | null
    readonly digest: string
    readonly edits: readonly Edited[]
    /** What looks odd about it, though it could come into force. */
    readonly warnings: readonly Words[]
  }[]
  readonly changes: Changes
}

/** What a draft is called where sets have their ids. */
const DRAFT = 'draft'

interface Draft {
  readonly base: RuleSet | undefined
  readonly json: JsonObject
  readonly edits: readonly Edited[]
}

export const simulation = defineQuestion({
  name: 'simulation',
  label: { zh: '试算', en: 'simulation' },
  ask,
  periodOf: ({ of, period }) => (of === 'award' ? undefined : period),
  answer: (view, asked, basis) => {
    const { set = [], document } = asked
    if (set.length > 0 === (document !== undefined))
      return refuse(
        'bad_question',
        '试算要写明改什么：set（某一处的值）或 document（整份草案），二者取一',
        'say what is other: set (single values) or document (a whole draft), one of them',
        { place: 'set' },
      )
    const drafts =
      document === undefined ? editedDrafts(view, asked, basis) : [{ base: undefined, json: document as JsonObject, edits: [] }]
    if (isRefusal(drafts)) return drafts
    const compiled: (Draft & { readonly set: RuleSet; readonly warnings: readonly Words[] })[] = []
    for (const draft of drafts) {
      const made = compiledDraft(draft)
      if (isRefusal(made)) return made
      compiled.push({ ...draft, ...made })
    }
    const isWhole = document !== undefined
    const part = partOf[asked.of]
    if (isWhole && compiled[0]!.set.rules.document[part] === undefined)
      return refuse('not_comparable', '草案里没有这一部分的规则，无从比较', `the draft has no ${part}`, { place: 'document' })
    const supposed = {
      ...view,
      rulebook: view.rulebook.supposing(compiled.map(({ base, set: made }) => adoptionOf(view, base, made))),
    }
    const isNamed = isWhole || basis.rules !== undefined
    const found = changesBetween(
      { view, basis },
      { view: supposed, basis: { ...basis, rules: isNamed ? DRAFT : undefined } },
      asked,
    )
    if (isRefusal(found)) return found
    const { used, ...changes } = found
    return answer<Simulation>(
      {
        drafts: compiled.map(({ base, set: { digest }, edits, warnings }) => ({
          base: base?.id ?? null,
          digest,
          edits,
          warnings,
        })),
        changes,
      },
      used.filter(({ set: { id } }) => id !== DRAFT),
    )
  },
})

const partOf = { ranking: 'sheets', board: 'accreditation', award: 'awards' } as const

/** The sets of which somebody wants a place to be another, each as a draft of its own. */
function editedDrafts(view: View, { set = [], period, of }: Asked, basis: Basis): readonly Draft[] | Refusal {
  const day = windowOf({ period, asOf: basis.asOf }).last
  const own = partOf[of]
  const inForce = (part: Part): RuleSet | undefined => setFor(view, part, day, basis)
  const drafts = new Map<RuleSet, Draft>()
  for (const edit of set) {
    const [first = ''] = edit.node.split('.')
    const part = first === 'points' ? own : first === 'duties' ? 'duties' : parts.find((one) => namedIn(inForce(one), one, first))
    const base = part === undefined ? undefined : inForce(part)
    if (base === undefined) return unknownFirst(edit.node, first, [...new Set(parts.flatMap((one) => inForce(one) ?? []))])
    const draft = drafts.get(base) ?? { base, json: JSON.parse(base.text) as JsonObject, edits: [] }
    const made = withEdit(draft.json, edit)
    if (isRefusal(made)) return made
    drafts.set(base, { base, json: made.document, edits: [...draft.edits, made.edited] })
  }
  return [...drafts.values()]
}

const namedIn = (set: RuleSet | undefined, part: Part, id: string): boolean =>
  set?.rules.document[part]?.some((element) => element.id === id) === true

function unknownFirst(node: string, first: string, sets: readonly RuleSet[]): Refusal {
  const known = [...new Set(sets.flatMap(({ text }) => beginningsIn(JSON.parse(text) as JsonObject)))]
  const near = nearest(first, known)
  const all = known.slice(0, 12).join('、')
  return refuse(
    'unknown_node',
    `施行的规则里没有“${node}”：没有“${first}”${near === undefined ? `，可用：${all}` : `，是否应为“${near}”`}`,
    `the rules in force have no "${node}": there is no "${first}"` +
      (near === undefined ? `; there are: ${all}` : `; did you mean "${near}"?`),
    { place: node },
  )
}

/** A draft as a set. What is wrong with it is said as of any set that is put to the vote. */
function compiledDraft({ json, edits }: Draft): { readonly set: RuleSet; readonly warnings: readonly Words[] } | Refusal {
  const text = canonical(json)
  const problems: Problem[] = []
  const rules = compileRules(JSON.parse(text) as Json, problems)
  const wrong = problems.find(({ severity }) => severity === 'error')
  if (wrong !== undefined || rules === undefined) return wrongDraft(wrong, edits)
  const { title, replaces, effective } = rules.document
  const set: RuleSet = {
    ...{ id: DRAFT, digest: sha256(text), title, text, rules, replaces },
    ...{ proposedAt: -1, proposer: '', effectiveFrom: dayOf(effective.from) },
  }
  return { set, warnings: problems.map(({ words }) => words) }
}

function wrongDraft(problem: Problem | undefined, edits: readonly Edited[]): Refusal {
  const place = problem?.path.join('.') ?? ''
  const said = edits.map(({ node, value, was }) => ({
    zh: `${node}=${value}${was === null ? '' : `（现为 ${was}）`}`,
    en: `${node}=${value}${was === null ? '' : ` (now ${was})`}`,
  }))
  const { zh, en } = problem?.words ?? { zh: '草案读不懂', en: 'the draft cannot be read' }
  // A value of the wrong form: the one that stands there is an example of the right one.
  const example = edits.length === 1 && typeof edits[0]!.was === 'string' && problem?.words.zh.endsWith('的值不对') === true
  const right = example ? { zh: `，应像“${edits[0]!.was}”那样写`, en: `; write it like "${edits[0]!.was}"` } : { zh: '', en: '' }
  const of = (lang: 'zh' | 'en') => said.map((one) => one[lang]).join(lang === 'zh' ? '、' : ', ')
  return refuse(
    'rules_invalid',
    `${said.length === 0 ? `草案 ${place} 处` : of('zh')}不合规则：${zh}${right.zh}`,
    `${said.length === 0 ? `the draft at ${place}` : of('en')} cannot be in a rule set: ${en}${right.en}`,
    { place },
  )
}

/** A draft with a base stands exactly where its base does; one of its own holds from its own first day. */
function adoptionOf({ rulebook }: View, base: RuleSet | undefined, set: RuleSet): Adoption {
  const stands = base === undefined ? undefined : rulebook.adopted.find((adoption) => adoption.set === base)
  return {
    set,
    at: stands?.at ?? -1,
    by: '',
    from: stands?.from ?? set.effectiveFrom,
    rank: stands?.rank ?? Infinity,
  }
}
