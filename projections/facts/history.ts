/** What is remembered of every event beside its facts: where it stands, who recorded it, and what became of it later. */
import type { LedgerEvent, Position, Revision, StreamName } from '../../events/event.js'
import { BEGINNING, dayOf } from '../../events/time.js'
import { Dictionary } from './dictionary.js'
import { ROOM_AT_FIRST, widenFloats, widenInts } from './growing.js'
import type { Journal } from './journal.js'

/** What readers see. The arrays are indexed by position, and replaced when they grow. */
export interface History {
  readonly length: number
  readonly types: Dictionary
  readonly streams: Dictionary
  readonly actors: Dictionary
  /** Codes in `types`, `streams` and `actors`; -1 where an unreadable event does not say. */
  readonly type: Int32Array
  readonly stream: Int32Array
  readonly actor: Int32Array
  readonly revision: Int32Array
  /** As it was recorded: a correction changes the rows, not this. */
  readonly occurredOn: Int32Array
  /** Milliseconds since 1970, NaN where an unreadable event does not say. */
  readonly recordedAt: Float64Array
  /** Events that this build cannot read, ascending. */
  readonly unreadable: readonly Position[]
  /** The first unreadable event up to a position that nobody had retracted by then: no answer can be given. */
  firstUnreadable(knownAt: Position): Position | undefined
  /** Whether an earlier event had the same id, so that this one yields nothing. */
  isVoid(position: Position): boolean
  /** The correction that had given the event its content by then. */
  correctedBy(position: Position, knownAt: Position): Position | undefined
  /** The retraction that had taken the event back by then. */
  retractedBy(position: Position, knownAt: Position): Position | undefined
  /** All corrections of an event that took effect, ascending. */
  corrections(position: Position): readonly Position[]
  /** All events that attached evidence to an event, ascending; some may be retracted themselves. */
  attachments(position: Position): readonly Position[]
  /** The event that a correction, a retraction or an attachment is about; undefined when it had no effect. */
  targetOf(position: Position): Position | undefined
  /** The last revision of a stream, -1 when nothing is in it. */
  streamRevision(stream: StreamName): Revision
  /** How many events the longest prefix has whose running maximum of `recordedAt` is at or before an instant. */
  at(instant: number): number
}

/** What an event says of itself. An unreadable one may not say all of it. */
export type Recorded = Partial<Pick<LedgerEvent, 'id' | 'type' | 'stream' | 'revision' | 'occurredOn' | 'recordedAt' | 'actor'>>

const NOTHING: readonly Position[] = []

export class GrowingHistory implements History {
  readonly #journal: Journal
  readonly types: Dictionary
  readonly streams: Dictionary
  readonly actors: Dictionary
  length = 0
  type = new Int32Array(ROOM_AT_FIRST)
  stream = new Int32Array(ROOM_AT_FIRST)
  actor = new Int32Array(ROOM_AT_FIRST)
  revision = new Int32Array(ROOM_AT_FIRST)
  occurredOn = new Int32Array(ROOM_AT_FIRST)
  recordedAt = new Float64Array(ROOM_AT_FIRST)
  /** How many distinct files support the event now: its own and those attached. */
  evidence = new Int32Array(ROOM_AT_FIRST)
  /** Running maximum of `recordedAt`. */
  #latest = new Float64Array(ROOM_AT_FIRST)
  /** By code of the stream: its last revision. */
  #last = new Int32Array(ROOM_AT_FIRST).fill(-1)
  readonly unreadable: Position[] = []
  readonly #void = new Map<Position, true>()
  readonly #corrections = new Map<Position, Position[]>()
  readonly #attachments = new Map<Position, Position[]>()
  readonly #retractions = new Map<Position, Position>()
  readonly #targets = new Map<Position, Position>()

  constructor(journal: Journal) {
    this.#journal = journal
    this.types = new Dictionary(journal)
    this.streams = new Dictionary(journal)
    this.actors = new Dictionary(journal)
  }

