/** 指标: the number that a rule measures for one unit, read off the rows as the README of the rules says. */
import assert from 'node:assert/strict'
import type { Day, Json, JsonObject, Period, Position } from '../../events/event.js'
import type { Span } from '../../events/time.js'
import { arithmetic } from './arithmetic.js'
import { type Duty, dutyNamed, slotsOf } from './duties.js'
import { type Fraction, fraction, numberOf, ONE, over, sumOf, ZERO } from './fraction.js'
import { besideMeans, withoutMeans } from './means.js'
import { slowPeers, slowRank } from './rivals.js'
import { holdsOn, subordinates, unitOn } from './roster.js'
import { rowsIn, takenPlaces } from './places.js'
import { slowDays, slowStreak } from './courses.js'
import { granted, judged } from './judged.js'
import { cellOf, numberIn, type Row, rowsOf, satisfies, type World } from './world.js'
import { daysWithin } from './windows.js'

/** A result that a measure looks up. */
export interface Wanted {
  /** By its id; without it the sheet that appraises the kind of the unit. */
  readonly sheet: string | undefined
  readonly address: string | undefined
  readonly period: string
}

/** For whom and for what a measure is asked. */
export interface Context {
  readonly world: World
  readonly unit: string
  readonly period: Period
  /** From the first day of the period to its last, or to the day asked for if that is earlier. */
  readonly window: Span
  /** The day of which standings and 历年累计 are, where that is not the last day of the window. */
  readonly standingDay?: Day
  readonly duties: readonly Duty[]
  readonly sheet: string
  /** Address of the item, which honours and bonuses are refused for. */
  readonly item: string
  /** Address of the clause, which is judged. */
  readonly clause: string
  /** The offices that appraise together, where the sheet lists them. */
  readonly offices: readonly string[]
  /** The points of a unit on this or another sheet; `undefined` where it has none. */
  readonly score: (context: Context, unit: string, wanted: Wanted) => Fraction | undefined
  /** The records that were counted. Filled while measuring. */
  readonly counted: Set<Position>
}

/** One line of a list: a word to look up, how many times, and the row it stands in. */
export interface Entry {
  readonly word: string | undefined
  readonly count: Fraction
  readonly row: Row
}

/** A number, `undefined` while it is unknown; with its lines where it is a list. */
export interface Measured {
  readonly value: Fraction | undefined
  readonly list?: readonly Entry[]
}

const textsOf = (words: Json | undefined): string[] => (Array.isArray(words) ? words.map(String) : [String(words)])

export const known = (value: Fraction): Measured => ({ value })
export const UNKNOWN: Measured = { value: undefined }

export const listed = (list: readonly Entry[]): Measured => ({ value: sumOf(list.map(({ count }) => count)), list })

const standingDayOf = ({ standingDay, window }: Context): Day => standingDay ?? window.last

/** The unit itself, or those of a kind below it on the day of the standings. */
const subjectsOf = (context: Context, kind: Json | undefined): string[] =>
  kind === undefined ? [context.unit] : subordinates(context.world, context.unit, String(kind), standingDayOf(context))

const inWindow = ({ window }: Context, { from }: Row): boolean => window.first <= from && from <= window.last

/** What was decided about this unit on this sheet for this period, under an address. */
export const decisions = (context: Context, type: string, column: string, address: string): readonly Row[] =>
  rowsOf(context.world, type, 'unit', context.unit).filter(
    (row) =>
      row.cells['sheet'] === context.sheet &&
      row.cells[column] === address &&
      row.period === context.period &&
      inWindow(context, row),
  )

/** The projects that an office refused to give a bonus for, for this item. */
const refusedProjects = (context: Context) =>
  decisions(context, 'BonusRefused', 'item', context.item).map((row) => row.cells['projectKey'])

export const isRefused = (context: Context, { cells }: Row): boolean =>
  cells['projectKey'] !== undefined && refusedProjects(context).includes(cells['projectKey'])

