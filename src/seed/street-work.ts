/** What the streets do: teams, quarterly conferences of their communities, trainings and visits, plans and money. */
import type { Day } from '../../events/event.js'
import { dayOf } from '../../events/time.js'
import { activityMonths, dayIn, FIRST_DAY, LAST_DAY, monthText, seasonOf, workdayFrom, workdayUntil, YEARS } from './calendar.js'
import { DISTRICT, type District, type Place, type Street } from './district.js'
import { files, type Notebook, propose } from './notebook.js'
import { at, type Between, duties, street as odds } from './odds.js'
import { informationTitles, outlets, surveyTitles, titles, trainingTopics, visitTopics } from './words.js'
import { PROGRAMMES, type Year } from './year.js'

/** The years of every place, by code and year. */
export type Years = ReadonlyMap<string, Year>
export const yearKey = (place: Place, year: number): string => `${place.code}/${year}`

/** In five of the ten streets the team is adjusted after the survey of spring 2025. */
const ADJUSTED: ReadonlySet<string> = new Set(['S02', 'S04', 'S05', 'S08', 'S09'])

/** One street forgot one conference altogether: all its communities lack it, and the street itself. */
const FORGOTTEN = { street: 'S08', quarter: '2024Q2' }

export function writeStreet(notebook: Notebook, district: District, street: Street, years: Years): void {
  writeTeam(notebook, street)
  for (const year of YEARS) {
    writeConferences(notebook, district, { street, year, years })
    writeTrainings(notebook, district, street, year)
    writePapers(notebook, street, year)
    writeOwnActivities(notebook, district, street, year)
  }
}

function writeTeam(notebook: Notebook, { code: unit, principal }: Street): void {
  const since = dayOf('2022-03-15')
  const post = (name: string, holder: string) => ({ post: name, person: notebook.person(), holder })
  const team = [
    post('chair', 'deputy_party_secretary'),
    post('executive_vice_chair', 'retired_leader'),
    post('secretary_general', 'staff'),
    post('member', 'school_leader'),
    post('member', 'serving_cadre'),
  ]
  const opening = FIRST_DAY + 1
  notebook.write(opening, principal, 'committee', propose('CommitteeEstablished', dayOf('2004-09-01'), { unit }))
  notebook.write(opening, principal, 'team', ...team.map((one) => propose('RoleAssigned', since, { unit, ...one })))
  if (!ADJUSTED.has(unit)) return
  const day = workdayFrom(dayOf('2025-05-06') + notebook.chance(unit, 'adjusted').below(40))
  const out = team.slice(1, 3).map(({ post: name, person }) => ({ change: 'out', post: name, person }))
  const come = [
    post('executive_vice_chair', 'veteran_cadre'),
    post('secretary_general', 'staff'),
    post('member', 'social_leader'),
  ]
  const changes = [...out, ...come.map((one) => ({ change: 'in', ...one }))]
  const document = `示街关工〔2025〕${Number(unit.slice(1)) + 2}号`
  notebook.write(day + 1, principal, 'adjusted', propose('LeadershipTeamAdjusted', day, { unit, changes }, { document }))
}

interface Quarterly {
  readonly street: Street
  readonly year: number
  readonly years: Years
}

function writeConferences(notebook: Notebook, district: District, { street, year, years }: Quarterly): void {
  const looks = notebook.chance(street.code, year, 'conferences')
  for (const quarter of [1, 2, 3, 4]) {
    const period = `${year}Q${quarter}`
    const isLate = looks.chance(at(odds.conferenceLate, street.diligence(year)))
    const month = quarter * 3 - looks.below(2)
    const planned = workdayUntil(dayIn(year, month, looks.between(8, 28)))
    const day = isLate ? workdayFrom(dayIn(year, quarter * 3, 31) + looks.between(2, 14)) : planned
    if (day > LAST_DAY || (street.code === FORGOTTEN.street && period === FORGOTTEN.quarter)) continue
    const present = district
      .placesOf(street.code, day)
      .filter((place) => day >= place.first + 5 && years.get(yearKey(place, year))?.absent.has(quarter) === false)
    const minutes = `${street.name}联席会纪要${period}`
    const data = {
      convener: street.code,
      tier: 'communities_of_street',
      quarter: period,
      attendees: present.map(({ code }) => code),
      minutes,
    }
    const evidence = files(`${street.code}/conference-${period}`, 2)
    notebook.write(
      day + looks.below(4),
      street.principal,
      `conference-${period}`,
      propose('JointConferenceHeld', day, data, { evidence }),
    )
  }
}

/** The places that come to something. Whoever is alike comes to the same, which is why each draws on its own. */
export const whoComes = (
  notebook: Notebook,
  places: readonly Place[],
  { event, year, day, absent }: { event: string; year: number; day: Day; absent: Between },
): string[] =>
  places
    .filter((place) => day >= place.first + 5 && !notebook.chance(place.alike, event).chance(at(absent, place.diligence(year))))
    .map(({ code }) => code)

