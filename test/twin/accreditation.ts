/** 创建: the board of a scheme by arrays and filters, unit by unit, as the README of the rules says. */
import assert from 'node:assert/strict'
import type { Day, JsonObject, LedgerEvent, Period, Position } from '../../events/event.js'
import { addYears, dateOf, FOREVER, periodOf, previousPeriod, spanOf } from '../../events/time.js'
import { slowTest, type Truth } from './conditions.js'
import type { Fraction } from './fraction.js'
import { type Context, slowMeasure } from './measures.js'
import { holdsOn, roster } from './roster.js'
import { type Part, type RuleDocument, rulesInForce, rulesOfPart, type Scheme } from './rules.js'
import { slowScore } from './scores.js'
import type { Asked } from './sheet.js'
import { type Row, rowsOf, type World } from './world.js'

export interface BoardAsked {
  readonly ruleEvents: readonly LedgerEvent[]
  readonly world: World
  /** The type of the event at a position. */
  readonly typeAt: (position: Position) => string
  readonly scheme: string
  readonly asOf: Day
  readonly knownAt: Position
  readonly rules?: string | undefined
  readonly period?: Period | undefined
}

export type Met = 'yes' | 'no' | 'open'

/** A row of the board as both sides are compared. */
export interface PlainRow {
  readonly unit: string
  readonly goods: readonly string[]
  readonly meets: Met | null
  readonly stage: string
  readonly status: string
  readonly since: string | null
  readonly until: string | null
  readonly batch: string | null
  readonly position: Position | null
}

const met = (truth: Truth): Met => (truth === undefined ? 'open' : truth ? 'yes' : 'no')
const all = (truths: readonly Truth[]): Truth => (truths.includes(false) ? false : truths.includes(undefined) ? undefined : true)

const rulesOf = ({ ruleEvents, rules, knownAt }: BoardAsked, part: Part, day: Day): RuleDocument | undefined =>
  rulesOfPart(ruleEvents, part, { day, knownAt, rules })

export function slowBoard(asked: BoardAsked): PlainRow[] {
  const scheme = schemeOf(asked)
  const contextOf = contextsOf(asked, scheme)
  return scheme.units
    .flatMap((kind) => roster(asked.world, kind, asked.asOf))
    .sort()
    .map((unit) => ({ unit, ...standardOf(scheme, contextOf(unit)), ...courseOf(scheme, asked, unit) }))
}

/** What a Have, or what a Good asks for itself, came to for one unit. */
export interface SlowFinding {
  readonly id: string
  readonly when: JsonObject
  readonly met: Met
  /** Undefined while it is unknown, and where it is no one number. */
  readonly measured: Fraction | undefined
}

/** The findings about one unit by their ids. */
export function slowFindings(asked: BoardAsked, unit: string): ReadonlyMap<string, SlowFinding> {
  const scheme = schemeOf(asked)
  const context = contextsOf(asked, scheme)(unit)
  const tests = [...(scheme.haves ?? []), ...scheme.goods].flatMap(({ id, when }) => (when === undefined ? [] : [{ id, when }]))
  return new Map(
    tests.map(({ id, when }) => {
      const spec = when as JsonObject
      const isOne = !['all', 'any', 'not'].some((word) => word in spec)
      const measured = isOne ? slowMeasure(spec, context).value : undefined
      return [id, { id, when: spec, met: met(slowTest(when, context)), measured }]
    }),
  )
}

function schemeOf(asked: BoardAsked): Scheme {
  const scheme = rulesOf(asked, 'accreditation', asked.asOf)?.accreditation?.find(({ id }) => id === asked.scheme)
  assert(scheme !== undefined, asked.scheme)
  return scheme
}

