/** A year of a community, day by day: what `year.ts` says in numbers, as activities, filings, reports and money. */
import type { Day, JsonObject } from '../../events/event.js'
import { activityMonths, dayIn, LAST_DAY, monthText, seasonOf, workdayFrom, workdayUntil } from './calendar.js'
import { CIVIC_OFFICE, type District, type Place } from './district.js'
import { files, type Notebook, propose } from './notebook.js'
import { at, duties, habits } from './odds.js'
import type { Staff } from './people.js'
import type { Random } from './random.js'
import type { Honour, Year } from './year.js'
import { honourTitles, informationTitles, outlets, projects, surveyTitles, titles } from './words.js'

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
  writeAcclaim(writing, year)
}

/** Days from a thing to its record: days with the diligent, weeks with the careless, and now and then months, 补录. */
function lag(random: Random, { diligence }: Year): number {
  if (random.chance(at(habits.late, diligence))) return random.between(habits.lateDays[0], habits.lateDays[1])
  return random.below(at(habits.lag, diligence) + 1)
}

const lives = ({ first, last }: Place, day: Day): boolean => first <= day && day <= last && day <= LAST_DAY

function writePlans({ notebook }: Writing, { place, year, plans, diligence }: Year): void {
  const looks = notebook.chance(place.code, year, 'plans')
  const { principal, code: unit } = place
  for (const [month, filing] of plans) {
    const due = dayIn(year, month, 5)
    if (due < place.first || filing === 'missing') continue
    const day = filing === 'in_time' ? workdayUntil(due - looks.below(8)) : workdayFrom(due + 1 + looks.weighted([[looks.below(9), 7], [looks.below(40), 3]]))
    if (!lives(place, day)) continue
    const period = monthText(year, month)
    const street = place.streetOn(day)
    const filed = propose('MonthlyPlanFiled', day, { unit, month: period, filedTo: street })
    notebook.write(day + looks.below(3), principal, `plan-${period}`, filed)
    if (!looks.chance(at(duties.planAcknowledged, diligence))) continue
    const heard = workdayFrom(Math.max(due, day) + looks.below(7))
    if (!lives(place, heard)) continue
    const acknowledged = propose('MonthlyPlanAcknowledged', heard, { unit, month: period, by: street })
    notebook.write(heard + looks.below(5), principal, `plan-heard-${period}`, acknowledged)
  }
}

