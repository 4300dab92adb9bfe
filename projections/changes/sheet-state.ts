/** A sheet evaluated for all its units, as columns: clauses, starts, limits, what is pending, vetoes, grades. */
import type { Words } from '../../events/event.js'
import { nodePoints } from '../places.js'
import type { SheetResult } from '../appraisal.js'
import type { Node } from '../rules/compile.js'
import { hasTests } from '../rules/adjust.js'
import { collector, NOTHING_SEEN, type Seen, tally, type Tally, together } from '../rules/evaluate.js'
import { fractionText } from '../rules/fraction.js'
import { frameOf, IGNORED_RESTS } from '../rules/frame.js'
import { whole } from './definitions.js'
import { type Column, columnsOf, type State } from './state.js'

export interface SheetState extends State {
  readonly result: SheetResult
  /** Groups of nodes by their address. */
  readonly groups: ReadonlyMap<string, Tally>
  /** Addresses of the clauses and vetoes, whose values rest on records themselves. */
  readonly leaves: readonly string[]
  readonly isLeaf: (address: string) => boolean
}

/** Lays out an evaluation; `previous` where the totals of the period before decide between equals. */
export function sheetState(result: SheetResult, previous: ReadonlyMap<string, number> | undefined): SheetState {
  const { sheet } = result.appraisal
  const columns: Column[] = []
  const groups = new Map<string, Tally>()
  const leaves: string[] = []
  for (const group of [...result.headings, ...(result.bonus === undefined ? [] : [result.bonus])])
    addNode(group, { columns, groups, leaves })
  for (const { id, title, effect } of sheet.vetoes) {
    leaves.push(`vetoes.${id}`)
    columns.push({
      ...{ kind: 'veto', address: `vetoes.${id}`, title: { zh: title, en: title }, isSummed: false },
      at: (index) => (result.units[index]!.vetoes.includes(id) ? effect : null),
    })
  }
  const { base } = sheet
  if (base !== undefined)
    columns.push({
      ...{ kind: 'base', address: 'base', title: whole.base, isSummed: false },
      at: (index) => result.units[index]!.base,
    })
  columns.push({
    ...{ kind: 'grade', address: 'grades', title: whole.grades, isSummed: false },
    hangsOnOthers: sheet.grades.some(({ places }) => places !== undefined),
    at: (index) => result.units[index]!.grade ?? null,
  })
  if (previous !== undefined)
    columns.push({
      ...{ kind: 'tie', address: PREVIOUS_TOTAL, title: { zh: '上期总分', en: 'total of the period before' }, isSummed: false },
      at: (index) => previous.get(result.units[index]!.unit.code) ?? null,
    })
  const known = new Set(leaves)
  return {
    result,
    groups,
    leaves,
    isLeaf: (address) => known.has(address),
    indexOf: new Map(result.units.map(({ unit, index }) => [unit.code, index])),
    columns: columnsOf(columns),
    total: (index) => result.units[index]!.total,
  }
}

export const PREVIOUS_TOTAL = 'previous_total'

interface Into {
  readonly columns: Column[]
  readonly groups: Map<string, Tally>
  readonly leaves: string[]
}

/** Whether what an index stands for is something that a node around is not about: its parts give nothing then. */
type IsExempt = (index: number) => boolean

