/** Guards of the course of an appraisal: opened once, by a sheet in force, about items that it has. */
import type * as events from '../../events/appraisal.js'
import { periodZh } from '../../events/labels.js'
import type { Path } from '../../events/misfit.js'
import { isRefusal, type Refusal } from '../../projections/refusal.js'
import type { Sheet } from '../../projections/rules/compile.js'
import { pointsOf, pointsText } from '../../projections/rules/fraction.js'
import { nearest } from '../../projections/rules/reading.js'
import { sheetFor } from './appraisal.js'
import { type Case, type GuardsOf, refuseAt } from './case.js'
import { earlierOf, onceRefusal } from './earlier.js'
import { meant } from './faults.js'
import { nameOf } from './units.js'

export const course: GuardsOf<typeof events> = {
  AppraisalOpened: (data, the) => {
    const sheet = sheetFor(data, the)
    return isRefusal(sheet) ? sheet : onceRefusal(data.unit, data.period, { sheet: data.sheet }, ['data', 'period'], the)
  },

  AppraisalClosed: (data, the) =>
    unopenedRefusal(data, the) ?? onceRefusal(data.unit, data.period, { sheet: data.sheet }, ['data', 'period'], the),

  SelfAssessmentSubmitted: (data, the) => {
    const sheet = sheetFor(data, the)
    if (isRefusal(sheet)) return sheet
    for (const [i, { item, points }] of data.items.entries()) {
      const around = ['data', 'items', i]
      const refusal = addressRefusal(sheet, item, [...around, 'item'], the) ?? aboveRefusal(sheet, item, points, around, the)
      if (refusal !== undefined) return refusal
    }
    return onceRefusal(data.unit, data.period, { sheet: data.sheet }, ['data', 'period'], the)
  },

  InspectionHeld: (data, the) => {
    const sheet = sheetFor(data, the)
    if (isRefusal(sheet)) return sheet
    for (const [i, { item }] of data.findings.entries()) {
      const refusal = item === undefined ? undefined : addressRefusal(sheet, item, ['data', 'findings', i, 'item'], the)
      if (refusal !== undefined) return refusal
    }
    return undefined
  },

  YearEndRewardLinked: (data, the) => {
    const sheet = sheetFor(data, the)
    return isRefusal(sheet) ? sheet : onceRefusal(data.unit, data.period, { sheet: data.sheet }, ['data', 'period'], the)
  },
}

/** What is closed was opened. */
function unopenedRefusal(
  { unit, period, sheet }: { readonly unit: string; readonly period: string; readonly sheet: string },
  the: Case,
): Refusal | undefined {
  const { facts, day } = the
  if (earlierOf(facts, 'AppraisalOpened', unit, period, { sheet }) !== undefined) return undefined
  return refuseAt(the, ['data', 'period'], 'not_standing', [
    `${nameOf(facts, unit, day)}${periodZh(period)}的考评（${sheet}）没有启动的记录，请先录入“考评启动”`,
    `the appraisal of ${unit} by ${sheet} for ${period} was not opened; record its opening first`,
  ])
}

/** Refuses what is no heading, item or clause of the sheet. */
function addressRefusal(sheet: Sheet, address: string, path: Path, the: Case): Refusal | undefined {
  if (sheet.nodes.has(address)) return undefined
  const near = nearest(address, sheet.nodes.keys())
  const headings = [...sheet.nodes].filter(([at]) => !at.includes('.'))
  const hint =
    near === undefined
      ? {
          zh: `，表中的大项有：${headings.map(([at, { title }]) => `${at}（${title}）`).join('、')}`,
          en: `; its headings are: ${headings.map(([at]) => at).join(', ')}`,
        }
      : meant(near)
  return refuseAt(the, path, 'unknown_node', [
    `《${sheet.title}》没有“${address}”${hint.zh}`,
    `the sheet ${sheet.id} has no "${address}"${hint.en}`,
  ])
}

/** Nobody gives itself more than there is to be had. */
function aboveRefusal(sheet: Sheet, address: string, text: string, around: Path, the: Case): Refusal | undefined {
  const node = sheet.nodes.get(address)
  const max = node?.limits.max
  if (node === undefined || max === undefined || pointsOf(text) <= max) return undefined
  return refuseAt(the, [...around, 'points'], 'out_of_range', [
    `“${node.title || address}”最多${pointsText(max)}分，收到的是${text}`,
    `there are at most ${pointsText(max)} points for ${address}, not ${text}`,
  ])
}
