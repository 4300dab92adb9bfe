/** Evaluates the awards of a round, one after the other: who wins an earlier one stands no more for a later one. */
import type { Period, Position } from '../events/event.js'
import { windowOf } from './appraisal.js'
import { type PreviousScores, previousScores } from './award-previous.js'
import { type Candidate, candidatesOf, type Exclusion } from './award-candidates.js'
import { type Contender, nextOf, outcomesOf, passedOn, placed } from './award-ranking.js'
import { type AwardFacts, roundOf } from './award-round.js'
import { type AwardStanding, shownCandidate, shownPool } from './award-shown.js'
import { unitsFor } from './award-subjects.js'
import type { Facts } from './facts/facts.js'
import { noticesOfAwards, type NoticeShown } from './notices.js'
import type { Basis, View } from './question.js'
import { rosterOn } from './roster.js'
import type { Award } from './rules/award.js'
import type { Duty } from './rules/duty.js'
import { type Fraction, POINT, whole } from './rules/fraction.js'
import { meanOf } from './rules/measures/expert.js'

export interface Evaluated {
  /** In the order of their precedence. */
  readonly awards: readonly Award[]
  readonly period: Period
  readonly basis: Basis
  readonly duties: ReadonlyMap<string, Duty>
}

interface Winner {
  readonly award: Award
  readonly position: Position
}

/** The standing of every award, in the order of the list. */
export function awardStandings(view: View, { awards, period, basis, duties }: Evaluated): AwardStanding[] {
  const { facts } = view
  const { asOf, knownAt } = basis
  const window = windowOf({ period, asOf })
  const roster = rosterOn(facts, window.last, knownAt)
  const round = roundOf(facts, { period, last: window.last, asOf, knownAt })
  const notices = noticesOfAwards(facts, period, { asOf, knownAt })
  const unitFor = unitsFor(facts, roster, knownAt)
  const previous = previousScores(view, period, basis)
  const kindOf = (code: string): string | undefined => roster.get(code)?.kind
  /** By code: the first award that somebody won in this round, and the one after which there is no other. */
  const winners = new Map<string, Winner>()
  const taken = new Map<string, Winner>()
  return awards.map((award) => {
    const about = round(award.id)
    const options = { facts, knownAt, period, window, asOf, roster, duties }
    const candidates = candidatesOf(award, about, options, unitFor).map((candidate) => displaced(award, candidate, taken))
    const around = { facts, kindOf, notices: notices.get(award.id) ?? [], winners, previous }
    const standing = standingOf(award, about, candidates, around)
    for (const { subject, status, nominated } of standing.candidates) {
      if (status !== 'winner') continue
      const winner = { award, position: nominated }
      if (!winners.has(subject.code)) winners.set(subject.code, winner)
      if (award.isExclusive) taken.set(subject.code, winner)
    }
    return standing
  })
}

/** One award for each in a round: whoever won one that comes first is left out of the others. */
function displaced(award: Award, candidate: Candidate, taken: ReadonlyMap<string, Winner>): Candidate {
  const winner = taken.get(candidate.unit.code)
  if (!award.isExclusive || winner === undefined) return candidate
  const { id, title } = winner.award
  const exclusion: Exclusion = {
    condition: 'also_won',
    title: { zh: '一人一届只得一个奖', en: 'one award for each in a round' },
    why: { zh: `已获其他奖项：${title}`, en: `wins another award of the round: ${id}` },
    positions: [winner.position],
  }
  return { ...candidate, excluded: [...candidate.excluded, exclusion] }
}

interface Around {
  /** The kind of a unit on the last day of the window. */
  readonly kindOf: (code: string) => string | undefined
  readonly facts: Facts
  readonly notices: readonly NoticeShown[]
  readonly winners: ReadonlyMap<string, Winner>
  readonly previous: PreviousScores
}

interface Contending extends Contender {
  readonly candidate: Candidate
}

