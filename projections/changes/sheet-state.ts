/** A sheet evaluated for all its units, as columns: clauses, starts, limits, what is pending, vetoes, grades. */
import type { Words } from '../../events/event.js'
import { nodePoints } from '../ranking.js'
import type { SheetResult } from '../appraisal.js'
import type { Node } from '../rules/compile.js'
import { hasTests } from '../rules/adjust.js'
import { fractionText } from '../rules/fraction.js'
import { collector, type Seen, tally, type Tally } from '../rules/evaluate.js'
import { frameOf, IGNORED } from '../rules/frame.js'
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
  if (base !== undefined) columns.push({ kind: 'base', address: 'base', title: whole.base, isSummed: false, at: () => base })
  columns.push({
    ...{ kind: 'grade', address: 'grades', title: whole.grades, isSummed: false },
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

function addNode(tallied: Tally, into: Into): void {
  const { node, parts, raw, before, points, best, open, adjusted } = tallied
  const { address, limits, adjustment } = node
  const title = titleOf(node)
  const isClause = node.kind === 'clause'
  /** What is not judged yet gives nothing, and no limit takes anything from it. */
  const isGiven = (index: number): boolean => !isClause || open[index] === 0
  const isZeroed = (index: number): boolean => adjusted?.zeroed[index] === 1
  const summed = (kind: 'clause' | 'start' | 'limit', at: (index: number) => number): void => {
    into.columns.push({ kind, address, title, isSummed: true, at: (index) => (isGiven(index) ? at(index) : 0) })
  }
  if (isClause) {
    into.leaves.push(address)
    // What adjusts the points of a clause is part of what they rest on.
    summed('clause', (index) => (isZeroed(index) ? 0 : before[index]!) - limits.start)
    into.columns.push({
      ...{ kind: 'pending', address, title, isSummed: false },
      at: (index) => (open[index] === 1 ? best[index]! : null),
    })
  } else {
    // An item and its only clause share an address; the outer one is the group.
    if (!into.groups.has(address)) into.groups.set(address, tallied)
    for (const part of parts) addNode(part, into)
    if (hasTests(adjustment)) {
      if (!into.leaves.includes(address)) into.leaves.push(address)
      into.columns.push({ kind: 'factor', address, title, isSummed: false, at: (index) => factorText(tallied, index) })
    }
  }
  if (limits.start !== 0) summed('start', () => limits.start)
  const isBound = limits.max !== undefined || limits.min !== undefined || limits.round !== undefined
  if (isClause && isBound) summed('limit', (index) => (isZeroed(index) ? 0 : points[index]! - before[index]!))
  if (!isClause && (isBound || adjustment !== undefined))
    summed('limit', (index) => points[index]! - raw[index]! - limits.start)
}

/** Which factor applies to a group, or that nothing is left of it. */
function factorText({ node, adjusted: how, open }: Tally, index: number): string | null {
  if (how?.zeroed[index] === 1) return '0'
  const factor = node.adjustment?.factors[how?.factor[index] ?? -1]
  return factor === undefined ? (open[index] === 1 ? 'open' : null) : fractionText(factor.times)
}

const titleOf = (node: Node): Words =>
  node.kind === 'clause' && node.title === '' ? node.words : { zh: node.title, en: node.title }

const NOTHING: Seen = { counted: [], rejected: [], missing: [], notes: [] }

/** What the clause or veto at an address saw of one unit. */
export function seenBy({ result, indexOf }: SheetState, address: string, code: string): Seen {
  const index = indexOf.get(code)
  if (index === undefined) return NOTHING
  const { sheet } = result.appraisal
  const { unit } = result.units[index]!
  const alone = { units: [unit], members: [{ code: unit.code, subject: unit.subject, index: 0 }], flag: undefined }
  if (address.startsWith('vetoes.')) {
    const veto = sheet.vetoes.find(({ id }) => address === `vetoes.${id}`)
    if (veto === undefined) return NOTHING
    const trace = collector()
    veto.test.verdicts(frameOf({ ...result.frame, ...alone, trace }))
    return trace.seen()
  }
  const node = sheet.nodes.get(address)
  if (node === undefined) return NOTHING
  const made = tally(node, frameOf({ ...result.frame, ...alone, trace: IGNORED }))
  const only = made.parts.find((part) => part.node.address === address)?.seen
  return only === undefined || made.seen === undefined ? (only ?? made.seen ?? NOTHING) : bothSeen(only, made.seen)
}

const bothSeen = (a: Seen, b: Seen): Seen => ({
  counted: [...a.counted, ...b.counted],
  rejected: [...a.rejected, ...b.rejected],
  missing: [...a.missing, ...b.missing],
  notes: [...a.notes, ...b.notes],
})

/** What decides between equals of this sheet: the bonus, a heading, an item. */
export const tieValues = ({ result, indexOf }: SheetState, ties: readonly string[], code: string): string => {
  const index = indexOf.get(code)
  if (index === undefined) return ''
  return ties
    .filter((tie) => tie !== PREVIOUS_TOTAL)
    .map((tie) => (tie === 'bonus' ? result.units[index]!.bonus : nodePoints(result, tie, index)))
    .join()
}
