/** Everything that is wrong with the text of a rule set, its worked cases included, in one pass. */
import type { Words } from '../../events/event.js'
import { type CompiledRules, compileRules } from '../rules/compile.js'
import { type Problem, readYaml } from '../rules/yaml.js'
import { type Covered, coveredBy, type Threshold } from './covered.js'
import { type CaseResult, runCases } from './run.js'

export interface Checked {
  /** In the order of the text, each with its line and column. */
  readonly problems: readonly Problem[]
  /** What the cases touch; undefined where the text cannot be read or has none. */
  readonly covered: Covered | undefined
}

export const isError = ({ severity }: Problem): boolean => severity === 'error'

/** Checks a text. A case that comes out otherwise is an error; what no case looks at is worth a warning. */
export function checkRules(text: string): Checked {
  const { json, problems: found, place } = readYaml(text)
  const problems = [...found]
  const rules = json === undefined ? undefined : compileRules(json, problems)
  const isSound = rules !== undefined && !problems.some(isError)
  const hasCases = isSound && rules.document.cases !== undefined
  const covered = hasCases ? coveredBy(rules, problems) : undefined
  if (covered !== undefined) problems.push(...covered.results.flatMap(failure), ...uncovered(covered))
  else if (isSound && rules.document.sheets !== undefined)
    problems.push(
      warning(
        ['sheets'],
        '没有算例（cases）：规则算得对不对，没有例子可以核对',
        'there are no cases: nothing shows that the rules give what they should',
      ),
    )
  return { problems: problems.map(place).sort(inText), covered }
}

const inText = (a: Problem, b: Problem): number => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)

const warning = (path: Problem['path'], zh: string, en: string): Problem => ({ severity: 'warning', path, words: { zh, en } })

/** What a case that failed should have given, and gave. */
export function amissWords({ index, title, amiss }: CaseResult): Words {
  const shown = (found: string, none: string): string => (found === '' ? none : found)
  const each = amiss.map(({ what, expected, found }) => ({
    zh: `${what.zh} 应为${expected}，算得${shown(found, '无')}`,
    en: `${what.en} should be ${expected}, is ${shown(found, 'none')}`,
  }))
  const [nameZh, nameEn] = title === null ? ['', ''] : [`（${title}）`, ` (${title})`]
  return {
    zh: `第${index + 1}例${nameZh}算得不对：${each.map(({ zh }) => zh).join('；')}`,
    en: `case ${index + 1}${nameEn} comes out otherwise: ${each.map(({ en }) => en).join('; ')}`,
  }
}

/** One text is proposed, recorded and adopted: its cases come out the same each time. */
const known = new WeakMap<CompiledRules, readonly Problem[]>()

/** The cases that cannot be read or come out otherwise. */
export function failedCases(rules: CompiledRules): readonly Problem[] {
  if (rules.document.cases === undefined) return []
  const before = known.get(rules)
  if (before !== undefined) return before
  const problems: Problem[] = []
  const results = runCases(rules, problems)
  const failed = [...problems.filter(isError), ...results.flatMap(failure)]
  known.set(rules, failed)
  return failed
}

const failure = (result: CaseResult): Problem[] =>
  result.passed ? [] : [{ severity: 'error', path: result.path, words: amissWords(result) }]

function uncovered({ clauses, thresholds }: Covered): Problem[] {
  const bare = clauses.filter(({ cases }) => cases === 0)
  const isBare = new Set(bare.map(({ of, address }) => `${of}/${address}`))
  return [
    ...bare.map(({ address, path }) => warning(path, `条款“${address}”没有算例`, `no case looks at ${address}`)),
    ...thresholds.filter(({ of, address }) => !isBare.has(`${of}/${address}`)).flatMap(oneSided),
  ]
}

/** What no case shows of a threshold: a side of it, or the value itself. */
function oneSided({ path, words, below, above, on, isAbove }: Threshold): Problem[] {
  const lacking: Words[] = [
    ...(below ? [] : [isAbove ? { zh: '未达到', en: 'below it' } : { zh: '未超过', en: 'up to it' }]),
    ...(above ? [] : [isAbove ? { zh: '达到', en: 'at or above it' } : { zh: '超过', en: 'above it' }]),
    // Where a side is missing that has the value itself, that is said already.
    ...(on || !(isAbove ? above : below) ? [] : [{ zh: '正好相等', en: 'exactly on it' }]),
  ]
  if (lacking.length === 0) return []
  const [zh, en] = [lacking.map((one) => one.zh).join('、'), lacking.map((one) => one.en).join(', ')]
  return [warning(path, `“${words.zh}”没有${zh}的算例`, `no case for "${words.en}" lies ${en}`)]
}
