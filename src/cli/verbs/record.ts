/** `wuhao record`: one piece of work, as the committee states it. */
import { randomUUID } from 'node:crypto'
import type { JsonObject } from '../../../events/event.js'
import { given } from '../asking.js'
import { principalOf, reading, writing } from '../context.js'
import { evidenceOf, jsonOf } from '../files.js'
import { judged, receipt } from '../receipts.js'
import { defineVerb, many, outputOptions, required, text, whole, writeOptions } from '../verb.js'

export const record = defineVerb({
  name: 'record',
  topic: 'write',
  summary: { zh: '录入一条工作记录', en: 'record one piece of work' },
  options: {
    type: required('<type>', '哪种记录：JointConferenceHeld 或 召开联席会', 'a type, in English or Chinese'),
    on: required('--on <date>', '发生日期，如 2026-03-01', 'the day on which it happened'),
    until: text('--until <date>', '办了几天的，最后一天', 'its last day, where it took several'),
    data: required('--data <json>', '内容：@文件.json、- 或直接写 JSON', 'its content: @file.json, - or JSON itself'),
    document: text('--document <ref>', '文号', 'number of the paper that states it'),
    evidence: many(
      '--evidence <file>',
      '佐证材料（可多次；只记摘要，文件自行保管）',
      'a file that supports it; keep it, only its digest is recorded',
    ),
    cause: text('--caused-by <id>', '起因记录的编号', 'id of the record that made it necessary'),
    key: text('--key <key>', '防重键：同一键再交，不重复录入', 'key: the same one again records nothing twice'),
    expect: whole('--expect <revision>', '该处最近应为第几版，不符则不录', 'revision at which its stream must be'),
    ...writeOptions,
    ...outputOptions,
  },
  examples: [
    `wuhao record 建立制度 --on 2026-03-27 --as 示例文员 --data '{"unit":"C003","kinds":["study","meeting"]}'`,
    'wuhao record ActivityHeld --on 2026-03-05 --data @activity.json --evidence 签到表.jpg --key 2026-0305-1',
  ],
  run: async (context, { type, on, until, data, document, evidence, cause, key = randomUUID(), expect, dryRun, ...form }) => {
    const principal = principalOf(context)
    const content = await jsonOf(context, data, '--data')
    const files = await Promise.all(evidence.map(async (file) => await evidenceOf(context, file)))
    const { typeMeant } = await import('../cite.js')
    const proposal: JsonObject = {
      type: typeMeant(type),
      occurredOn: on,
      data: content,
      ...given({ occurredUntil: until, document, causedBy: cause }),
      ...(files.length > 0 && { evidence: files.map((file) => ({ ...file })) }),
    }
    const recording = { principal, key, ...(expect !== undefined && { expected: expect }) }
    if (dryRun) return await reading(context, async (ledger) => judged(context, ledger, proposal, recording))
    return await writing(context, async (ledger) => await receipt(context, form, await ledger.record([proposal], recording), key))
  },
})
