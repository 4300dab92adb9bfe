/** The slow referee of awards: arrays and filters over the effective events, written from the grammar alone. */
import type { JsonObject, Position } from '../../events/event.js'
import type { Draft } from './book.js'
import { idAt } from './book.js'
import { compare, type Fraction, fraction, numberOf, over, plus, sumOf, times, toMultipleOf, ZERO } from './fraction.js'

/** An event that is effective. */
export interface Said {
  readonly position: Position
  readonly type: string
  readonly on: string
  readonly data: JsonObject
}

/** An award of the random rules, as data. */
export interface SlowAward {
  readonly id: string
  readonly subject: 'person' | 'unit' | 'brand'
  readonly quota: number
  readonly pools: readonly { readonly id: string; readonly quota: number; readonly kind: string }[]
  readonly votes: number
  readonly marks: number
  readonly isTrimmed: boolean
  readonly ties: readonly string[]
  readonly years: number
  readonly isExclusive: boolean
}

/** What is effective of a ledger as known at a position: nothing later, nothing retracted. */
export function effective(drafts: readonly Draft[], knownAt: Position): Said[] {
  const known = drafts
    .map(({ type, on, data }, position) => ({ type, on, data, position }))
    .filter(({ position }) => position <= knownAt)
  const gone = new Set(known.filter(({ type }) => type === 'EventRetracted').map(({ data }) => data['target']))
  return known.filter(({ position }) => !gone.has(idAt(position)))
}

interface Slow {
  readonly code: string
  readonly pool: string | null
  readonly votes: Fraction | undefined
  readonly mean: Fraction | undefined
  readonly day: string
  readonly ballots: number | undefined
  readonly plainMean: Fraction | undefined
  readonly points: readonly [Fraction, Fraction]
  readonly isOpen: boolean
  readonly excluded: readonly string[]
}

