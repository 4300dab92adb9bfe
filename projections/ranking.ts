/** The ranking of a sheet: within each street by default, because each street is another grader. */
import { z } from 'zod'
import type { Words } from '../events/event.js'
import { AnyPeriod } from '../events/fields.js'
import {
  type Appraisal,
  appraisalOf,
  evaluateSheet,
  type Met,
  metOf,
  rosterOf,
  type SheetResult,
  type UnitResult,
  windowOf,
} from './appraisal.js'
import { previousTotals, type Ranked, rankGroup, type Totals } from './places.js'
import { answer, defineQuestion, type View } from './question.js'
import { isRefusal, type Refusal, refuse } from './refusal.js'
import { byCode, type Roster, type RosterUnit, unitHistory } from './roster.js'
import type { Sheet } from './rules/compile.js'
import { pointsText } from './rules/fraction.js'
import type { Flag } from './rules/frame.js'

/** One row. A unit without rank has a `status` that says why. */
export interface RankRow {
  readonly rank: number | null
  readonly tied: boolean
  readonly unit: { readonly code: string; readonly name: string; readonly street: string | null }
  readonly base: string
  readonly bonus: string
  readonly deduction: string
  readonly pending: string
  readonly total: string
  /** On a sheet without points: how many items are met, of how many. */
  readonly met?: Met
  readonly grade: string | null
  readonly gradedBy: readonly string[]
  /** What put this unit before or behind another of the same total. */
  readonly tieBreak: string | null
  /** Ids of the vetoes in effect. */
  readonly vetoes: readonly string[]
  readonly status: 'ranked' | 'provisional' | 'void' | 'ended'
  /** Why it has no better grade, where others took the places; left out where that is not so. */
  readonly gradeNotes?: readonly Words[]
  /** What people should look at; left out where there is nothing. */
  readonly flags?: readonly Flag[]
}

export const ranking = defineQuestion({
  name: 'ranking',
  label: { zh: '排名', en: 'ranking' },
  ask: z.strictObject({ period: AnyPeriod, sheet: z.string().optional(), scope: z.string().optional() }),
  periodOf: ({ period }) => period,
  answer: (view, asked, basis) => {
    const appraisal = appraisalOf(view, asked, basis)
    if (isRefusal(appraisal)) return appraisal
    const roster = rosterOf(view, appraisal)
    const previous = previousTotals(view, appraisal.sheet.id, appraisal.period, basis)
    const rows = rankRows(evaluateSheet(view, appraisal, roster), roster, { scope: asked.scope, previous })
    if (isRefusal(rows)) return rows
    return answer([...rows, ...endedUnits(view, appraisal, roster, asked.scope)], appraisal.used)
  },
})

/** The rows of all that are ranked, within each street unless the scope is another. */
export function rankRows(
  result: SheetResult,
  roster: Roster,
  { scope = 'street', previous }: { readonly scope?: string | undefined; readonly previous: Totals },
): readonly RankRow[] | Refusal {
  const groups = groupsOf(result, roster, scope)
  if (isRefusal(groups)) return groups
  const { sheet } = result.appraisal
  return groups.flatMap((group) => rankGroup(result, group, previous)).map((row) => rankedRow(row, roster, sheet))
}

/** The street of a unit: itself for a street, the street above for a community. */
const streetOf = (roster: Roster, unit: RosterUnit): string | null =>
  unit.kind === 'street' ? unit.code : (roster.above(unit, 'street')?.code ?? null)

/** Who is ranked among whom, in the order of the codes. */
function groupsOf(
  { appraisal, units }: SheetResult,
  roster: Roster,
  scope: string,
): readonly (readonly UnitResult[])[] | Refusal {
  if (scope === 'district') return [units]
  const byStreet = new Map<string, UnitResult[]>()
  for (const result of units) {
    const street = result.unit.kind === 'street' ? '' : (streetOf(roster, result.unit) ?? '')
    byStreet.set(street, [...(byStreet.get(street) ?? []), result])
  }
  if (scope === 'street') return [...byStreet].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
  const street = /^street:(.+)$/.exec(scope)?.[1]
  if (street === undefined)
    return refuse(
      'bad_question',
      `范围“${scope}”不对，应为 street、district 或 street:S04`,
      `scope "${scope}" is unknown; write street, district or street:S04`,
      { place: 'scope' },
    )
  if (appraisal.sheet.appraises === 'street')
    return refuse(
      'bad_question',
      `《${appraisal.sheet.title}》考评街道，各街道一起排名，不分街道，请去掉范围“${scope}”`,
      `the sheet "${appraisal.sheet.id}" appraises streets, which are ranked together; leave out the scope "${scope}"`,
      { place: 'scope' },
    )
  const group = byStreet.get(street)
  if (group === undefined)
    return refuse(
      'unknown_unit',
      `街道“${street}”没有参评单位，有：${[...byStreet.keys()].join('、')}`,
      `no appraised unit in street "${street}"; there are: ${[...byStreet.keys()].join(', ')}`,
      { place: 'scope' },
    )
  return [group]
}

const rankedRow = (it: Ranked, roster: Roster, { isMet }: Sheet): RankRow => ({
  rank: it.rank,
  tied: it.tied,
  unit: shown(it.unit, roster),
  base: pointsText(it.base),
  bonus: pointsText(it.bonus),
  deduction: pointsText(it.deduction),
  pending: pointsText(it.pending),
  total: pointsText(it.total),
  ...(isMet && { met: metOf(it) }),
  grade: it.grade ?? null,
  gradedBy: it.gradedBy,
  tieBreak: it.tieBreak,
  vetoes: it.vetoes,
  status: it.isVoid ? 'void' : it.isOpen ? 'provisional' : 'ranked',
  ...(it.gradeNotes.length > 0 && { gradeNotes: it.gradeNotes }),
  ...(it.flags.length > 0 && { flags: it.flags }),
})

const shown = (unit: RosterUnit, roster: Roster): RankRow['unit'] => ({
  code: unit.code,
  name: unit.name,
  street: streetOf(roster, unit),
})

/** Units of the sheet's kind that stood in the period and not on its last day: 不参评. */
function endedUnits({ facts }: View, appraisal: Appraisal, roster: Roster, scope = 'street'): RankRow[] {
  const { first, last } = windowOf(appraisal)
  const street = /^street:(.+)$/.exec(scope)?.[1]
  const zero = pointsText(0)
  const latest = new Map<string, RosterUnit>()
  for (const stretch of unitHistory(facts, appraisal.knownAt)) {
    const { code, kind, from, until, parent } = stretch
    const ended = kind === appraisal.sheet.appraises && until > first && until <= last
    if (ended && (street === undefined || parent === street) && (latest.get(code)?.from ?? -Infinity) <= from)
      latest.set(code, stretch)
  }
  return [...latest.values()]
    .filter(({ code }) => roster.get(code)?.kind !== appraisal.sheet.appraises)
    .sort(byCode)
    .map((unit) => ({
      rank: null,
      tied: false,
      unit: shown(unit, roster),
      base: zero,
      bonus: zero,
      deduction: zero,
      pending: zero,
      total: zero,
      grade: null,
      gradedBy: [],
      tieBreak: null,
      vetoes: [],
      status: 'ended',
    }))
}
