/** Writes events for tests: drafts become stored texts and are read back, so that no test invents an impossible past. */
import { decode, encode, UnreadableEvent } from '../../events/codec.js'
import { TARGETS_STREAM, versionOf } from '../../events/define.js'
import { canonical, sha256 } from '../../events/digest.js'
import type { EvidenceFile, JsonObject, LedgerEvent, PlainDate, Position } from '../../events/event.js'
import { eventTypes } from '../../events/index.js'
import { Facts } from '../../projections/facts/facts.js'

/** An event as a test states it. What it leaves out is filled in. */
export interface Draft {
  readonly type: string
  readonly on: PlainDate
  readonly data: JsonObject
  /** Names of files; the same name is the same file. */
  readonly files?: readonly string[]
  /** Default: an id of its own, `idAt` its position. */
  readonly id?: string
  /** Milliseconds since 1970. Default: one second after another. */
  readonly recordedAt?: number
  /** Default: the newest version of the type. */
  readonly version?: number
}

/** An event in a book. `event` is undefined when this build cannot read it. */
export interface Entry {
  readonly position: Position
  readonly id: string
  readonly text: string
  readonly event: LedgerEvent | undefined
}

export const FIRST_INSTANT = Date.UTC(2026, 0, 1)

/** The id of the event at a position, unless its draft has another. */
export const idAt = (position: Position): string => `00000000-0000-5000-8000-${position.toString(16).padStart(12, '0')}`

const fileOf = (name: string): EvidenceFile => ({ sha256: sha256(name), mediaType: 'image/jpeg', bytes: name.length })

/** Writes drafts and reads them back. */
export function book(drafts: readonly Draft[]): Entry[] {
  const lengths = new Map<string, number>()
  return drafts.map(({ type, on, data, files, id: given, recordedAt, version }, position) => {
    const id = given ?? idAt(position)
    const stream = streamOf(type, data, version)
    const revision = lengths.get(stream) ?? 0
    lengths.set(stream, revision + 1)
    const envelope = {
      ...(files && { evidence: files.map(fileOf) }),
      actor: 'office',
      id,
      occurredOn: on,
      recordedAt: new Date(recordedAt ?? FIRST_INSTANT + position * 1000).toISOString(),
      request: sha256(canonical(data)),
      revision,
      stream,
      type,
      version: version ?? newestVersion(type),
    }
    const text = encode(envelope, canonical(data))
    return { position, id, text, event: read(position, text) }
  })
}

function newestVersion(type: string): number {
  const definition = eventTypes.get(type)
  return definition === undefined ? 1 : versionOf(definition)
}

/** Corrections lie in the stream of their target; where that is does not matter here. */
function streamOf(type: string, data: JsonObject, version: number | undefined): string {
  const definition = eventTypes.get(type)
  const stream = definition === undefined || version !== undefined ? TARGETS_STREAM : definition.stream(data)
  return stream === TARGETS_STREAM ? 'unit-C001' : stream
}

function read(position: Position, text: string): LedgerEvent | undefined {
  try {
    return decode(position, text)
  } catch (error) {
    if (error instanceof UnreadableEvent) return undefined
    throw error
  }
}

/** Takes entries in, in order. */
export function absorbAll(facts: Facts, entries: readonly Entry[]): void {
  for (const { position, text, event } of entries) {
    if (event === undefined) facts.absorbUnreadable(position, text)
    else facts.absorb(event)
  }
}

/** The fact table of a book. */
export function absorbed(entries: readonly Entry[]): Facts {
  const facts = new Facts()
  absorbAll(facts, entries)
  return facts
}

/** A correction of the event at a position. */
export const correction = (target: Position, { type, on, data, version }: Draft, filedOn = on): Draft => {
  const content = { targetType: type, targetVersion: version ?? newestVersion(type), occurredOn: on, data }
  return { type: 'EventCorrected', on: filedOn, data: { target: idAt(target), ...content, reason: '示例：登记有误' } }
}

/** A retraction of the event at a position. */
export const retraction = (target: Position, on: PlainDate): Draft => ({
  type: 'EventRetracted',
  on,
  data: { target: idAt(target), reason: '示例：重复登记' },
})

/** Files handed in later for the event at a position. */
export const attachment = (target: Position, on: PlainDate, ...files: string[]): Draft => ({
  type: 'EvidenceAttached',
  on,
  data: { target: idAt(target) },
  files,
})
