/** Points of a list: each case by itself, and of the cases of one project only the highest where the rule says so. */
import type { Words } from '../../events/event.js'
import type { Frame } from './frame.js'
import type { Case, Cases } from './measure.js'
import type { Points, Scale } from './scale.js'

const HIGHER_COUNTS: Words = { zh: '同一项目就高，不重复计', en: 'the same project counts once, at its highest' }
const NOT_IN_TABLE: Words = { zh: '对照表中没有这一级', en: 'the table has no such level' }

/** A case with the points that it gives. */
interface Scored {
  readonly it: Case
  readonly worth: number
}

/** Points of the cases that a table knows. */
export function casePoints(
  frame: Frame,
  { cases: list, open }: Cases,
  ofCase: NonNullable<Scale['ofCase']>,
  highestPer: string | undefined,
): Points {
  const points = new Float64Array(frame.units.length)
  const cases = new Float64Array(frame.units.length)
  const highest = new Map<string, Scored>()
  const add = ({ it: { unit, count, position }, worth }: Scored): void => {
    points[unit]! += worth
    cases[unit]! += count
    frame.trace?.counted(position)
  }
  for (const it of list) {
    const worth = ofCase(it.word, it.count)
    if (worth === undefined) {
      frame.trace?.rejected(it.position, NOT_IN_TABLE)
      continue
    }
    const key = highestPer === undefined ? undefined : it.key(highestPer)
    if (key === undefined) {
      add({ it, worth })
      continue
    }
    const project = `${it.unit}/${key}`
    const rival = highest.get(project)
    const wins = rival === undefined || beats({ it, worth }, rival)
    const loser = wins ? rival?.it : it
    if (loser !== undefined) frame.trace?.rejected(loser.position, HIGHER_COUNTS)
    if (wins) highest.set(project, { it, worth })
  }
  for (const scored of highest.values()) add(scored)
  return { points, open, cases }
}

/** More points; of equal ones the one recorded first. */
const beats = (a: Scored, b: Scored): boolean => a.worth > b.worth || (a.worth === b.worth && a.it.position < b.it.position)
