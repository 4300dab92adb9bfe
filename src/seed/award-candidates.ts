/** Who is nominated for the fifteen awards of 2025, by whom, and for whom there is a reason not to be eligible. */
import { dayOf } from '../../events/time.js'
import type { Award } from '../../projections/rules/award.js'
import { LAST_DAY } from './calendar.js'
import { type Candidate } from './awards.js'
import { DISTRICT, type District, EDUCATION, OFFICE } from './district.js'
import type { Notebook } from './notebook.js'
import { awards as odds } from './odds-rounds.js'
import type { Random } from './random.js'
import { brandsOf, type OnRoll, stationsOf, veteransOf } from './written.js'

/** Whoever is in the books by now can be nominated. */
const KNOWN = dayOf('2025-09-01')
const YEAR_END = dayOf('2025-12-31')

export interface Nominator {
  readonly code: string
  readonly principal: string
  readonly kind: string
}

/** What candidates are chosen from. Nobody is chosen twice. */
export interface Field {
  readonly notebook: Notebook
  readonly district: District
  readonly taken: Set<string>
  readonly veterans: readonly OnRoll[]
  readonly streets: ReadonlyMap<string, Nominator>
  readonly education: Nominator
  readonly office: Nominator
  /** Under which street a unit stands at the end of the year. */
  streetOf(unit: string): Nominator | undefined
}

export function fieldOf(notebook: Notebook, district: District): Field {
  const streets = new Map(
    district.streets.map(({ code, principal }): [string, Nominator] => [code, { code, principal, kind: 'street' }]),
  )
  const places = new Map(district.places.map((place) => [place.code, place]))
  const education = { code: EDUCATION, principal: district.nameOf.get(EDUCATION)!, kind: 'education_system' }
  return {
    ...{ notebook, district, streets, education, taken: new Set<string>() },
    veterans: veteransOf(notebook).filter(({ from }) => from < KNOWN),
    office: { code: DISTRICT, principal: OFFICE, kind: 'district' },
    streetOf: (unit) => {
      const place = places.get(unit)
      return place?.last === LAST_DAY ? streets.get(place.streetOn(YEAR_END)) : streets.get(unit)
    },
  }
}

/** Something that can be nominated, and by whom. */
export interface Choice {
  readonly subject: string
  readonly nominator: Nominator | undefined
}

interface Choosing {
  readonly field: Field
  readonly award: Award
  readonly looks: Random
  /** Who is nominated already. */
  readonly before: readonly Candidate[]
}

/** Draws so many candidates, as far as their nominators have places. */
export function chosen(
  { field: { taken }, award, looks, before }: Choosing,
  choices: readonly Choice[],
  count: number,
): Candidate[] {
  const used = new Map<string, number>()
  for (const { nominator } of before) used.set(nominator.code, (used.get(nominator.code) ?? 0) + 1)
  const candidates: Candidate[] = []
  const order = choices.map((choice) => ({ choice, at: looks.below(1_000_000) })).sort((a, b) => a.at - b.at)
  for (const { choice } of order) {
    const { subject, nominator } = choice
    if (candidates.length === count) break
    if (nominator === undefined || taken.has(subject)) continue
    const places = award.nominators?.find(({ kind }) => kind === nominator.kind)
    if (award.nominators !== undefined && places === undefined) continue
    const own = used.get(nominator.code) ?? 0
    if (own >= (places?.places ?? Infinity)) continue
    used.set(nominator.code, own + 1)
    taken.add(subject)
    candidates.push({ subject, nominator })
  }
  return candidates
}

/** How many are nominated for an award. */
export const countOf = (looks: Random): number => looks.between(...odds.nominations)

export const veteransIn = (field: Field, category: string): readonly Choice[] =>
  field.veterans
    .filter((one) => one.category === category && one.until === LAST_DAY)
    .map(({ person, unit }) => ({ subject: person, nominator: field.streetOf(unit) }))

