/** What may be done to an earlier event: evidence added, its content replaced, all of it withdrawn. */
import type { EventCorrected } from '../../events/correction.js'
import { versionOf } from '../../events/define.js'
import type { JsonObject, StreamName } from '../../events/event.js'
import { isRefusal, type Refusal, refuse } from '../../projections/refusal.js'
import { type Case, recordZh, refuseAt } from './case.js'
import { refuseFirst } from './faults.js'
import { daysRefusal } from './general.js'
import { caseOf, judge } from './judge.js'
import { dependencies, neededRefusal } from './needed.js'
import { shapeFaults } from './shape.js'
import { supposed } from './supposed.js'
import { type Act, type Target, targetOf } from './target.js'

type Correction = Parameters<(typeof EventCorrected)['facts']>[0]

/** Judges an act on an earlier event. It goes to the stream of that event. */
export function correct(the: Case): StreamName | Refusal {
  const act = the.definition.type as Act
  const target = targetOf(act, the)
  if (isRefusal(target)) return target
  return daysRefusal(the) ?? papersRefusal(act, the) ?? actRefusal(act, target, the) ?? target.stream
}

function actRefusal(act: Act, target: Target, the: Case): Refusal | undefined {
  switch (act) {
    case 'EvidenceAttached':
      return undefined
    case 'EventCorrected':
      return correctionRefusal(target, the)
    case 'EventRetracted':
      return without(target, the, (needed) => neededRefusal(needed, target.position, '作废', the))
  }
}

/** A correction and a retraction rest on a paper, evidence on files. */
function papersRefusal(act: Act, { proposal }: Case): Refusal | undefined {
  if (act === 'EvidenceAttached')
    return proposal.evidence === undefined
      ? refuse(
          'validation_failed',
          '缺少佐证材料（evidence），补充佐证材料须列出文件',
          'evidence is missing: it lists the files that are attached',
          { place: 'evidence' },
        )
      : undefined
  return proposal.document === undefined
    ? refuse(
        'missing_document',
        '缺少文号（document），更正和作废须有依据的文件，如 示关工委〔2026〕3号',
        'document is missing: a correction or retraction names the paper it rests on',
        {
          place: 'document',
        },
      )
    : undefined
}

/** The new content is judged as that of the target, on the ledger without it. */
function correctionRefusal(target: Target, the: Case): Refusal | undefined {
  const { proposal } = the
  const correction = proposal.data as JsonObject & Correction
  const { type, definition, position, stream } = target
  if (definition === undefined || correction.targetType !== type)
    return refuseAt(
      the,
      ['data', 'targetType'],
      'wrong_target',
      [
        `${recordZh(position)}是 ${type}（${definition?.label ?? ''}），不是 ${correction.targetType}`,
        `record ${position} is ${type}, not ${correction.targetType}`,
      ],
      [position],
    )
  const newest = versionOf(definition)
  if (correction.targetVersion !== newest)
    return refuseAt(the, ['data', 'targetVersion'], 'validation_failed', [
      `${type} 现为第${newest}版，应写 ${newest}，收到的是${correction.targetVersion}`,
      `${type} is at version ${newest}, not ${correction.targetVersion}`,
    ])
  const data = correction.data as JsonObject
  const faults = shapeFaults(definition.data, data, ['data', 'data'], type)
  if (faults.length > 0) return refuseFirst(proposal, faults)
  const { occurredOn, occurredUntil } = correction
  const content = { proposal: { type, occurredOn, ...(occurredUntil !== undefined && { occurredUntil }), data }, definition }
  if (definition.stream(data) !== stream)
    return refuseAt(
      the,
      ['data', 'data'],
      'wrong_target',
      [
        `更正后应记入${definition.stream(data)}，与原记录（${stream}）不是一处；请作废原记录后重新录入`,
        `it would go to ${definition.stream(data)} instead of ${stream}; retract the record and record it anew`,
      ],
      [position],
    )
  return without(target, the, () => judge(caseOf(the.view, content, the, ['data']))) ?? replacedRefusal(correction, target, the)
}

/** Looks at the ledger as if the target were retracted, and leaves it as it was. */
function without(
  target: Target,
  the: Case,
  look: (needed: ReturnType<typeof dependencies>) => Refusal | undefined,
): Refusal | undefined {
  const { view, facts, proposal } = the
  const needed = dependencies(facts, target.position)
  facts.begin()
  try {
    facts.absorb(supposed(view, 'EventRetracted', proposal.occurredOn, { target: String(proposal.data['target']) }))
    return look(needed)
  } finally {
    facts.rollback()
  }
}

/** Looks at the ledger with the new content: what rested on the old one must still stand. */
function replacedRefusal(correction: JsonObject & Correction, target: Target, the: Case): Refusal | undefined {
  const { view, facts, proposal } = the
  const needed = dependencies(facts, target.position)
  facts.begin()
  try {
    facts.absorb(supposed(view, 'EventCorrected', proposal.occurredOn, correction))
    return neededRefusal(needed, target.position, '更正', the)
  } finally {
    facts.rollback()
  }
}
