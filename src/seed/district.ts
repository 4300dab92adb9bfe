/** The units of the sample district, and what becomes of them: founded, converted, renamed, moved, merged. */
import type { Day } from '../../events/event.js'
import { dayOf } from '../../events/time.js'
import { FIRST_DAY, LAST_DAY } from './calendar.js'
import { type Notebook, propose } from './notebook.js'
import { spread, streets } from './odds.js'
import { type Portrait, portraits } from './portraits.js'

/** The office of the district committee keeps the registry and proposes rules; the chairs' meeting adopts them. */
export const OFFICE = '示例区关工委办公室'
export const CHAIRS = '示例区关工委主任会议'
export const DISTRICT = 'D01'
export const CIVIC_OFFICE = 'O01'
export const CIVIC = '示例区文明办'
export const EDUCATION = 'B01'

/** A community, or a village that becomes one: whatever is appraised sooner or later. */
export interface Place {
  readonly code: string
  readonly number: number
  readonly name: string
  /** The code of its centre station. */
  readonly station: string
  /** Who records for it. */
  readonly principal: string
  /** First and last day of its life in the ledger. */
  readonly first: Day
  readonly last: Day
  /** Names the source of chance of everything that counts in a sheet: its code, or what its portrait says. */
  readonly alike: string
  readonly portrait: Portrait
  streetOn(day: Day): string
  /** From 0 to 1000. */
  diligence(year: number): number
}

/** Whether a day lies in the life of a place. */
export const livesOn = ({ first, last }: Place, day: Day): boolean => first <= day && day <= last

export interface Street {
  readonly code: string
  readonly number: number
  readonly name: string
  readonly principal: string
  diligence(year: number): number
}

export interface District {
  readonly streets: readonly Street[]
  readonly places: readonly Place[]
  readonly memberUnits: readonly string[]
  readonly schools: readonly string[]
  readonly enterprises: readonly string[]
  readonly nameOf: ReadonlyMap<string, string>
  /** The places that stand under a street on a day. */
  placesOf(street: string, day: Day): readonly Place[]
}

/** What happens to the registry. Each is there because an answer has to get it right. */
const changes = {
  // A village becomes a community during the year: appraised for 2025, not for 2024.
  converted: { unit: 'V01', name: '示例109社区', on: dayOf('2025-04-01') },
  // Founded in the middle of the year: it owes nothing for the spring, 新设.
  founded: { unit: 'C108', on: dayOf('2025-07-01') },
  renamed: { unit: 'C077', name: '示例77社区（新苑）', on: dayOf('2025-09-01') },
  // Ends during 2026: 不参评 for 2026, and its 2025 stays as it is.
  merged: { from: 'C050', into: 'C051', on: dayOf('2026-03-01') },
  // Judged by one street for 2025, under another when the ranking of 2026 is made.
  moved: { unit: 'C045', from: 'S04', to: 'S05', on: dayOf('2026-04-01') },
}

const memberUnits = [
  '示例区教育局',
  '示例区公安分局',
  '示例区司法局',
  '示例区民政局',
  '示例区卫生健康委',
  '示例区文化旅游局',
  '示例区总工会',
  '示例区团委',
  '示例区妇联',
  '示例区科协',
  '示例区法院',
  '示例区检察院',
]
const SCHOOLS = 36
const ENTERPRISES = 16

/** What stands when the ledger begins was founded by then. */
const FOUNDED_BY = dayOf('2014-12-01')

const pad = (n: number, width: number): string => String(n).padStart(width, '0')
const codes = (letter: string, count: number, width: number): string[] =>
  Array.from({ length: count }, (_, i) => `${letter}${pad(i + 1, width)}`)

/** Lays the district out. Nothing is written yet. */
export function districtOf(notebook: Notebook): District {
  const nameOf = new Map<string, string>([
    [DISTRICT, '示例区'],
    [CIVIC_OFFICE, CIVIC],
    [EDUCATION, '示例区教育体育局关工委'],
    ...codes('M', memberUnits.length, 2).map((code, i) => [code, memberUnits[i]!] as const),
    ...codes('X', SCHOOLS, 3).map((code, i) => [code, `示例${i + 1}${i % 3 === 2 ? '中学' : '小学'}`] as const),
    ...codes('E', ENTERPRISES, 2).map((code, i) => [code, `示例${i + 1}公司`] as const),
    ['V02', '示例2村'],
  ])
  const lines = Object.keys(streets).map((code): Street => {
    const number = Number(code.slice(1))
    const name = `示例${number}街道`
    nameOf.set(code, name)
    const { diligence, drift } = streets[code]!
    return { code, number, name, principal: `${name}关工委`, diligence: (year) => diligence + drift * (year - 2024) }
  })
  let next = 0
  const places = lines.flatMap((street) => {
    const own = Array.from({ length: streets[street.code]!.communities }, () => `C${pad((next += 1), 3)}`)
    if (street.code === 'S09') own.push(changes.converted.unit)
    return own.map((code) => placeOf(notebook, street, code))
  })
  for (const { code, name } of places) nameOf.set(code, name)
  return {
    streets: lines,
    places,
    memberUnits: codes('M', memberUnits.length, 2),
    schools: codes('X', SCHOOLS, 3),
    enterprises: codes('E', ENTERPRISES, 2),
    nameOf,
    placesOf: (street, day) =>
      places.filter((place) => place.first <= day && day <= place.last && place.streetOn(day) === street),
  }
}

