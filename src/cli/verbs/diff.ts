/** `wuhao diff`: who moved between two rule sets, two days or two states of knowledge, and why. */
import type { JsonObject } from '../../../events/event.js'
import { isPlainDate } from '../../../events/time.js'
import type { Changes } from '../../../projections/changes/shape.js'
import { ask } from '../asking.js'
import { changesLines, changesView, moversTable } from '../changes.js'
import { reading, refused } from '../context.js'
import { DIFFERENT, DONE } from '../exits.js'
import { unitMeant } from '../names.js'
import { present, shownOf } from '../output.js'
import { basisOptions, choice, defineVerb, flag, listOptions, required, text, UsageError } from '../verb.js'

/** What is compared, beside the two sides. */
export const comparedOptions = {
  period: required('-p, --period <period>', '考评期，如 2025', 'the period, such as 2025'),
  sheet: text('--sheet <id>', '比较哪张考评表的排名', 'the ranking of which sheet'),
  scheme: text('--scheme <id>', '比较哪项创建的达标情况', 'the board of which scheme'),
  award: text('--award <id>', '比较哪项评选', 'which award'),
  scope: text('--scope <scope>', 'district 为全区，street:S04 为一个街道', 'district, or street:S04 for one street'),
  only: choice('--only <move>', ['own', 'overtaken'], '只列自身变化的，或只因别人变动的', 'only who moved so'),
  unit: text('--unit <code>', '只看一个单位，列出全部原因', 'one row only, with all its reasons'),
  exitCode: flag('--exit-code', '有差异时退出码为 8', 'exit with 8 where something is different'),
}

export const diff = defineVerb({
  name: 'diff',
  topic: 'read',
  summary: {
    zh: '比较两份规则、两个日子或两个记录号：谁变了，为什么',
    en: 'who moved between two rule sets, days or records, and why',
  },
  options: {
    a: required(
      '<A>',
      '前：rules:2024.1、2026-06-30、@12481 或 known:2026-03-01',
      'before: rules:…, a day, @position or known:…',
    ),
    b: required('<B>', '后：写法同前', 'after, written likewise'),
    ...comparedOptions,
    ...basisOptions,
    ...listOptions,
  },
  examples: [
    'wuhao diff rules:2024.1 rules:2025.1 --period 2025',
    'wuhao diff 2026-06-30 2026-09-30 --period 2026 --only overtaken',
    'wuhao diff known:2026-03-01 known:2026-05-31 --period 2025 --unit C003',
  ],
  run: async (context, { a, b, exitCode, only, unit: meant, period, sheet, scheme, award, scope, ...rest }) =>
    await reading(context, async (ledger) => {
      const sides = { a: sideOf(a), b: sideOf(b) }
      const unit = meant === undefined || award !== undefined ? meant : await unitMeant(ledger, meant)
      if (unit !== undefined && typeof unit !== 'string') return refused(context, unit)
      const asked = { ...whatOf({ sheet, scheme, award }), period, scope, ...sides }
      return await ask(context, ledger, ['changes', asked, rest], async (answered) => {
        const changes = narrowed(answered.data as Changes, only, unit)
        const view = changesView(ledger, changes)
        const code = await present(
          context,
          rest,
          shownOf(
            { ...answered, data: rest.ndjson ? changes.rows : changes },
            {
              schema: 'diff',
              table: () => moversTable(context, view, changes.rows),
              text: () => changesLines(context, view, unit),
            },
          ),
        )
        return code === DONE && exitCode && (answered.data as Changes).rows.length > 0 ? DIFFERENT : code
      })
    }),
})

/** Which question it is, from the names that are given. @throws UsageError */
export function whatOf(names: Readonly<Record<'sheet' | 'scheme' | 'award', string | undefined>>): JsonObject {
  const given = Object.entries(names).filter(([, id]) => id !== undefined)
  if (given.length > 1)
    throw new UsageError('--sheet、--scheme、--award 只能选一个', 'choose one of --sheet, --scheme and --award')
  const [name, id] = given[0] ?? ['sheet', undefined]
  const of = name === 'scheme' ? 'board' : name === 'award' ? 'award' : 'ranking'
  return { of, ...(id !== undefined && { [name]: id }) }
}

/** Only the rows that somebody wants to see; the counts stay those of all. */
export const narrowed = (changes: Changes, only: string | undefined, unit: string | undefined): Changes => ({
  ...changes,
  rows: changes.rows.filter(({ move, code }) => (only === undefined || move === only) && (unit === undefined || code === unit)),
})

/** `rules:2024.1`, `2026-06-30`, `@12481`, `known:2026-03-01`. @throws UsageError */
function sideOf(given: string): JsonObject {
  const [, rules] = /^rules:(.+)$/.exec(given) ?? []
  if (rules !== undefined) return { rules }
  const [, known] = /^(?:known:|@)(.+)$/.exec(given) ?? []
  if (known !== undefined) return { knownAt: known }
  if (isPlainDate(given)) return { asOf: given }
  if (given.startsWith('result:'))
    throw new UsageError(
      `还没有公布过结果，不能比较“${given}”；可写 rules:2025.1、2026-06-30、@12481 或 known:2026-03-01`,
      `no result was published yet: "${given}" cannot be compared`,
    )
  throw new UsageError(
    `“${given}”看不懂，应如 rules:2025.1、2026-06-30、@12481 或 known:2026-03-01`,
    `"${given}" is not understood; write rules:2025.1, 2026-06-30, @12481 or known:2026-03-01`,
  )
}
