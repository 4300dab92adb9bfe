/** What an event says: its content, which a correction replaces as a whole; and what an unreadable one says of itself. */
import type { Happening, StandingChange } from '../../events/define.js'
import type { Day, JsonObject, PlainDate, Position } from '../../events/event.js'
import type { RegisteredType } from '../../events/index.js'
import { countingDay, dayOf } from '../../events/time.js'
import type { Recorded } from './history.js'

/** Everything that an event says, in the version of today. */
export interface Content {
  readonly type: RegisteredType
  /** The event that says it; corrections give it another content. */
  readonly position: Position
  readonly occurred: Day
  /** The day on which it counts. */
  readonly day: Day
  readonly period: string | undefined
  readonly data: JsonObject
  readonly happenings: readonly Happening[]
  readonly changes: readonly StandingChange[]
}

/** Reads what an event says. Throws before anything is written when data does not fit its type. */
export function contentOf(type: RegisteredType, position: Position, occurredOn: PlainDate, data: JsonObject): Content {
  const occurred = dayOf(occurredOn)
  const period = type.period?.(data)
  const facts = type.facts(data)
  return {
    type,
    position,
    occurred,
    day: countingDay(occurred, period),
    period,
    data,
    happenings: facts.filter((fact) => fact.fact === 'happened'),
    changes: facts.filter((fact) => fact.fact !== 'happened'),
  }
}

/** What the text of an unreadable event says of itself. */
export function legible(text: string): Recorded {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return {}
  }
  if (typeof value !== 'object' || value === null) return {}
  const said = value as Readonly<Record<string, unknown>>
  const recorded: Record<string, unknown> = {}
  for (const key of ['id', 'type', 'stream', 'occurredOn', 'recordedAt', 'actor'])
    if (typeof said[key] === 'string') recorded[key] = said[key]
  if (Number.isSafeInteger(said['revision'])) recorded['revision'] = said['revision']
  return recorded
}
