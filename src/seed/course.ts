/** The course of the appraisal of 2025 where it is on record: opened, assessed by the units themselves, closed, rewarded. */
import type { Proposal } from '../../events/event.js'
import { dayOf } from '../../events/time.js'
import { workdayFrom } from './calendar.js'
import type { District } from './district.js'
import { CLAUSES, pointsText } from './marks.js'
import { type Notebook, propose } from './notebook.js'
import { judged } from './odds.js'
import { type Years, yearKey } from './street-work.js'
import type { Year } from './year.js'

const YEAR = 2025
/** The streets that keep the course of their appraisal in the ledger as well. */
const KEEPING: ReadonlySet<string> = new Set(['S01', 'S03'])

/** How many of the first whose reward is on record, and by what factor. */
const FACTORS = ['1.20', '1.10', '1.10', '1.05', '1.00', '1.00'] as const

export function writeCourse(notebook: Notebook, district: District, years: Years): void {
  for (const street of district.streets.filter(({ code }) => KEEPING.has(code))) {
    const appraised = district.placesOf(street.code, dayOf('2025-12-31'))
    for (const [i, place] of appraised.entries()) {
      const year = years.get(yearKey(place, YEAR))
      if (year === undefined) continue
      const looks = notebook.chance(place.code, YEAR, 'course')
      const of = { sheet: 'community', period: String(YEAR), unit: place.code }
      const write = (principal: string, stage: string, day: number, proposal: Proposal) =>
        notebook.write(day + looks.below(3), principal, `${stage}-${YEAR}-${place.code}`, proposal)
      const opened = dayOf('2025-12-08')
      write(street.principal, 'appraisal-opened', opened, propose('AppraisalOpened', opened, of))
      const assessed = workdayFrom(opened + looks.between(2, 8))
      const items = (['service', 'archive', 'quality', 'creation'] as const).map((name) => ({
        item: CLAUSES[name],
        points: pointsText(selfMark(name, year, looks.below(3))),
      }))
      write(place.principal, 'self-assessed', assessed, propose('SelfAssessmentSubmitted', assessed, { ...of, items }))
      const closed = workdayFrom(dayOf('2026-01-26') + looks.below(5))
      write(street.principal, 'appraisal-closed', closed, propose('AppraisalClosed', closed, of))
      const factor = street.code === 'S01' ? FACTORS[i] : undefined
      const rewarded = dayOf('2026-02-05')
      if (factor !== undefined)
        write(street.principal, 'reward', rewarded, propose('YearEndRewardLinked', rewarded, { ...of, factor }))
    }
  }
}

/** Units see themselves as the street sees them, or a little better. */
const selfMark = (name: keyof typeof CLAUSES, { marks }: Year, better: number): number =>
  Math.min(judged[name].max, marks[name] + better)
