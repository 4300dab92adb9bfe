/** Coverage as tables: all covers in one, or one cover part by part. */
import { fieldZh } from '../../events/labels.js'
import type { Amount, CoverPartShown, CoverShown } from '../../projections/coverage.js'
import type { Context } from './context.js'
import { type Names, named } from './names.js'
import { percentOf } from './percent.js'
import { type ColumnOf, type Table, tableLines, tableOf } from './table.js'

/** A part with the cover that it stands in. */
interface PartLine {
  readonly cover: CoverShown
  readonly part: CoverPartShown
  /** Only the first part of a cover names it, for people. */
  readonly isFirst: boolean
}

const amountColumns = <Row>({ words }: Context, amount: (row: Row) => Amount): readonly ColumnOf<Row>[] => [
  { title: words.coverage.count, right: true, value: (row) => amount(row).count ?? '—' },
  { title: words.coverage.of, right: true, value: (row) => ofText(amount(row)) },
  { title: words.coverage.rate, right: true, value: (row) => rateOf(amount(row)) },
]

/** Nothing was to be reached: no target, nothing due. */
const ofText = ({ of }: Amount): string => (of === '0' ? '—' : (of ?? ''))

const rateOf = ({ rate, of }: Amount): string => (rate === null ? (of === null ? '' : '—') : percentOf(rate))

/** Every part of every cover. */
export function overviewTable(context: Context, covers: readonly CoverShown[], isForPeople: boolean): Table {
  const { words, say } = context
  const lines = covers.flatMap((cover) => cover.parts.map((part, i): PartLine => ({ cover, part, isFirst: i === 0 })))
  const shown = (line: PartLine, text: string): string => (line.isFirst || !isForPeople ? text : '')
  return tableOf(lines, [
    { title: words.coverage.id, value: (line) => shown(line, line.cover.id) },
    { title: words.coverage.cover, value: (line) => shown(line, line.cover.title) },
    { title: words.coverage.whom, value: (line) => shown(line, `${say(line.cover.over.words)} ${line.cover.over.count}`) },
    { title: words.coverage.part, value: ({ part }) => part.title },
    ...amountColumns<PartLine>(context, ({ part }) => part),
  ])
}

/** One cover: its parts, then the lines of each, then who is not covered. */
export function coverLines(context: Context, names: Names, cover: CoverShown, period: string): string[] {
  const { words, style, say } = context
  const dim = { title: (line: string) => style('dim', line) }
  const parts = tableOf(cover.parts, [
    { title: words.coverage.part, value: ({ title }) => title },
    ...amountColumns<CoverPartShown>(context, (part) => part),
  ])
  return [
    style('bold', words.coverage.head(cover.id, cover.title, period)),
    words.coverage.over(say(cover.over.words), cover.over.count, cover.over.day),
    '',
    ...tableLines(parts, dim),
    ...cover.parts.flatMap((part) => {
      const details = [
        ...(part.rows.length === 0 ? [] : tableLines(rowsTable(context, names, part), dim)),
        ...uncoveredLines(context, part),
        ...reasonLines(context, part),
      ]
      return details.length === 0 ? [] : ['', style('bold', part.title), ...details]
    }),
    ...shownLines(context, cover),
  ]
}

/** The lines of a part by what its keys name. */
function rowsTable(context: Context, names: Names, { keys, rows }: CoverPartShown): Table {
  const { words } = context
  return tableOf(rows, [
    ...keys.map((key, i) => ({
      title: words.coverage.key[key] ?? (context.lang === 'zh' ? fieldZh(key) : key),
      value: (row: CoverPartShown['rows'][number]) => keyText(context, names, key, row.key[i] ?? ''),
    })),
    ...amountColumns<CoverPartShown['rows'][number]>(context, (row) => row),
  ])
}

function keyText({ words }: Context, names: Names, key: string, value: string): string {
  if (key === 'quarter' || key === 'month') return words.period(value)
  if (key === 'kind' || !(key === 'street' || key === 'unit')) {
    const name = names(value)
    return name === value ? words.coverage.word(value, key) : named(names, value)
  }
  return value === '' ? '—' : named(names, value)
}

function uncoveredLines({ words }: Context, { covered, uncovered }: CoverPartShown): string[] {
  if (uncovered === undefined) return []
  if (uncovered.length === 0) return covered?.length === 0 ? [] : [words.coverage.all]
  return [words.coverage.uncovered(uncovered)]
}

/** Only of one who is asked about. */
function reasonLines({ words, say }: Context, { counted = [], notCounted = [], missing = [] }: CoverPartShown): string[] {
  return [
    ...(counted.length === 0 ? [] : [words.coverage.counted(counted)]),
    ...(missing.length === 0 ? [] : [words.coverage.missing(missing.map(say))]),
    ...notCounted.map(({ position, why }) => words.coverage.notCounted(position, say(why))),
  ]
}

/** What stands of the one who is asked about: who holds which post. */
function shownLines({ words, style }: Context, { shown = [] }: CoverShown): string[] {
  if (shown.length === 0) return []
  const columns = [...new Set(shown.flatMap(({ cells }) => Object.keys(cells)))]
  return [
    '',
    style('bold', words.coverage.shown),
    ...shown.map(({ position, cells }) =>
      [...columns.map((column) => words.coverage.word(cells[column] ?? '', column)), words.number(position)].join('  '),
    ),
  ]
}
