/** `where`: which rows of the fact table a measure looks at, by their columns. */
import { z } from 'zod'
import type { Day, Position, Words } from '../../events/event.js'
import type { ColumnKind } from '../../events/fields.js'
import { zhOf } from '../../events/labels.js'
import { columnsOfStanding, type StandingName, standings } from '../../events/standings.js'
import { dayOf, isPlainDate } from '../../events/time.js'
import type { Dictionary } from '../facts/dictionary.js'
import type { Facts } from '../facts/facts.js'
import { standingAt } from '../facts/query.js'
import type { Table } from '../facts/table.js'
import { EMPTY } from './cells.js'
import { compare, readDecimal } from './fraction.js'
import { at, DecimalText, fail, nearest, type Reading } from './reading.js'

/** Instead of a number: the mean of the column over all rows that are selected otherwise. */
export const MEAN = 'mean'
const Bound = z.union([DecimalText, z.literal(MEAN)])

const One = z.union([z.string(), z.boolean()])
const Bounds = z.strictObject({
  at_least: Bound.optional(),
  more_than: Bound.optional(),
  at_most: Bound.optional(),
  less_than: Bound.optional(),
})
const Plain = z.record(
  z.string(),
  z.union([One, z.array(One).min(1), Bounds, z.strictObject({ not: z.union([One, z.array(One).min(1)]) })]),
)
/** What another standing says in a column; `same: subject` looks only at what stands of the same subject. */
const Looked = z.strictObject({
  standing: z.string(),
  as: z.string().optional(),
  column: z.string(),
  same: z.literal('subject').optional(),
  where: Plain.optional(),
})
const Among = z.union([z.strictObject({ in: Looked }), z.strictObject({ not_in: Looked })])
/** A value, a list of values, bounds, `not` before a value or a list; or `in` and `not_in` before what another thing says. */
export const Where = z.record(z.string(), z.union([...Plain.valueType.options, ...Among.options]))
export type Where = z.infer<typeof Where>

/** Whether a row meets a condition, bound to one table. */
export type RowTest = (row: number) => boolean

/** What is known where a condition is bound: it may look at what else stands on the last day that counts. */
export interface Known {
  readonly facts: Facts
  readonly knownAt: Position
  readonly window: { readonly last: Day }
}

export interface Condition {
  readonly column: string
  /** What the condition asks for, for an explanation. */
  readonly words: Words
  bind(table: Table, known: Known): RowTest
}

const never: RowTest = () => false

/** Compiles `where` against the columns that the rows may have; `evidence` is a column of every happening. */
export function conditions(
  where: Where | undefined,
  columns: Readonly<Record<string, ColumnKind>>,
  reading: Reading,
): Condition[] {
  return Object.entries(where ?? {}).flatMap(([column, wanted]) => {
    const kind = column === 'evidence' ? 'count' : columns[column]
    if (kind === undefined) {
      const near = nearest(column, Object.keys(columns))
      fail(
        at(reading, column),
        `没有“${column}”这一栏${near ? `，是否应为“${near}”` : ''}`,
        `there is no column "${column}"${near ? `; did you mean "${near}"?` : ''}`,
      )
      return []
    }
    return [condition(column, kind, wanted, at(reading, column))]
  })
}

function condition(column: string, kind: ColumnKind, wanted: Where[string], reading: Reading): Condition {
  if (typeof wanted === 'object' && !Array.isArray(wanted) && ('in' in wanted || 'not_in' in wanted))
    return lookup(column, kind, wanted, reading)
  if (typeof wanted === 'object' && !Array.isArray(wanted) && !('not' in wanted)) return bounds(column, kind, wanted, reading)
  const negated = typeof wanted === 'object' && !Array.isArray(wanted)
  const value = typeof wanted === 'object' && 'not' in wanted ? wanted.not : wanted
  const list = (Array.isArray(value) ? value : [value]).map(String)
  if (kind !== 'code')
    for (const text of list)
      if (cellOf(kind, text) === undefined) fail(reading, `“${text}”不是这一栏的值`, `"${text}" is no value of this column`)
  const names = list.map((text) => zhOf(text, column)).join('、')
  return {
    column,
    words: negated
      ? { zh: `不属于${names}`, en: `${column} is not ${list.join(' or ')}` }
      : { zh: `属于${names}`, en: `${column} is ${list.join(' or ')}` },
    bind: (table) => {
      const cells = cellsOf(table, column)
      if (cells === undefined) return negated ? () => true : never
      const { values, codes } = cells
      const set = new Set(
        list
          .map((text) => (codes === undefined ? cellOf(kind, text) : codes.find(text)))
          .filter((cell) => cell !== -1 || codes === undefined),
      )
      return negated ? (row) => !set.has(values[row]) : (row) => set.has(values[row])
    },
  }
}

export const isBounds = (wanted: Where[string]): wanted is z.infer<typeof Bounds> =>
  typeof wanted === 'object' && !Array.isArray(wanted) && Object.keys(wanted).every((word) => Object.hasOwn(comparators, word))

