/** The awards of a round, 十佳评选: who stands where in each, why, and what was conferred. */
import { periodZh } from '../events/labels.js'
import { z } from 'zod'
import { AnyPeriod } from '../events/fields.js'
import { cadenceOf } from '../events/time.js'
import { setFor, windowOf } from './appraisal.js'
import { awardStandings } from './award-standings.js'
import { answer, type Basis, defineQuestion, type View } from './question.js'
import { isRefusal, type Refusal, refuse } from './refusal.js'
import type { RuleSet } from './rulebook.js'
import { nearest } from './rules/reading.js'
import type { AwardStanding } from './award-shown.js'

const ask = z.strictObject({
  period: AnyPeriod,
  award: z.string().optional(),
  pool: z.string().optional(),
  /** A status of awards or of candidates. */
  status: z.string().optional(),
})
export type AwardsAsked = z.infer<typeof ask>

export const awardStatuses = ['not_opened', 'open', 'tied', 'decided', 'conferred'] as const
export const candidateStatuses = ['winner', 'runner_up', 'tied_at_cut', 'pending', 'excluded'] as const

/**
 * The procedure goes on after the round: notices, objections and revocations come later. So `asOf` is today unless somebody
 * says otherwise; whoever stands, and by which rules, is still that of the last day of the round.
 */
export const awards = defineQuestion({
  name: 'awards',
  label: { zh: '评优', en: 'awards' },
  ask,
  answer: (view, asked, basis) => {
    const found = awardsOf(view, asked, basis)
    return isRefusal(found) ? found : answer(found.awards, found.used)
  },
})

export interface AwardsFound {
  /** In the order of the rule set. */
  readonly awards: readonly AwardStanding[]
  readonly used: readonly { readonly part: 'awards' | 'duties'; readonly set: RuleSet }[]
}

/** The standing of the awards that are asked for. All of the round are evaluated: one award may take winners from another. */
export function awardsOf(view: View, asked: AwardsAsked, basis: Basis): AwardsFound | Refusal {
  const { period } = asked
  const { last } = windowOf({ period, asOf: basis.asOf })
  const set = setFor(view, 'awards', last, basis)
  if (set === undefined)
    return refuse('no_rules', `${periodZh(period)}没有施行的评选办法`, `no rule set with awards is in force for ${period}`)
  const all = Array.from(set.rules.awards.values())
  const held = all.filter((award) => award.period === cadenceOf(period))
  const wrong = unknownAsked(asked, set, held.length > 0)
  if (wrong !== undefined) return wrong
  const duties = setFor(view, 'duties', last, basis)
  const standings = awardStandings(view, { awards: held, period, basis, duties: duties?.rules.duties ?? new Map() })
  return {
    awards: standings
      .filter(({ id }) => asked.award === undefined || id === asked.award)
      .map((standing) => narrowed(standing, asked))
      .filter((standing) => fits(standing, asked)),
    used: [{ part: 'awards', set }, ...(duties === undefined ? [] : [{ part: 'duties' as const, set: duties }])],
  }
}

function unknownAsked({ period, award, pool, status }: AwardsAsked, set: RuleSet, isHeld: boolean): Refusal | undefined {
  const { awards: all } = set.rules
  const found = award === undefined ? undefined : all.get(award)
  if (award !== undefined && found === undefined) {
    const near = nearest(award, all.keys())
    const names = Array.from(all.values(), ({ id, title }) => `${id}（${title}）`).join('、')
    return refuse(
      'unknown_award',
      `规则 ${set.id} 没有奖项“${award}”${near ? `，是否应为“${near}”（${all.get(near)?.title}）` : `，有：${names}`}`,
      `rule set ${set.id} has no award "${award}"` +
        (near ? `; did you mean "${near}"?` : `; it has: ${[...all.keys()].join(', ')}`),
      { place: 'award' },
    )
  }
  if (!isHeld || (found !== undefined && found.period !== cadenceOf(period)))
    return refuse(
      'bad_question',
      `规则 ${set.id} 没有按“${period}”这样的时期评选的奖项，按年评选的写年度，如 2025`,
      `rule set ${set.id} has no award for periods such as ${period}; write a year such as 2025`,
      { place: 'period' },
    )
  const pools = [...(found === undefined ? all.values() : [found])].flatMap((one) => one.pools.flatMap(({ id }) => id ?? []))
  if (pool !== undefined && !pools.includes(pool))
    return refuse(
      'unknown_node',
      `没有“${pool}”这一组，有：${pools.join('、') || '无（不分组）'}`,
      `there is no pool "${pool}"; there are: ${pools.join(', ') || 'none'}`,
      { place: 'pool' },
    )
  const known: readonly string[] = [...awardStatuses, ...candidateStatuses]
  if (status === undefined || known.includes(status)) return undefined
  return refuse('bad_question', `状态“${status}”应为：${known.join('、')}`, `status must be one of ${known.join(', ')}`, {
    place: 'status',
  })
}

const isOfCandidate = (status: string): boolean => candidateStatuses.some((one) => one === status)

/** Only the pool and the candidates that are asked for. */
function narrowed(standing: AwardStanding, { pool, status }: AwardsAsked): AwardStanding {
  const isWanted = status !== undefined && isOfCandidate(status)
  return {
    ...standing,
    pools: standing.pools.filter(({ id }) => pool === undefined || id === pool),
    candidates: standing.candidates.filter(
      (candidate) => (pool === undefined || candidate.pool === pool) && (!isWanted || candidate.status === status),
    ),
  }
}

function fits({ status, pools, candidates }: AwardStanding, asked: AwardsAsked): boolean {
  if (asked.pool !== undefined && pools.length === 0) return false
  if (asked.status === undefined) return true
  return isOfCandidate(asked.status) ? candidates.length > 0 : status === asked.status
}
