/** `factor` and `zero_when`: what multiplies the points of a node before its limits, and what makes nothing of them after. */
import { z } from 'zod'
import type { Json, Words } from '../../events/event.js'
import { type Fraction, readDecimal, type Rounding, scaled, whole } from './fraction.js'
import type { Frame } from './frame.js'
import { at, DecimalText, fail, type Reading } from './reading.js'
import { OPEN, test, type Test } from './test.js'

const Factors = z.array(z.strictObject({ when: z.unknown(), times: DecimalText })).min(1)

export const adjustWords = {
  /** Points are multiplied by this before all other limits; of a list by the first whose test holds. */
  factor: z.union([DecimalText, Factors]).optional(),
  /** Where the test holds the points are none, 一票归零. */
  zero_when: z.unknown().optional(),
}

interface Written {
  readonly factor?: string | z.infer<typeof Factors> | undefined
  readonly zero_when?: unknown
}

interface Factor {
  /** Without a test it applies to everybody. */
  readonly test: Test | undefined
  readonly times: Fraction
  readonly words: Words
}

export interface Adjustment {
  readonly factors: readonly Factor[]
  readonly zero: Test | undefined
  readonly step: number
  readonly round: Rounding
}

/** Reads what adjusts a node; undefined where nothing does. */
export function adjustment({ factor, zero_when: zero }: Written, reading: Reading): Adjustment | undefined {
  if (factor === undefined && zero === undefined) return undefined
  const { step, round } = reading
  const one = (text: string, when: Test | undefined, place: Reading): Factor => {
    const times = readDecimal(text) ?? whole(1)
    if (times.num < 0) fail(place, '系数不能小于0', 'a factor is not less than 0')
    return {
      ...{ test: when, times },
      words: {
        zh: `${when === undefined ? '' : `${when.words.zh}的，`}乘以${text}`,
        en: `times ${text}${when === undefined ? '' : ` as ${when.words.en}`}`,
      },
    }
  }
  const inside = at(reading, 'factor')
  return {
    factors:
      typeof factor === 'string'
        ? [one(factor, undefined, inside)]
        : (factor ?? []).map(({ when, times }, i) =>
            one(times, test(when as Json, at(inside, i, 'when')), at(inside, i, 'times')),
          ),
    zero: zero === undefined ? undefined : test(zero as Json, at(reading, 'zero_when')),
    step,
    round,
  }
}

/** The same of an item, a heading or the bonus: nobody judges these. */
export function groupAdjustment(written: Written, reading: Reading): Adjustment | undefined {
  for (const word of ['factor', 'zero_when'] as const)
    if (written[word] !== undefined && /"(judged|granted)":/.test(JSON.stringify(written[word])))
      fail(
        at(reading, word),
        '项目、大项和加分没有人评分，这里的条件不能用 judged、granted；可写在条款的 limit 里',
        'nobody judges items, headings and the bonus: judged and granted stand in the limit of a clause',
      )
  return adjustment(written, reading)
}

/** What adjusts the nodes of each unit of a frame. */
export interface Adjusted {
  /** Index of the factor that applies, -1 for none. */
  readonly factor: Int32Array
  /** 1 where nothing is left of the points. */
  readonly zeroed: Uint8Array
  /** 1 where a test that would decide is not known yet. */
  readonly open: Uint8Array
}

export function adjusted({ factors, zero }: Adjustment, frame: Frame): Adjusted {
  const size = frame.units.length
  const factor = new Int32Array(size).fill(-1)
  const open = new Uint8Array(size)
  const tests = factors.map((one) => one.test?.verdicts(frame))
  for (let i = 0; i < size; i += 1) {
    // An earlier test that is not known yet hides the later ones.
    const first = tests.findIndex((verdicts) => verdicts?.[i] !== 0)
    if (tests[first]?.[i] === OPEN) open[i] = 1
    else factor[i] = first
  }
  const verdicts = zero?.verdicts(frame)
  const zeroed = new Uint8Array(size)
  verdicts?.forEach((verdict, i) => {
    if (verdict === 1) zeroed[i] = 1
    if (verdict === OPEN) open[i] = 1
  })
  return { factor, zeroed, open }
}

/** Points multiplied by the factor at an index of the list, on the step; by none where it is -1. */
export function multiplied(points: number, { factors, step, round }: Adjustment, index: number): number {
  const factor = factors[index]
  return factor === undefined ? points : scaled(points, factor.times.num, factor.times.den, step, round)
}

/** The most that may come of points, whichever factor applies. */
export function mostAfter(points: number, rule: Adjustment | undefined): number {
  if (rule === undefined) return points
  const isCertain = rule.factors.some(({ test: when }) => when === undefined)
  const all = rule.factors.map((_, i) => multiplied(points, rule, i))
  return Math.max(...all, ...(isCertain ? [] : [points]))
}

/** The tests in it, in the order of the text. */
export const testsOf = ({ factors, zero }: Adjustment): readonly Test[] =>
  [...factors.map(({ test: when }) => when), zero].filter((one) => one !== undefined)

/** Whether what adjusts a node may be another thing for another unit. */
export const hasTests = (rule: Adjustment | undefined): boolean => rule !== undefined && testsOf(rule).length > 0

/** What the only way to make nothing of points says: 有…的，归零. */
export const zeroWords = ({ zero }: Adjustment): Words => ({
  zh: `${zero?.words.zh ?? ''}的，归零`,
  en: `nothing, as ${zero?.words.en ?? ''}`,
})
