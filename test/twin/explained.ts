/** What the points of a clause hang on, measured slowly; and the ledger as it would be if only some events were in it. */
import { definitionOf } from '../../events/codec.js'
import { files } from '../../events/index.js'
import type { Json, JsonObject, Position } from '../../events/event.js'
import type { Entry } from './book.js'
import { slowTest } from './conditions.js'
import { knowledgeAt, type PlainRow } from './facts.js'
import { type Fraction, sumOf } from './fraction.js'
import { type Context, recordsOf, slowMeasure } from './measures.js'
import type { Pair } from './pairs.js'
import { holdsOn, subordinates } from './roster.js'
import type { Clause } from './rules.js'
import { bandOf } from './places.js'
import { caseByCase, isCaseByCase } from './scales.js'
import { type Row, rowsOf, satisfies, type World, worldOf } from './world.js'

/** A measure that decides the points of a clause, and the table that its list is turned into points by. */
export interface Decisive {
  readonly measure: JsonObject
  readonly table: JsonObject | undefined
}

/** The measures that a condition compares, in the order of the text. */
function measuresIn(condition: Json): JsonObject[] {
  const spec = condition as JsonObject
  for (const word of ['all', 'any']) if (word in spec) return (spec[word] as readonly Json[]).flatMap(measuresIn)
  return 'not' in spec ? measuresIn(spec['not']) : [spec]
}

/** What decides: what the clause measures, if the scale or the branch that is taken looks at it; then what conditions compare. */
export function decisive({ measure, scale }: Pick<Clause, 'measure' | 'scale'>, context: Context): Decisive[] {
  if (typeof scale === 'string') return []
  const spec = scale as JsonObject | undefined
  if (spec !== undefined && 'when' in spec) {
    const compared = measuresIn(spec['when']).map((it) => ({ measure: it, table: undefined }))
    const truth = slowTest(spec['when'], context)
    if (truth === undefined) return compared
    const branch = decisive({ ...(measure !== undefined && { measure }), scale: spec[truth ? 'then' : 'else'] ?? '0' }, context)
    const own = branch.filter((it) => it.measure === measure)
    return [...own, ...compared, ...branch.filter((it) => it.measure !== measure)]
  }
  const own = { measure: measure as JsonObject, table: undefined }
  if (spec !== undefined && 'bands' in spec) {
    const { value } = slowMeasure(measure, context)
    const band = value && bandOf(spec['bands'], value)
    if (band === undefined || measure === undefined) return [own]
    const inner = decisive({ measure, scale: band['points'] ?? '0' }, context)
    return [inner.find((it) => it.measure === measure) ?? own, ...inner.filter((it) => it.measure !== measure)]
  }
  const { list } = measure === undefined ? {} : slowMeasure(measure, context)
  return [{ ...own, table: spec !== undefined && isCaseByCase(spec, list) ? spec : undefined }]
}

/** What a decisive measure comes to; of a list that a table turns into points, how many gave points. */
export function valueOf({ measure, table }: Decisive, limit: JsonObject, context: Context): Fraction | undefined {
  const { value, list } = slowMeasure(measure, context)
  if (value === undefined || list === undefined || table === undefined) return value
  const scoring = caseByCase(table, list, limit)
  return scoring && sumOf(scoring.map(({ count }) => count))
}

/**
 * What a standing counts, as it was from when it was opened: an event may change one and leave their number as it is.
 * What ended a row is left out, because the same may be said by two events.
 */
export function staysCounted({ standing, as = 'unit', where, of }: JsonObject, { world, unit, window }: Context): string {
  const subjects = of === undefined ? [unit] : subordinates(world, unit, String(of), window.last)
  const rows = subjects.flatMap(
    (subject) => rowsOf(world, String(standing), String(as), subject) as readonly (Row & Partial<PlainRow>)[],
  )
  const counted = rows.filter((row) => holdsOn(window.last)(row) && satisfies(row, where))
  const stays = rows.filter((row) => counted.some((it) => it.subject === row.subject && it.openedBy === row.openedBy))
  return JSON.stringify(stays.map(({ closedBy: _, ...row }) => row))
}

/**
 * Which records decided, where others would give the same number: the first with each value that counts once, another of
 * which may bring the same value beside one of its own; the highest of a project; the latest number, and a judgement, which
 * may be 0.
 */
export function decidedBy({ measure, table }: Decisive, limit: JsonObject, context: Context): string {
  const counted = new Set<Position>()
  const isOneOf = 'latest' in measure || 'judged' in measure
  const { list = [] } =
    isOneOf || table !== undefined ? slowMeasure(measure, { ...context, counted: isOneOf ? counted : new Set() }) : {}
  const scoring = table && caseByCase(table, list, limit)?.map(({ row }) => row.position)
  const types = [measure['count'] ?? measure['each'] ?? typeNamed(measure['sum']) ?? []].flat().map(String)
  const isChoice = 'nth' in measure || (table === undefined && 'distinct' in measure)
  return JSON.stringify([scoring ?? [], isChoice ? recordsOf(measure, context, types) : [...counted]])
}

const typeNamed = (column: Json | undefined): string | undefined =>
  column === undefined ? undefined : String(column).split('.')[0]

const ALWAYS = new Set([...Object.keys(files.registry), ...Object.keys(files.rules)])

/** Whether an event says which units there are, or which rules: what any measure rests on. */
export const isGround = ({ event }: Entry): boolean => event !== undefined && ALWAYS.has(event.type)

/** The world if only the ground had been recorded, some events, and what corrects, retracts or supports either. */
export function worldWith(known: readonly Entry[], some: ReadonlySet<Position>): World {
  const ids = new Set<unknown>()
  const kept = known.filter((entry) => {
    const isKept = isGround(entry) || some.has(entry.position) || ids.has(entry.event?.data['target'])
    if (isKept) ids.add(entry.id)
    return isKept
  })
  return worldOf(knowledgeAt(kept, kept.length - 1).rows)
}

/**
 * Whether one of some events opened a standing that something ended, or replaced, on the same day. It left no row, so that the
 * fast evaluator cannot cite what ended it.
 */
export const isFleeting = (
  { entries, world }: Pick<Pair, 'entries' | 'world'>,
  some: readonly Position[],
  standing: string,
): boolean =>
  some.some((position) => {
    const event = entries[position]?.event
    if (event === undefined) return false
    const opened = definitionOf(event.type)
      .facts(event.data)
      .filter((fact) => fact.fact !== 'happened' && fact.fact === 'opens' && fact.name === standing)
    const rows = world.rows.filter((row) => row.position === position && row.name === standing)
    const isCorrected = entries.some(({ event: it }) => it?.type === 'EventCorrected' && it.data['target'] === event.id)
    return isCorrected ? opened.length > 1 : rows.length < opened.length
  })

/** Whether an event ended or changed what another one of some opened. Of a thing that was opened anew since it is not needed. */
export const endsOf = (
  { world }: Pick<Pair, 'world'>,
  position: Position,
  some: readonly Position[],
  standing: string,
): boolean =>
  (world.rows as readonly (Row & Partial<PlainRow>)[]).some(
    ({ name, openedBy = position, closedBy, ...row }) =>
      name === standing &&
      openedBy !== position &&
      some.includes(openedBy) &&
      (closedBy === position || row.position === position),
  )
