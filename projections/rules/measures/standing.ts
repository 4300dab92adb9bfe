/** `standing` and `units`: what stands on the last day of the window. */
import { z } from 'zod'
import { fieldLabels } from '../../../events/labels.js'
import { columnsOfStanding, type StandingName, standings } from '../../../events/standings.js'
import type { Table } from '../../facts/table.js'
import { valueOf } from '../cells.js'
import type { Frame } from '../frame.js'
import { defineMeasure, PIECES, valuesFor } from '../measure.js'
import { at, fail, nearest } from '../reading.js'
import { EMPTY_CELL, everyTest } from '../select.js'
import { citedFor } from '../stays.js'
import { conditions, Where } from '../where.js'

const schema = z.strictObject({
  standing: z.string(),
  on: z.literal('roster_day').optional(),
  as: z.string().optional(),
  where: Where.optional(),
  distinct: z.string().optional(),
  of: z.string().optional(),
})

export const standing = defineMeasure('standing', schema, (spec, reading) => {
  const known = Object.hasOwn(standings, spec.standing)
  if (!known) {
    const near = nearest(spec.standing, Object.keys(standings))
    fail(
      at(reading, 'standing'),
      `没有“${spec.standing}”这种状态${near ? `，是否应为“${near}”` : ''}`,
      `there is no standing "${spec.standing}"${near ? `; did you mean "${near}"?` : ''}`,
    )
  }
  const columns = known ? columnsOfStanding(spec.standing as StandingName) : {}
  if (known && spec.distinct !== undefined && spec.distinct !== 'subject' && columns[spec.distinct] === undefined)
    fail(at(reading, 'distinct'), `没有“${spec.distinct}”这一栏`, `there is no column "${spec.distinct}"`)
  const where = known ? conditions(spec.where, columns, at(reading, 'where')) : []
  const as = spec.as ?? 'unit'
  const label = known ? standings[spec.standing as StandingName].label : spec.standing
  const counted =
    spec.distinct === undefined ? '' : spec.distinct === 'subject' ? '的单位' : `的${fieldLabels[spec.distinct] ?? spec.distinct}`
  const conditionWords = where.map(({ words }) => words)
  return {
    words: {
      zh: `${label}${conditionWords.map(({ zh }) => `（${zh}）`).join('')}${counted}数`,
      en: `${spec.standing}${conditionWords.map(({ en }) => ` (${en})`).join('')}`,
    },
    unit: PIECES,
    numbers: (frame) => {
      const values = valuesFor(frame)
      const table = frame.facts.table(spec.standing, as)
      if (table === undefined) return values
      const unitOf = spec.of === undefined ? frame.unitOf : frame.childOf(spec.of)
      const tests = where.map((condition) => condition.bind(table))
      const seen = new Set<string>()
      const kept: number[] = []
      const { subject, from, until, knownUntil } = table
      const day = frame.window.last
      for (let row = 0, end = table.prefix(frame.knownAt); row < end; row += 1) {
        if (from[row]! > day || until[row]! <= day || knownUntil[row]! <= frame.knownAt) continue
        const unit = unitOf[subject[row]!]!
        if (unit < 0) continue
        const failed = tests.findIndex((test) => !test(row))
        if (failed >= 0) {
          frame.trace?.rejected(table.position[row]!, {
            zh: `不符合条件：应${where[failed]!.words.zh}`,
            en: `does not meet: ${where[failed]!.words.en}`,
          })
          continue
        }
        const key = countedAs(frame, table, spec.distinct, unit, row)
        if (key === undefined) {
          frame.trace?.rejected(table.position[row]!, EMPTY_CELL)
          continue
        }
        if (seen.has(key)) {
          frame.trace?.rejected(table.position[row]!, {
            zh: '已按同一人或同一项计入，不重复计',
            en: 'counted already under another entry',
          })
          continue
        }
        seen.add(key)
        values.num[unit]! += 1
        kept.push(row)
      }
      if (frame.trace === undefined) return values
      const isSeen = (unit: number, row: number): boolean => {
        const key = countedAs(frame, table, spec.distinct, unit, row)
        return key === undefined || seen.has(key)
      }
      const cited = citedFor(frame, table, kept, { unitOf, meets: everyTest(tests), isSeen })
      for (const position of cited) frame.trace.counted(position)
      return values
    },
  }
})

/** What a row counts as for a unit: itself, its subject, or the value of a column; undefined where that is empty. */
function countedAs({ facts }: Frame, table: Table, distinct: string | undefined, unit: number, row: number): string | undefined {
  if (distinct === undefined) return `${unit}#${row}`
  const value = distinct === 'subject' ? facts.subjects.text(table.subject[row]!) : valueOf(table, distinct, row)
  return value === undefined ? undefined : `${unit}/${value}`
}

/** How many units of a kind belong to the unit on the last day of the window. */
export const units = defineMeasure('units', z.strictObject({ units: z.string() }), (spec) => ({
  words: { zh: '所辖单位数', en: `${spec.units} units below` },
  unit: PIECES,
  numbers: (frame) => {
    const values = valuesFor(frame)
    const parentOf = frame.childOf(spec.units)
    for (const { subject, position } of frame.roster.units) {
      const unit = parentOf[subject] ?? -1
      if (unit < 0) continue
      values.num[unit]! += 1
      frame.trace?.counted(position)
    }
    return values
  },
}))
