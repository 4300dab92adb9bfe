/** Who works in a community: team, veterans, instructors; who leaves, how long a post stays vacant, who comes. */
import type { Day, JsonObject } from '../../events/event.js'
import { dateOf, dayOf } from '../../events/time.js'
import { dayIn, FIRST_DAY, LAST_DAY, workdayFrom, YEARS } from './calendar.js'
import type { Place } from './district.js'
import { type Notebook, propose } from './notebook.js'
import { at, people } from './odds.js'
import { releaseReasons, roleReasons, veteranReasons } from './words.js'

const CATEGORIES = [
  ['veteran_cadre', 38],
  ['veteran_teacher', 30],
  ['veteran_soldier', 14],
  ['veteran_model', 10],
  ['veteran_expert', 8],
] as const
type Category = (typeof CATEGORIES)[number][0]

const MEMBERS = ['social_leader', 'unit_head', 'volunteer', 'parent', 'staff', 'school_leader'] as const

interface Veteran {
  readonly person: string
  readonly category: Category
}

/** An instructor of the centre station, and the days on which the engagement holds. */
interface Engaged {
  readonly person: string
  readonly from: Day
  until: Day
}

export interface Staff {
  /** Instructors of the centre station who may be named for an activity of a day. */
  instructorsOn(day: Day): readonly string[]
}

/** The day in January 2024 on which the books of a community are opened: what stood before is recorded then. */
export const openingDay = (notebook: Notebook, place: Place): Day =>
  place.first === FIRST_DAY
    ? workdayFrom(FIRST_DAY + 1 + notebook.chance(place.alike, 'opening').below(26))
    : workdayFrom(place.first + 3)

/** A day before the ledger begins, for what stood already; a new community begins with all of it. */
const before = (place: Place, days: number): Day => (place.first === FIRST_DAY ? dayOf('2023-12-20') - days : place.first + 1)

/** Writes the people of a community. */
export function writePeople(notebook: Notebook, place: Place, hasCentre: (day: Day) => boolean): Staff {
  const opening = openingDay(notebook, place)
  const looks = notebook.chance(place.code, 'people')
  const { principal, code: unit } = place
  const established = propose('CommitteeEstablished', before(place, 800 + looks.below(2500)), { unit })
  notebook.write(opening, principal, 'committee', established)
  const veterans = writeVeterans(notebook, place, opening)
  writeTeam(notebook, place, opening, veterans)
  return writeInstructors(notebook, place, { opening, veterans, hasCentre })
}

function writeVeterans(notebook: Notebook, place: Place, opening: Day): readonly Veteran[] {
  const counts = notebook.chance(place.alike, 'veterans')
  const looks = notebook.chance(place.code, 'veterans')
  const { principal, code: unit } = place
  const start = place.diligence(2024)
  const size = Math.min(people.veteransMost, Math.max(0, counts.around(at(people.veterans, start), people.veteransSpread)))
  const veteran = (): Veteran => ({ person: notebook.person(), category: looks.weighted(CATEGORIES) })
  const register = ({ person, category }: Veteran, on: Day) => {
    const tag = category === 'veteran_teacher' && looks.chance(people.retiredPrincipal) ? ['retired_principal'] : undefined
    return propose('VeteranRegistered', on, { person, unit, categories: [category], ...(tag && { tags: tag }) })
  }
  const roll = Array.from({ length: size }, veteran)
  if (roll.length > 0)
    notebook.write(opening, principal, 'veterans', ...roll.map((one) => register(one, before(place, 30 + looks.below(1500)))))
  const leaving = [...roll]
  for (const year of YEARS) {
    if (dayIn(year, 12, 31) < place.first) continue
    const months = year === 2026 ? 5 : 12
    for (let i = counts.below(at(people.veteransJoin, place.diligence(year)) + 1); i > 0; i -= 1) {
      const day = dayIn(year, counts.between(2, months), counts.between(1, 28))
      const joined = veteran()
      if (within(place, day)) notebook.write(day + looks.below(6), principal, `veteran-${joined.person}`, register(joined, day))
    }
    if (!counts.chance(people.veteranLeaves)) continue
    const day = dayIn(year, counts.between(3, months), counts.between(1, 28))
    // The first on the roll leads as vice chair: they stay.
    const left = leaving.length > 1 ? leaving.pop() : undefined
    if (left === undefined || !within(place, day)) continue
    const withdrawn = propose('VeteranWithdrawn', day, { person: left.person, unit, reason: looks.pick(veteranReasons) })
    notebook.write(day + looks.below(9), principal, `veteran-left-${left.person}`, withdrawn)
  }
  return leaving
}

/** Whether a day lies in the life of a place in the ledger, its opening behind it. */
const within = (place: Place, day: Day): boolean => day >= place.first + 45 && day <= place.last && day <= LAST_DAY

