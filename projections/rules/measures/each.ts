/** `each … by`: a list with one case for every happening, to be turned into points by a table. */
import { z } from 'zod'
import { eventTypes } from '../../../events/index.js'
import { textOf, valueOf } from '../cells.js'
import type { Frame } from '../frame.js'
import { defineMeasure, numbersOf, PIECES, type Case, type Cases } from '../measure.js'
import { NthSchema, withNth } from '../nth.js'
import { at, fail } from '../reading.js'
import { scan, selection, selectionLabel, selectionWords, TypeNames } from '../select.js'

const NO_FLAGS: readonly string[] = []

export const each = defineMeasure(
  'each',
  z.strictObject({ each: TypeNames, by: z.string(), ...selectionWords, nth: NthSchema.optional() }),
  (spec, reading) => {
    // One event may be several cases, such as a regulation of each of six kinds.
    const selected = { ...selection(spec.each, spec, reading), perWord: spec.by, isFirst: true }
    for (const type of selected.types)
      if (eventTypes.has(type) && eventTypes.get(type)?.columns[spec.by] !== 'code')
        fail(at(reading, 'by'), `${type}没有“${spec.by}”这一分类栏`, `${type} has no column of words "${spec.by}"`)
    const list = (frame: Frame): Cases => {
      const cases: Case[] = []
      scan(frame, selected, (table) => (unit, row) => {
        const key = (column: string) => valueOf(table, column, row)
        const [day, position] = [table.from[row]!, table.position[row]!]
        cases.push({ unit, word: textOf(table, spec.by, row), count: 1, position, day, flags: NO_FLAGS, key })
      })
      return { cases, open: new Uint8Array(frame.units.length) }
    }
    const { zh, en } = selectionLabel(selected)
    return {
      words: withNth({ zh: `${zh}（逐项计）`, en: `each ${en}` }, selected.nth),
      by: spec.by,
      unit: PIECES,
      list,
      columns: selected.types.flatMap((type) => Object.keys(eventTypes.get(type)?.columns ?? {})),
      numbers: (frame) => numbersOf(frame, list(frame)),
    }
  },
)
