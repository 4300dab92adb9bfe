/** Why a unit has its score: one tree whose lines add up, with the events that counted and those that did not. */
import { z } from 'zod'
import { AnyPeriod } from '../events/fields.js'
import type { Position, Words } from '../events/event.js'
import { appraisalOf, evaluateSheet, type Met, metOf, rosterOf, type SheetResult, windowOf } from './appraisal.js'
import { answer, defineQuestion } from './question.js'
import { isRefusal, type Refusal, refuse } from './refusal.js'
import { zeroWords } from './rules/adjust.js'
import type { Limits } from './rules/clause.js'
import type { Node } from './rules/compile.js'
import { type LimitStep, stepsAt, type Tally } from './rules/evaluate.js'
import { fractionText, pointsText } from './rules/fraction.js'
import { type Flag, type Frame, IGNORED } from './rules/frame.js'
import type { Measure } from './rules/measure.js'
import { exemptWords } from './rules/not-applicable.js'
import { nearest } from './rules/reading.js'
import { findUnit } from './units.js'

/** A line of the tree. The points of the lines in it add up to its own. */
export interface Line {
  readonly kind: 'heading' | 'bonus' | 'item' | 'clause' | 'start' | 'limit'
  readonly address: string
  readonly title: Words
  readonly points: string
  readonly max: string | null
  readonly pending: string
  /** The paragraph of the paper. */
  readonly cites: string | null
  /** What was measured, and how points follow from it. */
  readonly measured: string | null
  readonly rule: Words | null
  readonly counted: readonly Position[]
  readonly notCounted: readonly { readonly position: Position; readonly why: Words }[]
  readonly missing: readonly Words[]
  /** How what was measured came about, where the events alone do not say it. */
  readonly notes?: readonly Words[]
  readonly lines: readonly Line[]
}

export interface Explanation {
  readonly unit: { readonly code: string; readonly name: string }
  readonly sheet: { readonly id: string; readonly title: string }
  readonly period: string
  readonly base: string
  readonly bonus: string
  readonly deduction: string
  readonly pending: string
  readonly total: string
  /** On a sheet without points: how many items are met, of how many. */
  readonly met?: Met
  readonly grade: string | null
  readonly gradedBy: readonly string[]
  readonly vetoes: readonly {
    readonly id: string
    readonly title: string
    readonly effect: 'void' | 'not_excellent' | 'bar' | 'grade'
    /** The grade that is barred or given, where the effect names one. */
    readonly grade?: string
    readonly because: readonly Position[]
  }[]
  /** Why it has no better grade, where others took the places; left out where that is not so. */
  readonly gradeNotes?: readonly Words[]
  /** What people should look at; left out where there is nothing. */
  readonly flags?: readonly Flag[]
  readonly lines: readonly Line[]
}

const ask = z.strictObject({ unit: z.string(), period: AnyPeriod, sheet: z.string().optional(), node: z.string().optional() })

export const explanation = defineQuestion({
  name: 'explanation',
  label: { zh: '为什么', en: 'explanation' },
  ask,
  periodOf: ({ period }) => period,
  answer: (view, asked, basis) => {
    const found = evaluatedUnit(view, asked, basis, true)
    if (isRefusal(found)) return found
    const tree = explain(found)
    if (asked.node === undefined) return answer(tree, found.appraisal.used)
    const lines = linesAt(tree.lines, asked.node)
    if (lines === undefined) {
      const near = nearest(asked.node, found.appraisal.sheet.nodes.keys())
      return refuse(
        'unknown_node',
        `考评表里没有“${asked.node}”这一项${near ? `，是否应为“${near}”` : ''}`,
        `the sheet has no node "${asked.node}"${near ? `; did you mean "${near}"?` : ''}`,
        { place: 'node' },
      )
    }
    return answer({ ...tree, lines }, found.appraisal.used)
  },
})

export const score = defineQuestion({
  name: 'score',
  label: { zh: '得分', en: 'score' },
  ask: ask.omit({ node: true }),
  periodOf: ({ period }) => period,
  answer: (view, asked, basis) => {
    const found = evaluatedUnit(view, asked, basis, false)
    return isRefusal(found) ? found : answer(withoutReasons(explain(found)), found.appraisal.used)
  },
})

