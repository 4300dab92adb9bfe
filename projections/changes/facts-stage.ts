/** The facts stage: which records made the differences, and what else hangs on the same records. */
import type { Position } from '../../events/event.js'
import type { Seen } from '../rules/evaluate.js'
import type { Explain, Explained } from './attribution.js'
import type { Cause, LineKind } from './shape.js'
import type { Column, Difference } from './state.js'
import type { Between, Horizon } from './touches.js'
import { causesOf, together } from './weighing.js'

/** What an address takes points from. */
export interface References {
  /** Nodes of the same result; undefined: all of it. */
  readonly own: readonly (string | undefined)[]
  /** Why other results are different for a row. */
  readonly causes: (code: string) => readonly Cause[]
}

/** What is needed to ask a row of two states for its records. */
export interface Traced {
  readonly lying: Between
  readonly horizons: readonly [Horizon, Horizon]
  /** Addresses whose values rest on records themselves. */
  readonly leaves: readonly string[]
  /** The column that shows a leaf, and where its value is in the later state. */
  readonly columnOf: (address: string) => Column | undefined
  readonly indexOf: ReadonlyMap<string, number>
  readonly seen: (side: 0 | 1, address: string, code: string) => Seen
  readonly subjectOf: (code: string) => number | undefined
  /** Codes of the rows that a record about a subject may concern. */
  readonly rowsAbout: (subject: number) => readonly string[]
  /** Whether a leaf may rest on records of a type or on a standing; without it on all. */
  readonly mayRead?: (address: string, table: string) => boolean
  /** Causes of what is neither a leaf nor the sum of leaves. */
  readonly others?: (difference: Difference, code: string) => readonly Cause[] | undefined
  /** Of an address that takes points from other results: why those are others. */
  readonly references?: (address: string) => References | undefined
}

/**
 * Explains differences by records. A record that makes one of them may be outweighed elsewhere by others, so that nothing
 * is different there: those are cited as well, as a line of 0.00, or what is cited would not lead to the second answer.
 */
export const explainFacts =
  (traced: Traced): Explain =>
  (differences) => {
    const weighed = new Map<string, readonly Cause[]>()
    const weigh = (code: string, address: string, isDifferent: boolean): readonly Cause[] => {
      const key = `${code} ${address}`
      const known = weighed.get(key)
      if (known !== undefined && (known.length > 0 || !isDifferent)) return known
      const { lying, horizons, seen, subjectOf } = traced
      const referred = referredCauses(code, address)
      const causes = together([
        causesOf(lying, {
          ...{ address, isDifferent: isDifferent && referred.length === 0, subject: subjectOf(code) },
          ...{ before: seen(0, address, code), after: seen(1, address, code) },
          day: Math.max(horizons[0].day, horizons[1].day),
        }),
        referred,
      ])
      weighed.set(key, causes)
      return causes
    }
    const referredCauses = (code: string, address: string): readonly Cause[] => {
      const references = traced.references?.(address)
      if (references === undefined) return []
      const others = new Set((differences.get(code) ?? []).map(({ column }) => column.address))
      const nodes = traced.leaves.filter((leaf) =>
        references.own.some((node) => (node === undefined ? !leaf.startsWith('vetoes.') : isWithin(leaf, node))),
      )
      return together([references.causes(code), ...nodes.map((leaf) => weigh(code, leaf, others.has(leaf)))])
    }
    const explained = new Map<string, Explained[]>()
    const hidden = new Map<string, Explained[]>()
    /** What was considered for it and does not count, but might if what counts were not there. */
    const considered = (code: string, address: string): Position[] =>
      ([0, 1] as const).flatMap((side) =>
        traced.seen(side, address, code).rejected.flatMap(({ position }) => traced.lying.touching(position)),
      )
    const links = new Map<string, ReadonlySet<Position>>()
    const cited = new Set<Position>()
    const fresh: Position[] = []
    const cite = (causes: readonly Cause[]): void => {
      for (const cause of causes)
        if ('position' in cause && !cited.has(cause.position)) {
          cited.add(cause.position)
          fresh.push(cause.position)
        }
    }
    for (const [code, list] of differences) {
      const leaves = new Map<string, readonly Cause[]>()
      for (const { column } of list)
        if (traced.leaves.includes(column.address) && isLeaf(column))
          leaves.set(column.address, weigh(code, column.address, true))
      const all = together([...leaves.values()])
      explained.set(
        code,
        list.map((difference) => {
          const { kind, address } = difference.column
          const own = leaves.get(address)
          if (own !== undefined && isLeaf(difference.column)) return { ...difference, causes: own }
          const causes = traced.others?.(difference, code) ?? (isWhole(kind) ? all : below(address, leaves))
          return { ...difference, causes }
        }),
      )
      for (const { causes } of explained.get(code)!) cite(causes)
    }
    const { lying, indexOf } = traced
    const { mayRead = () => true } = traced
    const shown = new Set(
      [...differences].flatMap(([code, list]) =>
        list.filter(({ column }) => isLeaf(column)).map(({ column }) => `${code} ${column.address}`),
      ),
    )
    /** What a record may have changed without a difference: all that lies between is found when a leaf is looked at once. */
    const lookAround = (position: Position): void => {
      const tables = lying.tablesOf(position)
      const addresses = traced.leaves.filter((address) => tables.some((table) => mayRead(address, table)))
      for (const code of new Set([...lying.subjectsOf(position)].flatMap(traced.rowsAbout))) {
        const index = indexOf.get(code)
        for (const address of index === undefined ? [] : addresses) {
          const key = `${code} ${address}`
          const column = traced.columnOf(address)
          if (shown.has(key) || column === undefined) continue
          shown.add(key)
          const causes = weigh(code, address, false)
          const positions = causes.flatMap((cause) => ('position' in cause ? [cause.position] : []))
          if (positions.length === 0) continue
          links.set(key, new Set([...positions, ...considered(code, address)]))
          put(hidden, key, hiddenLine(column, index!, causes))
        }
      }
    }
    /** Takes in those without a difference that share a record with what is cited. */
    const takeIn = (): void => {
      for (const [key, lines] of hidden) {
        if (![...links.get(key)!].some((position) => cited.has(position))) continue
        hidden.delete(key)
        for (const line of lines) {
          put(explained, key.slice(0, key.indexOf(' ')), line)
          cite(line.causes)
        }
      }
    }
    while (fresh.length > 0) {
      for (let position = fresh.pop(); position !== undefined; position = fresh.pop()) lookAround(position)
      takeIn()
    }
    return explained
  }

const derived: ReadonlySet<LineKind> = new Set(['limit', 'start', 'grade', 'base', 'tie', 'good', 'status'])
const isLeaf = ({ kind }: Column): boolean => !derived.has(kind)
/** What follows from everything about a row. */
const isWhole = (kind: LineKind): boolean => kind === 'grade' || kind === 'status' || kind === 'base'

const hiddenLine = (column: Column, index: number, causes: readonly Cause[]): Explained => {
  const value = column.at(index)
  return { key: `${column.kind} ${column.address}`, column, from: value, to: value, causes }
}

function put<K>(map: Map<K, Explained[]>, key: K, line: Explained): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [line])
  else list.push(line)
}

/** What an address rests on: the leaves at it and below it, and the item around it that may not be about a unit. */
export const below = (address: string, leaves: ReadonlyMap<string, readonly Cause[]>): Cause[] =>
  together([...leaves].filter(([leaf]) => isWithin(leaf, address) || isWithin(address, leaf)).map(([, causes]) => causes))

const isWithin = (leaf: string, node: string): boolean => leaf === node || leaf.startsWith(`${node}.`)
