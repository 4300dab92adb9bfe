/** How the golden ledger is told: acts in the order in which they were recorded, each of them one event. */
import { versionOf } from '../../events/define.js'
import { definitionOf } from '../../events/codec.js'
import { canonical, sha256, uuidV5 } from '../../events/digest.js'
import type { EvidenceFile, JsonObject, PlainDate, Proposal } from '../../events/event.js'
import type { GoldenLedger } from './ledger.js'

/** Something recorded: when, by whom, under which key. */
export interface Act {
  readonly recordedOn: PlainDate
  readonly principal: string
  readonly key: string
  readonly proposal: Proposal
}

/** What stands beside the data. */
export interface Papers {
  /** The day of recording; the day of happening if nothing else is said. */
  readonly recorded?: PlainDate
  readonly document?: string
  /** How many files support it. */
  readonly files?: number
}

export interface Story {
  readonly acts: readonly Act[]
  /** The committee of a unit tells something that happened on a day. */
  readonly tell: (by: string, type: string, on: PlainDate, data: JsonObject, papers?: Papers) => Act
  /** Files are handed in later for an act. */
  readonly attach: (target: Act, on: PlainDate, files: number, note: string) => Act
  /** The content of an act is replaced: what is named is, everything else stays as it was first told. */
  readonly correct: (target: Act, on: PlainDate, reason: string, change: JsonObject, occurredOn?: PlainDate) => Act
  readonly retract: (target: Act, on: PlainDate, reason: string) => Act
}

const filesOf = (name: string, count: number): EvidenceFile[] =>
  Array.from({ length: count }, (_, i) => {
    const digest = sha256(`示例佐证/${name}/${i}`)
    return { sha256: digest, mediaType: i === 0 ? 'image/jpeg' : 'application/pdf', bytes: 50_000 + i }
  })

/** An empty story of a ledger. */
export function emptyStory(ledger: GoldenLedger): Story {
  /** The id that the ledger gives to what is recorded under a key. */
  const idOf = ({ principal, key }: Act): string => uuidV5(ledger.id, canonical([principal, key, 0]))
  const acts: Act[] = []
  let papers = 0
  const push = (act: Act): Act => {
    acts.push(act)
    return act
  }
  const tell: Story['tell'] = (by, type, on, data, { recorded = on, document, files = 0 } = {}) => {
    const key = `golden-${acts.length}`
    const evidence = filesOf(key, files)
    const proposal = {
      type,
      occurredOn: on,
      ...(document !== undefined && { document }),
      ...(files > 0 && { evidence }),
      data,
    }
    return push({ recordedOn: recorded, principal: by, key, proposal })
  }
  const paper = (on: PlainDate): string => `示关工更〔${on.slice(0, 4)}〕${(papers += 1)}号`
  return {
    acts,
    tell,
    attach: (target, on, files, note) =>
      tell(target.principal, 'EvidenceAttached', on, { target: idOf(target), note }, { files }),
    correct: (target, on, reason, change, occurredOn = target.proposal.occurredOn) => {
      const { type, data } = target.proposal
      const content = {
        target: idOf(target),
        targetType: type,
        targetVersion: versionOf(definitionOf(type)),
        occurredOn,
        data: { ...data, ...change },
        reason,
      }
      return tell(target.principal, 'EventCorrected', on, content, { document: paper(on) })
    },
    retract: (target, on, reason) =>
      tell(target.principal, 'EventRetracted', on, { target: idOf(target), reason }, { document: paper(on) }),
  }
}

/** Everything that is told, in the order of recording; of one day in that of telling. */
export const inOrderOfRecording = ({ acts }: Story): readonly Act[] =>
  acts.toSorted((a, b) => (a.recordedOn < b.recordedOn ? -1 : a.recordedOn > b.recordedOn ? 1 : 0))
