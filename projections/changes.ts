/** What is different between two bases, and why: first who there is, then what is known, then the rules. */
import { z } from 'zod'
import type { Period } from '../events/event.js'
import { AnyPeriod } from '../events/fields.js'
import { dateOf } from '../events/time.js'
import { awardChanges } from './changes/awards.js'
import { boardChanges } from './changes/boards.js'
import type { Changes } from './changes/shape.js'
import { rankingChanges } from './changes/sheets.js'
import type { Found, Side } from './changes/side.js'
import { answer, type BasisRequest, defineQuestion, resolveBasis } from './question.js'
import { isRefusal, refuse, type Refusal } from './refusal.js'

/** What a side has of its own; everything else is that of the question. */
const SideAsked = z.strictObject({
  asOf: z.string().optional(),
  knownAt: z.string().optional(),
  rules: z.string().optional(),
})

const ask = z.strictObject({
  of: z.enum(['ranking', 'board', 'award']),
  period: AnyPeriod,
  sheet: z.string().optional(),
  scheme: z.string().optional(),
  award: z.string().optional(),
  scope: z.string().optional(),
  a: SideAsked,
  b: SideAsked.optional(),
})

export type ChangesAsked = z.infer<typeof ask>

// The procedure of an award goes on after its round.
const periodOf = ({ of, period }: ChangesAsked): Period | undefined => (of === 'award' ? undefined : period)

export const changes = defineQuestion({
  name: 'changes',
  label: { zh: '变化及原因', en: 'changes' },
  ask,
  periodOf,
  answer: (view, asked, basis) => {
    const period = periodOf(asked)
    const a = sideOf({ view, basis, period }, asked.a, 'a')
    if (isRefusal(a)) return a
    const b = sideOf({ view, basis, period }, asked.b ?? {}, 'b')
    if (isRefusal(b)) return b
    const found = changesBetween(a, b, asked)
    if (isRefusal(found)) return found
    const { used, ...data } = found
    return answer<Changes>(data, used)
  },
})

/** What is different between two sides. */
export function changesBetween(a: Side, b: Side, asked: Omit<ChangesAsked, 'a' | 'b'>): Found | Refusal {
  const wrong = (['sheet', 'scheme', 'award'] as const).find((name) => asked[name] !== undefined && name !== idOf[asked.of])
  if (wrong !== undefined)
    return refuse('not_comparable', `“${wrong}”不能与 ${asked.of} 同用`, `"${wrong}" has no place in changes of a ${asked.of}`, {
      place: wrong,
    })
  if (asked.of === 'board') return boardChanges(a, b, asked)
  return asked.of === 'award' ? awardChanges(a, b, asked) : rankingChanges(a, b, asked)
}

const idOf = { ranking: 'sheet', board: 'scheme', award: 'award' } as const

/** A side sees no more than the question does: nothing that was recorded or adopted later. */
function sideOf(
  { view, basis, period }: Side & { readonly period: Period | undefined },
  request: z.infer<typeof SideAsked>,
  side: 'a' | 'b',
): Side | Refusal {
  const own: BasisRequest = {
    asOf: request.asOf ?? dateOf(basis.asOf),
    ...(request.knownAt !== undefined && { knownAt: request.knownAt }),
    ...((request.rules ?? basis.rules) !== undefined && { rules: request.rules ?? basis.rules! }),
  }
  const resolved = resolveBasis({ ...view, size: basis.knownAt + 1 }, own, period, basis.asOf)
  if (isRefusal(resolved)) return { ...resolved, place: resolved.place === undefined ? side : `${side}.${resolved.place}` }
  return { view, basis: resolved }
}
