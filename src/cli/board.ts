/** The board of a scheme as tables, street by street, and one unit of it as a tree of what it meets and lacks. */
import type { Position } from '../../events/event.js'
import type { BoardRates, BoardRow } from '../../projections/board.js'
import type { Finding, GoodFound } from '../../projections/goods.js'
import type { Met } from '../../projections/rules/looked.js'
import type { Answered, Ledger } from '../ledger.js'
import type { Context } from './context.js'
import { type Names, named, namesOf } from './names.js'
import { type ColumnOf, type Table, tableLines, tableOf, widthsOf } from './table.js'

/** What the question of a board answers. */
export interface Board {
  readonly scheme: { readonly id: string; readonly title: string }
  readonly asOf: string
  readonly period: string
  readonly window: { readonly from: string; readonly to: string }
  readonly rows: readonly BoardRow[]
  readonly rate: BoardRates | null
}

type Columns = readonly ColumnOf<BoardRow>[]

const marks = { yes: '✓', no: '✗', open: '？' } as const
const asciiMarks = { yes: 'y', no: 'n', open: '?' } as const

const markOf = ({ ascii }: Context, met: Met): string => (ascii ? asciiMarks : marks)[met]

/** All rows in one table, for spreadsheets: the street has its column. */
export const boardTable = (context: Context, names: Names, rows: readonly BoardRow[]): Table =>
  tableOf(rows, columnsOf(context, rows, [streetColumn(context, names)]))

/** The rule set that a board follows. */
export const boardRules = ({ basis }: Answered): string => basis.rules.find(({ part }) => part === 'accreditation')?.set ?? ''

/** The whole board: its title, its tables, its rates. */
export function overview(
  context: Context,
  ledger: Ledger,
  answered: Answered,
  { missing, scope }: { readonly missing?: string | undefined; readonly scope?: string | undefined },
): string[] {
  const { words, style } = context
  const { scheme, asOf, period, window, rows, rate } = answered.data as Board
  const names = namesOf(ledger.view, answered.basis)
  const street = /^street:(.+)$/.exec(scope ?? '')?.[1]
  const among = street === undefined ? words.accredit.district : named(names, street)
  const hasStandard = rate?.meets !== null
  return [
    style('bold', words.accredit.title(scheme.title, among, asOf, boardRules(answered))),
    ...(hasStandard ? [style('dim', words.accredit.window(period, window.from, window.to))] : []),
    ...(missing === undefined ? [] : [words.accredit.lacking(missing, rows.length)]),
    ...(rows.length === 0 ? [words.accredit.nobody] : boardLines(context, names, rows)),
    '',
    ...(rate === null ? [] : rateLines(context, rate)),
  ]
}

function rateLines({ words, say }: Context, { meets, holds, denominator }: BoardRates): string[] {
  const of = say(denominator)
  return [
    ...(meets === null ? [] : [words.accredit.rateMeets(say(meets.text), of)]),
    words.accredit.rateHolds(say(holds.text), of),
  ]
}

/** One table below the name of each street. */
function boardLines(context: Context, names: Names, rows: readonly BoardRow[]): string[] {
  const { words, style } = context
  const streets = [...new Set(rows.map(({ street }) => street))].sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1))
  const groups = streets.map((street) => {
    const own = rows.filter((row) => row.street === street)
    const heading = street === null ? '' : words.accredit.group(named(names, street), own.length)
    return { heading, table: tableOf(own, columnsOf(context, rows, [])) }
  })
  const widths = widthsOf(groups.map(({ table }) => table))
  return groups.flatMap(({ heading, table }) => [
    '',
    ...(heading === '' ? [] : [style('bold', heading)]),
    ...tableLines(table, { widths, title: (line) => style('dim', line) }),
  ])
}

const streetColumn = ({ words }: Context, names: Names): Columns[number] => ({
  title: words.accredit.street,
  value: ({ street }) => (street === null ? '' : names(street)),
})

/** The columns that a board has: a Good each, and those of which some row has something to say. */
function columnsOf(context: Context, rows: readonly BoardRow[], more: Columns): Columns {
  const { words } = context
  const [first] = rows
  const goods = first?.goods.map(({ id, title }): Columns[number] => ({
    title,
    value: (row) =>
      goodText(
        context,
        row.goods.find((good) => good.id === id),
      ),
  }))
  const hasStandard = first?.meets !== null
  return [
    { title: words.accredit.code, value: ({ unit }) => unit.code },
    { title: words.accredit.unit(first?.unit.kind ?? 'unit'), value: ({ unit }) => unit.name },
    ...more,
    ...(goods ?? []),
    ...(hasStandard
      ? [{ title: words.accredit.meets, value: ({ meets }: BoardRow) => words.accredit.met[meets ?? 'open'] }]
      : []),
    { title: words.accredit.stage, value: ({ stage }) => words.accredit.stages[stage] || '—' },
    { title: words.accredit.until, value: ({ holds }) => holds.until ?? '' },
    ...(rows.some(({ nearest }) => nearest !== null)
      ? [
          {
            title: words.accredit.nearest,
            value: ({ nearest }: BoardRow) => (nearest === null ? '' : words.accredit.shortOf(nearest.title, nearest.shortBy)),
          },
        ]
      : []),
  ]
}

