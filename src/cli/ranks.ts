/** Rankings as people read them: one table for each street or one for the district, with what made the order. */
import type { RankRow } from '../../projections/ranking.js'
import type { Sheet } from '../../projections/rules/compile.js'
import type { Answered, Ledger } from '../ledger.js'
import { sheetRules } from './basis.js'
import type { Context } from './context.js'
import { named, type Names, namesOf } from './names.js'
import { type ColumnOf, type Table, tableLines, tableOf, widthsOf } from './table.js'

/** A ranking and what is needed to show it. */
export interface RankView {
  readonly rows: readonly RankRow[]
  readonly names: Names
  readonly sheet: Sheet | undefined
  /** All that were ranked, where `rows` are only some of them. */
  readonly all?: readonly RankRow[]
  /** Another ranking of the same units: how many places each has moved since, by code. */
  readonly moved?: ReadonlyMap<string, number>
}

/** The sheet that an answer used. */
export function sheetOf({ view: { rulebook } }: Ledger, { basis }: Answered, id: string | undefined): Sheet | undefined {
  const sheets = rulebook.named(sheetRules(basis))?.set.rules.sheets
  return id === undefined ? sheets?.values().next().value : sheets?.get(id)
}

export const rankView = (ledger: Ledger, answered: Answered, sheet: string | undefined): RankView => ({
  rows: answered.data as readonly RankRow[],
  names: namesOf(ledger.view, answered.basis),
  sheet: sheetOf(ledger, answered, sheet),
})

const some = (points: string): boolean => /[1-9]/.test(points)

type RankColumn = ColumnOf<RankRow> & { readonly shown?: boolean }

/** The table of rows; the street has its column where the rows are of several. */
export function rankTable(context: Context, view: RankView, rows: readonly RankRow[], withStreet: boolean): Table {
  const { words } = context
  const { names, sheet, moved } = view
  const isMet = sheet?.isMet === true
  const columns: readonly RankColumn[] = [
    { title: words.rank.rank, right: true, value: ({ rank }) => (rank === null ? '—' : String(rank)) },
    { title: words.rank.moved, shown: moved !== undefined, value: ({ unit }) => movedText(context, moved?.get(unit.code)) },
    { title: words.rank.code, value: ({ unit }) => unit.code },
    { title: words.rank.unit(sheet?.appraises ?? 'unit'), value: ({ unit }) => unit.name },
    {
      title: words.rank.street,
      shown: withStreet && sheet?.appraises !== 'street',
      value: ({ unit }) => (unit.street === null ? '' : names(unit.street)),
    },
    { title: words.rank.base, right: true, shown: !isMet, value: ({ base }) => base },
    { title: words.rank.bonus, right: true, shown: !isMet, value: ({ bonus }) => bonus },
    { title: words.rank.deduction, right: true, shown: !isMet, value: ({ deduction }) => deduction },
    {
      title: words.rank.pending,
      right: true,
      shown: view.rows.some(({ pending }) => some(pending)),
      value: ({ pending }) => pending,
    },
    { title: words.rank.total, right: true, shown: !isMet, value: ({ total }) => total },
    { title: words.rank.met, right: true, shown: isMet, value: ({ met }) => (met === undefined ? '' : `${met.met}/${met.of}`) },
    { title: words.rank.grade, value: ({ grade }) => grade ?? '—' },
    { title: words.rank.gradedBy, value: ({ gradedBy }) => gradedBy.map(names).join(words.listComma) },
    {
      title: words.rank.remarks,
      shown: view.rows.some((row) => remarksOf(context, view, row) !== ''),
      value: (row) => remarksOf(context, view, row),
    },
  ]
  return tableOf(
    rows,
    columns.filter(({ shown = true }) => shown),
  )
}

/** `▲3`, `▼1`, or a dash. */
export function movedText({ ascii, words }: Context, places: number | undefined): string {
  if (places === undefined) return words.rank.new
  if (places === 0) return '—'
  if (ascii) return places > 0 ? `+${places}` : String(places)
  return places > 0 ? `▲${places}` : `▼${-places}`
}

/** What made the order, and what keeps a unit out of it. */
function remarksOf(
  { words, say }: Context,
  { sheet, names }: RankView,
  { status, tied, tieBreak, vetoes, gradeNotes = [], flags = [] }: RankRow,
): string {
  const titleOf = (address: string): string => sheet?.nodes.get(address)?.title ?? address
  const vetoed = (sheet?.vetoes ?? [])
    .filter(({ id }) => vetoes.includes(id))
    .map(({ effect, title, grade = '' }) => words.rank.vetoed[effect](title, grade))
  const remarks = [
    ...(status === 'ended' ? [words.rank.ended] : []),
    ...(status === 'provisional' ? [words.rank.provisional] : []),
    ...(tied ? [words.rank.tied] : []),
    ...(tieBreak === null ? [] : [words.rank.tieBreak(words.rank.ties[tieBreak] ?? titleOf(tieBreak))]),
    ...vetoed,
    ...gradeNotes.map(say),
    ...flags.map(({ address, offices, points }) => words.rank.apart(titleOf(address), givenBy(names, offices, points))),
  ]
  return remarks.join(words.semicolon)
}

/** What each office gave, in the order of the sheet. */
export const givenBy = (names: Names, offices: readonly string[], points: readonly string[]): string[] =>
  offices.map((office, i) => `${names(office)} ${points[i] ?? ''}`)

/** One table, or one below the name of each street. */
export function rankLines(context: Context, view: RankView, isByStreet: boolean): string[] {
  const title = (line: string): string => context.style('dim', line)
  if (!isByStreet) return ['', ...tableLines(rankTable(context, view, view.rows, true), { title })]
  const streets = [...new Set(view.rows.map(({ unit }) => unit.street))]
  const groups = streets.map((street) => {
    const rows = view.rows.filter(({ unit }) => unit.street === street)
    const heading = street === null ? '' : headingOf(context, view, street)
    return { heading, table: rankTable(context, view, rows, false) }
  })
  const widths = widthsOf(groups.map(({ table }) => table))
  return groups.flatMap(({ heading, table }) => [
    '',
    ...(heading === '' ? [] : [context.style('bold', heading)]),
    ...tableLines(table, { widths, title }),
  ])
}

function headingOf({ words }: Context, { names, rows, all = rows }: RankView, street: string): string {
  const ranked = all.filter(({ rank, unit }) => rank !== null && unit.street === street)
  return words.rank.group(named(names, street), ranked.length)
}
