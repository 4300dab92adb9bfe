/** `wuhao ask`: any question of the registry, with its own parameters. A question that was added yesterday is served at once. */
import type { z } from 'zod'
import { asking } from '../asking.js'
import { present, shownOf } from '../output.js'
import { basisOptions, defineVerb, listOptions, required, UsageError } from '../verb.js'

/** Questions that have a verb: their answers have its name. */
const verbOf: Readonly<Record<string, string>> = { ranking: 'rank', explanation: 'explain' }

export const askVerb = defineVerb({
  name: 'ask',
  topic: 'read',
  summary: { zh: '直接提问（答案为 JSON）', en: 'ask any question; the answer is JSON' },
  options: {
    question: required('<question>', '问题，如 ranking', 'a question, such as ranking'),
    parameters: { ...required('[parameters...]', '参数，如 period=2025', 'parameters, such as period=2025'), read: pairs },
    ...basisOptions,
    ...listOptions,
  },
  examples: ['wuhao ask ranking period=2025 scope=district', 'wuhao ask gaps period=2025 late=true --ndjson'],
  run: async (context, { question, parameters, ...rest }) => {
    const { questions } = await import('../../../projections/questions.js')
    const shape = questions.get(question)?.ask.shape ?? {}
    const asked = Object.fromEntries(
      parameters.map(([name, text]) => {
        const schema = shape[name] as z.ZodType | undefined
        // What the question takes as text stays text: a period is no number.
        return [name, schema === undefined || schema.safeParse(text).success ? text : jsonOr(text)]
      }),
    )
    return await asking(
      context,
      [question, asked, rest],
      async (answered) =>
        await present(
          context,
          rest,
          shownOf(answered, {
            schema: verbOf[question] ?? question,
            text: () => JSON.stringify(answered.data, null, 2).split('\n'),
          }),
        ),
    )
  },
})

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
