/** A board or an award as columns: what its rows show, with the records behind each where somebody asks. */
import type { Position, Words } from '../../events/event.js'
import { NOTHING_SEEN, type Rejected, type Seen } from '../rules/evaluate.js'
import type { Explained } from './attribution.js'
import { type Definitions, reasonsFor, type Replaced } from './definitions.js'
import { causeOf } from './rules-stage.js'
import type { Cause, LineKind } from './shape.js'
import { type Column, columnsOf, type Difference, type State, type Value } from './state.js'
import { together } from './weighing.js'

export interface ShownCell {
  readonly kind: LineKind
  readonly address: string
  readonly title: Words
  readonly value: Value
  /** Points of which the total is the sum. */
  readonly isSummed?: boolean
  /** Where the rules say how it comes about; its own address by default. */
  readonly rests?: readonly string[]
}

export interface ShownRow<End> {
  readonly code: string
  readonly name: string
  readonly street: string | null
  /** What the answer says of it. */
  readonly end: End
  /** In 1/10,000. */
  readonly total: number
  readonly cells: readonly ShownCell[]
}

export interface ShownState<End> extends State {
  readonly rows: readonly ShownRow<End>[]
  /** By column: where the rules say how it comes about. */
  readonly rests: ReadonlyMap<string, readonly string[]>
}

export const keyOf = ({ kind, address }: Pick<ShownCell, 'kind' | 'address'>): string => `${kind} ${address}`

export function shownState<End>(rows: readonly ShownRow<End>[]): ShownState<End> {
  const values = rows.map(({ cells }) => new Map(cells.map((cell) => [keyOf(cell), cell.value])))
  const first = new Map<string, ShownCell>()
  for (const { cells } of rows) for (const cell of cells) if (!first.has(keyOf(cell))) first.set(keyOf(cell), cell)
  const columns = [...first].map(([key, { kind, address, title, isSummed = false }]): Column => {
    const nothing = isSummed ? 0 : null
    return { kind, address, title, isSummed, at: (index) => values[index]!.get(key) ?? nothing }
  })
  return {
    rows,
    rests: new Map([...first].map(([key, { rests, address }]) => [key, rests ?? [address]])),
    indexOf: new Map(rows.map(({ code }, index) => [code, index])),
    columns: columnsOf(columns),
    total: (index) => rows[index]!.total,
  }
}

export const rowIn = <End>({ rows, indexOf }: ShownState<End>, code: string): ShownRow<End> | undefined => {
  const index = indexOf.get(code)
  return index === undefined ? undefined : rows[index]
}

/** What stands behind something that is shown. */
export const shownSeen = (
  counted: readonly (Position | null | undefined)[],
  rejected: readonly Rejected[] = [],
  missing: readonly Words[] = [],
): Seen => ({
  ...NOTHING_SEEN,
  counted: counted.filter((position) => position !== null && position !== undefined),
  rejected,
  missing,
})

export const seenNothing = NOTHING_SEEN

export interface ShownRules {
  readonly definitions: readonly [Definitions, Definitions]
  readonly replaced: ReadonlyMap<string, Replaced>
  /** Addresses of what decides about the rows together, such as a quota: cited wherever the outcome is another. */
  readonly common: readonly string[]
  /** Whether a row hangs on what is decided elsewhere, and the addresses of that. */
  readonly elsewhere?: { readonly isOf: (address: string) => boolean; readonly addresses: readonly string[] }
}

/** The rules stage of a board or an award. */
export const explainShownRules =
  (states: readonly [ShownState<unknown>, ShownState<unknown>], { definitions, replaced, common, elsewhere }: ShownRules) =>
  (differences: ReadonlyMap<string, readonly Difference[]>): ReadonlyMap<string, readonly Explained[]> => {
    const reasons = new Map<string, readonly Cause[]>()
    const reasonsOf = (key: string): readonly Cause[] => {
      const known = reasons.get(key)
      if (known !== undefined) return known
      const addresses = new Set(states.flatMap(({ rests }) => rests.get(key) ?? []))
      const found = together([...addresses].map((address) => reasonsFor(address, definitions, replaced).map(causeOf)))
      reasons.set(key, found)
      return found
    }
    const shared = common.flatMap((address) => replaced.get(address) ?? []).map(causeOf)
    const others = (elsewhere?.addresses ?? []).flatMap((address) => replaced.get(address) ?? []).map(causeOf)
    const all = together([...[...differences.values()].flatMap((list) => list.map(({ key }) => reasonsOf(key))), shared])
    const otherwise = all.length > 0 ? all : [...replaced.values()].map(causeOf)
    return new Map(
      [...differences].map(([code, list]) => {
        const own = together(list.map(({ key }) => reasonsOf(key)))
        return [
          code,
          list.map((difference): Explained => {
            const { kind } = difference.column
            const isElse = elsewhere?.isOf(difference.column.address) === true
            const found = isElse ? together([reasonsOf(difference.key), others]) : reasonsOf(difference.key)
            if (kind === 'status' || kind === 'unit') return { ...difference, causes: orElse(together([own, shared]), otherwise) }
            return { ...difference, causes: orElse(found, otherwise) }
          }),
        ]
      }),
    )
  }

export const orElse = (causes: readonly Cause[], otherwise: readonly Cause[]): readonly Cause[] =>
  causes.length > 0 ? causes : otherwise
