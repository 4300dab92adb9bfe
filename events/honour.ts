/** What others say of the work: honours and praise, work brands, incidents, results of other schemes. */
import { z } from 'zod'
import { defineEvent, happened, opens, say } from './define.js'
import {
  AnyPeriod,
  Decimal,
  Digest,
  kindOfSubject,
  Level,
  listOf,
  must,
  Name,
  NewBrandId,
  oneOf,
  Slug,
  SubjectId,
  Title,
  UnitId,
} from './fields.js'
import { enOf, periodZh, zhOf } from './labels.js'

const streamOf = (subject: string) => `${kindOfSubject(subject)}-${subject}`
const happenedTo = (subject: string) => [happened(subject, kindOfSubject(subject))]

/** A commendation. Honours for the same project have the same `projectKey`, so that the highest alone can count. */
export const HonourReceived = defineEvent({
  label: '获得表彰',
  sentence: ({ subject, level, title, grantor }) =>
    say(
      `${subject}获${grantor}授予的${zhOf(level, 'level')}表彰“${title}”`,
      `${subject} received the ${enOf(level)} honour "${title}" from ${grantor}`,
    ),
  stream: ({ subject }) => streamOf(subject),
  data: z.strictObject({ subject: SubjectId, level: Level, title: Title, grantor: Name, projectKey: Slug }),
  facts: ({ subject }) => happenedTo(subject),
})

/** Praise from a leader, in writing or on a visit. `grantor` is the office, not the person. */
export const PraiseReceived = defineEvent({
  label: '获领导批示肯定',
  sentence: ({ subject, level, title, grantor }) =>
    say(
      `${subject}的“${title}”获${zhOf(level, 'level')}领导批示肯定（${grantor}）`,
      `"${title}" of ${subject} was praised by a leader at ${enOf(level)} level (${grantor})`,
    ),
  stream: ({ subject }) => streamOf(subject),
  data: z.strictObject({ subject: SubjectId, level: Level, title: Title, grantor: Name, projectKey: Slug }),
  facts: ({ subject }) => happenedTo(subject),
})

/** A work brand of a unit exists from this day on. It can receive honours and awards of its own. */
export const BrandDeclared = defineEvent({
  label: '申报工作品牌',
  sentence: ({ brand, owner, title }) =>
    say(`${owner}申报工作品牌“${title}”（${brand}）`, `${owner} declared the work brand "${title}" (${brand})`),
  stream: ({ brand }) => `brand-${brand}`,
  data: z
    .strictObject({ brand: NewBrandId, owner: UnitId, partners: listOf(UnitId, { max: 20 }).optional(), title: Title })
    .refine(
      ({ owner, partners = [] }) => !partners.includes(owner),
      must('partners', '申报单位以外的单位', 'units other than the owner'),
    ),
  facts: ({ brand, owner }) => [
    opens('brand', brand, { as: 'brand', brand, owner }),
    opens('brand', owner, { key: brand, brand, owner }),
  ],
})

/** Something that bars a grade or costs points, as verified by an office. No text: nobody can be identified by it. */
export const IncidentRecorded = defineEvent({
  label: '否决或扣分事项',
  sentence: ({ unit, kind, severity, verifiedBy }) =>
    say(
      `经${verifiedBy}核实，${unit}发生${zhOf(kind)}（${zhOf(severity)}）`,
      `${verifiedBy} verified an incident at ${unit}: ${enOf(kind)} (severity: ${severity})`,
    ),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({
    unit: UnitId,
    kind: oneOf([
      'safety_accident',
      'offence_case',
      'victim_case',
      'complaint',
      'negative_publicity',
      'false_report',
      'discipline_case',
    ]),
    severity: oneOf(['minor', 'major']),
    verifiedBy: UnitId,
  }),
  facts: ({ unit }) => [happened(unit)],
})

/** A result of a scheme that is not computed here. `receipt` is the digest of the receipt it came with. */
export const ExternalResultImported = defineEvent({
  label: '录入外部考核结果',
  sentence: ({ subject, scheme, period, value }) =>
    say(
      `录入${subject}的${periodZh(period)}外部考核（${scheme}）结果：${value}`,
      `the result of ${subject} in ${scheme} for ${period} is ${value}`,
    ),
  stream: ({ subject }) => streamOf(subject),
  period: ({ period }) => period,
  timing: 'judgement',
  data: z.strictObject({ subject: SubjectId, scheme: Slug, period: AnyPeriod, value: Decimal, receipt: Digest.optional() }),
  facts: ({ subject }) => happenedTo(subject),
})
