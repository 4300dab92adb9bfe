/** A year of a community, day by day: what `year.ts` says in numbers, as activities, filings, reports and money. */
import type { JsonObject } from '../../events/event.js'
import { writeAcclaim } from './acclaim.js'
import { activityMonths, dayIn, LAST_DAY, monthText, seasonOf, workdayFrom, workdayUntil } from './calendar.js'
import { type District, livesOn } from './district.js'
import { files, type Notebook, propose } from './notebook.js'
import { at, duties, funds, habits, work } from './odds.js'
import type { Staff } from './people.js'
import type { Random } from './random.js'
import type { Year } from './year.js'
import { informationTitles, outlets, surveyTitles, titles } from './words.js'

interface Writing {
  readonly notebook: Notebook
  readonly district: District
  readonly staff: Staff
}

/** Writes a year of a community. */
export function writeYear(writing: Writing, year: Year): void {
  writePlans(writing, year)
  writeActivities(writing, year)
  writeMoney(writing, year)
  writeReports(writing, year)
  writeEnrolment(writing, year)
  writePublications(writing, year)
  writeAcclaim(writing.notebook, writing.staff, year)
}

/** Days from a thing to its record: days with the diligent, weeks with the careless, and now and then months, 补录. */
function lag(random: Random, { diligence }: Year): number {
  if (random.chance(at(habits.late, diligence))) return random.between(...habits.lateDays)
  return random.below(at(habits.lag, diligence) + 1)
}

function writePlans({ notebook }: Writing, { place, year, plans, diligence }: Year): void {
  const looks = notebook.chance(place.code, year, 'plans')
  const { principal, code: unit } = place
  for (const [month, filing] of plans) {
    const due = dayIn(year, month, 5)
    if (due < place.first || filing === 'missing') continue
    const day =
      filing === 'in_time'
        ? Math.max(place.first, workdayUntil(due - looks.below(8)))
        : workdayFrom(due + 1 + looks.below(looks.weighted(duties.planDaysLate)))
    if (!livesOn(place, day)) continue
    const period = monthText(year, month)
    const street = place.streetOn(day)
    const filed = propose('MonthlyPlanFiled', day, { unit, month: period, filedTo: street })
    notebook.write(day + looks.below(3), principal, `plan-${period}`, filed)
    if (!looks.chance(at(duties.planAcknowledged, diligence))) continue
    const heard = workdayFrom(Math.max(due, day) + looks.below(7))
    if (!livesOn(place, heard)) continue
    const acknowledged = propose('MonthlyPlanAcknowledged', heard, { unit, month: period, by: street })
    notebook.write(heard + looks.below(5), principal, `plan-heard-${period}`, acknowledged)
  }
}

function writeActivities({ notebook, district, staff }: Writing, year: Year): void {
  const { place, diligence, activities } = year
  const looks = notebook.chance(place.code, year.year, 'activities')
  for (const [i, { month, programme }] of activities.entries()) {
    const day = dayIn(year.year, month, looks.between(1, 28))
    if (!livesOn(place, day)) continue
    const title = looks.pick(titles[programme]!)
    const instructors = looks.sample(staff.instructorsOn(day), looks.below(4))
    const partner = looks.chance(work.partner) ? looks.pick(looks.pick([district.schools, district.memberUnits])) : undefined
    const group = looks.chance(programme === 'kindness' ? work.inNeed.kindness : work.inNeed.others)
      ? looks.pick(['left_behind', 'migrant_workers_children', 'low_income', 'disabled'])
      : undefined
    const key = `activity-${year.year}-${i + 1}`
    const evidence = looks.chance(at(habits.evidence, diligence)) ? files(`${place.code}/${key}`, looks.between(1, 3)) : []
    const data: JsonObject = {
      unit: place.code,
      ...(partner !== undefined && { partners: [partner] }),
      programme,
      title,
      ...(instructors.length > 0 && { station: place.station, instructors }),
      // Never fewer than five children: a small number could point at one of them.
      audience: { minors: looks.between(8, 70), adults: looks.between(2, 25) },
      ...(group !== undefined && { targetGroups: [group] }),
      season: seasonOf(day),
    }
    notebook.write(day + lag(looks, year), place.principal, key, propose('ActivityHeld', day, data, { evidence }))
  }
}

