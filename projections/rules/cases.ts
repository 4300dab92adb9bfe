/** Points of a list: each case by itself, and of the cases of one project only the highest where the rule says so. */
import type { Words } from '../../events/event.js'
import { type CaseRules, flagged, unknownFlags } from './case-words.js'
import type { Frame } from './frame.js'
import type { Case, Cases } from './measure.js'
import { clippedWords, isRange, mayBe, type Worth, within } from './range.js'
import type { Applied, Points } from './scale.js'

const HIGHER_COUNTS: Words = { zh: '同一项目就高，不重复计', en: 'the same project counts once, at its highest' }
const NOT_IN_TABLE: Words = { zh: '对照表中没有这一级', en: 'the table has no such level' }
const NO_POINTS: Words = { zh: '考评单位没有写这一项的分数', en: 'the assessor gave this case no points' }

/** A case with the points that it gives, all that it counts for together. */
interface Scored {
  readonly it: Case
  readonly worth: number
}

/** What the cases of a list are scored by. */
export interface Scoring {
  /** What a case of a word is worth; undefined where it does not count. */
  readonly worthOf: (word: string | undefined) => Worth | undefined
  readonly rules: CaseRules
}

/** Adds up the points of the cases of each unit. */
export const casePoints = (frame: Frame, listed: Cases, scoring: Scoring, applied: Applied): Required<Points> => {
  const points = new Float64Array(frame.units.length)
  const cases = new Float64Array(frame.units.length)
  const { scored, open } = scoredCases(frame, listed, scoring, applied)
  for (const { it, worth } of scored) {
    points[it.unit]! += worth
    cases[it.unit]! += it.count
  }
  return { points, open, cases }
}

/** The cases that count, with their points; a unit is open where a case has no points yet. */
export function scoredCases(
  frame: Frame,
  listed: Cases,
  { worthOf, rules }: Scoring,
  { highestPer, perCase }: Pick<Applied, 'highestPer' | 'perCase'>,
): { readonly scored: readonly Scored[]; readonly open: Uint8Array } {
  const open = Uint8Array.from(listed.open)
  const scored: Scored[] = []
  const highest = new Map<string, Scored>()
  const count = (one: Scored): void => {
    scored.push(one)
    frame.trace?.counted(one.it.position)
  }
  const seen = new Map<string, number>()
  const bounded = bounding(frame, perCase)
  for (const it of rules.repeat === undefined ? listed.cases : [...listed.cases].sort(inOrder)) {
    const worth = worthOf(it.word)
    if (worth === undefined) {
      frame.trace?.rejected(it.position, NOT_IN_TABLE)
      continue
    }
    const given = givenFor(frame, it, worth)
    if (given === undefined) {
      open[it.unit] = 1
      continue
    }
    const one = flagged(given, it, rules)
    const { trace } = frame
    if (trace !== undefined) for (const words of unknownFlags(it, rules)) trace.note?.(words)
    const all = { it, worth: timesCounted(one, it, seen, rules, bounded) }
    const key = highestPer === undefined ? undefined : it.key(highestPer)
    if (key === undefined) {
      count(all)
      continue
    }
    const project = `${it.unit}/${key}`
    const rival = highest.get(project)
    const wins = rival === undefined || beats(all, rival)
    const loser = wins ? rival?.it : it
    if (loser !== undefined) frame.trace?.rejected(loser.position, HIGHER_COUNTS)
    if (wins) highest.set(project, all)
  }
  for (const one of highest.values()) count(one)
  return { scored, open }
}

/** In the order in which they count: by day, then as they were recorded. */
const inOrder = (a: Case, b: Case): number => a.day - b.day || a.position - b.position

/** Points of one case by its word, or what the assessor gave it within a range. */
function givenFor({ trace }: Frame, { points, position }: Case, worth: Worth): number | undefined {
  if (!isRange(worth)) return worth
  if (points === undefined) {
    trace?.rejected(position, NO_POINTS)
    trace?.note?.(NO_POINTS)
    return undefined
  }
  if (!mayBe(worth, points)) trace?.note?.(clippedWords(worth, points))
  return within(worth, points)
}

/** Each of so many cases by itself: the first of a word as they are, those after with what repetition adds. */
function timesCounted(
  one: number,
  { unit, word, count }: Case,
  seen: Map<string, number>,
  { repeat }: CaseRules,
  bounded: (points: number) => number,
): number {
  if (repeat === undefined) return bounded(one) * count
  const key = `${unit}/${word}`
  const before = seen.get(key) ?? 0
  seen.set(key, before + count)
  const first = Math.min(Math.max(repeat.after - before, 0), count)
  return bounded(one) * first + (first === count ? 0 : bounded(one + repeat.add) * (count - first))
}

const EACH_LIMITED: Words = { zh: '每起的得分以上下限为准', en: 'the points of each case are within its limits' }

/** Limits of the points of each case. */
const bounding =
  ({ trace }: Frame, limits: Applied['perCase']) =>
  (points: number): number => {
    const bounded = Math.max(Math.min(points, limits?.max ?? Infinity), limits?.min ?? -Infinity)
    if (bounded !== points) trace?.note?.(EACH_LIMITED)
    return bounded
  }

/** More points; of equal ones the one recorded first. */
const beats = (a: Scored, b: Scored): boolean => a.worth > b.worth || (a.worth === b.worth && a.it.position < b.it.position)
