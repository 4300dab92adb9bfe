/** The one loop over rows: which happenings of which types count for which unit, each at most once. */
import { dateZh } from '../../events/labels.js'
import { z } from 'zod'
import type { Words } from '../../events/event.js'
import { eventTypes } from '../../events/index.js'
import { BEGINNING, dateOf } from '../../events/time.js'
import type { Facts } from '../facts/facts.js'
import type { Table } from '../facts/table.js'
import { numberOf, textOf, valueOf } from './cells.js'
import { refusedBonuses } from './decisions.js'
import { type Frame, standingDayOf } from './frame.js'
import { at, fail, nearest, type Reading } from './reading.js'
import { coderOf, nothingSeen, type Seen } from './seen.js'
import { type Condition, conditions, type RowTest, Where } from './where.js'

/** The words that every measure over happenings shares. */
export const selectionWords = {
  as: z.string().optional(),
  where: Where.optional(),
  distinct: z.string().optional(),
  of: z.string().optional(),
  /** Which days count: those of the period, or all days up to its last one. */
  in: z.enum(['period', 'ever']).optional(),
}
export const TypeNames = z.union([z.string(), z.array(z.string()).min(1)])

export interface Selection {
  readonly types: readonly string[]
  readonly as: string
  readonly conditions: readonly Condition[]
  /** A column, or `subject`; without it an event counts once, however many rows it has. */
  readonly distinct: string | undefined
  /** A kind of unit: what counts are the facts of the children of that kind. */
  readonly of: string | undefined
  /** Whether everything up to the last day of the window counts, 历年累计. */
  readonly isEver: boolean
  /** Address of the item: what was refused a bonus under it does not count. */
  readonly item: string
  /** A column by which an event counts once for each of its words. */
  readonly perWord?: string
  /** A number column: rows that have nothing there are passed over. */
  readonly filled?: string
  /** Every row is visited, also several of one event. */
  readonly isEveryRow?: boolean
  /** It matters which of the rows with one `distinct` value counts: the one recorded first. */
  readonly isFirst?: boolean
}

interface SelectionSpec {
  readonly in?: 'period' | 'ever' | undefined
  readonly as?: string | undefined
  readonly where?: Where | undefined
  readonly distinct?: string | undefined
  readonly of?: string | undefined
}

/** Compiles the selection of a measure over one type of event or a list of types. */
export function selection(typeNames: string | readonly string[], spec: SelectionSpec, reading: Reading): Selection {
  const types = [...new Set(typeof typeNames === 'string' ? [typeNames] : typeNames)]
  for (const type of types) {
    if (eventTypes.has(type)) continue
    const near = nearest(type, eventTypes.keys())
    fail(
      reading,
      `没有“${type}”这种工作记录${near ? `，是否应为“${near}”` : ''}`,
      `there is no event type "${type}"${near ? `; did you mean "${near}"?` : ''}`,
    )
  }
  const columns = Object.assign({}, ...types.map((type) => eventTypes.get(type)?.columns ?? {})) as NonNullable<
    ReturnType<typeof eventTypes.get>
  >['columns']
  if (spec.distinct !== undefined && spec.distinct !== 'subject' && columns[spec.distinct] === undefined)
    fail(at(reading, 'distinct'), `没有“${spec.distinct}”这一栏`, `there is no column "${spec.distinct}"`)
  return {
    types,
    as: spec.as ?? reading.award?.subject ?? 'unit',
    conditions: types.some((type) => !eventTypes.has(type)) ? [] : conditions(spec.where, columns, at(reading, 'where')),
    distinct: spec.distinct,
    of: spec.of,
    isEver: spec.in === 'ever',
    item: reading.item,
  }
}

/** The days whose happenings count for a selection. What there ever was is looked at on the day of the standings. */
const windowOf = (frame: Frame, { isEver }: Selection) =>
  isEver ? { first: BEGINNING, last: standingDayOf(frame) } : frame.window

/** The Chinese name of the selected types: 开展活动、举办培训. */
export const selectionLabel = ({ types }: Selection): Words => ({
  zh: types.map((type) => eventTypes.get(type)?.label ?? type).join('、'),
  en: types.join(', '),
})

const BLOCK = 1024
/** How many days outside the window an explanation still mentions. */
const NEAR_DAYS = 31

