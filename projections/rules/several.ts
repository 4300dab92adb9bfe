/** Several assessors of one item: whose points it takes, and when theirs are too far apart. */
import { z } from 'zod'
import type { Position, Words } from '../../events/event.js'
import { numberOf, textOf } from './cells.js'
import { forDecisions } from './decisions.js'
import {
  compare,
  type Fraction,
  fractionText,
  plus,
  POINT,
  pointsText,
  product,
  quotient,
  readDecimal,
  whole,
} from './fraction.js'
import type { Frame } from './frame.js'
import { type Values, valuesFor } from './measure.js'
import { at, DecimalText, fail, nearest, type Reading } from './reading.js'

const Take = z.union([
  z.enum(['last', 'mean', 'sum']),
  z.strictObject({ lead: z.string() }),
  z.strictObject({ weights: z.record(z.string(), DecimalText) }),
])

export const Several = z.strictObject({
  take: Take,
  /** Assessors that differ by more than this share of the most that can be given are flagged. */
  gap: DecimalText.optional(),
})

/** How the judgements of several offices become one number. */
export interface Policy {
  /** What follows the noun of what is judged. */
  readonly words: Words
  /** The result, as a noun: 平均. */
  readonly noun: Words
  /** The offices that may judge, in the order of the sheet. */
  readonly offices: readonly string[]
  /** What a judgement of each weighs; those without one do not count. */
  readonly weights: ReadonlyMap<string, Fraction>
  /** Sum of the weights, where the result is their mean. */
  readonly over: Fraction
  /** Points in 1/10,000 by which they may differ. */
  readonly allowed: Fraction | undefined
}

const takeWords = {
  mean: { zh: '的平均', en: ', the mean' },
  sum: { zh: '的合计', en: ', the sum' },
} as const

/** Compiles a policy; none where the last judgement counts, as it does without one. */
export function policyOf({ take, gap }: z.infer<typeof Several>, kind: string, reading: Reading): Policy | undefined {
  const inside = at(reading, 'several')
  const sheet = reading.sheets?.find(({ id }) => id === reading.sheet)
  const offices = sheet === undefined || sheet.appraiser === 'parent' ? [] : [...new Set(sheet.appraiser)]
  if (kind !== 'points' && kind !== 'number')
    fail(
      inside,
      '几家的评定只有分数（points）和数（number）才能合成',
      'only points and numbers of several assessors can be joined',
    )
  else if (offices.length < 2)
    fail(
      inside,
      '“several”用于由几个单位共同考评的表，appraiser 应列出这些单位',
      '"several" is for a sheet whose appraiser lists more than one office',
    )
  const share = gap === undefined ? undefined : readDecimal(gap)
  if (share !== undefined && (kind !== 'points' || reading.most === undefined))
    fail(at(inside, 'gap'), '“gap”按分数上限的比例计算，条款或项目要写 max', '"gap" is a share of the max, which is missing')
  if (share !== undefined && (share.num < 0 || compare(share.num, share.den, 1, 1) > 0))
    fail(at(inside, 'gap'), '“gap”应在0到100%之间', '"gap" lies between 0 and 100%')
  const allowed = share === undefined || reading.most === undefined ? undefined : product(share, whole(reading.most))
  if (take === 'last') {
    if (gap !== undefined) fail(at(inside, 'gap'), '以后记录的为准时不比较分差', 'with "last" nothing is compared')
    return undefined
  }
  if (typeof take === 'string') {
    const weights = new Map(offices.map((office) => [office, whole(1)]))
    return { ...of(takeWords[take], take), offices, weights, over: whole(take === 'mean' ? offices.length : 1), allowed }
  }
  const named = 'lead' in take ? { [take.lead]: '1' } : take.weights
  for (const office of Object.keys(named)) if (!offices.includes(office)) notAssessor(office, offices, at(inside, 'take'))
  const unweighed = 'lead' in take ? [] : offices.filter((office) => named[office] === undefined)
  if (unweighed.length > 0)
    fail(at(inside, 'take', 'weights'), `没有写${unweighed.join('、')}的权重`, `the weight of ${unweighed.join(', ')} is missing`)
  const weights = new Map(Object.entries(named).map(([office, weight]) => [office, readDecimal(weight) ?? whole(0)]))
  if ([...weights.values()].some(({ num }) => num <= 0))
    fail(at(inside, 'take', 'weights'), '权重应大于0', 'weights are more than 0')
  const noun = 'lead' in take ? 'lead' : 'weights'
  const shown = Object.entries(named).map(([office, weight]) => `${office} ${weight}`)
  const words =
    'lead' in take
      ? { zh: `（以${take.lead}为准）`, en: ` by ${take.lead}` }
      : { zh: `的加权平均（${shown.join('、')}）`, en: `, the mean with the weights ${shown.join(', ')}` }
  return { ...of(words, noun), offices, weights, over: [...weights.values()].reduce(plus, whole(0)), allowed }
}

const nouns = {
  mean: { zh: '平均', en: 'mean' },
  sum: { zh: '合计', en: 'sum' },
  lead: { zh: '取', en: 'taken' },
  weights: { zh: '加权平均', en: 'weighted mean' },
} as const

const of = (words: Words, take: keyof typeof nouns): Pick<Policy, 'words' | 'noun'> => ({ words, noun: nouns[take] })

