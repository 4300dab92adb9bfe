/** `wuhao units`: which units there are on a day, or all that became of them. */
import { asking } from '../asking.js'
import type { Context } from '../context.js'
import { type Names, namesOf } from '../names.js'
import { present, shownOf } from '../output.js'
import { type ColumnOf, tableLines, tableOf } from '../table.js'
import { basisOptions, defineVerb, flag, listOptions, text } from '../verb.js'

interface UnitRow {
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly parent: string | null
  readonly from: string
  readonly until: string | null
  readonly position: number
}

export const units = defineVerb({
  name: 'units',
  topic: 'read',
  summary: { zh: '某一天有哪些单位', en: 'which units there are on a day' },
  options: {
    kind: text(
      '--kind <kind>',
      '只看一类：district、street、community、village …',
      'one kind only: district, street, community, village …',
    ),
    parent: text('--parent <unit>', '只看某单位下面的', 'only those under a unit'),
    unit: text('--unit <unit>', '只看一个单位', 'one unit only'),
    history: flag('--history', '历次变动都列出', 'every change of them'),
    asOf: basisOptions.asOf,
    knownAt: basisOptions.knownAt,
    ...listOptions,
  },
  examples: ['wuhao units --kind community', 'wuhao units --as-of 2025-12-31 --parent S04', 'wuhao units --unit C003 --history'],
  run: async (context, { kind, parent, unit, history, asOf, knownAt, ...rest }) => {
    const asked = { kind, parent, unit, history: history ? true : undefined }
    return await asking(context, ['units', asked, { asOf, knownAt, rules: undefined }], async (answered, ledger) => {
      const rows = answered.data as readonly UnitRow[]
      const table = () => tableOf(rows, columnsOf(context, namesOf(ledger.view, answered.basis), history))
      const { words, style } = context
      const text = () => [
        style('bold', words.units.title(answered.basis.asOf, new Set(rows.map(({ code }) => code)).size, history)),
        ...(rows.length === 0 ? [] : ['', ...tableLines(table(), { title: (line) => style('dim', line) })]),
      ]
      return await present(context, rest, shownOf(answered, { schema: 'units', table, text }))
    })
  },
})

const columnsOf = ({ words }: Context, names: Names, history: boolean): readonly ColumnOf<UnitRow>[] => [
  { title: words.units.code, value: ({ code }) => code },
  { title: words.units.name, value: ({ name }) => name },
  { title: words.units.kind, value: ({ kind }) => words.kind(kind) },
  { title: words.units.parent, value: ({ parent }) => (parent === null ? '' : names(parent)) },
  { title: words.units.from, value: ({ from }) => from },
  ...(history ? [{ title: words.units.until, value: ({ until }: UnitRow) => until ?? '' }] : []),
  { title: words.units.record, value: ({ position }) => words.number(position) },
]
