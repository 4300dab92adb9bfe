/** Changes as people read them: a headline, who moved and why, and of one row everything. */
import type { Position } from '../../events/event.js'
import { dayOfInstant } from '../../events/time.js'
import type { Cause, ChangedRow, Changes, Line, Stage } from '../../projections/changes/shape.js'
import { stages } from '../../projections/changes/shape.js'
import type { BasisShown } from '../../projections/question.js'
import type { Ledger } from '../ledger.js'
import type { Context } from './context.js'
import { movedText } from './ranks.js'
import { named, type Names, namesOf } from './names.js'
import { type ColumnOf, type Table, tableLines, tableOf } from './table.js'

/** How many records, names and reasons a line cites before it says how many more there are. */
const FEW = 3

/** Changes and what is needed to show them. */
export interface ChangesView {
  readonly changes: Changes
  readonly names: Names
  readonly ledger: Ledger
}

export const changesView = (ledger: Ledger, changes: Changes): ChangesView => {
  const [before, after] = [namesOf(ledger.view, changes.a), namesOf(ledger.view, changes.b)]
  return { changes, ledger, names: (code) => (after(code) === code ? before(code) : after(code)) }
}

/** What sets one side apart from the other: its rules, its day, its records. */
export function sideText({ words }: Context, own: BasisShown, other: BasisShown): string {
  const elsewhere = new Set(other.rules.map(({ digest }) => digest))
  const sets = [...new Set(own.rules.filter(({ digest }) => !elsewhere.has(digest)).map(({ set }) => set))]
  const isOther = sets.length > 0 || own.rules.length !== other.rules.length
  const apart = [
    ...(isOther ? [sets.map(words.changes.side.rules).join(words.listComma) || words.none] : []),
    ...(own.asOf === other.asOf ? [] : [words.changes.side.day(own.asOf)]),
    ...(own.knownAt === other.knownAt ? [] : [words.changes.side.known(Number(own.knownAt))]),
  ]
  return apart.join(words.listComma) || words.changes.side.same
}

const isMover = ({ move }: ChangedRow): boolean => move !== null

/** The whole answer; of a unit that somebody asked for everything that is different. */
export function changesLines(context: Context, view: ChangesView, unit?: string): string[] {
  const { words, style } = context
  const { changes, names } = view
  const { a, b, counts, rows } = changes
  const scope =
    changes.scope === 'district'
      ? words.rank.district
      : changes.scope === 'street'
        ? words.rank.byStreet
        : named(names, changes.scope.slice('street:'.length))
  const title = words.changes.title(changes.period, changes.title, scope, sideText(context, a, b), sideText(context, b, a))
  const movers = rows.filter(isMover)
  const others = words.changes.others(
    rows.filter((row) => !isMover(row) && JSON.stringify(row.from) !== JSON.stringify(row.to)).length,
  )
  const head = [
    style('bold', title),
    rows.length === 0 ? words.changes.nothing : words.changes.headline(changes.of, counts, changes.kind),
  ]
  if (unit !== undefined) {
    const row = rows.find(({ code }) => code === unit)
    return [...head, '', ...(row === undefined ? [words.changes.noUnit(named(names, unit))] : rowLines(context, view, row))]
  }
  return [
    ...head,
    ...(movers.length === 0
      ? []
      : ['', ...tableLines(moversTable(context, view, movers), { title: (line) => style('dim', line) })]),
    ...(others === '' ? [] : ['', others]),
    ...unitsLines(context, view),
    ...rulesLines(context, view),
  ]
}

/** Who moved, from where to where, and why. */
export function moversTable(context: Context, view: ChangesView, rows: readonly ChangedRow[]): Table {
  const { words } = context
  const { names, changes } = view
  const isBoard = changes.of === 'board'
  const outcomes = [
    [words.changes.meets, 'meets'],
    [words.changes.holds, 'holds'],
    ...(changes.of === 'award' ? [[words.changes.standing, 'status'] as const] : []),
  ] as const
  const columns: readonly (ColumnOf<ChangedRow> & { readonly shown?: boolean })[] = [
    {
      ...{ title: words.changes.rank, right: true, shown: !isBoard },
      value: ({ from, to }) => arrow(context, from?.rank, to?.rank),
    },
    {
      ...{ title: words.rank.moved, shown: rows.some((row) => placesOf(context, row) !== '') },
      value: (row) => placesOf(context, row),
    },
    { title: words.changes.code, value: ({ code }) => code },
    { title: words.changes.name(changes.kind), value: ({ name }) => name },
    {
      title: words.changes.street,
      shown: rows.some(({ street }) => street !== null),
      value: ({ street }) => (street === null ? '' : names(street)),
    },
    {
      ...{ title: words.changes.total, right: true, shown: !isBoard },
      value: ({ from, to }) => arrow(context, from?.total, to?.total),
    },
    ...outcomes.map(([title, name]) => ({
      ...{ title, shown: rows.some(({ from, to }) => from?.[name] !== to?.[name]) },
      value: ({ from, to }: ChangedRow) => arrow(context, valueText(context, from?.[name]), valueText(context, to?.[name])),
    })),
    { title: words.changes.why, value: (row) => whyOf(context, view, row) },
  ]
  return tableOf(
    rows,
    columns.filter(({ shown = true }) => shown),
  )
}

