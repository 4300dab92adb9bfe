/** What becomes of the first answer if only the causes are put in: records into a world, addresses into a document. */
import type { JsonObject, Position } from '../../events/event.js'
import type { Entry } from './book.js'
import { knowledgeAt } from './facts.js'
import type { Clause, Group, Heading, Item, RuleDocument, Sheet } from './rules.js'
import { type World, worldOf } from './world.js'

/** The world as known at a position, and some records more. */
export function worldAdding(entries: readonly Entry[], knownAt: Position, more: ReadonlySet<Position>): World {
  const known = entries.filter(({ position }) => position <= knownAt || more.has(position))
  return worldOf(knowledgeAt(known, known.length - 1).rows)
}

/** A document in which what stands at some addresses of a sheet is that of another document. */
export function documentReplacing(
  documents: readonly [RuleDocument, RuleDocument],
  sheetId: string,
  addresses: ReadonlySet<string>,
): RuleDocument {
  const [first, second] = documents
  const chosen = <T>(address: string, old: T, now: T): T => (addresses.has(address) ? now : old)
  const ids = [...new Set(documents.flatMap(({ sheets = [] }) => sheets.map(({ id }) => id)))].sort()
  return {
    ...first,
    points: chosen('points', first.points, second.points),
    duties: listed('duties.', [first.duties, second.duties], chosen),
    sheets: ids.flatMap((id) => {
      const both = documents.map(({ sheets = [] }) => sheets.find((one) => one.id === id))
      const prefix = id === sheetId ? '' : `${id}.`
      const isThere = id === sheetId || chosen(`${prefix}appraises`, both[0], both[1]) !== undefined
      return isThere ? [sheetReplacing(both[0], both[1], (address, old, now) => chosen(prefix + address, old, now))] : []
    }),
  }
}

/** What stands at an address. */
type Choose = <T>(address: string, old: T, now: T) => T

function listed<T extends { readonly id: string }>(
  prefix: string,
  [old = [], now = []]: readonly [readonly T[] | undefined, readonly T[] | undefined],
  chosen: Choose,
): T[] {
  const ids = [...new Set([...now, ...old].map(({ id }) => id))]
  return ids.flatMap((id) => {
    const of = (list: readonly T[]): T | undefined => list.find((one) => one.id === id)
    return chosen(`${prefix}${id}`, of(old), of(now)) ?? []
  })
}

function sheetReplacing(a: Sheet | undefined, b: Sheet | undefined, chosen: Choose): Sheet {
  const itemOf = (group: string, old: Item | undefined, now: Item | undefined): Item[] => {
    const id = (now ?? old)!.id
    const address = `${group}.${id}`
    const own = chosen(address, old, now)
    const clauses = listed<Clause>(`${address}.`, [old?.clauses, now?.clauses], chosen)
    // What nobody cites gives nobody anything: a measure of its own, or a clause beside one.
    if (own === undefined) return clauses.length === 0 ? [] : [{ id, title: id, clauses } as Item]
    if (own.clauses === undefined && clauses.length === 0) return [own]
    if (own.clauses === undefined && own === now && own !== old) return [own]
    const { measure: _, scale: __, limit: ___, ...rest } = own
    return [{ ...rest, clauses }]
  }
  const itemsOf = (group: string, old: readonly Item[] = [], now: readonly Item[] = []): Item[] =>
    [...new Set([...now, ...old].map(({ id }) => id))].flatMap((id) =>
      itemOf(
        group,
        old.find((one) => one.id === id),
        now.find((one) => one.id === id),
      ),
    )
  const groupOf = <G extends Heading | Group>(address: string, old: G | undefined, now: G | undefined): G[] => {
    const own = chosen<G | undefined>(address, old, now)
    const items = itemsOf(address, old?.items, now?.items)
    const bare = { id: address, title: address } as JsonObject
    return items.length === 0 && own === undefined ? [] : [{ ...(own ?? bare), items } as G]
  }
  const headings = [...new Set([...(b?.headings ?? []), ...(a?.headings ?? [])].map(({ id }) => id))].flatMap((id) =>
    groupOf(
      id,
      a?.headings.find((one) => one.id === id),
      b?.headings.find((one) => one.id === id),
    ),
  )
  const [bonus] = groupOf('bonus', a?.bonus, b?.bonus)
  const vetoes = listed('vetoes.', [a?.vetoes, b?.vetoes], chosen)
  // What is not there gives nobody anything, and decides nothing.
  const nodes = new Set(
    [...headings.map(({ id, items }) => ({ id, items })), { id: 'bonus', items: bonus?.items ?? [] }].flatMap(({ id, items }) => [
      id,
      ...items.map((item) => `${id}.${item.id}`),
    ]),
  )
  const ties = chosen('ties', a?.ties, b?.ties)?.filter((tie) => tie === 'previous_total' || nodes.has(tie))
  const grades = chosen('grades', a?.grades, b?.grades)
  const base = chosen('base', a?.base, b?.base)
  const appraiser = chosen('appraiser', a?.appraiser, b?.appraiser)
  const { ties: _, grades: __, base: ___, bonus: ____, ...rest } = (a ?? b)!
  return {
    ...rest,
    headings,
    vetoes,
    ...(appraiser !== undefined && { appraiser }),
    ...(bonus !== undefined && { bonus }),
    ...(ties !== undefined && { ties }),
    ...(grades !== undefined && { grades }),
    ...(base !== undefined && { base }),
  }
}
