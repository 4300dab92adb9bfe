/** What was recorded about the awards of one round, gathered in one pass over each table. */
import type { Day, Period, Position, Words } from '../events/event.js'
import type { Facts } from './facts/facts.js'
import type { Table } from './facts/table.js'
import { numberOf, textOf } from './rules/cells.js'
import type { Ballot, Mark, Round, Unheeded } from './rules/round.js'

/** Roles in which somebody or something can stand for an award. */
const ROLES = ['person', 'unit', 'station', 'brand'] as const

export interface Nomination {
  /** Index in `facts.subjects`. */
  readonly subject: number
  readonly as: string
  readonly nominator: string
  /** The pool that the nomination names. */
  readonly pool: string | undefined
  readonly position: Position
  readonly occurred: Day
}

/** An order of tied candidates, by their indexes in `facts.subjects`. */
export interface Resolution {
  readonly position: Position
  readonly order: readonly number[]
}

export interface Conferral {
  readonly subject: number
  readonly as: string
  readonly rank: number | undefined
  readonly position: Position
  /** The event that took it back, by `asOf`. */
  readonly revokedBy: Position | undefined
}

export interface Opening {
  readonly position: Position
  readonly organiser: string
}

/** Everything about one award of the round. */
export interface AwardFacts extends Round {
  readonly opened: Opening | undefined
  readonly jury: ReadonlySet<string>
  /** By subject: the first nomination of each. */
  readonly nominations: ReadonlyMap<number, Nomination>
  /** By the candidate's code: the jurors who are recused. */
  readonly recused: ReadonlyMap<string, ReadonlySet<string>>
  /** The newest last. */
  readonly resolutions: readonly Resolution[]
  readonly conferred: readonly Conferral[]
  readonly vacant: readonly { readonly position: Position; readonly places: number; readonly pool: string | undefined }[]
}

/** Which round, seen from when. */
export interface RoundAsked {
  readonly period: Period
  /** The last day of the round that counts. */
  readonly last: Day
  readonly asOf: Day
  readonly knownAt: Position
}

interface Gathering {
  opened: Opening | undefined
  readonly jury: Set<string>
  readonly nominations: Map<number, Nomination>
  readonly recused: Map<string, Set<string>>
  readonly ballots: Map<number, Ballot[]>
  readonly marks: Map<number, Mark[]>
  readonly unheededBallots: Map<number, Unheeded[]>
  readonly unheededMarks: Map<number, Unheeded[]>
  readonly orders: Map<Position, { readonly subject: number; readonly rank: number }[]>
  readonly ranks: Map<Position, number>
  readonly conferred: Conferral[]
  readonly vacant: { position: Position; places: number; pool: string | undefined }[]
}

const gathering = (): Gathering => ({
  opened: undefined,
  jury: new Set(),
  nominations: new Map(),
  recused: new Map(),
  ballots: new Map(),
  marks: new Map(),
  unheededBallots: new Map(),
  unheededMarks: new Map(),
  orders: new Map(),
  ranks: new Map(),
  conferred: [],
  vacant: [],
})

/** The awards of a round about which anything was recorded, by their ids. */
export function roundOf(facts: Facts, asked: RoundAsked): (award: string) => AwardFacts {
  const awards = new Map<string, Gathering>()
  const of = (award: string): Gathering => {
    const known = awards.get(award)
    if (known !== undefined) return known
    const made = gathering()
    awards.set(award, made)
    return made
  }
  const each = (type: string, as: string, visit: (about: Gathering, row: number, table: Table) => void): void =>
    forRound(facts, facts.table(type, as), asked, (award, row, table) => visit(of(award), row, table))
  const codeOf = ({ subject }: Table, row: number): string => facts.subjects.text(subject[row]!)

  each('AwardProgrammeOpened', 'unit', (about, row, table) => {
    const opening = { position: table.position[row]!, organiser: codeOf(table, row) }
    if (about.opened === undefined || opening.position < about.opened.position) about.opened = opening
  })
  each('AwardProgrammeOpened', 'juror', ({ opened, jury }, row, table) => {
    if (table.position[row] === opened?.position) jury.add(codeOf(table, row))
  })
  for (const as of ROLES) each('NominationSubmitted', as, (about, row, table) => nominate(about, as, row, table))
  each('NominationSubmitted', 'recused', (about, row, table) => {
    const candidate = textOf(table, 'candidate', row) ?? ''
    const recused = about.recused.get(candidate) ?? new Set<string>()
    about.recused.set(candidate, recused.add(codeOf(table, row)))
  })
  for (const as of ROLES) {
    each('BallotCast', as, countBallot)
    each('ExpertScoreGiven', as, (about, row, table) => keepMark(about, row, table, codeOf(table, row)))
    each('TieResolved', as, ({ orders }, row, table) => {
      const position = table.position[row]!
      append(orders, position, { subject: table.subject[row]!, rank: numberOf(table, 'rank', row) ?? 0 })
    })
    each('AwardConferred', as, ({ ranks }, row, table) => {
      const rank = numberOf(table, 'rank', row)
      if (rank !== undefined) ranks.set(table.position[row]!, rank)
    })
    confer(facts.table('award', as), asked, of)
  }
  each('AwardLeftVacant', 'unit', ({ vacant }, row, table) => {
    const [position, places] = [table.position[row]!, numberOf(table, 'places', row) ?? 0]
    vacant.push({ position, places, pool: textOf(table, 'pool', row) })
  })
  return (award) => gathered(of(award))
}