function arrow({ ascii }: Context, from: number | string | null | undefined, to: number | string | null | undefined): string {
  const [a, b] = [from, to].map((it) => (it === null || it === undefined ? '—' : String(it)))
  return a === b ? a! : `${a}${ascii ? '->' : '→'}${b}`
}

function placesOf(context: Context, { from, to, move }: ChangedRow): string {
  const { words } = context
  if (move === 'entered' || move === 'left') return words.changes.moves[move] ?? move
  const [a, b] = [from?.rank, to?.rank]
  return typeof a === 'number' && typeof b === 'number' ? movedText(context, a - b) : ''
}

/** The reasons in one line: what weighs most first; of who only was overtaken, by whom. */
function whyOf(context: Context, view: ChangesView, { move, lines, passedBy, passed, stages: sums }: ChangedRow): string {
  const { words } = context
  const { names } = view
  if (move === 'overtaken') {
    const list = passedBy.length > 0 ? passedBy : passed
    const said = list.slice(0, FEW).map(names)
    return passedBy.length > 0 ? words.changes.overtakenBy(said, list.length) : words.changes.movedUp(said, list.length)
  }
  const places = placesIn(lines)
  const said = places.slice(0, FEW).map((place) => {
    const records = place.causes.flatMap((cause) => ('position' in cause ? [recordText(context, view, cause)] : []))
    const points = signed(context, place.difference)
    const cited = records.length === 0 ? '' : `${words.comma}${words.changes.more(records.slice(0, 1), records.length)}`
    return `${context.say(place.title)}${points === '' ? '' : ` ${points}`}${cited}`
  })
  if (said.length === 0) {
    const causes = together(lines).map((cause) => causeText(context, view, cause))
    if (causes.length > 0) return words.changes.more(causes.slice(0, FEW), causes.length)
  }
  const stagesText = stages.filter((stage) => /[1-9]/.test(sums[stage])).map((stage) => words.changes.stages[stage] ?? stage)
  const more = places.length > FEW ? ` …${places.length}` : ''
  return said.length === 0 ? stagesText.join(words.listComma) : said.join(words.semicolon) + more
}

interface PlaceChanged {
  readonly title: Line['title']
  readonly difference: number
  readonly causes: readonly Cause[]
}

/** What follows from other lines, and need not be said beside them. */
const FOLLOWING: ReadonlySet<string> = new Set(['grade', 'status', 'good'])

const together = (lines: readonly { readonly causes: readonly Cause[] }[]): Cause[] => [
  ...new Map(lines.flatMap(({ causes }) => causes.map((cause) => [JSON.stringify(cause), cause]))).values(),
]

/** Lines by their address, those that made most difference first; what cancels out within one address is none. */
function placesIn(lines: readonly Line[]): PlaceChanged[] {
  const places = new Map<string, { title: Line['title']; difference: number; causes: Cause[]; isOther: boolean }>()
  for (const { address, title, difference, causes, from, to, kind } of lines) {
    const place = places.get(address) ?? { title, difference: 0, causes: [], isOther: false }
    places.set(address, {
      title,
      difference: place.difference + Number(difference ?? 0),
      causes: together([place, { causes }]),
      isOther: place.isOther || (difference === null && from !== to && !FOLLOWING.has(kind)),
    })
  }
  return [...places.values()]
    .filter(({ difference, isOther }) => isOther || Math.abs(difference) > 0.00001)
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
}

function signed({ ascii }: Pick<Context, 'ascii'>, points: number): string {
  if (Math.abs(points) < 0.00001) return ''
  const text = (Math.round(Math.abs(points) * 10_000) / 10_000).toFixed(2)
  return `${points > 0 ? '+' : ascii ? '-' : '−'}${text}`
}

type Recorded = Extract<Cause, { position: Position }>

