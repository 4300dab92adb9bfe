/** The state of a ledger in memory: everything that follows from its log, and nothing else. */
import { decode, UnreadableEvent } from '../../events/codec.js'
import type { LedgerEvent, Position } from '../../events/event.js'
import { Facts } from '../../projections/facts/facts.js'
import type { View } from '../../projections/question.js'
import { Published } from '../../projections/published.js'
import { Rulebook } from '../../projections/rulebook.js'
import { LedgerError } from '../errors.js'
import type { EventLog, StoredEvent } from '../log/log.js'
import { damaged, readChecked } from '../proof/checked.js'

/** Facts, rules and published results under one journal. `size` is what is durable; during a group the facts are ahead of it. */
export class State implements View {
  readonly facts = new Facts()
  readonly rulebook = new Rulebook()
  readonly published = new Published()
  size = 0

  absorb(event: LedgerEvent): void {
    this.facts.absorb(event)
    if (this.facts.history.isVoid(event.position)) return
    this.rulebook.absorb(event)
    this.published.absorb(event)
  }

  begin(): void {
    this.facts.begin()
    this.rulebook.begin()
    this.published.begin()
  }

  commit(): void {
    this.facts.commit()
    this.rulebook.commit()
    this.published.commit()
  }

  rollback(): void {
    this.facts.rollback()
    this.rulebook.rollback()
    this.published.rollback()
  }
}

/**
 * Reads a log from its beginning, checks every hash, and derives the state.
 *
 * @throws LedgerError `store_damaged` where the bytes are not those that were recorded
 */
export async function loadState(log: EventLog): Promise<State> {
  const state = new State()
  for await (const page of readChecked(log)) for (const stored of page) absorbStored(state, stored)
  state.size = state.facts.size
  return state
}

function absorbStored(state: State, { position, text }: StoredEvent): void {
  try {
    const event = decode(position, text)
    if (event.revision !== state.facts.history.streamRevision(event.stream) + 1) throw damaged(position)
    state.absorb(event)
  } catch (error) {
    if (error instanceof LedgerError) throw error
    // Bytes that were hashed as they are, but do not say what their type says.
    if (!(error instanceof UnreadableEvent)) throw damaged(position)
    state.facts.absorbUnreadable(position, text)
  }
}

/** Stops where the ledger holds an event that this build cannot read: no answer that needs it can be given. */
export function assertReadable({ facts }: View, knownAt: Position): void {
  const position = facts.history.firstUnreadable(knownAt)
  if (position === undefined) return
  throw new LedgerError('unreadable_event', {
    zh: `第${position}号记录由更新版本的程序写入，本程序读不懂。请升级程序，或查询更早的情况（--known-at ${position - 1}）`,
    en: `Record ${position} was written by a newer version of this program. Upgrade, or ask as known at ${position - 1}.`,
  })
}
