/**
 * A round of an award from its opening to the conferral. Votes and points are drawn so that whoever is better in the one
 * is not worse in the other: the winners are the same whatever the rules make of them.
 */
import type { Day, JsonObject, Proposal } from '../../events/event.js'
import { dayOf } from '../../events/time.js'
import type { Award } from '../../projections/rules/award.js'
import { workdayFrom } from './calendar.js'
import { DISTRICT, OFFICE } from './district.js'
import { type Notebook, propose } from './notebook.js'
import { type Objection, writeNotice } from './notices.js'
import { awards as odds } from './odds-rounds.js'
import type { Random } from './random.js'

export const ROUND = '2025'

const OPENED = dayOf('2025-09-08')
const NOMINATED = dayOf('2025-09-22')
const VOTED = dayOf('2025-11-04')
const SCORED = dayOf('2025-11-18')
const TIE_RESOLVED = dayOf('2025-12-09')
const NOTICE = dayOf('2026-01-05')
const CONFERRED = dayOf('2026-01-28')

export interface Candidate {
  readonly subject: string
  readonly nominator: { readonly code: string; readonly principal: string }
  /** Jurors who neither vote nor score. */
  readonly recused?: readonly string[]
  /** Not eligible, and not put to the vote; or the first of all, who wins an award that comes before. */
  readonly fate?: 'excluded' | 'wins_elsewhere'
  readonly pool?: string
}

export interface Contest {
  readonly award: Award
  readonly jury: readonly string[]
  readonly candidates: readonly Candidate[]
  /** Two are equal in everything at the last place. */
  readonly tie?: 'resolved' | 'open'
  /** Why a place is left vacant. */
  readonly vacant?: string
  /** How many of each pool win, where the award has pools and places pass on. */
  readonly places?: ReadonlyMap<string, number>
  readonly objections?: (winners: readonly string[]) => readonly Objection[]
}

/** A candidate with what was counted. */
interface Counted {
  readonly candidate: Candidate
  /** Votes by channel. */
  readonly votes: readonly number[]
  /** What each juror gives in all, in points; of a recused one nothing. */
  readonly given: readonly (number | undefined)[]
}

/** Writes the round of an award. Gives the winners, the first first. */
export function writeAward(notebook: Notebook, contest: Contest): readonly string[] {
  const { award, jury, candidates, vacant } = contest
  const looks = notebook.chance('award', ROUND, award.id)
  const of = { period: ROUND, award: award.id }
  const office = (day: Day, stage: string, ...proposals: readonly Proposal[]) =>
    notebook.write(day, OFFICE, `${stage}-${award.id}-${ROUND}`, ...proposals)

  const opened = workdayFrom(OPENED + looks.below(3))
  const approvalBasis = '示例区评比表彰工作协调小组批复〔2024〕7号'
  const opening = propose('AwardProgrammeOpened', opened, { ...of, organiser: DISTRICT, approvalBasis, jury: [...jury] })
  office(opened, 'award-opened', opening)

  const counted = countedOf(looks, contest)
  const isTied = (index: number): boolean => contest.tie !== undefined && (index === award.quota - 1 || index === award.quota)
  const together = workdayFrom(NOMINATED + looks.below(18))
  for (const candidate of candidates) {
    const place = counted.findIndex((one) => one.candidate === candidate)
    const day = isTied(place) ? together : workdayFrom(NOMINATED + looks.below(25))
    const { subject, nominator, recused } = candidate
    const data = { ...of, subject, nominator: nominator.code, ...(recused && { recused: [...recused] }) }
    notebook.write(
      day + looks.below(3),
      nominator.principal,
      `nominated-${award.id}-${subject}`,
      propose('NominationSubmitted', day, data),
    )
  }
  writeCounts(contest, counted, looks, office)

  const winners = winnersOf(contest, counted)
  if (contest.tie === 'resolved') {
    const order = counted.slice(award.quota - 1, award.quota + 1).map(({ candidate }) => candidate.subject)
    const ground = '得票和评分均相同，经评审委员会投票表决'
    office(
      TIE_RESOLVED + 1,
      'tie-resolved',
      propose('TieResolved', TIE_RESOLVED, { ...of, order, method: 'vote', ground }, { document: '示评审〔2025〕2号' }),
    )
  }
  const notice = `award-${award.id.replaceAll('_', '-')}-${ROUND}`
  const about = { kind: 'award', ...of }
  const startsOn = workdayFrom(NOTICE + looks.below(3))
  writeNotice(notebook, { notice, about, subjects: winners, startsOn, days: 7, objections: contest.objections?.(winners) ?? [] })
  const document = '示关工委〔2026〕2号'
  const conferred = winners.map((subject, i) =>
    propose('AwardConferred', CONFERRED, { ...of, subject, rank: i + 1 }, { document }),
  )
  office(CONFERRED + 1, 'conferred', ...conferred)
  if (vacant !== undefined) {
    const data = { ...of, organiser: DISTRICT, places: award.quota - winners.length, reason: vacant }
    office(CONFERRED + 1, 'left-vacant', propose('AwardLeftVacant', CONFERRED, data, { document }))
  }
  return winners
}

