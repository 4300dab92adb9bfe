/** The small ledger of a worked case: real facts, absorbed as they would be from a log, and the rules that are tried. */
import { eventTypes } from '../../events/index.js'
import { versionOf } from '../../events/define.js'
import type { LedgerEvent, Position } from '../../events/event.js'
import { BEGINNING } from '../../events/time.js'
import { Facts } from '../facts/facts.js'
import { Published } from '../published.js'
import type { View } from '../question.js'
import { Rulebook, type RuleSet } from '../rulebook.js'
import type { CompiledRules } from '../rules/compile.js'
import type { Given } from '../rules/given.js'

/** What the rules on trial are called. */
const TRIED = 'draft'

/** A ledger without records, in which the rules hold from the beginning. */
export function emptyLedger(rules: CompiledRules): View {
  const { title, replaces } = rules.document
  const set: RuleSet = {
    ...{ id: TRIED, digest: '', title, text: '', rules, replaces },
    ...{ proposedAt: -1, proposer: '', effectiveFrom: BEGINNING },
  }
  const facts = new Facts()
  return {
    facts,
    rulebook: new Rulebook().supposing([{ set, at: -1, by: '', from: BEGINNING, rank: 0 }]),
    published: new Published(),
    get size() {
      return facts.size
    },
  }
}

/** Takes in what a case says, asks, and takes it back. */
export function within<Found>({ facts }: View, given: readonly Given[], ask: () => Found): Found {
  facts.begin()
  try {
    for (const it of given) facts.absorb(eventOf(it, facts.size))
    return ask()
  } finally {
    facts.rollback()
  }
}

const digits = (position: Position, length: number): string => String(position).padStart(length, '0')

function eventOf({ type, on, data, evidence }: Given, position: Position): LedgerEvent {
  const definition = eventTypes.get(type)!
  return {
    ...{ type, data, position, v: 1, version: versionOf(definition), revision: 0, actor: '', request: '' },
    occurredOn: on,
    id: `00000000-0000-8000-8000-${digits(position, 12)}`,
    recordedAt: '2000-01-01T00:00:00.000Z',
    stream: definition.stream(data),
    ...(evidence > 0 && {
      evidence: Array.from({ length: evidence }, (_, i) => ({
        sha256: digits(position, 32) + digits(i, 32),
        ...{ mediaType: 'text/plain', bytes: 1 },
      })),
    }),
  }
}
