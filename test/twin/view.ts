/** What the fast evaluator sees of a book: facts and rules; and the events by which a rule document comes into force. */
import { canonical, sha256 } from '../../events/digest.js'
import type { JsonObject, LedgerEvent, PlainDate } from '../../events/event.js'
import { Facts } from '../../projections/facts/facts.js'
import type { View } from '../../projections/question.js'
import { Published } from '../../projections/published.js'
import { Rulebook } from '../../projections/rulebook.js'
import type { Draft, Entry } from './book.js'

/** The facts and the rules of a book. */
export function viewOf(entries: readonly Entry[]): View {
  const facts = new Facts()
  const rulebook = new Rulebook()
  const published = new Published()
  for (const { position, text, event } of entries) {
    if (event === undefined) facts.absorbUnreadable(position, text)
    else {
      facts.absorb(event)
      if (facts.history.isVoid(position)) continue
      rulebook.absorb(event)
      published.absorb(event)
    }
  }
  return { facts, rulebook, published, size: entries.length }
}

/** The events of a book that can be read. */
export const eventsOf = (entries: readonly Entry[]): LedgerEvent[] => entries.flatMap(({ event }) => event ?? [])

/** How a rule set comes into force: its text in two pieces, its proposal, its adoption. */
export function adopting(document: JsonObject, on: PlainDate, recordedAt?: number): Draft[] {
  return [...proposing(document, on, recordedAt), adoption(document, on, recordedAt)]
}

/** A rule set that is put to the vote. */
export function proposing(document: JsonObject, on: PlainDate, recordedAt?: number): Draft[] {
  const json = canonical(document)
  const digest = sha256(json)
  const { ruleset, title, replaces } = document
  const middle = Math.ceil(json.length / 2)
  const drafts = [
    ...[json.slice(0, middle), json.slice(middle)].map((piece, index) => ({
      type: 'RuleSetPart',
      data: { digest, index, parts: 2, json: piece },
    })),
    { type: 'RuleSetProposed', data: { ruleset, digest, parts: 2, title, ...(replaces !== undefined && { replaces }) } },
  ]
  return drafts.map(({ type, data }) => ({ type, on, data: data as JsonObject, ...(recordedAt !== undefined && { recordedAt }) }))
}

/** A rule set that was put to the vote comes into force. */
export const adoption = (document: JsonObject, on: PlainDate, recordedAt?: number): Draft => ({
  type: 'RuleSetAdopted',
  on,
  data: { ruleset: document['ruleset'] ?? '', digest: sha256(canonical(document)) },
  ...(recordedAt !== undefined && { recordedAt }),
})
