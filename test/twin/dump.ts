/** The fact table in plain values: what is known at a position, for the twin; and all of it, to see what a rollback forgot. */
import type { Position } from '../../events/event.js'
import { eventTypes } from '../../events/index.js'
import { columnsOfStanding, type StandingName } from '../../events/standings.js'
import { type Column, EMPTY } from '../../projections/facts/column.js'
import type { Dictionary } from '../../projections/facts/dictionary.js'
import type { Facts } from '../../projections/facts/facts.js'
import type { GrowingHistory } from '../../projections/facts/history.js'
import type { Standings } from '../../projections/facts/standings.js'
import { BLOCK, type Table } from '../../projections/facts/table.js'
import type { Move } from '../../projections/facts/timeline.js'
import type { PlainRow } from './facts.js'

/** Every row that is known at a position. */
export function rowsAt(facts: Facts, knownAt: Position): PlainRow[] {
  const rows: PlainRow[] = []
  for (const table of facts.tables())
    for (let row = 0; row < table.prefix(knownAt); row += 1)
      if (knownAt < table.knownUntil[row]!) rows.push(plainRow(facts, table, row))
  return rows
}

/** A row of a table in plain values. */
export function plainRow(facts: Facts, table: Table, row: number): PlainRow {
  const { name, as } = table
  const period = table.period[row]!
  const closedBy = table.closedBy[row]!
  const openedBy = table.openedBy[row]!
  return {
    position: table.position[row]!,
    name,
    as,
    subject: facts.subjects.text(table.subject[row]!),
    from: table.from[row]!,
    until: table.until[row]!,
    occurred: table.occurred[row]!,
    period: period < 0 ? undefined : facts.periods.text(period),
    evidence: table.evidence[row]!,
    closedBy: closedBy < 0 ? undefined : closedBy,
    openedBy: openedBy < 0 ? undefined : openedBy,
    cells: Object.fromEntries(
      columnsOf(table).flatMap(([column, { kind, codes, values }]) => plainCell(column, kind, codes, values[row]!)),
    ),
  }
}

function plainCell(
  column: string,
  kind: string,
  codes: Dictionary | undefined,
  cell: number,
): [string, string | number | boolean][] {
  if (codes !== undefined) return cell < 0 ? [] : [[column, codes.text(cell)]]
  if (cell === EMPTY || Number.isNaN(cell)) return []
  return [[column, kind === 'flag' ? cell === 1 : cell]]
}

/** The columns of a table with their names, which a table only tells to whoever asks for one. */
function columnsOf(table: Table): [string, Column][] {
  const columns = eventTypes.get(table.name)?.columns ?? columnsOfStanding(table.name as StandingName)
  return Object.keys(columns).map((name) => [name, table.column(name)!])
}

/** Everything that the fact table holds, what nobody can ask for included. `ids` are those to look up. */
export function dump(facts: Facts, ids: readonly string[]) {
  const { subjects, periods } = facts
  // Brackets reach what is private.
  const { families, standings, remembered, rewritten, journal } = {
    families: facts['families'],
    standings: facts['standings'],
    remembered: facts['remembered'],
    rewritten: facts['rewritten'],
    journal: facts['journal'],
  }
  return {
    size: facts.size,
    isJournalOpen: journal.open,
    subjects: texts(subjects),
    periods: texts(periods),
    tables: [...facts.tables()].map((table) => dumpTable(table, subjects.size)),
    families: [...families.values()].map(({ name, columns, tables }) => ({
      name,
      roles: [...tables.keys()],
      codes: columns.map(({ codes }) => codes && texts(codes)),
    })),
    holders: holdersOf(standings),
    placed: sorted(standings.placed).map(([position, moves]) => [position, moves.map(plainMove)]),
    rewritten: sorted(rewritten),
    history: dumpHistory(remembered),
    ids: ids.map((id) => facts.positionOf(id)),
  }
}

const ARRAYS = ['position', 'subject', 'from', 'until', 'occurred', 'knownFrom', 'knownUntil', 'closedBy', 'openedBy'] as const
const MORE_ARRAYS = ['period', 'evidence', 'previous'] as const

function dumpTable(table: Table, subjects: number) {
  const blocks = Math.ceil(table.length / BLOCK)
  return {
    name: table.name,
    as: table.as,
    length: table.length,
    rows: [...ARRAYS, ...MORE_ARRAYS].map((name) => [name, ...table[name].subarray(0, table.length)]),
    cells: columnsOf(table).map(([name, { values }]) => [name, ...values.subarray(0, table.length)]),
    blocks: [...table.blockFirst.subarray(0, blocks), ...table.blockLast.subarray(0, blocks)],
    newest: Array.from({ length: subjects }, (_, subject) => table.newest(subject)),
  }
}

function holdersOf({ books }: Standings) {
  const holders = [...books.values()].flatMap((roles) => [...roles.values()].flatMap((bySubject) => [...bySubject.values()]))
  return holders.map(({ family, as, subject, moves, timelines }) => ({
    name: family.name,
    as,
    subject,
    sweeps: moves.map(plainMove),
    timelines: [...timelines.values()].map(({ key, moves: own, rows }) => ({ key, moves: own.map(plainMove), rows: [...rows] })),
  }))
}

const plainMove = ({ holder, timeline, ...move }: Move) => ({
  ...move,
  of: [holder.family.name, holder.as, holder.subject, timeline?.key],
})

function dumpHistory(history: GrowingHistory) {
  const positions = Array.from({ length: history.length }, (_, position) => position)
  const last = history.length
  return {
    dictionaries: [texts(history.types), texts(history.streams), texts(history.actors)],
    events: positions.map((at) => [
      [history.type[at], history.stream[at], history.actor[at], history.revision[at], history.occurredOn[at]],
      [history.recordedAt[at], history.evidence[at], history.isVoid(at), history.targetOf(at), history.retractedBy(at, last)],
      [history.corrections(at), history.attachments(at)],
    ]),
    unreadable: [...history.unreadable],
    revisions: texts(history.streams).map((stream) => history.streamRevision(stream)),
    running: positions.map((at) => history.at(history.recordedAt[at]!)),
  }
}

const texts = (dictionary: Dictionary): string[] => Array.from({ length: dictionary.size }, (_, code) => dictionary.text(code))

const sorted = <V>(map: ReadonlyMap<Position, V>): [Position, V][] => [...map].sort(([a], [b]) => a - b)
