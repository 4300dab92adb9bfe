/**
 * What the stations share since the general station opened: lessons, activities, people and rooms are offered, asked
 * for, sent, used, 资源共享. Most centre stations are reached, and a few are not.
 */
import type { Day, JsonObject } from '../../events/event.js'
import { dateOf, dayOf } from '../../events/time.js'
import { LAST_DAY, workdayFrom } from './calendar.js'
import type { District } from './district.js'
import { type Notebook, propose } from './notebook.js'
import { resources as odds } from './odds.js'
import type { Random } from './random.js'
import { lessonTitles, sharedActivities, venueTitles } from './words-shared.js'
import { type OpenStation, standsOn, stationsOf, veteransOf } from './written.js'

/** The general station assigns what is asked for. */
const GENERAL = '示例区校外教育辅导总站'
const FIRST = dayOf('2025-09-22')

const GROUPS = ['character_group', 'intellect_group', 'talent_group'] as const
type Group = (typeof GROUPS)[number]

interface Resource {
  readonly resource: string
  readonly owner: string
  readonly principal: string
  readonly kind: 'course' | 'activity' | 'instructor' | 'venue'
  readonly group: Group
  readonly title: string
  readonly grade: 'flagship_lesson' | 'brand_activity' | undefined
  readonly instructor: string | undefined
  readonly offered: Day
}

export function writeResources(notebook: Notebook, district: District): void {
  const centres = stationsOf(notebook).filter(({ level }) => level === 'centre')
  const looks = notebook.chance('resources')
  const still = new Set(looks.sample(centres, odds.unreached).map(({ station }) => station))
  const reachable = centres.filter(({ station }) => !still.has(station))
  for (const resource of resourcesOf(notebook, district)) {
    writeOffer(notebook, resource)
    writeRounds(notebook, resource, reachable)
  }
}

/** Who offers what: communities and streets, which have veterans, and member units, which have rooms and specialists. */
function resourcesOf(notebook: Notebook, { places, memberUnits, nameOf }: District): readonly Resource[] {
  const looks = notebook.chance('resources', 'offers')
  const veterans = veteransOf(notebook).filter(({ until }) => until === LAST_DAY)
  const hosts = places
    .filter((place) => place.last === LAST_DAY && place.diligence(2025) > odds.offersFrom)
    .map(({ code, principal }) => ({ code, principal }))
  const members = memberUnits.map((code) => ({ code, principal: nameOf.get(code)! }))
  const owners = [...looks.sample(hosts, odds.ofCommunities), ...members, ...looks.sample(members, 4)]
  return owners.map(({ code: owner, principal }, i) => {
    const group = GROUPS[i % 3]!
    const kind = owner.startsWith('M')
      ? looks.pick(['venue', 'course', 'instructor'] as const)
      : i % 2 === 0
        ? 'course'
        : 'activity'
    const titles = kind === 'venue' ? venueTitles : kind === 'activity' ? sharedActivities[group] : lessonTitles[group]
    const leading = veterans.filter(({ unit }) => unit === owner).map(({ person }) => person)
    const hasLeader = kind !== 'venue' && leading.length > 0
    const grade = looks.chance(odds.graded) && hasLeader ? (kind === 'course' ? 'flagship_lesson' : 'brand_activity') : undefined
    return {
      ...{ owner, principal, kind, group, grade },
      resource: `r-${owner.toLowerCase()}x${i + 1}`,
      title: titles[i % titles.length]!,
      instructor: hasLeader ? looks.pick(leading) : undefined,
      // Communities and member units by turns.
      offered: workdayFrom(FIRST + Math.trunc((((i * 7) % owners.length) * odds.offerDays) / owners.length) + looks.below(5)),
    }
  })
}

function writeOffer(notebook: Notebook, resource: Resource): void {
  const { resource: code, owner, kind, group, title, grade, instructor, offered, principal } = resource
  const data: JsonObject = {
    ...{ resource: code, owner, kind, group, title },
    ...(grade !== undefined && { grade }),
    ...(instructor !== undefined && { instructor }),
  }
  notebook.write(offered + 1, principal, `offer-${code}`, propose('ResourceOffered', offered, data))
}

/** Stations ask together, are served together, and each uses what was sent on a day of its own. */
function writeRounds(notebook: Notebook, resource: Resource, reachable: readonly OpenStation[]): void {
  const { resource: code, owner, grade, offered } = resource
  const looks = notebook.chance('resources', code)
  const about = { resource: code, owner }
  const rounds = looks.between(...odds.rounds)
  let asked = workdayFrom(offered + looks.between(4, 15))
  for (let round = 1; round <= rounds; round += 1) {
    const day = asked
    asked = workdayFrom(day + looks.between(25, 60))
    const open = reachable.filter((station) => standsOn(station, day) && station.until === LAST_DAY && station.unit !== owner)
    const [least, most] = grade === undefined ? odds.stations : odds.stationsOfGraded
    const some = looks.sample(open, looks.between(least, most))
    const stations = some.map(({ station }) => station)
    const slot = workdayFrom(day + looks.between(8, 20))
    if (stations.length === 0 || slot > LAST_DAY) return
    const requested = propose('ResourceRequested', day, { ...about, stations })
    const sent = propose('ResourceDispatched', day + 3, { ...about, stations, slotOn: dateOf(slot) })
    notebook.write(day + 1, GENERAL, `asked-${code}-${round}`, requested)
    notebook.write(day + 4, GENERAL, `sent-${code}-${round}`, sent)
    for (const station of some) if (!looks.chance(odds.failed)) writeDelivery(notebook, resource, station, looks, slot, round)
  }
}

function writeDelivery(
  notebook: Notebook,
  { resource, owner, kind }: Resource,
  { station, principal }: OpenStation,
  looks: Random,
  slot: Day,
  round: number,
): void {
  const used = slot + looks.below(9)
  const attendance = kind === 'venue' ? looks.between(20, 90) : looks.between(12, 60)
  const delivered = propose('ResourceDelivered', used, { resource, owner, station, attendance })
  const key = `delivered-${resource}-${station}-${round}`
  if (used <= LAST_DAY) notebook.write(used + looks.below(6), principal, key, delivered)
}
