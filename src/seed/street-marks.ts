/**
 * The appraisal of the streets for 2025: two offices judge each clause, mostly alike and once far apart; results of
 * the civic progress scheme are imported, bonuses granted and refused.
 */
import type { Proposal } from '../../events/event.js'
import { sha256 } from '../../events/digest.js'
import { dayOf } from '../../events/time.js'
import { workdayFrom } from './calendar.js'
import { CIVIC, CIVIC_OFFICE, DISTRICT, type District, OFFICE, type Street } from './district.js'
import { type Notebook, propose } from './notebook.js'
import { at } from './odds.js'
import { streetMarks as odds } from './odds-rounds.js'
import type { Random } from './random.js'
import { projects, reasons, refusedReasons, specialReasons } from './words.js'

const YEAR = 2025
const SHEET = 'street'

/** The judged clauses of the streets' sheet, and which reasons fit them. */
const CLAUSES = {
  service: 'veterans.service',
  archive: 'rules.archive',
  quality: 'activity.effect',
  creation: 'innovation.creation',
} as const
type Mark = keyof typeof CLAUSES
const MARKS = Object.keys(CLAUSES) as readonly Mark[]

const JUDGES = [
  { assessor: DISTRICT, principal: OFFICE },
  { assessor: CIVIC_OFFICE, principal: CIVIC },
] as const

/** The one clause of one street on which the two offices are far apart. */
const APART = { street: 'S04', mark: 'creation' }

export function writeStreetMarks(notebook: Notebook, { streets }: District): void {
  for (const street of streets) {
    for (const year of [2024, YEAR]) writeCivicResult(notebook, street, year)
    writeCourse(notebook, street)
    writeJudgements(notebook, street)
  }
  writeBonuses(notebook, streets)
}

/** Quarter points as text, such as 5.25. */
function pointsText(quarters: number): string {
  const rest = ['', '.25', '.5', '.75'][quarters % 4]!
  return `${Math.trunc(quarters / 4)}${rest}`
}

function writeCivicResult(notebook: Notebook, street: Street, year: number): void {
  const { code: subject } = street
  const looks = notebook.chance(subject, year, 'civic')
  const value = `${at(odds.civic, street.diligence(year)) + looks.below(4)}.${looks.below(10)}`
  const day = workdayFrom(dayOf(`${year + 1}-02-03`) + looks.below(5))
  const receipt = sha256(`示例回执/${subject}/${year}`)
  const data = { subject, scheme: 'civic_progress', period: String(year), value, receipt }
  notebook.write(day + 2, CIVIC, `civic-${subject}-${year}`, propose('ExternalResultImported', day, data))
}

function writeCourse(notebook: Notebook, street: Street): void {
  const { code: unit, principal } = street
  const of = { sheet: SHEET, period: String(YEAR), unit }
  const [opened, closed] = [dayOf('2025-12-15'), dayOf('2026-02-09')]
  notebook.write(opened, OFFICE, `appraisal-opened-${unit}`, propose('AppraisalOpened', opened, of))
  const looks = notebook.chance(unit, YEAR, 'street-course')
  if (looks.chance(odds.selfAssessed)) {
    const assessed = workdayFrom(opened + looks.between(3, 9))
    const items = MARKS.map((mark) => ({ item: CLAUSES[mark], points: pointsText(ownMark(looks, mark, street.diligence(YEAR))) }))
    notebook.write(assessed, principal, `self-assessed-${YEAR}`, propose('SelfAssessmentSubmitted', assessed, { ...of, items }))
  }
  notebook.write(closed, OFFICE, `appraisal-closed-${unit}`, propose('AppraisalClosed', closed, of))
}

/** What a street gives itself: little is taken off. */
const ownMark = (looks: Random, mark: Mark, diligence: number): number =>
  Math.max(0, odds[mark].max - Math.trunc(at(odds[mark], diligence) / 2) - looks.below(2))

function writeJudgements(notebook: Notebook, street: Street): void {
  const { code: unit } = street
  const looks = notebook.chance(unit, YEAR, 'street-marks')
  const agreed = MARKS.map((mark) => ({ mark, off: Math.max(0, looks.around(at(odds[mark], street.diligence(YEAR)), 1)) }))
  for (const [i, { assessor, principal }] of JUDGES.entries()) {
    const day = workdayFrom(dayOf('2026-01-12') + looks.below(6))
    const document = i === 0 ? `示关工委〔2026〕3号` : `示文明办〔2026〕2号`
    const judged = agreed.map(({ mark, off }) => {
      const isApart = i === 1 && unit === APART.street && mark === APART.mark
      const taken = isApart ? off + odds.apart : i === 1 && looks.chance(odds.differ) ? off + 1 : off
      const { full, less } = reasons[mark]!
      const reason = taken === 0 ? looks.pick(full) : `${looks.pick(less)}，扣${pointsText(taken)}分`
      const value = { kind: 'points', points: pointsText(odds[mark].max - taken) }
      const data = { sheet: SHEET, period: String(YEAR), unit, assessor, clause: CLAUSES[mark], value, reason }
      return propose('ItemJudged', day, data, { document })
    })
    notebook.write(day + 2, principal, `street-marks-${YEAR}-${unit}`, ...judged)
  }
}

/** The district decides about special bonuses of streets, and refuses an honour that it does not count. */
function writeBonuses(notebook: Notebook, streets: readonly Street[]): void {
  const looks = notebook.chance(YEAR, 'street-bonus')
  const day = dayOf('2026-01-22')
  const document = '示关工委〔2026〕3号'
  const write = (unit: string, key: string, proposal: Proposal) =>
    notebook.write(day + 1, OFFICE, `${key}-${YEAR}-${unit}`, proposal)
  for (const [i, { code: unit }] of looks.sample(streets, odds.special.length + 1).entries()) {
    const projectKey = `${looks.pick(projects)[0]}-special-${YEAR}`
    const of = { sheet: SHEET, period: String(YEAR), unit, item: 'bonus.special', projectKey, assessor: DISTRICT }
    const points = odds.special[i]
    if (points === undefined)
      write(unit, 'street-refused', propose('BonusRefused', day, { ...of, reason: refusedReasons[0]! }, { document }))
    else
      write(
        unit,
        'street-special',
        propose('BonusGranted', day, { ...of, points, reason: looks.pick(specialReasons) }, { document }),
      )
  }
}
