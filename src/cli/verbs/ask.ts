/** `wuhao ask`: any question of the registry, with its own parameters. A question that was added yesterday is served at once. */
import type { z } from 'zod'
import type { Question } from '../../../projections/question.js'
import { asking } from '../asking.js'
import type { Context } from '../context.js'
import { type Form, present, shownOf } from '../output.js'
import { tableLines, tableOf } from '../table.js'
import { basisOptions, defineVerb, flag, listOptions, text, UsageError } from '../verb.js'

/** Questions that have a verb: their answers have its name. */
const verbOf: Readonly<Record<string, string>> = { ranking: 'rank', explanation: 'explain' }

export const askVerb = defineVerb({
  name: 'ask',
  topic: 'read',
  summary: {
    zh: '直接提问（答案为 JSON）；不写问题则列出全部',
    en: 'ask any question; the answer is JSON. Without one, lists them',
  },
  options: {
    question: text('[question]', '问题，如 ranking', 'a question, such as ranking'),
    parameters: { ...text('[parameters...]', '参数，如 period=2025', 'parameters, such as period=2025'), read: pairs },
    ...basisOptions,
    json: flag('--json', '输出 JSON（总是如此）', 'JSON, which it always is'),
    ndjson: listOptions.ndjson,
    output: listOptions.output,
  },
  examples: ['wuhao ask', 'wuhao ask ranking period=2025 scope=district', 'wuhao ask gaps period=2025 late=true --ndjson'],
  run: async (context, { question, parameters, ndjson, output, ...basis }) => {
    const { questions } = await import('../../../projections/questions.js')
    if (question === undefined) return await listed(context, [...questions.values()], { json: basis.json, output })
    const shape = questions.get(question)?.ask.shape ?? {}
    const asked = Object.fromEntries(
      parameters.map(([name, value]) => {
        const schema = shape[name] as z.ZodType | undefined
        // What the question takes as text stays text: a period is no number.
        return [name, schema === undefined || schema.safeParse(value).success ? value : jsonOr(value)]
      }),
    )
    const form = { json: !ndjson, ndjson, output }
    return await asking(
      context,
      [question, asked, basis],
      async (answered) =>
        await present(context, form, shownOf(answered, { schema: verbOf[question] ?? question, text: () => [] })),
    )
  },
})

/** Which questions there are, and what each takes. */
async function listed(context: Context, questions: readonly Question[], form: Form): Promise<number> {
  const data = questions.map(({ name, label, ask }) => ({ name, label, parameters: Object.keys(ask.shape) }))
  const { words, say, style } = context
  const table = tableOf(data, [
    { title: words.ask.question, value: ({ name }) => name },
    { title: words.ask.label, value: ({ label }) => say(label) },
    { title: words.ask.parameters, value: ({ parameters }) => parameters.join(' ') },
  ])
  const lines = () => tableLines(table, { title: (line) => style('dim', line) })
  return await present(context, form, { schema: 'questions', basis: undefined, data, text: lines })
}

function pairs(given: unknown): readonly (readonly [string, string])[] {
  return (Array.isArray(given) ? given.map(String) : []).map((pair) => {
    const at = pair.indexOf('=')
    if (at > 0) return [pair.slice(0, at), pair.slice(at + 1)]
    throw new UsageError(`参数应写成 名称=值，不能是“${pair}”`, `a parameter is name=value, not "${pair}"`)
  })
}

/** Numbers and flags are written as such. */
function jsonOr(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  return /^-?\d+$/.test(text) ? Number(text) : text
}
