/** The rules stage of a sheet: which addresses of the second document made the differences. No record is looked at. */
import { multiplied } from '../rules/adjust.js'
import type { Tally } from '../rules/evaluate.js'
import { limited } from '../rules/evaluate.js'
import { gradeOf } from '../rules/grades.js'
import type { Explain, Explained } from './attribution.js'
import { type Definitions, reasonsFor, type Replaced } from './definitions.js'
import type { Cause } from './shape.js'
import type { SheetState } from './sheet-state.js'
import type { Difference } from './state.js'
import { together } from './weighing.js'

export interface Ruled {
  readonly before: SheetState
  readonly after: SheetState
  readonly definitions: readonly [Definitions, Definitions]
  readonly replaced: ReadonlyMap<string, Replaced>
}

export const causeOf = ({ address, change }: Replaced): Cause => ({ address, change })

export const explainRules =
  (ruled: Ruled): Explain =>
  (differences) => {
    const { after, replaced } = ruled
    const leafCauses = memo((address: string) => leaf(address, ruled))
    // Groups whose own words are others: their limits may be felt where the parts hide it.
    const groups = [...new Set([...ruled.before.groups.keys(), ...after.groups.keys()])].filter((address) =>
      replaced.has(address),
    )
    const isWhole = groups.length > 0 || replaced.has('grades')
    const codes = new Set([...differences.keys(), ...(isWhole ? after.indexOf.keys() : [])])
    const explained = new Map(
      [...codes].map((code) => [code, explainRow(code, differences.get(code) ?? [], { ruled, leafCauses, groups })]),
    )
    addUnfelt(explained, ruled)
    return explained
  }

/**
 * A clause that gives everybody the same may only do so as long as what it says and all that it names go together: its duty, the
 * step of points, the result of another clause. Where only some of that is cited the rest is too, as a line of 0.00.
 */
function addUnfelt(explained: Map<string, Explained[]>, ruled: Ruled): void {
  const { after, before, definitions, replaced } = ruled
  const cited = new Set(
    [...explained.values()].flatMap((lines) =>
      lines.flatMap(({ causes }) => causes.flatMap((cause) => ('change' in cause ? [cause.address] : []))),
    ),
  )
  const points = replaced.get('points')
  const left = new Map<string, readonly Replaced[]>()
  for (const address of new Set([...before.leaves, ...after.leaves])) {
    const reasons = reasonsFor(address, definitions, replaced)
    if (reasons.length > 0) left.set(address, points === undefined ? reasons : [...reasons, points])
  }
  for (let size = -1; size < cited.size;) {
    size = cited.size
    for (const [address, reasons] of left) {
      const key = address.startsWith('vetoes.') ? `veto ${address}` : `clause ${address}`
      const column = after.columns.get(key) ?? before.columns.get(key)
      const found = reasons.filter((one) => cited.has(one.address)).length
      if (column === undefined || found === 0 || found === reasons.length) continue
      left.delete(address)
      for (const one of reasons) cited.add(one.address)
      const causes = together([reasons.map(causeOf)])
      for (const [code, index] of after.indexOf) {
        const value = after.columns.get(key)?.at(index) ?? (column.isSummed ? 0 : null)
        explained.set(code, [...(explained.get(code) ?? []), { key, column, from: value, to: value, causes }])
      }
    }
  }
}

interface Means {
  readonly ruled: Ruled
  readonly leafCauses: (address: string) => readonly Cause[]
  readonly groups: readonly string[]
}

function explainRow(code: string, list: readonly Difference[], { ruled, leafCauses, groups }: Means): Explained[] {
  const { replaced } = ruled
  const own = (address: string): Cause[] => {
    const change = replaced.get(address)
    return change === undefined ? [] : [causeOf(change)]
  }
  const felt = new Set(groups.filter((address) => isFelt(address, code, ruled)))
  const causes = new Map<string, readonly Cause[]>()
  for (const { column } of list) {
    const { kind, address } = column
    if (isLeaf(address, ruled)) causes.set(address, leafCauses(address))
    else if (kind === 'start') causes.set(address, own(address))
  }
  // What a group takes or gives rests on what is in it, and on its own words where these would be felt.
  const isBounding = (address: string): boolean => isOuter(address, ruled) || !isLeaf(address, ruled)
  const limits = list.filter(({ column: { kind, address } }) => kind === 'limit' && isBounding(address))
  const bounded = new Set([...limits.map(({ column }) => column.address), ...felt])
  for (const address of [...bounded].sort((x, y) => y.split('.').length - x.split('.').length)) {
    const inner = [...causes].filter(([other]) => other.startsWith(`${address}.`)).map(([, one]) => one)
    causes.set(address, together([causes.get(address) ?? [], ...inner, felt.has(address) ? own(address) : []]))
  }
  const spared = list.flatMap(({ column: { kind, address } }) => (kind === 'not_applicable' ? [causes.get(address) ?? []] : []))
  const explained = list.map((difference): Explained => {
    const { kind, address } = difference.column
    // What may still be got for a clause may be what its item gives at most.
    const item = kind === 'pending' ? own(address.slice(0, address.lastIndexOf('.'))) : []
    // The base is also less where something is not about the unit.
    if (kind === 'base') return { ...difference, causes: together([own('base'), ...spared]) }
    return { ...difference, causes: kind === 'grade' ? own('grades') : together([causes.get(address) ?? own(address), item]) }
  })
  const shown = new Set(list.filter(({ column: { kind } }) => kind !== 'pending').map(({ column }) => column.address))
  for (const address of felt) if (!shown.has(address)) explained.push(...hiddenLimit(address, code, ruled, own(address)))
  const grade = hiddenGrade(code, list, ruled, own('grades'))
  if (grade !== undefined) explained.push(grade)
  const all = together(explained.map((one) => one.causes))
  return explained.map((one) => (one.column.kind === 'grade' ? { ...one, causes: together([one.causes, all]) } : one))
}