/** `✓`, or `✗ 有经费`: the Haves that are not met, and what the Good asks for itself. */
function goodText(context: Context, good: GoodFound | undefined): string {
  if (good === undefined) return ''
  const { words } = context
  const lacking = [
    ...good.requires.filter(({ met }) => met !== 'yes').map(({ title }) => title),
    ...(good.own === null || good.own.met === 'yes' ? [] : [words.accredit.own]),
  ]
  return [markOf(context, good.met), lacking.join(words.listComma)].filter(Boolean).join(' ')
}

/** How records are cited, and how many before 等N条. */
interface Citing {
  readonly cite: (position: Position) => string
  readonly few: number
}

/** One unit: what it meets and lacks, the title that it holds, and its course. */
export function unitLines(context: Context, row: BoardRow, citing: Citing): string[] {
  const { words, say, style } = context
  const { holds, stage, rectification, nearest, goods, titles, history = [] } = row
  const branches = [
    ...goods.map((good) => ({
      head: `${markOf(context, good.met)} ${style('bold', good.title)}`,
      lines: [...good.requires, ...(good.own === null ? [] : [good.own])].flatMap((one) =>
        findingLines(context, one, one === good.own, citing),
      ),
    })),
    ...titles.map(({ scheme, met, position }) => ({
      head: `${markOf(context, met)} ${words.accredit.required(scheme)}`,
      lines: position === null ? [] : [`  ${words.restsOn([citing.cite(position)], 1)}`],
    })),
  ]
  return [
    ...treeOf(context, branches),
    ...(nearest === null ? [] : [words.accredit.nearestIs(nearest.title, nearestDetails(context, row))]),
    '',
    words.accredit.holds(holds.status, holds.batch, holds.since, holds.until, holds.position),
    ...(stage === 'none' ? [] : [words.accredit.stageIs(words.accredit.stages[stage])]),
    ...(holds.plaque === null ? [] : [words.accredit.plaque(holds.plaque.status, holds.plaque.on, holds.plaque.position)]),
    ...(rectification === null
      ? []
      : [style('yellow', words.accredit.rectification(rectification.dueOn, rectification.overdue, rectification.position))]),
    ...(history.length === 0
      ? []
      : [
          '',
          style('bold', words.accredit.history),
          ...history.map(({ on, words: what, position }) => `  ${words.accredit.step(on, say(what), position)}`),
        ]),
  ]
}

interface Branch {
  readonly head: string
  readonly lines: readonly string[]
}

function treeOf({ ascii }: Context, branches: readonly Branch[]): string[] {
  const [next, last, through] = ascii ? ['|-', '`-', '| '] : ['├─', '└─', '│ ']
  return branches.flatMap(({ head, lines }, i) => {
    const isLast = i === branches.length - 1
    return [`${isLast ? last : next} ${head}`, ...lines.map((line) => `${isLast ? '  ' : through}   ${line}`)]
  })
}

function findingLines(context: Context, finding: Finding, isOwn: boolean, { cite, few }: Citing): string[] {
  const { words, say, style } = context
  const { met, title, counted, notCounted, missing } = finding
  const some = <T>(list: readonly T[]): readonly T[] => list.slice(0, few)
  const details = [
    ...(counted.length === 0 ? [] : [words.restsOn(some(counted).map(cite), counted.length)]),
    ...(missing.length === 0 ? [] : [words.missing(some(missing).map(say), missing.length)]),
    ...some(notCounted).map(({ position, why }) => words.notCounted(cite(position), say(why))),
    ...(notCounted.length > few ? [words.moreNotCounted(notCounted.length - few)] : []),
  ]
  return [
    `${markOf(context, met)} ${words.accredit.finding(isOwn ? words.accredit.own : title, comparedText(context, finding))}`,
    ...details.map((line) => `    ${style('dim', line)}`),
  ]
}

/** `金额合计 1200，应不少于2000，差800`, for every number that is compared; of what is met nothing is lacking. */
function comparedText({ words, say }: Context, { parts, met, join, wanted }: Finding): string {
  const texts = parts.map(({ measure, measured, wanted: bound, shortBy }) =>
    words.accredit.compared({
      ...{ measure: say(measure), measured, wanted: say(bound) },
      shortBy: met === 'yes' ? null : shortBy,
    }),
  )
  return join === 'not' || parts.length === 0 ? say(wanted) : texts.join(join === 'any' ? words.accredit.or : words.semicolon)
}

function nearestDetails(context: Context, { nearest, goods }: BoardRow): string {
  const good = goods.find(({ id }) => id === nearest?.good)
  const have = nearest?.have ?? undefined
  const finding = have === undefined ? (good?.own ?? undefined) : good?.requires.find(({ id }) => id === have)
  return finding === undefined ? '' : comparedText(context, finding)
}
