/** The standing of an award as an answer shows it: days and points as texts, positions as numbers. */
import type { Position, Words } from '../events/event.js'
import type { Candidate, Exclusion } from './award-candidates.js'
import type { Contender, Passed, Placed } from './award-ranking.js'
import type { AwardFacts } from './award-round.js'
import type { NoticeShown } from './notices.js'
import type { Award, Pool } from './rules/award.js'
import { pointsText } from './rules/fraction.js'

/** What a candidate has by one line of the score. The points of the lines add up to the total. */
export interface AwardLine {
  /** `award.line`. */
  readonly address: string
  readonly title: string
  readonly cites: string | null
  /** How the points follow. */
  readonly rule: Words
  /** What was measured; null while it is not known. */
  readonly value: string | null
  /** Per cent; null where the line is not weighted. */
  readonly weight: string | null
  readonly points: string
  readonly pending: boolean
  readonly counted: readonly Position[]
  readonly notCounted: readonly { readonly position: Position; readonly why: Words }[]
}

export type CandidateStatus = 'winner' | 'runner_up' | 'tied_at_cut' | 'pending' | 'excluded'

export interface AwardCandidate {
  readonly subject: { readonly code: string; readonly name: string; readonly kind: string }
  readonly nominator: string
  readonly nominated: Position
  readonly pool: string | null
  /** Within the pool; null for whoever is excluded. */
  readonly rank: number | null
  readonly tied: boolean
  readonly total: string
  readonly lines: readonly AwardLine[]
  /** The tie-break that put it before or behind another of the same total; `decision` for a recorded one. */
  readonly tieBreak: string | null
  readonly decidedBy: Position | null
  readonly status: CandidateStatus
  /** What it gets as one of those who come next after the winners, 提名奖; left out where it gets nothing. */
  readonly runnerUp?: string
  readonly excluded: readonly Exclusion[]
  /** An award of the round that it won and that stands earlier in the list. */
  readonly alsoWon: string | null
  readonly recused: readonly string[]
  /** The event that conferred the award on it, if any. */
  readonly conferred: Position | null
  readonly revoked: Position | null
}

export interface AwardPool {
  readonly id: string | null
  readonly title: string
  readonly quota: number
  /** Places after those left vacant, and after those that passed to and from other pools. */
  readonly places: number
  readonly vacant: number
  readonly passedOn: readonly { readonly to: string | null; readonly places: number }[]
  readonly received: readonly { readonly from: string | null; readonly places: number }[]
  /** Places for which there is no candidate. */
  readonly unfilled: number
  /** The total of the last place that is filled. */
  readonly cutLine: string | null
}

export interface AwardStanding {
  readonly id: string
  readonly title: string
  readonly cites: string | null
  readonly subject: string
  readonly quota: number
  /** The quota without the places left vacant. */
  readonly places: number
  readonly opened: { readonly position: Position; readonly organiser: string; readonly jury: readonly string[] } | null
  readonly status: 'not_opened' | 'open' | 'tied' | 'decided' | 'conferred'
  readonly pools: readonly AwardPool[]
  /** Winners first, in the order of pools and ranks; the excluded last, by code. */
  readonly candidates: readonly AwardCandidate[]
  /** Who is level across a cut line, and for how many places. */
  readonly ties: readonly { readonly pool: string | null; readonly subjects: readonly string[]; readonly places: number }[]
  /** Who nominated fewer than the rules want; left out where that is nobody. */
  readonly tooFew?: readonly { readonly nominator: string; readonly nominated: number; readonly least: number }[]
  readonly vacant: readonly { readonly position: Position; readonly pool: string | null; readonly places: number }[]
  readonly conferred: readonly {
    readonly subject: string
    readonly rank: number | null
    readonly position: Position
    readonly revoked: Position | null
  }[]
  /** Whether those on whom it was conferred are others than those who win by the rules. */
  readonly differs: boolean
  readonly notices: readonly NoticeShown[]
}

interface Shown {
  readonly place?: Placed<Contender>
  readonly status: CandidateStatus
  readonly runnerUp?: string | undefined
  readonly alsoWon: string | undefined
}

/** A candidate, with its place among the others unless it is excluded. `alsoWon` is an award that stands earlier in the list. */
export function shownCandidate(
  { nomination, unit, pool, lines, total, excluded }: Candidate,
  about: AwardFacts,
  { place, status, runnerUp, alsoWon }: Shown,
): AwardCandidate {
  const conferral = about.conferred.findLast(({ subject }) => subject === nomination.subject)
  return {
    subject: { code: unit.code, name: unit.name, kind: unit.kind },
    nominator: nomination.nominator,
    nominated: nomination.position,
    pool: pool?.id ?? null,
    rank: place?.rank ?? null,
    tied: place?.isLevel ?? false,
    total: pointsText(total),
    lines: lines.map(shownLine),
    tieBreak: place?.tieBreak ?? null,
    decidedBy: place?.decidedBy ?? null,
    status,
    ...(runnerUp !== undefined && { runnerUp }),
    excluded,
    alsoWon: alsoWon ?? null,
    recused: Array.from(about.recused.get(unit.code) ?? []).sort(),
    conferred: conferral?.position ?? null,
    revoked: conferral?.revokedBy ?? null,
  }
}

const shownLine = ({ line, points, isOpen, value, cited }: Candidate['lines'][number]): AwardLine => ({
  address: line.clause.address,
  title: line.title,
  cites: line.clause.cites ?? null,
  rule: line.clause.words,
  value: value ?? null,
  weight: line.weight ?? null,
  points: pointsText(points),
  pending: isOpen,
  counted: cited.counted,
  notCounted: cited.notCounted,
})

/** A pool: what it had to give, and what became of it. */
export function shownPool(
  { id, title, quota }: Pool,
  { pools }: Award,
  { vacant, places, order }: { vacant: number; places: number; order: readonly Placed<Contender>[] },
  index: number,
  passed: readonly Passed[],
): AwardPool {
  const nameOf = (pool: number): string | null => pools[pool]!.id ?? null
  const last = order[Math.min(places, order.length) - 1]
  return {
    ...{ id: id ?? null, title, quota, places, vacant },
    passedOn: passed.filter(({ from }) => from === index).map(({ to, places: some }) => ({ to: nameOf(to), places: some })),
    received: passed.filter(({ to }) => to === index).map(({ from, places: some }) => ({ from: nameOf(from), places: some })),
    unfilled: Math.max(0, places - order.length),
    cutLine: last === undefined ? null : pointsText(last.contender.total),
  }
}

/** A candidate of an award as one comparison row: what two answers may differ in. */
export interface AwardRow {
  /** `award/subject`. */
  readonly key: string
  readonly total: string
  readonly rank: number | null
  readonly status: CandidateStatus
  readonly lines: readonly AwardLine[]
}

/** The rows of standings, in their order. */
export const awardRows = (standings: readonly AwardStanding[]): AwardRow[] =>
  standings.flatMap(({ id, candidates }) =>
    candidates.map(({ subject, total, rank, status, lines }) => ({ key: `${id}/${subject.code}`, total, rank, status, lines })),
  )
