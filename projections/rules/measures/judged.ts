/** `judged` and `granted`: what an assessor decided about this clause. Nobody computes it. */
import { z } from 'zod'
import type { Position } from '../../../events/event.js'
import type { Table } from '../../facts/table.js'
import { textOf } from '../cells.js'
import { POINT } from '../fraction.js'
import type { Frame } from '../frame.js'
import { type Case, type Cases, defineMeasure, NO_UNIT, numbersOf, PIECES, type Values, valuesFor } from '../measure.js'

const Kind = z.enum(['points', 'number', 'level', 'met', 'cases'])

/** How a judgement is called, by the kind of its value. */
const judgedWords = {
  points: { zh: '考评组评分', en: 'points judged' },
  number: { zh: '考评组核定数', en: 'number judged' },
  level: { zh: '考评组评定等次', en: 'level judged' },
  met: { zh: '考评组认定达标', en: 'judged as met' },
  cases: { zh: '考评组查出情形', en: 'cases found by the assessors' },
} as const

export const judged = defineMeasure('judged', z.strictObject({ judged: Kind }), ({ judged: kind }, reading) => {
  const list = (frame: Frame): Cases => {
    const open = new Uint8Array(frame.units.length).fill(1)
    const cases: Case[] = []
    forJudgements(frame, 'ItemJudged', 'clause', reading.address, (unit, row, table) => {
      if (textOf(table, 'kind', row) !== kind) return
      open[unit] = 0
      const position = table.position[row]!
      const count = kind === 'cases' ? (table.column('count')?.values[row] ?? 0) : 1
      if (count > 0)
        cases.push({ unit, word: textOf(table, 'level', row), count, position, key: (column) => textOf(table, column, row) })
      else frame.trace?.counted(position)
    })
    return { cases, open }
  }
  const common = { words: judgedWords[kind], unit: kind === 'cases' ? PIECES : NO_UNIT }
  if (kind === 'level' || kind === 'cases') return { ...common, list, numbers: (frame) => numbersOf(frame, list(frame)) }
  return { ...common, numbers: (frame) => judgedNumbers(frame, kind, reading.address) }
})

function judgedNumbers(frame: Frame, kind: 'points' | 'number' | 'met', address: string): Values {
  const values = valuesFor(frame)
  values.open.fill(1)
  if (kind !== 'met') values.den.fill(POINT)
  forJudgements(frame, 'ItemJudged', 'clause', address, (unit, row, table) => {
    if (textOf(table, 'kind', row) !== kind) return
    values.open[unit] = 0
    values.num[unit] = table.column(kind)?.values[row] ?? 0
    frame.trace?.counted(table.position[row]!)
  })
  return values
}

export const granted = defineMeasure('granted', z.strictObject({ granted: z.literal('points') }), (_, reading) => ({
  words: { zh: '认定加分', en: 'bonus granted' },
  unit: NO_UNIT,
  numbers: (frame) => {
    const values = valuesFor(frame)
    values.den.fill(POINT)
    const refused = refusedBonuses(frame, reading.address)
    forJudgements(frame, 'BonusGranted', 'item', reading.address, (unit, row, table) => {
      const position = table.position[row]!
      if (refused(unit, textOf(table, 'projectKey', row)))
        frame.trace?.rejected(position, { zh: '不予加分', en: 'the bonus was refused' })
      else {
        values.num[unit]! += table.column('points')?.values[row] ?? 0
        frame.trace?.counted(position)
      }
    })
    return values
  },
}))

/** Whether an office refused the bonus for a project of a unit under this item. */
export function refusedBonuses(frame: Frame, address: string): (unit: number, project: string | undefined) => boolean {
  const refused = new Set<string>()
  forJudgements(frame, 'BonusRefused', 'item', address, (unit, row, table) => {
    refused.add(`${unit}/${textOf(table, 'projectKey', row)}`)
    frame.trace?.rejected(table.position[row]!, { zh: '不予加分的决定', en: 'the decision to refuse a bonus' })
  })
  return (unit, project) => project !== undefined && refused.has(`${unit}/${project}`)
}

/** Visits the judgements of this sheet and period under an address, made by the last day of the window's knowledge. */
export function forJudgements(
  frame: Frame,
  type: 'ItemJudged' | 'BonusGranted' | 'BonusRefused',
  column: 'clause' | 'item',
  address: string,
  visit: (unit: number, row: number, table: Table) => void,
): void {
  const table = frame.facts.table(type, 'unit')
  if (table === undefined) return
  const sheet = table.column('sheet')?.codes?.find(frame.sheet) ?? -1
  const node = table.column(column)?.codes?.find(address) ?? -1
  const period = frame.facts.periods.find(frame.period)
  if (sheet < 0 || node < 0 || period < 0) return
  const sheets = table.column('sheet')!.values
  const nodes = table.column(column)!.values
  const { subject, from, knownUntil } = table
  for (let row = 0, end = table.prefix(frame.knownAt); row < end; row += 1) {
    if (nodes[row] !== node || sheets[row] !== sheet || table.period[row] !== period) continue
    if (knownUntil[row]! <= frame.knownAt || from[row]! > frame.window.last) continue
    const unit = frame.unitOf[subject[row]!]!
    if (unit >= 0) visit(unit, row, table)
  }
}

/** The offices that judged a unit under a sheet: `gradedBy`. */
export function assessorsOf(frame: Frame): ReadonlyMap<number, ReadonlyMap<string, Position>> {
  const assessors = new Map<number, Map<string, Position>>()
  const table = frame.facts.table('ItemJudged', 'unit')
  if (table === undefined) return assessors
  const sheet = table.column('sheet')?.codes?.find(frame.sheet) ?? -1
  const period = frame.facts.periods.find(frame.period)
  const sheets = table.column('sheet')?.values
  const { subject, from, knownUntil } = table
  for (let row = 0, end = table.prefix(frame.knownAt); row < end; row += 1) {
    if (
      sheets?.[row] !== sheet ||
      table.period[row] !== period ||
      knownUntil[row]! <= frame.knownAt ||
      from[row]! > frame.window.last
    )
      continue
    const unit = frame.unitOf[subject[row]!]!
    const office = textOf(table, 'assessor', row)
    if (unit < 0 || office === undefined) continue
    const offices = assessors.get(unit) ?? new Map<string, Position>()
    if (!offices.has(office)) offices.set(office, table.position[row]!)
    assessors.set(unit, offices)
  }
  return assessors
}
