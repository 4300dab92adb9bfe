/** Who works in the branches and families of the station network, the teachers of the centres, stations of enterprises. */
import type { Day, JsonObject } from '../../events/event.js'
import { dateOf, dayOf } from '../../events/time.js'
import { LAST_DAY, workdayFrom } from './calendar.js'
import type { District } from './district.js'
import { type Notebook, propose } from './notebook.js'
import { at, network } from './odds.js'
import type { Random } from './random.js'
import { releaseReasons } from './words.js'
import { type OnRoll, type OpenStation, standsOn, stationsOf, veteransOf } from './written.js'

/** Terms of teachers and of student cadres: school years. */
const terms = [
  ['2024-09-02', '2025-08-31'],
  ['2025-09-01', '2026-08-31'],
] as const

/** Students who come home have a term that lies in a holiday. */
const holidays = [
  ['2024-07-01', '2024-08-31'],
  ['2025-01-18', '2025-02-14'],
  ['2025-07-01', '2025-08-31'],
  ['2026-01-26', '2026-02-27'],
] as const

interface Engagement {
  readonly person: string
  readonly kind: string
  readonly from: Day
  readonly until?: Day
}

export function writeNetwork(notebook: Notebook, district: District): void {
  const diligence = new Map(district.places.map((place) => [place.code, place.diligence(2025)]))
  const veterans = veteransOf(notebook)
  const stranger = notebook.strangers('network')
  for (const station of stationsOf(notebook)) {
    if (station.level === 'general') continue
    const looks = notebook.chance('network', station.station)
    const care = diligence.get(station.unit) ?? 500
    const staff = { notebook, station, looks, care, stranger }
    if (station.level === 'centre') writeTeachers(staff)
    else {
      writeChief(staff)
      writeVeterans(
        staff,
        veterans.filter(({ unit }) => unit === station.unit),
      )
      writeStudents(staff)
    }
  }
  writeEnterprises(notebook, district)
}

interface Staffing {
  readonly notebook: Notebook
  readonly station: OpenStation
  readonly looks: Random
  /** From 0 to 1000. */
  readonly care: number
  readonly stranger: () => string
}

/** Engages somebody for a term in which the station is open all the time. */
function engage({ notebook, station, looks }: Staffing, { person, kind, from, until }: Engagement): boolean {
  if (!standsOn(station, from) || station.until < Math.min(until ?? LAST_DAY, LAST_DAY)) return false
  const term = { startsOn: dateOf(from), ...(until !== undefined && { endsOn: dateOf(until) }) }
  const data: JsonObject = { person, station: station.station, kind, ...term }
  const key = `instructor-${person}-${station.station}-${from}`
  notebook.write(from + looks.below(7), station.principal, key, propose('InstructorEngaged', from, data))
  return true
}

/** Teachers of the schools nearby help in the centre station, a school year at a time. */
function writeTeachers(staff: Staffing): void {
  const { looks, care, stranger } = staff
  for (const [from, until] of terms) {
    const count = looks.around(at(network.teachers, care), 1)
    for (let i = 0; i < count; i += 1)
      engage(staff, { person: stranger(), kind: 'teacher', from: dayOf(from), until: dayOf(until) })
  }
}

function writeChief({ notebook, station: { station, principal, from, until }, looks, care, stranger }: Staffing): void {
  if (!looks.chance(at(network.chief, care))) return
  const appoint = (key: string, day: Day) =>
    notebook.write(day, principal, key, propose('StationChiefAppointed', day, { station, person: stranger() }))
  const first = workdayFrom(from + looks.below(4))
  if (first <= until) appoint(`chief-${station}`, first)
  const next = workdayFrom(first + looks.between(200, 500))
  if (looks.chance(network.chiefReplaced) && next <= until) appoint(`chief-next-${station}`, next)
}

/** Veterans of the community work in the branch next door as well. Now and then one stops. */
function writeVeterans(staff: Staffing, roll: readonly OnRoll[]): void {
  const { notebook, station, looks, care } = staff
  for (const { person, until, from } of looks.sample(roll, looks.below(at(network.veterans, care) + 1))) {
    const begin = workdayFrom(Math.max(station.from, from) + looks.between(5, 60))
    if (begin > until || !engage(staff, { person, kind: 'veteran', from: begin })) continue
    const end = workdayFrom(begin + looks.between(120, 500))
    const leaves = Math.min(end, until)
    if (!(until < LAST_DAY || looks.chance(network.released)) || leaves <= begin + 10) continue
    const data = { person, station: station.station, reason: looks.pick(releaseReasons) }
    const key = `released-${person}-${station.station}`
    notebook.write(leaves + 1, station.principal, key, propose('InstructorReleased', leaves, data))
  }
}

function writeStudents(staff: Staffing): void {
  const { looks, care, stranger } = staff
  for (const [from, until] of terms)
    if (looks.chance(at(network.studentCadre, care)))
      engage(staff, { person: stranger(), kind: 'student_cadre', from: dayOf(from) + 7, until: dayOf(until) })
  for (const [from, until] of holidays)
    if (looks.chance(at(network.returningStudent, care)))
      engage(staff, { person: stranger(), kind: 'returning_student', from: dayOf(from), until: dayOf(until) })
}

/** Enterprises run stations beside the centre of the community where they stand, and are paired with schools. */
function writeEnterprises(notebook: Notebook, { enterprises, schools, nameOf, places }: District): void {
  const looks = notebook.chance('enterprises')
  const stranger = notebook.strangers('enterprises')
  const centres = stationsOf(notebook).filter(({ level, until }) => level === 'centre' && until === LAST_DAY)
  const parents = looks.sample(
    centres.filter(({ unit }) => places.some(({ code, portrait }) => code === unit && portrait.still !== true)),
    network.enterpriseStations.length,
  )
  for (const [i, on] of network.enterpriseStations.entries()) {
    const [unit, parent] = [enterprises[i * 2]!, parents[i]!]
    const principal = nameOf.get(unit)!
    const day = workdayFrom(Math.max(dayOf(on), parent.from))
    const station = `T${800 + i}`
    const opened = { station, unit, level: 'enterprise', parent: parent.station, host: 'enterprise' }
    const chief = { station, person: stranger() }
    const partner = schools[i * 5 + looks.below(5)]!
    const paired = { unit, partner, kind: 'school', purpose: '共建职业体验基地' }
    notebook.write(
      day + 2,
      principal,
      `station-${station}`,
      propose('StationOpened', day, opened),
      propose('StationChiefAppointed', day, chief),
    )
    notebook.write(day + 9, principal, `pairing-${partner}`, propose('PairingEstablished', day + 7, paired))
  }
}
