/** Public notices about the awards of a round, and the objections that were raised to them. */
import type { Day, Period, PlainDate, Position } from '../events/event.js'
import { dateOf } from '../events/time.js'
import type { Facts } from './facts/facts.js'
import type { Table } from './facts/table.js'
import { numberOf, textOf } from './rules/cells.js'

export interface ObjectionShown {
  readonly objection: string
  readonly against: string | null
  readonly state: 'open' | 'upheld' | 'dismissed'
  readonly position: Position
  readonly decidedBy: Position | null
}

export interface NoticeShown {
  readonly notice: string
  readonly publisher: string
  readonly startsOn: PlainDate
  readonly endsOn: PlainDate
  /** `over`: its last day has passed and nobody closed it yet. */
  readonly state: 'open' | 'over' | 'closed'
  readonly position: Position
  readonly closedBy: Position | null
  readonly objections: readonly ObjectionShown[]
}

interface Seen {
  readonly asOf: Day
  readonly knownAt: Position
}

/** The notices of each award of a round, by the award's id, in the order in which they were recorded. */
export function noticesOf(facts: Facts, period: Period, seen: Seen): (award: string) => readonly NoticeShown[] {
  const closed = new Map<string, Position>()
  each(facts, 'NoticeClosed', seen, (notice, row, table) => closed.set(notice, table.position[row]!))
  const decided = new Map<string, { readonly position: Position; readonly isUpheld: boolean }>()
  each(facts, 'ObjectionDecided', seen, (notice, row, table) => {
    const isUpheld = numberOf(table, 'upheld', row) === 1
    decided.set(`${notice}/${textOf(table, 'objection', row)}`, { position: table.position[row]!, isUpheld })
  })
  const raised = new Map<string, ObjectionShown[]>()
  each(facts, 'ObjectionRaised', seen, (notice, row, table) => {
    const objection = textOf(table, 'objection', row) ?? ''
    const decision = decided.get(`${notice}/${objection}`)
    const list = raised.get(notice) ?? []
    list.push({
      objection,
      against: textOf(table, 'against', row) ?? null,
      state: decision === undefined ? 'open' : decision.isUpheld ? 'upheld' : 'dismissed',
      position: table.position[row]!,
      decidedBy: decision?.position ?? null,
    })
    raised.set(notice, list)
  })
  const notices = new Map<string, NoticeShown[]>()
  each(facts, 'NoticeOpened', seen, (notice, row, table) => {
    if (textOf(table, 'about', row) !== 'award' || textOf(table, 'round', row) !== period) return
    const award = textOf(table, 'award', row) ?? ''
    const endsOn = numberOf(table, 'endsOn', row) ?? 0
    const closedBy = closed.get(notice) ?? null
    const list = notices.get(award) ?? []
    list.push({
      notice,
      publisher: facts.subjects.text(table.subject[row]!),
      startsOn: dateOf(numberOf(table, 'startsOn', row) ?? 0),
      endsOn: dateOf(endsOn),
      state: closedBy !== null ? 'closed' : endsOn < seen.asOf ? 'over' : 'open',
      position: table.position[row]!,
      closedBy,
      objections: (raised.get(notice) ?? []).sort((a, b) => a.position - b.position),
    })
    notices.set(award, list)
  })
  return (award) => (notices.get(award) ?? []).sort((a, b) => a.position - b.position)
}

/** What publishers did about their notices by a day. */
function each(
  facts: Facts,
  type: string,
  { asOf, knownAt }: Seen,
  visit: (notice: string, row: number, table: Table) => void,
): void {
  const table = facts.table(type, 'publisher')
  if (table === undefined) return
  const { from, knownUntil } = table
  for (let row = 0, end = table.prefix(knownAt); row < end; row += 1)
    if (from[row]! <= asOf && knownUntil[row]! > knownAt) visit(textOf(table, 'notice', row) ?? '', row, table)
}
