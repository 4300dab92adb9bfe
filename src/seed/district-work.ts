/** What the district does: conferences, policies, campaigns, the general station; schools and member units. */
import type { Day } from '../../events/event.js'
import { dayOf } from '../../events/time.js'
import { activityMonths, dayIn, FIRST_DAY, LAST_DAY, monthText, seasonOf, workdayFrom, workdayUntil, YEARS } from './calendar.js'
import { CIVIC_OFFICE, DISTRICT, type District, EDUCATION, OFFICE } from './district.js'
import { PILOT } from './diary.js'
import { writeLeaders, writeSurvey } from './leaders.js'
import { files, type Notebook, propose } from './notebook.js'
import { around } from './odds.js'
import { whoComes } from './street-work.js'
import { titles, trainingTopics } from './words.js'
import { PROGRAMMES } from './year.js'

/** Papers of the district: the day, the subject, the number. */
const policies = [
  ['2024-01-15', '关于开展“五有五好”基层关工委创建活动的意见', '示关工委〔2024〕1号'],
  ['2024-06-20', '关于加强校外教育辅导站建设的意见', '示关工委〔2024〕9号'],
  ['2024-09-02', '关于开展站籍管理试点工作的通知', '示关工委〔2024〕15号'],
  ['2025-01-20', '关于开展基层工作年活动的意见', '示关工委〔2025〕2号'],
  ['2025-04-30', '关于充实调整街道关工委班子的意见', '示关工委〔2025〕7号'],
  ['2025-09-08', '关于成立区校外教育辅导总站的通知', '示关工委〔2025〕13号'],
  ['2026-01-19', '关于开展2025年度工作台账核查的通知', '示关工委〔2026〕1号'],
] as const

/** Campaigns: how many units each is to reach over the district, where that was said. */
const campaigns = [
  { code: 'new-three-goods-2024', startsOn: '2024-03-01', endsOn: '2024-11-30', target: undefined },
  { code: 'grassroots-year-2025', startsOn: '2025-02-10', endsOn: '2025-12-20', target: 100 },
  { code: 'new-three-goods-2025', startsOn: '2025-03-03', endsOn: '2025-11-28', target: 80 },
  { code: 'ledger-check-2026', startsOn: '2026-03-02', endsOn: '2026-05-29', target: undefined },
] as const

const GENERAL_STATION = 'T900'

export function writeDistrict(notebook: Notebook, district: District): void {
  writeLeaders(notebook)
  writePapers(notebook, district)
  writeConferences(notebook, district)
  writeClasses(notebook, district)
  writeSurvey(notebook, district)
  writeGeneralStation(notebook)
  for (const [i, unit] of district.memberUnits.entries()) writeMember(notebook, district, unit, i)
  for (const unit of district.schools) writeSchool(notebook, district, unit)
}

const write = (notebook: Notebook, day: Day, key: string, ...proposals: ReturnType<typeof propose>[]) =>
  notebook.write(day, OFFICE, key, ...proposals)

function writePapers(notebook: Notebook, { streets }: District): void {
  for (const [on, subjectMatter, number] of policies) {
    const issued = propose('PolicyIssued', dayOf(on), { unit: DISTRICT, subjectMatter, number }, { document: number })
    write(notebook, dayOf(on), `policy-${on}`, issued)
  }
  for (const { code, startsOn, endsOn, target } of campaigns) {
    const day = workdayUntil(dayOf(startsOn))
    const declared = { unit: DISTRICT, code, startsOn, endsOn, ...(target !== undefined && { target }) }
    write(notebook, day, `campaign-${code}`, propose('CampaignDeclared', day, declared))
    for (const street of streets) {
      const looks = notebook.chance(street.code, code)
      const reported = workdayFrom(dayOf(endsOn) + looks.between(1, 18))
      const data = { unit: street.code, code, reached: looks.between(3, 14), participants: looks.between(120, 900) }
      notebook.write(reported, street.principal, `campaign-${code}`, propose('CampaignResultReported', reported, data))
    }
  }
}

function writeConferences(notebook: Notebook, { streets, memberUnits }: District): void {
  for (const year of YEARS) {
    for (const quarter of [1, 2, 3, 4]) {
      const looks = notebook.chance(DISTRICT, year, quarter)
      const day = workdayFrom(dayIn(year, quarter * 3 - 1, looks.between(5, 25)))
      const period = `${year}Q${quarter}`
      const members = [CIVIC_OFFICE, EDUCATION, ...looks.sample(memberUnits, looks.between(9, 12))]
      const minutes = `区联席会纪要${period}`
      const data = { convener: DISTRICT, tier: 'district_members', quarter: period, attendees: members, minutes }
      write(notebook, day + 2, `conference-members-${period}`, propose('JointConferenceHeld', day, data))
      const lines = { convener: DISTRICT, tier: 'street', quarter: period, attendees: streets.map(({ code }) => code) }
      write(notebook, day + 9, `conference-streets-${period}`, propose('JointConferenceHeld', day + 7, lines))
    }
  }
}

