/** `wuhao rules list` and `show`: the rule sets that the ledger holds. */
import type { Json } from '../../../events/event.js'
import { asking } from '../asking.js'
import type { Context } from '../context.js'
import { present, shownOf } from '../output.js'
import { type ColumnOf, tableLines, tableOf } from '../table.js'
import { basisOptions, choice, defineVerb, listOptions, outputOptions, required } from '../verb.js'
import { yamlOf } from '../yaml-text.js'

type Part = 'duties' | 'sheets'

interface RuleSetRow {
  readonly set: string
  readonly title: string
  readonly document: string | null
  readonly digest: string
  readonly parts: readonly Part[]
  readonly replaces: string | null
  readonly proposed: { readonly position: number; readonly by: string }
  readonly adopted: { readonly position: number; readonly by: string; readonly from: string } | null
  readonly inForce: readonly Part[]
  readonly text?: Json
}

const { asOf, knownAt } = basisOptions

export const rulesList = defineVerb({
  name: 'rules list',
  topic: 'rules',
  summary: { zh: '账本里有哪些考评规则', en: 'which rule sets the ledger holds' },
  options: { asOf, knownAt, ...listOptions },
  examples: ['wuhao rules list', 'wuhao rules list --as-of 2025-06-30 --json'],
  run: async (context, { asOf: day, knownAt: known, ...form }) =>
    await asking(context, ['rules', {}, { asOf: day, knownAt: known, rules: undefined }], async (answered) => {
      const rows = answered.data as readonly RuleSetRow[]
      const table = () => tableOf(rows, columnsOf(context))
      const { words, style } = context
      const text = () => (rows.length === 0 ? [words.rules.none] : tableLines(table(), { title: (line) => style('dim', line) }))
      return await present(context, form, shownOf(answered, { schema: 'rules', table, text }))
    }),
})

const columnsOf = ({ words }: Context): readonly ColumnOf<RuleSetRow>[] => [
  { title: words.rules.set, value: ({ set }) => set },
  { title: words.rules.title, value: ({ title }) => title },
  { title: words.rules.document, value: ({ document }) => document ?? '' },
  { title: words.rules.parts, value: ({ parts }) => parts.map((part) => words.parts[part]).join(words.listComma) },
  { title: words.rules.from, value: ({ adopted }) => adopted?.from ?? '' },
  { title: words.rules.proposed, value: ({ proposed }) => words.rules.by(proposed.by, proposed.position) },
  {
    title: words.rules.adopted,
    value: ({ adopted }) => (adopted === null ? words.rules.waiting : words.rules.by(adopted.by, adopted.position)),
  },
  {
    title: words.rules.inForce,
    value: ({ inForce, parts }) =>
      inForce.length === 0
        ? ''
        : inForce.length === parts.length
          ? words.yes
          : inForce.map((part) => words.parts[part]).join(words.listComma),
  },
]

export const rulesShow = defineVerb({
  name: 'rules show',
  topic: 'rules',
  summary: { zh: '一份规则的全文', en: 'the whole text of a rule set' },
  options: {
    set: required('<id>', '规则编号，如 2025.1', 'id of the rule set, such as 2025.1'),
    format: choice('--format <format>', ['yaml', 'json'], '写法', 'how it is written'),
    ...outputOptions,
  },
  examples: ['wuhao rules show 2025.1', 'wuhao rules show 2025.1 --format json', 'wuhao rules show 2025.1 -o 2025.1.yaml'],
  run: async (context, { set, format = 'yaml', ...form }) =>
    await asking(context, ['rules', { set }, { asOf: undefined, knownAt: undefined, rules: undefined }], async (answered) => {
      // Of several texts proposed under one id the adopted one, else the last.
      const rows = answered.data as readonly RuleSetRow[]
      const row = rows.findLast(({ adopted }) => adopted !== null) ?? rows.at(-1)
      const document = row?.text ?? null
      const text = () => (format === 'yaml' ? yamlOf(document) : JSON.stringify(document, null, 2).split('\n'))
      if (form.json) return await present(context, form, shownOf({ ...answered, data: row }, { schema: 'ruleset', text }))
      // The text alone, so that it can be edited and proposed again.
      return await present(context, form, { schema: 'ruleset', basis: undefined, data: row, text })
    }),
})
