/** Attributes differences in a fixed order: four evaluations, between each two of which only one thing is another. */
import { pointsText } from '../rules/fraction.js'
import { type Cause, type Line, type Stage, stages } from './shape.js'
import { type Difference, differencesOf, keysOf, type State, totalDifference, valueText } from './state.js'
import { together } from './weighing.js'

/** A difference with its causes. */
export interface Explained extends Difference {
  readonly causes: readonly Cause[]
}

/** Finds the causes of the differences of one stage, for all rows at once: what one record changes may show in several. */
export type Explain = (differences: ReadonlyMap<string, readonly Difference[]>) => ReadonlyMap<string, readonly Explained[]>

export interface Attributed {
  readonly lines: readonly Line[]
  readonly stages: Readonly<Record<Stage, number>>
}

/**
 * The lines of every row, stage by stage. A row that is only in the first or only in the last state has one line for that.
 *
 * @param states on A; the same with the roster of B; the same with its facts and days; on B
 */
export function attribute(
  states: readonly [State, State, State, State],
  explain: Readonly<Record<Stage, Explain>>,
): ReadonlyMap<string, Attributed> {
  const codes = [...new Set([...states[0].indexOf.keys(), ...states[3].indexOf.keys()])].sort()
  const lines = new Map<string, Line[]>(codes.map((code) => [code, []]))
  const sums = new Map(codes.map((code) => [code, { units: 0, facts: 0, rules: 0 }]))
  stages.forEach((stage, i) => {
    const [before, after] = [states[i]!, states[i + 1]!]
    if (before === after) return
    const keys = keysOf(before, after)
    const differences = new Map<string, readonly Difference[]>()
    for (const code of codes) {
      if (!before.indexOf.has(code) && !after.indexOf.has(code)) continue
      sums.get(code)![stage] = totalDifference(before, after, code)
      // Who enters or leaves does so as a whole.
      if (before.indexOf.has(code) !== after.indexOf.has(code)) {
        differences.set(code, [wholeRow(before, after, code)])
        continue
      }
      const found = differencesOf(before, after, keys, code)
      if (found.length > 0) differences.set(code, found)
    }
    for (const [code, explained] of withOthers(explain[stage](differences)))
      lines.get(code)!.push(...explained.map((one) => lineOf(stage, one)))
  })
  return new Map(codes.map((code) => [code, { lines: lines.get(code)!, stages: sums.get(code)! }]))
}

/** What also hangs on the other rows rests on all that made these different. */
function withOthers(explained: ReadonlyMap<string, readonly Explained[]>): ReadonlyMap<string, readonly Explained[]> {
  const all = [...explained.values()]
  if (!all.some((list) => list.some(({ column }) => column.hangsOnOthers === true))) return explained
  const causes = together(all.flatMap((list) => list.map((one) => one.causes)))
  const shared = (one: Explained): Explained => (one.column.hangsOnOthers === true ? { ...one, causes } : one)
  return new Map([...explained].map(([code, list]) => [code, list.map(shared)]))
}

function wholeRow(before: State, after: State, code: string): Difference {
  const totalIn = ({ indexOf, total }: State): number | null => {
    const index = indexOf.get(code)
    return index === undefined ? null : total(index)
  }
  const column = { kind: 'unit' as const, address: '', title: WHOLE, isSummed: true, at: () => null }
  return { key: 'unit ', column, from: totalIn(before), to: totalIn(after) }
}

const WHOLE = { zh: '参评单位', en: 'appraised unit' }

function lineOf(stage: Stage, { column, from, to, causes }: Explained): Line {
  const { kind, address, title, isSummed } = column
  return {
    stage,
    kind,
    address,
    title,
    from: valueText(from),
    to: valueText(to),
    difference: isSummed ? pointsText(Number(to ?? 0) - Number(from ?? 0)) : null,
    causes,
  }
}
