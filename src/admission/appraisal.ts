/** Guards of the appraisal: a judgement fits the clause of the sheet in force, and comes once, from the office that may judge. */
import type * as events from '../../events/appraisal.js'
import type { Path } from '../../events/misfit.js'
import { periodZh, zhOf } from '../../events/labels.js'
import { cadenceOf, spanOf } from '../../events/time.js'
import { type Appraisal, appraisalOf, setFor } from '../../projections/appraisal.js'
import { ENGINE } from '../../projections/engine.js'
import { isRefusal, type Refusal } from '../../projections/refusal.js'
import type { Sheet } from '../../projections/rules/compile.js'
import { type Case, type GuardsOf, recordZh, refuseAt } from './case.js'
import { clauseAt, isBonus, noClause, noItem, outOfRange, wrongValue } from './clauses.js'
import { earlierOf } from './earlier.js'
import { fromOf, historyOf, untilOf, wordOf } from './standing.js'
import { keyOf, nameOf, unitOn } from './units.js'

/** What the three types have in common. */
interface Decision {
  readonly sheet: string
  readonly period: string
  readonly unit: string
  readonly assessor: string
}

export const appraisal: GuardsOf<typeof events> = {
  ItemJudged: (data, the) => {
    const sheet = sheetFor(data, the)
    if (isRefusal(sheet)) return sheet
    const found = clauseAt(sheet, data.clause)
    return (
      noClause(sheet, data, found, the) ??
      (found && wrongValue(found, data, the)) ??
      wrongJudge(sheet, data, the) ??
      decidedBefore('ItemJudged', data, { clause: data.clause, assessor: data.assessor }, ['data', 'clause'], the)
    )
  },

  BonusGranted: (data, the) => {
    const sheet = sheetFor(data, the)
    if (isRefusal(sheet)) return sheet
    const found = clauseAt(sheet, data.item)
    if (found === undefined || !isBonus(sheet, data.item) || found.clause.judged !== 'granted')
      return noItem(
        sheet,
        data.item,
        '由考评组认定的加分项',
        'a bonus that an office grants',
        ({ judged }) => judged === 'granted',
        the,
      )
    return outOfRange(found, data.points, ['data', 'points'], the) ?? wrongJudge(sheet, data, the) ?? bonusDecided(data, the)
  },

  BonusRefused: (data, the) => {
    const sheet = sheetFor(data, the)
    if (isRefusal(sheet)) return sheet
    if (clauseAt(sheet, data.item) === undefined || !isBonus(sheet, data.item))
      return noItem(sheet, data.item, '加分项', 'an item of the bonus', () => true, the)
    return wrongJudge(sheet, data, the) ?? bonusDecided(data, the)
  },
}

/** The sheet by which the period is appraised under the rules that are in force for it now. */
export function sheetFor({ sheet: id, period, unit }: Omit<Decision, 'assessor'>, the: Case): Sheet | Refusal {
  const { view, facts, day } = the
  const basis = { asOf: day, knownAt: facts.size - 1, rules: undefined, engine: ENGINE }
  const { last } = spanOf(period)
  const known = setFor(view, 'sheets', last, basis)?.rules.sheets.get(id)
  if (known !== undefined && known.period !== cadenceOf(period))
    return refuseAt(the, ['data', 'period'], 'period_mismatch', [
      `《${known.title}》按${cadenceZh[known.period]}考评，“${period}”不是${cadenceZh[known.period]}`,
      `the sheet ${id} appraises by ${known.period}; "${period}" is none`,
    ])
  const found: Appraisal | Refusal = appraisalOf(view, { period, sheet: id }, basis)
  if (isRefusal(found))
    return refuseAt(the, ['data', found.code === 'no_rules' ? 'period' : 'sheet'], found.code, [found.words.zh, found.words.en])
  const { sheet } = found
  const kinds = historyOf(facts, keyOf(unit))
    .filter((stretch) => fromOf(stretch) <= last && untilOf(stretch) > spanOf(period).first)
    .map((stretch) => wordOf(stretch, 'kind') ?? '')
  if (kinds.includes(sheet.appraises)) return sheet
  return refuseAt(the, ['data', 'sheet'], 'unknown_sheet', [
    `《${sheet.title}》考评${zhOf(sheet.appraises)}，${nameOf(facts, unit, day)}是${kinds.map((kind) => zhOf(kind)).join('、')}`,
    `the sheet ${id} appraises a ${sheet.appraises}; ${unit} is a ${kinds.join(', ')}`,
  ])
}

const cadenceZh = { year: '年度', quarter: '季度', month: '月份' } as const

/** The unit above judges, as it was at the end of the period or is now; or one of the offices that the sheet names. */
function wrongJudge(sheet: Sheet, { unit, period, assessor }: Decision, the: Case): Refusal | undefined {
  const { facts, day } = the
  const may = sheet.appraiser === 'parent' ? parentsOf(unit, period, the) : sheet.appraiser
  if (may.includes(assessor)) return undefined
  const names = may.map((code) => nameOf(facts, code, day)).join('或')
  return refuseAt(the, ['data', 'assessor'], 'wrong_judge', [
    `${nameOf(facts, unit, day)}${periodZh(period)}的《${sheet.title}》由${names || '上级单位'}评分，不是${nameOf(facts, assessor, day)}`,
    `the ${sheet.id} sheet of ${unit} for ${period} is judged by ${may.join(' or ') || 'the unit above'}, not by ${assessor}`,
  ])
}

function parentsOf(unit: string, period: string, { facts, day }: Case): readonly string[] {
  const { last } = spanOf(period)
  const atEnd = unitOn(facts, unit, last) ?? historyOf(facts, keyOf(unit)).findLast((stretch) => fromOf(stretch) <= last)
  const parents = [atEnd, unitOn(facts, unit, day)].flatMap((stretch) => (stretch && wordOf(stretch, 'parent')) ?? [])
  return [...new Set(parents)]
}

const bonusDecided = (
  data: Decision & { readonly item: string; readonly projectKey: string },
  the: Case,
): Refusal | undefined => {
  const cells = { item: data.item, projectKey: data.projectKey }
  const path = ['data', 'projectKey']
  return decidedBefore('BonusGranted', data, cells, path, the) ?? decidedBefore('BonusRefused', data, cells, path, the)
}

/** What was decided once is corrected, not decided again. */
function decidedBefore(
  type: string,
  { sheet, period, unit }: Decision,
  cells: Readonly<Record<string, string>>,
  path: Path,
  the: Case,
): Refusal | undefined {
  const position = earlierOf(the.facts, type, unit, period, { sheet, ...cells })
  if (position === undefined) return undefined
  const [zh, en] =
    type === 'ItemJudged'
      ? ['已评分', 'judged']
      : type === 'BonusGranted'
        ? ['已认定加分', 'granted']
        : ['已决定不予加分', 'refused']
  return refuseAt(
    the,
    path,
    'already_recorded',
    [
      `${nameOf(the.facts, unit, the.day)}这一项${recordZh(position)}${zh}；要改变的，请更正${recordZh(position)}`,
      `it was ${en} by record ${position}; correct that record instead`,
    ],
    [position],
  )
}
