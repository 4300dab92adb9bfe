/** The vocabulary of the ledger: what an event is, before and after it was recorded. */

/** A JSON value. Inside an event every number is an integer within ±(2^53−1). */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export type JsonObject = { readonly [key: string]: Json }

/** Zero-based index of an event within its stream. `-1` is the revision of an empty stream. */
export type Revision = number

/** Dense index of an event in the whole ledger, from 0. Never renumbered; not part of the hashed bytes. */
export type Position = number

/** Days since 1970-01-01 in UTC+8. */
export type Day = number

/** `YYYY-MM-DD`, a day in UTC+8. */
export type PlainDate = string

/** `YYYY`, `YYYYQn` or `YYYY-MM`. */
export type Period = string

/** `category-Subject`: the boundary of consistency. A category has no dash. */
export type StreamName = string

/** SHA-256 as 64 lower-case hexadecimal digits. */
export type Sha256 = string

/** A sentence in the two languages of the product. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** A file that supports an event. The file stays outside the ledger. */
export interface EvidenceFile {
  readonly sha256: Sha256
  readonly mediaType: string
  readonly bytes: number
}

/** An event before admission: what somebody says the committee did. */
export interface Proposal {
  readonly type: string
  readonly occurredOn: PlainDate
  /** Last day of a happening that took several days. It still counts on its first day. */
  readonly occurredUntil?: PlainDate
  /** Number of the paper that states it, 文号. */
  readonly document?: string
  readonly evidence?: readonly EvidenceFile[]
  /** Id of the event that made this one necessary. */
  readonly causedBy?: string
  readonly data: JsonObject
}

/** What is stored and hashed, as canonical JSON. Keys in alphabetical order are the byte order. */
export interface Envelope extends Proposal {
  /** Who recorded it. */
  readonly actor: string
  readonly id: string
  /** UTC instant with milliseconds. */
  readonly recordedAt: string
  /** Digest of the proposal as it was received: what a repeated key meant. */
  readonly request: Sha256
  readonly revision: Revision
  readonly stream: StreamName
  /** Version of the schema of `data`, from 1. */
  readonly version: number
  /** Version of the envelope. */
  readonly v: 1
}

/** An event as it is read back: its place, and its data lifted to the newest version of its type. */
export interface LedgerEvent extends Envelope {
  readonly position: Position
}

/** Lifts an event's data one version up. Total: an old fact must always become a new one. */
export type Upcast = (data: JsonObject) => JsonObject
