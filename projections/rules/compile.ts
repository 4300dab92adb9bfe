/** Compiles a document once into a tree of nodes that evaluate over columns. */
import type { Json, JsonObject, Words } from '../../events/event.js'
import type { Cadence } from '../../events/time.js'
import { wordsOf } from '../../events/words.js'
import {
  type BonusSpec,
  type ClauseSpec,
  type HeadingSpec,
  type ItemSpec,
  type LimitSpec,
  readDocument,
  type RuleDocument,
  type SheetSpec,
} from './document.js'
import { compileDuty, type Duty } from './duty.js'
import { compare, type Fraction, pointsOf, readDecimal, type Rounding } from './fraction.js'
import { brokenMeasure, type Measure } from './measure.js'
import { measure } from './measures.js'
import { at, fail, nearest, type Reading } from './reading.js'
import type { Scale } from './scale.js'
import { asMeasured, scale } from './scales.js'
import { test, type Test } from './test.js'
import type { Problem } from './yaml.js'

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
  /** Its points are a multiple of this before the limits, rounded this way. */
  readonly step: number
  readonly round: Rounding
  /** What it would give at most, for points that are not judged yet. */
  readonly best: number
  /** How it is judged, when an assessor decides it. */
  readonly judged: string | undefined
}

/** A group of nodes: an item, a heading, the bonus. */
export interface Group {
  readonly kind: 'item' | 'heading' | 'bonus'
  readonly address: string
  readonly title: string
  readonly cites: string | undefined
  readonly parts: readonly Node[]
  readonly limits: Limits
}

export type Node = Clause | Group

export interface Veto {
  readonly id: string
  readonly title: string
  readonly cites: string | undefined
  readonly effect: 'void' | 'not_excellent'
  readonly test: Test
}

export interface Sheet {
  readonly id: string
  readonly title: string
  readonly appraises: string
  readonly appraiser: 'parent' | readonly string[]
  readonly period: Cadence
  readonly base: number | undefined
  readonly headings: readonly Group[]
  readonly bonus: Group | undefined
  readonly vetoes: readonly Veto[]
  readonly grades: readonly { readonly from: Fraction | undefined; readonly grade: string }[]
  readonly ties: readonly string[]
  readonly nodes: ReadonlyMap<string, Node>
}

export interface CompiledRules {
  readonly document: RuleDocument
  readonly sheets: ReadonlyMap<string, Sheet>
  readonly duties: ReadonlyMap<string, Duty>
}

/** Compiles a document. With errors among the problems the result is not to be used. */
export function compileRules(json: Json | undefined, problems: Problem[]): CompiledRules | undefined {
  const document = readDocument(json, problems)
  if (document === undefined) return undefined
  const reading: Reading = {
    path: [],
    problems,
    sheet: '',
    address: '',
    item: '',
    step: pointsOf(document.points.step),
    round: document.points.round,
    duties: document.duties && new Set(document.duties.map(({ id }) => id)),
  }
  if (reading.step <= 0) fail(at(reading, 'points', 'step'), '最小分值应大于0', 'the step must be more than 0')
  uniqueIds(document.duties ?? [], at(reading, 'duties'))
  uniqueIds(document.sheets ?? [], at(reading, 'sheets'))
  const duties = new Map((document.duties ?? []).map((spec, i) => [spec.id, compileDuty(spec, at(reading, 'duties', i))]))
  const sheets = new Map(
    (document.sheets ?? []).map((spec, i) => [spec.id, compileSheet(spec, { ...at(reading, 'sheets', i), sheet: spec.id })]),
  )
  return { document, sheets, duties }
}

