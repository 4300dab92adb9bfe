/** How communities come to the title of the five Goods, 五有五好: two rounds from the application to the plaque. */
import type { Day } from '../../events/event.js'
import { addYears, dateOf, dayOf } from '../../events/time.js'
import { LAST_DAY, workdayFrom } from './calendar.js'
import { DISTRICT, type District, livesOn, OFFICE, type Place } from './district.js'
import { type Notebook, propose } from './notebook.js'
import { writeNotice } from './notices.js'
import { accreditation as odds } from './odds-rounds.js'
import type { Random } from './random.js'

export const SCHEME = 'wuyou_wuhao'
const TERM_YEARS = 3

/** What a review finds wanting: Haves and Goods of the scheme. */
const WANTING = ['funds', 'rules', 'corps', 'premises'] as const

interface Round {
  /** The year of the round, which names its batch as well. */
  readonly round: string
  readonly opens: Day
  readonly granted: Day
  readonly document: string
}

const rounds: readonly Round[] = [
  { round: '2024', opens: dayOf('2024-09-23'), granted: dayOf('2025-02-20'), document: '示关工委〔2025〕3号' },
  { round: '2025', opens: dayOf('2025-09-22'), granted: dayOf('2026-02-11'), document: '示关工委〔2026〕4号' },
]

/** A unit that was named, and until when. */
export interface Named {
  readonly place: Place
  readonly round: string
  readonly validUntil: Day
}

/** Writes both rounds, and gives those who were named. */
export function writeRounds(notebook: Notebook, district: District): readonly Named[] {
  const named: Named[] = []
  for (const round of rounds) {
    const taken = new Set(named.map(({ place }) => place.code))
    const applying = applicantsOf(notebook, district, round, taken)
    const passed = applying.filter((place) => writeApplication(notebook, district, place, round))
    const subjects = passed.map(({ code }) => code)
    const about = { kind: 'accreditation', scheme: SCHEME, round: round.round }
    writeNotice(notebook, { notice: `wuhao-${round.round}`, about, subjects, startsOn: workdayFrom(round.granted - 18), days: 7 })
    for (const place of passed) named.push(writeNaming(notebook, place, round))
  }
  return named
}

/** Diligent communities apply, in the second round those as well that had been further back; never who has the title. */
function applicantsOf(
  notebook: Notebook,
  { places }: District,
  { round, opens, granted }: Round,
  taken: ReadonlySet<string>,
): readonly Place[] {
  const year = Number(round)
  const { least, likely } = odds.rounds[round]!
  return places.filter((place) => {
    if (!livesOn(place, opens) || !livesOn(place, granted) || taken.has(place.code) || place.code.startsWith('V')) return false
    if (odds.apply.has(`${place.code}/${round}`)) return true
    if (odds.stayAway.has(place.code)) return false
    return place.diligence(year) >= least && notebook.chance(place.code, round, 'applies').chance(likely)
  })
}

/** The course of an application up to the recommendation. Gives whether it was recommended. */
function writeApplication(notebook: Notebook, district: District, place: Place, { round, opens }: Round): boolean {
  const looks = notebook.chance(place.code, round, 'application')
  const { code: unit, principal } = place
  const of = { scheme: SCHEME, unit, round }
  const applied = workdayFrom(opens + looks.below(21))
  notebook.write(applied + 1, principal, `applied-${round}`, propose('AccreditationApplied', applied, of))
  const street = district.streets.find(({ code }) => code === place.streetOn(applied))!
  const isSure = odds.apply.has(`${unit}/${round}`)
  const outcome = isSure ? 'passed' : looks.weighted(odds.outcomes)
  const reviewed = workdayFrom(opens + looks.between(32, 48))
  const review = { ...of, assessor: street.code, outcome }
  notebook.write(reviewed + 2, street.principal, `reviewed-${unit}-${round}`, propose('PreliminaryReviewed', reviewed, review))
  if (outcome === 'rejected') return false
  if (outcome === 'rectify') writeRectification(notebook, looks, { place, assessor: street, from: reviewed + 3, days: 20 })
  const inspected = workdayFrom(opens + looks.between(78, 88))
  const isSound = isSure || !looks.chance(odds.inspectionFailed)
  const findings = isSound ? [] : [{ note: '活动记录与佐证材料不符，辅导站未按公示时间开放' }]
  const inspection = {
    ...{ sheet: 'community', period: round, unit, assessor: DISTRICT, findings },
    method: looks.pick(['on_site', 'cross', 'records']),
  }
  notebook.write(inspected + 2, OFFICE, `inspected-${unit}-${round}`, propose('InspectionHeld', inspected, inspection))
  if (!isSound) return false
  const recommended = workdayFrom(inspected + looks.between(6, 14))
  const recommendation = { ...of, recommender: street.code }
  const key = `recommended-${unit}-${round}`
  notebook.write(recommended + 1, street.principal, key, propose('AccreditationRecommended', recommended, recommendation))
  return true
}

interface Rectifying {
  readonly place: Place
  readonly assessor: { readonly code: string; readonly principal: string }
  readonly from: Day
  /** Days that the unit has for it. */
  readonly days: number
}

/** Ordered, reported, accepted, 回头看. */
export function writeRectification(
  notebook: Notebook,
  looks: Random,
  { place: { code: unit, principal }, assessor, from, days }: Rectifying,
): void {
  const of = { scheme: SCHEME, unit }
  const ordered = workdayFrom(from)
  const items = looks.sample(WANTING, looks.between(1, 2))
  const dueOn = dateOf(workdayFrom(ordered + days))
  const order = propose('RectificationOrdered', ordered, { ...of, dueOn, items })
  notebook.write(ordered + 1, assessor.principal, `ordered-${unit}-${ordered}`, order)
  const reported = workdayFrom(ordered + looks.between(days - 9, days - 2))
  const note = '已对照清单逐项整改，补齐制度和台账'
  notebook.write(reported, principal, `rectified-${reported}`, propose('RectificationReported', reported, { ...of, note }))
  const accepted = workdayFrom(reported + looks.between(2, 6))
  const acceptance = propose('RectificationAccepted', accepted, { ...of, assessor: assessor.code })
  notebook.write(accepted + 1, assessor.principal, `accepted-${unit}-${accepted}`, acceptance)
}

function writeNaming(notebook: Notebook, place: Place, { round, granted, document }: Round): Named {
  const { code: unit } = place
  const validUntil = addYears(granted, TERM_YEARS)
  const data = { scheme: SCHEME, unit, batch: round, validFrom: dateOf(granted), validUntil: dateOf(validUntil) }
  const named = propose('AccreditationGranted', granted, data, { document })
  notebook.write(granted + 1, OFFICE, `named-${unit}-${round}`, named)
  const plaque = workdayFrom(granted + 26)
  if (plaque <= Math.min(LAST_DAY, place.last))
    notebook.write(plaque + 1, OFFICE, `plaque-${unit}-${round}`, propose('PlaqueIssued', plaque, { scheme: SCHEME, unit }))
  return { place, round, validUntil }
}
