/** The board of a scheme, 创建看板: what each unit meets and what it lacks, beside the title that it holds. */
import type { Day, Period, Position, Words } from '../events/event.js'
import { zhOf } from '../events/labels.js'
import { dateOf } from '../events/time.js'
import { setFor } from './appraisal.js'
import { type Course, coursesOf, type HoldStatus, inspectionsOf, shownStep, type Stage, type Step } from './course.js'
import { allMet, type GoodFound, judgeGoods, type Nearest } from './goods.js'
import { endOf, holdingsOf, heldOn } from './holding.js'
import type { Basis, RulesUsed, View } from './question.js'
import { isRefusal, type Refusal, refuse } from './refusal.js'
import { rosterOn, type Roster, type RosterUnit } from './roster.js'
import { frameOf } from './rules/frame.js'
import type { Met } from './rules/looked.js'
import type { Scheme } from './rules/scheme.js'
import { denominatorWords, periodMeant, type Rate, rateOf, schemeNamed, schemesOn } from './schemes.js'
import { scoresOf } from './scores.js'
import { findUnit } from './units.js'

/** The title of another scheme that is asked for. */
export interface TitleFound {
  readonly scheme: string
  readonly met: Met
  readonly position: Position | null
}

export interface Holds {
  readonly status: HoldStatus
  readonly batch: string | null
  readonly since: string | null
  /** The first day on which it is not held any more; null where it has no term. */
  readonly until: string | null
  /** The event that gave it. */
  readonly position: Position | null
  /** The event that ended it before its term. */
  readonly endedBy: Position | null
  readonly plaque: { readonly status: 'issued' | 'removed'; readonly on: string; readonly position: Position } | null
}

export interface BoardRow {
  readonly unit: { readonly code: string; readonly name: string; readonly kind: string }
  readonly street: string | null
  readonly goods: readonly GoodFound[]
  readonly titles: readonly TitleFound[]
  /** Derived now; null for a scheme whose standard is not part of the rules. */
  readonly meets: Met | null
  /** Conferred by events, with a term. */
  readonly holds: Holds
  readonly stage: Stage
  /** An order to put something right that is open. */
  readonly rectification: { readonly dueOn: string; readonly overdue: boolean; readonly position: Position } | null
  /** What is nearest to be met, of what is not. */
  readonly nearest: Nearest | null
  /** Where one unit is asked for: all that happened to it in the course of the scheme. */
  readonly history?: readonly ReturnType<typeof shownStep>[]
}

export interface Board {
  readonly scheme: Scheme
  readonly period: Period
  readonly window: { readonly from: string; readonly to: string }
  readonly rows: readonly BoardRow[]
  /** The street that the board is of; undefined for the whole district. */
  readonly street: RosterUnit | undefined
  readonly used: readonly RulesUsed[]
}

export interface BoardAsked {
  readonly scheme?: string | undefined
  readonly unit?: string | undefined
  /** Id or title of a Have or a Good: only the units that do not meet it. */
  readonly missing?: string | undefined
  /** `district`, or `street:S04`. */
  readonly scope?: string | undefined
  /** The period whose happenings count; the last closed one by default. */
  readonly period?: Period | undefined
}

/** The board, with every unit of the scheme's kinds that stood on `asOf`; with reasons where one unit is asked for. */
export function board(view: View, asked: BoardAsked, basis: Basis): Board | Refusal {
  const found = schemesOn(view, basis)
  if (isRefusal(found)) return found
  const { schemes } = found
  // Without a name the first one that has a standard.
  const scheme =
    asked.scheme === undefined
      ? (schemes.find(({ goods }) => goods.length > 0) ?? schemes[0]!)
      : schemeNamed(schemes, asked.scheme, 'scheme')
  if (isRefusal(scheme)) return scheme
  const meant = periodMeant(scheme, asked.period, basis.asOf)
  if (isRefusal(meant)) return meant
  const roster = rosterOn(view.facts, basis.asOf, basis.knownAt)
  const units = unitsOf(view, scheme, asked, basis, roster)
  if (isRefusal(units)) return units
  const duties = setFor(view, 'duties', meant.window.last, basis)
  const { facts } = view
  const { asOf, knownAt } = basis
  const frame = frameOf({
    ...{ facts, knownAt, asOf, roster, units, ...meant },
    standingDay: asOf,
    sheet: '',
    duties: duties?.rules.duties ?? new Map<string, never>(),
    results: scoresOf(view, basis),
    trace: undefined,
  })
  const goods = judgeGoods(scheme, frame, asked.unit !== undefined)
  const courses = coursesOf(facts, scheme, holdingsOf(facts, scheme, knownAt), asOf, knownAt)
  const required = scheme.requiresTitles.map((id) => ({
    id,
    holdings: holdingsOf(facts, schemes.find((other) => other.id === id) ?? { id, inherits: false }, knownAt),
  }))
  const rows = units.map((unit, i): BoardRow => {
    const course = courses.of(unit.subject)
    const { order, steps } = course
    const titles = required.map(({ id, holdings }): TitleFound => {
      const held = heldOn(holdings.get(unit.subject), asOf)
      return { scheme: id, met: held === undefined ? 'no' : 'yes', position: held?.position ?? null }
    })
    return {
      unit: { code: unit.code, name: unit.name, kind: unit.kind },
      street: streetOf(roster, unit),
      goods: goods.of(i),
      titles,
      meets: scheme.goods.length === 0 ? null : allMet([goods.meets(i), ...titles.map(({ met }) => met)]),
      holds: holdsOf(course),
      stage: course.stage,
      rectification:
        order === undefined ? null : { dueOn: dateOf(order.dueOn), overdue: order.dueOn < asOf, position: order.position },
      nearest: goods.nearest(i),
      ...(asked.unit !== undefined && {
        history: [...steps, ...inspectionsOf(facts, unit.subject, { from: meant.window.first, asOf, knownAt })]
          .sort(inOrder)
          .map(shownStep),
      }),
    }
  })
  return {
    scheme,
    period: meant.period,
    window: { from: dateOf(meant.window.first), to: dateOf(meant.window.last) },
    rows,
    street: roster.get(streetIn(asked.scope) ?? ''),
    used: [...usedBy(view, scheme, meant.window.last, basis), found.used],
  }
}

