/** Who may be nominated for an award, in which pool, by whom. */
import { kindOfSubject } from '../../events/fields.js'
import { zhOf } from '../../events/labels.js'
import type { Refusal } from '../../projections/refusal.js'
import type { Award } from '../../projections/rules/award.js'
import { nearest } from '../../projections/rules/reading.js'
import { juryOf, kindOn, type Round, rowsOf } from './award-round.js'
import { type Case, recordZh, refuseAt } from './case.js'
import { meant } from './faults.js'
import { standingOn } from './standing.js'
import { absence, keyOf, nameOf } from './units.js'

const subjectZh = { person: '个人', unit: '单位', station: '辅导站', brand: '品牌' } as const

/** The award is for subjects of this kind, and for units of these kinds. */
export function kindRefusal({ title, id, subject: wanted }: Award, subject: string, the: Case): Refusal | undefined {
  const kind = kindOfSubject(subject)
  if (kind === wanted) return undefined
  return refuseAt(the, ['data', 'subject'], 'validation_failed', [
    `“${title}”评选${subjectZh[wanted]}，${subject}是${subjectZh[kind]}`,
    `the award ${id} is for a ${wanted}; ${subject} is a ${kind}`,
  ])
}

/** Whoever is nominated stands on that day: what merged since is no candidate. */
export function subjectRefusal(found: Award, { subject }: { readonly subject: string }, the: Case): Refusal | undefined {
  const { facts, day } = the
  const wrong = kindRefusal(found, subject, the)
  if (wrong !== undefined || found.subject === 'person') return wrong
  if (standingOn(facts, keyOf(subject), day) === undefined) {
    const { code, words, because } = absence(facts, subject, day)
    return refuseAt(the, ['data', 'subject'], code, words, because)
  }
  const kind = kindOn(subject, the)
  if (found.units === undefined || kind === undefined || found.units.includes(kind)) return undefined
  return refuseAt(the, ['data', 'subject'], 'validation_failed', [
    `“${found.title}”评选${found.units.map((one) => zhOf(one)).join('、')}，${nameOf(facts, subject, day)}是${zhOf(kind)}`,
    `the award ${found.id} is for units of the kinds ${found.units.join(', ')}; ${subject} is a ${kind}`,
  ])
}

/** The pool that is named takes the candidate; where none is named, one does. */
export function poolRefusal(
  found: Award,
  { subject, pool }: { readonly subject: string; readonly pool?: string | undefined },
  the: Case,
): Refusal | undefined {
  const kind = kindOn(subject, the)
  if (pool === undefined) {
    const fits = found.pools.some(({ id, units }) => id === undefined || (kind !== undefined && units?.includes(kind) === true))
    return fits ? undefined : unknownPool(found, undefined, the)
  }
  const wrong = unknownPool(found, pool, the)
  const named = found.pools.find(({ id }) => id === pool)
  if (wrong !== undefined || named?.units === undefined || (kind !== undefined && named.units.includes(kind))) return wrong
  return refuseAt(the, ['data', 'pool'], 'validation_failed', [
    `“${named.title}”（${pool}）只收${named.units.map((one) => zhOf(one)).join('、')}，` +
      `${nameOf(the.facts, subject, the.day)}是${zhOf(kind ?? '')}`,
    `the pool ${pool} takes units of the kinds ${named.units.join(', ')}; ${subject} is a ${kind}`,
  ])
}

/** Refuses a pool that the award does not have; the others are named. */
export function unknownPool({ pools, title, id }: Award, pool: string | undefined, the: Case): Refusal | undefined {
  const known = pools.flatMap((one) => one.id ?? [])
  if (pool !== undefined && known.includes(pool)) return undefined
  const near = pool === undefined ? undefined : nearest(pool, known)
  const list =
    known.length === 0
      ? ['，这一奖项不分组', '; it has no pools']
      : [`，可写：${known.join('、')}`, `; there are: ${known.join(', ')}`]
  const hint = near === undefined ? { zh: list[0], en: list[1] } : meant(near)
  return refuseAt(the, ['data', 'pool'], 'validation_failed', [
    `${pool === undefined ? `“${title}”分组评选，请写明 pool` : `“${title}”没有“${pool}”这一组`}${hint.zh}`,
    `${pool === undefined ? `the award ${id} has pools; say which` : `the award ${id} has no pool "${pool}"`}${hint.en}`,
  ])
}

/** By the rules units of some kinds nominate, and each of them so many. */
export function nominatorRefusal(
  { nominators, title, id, subject: kind }: Award,
  { nominator, ...round }: Round & { readonly nominator: string },
  the: Case,
): Refusal | undefined {
  if (nominators === undefined) return undefined
  const { facts, day } = the
  const own = kindOn(nominator, the)
  const entitled = nominators.find((one) => one.kind === own)
  const name = nameOf(facts, nominator, day)
  if (entitled === undefined)
    return refuseAt(the, ['data', 'nominator'], 'validation_failed', [
      `“${title}”由${nominators.map((one) => zhOf(one.kind)).join('、')}推荐，${name}是${zhOf(own ?? '')}`,
      `candidates of ${id} are nominated by units of the kinds ` +
        `${nominators.map((one) => one.kind).join(', ')}; ${nominator} is a ${own}`,
    ])
  const before = rowsOf(facts, 'NominationSubmitted', kind, round).filter((row) => row.word('nominator') === nominator)
  if (entitled.places === undefined || before.length < entitled.places) return undefined
  return refuseAt(
    the,
    ['data', 'nominator'],
    'out_of_range',
    [
      `${name}推荐“${title}”的名额是${entitled.places}名，已推荐${before.length}名`,
      `${nominator} may nominate ${entitled.places} for the award ${id} and has nominated ${before.length}`,
    ],
    before.map(({ position }) => position),
  )
}

/** Whoever is recused is on the jury. */
export function recusedRefusal(
  data: Round & { readonly recused?: readonly string[] | undefined },
  the: Case,
): Refusal | undefined {
  const jury = juryOf(data, the)
  if (jury === undefined) return undefined
  for (const [i, juror] of (data.recused ?? []).entries())
    if (!jury.codes.has(juror))
      return refuseAt(
        the,
        ['data', 'recused', i],
        'validation_failed',
        [
          `${juror}不在评委名单（${recordZh(jury.position)}）里，不必回避`,
          `${juror} is not on the jury (record ${jury.position})`,
        ],
        [jury.position],
      )
  return undefined
}
