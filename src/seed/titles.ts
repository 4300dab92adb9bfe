/** What becomes of titles: looked into again, warned about, taken away, lapsed, inherited; and those of earlier schemes. */
import { addYears, dateOf, dayOf } from '../../events/time.js'
import { FIRST_DAY, workdayFrom } from './calendar.js'
import { type Named, SCHEME, writeRectification } from './accreditation.js'
import { DISTRICT, type District, OFFICE } from './district.js'
import { type Notebook, propose } from './notebook.js'
import { accreditation as odds } from './odds-rounds.js'

const REINSPECTED = dayOf('2025-11-10')

/** The community whose title is taken away after a major incident, and the one whose title passes on when it merges. */
const REVOKED = 'C060'
const MERGED = { from: 'C050', into: 'C051', on: dayOf('2026-03-02') }
/** A village that holds a title of villages when it becomes a community. */
const CONVERTED = { unit: 'V01', on: dayOf('2025-04-02') }

export function writeTitles(notebook: Notebook, district: District, named: readonly Named[]): void {
  writeEarlier(notebook, district)
  writeReinspections(notebook, named)
  writeRevocation(notebook)
  writeMerged(notebook, named)
}

/** Titles of the district, for three years, and of the city, for good. */
function writeEarlier(notebook: Notebook, { places }: District): void {
  const looks = notebook.chance('titles')
  const there = places.filter(({ first }) => first === FIRST_DAY)
  const villages = ['V01', 'V02']
  const communities = there.map(({ code }) => code).filter((code) => !code.startsWith('V'))
  const best = there.filter((place) => place.diligence(2024) > 700 && !place.code.startsWith('V')).map(({ code }) => code)
  const earlier = [
    ['advanced_village', villages, '2024-01-25', 3, '示委〔2024〕5号'],
    ['advanced_community', looks.sample(communities, odds.advancedCommunities), '2024-01-25', 3, '示委〔2024〕5号'],
    ['demo_community', looks.sample(best, odds.demoCommunities), '2024-05-22', undefined, '示市关工委〔2024〕8号'],
  ] as const
  for (const [scheme, units, validFrom, years, document] of earlier) {
    const day = dayOf(validFrom)
    const term = years === undefined ? {} : { validUntil: dateOf(addYears(day, years)) }
    for (const unit of units) {
      const data = { scheme, unit, batch: '2024', validFrom, ...term }
      notebook.write(day + 2, OFFICE, `named-${scheme}-${unit}`, propose('AccreditationGranted', day, data, { document }))
    }
  }
  const { unit, on } = CONVERTED
  const ground = '村改社区，先进村命名自行失效'
  const lapsed = propose('AccreditationLapsed', on, { scheme: 'advanced_village', unit, ground })
  notebook.write(on + 5, OFFICE, `lapsed-advanced_village-${unit}`, lapsed)
}

/** A sample of the first batch, a year after: most keep the title, one has to put something right and is warned. */
function writeReinspections(notebook: Notebook, named: readonly Named[]): void {
  const looks = notebook.chance('reinspected')
  const first = named.filter(({ round, place }) => round === '2024' && place.code !== REVOKED && place.code !== MERGED.from)
  for (const [i, { place }] of looks.sample(first, odds.reinspected).entries()) {
    const { code: unit } = place
    const outcome = i === 2 || i === 5 ? 'rectify' : 'keep'
    const day = workdayFrom(REINSPECTED + i)
    const found = propose('AccreditationReinspected', day, { scheme: SCHEME, unit, outcome })
    notebook.write(day + 1, OFFICE, `reinspected-${unit}`, found)
    if (outcome === 'keep') continue
    if (i === 5) {
      const ground = '辅导站连续两个月未开放，限期整改'
      const warned = propose('AccreditationWarned', day + 1, { scheme: SCHEME, unit, ground })
      notebook.write(day + 2, OFFICE, `warned-${unit}`, warned)
    }
    writeRectification(notebook, looks, { place, assessor: { code: DISTRICT, principal: OFFICE }, from: day + 3, days: 25 })
  }
}

/** A major incident costs the title, and its plaque is collected. */
function writeRevocation(notebook: Notebook): void {
  const of = { scheme: SCHEME, unit: REVOKED }
  const day = workdayFrom(REINSPECTED + 2)
  const ground = '发生重大安全事故，按动态管理办法撤销命名'
  const found = propose('AccreditationReinspected', day, { ...of, outcome: 'revoke' })
  notebook.write(day, OFFICE, `reinspected-${REVOKED}`, found)
  const warned = propose('AccreditationWarned', day, { ...of, ground: '发生重大安全事故，复查不合格' })
  notebook.write(day + 1, OFFICE, `warned-${REVOKED}`, warned)
  const end = workdayFrom(day + 24)
  const document = '示关工委〔2025〕19号'
  const revoked = propose('AccreditationRevoked', end, { ...of, ground }, { document })
  notebook.write(end + 1, OFFICE, `revoked-${REVOKED}`, revoked)
  notebook.write(end + 9, OFFICE, `plaque-removed-${REVOKED}`, propose('PlaqueRemoved', workdayFrom(end + 8), of))
}

/** The community into which another merged holds its title for the rest of the term; that of the other is over. */
function writeMerged(notebook: Notebook, named: readonly Named[]): void {
  const { from, into, on } = MERGED
  const title = named.find(({ place }) => place.code === from)
  if (title === undefined) return
  const inherited = { scheme: SCHEME, unit: into, predecessor: from, validUntil: dateOf(title.validUntil) }
  notebook.write(on + 2, OFFICE, `inherited-${into}`, propose('AccreditationInherited', on, inherited))
  const lapsed = { scheme: SCHEME, unit: from, ground: `社区撤并，命名由${into}承继` }
  notebook.write(on + 3, OFFICE, `lapsed-${from}`, propose('AccreditationLapsed', on + 1, lapsed))
  notebook.write(on + 4, OFFICE, `plaque-removed-${from}`, propose('PlaqueRemoved', on + 3, { scheme: SCHEME, unit: from }))
}
