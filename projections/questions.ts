/** The registry of questions: what is listed here is served at every edge. */
import { access } from './access.js'
import { accreditation } from './accreditation.js'
import { appraisals } from './appraisals.js'
import { awards } from './award.js'
import { changes } from './changes.js'
import { coverage } from './coverage.js'
import { events } from './events.js'
import { explanation, score } from './explanation.js'
import { gaps } from './gaps.js'
import type { Question } from './question.js'
import { ranking } from './ranking.js'
import { results } from './results.js'
import { rules } from './rules-list.js'
import { simulation } from './simulation.js'
import { titles } from './titles.js'
import { units } from './units.js'

// prettier-ignore
const all = [
  score, ranking, explanation, gaps, units, events, rules,
  accreditation, titles, awards, coverage, changes, simulation,
  appraisals, results, access,
]

export const questions: ReadonlyMap<string, Question> = new Map(all.map((question) => [question.name, question as Question]))