/** What the conditions of a scheme see of a unit. */
function contextsOf(asked: BoardAsked, scheme: Scheme): (unit: string) => Context {
  const { world, asOf } = asked
  const current = periodOf(asOf, scheme.period)
  const period = asked.period ?? (spanOf(current).last === asOf ? current : previousPeriod(current))
  const window = { first: spanOf(period).first, last: Math.min(spanOf(period).last, asOf) }
  const sheet = sheetAsked(asked, period)
  return (unit) => ({
    ...{ world, unit, period, window, standingDay: asOf, sheet: '', item: '', clause: '', offices: [] },
    duties: rulesOf(asked, 'duties', window.last)?.duties ?? [],
    score: (_, of, wanted) => (sheet === undefined ? undefined : slowScore(sheet, of, wanted)),
    counted: new Set(),
  })
}

/** By what the scores of sheets are computed that a scheme looks at. */
function sheetAsked(asked: BoardAsked, period: Period): Asked | undefined {
  const { world, asOf, knownAt, ruleEvents } = asked
  const of = (wanted: Period, rules: string | undefined): { document: RuleDocument; duties: Asked['duties'] } | undefined => {
    const day = Math.min(spanOf(wanted).last, asOf)
    const document = rulesOf({ ...asked, rules }, 'sheets', day)
    return document && { document, duties: rulesOf({ ...asked, rules }, 'duties', day)?.duties ?? [] }
  }
  const own = of(period, asked.rules)
  const inForce = (wanted: Period) => of(wanted, undefined)
  const other = rulesInForce(ruleEvents, 'sheets', asOf, knownAt)
  if (own === undefined && other === undefined) return undefined
  return { world, ...(own ?? { document: other!, duties: [] }), sheet: '', period, asOf, rulesOf: inForce }
}

function standardOf(scheme: Scheme, context: Context): Pick<PlainRow, 'goods' | 'meets'> {
  const haves = new Map((scheme.haves ?? []).map(({ id, when }) => [id, slowTest(when!, context)]))
  const isGate = scheme.effect !== 'fail_title'
  const goods = scheme.goods.map(({ id, requires = [], when }) => {
    const own = when === undefined ? true : slowTest(when, context)
    const gates = requires.map((have) => haves.get(have))
    const shown = [...requires.map((have, i) => `${have} ${met(gates[i])}`), ...(when === undefined ? [] : [`own ${met(own)}`])]
    const truth = all(isGate ? [...gates, own] : [own])
    return { truth, text: `${id} ${met(truth)}: ${shown.join(', ')}` }
  })
  const titles = (scheme.requires_titles ?? []).map((other) => titlesOf(context, other).some(holdsOn(context.standingDay!)))
  return {
    goods: goods.map(({ text }) => text),
    meets: scheme.goods.length === 0 ? null : met(all([...goods.map(({ truth }) => truth), ...haves.values(), ...titles])),
  }
}

const titlesOf = ({ world, unit }: Pick<Context, 'world' | 'unit'>, scheme: string): Row[] =>
  rowsOf(world, 'title', 'unit', unit).filter((row) => row.cells['scheme'] === scheme)

/** What happened, in order: as a story that is read from its beginning. */
interface Step {
  readonly day: Day
  readonly position: Position
  readonly type: string
  readonly row: Row
}

const STEPS = [
  ...['AccreditationApplied', 'PreliminaryReviewed', 'AccreditationRecommended', 'AccreditationReinspected'],
  ...['AccreditationWarned', 'RectificationAccepted'],
]

