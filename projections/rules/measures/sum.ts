/** `sum` and `latest`: the total of a number column, or the number in the last happening. */
import { z } from 'zod'
import type { Words } from '../../../events/event.js'
import { eventTypes } from '../../../events/index.js'
import { fieldZh } from '../../../events/labels.js'
import type { ColumnKind } from '../../../events/fields.js'
import { numberOf } from '../cells.js'
import { POINT } from '../fraction.js'
import { defineMeasure, NO_UNIT, valuesFor } from '../measure.js'
import { NthSchema, withNth } from '../nth.js'
import { fail, nearest, type Reading } from '../reading.js'
import { scan, selection, type Selection, selectionWords } from '../select.js'
import { Share, sharedNumbers, sharedWords, mustShareAlone } from '../shares.js'

/** `Type.column` of a number column. */
const TypeColumn = z.string().regex(/^[A-Za-z]+\.[A-Za-z.]+$/)

/** Numbers are added up record by record: there is nothing to tell apart. */
const { distinct: _, ...numberWords } = selectionWords

export const sum = defineMeasure(
  'sum',
  z.strictObject({ sum: TypeColumn, ...numberWords, nth: NthSchema.optional(), share: Share.optional() }),
  (spec, reading) => {
    const { type, column, kind } = numberColumn(spec.sum, reading)
    const selected = { ...selection(type, spec, reading), filled: column }
    const words = wordsIn(selected, `${labelOf(type)}的${labelOfColumn(column, type)}合计`, `sum of ${spec.sum}`)
    const isShared = spec.share !== undefined
    if (isShared) mustShareAlone(spec, reading)
    return {
      words: isShared ? sharedWords(words) : withNth(words, selected.nth),
      unit: NO_UNIT,
      numbers: (frame) => {
        const values = valuesFor(frame)
        if (kind === 'decimal') values.den.fill(POINT)
        if (isShared) return sharedNumbers(frame, selected, values, (table, row) => numberOf(table, column, row) ?? 0)
        scan(frame, selected, (table) => (unit, row) => {
          const cell = numberOf(table, column, row) ?? 0
          values.num[unit]! += cell
          if (cell === 0) frame.trace?.rejected(table.position[row]!, ZERO)
          else frame.trace?.counted(table.position[row]!)
        })
        return values
      },
    }
  },
)

export const latest = defineMeasure('latest', z.strictObject({ latest: TypeColumn, ...numberWords }), (spec, reading) => {
  const { type, column, kind } = numberColumn(spec.latest, reading)
  const selected = { ...selection(type, spec, reading), filled: column, isEveryRow: true }
  return {
    words: wordsIn(selected, `最近一次${labelOf(type)}的${labelOfColumn(column, type)}`, `latest ${spec.latest}`),
    unit: NO_UNIT,
    numbers: (frame) => {
      const values = valuesFor(frame)
      if (kind === 'decimal') values.den.fill(POINT)
      const last = new Map<number, { unit: number; day: number; position: number; cell: number }>()
      scan(frame, selected, (table) => (unit, row) => {
        const cell = numberOf(table, column, row) ?? 0
        const it = { unit, day: table.from[row]!, position: table.position[row]!, cell }
        const subject = table.subject[row]!
        const before = last.get(subject)
        // The later day; on one day the later record.
        const isOlder = before !== undefined && (it.day < before.day || (it.day === before.day && it.position < before.position))
        const loser = isOlder ? it : before
        if (loser !== undefined) frame.trace?.rejected(loser.position, OLDER)
        if (!isOlder) last.set(subject, it)
      })
      // With `of`, the newest number of each unit below, added up; one record of several of them once.
      const seen = new Set<string>()
      for (const { unit, position, cell } of last.values()) {
        if (seen.has(`${unit}/${position}`)) continue
        seen.add(`${unit}/${position}`)
        values.num[unit]! += cell
        frame.trace?.counted(position)
      }
      return values
    },
  }
})

const OLDER = { zh: '不是最近一次', en: 'not the latest' }
const ZERO = { zh: '填报的数为0', en: 'the number is 0' }

const wordsIn = ({ within: { words } }: Selection, zh: string, en: string): Words => ({
  zh: words.zh + zh,
  en: en + (words.en && ` ${words.en}`),
})

/** A nested column is called as its last name. */
const labelOfColumn = (column: string, type: string): string => fieldZh(column.slice(column.lastIndexOf('.') + 1), type)

const labelOf = (type: string): string => eventTypes.get(type)?.label ?? type

function numberColumn(text: string, reading: Reading): { type: string; column: string; kind: ColumnKind } {
  const dot = text.indexOf('.')
  const type = text.slice(0, dot)
  const column = text.slice(dot + 1)
  const columns = eventTypes.get(type)?.columns ?? {}
  const kind = columns[column]
  if (eventTypes.has(type) && kind !== 'count' && kind !== 'decimal') {
    const near = nearest(
      column,
      Object.keys(columns).filter((name) => columns[name] === 'count' || columns[name] === 'decimal'),
    )
    fail(
      reading,
      `${type}没有“${column}”这一数字栏${near ? `，是否应为“${type}.${near}”` : ''}`,
      `${type} has no number column "${column}"${near ? `; did you mean "${type}.${near}"?` : ''}`,
    )
  }
  return { type, column, kind: kind ?? 'count' }
}
