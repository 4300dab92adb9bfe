/** `days`: how long it took from one happening to another, or how often it took longer than a term. */
import { z } from 'zod'
import type { Day, Position, Words } from '../../../events/event.js'
import { eventTypes } from '../../../events/index.js'
import { fieldLabels } from '../../../events/labels.js'
import { dateOf } from '../../../events/time.js'
import type { Table } from '../../facts/table.js'
import { valueOf } from '../cells.js'
import type { Frame } from '../frame.js'
import { DAYS, defineMeasure, type Measure, PIECES, valuesFor } from '../measure.js'
import { at, fail, type Reading } from '../reading.js'
import { EMPTY_CELL, scan, selection, type Selection, selectionLabel, selectionWords, TypeNames } from '../select.js'
import { afterTerm, PERIOD, Term, termWords } from '../windows.js'

const { distinct: _, of, ...shared } = selectionWords
const From = z.strictObject({ event: TypeNames, ...shared, of })
const Until = z.strictObject({ event: TypeNames, ...shared })

const schema = z.strictObject({
  days: z.strictObject({
    from: From,
    until: Until,
    /** A column in which both say the same: the post, the programme. */
    same: z.string().optional(),
    take: z.enum(['longest', 'shortest', 'sum']).optional(),
    /** Counts those that took longer than this instead. */
    over: z.union([Term, z.string().regex(/^[1-9]\d{0,3}d$/)]).optional(),
  }),
})
type Spec = z.infer<typeof schema>['days']

const takes = {
  longest: { zh: '最长天数', en: 'longest days' },
  shortest: { zh: '最短天数', en: 'shortest days' },
  sum: { zh: '天数合计', en: 'sum of the days' },
} as const

export const days = defineMeasure('days', schema, ({ days: spec }, outer): Measure => {
  const reading = at(outer, 'days')
  const { same, over } = spec
  const from: Selection = {
    ...selection(spec.from.event, spec.from, at(reading, 'from')),
    isEveryRow: true,
  }
  // What ends something is looked for up to the last day, whenever that began.
  const until: Selection = {
    ...selection(spec.until.event, { ...spec.until, of: spec.from.of, in: spec.until.in ?? 'ever' }, at(reading, 'until')),
    isEveryRow: true,
  }
  if (same !== undefined) mustHave(same, [...from.types, ...until.types], reading)
  if (over !== undefined && spec.take !== undefined)
    fail(at(reading, 'take'), '写了“over”就是次数，不再写“take”', 'with "over" the number is a count; "take" is not written')
  return {
    words: wordsFor(spec, from, until),
    unit: over === undefined ? DAYS : PIECES,
    numbers: (frame) => {
      const values = valuesFor(frame)
      const ends = endsOf(frame, until, same)
      const stretches: Stretch[][] = frame.units.map(() => [])
      // A record begins one stretch for each unit and value, however many rows it has.
      const seen = new Set<string>()
      scan(frame, from, (table) => (unit, row) => {
        const key = keyOf(table, row, same)
        const [start, position] = [table.occurred[row]!, table.position[row]!]
        const known = seen.size
        if (key === undefined) frame.trace?.rejected(position, EMPTY_CELL)
        else if (seen.add(`${position}/${key}`).size > known)
          stretches[unit]!.push(stretchOf(start, position, ends.get(key) ?? [], frame.window.last))
      })
      stretches.forEach((list, unit) => {
        values.num[unit] = over === undefined ? taken(list, spec.take ?? 'longest', frame) : late(list, over, frame)
      })
      return values
    },
  }
})

/** From a happening to what ended it, or to the last day of the window. */
interface Stretch {
  readonly start: Day
  readonly end: Day
  readonly position: Position
  /** What ended it; undefined while it is open. */
  readonly endedBy: Position | undefined
}

interface End {
  readonly day: Day
  readonly position: Position
}

/** What may end something, by whom and what it is about, in the order of its days. */
function endsOf(frame: Frame, until: Selection, same: string | undefined): ReadonlyMap<string, readonly End[]> {
  const ends = new Map<string, End[]>()
  scan({ ...frame, trace: undefined }, until, (table) => (_unit, row) => {
    const key = keyOf(table, row, same)
    if (key === undefined) return
    const list = ends.get(key) ?? []
    list.push({ day: table.occurred[row]!, position: table.position[row]! })
    ends.set(key, list)
  })
  for (const list of ends.values()) list.sort((a, b) => a.day - b.day || a.position - b.position)
  return ends
}

function keyOf(table: Table, row: number, same: string | undefined): string | undefined {
  const value = same === undefined ? '' : valueOf(table, same, row)
  return value === undefined ? undefined : `${table.subject[row]}/${value}`
}

