/** The one writer: judges what is queued in order, appends a group in one commit, and only then shows it to readers. */
import { encode } from '../../events/codec.js'
import { versionOf } from '../../events/define.js'
import { canonical, uuidV5 } from '../../events/digest.js'
import type { Envelope, LedgerEvent, Position, Revision, Sha256, StreamName } from '../../events/event.js'
import { dayOfInstant } from '../../events/time.js'
import { type Refusal, isRefusal, refuse } from '../../projections/refusal.js'
import { admit } from '../admission/admit.js'
import { parse, type Parsed } from '../admission/parse.js'
import { recordingRefusal } from '../admission/text.js'
import { LedgerError } from '../errors.js'
import type { Batch, EncodedEvent, EventLog } from '../log/log.js'
import type { Recorded, Recording } from './recording.js'
import { replayed } from './replay.js'
import { assertReadable, type State } from './state.js'

/** Milliseconds since 1970. A parameter of the composition root; nothing else in the product looks at a clock. */
export type Clock = () => number

interface Entry extends Recording {
  readonly parsed: readonly Parsed[]
  readonly resolve: (recorded: Recorded) => void
  readonly reject: (fault: unknown) => void
}

/** What became of an entry when it was judged. */
type Judged =
  | { readonly kind: 'new'; readonly batch: Batch; readonly events: readonly LedgerEvent[] }
  | { readonly kind: 'replay'; readonly positions: readonly Position[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** Proposals that may wait; more are refused at once, with a time to come back. */
const QUEUE_MAX = 10_000
/** Events in one commit. Larger groups win nothing and keep readers waiting. */
const GROUP_MAX = 1_000
const CLOCK_BEHIND_MS = 5 * 60_000

export class Writer {
  readonly #log: EventLog
  readonly #state: State
  readonly #clock: Clock
  readonly #queue: Entry[] = []
  #waiting = 0
  #running: Promise<void> | undefined

  constructor(log: EventLog, state: State, clock: Clock) {
    this.#log = log
    this.#state = state
    this.#clock = clock
  }

  /** Queues proposals of one stream; they are recorded all or none. */
  async record(proposals: readonly unknown[], recording: Recording): Promise<Recorded> {
    const wrong = recordingRefusal(recording)
    if (wrong !== undefined) return wrong
    const parsed: Parsed[] = []
    for (const proposal of proposals) {
      const read = parse(proposal)
      if (isRefusal(read)) return read
      parsed.push(read)
    }
    // What nobody can read may be retracted; nothing else goes on before that.
    if (!parsed.every(({ definition }) => definition.type === 'EventRetracted')) assertReadable(this.#state, this.#state.size - 1)
    if (this.#waiting + parsed.length > QUEUE_MAX)
      throw new LedgerError('overloaded', {
        zh: '当前录入过多，本次没有录入，请一分钟后再试',
        en: 'Too much is waiting; nothing was queued. Try again in a minute.',
      })
    this.#waiting += parsed.length
    return await new Promise((resolve, reject) => {
      this.#queue.push({ ...recording, parsed, resolve, reject })
      // The loop starts after the current turn, so that everything that was queued in it shares a commit.
      this.#running ??= Promise.resolve().then(async () => await this.#run())
    })
  }

  /** Resolves when nothing is queued any more. */
  async idle(): Promise<void> {
    await this.#running
  }

  /** Judges proposals one after the other on the state as it is, and leaves it as it was. */
  judge(lines: readonly (Recording & { readonly proposal: unknown })[]): readonly (Refusal | undefined)[] {
    this.#state.begin()
    try {
      return lines.map(({ proposal, ...recording }) => {
        const read = recordingRefusal(recording) ?? parse(proposal)
        if (isRefusal(read)) return read
        const judged = this.#judge({ ...recording, parsed: [read] })
        return judged.kind === 'refused' ? judged.refusal : undefined
      })
    } finally {
      this.#state.rollback()
    }
  }

  async #run(): Promise<void> {
    try {
      while (this.#queue.length > 0) await this.#group(this.#take())
    } finally {
      this.#running = undefined
    }
  }

  #take(): Entry[] {
    const group: Entry[] = []
    let events = 0
    for (
      let next = this.#queue[0];
      next !== undefined && (events === 0 || events + next.parsed.length <= GROUP_MAX);
      next = this.#queue[0]
    ) {
      events += next.parsed.length
      group.push(next)
      this.#queue.shift()
    }
    this.#waiting -= events
    return group
  }

  async #group(group: readonly Entry[]): Promise<void> {
    this.#state.begin()
    let done = false
    try {
      this.#assertClock()
      const judged = group.map((entry) => this.#judge(entry))
      const fresh = judged.filter((it) => it.kind === 'new')
      const outcomes = fresh.length === 0 ? [] : await this.#log.append(fresh.map(({ batch }) => batch))
      const conflict = outcomes.find(({ appended }) => !appended)
      // One process writes an embedded store, and it knows every revision.
      if (conflict !== undefined)
        throw new LedgerError('outcome_unknown', {
          zh: '账本被其他程序改动，请重新打开后再试',
          en: 'The store was changed by another program. Open it again.',
        })
      this.#state.commit()
      done = true
      this.#state.size = this.#state.facts.size
      const leaves = new Map(fresh.map((it, i) => [it, outcomes[i]!.appended ? outcomes[i]!.leaves : []]))
      for (const [i, entry] of group.entries()) entry.resolve(await this.#receipts(entry, judged[i]!, leaves))
    } catch (fault) {
      if (!done) this.#state.rollback()
      for (const { reject } of group) reject(fault)
    }
  }

  #assertClock(): void {
    const { history } = this.#state.facts
    const last = history.length === 0 ? -Infinity : (history.recordedAt[history.length - 1] ?? -Infinity)
    if (this.#clock() >= last - CLOCK_BEHIND_MS) return
    throw new LedgerError('clock_behind', {
      zh: `本机时间比最近一条记录早5分钟以上，暂不能录入。请校准本机时间（最近一条录入于 ${new Date(last).toISOString()}）`,
      en: `The clock is more than five minutes behind the last record (${new Date(last).toISOString()}). Set it right first.`,
    })
  }

  /** Judges an entry and takes what is admitted into the state, beyond what is durable. */
  #judge(entry: Recording & { readonly parsed: readonly Parsed[] }): Judged {
    const ids = entry.parsed.map((_, i) => uuidV5(this.#log.ledger, canonical([entry.principal, entry.key, i])))
    const seen = ids.map((id) => this.#state.facts.positionOf(id))
    if (seen.some((position) => position !== undefined))
      return { kind: 'replay', positions: seen.filter((position) => position !== undefined) }
    this.#state.begin()
    const admitted = this.#admitAll(entry, ids)
    if (isRefusal(admitted)) {
      this.#state.rollback()
      return { kind: 'refused', refusal: admitted }
    }
    this.#state.commit()
    return { kind: 'new', ...admitted }
  }

  #admitAll(
    entry: Recording & { readonly parsed: readonly Parsed[] },
    ids: readonly string[],
  ): { batch: Batch; events: readonly LedgerEvent[] } | Refusal {
    const { facts } = this.#state
    const { history } = facts
    const last = facts.size === 0 ? -Infinity : history.recordedAt[facts.size - 1]!
    const now = Math.max(this.#clock(), last)
    const recordedAt = new Date(now).toISOString()
    const circumstances = { principal: entry.principal, today: dayOfInstant(now) }
    let first: { stream: StreamName; revision: Revision } | undefined
    const events: LedgerEvent[] = []
    const encoded: EncodedEvent[] = []
    for (const [i, parsed] of entry.parsed.entries()) {
      const admitted = admit(this.#state, parsed, circumstances)
      if (isRefusal(admitted))
        return entry.parsed.length === 1 ? admitted : { ...admitted, place: [`[${i}]`, admitted.place].filter(Boolean).join('.') }
      const { stream } = admitted
      const revision = history.streamRevision(stream)
      first ??= { stream, revision }
      if (stream !== first.stream)
        return refuse(
          'wrong_target',
          `一次只能录入同一处的记录：${first.stream} 与 ${stream} 请分开录入`,
          `one call records one stream: ${first.stream} and ${stream} go apart`,
          { place: `[${i}]` },
        )
      if (i === 0 && entry.expected !== undefined && entry.expected !== revision)
        return refuse(
          'revision_conflict',
          `${stream} 已有新的记录（现为第${revision}版，您看到的是第${entry.expected}版），请查看后再录入`,
          `${stream} is at revision ${revision}, not ${entry.expected}; look at what was added`,
        )
      const { proposal, definition, canonicalData, digest } = parsed
      const { data, ...rest } = proposal
      const envelope: Omit<Envelope, 'data' | 'v'> = {
        ...rest,
        actor: entry.principal,
        id: ids[i]!,
        recordedAt,
        request: digest,
        revision: revision + 1,
        stream,
        version: versionOf(definition),
      }
      const event: LedgerEvent = { ...envelope, data, v: 1, position: facts.size }
      encoded.push({ id: envelope.id, text: encode(envelope, canonicalData) })
      this.#state.absorb(event)
      events.push(event)
    }
    if (first === undefined) return refuse('validation_failed', '没有要录入的内容', 'there is nothing to record')
    return { batch: { stream: first.stream, expected: first.revision, events: encoded }, events }
  }

  async #receipts(entry: Entry, judged: Judged, leaves: ReadonlyMap<Judged, readonly Sha256[]>): Promise<Recorded> {
    if (judged.kind === 'refused') return judged.refusal
    if (judged.kind === 'replay') return await replayed(this.#log, entry, judged.positions)
    const hashes = leaves.get(judged) ?? []
    const receipts = judged.events.map(({ id, type, position, stream, revision }, i) => ({
      id,
      type,
      position,
      stream,
      revision,
      leaf: hashes[i]!,
    }))
    return { refused: false, receipts, replayed: false }
  }
}
