/** Coverage, 覆盖面: whom it is about, and what of it is reached or counted; each cover is declared as data. */
import { z } from 'zod'
import type { Json, JsonObject, Words } from '../../events/event.js'
import { eventTypes } from '../../events/index.js'
import { fieldZh } from '../../events/labels.js'
import { columnsOfStanding, type StandingName, standings } from '../../events/standings.js'
import { compileDuty, type Duty, DutySchema } from './duty.js'
import { type Grouping, GROUPINGS } from './grouping.js'
import type { Measure } from './measure.js'
import { measure } from './measures.js'
import { compileOver, type Over, OverSchema } from './over.js'
import { at, fail, Id, nearest, type Reading } from './reading.js'
import { TypeNames } from './select.js'
import { test, type Test } from './test.js'

/** The words that a column is split by: a list of them, or all that records of some types have had. */
const Splitting = z.union([z.array(z.string()).min(1).max(60), z.strictObject({ of: TypeNames })])

const Part = z.strictObject({
  id: Id,
  title: z.string().min(1),
  cites: z.string().optional(),
  /** A test: how many of those whom the cover is about meet it. */
  when: z.unknown().optional(),
  /** A measure: how much there is, of all of them together. */
  count: z.unknown().optional(),
  /** A measure beside `count`: how much there should be. */
  of: z.unknown().optional(),
  /** Numbers below this are not shown: they could tell who is meant. */
  fewest: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .optional(),
  split: z.record(z.string(), Splitting).optional(),
  /** Together the words of a split mean nothing, such as the targets of several campaigns. */
  total: z.literal('none').optional(),
})

export const CoverSchema = z.strictObject({
  id: Id,
  title: z.string().min(1),
  cites: z.string().optional(),
  over: OverSchema,
  by: z.enum(GROUPINGS).optional(),
  /** Duties that only this cover speaks of. */
  duties: z.array(DutySchema).min(1).optional(),
  /** A standing whose entries are listed where one unit is asked about. */
  shows: z.strictObject({ standing: z.string(), as: z.string().optional() }).optional(),
  parts: z.array(Part).min(1),
})

export type CoverSpec = z.infer<typeof CoverSchema>
type PartSpec = z.infer<typeof Part>

/** What a part asks of the facts. */
export type Asked =
  | { readonly kind: 'test'; readonly test: Test }
  | { readonly kind: 'count'; readonly count: Measure; readonly of: Measure | undefined }

/** A column that a part is split by. */
export interface Split {
  readonly column: string
  /** The words in their order; undefined where they are those of the records of some types. */
  readonly words: readonly string[] | undefined
  readonly types: readonly string[]
}

export interface CoverPart {
  readonly id: string
  readonly title: string
  readonly cites: string | undefined
  readonly fewest: number
  readonly splits: readonly Split[]
  /** Whether it means something without being split. */
  readonly hasTotal: boolean
  readonly words: Words
  /** What is asked of the records whose split columns have these words; of all records without words. */
  asked(words?: readonly string[]): Asked
}

export interface Cover {
  readonly id: string
  readonly title: string
  readonly cites: string | undefined
  readonly over: Over
  readonly by: Grouping | undefined
  readonly duties: ReadonlyMap<string, Duty>
  readonly shows: { readonly standing: StandingName; readonly as: string; readonly columns: readonly string[] } | undefined
  readonly parts: readonly CoverPart[]
}

export function compileCover(spec: CoverSpec, reading: Reading): Cover {
  const duties = new Map((spec.duties ?? []).map((duty, i) => [duty.id, compileDuty(duty, at(reading, 'duties', i))]))
  const known = reading.duties && new Set([...reading.duties, ...duties.keys()])
  const seen = new Set<string>()
  return {
    id: spec.id,
    title: spec.title,
    cites: spec.cites,
    over: compileOver(spec.over, at(reading, 'over')),
    by: spec.by,
    duties,
    shows: spec.shows && shown(spec.shows, at(reading, 'shows')),
    parts: spec.parts.map((part, i) => {
      const inner = at({ ...reading, duties: known }, 'parts', i)
      if (seen.has(part.id)) fail(at(inner, 'id'), `编号“${part.id}”重复`, `the id "${part.id}" is used twice in the cover`)
      seen.add(part.id)
      return compilePart(part, inner)
    }),
  }
}

