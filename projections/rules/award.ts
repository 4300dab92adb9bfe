/** Awards, 十佳: who may stand, how candidates are scored, how many win from which pool, and what decides between equals. */
import { z } from 'zod'
import { BallotCast } from '../../events/award.js'
import type { Json } from '../../events/event.js'
import { UnitKind } from '../../events/fields.js'
import type { Cadence } from '../../events/time.js'
import { compileScore, type ScoreLine } from './award-score.js'
import { pointsOf } from './fraction.js'
import { at, fail, Id, nearest, PointsText, type Reading } from './reading.js'
import { test, type Test } from './test.js'

const Whole = z.string().regex(/^[1-9]\d{0,2}$/)
const Kinds = z.array(z.string()).min(1)
const Range = z.strictObject({ at_least: Whole.optional(), at_most: Whole.optional() })

const Pool = z.strictObject({
  id: Id,
  title: z.string().min(1),
  quota: Whole,
  /** Kinds of unit that stand in it; without them it is the pool that the nomination names. */
  units: Kinds.optional(),
})

const Condition = z.strictObject({ id: Id, title: z.string().min(1), cites: z.string().optional(), when: z.unknown() })

const Criterion = z.strictObject({ id: Id, title: z.string().min(1), max: PointsText.optional() })

export const AwardSchema = z.strictObject({
  id: Id,
  title: z.string().min(1),
  cites: z.string().optional(),
  subject: z.enum(['person', 'unit', 'station', 'brand']),
  /** Kinds of unit that may stand, where units do. */
  units: Kinds.optional(),
  period: z.enum(['year', 'quarter', 'month']),
  quota: Whole,
  pools: z.array(Pool).min(1).optional(),
  /** Whether who wins it wins no other such award of the round, 一人一奖. Without it: for persons. */
  exclusive: z.boolean().optional(),
  /** Who votes and scores: anybody on the jury, `member_units`, or kinds and codes of units. */
  evaluator: z.union([z.enum(['jury', 'member_units']), Kinds]).optional(),
  /** The smallest jury. */
  jury: z.strictObject({ at_least: Whole }).optional(),
  /** Kinds of unit that nominate, and how many candidates each at most. */
  nominators: z
    .array(z.strictObject({ kind: z.string(), places: z.union([Whole, Range]).optional() }))
    .min(1)
    .optional(),
  /** In which channels is voted, and how many candidates a juror approves at most. */
  ballots: z.strictObject({ channels: z.array(z.string()).min(1), approvals: Whole.optional() }).optional(),
  /** The most that a juror gives, and the criteria by which, if any. */
  expert: z.strictObject({ max: PointsText, criteria: z.array(Criterion).min(1).optional() }).optional(),
  eligible: z.array(Condition).optional(),
  score: z.unknown(),
  ties: z.array(z.string()).optional(),
  /** Whether places may be left vacant, 从缺. Without it they may. */
  vacant: z.boolean().optional(),
  /** What those get who come next in each pool, 提名奖. */
  runners_up: z.strictObject({ title: z.string().min(1), places: z.union([Whole, z.literal('rest')]) }).optional(),
})

export type AwardSpec = z.infer<typeof AwardSchema>

/** Places for which candidates compete. An award without pools is one pool without an id. */
export interface Pool {
  readonly id: string | undefined
  readonly title: string
  readonly quota: number
  readonly units: readonly string[] | undefined
}

/** What a candidate must meet. */
export interface Eligibility {
  readonly id: string
  readonly title: string
  readonly cites: string | undefined
  readonly test: Test
}

export interface AwardCriterion {
  readonly id: string
  readonly title: string
  /** In 1/10,000. */
  readonly max: number
}

/** Units of a kind that nominate, and how many candidates each. */
export interface Nominators {
  readonly kind: string
  readonly least: number
  /** Undefined where there is no end. */
  readonly places: number | undefined
}

export interface RunnersUp {
  readonly title: string
  /** How many of each pool; undefined: all that are left. */
  readonly places: number | undefined
}

