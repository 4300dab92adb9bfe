/** What the streets decide at the end of a year: a mark with its reason for every judged clause, bonuses granted and refused. */
import type { JsonObject, Proposal } from '../../events/event.js'
import { dayIn, workdayFrom } from './calendar.js'
import { projectKey } from './acclaim.js'
import type { District, Place } from './district.js'
import { type Notebook, propose } from './notebook.js'
import { acclaim, judged } from './odds.js'
import type { Random } from './random.js'
import { type Years, yearKey } from './street-work.js'
import { honourRefusedReasons, projects, reasons, refusedReasons, specialReasons } from './words.js'
import type { Year } from './year.js'

/** The years that are appraised, and since when V01 is a community. */
const APPRAISED = [2024, 2025] as const

/** The clauses that are judged in points, by the name of their mark. */
export const CLAUSES = {
  service: 'veterans.service',
  archive: 'rules.archive',
  quality: 'activity.effect.quality',
  creation: 'innovation.creation',
} as const
const COMPLAINTS = 'activity.effect.complaints'

/** Marks are given in half points, which is why totals meet. */
export const pointsText = (halves: number): string => (halves % 2 === 0 ? String(halves / 2) : `${(halves - 1) / 2}.5`)

export function writeMarks(notebook: Notebook, district: District, years: Years): void {
  for (const year of APPRAISED) {
    for (const street of district.streets) {
      const looks = notebook.chance(street.code, year, 'marks')
      // Each street goes round its communities in the weeks about the turn of the year.
      const begin = dayIn(year, 12, looks.between(16, 22))
      const end = dayIn(year, 12, 31)
      const appraised = district.placesOf(street.code, end).filter(({ code }) => year > 2024 || !code.startsWith('V'))
      for (const [i, place] of appraised.entries()) {
        const judgedYear = years.get(yearKey(place, year))
        if (judgedYear === undefined) continue
        const day = workdayFrom(begin + i * 2 + looks.below(3))
        const document = `示${street.number}街关工〔${year + 1}〕${looks.between(1, 3)}号`
        const decision = { sheet: 'community', period: String(year), unit: place.code, assessor: street.code }
        const marks = marksOf(looks, judgedYear, decision).map((data) => propose('ItemJudged', day, data, { document }))
        notebook.write(day + looks.below(3), street.principal, `marks-${year}-${place.code}`, ...marks)
        writeBonus(notebook, place, { judgedYear, decision, document, principal: street.principal })
      }
    }
  }
}

function marksOf(looks: Random, { marks }: Year, decision: JsonObject): JsonObject[] {
  const points = (['service', 'archive', 'quality', 'creation'] as const).map((name) => {
    const off = judged[name].max - marks[name]
    const { full, less } = reasons[name]!
    const reason = off === 0 ? looks.pick(full) : `${looks.pick(less)}，扣${pointsText(off)}分`
    return { ...decision, clause: CLAUSES[name], value: { kind: 'points', points: pointsText(marks[name]) }, reason }
  })
  const cases = marks.complaints === 0 ? [] : [{ count: marks.complaints }]
  const reason = looks.pick(reasons['complaints']![cases.length === 0 ? 'full' : 'less'])
  return [...points, { ...decision, clause: COMPLAINTS, value: { kind: 'cases', cases }, reason }]
}

interface Deciding {
  readonly judgedYear: Year
  readonly decision: JsonObject
  readonly document: string
  readonly principal: string
}

function writeBonus(notebook: Notebook, place: Place, { judgedYear, decision, document, principal }: Deciding): void {
  const { year, special, honours } = judgedYear
  const counts = notebook.chance(place.alike, year, 'bonus')
  const looks = notebook.chance(place.code, year, 'bonus')
  const day = workdayFrom(dayIn(year + 1, 1, looks.between(8, 26)))
  const write = (key: string, proposal: Proposal) => notebook.write(day, principal, `${key}-${year}-${place.code}`, proposal)
  if (special !== undefined) {
    const data = { ...decision, item: 'bonus.special', projectKey: `${looks.pick(projects)[0]}-special-${year}` }
    const decided =
      special === 0
        ? propose('BonusRefused', day, { ...data, reason: looks.pick(refusedReasons) }, { document })
        : propose('BonusGranted', day, { ...data, points: pointsText(special), reason: looks.pick(specialReasons) }, { document })
    write('special', decided)
  }
  // An honour that the street does not accept: it stays on record and counts for nothing.
  const [honour] = honours
  if (honour === undefined || !counts.chance(acclaim.honourRefused)) return
  const data = {
    ...decision,
    item: 'bonus.honour',
    projectKey: projectKey(honour, year),
    reason: looks.pick(honourRefusedReasons),
  }
  write('honour', propose('BonusRefused', day, data, { document }))
}
