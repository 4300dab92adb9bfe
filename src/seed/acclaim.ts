/** What others say of a community in a year: honours, praise, brands that are declared, incidents. */
import { dayIn, workdayFrom } from './calendar.js'
import { CIVIC, CIVIC_OFFICE, livesOn } from './district.js'
import { files, type Notebook, propose } from './notebook.js'
import { acclaim, at } from './odds.js'
import type { Staff } from './people.js'
import type { Honour, Year } from './year.js'
import { honourTitles, projects } from './words.js'

/** The key of a project within a year: honours of the same project have the same, and the highest counts. */
export const projectKey = ({ project: [code] }: Honour, year: number): string => `${code}-${year}`

export function writeAcclaim(notebook: Notebook, staff: Staff, year: Year): void {
  writeHonours(notebook, year)
  writePraise(notebook, year)
  writeOthers(notebook, staff, year)
  writeIncident(notebook, year)
}

function writeHonours(notebook: Notebook, { place, year, honours }: Year): void {
  const looks = notebook.chance(place.code, year, 'honours')
  for (const [i, honour] of honours.entries()) {
    const day = workdayFrom(dayIn(year, honour.month, looks.between(3, 26)))
    if (!livesOn(place, day)) continue
    const [title, grantor] = honourTitles[honour.level]!
    const named = `${title}（${honour.project[1]}）`
    const data = { subject: place.code, level: honour.level, title: named, grantor, projectKey: projectKey(honour, year) }
    const evidence = files(`${place.code}/honour-${year}-${i}`, 1)
    const key = `honour-${year}-${i + 1}`
    notebook.write(day + looks.below(12), place.principal, key, propose('HonourReceived', day, data, { evidence }))
  }
}

function writePraise(notebook: Notebook, { place, year, praised }: Year): void {
  if (!praised) return
  const looks = notebook.chance(place.code, year, 'praise')
  const [code, title] = looks.pick(projects)
  const day = workdayFrom(dayIn(year, looks.between(2, 11), looks.between(1, 28)))
  const level = notebook.chance(place.alike, year, 'praise-level').chance(acclaim.praiseOfCity) ? 'city' : 'province'
  const data = { subject: place.code, level, title, grantor: '示例市委办公室', projectKey: `${code}-${year}` }
  if (livesOn(place, day)) notebook.write(day + 5, place.principal, `praise-${year}`, propose('PraiseReceived', day, data))
}

/** Honours of a veteran, of the station, of a brand: on record, each under its own subject, and worth nothing on the sheet. */
function writeOthers(notebook: Notebook, staff: Staff, { place, year, diligence }: Year): void {
  const looks = notebook.chance(place.code, year, 'others')
  const [code, title] = looks.pick(projects)
  const day = workdayFrom(dayIn(year, looks.between(3, 6), looks.between(1, 28)))
  if (!livesOn(place, day)) return
  const brand = `b-${code}${place.number}`
  // Not in 2026: a brand is declared once, and half of that year is missing.
  const declares = year === 2025 && looks.chance(at(acclaim.brand, diligence))
  if (declares)
    notebook.write(day + 2, place.principal, `brand-${brand}`, propose('BrandDeclared', day, { brand, owner: place.code, title }))
  const [person] = staff.instructorsOn(day)
  const subjects = [...(declares ? [brand] : []), ...(person === undefined ? [] : [person, place.station])]
  if (subjects.length === 0 || !looks.chance(at(acclaim.ofOthers, diligence))) return
  const subject = looks.pick(subjects)
  const later = workdayFrom(day + looks.between(20, 50))
  if (!livesOn(place, later)) return
  const named = subject === person ? '优秀校外教育辅导员' : subject === place.station ? '优秀校外教育辅导站' : '优秀工作品牌'
  const data = { subject, level: 'district', title: named, grantor: '示例区关工委', projectKey: `others-${year}` }
  notebook.write(later + 3, place.principal, `honour-other-${year}`, propose('HonourReceived', later, data))
}

/** A major incident bars 优秀, whatever the points; a minor one is on record and bars nothing. */
function writeIncident(notebook: Notebook, { place, year, minorIncident }: Year): void {
  const looks = notebook.chance(place.code, year, 'incident')
  const severity = place.portrait.incident === year ? 'major' : minorIncident ? 'minor' : undefined
  const day = workdayFrom(dayIn(year, looks.between(3, 10), looks.between(1, 28)))
  if (severity === undefined || !livesOn(place, day)) return
  const kind = severity === 'major' ? 'safety_accident' : looks.pick(['complaint', 'negative_publicity'])
  const data = { unit: place.code, kind, severity, verifiedBy: CIVIC_OFFICE }
  const document = `示文明办〔${year}〕${looks.between(3, 40)}号`
  notebook.write(day + 4, CIVIC, `incident-${place.code}-${year}`, propose('IncidentRecorded', day, data, { document }))
}
