/** Worked cases of a rule document, 算例: a handful of facts, and what must come of them. They prove what the text means. */
import { z } from 'zod'
import type { Json, JsonObject, Period, PlainDate } from '../../events/event.js'
import { type Cadence, cadenceOf, dateOf, dayOf, isPlainDate, periodOf, spanOf } from '../../events/time.js'
import type { CompiledRules, Sheet } from './compile.js'
import { factGiven, type Given, judgedGiven, openingGiven, unitsGiven, usual } from './given.js'
import { at, beginning, fail, nearest, PointsText, readBy, type Reading } from './reading.js'
import type { Path, Problem } from './yaml.js'

/** Points, or `pending` where something is not judged yet. */
const Expected = z.union([PointsText, z.literal('pending')])
const PointsAt = z.record(z.string(), Expected)
const Flag = z.boolean()
const Words = z.array(z.string())

export const CaseSchema = z.strictObject({
  title: z.string().min(1).optional(),
  sheet: z.string().optional(),
  award: z.string().optional(),
  scheme: z.string().optional(),
  period: z
    .string()
    .refine((text) => cadenceOf(text) !== undefined)
    .optional(),
  as_of: z.string().refine(isPlainDate).optional(),
  /** The unit that the case is about. */
  unit: z.string().optional(),
  /** Further units, and what is other than usual about those that are there anyway. */
  units: z
    .record(
      z.string(),
      z.strictObject({
        kind: z.string().optional(),
        parent: z.string().optional(),
        from: z.string().refine(isPlainDate).optional(),
      }),
    )
    .optional(),
  facts: z.array(z.record(z.string(), z.unknown())).optional(),
  // One clause, and what its assessor found.
  clause: z.string().optional(),
  judged: z.unknown().optional(),
  gives: z.union([Expected, PointsAt]).optional(),
  gives_to: z.record(z.string(), PointsAt).optional(),
  grade: z.string().optional(),
  rank: z.string().optional(),
  void: Flag.optional(),
  // A scheme.
  meets: Flag.optional(),
  goods: z.record(z.string(), Flag).optional(),
  haves: z.record(z.string(), Flag).optional(),
  // An award.
  elected: Words.optional(),
  tied: Words.optional(),
  scores: z.record(z.string(), Expected).optional(),
  excluded: z.record(z.string(), z.string()).optional(),
})
export type CaseSpec = z.infer<typeof CaseSchema>

/** What a case is about. */
export type About =
  | { readonly part: 'sheets'; readonly sheet: Sheet }
  | { readonly part: 'awards'; readonly id: string; readonly channels: readonly string[] }
  | { readonly part: 'accreditation'; readonly id: string }

export interface WorkedCase {
  /** From 0, in the order of the text. */
  readonly index: number
  readonly title: string | undefined
  readonly path: Path
  readonly about: About
  readonly period: Period
  readonly asOf: PlainDate
  readonly unit: string
  readonly given: readonly Given[]
  /** In the short form the one clause that is looked at. */
  readonly clause: string | undefined
  readonly spec: CaseSpec
  /** Points that are expected: of which unit, at which address or under which of the words of a total. */
  readonly points: readonly { readonly unit: string; readonly address: string; readonly gives: string }[]
}

/** Beside addresses: what a whole sheet comes to. */
export const TOTALS = ['total', 'base', 'bonus', 'deduction', 'pending'] as const

/** Reads the cases of a document. What is wrong with them becomes problems. */
export function readCases(rules: CompiledRules, problems: Problem[]): readonly WorkedCase[] {
  const reading = beginning(problems)
  return (rules.document.cases ?? []).flatMap(
    (value, index) => readCase(value as Json, index, rules, at(reading, 'cases', index)) ?? [],
  )
}

