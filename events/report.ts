/** What is filed, written and provided: plans, reports, publications, regulations, funds, premises. */
import { z } from 'zod'
import { defineEvent, happened, say } from './define.js'
import type { JsonObject } from './event.js'
import { AmountCny, Decimal, Level, listOf, Month, must, Name, oneOf, Title, UnitId, Year } from './fields.js'
import { enOf, periodZh, zhOf } from './labels.js'

/** v1 wrote the month as two numbers, `year` and `monthNumber`. */
const planV1 = ({ year, monthNumber, ...rest }: JsonObject): JsonObject => ({
  ...rest,
  month: `${Number(year)}-${String(Number(monthNumber)).padStart(2, '0')}`,
})

/** A monthly plan is filed with the next higher committee. `occurredOn` is the day of filing. */
export const MonthlyPlanFiled = defineEvent({
  label: '月工作方案上报',
  sentence: ({ unit, month, filedTo }) =>
    say(`${unit}向${filedTo}上报${periodZh(month)}工作方案`, `${unit} filed its plan of ${month} with ${filedTo}`),
  stream: ({ unit }) => `unit-${unit}`,
  period: ({ month }) => month,
  timing: 'filing',
  data: z.strictObject({ unit: UnitId, month: Month, filedTo: UnitId }),
  facts: ({ unit }) => [happened(unit)],
  upcasts: [planV1],
})

/** A party committee puts the monthly plan of a unit on its agenda. The plan counts without it. */
export const MonthlyPlanAcknowledged = defineEvent({
  label: '月工作方案列入党委议事日程',
  sentence: ({ unit, month, by }) =>
    say(`${by}将${unit}的${periodZh(month)}工作方案列入议事日程`, `${by} put the plan of ${unit} of ${month} on its agenda`),
  stream: ({ unit }) => `unit-${unit}`,
  period: ({ month }) => month,
  timing: 'filing',
  data: z.strictObject({ unit: UnitId, month: Month, by: UnitId }),
  facts: ({ unit }) => [happened(unit)],
})

/** The yearly statistical report is filed. */
export const AnnualReportFiled = defineEvent({
  label: '年度报表上报',
  sentence: ({ unit, year }) => say(`${unit}上报${periodZh(year)}度报表`, `${unit} filed its report of ${year}`),
  stream: ({ unit }) => `unit-${unit}`,
  period: ({ year }) => year,
  timing: 'yearly',
  data: z.strictObject({ unit: UnitId, year: Year }),
  facts: ({ unit }) => [happened(unit)],
})

/** A report of a survey goes to the committee of a level. */
export const SurveyReportSubmitted = defineEvent({
  label: '调研报告上报',
  sentence: ({ unit, title, level }) =>
    say(
      `${unit}上报${zhOf(level, 'level')}调研报告《${title}》`,
      `${unit} submitted the survey report "${title}" at ${enOf(level)} level`,
    ),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({ unit: UnitId, title: Title, level: Level }),
  facts: ({ unit }) => [happened(unit)],
})

/** A piece of information about the work of a unit is published. `level` is the level of the outlet. */
export const InformationPublished = defineEvent({
  label: '信息采用',
  sentence: ({ unit, title, outlet, level }) =>
    say(
      `${unit}的信息《${title}》被${zhOf(level, 'level')}${outlet === undefined ? '媒体' : `“${outlet}”`}采用`,
      `"${title}" of ${unit} was published at ${enOf(level)} level${outlet === undefined ? '' : ` by "${outlet}"`}`,
    ),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({ unit: UnitId, title: Title, outlet: Name.optional(), level: Level }),
  facts: ({ unit }) => [happened(unit)],
})

/** A body of the party or the government of a unit hears a report on the work of the committee. */
export const PartyReportHeard = defineEvent({
  label: '党委听取汇报',
  sentence: ({ unit, body }) =>
    say(`${unit}${zhOf(body)}听取关工委工作汇报`, `the ${enOf(body)} of ${unit} heard a report of the committee`),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({ unit: UnitId, body: oneOf(['party_committee', 'party_branch', 'party_group', 'government']) }),
  facts: ({ unit }) => [happened(unit)],
})

/** The six kinds of regulation that a committee should have. */
const RegulationKinds = listOf(oneOf(['duties', 'study', 'meeting', 'publicity', 'archive', 'commendation']), { min: 1, max: 6 })

/** A unit adopts regulations: one fact for each kind. */
export const RegulationAdopted = defineEvent({
  label: '建立制度',
  sentence: ({ unit, kinds }) =>
    say(
      `${unit}建立${kinds.map((kind) => zhOf(kind)).join('、')}制度`,
      `${unit} adopted regulations on ${kinds.map(enOf).join(', ')}`,
    ),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({ unit: UnitId, kinds: RegulationKinds }),
  rows: { kind: 'code' },
  facts: ({ unit, kinds }) => kinds.map((kind) => happened(unit, 'unit', { kind })),
})

/** Regulations are posted on the wall, 制度上墙: one fact for each kind. */
export const RegulationsPosted = defineEvent({
  label: '制度上墙',
  sentence: ({ unit, kinds }) =>
    say(
      `${unit}将${kinds.map((kind) => zhOf(kind)).join('、')}制度上墙`,
      `${unit} posted its regulations on ${kinds.map(enOf).join(', ')}`,
    ),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({ unit: UnitId, kinds: RegulationKinds }),
  rows: { kind: 'code' },
  facts: ({ unit, kinds }) => kinds.map((kind) => happened(unit, 'unit', { kind })),
})

/** Funds for the work of a year are allocated to a unit, in yuan. Several allocations of a year add up. */
export const FundsAllocated = defineEvent({
  label: '经费落实',
  sentence: ({ unit, year, amountCny }) =>
    say(`${unit}落实${periodZh(year)}度工作经费${amountCny}元`, `${unit} was allocated ${amountCny} yuan for ${year}`),
  stream: ({ unit }) => `unit-${unit}`,
  period: ({ year }) => year,
  timing: 'yearly',
  data: z.strictObject({ unit: UnitId, year: Year, amountCny: AmountCny }),
  facts: ({ unit }) => [happened(unit)],
})

/** Premises for the work are provided. `area` is in square metres. */
export const PremisesProvided = defineEvent({
  label: '阵地落实',
  sentence: ({ unit, kind, area }) =>
    say(
      `${unit}落实${zhOf(kind)}${area === undefined ? '' : `，面积${area}平方米`}`,
      `${unit} provided premises: ${enOf(kind)}${area === undefined ? '' : ` of ${area} square metres`}`,
    ),
  stream: ({ unit }) => `unit-${unit}`,
  data: z
    .strictObject({
      unit: UnitId,
      kind: oneOf(['office_room', 'activity_room', 'library', 'holiday_school', 'practice_base', 'sports_ground']),
      area: Decimal.optional(),
    })
    .refine(({ area }) => area?.startsWith('-') !== true, must('area', '不小于0的面积', 'an area from 0')),
  facts: ({ unit }) => [happened(unit)],
})
