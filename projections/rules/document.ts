/** The document of a rule set: its parts as they were voted on. Measures and scales in it are read by their own words. */
import { z } from 'zod'
import type { Json, JsonObject } from '../../events/event.js'
import { isPlainDate } from '../../events/time.js'
import { adjustWords } from './adjust.js'
import { AwardSchema } from './award.js'
import { CoverSchema } from './cover.js'
import { DutySchema } from './duty.js'
import { GradeSchema, VetoSchema } from './grades.js'
import { NotApplicableSchema } from './not-applicable.js'
import { beginning, Id, PointsText, readBy } from './reading.js'
import { SchemeSchema } from './scheme.js'
import type { Problem } from './yaml.js'

const Limit = z.strictObject({
  /** Points that the clause begins with. */
  start: PointsText.optional(),
  max: PointsText.optional(),
  min: PointsText.optional(),
  /** Points are rounded to a multiple of this. */
  round: PointsText.optional(),
  /** Of the cases with one value of this column only the highest counts, 同一项目就高. */
  highest_per: z.string().optional(),
  /** The most and the least that one case of a list gives. */
  per_case: z.strictObject({ max: PointsText.optional(), min: PointsText.optional() }).optional(),
  ...adjustWords,
  /** What it comes to for a unit that it is not about. */
  not_applicable: NotApplicableSchema.optional(),
})

const clauseWords = {
  id: Id,
  title: z.string().min(1).optional(),
  cites: z.string().optional(),
  measure: z.unknown().optional(),
  scale: z.unknown().optional(),
  limit: Limit.optional(),
  /** The paper does not say how its points are given: it cannot be judged and is never scored. */
  unscored: z.strictObject({ points: PointsText, why: z.string().min(1) }).optional(),
}
const Clause = z.strictObject(clauseWords)

const bounded = { max: PointsText.optional(), min: PointsText.optional(), ...adjustWords }

const Item = z.strictObject({
  ...clauseWords,
  title: z.string().min(1),
  start: PointsText.optional(),
  ...bounded,
  not_applicable: NotApplicableSchema.optional(),
  /** On a sheet without points: when it is met. */
  when: z.unknown().optional(),
  clauses: z.array(Clause).min(1).optional(),
})

const Heading = z.strictObject({
  id: Id,
  title: z.string().min(1),
  cites: z.string().optional(),
  /** Points that the heading begins with, where its items add and deduct. */
  start: PointsText.optional(),
  ...bounded,
  items: z.array(Item).min(1),
})

const Bonus = z.strictObject({
  title: z.string().min(1).optional(),
  cites: z.string().optional(),
  ...bounded,
  items: z.array(Item).min(1),
})

const SheetSchema = z.strictObject({
  id: Id,
  title: z.string().min(1),
  /** The kind of unit that is appraised. */
  appraises: z.string(),
  /** `parent`: the unit above. Otherwise the codes of the offices that appraise together. */
  appraiser: z.union([z.literal('parent'), z.array(z.string()).min(1)]),
  period: z.enum(['year', 'quarter', 'month']),
  /** `met`: items are met or not, and counted, 达标制. */
  result: z.enum(['points', 'met']).optional(),
  base: PointsText.optional(),
  headings: z.array(Heading).min(1),
  bonus: Bonus.optional(),
  vetoes: z.array(VetoSchema).optional(),
  grades: z.array(GradeSchema).min(1).optional(),
  /** What decides between equal totals, in this order: `bonus`, a heading or item, `previous_total`. */
  ties: z.array(z.string()).optional(),
})

export const DocumentSchema = z.strictObject({
  ruleset: z.string().regex(/^[0-9a-z][0-9a-z._-]{0,39}$/),
  grammar: z.literal('1'),
  title: z.string().min(1),
  document: z.string().optional(),
  authority: z.string().optional(),
  approvalBasis: z.string().optional(),
  effective: z.strictObject({ from: z.string().refine(isPlainDate) }),
  replaces: z.string().optional(),
  points: z.strictObject({ step: PointsText, round: z.enum(['half_up', 'floor', 'ceil']) }),
  duties: z.array(DutySchema).min(1).optional(),
  sheets: z.array(SheetSchema).min(1).optional(),
  accreditation: z.array(SchemeSchema).min(1).optional(),
  awards: z.array(AwardSchema).min(1).optional(),
  coverage: z.array(CoverSchema).min(1).optional(),
  /** Worked cases: they come into force with nothing, but prove that the text means what it says. */
  cases: z.array(z.unknown()).min(1).optional(),
})

export type RuleDocument = z.infer<typeof DocumentSchema>
export type SheetSpec = z.infer<typeof SheetSchema>
export type HeadingSpec = z.infer<typeof Heading>
export type ItemSpec = z.infer<typeof Item>
export type ClauseSpec = z.infer<typeof Clause>
export type LimitSpec = z.infer<typeof Limit>
export type BonusSpec = z.infer<typeof Bonus>

/** The parts of a rule set that come into force each by itself. */
export const parts = ['duties', 'sheets', 'accreditation', 'awards', 'coverage'] as const
export type Part = (typeof parts)[number]

/** Reads a document; what does not fit is added to the problems. */
export function readDocument(json: Json | undefined, problems: Problem[]): RuleDocument | undefined {
  const reading = beginning(problems)
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    problems.push({
      severity: 'error',
      path: [],
      words: { zh: '规则文本应是一组键值，以 ruleset: 开头', en: 'a rule set is a mapping that begins with ruleset:' },
    })
    return undefined
  }
  return readBy(DocumentSchema, json as JsonObject, reading)
}