/** Whoever is engaged at a centre station at the end of the year. */
export function instructorsIn(field: Field): readonly Choice[] {
  const units = new Map(stationsOf(field.notebook).map(({ station, unit, level }) => [station, { unit, level }]))
  const released = new Set<string>()
  for (const { proposals } of field.notebook.acts)
    for (const { type, data } of proposals) if (type === 'InstructorReleased') released.add(String(data['person']))
  return engagedIn(field)
    .filter(({ person, until }) => until >= '2026-01' && !released.has(person))
    .flatMap(({ person, station }) => {
      const at = units.get(station)
      return at?.level === 'centre' ? [{ subject: person, nominator: field.streetOf(at.unit) }] : []
    })
}

/** Whoever was engaged until last summer, and is no longer. */
export const formerInstructorsIn = (field: Field): readonly Choice[] => {
  const units = new Map(stationsOf(field.notebook).map(({ station, unit }) => [station, unit]))
  return engagedIn(field)
    .filter(({ kind, until }) => kind === 'teacher' && until === '2025-08-31')
    .map(({ person, station }) => ({ subject: person, nominator: field.streetOf(units.get(station) ?? '') }))
}

interface Engagement {
  readonly person: string
  readonly station: string
  readonly kind: string
  /** The last day; far away where none was said. */
  readonly until: string
}

export const engagedIn = ({ notebook }: Field): readonly Engagement[] =>
  notebook.acts.flatMap(({ day, proposals }) =>
    proposals.flatMap(({ type, data: { person, station, kind, endsOn } }) =>
      type === 'InstructorEngaged' && day < KNOWN
        ? [{ person: String(person), station: String(station), kind: String(kind), until: String(endsOn ?? '9999') }]
        : [],
    ),
  )

/** Executive vice chairs of communities, who build the committees up. */
export const buildersIn = (field: Field): readonly Choice[] => {
  const left = new Set<string>()
  const posts = field.notebook.acts.flatMap(({ proposals }) =>
    proposals.flatMap(({ type, data: { unit, post, person } }) => {
      if (type === 'RoleEnded') left.add(String(person))
      return type === 'RoleAssigned' && post === 'executive_vice_chair' ? [{ unit: String(unit), person: String(person) }] : []
    }),
  )
  return posts
    .filter(({ person }) => !left.has(person))
    .map(({ unit, person }) => ({ subject: person, nominator: field.streetOf(unit) }))
}

/** Communities that do their work: whoever has little to show is not nominated. */
export const communitiesIn = (field: Field): readonly Choice[] =>
  field.district.places
    .filter((place) => place.first < KNOWN && place.last === LAST_DAY && place.diligence(2025) > odds.communitiesFrom)
    .map(({ code }) => ({ subject: code, nominator: field.streetOf(code) }))

/** Centre stations, with how often something was held there with instructors in the year. */
export function centresIn(field: Field): readonly (Choice & { readonly held: number })[] {
  const held = new Map<string, number>()
  for (const { proposals } of field.notebook.acts)
    for (const { type, occurredOn, data } of proposals)
      if (type === 'ActivityHeld' && occurredOn.startsWith('2025') && data['station'] !== undefined)
        held.set(String(data['station']), (held.get(String(data['station'])) ?? 0) + 1)
  return stationsOf(field.notebook)
    .filter(({ level, until, from }) => level === 'centre' && until === LAST_DAY && from < KNOWN)
    .map(({ station, unit }) => ({ subject: station, nominator: field.streetOf(unit), held: held.get(station) ?? 0 }))
}

/** Brands, nominated by the street, the member unit or the school authority of their owner. */
export const brandsIn = (field: Field): readonly Choice[] =>
  brandsOf(field.notebook).map(({ brand, owner, principal }) => {
    if (owner.startsWith('M')) return { subject: brand, nominator: { code: owner, principal, kind: 'member_unit' } }
    return { subject: brand, nominator: owner.startsWith('X') ? field.education : field.streetOf(owner) }
  })

export const schoolsIn = (field: Field): readonly Choice[] =>
  field.district.schools.map((subject) => ({ subject, nominator: field.education }))

export const memberUnitsIn = ({ district: { memberUnits, nameOf } }: Field): readonly Choice[] =>
  memberUnits.map((code) => ({ subject: code, nominator: { code, principal: nameOf.get(code)!, kind: 'member_unit' } }))

export const streetsIn = ({ streets }: Field): readonly Choice[] =>
  [...streets.values()].map((nominator) => ({ subject: nominator.code, nominator }))