function compileSheet(spec: SheetSpec, reading: Reading): Sheet {
  const seen = new Set<string>()
  uniqueIds(spec.headings, at(reading, 'headings'))
  const headings = spec.headings.map((heading, i) =>
    compileGroup('heading', heading, heading.id, at(reading, 'headings', i), seen),
  )
  const bonus = spec.bonus && compileGroup('bonus', spec.bonus, 'bonus', at(reading, 'bonus'), seen)
  const nodes = new Map<string, Node>()
  for (const group of [...headings, ...(bonus ? [bonus] : [])]) collect(group, nodes)
  const ties = spec.ties ?? []
  ties.forEach((tie, i) => {
    if (tie === 'bonus' || tie === 'previous_total' || nodes.has(tie)) return
    const near = nearest(tie, [...nodes.keys(), 'bonus', 'previous_total'])
    fail(
      at(reading, 'ties', i),
      `没有“${tie}”这一项${near ? `，是否应为“${near}”` : ''}`,
      `there is no "${tie}"${near ? `; did you mean "${near}"?` : ''}`,
    )
  })
  if (!Object.hasOwn(wordsOf, spec.appraises))
    fail(at(reading, 'appraises'), `没有“${spec.appraises}”这类单位`, `there is no kind of unit "${spec.appraises}"`)
  const grades = (spec.grades ?? []).map(({ from, grade }) => ({
    from: from === undefined ? undefined : readDecimal(from),
    grade,
  }))
  grades.forEach(({ from }, i) => {
    const before = grades[i - 1]?.from
    const isOpen = from === undefined
    if (isOpen !== (i === grades.length - 1))
      fail(at(reading, 'grades', i), '最后一等不写下限，其余各等都要写', 'the last grade has no lower end, all others have one')
    else if (!isOpen && before && compare(from.num, from.den, before.num, before.den) >= 0)
      fail(at(reading, 'grades', i), '各等次应从高到低排列', 'grades go from the highest down')
  })
  return {
    id: spec.id,
    title: spec.title,
    appraises: spec.appraises,
    appraiser: spec.appraiser,
    period: spec.period,
    base: spec.base === undefined ? undefined : pointsOf(spec.base),
    headings,
    bonus,
    vetoes: (spec.vetoes ?? []).map((veto, i) => ({
      id: veto.id,
      title: veto.title ?? veto.id,
      cites: veto.cites,
      effect: veto.effect,
      test: test(veto.when as Json, at({ ...reading, address: `vetoes.${veto.id}`, item: `vetoes.${veto.id}` }, 'vetoes', i, 'when')),
    })),
    grades,
    ties,
    nodes,
  }
}

function collect(node: Node, into: Map<string, Node>): void {
  // An item without clauses of its own shares its address with the one clause in it.
  if (!into.has(node.address)) into.set(node.address, node)
  if (node.kind !== 'clause') for (const part of node.parts) collect(part, into)
}

function compileGroup(
  kind: 'heading' | 'bonus',
  spec: HeadingSpec | BonusSpec,
  id: string,
  reading: Reading,
  seen: Set<string>,
): Group {
  return {
    kind,
    address: id,
    title: spec.title ?? '加分',
    cites: spec.cites,
    limits: limitsOf(spec, reading),
    parts: spec.items.map((item, i) => compileItem(item, `${id}.${item.id}`, { ...at(reading, 'items', i), item: `${id}.${item.id}` }, seen)),
  }
}

function compileItem(spec: ItemSpec, address: string, reading: Reading, seen: Set<string>): Node {
  unique(spec.id, seen, reading)
  const { clauses, start, max, min } = spec
  const limits = limitsOf({ start, max, min }, reading)
  const common = { address, title: spec.title, cites: spec.cites }
  if (clauses === undefined)
    return { ...common, kind: 'item', limits, parts: [compileClause({ ...spec, title: spec.title }, address, reading, limits)] }
  if (spec.measure !== undefined || spec.scale !== undefined || spec.limit !== undefined)
    fail(reading, '有“clauses”时，指标和计分办法应写在各条款里', 'with "clauses" the measure and scale stand in the clauses')
  return {
    ...common,
    kind: 'item',
    limits,
    parts: clauses.map((clause, i) => {
      const inner = at(reading, 'clauses', i)
      unique(clause.id, seen, inner)
      return compileClause(clause, `${address}.${clause.id}`, inner, limits)
    }),
  }
}

function compileClause(spec: ClauseSpec, address: string, outer: Reading, item: Limits): Clause {
  const reading = { ...outer, address }
  const measured = spec.measure === undefined ? undefined : measure(spec.measure as Json, at(reading, 'measure'))
  const scaled = spec.scale === undefined ? asMeasured(reading) : scale(spec.scale as Json, at(reading, 'scale'))
  const limits = limitsOf(spec.limit ?? {}, at(reading, 'limit'))
  mustFit(spec, measured, scaled, reading)
  const { zh, en } = scaled.words(measured)
  const best = limits.max ?? (scaled.best === undefined ? undefined : scaled.best + limits.start) ?? item.max ?? 0
  return {
    kind: 'clause',
    address,
    title: spec.title ?? '',
    cites: spec.cites,
    words: {
      zh: measured === undefined ? zh : `${measured.words.zh}：${zh}`,
      en: measured === undefined ? en : `${measured.words.en}: ${en}`,
    },
    measure: measured,
    scale: scaled,
    highestPer: spec.limit?.highest_per,
    limits,
    step: reading.step,
    round: reading.round,
    best,
    judged: judgedKind(spec.measure),
  }
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

function limitsOf({ start, max, min, round }: Pick<LimitSpec, 'start' | 'max' | 'min' | 'round'>, reading: Reading): Limits {
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

function unique(id: string, seen: Set<string>, reading: Reading): void {
  if (seen.has(id))
    fail(at(reading, 'id'), `编号“${id}”重复，一张表内各项的编号不能相同`, `the id "${id}" is used twice in the sheet`)
  seen.add(id)
}

function uniqueIds(list: readonly { readonly id: string }[], reading: Reading): void {
  const seen = new Set<string>()
  list.forEach(({ id }, i) => unique(id, seen, at(reading, i)))
}
