/** Two appraisals of one sheet compared stage by stage, and with them the results that its clauses take points from. */
import type { Json, Period } from '../../events/event.js'
import { spanOf } from '../../events/time.js'
import { type Appraisal, evaluateSheet, rosterOf, windowOf } from '../appraisal.js'
import type { View } from '../question.js'
import type { Totals } from '../places.js'
import type { Roster } from '../roster.js'
import { type Book, bookOf, periodWanted } from '../scores.js'
import { attribute, type Attributed, type Explain } from './attribution.js'
import { type Define, mayReadBy, sheetDefinitions } from './definitions.js'
import { explainFacts, type References } from './facts-stage.js'
import { type Mention, mentionsIn } from './mentions.js'
import { aboutIn, concerns, isBelow, registryCauses, type RosterChange, rosterChanges } from './registry.js'
import type { Cause, Line } from './shape.js'
import { PREVIOUS_TOTAL, seenBy, sheetState, type SheetState } from './sheet-state.js'
import { between, type Horizon } from './touches.js'
import { together } from './weighing.js'

/** Four evaluations and what came of them. */
export interface Compared {
  readonly states: readonly [SheetState, SheetState, SheetState, SheetState]
  readonly rosters: readonly [Roster, Roster]
  readonly registry: readonly RosterChange[]
  readonly attributed: ReadonlyMap<string, Attributed>
}

export interface Comparing {
  readonly views: readonly [View, View]
  readonly appraisals: readonly [Appraisal, Appraisal]
  readonly explainRules: (before: SheetState, after: SheetState) => Explain
  /** Where the totals of the period before decide between equals, and why they are others. */
  readonly totals?: readonly [Totals, Totals]
  readonly earlier?: (code: string) => readonly Cause[]
}

/** The results that are referred to, on both sides by the rules of the first. */
interface Referred {
  readonly books: readonly [Book, Book]
  /** By period and sheet; `undefined` while it is being compared. */
  readonly made: Map<string, ReferredTo | undefined>
}

interface ReferredTo extends Compared {
  /** Whether other rules were adopted for its period. */
  readonly isAdopted: boolean
}

/** Compares what a sheet comes to on both sides. */
export function compared(comparing: Comparing): Compared {
  const { views, appraisals } = comparing
  const [before, after] = appraisals
  const known = { ...before, asOf: after.asOf, knownAt: after.knownAt }
  return comparedWith(comparing, { books: [bookOf(views[0], before), bookOf(views[1], known)], made: new Map() }, true)
}

function comparedWith(comparing: Comparing, referred: Referred, isAsked: boolean): Compared {
  const { views, appraisals, totals } = comparing
  const { books } = referred
  const [before, after] = appraisals
  const rosters = [rosterOf(views[0], before), rosterOf(views[1], after)] as const
  const horizons = [horizonOf(before), horizonOf(after)] as const
  const { facts } = views[1]
  const lying = between(facts, ...horizons)
  const registry = rosterChanges(facts, rosters, lying, horizons[1]).filter((change) =>
    concerns(change, [before.sheet.appraises], rosters),
  )
  const evaluated = (side: 0 | 1, appraisal: Appraisal, roster: Roster, book: Book | undefined, by: 0 | 1): SheetState =>
    sheetState(evaluateSheet(views[side], appraisal, roster, book === undefined ? {} : { book }), totals?.[by]())
  const first = evaluated(0, before, rosters[0], books[0], 0)
  const second = registry.length === 0 ? first : evaluated(0, before, rosters[1], books[0], 0)
  const isOtherFacts = horizons[0].knownAt !== horizons[1].knownAt || before.asOf !== after.asOf
  const known = { ...before, asOf: after.asOf, knownAt: after.knownAt }
  const third = isOtherFacts ? evaluated(1, known, rosters[1], books[1], 1) : second
  // What the second rules refer to they look up by themselves.
  const fourth = isOtherRules(before, after) ? evaluated(1, after, rosters[1], isAsked ? undefined : books[1], 1) : third
  const references = referencesOf(comparing, referred, rosters)
  const attributed = attribute([first, second, third, fourth], {
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
      columnOf: (address) =>
        leafKinds.map((kind) => third.columns.get(`${kind} ${address}`)).find((column) => column !== undefined),
      indexOf: third.indexOf,
      seen: (side, address, code) => seenBy(side === 0 ? second : third, address, code),
      subjectOf: (code) => rosters[1].get(code)?.subject,
      rowsAbout: (subject) => aboutIn(rosters[1], facts.subjects.text(subject), third.indexOf),
      mayRead: mayReadBy(defining(before)(new Set())),
      others: ({ column }, code) => (column.address === PREVIOUS_TOTAL ? comparing.earlier?.(code) : undefined),
      references,
    }),
    rules: comparing.explainRules(third, fourth),
  })
  return { states: [first, second, third, fourth], rosters, registry, attributed }
}

