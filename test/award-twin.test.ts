/** The awards against the slow referee: a complete round of fifteen, and many small ones full of ties, with the same outcome. */
import assert from 'node:assert/strict'
import t from 'tap'
import type { AwardStanding } from '../projections/award-shown.js'
import { pointsOf } from '../projections/rules/fraction.js'
import { asking } from './twin/asking.js'
import { effective, slowAwards } from './twin/award.js'
import { PERIOD, randomLedger } from './twin/award-rounds.js'

/** Every line of the answer as the referee writes it; and of every candidate, that the reasons are there. */
function fastly(standings: readonly AwardStanding[]): string[] {
  return standings.flatMap(({ id, candidates }) =>
    candidates
      .map(({ subject, pool, status, rank, lines, total, excluded }) => {
        const sum = lines.reduce((points, line) => points + pointsOf(line.points), 0)
        assert.equal(sum, pointsOf(total), `${id} ${subject.code}: the lines are the total`)
        assert.equal(status === 'excluded', excluded.length > 0, 'an exclusion is named')
        assert.equal(status === 'excluded', rank === null)
        for (const line of lines) assert.equal(line.pending, line.value === null)
        return [
          id,
          subject.code,
          pool,
          status,
          rank ?? '-',
          ...lines.map((it) => it.points),
          total,
          ...excluded.map((it) => it.condition),
        ].join(' ')
      })
      .sort(),
  )
}

function compared(seed: number, size: number): { readonly lines: readonly string[] } {
  const { random, awards, before, drafts } = randomLedger(seed, size)
  const ledger = asking(drafts)
  const all: string[] = []
  for (const knownAt of [drafts.length - 1, random.between(before.length - 1, drafts.length - 1)]) {
    const request = { asOf: '2026-12-31', knownAt: String(knownAt) }
    const lines = fastly(ledger.answer('awards', { period: PERIOD }, request))
    assert.deepEqual(lines, slowAwards(awards, effective(drafts, knownAt), PERIOD), `seed ${seed} as known at ${knownAt}`)
    all.push(...lines)
  }
  return { lines: all }
}

t.test('small rounds, many of them', async (t) => {
  const seen = Array.from({ length: 400 }, (_, seed) => compared(seed, 3).lines).flat()
  for (const word of ['winner', 'runner_up', 'tied_at_cut', 'pending', 'excluded', 'also_won', 'not_won', 'standing', 'streets'])
    t.ok(seen.filter((line) => line.split(' ').includes(word)).length > 20, `with ${word}`)
})

t.test('complete rounds of fifteen awards', async (t) => {
  const seen = Array.from({ length: 10 }, (_, i) => compared(1000 + i, 15).lines).flat()
  t.ok(seen.length > 400)
})
