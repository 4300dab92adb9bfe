/** Tables: aligned for people, whose characters may be two cells wide, and as CSV for spreadsheets. */
import stringWidth from 'string-width'

/** Texts in rows. Numbers stand to the right. */
export interface Table {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
}

export interface Column {
  readonly title: string
  readonly right?: boolean
}

/** What a column shows of a row. */
export interface ColumnOf<Row> extends Column {
  readonly value: (row: Row) => string
}

export const tableOf = <Row>(rows: readonly Row[], columns: readonly ColumnOf<Row>[]): Table => ({
  columns,
  rows: rows.map((row) => columns.map(({ value }) => value(row))),
})

const GAP = '  '

/** Fills up to a width in cells. */
export const padded = (text: string, width: number, right = false): string => {
  const fill = ' '.repeat(Math.max(0, width - stringWidth(text)))
  return right ? fill + text : text + fill
}

export const widthOf = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, stringWidth(text)), 0)

/** Lines of a table, its titles first. The widths may be those of several tables, so that these stand in line. */
export function tableLines(
  { columns, rows }: Table,
  { widths = widthsOf([{ columns, rows }]), title = (text: string) => text }: { widths?: readonly number[]; title?: Style } = {},
): string[] {
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => padded(cell, widths[i] ?? 0, columns[i]?.right))
      .join(GAP)
      .trimEnd()
  return [title(line(columns.map((column) => column.title))), ...rows.map(line)]
}

type Style = (text: string) => string

/** Widths of the columns that several tables share. */
export function widthsOf(tables: readonly Table[]): number[] {
  const columns = tables[0]?.columns ?? []
  return columns.map(({ title }, i) => widthOf([title, ...tables.flatMap(({ rows }) => rows.map((row) => row[i] ?? ''))]))
}

const BOM = '\uFEFF'

/** CSV with a BOM and CRLF, as spreadsheets want it. A text that a spreadsheet would take for a formula gets a `'` before it. */
export const csvOf = ({ columns, rows }: Table): string =>
  BOM + [columns.map(({ title }) => title), ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')

function csvCell(text: string): string {
  const isNumber = /^-?\d+(\.\d+)?$/.test(text)
  const safe = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
