/** Evaluates the nodes of a sheet for every unit of a frame at once. The only way to a sum is through its parts. */
import type { Position, Words } from '../../events/event.js'
import type { Clause, Group, Limits, Node } from './compile.js'
import { rounded } from './fraction.js'
import type { Frame, Trace } from './frame.js'
import type { Case } from './measure.js'

/** What a node came to. Vectors are indexed like the units of the frame; points are in 1/10,000. */
export interface Tally {
  readonly node: Node
  readonly points: Float64Array
  /** The same if everything that is not judged yet were judged best. */
  readonly best: Float64Array
  /** 1 where something in it is not judged yet. */
  readonly open: Uint8Array
  readonly parts: readonly Tally[]
  /** Sum of the parts and the start, before the limits. */
  readonly before: Float64Array
  /** How many cases of a list gave points, where the clause turns a list into points. */
  readonly cases: Float64Array | undefined
  /** What the measures of a clause saw; only when somebody asks why, for a roster of one. */
  readonly seen: Seen | undefined
}

export interface Rejected {
  readonly position: Position
  readonly why: Words
}

/** What counted for a clause, what was considered and did not count, and what is missing. */
export interface Seen {
  readonly counted: readonly Position[]
  readonly rejected: readonly Rejected[]
  readonly missing: readonly Words[]
}

export const tally = (node: Node, frame: Frame): Tally =>
  node.kind === 'clause' ? tallyClause(node, frame) : tallyGroup(node, frame)

function tallyGroup(group: Group, frame: Frame): Tally {
  const parts = group.parts.map((part) => tally(part, frame))
  const size = frame.units.length
  const before = new Float64Array(size).fill(group.limits.start)
  const best = new Float64Array(size).fill(group.limits.start)
  const open = new Uint8Array(size)
  for (const part of parts) {
    for (let i = 0; i < size; i += 1) {
      before[i]! += part.points[i]!
      best[i]! += part.best[i]!
      if (part.open[i] === 1) open[i] = 1
    }
  }
  return {
    node: group,
    parts,
    before,
    open,
    points: limited(before, group.limits),
    best: limited(best, group.limits),
    cases: undefined,
    seen: undefined,
  }
}

function tallyClause(clause: Clause, outer: Frame): Tally {
  const trace = outer.trace && collector()
  const frame = trace ? { ...outer, trace } : outer
  const isList = clause.measure?.list !== undefined && clause.scale.ofCase !== undefined
  const { points, open, cases } = isList
    ? listed(clause, frame)
    : { ...clause.scale.points(frame, clause.measure), cases: undefined }
  const before = points.map((value) => value + clause.limits.start)
  const final = limited(before, clause.limits)
  for (let i = 0; i < final.length; i += 1) if (open[i] === 1) final[i] = 0
  const best = final.map((value, i) => (open[i] === 1 ? clause.best : value))
  return { node: clause, parts: [], before, open, points: final, best, cases, seen: trace?.seen() }
}

const HIGHER_COUNTS: Words = { zh: '同一项目就高，不重复计', en: 'the same project counts once, at its highest' }
const NOT_IN_TABLE: Words = { zh: '对照表中没有这一级', en: 'the table has no such level' }

/** Points of a list: each case by itself, and of the cases of one project only the highest where the rule says so. */
function listed(clause: Clause, frame: Frame): { points: Float64Array; open: Uint8Array; cases: Float64Array } {
  const points = new Float64Array(frame.units.length)
  const counts = new Float64Array(frame.units.length)
  const { cases, open } = clause.measure!.list!(frame)
  const highest = new Map<string, { readonly points: number; readonly it: Case }>()
  const add = (it: Case, worth: number): void => {
    points[it.unit]! += worth
    counts[it.unit]! += it.count
    frame.trace?.counted(it.position)
  }
  for (const it of cases) {
    const worth = clause.scale.ofCase!(it.word, it.count)
    if (worth === undefined) {
      frame.trace?.rejected(it.position, NOT_IN_TABLE)
      continue
    }
    const key = clause.highestPer === undefined ? undefined : it.key(clause.highestPer)
    if (key === undefined) {
      add(it, worth)
      continue
    }
    const project = `${it.unit}/${key}`
    const rival = highest.get(project)
    const wins = rival === undefined || worth > rival.points
    const loser = wins ? rival?.it : it
    if (loser !== undefined) frame.trace?.rejected(loser.position, HIGHER_COUNTS)
    if (wins) highest.set(project, { points: worth, it })
  }
  for (const { it, points: worth } of highest.values()) add(it, worth)
  return { points, open, cases: counts }
}

/** Applies the limits of a node to each unit: the most, the least, the rounding. */
function limited(points: Float64Array, limits: Limits): Float64Array {
  return points.map((value) => steps(value, limits).at(-1)?.to ?? value)
}

/** One limit that changed the points. */
export interface LimitStep {
  readonly limit: 'max' | 'min' | 'round'
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

/** Keeps what the measures of one clause report. An event that counted is not also listed as not counted. */
function collector(): Trace & { seen(): Seen } {
  const counted = new Set<Position>()
  const rejected = new Map<Position, Words>()
  const missing = new Map<string, Words>()
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
    seen: () => ({
      counted: [...counted].sort((a, b) => a - b),
      rejected: [...rejected]
        .filter(([position]) => !counted.has(position))
        .sort(([a], [b]) => a - b)
        .map(([position, why]) => ({ position, why })),
      missing: [...missing.values()],
    }),
  }
}
