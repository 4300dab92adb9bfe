/** The one door between events and bytes. */
import assert from 'node:assert/strict'
import { versionOf } from './define.js'
import { canonical } from './digest.js'
import type { Envelope, JsonObject, LedgerEvent, Position } from './event.js'
import { eventTypes, type RegisteredType } from './index.js'

/** An event that this build cannot read. Export and verification go on; answers that need it refuse. */
export class UnreadableEvent extends Error {
  readonly position: Position
  constructor(position: Position, why: string) {
    super(`event ${position}: ${why}`)
    this.position = position
  }
}

/** The canonical JSON of an event: what is stored and hashed. `data` is given in canonical form already. */
export function encode(envelope: Omit<Envelope, 'data' | 'v'>, data: string): string {
  const {
    actor,
    causedBy,
    document,
    evidence,
    id,
    occurredOn,
    occurredUntil,
    recordedAt,
    request,
    revision,
    stream,
    type,
    version,
  } = envelope
  // RFC 8785 sorts keys; spliced by hand because `data` was canonicalised when the proposal was digested.
  return (
    `{"actor":${canonical(actor)}` +
    (causedBy === undefined ? '' : `,"causedBy":${canonical(causedBy)}`) +
    `,"data":${data}` +
    (document === undefined ? '' : `,"document":${canonical(document)}`) +
    (evidence === undefined ? '' : `,"evidence":${canonical(evidence.map((file) => ({ ...file })))}`) +
    `,"id":"${id}","occurredOn":"${occurredOn}"` +
    (occurredUntil === undefined ? '' : `,"occurredUntil":"${occurredUntil}"`) +
    `,"recordedAt":"${recordedAt}","request":"${request}","revision":${revision},"stream":${canonical(stream)}` +
    `,"type":"${type}","v":1,"version":${version}}`
  )
}

/**
 * Reads an event back, its data lifted to the newest version of its type.
 *
 * @throws UnreadableEvent when the text is no event, the type is unknown, or the version newer than this build
 */
export function decode(position: Position, text: string): LedgerEvent {
  const envelope = parsed(text)
  if (!isEnvelope(envelope)) throw new UnreadableEvent(position, 'not an event of envelope version 1')
  const { type, version, data } = envelope
  // The object was made for this event alone; adding to it costs a third of copying it.
  const event: { position?: Position; data: JsonObject } & Omit<Envelope, 'data'> = envelope
  event.position = position
  event.data = lift(position, type, version, data)
  return event as LedgerEvent
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether a value has what everything above relies on; the rest of the form is checked on the way in. */
function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== 'object' || value === null) return false
  const it = value as Partial<Record<keyof Envelope, unknown>>
  return (
    it.v === 1 &&
    typeof it.id === 'string' &&
    typeof it.type === 'string' &&
    typeof it.stream === 'string' &&
    typeof it.occurredOn === 'string' &&
    typeof it.recordedAt === 'string' &&
    Number.isSafeInteger(it.version) &&
    Number.isSafeInteger(it.revision) &&
    typeof it.data === 'object' &&
    it.data !== null
  )
}

/**
 * Lifts data of an older version, one step at a time.
 *
 * @throws UnreadableEvent when the type is unknown or the version newer than this build
 */
export function lift(position: Position, type: string, version: number, data: JsonObject): JsonObject {
  const definition = eventTypes.get(type)
  if (definition === undefined) throw new UnreadableEvent(position, `unknown type ${type}`)
  const newest = versionOf(definition)
  if (version > newest) throw new UnreadableEvent(position, `${type} version ${version} is newer than this build`)
  assert(version >= 1)
  if (version === newest) return data
  return (definition.upcasts ?? []).slice(version - 1).reduce((lifted, upcast) => upcast(lifted), data)
}

/** The definition of a type that is known to be registered. */
export function definitionOf(type: string): RegisteredType {
  const definition = eventTypes.get(type)
  assert(definition !== undefined, `unregistered type ${type}`)
  return definition
}
