/** Which units there are on a day, and what became of those that are not there. */
import { z } from 'zod'
import { dateZh, zhOf } from '../events/labels.js'
import { dateOf } from '../events/time.js'
import { answer, type Basis, defineQuestion, type View } from './question.js'
import { type Refusal, refuse } from './refusal.js'
import { byCode, rosterOn, type RosterUnit, unitHistory } from './roster.js'
import { FOREVER } from '../events/time.js'

export const units = defineQuestion({
  name: 'units',
  label: { zh: '单位', en: 'units' },
  ask: z.strictObject({
    kind: z.string().optional(),
    parent: z.string().optional(),
    unit: z.string().optional(),
    history: z.boolean().optional(),
  }),
  answer: ({ facts }, { kind, parent, unit, history = false }, { asOf, knownAt }) => {
    const known = unitHistory(facts, knownAt)
    for (const [place, code] of [
      ['unit', unit],
      ['parent', parent],
    ] as const)
      if (code !== undefined && !known.some((it) => it.code === code)) return { ...neverRegistered(code), place }
    const kinds = [...new Set(known.map((it) => it.kind))].sort()
    if (kind !== undefined && !kinds.includes(kind))
      return refuse(
        'unknown_unit',
        `没有“${kind}”这类单位，已登记的有：${kinds.map((it) => `${it}（${zhOf(it)}）`).join('、')}`,
        `there is no unit of the kind "${kind}"; there are: ${kinds.join(', ')}`,
        { place: 'kind' },
      )
    const list = history ? [...known].sort((a, b) => byCode(a, b) || a.from - b.from) : rosterOn(facts, asOf, knownAt).units
    return answer(
      list
        .filter(
          (it) =>
            (kind === undefined || it.kind === kind) &&
            (parent === undefined || it.parent === parent) &&
            (unit === undefined || it.code === unit),
        )
        .map((it) => ({
          code: it.code,
          name: it.name,
          kind: it.kind,
          parent: it.parent ?? null,
          from: dateOf(it.from),
          until: it.until === FOREVER ? null : dateOf(it.until),
          position: it.position,
        })),
    )
  },
})

/** Refuses a unit where a street is meant. */
export const noStreet = ({ code, name, kind }: Pick<RosterUnit, 'code' | 'name' | 'kind'>): Refusal =>
  refuse('unknown_unit', `${name}（${code}）是${zhOf(kind)}，不是街道`, `${code} is no street: its kind is ${kind}`, {
    place: 'street',
  })

/** Refuses a code that no unit ever had. */
export const neverRegistered = (code: string): Refusal =>
  refuse('unknown_unit', `没有登记过代码为“${code}”的单位`, `no unit with the code "${code}" was ever registered`, {
    place: 'unit',
  })

/** A unit that stood on a day, or the reason why it did not, with the days that are known. */
export function findUnit(
  { facts }: View,
  code: string,
  { asOf, knownAt }: Pick<Basis, 'asOf' | 'knownAt'>,
): RosterUnit | Refusal {
  const stretches = unitHistory(facts, knownAt)
    .filter((stretch) => stretch.code === code)
    .sort((a, b) => a.from - b.from)
  const stood = stretches.find(({ from, until }) => from <= asOf && asOf < until)
  if (stood !== undefined) return stood
  const [first, last] = [stretches[0], stretches.at(-1)]
  if (first === undefined || last === undefined) return neverRegistered(code)
  const day = dateOf(asOf)
  return asOf < first.from
    ? refuse(
        'unit_not_standing',
        `${first.name}（${code}）${dateZh(dateOf(first.from))}才设立，${dateZh(day)}还不存在`,
        `${code} was founded on ${dateOf(first.from)}; on ${day} it did not stand yet`,
        { place: 'unit', because: [first.position] },
      )
    : refuse(
        'unit_not_standing',
        `${last.name}（${code}）自${dateZh(dateOf(last.until))}起已撤并，${dateZh(day)}不再存在`,
        `${code} ended on ${dateOf(last.until)}; on ${day} it no longer stood`,
        { place: 'unit', because: [last.position] },
      )
}
