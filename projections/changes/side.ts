/** The two sides of a comparison, and the answer that is put together from what was found between them. */
import type { Day, Period } from '../../events/event.js'
import { type Basis, type RulesUsed, showBasis, type View } from '../question.js'
import type { Adoption, RuleSet } from '../rulebook.js'
import type { Part } from '../rules/document.js'
import type { Replaced } from './definitions.js'
import type { RosterChange } from './registry.js'
import type { ChangedRow, Changes } from './shape.js'

/** One of the two bases, and the rules as it sees them. */
export interface Side {
  readonly view: View
  readonly basis: Basis
}

export type Found = Changes & { readonly used: readonly RulesUsed[] }

interface Compared {
  readonly of: Changes['of']
  readonly id: string
  readonly title: string
  readonly kind: string
  readonly period: Period
  readonly scope: string
  readonly registry: readonly RosterChange[]
  readonly replaced: ReadonlyMap<string, Replaced>
  readonly rows: readonly ChangedRow[]
  /** Codes of all that were compared, also those of which nothing is different. */
  readonly all: readonly string[]
  /** Whether what stands at an address is about what is compared; what is not is told only where it is felt. */
  readonly isAbout?: (address: string) => boolean
}

export function assembled(
  [a, b]: readonly [Side, Side],
  used: readonly [readonly RulesUsed[], readonly RulesUsed[]],
  { registry, replaced, rows, all, isAbout = () => true, ...head }: Compared,
): Found {
  const causes = rows.flatMap(({ lines }) => lines.flatMap((line) => line.causes))
  const felt = new Set(causes.flatMap((cause) => ('change' in cause ? [cause.address] : [])))
  const moves = (move: string): number => rows.filter((row) => row.move === move).length
  return {
    ...head,
    a: showBasis(a.basis, used[0]),
    b: showBasis(b.basis, used[1]),
    counts: {
      rows: new Set(all).size,
      different: rows.filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to)).length,
      moved: rows.filter(({ move }) => move === 'own' || move === 'overtaken').length,
      ...{ own: moves('own'), overtaken: moves('overtaken'), entered: moves('entered'), left: moves('left') },
    },
    units: registry.map(({ before: _, after: __, ...change }) => change),
    rules: [...replaced.values()]
      .map((change) => ({ ...change, isFelt: felt.has(change.address) }))
      .filter(({ address, isFelt }) => isFelt || isAbout(address)),
    rows,
    used: used[1],
  }
}

/** A side as it would be under the rules of another: each part of these holds from the day on which it is looked up. */
export function underRules({ view, basis }: Side, rules: readonly RulesUsed[], dayOf: (part: Part) => Day): Side {
  const adoptions = rules.map(({ part, set }): Adoption => ({
    set: only(set, part),
    at: -1,
    by: '',
    from: dayOf(part),
    rank: Infinity,
  }))
  return { view: { ...view, rulebook: view.rulebook.supposing(adoptions) }, basis: { ...basis, rules: undefined } }
}

/** One part of a set. */
function only(set: RuleSet, part: Part): RuleSet {
  const { duties: _, sheets: __, accreditation: ___, awards: ____, coverage: _____, ...head } = set.rules.document
  return { ...set, rules: { ...set.rules, document: { ...head, [part]: set.rules.document[part] } } }
}

/** Whether both sides were answered by the same texts. */
export const isSameRules = (a: readonly RulesUsed[], b: readonly RulesUsed[]): boolean => {
  const said = (used: readonly RulesUsed[]): string =>
    used
      .map(({ part, set }) => `${part} ${set.digest}`)
      .sort()
      .join()
  return said(a) === said(b)
}
