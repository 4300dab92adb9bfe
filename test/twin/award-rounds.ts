/** Random small rounds of awards, full of ties and of what is missing. */
import { type Random, randomOf } from '../../src/seed/random.js'
import { district, draft, unit } from './asking.js'
import type { SlowAward } from './award.js'
import { type Draft, retraction } from './book.js'
import { about, award, awardRules, JURY } from './round.js'
import { adopting } from './view.js'

export const PERIOD = '2026'
const people = Array.from({ length: 9 }, (_, i) => `p-${'abcdefghi'[i]!.repeat(4)}`)
const units = ['C001', 'C002', 'C003', 'C004', 'S01', 'S02', 'M01', 'M02']

export function randomAward(random: Random, i: number): SlowAward {
  const isUnit = random.chance(250)
  const quota = random.between(1, 3)
  const hasPools = isUnit && quota > 1
  const votes = random.pick([40, 50, 33])
  return {
    id: `a${i}`,
    subject: isUnit ? 'unit' : 'person',
    quota,
    pools: hasPools
      ? [
          { id: 'departments', quota: quota - 1, kind: 'member_unit' },
          { id: 'streets', quota: 1, kind: 'street' },
        ]
      : [],
    votes,
    marks: 100 - votes,
    isTrimmed: random.chance(400),
    ties: random.pick([[], ['ballots'], ['expert', 'ballots'], ['votes', 'earliest_nomination'], ['earliest_nomination']]),
    years: random.between(1, 5),
    isExclusive: !isUnit && random.chance(800),
  }
}

const poolsOf = ({ pools }: SlowAward): string => {
  const list = pools.map(({ id, quota, kind }) => `{ id: ${id}, title: ${id}, quota: ${quota}, units: [${kind}] }`)
  return list.length === 0 ? '' : `    pools: [${list.join(', ')}]\n`
}

export const yamlOf = (it: SlowAward): string =>
  award(
    it.id,
    `    subject: ${it.subject}
    exclusive: ${it.isExclusive}
${poolsOf(it)}    score:
      weighted:
        - { id: votes, title: 投票, of: { ballots: share }, weight: ${it.votes} }
        - { id: marks, title: 评分, of: { expert: ${it.isTrimmed ? 'mean_trimmed' : 'mean'} }, weight: ${it.marks} }
    ties: [${it.ties.join(', ')}]
    eligible: [{ id: not_won, title: 未获, when: { not: { won: ${it.id}, within: ${it.years}y } } }]
`,
    it.quota,
  )

/** What happens in one award: sometimes nothing is missing, sometimes much. */
function randomRound(random: Random, it: SlowAward): Draft[] {
  const round = about(it.id, PERIOD)
  const field = it.subject === 'unit' ? (it.pools.length > 0 ? units : units.slice(0, 4)) : people
  const candidates = random.sample(field, random.between(0, 6))
  const isWhole = random.chance(700)
  const has = () => isWhole || random.chance(850)
  const points = () => random.pick(['80', '90', '90.5', '70'])
  const drafts = [
    ...(has() ? [round.opened(JURY.slice(0, random.between(1, 5)))] : []),
    ...candidates.flatMap((code) => [
      round.nominated(
        code,
        random.chance(200) ? { recused: random.sample(JURY, 1) } : {},
        `2026-10-${random.pick(['12', '12', '13'])}`,
      ),
      ...(has() ? [round.voted(code, random.below(4))] : []),
      ...(isWhole ? JURY : random.sample(JURY, 3)).flatMap((juror) =>
        random.chance(300)
          ? [round.marked(code, juror, '40', 'deeds'), round.marked(code, juror, random.pick(['40', '50']), 'effect')]
          : [round.marked(code, juror, points())],
      ),
    ]),
    ...(candidates.length > 1 && random.chance(500)
      ? [round.resolved(...random.sample(candidates, candidates.length).reverse())]
      : []),
    ...(candidates.length > 2 && random.chance(300) ? [round.resolved(...random.sample(candidates, 2))] : []),
    ...(random.chance(150) ? [round.vacant(1, random.pick([undefined, ...it.pools.map(({ id }) => id)]))] : []),
  ]
  const before = random.sample(field, 2).flatMap((code) => {
    const earlier = about(it.id, String(random.between(2020, 2025)))
    return [earlier.conferred(code), ...(random.chance(300) ? [earlier.revoked(code, '2026-06-01')] : [])]
  })
  return [...before, ...drafts]
}

/** A ledger of one round of random awards: what was there before, and all of it. */
export function randomLedger(seed: number, size: number) {
  const random = randomOf(seed, 'awards')
  const awards = Array.from({ length: size }, (_, i) => randomAward(random, i))
  const before = [
    ...[...district, unit('M01', 'member_unit', 'D01'), unit('M02', 'member_unit', 'D01')],
    ...adopting(awardRules(awards.map(yamlOf)), '2025-12-01'),
  ]
  const drafts = [...before, ...awards.flatMap((it) => randomRound(random, it))]
  if (random.chance(400))
    drafts.push(draft('UnitsMerged', random.pick(['2026-11-20', '2027-01-05']), { into: 'C003', from: ['C001'] }))
  for (let i = random.below(4); i > 0 && drafts.length > before.length; i -= 1) {
    const target = random.between(before.length, drafts.length - 1)
    if (drafts[target]!.type !== 'EventRetracted') drafts.push(retraction(target, '2026-12-01'))
  }
  return { random, awards, before, drafts }
}
