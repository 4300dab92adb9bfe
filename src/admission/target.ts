/** The event that an act is about, and what may be done to it. */
import type * as events from '../../events/correction.js'
import type { Position, StreamName } from '../../events/event.js'
import { eventTypes, type RegisteredType } from '../../events/index.js'
import type { Refusal } from '../../projections/refusal.js'
import { type Case, recordZh, refuseAt } from './case.js'

export type Act = keyof typeof events

/** The event in question, as it was recorded. */
export interface Target {
  readonly position: Position
  readonly type: string
  /** Undefined when this build cannot read it. */
  readonly definition: RegisteredType | undefined
  readonly stream: StreamName
}

/** Finds the target and says what may be done to it. */
export function targetOf(act: Act, the: Case): Target | Refusal {
  const { facts, proposal } = the
  const id = String(proposal.data['target'])
  const position = facts.positionOf(id)
  const path = ['data', 'target']
  if (position === undefined)
    return refuseAt(the, path, 'no_such_event', [`账本里没有编号为 ${id} 的记录`, `there is no event with the id ${id}`])
  const { history } = facts
  const retraction = history.retractedBy(position, facts.size)
  if (retraction !== undefined)
    return refuseAt(
      the,
      path,
      'retracted',
      [
        `${recordZh(position)}已由${recordZh(retraction)}作废，作废后不能再改；确有其事的，请重新录入`,
        `record ${position} was retracted by record ${retraction}, which is final; record it anew`,
      ],
      [position, retraction],
    )
  const isReadable = !history.unreadable.includes(position)
  const type = textOr(history.types, history.type[position]!)
  const target: Target = {
    position,
    type,
    definition: isReadable ? eventTypes.get(type) : undefined,
    stream: textOr(history.streams, history.stream[position]!),
  }
  const refused =
    target.stream === '' || (!isReadable && act !== 'EventRetracted')
      ? UNREADABLE
      : (insteadOf[act][type] ?? insteadOf[act][target.definition?.file ?? ''])
  return refused === undefined
    ? target
    : refuseAt(the, path, 'wrong_target', [`${recordZh(position)}${refused[0]}`, `record ${position} ${refused[1]}`], [position])
}

const textOr = (dictionary: { text(code: number): string }, code: number): string => (code < 0 ? '' : dictionary.text(code))

type Instead = readonly [zh: string, en: string]
const UNREADABLE: Instead = [
  '由更新版本的程序写入，本程序读不懂，请先升级程序',
  'was written by a newer version of this program; upgrade first',
]
const OF_RULES: Instead = [
  '属于考评规则，不能更正或作废；请另提一份规则，用 replaces 代替它',
  'is part of a rule set; propose another one that replaces it',
]
const OF_RESULTS: Instead = [
  '属于公布的结果，不能更正或作废；结果有变的，请另行公布，用 restates 写明原来的公布结果号',
  'is part of a published result; publish it anew and name the old number as restates',
]
const OF_ACCESS: Instead = [
  '是接口权限的记录，不能更正或作废；请撤销该密钥，需要的另发一把',
  'grants or revokes access; revoke that key and, where it is needed, grant another one',
]
const OF_PIECE: Instead = [
  '是长文的一段，请把材料补到它所属的记录',
  'is a piece of a long text; attach the files to the record that it belongs to',
]
const OF_CORRECTION: Instead = ['是更正记录，请对原记录再作一次更正', 'is a correction; correct the original event again']
const OF_RETRACTION: Instead = [
  '是作废记录，作废不能撤回；请重新录入原来的内容',
  'is a retraction, which is final; record the event anew',
]

/** What to do instead, by the type of the target or the file that declares it. */
const insteadOf: Readonly<Record<Act, Readonly<Record<string, Instead>>>> = {
  EvidenceAttached: {
    RuleSetPart: OF_PIECE,
    ResultPart: OF_PIECE,
    EventCorrected: ['是更正记录，请把材料补到原记录', 'is a correction; attach the files to the original event'],
    EventRetracted: ['是作废记录，不能补充材料', 'is a retraction; nothing can be attached to it'],
    EvidenceAttached: [
      '是补充材料的记录，请把材料补到原记录',
      'attached evidence itself; attach the files to the original event',
    ],
  },
  EventCorrected: {
    rules: OF_RULES,
    result: OF_RESULTS,
    access: OF_ACCESS,
    EventCorrected: OF_CORRECTION,
    EventRetracted: OF_RETRACTION,
    EvidenceAttached: ['是补充材料的记录，请作废后重新补充', 'attached evidence; retract it and attach the right files'],
  },
  EventRetracted: {
    rules: OF_RULES,
    result: OF_RESULTS,
    access: OF_ACCESS,
    EventCorrected: OF_CORRECTION,
    EventRetracted: OF_RETRACTION,
  },
}