function courseOf(
  scheme: Scheme,
  { world, asOf, typeAt }: BoardAsked,
  unit: string,
): Pick<PlainRow, 'stage' | 'status' | 'since' | 'until' | 'batch' | 'position'> {
  const titles = titlesOf({ world, unit }, scheme.id).filter(({ from }) => from <= asOf)
  const happened = STEPS.flatMap((type) =>
    rowsOf(world, type, 'unit', unit)
      .filter((row) => row.cells['scheme'] === scheme.id && row.from <= asOf)
      .map((row): Step => ({ day: row.from, position: row.position, type, row })),
  )
  const endings = titles
    .filter(({ until, closedBy = -1 }) => until <= asOf && closedBy >= 0)
    .map((row): Step => ({ day: row.until, position: row.closedBy ?? -1, type: 'ended', row }))
  const namings = titles.map((row): Step => ({ day: row.from, position: row.position, type: 'named', row }))
  const story = [...happened, ...namings, ...endings].sort((a, b) => a.day - b.day || a.position - b.position)
  const held = titles.find(holdsOn(asOf))
  const last = held ?? titles.toSorted((a, b) => a.until - b.until || a.from - b.from || a.position - b.position).at(-1)
  const isOrdered = rowsOf(world, 'rectification', 'unit', unit).some(
    (row) => row.cells['scheme'] === scheme.id && holdsOn(asOf)(row),
  )
  const stage = held === undefined ? soughtIn(story, world, unit, scheme.id, asOf) : heldIn(story, held, scheme, asOf)
  const isOut = held === undefined && last !== undefined
  const closer = last?.closedBy ?? -1
  const ending = !isOut ? 'none' : closer < 0 ? 'expired' : typeAt(closer) === 'AccreditationRevoked' ? 'revoked' : 'lapsed'
  const shown = isOrdered ? 'rectifying' : (stage ?? ending)
  return {
    stage: shown,
    status: held === undefined ? ending : shown === 'warned' || shown === 'rectifying' ? shown : 'held',
    since: last === undefined ? null : dateOf(last.from),
    until: last === undefined || last.until === FOREVER ? null : dateOf(last.until),
    batch: last?.cells['batch']?.toString() ?? null,
    position: last?.position ?? null,
  }
}

/** How far the last application has come; undefined where there is none since the last title was given or taken away. */
function soughtIn(story: readonly Step[], world: World, unit: string, scheme: string, asOf: Day): string | undefined {
  let stage: string | undefined
  let round: unknown
  for (const { type, row } of story) {
    if (type === 'named' || type === 'ended') stage = undefined
    else if (type === 'AccreditationApplied') stage = 'applied'
    else if (type === 'AccreditationRecommended') stage = 'recommended'
    else if (type === 'PreliminaryReviewed') {
      const outcomes = { passed: 'prelim_passed', rejected: 'prelim_failed', rectify: 'rectifying' }
      stage = outcomes[row.cells['outcome'] as keyof typeof outcomes]
    } else continue
    round = row.cells['round']
  }
  if (stage === 'prelim_failed' || stage === 'rectifying') return stage
  const notices = world.rows.filter(
    (row) => row.name === 'notice' && row.as === 'unit' && row.cells['scheme'] === scheme && holdsOn(asOf)(row),
  )
  const isOn = notices.some((notice) => {
    const named = world.rows.filter((row) => row.name === 'NoticeOpened' && row.as === 'unit' && row.position === notice.position)
    return named.length > 0 ? named.some((row) => row.subject === unit) : stage !== undefined && notice.cells['round'] === round
  })
  return isOn ? 'on_notice' : stage
}

function heldIn(story: readonly Step[], held: Row, { review }: Scheme, asOf: Day): string {
  let looked = held.from
  let danger: 'warned' | 'rectifying' | undefined
  for (const { day, type, row } of story) {
    if (day < held.from) continue
    const outcome = type === 'AccreditationReinspected' ? row.cells['outcome'] : undefined
    if (outcome !== undefined) looked = day
    if (type === 'RectificationAccepted' || outcome === 'keep') danger = undefined
    else if (outcome === 'rectify') danger = 'rectifying'
    else if (type === 'AccreditationWarned') danger ??= 'warned'
  }
  if (danger !== undefined) return danger
  if (review !== undefined && addYears(looked, Number(review.replace('y', ''))) <= asOf) return 'due_for_review'
  return held.cells['batch'] === undefined ? 'inherited' : 'granted'
}