function writeTeam(notebook: Notebook, place: Place, opening: Day, veterans: readonly Veteran[]): void {
  const counts = notebook.chance(place.alike, 'team')
  const looks = notebook.chance(place.code, 'team')
  const { principal, code: unit } = place
  const start = place.diligence(2024)
  const assign = (post: string, person: string, holder: string, on: Day) =>
    propose('RoleAssigned', on, { unit, post, person, holder })
  const [leader] = counts.chance(at(people.veteranViceChair, start)) ? veterans : []
  const deputy = leader
    ? { person: leader.person, holder: leader.category }
    : { person: notebook.person(), holder: 'serving_cadre' }
  const team = [
    { post: 'chair', person: notebook.person(), holder: 'party_secretary' },
    { post: 'executive_vice_chair', ...deputy },
    ...Array.from({ length: Math.max(0, counts.around(at(people.members, start), 1)) }, (_, i) => ({
      post: 'member',
      person: notebook.person(),
      holder: MEMBERS[(i + place.number) % MEMBERS.length]!,
    })),
  ]
  const since = before(place, 60 + looks.below(700))
  const assigned = team.map(({ post, person, holder }) => assign(post, person, holder, since))
  notebook.write(opening, principal, 'team', ...assigned)

  // Leaders are replaced, and the post stays vacant for weeks: across the end of a year it costs points.
  let free = opening + 60
  for (const year of YEARS) {
    if (!counts.chance(people.replaced)) continue
    const index = counts.below(Math.min(team.length, 3))
    const day = dayIn(year, counts.between(2, year === 2026 ? 5 : 12), counts.between(1, 28))
    const [least, most] = people.vacancyWeeks
    const back = day + 7 * counts.between(least, most)
    const { post, person, holder } = team[index]!
    if (day < free || !within(place, day)) continue
    const ended = propose('RoleEnded', day, { unit, post, person, reason: looks.pick(roleReasons) })
    notebook.write(day + looks.below(5), principal, `left-${post}-${year}`, ended)
    team.splice(index, 1)
    // Nobody comes who would be released the next day.
    if (!within(place, back) || (place.last < LAST_DAY && back > place.last - 10)) continue
    const next = { post, person: notebook.person(), holder: post === 'executive_vice_chair' ? 'veteran_cadre' : holder }
    notebook.write(back + looks.below(5), principal, `came-${post}-${year}`, assign(post, next.person, next.holder, back))
    team.splice(index, 0, next)
    free = back + 30
  }
  if (place.last === LAST_DAY) return
  // A community that is about to be merged releases its team first: nothing keeps standing in a unit that is gone.
  const released = team.map(({ post, person }) =>
    propose('RoleEnded', place.last - 1, { unit, post, person, reason: '社区撤并' }),
  )
  notebook.write(place.last - 1, principal, 'team-released', ...released)
}

interface Around {
  readonly opening: Day
  readonly veterans: readonly Veteran[]
  readonly hasCentre: (day: Day) => boolean
}

function writeInstructors(notebook: Notebook, place: Place, { opening, veterans, hasCentre }: Around): Staff {
  const looks = notebook.chance(place.code, 'instructors')
  const { station, principal } = place
  const engaged: Engaged[] = []
  const engage = (person: string, kind: string, recorded: Day, from: Day, until?: Day) => {
    if (!hasCentre(from)) return
    const data: JsonObject = { person, station, kind, startsOn: dateOf(from), ...(until && { endsOn: dateOf(until) }) }
    notebook.write(recorded, principal, `instructor-${person}-${from}`, propose('InstructorEngaged', from, data))
    engaged.push({ person, from: workdayFrom(Math.max(recorded, from)), until: until ?? LAST_DAY })
  }
  const size = looks.around(at(people.instructors, place.diligence(2024)), 1)
  for (const { person } of veterans.slice(0, Math.max(0, size))) engage(person, 'veteran', opening + 3, before(place, -10))
  if (looks.chance(people.studentCadre)) {
    const from = dayIn(looks.pick([2024, 2025]), looks.between(3, 9), 1)
    if (within(place, from)) engage(notebook.person(), 'student_cadre', from + 4, from, from + 364)
  }
  // Students who come home for the holidays: their term is over with them.
  for (const [begin, end] of holidays) {
    const [from, until] = [dayOf(begin), dayOf(end)]
    if (!within(place, from)) continue
    for (let i = 0; i < 2; i += 1)
      if (looks.chance(at(people.returningStudent, place.diligence(2025))))
        engage(notebook.person(), 'returning_student', from + looks.below(5), from, until)
  }
  const released = engaged.find(({ until }) => until === LAST_DAY)
  if (released !== undefined && engaged.length > 2 && looks.chance(people.instructorReleased)) {
    const day = dayIn(looks.pick([2024, 2025]), looks.between(4, 11), looks.between(1, 28))
    if (within(place, day)) {
      const reason = looks.pick(releaseReasons)
      const ended = propose('InstructorReleased', day, { person: released.person, station, reason })
      notebook.write(day + 2, principal, `released-${released.person}`, ended)
      released.until = day - 1
    }
  }
  return {
    instructorsOn: (day) =>
      hasCentre(day) ? engaged.filter(({ from, until }) => from <= day && day <= until).map(({ person }) => person) : [],
  }
}

const holidays = [
  ['2024-01-22', '2024-02-18'],
  ['2024-07-01', '2024-08-31'],
  ['2025-01-18', '2025-02-14'],
  ['2025-07-01', '2025-08-31'],
  ['2026-01-26', '2026-02-27'],
] as const
