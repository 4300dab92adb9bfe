/** The kinds of field that events are made of. Each carries how the fact table keeps it, and what it refers to. */
import { z } from 'zod'
import { cadenceOf, isPlainDate } from './time.js'

/** How a column of the fact table keeps a field. */
export type ColumnKind =
  | 'code' // an enum, an id, a period: one number per distinct text
  | 'count' // an integer
  | 'decimal' // a decimal text, kept as a whole number of 1/10,000
  | 'day'
  | 'flag'

/**
 * What an id refers to. Admission looks it up on the day of the event; `kindOfSubject` tells what a subject is, also a
 * `former` one, which may have ended before.
 */
export type Reference = 'unit' | 'station' | 'person' | 'brand' | 'resource' | 'subject' | 'former'

interface FieldMeta {
  readonly column?: ColumnKind
  readonly refers?: Reference
  /** What would be right, for the message of a refusal. */
  readonly expected: { readonly zh: string; readonly en: string }
  /** A text that stays as it is: the limits on text and the search for personal data do not apply to it. */
  readonly verbatim?: boolean
}

/** A schema with what the ledger has to know about it. For a field that one file alone uses; the others are below. */
export const field = <S extends z.ZodType>(schema: S, meta: FieldMeta): S => schema.meta({ ...meta })

/** What `field` said about a schema, seen through optional. */
export function metaOf(schema: z.ZodType): Partial<FieldMeta> {
  return (schema.meta() ?? (schema instanceof z.ZodOptional ? metaOf(schema.unwrap() as z.ZodType) : {})) as Partial<FieldMeta>
}

const code = (pattern: RegExp, refers: Reference | undefined, zh: string, en: string) =>
  field(z.string().regex(pattern), { column: 'code', ...(refers && { refers }), expected: { zh, en } })

const UNIT = /^(?!T)[A-Z]{1,2}\d{2,4}$/
const STATION = /^T\d{3,4}(-\d{1,2})?$/
const PERSON = /^p-[a-z0-9]{4,16}$/
const BRAND = /^b-[a-z0-9]{3,16}$/
const RESOURCE = /^r-[a-z0-9]{3,16}$/

/** A unit that stands on the day of the event. */
export const UnitId = code(UNIT, 'unit', '单位代码，如 C003、S04', 'a unit code such as C003 or S04')
/** The code of a unit that this event creates. */
export const NewUnitId = code(UNIT, undefined, '单位代码，如 C003、S04', 'a unit code such as C003 or S04')
/** A unit that may have ended before the day of the event: what it held is still dealt with. */
export const FormerUnitId = code(UNIT, 'former', '单位代码，如 C003、S04', 'a unit code such as C003 or S04')
export const StationId = code(STATION, 'station', '辅导站代码，如 T003、T003-1', 'a station code such as T003 or T003-1')
export const NewStationId = code(STATION, undefined, '辅导站代码，如 T003、T003-1', 'a station code such as T003 or T003-1')
/** A pseudonym. Names live outside the ledger. */
export const PersonRef = code(PERSON, 'person', '人员代号，如 p-7k2m9x', 'a person reference such as p-7k2m9x')
/** The code of a brand that this event creates. */
export const NewBrandId = code(BRAND, undefined, '品牌代号，如 b-reading', 'a brand id such as b-reading')
export const BrandId = code(BRAND, 'brand', '品牌代号，如 b-reading', 'a brand id such as b-reading')
export const ResourceId = code(RESOURCE, 'resource', '资源代号，如 r-robotics', 'a resource id such as r-robotics')

/** A short ASCII name that people choose, such as a programme or a project. */
export const Slug = code(
  /^[a-z0-9][a-z0-9_.-]{0,63}$/,
  undefined,
  '小写字母、数字和 _ . - 组成的代号',
  'a code of lower-case letters, digits and _ . -',
)

const SUBJECT = /^((?!T)[A-Z]{1,2}\d{2,4}|T\d{3,4}(-\d{1,2})?|p-[a-z0-9]{4,16}|b-[a-z0-9]{3,16})$/
const subject = (refers: Reference | undefined) =>
  code(SUBJECT, refers, '单位、人员、辅导站或品牌的代号', 'the id of a unit, a person, a station or a brand')

/** A unit, a person, a station or a brand: whom an honour or a nomination is about. */
export const SubjectId = subject('subject')
/** A subject that may have ended before the day of the event. */
export const FormerSubjectId = subject('former')

/** Whoever scores candidates: a member unit, or a person on a jury. */
export const JurorId = code(
  /^((?!T)[A-Z]{1,2}\d{2,4}|p-[a-z0-9]{4,16})$/,
  'subject',
  '评委代号：单位代码或人员代号，如 M02、p-7k2m9x',
  'a juror: a unit code or a person reference such as M02 or p-7k2m9x',
)

/** Which kind of id a subject has: also the category of its stream, and its role in its own facts. */
export function kindOfSubject(id: string): 'unit' | 'station' | 'person' | 'brand' {
  if (id.startsWith('p-')) return 'person'
  if (id.startsWith('b-')) return 'brand'
  return id.startsWith('T') ? 'station' : 'unit'
}

const period = (cadence: 'year' | 'quarter' | 'month', zh: string, en: string) =>
  field(
    z.string().refine((text) => cadenceOf(text) === cadence),
    { column: 'code', expected: { zh, en } },
  )

