/** `judged` and `granted`: what an assessor decided about this clause. Nobody computes it. */
import { z } from 'zod'
import { eventTypes } from '../../../events/index.js'
import type { Table } from '../../facts/table.js'
import { numberOf, textOf, valueOf } from '../cells.js'
import { forDecisions, refusedBonuses } from '../decisions.js'
import { POINT } from '../fraction.js'
import type { Frame } from '../frame.js'
import {
  type Case,
  type Cases,
  defineMeasure,
  type Measure,
  NO_UNIT,
  numbersOf,
  PIECES,
  type Values,
  valuesFor,
} from '../measure.js'
import { inPlaces, nthOf, NthSchema, withNth } from '../nth.js'
import { at, fail, type Reading } from '../reading.js'
import { BONUS_REFUSED } from '../select.js'
import { jointNumbers, policyOf, Several } from '../several.js'
import { In, windowOf } from '../windows.js'
import { judgedWithin } from './judged-within.js'

const Kind = z.enum(['points', 'number', 'level', 'met', 'cases'])

/** How a judgement is called, by the kind of its value. */
const judgedWords = {
  points: { zh: '考评单位评分', en: 'points judged' },
  number: { zh: '考评单位核定数', en: 'number judged' },
  level: { zh: '考评单位评定等次', en: 'level judged' },
  met: { zh: '考评单位认定达标', en: 'judged as met' },
  cases: { zh: '考评单位查出的情形', en: 'cases found by the assessors' },
} as const

const LATER_JUDGED = { zh: '以后记录的评定为准', en: 'a later judgement counts' }

const schema = z.strictObject({ judged: Kind, several: Several.optional(), nth: NthSchema.optional(), in: In.optional() })

export const judged = defineMeasure('judged', schema, (spec, reading) => {
  const within = windowOf(spec.in, reading)
  const thisPeriod = judgedNow(spec, reading)
  return within.isPeriod ? thisPeriod : judgedWithin(within, thisPeriod)
})

function judgedNow({ judged: kind, several, nth: places }: z.infer<typeof schema>, reading: Reading): Measure {
  if (places !== undefined && kind !== 'cases')
    fail(at(reading, 'nth'), '“nth”只用于逐起查出的情形（judged: cases）', '"nth" is for a list of cases: judged: cases')
  const nth = places && nthOf(places, at(reading, 'nth'))
  const policy = several && policyOf(several, kind, reading)
  if (policy !== undefined && (kind === 'points' || kind === 'number'))
    return {
      words: { zh: `${judgedWords[kind].zh}${policy.words.zh}`, en: `${judgedWords[kind].en}${policy.words.en}` },
      unit: NO_UNIT,
      numbers: (frame) => jointNumbers(frame, kind, policy, reading.address),
    }
  const list = (frame: Frame): Cases => {
    const open = new Uint8Array(frame.units.length).fill(1)
    const cases: Case[] = []
    const seen = new Float64Array(frame.units.length)
    forJudgements(frame, kind, reading.address, (unit, row, table) => {
      open[unit] = 0
      const position = table.position[row]!
      const found = kind === 'cases' ? (numberOf(table, 'count', row) ?? 0) : 1
      const count = nth === undefined ? found : inPlaces(nth, seen[unit]!, found)
      seen[unit]! += found
      // Whatever a table makes of it: that it was judged counts.
      frame.trace?.counted(position)
      if (count === 0) return
      const key = (column: string) => valueOf(table, column, row)
      const [points, flags] = [numberOf(table, 'points', row), textOf(table, 'flags', row)?.split(' ') ?? []]
      cases.push({ unit, word: textOf(table, 'level', row), count, position, day: table.from[row]!, points, flags, key })
    })
    return { cases, open }
  }
  const common = { words: withNth(judgedWords[kind], nth), unit: kind === 'cases' ? PIECES : NO_UNIT }
  const columns = Object.keys(eventTypes.get('ItemJudged')?.columns ?? {})
  if (kind === 'level' || kind === 'cases')
    return { ...common, list, columns, hasPoints: kind === 'cases', numbers: (frame) => numbersOf(frame, list(frame)) }
  return { ...common, numbers: (frame) => judgedNumbers(frame, kind, reading.address) }
}

function judgedNumbers(frame: Frame, kind: 'points' | 'number' | 'met', address: string): Values {
  const values = valuesFor(frame)
  values.open.fill(1)
  if (kind !== 'met') values.den.fill(POINT)
  forJudgements(frame, kind, address, (unit, row, table) => {
    values.open[unit] = 0
    values.num[unit] = numberOf(table, kind, row) ?? 0
    frame.trace?.counted(table.position[row]!)
  })
  return values
}

/** Visits the rows of the judgement that counts for each unit: of several offices' the one that was recorded last. */
function forJudgements(
  frame: Frame,
  kind: z.infer<typeof Kind>,
  address: string,
  visit: (unit: number, row: number, table: Table) => void,
): void {
  const newest = new Int32Array(frame.units.length).fill(-1)
  const forKind = (each: typeof visit): void =>
    forDecisions(frame, 'ItemJudged', 'clause', address, (unit, row, table) => {
      if (textOf(table, 'kind', row) === kind) each(unit, row, table)
    })
  forKind((unit, row, { position }) => (newest[unit] = Math.max(newest[unit]!, position[row]!)))
  forKind((unit, row, table) => {
    const position = table.position[row]!
    if (position === newest[unit]) visit(unit, row, table)
    else frame.trace?.rejected(position, LATER_JUDGED)
  })
}

export const granted = defineMeasure('granted', z.strictObject({ granted: z.literal('points') }), (_, reading) => ({
  words: { zh: '认定的加分', en: 'bonus granted' },
  unit: NO_UNIT,
  numbers: (frame) => {
    const values = valuesFor(frame)
    values.den.fill(POINT)
    const refused = refusedBonuses(frame, reading.item)
    forDecisions(frame, 'BonusGranted', 'item', reading.item, (unit, row, table) => {
      const position = table.position[row]!
      const points = numberOf(table, 'points', row) ?? 0
      if (refused(unit, textOf(table, 'projectKey', row))) frame.trace?.rejected(position, BONUS_REFUSED)
      else if (points === 0) frame.trace?.rejected(position, { zh: '认定0分', en: 'of 0 points' })
      else {
        values.num[unit]! += points
        frame.trace?.counted(position)
      }
    })
    return values
  },
}))