function readCase(value: Json, index: number, rules: CompiledRules, reading: Reading): WorkedCase | undefined {
  const before = reading.problems.length
  const spec = readBy(CaseSchema, value, reading)
  const about = spec && aboutOf(spec, rules, reading)
  if (spec === undefined || about === undefined) return undefined
  const cadence = cadenceFor(about, rules)
  const period = spec.period ?? periodOf(dayOf(rules.document.effective.from), cadence)
  if (cadenceOf(period) !== cadence)
    fail(
      at(reading, 'period'),
      `考评期“${period}”与这张表的考评周期不符`,
      `the period "${period}" does not fit: it goes by ${cadence}`,
    )
  const asOf = spec.as_of ?? dateOf(spanOf(period).last)
  const kinds = kindsOf(about, rules)
  const unit = spec.unit ?? usual[kinds[0] ?? 'community'] ?? 'C001'
  const context = { about, period, asOf, unit }
  const given = [...unitsGiven(spec, unit, kinds[0] ?? 'community', reading), ...judgedGiven(spec, context, reading)]
  given.push(...openingGiven(spec, context, reading))
  ;(spec.facts ?? []).forEach((fact, i) => given.push(...factGiven(fact as JsonObject, context, at(reading, 'facts', i))))
  const points = pointsOfCase(spec, about, unit, reading)
  if (reading.problems.slice(before).some(({ severity }) => severity === 'error')) return undefined
  return { index, title: spec.title, path: reading.path, ...context, given, clause: spec.clause, spec, points }
}

function aboutOf({ sheet, award, scheme, clause, gives }: CaseSpec, rules: CompiledRules, reading: Reading): About | undefined {
  if (award !== undefined) {
    const found = rules.awards.get(award)
    if (found !== undefined) return { part: 'awards', id: award, channels: found.channels }
    unknown('award', award, rules.awards.keys(), reading)
  } else if (scheme !== undefined) {
    if (rules.schemes.has(scheme)) return { part: 'accreditation', id: scheme }
    unknown('scheme', scheme, rules.schemes.keys(), reading)
  } else {
    const found = sheetMeant({ sheet, clause, gives }, rules)
    if (found !== undefined) return { part: 'sheets', sheet: found }
    if (sheet !== undefined) unknown('sheet', sheet, rules.sheets.keys(), reading)
    else fail(reading, '要写明是哪张表、哪个奖项或哪个创建项目的算例', 'say of which sheet, award or scheme this is a case')
  }
  return undefined
}

/** The sheet that a case names, else the one that has what it is about, else the first. */
function sheetMeant({ sheet, clause, gives }: Pick<CaseSpec, 'sheet' | 'clause' | 'gives'>, { sheets }: CompiledRules) {
  if (sheet !== undefined) return sheets.get(sheet)
  const all = [...sheets.values()]
  const wanted = clause ?? (typeof gives === 'object' ? Object.keys(gives).find((address) => !isTotal(address)) : undefined)
  return all.find(({ nodes }) => wanted !== undefined && nodes.has(wanted)) ?? all[0]
}

function unknown(word: 'award' | 'scheme' | 'sheet', id: string, known: Iterable<string>, reading: Reading): void {
  const near = nearest(id, known)
  fail(
    at(reading, word),
    `没有“${id}”${near ? `，是否应为“${near}”` : ''}`,
    `there is no "${id}"${near ? `; did you mean "${near}"?` : ''}`,
  )
}

const isTotal = (address: string): boolean => (TOTALS as readonly string[]).includes(address)

const cadenceFor = (about: About, { schemes, awards }: CompiledRules): Cadence =>
  about.part === 'sheets' ? about.sheet.period : ((about.part === 'awards' ? awards : schemes).get(about.id)?.period ?? 'year')

const kindsOf = (about: About, { schemes }: CompiledRules): readonly string[] =>
  about.part === 'sheets'
    ? [about.sheet.appraises]
    : about.part === 'accreditation'
      ? (schemes.get(about.id)?.units ?? [])
      : ['community']

function pointsOfCase(
  { clause, gives, gives_to: others = {} }: CaseSpec,
  about: About,
  unit: string,
  reading: Reading,
): WorkedCase['points'] {
  const own = gives === undefined ? {} : typeof gives === 'object' ? gives : { [clause ?? 'total']: gives }
  const all = [...Object.entries({ [unit]: own }), ...Object.entries(others)]
  return all.flatMap(([code, wanted]) =>
    Object.entries(wanted).map(([address, expected]) => {
      const isThere = about.part === 'sheets' && (isTotal(address) || about.sheet.nodes.has(address))
      const near = isThere || about.part !== 'sheets' ? undefined : nearest(address, [...about.sheet.nodes.keys(), ...TOTALS])
      if (!isThere)
        fail(
          at(reading, 'gives'),
          `没有“${address}”这一项${near ? `，是否应为“${near}”` : ''}`,
          `there is no "${address}"${near ? `; did you mean "${near}"?` : ''}`,
        )
      return { unit: code, address, gives: expected }
    }),
  )
}