/** Happenings of some types, in the window or ever up to its end, that satisfy a rule; in the order of recording. */
function happenings(context: Context, types: readonly string[], spec: JsonObject): Row[] {
  const { as = 'unit', where, of, in: when = 'period' } = spec
  const { first, last } = daysWithin(when, { ...context, standingDay: standingDayOf(context) })
  const isInTime = (row: Row): boolean => first <= row.from && row.from <= last
  const rows = subjectsOf(context, of)
    .flatMap((subject) => types.flatMap((type) => rowsOf(context.world, type, String(as), subject)))
    .filter((row) => isInTime(row) && satisfies(row, withoutMeans(where)) && !isRefused(context, row))
    .toSorted((a, b) => a.position - b.position)
  return besideMeans(rows, spec)
}

/** The first row of each: rows that are the same in `by` count once, rows that have nothing there do not count. */
function firstOfEach(rows: readonly Row[], by: (row: Row) => string | undefined): Row[] {
  const seen = new Set<string | undefined>([undefined])
  return rows.filter((row) => {
    const isNew = !seen.has(by(row))
    seen.add(by(row))
    return isNew
  })
}

/** Which records a measure over records looks at, once for each value of `distinct`: an event may bring several values. */
export const recordsOf = (spec: JsonObject, context: Context, types: readonly string[]): Position[] =>
  once(happenings(context, types, spec), { ...spec, ...takenPlaces(spec) }).map(({ position }) => position)

/** Rows that count: one for each value of `distinct`, or else one for each record. */
const once = (rows: readonly Row[], { distinct, nth }: JsonObject): Row[] =>
  rowsIn(
    nth,
    firstOfEach(rows, (row) => (distinct === undefined ? row.position : cellOf(row, String(distinct)))?.toString()),
  )

export function cite(context: Context, rows: readonly Row[]): void {
  for (const { position } of rows) context.counted.add(position)
}

function count(spec: JsonObject, context: Context): Measured {
  const rows = happenings(context, textsOf(spec['count']), spec)
  const counting = once(rows, spec)
  cite(context, spec['nth'] === undefined ? rows : counting)
  return known(spec['share'] === undefined ? fraction(BigInt(counting.length)) : shared(context, counting, () => ONE))
}

/** Equal parts: what each record says, divided by the number of units that it concerns in this role. */
function shared({ world }: Context, rows: readonly Row[], of: (row: Row) => Fraction): Fraction {
  const sharers = ({ position, name, as }: Row): number =>
    new Set(world.rows.filter((it) => it.position === position && it.name === name && it.as === as).map(({ subject }) => subject))
      .size
  return sumOf(rows.map((row) => over(of(row), fraction(BigInt(sharers(row))))))
}

/** `FundsAllocated.amountCny`: a type and one of its columns. */
function typeAndColumn(path: Json | undefined): [type: string, column: string] {
  const [type = '', ...column] = String(path).split('.')
  return [type, column.join('.')]
}

function sum(spec: JsonObject, context: Context): Measured {
  const [type, column] = typeAndColumn(spec['sum'])
  const filled = happenings(context, [type], spec).filter((row) => cellOf(row, column) !== undefined)
  const counting = once(filled, spec)
  cite(context, counting)
  const cell = (row: Row): Fraction => numberIn(row, column) ?? ZERO
  return known(spec['share'] === undefined ? sumOf(counting.map(cell)) : shared(context, counting, cell))
}

/** The newest number of the unit; with `of`, of each unit below it, added up. */
function latest(spec: JsonObject, context: Context): Measured {
  const [type, column] = typeAndColumn(spec['latest'])
  const filled = happenings(context, [type], spec).filter((row) => cellOf(row, column) !== undefined)
  const newest = subjectsOf(context, spec['of']).flatMap((subject) =>
    filled
      .filter((row) => row.subject === subject)
      .toSorted((a, b) => a.from - b.from || a.position - b.position)
      .slice(-1),
  )
  const counting = once(newest, {})
  cite(context, counting)
  return known(sumOf(counting.map((row) => numberIn(row, column) ?? ZERO)))
}

function each(spec: JsonObject, context: Context): Measured {
  const by = String(spec['by'])
  const rows = happenings(context, textsOf(spec['each']), spec)
  const counting =
    spec['distinct'] === undefined
      ? rowsIn(
          spec['nth'],
          firstOfEach(rows, (row) => `${row.position} ${String(cellOf(row, by))}`),
        )
      : once(rows, spec)
  cite(context, counting)
  return listed(counting.map((row) => ({ word: cellOf(row, by)?.toString(), count: ONE, row })))
}

