/** Compiles a clause: one measure, one scale, and what bounds it. */
import type { Json, JsonObject, Words } from '../../events/event.js'
import { type Adjustment, adjustment, mostAfter } from './adjust.js'
import type { ClauseSpec, LimitSpec } from './document.js'
import { pointsOf, pointsText, type Rounding } from './fraction.js'
import { brokenMeasure, type Measure, NO_UNIT } from './measure.js'
import { measure } from './measures.js'
import { type NotApplicable, notApplicable } from './not-applicable.js'
import { at, fail, type Reading, warn } from './reading.js'
import type { Applied, Scale } from './scale.js'
import { asMeasured, scale } from './scales.js'

/** What bounds the points of a node, in the order in which it is applied. Points in 1/10,000. */
export interface Limits {
  readonly start: number
  readonly max: number | undefined
  readonly min: number | undefined
  readonly round: number | undefined
}

export interface Clause {
  readonly kind: 'clause'
  readonly address: string
  readonly title: string
  readonly cites: string | undefined
  readonly words: Words
  readonly measure: Measure | undefined
  readonly scale: Scale
  readonly highestPer: string | undefined
  readonly perCase: Applied['perCase']
  readonly limits: Limits
  readonly adjustment: Adjustment | undefined
  /** Points that the paper gives for it without saying how; it is never scored. */
  readonly unscored: number | undefined
  readonly notApplicable: NotApplicable | undefined
  /** Its points are a multiple of this before the limits, rounded this way. */
  readonly step: number
  readonly round: Rounding
  /** What it would give at most, for points that are not judged yet. */
  readonly best: number
  /** How it is judged, where an assessor decides it or a part of it. */
  readonly judged: string | undefined
  /** Its number is the judgement itself, and nothing that is computed from it. */
  readonly isJudgement: boolean
}

export function compileClause(spec: ClauseSpec, address: string, outer: Reading, item: Limits): Clause {
  const limits = limitsOf(spec.limit ?? {}, at({ ...outer, address }, 'limit'))
  const reading = { ...outer, address, most: limits.max ?? item.max }
  if (spec.unscored !== undefined) return unscoredClause(spec, spec.unscored, reading)
  const measured = spec.measure === undefined ? undefined : measure(spec.measure as Json, at(reading, 'measure'))
  const scaled = spec.scale === undefined ? asMeasured(reading) : scale(spec.scale as Json, at(reading, 'scale'))
  mustFit(spec, measured, scaled, reading)
  const rule = adjustment(spec.limit ?? {}, at(reading, 'limit'))
  const ofScale = scaled.best === undefined ? undefined : mostAfter(scaled.best, rule) + limits.start
  return {
    ...nothingIn(spec, reading),
    words: sentenceOf(measured, scaled.words(measured)),
    measure: measured,
    scale: scaled,
    highestPer: spec.limit?.highest_per,
    perCase: spec.limit?.per_case && perCaseOf(spec.limit.per_case, at(reading, 'limit', 'per_case')),
    limits,
    adjustment: rule,
    notApplicable: notApplicable(spec.limit?.not_applicable, at(reading, 'limit')),
    best: limits.max ?? ofScale ?? item.max ?? 0,
    judged: judgedKind([spec.measure, spec.scale, spec.limit] as Json, reading),
    isJudgement: isJudgement(spec.measure),
  }
}

/** A clause that gives nothing to anybody. */
const nothingIn = ({ title = '', cites }: ClauseSpec, reading: Reading): Clause => ({
  ...{ kind: 'clause', address: reading.address, title, cites, words: NO_UNIT, step: reading.step, round: reading.round },
  ...{ measure: undefined, scale: asMeasured(reading), highestPer: undefined, perCase: undefined, judged: undefined },
  ...{ limits: { start: 0, max: undefined, min: undefined, round: undefined }, adjustment: undefined, best: 0 },
  ...{ unscored: undefined, notApplicable: undefined, isJudgement: false },
})

/** 原文不全: it stands in the sheet with its points, and keeps it open. */
function unscoredClause(spec: ClauseSpec, { points, why }: NonNullable<ClauseSpec['unscored']>, reading: Reading): Clause {
  if (spec.measure !== undefined || spec.scale !== undefined || spec.limit !== undefined)
    fail(
      at(reading, 'unscored'),
      '不能计分的（unscored）不写指标、计分办法和限度',
      'what is unscored has no measure, scale or limit',
    )
  const best = pointsOf(points)
  return {
    ...nothingIn(spec, reading),
    words: { zh: `不能计分（${pointsText(best)}分）：${why}`, en: `cannot be scored (${pointsText(best)}): ${why}` },
    best,
    unscored: best,
  }
}

