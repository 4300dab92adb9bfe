/** Where a community works: stations and their chiefs, rooms, rules on the wall, partners, children's bodies. */
import type { Day } from '../../events/event.js'
import { dayOf } from '../../events/time.js'
import { dayIn, FIRST_DAY, LAST_DAY } from './calendar.js'
import type { District, Place } from './district.js'
import { type Notebook, propose } from './notebook.js'
import { at, type Between, places } from './odds.js'
import { openingDay } from './people.js'
import { pairingEndReasons, pairingPurposes } from './words.js'

const KINDS = ['duties', 'meeting', 'archive', 'study', 'publicity', 'commendation'] as const

export interface Premises {
  /** Whether the centre station is open on a day. */
  readonly hasCentre: (day: Day) => boolean
}

/** When the centre station of a place opened, if it ever did. What it says decides who can be engaged there. */
export function premisesOf(notebook: Notebook, place: Place): Premises & { readonly opened: Day | undefined } {
  const counts = notebook.chance(place.alike, 'centre')
  const early = counts.chance(at(places.centreFromStart, place.diligence(2024)))
  const later = counts.chance(places.centreLater)
  const late = dayIn(counts.pick([2024, 2025]), counts.between(3, 11), counts.between(1, 28))
  const opened = early ? startOf(place, 400 + counts.below(2000)) : later && late > place.first ? late : undefined
  // A community that is about to be merged closes its station the day before.
  const until = place.last === LAST_DAY ? LAST_DAY : place.last - 2
  return { opened, hasCentre: (day) => opened !== undefined && opened <= day && day <= until }
}

/** A day before the ledger begins, for what stood already; in a new community the first weeks. */
const startOf = (place: Place, days: number): Day =>
  place.first === FIRST_DAY ? dayOf('2023-12-20') - days : place.first + 2 + (days % 20)

/** Writes stations, rooms, regulations, pairings and children's bodies of a community. */
export function writePremises(notebook: Notebook, district: District, place: Place, opened: Day | undefined): void {
  const opening = openingDay(notebook, place)
  writeRegulations(notebook, place, opening)
  writeRooms(notebook, place, opening)
  if (opened !== undefined) {
    writeCentre(notebook, place, opening, opened)
    writeBranches(notebook, place, opening, opened)
  }
  writePairings(notebook, district, place, opening)
  writeYouth(notebook, place)
}

function writeRegulations(notebook: Notebook, place: Place, opening: Day): void {
  const counts = notebook.chance(place.alike, 'regulations')
  const { principal, code: unit } = place
  const size = Math.min(6, Math.max(1, counts.around(at(places.regulations, place.diligence(2024)), 1)))
  const kinds = KINDS.slice(0, size)
  const on = startOf(place, 100 + counts.below(900))
  const posts = counts.chance(at(places.posted, place.diligence(2024)))
  const papers = [
    propose('RegulationAdopted', on, { unit, kinds: [...kinds] }),
    ...(posts ? [propose('RegulationsPosted', on + 12, { unit, kinds: [...kinds] })] : []),
  ]
  notebook.write(Math.max(opening, on + 15), principal, 'regulations', ...papers)
  // Some complete them afterwards, when the street has looked at the wall.
  const later = dayIn(counts.pick([2024, 2025]), counts.between(4, 11), counts.between(1, 28))
  if (size === 6 || later < place.first + 60 || !counts.chance(at(places.completed, place.diligence(2025)))) return
  const rest = KINDS.slice(size)
  const completed = propose('RegulationAdopted', later, { unit, kinds: rest })
  const posted = propose('RegulationsPosted', later + 5, { unit, kinds: rest })
  notebook.write(later + 6, principal, 'regulations-completed', completed, posted)
}

function writeRooms(notebook: Notebook, place: Place, opening: Day): void {
  const looks = notebook.chance(place.code, 'rooms')
  const { principal, code: unit } = place
  const rooms = looks.sample(
    ['office_room', 'activity_room', 'library', 'holiday_school', 'sports_ground'],
    looks.around(at(places.premises, place.diligence(2024)), 1),
  )
  const provided = rooms.map((kind) =>
    propose('PremisesProvided', startOf(place, looks.below(1500)), { unit, kind, area: String(looks.between(4, 40) * 5) }),
  )
  if (provided.length > 0) notebook.write(opening + 1, principal, 'premises', ...provided)
  if (!looks.chance(at(places.volunteers, place.diligence(2024)))) return
  for (const kind of looks.sample(
    ['lecture_team', 'care_team', 'internet_cafe_monitors', 'law_team', 'volunteer_team'],
    looks.between(1, 2),
  )) {
    const day = dayIn(looks.pick([2024, 2025]), looks.between(2, 12), looks.between(1, 28))
    if (day < place.first + 30) continue
    const formed = propose('VolunteerTeamFormed', day, { unit, kind, headcount: looks.between(5, 28) })
    notebook.write(day + looks.below(10), principal, `team-${kind}`, formed)
  }
}