/** What is done with a row that counts, for the unit of an index. */
export type Visit = (unit: number, row: number) => void

/**
 * Visits every row that counts.
 *
 * @param enter is given each table once, so that what it reads of a row is looked up once and not for every row
 */
export function scan(frame: Frame, selected: Selection, enter: (table: Table) => Visit): void {
  const unitOf = selected.of === undefined ? frame.unitOf : frame.childOf(selected.of)
  const { first, last } = windowOf(frame, selected)
  const { knownAt, trace } = frame
  const { distinct, isFirst = false } = selected
  // Without a trace nobody sees which of the rows of one value counts, unless the measure takes more from it.
  const firsts = distinct !== undefined && (isFirst || trace !== undefined) ? firstsOf(frame, distinct) : undefined
  const repetitions = firsts === undefined ? repetitionsOf(frame, selected) : () => () => false
  for (const type of selected.types) {
    const table = frame.facts.table(type, selected.as)
    if (table === undefined) continue
    const meets = everyTest(selected.conditions.map((condition) => condition.bind(table, frame)))
    if (trace !== undefined) traceRejected(frame, selected, table, unitOf)
    const passes = passesOf(frame, selected, table)
    const isRepeated = repetitions(table)
    const visit = firsts?.offer(table, enter(table)) ?? enter(table)
    const { subject, from, knownUntil, blockFirst, blockLast } = table
    const end = table.prefix(knownAt)
    for (let block = 0; block * BLOCK < end; block += 1) {
      if (blockLast[block]! < first || blockFirst[block]! > last) continue
      const stop = Math.min(end, (block + 1) * BLOCK)
      for (let row = block * BLOCK; row < stop; row += 1) {
        const day = from[row]!
        if (day < first || day > last || knownUntil[row]! <= knownAt) continue
        const unit = unitOf[subject[row]!]!
        if (unit >= 0 && meets(row) && passes(unit, row) && !isRepeated(unit, row)) visit(unit, row)
      }
    }
  }
  firsts?.visit()
}

/** Of the rows with one value the one that was recorded first: a correction lies later in the table than what it corrects. */
function firstsOf(frame: Frame, distinct: string) {
  const firsts = new Map<string, { readonly position: number; readonly visit: () => void }>()
  return {
    offer:
      (table: Table, visit: Visit): Visit =>
      (unit, row) => {
        const value = seenAs(frame.facts, table, { distinct, perWord: undefined }, unit, row)
        const position = table.position[row]!
        const before = value === undefined ? undefined : firsts.get(value)
        if (value === undefined) frame.trace?.rejected(position, EMPTY_CELL)
        else if (before === undefined || position < before.position)
          firsts.set(value, { position, visit: () => visit(unit, row) })
        if (before !== undefined) frame.trace?.rejected(Math.max(position, before.position), REPEATED)
      },
    visit: () => {
      for (const { visit } of firsts.values()) visit()
    },
  }
}

/** Whether a row has the number that is asked for, and whether its project was not refused a bonus under the item. */
function passesOf(frame: Frame, { filled, item }: Selection, table: Table): (unit: number, row: number) => boolean {
  const isRefused =
    table.column('projectKey') === undefined ? undefined : frame.once(`refused ${item}`, () => refusedBonuses(frame, item))
  if (filled === undefined && isRefused === undefined) return () => true
  return (unit, row) => {
    const isEmpty = filled !== undefined && numberOf(table, filled, row) === undefined
    if (!isEmpty && isRefused?.(unit, textOf(table, 'projectKey', row)) !== true) return true
    frame.trace?.rejected(table.position[row]!, isEmpty ? EMPTY_CELL : BONUS_REFUSED)
    return false
  }
}

export const BONUS_REFUSED: Words = { zh: '不予加分', en: 'the bonus was refused' }

type IsRepeated = (unit: number, row: number) => boolean

