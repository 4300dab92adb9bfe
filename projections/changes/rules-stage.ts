/** The rules stage of a sheet: which addresses of the second document made the differences. No record is looked at. */
import type { Tally } from '../rules/evaluate.js'
import { limited } from '../rules/evaluate.js'
import type { Explain, Explained } from './attribution.js'
import { type Definitions, namedIn, type Replaced } from './definitions.js'
import { below } from './facts-stage.js'
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
    const codes = new Set([...differences.keys(), ...(groups.length > 0 ? after.indexOf.keys() : [])])
    return new Map([...codes].map((code) => [code, explainRow(code, differences.get(code) ?? [], { ruled, leafCauses, groups })]))
  }

interface Means {
  readonly ruled: Ruled
  readonly leafCauses: (address: string) => readonly Cause[]
  readonly groups: readonly string[]
}

function explainRow(code: string, list: readonly Difference[], { ruled, leafCauses, groups }: Means): Explained[] {
  const { replaced } = ruled
  const leaves = new Map<string, readonly Cause[]>()
  for (const { column } of list)
    if (column.kind === 'clause' || column.kind === 'pending' || column.kind === 'veto')
      leaves.set(column.address, leafCauses(column.address))
  const felt = new Set(groups.filter((address) => isFelt(address, code, ruled)))
  const own = (address: string): Cause[] => {
    const change = replaced.get(address)
    return change === undefined ? [] : [causeOf(change)]
  }
  const explained = list.map((difference): Explained => {
    const { kind, address } = difference.column
    switch (kind) {
      case 'start':
      case 'base':
        return { ...difference, causes: own(address) }
      case 'limit':
        return { ...difference, causes: together([below(address, leaves), felt.has(address) ? own(address) : []]) }
      case 'grade':
        return { ...difference, causes: own('grades') }
      default:
        return { ...difference, causes: leaves.get(address) ?? own(address) }
    }
  })
  const shown = new Set(
    explained.filter(({ column }) => column.kind === 'limit' || column.kind === 'start').map(({ column }) => column.address),
  )
  for (const address of felt) if (!shown.has(address)) explained.push(...hiddenLimit(address, code, ruled, own(address)))
  const all = together(explained.map(({ causes }) => causes))
  return explained.map((one) => (one.column.kind === 'grade' ? { ...one, causes: together([one.causes, all]) } : one))
}

/** A limit that is another one, while what it takes away is the same: the parts are others too. */
function hiddenLimit(address: string, code: string, { before, after }: Ruled, causes: readonly Cause[]): Explained[] {
  const key = `limit ${address}`
  const column = after.columns.get(key) ?? before.columns.get(key)
  const index = after.indexOf.get(code)
  if (column === undefined || index === undefined) return []
  const value = after.columns.get(key)?.at(index) ?? 0
  return [{ key, column, from: value, to: value, causes }]
}

/** Whether the old start and limits of a group would make of its new parts something else than the new ones do. */
function isFelt(address: string, code: string, { before, after }: Ruled): boolean {
  const index = after.indexOf.get(code)
  if (index === undefined) return false
  const [old, now] = [before.groups.get(address), after.groups.get(address)]
  const parts = partsOf(now, index)
  const limits = old?.node.limits ?? { start: 0, max: undefined, min: undefined, round: undefined }
  const was = limited(Float64Array.of(parts + limits.start), limits)[0]
  return was !== (now?.points[index] ?? 0)
}

const partsOf = (group: Tally | undefined, index: number): number =>
  group === undefined ? 0 : group.before[index]! - group.node.limits.start

/** The words of a clause or veto itself; else the duties and nodes that it names; else how points are rounded. */
function leaf(address: string, { definitions: [first, second], replaced }: Ruled): readonly Cause[] {
  const own = replaced.get(address)
  const named = [...namedIn(first.get(address), replaced), ...namedIn(second.get(address), replaced)]
  const points = replaced.get('points')
  const causes = together([
    [...(own === undefined ? [] : [own]), ...named].map(causeOf),
    points === undefined ? [] : [causeOf(points)],
  ])
  if (causes.length > 0) return causes
  // What a clause gives at most may be what its item does.
  const item = replaced.get(address.slice(0, address.lastIndexOf('.')))
  return item === undefined ? [...replaced.values()].map(causeOf) : [causeOf(item)]
}

function memo<V>(make: (key: string) => V): (key: string) => V {
  const made = new Map<string, V>()
  return (key) => {
    if (!made.has(key)) made.set(key, make(key))
    return made.get(key)!
  }
}
