/** Where the sample district writes down what it will record, before any of it is recorded. */
import assert from 'node:assert/strict'
import { canonical, sha256, uuidV5 } from '../../events/digest.js'
import type { Day, EvidenceFile, JsonObject, Proposal } from '../../events/event.js'
import type { EventType } from '../../events/index.js'
import { dateOf, dayOf } from '../../events/time.js'
import { LAST_DAY, workdayFrom } from './calendar.js'
import { type Random, randomOf } from './random.js'

/** Proposals of one stream that somebody records together on one day. */
export interface Act {
  /** The day of recording. */
  readonly day: Day
  readonly principal: string
  readonly key: string
  readonly proposals: readonly Proposal[]
}

interface Papers {
  readonly until?: Day
  readonly document?: string | undefined
  readonly evidence?: readonly EvidenceFile[]
}

/** A proposal; the type and the names of the fields are those of `events/`. */
export const propose = (
  type: EventType,
  on: Day,
  data: JsonObject,
  { until, document, evidence = [] }: Papers = {},
): Proposal => ({
  type,
  occurredOn: dateOf(on),
  ...(until !== undefined && { occurredUntil: dateOf(until) }),
  ...(document !== undefined && { document }),
  ...(evidence.length > 0 && { evidence }),
  data,
})

/** Photographs or scans that exist nowhere: their digests stand for files that stay outside the ledger. */
export const files = (name: string, count: number): EvidenceFile[] =>
  Array.from({ length: count }, (_, i) => {
    const digest = sha256(`示例佐证/${name}/${i}`)
    const bytes = 40_000 + Number.parseInt(digest.slice(0, 5), 16)
    return { sha256: digest, mediaType: i === 0 ? 'image/jpeg' : 'application/pdf', bytes }
  })

export interface Notebook {
  readonly acts: readonly Act[]
  /** The source of chance of a name. */
  chance(...name: readonly (string | number)[]): Random
  /** A person who was not there before. */
  person(): string
  /** People who were not there before, from a source of their own: whoever is there already stays who they are. */
  strangers(name: string): () => string
  /**
   * Writes down an act: it is recorded on the first working day from `day` on, and never before what it states.
   * What would be recorded after the last day of the ledger is not known there.
   */
  write(day: Day, principal: string, key: string, ...proposals: readonly Proposal[]): void
  /** The id that an event of an act will have. */
  idOf(act: Act, index?: number): string
}

/** An empty notebook for the ledger of a seed. */
export function notebookOf(seed: number, ledger: string): Notebook {
  const acts: Act[] = []
  const people = new Set<string>()
  const strangers = (name: string) => {
    const faces = randomOf(seed, name)
    const person = (): string => {
      const ref = `p-${Array.from({ length: 6 }, () => '0123456789abcdefghijklmnopqrstuvwxyz'[faces.below(36)]).join('')}`
      if (people.has(ref)) return person()
      people.add(ref)
      return ref
    }
    return person
  }
  return {
    acts,
    person: strangers('people'),
    strangers,
    chance: (...name) => randomOf(seed, name.join('/')),
    write: (day, principal, key, ...proposals) => {
      assert(proposals.length > 0, key)
      const stated = Math.max(...proposals.map(({ occurredOn, occurredUntil }) => dayOf(occurredUntil ?? occurredOn)))
      const recorded = workdayFrom(Math.max(day, stated))
      if (recorded <= LAST_DAY) acts.push({ day: recorded, principal, key, proposals })
    },
    idOf: ({ principal, key }, index = 0) => uuidV5(ledger, canonical([principal, key, index])),
  }
}
