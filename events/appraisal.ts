/** The appraisal of a unit: its course, and what assessors decide in it, judgements of clauses and bonus points. */
import { z } from 'zod'
import { defineEvent, type Fact, happened, say } from './define.js'
import type { JsonObject } from './event.js'
import { AnyPeriod, Count, Decimal, field, Flag, listOf, must, Note, oneOf, Points, Reason, Slug, UnitId } from './fields.js'
import { enOf, periodZh, zhOf } from './labels.js'

interface Of {
  readonly period: string
  readonly unit: string
}

const streamOf = ({ period, unit }: Of) => `appraisal-${period}-${unit}`
const periodOf = ({ period }: Of) => period
const appraisalFields = { sheet: Slug, period: AnyPeriod, unit: UnitId }

/** The appraisal of a unit by a sheet begins. */
export const AppraisalOpened = defineEvent({
  label: '考评启动',
  sentence: ({ sheet, period, unit }) =>
    say(`启动${unit}的${periodZh(period)}考评（${sheet}）`, `the appraisal of ${unit} by ${sheet} for ${period} was opened`),
  stream: streamOf,
  period: periodOf,
  timing: 'filing',
  data: z.strictObject(appraisalFields),
  facts: ({ unit }) => [happened(unit)],
})

/** The appraisal of a unit by a sheet is over. */
export const AppraisalClosed = defineEvent({
  label: '考评结束',
  sentence: ({ sheet, period, unit }) =>
    say(`${unit}的${periodZh(period)}考评（${sheet}）结束`, `the appraisal of ${unit} by ${sheet} for ${period} was closed`),
  stream: streamOf,
  period: periodOf,
  timing: 'judgement',
  data: z.strictObject(appraisalFields),
  facts: ({ unit }) => [happened(unit)],
})

/** A unit says what points it would give itself: one fact for each item. They stand beside the judgements, and do not count. */
export const SelfAssessmentSubmitted = defineEvent({
  label: '提交自评',
  sentence: ({ sheet, period, unit, items }) =>
    say(
      `${unit}提交${periodZh(period)}自评（${sheet}），共${items.length}项`,
      `${unit} assessed itself by ${sheet} for ${period} (items: ${items.length})`,
    ),
  stream: streamOf,
  period: periodOf,
  timing: 'filing',
  data: z
    .strictObject({
      ...appraisalFields,
      items: z
        .array(z.strictObject({ item: Slug, points: Points, note: Note.optional() }))
        .min(1)
        .max(200),
    })
    .refine(
      ({ items }) => new Set(items.map(({ item }) => item)).size === items.length,
      must('items', '每个项目只列一次', 'each item once'),
    ),
  rows: { item: 'code', points: 'decimal' },
  facts: ({ unit, items }) => items.map(({ item, points }) => happened(unit, 'unit', { item, points })),
})

/** An office inspects a unit: one fact for each finding, and one when nothing was found. */
export const InspectionHeld = defineEvent({
  label: '检查验收',
  sentence: ({ sheet, period, unit, method, findings, assessor }) => {
    const found = findings.length === 0 ? '未发现问题' : `发现问题${findings.length}个`
    return say(
      `${assessor}检查${unit}的${periodZh(period)}工作（${sheet}，${zhOf(method)}），${found}`,
      `${assessor} inspected ${unit} by ${sheet} for ${period} (${enOf(method)}; findings: ${findings.length})`,
    )
  },
  stream: streamOf,
  period: periodOf,
  timing: 'judgement',
  data: z.strictObject({
    ...appraisalFields,
    method: oneOf(['on_site', 'records', 'cross', 'unannounced']),
    findings: z.array(z.strictObject({ item: Slug.optional(), note: Note })).max(100),
    assessor: UnitId,
  }),
  rows: { item: 'code' },
  facts: ({ unit, findings }) =>
    findings.length === 0 ? [happened(unit)] : findings.map(({ item }) => happened(unit, 'unit', { item })),
})

/** What was found, how often; and the points that the assessor gives each, where the rules leave a range. */
const Case = z.strictObject({
  level: Slug.optional(),
  count: Count,
  points: Points.optional(),
  flags: listOf(Slug, { max: 10 }).optional(),
})

/** v1 had no points of cases. */
const judgedV1 = (data: JsonObject): JsonObject => data

const JudgedValue = field(
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('points'), points: Points }),
    z.strictObject({ kind: z.literal('number'), number: Decimal }),
    z.strictObject({ kind: z.literal('level'), level: Slug }),
    z.strictObject({ kind: z.literal('met'), met: Flag }),
    z.strictObject({ kind: z.literal('cases'), cases: z.array(Case).max(100) }),
  ]),
  {
    expected: {
      zh: 'kind 为 points、number、level、met 或 cases 的评定值，如 {"kind":"points","points":"4.50"}',
      en: 'a value of the kind points, number, level, met or cases, such as {"kind":"points","points":"4.50"}',
    },
  },
)
type JudgedValue = z.infer<typeof JudgedValue>