/** The other sets that the conditions of a scheme rest on. */
function usedBy(view: View, { usesScores, usesDuties }: Scheme, day: Day, basis: Basis): RulesUsed[] {
  const parts = [...(usesScores || usesDuties ? (['duties'] as const) : []), ...(usesScores ? (['sheets'] as const) : [])]
  return parts.flatMap((part) => {
    const set = setFor(view, part, day, basis)
    return set === undefined ? [] : [{ part, set }]
  })
}

const inOrder = (a: Step, b: Step): number => a.day - b.day || a.position - b.position

function holdsOf({ holding, plaque, status }: Course): Holds {
  const until = holding && endOf(holding)
  const isEnded = status === 'revoked' || status === 'lapsed'
  return {
    status,
    batch: holding?.batch ?? null,
    since: holding === undefined ? null : dateOf(holding.from),
    until: until === undefined ? null : dateOf(until),
    position: holding?.position ?? null,
    endedBy: isEnded && holding !== undefined ? holding.closedBy : null,
    plaque:
      plaque === undefined
        ? null
        : {
            status: plaque.type === 'PlaqueIssued' ? 'issued' : 'removed',
            on: dateOf(plaque.day),
            position: plaque.position,
          },
  }
}

/** The street of a unit: itself for a street, the street above for a community. */
const streetOf = (roster: Roster, unit: RosterUnit): string | null =>
  unit.kind === 'street' ? unit.code : (roster.above(unit, 'street')?.code ?? null)

const streetIn = (scope = ''): string | undefined => /^street:(.+)$/.exec(scope)?.[1]

/** Who is on the board: the units of the scheme's kinds, those of a street, or one. */
function unitsOf(
  view: View,
  { title, id, units: kinds }: Scheme,
  { unit: code, scope = 'district' }: BoardAsked,
  basis: Basis,
  roster: Roster,
): readonly RosterUnit[] | Refusal {
  if (code !== undefined) {
    const unit = findUnit(view, code, basis)
    if (isRefusal(unit) || kinds.includes(unit.kind)) return isRefusal(unit) ? unit : [unit]
    return refuse(
      'unknown_scheme',
      `“${title}”由${kinds.map((kind) => zhOf(kind)).join('、')}创建，${unit.name}（${code}）是${zhOf(unit.kind)}`,
      `the scheme "${id}" is for a ${kinds.join(' or ')}; ${code} is a ${unit.kind}`,
      { place: 'unit' },
    )
  }
  const units = roster.units.filter(({ kind }) => kinds.includes(kind))
  if (scope === 'district') return units
  const street = streetIn(scope)
  if (street === undefined)
    return refuse(
      'bad_question',
      `范围“${scope}”不对，应为 district 或 street:S04`,
      `scope "${scope}" is unknown; write district or street:S04`,
      { place: 'scope' },
    )
  const within = units.filter((unit) => streetOf(roster, unit) === street)
  if (within.length > 0) return within
  const streets = [...new Set(units.flatMap((unit) => streetOf(roster, unit) ?? []))].sort()
  return refuse(
    'unknown_unit',
    `街道“${street}”没有创建单位，有：${streets.join('、')}`,
    `there is no unit of the scheme in street "${street}"; there are: ${streets.join(', ')}`,
    { place: 'scope' },
  )
}

/** Whether a title is held, safely or not. */
export const isHeld = ({ status }: Pick<Holds, 'status'>): boolean =>
  status === 'held' || status === 'warned' || status === 'rectifying'

/** How many of the units on the board meet the standard, and how many hold the title. */
export interface BoardRates {
  readonly meets: Rate | null
  readonly holds: Rate
  /** What they are shares of. */
  readonly denominator: Words
}

export function ratesOf({ scheme, rows, street }: Board, { asOf }: Pick<Basis, 'asOf'>): BoardRates {
  const count = (isCounted: (row: BoardRow) => boolean): Rate => rateOf(rows.filter(isCounted).length, rows.length, scheme.units)
  return {
    meets: scheme.goods.length === 0 ? null : count(({ meets }) => meets === 'yes'),
    holds: count(({ holds }) => isHeld(holds)),
    denominator: denominatorWords(scheme.units, asOf, street),
  }
}
