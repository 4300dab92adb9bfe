/** What a guard sees of a proposal: what it says, the ledger as it is known now, and who records it when. */
import type { Day, JsonObject, Proposal } from '../../events/event.js'
import type { RegisteredType } from '../../events/index.js'
import type { Path } from '../../events/misfit.js'
import type { Facts } from '../../projections/facts/facts.js'
import type { View } from '../../projections/question.js'
import { type Refusal, type RefusalCode, refuse } from '../../projections/refusal.js'
import { placeOf, whereZh } from './faults.js'

/** Who records, and when. Nothing pure looks at a clock. */
export interface Circumstances {
  readonly principal: string
  readonly today: Day
}

export interface Case extends Circumstances {
  readonly view: View
  readonly facts: Facts
  readonly definition: RegisteredType
  readonly proposal: Proposal
  /** `occurredOn`. */
  readonly day: Day
  /** Where the proposal stands in what was received: within `data` when it is the content of a correction. */
  readonly root: Path
}

/** May this be recorded now? Undefined when nothing speaks against it. */
export type Guard<Data = JsonObject> = (data: Data, the: Case) => Refusal | undefined

/** The guards of one file of events: a type without one may be recorded by everybody at any time. */
export type GuardsOf<Events extends Readonly<Record<string, { facts(data: never): unknown }>>> = {
  readonly [Type in keyof Events]?: Guard<Parameters<Events[Type]['facts']>[0]>
}

/** Refuses something at a place of the proposal, which the sentence names first. */
export function refuseAt(
  { root, definition: { type } }: Pick<Case, 'root' | 'definition'>,
  path: Path,
  code: RefusalCode,
  [zh, en]: readonly [zh: string, en: string],
  because: Refusal['because'] = [],
): Refusal {
  const at = [...root, ...path]
  const place = placeOf(at)
  return refuse(code, `${whereZh(at, type)}：${zh}`, `${place}: ${en}`, { place, because })
}

/** An event by its number, as people speak of it. */
export const recordZh = (position: number): string => `第${position}号记录`
