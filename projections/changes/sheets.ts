/** Changes of a ranking: the sheet evaluated on A, with the roster of B, with its facts, and on B. */
import type { Period } from '../../events/event.js'
import { previousPeriod, spanOf } from '../../events/time.js'
import { type Appraisal, appraisalOf } from '../appraisal.js'
import { previousTotals, type Totals } from '../places.js'
import { rankRows, type RankRow } from '../ranking.js'
import { isRefusal, refuse, type Refusal } from '../refusal.js'
import { adoptions, compared, type Compared, defining, isOtherRules } from './comparing.js'
import { definedTogether, replacedIn, type Replaced } from './definitions.js'
import { explainRules } from './rules-stage.js'
import type { Cause } from './shape.js'
import { assembled, type Found, type Side } from './side.js'
import { PREVIOUS_TOTAL, type SheetState } from './sheet-state.js'
import { rankedRows } from './rank-rows.js'
import { together } from './weighing.js'

export interface SheetAsked {
  readonly period: Period
  readonly sheet?: string | undefined
  readonly scope?: string | undefined
}

/** What came of the comparison, and of what. */
export interface SheetChanges extends Compared {
  readonly appraisals: readonly [Appraisal, Appraisal]
  /** Totals of the period before on each side. */
  readonly previous: readonly [Totals, Totals]
  readonly replaced: ReadonlyMap<string, Replaced>
}

/** The answer about a ranking. */
export function rankingChanges(a: Side, b: Side, asked: SheetAsked): Found | Refusal {
  const found = sheetChanges(a, b, asked)
  if (isRefusal(found)) return found
  const { states, rosters, appraisals, registry, replaced } = found
  const ranks = (side: 0 | 1, state: SheetState): readonly RankRow[] | Refusal =>
    rankRows(state.result, rosters[side], { scope: asked.scope, previous: found.previous[side] })
  const first = ranks(0, states[0])
  const last = ranks(1, states[3])
  // A street may have been without units once, not twice.
  if (isRefusal(first) && (isRefusal(last) || first.code === 'bad_question')) return first
  // How the second would be if equals were ordered as in the first.
  const { sheet } = appraisals[1]
  const result = { ...states[3].result, appraisal: { ...appraisals[1], sheet: { ...sheet, ties: appraisals[0].sheet.ties } } }
  const middle = replaced.has('ties') ? ranks(1, { ...states[3], result }) : last
  const listed = (rows: readonly RankRow[] | Refusal): readonly RankRow[] => (isRefusal(rows) ? [] : rows)
  const isOneList = asked.scope === 'district' || appraisals[1].sheet.appraises === 'street'
  const rows = rankedRows(found, [listed(first), listed(middle), listed(last)], isOneList)
  return assembled([a, b], [appraisals[0].used, appraisals[1].used], {
    ...{ of: 'ranking', id: sheet.id, title: sheet.title, kind: sheet.appraises, period: asked.period },
    ...{ scope: asked.scope ?? 'street', registry, replaced, rows },
    all: [...listed(first), ...listed(last)].map(({ unit }) => unit.code),
  })
}

/** Evaluates and attributes. Totals of the period before are looked at only where they decide between equals. */
export function sheetChanges(a: Side, b: Side, asked: SheetAsked, isFirst = true): SheetChanges | Refusal {
  const appraisals = comparable(a, b, asked)
  if (isRefusal(appraisals)) return appraisals
  const [before, after] = appraisals
  const decides = isFirst && [before, after].some(({ sheet }) => sheet.ties.includes(PREVIOUS_TOTAL))
  const previousOf = ({ view, basis }: Side): Totals => previousTotals(view, before.sheet.id, asked.period, basis)
  const earlierTotals = previousOf(a)
  const isOneView = a.view === b.view && a.basis.knownAt === b.basis.knownAt
  const previous = [earlierTotals, isOneView ? earlierTotals : previousOf(b)] as const
  const definitions = definedTogether([defining(before), defining(after)])
  const replaced = isOtherRules(before, after) ? replacedIn(...definitions) : new Map<string, Replaced>()
  const earlier = memoised(() => previousCauses(a, b, asked, before.sheet.id))
  const found = compared({
    views: [a.view, b.view],
    appraisals,
    explainRules: (third, fourth) => explainRules({ before: third, after: fourth, definitions, replaced }),
    ...(decides && { totals: previous }),
    earlier: (code) => earlier()(code),
  })
  return { ...found, appraisals, previous, replaced }
}

/** Both appraisals, of one sheet and one kind of units. */
function comparable(a: Side, b: Side, asked: SheetAsked): readonly [Appraisal, Appraisal] | Refusal {
  const before = appraisalOf(a.view, asked, a.basis)
  const sheet = asked.sheet ?? (isRefusal(before) ? undefined : before.sheet.id)
  const after = appraisalOf(b.view, { ...asked, sheet }, b.basis)
  if (isRefusal(before)) return isRefusal(after) || before.code !== 'unknown_sheet' ? before : only(asked, 'B', before)
  if (isRefusal(after)) return after.code !== 'unknown_sheet' ? after : only({ ...asked, sheet }, 'A', after)
  if (before.sheet.appraises !== after.sheet.appraises)
    return refuse(
      'not_comparable',
      `考评表“${before.sheet.id}”在两边考评的不是同一类单位，无从比较`,
      `the sheet "${before.sheet.id}" appraises ${before.sheet.appraises} on one side and ${after.sheet.appraises} on the other`,
      { place: 'sheet' },
    )
  return [before, after]
}

const only = ({ sheet = '' }: SheetAsked, side: 'A' | 'B', { words }: Refusal): Refusal =>
  refuse(
    'not_comparable',
    `考评表“${sheet}”只有${side === 'A' ? '前' : '后'}一边有，无从比较：${words.zh}`,
    `the sheet "${sheet}" is only on side ${side}, so that nothing can be compared: ${words.en}`,
    { place: 'sheet' },
  )

/** Why the totals of the period before are others: everything that made them so. */
function previousCauses(a: Side, b: Side, { period }: SheetAsked, sheet: string): (code: string) => readonly Cause[] {
  const before = previousPeriod(period)
  const asOf = spanOf(before).last
  const [first, second] = [a, b].map(({ view, basis }): Side => ({ view, basis: { ...basis, asOf, rules: undefined } }))
  const asked = { period: before, sheet }
  const found = sheetChanges(first!, second!, asked, false)
  const adopted = adoptions(b.view, a.basis.knownAt, b.basis.knownAt)
  if (isRefusal(found)) return () => adopted
  // Where other rules were adopted that is a cause, and the records are those that matter under these.
  const rules = found.appraisals[1].used.find(({ part }) => part === 'sheets')?.set.id
  const isOther = isOtherRules(...found.appraisals)
  const under = ({ view, basis }: Side): Side => ({ view, basis: { ...basis, rules } })
  const same = isOther ? sheetChanges(under(first!), under(second!), asked, false) : found
  const attributed = isRefusal(same) ? undefined : same.attributed
  return (code) => {
    const causes = together(attributed?.get(code)?.lines.map((line) => line.causes) ?? [])
    return isOther ? together([adopted, causes]) : causes.length > 0 ? causes : adopted
  }
}

function memoised<V>(make: () => V): () => V {
  let made: { readonly value: V } | undefined
  return () => (made ??= { value: make() }).value
}
