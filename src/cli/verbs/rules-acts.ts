/** `wuhao rules check`, `propose` and `adopt`: how the text of a rule set gets into force. */
import { randomUUID } from 'node:crypto'
import { dateOf, dayOfInstant } from '../../../events/time.js'
import type { Problem } from '../../../projections/rules/yaml.js'
import type { Checked } from '../../../projections/worked/checked.js'
import type { Ledger, Recording } from '../../ledger.js'
import { confirmed } from '../confirm.js'
import { type Context, principalOf, reading, refused, writing } from '../context.js'
import { DONE, REFUSED } from '../exits.js'
import { textOf } from '../files.js'
import { present } from '../output.js'
import { judged, receipt } from '../receipts.js'
import { defineVerb, outputOptions, required, text, writeOptions } from '../verb.js'

const file = required('<file>', '规则文件（YAML）', 'file of the rule set, YAML')
const key = text('--key <key>', '防重键', 'key: the same one again records nothing twice')

export const rulesCheck = defineVerb({
  name: 'rules check',
  topic: 'rules',
  summary: { zh: '检查规则文件，指出哪行哪列不对', en: 'check a file, and say at which line and column it is wrong' },
  options: { file, ...outputOptions },
  examples: ['wuhao rules check 2026.2.yaml', 'wuhao rules check 2026.2.yaml --json'],
  run: async (context, { file: name, ...form }) => {
    const { problems } = await checked(await textOf(context, name, 'utf-8'))
    const { words } = context
    const isWrong = problems.some(({ severity }) => severity === 'error')
    const text = () => problemLines(context, name, problems)
    await present(context, form, { schema: 'rules-check', basis: undefined, data: problems, text })
    context.note(isWrong ? words.rules.wrong(errorsIn(problems)) : words.rules.right(problems.length))
    return isWrong ? REFUSED : DONE
  },
})

export const rulesTest = defineVerb({
  name: 'rules test',
  topic: 'rules',
  summary: { zh: '试算规则文件里的算例', en: 'run the worked cases of a file' },
  options: { file, ...outputOptions },
  examples: ['wuhao rules test 2026.2.yaml', 'wuhao rules test 2026.2.yaml --json'],
  run: async (context, { file: name, ...form }) => {
    const { problems, covered } = await checked(await textOf(context, name, 'utf-8'))
    const { words } = context
    const errors = problems.filter(({ severity }) => severity === 'error')
    const results = covered?.results ?? []
    const text = () => problemLines(context, name, errors)
    await present(context, form, { schema: 'rules-test', basis: undefined, data: { results, problems: errors }, text })
    const passed = results.filter((result) => result.passed).length
    context.note(covered === undefined && errors.length === 0 ? words.rules.noCases : words.rules.tested(passed, results.length))
    return errors.length > 0 ? REFUSED : DONE
  },
})

export const rulesPropose = defineVerb({
  name: 'rules propose',
  topic: 'rules',
  summary: { zh: '把规则文件提请审议', en: 'put the text of a rule set to the vote' },
  options: { file, key, ...writeOptions, ...outputOptions },
  examples: ['wuhao rules propose 2026.2.yaml --as 示例办公室'],
  run: async (context, { file: name, key: given, dryRun, ...form }) => {
    const principal = principalOf(context)
    const content = await textOf(context, name, 'utf-8')
    const { words, note, complain } = context
    const refuse = (problems: readonly Problem[]): number => {
      for (const line of problemLines(context, name, problems)) complain(line)
      complain(words.rules.wrong(errorsIn(problems)))
      return REFUSED
    }
    const { problems } = await checked(content)
    if (errorsIn(problems) > 0) return refuse(problems)
    for (const line of problemLines(context, name, problems)) note(line)
    if (dryRun) {
      note(words.rules.right(problems.length))
      return DONE
    }
    return await writing(context, async (ledger) => {
      const recording = { principal, key: given ?? randomUUID() }
      const recorded = await ledger.proposeRules(content, recording)
      return 'problems' in recorded ? refuse(recorded.problems) : await receipt(context, form, recorded, recording.key)
    })
  },
})

export const rulesAdopt = defineVerb({
  name: 'rules adopt',
  topic: 'rules',
  summary: { zh: '审议通过一份规则（须由另一人）', en: 'adopt a rule set, as somebody else than who proposed it' },
  options: {
    set: required('<id>', '规则编号，如 2026.2', 'id of the rule set, such as 2026.2'),
    key,
    ...writeOptions,
    ...outputOptions,
  },
  examples: ['wuhao rules adopt 2026.2 --as 示例主任'],
  run: async (context, { set, key: given, dryRun, ...form }) => {
    const principal = principalOf(context)
    const recording = { principal, key: given ?? randomUUID() }
    if (dryRun) return await reading(context, async (ledger) => judgedAdoption(context, ledger, set, recording))
    return await writing(context, async (ledger) => {
      if (!(await confirmed(context, context.words.confirm.adopt(set)))) return DONE
      return await receipt(context, form, await ledger.adoptRules(set, recording), recording.key)
    })
  },
})

/** Judges an adoption of the last text that was proposed under an id. */
function judgedAdoption(context: Context, ledger: Ledger, ruleset: string, recording: Recording): number {
  const answered = ledger.ask('rules', { set: ruleset })
  if (answered.refused) return refused(context, answered, 'write')
  const digest = (answered.data as readonly { readonly digest: string }[]).at(-1)?.digest ?? ''
  const occurredOn = dateOf(dayOfInstant(context.io.now()))
  return judged(context, ledger, { type: 'RuleSetAdopted', occurredOn, data: { ruleset, digest } }, recording)
}

async function checked(text: string): Promise<Checked> {
  const { checkRules } = await import('../../../projections/worked/checked.js')
  return checkRules(text)
}

const errorsIn = (problems: readonly Problem[]): number => problems.filter(({ severity }) => severity === 'error').length

/** As compilers write it, so that editors jump to the place. */
const problemLines = ({ words, say }: Context, name: string, problems: readonly Problem[]): string[] =>
  problems.map(({ severity, line, column, path, words: what }) => {
    const kind = severity === 'error' ? words.rules.error : words.rules.warning
    const inside = path.length === 0 ? '' : `  [${path.join('.')}]`
    return `${name}:${line ?? 1}:${column ?? 1} ${kind} ${say(what)}${inside}`
  })