export const Year = period('year', '年度，如 2026', 'a year such as 2026')
export const Quarter = period('quarter', '季度，如 2026Q3', 'a quarter such as 2026Q3')
export const Month = period('month', '月份，如 2026-09', 'a month such as 2026-09')
/** A period of any kind. */
export const AnyPeriod = field(
  z.string().refine((text) => cadenceOf(text) !== undefined),
  { column: 'code', expected: { zh: '年度、季度或月份，如 2026、2026Q3、2026-09', en: 'a year, quarter or month' } },
)

export const Day = field(z.string().refine(isPlainDate), {
  column: 'day',
  expected: { zh: '日历上有的日期，如 2026-03-01', en: 'a calendar day such as 2026-03-01' },
})

const decimal = (pattern: RegExp, zh: string, en: string) =>
  field(z.string().regex(pattern), { column: 'decimal', expected: { zh, en } })

/** Points as decimal text, at most four decimals. Never a JSON number: those are binary floats. */
export const Points = decimal(
  /^-?(0|[1-9]\d{0,5})(\.\d{1,4})?$/,
  '用引号括起的分数，如 "3.50"',
  'points as decimal text in quotes, such as "3.50"',
)
/** An amount of money in yuan. */
export const AmountCny = decimal(
  /^(0|[1-9]\d{0,10})(\.\d{1,2})?$/,
  '用引号括起的金额（元），如 "2000.00"',
  'an amount in yuan as decimal text in quotes, such as "2000.00"',
)
/** A decimal measure of any kind: hours, square metres, a result of another scheme. */
export const Decimal = decimal(
  /^-?(0|[1-9]\d{0,10})(\.\d{1,4})?$/,
  '用引号括起的数，如 "12.5"',
  'a number as decimal text in quotes, such as "12.5"',
)

/** A whole number of things, from 0. */
export const Count = field(z.int().min(0).max(2_000_000_000), {
  column: 'count',
  expected: { zh: '不小于0的整数', en: 'a whole number from 0' },
})

/** A place in an order, or how many of something there are at least one of. */
export const Ordinal = field(z.int().min(1).max(2_000_000_000), {
  column: 'count',
  expected: { zh: '不小于1的整数', en: 'a whole number from 1' },
})

export const Flag = field(z.boolean(), { column: 'flag', expected: { zh: 'true 或 false', en: 'true or false' } })

/** One of a closed list of words. */
export const oneOf = <const T extends readonly [string, ...string[]]>(words: T) =>
  field(z.enum(words), {
    column: 'code',
    expected: { zh: `下列之一：${words.join('、')}`, en: `one of ${words.join(', ')}` },
  })

/** A list in which nothing stands twice: a unit that is named twice would otherwise have two facts. */
export const listOf = <S extends z.ZodType>(item: S, { min = 0, max }: { readonly min?: number; readonly max: number }) =>
  field(
    z
      .array(item)
      .min(min)
      .max(max)
      .refine((items) => new Set(items).size === items.length),
    {
      expected: {
        zh: min === 0 ? `不超过${max}项、互不重复的列表` : `${min}至${max}项、互不重复的列表`,
        en: `a list of ${min} to ${max} items without repeats`,
      },
    },
  )

/** Options of `refine` for a rule between fields: where it is told, and what would be right. */
export const must = (path: string, zh: string, en: string) => ({ path: [path], params: { expected: { zh, en } } })

const text = (max: number, zh: string, en: string) =>
  field(z.string().min(1).max(max), { expected: { zh: `${zh}（1至${max}字）`, en: `${en} (1 to ${max} characters)` } })

/** The name of a unit, a station or a brand. */
export const Name = text(60, '名称', 'a name')
/** What something is called. No person's name. */
export const Title = text(120, '标题', 'a title')
/** Why. */
export const Reason = text(500, '理由', 'a reason')
/** Anything else in words. */
export const Note = text(2000, '说明', 'a note')
/** The number of a paper, 文号. */
export const DocumentRef = text(100, '文号或材料名称', 'the number or title of a document')

/** The categories of veterans, 五老. */
export const VeteranCategory = oneOf(['veteran_cadre', 'veteran_soldier', 'veteran_expert', 'veteran_teacher', 'veteran_model'])
/** At which level of administration something was given or published. */
export const Level = oneOf(['community', 'street', 'district', 'city', 'province', 'national'])

/** Kinds of unit. A committee belongs to a unit of any kind. */
export const UnitKind = oneOf([
  'district',
  'street',
  'community',
  'village',
  'school',
  'member_unit',
  'office',
  'enterprise',
  'education_system',
])

/** Posts in a committee, from the honorary chair to the liaison officer. */
export const Post = oneOf([
  'honorary_chair',
  'advisor',
  'chair',
  'executive_vice_chair',
  'full_time_vice_chair',
  'vice_chair',
  'secretary_general',
  'member',
  'backbone',
  'liaison',
])

/** What the holder of a post is besides: an office, or a category of veterans. */
export const Holder = oneOf([
  'party_secretary',
  'deputy_party_secretary',
  'government_leader',
  'second_line_leader',
  'retired_leader',
  'serving_cadre',
  'department_head',
  'unit_head',
  'school_leader',
  'social_leader',
  'legal_worker',
  'parent',
  'staff',
  'volunteer',
  ...VeteranCategory.options,
])

/** The public part of a key of another system. */
export const KeyId = code(
  /^[a-z0-9]{4,16}$/,
  undefined,
  '密钥编号：4至16位小写字母和数字',
  'the id of a key: 4 to 16 lower-case letters and digits',
)

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const Digest = field(z.string().regex(/^[0-9a-f]{64}$/), {
  expected: { zh: '64位小写十六进制的SHA-256摘要', en: 'a SHA-256 digest of 64 lower-case hexadecimal digits' },
})