function writeMoney({ notebook }: Writing, year: Year): void {
  const { place } = year
  const looks = notebook.chance(place.code, year.year, 'money')
  for (const [i, amount] of year.funds.entries()) {
    const day = workdayFrom(dayIn(year.year, i === 0 ? looks.between(2, 5) : looks.between(7, 10), looks.between(1, 28)))
    if (!livesOn(place, day)) continue
    const document = `${place.name.slice(0, 12)}经费〔${year.year}〕${looks.between(1, 30)}号`
    const data = { unit: place.code, year: String(year.year), amountCny: `${amount}.00` }
    notebook.write(
      day + lag(looks, year),
      place.principal,
      `funds-${year.year}-${i + 1}`,
      propose('FundsAllocated', day, data, { document }),
    )
  }
}

function writeReports({ notebook }: Writing, year: Year): void {
  const { place, partyReports, annualReport } = year
  const looks = notebook.chance(place.code, year.year, 'reports')
  const body = looks.weighted(work.partyBodies)
  for (let i = 0; i < partyReports; i += 1) {
    const months = 12 / Math.max(partyReports, 1)
    const day = workdayFrom(dayIn(year.year, 1 + Math.trunc(i * months) + looks.below(Math.trunc(months)), looks.between(8, 28)))
    if (!livesOn(place, day)) continue
    const heard = propose('PartyReportHeard', day, { unit: place.code, body })
    notebook.write(day + lag(looks, year), place.principal, `party-${year.year}-${i + 1}`, heard)
  }
  if (annualReport === 'missing') return
  const due = dayIn(year.year, 12, 25)
  const day =
    annualReport === 'in_time'
      ? workdayUntil(due - looks.below(15))
      : workdayFrom(due + 1 + looks.between(...duties.reportDaysLate))
  if (day > LAST_DAY || place.last < day) return
  const filed = propose('AnnualReportFiled', day, { unit: place.code, year: String(year.year) })
  notebook.write(day + looks.below(4), place.principal, `annual-${year.year}`, filed)
}

/** Counts of children, four times a year. In 2024 only the pilot reported them, and at the end of it the most diligent. */
function writeEnrolment({ notebook }: Writing, year: Year): void {
  const { place, linked } = year
  const counts = notebook.chance(place.alike, 'school-roll')
  const looks = notebook.chance(place.code, year.year, 'enrolment')
  const roll = counts.between(9, 42) * 20
  const inPilot = PILOT.has(place.streetOn(place.first))
  const first = year.year > 2024 ? 3 : inPilot ? 9 : place.diligence(2024) > funds.richFrom ? 12 : 13
  for (const month of [3, 6, 9, 12]) {
    if (month < first) continue
    const day = workdayFrom(dayIn(year.year, month, 20 + looks.below(8)))
    if (!livesOn(place, day) || day < place.first + 30) continue
    // The last report of the year counts; the ones before are on the way to it.
    const now = Math.trunc((roll * linked * (month + 24)) / 3600)
    const enrolled = Math.min(roll, now + looks.below(Math.trunc(roll / 10)))
    const period = monthText(year.year, month)
    const data = { unit: place.code, month: period, enrolled, linked: now, schoolRoll: roll }
    notebook.write(day + looks.below(6), place.principal, `enrolment-${period}`, propose('EnrolmentReported', day, data))
  }
}

/** The streets of the pilot, 站籍管理试点. */
export const PILOT: ReadonlySet<string> = new Set(['S02', 'S07'])

function writePublications({ notebook }: Writing, year: Year): void {
  const { place, surveys, informations } = year
  const looks = notebook.chance(place.code, year.year, 'publications')
  const someDay = () => workdayFrom(dayIn(year.year, looks.weighted(activityMonths), looks.between(1, 28)))
  for (let i = 0; i < surveys; i += 1) {
    const day = someDay()
    if (!livesOn(place, day)) continue
    const data = {
      unit: place.code,
      title: looks.pick(surveyTitles),
      level: looks.weighted(work.surveyLevels),
    }
    const evidence = files(`${place.code}/survey-${year.year}`, 1)
    notebook.write(
      day + lag(looks, year),
      place.principal,
      `survey-${year.year}-${i + 1}`,
      propose('SurveyReportSubmitted', day, data, { evidence }),
    )
  }
  for (let i = 0; i < informations; i += 1) {
    const day = someDay()
    if (!livesOn(place, day)) continue
    const [outlet, level] = looks.weighted(outlets.map((one) => [one, one[2]] as const))
    const data = { unit: place.code, title: looks.pick(informationTitles), outlet, level }
    notebook.write(
      day + lag(looks, year),
      place.principal,
      `information-${year.year}-${i + 1}`,
      propose('InformationPublished', day, data),
    )
  }
}
