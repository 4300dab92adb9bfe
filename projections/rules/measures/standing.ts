/** `standing` and `units`: what stands on the last day of the window. */
import { z } from 'zod'
import { fieldLabels } from '../../../events/labels.js'
import { columnsOfStanding, type StandingName, standings } from '../../../events/standings.js'
import { standingDayOf } from '../frame.js'
import { defineMeasure, PIECES, valuesFor } from '../measure.js'
import { at, fail, nearest } from '../reading.js'
import { coderOf, nothingSeen } from '../seen.js'
import { EMPTY_CELL, everyTest } from '../select.js'
import { citedFor } from '../stays.js'
import { conditions, Where } from '../where.js'

const schema = z.strictObject({
  standing: z.string(),
  /** When it stands: on the last day that counts, on any day of the window, or only before that last day. */
  on: z.enum(['roster_day', 'any_day', 'before']).optional(),
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
  const as = spec.as ?? reading.award?.subject ?? 'unit'
  const on = spec.on ?? 'roster_day'
  const label = known ? standings[spec.standing as StandingName].label : spec.standing
  const counted =
    spec.distinct === undefined ? '' : spec.distinct === 'subject' ? '的单位' : `的${fieldLabels[spec.distinct] ?? spec.distinct}`
  const conditionWords = where.map(({ words }) => words)
  return {
    words: {
      zh: `${onWords[on].zh}${label}${conditionWords.map(({ zh }) => `（${zh}）`).join('')}${counted}数`,
      en: `${spec.standing}${onWords[on].en}${conditionWords.map(({ en }) => ` (${en})`).join('')}`,
    },
    unit: PIECES,
    isOfUnits: spec.distinct === 'subject',
    numbers: (frame) => {
      const values = valuesFor(frame)
      const table = frame.facts.table(spec.standing, as)
      if (table === undefined) return values
      const unitOf = spec.of === undefined ? frame.unitOf : frame.childOf(spec.of)
      const tests = where.map((condition) => condition.bind(table, frame))
      // Without `distinct` every row is something of its own.
      const coder = spec.distinct === undefined ? undefined : coderOf(frame.facts, table, spec.distinct)
      const seen = nothingSeen(frame.units.length, coder?.size)
      const isSeen = (unit: number, row: number): boolean => {
        const code = coder?.code(row)
        return code !== undefined && (code < 0 || seen.has(unit, code))
      }
      const kept: number[] = []
      const { subject, from, until, knownUntil, position } = table
      const { first } = frame.window
      const last = standingDayOf(frame)
      const isOut =
        on === 'before'
          ? (row: number) => until[row]! > last
          : on === 'any_day'
            ? (row: number) => from[row]! > last || until[row]! <= first
            : (row: number) => from[row]! > last || until[row]! <= last
      for (let row = 0, end = table.prefix(frame.knownAt); row < end; row += 1) {
        if (isOut(row) || knownUntil[row]! <= frame.knownAt) continue
        const unit = unitOf[subject[row]!]!
        if (unit < 0) continue
        const failed = tests.findIndex((test) => !test(row))
        if (failed >= 0) {
          const { zh, en } = where[failed]!.words
          frame.trace?.rejected(position[row]!, { zh: `不符合条件：应${zh}`, en: `does not meet: ${en}` })
        } else if (isSeen(unit, row)) frame.trace?.rejected(position[row]!, coder!.code(row) < 0 ? EMPTY_CELL : COUNTED_ALREADY)
        else {
          if (coder !== undefined) seen.add(unit, coder.code(row))
          values.num[unit]! += 1
          if (frame.trace !== undefined) kept.push(row)
        }
      }
      if (frame.trace === undefined) return values
      if (on !== 'roster_day') {
        for (const row of kept) for (const it of [position[row]!, table.closedBy[row]!]) if (it >= 0) frame.trace.counted(it)
        return values
      }
      const cited = citedFor(frame, table, kept, { unitOf, meets: everyTest(tests), isSeen })
      for (const position of cited) frame.trace.counted(position)
      return values
    },
  }
})

const onWords = {
  roster_day: { zh: '', en: '' },
  any_day: { zh: '期内有过的', en: ' of any day' },
  before: { zh: '已终止的', en: ' that ended' },
} as const

const COUNTED_ALREADY = { zh: '已按同一人或同一项计入，不重复计', en: 'counted already under another entry' }

/** How many units of a kind belong to the unit on the last day of the window. */
export const units = defineMeasure('units', z.strictObject({ units: z.string() }), (spec) => ({
  words: { zh: '所辖单位数', en: `${spec.units} units below` },
  unit: PIECES,
  isOfUnits: true,
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
