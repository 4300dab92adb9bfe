/** A small district, written down row by row, for the tests of the referee. */
import type { Json, PlainDate } from '../../events/event.js'
import { countingDay, dayOf, FOREVER } from '../../events/time.js'
import { parse } from 'yaml'
import { contextOf, type UnitSheet } from './sheet.js'
import type { Fraction } from './fraction.js'
import { type Context, slowMeasure } from './measures.js'
import type { Duty } from './duties.js'
import { type Row, type World, worldOf } from './world.js'

/** The rows of one event, before it has a position. */
export type Recorded = readonly Omit<Row, 'position'>[]

/** A rule as the README writes it. All numbers stay texts. */
export const rule = <T = Json>(text: string): T => parse(text, { schema: 'failsafe' }) as T

/** Something happened on a day to one unit or several. */
export function happened(
  name: string,
  date: PlainDate,
  to: string | readonly string[],
  { as = 'unit', period, evidence = 0, ...cells }: Row['cells'] & { as?: string; period?: string; evidence?: number } = {},
): Recorded {
  const occurred = dayOf(date)
  const from = countingDay(occurred, period)
  return [to].flat().map((subject) => ({ name, as, subject, from, until: from + 1, occurred, period, evidence, cells }))
}

/** Something stood from a day until a day on which it no longer did. */
export function stood(
  name: string,
  subject: string,
  [since, until]: readonly [PlainDate, PlainDate?],
  { as = 'unit', ...cells }: Row['cells'] & { as?: string } = {},
): Recorded {
  const from = dayOf(since)
  const end = until === undefined ? FOREVER : dayOf(until)
  return [{ name, as, subject, from, until: end, occurred: from, period: undefined, evidence: 0, cells }]
}

const unit = (code: string, kind: string, parent: string | undefined, ...span: [PlainDate, PlainDate?]): Recorded =>
  stood('unit', code, span, { kind, name: `示例${code}`, parent })

/** A district of two streets. C004 was a village until July, C005 merged in September, C006 was founded in June 2025. */
export const district: readonly Recorded[] = [
  unit('D01', 'district', undefined, '2020-01-01'),
  unit('S01', 'street', 'D01', '2020-01-01'),
  unit('S02', 'street', 'D01', '2020-01-01'),
  unit('C001', 'community', 'S01', '2020-01-01'),
  unit('C002', 'community', 'S01', '2020-01-01'),
  unit('C003', 'community', 'S02', '2020-01-01'),
  [...unit('C004', 'village', 'S01', '2020-01-01', '2025-07-01'), ...unit('C004', 'community', 'S01', '2025-07-01')],
  unit('C005', 'community', 'S01', '2020-01-01', '2025-09-01'),
  unit('C006', 'community', 'S02', '2025-06-10'),
]

/** The world in which the district stands and these things were recorded, in this order after it. */
export const given = (...recorded: readonly Recorded[]): World =>
  worldOf([...district, ...recorded].flatMap((rows, position) => rows.map((row) => ({ ...row, position }))))

interface Question {
  readonly unit?: string
  readonly period?: string
  readonly asOf?: PlainDate
  readonly duties?: readonly Duty[]
  readonly item?: string
  readonly clause?: string
}

/** The context of a clause of the sheet `community`: of C001 in 2025, at the end of the year, if nothing else is said. */
export function ask(world: World, question: Question = {}): Context {
  const { unit = 'C001', period = '2025', asOf = '2025-12-31', duties = [], item = 'a.b', clause = 'a.b' } = question
  return contextOf({ world, duties, sheet: 'community', period, asOf: dayOf(asOf) }, unit, item, clause)
}

/** A fraction as people write it. */
export const shown = (value: Fraction | undefined): string =>
  value === undefined ? 'unknown' : value.d === 1n ? `${value.n}` : `${value.n}/${value.d}`

/** What a measure comes to. */
export const measured = (text: string, context: Context): string => shown(slowMeasure(rule(text), context).value)

/** Points as people write them, with two decimals at least. */
export function points(tenThousandths: number): string {
  const digits = String(Math.abs(tenThousandths)).padStart(5, '0')
  const text = `${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/0{1,2}$/, '')
  return tenThousandths < 0 ? `-${text}` : text
}

/** The line of a unit in a result: 基本分、加分、扣分、未评分、总分. */
export const line = ({ base, bonus, deduction, pending, total }: UnitSheet): string =>
  [base, bonus, deduction, pending, total].map(points).join(' ')
