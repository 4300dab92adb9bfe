/** `wuhao gaps`: which duties were not met, by whom, since when. */
import { ask } from '../asking.js'
import { type Context, reading, refused } from '../context.js'
import { type Names, namesOf, unitMeant } from '../names.js'
import { present, shownOf } from '../output.js'
import { type ColumnOf, tableLines, tableOf } from '../table.js'
import { basisOptions, defineVerb, flag, listOptions, required, text } from '../verb.js'

interface Gap {
  readonly unit: { readonly code: string; readonly name: string; readonly parent: string | null }
  readonly duty: { readonly id: string; readonly title: string }
  readonly period: string
  readonly due: string
  readonly state: string
  readonly daysLate: number | null
  readonly position: number | null
}

export const gaps = defineVerb({
  name: 'gaps',
  topic: 'read',
  summary: { zh: '缺项：应做未做的工作', en: 'duties that were not met' },
  options: {
    period: required('-p, --period <period>', '考评期，如 2025、2026Q3、2026-09', 'the period, such as 2025, 2026Q3 or 2026-09'),
    unit: text('--unit <unit>', '只看一个单位', 'one unit only'),
    street: text('--street <unit>', '只看一个街道', 'one street only'),
    duty: text('--duty <id>', '只看一项应尽工作', 'one duty only'),
    late: flag('--late', '迟报的也列出', 'late ones as well'),
    ...basisOptions,
    ...listOptions,
  },
  examples: [
    'wuhao gaps --period 2025 --street S04',
    'wuhao gaps --period 2026-03 --duty monthly_plan',
    'wuhao gaps --period 2025 --unit C003 --late',
  ],
  run: async (context, { period, unit, street, duty, late, ...rest }) =>
    await reading(context, async (ledger) => {
      const codes: (string | undefined)[] = []
      for (const meant of [unit, street]) {
        const code = meant === undefined ? undefined : await unitMeant(ledger, meant)
        if (code !== undefined && typeof code !== 'string') return refused(context, code)
        codes.push(code)
      }
      const asked = { period, unit: codes[0], street: codes[1], duty, late: late ? true : undefined }
      return await ask(context, ledger, ['gaps', asked, rest], async (answered) => {
        const rows = answered.data as readonly Gap[]
        const names = namesOf(ledger.view, answered.basis)
        const table = () => tableOf(rows, columnsOf(context, names, late))
        const { words, style } = context
        const text = () => [
          style('bold', words.gaps.title(period, rows.length)),
          ...(rows.length === 0 ? [] : ['', ...tableLines(table(), { title: (line) => style('dim', line) })]),
        ]
        return await present(context, rest, shownOf(answered, { schema: 'gaps', table, text }))
      })
    }),
})

const columnsOf = ({ words }: Context, names: Names, late: boolean): readonly ColumnOf<Gap>[] => [
  { title: words.gaps.code, value: ({ unit }) => unit.code },
  { title: words.gaps.unit, value: ({ unit }) => unit.name },
  { title: words.gaps.parent, value: ({ unit }) => (unit.parent === null ? '' : names(unit.parent)) },
  { title: words.gaps.duty, value: ({ duty }) => duty.title },
  { title: words.gaps.period, value: ({ period }) => words.period(period) },
  { title: words.gaps.due, value: ({ due }) => due },
  ...(late
    ? [
        { title: words.gaps.state, value: ({ state, daysLate }: Gap) => words.gaps.states(state, daysLate) },
        { title: words.gaps.record, value: ({ position }: Gap) => (position === null ? '' : words.number(position)) },
      ]
    : []),
]
