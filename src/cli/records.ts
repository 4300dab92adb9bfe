/** Records as sentences. Loads the catalogue, so verbs import it when they run. */
import type { JsonObject, LedgerEvent, Position } from '../../events/event.js'
import { eventTypes } from '../../events/index.js'
import type { Ledger } from '../ledger.js'
import { labelOf } from './cite.js'
import type { Context } from './context.js'
import { namesOf } from './names.js'

/** What the question `events` says of one. */
export interface Recorded {
  readonly position: Position
  readonly type: string | null
  readonly stream: string | null
  readonly revision: number
  readonly occurredOn: string
  readonly recordedAt: string | null
  readonly daysLate: number
  readonly actor: string | null
  readonly target: Position | null
  readonly correctedBy: Position | null
  readonly retractedBy: Position | null
  readonly isVoid: boolean
}

/** `召开联席会：…`: the label and what the event says. Of one that acts on another, the number of that one. */
export async function sentenceOf(context: Context, ledger: Ledger, position: Position): Promise<string> {
  const shown = await ledger.at(position)
  if (shown === undefined) return ''
  const { type } = shown.event
  return context.words.events.sentence(labelOf(context, type), saying(context, ledger, shown.event))
}

/** What an event says. Ids of other events become their numbers. */
export function saying({ lang, words }: Context, { view: { facts } }: Ledger, { type, data }: LedgerEvent): string {
  const definition = eventTypes.get(type)
  if (definition === undefined) return ''
  const sentence = definition.sentence(data)[lang]
  return sentence.replace(UUID, (id) => {
    const position = facts.positionOf(id)
    return position === undefined ? id : words.number(position)
  })
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Whom the facts of some events are about, by position. */
export function subjectsOf(
  { words }: Context,
  { view }: Ledger,
  positions: ReadonlySet<Position>,
  knownAt: Position,
): (position: Position) => string {
  const { facts } = view
  const about = new Map<Position, Set<string>>()
  for (const { length, position, subject } of facts.tables())
    for (let row = 0; row < length; row += 1)
      if (positions.has(position[row]!))
        about.set(position[row]!, (about.get(position[row]!) ?? new Set()).add(facts.subjects.text(subject[row]!)))
  const names = namesOf(view, { asOf: '9999-12-31', knownAt: String(knownAt) })
  return (position) => {
    const subjects = [...(about.get(position) ?? [])]
    return words.events.subjects(subjects.slice(0, SUBJECTS).map(names), subjects.length)
  }
}

const SUBJECTS = 2

/** The content of an event as it stands: its own, or that of its last correction. */
export async function contentOf(ledger: Ledger, event: LedgerEvent): Promise<Content> {
  const { occurredOn, occurredUntil, data } = event
  const by = ledger.view.facts.history.correctedBy(event.position, ledger.view.size - 1)
  const correction = by === undefined ? undefined : await ledger.at(by)
  const given = correction?.event.data
  if (given === undefined) return { occurredOn, occurredUntil, data }
  return {
    occurredOn: String(given['occurredOn']),
    occurredUntil: given['occurredUntil'] === undefined ? undefined : String(given['occurredUntil']),
    data: given['data'] as JsonObject,
  }
}

export interface Content {
  readonly occurredOn: string
  readonly occurredUntil: string | undefined
  readonly data: JsonObject
}
