/** What assessors decide: judgements of clauses, and bonus points granted or refused. */
import { z } from 'zod'
import { defineEvent, type Fact, happened, say } from './define.js'
import { AnyPeriod, Count, Decimal, field, Flag, listOf, must, Points, Reason, Slug, UnitId } from './fields.js'
import { periodZh } from './labels.js'

const streamOf = ({ period, unit }: { readonly period: string; readonly unit: string }) => `appraisal-${period}-${unit}`

const Case = z.strictObject({ level: Slug.optional(), count: Count, flags: listOf(Slug, { max: 10 }).optional() })

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
  return value.cases.map(({ level, count }) => happened(unit, 'unit', { kind: 'cases', level, count }))
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
  period: ({ period }) => period,
  timing: 'judgement',
  data: z.strictObject({
    sheet: Slug,
    period: AnyPeriod,
    unit: UnitId,
    clause: Slug,
    value: JudgedValue,
    reason: Reason,
    assessor: UnitId,
  }),
  rows: { kind: 'code', points: 'decimal', number: 'decimal', level: 'code', met: 'flag', count: 'count' },
  facts: ({ unit, value }) => judgedFacts(unit, value),
})

const bonusFields = { sheet: Slug, period: AnyPeriod, unit: UnitId, item: Slug, projectKey: Slug }

/** An office grants a unit bonus points for a project. */
export const BonusGranted = defineEvent({
  label: '加分认定',
  sentence: ({ unit, period, item, projectKey, points, reason, assessor }) =>
    say(
      `${assessor}认定${unit}的${periodZh(period)} ${item}（${projectKey}）加${points}分。理由：${reason}`,
      `${assessor} granted ${unit} ${points} points of ${item} (${projectKey}) for ${period}. Reason: ${reason}`,
    ),
  stream: streamOf,
  period: ({ period }) => period,
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
  period: ({ period }) => period,
  timing: 'judgement',
  data: z.strictObject({ ...bonusFields, reason: Reason, assessor: UnitId }),
  facts: ({ unit }) => [happened(unit)],
})