const STEP = numberOf('0.01')
const HUNDRED = fraction(100n)
/** Points as they are shown: two decimals. */
const text = (points: Fraction): string => {
  const cents = times(points, HUNDRED).n
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`
}

/** One line for each candidate: award, code, pool, status, rank, points by line, total, exclusions. */
export function slowAwards(awards: readonly SlowAward[], said: readonly Said[], period: string): string[] {
  const won = new Map<string, boolean>()
  return awards.flatMap((award) => {
    const of = (type: string) =>
      said.filter((it) => it.type === type && it.data['award'] === award.id && it.data['period'] === period)
    const isOpened = of('AwardProgrammeOpened').length > 0
    const candidates = candidatesOf(award, said, period, won)
    const able = candidates.filter(({ excluded }) => excluded.length === 0)
    const isOpen = !isOpened || able.length === 0 || able.some((it) => it.isOpen)
    const pools = award.pools.length === 0 ? [{ id: null, quota: award.quota }] : award.pools
    const orders = pools.map(({ id }) =>
      inOrder(
        able.filter(({ pool }) => pool === id),
        award,
        of('TieResolved'),
      ),
    )
    const places = placesOf(
      pools,
      orders.map((order) => order.length),
      of('AwardLeftVacant'),
    )
    const rows = orders.flatMap((order, p) =>
      order.map((it, i) => {
        const isBefore = i < places[p]!
        const level = order.filter(({ rank }) => rank === it.rank)
        const first = order.indexOf(level[0]!)
        const isTied = first < places[p]! && first + level.length > places[p]!
        return { ...it, status: isOpen ? 'pending' : isTied ? 'tied_at_cut' : isBefore ? 'winner' : 'runner_up' }
      }),
    )
    for (const { code, status } of rows) if (status === 'winner' && award.isExclusive) won.set(code, true)
    const line = (it: Slow, status: string, rank: string): string =>
      [award.id, it.code, it.pool, status, rank, ...it.points.map(text), text(sumOf(it.points)), ...it.excluded].join(' ')
    return [
      ...rows.map((it) => line(it, it.status, String(it.rank))),
      ...candidates.filter(({ excluded }) => excluded.length > 0).map((it) => line(it, 'excluded', '-')),
    ].sort()
  })
}

function candidatesOf(award: SlowAward, said: readonly Said[], period: string, won: ReadonlyMap<string, boolean>): Slow[] {
  const of = (type: string) =>
    said.filter((it) => it.type === type && it.data['award'] === award.id && it.data['period'] === period)
  const nominations = of('NominationSubmitted')
  const codes = [...new Set(nominations.map(({ data }) => String(data['subject'])))]
  const jury = (of('AwardProgrammeOpened')[0]?.data['jury'] ?? []) as readonly string[]
  const ballotsOf = (code: string) =>
    of('BallotCast').findLast(({ data }) => data['subject'] === code)?.data['votes'] as number | undefined
  const most = codes.reduce((high, code) => Math.max(high, ballotsOf(code) ?? 0), 0)
  return codes.map((code): Slow => {
    const own = nominations.filter(({ data }) => data['subject'] === code)
    const recused = own.flatMap(({ data }) => (data['recused'] ?? []) as readonly string[])
    const ballots = ballotsOf(code)
    const share = ballots === undefined ? undefined : most === 0 ? ZERO : fraction(BigInt(ballots) * 100n, BigInt(most))
    const sums = jury
      .filter((juror) => !recused.includes(juror))
      .flatMap((juror) => {
        const all = of('ExpertScoreGiven').filter(({ data }) => data['subject'] === code && data['juror'] === juror)
        const last = [...new Map(all.map(({ data }) => [String(data['criterion']), String(data['points'])])).values()]
        return last.length === 0 ? [] : [sumOf(last.map(numberOf))]
      })
      .sort(compare)
    const kept = award.isTrimmed && sums.length >= 3 ? sums.slice(1, -1) : sums
    const meanOf = (all: readonly Fraction[]) => (all.length === 0 ? undefined : over(sumOf(all), fraction(BigInt(all.length))))
    const mean = meanOf(kept)
    const weighed = (x: Fraction | undefined, weight: number) =>
      x === undefined ? ZERO : toMultipleOf(STEP, times(x, fraction(BigInt(weight), 100n)))
    const kind = kindOf(said, code, period)
    const pool = award.pools.length === 0 ? null : (award.pools.find((one) => one.kind === kind)?.id ?? null)
    return {
      ...{ code, pool, votes: share, mean, ballots, plainMean: meanOf(sums) },
      day: own[0]!.on,
      points: [weighed(share, award.votes), weighed(mean, award.marks)],
      isOpen: share === undefined || mean === undefined,
      excluded: [
        ...(award.subject === 'unit' && kind === undefined ? ['standing'] : []),
        ...(award.pools.length > 0 && kind !== undefined && pool === null ? ['pool'] : []),
        ...(wonBefore(award, said, code, period) ? ['not_won'] : []),
        ...(award.isExclusive && won.get(code) === true ? ['also_won'] : []),
      ],
    }
  })
}

/** The kind of a unit on the last day of the round; undefined once it merged. */
function kindOf(said: readonly Said[], code: string, period: string): string | undefined {
  const isGone = said.some(
    (it) => it.type === 'UnitsMerged' && it.on <= `${period}-12-31` && (it.data['from'] as string[]).includes(code),
  )
  const found = said.find((it) => it.type === 'UnitRegistered' && it.data['unit'] === code)
  return isGone || found === undefined ? undefined : String(found.data['kind'])
}

function wonBefore({ id, years }: SlowAward, said: readonly Said[], code: string, period: string): boolean {
  return said.some((it) => {
    const before = Number(period) - Number(it.data['period'])
    const isThat = it.type === 'AwardConferred' && it.data['subject'] === code && it.data['award'] === id
    return isThat && before >= 1 && before <= years && !said.some((later) => revokes(later, it, period))
  })
}

const revokes = (later: Said, { data }: Said, period: string): boolean =>
  later.type === 'AwardRevoked' &&
  later.on <= `${period}-12-31` &&
  ['subject', 'award', 'period'].every((field) => later.data[field] === data[field])

/** Places of the pools: what is vacant is gone, what nobody can take goes to the first pool that can. */
function placesOf(
  pools: readonly { readonly id: string | null; readonly quota: number }[],
  able: readonly number[],
  vacant: readonly Said[],
): number[] {
  const places = pools.map(({ quota }) => quota)
  for (const { data } of vacant)
    for (let left = Number(data['places']); left > 0; left -= 1) {
      const named = pools.findIndex(({ id }) => id !== null && id === data['pool'])
      const from = named >= 0 ? named : places.findLastIndex((some) => some > 0)
      if (from >= 0 && places[from]! > 0) places[from]! -= 1
    }
  for (;;) {
    const to = places.findIndex((some, i) => able[i]! > some)
    const from = places.findIndex((some, i) => able[i]! < some)
    if (to < 0 || from < 0) return places
    places[to]! += 1
    places[from]! -= 1
  }
}

/** Ranks by counting who stands before whom. */
function inOrder(able: readonly Slow[], { ties }: SlowAward, resolved: readonly Said[]): (Slow & { readonly rank: number })[] {
  const more = (a: Fraction | undefined, b: Fraction | undefined): number =>
    a === undefined || b === undefined ? Number(a !== undefined) - Number(b !== undefined) : compare(a, b)
  const by: Readonly<Record<string, (a: Slow, b: Slow) => number>> = {
    ballots: (a, b) => (a.ballots ?? -1) - (b.ballots ?? -1),
    expert: (a, b) => more(a.plainMean, b.plainMean),
    votes: (a, b) => more(a.votes && a.points[0], b.votes && b.points[0]),
    earliest_nomination: (a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0),
  }
  const stands = (a: Slow, b: Slow): number => {
    const totals = compare(plus(...a.points), plus(...b.points))
    return totals !== 0 ? totals : (ties.map((tie) => by[tie]!(a, b)).find((difference) => difference !== 0) ?? 0)
  }
  const ranked = able.map((it) => {
    const level = able.filter((other) => stands(other, it) === 0)
    const order = resolved.findLast(({ data }) => level.every(({ code }) => (data['order'] as string[]).includes(code)))
    const named = (order?.data['order'] ?? []) as readonly string[]
    const ahead =
      level.length === 1 || order === undefined ? [] : level.filter(({ code }) => named.indexOf(code) < named.indexOf(it.code))
    return { ...it, rank: 1 + able.filter((other) => stands(other, it) > 0).length + ahead.length }
  })
  return ranked.sort((a, b) => a.rank - b.rank || (a.code < b.code ? -1 : 1))
}