function writeClasses(notebook: Notebook, { places }: District): void {
  for (const year of YEARS) {
    for (const month of [5, 10]) {
      const day = workdayFrom(dayIn(year, month, 12))
      const event = `class-${year}-${month}`
      const absent = around.districtClassAbsent
      const attendees = whoComes(
        notebook,
        places.filter(({ last }) => day <= last),
        { event, year, day, absent },
      )
      const looks = notebook.chance(event)
      const data = {
        unit: DISTRICT,
        kind: 'instructor_class',
        topic: looks.pick(trainingTopics),
        headcount: attendees.length + looks.between(10, 40),
        hours: '12',
        attendees,
      }
      const evidence = files(event, 2)
      write(notebook, day + 3, event, propose('TrainingHeld', day, data, { until: day + 1, evidence }))
    }
  }
}

/** The general station, planned in 2024 and open since the autumn of 2025: 三团五室. And the pilot of station enrolment. */
function writeGeneralStation(notebook: Notebook): void {
  const planned = dayOf('2024-10-16')
  write(
    notebook,
    planned,
    'general-planned',
    propose('GeneralStationPlanned', planned, { unit: DISTRICT, site: '示例青少年社会实践教育基地' }),
  )
  const pilot = dayOf('2024-09-04')
  write(notebook, pilot, 'pilot', propose('StationRegistryPiloted', pilot, { units: [...PILOT] }))
  const opened = dayOf('2025-09-12')
  const station = GENERAL_STATION
  const data = { station, unit: DISTRICT, level: 'general', host: 'practice_base' }
  const groups = ['character_group', 'intellect_group', 'talent_group'].map((code, i) =>
    propose('ServiceGroupFormed', opened + 4, { station, code, members: { headcount: 14 + i * 3 } }),
  )
  const offices = [
    'station_office',
    'project_rnd_office',
    'character_coordination',
    'intellect_coordination',
    'talent_coordination',
  ]
  const rooms = offices.map((code) => propose('ServiceOfficeSet', opened + 6, { station, code }))
  write(notebook, opened, 'general-opened', propose('StationOpened', opened, data))
  write(notebook, opened + 6, 'general-rooms', ...groups, ...rooms)
}

function writeMember(notebook: Notebook, { nameOf, places }: District, unit: string, index: number): void {
  const principal = nameOf.get(unit)!
  for (const year of YEARS) {
    const looks = notebook.chance(unit, year)
    for (let month = 1; month <= 12; month += 1) {
      const day = workdayUntil(dayIn(year, month, looks.between(3, 7)))
      if (day < FIRST_DAY || day > LAST_DAY || looks.chance(around.memberPlanMissing)) continue
      const period = monthText(year, month)
      const data = { unit, month: period, filedTo: DISTRICT }
      notebook.write(day + 1, principal, `plan-${period}`, propose('MonthlyPlanFiled', day, data))
    }
    for (let i = looks.between(...around.memberActivities); i > 0; i -= 1) {
      const day = workdayFrom(dayIn(year, looks.weighted(activityMonths), looks.between(1, 28)))
      const guests = looks.sample(
        places.filter(({ first, last, portrait }) => first <= day && day <= last && !portrait.still),
        looks.below(2),
      )
      const programme = PROGRAMMES[(i + index) % 5]!
      if (day < FIRST_DAY || day > LAST_DAY) continue
      const data = {
        unit,
        ...(guests.length > 0 && { partners: guests.map(({ code }) => code) }),
        programme,
        title: looks.pick(titles[programme]!),
        audience: { minors: looks.between(20, 120), adults: looks.between(6, 40) },
        season: seasonOf(day),
      }
      notebook.write(day + looks.below(12), principal, `activity-${year}-${i}`, propose('ActivityHeld', day, data))
    }
  }
}

/** Schools file plans with the education bureau in the months of term, and hold activities of their own. */
function writeSchool(notebook: Notebook, { nameOf }: District, unit: string): void {
  const principal = `${nameOf.get(unit)!}关工委`
  notebook.write(FIRST_DAY + 8, principal, 'committee', propose('CommitteeEstablished', dayOf('2008-09-01'), { unit }))
  for (const year of YEARS) {
    const looks = notebook.chance(unit, year)
    for (const month of [1, 3, 4, 5, 6, 9, 10, 11, 12]) {
      const day = workdayFrom(dayIn(year, month, looks.between(1, 9)))
      if (day < FIRST_DAY || day > LAST_DAY || looks.chance(around.schoolPlanMissing)) continue
      const period = monthText(year, month)
      const data = { unit, month: period, filedTo: EDUCATION }
      notebook.write(day + 1, principal, `plan-${period}`, propose('MonthlyPlanFiled', day, data))
    }
    for (let i = looks.between(...around.schoolActivities); i > 0; i -= 1) {
      const day = dayIn(year, looks.pick([1, 3, 3, 4, 5, 5, 6, 9, 9, 10, 11, 12]), looks.between(1, 28))
      const programme = looks.pick(PROGRAMMES)
      const title = looks.pick(titles[programme]!)
      const audience = { minors: looks.between(30, 400), adults: looks.between(3, 30) }
      const data = { unit, programme, title, audience, season: seasonOf(day) }
      if (day >= FIRST_DAY && day <= LAST_DAY)
        notebook.write(day + looks.below(14), principal, `activity-${year}-${i}`, propose('ActivityHeld', day, data))
    }
  }
}
