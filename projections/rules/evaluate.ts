/** Evaluates the nodes of a sheet for every unit of a frame at once. The only way to a sum is through its parts. */
import type { Position, Words } from '../../events/event.js'
import { type Adjusted, adjusted, mostAfter, multiplied } from './adjust.js'
import type { Clause, Limits } from './clause.js'
import type { Group, Node } from './compile.js'
import { rounded } from './fraction.js'
import { aloneIn, type Frame, IGNORED_RESTS, type Trace, wholeOf } from './frame.js'
import { type Exemption, filledIn, meanOf, type NotApplicable } from './not-applicable.js'

/** What a node came to. Vectors are indexed like the units of the frame; points are in 1/10,000. */
export interface Tally {
  readonly node: Node
  readonly points: Float64Array
  /** The same if everything that is not judged yet were judged best. */
  readonly best: Float64Array
  /** 1 where something in it is not judged yet. */
  readonly open: Uint8Array
  readonly parts: readonly Tally[]
  /** What its parts give together, or its scale: before a factor and the start. */
  readonly raw: Float64Array
  /** The same with the factor and the start, before the other limits. */
  readonly before: Float64Array
  /** What multiplied the points, or made nothing of them; undefined where the rule has nothing of the kind. */
  readonly adjusted: Adjusted | undefined
  /** How many cases gave points, where the clause applied a table to a list; NaN where it did not. */
  readonly cases: Float64Array | undefined
  /** 1 for the units that it is not about; undefined where it is about all. */
  readonly exempt: Uint8Array | undefined
  /** Points by which the base of a unit is less because it is not about it. */
  readonly spared: Float64Array | undefined
  /** What its measures, and the condition of what is not about all, saw; only when somebody asks why, for a roster of one. */
  readonly seen: Seen | undefined
}

export interface Rejected {
  readonly position: Position
  readonly why: Words
}

/** What counted for a clause, what was considered and did not count, and what is missing. */
export interface Seen {
  readonly counted: readonly Position[]
  /** Events of other units that it rests on, where somebody asks for them. */
  readonly rests: readonly Position[]
  readonly rejected: readonly Rejected[]
  readonly missing: readonly Words[]
  readonly notes: readonly Words[]
}

export function tally(node: Node, frame: Frame): Tally {
  const made = asIfApplied(node, frame)
  return node.notApplicable === undefined ? made : exempted(made, node.notApplicable, frame)
}

const asIfApplied = (node: Node, frame: Frame): Tally =>
  node.kind === 'clause' ? tallyClause(node, frame) : tallyGroup(node, frame)

/** The tally of a node that is not about all units. The means of those that it is about are taken over the whole sheet. */
function exempted(made: Tally, rule: NotApplicable, frame: Frame): Tally {
  const { node } = made
  const trace = frame.trace && collector(frame.trace)
  const verdicts = rule.test.verdicts(trace === undefined ? frame : { ...frame, trace })
  const mean = (): number | undefined => {
    const whole = wholeOf(frame)
    if (trace?.rests !== undefined) for (const position of restsOf(node, whole)) trace.rests(position)
    if (whole.units === frame.units) return meanOf(made, verdicts, rule)
    return whole.once(rule, () => ({ of: meanOf(asIfApplied(node, whole), rule.test.verdicts(whole), rule) })).of
  }
  const filled = filledIn(made, verdicts, rule, mostOf(node), mean)
  return { ...made, ...filled, spared: added(made.spared, filled), seen: trace && seenOf(made, filled, trace) }
}

/** Of what is not about a unit its condition is seen; of what is, that it rests on the same events. */
function seenOf({ seen }: Tally, { exempt }: Exemption, trace: ReturnType<typeof collector>): Seen {
  const own = trace.seen()
  if (exempt[0] === 1) return own
  const rests = trace.rests === undefined ? [] : [...own.counted, ...own.rests]
  return together([seen, { ...NOTHING_SEEN, rests }])
}

/** What parts are spared is nothing to those that are spared the whole. */
const added = (parts: Float64Array | undefined, { exempt, spared }: Exemption): Float64Array =>
  spared.map((points, i) => (exempt[i] === 1 ? points : (parts?.[i] ?? 0)))