/** The columns that show what rests on records itself. */
const leafKinds = ['clause', 'veto', 'factor', 'not_applicable'] as const

/** Why the results that a clause takes points from are others: of the same sheet by address, all else by causes. */
function referencesOf(
  { views, appraisals }: Comparing,
  referred: Referred,
  rosters: readonly [Roster, Roster],
): (address: string) => References | undefined {
  const [before, after] = appraisals
  const texts = defining(before)(new Set())
  const adopted = adoptions(views[1], before.knownAt, after.knownAt)
  const { books } = referred
  const causesOf = (mention: Mention, code: string): readonly Cause[] => {
    const asked = mention.sheet === undefined ? { kind: mention.of! } : { sheet: mention.sheet }
    const [first, second] = appraisals.map((appraisal, side) =>
      periodWanted(books[side]!, { period: appraisal.period, window: windowOf(appraisal) }, mention, asked),
    )
    if (first === undefined || first !== second) return adopted
    const found = referredTo(first, asked, views, referred)
    if (found === undefined) return adopted
    const codes = [...found.attributed.keys()].filter((other) =>
      mention.of === undefined
        ? other === code
        : [...rosters, ...found.rosters].some((roster) => isBelow(roster, roster.get(other), code)),
    )
    const { address } = mention
    const isMeant = ({ kind, address: at }: Line): boolean =>
      kind === 'unit' ||
      kind === 'veto' ||
      (isPoints(kind) && (address === undefined || at === address || at.startsWith(`${address}.`)))
    const lines = codes.flatMap((other) => found.attributed.get(other)!.lines.filter(isMeant))
    return together([found.isAdopted ? adopted : [], ...lines.map(({ causes }) => causes)])
  }
  return (address) => {
    const text = texts.get(address)?.text
    if (text?.includes('"score"') !== true) return undefined
    const mentions = mentionsIn(JSON.parse(text) as Json, before.sheet.id)
    const isOwn = ({ sheet, of, period }: Mention): boolean => sheet === before.sheet.id && of === undefined && period === 'this'
    const others = mentions.filter((mention) => !isOwn(mention))
    return {
      own: mentions.filter(isOwn).map((mention) => mention.address),
      causes: (code) => together(others.map((mention) => causesOf(mention, code))),
    }
  }
}

const isPoints = (kind: Line['kind']): boolean => kind === 'clause' || kind === 'start' || kind === 'limit' || kind === 'pending'

/** Another result compared; `undefined` where there is none on both sides. */
function referredTo(
  period: Period,
  asked: { readonly kind: string } | { readonly sheet: string },
  views: Comparing['views'],
  referred: Referred,
): ReferredTo | undefined {
  const { books, made } = referred
  const [before, after] = [books[0].appraisal(period, asked), books[1].appraisal(period, asked)]
  if (before === undefined || before.sheet.appraises !== after?.sheet.appraises) return undefined
  if (spanOf(period).first < books[0].earliest) return undefined
  const key = `${period}/${before.sheet.id}`
  if (made.has(key)) return made.get(key)
  made.set(key, undefined)
  // Where other rules were adopted that is a cause, and the records are those that matter under these.
  const isAdopted = isOtherRules(before, after)
  const under = isAdopted ? { ...after, asOf: before.asOf, knownAt: before.knownAt } : before
  const found = comparedWith({ views, appraisals: [under, after], explainRules: () => () => new Map() }, referred, false)
  made.set(key, { ...found, isAdopted })
  return made.get(key)
}

/** Whether two appraisals are by other rules. */
export const isOtherRules = (before: Appraisal, after: Appraisal): boolean =>
  before.sheet !== after.sheet || before.duties !== after.duties

const horizonOf = (appraisal: Appraisal): Horizon => ({ knownAt: appraisal.knownAt, day: windowOf(appraisal).last })

/** Everything that decides the points of the sheet of an appraisal. */
export function defining({ sheet, used }: Appraisal): Define {
  const documentOf = (part: 'sheets' | 'duties') => used.find((one) => one.part === part)?.set.rules.document
  const document = documentOf('sheets')!
  const spec = document.sheets!.find(({ id }) => id === sheet.id)!
  return (also) => sheetDefinitions(document, spec, documentOf('duties')?.duties ?? [], also)
}

/** What was adopted between: where a period has no rules on one side, or others. */
export function adoptions({ rulebook }: View, a: number, b: number): readonly Cause[] {
  const [least, most] = [a, b].sort((x, y) => x - y) as [number, number]
  return rulebook.adopted.flatMap(({ at }): Cause[] => (at > least && at <= most ? [{ position: at, deed: 'recorded' }] : []))
}