function writeTrainings(notebook: Notebook, district: District, street: Street, year: number): void {
  const { code: unit, principal } = street
  const looks = notebook.chance(unit, year, 'trainings')
  const count = looks.between(...odds.trainings)
  const visits = looks.between(...odds.visits)
  for (let i = 0; i < count + visits; i += 1) {
    const isVisit = i >= count
    const event = `${isVisit ? 'visit' : 'training'}-${year}-${i + 1}`
    const day = workdayFrom(
      dayIn(year, Math.min(12, 1 + Math.trunc((i * 12) / (count + visits)) + looks.below(2)), looks.between(5, 27)),
    )
    const attendees = whoComes(notebook, district.placesOf(unit, day), { event, year, day, absent: duties.trainingAbsent })
    if (attendees.length === 0 || day > LAST_DAY) continue
    const headcount = attendees.length * looks.between(1, 3)
    const proposal = isVisit
      ? propose('ObservationVisitHeld', day, {
          unit,
          kind: looks.weighted(odds.visitKinds),
          topic: looks.pick(visitTopics),
          headcount,
          attendees,
        })
      : propose('TrainingHeld', day, {
          unit,
          kind: 'street_skill_training',
          topic: looks.pick(trainingTopics),
          headcount,
          hours: looks.pick(['2', '3', '3.5']),
          attendees,
        })
    notebook.write(day + looks.below(6), principal, event, proposal)
  }
}

function writePapers(notebook: Notebook, street: Street, year: number): void {
  const { code: unit, principal } = street
  const looks = notebook.chance(unit, year, 'papers')
  const diligence = street.diligence(year)
  for (let month = 1; month <= 12; month += 1) {
    if (looks.chance(at(odds.planMissing, diligence))) continue
    const due = dayIn(year, month, 5)
    const isLate = looks.chance(at(odds.planLate, diligence))
    const day = isLate ? workdayFrom(due + 1 + looks.below(12)) : workdayUntil(due - looks.below(5))
    const period = monthText(year, month)
    if (day < FIRST_DAY || day > LAST_DAY) continue
    notebook.write(day, principal, `plan-${period}`, propose('MonthlyPlanFiled', day, { unit, month: period, filedTo: DISTRICT }))
  }
  const write = (key: string, day: Day, ...proposals: Parameters<typeof propose>[]) => {
    if (day <= LAST_DAY) notebook.write(day + looks.below(5), principal, key, ...proposals.map((one) => propose(...one)))
  }
  const paid = workdayFrom(dayIn(year, 3, looks.between(1, 28)))
  write(`funds-${year}`, paid, ['FundsAllocated', paid, { unit, year: String(year), amountCny: `${looks.pick(odds.funds)}.00` }])
  for (const half of [5, 11]) {
    const day = workdayFrom(dayIn(year, half, looks.between(1, 28)))
    write(`party-${year}-${half}`, day, ['PartyReportHeard', day, { unit, body: 'party_committee' }])
  }
  const reported = workdayUntil(dayIn(year, 12, 24))
  write(`annual-${year}`, reported, ['AnnualReportFiled', reported, { unit, year: String(year) }])
  const surveyed = workdayFrom(dayIn(year, looks.between(6, 10), looks.between(1, 28)))
  write(`survey-${year}`, surveyed, [
    'SurveyReportSubmitted',
    surveyed,
    { unit, title: looks.pick(surveyTitles), level: 'district' },
  ])
  for (let i = 0; i < 4; i += 1) {
    const day = workdayFrom(dayIn(year, i * 3 + looks.between(1, 3), looks.between(1, 28)))
    const [outlet, level] = looks.weighted(outlets.map((one) => [one, one[2]] as const))
    write(`information-${year}-${i + 1}`, day, [
      'InformationPublished',
      day,
      { unit, title: looks.pick(informationTitles), outlet, level },
    ])
  }
}

function writeOwnActivities(notebook: Notebook, district: District, street: Street, year: number): void {
  const { code: unit, principal } = street
  const looks = notebook.chance(unit, year, 'activities')
  const count = at(odds.activities, street.diligence(year))
  for (let i = 0; i < count; i += 1) {
    const day = dayIn(year, looks.weighted(activityMonths), looks.between(1, 28))
    const programme = looks.pick(PROGRAMMES)
    // A joint activity counts once for the street and once for each community that took part.
    const partners = looks
      .sample(
        district.placesOf(unit, day).filter(({ portrait }) => portrait.still !== true),
        looks.below(4),
      )
      .map(({ code }) => code)
    if (day < FIRST_DAY || day > LAST_DAY) continue
    const data = {
      unit,
      ...(partners.length > 0 && { partners }),
      programme,
      title: `街道${looks.pick(titles[programme]!)}`,
      audience: { minors: looks.between(30, 180), adults: looks.between(10, 60) },
      season: seasonOf(day),
    }
    const key = `activity-${year}-${i + 1}`
    const evidence = files(`${unit}/${key}`, looks.between(1, 3))
    notebook.write(day + looks.below(10), principal, key, propose('ActivityHeld', day, data, { evidence }))
  }
}