/** All events that count for a node, of all units. */
const restsOf = (node: Node, whole: Frame): ReadonlySet<Position> =>
  whole.once(`rests ${node.kind} ${node.address}`, () => {
    const positions = new Set<Position>()
    const add = (part: Tally): void => {
      for (const position of [...(part.seen?.counted ?? []), ...(part.seen?.rests ?? [])]) positions.add(position)
      part.parts.forEach(add)
    }
    for (const unit of whole.units) {
      const alone = aloneIn(whole, unit, IGNORED_RESTS)
      add(asIfApplied(node, alone))
      const trace = collector(IGNORED_RESTS)
      node.notApplicable?.test.verdicts({ ...alone, trace })
      for (const position of trace.seen().counted) positions.add(position)
    }
    return positions
  })

/** The most that a node gives, in 1/10,000. */
function mostOf(node: Node): number {
  if (node.kind === 'clause') return node.best
  const { limits, parts, adjustment } = node
  const together = parts.map(mostOf).reduce((a, b) => a + b, 0)
  return limits.max ?? bounded(mostAfter(together, adjustment) + limits.start, limits)
}

function tallyGroup(group: Group, frame: Frame): Tally {
  const parts = group.parts.map((part) => tally(part, frame))
  const size = frame.units.length
  const raw = new Float64Array(size)
  const most = new Float64Array(size)
  const open = new Uint8Array(size)
  const spared = sparedIn(group, parts, size)
  for (const part of parts) {
    for (let i = 0; i < size; i += 1) {
      raw[i]! += part.points[i]!
      most[i]! += part.best[i]!
      if (part.open[i] === 1) open[i] = 1
    }
  }
  const trace = frame.trace && group.adjustment && collector(frame.trace)
  const how = group.adjustment && adjusted(group.adjustment, trace ? { ...frame, trace } : frame)
  const before = begun(raw, group, how)
  const made = { points: limited(before, group.limits), best: limited(begun(most, group, how), group.limits), open }
  how?.open.forEach((isOpen, i) => {
    if (isOpen === 1) open[i] = 1
  })
  wipe(made, how)
  return {
    ...{ node: group, parts, raw, before, ...made, adjusted: how, spared },
    ...{ cases: undefined, exempt: undefined, seen: trace?.seen() },
  }
}

/** Points multiplied by their factor, and what the node starts with. */
const begun = (raw: Float64Array, { adjustment, limits }: Node, how: Adjusted | undefined): Float64Array =>
  raw.map((value, i) => (adjustment && how ? multiplied(value, adjustment, how.factor[i]!) : value) + limits.start)

/** Nothing is left where the rule says so, whatever is still open. */
function wipe({ points, best, open }: Pick<Tally, 'points' | 'best' | 'open'>, how: Adjusted | undefined): void {
  how?.zeroed.forEach((isZeroed, i) => {
    if (isZeroed === 1) points[i] = best[i] = open[i] = 0
  })
}

/** What the parts are spared; of an item no more than it gives at most. */
function sparedIn({ limits, kind }: Group, parts: readonly Tally[], size: number): Float64Array | undefined {
  if (parts.every(({ spared }) => spared === undefined)) return undefined
  const all = new Float64Array(size)
  for (const { spared } of parts) spared?.forEach((points, i) => (all[i]! += points))
  const { max } = limits
  return kind !== 'item' || max === undefined ? all : all.map((points) => Math.min(points, max))
}

function tallyClause(clause: Clause, outer: Frame): Tally {
  const trace = outer.trace && collector(outer.trace)
  const frame = trace ? { ...outer, trace } : outer
  const { points, open: unknown, cases } = clause.scale.points(frame, clause)
  const how = clause.adjustment && adjusted(clause.adjustment, frame)
  const open = clause.unscored === undefined ? unknown : unknown.fill(1)
  how?.open.forEach((isOpen, i) => {
    if (isOpen === 1) open[i] = 1
  })
  const { step, round, limits } = clause
  const raw = points.map((value) => rounded(value, step, round) * step)
  const before = begun(raw, clause, how)
  const final = limited(before, limits)
  for (let i = 0; i < final.length; i += 1) if (open[i] === 1) final[i] = 0
  const best = final.map((value, i) => (open[i] === 1 ? clause.best : value))
  wipe({ points: final, best, open }, how)
  return {
    ...{ node: clause, parts: [], raw, before, open, points: final, best, adjusted: how },
    ...{ cases, exempt: undefined, spared: undefined, seen: trace?.seen() },
  }
}

