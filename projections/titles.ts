/** Who holds the titles of all schemes on a day, of how many units, and of several schemes together. */
import { z } from 'zod'
import type { Position } from '../events/event.js'
import { dateOf } from '../events/time.js'
import { endOf, type Holding, holdingsOf, heldOn } from './holding.js'
import { answer, defineQuestion } from './question.js'
import { isRefusal, type Refusal } from './refusal.js'
import { rosterOn, type Roster, type RosterUnit } from './roster.js'
import type { Scheme } from './rules/scheme.js'
import { denominatorWords, type Rate, rateOf, schemeNamed, schemesOn } from './schemes.js'

export interface Holder {
  readonly unit: { readonly code: string; readonly name: string; readonly kind: string }
  readonly street: string | null
  readonly batch: string | null
  readonly inherited: boolean
  readonly since: string
  /** The first day on which it is not held any more; null where it has no term. */
  readonly until: string | null
  readonly position: Position
}

export interface SchemeTitles extends Rate {
  readonly scheme: { readonly id: string; readonly title: string; readonly grantor: string | null }
  readonly kinds: readonly string[]
  readonly holders: readonly Holder[]
  /** Titles of units that are of another kind on that day, such as a village that became a community: they do not count. */
  readonly outside: readonly Holder[]
}

/** Several schemes together: a unit counts once, whichever of the titles it holds. */
export interface TitlesTogether extends Rate {
  readonly schemes: readonly string[]
  readonly kinds: readonly string[]
  /** Schemes of which nothing is known. */
  readonly noData: readonly string[]
}

export const titles = defineQuestion({
  name: 'titles',
  label: { zh: '命名', en: 'titles' },
  ask: z.strictObject({
    /** Ids or titles of schemes, also in one text with commas between them. */
    scheme: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  }),
  answer: (view, asked, basis) => {
    const found = schemesOn(view, basis)
    if (isRefusal(found)) return found
    const names = asked.scheme === undefined ? undefined : [asked.scheme].flat().flatMap((name) => name.split(/[,，、]/))
    const chosen = names === undefined ? found.schemes : named(found.schemes, names)
    if (isRefusal(chosen)) return chosen
    const { facts } = view
    const roster = rosterOn(facts, basis.asOf, basis.knownAt)
    const shown = chosen.map((scheme): SchemeTitles => {
      const holdings = holdingsOf(facts, scheme, basis.knownAt)
      const all = roster.units.flatMap((unit) => {
        const held = heldOn(holdings.get(unit.subject), basis.asOf)
        return held === undefined ? [] : [holderOf(unit, held, roster)]
      })
      // Of a title that was given to nobody so far nobody knows whether that is all: no data is not 0.
      const isKnown = [...holdings.values()].some((list) => list.some(({ from }) => from <= basis.asOf))
      const isInside = ({ unit }: Holder): boolean => scheme.units.includes(unit.kind)
      const holders = all.filter(isInside)
      return {
        scheme: { id: scheme.id, title: scheme.title, grantor: scheme.grantor ?? null },
        kinds: scheme.units,
        ...rateOf(isKnown ? holders.length : null, countOf(roster, scheme.units), scheme.units),
        holders,
        outside: all.filter((holder) => !isInside(holder)),
      }
    })
    const kinds = [...new Set(shown.flatMap((one) => one.kinds))]
    return answer(
      {
        asOf: dateOf(basis.asOf),
        schemes: shown,
        together: names === undefined || shown.length < 2 ? null : together(shown, kinds, countOf(roster, kinds)),
        denominator: denominatorWords(kinds, basis.asOf),
      },
      [found.used],
    )
  },
})

const countOf = (roster: Roster, kinds: readonly string[]): number =>
  roster.units.filter(({ kind }) => kinds.includes(kind)).length

/** The schemes of these names, each once. */
function named(schemes: readonly Scheme[], names: readonly string[]): readonly Scheme[] | Refusal {
  const chosen = new Set<Scheme>()
  for (const name of names) {
    const scheme = schemeNamed(schemes, name.trim(), 'scheme')
    if (isRefusal(scheme)) return scheme
    chosen.add(scheme)
  }
  return [...chosen]
}

const holderOf = (unit: RosterUnit, held: Holding, roster: Roster): Holder => {
  const until = endOf(held)
  return {
    unit: { code: unit.code, name: unit.name, kind: unit.kind },
    street: unit.kind === 'street' ? unit.code : (roster.above(unit, 'street')?.code ?? null),
    batch: held.batch ?? null,
    inherited: held.isInherited,
    since: dateOf(held.from),
    until: until === undefined ? null : dateOf(until),
    position: held.position,
  }
}

function together(shown: readonly SchemeTitles[], kinds: readonly string[], of: number): TitlesTogether {
  const known = shown.filter(({ count }) => count !== null)
  const codes = new Set(known.flatMap(({ holders }) => holders.map(({ unit }) => unit.code)))
  return {
    schemes: shown.map(({ scheme }) => scheme.id),
    kinds,
    noData: shown.filter(({ count }) => count === null).map(({ scheme }) => scheme.id),
    ...rateOf(known.length === 0 ? null : codes.size, of, kinds),
  }
}
