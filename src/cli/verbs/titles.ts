/** `wuhao titles`: how many units hold the titles of all schemes on a day; of the schemes that are named, which. */
import type { Holder, SchemeTitles, TitlesTogether } from '../../../projections/titles.js'
import { asking, onward } from '../asking.js'
import type { Context } from '../context.js'
import { type Names, namesOf } from '../names.js'
import { present, shownOf } from '../output.js'
import { type ColumnOf, type Table, tableLines, tableOf } from '../table.js'
import { basisOptions, defineVerb, listOptions, text } from '../verb.js'

interface Titles {
  readonly asOf: string
  readonly schemes: readonly SchemeTitles[]
  readonly together: TitlesTogether | null
}

/** Names that are listed before 等. */
const FEW = 5

export const titles = defineVerb({
  name: 'titles',
  topic: 'read',
  summary: { zh: '各项命名有多少单位持有', en: 'how many units hold the titles of all schemes' },
  options: {
    scheme: text(
      '--scheme <ids>',
      '只看这些项目，并列出持有单位，如 advanced_village,advanced_community',
      'these schemes, with their holders, such as advanced_village,advanced_community',
    ),
    ...basisOptions,
    ...listOptions,
  },
  examples: [
    'wuhao titles',
    'wuhao titles --scheme demo_community --as-of 2026-06-30',
    'wuhao titles --scheme advanced_village,advanced_community --as-of 2025-12-31',
  ],
  run: async (context, { scheme, ...rest }) =>
    await asking(context, ['titles', { scheme }, rest], async (answered, ledger) => {
      const { asOf, schemes, together } = answered.data as Titles
      const { words, style, say, note } = context
      const names = namesOf(ledger.view, answered.basis)
      const dim = { title: (line: string) => style('dim', line) }
      const rules = answered.basis.rules.find(({ part }) => part === 'accreditation')?.set ?? ''
      const titleOf = (id: string): string => schemes.find((one) => one.scheme.id === id)?.scheme.title ?? id
      const text = () => [
        style('bold', words.accredit.titles.title(asOf, rules)),
        '',
        ...tableLines(schemeTable(context, schemes), dim),
        ...(together === null
          ? []
          : [
              '',
              words.accredit.titles.together(together.schemes.map(titleOf), say(together.text)),
              ...(together.noData.length === 0 ? [] : [words.accredit.titles.noDataOf(together.noData.map(titleOf))]),
            ]),
        ...schemes.flatMap((one) => [
          ...(scheme === undefined || one.holders.length === 0 ? [] : holderLines(context, names, one, dim)),
          ...(one.outside.length === 0 ? [] : ['', outsideLine(context, one)]),
        ]),
      ]
      const table = () =>
        scheme === undefined ? schemeTable(context, schemes) : holderTable(context, names, schemes.flatMap(withScheme), true)
      const code = await present(context, rest, shownOf(answered, { schema: 'titles', table, text }))
      const first = schemes.find(({ holders }) => holders.length > 0)
      if (scheme === undefined && first !== undefined && !rest.json && !rest.ndjson && !rest.csv)
        note(words.accredit.titles.hint(onward(context, 'wuhao titles', rest, { scheme: first.scheme.id })))
      return code
    }),
})

function schemeTable({ words }: Context, schemes: readonly SchemeTitles[]): Table {
  const { titles: said } = words.accredit
  return tableOf(schemes, [
    { title: said.scheme, value: ({ scheme }) => scheme.title },
    { title: said.id, value: ({ scheme }) => scheme.id },
    { title: said.grantor, value: ({ scheme }) => scheme.grantor ?? '' },
    { title: said.kinds, value: ({ kinds }) => kinds.map(said.kind).join(words.listComma) },
    { title: said.count, right: true, value: ({ count }) => (count === null ? said.noData : String(count)) },
    { title: said.of, right: true, value: ({ of }) => String(of) },
    { title: said.rate, right: true, value: ({ percent }) => (percent === null ? '—' : `${percent}%`) },
    { title: said.outside, right: true, value: ({ outside }) => (outside.length === 0 ? '' : String(outside.length)) },
  ])
}

/** A holder with the scheme whose title it holds. */
interface Line extends Holder {
  readonly scheme: string
}

const withScheme = ({ scheme, holders }: SchemeTitles): Line[] => holders.map((holder) => ({ ...holder, scheme: scheme.id }))

function holderTable({ words }: Context, names: Names, lines: readonly Line[], isForSeveral: boolean): Table {
  const { titles: said } = words.accredit
  const columns: readonly ColumnOf<Line>[] = [
    ...(isForSeveral ? [{ title: said.scheme, value: ({ scheme }: Line) => scheme }] : []),
    { title: words.accredit.code, value: ({ unit }) => unit.code },
    { title: words.units.name, value: ({ unit }) => unit.name },
    { title: words.accredit.street, value: ({ street }) => (street === null ? '' : names(street)) },
    { title: said.batch, value: ({ batch, inherited }) => batch ?? (inherited ? said.inherited : '') },
    { title: said.since, value: ({ since }) => since },
    { title: said.until, value: ({ until }) => until ?? '—' },
    { title: said.record, value: ({ position }) => said.number(position) },
  ]
  return tableOf(lines, columns)
}

const holderLines = (
  context: Context,
  names: Names,
  one: SchemeTitles,
  dim: { readonly title: (line: string) => string },
): string[] => [
  '',
  context.style('bold', context.words.accredit.titles.holders(one.scheme.title, one.holders.length)),
  ...tableLines(holderTable(context, names, withScheme(one), false), dim),
]

function outsideLine({ words }: Context, { scheme, outside }: SchemeTitles): string {
  const names = outside.slice(0, FEW).map(({ unit }) => `${unit.name}（${words.accredit.titles.kind(unit.kind)}）`)
  return words.accredit.titles.outsideIs(names, outside.length, scheme.title)
}
