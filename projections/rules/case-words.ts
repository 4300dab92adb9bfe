/** What makes one case of a list worth more or less than its word says: flags of it, and that it is not the first. */
import { z } from 'zod'
import type { Words } from '../../events/event.js'
import { compare, type Fraction, fractionText, pointsOf, pointsText, product, readDecimal, scaled, whole } from './fraction.js'
import type { Case } from './measure.js'
import { at, DecimalText, fail, PointsText, type Reading } from './reading.js'

const Flag = z.strictObject({ times: DecimalText.optional(), add: PointsText.optional() })

/** Words that stand beside `table`, `range` and `each`, where each case of a list is scored by itself. */
export const caseWords = {
  flags: z.record(z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,63}$/), Flag).optional(),
  repeat: z.strictObject({ after: z.string().regex(/^[1-9]\d{0,3}$/), add: PointsText }).optional(),
}

interface Change {
  readonly times: Fraction
  readonly add: number
}

export interface CaseRules {
  readonly flags: ReadonlyMap<string, Change>
  /** After so many cases of a word each one gets more points, or loses some. */
  readonly repeat: { readonly after: number; readonly add: number } | undefined
  /** How an official reads them; empty where there are none. */
  readonly words: Words
}

/** Flags of one case are multiplied: as few digits as sheets write, so that every product stays exact. */
const PRODUCT_MAX = 1_000_000

export function caseRules({ flags = {}, repeat }: z.infer<z.ZodObject<typeof caseWords>>, reading: Reading): CaseRules {
  const changes = new Map<string, Change>()
  for (const [flag, { times, add }] of Object.entries(flags).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const inner = at(reading, 'flags', flag)
    const factor = times === undefined ? whole(1) : (readDecimal(times) ?? whole(1))
    if (times === undefined && add === undefined)
      fail(inner, '应写倍数（times）或加减的分（add）', 'write "times", how many times the points, or "add", points to add')
    if (factor.num < 0) fail(at(inner, 'times'), '倍数不能小于0', '"times" is not below 0')
    changes.set(flag, { times: factor, add: add === undefined ? 0 : pointsOf(add) })
  }
  const size = (part: 'num' | 'den'): number =>
    [...changes.values()].reduce((all, { times }) => all * Math.max(times[part], 1), 1)
  if (size('num') > PRODUCT_MAX || size('den') > PRODUCT_MAX)
    fail(at(reading, 'flags'), '各倍数相乘后位数太多', 'the factors have too many digits when they are multiplied')
  const repeats = repeat && { after: Number(repeat.after), add: pointsOf(repeat.add) }
  return { flags: changes, repeat: repeats, words: wordsOf(changes, repeats) }
}

function wordsOf(flags: CaseRules['flags'], repeat: CaseRules['repeat']): Words {
  const parts = [...flags].map(([flag, { times, add }]): Words => {
    const isTimes = compare(times.num, times.den, 1, 1) !== 0
    return {
      zh: `${flag}的${isTimes ? `乘以${fractionText(times)}` : ''}${add === 0 ? '' : `另${signed(add)}分`}`,
      en: `${flag}${isTimes ? ` times ${fractionText(times)}` : ''}${add === 0 ? '' : ` and ${pointsText(add)}`}`,
    }
  })
  if (repeat !== undefined)
    parts.push({
      zh: `同一等次从第${repeat.after + 1}起每起另${signed(repeat.add)}分`,
      en: `from the ${repeat.after + 1}th of one level on ${pointsText(repeat.add)} more each`,
    })
  return { zh: parts.map(({ zh }) => `，${zh}`).join(''), en: parts.map(({ en }) => `, ${en}`).join('') }
}

const signed = (points: number): string => `${points < 0 ? '扣' : '加'}${pointsText(Math.abs(points))}`

/** Whether cases are more than what their words say. */
export const areChanged = ({ flags, repeat }: CaseRules): boolean => flags.size > 0 || repeat !== undefined

/** Whether a case may give more than its word says, and not only lose more. */
export const canAdd = ({ flags, repeat }: CaseRules): boolean =>
  (repeat?.add ?? 0) > 0 || [...flags.values()].some(({ add }) => add > 0)

/** Points of one case after its flags: first all factors, then what is added; to 1/10,000. */
export function flagged(points: number, it: Case, { flags }: CaseRules): number {
  const changes = it.flags.flatMap((flag) => flags.get(flag) ?? [])
  if (changes.length === 0) return points
  const { num, den } = changes.map(({ times }) => times).reduce(product)
  return changes.reduce((sum, { add }) => sum + add, scaled(points, num, den, 1, 'half_up'))
}

/** What a flag of a case says that no rule is about: shown, so that nobody thinks that it counted. */
export const unknownFlags = ({ flags }: Case, { flags: known }: CaseRules): Words[] =>
  flags
    .filter((flag) => !known.has(flag))
    .map((flag) => ({ zh: `情形“${flag}”规则没有写，不影响得分`, en: `no rule is about "${flag}"; it changes no points` }))
