/** The Goods of a scheme judged for its units: the Haves inside each, what it asks for itself, and what is nearest to be met. */
import type { Position, Words } from '../events/event.js'
import { collector, type Rejected, type Seen } from './rules/evaluate.js'
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
  /** The exact distance to the bound, where one number alone is missed. */
  readonly shortBy: string | null
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
  readonly looked: Looked
  readonly seen: Seen | undefined
  readonly finding: (unit: number) => Finding
}

/** Judges all Goods for the units of a frame at once; `isTraced`, for a frame of one unit, with the records behind them. */
export function judgeGoods(scheme: Scheme, frame: Frame, isTraced: boolean): GoodsFound {
  const haves = new Map(scheme.haves.map((have) => [have.id, judge(have, frame, isTraced)]))
  const goods = scheme.goods.map((good) => ({
    good,
    required: good.requires.flatMap((id) => haves.get(id) ?? []),
    own: good.test === undefined ? undefined : judge({ ...good, test: good.test }, frame, isTraced),
  }))
  const metBy = (list: readonly (Judged | undefined)[], unit: number): Met =>
    allMet(list.flatMap((one) => (one === undefined ? [] : metOf(one.looked.verdicts[unit]!))))
  const goodMet = ({ required, own }: (typeof goods)[number], unit: number): Met =>
    metBy(scheme.effect === 'fail_good' ? [...required, own] : [own], unit)
  return {
    of: (unit) =>
      goods.map((one) => ({
        id: one.good.id,
        title: one.good.title,
        met: goodMet(one, unit),
        requires: one.required.map(({ finding }) => finding(unit)),
        own: one.own?.finding(unit) ?? null,
      })),
    meets: (unit) => allMet([...goods.map((one) => goodMet(one, unit)), metBy([...haves.values()], unit)]),
    nearest: (unit) => {
      let best: { readonly nearest: Nearest; readonly missing: Fraction | undefined } | undefined
      for (const { good, required, own } of goods)
        for (const one of [...required, ...(own === undefined ? [] : [own])]) {
          if (one.looked.verdicts[unit] === 1) continue
          const missing = one.looked.missing(unit)
          if (best !== undefined && !isLess(missing, best.missing)) continue
          const { id, title, wanted, measured, shortBy } = one.finding(unit)
          best = { nearest: { good: good.id, have: one === own ? null : id, title, wanted, measured, shortBy }, missing }
        }
      return best?.nearest ?? null
    },
  }
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
    const lacking = parts.filter(({ met }) => met === 'no')
    const met = metOf(looked.verdicts[unit]!)
    return {
      id,
      title,
      met,
      wanted: test.words,
      measured: parts.some(({ measured }) => measured === null) ? null : parts.map(({ measured }) => measured).join('、'),
      shortBy: met === 'no' && lacking.length === 1 ? (lacking[0]?.shortBy ?? null) : null,
      parts,
      counted: seen?.counted ?? [],
      notCounted: seen?.rejected ?? [],
      missing: seen?.missing ?? [],
    }
  }
  return { looked, seen, finding }
}