function placeOf(notebook: Notebook, street: Street, code: string): Place {
  const isVillage = code.startsWith('V')
  const number = isVillage ? 109 : Number(code.slice(1))
  const name = isVillage ? '示例1村' : `示例${number}社区`
  const { moved, founded, merged } = changes
  const portrait = portraits[code] ?? {}
  const alike = portrait.like ?? code
  const nature = notebook.chance(alike, 'nature').around(0, spread.community)
  return {
    code,
    number,
    name,
    station: `T${pad(number, 3)}`,
    principal: `${name}关工委`,
    first: code === founded.unit ? founded.on : FIRST_DAY,
    last: code === merged.from ? merged.on - 1 : LAST_DAY,
    alike,
    portrait,
    streetOn: (day) => (code === moved.unit && day >= moved.on ? moved.to : street.code),
    diligence: (year) => {
      const swing = notebook.chance(alike, 'nature', year).around(0, spread.year)
      const diligence = portrait.diligence ?? street.diligence(year) + nature + swing
      return Math.min(Math.max(diligence, spread.least), spread.most)
    },
  }
}

/** Writes the registry: what stands when the ledger begins, and what changes. */
export function writeRegistry(notebook: Notebook, district: District): void {
  const { nameOf, places, streets: lines } = district
  const register = (unit: string, kind: string, on: Day, parent?: string) =>
    propose('UnitRegistered', on, { unit, kind, name: nameOf.get(unit)!, ...(parent !== undefined && { parent }) })
  const write = (key: string, ...proposals: ReturnType<typeof propose>[]) => notebook.write(FIRST_DAY, OFFICE, key, ...proposals)
  const founding = dayOf('2004-05-18')
  write('registry-district', register(DISTRICT, 'district', founding))
  write(
    'registry-offices',
    register(CIVIC_OFFICE, 'office', founding + 30, DISTRICT),
    register(EDUCATION, 'education_system', founding + 45, DISTRICT),
    ...district.memberUnits.map((unit) => register(unit, 'member_unit', founding + 60, DISTRICT)),
  )
  write('registry-streets', ...lines.map(({ code }) => register(code, 'street', founding + 90, DISTRICT)))
  for (const { code } of lines) {
    const began = places.filter((place) => place.first === FIRST_DAY && place.streetOn(FIRST_DAY) === code)
    const day = notebook.chance('founded', code)
    const registered = began.map((place) =>
      register(
        place.code,
        place.code.startsWith('V') ? 'village' : 'community',
        // Every committee is younger than its community.
        Math.min(founding + 120 + day.below(4000), FOUNDED_BY),
        code,
      ),
    )
    write(`registry-${code}`, ...registered)
  }
  // A village that stays one: it has a committee, and no sheet appraises it.
  write('registry-village', register('V02', 'village', founding + 150, 'S09'))
  write('registry-schools', ...district.schools.map((unit) => register(unit, 'school', founding + 200, DISTRICT)))
  write('registry-enterprises', ...district.enterprises.map((unit) => register(unit, 'enterprise', founding + 3000, DISTRICT)))
  writeChanges(notebook, nameOf)
}

function writeChanges(notebook: Notebook, nameOf: ReadonlyMap<string, string>): void {
  const { converted, founded, renamed, merged, moved } = changes
  const write = (
    key: string,
    on: Day,
    document: string,
    type: Parameters<typeof propose>[0],
    data: Record<string, string | string[]>,
  ) => notebook.write(on, OFFICE, key, propose(type, on, data, { document }))
  write('registry-convert-V01', converted.on, '示政复〔2025〕6号', 'UnitConverted', {
    unit: converted.unit,
    kind: 'community',
    name: converted.name,
  })
  write('registry-found-C108', founded.on, '示政复〔2025〕14号', 'UnitRegistered', {
    unit: founded.unit,
    kind: 'community',
    name: nameOf.get(founded.unit)!,
    parent: 'S10',
  })
  write('registry-rename-C077', renamed.on, '示政复〔2025〕19号', 'UnitRenamed', { unit: renamed.unit, name: renamed.name })
  write('registry-merge-C050', merged.on, '示政复〔2026〕3号', 'UnitsMerged', { into: merged.into, from: [merged.from] })
  write('registry-move-C045', moved.on, '示政复〔2026〕5号', 'UnitMoved', { unit: moved.unit, parent: moved.to })
}