export interface Award {
  readonly id: string
  readonly title: string
  readonly cites: string | undefined
  readonly subject: AwardSpec['subject']
  readonly units: readonly string[] | undefined
  readonly period: Cadence
  readonly quota: number
  readonly pools: readonly Pool[]
  readonly isExclusive: boolean
  /** Kinds and codes of those who may be on the jury; undefined where anybody may. */
  readonly evaluators: readonly string[] | undefined
  readonly leastJury: number
  readonly nominators: readonly Nominators[] | undefined
  readonly channels: readonly string[]
  readonly approvals: number | undefined
  readonly expertMax: number | undefined
  readonly criteria: readonly AwardCriterion[]
  readonly eligible: readonly Eligibility[]
  readonly lines: readonly ScoreLine[]
  readonly ties: readonly string[]
  readonly mayBeVacant: boolean
  readonly runnersUp: RunnersUp | undefined
}

const channelWords = (BallotCast.data.shape.channel as z.ZodEnum).options.map(String)
const kindWords = (UnitKind as z.ZodEnum).options.map(String)
const UNIT_CODE = /^(?!T)[A-Z]{1,2}\d{2,4}$/

/** What decides between equal totals beside the lines of the score and the criteria. */
export const tieWords = ['ballots', 'expert', 'criterion', 'previous_score', 'earliest_nomination'] as const

export function compileAward(spec: AwardSpec, outer: Reading): Award {
  const channels = spec.ballots?.channels ?? []
  const expertMax = spec.expert === undefined ? undefined : pointsOf(spec.expert.max)
  const reading: Reading = { ...outer, address: spec.id, award: { id: spec.id, subject: spec.subject, channels, expertMax } }
  const lines = compileScore(spec.score as Json, at(reading, 'score'))
  channels.forEach((channel, i) => known(channel, channelWords, at(reading, 'ballots', 'channels', i), '这种投票', 'channel'))
  ofKinds(spec.units, at(reading, 'units'))
  spec.nominators?.forEach(({ kind }, i) => known(kind, kindWords, at(reading, 'nominators', i, 'kind'), KIND, KIND_EN))
  if (spec.units !== undefined && spec.subject !== 'unit')
    fail(at(reading, 'units'), '只有评单位的奖项才写“units”', '"units" is for awards of units')
  const criteria = criteriaOf(spec, expertMax, at(reading, 'expert'))
  tiesFit(spec, lines, reading)
  uniqueIds(spec.eligible ?? [], at(reading, 'eligible'))
  return {
    id: spec.id,
    title: spec.title,
    cites: spec.cites,
    subject: spec.subject,
    units: spec.units,
    period: spec.period,
    quota: Number(spec.quota),
    pools: poolsOf(spec, at(reading, 'pools')),
    isExclusive: spec.exclusive ?? spec.subject === 'person',
    evaluators: evaluatorsOf(spec, at(reading, 'evaluator')),
    leastJury: Number(spec.jury?.at_least ?? 0),
    nominators: spec.nominators?.map((one, i) => nominatorsOf(one, at(reading, 'nominators', i, 'places'))),
    channels,
    approvals: spec.ballots?.approvals === undefined ? undefined : Number(spec.ballots.approvals),
    expertMax,
    criteria,
    eligible: (spec.eligible ?? []).map(({ id, title, cites, when }, i) => ({
      ...{ id, title, cites },
      test: test(when as Json, at({ ...reading, address: `${spec.id}.${id}` }, 'eligible', i, 'when')),
    })),
    lines,
    ties: spec.ties ?? [],
    mayBeVacant: spec.vacant ?? true,
    runnersUp: spec.runners_up && {
      title: spec.runners_up.title,
      places: spec.runners_up.places === 'rest' ? undefined : Number(spec.runners_up.places),
    },
  }
}

function nominatorsOf({ kind, places }: NonNullable<AwardSpec['nominators']>[number], reading: Reading): Nominators {
  const { at_least: least, at_most: most }: z.infer<typeof Range> =
    typeof places === 'string' ? { at_most: places } : (places ?? {})
  const [from, until] = [Number(least ?? 0), most === undefined ? undefined : Number(most)]
  if (until !== undefined && from > until) fail(reading, '至少推荐的名数多于至多推荐的', 'at least is more than at most')
  return { kind, least: from, places: until }
}

