/** How far the appraisal of each unit has come: opened, assessed by itself, inspected, closed, linked to the reward. */
import { z } from 'zod'
import type { PlainDate, Position } from '../events/event.js'
import { AnyPeriod } from '../events/fields.js'
import { dateOf } from '../events/time.js'
import { type Appraisal, appraisalOf, evaluateSheet, rosterOf, type SheetResult, windowOf } from './appraisal.js'
import type { Facts } from './facts/facts.js'
import type { Table } from './facts/table.js'
import { answer, defineQuestion } from './question.js'
import { isRefusal } from './refusal.js'
import { numberOf, textOf } from './rules/cells.js'
import type { Tally } from './rules/evaluate.js'
import { POINT, fractionText, pointsText } from './rules/fraction.js'
import { findUnit } from './units.js'

/** Something that was recorded, and the day on which it was done. */
interface Step {
  readonly position: Position
  readonly on: PlainDate
}

/** What a unit gave itself for an item, beside what it was given. `judged` and `gap` are null while that is open. */
interface OwnPoints {
  readonly item: string
  readonly title: string | null
  readonly own: string
  readonly judged: string | null
  readonly gap: string | null
}

export interface AppraisalShown {
  readonly unit: { readonly code: string; readonly name: string; readonly street: string | null }
  readonly state: 'not_opened' | 'opened' | 'closed'
  readonly opened: Step | null
  readonly selfAssessed: (Step & { readonly items: readonly OwnPoints[] }) | null
  readonly inspections: readonly (Step & {
    readonly assessor: string | null
    readonly method: string | null
    /** Items that something was found about; a finding need not name one. */
    readonly items: readonly string[]
  })[]
  readonly closed: Step | null
  readonly reward: (Step & { readonly factor: string }) | null
}

export const appraisals = defineQuestion({
  name: 'appraisals',
  label: { zh: '考评进展', en: 'appraisals' },
  ask: z.strictObject({
    period: AnyPeriod,
    sheet: z.string().optional(),
    unit: z.string().optional(),
    street: z.string().optional(),
  }),
  periodOf: ({ period }) => period,
  answer: (view, { unit: only, street, ...asked }, basis) => {
    const one =
      only === undefined ? undefined : findUnit(view, only, { ...basis, asOf: windowOf({ ...asked, asOf: basis.asOf }).last })
    if (isRefusal(one)) return one
    const appraisal = appraisalOf(view, { ...asked, ...(one && { kind: one.kind }) }, basis)
    if (isRefusal(appraisal)) return appraisal
    const roster = rosterOf(view, appraisal)
    const result = evaluateSheet(view, appraisal, roster, one && { only: one })
    const stepsOf = (type: string) => rowsOf(view.facts, appraisal, type)
    const [opened, assessed, inspected, closed, reward] = types.map(stepsOf)
    const rows = result.units
      .map(({ unit, index }) => ({
        unit,
        index,
        street: unit.kind === 'street' ? unit.code : (roster.above(unit, 'street')?.code ?? null),
      }))
      .filter((it) => street === undefined || it.street === street)
      .map(({ unit, index, street: its }): AppraisalShown => {
        const of = (rows: Rows | undefined) => rows?.get(unit.subject) ?? []
        const ended = stepOf(of(closed).at(-1))
        const begun = stepOf(of(opened).at(-1))
        return {
          unit: { code: unit.code, name: unit.name, street: its },
          state: ended !== null ? 'closed' : begun !== null ? 'opened' : 'not_opened',
          opened: begun,
          selfAssessed: ownOf(of(assessed), result, index),
          inspections: inspectionsOf(of(inspected)),
          closed: ended,
          reward: rewardOf(of(reward).at(-1)),
        }
      })
    return answer(rows, appraisal.used)
  },
})

const types = ['AppraisalOpened', 'SelfAssessmentSubmitted', 'InspectionHeld', 'AppraisalClosed', 'YearEndRewardLinked']

interface Row {
  readonly table: Table
  readonly row: number
}
type Rows = ReadonlyMap<number, readonly Row[]>

/** The rows of a type about a sheet and a period that count by then, of each unit in the order of their positions. */
function rowsOf(facts: Facts, appraisal: Appraisal, type: string): Rows {
  const table = facts.table(type, 'unit')
  const rows = new Map<number, Row[]>()
  const period = facts.periods.find(appraisal.period)
  if (table === undefined || period < 0) return rows
  const { last } = windowOf(appraisal)
  const { subject, from, knownUntil } = table
  for (let row = 0, end = table.prefix(appraisal.knownAt); row < end; row += 1) {
    if (table.period[row] !== period || from[row]! > last || knownUntil[row]! <= appraisal.knownAt) continue
    if (textOf(table, 'sheet', row) !== appraisal.sheet.id) continue
    rows.set(subject[row]!, [...(rows.get(subject[row]!) ?? []), { table, row }])
  }
  for (const list of rows.values()) list.sort((a, b) => table.position[a.row]! - table.position[b.row]!)
  return rows
}

const stepOf = (it: Row | undefined): Step | null =>
  it === undefined ? null : { position: it.table.position[it.row]!, on: dateOf(it.table.occurred[it.row]!) }

/** What the unit gave itself last, item by item. */
function ownOf(rows: readonly Row[], result: SheetResult, index: number): AppraisalShown['selfAssessed'] {
  const step = stepOf(rows.at(-1))
  if (step === null) return null
  const { nodes } = result.appraisal.sheet
  return {
    ...step,
    items: rows
      .filter(({ table, row }) => table.position[row] === step.position)
      .map(({ table, row }) => {
        const item = textOf(table, 'item', row) ?? ''
        const own = numberOf(table, 'points', row) ?? 0
        const tally = tallyAt(result, item)
        const judged = tally === undefined || tally.open[index] === 1 ? undefined : tally.points[index]!
        return {
          item,
          title: nodes.get(item)?.title ?? null,
          own: pointsText(own),
          judged: judged === undefined ? null : pointsText(judged),
          gap: judged === undefined ? null : pointsText(own - judged),
        }
      }),
  }
}

/** What a heading, an item or a clause came to. */
function tallyAt({ headings, bonus }: SheetResult, address: string): Tally | undefined {
  const search = (list: readonly Tally[]): Tally | undefined => {
    for (const tally of list) {
      const found = tally.node.address === address ? tally : search(tally.parts)
      if (found !== undefined) return found
    }
    return undefined
  }
  return search([...headings, ...(bonus === undefined ? [] : [bonus])])
}

function inspectionsOf(rows: readonly Row[]): AppraisalShown['inspections'] {
  return [...new Set(rows.map(({ table, row }) => table.position[row]!))].map((position) => {
    const its = rows.filter(({ table, row }) => table.position[row] === position)
    const { table, row } = its[0]!
    return {
      ...stepOf(its[0])!,
      assessor: textOf(table, 'assessor', row) ?? null,
      method: textOf(table, 'method', row) ?? null,
      items: its.flatMap((it) => textOf(it.table, 'item', it.row) ?? []),
    }
  })
}

function rewardOf(it: Row | undefined): AppraisalShown['reward'] {
  const step = stepOf(it)
  if (it === undefined || step === null) return null
  return { ...step, factor: fractionText({ num: numberOf(it.table, 'factor', it.row) ?? 0, den: POINT }) }
}