type ViewOf = Parameters<typeof appraisalOf>[0]
type BasisOf = Parameters<typeof appraisalOf>[2]

/** The sheet of one unit, with a trace when somebody wants the reasons. */
function evaluatedUnit(
  view: ViewOf,
  asked: { unit: string; period: string; sheet?: string | undefined },
  basis: BasisOf,
  traced: boolean,
): SheetResult | Refusal {
  // Who stood on the last day of the period is appraised, whatever became of it since.
  const unit = findUnit(view, asked.unit, { ...basis, asOf: windowOf({ period: asked.period, asOf: basis.asOf }).last })
  if (isRefusal(unit)) return unit
  const appraisal = appraisalOf(view, { ...asked, kind: unit.kind }, basis)
  if (isRefusal(appraisal)) return appraisal
  if (unit.kind !== appraisal.sheet.appraises)
    return refuse(
      'unknown_sheet',
      `《${appraisal.sheet.title}》不考评${unit.name}这类单位`,
      `the sheet "${appraisal.sheet.id}" does not appraise ${unit.code}`,
      { place: 'sheet' },
    )
  return evaluateSheet(view, appraisal, rosterOf(view, appraisal), { only: unit, trace: traced ? IGNORED : undefined })
}

function explain({ appraisal, frame, headings, bonus, units }: SheetResult): Explanation {
  const result = units[0]!
  const { unit, base, deduction, pending, total, grade, gradedBy, vetoes } = result
  return {
    unit: { code: unit.code, name: unit.name },
    sheet: { id: appraisal.sheet.id, title: appraisal.sheet.title },
    period: appraisal.period,
    base: pointsText(base),
    bonus: pointsText(result.bonus),
    deduction: pointsText(deduction),
    pending: pointsText(pending),
    total: pointsText(total),
    ...(appraisal.sheet.isMet && { met: metOf(result) }),
    grade: grade ?? null,
    gradedBy,
    vetoes: appraisal.sheet.vetoes
      .filter(({ id }) => vetoes.includes(id))
      .map(({ id, title, effect, grade: named, test }) => ({
        ...{ id, title, effect, ...(named !== undefined && { grade: named }) },
        because: positionsOf(test, frame),
      })),
    ...(result.gradeNotes.length > 0 && { gradeNotes: result.gradeNotes }),
    ...(result.flags.length > 0 && { flags: result.flags }),
    lines: [...headings, ...(bonus === undefined ? [] : [bonus])].map((part) => lineOf(part, frame)),
  }
}

function positionsOf(test: SheetResult['appraisal']['sheet']['vetoes'][number]['test'], frame: Frame): Position[] {
  const counted = new Set<Position>()
  test.verdicts({ ...frame, trace: { ...IGNORED, counted: (position) => void counted.add(position) } })
  return [...counted].sort((a, b) => a - b)
}

function lineOf(tally: Tally, frame: Frame): Line {
  const { node, parts, points, best, raw, seen } = tally
  const start = node.limits.start === 0 ? [] : [bare('start', node, { zh: '起评分', en: 'starts with' }, node.limits.start)]
  const bound = stepsAt(tally, 0).map((step) => bare('limit', node, limitWords(node, step), step.to - step.from))
  // An item of one clause is one line: the clause's own numbers, under the item's title and limits.
  const only = node.kind === 'item' && parts.length === 1 && parts[0]!.node.address === node.address ? parts[0] : undefined
  const inner = only === undefined ? parts.map((part) => lineOf(part, frame)) : [clauseLine(only, frame)]
  const own = node.kind === 'clause' ? clauseFacts(tally, frame) : NO_FACTS
  const computed: Line[] =
    node.kind === 'clause' && (start.length > 0 || bound.length > 0)
      ? [{ ...bare('clause', node, node.words, raw[0]!), rule: null }]
      : []
  // Of what is not about the unit no more is said than what it comes to.
  const isExempt = tally.exempt?.[0] === 1
  const rule = isExempt ? node.notApplicable : undefined
  const exempt = rule && [bare('limit', node, exemptWords(rule), points[0]!)]
  return {
    kind: node.kind,
    address: node.address,
    title: titleOf(node),
    points: pointsText(points[0]!),
    max: maxOf(node.limits),
    pending: pointsText(best[0]! - points[0]!),
    cites: node.cites ?? null,
    ...NO_FACTS,
    ...(!isExempt && own),
    ...(seen && {
      counted: seen.counted,
      notCounted: seen.rejected,
      missing: seen.missing,
      ...(seen.notes.length > 0 && { notes: seen.notes }),
    }),
    lines: tally.open[0] === 1 && node.kind === 'clause' ? [] : (exempt ?? [...start, ...computed, ...inner, ...bound]),
  }
}

