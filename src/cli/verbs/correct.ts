/** `wuhao correct`: puts an earlier record right, or withdraws it. Both stay visible for ever. */
import { randomUUID } from 'node:crypto'
import type { Json, JsonObject, LedgerEvent } from '../../../events/event.js'
import { dateOf, dayOfInstant } from '../../../events/time.js'
import type { Ledger } from '../../ledger.js'
import { given } from '../asking.js'
import { confirmed } from '../confirm.js'
import { principalOf, reading, refused, writing } from '../context.js'
import { DONE } from '../exits.js'
import { evidenceOf, jsonOf } from '../files.js'
import { positionMeant } from '../names.js'
import { judged, receipt } from '../receipts.js'
import { withSet } from '../set.js'
import { defineVerb, flag, many, outputOptions, required, text, UsageError, writeOptions } from '../verb.js'

export const correct = defineVerb({
  name: 'correct',
  topic: 'write',
  summary: { zh: '更正或作废一条记录（原记录仍可查）', en: 'correct or retract a record; the old one stays visible' },
  options: {
    record: required('<record>', '记录号或编号（UUID）', 'position or id of the record'),
    data: text(
      '--data <json>',
      '更正后的完整内容：@文件.json、- 或 JSON',
      'its whole content as it should be: @file.json, - or JSON',
    ),
    set: many(
      '--set <path=value>',
      '只改一处，如 audience.minors=38（可多次）',
      'change one place, such as audience.minors=38; may be repeated',
    ),
    on: text('--on <date>', '更正后的发生日期（不写则不变）', 'the right day on which it happened'),
    until: text('--until <date>', '更正后的结束日期', 'its right last day'),
    retract: flag('--retract', '作废（不能撤回）', 'withdraw it, for good'),
    reason: required('--reason <text>', '理由', 'why'),
    document: text('--document <ref>', '依据的文号', 'number of the paper it rests on'),
    evidence: many('--evidence <file>', '佐证材料（可多次）', 'a file that supports it; may be repeated'),
    decided: text('--decided <date>', '作出更正的日期（默认今天）', 'day of the correction, today by default'),
    key: text('--key <key>', '防重键', 'key: the same one again records nothing twice'),
    ...writeOptions,
    ...outputOptions,
  },
  examples: [
    'wuhao correct 8121 --set audience.minors=38 --reason 人数误录 --document 示关工委办〔2026〕5号',
    'wuhao correct 8121 --on 2026-03-06 --reason 日期误录 --document 示关工委办〔2026〕5号',
    'wuhao correct 8121 --retract --reason 重复录入 --document 示关工委办〔2026〕6号',
  ],
  run: async (context, { record, evidence, key = randomUUID(), decided, document, dryRun, ...options }) => {
    const principal = principalOf(context)
    assertOneWay(options)
    const { data } = options
    const content = data === undefined ? undefined : await jsonOf(context, data, '--data')
    const files = await Promise.all(evidence.map(async (file) => await evidenceOf(context, file)))
    const act = async (ledger: Ledger): Promise<number> => {
      const position = positionMeant(ledger, record)
      if (typeof position !== 'number') return refused(context, position)
      const target = await ledger.at(position)
      if (target === undefined) throw new RangeError(`position ${position} is not in the log`)
      const proposal: JsonObject = {
        type: options.retract ? 'EventRetracted' : 'EventCorrected',
        occurredOn: decided ?? dateOf(dayOfInstant(context.io.now())),
        data: options.retract
          ? { target: target.event.id, reason: options.reason }
          : await correctionOf(ledger, target.event, content, options),
        ...given({ document }),
        ...(files.length > 0 && { evidence: files.map((file) => ({ ...file })) }),
      }
      const recording = { principal, key }
      if (options.retract && !dryRun && !(await confirmed(context, context.words.confirm.retract(position)))) return DONE
      if (dryRun) return judged(context, ledger, proposal, recording)
      return await receipt(context, options, await ledger.record([proposal], recording), key)
    }
    return await (dryRun ? reading : writing)(context, act)
  },
})

interface Change {
  readonly data: string | undefined
  readonly set: readonly string[]
  readonly on: string | undefined
  readonly until: string | undefined
  readonly retract: boolean
  readonly reason: string
}

function assertOneWay({ data, set, on, until, retract }: Change): void {
  const changes = data !== undefined || set.length > 0 || on !== undefined || until !== undefined
  if (retract && changes)
    throw new UsageError(
      '--retract 是整条作废，不能同时更正内容',
      '--retract withdraws the record as a whole: change nothing with it',
    )
  if (!retract && !changes)
    throw new UsageError(
      '没有说明更正什么。请写 --set、--data 或 --on；要作废请写 --retract',
      'nothing to correct: give --set, --data or --on, or --retract to withdraw the record',
    )
}

/** The whole content as it should be: what was given, or what stands now with some places changed. */
async function correctionOf(ledger: Ledger, event: LedgerEvent, content: Json | undefined, change: Change): Promise<JsonObject> {
  const { contentOf } = await import('../records.js')
  const { eventTypes } = await import('../../../events/index.js')
  const { versionOf } = await import('../../../events/define.js')
  const now = await contentOf(ledger, event)
  return {
    target: event.id,
    targetType: event.type,
    targetVersion: versionOf(eventTypes.get(event.type) ?? {}),
    occurredOn: change.on ?? now.occurredOn,
    ...given({ occurredUntil: change.until ?? now.occurredUntil }),
    data: change.set.reduce(withSet, content ?? now.data),
    reason: change.reason,
  }
}