function notAssessor(office: string, offices: readonly string[], reading: Reading): void {
  const near = nearest(office, offices)
  fail(
    reading,
    `${office}不是本表的考评单位${near ? `，是否应为“${near}”` : `，考评单位是${offices.join('、')}`}`,
    `${office} is no appraiser of this sheet${near ? `; did you mean "${near}"?` : `; there are ${offices.join(', ')}`}`,
  )
}

interface Judgement {
  readonly value: number
  readonly position: Position
}

const LATER: Words = { zh: '以同一单位以后记录的评定为准', en: 'a later judgement of the same office counts' }
const NOT_TAKEN: Words = { zh: '以牵头单位的评定为准', en: 'the judgement of the lead counts' }
const NO_ASSESSOR: Words = { zh: '不是本表的考评单位', en: 'not by an appraiser of the sheet' }

/** What the offices come to for each unit: open until all whose judgement counts have judged. */
export function jointNumbers(frame: Frame, kind: 'points' | 'number', policy: Policy, address: string): Values {
  const values = valuesFor(frame)
  values.open.fill(1)
  const { weights, over } = policy
  judgementsOf(frame, kind, policy, address).forEach((judgements, unit) => {
    flagApart(frame, unit, judgements, policy, address)
    if ([...weights.keys()].some((office) => !judgements.has(office))) return
    const weighed = [...weights].map(([office, weight]) => product(whole(judgements.get(office)!.value), weight))
    const result = quotient(weighed.reduce(plus, whole(0)), product(over, whole(POINT))) ?? whole(0)
    values.open[unit] = 0
    values.num[unit] = result.num
    values.den[unit] = result.den
    if (frame.trace === undefined) return
    for (const [office, { position }] of judgements)
      if (weights.has(office)) frame.trace.counted(position)
      else frame.trace.rejected(position, NOT_TAKEN)
    frame.trace.note?.(sentence(frame, judgements, policy, result, kind))
  })
  return values
}

/** The newest judgement of each office for each unit. */
function judgementsOf(
  frame: Frame,
  kind: 'points' | 'number',
  { offices }: Policy,
  address: string,
): readonly ReadonlyMap<string, Judgement>[] {
  const found = frame.units.map(() => new Map<string, Judgement>())
  forDecisions(frame, 'ItemJudged', 'clause', address, (unit, row, table) => {
    if (textOf(table, 'kind', row) !== kind) return
    const office = textOf(table, 'assessor', row) ?? ''
    const position = table.position[row]!
    if (!offices.includes(office)) {
      frame.trace?.rejected(position, NO_ASSESSOR)
      return
    }
    const before = found[unit]!.get(office)
    if (before !== undefined) frame.trace?.rejected(Math.min(before.position, position), LATER)
    if (before === undefined || before.position < position)
      found[unit]!.set(office, { value: numberOf(table, kind, row) ?? 0, position })
  })
  // In the order of the sheet, whoever judged first.
  return found.map((judgements) => new Map(offices.flatMap((office) => entry(office, judgements.get(office)))))
}

const entry = (office: string, judgement: Judgement | undefined): [string, Judgement][] =>
  judgement === undefined ? [] : [[office, judgement]]

const spread = (judgements: ReadonlyMap<string, Judgement>): number => {
  const points = [...judgements.values()].map(({ value }) => value)
  return Math.max(...points) - Math.min(...points)
}

const areApart = (judgements: ReadonlyMap<string, Judgement>, { allowed }: Policy): boolean =>
  allowed !== undefined && judgements.size > 1 && compare(spread(judgements), 1, allowed.num, allowed.den) > 0

/** Points that allowed differences are written in; an exact third of a step is cut. */
const allowedText = ({ num, den }: Fraction): string => pointsText(Math.floor(num / den))

function flagApart(
  frame: Frame,
  unit: number,
  judgements: ReadonlyMap<string, Judgement>,
  policy: Policy,
  address: string,
): void {
  if (!areApart(judgements, policy)) return
  frame.flag?.(unit, {
    kind: 'assessors_apart',
    address,
    offices: [...judgements.keys()],
    points: [...judgements.values()].map(({ value }) => pointsText(value)),
    gap: pointsText(spread(judgements)),
    allowed: allowedText(policy.allowed!),
  })
}

/** 区关工委 8.00，区文明办 6.00，平均 7.00，相差 2.00 超过 1.00. */
function sentence(
  { roster }: Frame,
  judgements: ReadonlyMap<string, Judgement>,
  policy: Policy,
  result: Fraction,
  kind: 'points' | 'number',
): Words {
  const isWhole = kind === 'points' && POINT % result.den === 0
  const shown = isWhole ? pointsText(result.num * (POINT / result.den)) : fractionText(result)
  const nameOf = (office: string): string => roster.get(office)?.name ?? office
  const each = [...judgements].map(([office, { value }]) => ({ office, text: pointsText(value) }))
  const apart = areApart(judgements, policy) ? [pointsText(spread(judgements)), allowedText(policy.allowed!)] : undefined
  return {
    zh: [
      ...each.map(({ office, text }) => `${nameOf(office)} ${text}`),
      `${policy.noun.zh} ${shown}`,
      ...(apart === undefined ? [] : [`相差 ${apart[0]} 超过 ${apart[1]}`]),
    ].join('，'),
    en: [
      ...each.map(({ office, text }) => `${office} ${text}`),
      `${policy.noun.en} ${shown}`,
      ...(apart === undefined ? [] : [`${apart[0]} apart, more than ${apart[1]}`]),
    ].join(', '),
  }
}
