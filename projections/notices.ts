/** Public notices, 公示: what each is about, until when, and what was objected. */
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

/** The notices about published results, by the number of the result. */
export const noticesOfResults = (facts: Facts, seen: Seen): ReadonlyMap<number, readonly NoticeShown[]> =>
  noticesAbout(facts, seen, (table, row) => numberOf(table, 'number', row))

/** The notices about the awards of a round, by the id of the award. */
export const noticesOfAwards = (facts: Facts, period: Period, seen: Seen): ReadonlyMap<string, readonly NoticeShown[]> =>
  noticesAbout(facts, seen, (table, row) =>
    textOf(table, 'about', row) === 'award' && textOf(table, 'round', row) === period ? textOf(table, 'award', row) : undefined,
  )

/** Notices by what they are about, in the order in which they were recorded. */
function noticesAbout<About>(
  facts: Facts,
  seen: Seen,
  aboutOf: (table: Table, row: number) => About | undefined,
): ReadonlyMap<About, readonly NoticeShown[]> {
  const closed = new Map<string, Position>()
  visit(facts, 'NoticeClosed', seen, (table, row) => closed.set(textOf(table, 'notice', row) ?? '', table.position[row]!))
  const decided = new Map<string, { readonly position: Position; readonly isUpheld: boolean }>()
  visit(facts, 'ObjectionDecided', seen, (table, row) =>
    decided.set(keyOf(table, row), { position: table.position[row]!, isUpheld: numberOf(table, 'upheld', row) === 1 }),
  )
  const raised = new Map<string, ObjectionShown[]>()
  visit(facts, 'ObjectionRaised', seen, (table, row) => {
    const notice = textOf(table, 'notice', row) ?? ''
    const decision = decided.get(keyOf(table, row))
    const objection: ObjectionShown = {
      objection: textOf(table, 'objection', row) ?? '',
      against: textOf(table, 'against', row) ?? null,
      state: decision === undefined ? 'open' : decision.isUpheld ? 'upheld' : 'dismissed',
      position: table.position[row]!,
      decidedBy: decision?.position ?? null,
    }
    raised.set(notice, [...(raised.get(notice) ?? []), objection])
  })
  const notices = new Map<About, NoticeShown[]>()
  visit(facts, 'NoticeOpened', seen, (table, row) => {
    const about = aboutOf(table, row)
    if (about === undefined) return
    const notice = textOf(table, 'notice', row) ?? ''
    const endsOn = numberOf(table, 'endsOn', row) ?? 0
    const closedBy = closed.get(notice) ?? null
    const shown: NoticeShown = {
      notice,
      publisher: facts.subjects.text(table.subject[row]!),
      startsOn: dateOf(numberOf(table, 'startsOn', row) ?? 0),
      endsOn: dateOf(endsOn),
      state: closedBy !== null ? 'closed' : endsOn < seen.asOf ? 'over' : 'open',
      position: table.position[row]!,
      closedBy,
      objections: (raised.get(notice) ?? []).sort((a, b) => a.position - b.position),
    }
    notices.set(
      about,
      [...(notices.get(about) ?? []), shown].sort((a, b) => a.position - b.position),
    )
  })
  return notices
}

const keyOf = (table: Table, row: number): string => `${textOf(table, 'notice', row)}/${textOf(table, 'objection', row)}`

/** Visits what happened to notices up to a day. */
function visit(facts: Facts, type: string, { asOf, knownAt }: Seen, each: (table: Table, row: number) => void): void {
  const table = facts.table(type, 'publisher')
  if (table === undefined) return
  const { from, knownUntil } = table
  for (let row = 0, end = table.prefix(knownAt); row < end; row += 1)
    if (from[row]! <= asOf && knownUntil[row]! > knownAt) each(table, row)
}