function standingOf(award: Award, about: AwardFacts, candidates: readonly Candidate[], around: Around): AwardStanding {
  const { facts } = around
  const eligible = candidates.filter(({ excluded }) => excluded.length === 0)
  const isOpen = about.opened === undefined || eligible.length === 0 || eligible.some((candidate) => candidate.isOpen)
  const orders = award.pools.map((pool) =>
    placed(
      eligible
        .filter((candidate) => candidate.pool === pool)
        .map((candidate) => contending(candidate, award, about, around.previous)),
      award.ties,
      about.resolutions,
    ),
  )
  const left = vacancies(award, about)
  const passed = passedOn(award.pools.map(({ quota }, i) => ({ places: quota - left[i]!, contenders: orders[i]!.length })))
  const places = award.pools.map(({ quota }, i) =>
    passed.reduce((sum, { from, to, places: some }) => sum + (to === i ? some : 0) - (from === i ? some : 0), quota - left[i]!),
  )
  const outcomes = orders.map((order, i) => outcomesOf(order, places[i]!))
  const { runnersUp } = award
  const shown = orders.flatMap((order, i) => {
    const next = isOpen || runnersUp === undefined ? undefined : nextOf(order, outcomes[i]!, runnersUp.places)
    return order.map((place, at) => {
      const { candidate, code } = place.contender
      const status = isOpen ? 'pending' : outcomes[i]![at]!
      const runnerUp = next?.has(at) === true ? runnersUp?.title : undefined
      return shownCandidate(candidate, about, { place, status, runnerUp, alsoWon: around.winners.get(code)?.award.id })
    })
  })
  const excluded = candidates
    .filter((candidate) => candidate.excluded.length > 0)
    .map((candidate) =>
      shownCandidate(candidate, about, { status: 'excluded', alsoWon: around.winners.get(candidate.unit.code)?.award.id }),
    )
  const ties = isOpen
    ? []
    : award.pools.flatMap(({ id }, i) => {
        const codes = orders[i]!.filter((_, at) => outcomes[i]![at] === 'tied_at_cut').map(({ contender }) => contender.code)
        const winning = outcomes[i]!.filter((outcome) => outcome === 'winner').length
        return codes.length === 0 ? [] : [{ pool: id ?? null, subjects: codes, places: places[i]! - winning }]
      })
  const conferred = about.conferred.map(({ subject, rank = null, position, revokedBy = null }) => ({
    ...{ subject: facts.subjects.text(subject), rank, position, revoked: revokedBy },
  }))
  const winning = shown.filter(({ status }) => status === 'winner').map(({ subject }) => subject.code)
  return {
    id: award.id,
    title: award.title,
    cites: award.cites ?? null,
    subject: award.subject,
    quota: award.quota,
    places: award.quota - left.reduce((a, b) => a + b, 0),
    opened: about.opened === undefined ? null : { ...about.opened, jury: Array.from(about.jury).sort() },
    status:
      conferred.length > 0
        ? 'conferred'
        : about.opened === undefined
          ? 'not_opened'
          : isOpen
            ? 'open'
            : ties.length > 0
              ? 'tied'
              : 'decided',
    pools: award.pools.map((pool, i) =>
      shownPool(pool, award, { vacant: left[i]!, places: places[i]!, order: orders[i]! }, i, passed),
    ),
    candidates: [...shown, ...excluded],
    ties,
    ...tooFewFrom(award, candidates, around),
    vacant: about.vacant.map(({ position, pool = null, places: some }) => ({ position, pool, places: some })),
    conferred,
    differs: candidates.length > 0 && conferred.length > 0 && !isSame(winning, conferred),
    notices: around.notices,
  }
}

/** Those who nominated, but fewer than the rules want of a unit of their kind. */
function tooFewFrom(
  { nominators = [] }: Award,
  candidates: readonly Candidate[],
  { kindOf }: Around,
): Pick<AwardStanding, 'tooFew'> {
  const counts = new Map<string, number>()
  for (const { nomination } of candidates) counts.set(nomination.nominator, (counts.get(nomination.nominator) ?? 0) + 1)
  const tooFew = [...counts]
    .map(([nominator, nominated]) => {
      const least = nominators.find(({ kind }) => kind === kindOf(nominator))?.least ?? 0
      return { nominator, nominated, least }
    })
    .filter(({ nominated, least }) => nominated < least)
    .sort((a, b) => (a.nominator < b.nominator ? -1 : 1))
  return tooFew.length === 0 ? {} : { tooFew }
}

/** Whether exactly the winners hold the award. */
function isSame(winning: readonly string[], conferred: AwardStanding['conferred']): boolean {
  const holders = new Set(conferred.filter(({ revoked }) => revoked === null).map(({ subject }) => subject))
  return holders.size === winning.length && winning.every((code) => holders.has(code))
}

/** Places left vacant in each pool; where no pool is named, from the last one up. */
function vacancies({ pools }: Award, { vacant }: AwardFacts): number[] {
  const left = pools.map(() => 0)
  const take = (i: number, places: number): number => {
    const some = Math.min(places, pools[i]!.quota - left[i]!)
    left[i]! += some
    return places - some
  }
  for (const { pool, places } of vacant) {
    const at = pools.findIndex(({ id }) => id !== undefined && id === pool)
    let rest = places
    if (at >= 0) take(at, rest)
    else for (let i = pools.length - 1; i >= 0; i -= 1) rest = take(i, rest)
  }
  return left
}

function contending(candidate: Candidate, award: Award, about: AwardFacts, previous: PreviousScores): Contending {
  const { nomination, unit, lines, total } = candidate
  const { subject, occurred } = nomination
  const marks = (criterion?: string) => {
    const all = about.marks.get(subject) ?? []
    return meanOf(criterion === undefined ? all : all.filter((mark) => mark.criterion === criterion), false)
  }
  const key = (tie: string): Fraction | undefined => {
    const line = lines.find((one) => one.line.id === tie)
    if (line !== undefined) return line.isOpen ? undefined : { num: line.points, den: POINT }
    switch (tie) {
      case 'ballots': {
        const ballots = about.ballots.get(subject)
        return ballots && whole(ballots.reduce((sum, { votes }) => sum + votes, 0))
      }
      case 'expert':
        return marks()
      case 'criterion':
        return marks(award.criteria[0]?.id)
      case 'previous_score': {
        const points = previous(unit.kind, unit.code)
        return points === undefined ? undefined : { num: points, den: POINT }
      }
      case 'earliest_nomination':
        // Of one day none is earlier: the order of recording says nothing about who handed in first.
        return whole(-occurred)
      default:
        return marks(tie)
    }
  }
  const known = new Map<string, Fraction | undefined>()
  return {
    candidate,
    code: unit.code,
    subject,
    total,
    key: (tie) => {
      if (!known.has(tie)) known.set(tie, key(tie))
      return known.get(tie)
    },
  }
}
