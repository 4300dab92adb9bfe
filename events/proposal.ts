/** The shape of a proposal: what surrounds the data of an event before it is admitted. */
import { z } from 'zod'
import type { JsonObject } from './event.js'
import { Day, Digest, DocumentRef, field, must } from './fields.js'

const TypeName = field(z.string().min(1).max(60), {
  expected: { zh: '类型名称，如 ActivityHeld', en: 'a type of event such as ActivityHeld' },
})

const EvidenceFile = z.strictObject({
  sha256: Digest,
  mediaType: field(z.string().regex(/^[\w.+-]{1,60}\/[\w.+-]{1,100}$/), {
    expected: { zh: '文件格式，如 application/pdf', en: 'a media type such as application/pdf' },
  }),
  bytes: field(z.int().min(1), { expected: { zh: '文件的字节数', en: 'the size of the file in bytes' } }),
})

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What somebody hands in. `data` is not looked at here: the type says what it must be. */
export const ProposalShape = z
  .strictObject({
    type: TypeName,
    occurredOn: Day,
    occurredUntil: Day.optional(),
    document: DocumentRef.optional(),
    evidence: field(z.array(EvidenceFile).min(1).max(200), {
      expected: { zh: '1至200个佐证文件的列表', en: 'a list of 1 to 200 files' },
    }).optional(),
    causedBy: field(z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/), {
      expected: { zh: '起因记录的编号（UUID，小写）', en: 'the id of an event, a lower-case UUID' },
    }).optional(),
    data: field(z.custom<JsonObject>(isObject), { expected: { zh: '一组字段', en: 'an object of fields' } }),
  })
  .refine(
    ({ occurredOn, occurredUntil }) => occurredUntil === undefined || occurredOn <= occurredUntil,
    must('occurredUntil', '不早于发生日期', 'a day not before occurredOn'),
  )
