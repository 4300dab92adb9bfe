/**
 * What is done to an earlier event: evidence added, its content replaced, or all of it withdrawn. It goes to the
 * stream of that event. It yields no facts of its own: the fact table applies it to those of its target.
 */
import { z } from 'zod'
import { defineEvent, say, TARGETS_STREAM } from './define.js'
import { Count, Day, field, must, Note, Reason } from './fields.js'

const EventId = field(z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/), {
  expected: { zh: '所针对的记录的编号（UUID，小写）', en: 'the id of the event in question, a lower-case UUID' },
})

const TypeName = field(z.string().regex(/^[A-Z][A-Za-z]{1,60}$/), {
  expected: { zh: '工作记录的类型，如 ActivityHeld', en: 'a type of event such as ActivityHeld' },
})

/** Files that support an earlier event are handed in later. They stand in the envelope, as `evidence`. */
export const EvidenceAttached = defineEvent({
  label: '补充佐证材料',
  sentence: ({ target, note }) =>
    say(
      `为记录 ${target} 补充佐证材料${note === undefined ? '' : `：${note}`}`,
      `evidence was attached to ${target}${note === undefined ? '' : `: ${note}`}`,
    ),
  stream: () => TARGETS_STREAM,
  data: z.strictObject({ target: EventId, note: Note.optional() }),
  facts: () => [],
})

/** The whole content of an earlier event is replaced, always that of the original. The last correction wins. */
export const EventCorrected = defineEvent({
  label: '更正记录',
  sentence: ({ target, reason }) => say(`更正记录 ${target}：${reason}`, `${target} was corrected: ${reason}`),
  stream: () => TARGETS_STREAM,
  data: z
    .strictObject({
      target: EventId,
      targetType: TypeName,
      targetVersion: Count,
      occurredOn: Day,
      occurredUntil: Day.optional(),
      /** Not looked at here: it is checked as data of the target's type when the correction is admitted. */
      data: field(z.record(z.string(), z.unknown()), {
        expected: { zh: '更正后的完整内容', en: 'the whole content as it should be' },
      }),
      reason: Reason,
    })
    .refine(
      ({ occurredOn, occurredUntil }) => occurredUntil === undefined || occurredOn <= occurredUntil,
      must('occurredUntil', '不早于发生日期', 'a day not before occurredOn'),
    ),
  facts: () => [],
})

/** An earlier event is withdrawn for good. It stays visible and counts for nothing. */
export const EventRetracted = defineEvent({
  label: '作废记录',
  sentence: ({ target, reason }) => say(`作废记录 ${target}：${reason}`, `${target} was retracted: ${reason}`),
  stream: () => TARGETS_STREAM,
  data: z.strictObject({ target: EventId, reason: Reason }),
  facts: () => [],
})
