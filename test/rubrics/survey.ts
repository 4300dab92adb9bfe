/** Published sheets as they were surveyed: items, the shapes of their clauses, and what a shape says in numbers. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Json, JsonObject } from '../../events/event.js'

const Clause = z.strictObject({ shape: z.string(), params: z.record(z.string(), z.json()) })
const Item = z.strictObject({
  id: z.string(),
  criterion: z.string(),
  title: z.string(),
  max: z.union([z.number(), z.string(), z.null()]),
  modifiers: z.array(z.string()).optional(),
  clauses: z.array(Clause).min(1),
})
const Survey = z.strictObject({ rubric: z.string(), total: z.number().nullable(), items: z.array(Item) })

export type Survey = z.infer<typeof Survey>
/** One clause of a published item. */
export type Printed = z.infer<typeof Clause>

export const fileOf = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')

export const surveyOf = (rubric: string): Survey => Survey.parse(JSON.parse(fileOf(`${rubric}.json`)))

/** Shapes in which the sheet itself leaves the points to whoever judges. */
const OPEN_TO_JUDGEMENT = new Set(['judgement', 'range_deduct', 'range_add', 'manual_open', 'graded_scale'])

/** Whether an assessor may say points. Below a ratio, some sheets leave a range as well. */
export const mayJudgePoints = ({ shape, params }: Printed): boolean =>
  OPEN_TO_JUDGEMENT.has(shape) || params['else_range_deduct'] !== undefined

const amount = (value: Json | undefined): number => Number(value)
const isNumber = (value: unknown): value is number => typeof value === 'number'
const numbersOf = (value: Json | undefined): number[] => {
  if (isNumber(value)) return [value]
  return typeof value === 'object' && value !== null ? Object.values(value as JsonObject).flatMap(numbersOf) : []
}

/** Points that a shape gives when it applies once, in the words of the survey. A shape that is not here prints none. */
const onceByShape: Readonly<Record<string, (params: Printed['params']) => readonly number[]>> = {
  case_deduct: ({ per_case }) => [-amount(per_case)],
  case_add: ({ per_case }) => [amount(per_case)],
  flat_deduct: ({ deduct }) => [0, -amount(deduct)],
  flat_add: ({ add }) => [0, amount(add)],
  range_deduct: ({ min, max }) => [-amount(min), -amount(max)],
  range_add: ({ min, max }) => [amount(min), amount(max)],
  level_table: ({ table }) => numbersOf(table),
  ratio_threshold: ({ else_deduct, else_range_deduct }) =>
    else_range_deduct === undefined ? [-amount(else_deduct)] : [-numbersOf(else_range_deduct)[0]!],
  ratio_step_deduct: ({ per_step }) => [0, -amount(per_step)],
  shortfall_deduct: ({ per_missing, deduct }) => [-amount(per_missing ?? deduct)],
  excess_add: ({ per_extra, per_step, cap }) => [amount(per_extra ?? per_step), ...numbersOf(cap)],
  band_table: ({ bands }) => (bands as JsonObject[]).map(({ pts }) => amount(pts)),
  deadline: ({ late_deduct }) => [-amount(late_deduct)],
  relative_peer: ({ above_add, below_deduct }) => [0, amount(above_add), -amount(below_deduct)],
  streak: ({ deduct, per_extra_year, reward_by_years }) =>
    reward_by_years === undefined
      ? [0, -amount(deduct), -amount(deduct) - amount(per_extra_year)]
      : [0, ...numbersOf(reward_by_years)],
  external_import: ({ map }) => numbersOf(map),
}

export const pointsPrinted = ({ shape, params }: Printed): readonly number[] => onceByShape[shape]?.(params) ?? []

/** Values at which the points of a shape change, as an assessor would say them. */
export function boundsPrinted({ shape, params }: Printed): readonly number[] {
  if (shape === 'ratio_threshold') return [amount(params['threshold'])]
  if (shape === 'ratio_step_deduct') return [amount(params['target']), amount(params['target']) - amount(params['step_pp']) / 100]
  if (shape === 'shortfall_deduct') return [amount(params['required'])]
  if (shape === 'excess_add') return [amount(params['base'] ?? params['step'])]
  if (shape === 'band_table') return (params['bands'] as JsonObject[]).map(({ min }) => amount(min))
  return []
}

/** Every number that the survey has of a clause, without its sign. Percentage points are ratios. */
export const numbersPrinted = ({ params }: Printed): readonly number[] =>
  Object.entries(params).flatMap(([name, value]) =>
    numbersOf(value as Json).map((number) => Math.abs(name === 'step_pp' ? number / 100 : number)),
  )