/** Visits the rows of a type that belong to the round, as far as they are known and count by its last day. */
function forRound(
  facts: Facts,
  table: Table | undefined,
  { period, last, knownAt }: RoundAsked,
  visit: (award: string, row: number, table: Table) => void,
): void {
  const round = facts.periods.find(period)
  const awards = table?.column('award')
  if (table === undefined || awards?.codes === undefined || round < 0) return
  const { period: periods, from, knownUntil } = table
  for (let row = 0, end = table.prefix(knownAt); row < end; row += 1) {
    if (periods[row] !== round || from[row]! > last || knownUntil[row]! <= knownAt) continue
    const award = awards.values[row]!
    if (award >= 0) visit(awards.codes.text(award), row, table)
  }
}

/** Of several nominations the first counts: admission takes one, but a ledger may have been filled in other ways. */
function nominate({ nominations }: Gathering, as: string, row: number, table: Table): void {
  const subject = table.subject[row]!
  const position = table.position[row]!
  const before = nominations.get(subject)
  if (before !== undefined && before.position < position) return
  const [nominator, pool] = [textOf(table, 'nominator', row) ?? '', textOf(table, 'pool', row)]
  nominations.set(subject, { subject, as, nominator, pool, position, occurred: table.occurred[row]! })
}

/** Of several counts of one channel the last recorded holds. */
function countBallot({ ballots, unheededBallots }: Gathering, row: number, table: Table): void {
  const subject = table.subject[row]!
  const ballot = {
    channel: textOf(table, 'channel', row) ?? '',
    votes: numberOf(table, 'votes', row) ?? 0,
    position: table.position[row]!,
  }
  const list = ballots.get(subject) ?? []
  const at = list.findIndex(({ channel }) => channel === ballot.channel)
  const before = list[at]
  if (before === undefined) list.push(ballot)
  else {
    const isLater = before.position < ballot.position
    append(unheededBallots, subject, { position: isLater ? before.position : ballot.position, why: LATER_COUNTS })
    if (isLater) list[at] = ballot
  }
  ballots.set(subject, list)
}

/** Scores of jurors who are on the jury and not recused; of several for one criterion the last recorded holds. */
function keepMark(about: Gathering, row: number, table: Table, candidate: string): void {
  const { marks, unheededMarks, jury, recused } = about
  const subject = table.subject[row]!
  const position = table.position[row]!
  const juror = textOf(table, 'juror', row) ?? ''
  const isRecused = recused.get(candidate)?.has(juror) === true
  if (isRecused || !jury.has(juror)) {
    append(unheededMarks, subject, { position, why: isRecused ? RECUSED : NOT_ON_JURY })
    return
  }
  const mark = { juror, criterion: textOf(table, 'criterion', row), points: numberOf(table, 'points', row) ?? 0, position }
  const list = marks.get(subject) ?? []
  const at = list.findIndex((other) => other.juror === juror && other.criterion === mark.criterion)
  const before = list[at]
  if (before === undefined) list.push(mark)
  else {
    const isLater = before.position < position
    append(unheededMarks, subject, { position: isLater ? before.position : position, why: LATER_COUNTS })
    if (isLater) list[at] = mark
  }
  marks.set(subject, list)
}

export const RECUSED: Words = { zh: '评委回避', en: 'the juror is recused' }
export const NOT_ON_JURY: Words = { zh: '不是本奖项的评委', en: 'not on the jury of the award' }
export const LATER_COUNTS: Words = { zh: '以后记录的为准', en: 'a later record counts' }

/** What was conferred for the round, and whether it was taken back by `asOf`. */
function confer(table: Table | undefined, asked: RoundAsked, of: (award: string) => Gathering): void {
  const rounds = table?.column('round')
  const round = rounds?.codes?.find(asked.period) ?? -1
  if (table === undefined || round < 0) return
  const { subject, from, until, knownUntil, position, closedBy, as } = table
  for (let row = 0, end = table.prefix(asked.knownAt); row < end; row += 1) {
    if (rounds?.values[row] !== round || from[row]! > asked.asOf || knownUntil[row]! <= asked.knownAt) continue
    const about = of(textOf(table, 'award', row) ?? '')
    const isOver = until[row]! <= asked.asOf && closedBy[row]! >= 0
    about.conferred.push({
      ...{ subject: subject[row]!, as, position: position[row]! },
      rank: about.ranks.get(position[row]!),
      revokedBy: isOver ? closedBy[row]! : undefined,
    })
  }
}

const gathered = (about: Gathering): AwardFacts => {
  const byPosition = <T extends { readonly position: Position }>(list: readonly T[]): T[] =>
    list.toSorted((a, b) => a.position - b.position)
  const ordered = <T extends { readonly position: Position }>(map: ReadonlyMap<number, readonly T[]>): Map<number, T[]> =>
    new Map(Array.from(map, ([subject, list]) => [subject, byPosition(list)]))
  const ballots = ordered(about.ballots)
  return {
    opened: about.opened,
    jury: about.jury,
    nominations: about.nominations,
    recused: about.recused,
    ballots,
    marks: ordered(about.marks),
    unheededBallots: ordered(about.unheededBallots),
    unheededMarks: ordered(about.unheededMarks),
    resolutions: byPosition(
      Array.from(about.orders, ([position, ranks]) => ({
        position,
        order: ranks.sort((a, b) => a.rank - b.rank).map(({ subject }) => subject),
      })),
    ),
    conferred: byPosition(about.conferred),
    vacant: byPosition(about.vacant),
    // Of those who are nominated, and of nobody else.
    votesIn: (channel) =>
      Array.from(about.nominations.keys()).flatMap(
        (subject) => ballots.get(subject)?.find((ballot) => ballot.channel === channel)?.votes ?? [],
      ),
  }
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
