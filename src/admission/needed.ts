/** What rests on an event: whoever moved or needs what it opened, and all that is about the unit or station it founded. */
import type { Day, Position } from '../../events/event.js'
import { eventTypes } from '../../events/index.js'
import type { Facts } from '../../projections/facts/facts.js'
import type { Key } from '../../projections/facts/standings.js'
import type { Refusal } from '../../projections/refusal.js'
import { type Case, recordZh, refuseAt } from './case.js'
import { dataIn, type Mention, mentionsOf } from './mentions.js'
import { closedBy, fromOf, historyOf, openedBy, untilOf } from './standing.js'

/** Subjects that others name: as long as they do, the subject must have stood. */
const NAMED: ReadonlySet<string> = new Set(['unit', 'station', 'brand'])

const SHOWN_MAX = 5

/** A later event that needs a key on one of some days. */
interface Need {
  readonly position: Position
  readonly days: readonly Day[]
  /** How firmly the key stood then. */
  readonly ground: number
}

/** A key that an event opens, with what took effect on it and what needs it. */
interface Dependency {
  readonly key: Key
  readonly movers: readonly Position[]
  readonly needs: readonly Need[]
}

/** What rests on an event as the ledger stands. */
export const dependencies = (facts: Facts, position: Position): readonly Dependency[] =>
  facts.keysOpenedBy(position).map((key) => ({
    key,
    movers: moversOf(facts, key).filter((mover) => mover !== position),
    needs: needsOf(facts, key).filter((need) => need.position !== position),
  }))

/** The events that give a key its content or end it. */
const moversOf = (facts: Facts, key: Key): Position[] =>
  historyOf(facts, key).flatMap((standing) => [openedBy(standing), closedBy(standing) ?? []].flat())

/** The events whose type says that they rest on a key, and those that name what it is the key of. */
function needsOf(facts: Facts, key: Key): Need[] {
  const isNamed = key.key === '' && NAMED.has(key.name)
  const needs: Need[] = []
  const need = ({ table, row }: Mention, days: readonly Day[]): void => {
    needs.push({ position: table.position[row]!, days, ground: groundOn(facts, key, days) })
  }
  for (const mention of mentionsOf(facts, key.subject, (name) => isNamed || eventTypes.get(name)?.restsOn !== undefined)) {
    const { table, row } = mention
    const occurred = table.occurred[row]!
    // Whoever is judged or files for a period stood in it, whenever it was recorded.
    if (isNamed) need(mention, [occurred, table.from[row]!])
    else if (restsOn(facts, mention, key)) need(mention, [occurred])
  }
  return needs
}

function restsOn(facts: Facts, mention: Mention, { name, subject, as, key }: Key): boolean {
  const definition = eventTypes.get(mention.table.name)
  const rests = definition?.restsOn?.(dataIn(facts, definition, mention)) ?? []
  return rests.some((rest) => rest.name === name && rest.subject === subject && rest.as === as && rest.key === key)
}

/** 2 when a key stands on one of the days, 1 when one of them is the first on which it does no longer, otherwise 0. */
function groundOn(facts: Facts, key: Key, days: readonly Day[]): number {
  let ground = 0
  for (const standing of historyOf(facts, key)) {
    const [from, until] = [fromOf(standing), untilOf(standing)]
    for (const day of days) if (from <= day && day <= until) ground = Math.max(ground, day < until ? 2 : 1)
  }
  return ground
}

/** What opens a course that no standing tells of, and what in the same stream needs it: nominations, a closing. */
const founded: Readonly<Record<string, string>> = {
  AppraisalOpened: 'AppraisalClosed',
  AwardProgrammeOpened: 'NominationSubmitted',
}

/** What stands in the stream of a retracted event without what founds it there. */
function foundedBy({ history, size }: Facts, position: Position): Position[] {
  const { types, type, stream } = history
  const founding = type[position]!
  const wanted = types.find(founded[types.text(founding)] ?? '')
  if (wanted < 0 || history.retractedBy(position, size) === undefined) return []
  const found: Position[] = []
  for (let at = 0; at < size; at += 1) {
    const is = type[at]
    if (stream[at] !== stream[position] || (is !== wanted && is !== founding)) continue
    if (history.isVoid(at) || history.retractedBy(at, size) !== undefined) continue
    if (is === founding) return []
    found.push(at)
  }
  return found
}

/** Refuses what takes away the ground of others. Asked on the ledger as it would be, about what rested on it before. */
export function neededRefusal(needed: readonly Dependency[], position: Position, act: string, the: Case): Refusal | undefined {
  const { facts } = the
  const resting = new Set<Position>()
  for (const { key, movers, needs } of needed) {
    const left = new Set(moversOf(facts, key))
    for (const mover of movers) if (!left.has(mover)) resting.add(mover)
    for (const { position: other, days, ground } of needs)
      if (left.size === 0 || groundOn(facts, key, days) < ground) resting.add(other)
  }
  for (const other of foundedBy(facts, position)) resting.add(other)
  resting.delete(position)
  if (resting.size === 0) return undefined
  const because = [...resting].sort((a, b) => a - b)
  const some = because.slice(0, SHOWN_MAX)
  const [moreZh, moreEn] = because.length > SHOWN_MAX ? [`等${because.length}条`, ' and others'] : ['', '']
  const [themZh, themEn] = because.length === 1 ? ['该记录', 'that'] : ['这些记录', 'those']
  return refuseAt(
    the,
    ['data', 'target'],
    'still_needed',
    [
      `${some.map(recordZh).join('、')}${moreZh}以${recordZh(position)}为前提，请先更正或作废${themZh}，再${act}`,
      `record ${position} is needed by record ${some.join(', ')}${moreEn}; correct or retract ${themEn} first`,
    ],
    some,
  )
}