function addNode(tallied: Tally, into: Into, isAround: IsExempt = () => false): void {
  const { node, parts, raw, before, points, best, open, adjusted, exempt } = tallied
  const { address, limits, adjustment } = node
  const title = titleOf(node)
  const isClause = node.kind === 'clause'
  /** What is not judged yet gives nothing, and no limit takes anything from it. */
  const isGiven = (index: number): boolean => !isAround(index) && (!isClause || open[index] === 0)
  const isExempt: IsExempt = (index) => isAround(index) || exempt?.[index] === 1
  const isZeroed = (index: number): boolean => adjusted?.zeroed[index] === 1
  const applied = (at: (index: number) => number) => (index: number) => (isExempt(index) ? 0 : at(index))
  const summed = (kind: 'clause' | 'start' | 'limit', at: (index: number) => number): void => {
    into.columns.push({ kind, address, title, isSummed: true, at: (index) => (isGiven(index) ? at(index) : 0) })
  }
  if (isClause) {
    into.leaves.push(address)
    // What adjusts the points of a clause is part of what they rest on.
    summed(
      'clause',
      applied((index) => (isZeroed(index) ? 0 : before[index]!) - limits.start),
    )
    into.columns.push({
      ...{ kind: 'pending', address, title, isSummed: false },
      at: (index) => (open[index] === 1 && !isAround(index) ? best[index]! : null),
    })
  } else {
    // An item and its only clause share an address; the outer one is the group.
    if (!into.groups.has(address)) into.groups.set(address, tallied)
    for (const part of parts) addNode(part, into, isExempt)
    if (hasTests(adjustment)) {
      if (!into.leaves.includes(address)) into.leaves.push(address)
      into.columns.push({
        ...{ kind: 'factor', address, title, isSummed: false },
        at: (index) => (isExempt(index) ? null : factorText(tallied, index)),
      })
    }
  }
  if (limits.start !== 0)
    summed(
      'start',
      applied(() => limits.start),
    )
  if (exempt !== undefined) {
    if (!into.leaves.includes(address)) into.leaves.push(address)
    into.columns.push({
      ...{ kind: 'not_applicable', address, title, isSummed: false },
      at: (index) => (isAround(index) || exempt[index] === 0 ? null : points[index]!),
    })
  }
  const isBound = limits.max !== undefined || limits.min !== undefined || limits.round !== undefined
  /** What the columns beside it say already. */
  const said = (index: number): number => {
    if (exempt?.[index] === 1) return 0
    if (isClause) return isZeroed(index) ? points[index]! : before[index]!
    return raw[index]! + limits.start
  }
  if (isBound || exempt !== undefined || (!isClause && adjustment !== undefined))
    summed('limit', (index) => points[index]! - said(index))
}

/** Which factor applies to a group, or that nothing is left of it. */
function factorText({ node, adjusted: how, open }: Tally, index: number): string | null {
  if (how?.zeroed[index] === 1) return '0'
  const factor = node.adjustment?.factors[how?.factor[index] ?? -1]
  return factor === undefined ? (open[index] === 1 ? 'open' : null) : fractionText(factor.times)
}

const titleOf = (node: Node): Words =>
  node.kind === 'clause' && node.title === '' ? node.words : { zh: node.title, en: node.title }

/** What the clause or veto at an address saw of one unit. */
export function seenBy({ result, indexOf }: SheetState, address: string, code: string): Seen {
  const index = indexOf.get(code)
  if (index === undefined) return NOTHING_SEEN
  const { sheet } = result.appraisal
  const { unit } = result.units[index]!
  const alone = {
    units: [unit],
    members: [{ code: unit.code, subject: unit.subject, index: 0 }],
    flag: undefined,
    whole: result.frame,
  }
  if (address.startsWith('vetoes.')) {
    const veto = sheet.vetoes.find(({ id }) => address === `vetoes.${id}`)
    if (veto === undefined) return NOTHING_SEEN
    const trace = collector(IGNORED_RESTS)
    veto.test.verdicts(frameOf({ ...result.frame, ...alone, trace }))
    return trace.seen()
  }
  const node = sheet.nodes.get(address)
  if (node === undefined) return NOTHING_SEEN
  // An item that is not about everybody decides for its clauses too.
  const around = sheet.nodes.get(address.slice(0, Math.max(address.lastIndexOf('.'), 0)))
  const isBound = node.kind === 'clause' && around?.kind === 'item' && around.notApplicable !== undefined
  const frame = frameOf({ ...result.frame, ...alone, trace: IGNORED_RESTS })
  const made = tally(node, frame)
  const only = made.parts.filter((part) => part.node.address === address).map(({ seen }) => seen)
  return together([made.seen, ...only, isBound ? tally(around, frame).seen : undefined])
}

/** What decides between equals of this sheet: the bonus, a heading, an item. */
export const tieValues = ({ result, indexOf }: SheetState, ties: readonly string[], code: string): string => {
  const index = indexOf.get(code)
  if (index === undefined) return ''
  return ties
    .filter((tie) => tie !== PREVIOUS_TOTAL)
    .map((tie) => (tie === 'bonus' ? result.units[index]!.bonus : nodePoints(result, tie, index)))
    .join()
}
