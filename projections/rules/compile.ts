/** Compiles a document once into a tree of nodes that evaluate over columns. */
import type { Json } from '../../events/event.js'
import type { Cadence } from '../../events/time.js'
import { wordsOf } from '../../events/words.js'
import {
  type BonusSpec,
  type HeadingSpec,
  type ItemSpec,
  type Part,
  readDocument,
  type RuleDocument,
  type SheetSpec,
} from './document.js'
import { type Adjustment, groupAdjustment } from './adjust.js'
import { type Award, compileAward } from './award.js'
import { noCircles } from './circles.js'
import { type Clause, compileClause, type Limits, limitsOf } from './clause.js'
import { compileCover, type Cover } from './cover.js'
import { compileDuty, type Duty } from './duty.js'
import { pointsOf, pointsText } from './fraction.js'
import { compileGrades, compileVeto, type Grade, type Veto } from './grades.js'
import { headingsOf, itemsToMeet, MET } from './met.js'
import { type NotApplicable, notApplicable } from './not-applicable.js'
import { at, beginning, fail, nearest, type Reading, warn } from './reading.js'
import { compileScheme, requiredTitles, type Scheme } from './scheme.js'
import type { Problem } from './yaml.js'

/** A group of nodes: an item, a heading, the bonus. */
export interface Group {
  readonly kind: 'item' | 'heading' | 'bonus'
  readonly address: string
  readonly title: string
  readonly cites: string | undefined
  readonly parts: readonly Node[]
  readonly limits: Limits
  readonly adjustment: Adjustment | undefined
  /** Present on items only. */
  readonly notApplicable: NotApplicable | undefined
}

export type Node = Clause | Group

export interface Sheet {
  readonly id: string
  readonly title: string
  readonly appraises: string
  readonly appraiser: 'parent' | readonly string[]
  readonly period: Cadence
  readonly base: number | undefined
  /** It has no points: items that are met are counted. */
  readonly isMet: boolean
  readonly headings: readonly Group[]
  readonly bonus: Group | undefined
  readonly vetoes: readonly Veto[]
  readonly grades: readonly Grade[]
  readonly ties: readonly string[]
  readonly nodes: ReadonlyMap<string, Node>
}

export interface CompiledRules {
  readonly document: RuleDocument
  readonly sheets: ReadonlyMap<string, Sheet>
  readonly duties: ReadonlyMap<string, Duty>
  readonly schemes: ReadonlyMap<string, Scheme>
  /** In the order of the document, which is their precedence. */
  readonly awards: ReadonlyMap<string, Award>
  readonly covers: ReadonlyMap<string, Cover>
}

/** Compiles a document. With errors among the problems the result is not to be used. */
export function compileRules(json: Json | undefined, problems: Problem[]): CompiledRules | undefined {
  const document = readDocument(json, problems)
  if (document === undefined) return undefined
  const reading: Reading = {
    ...beginning(problems),
    step: pointsOf(document.points.step),
    round: document.points.round,
    duties: document.duties && new Set(document.duties.map(({ id }) => id)),
    sheets: document.sheets,
    ...(document.awards && { awards: new Map(document.awards.map(({ id, title }) => [id, title])) }),
  }
  if (reading.step <= 0) fail(at(reading, 'points', 'step'), '最小分值应大于0', 'the step must be more than 0')
  /** Compiles what a part lists, each at its place. */
  const listed = <Spec extends { readonly id: string }, Compiled>(
    part: Part,
    list: readonly Spec[] | undefined,
    compile: (spec: Spec, reading: Reading) => Compiled,
  ): ReadonlyMap<string, Compiled> => {
    uniqueIds(list ?? [], at(reading, part))
    return new Map((list ?? []).map((spec, i) => [spec.id, compile(spec, at(reading, part, i))]))
  }
  requiredTitles(document.accreditation ?? [], at(reading, 'accreditation'))
  const rules: CompiledRules = {
    document,
    duties: listed('duties', document.duties, compileDuty),
    sheets: listed('sheets', document.sheets, (spec, inner) => compileSheet(spec, { ...inner, sheet: spec.id })),
    schemes: listed('accreditation', document.accreditation, compileScheme),
    awards: listed('awards', document.awards, compileAward),
    covers: listed('coverage', document.coverage, compileCover),
  }
  noCircles(reading.uses, rules.sheets)
  return rules
}

