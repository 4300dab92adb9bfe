/**
 * What a year of a community will amount to, in numbers: decided before any day of it is written, so that what counts
 * in a sheet is drawn from one source, and the looks of it (days, titles, people) from others.
 */
import { civilOf } from '../../events/time.js'
import { activityMonths, activityShare, dayIn } from './calendar.js'
import type { Place } from './district.js'
import type { Notebook } from './notebook.js'
import { acclaim, at, type Between, duties, funds, judged, work } from './odds.js'
import type { Random } from './random.js'
import { projects } from './words.js'

type Filing = 'in_time' | 'late' | 'missing'

export interface Honour {
  readonly level: 'district' | 'city' | 'province' | 'national'
  readonly project: readonly [code: string, title: string]
  /** Months of the year. */
  readonly month: number
}

/** The marks of a street, in half points; `complaints` is a number of cases. */
export interface Marks {
  readonly service: number
  readonly archive: number
  readonly quality: number
  readonly creation: number
  readonly complaints: number
}

export interface Year {
  readonly place: Place
  readonly year: number
  readonly diligence: number
  /** First and last month that it lives of this year. */
  readonly from: number
  readonly until: number
  /** By month; what lies outside `from` and `until` is not owed. */
  readonly plans: ReadonlyMap<number, Filing>
  /** Quarters whose conference it did not attend. */
  readonly absent: ReadonlySet<number>
  /** Allocations, in yuan. */
  readonly funds: readonly number[]
  readonly partyReports: number
  readonly annualReport: Filing
  /** One entry for each activity: its month and its programme. */
  readonly activities: readonly { readonly month: number; readonly programme: string }[]
  readonly surveys: number
  readonly informations: number
  /** Linked children out of a hundred on the school roll, at the last report. */
  readonly linked: number
  readonly marks: Marks
  readonly honours: readonly Honour[]
  readonly praised: boolean
  readonly minorIncident: boolean
  /** Half points of a bonus that the street grants, if it does; 0 is a refusal. */
  readonly special: number | undefined
}

export const PROGRAMMES = ['serve_country', 'gratitude', 'responsibility', 'kindness', 'dedication'] as const

/** Draws a year of a community. */
export function yearOf(notebook: Notebook, place: Place, year: number): Year {
  const diligence = place.diligence(year)
  const of = (subject: string) => notebook.chance(place.alike, year, subject)
  const first = civilOf(Math.max(place.first, dayIn(year, 1, 1)))
  const last = civilOf(Math.min(place.last, dayIn(year, 12, 31)))
  const [from, until] = [first.month, last.month]
  const months = Array.from({ length: until - from + 1 }, (_, i) => from + i)
  return {
    place,
    year,
    diligence,
    from,
    until,
    plans: plansOf(of('plans'), months, diligence),
    absent: absencesOf(of('absences'), diligence),
    funds: fundsOf(of('funds'), diligence),
    partyReports: Math.max(0, of('party').around(at(work.partyReports, diligence), 1)),
    annualReport: filing(of('annual'), diligence, duties.reportMissing, duties.reportLate),
    activities: activitiesOf(of('activities'), { from, until, diligence }),
    surveys: of('surveys').chance(at(work.surveys, diligence)) ? 1 : 0,
    informations: Math.max(0, of('informations').around(at(work.informations, diligence), 1)),
    linked: linkedOf(of('linked'), diligence),
    marks: marksOf(of('marks'), diligence),
    honours: honoursOf(of('honours'), diligence).filter(({ month }) => from <= month && month <= until),
    praised: of('praise').chance(at(acclaim.praise, diligence)),
    minorIncident: of('incident').chance(at(acclaim.minorIncident, diligence)),
    special: specialOf(of('special'), diligence),
  }
}

function filing(random: Random, diligence: number, missing: Between, late: Between): Filing {
  if (random.chance(at(missing, diligence))) return 'missing'
  return random.chance(at(late, diligence)) ? 'late' : 'in_time'
}

const plansOf = (random: Random, months: readonly number[], diligence: number): ReadonlyMap<number, Filing> =>
  new Map(months.map((month) => [month, filing(random, diligence, duties.planMissing, duties.planLate)]))

const absencesOf = (random: Random, diligence: number): ReadonlySet<number> =>
  new Set([1, 2, 3, 4].filter(() => random.chance(at(duties.conferenceAbsent, diligence))))

function fundsOf(random: Random, diligence: number): readonly number[] {
  const { poor, middling, rich, middlingFrom, richFrom, inTwoParts } = funds
  const amount = random.weighted<number>(diligence < middlingFrom ? poor : diligence < richFrom ? middling : rich)
  if (amount === 0) return []
  // Two allocations of a year add up.
  return amount >= 3000 && random.chance(inTwoParts) ? [amount - 1000, 1000] : [amount]
}

function activitiesOf(
  random: Random,
  { from, until, diligence }: Pick<Year, 'from' | 'until' | 'diligence'>,
): Year['activities'] {
  const full = Math.max(3, random.around(at(work.activities, diligence), work.activitiesSpread))
  const count = Math.max(1, Math.round((full * activityShare(from, until)) / activityShare(1, 12)))
  const programmes = random.sample(PROGRAMMES, Math.min(Math.max(random.around(at(work.programmes, diligence), 1), 2), 5))
  const months = activityMonths.filter(([month]) => from <= month && month <= until)
  return Array.from({ length: count }, (_, i) => ({
    month: random.weighted(months),
    // Once round the programmes, so that all of them occur, then as it comes.
    programme: programmes[i] ?? random.pick(programmes),
  }))
}

function linkedOf(random: Random, diligence: number): number {
  const linked = random.around(at(work.linked, diligence), work.linkedSpread)
  return Math.min(Math.max(linked, 5), work.linkedMost)
}

function marksOf(random: Random, diligence: number): Marks {
  const mark = ({ max, spread, ...between }: (typeof judged)['service' | 'archive' | 'quality' | 'creation']) =>
    Math.min(max, Math.max(0, max - random.around(at(between, diligence), spread)))
  return {
    service: mark(judged.service),
    archive: mark(judged.archive),
    quality: mark(judged.quality),
    creation: mark(judged.creation),
    complaints: random.chance(at(judged.complaint, diligence)) ? random.between(1, 2) : 0,
  }
}

function honoursOf(random: Random, diligence: number): readonly Honour[] {
  const honours: Honour[] = []
  const higher = (['national', 'province', 'city'] as const).find((level) => random.chance(at(acclaim[level], diligence)))
  if (higher !== undefined) {
    const project = random.pick(projects)
    // The same project at two levels: only the highest counts, 同一项目就高.
    if (random.chance(acclaim.districtFirst)) honours.push({ level: 'district', project, month: random.between(3, 7) })
    honours.push({ level: higher, project, month: random.between(9, 12) })
  }
  if (random.chance(at(acclaim.district, diligence)))
    honours.push({ level: 'district', project: random.pick(projects), month: random.between(5, 12) })
  return honours
}

function specialOf(random: Random, diligence: number): number | undefined {
  if (random.chance(at(acclaim.special, diligence))) return random.weighted<number>(acclaim.specialHalves)
  return random.chance(acclaim.specialRefused) ? 0 : undefined
}