function judgedWords(value: JudgedValue): { readonly zh: string; readonly en: string } {
  switch (value.kind) {
    case 'points':
      return say(`${value.points}分`, `${value.points} points`)
    case 'number':
      return say(`数值${value.number}`, `the number ${value.number}`)
    case 'level':
      return say(`等次${value.level}`, `level ${value.level}`)
    case 'met':
      return value.met ? say('达到要求', 'met') : say('未达到要求', 'not met')
    case 'cases': {
      const count = value.cases.reduce((sum, one) => sum + one.count, 0)
      return say(`${count}起`, `${count} cases`)
    }
  }
}

/** Cases give a row each, so that they can be counted by level; "no cases" is a judgement too, of a count of 0. */
function judgedFacts(unit: string, value: JudgedValue): Fact[] {
  if (value.kind !== 'cases') return [happened(unit, 'unit', value)]
  if (value.cases.length === 0) return [happened(unit, 'unit', { kind: 'cases', count: 0 })]
  return value.cases.map(({ flags, ...found }) =>
    happened(unit, 'unit', { kind: 'cases', ...found, ...(flags && { flags: flags.join(' ') }) }),
  )
}

/**
 * An office judges one clause of a sheet for one unit, with a reason. `clause` is its address inside the sheet,
 * `heading.item.clause`. The person who judged is the actor of the event.
 */
export const ItemJudged = defineEvent({
  label: '考评评分',
  sentence: ({ unit, period, clause, value, reason, assessor }) => {
    const { zh, en } = judgedWords(value)
    return say(
      `${assessor}评定${unit}的${periodZh(period)} ${clause}：${zh}。理由：${reason}`,
      `${assessor} judged ${clause} of ${unit} for ${period}: ${en}. Reason: ${reason}`,
    )
  },
  stream: streamOf,
  period: periodOf,
  timing: 'judgement',
  data: z.strictObject({
    ...appraisalFields,
    clause: Slug,
    value: JudgedValue,
    reason: Reason,
    assessor: UnitId,
  }),
  rows: { kind: 'code', points: 'decimal', number: 'decimal', level: 'code', met: 'flag', count: 'count', flags: 'code' },
  facts: ({ unit, value }) => judgedFacts(unit, value),
  upcasts: [judgedV1],
})

const bonusFields = { ...appraisalFields, item: Slug, projectKey: Slug }

/** An office grants a unit bonus points for a project. */
export const BonusGranted = defineEvent({
  label: '加分认定',
  sentence: ({ unit, period, item, projectKey, points, reason, assessor }) =>
    say(
      `${assessor}认定${unit}的${periodZh(period)} ${item}（${projectKey}）加${points}分。理由：${reason}`,
      `${assessor} granted ${unit} ${points} points of ${item} (${projectKey}) for ${period}. Reason: ${reason}`,
    ),
  stream: streamOf,
  period: periodOf,
  timing: 'judgement',
  data: z
    .strictObject({ ...bonusFields, points: Points, reason: Reason, assessor: UnitId })
    .refine(({ points }) => !points.startsWith('-'), must('points', '不小于0的分数', 'points from 0')),
  facts: ({ unit }) => [happened(unit)],
})

/** An office refuses bonus points for a project: an honour with the same `projectKey` does not count either. */
export const BonusRefused = defineEvent({
  label: '不予加分',
  sentence: ({ unit, period, item, projectKey, reason, assessor }) =>
    say(
      `${assessor}对${unit}的${periodZh(period)} ${item}（${projectKey}）不予加分。理由：${reason}`,
      `${assessor} refused ${unit} a bonus of ${item} (${projectKey}) for ${period}. Reason: ${reason}`,
    ),
  stream: streamOf,
  period: periodOf,
  timing: 'judgement',
  data: z.strictObject({ ...bonusFields, reason: Reason, assessor: UnitId }),
  facts: ({ unit }) => [happened(unit)],
})

/** How the year-end reward follows from the result. A factor, never money. */
export const YearEndRewardLinked = defineEvent({
  label: '与年终奖挂钩',
  sentence: ({ sheet, period, unit, factor }) =>
    say(
      `${unit}的${periodZh(period)}考评（${sheet}）与年终奖挂钩，系数${factor}`,
      `the result of ${unit} by ${sheet} for ${period} sets its year-end reward, factor ${factor}`,
    ),
  stream: streamOf,
  period: periodOf,
  timing: 'judgement',
  data: z
    .strictObject({ ...appraisalFields, factor: Decimal })
    .refine(({ factor }) => !factor.startsWith('-'), must('factor', '不小于0的系数', 'a factor from 0')),
  facts: ({ unit }) => [happened(unit)],
})