function shown({ standing, as = 'unit' }: { standing: string; as?: string | undefined }, reading: Reading): Cover['shows'] {
  if (Object.hasOwn(standings, standing)) {
    const name = standing as StandingName
    return { standing: name, as, columns: Object.keys(columnsOfStanding(name)) }
  }
  const near = nearest(standing, Object.keys(standings))
  fail(
    at(reading, 'standing'),
    `没有“${standing}”这种状态${near ? `，是否应为“${near}”` : ''}`,
    `there is no standing "${standing}"${near ? `; did you mean "${near}"?` : ''}`,
  )
  return undefined
}

function compilePart(spec: PartSpec, reading: Reading): CoverPart {
  if ((spec.when === undefined) === (spec.count === undefined))
    fail(reading, '应写“when”（条件）或“count”（数量）中的一个', 'a part has either "when", a test, or "count", a measure')
  else if (spec.of !== undefined && spec.count === undefined)
    fail(at(reading, 'of'), '“of”只写在“count”旁边', '"of" stands beside "count" only')
  if (spec.total !== undefined && spec.split === undefined)
    fail(at(reading, 'total'), '不写“split”的，不能写“total: none”', 'without "split" there is nothing but the total')
  const splits = Object.entries(spec.split ?? {}).map(([column, by]): Split => {
    const place = at(reading, 'split', column)
    if (Array.isArray(by)) return { column, words: by, types: [] }
    const types = typeof by.of === 'string' ? [by.of] : by.of
    for (const type of types)
      if (eventTypes.get(type)?.columns[column] !== 'code')
        fail(place, `“${type}”没有“${column}”这一代码栏`, `"${type}" has no column of codes "${column}"`)
    return { column, words: undefined, types }
  })
  const whole = askedOf(spec, reading)
  const asked = new Map<string, Asked>()
  const narrowed = (words: readonly string[], into: Reading): Asked => {
    const where = Object.fromEntries(splits.map(({ column }, i) => [column, words[i]!]))
    const part = { ...spec, when: narrow(spec.when, where, into), count: narrow(spec.count, where, into) }
    return askedOf({ ...part, of: narrow(spec.of, where, into) }, into)
  }
  // Whatever the words are, the columns must be there.
  if (splits.length > 0)
    narrowed(
      splits.map(({ words }) => words?.[0] ?? ''),
      reading,
    )
  return {
    id: spec.id,
    title: spec.title,
    cites: spec.cites,
    fewest: Number(spec.fewest ?? 0),
    splits,
    hasTotal: spec.total === undefined,
    words: partWords(whole),
    asked: (words) => {
      if (words === undefined) return whole
      const key = words.join('/')
      const known = asked.get(key) ?? narrowed(words, { ...reading, problems: [] })
      asked.set(key, known)
      return known
    },
  }
}

function askedOf({ when, count, of }: Pick<PartSpec, 'when' | 'count' | 'of'>, reading: Reading): Asked {
  if (count === undefined) return { kind: 'test', test: test(when as Json | undefined, at(reading, 'when')) }
  return {
    kind: 'count',
    count: measure(count as Json, at(reading, 'count')),
    of: of === undefined ? undefined : measure(of as Json, at(reading, 'of')),
  }
}

function partWords(asked: Asked): Words {
  if (asked.kind === 'test') return asked.test.words
  const { count, of } = asked
  if (of === undefined) return count.words
  return { zh: `${count.words.zh}，应为${of.words.zh}`, en: `${count.words.en}, of ${of.words.en}` }
}

/** Measures that look at records, and can be asked to look only at some. */
const ROW_WORDS = ['count', 'sum', 'latest', 'each', 'standing']

/** The same test or measure over the records that have these words in these columns. */
function narrow(value: unknown, where: JsonObject, reading: Reading): unknown {
  if (Array.isArray(value)) return value.map((item) => narrow(item, where, reading))
  if (typeof value !== 'object' || value === null) return value
  const spec = value as JsonObject
  if ('duty' in spec) {
    const columns = Object.keys(where).map((column) => fieldZh(column))
    fail(
      reading,
      `应尽工作不能按${columns.join('、')}细分，请为每一类各设一项应尽工作`,
      `a duty cannot be split by ${Object.keys(where).join(', ')}: declare a duty for each`,
    )
    return value
  }
  if (ROW_WORDS.some((word) => word in spec))
    return { ...spec, where: { ...(spec['where'] as JsonObject | undefined), ...where } }
  return Object.fromEntries(Object.entries(spec).map(([key, inner]) => [key, narrow(inner, where, reading)]))
}
