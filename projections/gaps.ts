/** Which duties were not met: who owes what, since when, and how late it came. */
import { periodZh } from '../events/labels.js'
import { z } from 'zod'
import { AnyPeriod } from '../events/fields.js'
import { dateOf, spanOf } from '../events/time.js'
import { setFor, windowOf } from './appraisal.js'
import { answer, defineQuestion } from './question.js'
import { refuse } from './refusal.js'
import { unitHistory, type RosterUnit } from './roster.js'
import { slotsOf } from './rules/duty.js'
import { neverRegistered, noStreet } from './units.js'

export const gaps = defineQuestion({
  name: 'gaps',
  label: { zh: '缺项', en: 'gaps' },
  ask: z.strictObject({
    period: AnyPeriod,
    unit: z.string().optional(),
    street: z.string().optional(),
    duty: z.string().optional(),
    late: z.boolean().optional(),
  }),
  periodOf: ({ period }) => period,
  answer: (view, { period, unit, street, duty: only, late = false }, basis) => {
    const set = setFor(view, 'duties', windowOf({ period, asOf: basis.asOf }).last, basis)
    if (set === undefined)
      return refuse('no_rules', `${periodZh(period)}没有施行应尽工作的规则`, `no rule set with duties is in force for ${period}`)
    const { facts } = view
    const { first, last } = spanOf(period)
    const histories = new Map<number, RosterUnit[]>()
    for (const stretch of unitHistory(facts, basis.knownAt))
      histories.set(stretch.subject, [...(histories.get(stretch.subject) ?? []), stretch])
    for (const [place, code] of [
      ['unit', unit],
      ['street', street],
    ] as const)
      if (code !== undefined && !histories.has(facts.subjects.find(code))) return { ...neverRegistered(code), place }
    const stretches = street === undefined ? [] : histories.get(facts.subjects.find(street))!
    if (street !== undefined && !stretches.some(({ kind }) => kind === 'street')) return noStreet(stretches[0]!)
    const duties = [...set.rules.duties.values()].filter(({ id, title }) => only === undefined || id === only || title === only)
    if (duties.length === 0) {
      const all = [...set.rules.duties.values()]
      return refuse(
        'unknown_node',
        `规则 ${set.id} 没有应尽工作“${only}”，有：${all.map(({ id, title }) => `${title}（${id}）`).join('、')}`,
        `rule set ${set.id} has no duty "${only}"; it has: ${all.map(({ id }) => id).join(', ')}`,
        { place: 'duty' },
      )
    }
    const rows = duties
      .flatMap((duty) => {
        const owing = [...histories]
          .filter(([, stretches]) =>
            stretches.some(({ kind, from, until }) => duty.of.includes(kind) && from <= last && until > first),
          )
          .map(([subject, stretches]) => ({ subject, stretches }))
        const slots = slotsOf(facts, duty, { period, asOf: basis.asOf, knownAt: basis.knownAt, owing })
        return owing.flatMap(({ stretches }, index) =>
          slots
            .of(index)
            .filter(({ state }) => state === 'missing' || (late && state === 'late'))
            .map(({ period: slot, due, state, position, occurred }) => {
              const { code, name, parent } = stretches.find(({ from, until }) => from <= due && due < until) ?? stretches[0]!
              return {
                unit: { code, name, parent: parent ?? null },
                duty: { id: duty.id, title: duty.title },
                period: slot,
                due: dateOf(due),
                state,
                daysLate: occurred === undefined ? null : occurred - due,
                position: position ?? null,
              }
            }),
        )
      })
      .filter(
        ({ unit: it }) =>
          (unit === undefined || it.code === unit) && (street === undefined || it.parent === street || it.code === street),
      )
      // By unit code, then by the day on which it was due.
      .sort((a, b) => order(a.unit.code, b.unit.code) || order(a.due, b.due) || order(a.duty.id, b.duty.id))
    return answer(rows, [{ part: 'duties', set }])
  },
})

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