/** How an official reads a clause: what is measured, then how points follow. 每少1次扣1.50分 says both. */
function sentenceOf(measured: Measure | undefined, { zh, en }: Words): Words {
  if (measured === undefined || (measured.every !== undefined && zh.startsWith(measured.every.zh))) return { zh, en }
  if (zh === '') return { zh: `按${measured.words.zh}计分`, en: `points as ${measured.words.en}` }
  return { zh: `${measured.words.zh}：${zh}`, en: `${measured.words.en}: ${en}` }
}

/** What is measured, the scale and the choice of the highest must fit one another. */
function mustFit({ scale: written, limit }: ClauseSpec, measured: Measure | undefined, scaled: Scale, reading: Reading): void {
  const { takes, isRanged } = scaled
  const isList = measured?.list !== undefined
  const column = limit?.highest_per
  const isCaseWise = column !== undefined || limit?.per_case !== undefined
  const [takesList, takesNumber] = [takes.includes('list'), takes.includes('number')]
  if (measured === undefined && takes.length > 0) fail(reading, '缺少指标（measure）', 'a measure is missing')
  else if (isList && written === undefined) fail(reading, '逐项计分要有对照表（table）', 'a list needs a table')
  else if (measured !== undefined && measured !== brokenMeasure && !isList && (takesList || isCaseWise))
    fail(
      reading,
      '逐起计分、对照表和就高只用于逐项的指标（each … by、judged: level、judged: cases）',
      'tables, points case by case and highest_per need a list: each … by, judged: level or judged: cases',
    )
  else if (isCaseWise && (takes.length === 0 || takesNumber))
    fail(reading, '逐起的限度（per_case）和就高（highest_per）要配对照表（table）', 'highest_per and per_case need a table')
  else if (isList && isRanged === true && measured.hasPoints !== true)
    fail(
      reading,
      '分值是范围的，要由考评单位逐起写分数（judged: cases）',
      'where points are a range an assessor says them for each case: judged: cases',
    )
  else if (column !== undefined && measured?.columns?.includes(column) === false)
    fail(at(reading, 'limit', 'highest_per'), `没有“${column}”这一栏`, `there is no column "${column}"`)
}

/** `points`, `met` … as which an assessor judges the clause, wherever that stands in it; `granted` for a bonus. */
function judgedKind(value: Json, reading: Reading): string | undefined {
  const kinds = [...new Set(kindsIn(value))]
  if (kinds.length > 1)
    warn(
      reading,
      `一个考评单位对一个条款只评一次，这里要几种评定：${kinds.join('、')}；应分成几个条款`,
      `an office judges a clause once; here it is wanted as ${kinds.join(', ')}: make clauses of them`,
    )
  return kinds[0]
}

function kindsIn(value: Json | undefined): string[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((it: Json) => kindsIn(it))
  const { judged, granted, where: _, ...rest } = value as JsonObject
  const own = typeof judged === 'string' ? [judged] : granted === undefined ? [] : ['granted']
  return [...own, ...Object.values(rest).flatMap(kindsIn)]
}

function isJudgement(measured: unknown): boolean {
  if (typeof measured !== 'object' || measured === null) return false
  const { judged, granted, in: within = 'period' } = measured as JsonObject
  return (judged !== undefined && within === 'period') || granted !== undefined
}

function perCaseOf({ max, min }: NonNullable<LimitSpec['per_case']>, reading: Reading): NonNullable<Applied['perCase']> {
  const bounds = { max: max === undefined ? undefined : pointsOf(max), min: min === undefined ? undefined : pointsOf(min) }
  if (bounds.max === undefined && bounds.min === undefined)
    fail(reading, '应写每起的上限（max）或下限（min）', 'write "max" or "min" of each case')
  if (bounds.max !== undefined && bounds.min !== undefined && bounds.max < bounds.min)
    fail(reading, '每起的上限小于下限', 'the most of each case is less than the least')
  return bounds
}

export function limitsOf(
  { start, max, min, round }: Pick<LimitSpec, 'start' | 'max' | 'min' | 'round'>,
  reading: Reading,
): Limits {
  const points = (text: string | undefined, place: string): number | undefined => {
    const value = text === undefined ? undefined : pointsOf(text)
    if (value !== undefined && value % reading.step !== 0)
      fail(at(reading, place), `“${text}”不是最小分值的整倍数`, `"${text}" is no multiple of the step`)
    return value
  }
  return {
    start: points(start, 'start') ?? 0,
    max: points(max, 'max'),
    min: points(min, 'min'),
    round: points(round, 'round'),
  }
}