/** Whether points, or a decision, arise at an address itself, on one side at least. */
const isLeaf = (address: string, { before, after }: Ruled): boolean => before.isLeaf(address) || after.isLeaf(address)

/** Whether a node with others in it is at an address, which it does not share with its only clause. */
const isOuter = (address: string, { before, after }: Ruled): boolean =>
  [before, after].some(({ groups }) => groups.get(address)?.parts.every(({ node }) => node.address !== address) === true)

/** A limit that is another one, while what it takes away is the same: the parts are others too. */
function hiddenLimit(address: string, code: string, { before, after }: Ruled, causes: readonly Cause[]): Explained[] {
  const key = `limit ${address}`
  const column = after.columns.get(key) ?? before.columns.get(key)
  const index = after.indexOf.get(code)
  if (column === undefined || index === undefined) return []
  const value = after.columns.get(key)?.at(index) ?? 0
  return [{ key, column, from: value, to: value, causes }]
}

/** Other grades, while the grade is the same: the total is another one too. */
function hiddenGrade(
  code: string,
  list: readonly Difference[],
  { before, after, replaced }: Ruled,
  causes: readonly Cause[],
): Explained | undefined {
  const index = after.indexOf.get(code)
  const column = after.columns.get('grade grades')
  if (!replaced.has('grades') || index === undefined || column === undefined) return undefined
  const { total, base, isOpen, isVoid, grade, vetoes } = after.result.units[index]!
  if (isOpen || isVoid || list.some((it) => it.column.kind === 'grade')) return undefined
  const { grades } = before.result.appraisal.sheet
  const inEffect = after.result.appraisal.sheet.vetoes.filter(({ id }) => vetoes.includes(id))
  if (grades[gradeOf(grades, { total, base }, inEffect).index]?.grade === grade) return undefined
  return { key: 'grade grades', column, from: grade ?? null, to: grade ?? null, causes }
}

/** Whether the old start and limits of a group would make of its new parts something else than the new ones do. */
function isFelt(address: string, code: string, { before, after }: Ruled): boolean {
  const index = after.indexOf.get(code)
  if (index === undefined) return false
  const now = after.groups.get(address)
  if (now?.exempt?.[index] === 1) return false
  const was = (parts: number): number => underOld(parts, before.groups.get(address), before.indexOf.get(code))
  const [standing, best] = partsOf(now, index)
  return was(standing) !== (now?.points[index] ?? 0) || was(best) !== (now?.best[index] ?? 0)
}

/** What a group with its rules would make of what is in it. */
function underOld(parts: number, group: Tally | undefined, index: number | undefined): number {
  if (group === undefined) return parts
  const { limits, adjustment } = group.node
  const how = index === undefined ? undefined : group.adjusted
  if (how?.zeroed[index!] === 1) return 0
  const factored = adjustment && how ? multiplied(parts, adjustment, how.factor[index!]!) : parts
  return limited(Float64Array.of(factored + limits.start), limits)[0]!
}

/** What is in a group together: as it stands, and if all that is pending were judged best. */
const partsOf = (group: Tally | undefined, index: number): readonly [number, number] => [
  group === undefined ? 0 : group.raw[index]!,
  (group?.parts ?? []).reduce((sum, { best }) => sum + best[index]!, 0),
]

/** The words of a clause or veto itself and of what it names; else how points are rounded. */
function leaf(address: string, { definitions, replaced }: Ruled): readonly Cause[] {
  const points = replaced.get('points')
  const reasons = [...reasonsFor(address, definitions, replaced), ...(points === undefined ? [] : [points])]
  if (reasons.length > 0) return together([reasons.map(causeOf)])
  // What a clause gives at most may be what its item does.
  const item = replaced.get(address.slice(0, address.lastIndexOf('.')))
  return (item === undefined ? [...replaced.values()] : [item]).map(causeOf)
}

function memo<V>(make: (key: string) => V): (key: string) => V {
  const made = new Map<string, V>()
  return (key) => {
    if (!made.has(key)) made.set(key, make(key))
    return made.get(key)!
  }
}