function compileSheet(spec: SheetSpec, reading: Reading): Sheet {
  const seen = new Set<string>()
  uniqueIds(spec.headings, at(reading, 'headings'))
  const headings = headingsOf(spec, reading).map((heading, i) =>
    compileGroup('heading', heading, heading.id, at(reading, 'headings', i), seen),
  )
  const bonus = spec.bonus && compileGroup('bonus', spec.bonus, 'bonus', at(reading, 'bonus'), seen)
  const starts = spec.headings.flatMap(({ start }) => (start === undefined ? [] : [{ max: start }]))
  if (starts.length === 0)
    sumsUp(spec.headings, spec.base, at(reading, 'headings'), ['大项的max', '基本分', 'the max of the headings', 'base'])
  else sumsUp(starts, spec.base, at(reading, 'headings'), ['大项的start', '基本分', 'the start of the headings', 'base'])
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
  const items = itemsToMeet(spec)
  const grades = compileGrades(spec.grades ?? [], items, at(reading, 'grades'))
  return {
    id: spec.id,
    title: spec.title,
    appraises: spec.appraises,
    appraiser: spec.appraiser,
    period: spec.period,
    base: items !== undefined ? items * MET : spec.base === undefined ? undefined : pointsOf(spec.base),
    isMet: items !== undefined,
    headings,
    bonus,
    vetoes: (spec.vetoes ?? []).map((veto, i) => compileVeto(veto, grades, at(reading, 'vetoes', i))),
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
  // What may be added at most is mostly less than all that could be.
  if (kind === 'heading')
    sumsUp(spec.items, spec.max, at(reading, 'items'), ['各项目的max', '大项上限', 'the max of the items', 'heading'])
  return {
    kind,
    address: id,
    title: spec.title ?? '加分',
    cites: spec.cites,
    limits: limitsOf(spec, reading),
    adjustment: groupAdjustment(spec, { ...reading, address: id, item: id }),
    notApplicable: undefined,
    parts: spec.items.map((item, i) =>
      compileItem(item, `${id}.${item.id}`, { ...at(reading, 'items', i), item: `${id}.${item.id}` }, seen),
    ),
  }
}

function compileItem(spec: ItemSpec, address: string, reading: Reading, seen: Set<string>): Node {
  unique(spec.id, seen, reading)
  const { clauses, start, max, min, unscored } = spec
  const limits = limitsOf({ start, max, min }, reading)
  const inside = { ...reading, address }
  const common = {
    ...{ kind: 'item' as const, address, title: spec.title, cites: spec.cites, limits },
    adjustment: groupAdjustment(spec, inside),
    notApplicable: notApplicable(spec.not_applicable, inside),
  }
  if (clauses === undefined)
    return { ...common, parts: [compileClause({ ...spec, title: spec.title }, address, reading, limits)] }
  if (spec.measure !== undefined || spec.scale !== undefined || spec.limit !== undefined || unscored !== undefined)
    fail(reading, '有“clauses”时，指标和计分办法应写在各条款里', 'with "clauses" the measure and scale stand in the clauses')
  return {
    ...common,
    parts: clauses.map((clause, i) => {
      const inner = at(reading, 'clauses', i)
      unique(clause.id, seen, inner)
      return compileClause(clause, `${address}.${clause.id}`, inner, limits)
    }),
  }
}

/** What the parts give at most is what the whole gives, where all of them say so. */
function sumsUp(
  parts: readonly { readonly max?: string | undefined }[],
  whole: string | undefined,
  reading: Reading,
  [partsZh, wholeZh, partsEn, wholeEn]: readonly [string, string, string, string],
): void {
  const most = parts.flatMap(({ max }) => (max === undefined ? [] : [pointsOf(max)]))
  const sum = most.reduce((a, b) => a + b, 0)
  if (whole === undefined || most.length < parts.length || sum === pointsOf(whole)) return
  const [is, should] = [pointsText(sum), pointsText(pointsOf(whole))]
  warn(
    reading,
    `${partsZh}合计${is}分，${wholeZh}是${should}分`,
    `${partsEn} is ${is} together, that of the ${wholeEn} ${should}`,
  )
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