/** The candidates who were put to the vote, the best first. */
function countedOf(looks: Random, { award, jury, candidates, tie }: Contest): readonly Counted[] {
  const open = candidates.filter(({ fate }) => fate !== 'excluded')
  const merit = new Map(open.map((candidate) => [candidate, candidate.fate === 'wins_elsewhere' ? 100 : looks.below(100)]))
  const order = [...open].sort((a, b) => merit.get(b)! - merit.get(a)!)
  const mostRecused = Math.max(...open.map(({ recused = [] }) => recused.length))
  const voters = jury.length - mostRecused
  const votes = award.channels.map((channel) =>
    channel === 'public_vote'
      ? publicVotes(looks, order.length)
      : juryVotes(looks, order.length, voters, jury.length * (award.approvals ?? order.length)),
  )
  let base = odds.bestPoints
  const counted = order.map((candidate, i): Counted => {
    const given = pointsOf(looks, jury, candidate, base)
    base -= looks.between(1, 2)
    return { candidate, votes: votes.map((list) => list[i]!), given }
  })
  const [last, next] = [counted[award.quota - 1], counted[award.quota]]
  if (tie === undefined || last === undefined || next === undefined) return counted
  return counted.with(award.quota, { ...last, candidate: next.candidate })
}

const descending = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => b - a)

/** All who vote approve the first, and there are no more votes than all jurors together may give. */
function juryVotes(looks: Random, count: number, voters: number, most: number): number[] {
  const half = Math.trunc(voters / 2)
  let left = most
  return descending([voters, ...Array.from({ length: count - 1 }, () => looks.around(half, half))]).map((wanted) => {
    const votes = Math.min(wanted, left)
    left -= votes
    return votes
  })
}

const publicVotes = (looks: Random, count: number): number[] =>
  descending(Array.from({ length: count }, () => looks.between(180, 4200)))

/** How far jurors stray from what they agree on, at most. */
const STRAY = 3

/** Jurors differ, and agree on average: what they give is as much above a value as below it. */
function pointsOf(looks: Random, jury: readonly string[], { recused = [] }: Candidate, base: number): (number | undefined)[] {
  let owed = 0
  const active = jury.filter((juror) => !recused.includes(juror))
  return jury.map((juror) => {
    if (recused.includes(juror)) return undefined
    const off = juror === active.at(-1) ? -owed : Math.min(STRAY - owed, Math.max(-STRAY - owed, looks.between(-STRAY, STRAY)))
    owed += off
    return base + off
  })
}

function writeCounts(
  { award, jury }: Contest,
  counted: readonly Counted[],
  looks: Random,
  office: (day: Day, stage: string, ...proposals: readonly Proposal[]) => void,
): void {
  const of = { period: ROUND, award: award.id }
  for (const [i, channel] of award.channels.entries()) {
    const day = workdayFrom(VOTED + i * 2)
    const cast = counted.map(({ candidate: { subject }, votes }) =>
      propose('BallotCast', day, { ...of, subject, channel, votes: votes[i]! }),
    )
    office(day + 1, `votes-${channel}`, ...cast)
  }
  for (const [i, juror] of jury.entries()) {
    const day = workdayFrom(SCORED + looks.below(6))
    const scores = counted.flatMap(({ candidate: { subject }, given }) => {
      const points = given[i]
      return points === undefined ? [] : partsOf(award, points).map((part) => ({ ...of, subject, juror, ...part }))
    })
    if (scores.length > 0)
      office(day + 1, `points-${juror}`, ...scores.map((data) => propose('ExpertScoreGiven', day, data satisfies JsonObject)))
  }
}

/** Points as a juror gives them: in all, or by criterion, the rest going to the last. */
function partsOf({ criteria }: Award, points: number): { criterion?: string; points: string }[] {
  if (criteria.length === 0) return [{ points: String(points) }]
  const whole = criteria.reduce((sum, { max }) => sum + max, 0)
  let left = points
  return criteria.map(({ id, max }, i) => {
    const part = i === criteria.length - 1 ? left : Math.round((points * max) / whole)
    left -= part
    return { criterion: id, points: String(part) }
  })
}

/** The best of each pool, as far as its places go; those who are tied and undecided at the last place are not conferred. */
function winnersOf({ award, places, tie, vacant }: Contest, counted: readonly Counted[]): readonly string[] {
  const free = new Map(places ?? [['', award.quota - (tie === 'open' || vacant !== undefined ? 1 : 0)]])
  return counted.flatMap(({ candidate: { subject, fate, pool = '' } }) => {
    const left = free.get(pool) ?? 0
    if (fate === 'wins_elsewhere' || left === 0) return []
    free.set(pool, left - 1)
    return [subject]
  })
}
