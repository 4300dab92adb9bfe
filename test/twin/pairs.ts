/** A random rule document with a random ledger, and what is asked of both: the question that the two evaluators answer. */
import fc from 'fast-check'
import type { Day, JsonObject, Period, Position } from '../../events/event.js'
import { type Cadence, cadenceOf, spanOf } from '../../events/time.js'
import type { Basis, View } from '../../projections/question.js'
import { book, type Entry } from './book.js'
import { type Topic, topics } from './catalogue.js'
import { documentsOf } from './documents.js'
import type { Duty } from './duties.js'
import { knowledgeAt } from './facts.js'
import { draftsOf, ledgersOf, periodsOf } from './ledgers.js'
import { type RuleDocument, rulesInForce, type Sheet } from './rules.js'
import type { Asked, RulesOf } from './sheet.js'
import { eventsOf, viewOf } from './view.js'
import { type World, worldOf } from './world.js'

/** The documents that follow one another, and what is recorded under them: all of one topic, for sheets of one cadence. */
function drawnOf(topic: Topic, cadence: Cadence) {
  const documents = documentsOf(topic, cadence)
  return fc.record({
    cadence: fc.constant(cadence),
    /** The one that judgements are made under. */
    main: documents('main', '2026-01-01'),
    previous: fc.option(documents('previous', '2024-01-01'), { nil: undefined }),
    change: fc.option(
      fc.record({
        document: documents('change', '2026-03-01'),
        parts: fc.constantFrom(['duties'], ['sheets'], ['duties', 'sheets']),
        replaces: fc.constantFrom(undefined, 'main', 'previous'),
        before: fc.nat(60),
      }),
      { nil: undefined, freq: 4 },
    ),
    slots: ledgersOf(topic),
    sheet: fc.nat(3),
    period: fc.nat(5),
    asOf: fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 2, arbitrary: fc.integer({ min: -10, max: 120 }) },
    ),
    /** How much of what was recorded is not known yet, in percent. */
    unknown: fc.option(fc.integer({ min: 1, max: 75 }), { nil: undefined, freq: 3 }),
  })
}
type Drawn = ReturnType<typeof drawnOf> extends fc.Arbitrary<infer D> ? D : never

/** Everything that both evaluators are given. */
export interface Pair {
  readonly entries: readonly Entry[]
  readonly view: View
  readonly world: World
  readonly basis: Basis
  readonly period: Period
  /** The sheet that is asked for, by its id. */
  readonly sheet: string
  readonly asked: { readonly period: Period; readonly sheet: string }
}

/** The rules of a period as the referee finds them, and the sheet if they have it. */
export interface Ruled {
  readonly document: RuleDocument
  readonly duties: readonly Duty[]
  readonly spec: Sheet
}

const cadences: readonly Cadence[] = ['year', 'year', 'quarter', 'month']

export const pairs: fc.Arbitrary<Pair> = fc
  .oneof(...topics.flatMap((topic) => cadences.map((cadence) => drawnOf(topic, cadence))))
  .map(pairOf)

function pairOf({ cadence, main, previous, change, slots, sheet: pick, period: which, asOf, unknown = 0 }: Drawn): Pair {
  const changed = change && changeOf(change.document, change.parts, change.replaces)
  const entries = book(
    draftsOf(slots, [
      { document: main, before: 0 },
      ...(previous === undefined ? [] : [{ document: previous, before: 0 }]),
      ...(changed === undefined ? [] : [{ document: changed, before: change?.before ?? 0 }]),
    ]),
  )
  const sheets = main['sheets'] as readonly JsonObject[]
  const { id } = sheets[pick % sheets.length]!
  const period = periodsOf[cadence][which]!
  const known: Position = entries.length - 1 - Math.round((entries.length * unknown) / 100)
  const { first, last } = spanOf(period)
  const day: Day = asOf === undefined ? last : first + Math.round(((last - first) * asOf) / 100)
  return {
    entries,
    view: viewOf(entries),
    world: worldOf(knowledgeAt(entries, known).rows),
    basis: { asOf: day, knownAt: known, rules: undefined, engine: '' },
    period,
    sheet: String(id),
    asked: { period, sheet: String(id) },
  }
}

/** A later document that has only some parts, and may take the place of another. */
function changeOf(document: JsonObject, parts: readonly string[], replaces: string | undefined): JsonObject {
  const { duties, sheets, ...head } = document
  return {
    ...head,
    ...(parts.includes('duties') && { duties: duties! }),
    ...(parts.includes('sheets') && { sheets: sheets! }),
    ...(replaces !== undefined && { replaces }),
  }
}

/** The rules in force for a period, as far as the window reaches. */
export function ruled({ entries, basis: { knownAt } }: Pair, sheetId: string, period: Period, asOf: Day): Ruled | undefined {
  const day = Math.min(spanOf(period).last, asOf)
  const events = eventsOf(entries)
  const document = rulesInForce(events, 'sheets', day, knownAt)
  const spec = document?.sheets?.find(({ id }) => id === sheetId)
  if (document === undefined || spec === undefined) return undefined
  return { document, spec, duties: rulesInForce(events, 'duties', day, knownAt)?.duties ?? [] }
}

/** The rules in force for any period. */
export const rulesOf = ({ entries, basis }: Pair): RulesOf => {
  const events = eventsOf(entries)
  return (period) => {
    const day = Math.min(spanOf(period).last, basis.asOf)
    const document = rulesInForce(events, 'sheets', day, basis.knownAt)
    return document && { document, duties: rulesInForce(events, 'duties', day, basis.knownAt)?.duties ?? [] }
  }
}

/** What the referee is asked, where there is a sheet of this period to ask about. */
export function slowly(pair: Pair): (Ruled & Omit<Asked, keyof Ruled>) | undefined {
  const { world, sheet, period, basis } = pair
  const rules = ruled(pair, sheet, period, basis.asOf)
  if (rules === undefined || rules.spec.period !== cadenceOf(period)) return undefined
  return { world, sheet, period, asOf: basis.asOf, rulesOf: rulesOf(pair), ...rules }
}