/** Applies the limits of a node to each unit: the most, the least, the rounding. */
export const limited = (points: Float64Array, limits: Limits): Float64Array => points.map((value) => bounded(value, limits))

function bounded(value: number, limits: Limits): number {
  const { max = Infinity, min = -Infinity, round } = limits
  // Most values are within their limits, and need no list of steps to say so.
  return value <= max && value >= min && round === undefined ? value : (steps(value, limits).at(-1)?.to ?? value)
}

/** One limit that changed the points. */
export interface LimitStep {
  readonly limit: 'factor' | 'max' | 'min' | 'round' | 'zero_when'
  /** The points that bound; of a factor its index, of what leaves nothing 0. */
  readonly at: number
  readonly from: number
  readonly to: number
}

/** The limits that bind, in order. */
export function steps(points: number, { max, min, round }: Limits): LimitStep[] {
  const bound: LimitStep[] = []
  let value = points
  const apply = (limit: LimitStep['limit'], at: number, to: number): void => {
    if (to === value) return
    bound.push({ limit, at, from: value, to })
    value = to
  }
  if (max !== undefined) apply('max', max, Math.min(value, max))
  if (min !== undefined) apply('min', min, Math.max(value, min))
  if (round !== undefined && round > 0) apply('round', round, rounded(value, round, 'half_up') * round)
  return bound
}

/** All that changed the points of a unit, from what the parts give to what the node gives, in order. */
export function stepsAt({ node: { limits }, raw, before, adjusted: how }: Tally, index: number): LimitStep[] {
  const [from, to] = [raw[index]!, before[index]! - limits.start]
  const bound = steps(before[index]!, limits)
  const reached = bound.at(-1)?.to ?? before[index]!
  return [
    ...(from === to ? [] : [{ limit: 'factor' as const, at: how?.factor[index] ?? -1, from, to }]),
    ...bound,
    ...(how?.zeroed[index] === 1 && reached !== 0 ? [{ limit: 'zero_when' as const, at: 0, from: reached, to: 0 }] : []),
  ]
}

export const NOTHING_SEEN: Seen = { counted: [], rests: [], rejected: [], missing: [], notes: [] }

/** What several saw of one node. */
export function together(all: readonly (Seen | undefined)[]): Seen {
  const known = all.filter((seen) => seen !== undefined)
  const made = collector(IGNORED_RESTS)
  for (const { counted, rests, rejected, missing, notes } of known) {
    counted.forEach((position) => made.counted(position))
    rests.forEach((position) => made.rests?.(position))
    rejected.forEach(({ position, why }) => made.rejected(position, why))
    missing.forEach((what) => made.missing(what))
    notes.forEach((what) => made.note?.(what))
  }
  return made.seen()
}

/** Keeps what the measures of one clause report. An event that counted is not also listed as not counted. */
export function collector({ rests: withRests }: Pick<Trace, 'rests'> = {}): Trace & { seen(): Seen } {
  const counted = new Set<Position>()
  const rests = new Set<Position>()
  const rejected = new Map<Position, Words>()
  const missing = new Map<string, Words>()
  const notes = new Map<string, Words>()
  return {
    counted: (position) => {
      counted.add(position)
    },
    rejected: (position, why) => {
      if (!rejected.has(position)) rejected.set(position, why)
    },
    missing: (what) => {
      missing.set(what.en, what)
    },
    note: (what) => {
      notes.set(what.en, what)
    },
    ...(withRests !== undefined && { rests: (position: Position) => void rests.add(position) }),
    seen: () => ({
      counted: [...counted].sort((a, b) => a - b),
      rests: [...rests].sort((a, b) => a - b),
      rejected: [...rejected]
        .filter(([position]) => !counted.has(position))
        .sort(([a], [b]) => a - b)
        .map(([position, why]) => ({ position, why })),
      missing: [...missing.values()],
      notes: [...notes.values()],
    }),
  }
}
