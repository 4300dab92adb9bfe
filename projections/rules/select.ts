/** The one loop over rows: which happenings of which types count for which unit, each at most once. */
import { z } from 'zod'
import type { Words } from '../../events/event.js'
import { eventTypes } from '../../events/index.js'
import { BEGINNING, dateOf } from '../../events/time.js'
import type { Facts } from '../facts/facts.js'
import type { Table } from '../facts/table.js'
import { valueOf } from './cells.js'
import type { Frame } from './frame.js'
import { at, fail, nearest, type Reading } from './reading.js'
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
  /** A column by which an event counts once for each of its words. */
  readonly perWord?: string
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
  const types = typeof typeNames === 'string' ? [typeNames] : typeNames
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
    as: spec.as ?? 'unit',
    conditions: types.some((type) => !eventTypes.has(type)) ? [] : conditions(spec.where, columns, at(reading, 'where')),
    distinct: spec.distinct,
    of: spec.of,
    isEver: spec.in === 'ever',
  }
}

/** The days whose happenings count for a selection. */
const windowOf = ({ window: { first, last } }: Frame, { isEver }: Selection) => ({ first: isEver ? BEGINNING : first, last })

/** The Chinese name of the selected types: 开展活动、举办培训. */
export const selectionLabel = ({ types }: Selection): Words => ({
  zh: types.map((type) => eventTypes.get(type)?.label ?? type).join('、'),
  en: types.join(', '),
})

const BLOCK = 1024
/** How many days outside the window an explanation still mentions. */
const NEAR_DAYS = 31

/** Visits every row that counts, with the index of the unit for which it counts. */
export function scan(frame: Frame, selected: Selection, visit: (unit: number, row: number, table: Table) => void): void {
  const unitOf = selected.of === undefined ? frame.unitOf : frame.childOf(selected.of)
  const isRepeated = repetitions(frame, selected)
  for (const type of selected.types) {
    const table = frame.facts.table(type, selected.as)
    if (table === undefined) continue
    const tests = selected.conditions.map((condition) => condition.bind(table))
    if (frame.trace !== undefined) traceRejected(frame, selected, table, unitOf, tests)
    const { first, last } = windowOf(frame, selected)
    const { subject, from, knownUntil, blockFirst, blockLast } = table
    const { knownAt } = frame
    const end = table.prefix(knownAt)
    for (let block = 0; block * BLOCK < end; block += 1) {
      if (blockLast[block]! < first || blockFirst[block]! > last) continue
      const stop = Math.min(end, (block + 1) * BLOCK)
      for (let row = block * BLOCK; row < stop; row += 1) {
        const day = from[row]!
        if (day < first || day > last || knownUntil[row]! <= knownAt) continue
        const unit = unitOf[subject[row]!]!
        if (unit < 0 || !tests.every((test) => test(row)) || isRepeated(table, unit, row)) continue
        visit(unit, row, table)
      }
    }
  }
}

/** Whether the same thing was seen before for a unit: the same event, or the same value of the `distinct` column. */
function repetitions(frame: Frame, { distinct, perWord }: Selection): (table: Table, unit: number, row: number) => boolean {
  if (distinct === undefined && perWord === undefined) {
    // The rows of one event lie together, so that the last one seen is enough to know.
    const last = new Int32Array(frame.units.length).fill(-1)
    return ({ position }, unit, row) => {
      if (last[unit] === position[row]) return true
      last[unit] = position[row]!
      return false
    }
  }
  const seen = new Set<string>()
  return (table, unit, row) => {
    const word = distinctValue(frame.facts, table, distinct ?? perWord ?? '', row)
    const value = distinct === undefined ? `${table.position[row]}/${word}` : word
    const key = `${unit}/${value}`
    if (value === undefined || seen.has(key)) {
      frame.trace?.rejected(table.position[row]!, value === undefined ? EMPTY_CELL : REPEATED)
      return true
    }
    seen.add(key)
    return false
  }
}

const EMPTY_CELL: Words = { zh: '此栏未填', en: 'the cell is empty' }
const REPEATED: Words = { zh: '与已计入的记录相同，不重复计', en: 'the same as one that counted already' }

const distinctValue = (facts: Facts, table: Table, distinct: string, row: number): string | undefined =>
  distinct === 'subject' ? facts.subjects.text(table.subject[row]!) : valueOf(table, distinct, row)

/** Tells the trace which rows of the unit were considered and did not count, and why. */
function traceRejected(frame: Frame, selected: Selection, table: Table, unitOf: Int32Array, tests: readonly RowTest[]): void {
  const { trace, knownAt, facts } = frame
  const { first, last } = windowOf(frame, selected)
  const { conditions: asked } = selected
  const { position, subject, from, knownFrom, knownUntil } = table
  const alive = new Set<number>()
  for (let row = 0; row < table.length; row += 1)
    if (knownFrom[row]! <= knownAt && knownUntil[row]! > knownAt) alive.add(position[row]!)
  for (let row = 0; row < table.length; row += 1) {
    const day = from[row]!
    if (unitOf[subject[row]!]! < 0 || day < first - NEAR_DAYS || day > last + NEAR_DAYS) continue
    const target = position[row]!
    if (knownFrom[row]! > knownAt) {
      if (!alive.has(target)) trace?.rejected(target, { zh: '当时尚未录入', en: 'not recorded yet at that time' })
      continue
    }
    if (knownUntil[row]! <= knownAt) {
      if (!alive.has(target)) trace?.rejected(target, overtaken(facts, target, knownAt))
      continue
    }
    const failed = tests.findIndex((test) => !test(row))
    if (day < first || day > last) {
      if (failed < 0)
        trace?.rejected(target, { zh: `计入${dateOf(day)}，不在考评期内`, en: `counts on ${dateOf(day)}, outside the period` })
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