/** `第22393号（补录，晚12天）`, `第22401号（更正）` */
function recordText({ words }: Context, { ledger }: ChangesView, { position, deed }: Recorded): string {
  const { history } = ledger.view.facts
  const days = dayOfInstant(history.recordedAt[position]!) - history.occurredOn[position]!
  const said = deed === 'recorded' && days > 0 ? words.changes.late(days) : (words.changes.deeds[deed] ?? deed)
  return words.changes.record(position, said)
}

function causeText(context: Context, view: ChangesView, cause: Cause): string {
  const { words } = context
  if ('position' in cause) return recordText(context, view, cause)
  return 'day' in cause ? words.changes.dayCame(cause.day) : words.changes.rule(cause.address, cause.change)
}

/** Points as they are, words in the language of the output. */
const valueText = ({ words }: Context, value: string | null | undefined): string =>
  value === null || value === undefined
    ? '—'
    : value
        .split(' ')
        .map((word) => words.changes.values[word] ?? word)
        .join(' ')

/** Everything about one row, stage by stage. */
function rowLines(context: Context, view: ChangesView, row: ChangedRow): string[] {
  const { words, style } = context
  const { names } = view
  const { passedBy, passed } = row
  const passedText = (list: readonly string[]) => list.map(names)
  return [
    style('bold', named(names, row.code)),
    endsText(context, view, row),
    ...(passedBy.length === 0 ? [] : [words.changes.overtakenBy(passedText(passedBy), passedBy.length)]),
    ...(passed.length === 0 ? [] : [words.changes.movedUp(passedText(passed), passed.length)]),
    ...stages.flatMap((stage) => stageLines(context, view, row, stage)),
  ]
}

function endsText(context: Context, { changes }: ChangesView, { from, to, move }: ChangedRow): string {
  const { words } = context
  const said = (title: string, name: 'meets' | 'holds' | 'status'): string =>
    `${title} ${arrow(context, valueText(context, from?.[name]), valueText(context, to?.[name]))}`
  const parts =
    changes.of === 'board'
      ? [said(words.changes.meets, 'meets'), said(words.changes.holds, 'holds')]
      : [
          `${words.changes.rank} ${arrow(context, from?.rank, to?.rank)}`,
          `${words.changes.total} ${arrow(context, from?.total, to?.total)}`,
          ...(changes.of === 'award' ? [said(words.changes.standing, 'status')] : []),
        ]
  return [...parts, ...(move === null ? [] : [words.changes.moves[move] ?? move])].join('  ')
}

function stageLines(context: Context, view: ChangesView, { lines, stages: sums }: ChangedRow, stage: Stage): string[] {
  const { words } = context
  const own = lines.filter((line) => line.stage === stage)
  if (own.length === 0) return []
  const points = signed(context, Number(sums[stage]))
  return [
    '',
    `${words.changes.stages[stage] ?? stage}${points === '' ? '' : ` ${points}`}`,
    ...own.map((line) => {
      const kind = words.changes.kinds[line.kind] ?? ''
      const value = (text: string | null): string => valueText(context, text)
      const isHidden = line.from === line.to
      const said = isHidden ? words.changes.hidden : arrow(context, value(line.from), value(line.to))
      const causes = line.causes.map((cause) => causeText(context, view, cause))
      const title = context.say(line.title)
      const because = causes.length === 0 ? '' : `  ${causes.join(words.listComma)}`
      return `  ${title}${kind === '' ? '' : ` ${kind}`}  ${said}${because}`
    }),
  ]
}

function unitsLines(context: Context, { changes, names }: ChangesView): string[] {
  const { words } = context
  if (changes.units.length === 0) return []
  return [
    '',
    words.changes.units,
    ...changes.units.map(({ code, change, from, to, causes }) => {
      const ends = change === 'moved' ? [from, to].map((parent) => (parent === null ? null : names(parent))) : [from, to]
      const said = change === 'new' || change === 'ended' ? '' : ` ${arrow(context, ends[0], ends[1])}`
      const records = causes.map(words.number).join(words.listComma)
      return `  ${named(names, code)} ${words.changes.unitChange[change] ?? change}${said}  ${records}`
    }),
  ]
}

function rulesLines(context: Context, { changes: { rules } }: ChangesView): string[] {
  const { words } = context
  if (rules.length === 0) return []
  const felt = rules.filter(({ isFelt }) => isFelt).length
  return [
    '',
    words.changes.rules(felt, rules.length),
    ...rules.map(
      ({ address, change, title, isFelt }) =>
        `  ${context.say(title)}  ${words.changes.rule(address, change)}${isFelt ? '' : words.changes.unfelt}`,
    ),
  ]
}