const clauseLine = (tally: Tally, frame: Frame): Line => lineOf(tally, frame)

const NO_FACTS = { measured: null, rule: null, counted: [], notCounted: [], missing: [] }

function clauseFacts({ node, open, cases }: Tally, frame: Frame): Pick<Line, 'measured' | 'rule'> {
  if (node.kind !== 'clause') return NO_FACTS
  if (open[0] === 1) return { measured: null, rule: node.words }
  const quiet = { ...frame, trace: undefined }
  const textOf = (measure: Measure): string => {
    // Of a list that a table turns into points, as many as gave points.
    if (measure === node.measure && cases !== undefined && !Number.isNaN(cases[0])) return String(cases[0])
    const { num, den, open: isOpen } = measure.numbers(quiet)
    return isOpen[0] === 1 ? '?' : fractionText({ num: num[0]!, den: den[0]! })
  }
  const { own, measures } = node.scale.consulted(quiet, node.measure)
  const measured = [...(own && node.measure !== undefined ? [node.measure] : []), ...measures].map(textOf)
  return { measured: measured.length === 0 ? null : measured.join('、'), rule: node.words }
}

const titleOf = (node: Node): Words => {
  if (node.kind === 'clause' && node.title === '') return node.words
  return { zh: node.title, en: node.title }
}

const maxOf = ({ max }: Limits): string | null => (max === undefined ? null : pointsText(max))

const bare = (kind: 'start' | 'limit' | 'clause', node: Node, title: Words, points: number): Line => ({
  kind,
  address: node.address,
  title,
  points: pointsText(points),
  max: null,
  pending: pointsText(0),
  cites: null,
  ...NO_FACTS,
  lines: [],
})

function limitWords({ adjustment }: Node, { limit, at, from, to }: LimitStep): Words {
  const by = pointsText(Math.abs(to - from))
  switch (limit) {
    case 'factor': {
      const { zh, en } = adjustment!.factors[at]!.words
      return {
        zh: `${zh}：${pointsText(from)}分成为${pointsText(to)}分`,
        en: `${en}: ${pointsText(from)} become ${pointsText(to)}`,
      }
    }
    case 'max':
      return { zh: `超出上限${pointsText(at)}分，不计${by}分`, en: `above the most of ${pointsText(at)}: ${by} not counted` }
    case 'min':
      return { zh: `扣完为止，少扣${by}分`, en: `not below ${pointsText(at)}: ${by} given back` }
    case 'round':
      return { zh: `取整到${pointsText(at)}分的倍数`, en: `rounded to a multiple of ${pointsText(at)}` }
    case 'zero_when':
      return zeroWords(adjustment!)
  }
}

/** The lines at an address. An item and its only clause share one. */
function linesAt(lines: readonly Line[], address: string): readonly Line[] | undefined {
  for (const line of lines) {
    if (line.address === address && line.kind !== 'start' && line.kind !== 'limit') return [line]
    const inner = linesAt(line.lines, address)
    if (inner !== undefined) return inner
  }
  return undefined
}

/** A score is the tree without its reasons. */
function withoutReasons(tree: Explanation): unknown {
  const bareLine = ({ kind, address, title, points, max, pending, measured, lines }: Line): unknown => ({
    kind,
    address,
    title: title.zh,
    points,
    max,
    pending,
    measured,
    lines: lines.map(bareLine),
  })
  return { ...tree, lines: tree.lines.map(bareLine) }
}