function writeActivities({ notebook, district, staff }: Writing, year: Year): void {
  const { place, diligence, activities } = year
  const looks = notebook.chance(place.code, year.year, 'activities')
  for (const [i, { month, programme }] of activities.entries()) {
    const day = dayIn(year.year, month, looks.between(1, 28))
    if (!lives(place, day)) continue
    const title = looks.pick(titles[programme]!)
    const instructors = looks.sample(staff.instructorsOn(day), looks.below(4))
    const partner = looks.chance(170) ? looks.pick(looks.pick([district.schools, district.memberUnits])) : undefined
    const group = looks.chance(programme === 'kindness' ? 700 : 60)
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
  const { place, funds } = year
  const looks = notebook.chance(place.code, year.year, 'money')
  for (const [i, amount] of funds.entries()) {
    const day = workdayFrom(dayIn(year.year, i === 0 ? looks.between(2, 5) : looks.between(7, 10), looks.between(1, 28)))
    if (!lives(place, day)) continue
    const document = `${place.name.slice(0, 12)}经费〔${year.year}〕${looks.between(1, 30)}号`
    const data = { unit: place.code, year: String(year.year), amountCny: `${amount}.00` }
    notebook.write(day + lag(looks, year), place.principal, `funds-${year.year}-${i + 1}`, propose('FundsAllocated', day, data, { document }))
  }
}

function writeReports({ notebook }: Writing, year: Year): void {
  const { place, partyReports, annualReport } = year
  const looks = notebook.chance(place.code, year.year, 'reports')
  const body = looks.weighted([['party_committee', 3], ['party_branch', 2]] as const)
  for (let i = 0; i < partyReports; i += 1) {
    const months = 12 / Math.max(partyReports, 1)
    const day = workdayFrom(dayIn(year.year, 1 + Math.trunc(i * months) + looks.below(Math.trunc(months)), looks.between(8, 28)))
    if (!lives(place, day)) continue
    const heard = propose('PartyReportHeard', day, { unit: place.code, body })
    notebook.write(day + lag(looks, year), place.principal, `party-${year.year}-${i + 1}`, heard)
  }
  if (annualReport === 'missing') return
  const due = dayIn(year.year, 12, 25)
  const day = annualReport === 'in_time' ? workdayUntil(due - looks.below(15)) : workdayFrom(due + 1 + looks.between(1, 38))
  if (day > LAST_DAY || place.last < day) return
  const filed = propose('AnnualReportFiled', day, { unit: place.code, year: String(year.year) })
  notebook.write(day + looks.below(4), place.principal, `annual-${year.year}`, filed)
}

/** Counts of children, four times a year. In 2024 only the pilot and the diligent reported them. */
function writeEnrolment({ notebook }: Writing, year: Year): void {
  const { place, linked } = year
  const counts = notebook.chance(place.alike, 'school-roll')
  const looks = notebook.chance(place.code, year.year, 'enrolment')
  const roll = counts.between(9, 42) * 20
  const first = year.year === 2024 ? (PILOT.has(place.streetOn(place.first)) ? 9 : place.diligence(2024) > 850 ? 12 : 13) : 3
  for (const month of [3, 6, 9, 12]) {
    if (month < first) continue
    const day = workdayFrom(dayIn(year.year, month, 20 + looks.below(8)))
    if (!lives(place, day) || day < place.first + 30) continue
    // The last report of the year counts; the ones before are on the way to it.
    const now = Math.trunc((roll * linked * (month + 24)) / 3600)
    const enrolled = Math.min(roll, now + looks.below(Math.trunc(roll / 10)))
    const period = monthText(year.year, month)
    const data = { unit: place.code, month: period, enrolled: Math.max(enrolled, now), linked: now, schoolRoll: roll }
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
    if (!lives(place, day)) continue
    const data = { unit: place.code, title: looks.pick(surveyTitles), level: looks.weighted([['street', 4], ['district', 5], ['city', 1]] as const) }
    const evidence = files(`${place.code}/survey-${year.year}`, 1)
    notebook.write(day + lag(looks, year), place.principal, `survey-${year.year}-${i + 1}`, propose('SurveyReportSubmitted', day, data, { evidence }))
  }
  for (let i = 0; i < informations; i += 1) {
    const day = someDay()
    if (!lives(place, day)) continue
    const [outlet, level] = looks.weighted(outlets.map((one) => [one, one[2]] as const))
    const data = { unit: place.code, title: looks.pick(informationTitles), outlet, level }
    notebook.write(day + lag(looks, year), place.principal, `information-${year.year}-${i + 1}`, propose('InformationPublished', day, data))
  }
}

/** The key of a project within a year: honours of the same project have the same. */
export const projectKey = ({ project: [code] }: Honour, year: number): string => `${code}-${year}`

function writeAcclaim({ notebook }: Writing, year: Year): void {
  const { place, honours, praised } = year
  const looks = notebook.chance(place.code, year.year, 'acclaim')
  for (const [i, honour] of honours.entries()) {
    const day = workdayFrom(dayIn(year.year, honour.month, looks.between(3, 26)))
    if (!lives(place, day)) continue
    const [title, grantor] = honourTitles[honour.level]!
    const data = {
      subject: place.code,
      level: honour.level,
      title: `${title}（${honour.project[1]}）`,
      grantor,
      projectKey: projectKey(honour, year.year),
    }
    const evidence = files(`${place.code}/honour-${year.year}-${i}`, 1)
    notebook.write(day + looks.below(12), place.principal, `honour-${year.year}-${i + 1}`, propose('HonourReceived', day, data, { evidence }))
  }
  if (praised) {
    const [code, title] = looks.pick(projects)
    const day = workdayFrom(dayIn(year.year, looks.between(2, 11), looks.between(1, 28)))
    const data = { subject: place.code, level: looks.weighted([['city', 4], ['province', 1]] as const), title, grantor: '示例市委办公室', projectKey: `${code}-${year.year}` }
    if (lives(place, day)) notebook.write(day + 5, place.principal, `praise-${year.year}`, propose('PraiseReceived', day, data))
  }
  writeIncident({ notebook }, year)
}

/** A major incident bars 优秀, whatever the points; a minor one is on record and bars nothing. */
function writeIncident({ notebook }: Pick<Writing, 'notebook'>, { place, year, minorIncident }: Year): void {
  const looks = notebook.chance(place.code, year, 'incident')
  const severity = place.portrait.incident === year ? 'major' : minorIncident ? 'minor' : undefined
  const day = workdayFrom(dayIn(year, looks.between(3, 10), looks.between(1, 28)))
  if (severity === undefined || !lives(place, day)) return
  const kind = severity === 'major' ? 'safety_accident' : looks.pick(['complaint', 'negative_publicity'])
  const data = { unit: place.code, kind, severity, verifiedBy: CIVIC_OFFICE }
  notebook.write(day + 4, '示例区文明办', `incident-${place.code}-${year}`, propose('IncidentRecorded', day, data, { document: `示文明办〔${year}〕${looks.between(3, 40)}号` }))
}

