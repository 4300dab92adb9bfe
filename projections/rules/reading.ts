/** Reading a document: where we are in it, and what is wrong there. */
import { z } from 'zod'
import type { Json, Words } from '../../events/event.js'
import type { SheetSpec } from './document.js'
import { readBound, readDecimal, type Rounding } from './fraction.js'
import type { Path, Problem } from './yaml.js'

/** A place in a document, and the list to which problems go. */
export interface Reading {
  readonly path: Path
  readonly problems: Problem[]
  /** The sheet, and the clause's address in it: what a judgement is filed under. */
  readonly sheet: string
  readonly address: string
  /** Address of the item that the clause stands in: what a bonus is granted or refused under. */
  readonly item: string
  /** The most points that the clause can have, in 1/10,000, where that is written. */
  readonly most?: number | undefined
  /** Every clause ends on a multiple of `step` (points in 1/10,000), rounded this way. */
  readonly step: number
  readonly round: Rounding
  /** Duties that a measure may name; undefined where the set has none of its own and those in force will be used. */
  readonly duties: ReadonlySet<string> | undefined
  /** Sheets that a measure may name; undefined where the set has none of its own and those in force will be used. */
  readonly sheets: readonly SheetSpec[] | undefined
  /** Where results are used, so that circles among them are found. */
  readonly uses: ScoreUse[]
  /** Titles of the awards that a measure may name; undefined where the set has none of its own. */
  readonly awards?: ReadonlyMap<string, string>
  /** The award that a measure stands in: what its candidates are, and how they are voted on. */
  readonly award?: AwardRead
}

/** A place that uses a result: of which sheet, and of what in it. */
export interface ScoreUse {
  readonly reading: Reading
  readonly sheet: string
  /** Without it the total. */
  readonly address: string | undefined
}

/** What the measures inside an award have to know about it. */
export interface AwardRead {
  readonly id: string
  /** The role in which its candidates have their facts. */
  readonly subject: string
  readonly channels: readonly string[]
  /** Most points that a juror gives, where experts score. */
  readonly expertMax: number | undefined
}

/** The beginning of a document of which nothing is known yet. */
export const beginning = (problems: Problem[]): Reading => ({
  ...{ path: [], problems, sheet: '', address: '', item: '', step: 100, round: 'half_up' as const },
  ...{ duties: undefined, sheets: undefined, uses: [] },
})

export const at = (reading: Reading, ...steps: readonly (string | number)[]): Reading => ({
  ...reading,
  path: [...reading.path, ...steps],
})

export const fail = (reading: Reading, zh: string, en: string): void => {
  reading.problems.push({ severity: 'error', path: reading.path, words: { zh, en } })
}

export const warn = (reading: Reading, zh: string, en: string): void => {
  reading.problems.push({ severity: 'warning', path: reading.path, words: { zh, en } })
}

/** A decimal text, which may end in `%`. */
export const DecimalText = z.string().refine((text) => readDecimal(text) !== undefined)
/** A number that something is compared with: a decimal text or a fraction such as `1/3`. */
export const BoundText = z.string().refine((text) => readBound(text) !== undefined)
/** A decimal text in points. */
export const PointsText = z.string().refine((text) => readDecimal(text) !== undefined && !text.endsWith('%'))
/** An id inside a rule set. */
export const Id = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/)

/** Reads a value by a schema; what does not fit becomes problems at its place. */
export function readBy<S extends z.ZodType>(schema: S, value: Json | undefined, reading: Reading): z.infer<S> | undefined {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  for (const issue of result.error.issues) {
    const place = at(reading, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step))))
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys) unknownKey(at(place, key), key, keysAt(schema, issue.path))
    else fail(place, ...whatIsRight(issue))
  }
  return undefined
}

function unknownKey(reading: Reading, key: string, known: readonly string[]): void {
  const near = nearest(key, known)
  fail(
    reading,
    `没有“${key}”这个写法${near === undefined ? '' : `，是否应为“${near}”`}`,
    `there is no "${key}" here${near === undefined ? '' : `; did you mean "${near}"?`}`,
  )
}

function whatIsRight(issue: z.core.$ZodIssue): [string, string] {
  const last = String(issue.path.at(-1) ?? '')
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? [`缺少“${last}”`, `"${last}" is missing`]
        : [
            `“${last}”的写法不对，应为${kindWords[issue.expected]?.zh ?? issue.expected}`,
            `"${last}" must be ${kindWords[issue.expected]?.en ?? issue.expected}`,
          ]
    case 'invalid_value':
      return [
        `“${last}”应为下列之一：${issue.values.map(String).join('、')}`,
        `"${last}" must be one of ${issue.values.map(String).join(', ')}`,
      ]
    case 'invalid_format':
      return [
        `“${last}”应由小写字母开头，只含小写字母、数字和下划线`,
        `"${last}" must be lower-case letters, digits and underscores`,
      ]
    default:
      return [`“${last}”的值不对`, `"${last}" has a wrong value`]
  }
}

const kindWords: Readonly<Record<string, Words>> = {
  string: { zh: '文字或数', en: 'a text or a number' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '一组键值', en: 'a mapping' },
  record: { zh: '一组键值', en: 'a mapping' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
}

function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let inner: z.ZodType = schema
  for (const step of path) {
    while (inner instanceof z.ZodOptional) inner = inner.unwrap() as z.ZodType
    if (inner instanceof z.ZodObject) inner = (inner.shape as Record<string, z.ZodType>)[String(step)] ?? inner
    else if (inner instanceof z.ZodArray) inner = inner.element as z.ZodType
    while (inner instanceof z.ZodOptional) inner = inner.unwrap() as z.ZodType
  }
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : []
}

/** The known word that is nearest to a misspelt one, if any is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Math.floor(word.length / 3) + 1
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < least) [best, least] = [candidate, distance]
  }
  return best
}

/** Insertions, deletions, replacements and swapped neighbours between two words. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, i) => i)]
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swapped = isSwapped ? rows[i - 2]![j - 2]! + 1 : Infinity
      row.push(Math.min(replaced, rows[i - 1]![j]! + 1, row[j - 1]! + 1, swapped))
    }
    rows.push(row)
  }
  return rows[a.length]![b.length]!
}
