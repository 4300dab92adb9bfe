/** Honours that no community sheet counts: of people, stations, brands, streets, schools; brands that are declared; praise. */
import type { Day } from '../../events/event.js'
import { dayIn, LAST_DAY, workdayFrom } from './calendar.js'
import type { District } from './district.js'
import { files, type Notebook, propose } from './notebook.js'
import { honours as odds } from './odds.js'
import type { Random } from './random.js'
import { brandTitles } from './words-shared.js'
import { honourTitles, projects } from './words.js'
import { brandsOf, stationsOf, veteransOf } from './written.js'

interface Owner {
  readonly code: string
  readonly principal: string
}

export function writeHonours(notebook: Notebook, district: District): void {
  writeBrands(notebook, district)
  const veterans = veteransOf(notebook).filter(({ until }) => until === LAST_DAY)
  const centres = stationsOf(notebook).filter(({ level, until }) => level === 'centre' && until === LAST_DAY)
  const brands = brandsOf(notebook)
  const looks = notebook.chance('honours')
  for (const year of [2024, 2025]) {
    const write = (kind: string, title: string, list: readonly { id: string; principal: string; from: Day }[], count: number) => {
      for (const { id, principal, from } of looks.sample(list, count)) {
        const day = workdayFrom(Math.max(dayIn(year, looks.between(3, 11), looks.between(1, 28)), from + 20))
        const level = looks.weighted(odds.levels)
        const data = { subject: id, level, title, grantor: grantorOf(level), projectKey: `${kind}-${year}` }
        const evidence = files(`${id}/${kind}-${year}`, 1)
        notebook.write(day + 4, principal, `honour-${kind}-${id}-${year}`, propose('HonourReceived', day, data, { evidence }))
      }
    }
    write('veteran', '优秀“五老”', idsOf(veterans, 'person'), odds.people)
    write('station', '优秀校外教育辅导站', idsOf(centres, 'station'), odds.stations)
    write(
      'brand',
      '优秀工作品牌',
      idsOf(brands, 'brand').filter(({ from }) => from < dayIn(year, 10, 1)),
      odds.brands,
    )
    writeOfUnits(notebook, looks, owners(district), year)
  }
}

const idsOf = <Name extends string>(
  list: readonly ({ readonly principal: string; readonly from: Day } & Readonly<Record<Name, string>>)[],
  name: Name,
) => list.map((one) => ({ id: one[name], principal: one.principal, from: one.from }))

const grantorOf = (level: string): string => honourTitles[level]![1]

/** Streets, schools and member units. */
const owners = ({ streets, schools, memberUnits, nameOf }: District): readonly Owner[] => [
  ...streets.map(({ code, principal }) => ({ code, principal })),
  ...schools.map((code) => ({ code, principal: `${nameOf.get(code)!}关工委` })),
  ...memberUnits.map((code) => ({ code, principal: nameOf.get(code)! })),
]

function writeBrands(notebook: Notebook, district: District): void {
  const looks = notebook.chance('brands')
  const { streets, schools, memberUnits } = district
  const partners = [...memberUnits.slice(0, 6), ...schools.slice(0, 6)]
  const declaring = looks.sample(owners(district), brandTitles.length)
  for (const [i, { code: owner, principal }] of declaring.entries()) {
    const day = workdayFrom(dayIn(2025, looks.between(3, 8), looks.between(1, 28)))
    const brand = `b-${owner.toLowerCase()}${i + 1}`
    const partner = looks.pick(partners)
    const isJoint = partner !== owner && (streets.some(({ code }) => code === owner) || looks.chance(odds.joint))
    const data = { brand, owner, title: brandTitles[i]!, ...(isJoint && { partners: [partner] }) }
    notebook.write(day + 3, principal, `brand-${brand}`, propose('BrandDeclared', day, data))
  }
}

function writeOfUnits(notebook: Notebook, looks: Random, units: readonly Owner[], year: number): void {
  for (const { code: subject, principal } of looks.sample(units, odds.units)) {
    const [project, title] = looks.pick(projects)
    const day = workdayFrom(dayIn(year, looks.between(4, 12), looks.between(1, 25)))
    const level = looks.weighted(odds.levels)
    const named = `${honourTitles[level]![0]}（${title}）`
    const data = { subject, level, title: named, grantor: grantorOf(level), projectKey: `${project}-${year}` }
    notebook.write(day + 5, principal, `honour-${project}-${year}`, propose('HonourReceived', day, data))
    if (!looks.chance(odds.praised)) continue
    const later = workdayFrom(day + looks.between(5, 12))
    const praise = { ...data, level: 'city', title, grantor: '示例市委办公室' }
    notebook.write(later + 3, principal, `praise-${project}-${year}`, propose('PraiseReceived', later, praise))
  }
}
