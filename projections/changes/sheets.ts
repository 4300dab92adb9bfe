/** Changes of a ranking: the sheet evaluated on A, with the roster of B, with its facts, and on B. */
import type { Period } from '../../events/event.js'
import { previousPeriod, spanOf } from '../../events/time.js'
import { type Appraisal, appraisalOf, evaluateSheet, rosterOf, windowOf } from '../appraisal.js'
import { previousTotals, rankRows, type RankRow, type Totals } from '../ranking.js'
import { isRefusal, refuse, type Refusal } from '../refusal.js'
import type { Roster } from '../roster.js'
import { attribute, type Attributed } from './attribution.js'
import { type Definitions, mayReadBy, replacedIn, type Replaced, sheetDefinitions } from './definitions.js'
import { explainFacts } from './facts-stage.js'
import { aboutIn, concerns, registryCauses, type RosterChange, rosterChanges } from './registry.js'
import { explainRules } from './rules-stage.js'
import type { Cause } from './shape.js'
import { assembled, type Found, type Side } from './side.js'
import { PREVIOUS_TOTAL, seenBy, sheetState, type SheetState } from './sheet-state.js'
import { rankedRows } from './rank-rows.js'
import { between, type Horizon } from './touches.js'
import { together } from './weighing.js'

export interface SheetAsked {
  readonly period: Period
  readonly sheet?: string | undefined
  readonly scope?: string | undefined
}

/** Four evaluations and what came of them. */
export interface SheetChanges {
  readonly states: readonly [SheetState, SheetState, SheetState, SheetState]
  readonly rosters: readonly [Roster, Roster]
  readonly appraisals: readonly [Appraisal, Appraisal]
  /** Totals of the period before on each side. */
  readonly previous: readonly [Totals, Totals]
  readonly registry: readonly RosterChange[]
  readonly replaced: ReadonlyMap<string, Replaced>
  readonly attributed: ReadonlyMap<string, Attributed>
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
  const rosters = [rosterOf(a.view, before), rosterOf(b.view, after)] as const
  const horizons = [horizonOf(before), horizonOf(after)] as const
  const { facts } = b.view
  const lying = between(facts, ...horizons)
  const registry = rosterChanges(facts, rosters, lying, horizons[1]).filter((change) =>
    concerns(change, [before.sheet.appraises], rosters),
  )
  const decides = isFirst && [before, after].some(({ sheet }) => sheet.ties.includes(PREVIOUS_TOTAL))
  const previousOf = ({ view, basis }: Side): Totals => previousTotals(view, before.sheet.id, asked.period, basis)
  const earlierTotals = previousOf(a)
  const isOneView = a.view === b.view && a.basis.knownAt === b.basis.knownAt
  const previous = [earlierTotals, isOneView ? earlierTotals : previousOf(b)] as const
  const evaluated = (appraisal: Appraisal, roster: Roster, totals: Totals): SheetState =>
    sheetState(evaluateSheet(appraisal === after ? b.view : a.view, appraisal, roster), decides ? totals() : undefined)
  const first = evaluated(before, rosters[0], previous[0])
  const second = registry.length === 0 ? first : evaluated(before, rosters[1], previous[0])
  const isOtherFacts = horizons[0].knownAt !== horizons[1].knownAt || before.asOf !== after.asOf
  const known = { ...before, asOf: after.asOf, knownAt: after.knownAt }
  const third = isOtherFacts ? evaluated(known, rosters[1], previous[1]) : second
  const isOtherRules = before.sheet !== after.sheet || before.duties !== after.duties
  const fourth = isOtherRules ? evaluated(after, rosters[1], previous[1]) : third
  const states = [first, second, third, fourth] as const
  const own = definitionsOf(before)
  const definitions = [own, isOtherRules ? definitionsOf(after) : own] as const
  const replaced = isOtherRules ? replacedIn(...definitions) : new Map<string, Replaced>()
  const earlier = memoised(() => previousCauses(a, b, asked, before.sheet.id))
  const attributed = attribute([...states], {
    units: (differences) =>
      new Map(
        [...differences].map(([code, list]) => {
          const causes = registryCauses(registry, rosters, code, lying.deedOf)
          return [code, list.map((difference) => ({ ...difference, causes }))]
        }),
      ),
    facts: explainFacts({
      lying,
      horizons,
      leaves: third.leaves,
      columnOf: (address) => third.columns.get(`clause ${address}`) ?? third.columns.get(`veto ${address}`),
      indexOf: third.indexOf,
      seen: (side, address, code) => seenBy(side === 0 ? second : third, address, code),
      subjectOf: (code) => rosters[1].get(code)?.subject,
      rowsAbout: (subject) => aboutIn(rosters[1], facts.subjects.text(subject), third.indexOf),
      mayRead: mayReadBy(definitions[0]),
      others: ({ column }, code) => (column.address === PREVIOUS_TOTAL ? earlier()(code) : undefined),
    }),
    rules: explainRules({ before: third, after: fourth, definitions, replaced }),
  })
  return { states, rosters, appraisals, previous, registry, replaced, attributed }
}

const horizonOf = (appraisal: Appraisal): Horizon => ({ knownAt: appraisal.knownAt, day: windowOf(appraisal).last })

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

function definitionsOf({ sheet, used }: Appraisal): Definitions {
  const documentOf = (part: 'sheets' | 'duties') => used.find((one) => one.part === part)?.set.rules.document
  const document = documentOf('sheets')!
  return sheetDefinitions(
    document,
    document.sheets!.find(({ id }) => id === sheet.id)!,
    documentOf('duties')?.duties ?? [],
  )
}

/** Why the totals of the period before are others: everything that made them so. */
function previousCauses(a: Side, b: Side, { period }: SheetAsked, sheet: string): (code: string) => readonly Cause[] {
  const before = previousPeriod(period)
  const asOf = spanOf(before).last
  const [first, second] = [a, b].map(({ view, basis }): Side => ({ view, basis: { ...basis, asOf, rules: undefined } }))
  const found = sheetChanges(first!, second!, { period: before, sheet }, false)
  const adopted = adoptions(a, b)
  if (isRefusal(found)) return () => adopted
  return (code) => {
    const causes = together(found.attributed.get(code)?.lines.map((line) => line.causes) ?? [])
    return causes.length > 0 ? causes : adopted
  }
}

/** Where the period before has no rules on one side: the adoption that gave it some. */
function adoptions(a: Side, b: Side): readonly Cause[] {
  const [least, most] = [a.basis.knownAt, b.basis.knownAt].sort((x, y) => x - y) as [number, number]
  return b.view.rulebook.adopted.flatMap(({ at }): Cause[] =>
    at > least && at <= most ? [{ position: at, deed: 'recorded' }] : [],
  )
}

function memoised<V>(make: () => V): () => V {
  let made: { readonly value: V } | undefined
  return () => (made ??= { value: make() }).value
}