/** Whether the same thing was seen before for a unit: the same event, or the same value of the `distinct` column. */
function repetitionsOf(frame: Frame, { distinct, perWord, types, isEveryRow = false }: Selection): (table: Table) => IsRepeated {
  if (isEveryRow && distinct === undefined) return () => () => false
  if (distinct === undefined && perWord === undefined) {
    // The rows of one event lie together, so that the last one seen is enough to know.
    const last = new Int32Array(frame.units.length).fill(-1)
    return ({ position }) =>
      (unit, row) => {
        if (last[unit] === position[row]) return true
        last[unit] = position[row]!
        return false
      }
  }
  // Codes are those of one table; the values of several tables, and the words of one event, are compared by their texts.
  if (distinct !== undefined && (distinct === 'subject' || types.length === 1)) {
    let seen: Seen | undefined
    return (table) => {
      const { code: codeOf, size } = coderOf(frame.facts, table, distinct)
      const known = (seen ??= nothingSeen(frame.units.length, size))
      return (unit, row) => {
        const code = codeOf(row)
        if (code >= 0 && !known.has(unit, code)) {
          known.add(unit, code)
          return false
        }
        frame.trace?.rejected(table.position[row]!, code < 0 ? EMPTY_CELL : REPEATED)
        return true
      }
    }
  }
  const seen = new Set<string>()
  return (table) => (unit, row) => {
    const value = seenAs(frame.facts, table, { distinct, perWord }, unit, row)
    if (value !== undefined && !seen.has(value)) {
      seen.add(value)
      return false
    }
    frame.trace?.rejected(table.position[row]!, value === undefined ? EMPTY_CELL : REPEATED)
    return true
  }
}

/** What a row is seen as: its unit with the value of the column, or with the event and its word. */
function seenAs(
  facts: Facts,
  table: Table,
  { distinct, perWord }: { readonly distinct: string | undefined; readonly perWord: string | undefined },
  unit: number,
  row: number,
): string | undefined {
  if (distinct === undefined) return `${unit}/${table.position[row]}/${valueOf(table, perWord ?? '', row)}`
  const value = distinct === 'subject' ? facts.subjects.text(table.subject[row]!) : valueOf(table, distinct, row)
  return value === undefined ? undefined : `${unit}/${value}`
}

/** One test for all. */
export function everyTest(tests: readonly RowTest[]): RowTest {
  const [first, ...others] = tests
  if (first === undefined) return () => true
  return others.length === 0 ? first : (row) => tests.every((test) => test(row))
}

export const EMPTY_CELL: Words = { zh: '此栏未填', en: 'the cell is empty' }
const REPEATED: Words = { zh: '与已计入的记录相同，不重复计', en: 'the same as one that counted already' }

/** Tells the trace which rows of the unit were considered and did not count, and why. */
function traceRejected(frame: Frame, selected: Selection, table: Table, unitOf: Int32Array): void {
  const tests = selected.conditions.map((condition) => condition.bind(table, frame))
  const { trace, knownAt, facts } = frame
  const { first, last } = windowOf(frame, selected)
  const { conditions: asked } = selected
  const { position, subject, from, knownUntil } = table
  // What was recorded later is no part of the answer, or the answer would change with the ledger.
  const end = table.prefix(knownAt)
  /** What is still about the unit, perhaps with another content. */
  const alive = new Set<number>()
  for (let row = 0; row < end; row += 1) if (knownUntil[row]! > knownAt && unitOf[subject[row]!]! >= 0) alive.add(position[row]!)
  for (let row = 0; row < end; row += 1) {
    const day = from[row]!
    if (unitOf[subject[row]!]! < 0 || day < first - NEAR_DAYS || day > last + NEAR_DAYS) continue
    const target = position[row]!
    if (knownUntil[row]! <= knownAt) {
      if (!alive.has(target)) trace?.rejected(target, overtaken(facts, target, knownAt))
      continue
    }
    const failed = tests.findIndex((test) => !test(row))
    if (day < first || day > last) {
      if (failed < 0)
        trace?.rejected(target, {
          zh: `计入${dateZh(dateOf(day))}，不在考评期内`,
          en: `counts on ${dateOf(day)}, outside the period`,
        })
    } else if (failed >= 0)
      trace?.rejected(target, { zh: `不符合条件：应${asked[failed]!.words.zh}`, en: `does not meet: ${asked[failed]!.words.en}` })
  }
}

function overtaken(facts: Facts, target: number, knownAt: number): Words {
  const retracted = facts.history.retractedBy(target, knownAt)
  if (retracted !== undefined) return { zh: `已由第${retracted}号记录作废`, en: `retracted by record ${retracted}` }
  const corrected = facts.history.correctedBy(target, knownAt)
  return { zh: `已由第${corrected}号记录更正`, en: `corrected by record ${corrected}` }
}
