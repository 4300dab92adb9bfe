/** What was published under which number: the fold of the stream of results, with the table of each. */
import assert from 'node:assert/strict'
import { sha256 } from '../events/digest.js'
import type { Json, JsonObject, LedgerEvent, PlainDate, Position, Sha256 } from '../events/event.js'

/** An answer that was frozen by publishing it. */
export interface PublishedResult {
  readonly number: number
  readonly at: Position
  readonly on: PlainDate
  readonly by: string
  /** As it was published: kind, part, scope, period, basis, digests, engine. */
  readonly data: JsonObject
  /** Undefined where the pieces that were recorded before do not give what the digest says. */
  readonly table: Json | undefined
}

/** Pieces of one table that are joined; admission takes no more. */
const PIECES_MAX = 200

export class Published {
  /** By digest, then by index: the newest piece of each. */
  readonly #pieces: { readonly digest: Sha256; readonly index: number; readonly json: string }[] = []
  readonly #results: PublishedResult[] = []
  readonly #marks: (readonly [number, number])[] = []

  /** Everything published up to a position, in order. */
  upTo(knownAt: Position): readonly PublishedResult[] {
    return this.#results.filter(({ at }) => at <= knownAt)
  }

  /** Folds the events of results; others pass by. */
  absorb({ type, data, position, actor, occurredOn }: LedgerEvent): void {
    if (type === 'ResultPart')
      this.#pieces.push({ digest: String(data['digest']), index: Number(data['index']), json: String(data['json']) })
    else if (type === 'ResultPublished')
      this.#results.push({
        number: Number(data['number']),
        at: position,
        on: occurredOn,
        by: actor,
        data,
        table: this.#tableOf(String(data['tableDigest']), Number(data['parts'])),
      })
  }

  begin(): void {
    this.#marks.push([this.#pieces.length, this.#results.length])
  }

  commit(): void {
    this.#marks.pop()
  }

  rollback(): void {
    const mark = this.#marks.pop()
    assert(mark !== undefined)
    this.#pieces.length = mark[0]
    this.#results.length = mark[1]
  }

  #tableOf(digest: Sha256, parts: number): Json | undefined {
    const pieces = new Map(this.#pieces.filter((piece) => piece.digest === digest).map(({ index, json }) => [index, json]))
    const text = Array.from({ length: Math.min(parts, PIECES_MAX) }, (_, at) => pieces.get(at)).join('')
    return sha256(text) === digest ? (JSON.parse(text) as Json) : undefined
  }
}
