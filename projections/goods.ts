/** The Goods of a scheme judged for its units: the Haves inside each, what it asks for itself, and what is nearest to be met. */
import type { Position, Words } from '../events/event.js'
import { collector, type Rejected } from './rules/evaluate.js'
import { compare, type Fraction } from './rules/fraction.js'
import type { Frame } from './rules/frame.js'
import { look, type Looked, type Met, metOf, type Part } from './rules/looked.js'
import type { Criterion, Scheme } from './rules/scheme.js'

/** What a Have, or the own condition of a Good, came to. */
export interface Finding {
  readonly id: string
  readonly title: string
  readonly met: Met
  /** What is wanted, in words. */
  readonly wanted: Words
  /** What was measured; null while it is unknown. */
  readonly measured: string | null
  /** The exact distance to the bound, where one number alone is missed, or the nearest where one of several is enough. */
  readonly shortBy: string | null
  /** Whether all numbers must be as wanted or any of them; `not` where none may. */
  readonly join: 'one' | 'all' | 'any' | 'not'
  /** Each number by itself. */
  readonly parts: readonly Part[]
  /** The records behind it; empty unless one unit is asked for. */
  readonly counted: readonly Position[]
  readonly notCounted: readonly Rejected[]
  readonly missing: readonly Words[]
}

export interface GoodFound {
  readonly id: string
  readonly title: string
  readonly met: Met
  /** The Haves without which it is not met. */
  readonly requires: readonly Finding[]
  /** What it asks for itself. */
  readonly own: Finding | null
}

/** Of what is not met, what lacks least of what is wanted. */
export interface Nearest {
  readonly good: string
  /** Null where it is what the Good asks for itself. */
  readonly have: string | null
  readonly title: string
  readonly wanted: Words
  readonly measured: string | null
  readonly shortBy: string | null
}

/** What was found for the unit of an index. */
export interface GoodsFound {
  of(unit: number): readonly GoodFound[]
  /** Whether all Goods are met, and all Haves where a missing one fails the title. */
  meets(unit: number): Met
  nearest(unit: number): Nearest | null
}

interface Judged {
  readonly id: string
  readonly looked: Looked
  readonly finding: (unit: number) => Finding
}

/** Judges all Goods for the units of a frame at once; `isTraced`, for a frame of one unit, with the records behind them. */
export function judgeGoods(scheme: Scheme, frame: Frame, isTraced: boolean): GoodsFound {
  const haves = new Map(scheme.haves.map((have) => [have.id, judge(have, frame, isTraced)]))
  const goods = scheme.goods.map((good) => {
    const required = good.requires.flatMap((id) => haves.get(id) ?? [])
    const own = good.test === undefined ? undefined : judge({ ...good, test: good.test }, frame, isTraced)
    const judged = own === undefined ? required : [...required, own]
    // What decides about the Good itself.
    const gates = scheme.effect === 'fail_good' ? judged : judged.filter((one) => one === own)
    return { good, required, own, judged, gates }
  })
  const all = [...haves.values()]
  const goodMet = ({ gates }: (typeof goods)[number], unit: number): Met => metBy(gates, unit)
  return {
    of: (unit) =>
      goods.map((one) => ({
        id: one.good.id,
        title: one.good.title,
        met: goodMet(one, unit),
        requires: one.required.map(({ finding }) => finding(unit)),
        own: one.own?.finding(unit) ?? null,
      })),
    meets: (unit) => allMet([...goods.map((one) => goodMet(one, unit)), metBy(all, unit)]),
    nearest: (unit) => {
      let best: { readonly good: string; readonly have: string | null; readonly of: Judged } | undefined
      let least: Fraction | undefined
      for (const { good, judged, own } of goods)
        for (const one of judged) {
          if (one.looked.verdicts[unit] === 1) continue
          const missing = one.looked.missing(unit)
          if (best !== undefined && !isLess(missing, least)) continue
          best = { good: good.id, have: one === own ? null : one.id, of: one }
          least = missing
        }
      if (best === undefined) return null
      const { title, wanted, measured, shortBy } = best.of.finding(unit)
      return { good: best.good, have: best.have, title, wanted, measured, shortBy }
    },
  }
}

/** Whether all that was judged is met by a unit. */
function metBy(list: readonly Judged[], unit: number): Met {
  let met: Met = 'yes'
  for (const { looked } of list) {
    const verdict = metOf(looked.verdicts[unit]!)
    if (verdict === 'no') return verdict
    if (verdict === 'open') met = verdict
  }
  return met
}

/** All of several: one that is not met decides, whatever is still open. */
export const allMet = (list: readonly Met[]): Met => (list.includes('no') ? 'no' : list.includes('open') ? 'open' : 'yes')

/** What is no matter of numbers comes after what is. */
const isLess = (a: Fraction | undefined, b: Fraction | undefined): boolean =>
  a !== undefined && (b === undefined || compare(a.num, a.den, b.num, b.den) < 0)

function judge({ id, title, test }: Criterion, outer: Frame, isTraced: boolean): Judged {
  const trace = isTraced ? collector() : undefined
  const looked = look(test, trace === undefined ? outer : { ...outer, trace })
  const seen = trace?.seen()
  const finding = (unit: number): Finding => {
    const parts = looked.parts(unit)
    const met = metOf(looked.verdicts[unit]!)
    return {
      id,
      title,
      met,
      wanted: test.words,
      measured: measuredIn(parts),
      shortBy: looked.missed(unit)?.shortBy ?? null,
      join: test.form?.join ?? 'one',
      parts,
      counted: seen?.counted ?? [],
      notCounted: seen?.rejected ?? [],
      missing: seen?.missing ?? [],
    }
  }
  return { id, looked, finding }
}

function measuredIn(parts: readonly Part[]): string | null {
  const [first, ...others] = parts.map(({ measured }) => measured)
  if (first === undefined || first === null || others.includes(null)) return null
  return others.length === 0 ? first : [first, ...others].join('、')
}
