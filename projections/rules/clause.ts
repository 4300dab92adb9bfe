/** Compiles a clause: one measure, one scale, and what bounds it. */
import type { Json, JsonObject, Words } from '../../events/event.js'
import type { ClauseSpec, LimitSpec } from './document.js'
import { pointsOf, type Rounding } from './fraction.js'
import { brokenMeasure, type Measure } from './measure.js'
import { measure } from './measures.js'
import { type NotApplicable, notApplicable } from './not-applicable.js'
import { at, fail, type Reading } from './reading.js'
import type { Scale } from './scale.js'
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
  readonly limits: Limits
  readonly notApplicable: NotApplicable | undefined
  /** Its points are a multiple of this before the limits, rounded this way. */
  readonly step: number
  readonly round: Rounding
  /** What it would give at most, for points that are not judged yet. */
  readonly best: number
  /** How it is judged, when an assessor decides it. */
  readonly judged: string | undefined
}

export function compileClause(spec: ClauseSpec, address: string, outer: Reading, item: Limits): Clause {
  const limits = limitsOf(spec.limit ?? {}, at({ ...outer, address }, 'limit'))
  const reading = { ...outer, address, most: limits.max ?? item.max }
  const measured = spec.measure === undefined ? undefined : measure(spec.measure as Json, at(reading, 'measure'))
  const scaled = spec.scale === undefined ? asMeasured(reading) : scale(spec.scale as Json, at(reading, 'scale'))
  mustFit(spec, measured, scaled, reading)
  const best = limits.max ?? (scaled.best === undefined ? undefined : scaled.best + limits.start) ?? item.max ?? 0
  return {
    kind: 'clause',
    address,
    title: spec.title ?? '',
    cites: spec.cites,
    words: sentenceOf(measured, scaled.words(measured)),
    measure: measured,
    scale: scaled,
    highestPer: spec.limit?.highest_per,
    limits,
    notApplicable: notApplicable(spec.limit?.not_applicable, at(reading, 'limit')),
    step: reading.step,
    round: reading.round,
    best,
    judged: judgedKind(spec.measure),
  }
}

/** How an official reads a clause: what is measured, then how points follow. 每少1次扣1.50分 says both. */
function sentenceOf(measured: Measure | undefined, { zh, en }: Words): Words {
  if (measured === undefined || (measured.every !== undefined && zh.startsWith(measured.every.zh))) return { zh, en }
  if (zh === '') return { zh: `按${measured.words.zh}计分`, en: `points as ${measured.words.en}` }
  return { zh: `${measured.words.zh}：${zh}`, en: `${measured.words.en}: ${en}` }
}

/** What is measured, the scale and the choice of the highest must fit one another. */
function mustFit({ scale: written, limit }: ClauseSpec, measured: Measure | undefined, { takes }: Scale, reading: Reading): void {
  const isList = measured?.list !== undefined
  const column = limit?.highest_per
  const [takesList, takesNumber] = [takes.includes('list'), takes.includes('number')]
  if (measured === undefined && takes.length > 0) fail(reading, '缺少指标（measure）', 'a measure is missing')
  else if (isList && written === undefined) fail(reading, '逐项计分要有对照表（table）', 'a list needs a table')
  else if (measured !== undefined && measured !== brokenMeasure && !isList && (takesList || column !== undefined))
    fail(
      reading,
      '对照表和就高只用于逐项的指标（each … by、judged: level、judged: cases）',
      'tables and highest_per need a list: each … by, judged: level or judged: cases',
    )
  else if (column !== undefined && (!takesList || takesNumber))
    fail(reading, '就高（highest_per）要配对照表（table）', 'highest_per needs a table')
  else if (column !== undefined && measured?.columns?.includes(column) === false)
    fail(at(reading, 'limit', 'highest_per'), `没有“${column}”这一栏`, `there is no column "${column}"`)
}

/** `points`, `met` … when the clause as a whole is an assessor's decision; `granted` for a bonus. */
function judgedKind(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { judged, granted } = value as JsonObject
  return typeof judged === 'string' ? judged : granted === undefined ? undefined : 'granted'
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
