/** What the causes of changes cite, and ledgers in which only some records were made: for boards and awards. */
import assert from 'node:assert/strict'
import type { JsonObject, Position } from '../../events/event.js'
import { dayOf } from '../../events/time.js'
import { changes } from '../../projections/changes.js'
import type { Cause, Changes } from '../../projections/changes/shape.js'
import type { Basis, View } from '../../projections/question.js'
import { isRefusal } from '../../projections/refusal.js'
import { simulation } from '../../projections/simulation.js'
import { book, type Draft, idAt } from './book.js'
import { viewOf } from './view.js'

export type Asked = Parameters<typeof changes.answer>[1]

/** What is asked as of a day, as known at a position. */
export const basisOf = (asOf: string, knownAt: Position, rules?: string): Basis => ({
  asOf: dayOf(asOf),
  knownAt,
  rules,
  engine: '',
})

/** Changes that must not be refused. */
export function changed(view: View, asked: Asked, basis: Basis): Changes {
  const answered = changes.answer(view, asked, basis)
  assert(!isRefusal(answered), JSON.stringify(answered))
  return answered.data
}

const causesIn = ({ rows, units }: Changes): Cause[] => [
  ...rows.flatMap(({ lines }) =>
    lines.flatMap(({ causes, stage, address }) => {
      assert.ok(causes.length > 0, `${stage} ${address} has no cause`)
      return causes
    }),
  ),
  ...units.flatMap(({ causes }) => causes.map((position): Cause => ({ position, deed: 'recorded' }))),
]

/** The records that are cited. */
export const positionsIn = (found: Changes): ReadonlySet<Position> =>
  new Set(causesIn(found).flatMap((cause) => ('position' in cause ? [cause.position] : [])))

/** The ledger as known at a position, with some records more, each under the id that it has. */
export function replayed(drafts: readonly Draft[], knownAt: Position, more: ReadonlySet<Position>): View {
  const kept = drafts.map((it, position) => ({
    ...it,
    id: it.id ?? idAt(position),
    recordedAt: Date.UTC(2026, 0, 1) + position * 1000,
  }))
  return viewOf(book(kept.filter((_, position) => position <= knownAt || more.has(position))))
}

/** Nobody is different between a rule set that is named and a draft. */
export function isAsUnder(view: View, asked: Omit<Parameters<typeof simulation.answer>[1], 'set'>, basis: Basis): void {
  const answered = simulation.answer(view, asked, basis)
  assert(!isRefusal(answered), JSON.stringify(answered))
  const { changes: left } = answered.data
  assert.deepEqual(left.rows, [], `left of ${JSON.stringify(asked.document)}`)
}

/** The addresses that are cited, and nothing but addresses. */
export const addressesIn = (found: Changes): ReadonlySet<string> =>
  new Set(
    causesIn(found).map((cause) => {
      assert('change' in cause, 'rules alone are the cause')
      return cause.address
    }),
  )

/** Of each element of a list that is cited the second form. */
export const chosenIn = (
  cited: ReadonlySet<string>,
  prefix: string,
  old: readonly JsonObject[],
  now: readonly JsonObject[],
): JsonObject[] => old.map((one, i) => (cited.has(`${prefix}${String(one['id'])}`) ? now[i]! : one))