  /** Remembers the next event. */
  append(event: Recorded, evidence: number): void {
    const at = this.length
    if (at === this.type.length) this.#widen(at + 1)
    const stream = codeOf(this.streams, event.stream)
    const revision = event.revision ?? -1
    this.type[at] = codeOf(this.types, event.type)
    this.stream[at] = stream
    this.actor[at] = codeOf(this.actors, event.actor)
    this.revision[at] = revision
    this.occurredOn[at] = event.occurredOn === undefined ? BEGINNING : dayOf(event.occurredOn)
    const recordedAt = event.recordedAt === undefined ? NaN : Date.parse(event.recordedAt)
    const before = at === 0 ? -Infinity : this.#latest[at - 1]!
    this.recordedAt[at] = recordedAt
    this.#latest[at] = recordedAt > before ? recordedAt : before
    this.evidence[at] = evidence
    if (stream >= this.#last.length) this.#last = widenInts(this.#last, stream + 1, -1)
    if (this.#journal.open) this.#keepAppend(at, stream)
    if (stream >= 0) this.#last[stream] = revision
    this.length = at + 1
  }

  markVoid(position: Position): void {
    this.#journal.put(this.#void, position, true)
  }

  markUnreadable(position: Position): void {
    this.#journal.push(this.unreadable, position)
  }

  correct(target: Position, correction: Position): void {
    this.#list(this.#corrections, target, correction)
  }

  attach(target: Position, attachment: Position): void {
    this.#list(this.#attachments, target, attachment)
  }

  retract(target: Position, retraction: Position): void {
    this.#journal.put(this.#retractions, target, retraction)
    this.#journal.put(this.#targets, retraction, target)
  }

  countEvidence(position: Position, evidence: number): void {
    if (this.#journal.open) this.#keepEvidence(position)
    this.evidence[position] = evidence
  }

  firstUnreadable(knownAt: Position): Position | undefined {
    return this.unreadable.find((position) => position <= knownAt && this.retractedBy(position, knownAt) === undefined)
  }

  isVoid(position: Position): boolean {
    return this.#void.has(position)
  }

  correctedBy(position: Position, knownAt: Position): Position | undefined {
    return this.corrections(position).findLast((correction) => correction <= knownAt)
  }

  retractedBy(position: Position, knownAt: Position): Position | undefined {
    const retraction = this.#retractions.get(position)
    return retraction !== undefined && retraction <= knownAt ? retraction : undefined
  }

  corrections(position: Position): readonly Position[] {
    return this.#corrections.get(position) ?? NOTHING
  }

  attachments(position: Position): readonly Position[] {
    return this.#attachments.get(position) ?? NOTHING
  }

  targetOf(position: Position): Position | undefined {
    return this.#targets.get(position)
  }

  streamRevision(stream: StreamName): Revision {
    const code = this.streams.find(stream)
    return code < 0 ? -1 : this.#last[code]!
  }

  at(instant: number): number {
    let low = 0
    let high = this.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#latest[middle]! <= instant) low = middle + 1
      else high = middle
    }
    return low
  }

  #list(lists: Map<Position, Position[]>, target: Position, act: Position): void {
    const list = lists.get(target)
    if (list === undefined) this.#journal.put(lists, target, [act])
    else this.#journal.push(list, act)
    this.#journal.put(this.#targets, act, target)
  }

  #keepAppend(at: number, stream: number): void {
    const last = this.#last[stream]
    this.#journal.keep(() => {
      this.length = at
      if (last !== undefined) this.#last[stream] = last
    })
  }

  #keepEvidence(position: Position): void {
    const before = this.evidence[position]!
    this.#journal.keep(() => (this.evidence[position] = before))
  }

  #widen(events: number): void {
    this.type = widenInts(this.type, events)
    this.stream = widenInts(this.stream, events)
    this.actor = widenInts(this.actor, events)
    this.revision = widenInts(this.revision, events)
    this.occurredOn = widenInts(this.occurredOn, events)
    this.recordedAt = widenFloats(this.recordedAt, events)
    this.evidence = widenInts(this.evidence, events)
    this.#latest = widenFloats(this.#latest, events)
  }
}

const codeOf = (dictionary: Dictionary, text: string | undefined): number => (text === undefined ? -1 : dictionary.code(text))
