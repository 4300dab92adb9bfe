/** `each … by`: a list with one case for every happening, to be turned into points by a table. */
import { z } from 'zod'
import { textOf } from '../cells.js'
import { defineMeasure, numbersOf, PIECES, type Case, type Cases } from '../measure.js'
import type { Frame } from '../frame.js'
import { at, fail } from '../reading.js'
import { scan, selection, selectionLabel, selectionWords, TypeNames } from '../select.js'
import { eventTypes } from '../../../events/index.js'
import { refusedBonuses } from './judged.js'

const BONUS_REFUSED = { zh: '不予加分', en: 'the bonus was refused' }

export const each = defineMeasure(
  'each',
  z.strictObject({ each: TypeNames, by: z.string(), ...selectionWords }),
  (spec, reading) => {
    // One event may be several cases, such as a regulation of each of six kinds.
    const selected = { ...selection(spec.each, spec, reading), perWord: spec.by }
    for (const type of selected.types)
      if (eventTypes.get(type)?.columns[spec.by] === undefined && eventTypes.has(type))
        fail(at(reading, 'by'), `${type}没有“${spec.by}”这一栏`, `${type} has no column "${spec.by}"`)
    const list = (frame: Frame): Cases => {
      const cases: Case[] = []
      const refused = refusedBonuses(frame, reading.address)
      scan(frame, selected, (unit, row, table) => {
        const key = (column: string) => textOf(table, column, row)
        const position = table.position[row]!
        if (refused(unit, key('projectKey'))) frame.trace?.rejected(position, BONUS_REFUSED)
        else cases.push({ unit, word: key(spec.by), count: 1, position, key })
      })
      return { cases, open: new Uint8Array(frame.units.length) }
    }
    const { zh, en } = selectionLabel(selected)
    return { words: { zh: `${zh}逐项`, en: `each ${en}` }, unit: PIECES, list, numbers: (frame) => numbersOf(frame, list(frame)) }
  },
)
