/** Which events there are: where, of what type, about whom, how late, and what became of them. */
import { z } from 'zod'
import type { Position } from '../events/event.js'
import { eventTypes } from '../events/index.js'
import { dateOf, dayOf, dayOfInstant, isPlainDate } from '../events/time.js'
import type { Facts } from './facts/facts.js'
import { answer, defineQuestion } from './question.js'
import { refuse } from './refusal.js'
import { nearest } from './rules/reading.js'

const ask = z.strictObject({
  /** Days of happening, both included. */
  from: z.string().optional(),
  to: z.string().optional(),
  type: z.string().optional(),
  /** Anybody or anything that a fact is about: unit, person, station, brand. */
  subject: z.string().optional(),
  actor: z.string().optional(),
  /** At least so many days between the day of happening and the day of recording, 补录. */
  late: z.int().min(0).optional(),
  limit: z.int().min(1).max(100_000).optional(),
})

export const events = defineQuestion({
  name: 'events',
  label: { zh: '工作记录', en: 'events' },
  ask,
  answer: ({ facts }, { from, to, type, subject, actor, late, limit = 100 }, { knownAt }) => {
    for (const [place, day] of Object.entries({ from, to }))
      if (day !== undefined && !isPlainDate(day))
        return refuse('bad_question', `“${day}”不是日历上的日期`, `"${day}" is no calendar day`, { place })
    if (type !== undefined && !eventTypes.has(type)) {
      const near = nearest(type, eventTypes.keys())
      return refuse(
        'unknown_type',
        `没有“${type}”这种工作记录${near ? `，是否应为“${near}”` : ''}`,
        `there is no event type "${type}"${near ? `; did you mean "${near}"?` : ''}`,
        { place: 'type' },
      )
    }
    const { history } = facts
    const about = subject === undefined ? undefined : positionsAbout(facts, subject, knownAt)
    const wanted = {
      type: type === undefined ? undefined : history.types.find(type),
      actor: actor === undefined ? undefined : history.actors.find(actor),
      first: from === undefined ? -Infinity : dayOf(from),
      last: to === undefined ? Infinity : dayOf(to),
    }
    const found: Position[] = []
    // The newest first: what somebody looks for is mostly recent.
    for (let position = knownAt; position >= 0 && found.length < limit; position -= 1) {
      const day = history.occurredOn[position]!
      if (day < wanted.first || day > wanted.last) continue
      if (wanted.type !== undefined && history.type[position] !== wanted.type) continue
      if (wanted.actor !== undefined && history.actor[position] !== wanted.actor) continue
      if (late !== undefined && lagOf(facts, position) < late) continue
      if (about !== undefined && !about.has(position)) continue
      found.push(position)
    }
    return answer(found.map((position) => summaryOf(facts, position, knownAt)))
  },
})

/** What is known of an event without reading it from the log. */
export function summaryOf({ history }: Facts, position: Position, knownAt: Position) {
  const text = (dictionary: typeof history.types, code: number) => (code < 0 ? null : dictionary.text(code))
  const recordedAt = history.recordedAt[position]!
  return {
    position,
    type: text(history.types, history.type[position]!),
    stream: text(history.streams, history.stream[position]!),
    revision: history.revision[position]!,
    occurredOn: dateOf(history.occurredOn[position]!),
    recordedAt: Number.isNaN(recordedAt) ? null : new Date(recordedAt).toISOString(),
    daysLate: Math.max(0, dayOfInstant(recordedAt) - history.occurredOn[position]!),
    actor: text(history.actors, history.actor[position]!),
    target: history.targetOf(position) ?? null,
    correctedBy: history.correctedBy(position, knownAt) ?? null,
    retractedBy: history.retractedBy(position, knownAt) ?? null,
    isVoid: history.isVoid(position),
  }
}

const lagOf = ({ history }: Facts, position: Position): number =>
  dayOfInstant(history.recordedAt[position]!) - history.occurredOn[position]!

/** Every event that a row about a subject, known by then, came from or was closed by, and those that correct it. */
function positionsAbout(facts: Facts, subject: string, knownAt: Position): ReadonlySet<Position> {
  const positions = new Set<Position>()
  const code = facts.subjects.find(subject)
  if (code < 0) return positions
  for (const table of facts.tables()) {
    for (let row = 0, end = table.prefix(knownAt); row < end; row += 1) {
      if (table.subject[row] !== code) continue
      positions.add(table.position[row]!)
      positions.add(table.knownFrom[row]!)
      if (table.closedBy[row]! >= 0) positions.add(table.closedBy[row]!)
    }
  }
  for (let position = 0; position <= knownAt; position += 1) {
    const target = facts.history.targetOf(position)
    if (target !== undefined && positions.has(target)) positions.add(position)
  }
  return positions
}