function bounds(column: string, kind: ColumnKind, wanted: z.infer<typeof Bounds>, reading: Reading): Condition {
  if (kind !== 'count' && kind !== 'decimal') fail(reading, `“${column}”不是数，不能比较大小`, `"${column}" is no number`)
  const tests = Object.entries(wanted).flatMap(([word, text]) => {
    if (text === MEAN)
      fail(
        reading,
        '与平均数比较（mean）只用于工作记录的数字栏',
        'a mean is compared with only in a column of numbers of recorded happenings',
      )
    const limit = readDecimal(text as string)
    return limit === undefined ? [] : [{ word: word as keyof typeof comparators, text: text as string, limit }]
  })
  return {
    column,
    words: {
      zh: tests.map(({ word, text }) => `${comparators[word].zh}${text}`).join('且'),
      en: `${column} is ${tests.map(({ word, text }) => `${comparators[word].en} ${text}`).join(' and ')}`,
    },
    bind: (table) => {
      const cells = cellsOf(table, column)
      if (cells === undefined) return never
      const den = kind === 'decimal' ? 10_000 : 1
      return (row) => {
        const value = cells.values[row]!
        if (Number.isNaN(value) || value === EMPTY) return false
        return tests.every(({ word, limit }) => comparators[word].holds(compare(value, den, limit.num, limit.den)))
      }
    },
  }
}

/** Whether a cell is what a standing of something else says on the last day that counts, such as an open station. */
function lookup(column: string, kind: ColumnKind, wanted: z.infer<typeof Among>, reading: Reading): Condition {
  const [word, spec] = 'in' in wanted ? (['in', wanted.in] as const) : (['not_in', wanted.not_in] as const)
  const place = at(reading, word)
  const columns = Object.hasOwn(standings, spec.standing) ? columnsOfStanding(spec.standing as StandingName) : undefined
  if (columns === undefined) {
    const near = nearest(spec.standing, Object.keys(standings))
    fail(
      at(place, 'standing'),
      `没有“${spec.standing}”这种状态${near ? `，是否应为“${near}”` : ''}`,
      `there is no standing "${spec.standing}"${near ? `; did you mean "${near}"?` : ''}`,
    )
  } else if (kind !== 'code' || columns[spec.column] !== 'code')
    fail(
      at(place, 'column'),
      `“${column}”与${spec.standing}的“${spec.column}”不能对照，两边都应是代码栏`,
      `"${column}" cannot be looked up in "${spec.column}" of ${spec.standing}: both must be columns of codes`,
    )
  const inner = columns === undefined ? [] : conditions(spec.where, columns, at(place, 'where'))
  const label = columns === undefined ? spec.standing : standings[spec.standing as StandingName].label
  const [zh, en] = [inner.map(({ words }) => `（${words.zh}）`).join(''), inner.map(({ words }) => ` (${words.en})`).join('')]
  return {
    column,
    words:
      word === 'in'
        ? { zh: `在${label}${zh}之列`, en: `${column} is among ${spec.standing}${en}` }
        : { zh: `不在${label}${zh}之列`, en: `${column} is not among ${spec.standing}${en}` },
    bind: (table, known) => {
      const cells = table.column(column)
      const found = cells?.codes === undefined ? NOTHING : foundIn(spec, inner, cells.codes, known)
      const subject = spec.same === undefined ? undefined : table.subject
      return (row) => found.has(keyOf(cells?.values[row] ?? -1, subject?.[row])) === (word === 'in')
    },
  }
}

const NOTHING: ReadonlySet<string> = new Set()
const keyOf = (code: number, subject: number | undefined): string => `${subject ?? ''}/${code}`

/** The codes, in a dictionary, of what a standing says in a column on the last day that counts. */
function foundIn(
  { standing, as = 'unit', column, same }: z.infer<typeof Looked>,
  asked: readonly Condition[],
  codes: Dictionary,
  known: Known,
): ReadonlySet<string> {
  const found = new Set<string>()
  const table = known.facts.table(standing, as)
  const said = table?.column(column)
  if (table === undefined || said?.codes === undefined) return found
  const tests = asked.map((condition) => condition.bind(table, known))
  standingAt(table, undefined, known.window.last, known.knownAt, (row) => {
    const code = said.values[row]!
    if (code < 0 || !tests.every((test) => test(row))) return
    const here = codes.find(said.codes!.text(code))
    if (here >= 0) found.add(keyOf(here, same === undefined ? undefined : table.subject[row]))
  })
  return found
}

/** The comparisons of tests and conditions, with how they are read: 以上 includes, 超过 excludes. */
export const comparators = {
  at_least: { zh: '不少于', en: 'at least', holds: (order: number) => order >= 0 },
  more_than: { zh: '超过', en: 'more than', holds: (order: number) => order > 0 },
  at_most: { zh: '不超过', en: 'at most', holds: (order: number) => order <= 0 },
  less_than: { zh: '不满', en: 'less than', holds: (order: number) => order < 0 },
  equals: { zh: '等于', en: 'exactly', holds: (order: number) => order === 0 },
} as const

export function cellsOf(table: Table, column: string) {
  return column === 'evidence' ? { values: table.evidence, codes: undefined } : table.column(column)
}

function cellOf(kind: ColumnKind, text: string): number | undefined {
  if (kind === 'flag') return text === 'true' ? 1 : text === 'false' ? 0 : undefined
  if (kind === 'day') return isPlainDate(text) ? dayOf(text) : undefined
  const value = readDecimal(text)
  if (value === undefined) return undefined
  return kind === 'decimal' ? value.num * (10_000 / value.den) : value.den === 1 ? value.num : undefined
}