/** The first end on or after the day. What began after the last day of the window took no time yet. */
function stretchOf(start: Day, position: Position, ends: readonly End[], last: Day): Stretch {
  const end = ends.find(({ day, position: it }) => day >= start && it !== position)
  return { start, position, end: end?.day ?? Math.max(last, start), endedBy: end?.position }
}

const lengthOf = ({ start, end }: Stretch): number => end - start

/** Cites a stretch. What ended it may begin another one, which is what it is by what ended that in turn. */
function cite({ trace }: Frame, stretch: Stretch, all: readonly Stretch[]): void {
  if (trace === undefined) return
  trace.note?.(stretchWords(stretch))
  trace.counted(stretch.position)
  const cited = new Set<Position>()
  const endOf = ({ endedBy }: Stretch): void => {
    if (endedBy === undefined || cited.has(endedBy)) return
    cited.add(endedBy)
    trace.counted(endedBy)
    for (const next of all) if (next.position === endedBy) endOf(next)
  }
  endOf(stretch)
}

function taken(list: readonly Stretch[], take: keyof typeof takes, frame: Frame): number {
  if (take === 'sum') {
    for (const stretch of list) cite(frame, stretch, list)
    return list.reduce((sum, stretch) => sum + lengthOf(stretch), 0)
  }
  const inOrder = list.toSorted((a, b) => lengthOf(a) - lengthOf(b) || b.position - a.position)
  const chosen = take === 'longest' ? inOrder.at(-1) : inOrder[0]
  if (chosen === undefined) return 0
  cite(frame, chosen, list)
  for (const stretch of list) if (stretch !== chosen) frame.trace?.rejected(stretch.position, notTaken(stretch, take))
  return lengthOf(chosen)
}

function late(list: readonly Stretch[], over: string, frame: Frame): number {
  let count = 0
  for (const stretch of list) {
    const term = over.endsWith('d') ? stretch.start + Number(over.slice(0, -1)) : afterTerm(stretch.start, over)
    // When the last day of the term is over, what has not come by then comes late.
    const isLate = stretch.endedBy === undefined ? term <= frame.window.last : stretch.end > term
    if (isLate) {
      count += 1
      cite(frame, stretch, list)
    } else frame.trace?.rejected(stretch.position, inTime(stretch, term))
  }
  return count
}

const stretchWords = ({ start, end, endedBy }: Stretch): Words => {
  const [from, until, length] = [dateOf(start), dateOf(end), end - start]
  return endedBy === undefined
    ? { zh: `${from}起，至${until}尚未完成，${length}天`, en: `from ${from}, still open on ${until}, ${length} days` }
    : { zh: `${from}至${until}，${length}天`, en: `${from} to ${until}, ${length} days` }
}

const notTaken = (stretch: Stretch, take: 'longest' | 'shortest'): Words => {
  const { zh, en } = stretchWords(stretch)
  return take === 'longest'
    ? { zh: `${zh}，不是最长的`, en: `${en}, not the longest` }
    : { zh: `${zh}，不是最短的`, en: `${en}, not the shortest` }
}

const inTime = (stretch: Stretch, term: Day): Words => {
  const { zh, en } = stretchWords(stretch)
  return stretch.endedBy === undefined
    ? { zh: `${dateOf(term)}到期，尚未到期`, en: `due by ${dateOf(term)}, not due yet` }
    : { zh: `${zh}，没有超过期限`, en: `${en}, within the term` }
}

function wordsFor({ same, take = 'longest', over }: Spec, from: Selection, until: Selection): Words {
  const [start, end] = [selectionLabel(from), selectionLabel({ ...until, within: PERIOD })]
  const label = same === undefined ? '' : `（同一${fieldLabels[same] ?? same}）`
  const [zh, en] = [
    `从“${start.zh}”到“${end.zh}”${label}`,
    `from ${start.en} to ${end.en}${same === undefined ? '' : ` of the same ${same}`}`,
  ]
  if (over === undefined) return { zh: `${zh}的${takes[take].zh}`, en: `${takes[take].en} ${en}` }
  const term = over.endsWith('d') ? { zh: `${over.slice(0, -1)}天`, en: `${over.slice(0, -1)} days` } : termWords(over)
  return { zh: `${zh}超过${term.zh}的次数`, en: `times it took more than ${term.en} ${en}` }
}

function mustHave(column: string, types: readonly string[], reading: Reading): void {
  for (const type of types)
    if (eventTypes.has(type) && eventTypes.get(type)?.columns[column] === undefined)
      fail(at(reading, 'same'), `${type}没有“${column}”这一栏`, `${type} has no column "${column}"`)
}