const KIND = '这类单位'
const KIND_EN = 'kind of unit'

function known(word: string, words: readonly string[], reading: Reading, zh: string, en: string): void {
  if (words.includes(word)) return
  const near = nearest(word, words)
  fail(
    reading,
    `没有“${word}”${zh}${near ? `，是否应为“${near}”` : `，有：${words.join('、')}`}`,
    `there is no ${en} "${word}"${near ? `; did you mean "${near}"?` : `; there are: ${words.join(', ')}`}`,
  )
}

const ofKinds = (kinds: readonly string[] | undefined, reading: Reading): void =>
  kinds?.forEach((kind, i) => known(kind, kindWords, at(reading, i), KIND, KIND_EN))

function poolsOf({ quota, pools, title }: AwardSpec, reading: Reading): Pool[] {
  if (pools === undefined) return [{ id: undefined, title, quota: Number(quota), units: undefined }]
  uniqueIds(pools, reading)
  const sum = pools.reduce((total, pool) => total + Number(pool.quota), 0)
  if (sum !== Number(quota))
    fail(
      reading,
      `各组名额合计${sum}名，奖项名额是${quota}名，两者应相等`,
      `the pools have ${sum} places together, the award has ${quota}; they must be equal`,
    )
  pools.forEach(({ units }, i) => ofKinds(units, at(reading, i, 'units')))
  return pools.map((pool) => ({ id: pool.id, title: pool.title, quota: Number(pool.quota), units: pool.units }))
}

function evaluatorsOf({ evaluator }: AwardSpec, reading: Reading): readonly string[] | undefined {
  if (evaluator === undefined || evaluator === 'jury') return undefined
  if (evaluator === 'member_units') return ['member_unit']
  evaluator.forEach((one, i) => {
    if (!UNIT_CODE.test(one)) known(one, kindWords, at(reading, i), KIND, KIND_EN)
  })
  return evaluator
}

function criteriaOf({ expert }: AwardSpec, max: number | undefined, reading: Reading): AwardCriterion[] {
  if (expert === undefined || max === undefined) return []
  if (max <= 0) fail(at(reading, 'max'), '最高分应大于0', 'the most points must be more than 0')
  const criteria = expert.criteria ?? []
  uniqueIds(criteria, at(reading, 'criteria'))
  const sum = criteria.reduce((total, criterion) => total + (criterion.max === undefined ? 0 : pointsOf(criterion.max)), 0)
  if (sum > max)
    fail(
      at(reading, 'criteria'),
      `各评分要素的最高分合计超过${expert.max}分`,
      `the criteria give more than ${expert.max} points together`,
    )
  return criteria.map((criterion) => ({
    id: criterion.id,
    title: criterion.title,
    max: criterion.max === undefined ? max : pointsOf(criterion.max),
  }))
}

function tiesFit({ ties, ballots, expert }: AwardSpec, lines: readonly ScoreLine[], reading: Reading): void {
  const criteria = expert?.criteria?.map(({ id }) => id) ?? []
  const words = [...tieWords, ...lines.map(({ id }) => id), ...criteria]
  ties?.forEach((tie, i) => {
    const place = at(reading, 'ties', i)
    known(tie, words, place, '这种比较办法', 'tie-break')
    if (tie === 'ballots' && ballots === undefined && !lines.some(({ id }) => id === tie))
      fail(place, '这一奖项没有投票（ballots），不能比票数', 'this award has no ballots to compare')
    if ((tie === 'expert' && expert === undefined) || (tie === 'criterion' && criteria.length === 0))
      fail(place, '这一奖项没有写明评委评分的要素', 'this award has no scores of that kind to compare')
  })
}

function uniqueIds(list: readonly { readonly id: string }[], reading: Reading): void {
  list.forEach(({ id }, i) => {
    if (list.findIndex((other) => other.id === id) < i)
      fail(at(reading, i, 'id'), `编号“${id}”重复`, `the id "${id}" is used twice`)
  })
}