function writeCentre(notebook: Notebook, place: Place, opening: Day, opened: Day): void {
  const looks = notebook.chance(place.code, 'centre')
  const { principal, code: unit, station, last } = place
  const host = looks.weighted(places.centreHosts)
  const recorded = Math.max(opening, opened + 3)
  const data = { station, unit, level: 'centre', host }
  const appointed = propose('StationChiefAppointed', opened + 1, { station, person: notebook.person() })
  notebook.write(recorded, principal, 'centre', propose('StationOpened', opened, data), appointed)
  const day = dayIn(looks.pick([2024, 2025]), looks.between(2, 12), looks.between(1, 28))
  if (looks.chance(places.chiefReplaced) && day > recorded + 30)
    notebook.write(day + 2, principal, 'chief', propose('StationChiefAppointed', day, { station, person: notebook.person() }))
  if (last < LAST_DAY) notebook.write(last - 1, principal, 'centre-closed', propose('StationClosed', last - 1, { station, unit }))
}

/** Branches in residential areas and families in stairwells. A centre station stays what it is. */
function writeBranches(notebook: Notebook, place: Place, opening: Day, opened: Day): void {
  const looks = notebook.chance(place.code, 'branches')
  const { principal, code: unit, station: parent, last } = place
  const count = (between: Between) => Math.max(0, looks.around(at(between, place.diligence(2024)), 1))
  const levels = [
    ...Array<'branch'>(count(places.branches)).fill('branch'),
    ...Array<'family'>(count(places.families)).fill('family'),
  ]
  for (const [i, level] of levels.entries()) {
    const station = `${parent}-${i + 1}`
    const planned = looks.chance(places.branchEarly)
      ? opened + 30 + looks.below(200)
      : dayIn(looks.pick([2024, 2025]), looks.between(2, 12), looks.between(1, 28))
    const on = Math.max(planned, opened + 5)
    if (on >= last - 40) continue
    const recorded = Math.max(opening + 1, on + looks.below(12))
    const host = level === 'branch' ? 'residential_area' : 'household'
    const data = { station, unit, level, parent, host }
    notebook.write(recorded, principal, `station-${station}`, propose('StationOpened', on, data))
    const later = recorded + 60 + looks.below(400)
    const closes = looks.chance(places.stationClosed) || last < LAST_DAY
    const ends = last < LAST_DAY ? last - 1 : later
    if (closes && ends > recorded)
      notebook.write(ends, principal, `closed-${station}`, propose('StationClosed', ends, { station, unit }))
    else if (level === 'family' && looks.chance(places.familyUpgraded))
      notebook.write(
        later + 2,
        principal,
        `upgraded-${station}`,
        propose('StationUpgraded', later, { station, unit, level: 'branch' }),
      )
  }
  if (!looks.chance(places.enterpriseStation)) return
  const on = dayIn(2025, looks.between(3, 11), looks.between(1, 28))
  if (on < opened + 30 || on > last) return
  const data = { station: `${parent}-9`, unit, level: 'enterprise', parent, host: 'enterprise' }
  notebook.write(on + 3, principal, 'enterprise-station', propose('StationOpened', on, data))
}

function writePairings(notebook: Notebook, district: District, place: Place, opening: Day): void {
  const counts = notebook.chance(place.alike, 'pairings')
  const looks = notebook.chance(place.code, 'pairings')
  const { principal, code: unit, last } = place
  const kinds = [
    ['member_unit', district.memberUnits],
    ['enterprise', district.enterprises],
    ['school', district.schools],
  ] as const
  const size = Math.min(3, Math.max(0, counts.around(at(places.pairings, place.diligence(2024)), 1)))
  for (const [kind, units] of kinds.slice(0, size)) {
    const partner = looks.pick(units)
    const on = counts.chance(places.pairingEarly)
      ? startOf(place, counts.below(900))
      : dayIn(counts.pick([2024, 2025]), counts.between(3, 11), 10)
    if (on < place.first && place.first !== FIRST_DAY) continue
    const recorded = Math.max(opening + 2, on + 4)
    const purpose = looks.pick(pairingPurposes)
    const data = { unit, partner, kind, purpose }
    notebook.write(recorded, principal, `pairing-${partner}`, propose('PairingEstablished', on, data))
    const ends = recorded + 100 + counts.below(500)
    const merged = last < LAST_DAY
    if (!merged && !counts.chance(places.pairingEnded)) continue
    const day = merged ? last - 1 : ends
    const ended = propose('PairingEnded', day, { unit, partner, reason: merged ? '社区撤并' : looks.pick(pairingEndReasons) })
    notebook.write(day + (merged ? 0 : 3), principal, `pairing-ended-${partner}`, ended)
  }
}

function writeYouth(notebook: Notebook, place: Place): void {
  const looks = notebook.chance(place.code, 'youth')
  for (const kind of ['student_union', 'young_pioneers'] as const) {
    if (!looks.chance(at(places.youthOrganisation, place.diligence(2024)))) continue
    const day = dayIn(looks.pick([2024, 2025]), looks.pick([3, 4, 6, 9, 10]), looks.between(1, 28))
    if (day < place.first + 60) continue
    const formed = propose('YouthOrganisationFormed', day, { unit: place.code, kind, members: looks.between(12, 90) })
    notebook.write(day + looks.below(12), place.principal, `youth-${kind}`, formed)
  }
}
