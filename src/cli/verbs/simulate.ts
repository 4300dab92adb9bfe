/** `wuhao simulate`: what would be different under other rules. Nothing is written. */
import type { Json, JsonObject } from '../../../events/event.js'
import type { Simulation } from '../../../projections/simulation.js'
import { ask } from '../asking.js'
import { changesLines, changesView, moversTable } from '../changes.js'
import { type Context, reading, refused } from '../context.js'
import { DIFFERENT, DONE, REFUSED } from '../exits.js'
import { textOf } from '../files.js'
import { unitMeant } from '../names.js'
import { present, shownOf } from '../output.js'
import { basisOptions, defineVerb, listOptions, many, text, UsageError } from '../verb.js'
import { comparedOptions, narrowed, whatOf } from './diff.js'

export const simulate = defineVerb({
  name: 'simulate',
  topic: 'read',
  summary: {
    zh: '试算：规则改一处或换成草案，谁会变，为什么（不写入）',
    en: 'what if the rules were others; nothing is written',
  },
  options: {
    set: many(
      '--set <node=value>',
      '改一处，如 community.activity.programme.max=12（可重复）',
      'one value that is another (may be repeated)',
    ),
    draft: text('--rules <file>', '整份草案（YAML）', 'a whole draft, YAML'),
    vs: text('--vs <id>', '与哪份规则比较（默认施行的）', 'compared with which rule set (by default those in force)'),
    ...comparedOptions,
    asOf: basisOptions.asOf,
    knownAt: basisOptions.knownAt,
    ...listOptions,
  },
  examples: [
    'wuhao simulate --period 2025 --set community.activity.programme.max=12',
    'wuhao simulate --period 2025 --rules draft.yaml --vs 2025.1',
    'wuhao simulate --period 2025 --scheme wuyou_wuhao --set wuyou_wuhao.leadership.when.at_least=18',
  ],
  run: async (context, { set, draft, vs, period, sheet, scheme, award, scope, only, unit: meant, exitCode, ...rest }) => {
    const { words } = context
    if (set.length > 0 === (draft !== undefined)) throw new UsageError(words.changes.needsWhat, words.changes.needsWhat)
    const document = draft === undefined ? undefined : await draftOf(context, draft)
    if (typeof document === 'number') return document
    return await reading(context, async (ledger) => {
      const unit = meant === undefined || award !== undefined ? meant : await unitMeant(ledger, meant)
      if (unit !== undefined && typeof unit !== 'string') return refused(context, unit)
      const asked = {
        ...whatOf({ sheet, scheme, award }),
        ...{ period, scope, document },
        ...(set.length > 0 && { set: set.map(editOf) }),
      }
      return await ask(context, ledger, ['simulation', asked, { ...rest, rules: vs }], async (answered) => {
        const { drafts, changes: all } = answered.data as Simulation
        const changes = narrowed(all, only, unit)
        const view = changesView(ledger, changes)
        const code = await present(
          context,
          rest,
          shownOf(
            { ...answered, data: rest.ndjson ? changes.rows : { drafts, changes } },
            {
              schema: 'simulate',
              table: () => moversTable(context, view, changes.rows),
              text: () => [...draftLines(context, drafts), '', ...changesLines(context, view, unit)],
            },
          ),
        )
        return code === DONE && exitCode && all.rows.length > 0 ? DIFFERENT : code
      })
    })
  },
})

/** `community.activity.programme.max=12` @throws UsageError */
function editOf(given: string): JsonObject {
  const at = given.indexOf('=')
  if (at > 0) return { node: given.slice(0, at).trim(), value: given.slice(at + 1).trim() }
  throw new UsageError(
    `--set 应写成 项.栏=值，如 community.activity.programme.max=12，不能是“${given}”`,
    `--set is node.field=value, such as community.activity.programme.max=12, not "${given}"`,
  )
}

/** The JSON of a draft, or the exit code where it is no rule set. */
async function draftOf(context: Context, file: string): Promise<JsonObject | number> {
  const { readYaml } = await import('../../../projections/rules/yaml.js')
  const { json, problems } = readYaml(await textOf(context, file, 'utf-8'))
  const wrong = problems.filter(({ severity }) => severity === 'error')
  if (wrong.length === 0 && isObject(json)) return json
  for (const { words } of wrong) context.complain(context.words.error(`${file}：${context.say(words)}`))
  context.note(context.words.rules.wrong(Math.max(1, wrong.length)))
  return REFUSED
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function draftLines({ words, style, say }: Context, drafts: Simulation['drafts']): string[] {
  return [
    style('yellow', words.changes.trial),
    ...drafts.flatMap(({ base, digest, edits, warnings }) => [
      words.changes.draft(base, digest),
      ...edits.map(({ node, was, value }) => words.changes.edit(node, was, value)),
      ...warnings.map((warning) => words.changes.warning(say(warning))),
    ]),
  ]
}
