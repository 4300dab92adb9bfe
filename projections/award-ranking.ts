/** Who wins: candidates in order, ties broken by the list of the award and by decisions, places passed from pool to pool. */
import type { Position } from '../events/event.js'
import { compare, type Fraction } from './rules/fraction.js'

/** A candidate who may win, as ranking sees it. */
export interface Contender {
  readonly code: string
  readonly subject: number
  /** In 1/10,000. */
  readonly total: number
  /** What it has by a tie-break; undefined where it has nothing. */
  readonly key: (tie: string) => Fraction | undefined
}

export interface Placed<C extends Contender> {
  readonly contender: C
  /** From 1; equals share a rank. */
  readonly rank: number
  readonly isLevel: boolean
  /** What put it before or behind another of the same total; `decision` for a recorded one. */
  readonly tieBreak: string | undefined
  readonly decidedBy: Position | undefined
}

interface Decided {
  readonly position: Position
  readonly order: readonly number[]
}

/** Puts contenders in order: totals, the ties of the award, then a decision that names all who are still level. */
export function placed<C extends Contender>(
  contenders: readonly C[],
  ties: readonly string[],
  decisions: readonly Decided[],
): Placed<C>[] {
  const deciding = (a: C, b: C): string | undefined => ties.find((tie) => order(a.key(tie), b.key(tie)) !== 0)
  const sorted = contenders.toSorted((a, b) => {
    if (a.total !== b.total) return b.total - a.total
    const tie = deciding(a, b)
    return tie === undefined ? (a.code < b.code ? -1 : 1) : order(a.key(tie), b.key(tie))
  })
  const result: Placed<C>[] = []
  for (let start = 0; start < sorted.length;) {
    let end = start + 1
    while (end < sorted.length && isLevel(sorted[start]!, sorted[end]!, deciding)) end += 1
    const level = sorted.slice(start, end)
    const rival = [sorted[start - 1], sorted[end]].find((other) => other?.total === level[0]!.total)
    const broken = rival === undefined ? undefined : deciding(rival, level[0]!)
    const decision = level.length === 1 ? undefined : decisionFor(level, decisions)
    const inOrder =
      decision === undefined ? level : level.sort((a, b) => decision.order.indexOf(a.subject) - decision.order.indexOf(b.subject))
    inOrder.forEach((contender, i) =>
      result.push({
        contender,
        rank: decision === undefined ? start + 1 : start + i + 1,
        isLevel: decision === undefined && level.length > 1,
        tieBreak: decision === undefined ? broken : 'decision',
        decidedBy: decision?.position,
      }),
    )
    start = end
  }
  return result
}

const isLevel = <C extends Contender>(a: C, b: C, deciding: (a: C, b: C) => string | undefined): boolean =>
  a.total === b.total && deciding(a, b) === undefined

/** The newest decision that names all who are level: one that leaves somebody out settles nothing. */
const decisionFor = (level: readonly Contender[], decisions: readonly Decided[]): Decided | undefined =>
  decisions.findLast(({ order: named }) => level.every(({ subject }) => named.includes(subject)))

/** Negative where the first stands before the second: more is better, and nothing is last. */
function order(a: Fraction | undefined, b: Fraction | undefined): number {
  if (a === undefined || b === undefined) return (a === undefined ? 1 : 0) - (b === undefined ? 1 : 0)
  return compare(b.num, b.den, a.num, a.den)
}

/** What a pool has to give, and what became of it. */
export interface PoolPlaces {
  /** Its own places, without those left vacant. */
  readonly places: number
  /** How many may win. */
  readonly contenders: number
}

export interface Passed {
  readonly from: number
  readonly to: number
  readonly places: number
}

/** Places pass from pools without contenders left to the next pools that have some, in the order of the list. */
export function passedOn(pools: readonly PoolPlaces[]): Passed[] {
  const spare = pools.map(({ places, contenders }) => Math.max(0, places - contenders))
  const want = pools.map(({ places, contenders }) => Math.max(0, contenders - places))
  const passed: Passed[] = []
  for (const to of pools.keys())
    for (const from of pools.keys()) {
      const places = Math.min(spare[from]!, want[to]!)
      if (places === 0) continue
      spare[from]! -= places
      want[to]! -= places
      passed.push({ from, to, places })
    }
  return passed
}

export type Outcome = 'winner' | 'runner_up' | 'tied_at_cut'

/** Who wins one of so many places: whoever is level across the cut line waits for a decision. */
export function outcomesOf(order: readonly Placed<Contender>[], places: number): Outcome[] {
  const last = order[places - 1]
  const next = order[places]
  const tied = last !== undefined && next !== undefined && last.isLevel && last.rank === next.rank ? last.rank : undefined
  return order.map(({ rank }, i) => (rank === tied ? 'tied_at_cut' : i < places ? 'winner' : 'runner_up'))
}

/** Indexes of those who come next after the winners, `places` of them: all that share the last such rank, or none of these. */
export function nextOf(
  order: readonly Placed<Contender>[],
  outcomes: readonly Outcome[],
  places = Infinity,
): ReadonlySet<number> {
  // While it is open who wins it is open who comes next.
  if (outcomes.includes('tied_at_cut')) return new Set()
  const left = [...order.keys()].filter((i) => outcomes[i] === 'runner_up')
  const beyond = left[places]
  return new Set(left.slice(0, places).filter((i) => beyond === undefined || order[i]!.rank !== order[beyond]!.rank))
}