function standing(spec: JsonObject, context: Context): Measured {
  const { standing: name, as = 'unit', where, of, distinct } = spec
  const rows = subjectsOf(context, of)
    .flatMap((subject) => rowsOf(context.world, String(name), String(as), subject))
    .filter((row) => holdsOn(standingDayOf(context))(row) && satisfies(row, where))
  cite(context, rows)
  const counting = distinct === undefined ? rows : once(rows, spec)
  return known(fraction(BigInt(counting.length)))
}

function units({ units: kind }: JsonObject, context: Context): Measured {
  const below = subjectsOf(context, kind)
  cite(
    context,
    below.flatMap((unit) => unitOn(context.world, unit, standingDayOf(context)) ?? []),
  )
  return known(fraction(BigInt(below.length)))
}

function streak({ streak: spec }: JsonObject, context: Context): Measured {
  const now = unitOn(context.world, context.unit, standingDayOf(context))
  return { value: slowStreak(spec as JsonObject, context, now?.cells['kind']) }
}

function days({ days: spec }: JsonObject, context: Context): Measured {
  const { from, until, ...rest } = spec as { from: JsonObject; until: JsonObject }
  const [starts, ends] = [from, { in: 'ever', ...until, ...(from['of'] !== undefined && { of: from['of'] }) }].map((one) =>
    happenings(context, textsOf(one['event']), one),
  )
  const { value, rows } = slowDays(rest, starts!, ends!, context.window.last)
  cite(context, rows)
  return known(value)
}

function duty({ duty: id, state }: JsonObject, context: Context): Measured {
  const wanted = state === 'due' ? ['met', 'late', 'missing'] : [state]
  const slots = slotsOf(context.world, dutyNamed(context.duties, String(id)), context.unit, {
    period: context.period,
    asOf: context.window.last,
  })
  for (const { position, state: is } of slots) if (position !== undefined && is !== 'not_owed') context.counted.add(position)
  return known(fraction(BigInt(slots.filter((slot) => wanted.includes(slot.state)).length)))
}

/** The points of the unit itself, or those of all units of a kind below it. */
function score(spec: JsonObject, context: Context): Measured {
  // A scheme is no sheet: it looks at what is settled, on the sheet of the unit's kind.
  const isOutside = context.sheet === ''
  const { score: ref, of, period = isOutside ? 'closed' : 'this' } = spec
  const [name = '', ...rest] = String(ref).split('.')
  const own = of === undefined && !isOutside ? context.sheet : undefined
  const wanted: Wanted = {
    sheet: name === 'own' ? own : name,
    address: rest.length === 0 ? undefined : rest.join('.'),
    period: String(period),
  }
  const points = subjectsOf(context, of).map((unit) => context.score(context, unit, wanted))
  const known = points.filter((it) => it !== undefined)
  return known.length < points.length ? UNKNOWN : { value: sumOf(known) }
}

const words: Readonly<Record<string, (spec: JsonObject, context: Context) => Measured>> = {
  count,
  sum,
  latest,
  each,
  standing,
  units,
  judged,
  granted,
  duty,
  streak,
  days,
  score,
  rank: (spec, context) => slowRank(spec, context, slowMeasure),
  peers: (spec, context) => slowPeers(spec, context, slowMeasure),
  ...arithmetic((spec, context) => slowMeasure(spec, context).value),
}

/** What a measure is for a unit. A number stands for itself. */
export function slowMeasure(spec: Json | undefined, context: Context): Measured {
  if (typeof spec === 'string' || typeof spec === 'number') return known(numberOf(spec))
  assert(typeof spec === 'object' && spec !== null && !Array.isArray(spec), 'a measure is a number or says what to measure')
  const [measure, ...others] = Object.keys(words).filter((word) => word in spec)
  assert(measure !== undefined && others.length === 0, `no measure, or several: ${JSON.stringify(spec)}`)
  return words[measure]!(spec as JsonObject, context)
}
