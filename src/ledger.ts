/** The ledger: everything goes in through `record` and comes out through `ask`. */
import { decode } from '../events/codec.js'
import type { JsonObject, LedgerEvent, Position, Sha256 } from '../events/event.js'
import { dayOfInstant } from '../events/time.js'
import { type BasisRequest, type BasisShown, readAsked, resolveBasis, showBasis, type View } from '../projections/question.js'
import { questions } from '../projections/questions.js'
import { isRefusal, type Refusal, refuse } from '../projections/refusal.js'
import { nearest } from '../projections/rules/reading.js'
import type { Problem } from '../projections/rules/yaml.js'
import { adoptRules, proposeRules } from './admission/acts.js'
import { assertReadable, loadState } from './ledger/state.js'
import type { Recorded, Recording } from './ledger/recording.js'
import { type Clock, Writer } from './ledger/writer.js'
import type { EventLog, TreeHead } from './log/log.js'

export type { Receipt, Recorded, Recording } from './ledger/recording.js'
export type { Clock } from './ledger/writer.js'

/** An answer with the basis on which it rests. */
export interface Answered {
  readonly refused: false
  readonly basis: BasisShown
  readonly data: unknown
}

/** One event with the bytes that are hashed. */
export interface Shown {
  readonly event: LedgerEvent
  readonly text: string
  readonly leaf: Sha256
}

export interface Ledger {
  readonly id: string
  readonly view: View
  /** Records proposals of one stream, all or none. */
  record(proposals: readonly unknown[], recording: Recording): Promise<Recorded>
  /** Judges proposals one after the other without recording any. */
  judge(lines: readonly (Recording & { readonly proposal: unknown })[]): readonly (Refusal | undefined)[]
  /** Puts the text of a rule set to the vote. */
  proposeRules(text: string, recording: Recording): Promise<Recorded | { readonly problems: readonly Problem[] }>
  /** Brings a proposed rule set into force. */
  adoptRules(id: string, recording: Recording): Promise<Recorded>
  /** Answers a question on a basis. Pure: the same basis gives the same answer for ever. */
  ask(question: string, asked: JsonObject, basis?: BasisRequest): Answered | Refusal
  /** One event as it lies in the log. */
  at(position: Position): Promise<Shown | undefined>
  head(): TreeHead
  close(): Promise<void>
}

/** Answers that are kept: enough for a page that asks again, small enough to forget. */
const MEMO_MAX = 64

/**
 * Opens a ledger over a log: reads it, checks every hash, derives the state.
 *
 * @throws LedgerError `store_damaged` where the bytes are not those that were recorded
 */
export async function openLedger(log: EventLog, clock: Clock): Promise<Ledger> {
  const state = await loadState(log)
  const writer = new Writer(log, state, clock)
  const memo = new Map<string, Answered | Refusal>()
  const today = () => dayOfInstant(clock())

  const ask: Ledger['ask'] = (name, asked, request = {}) => {
    const question = questions.get(name)
    if (question === undefined) {
      const near = nearest(name, questions.keys())
      return refuse(
        'unknown_question',
        `没有“${name}”这个问题${near ? `，是否应为“${near}”` : ''}`,
        `there is no question "${name}"${near ? `; did you mean "${near}"?` : ''}`,
      )
    }
    const read = readAsked(question, asked)
    if (isRefusal(read)) return read
    const basis = resolveBasis(state, request, question.periodOf?.(read as never), today())
    if (isRefusal(basis)) return basis
    assertReadable(state, basis.knownAt)
    const key = JSON.stringify([name, asked, basis])
    const known = memo.get(key)
    if (known !== undefined) return known
    const answered = question.answer(state, read as never, basis)
    const result = isRefusal(answered)
      ? answered
      : { refused: false as const, basis: showBasis(basis, answered.rules), data: answered.data }
    memo.set(key, result)
    if (memo.size > MEMO_MAX) memo.delete(memo.keys().next().value ?? key)
    return result
  }

  return {
    id: log.ledger,
    view: state,
    record: async (proposals, recording) => await writer.record(proposals, recording),
    judge: (lines) => writer.judge(lines),
    proposeRules: async (text, recording) => {
      const proposals = proposeRules(state, text, today())
      return 'problems' in proposals || isRefusal(proposals) ? proposals : await writer.record(proposals, recording)
    },
    adoptRules: async (id, recording) => {
      const proposals = adoptRules(state, id, { principal: recording.principal, today: today() })
      return isRefusal(proposals) ? proposals : await writer.record(proposals, recording)
    },
    ask,
    at: async (position) => {
      const stored = await log.at(position)
      return stored && { event: decode(position, stored.text), text: stored.text, leaf: stored.leaf }
    },
    head: () => log.head(),
    close: async () => {
      await writer.idle()
      await log.close()
    },
  }
}
