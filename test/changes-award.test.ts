/** Awards: what is cited, put into the first ledger or the first rules, gives the second standing. */
import assert from 'node:assert/strict'
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import { awardsOf } from '../projections/award.js'
import type { View } from '../projections/question.js'
import { isRefusal } from '../projections/refusal.js'
import { PERIOD, randomAward, randomLedger, yamlOf } from './twin/award-rounds.js'
import { book } from './twin/book.js'
import { addressesIn, basisOf, changed, chosenIn, isAsUnder, positionsIn, replayed } from './twin/causes.js'
import { awardRules } from './twin/round.js'
import { adopting, viewOf } from './twin/view.js'

const counted = { awards: 0, causes: 0, sets: 0, addresses: 0 }

/** An award without positions. */
function awardsIn(view: View, rules?: string): ReadonlyMap<string, readonly string[]> {
  const found = awardsOf(view, { period: PERIOD }, basisOf('2026-12-31', view.size - 1, rules))
  assert(!isRefusal(found))
  return new Map(
    found.awards.map(({ id, candidates }) => [
      id,
      candidates
        .map(({ subject, pool, status, rank, lines, total, excluded, tieBreak, conferred, revoked }) =>
          JSON.stringify([
            ...[subject.code, pool, status, rank, total, tieBreak, conferred !== null && revoked === null],
            ...[lines.map(({ points, pending }) => [points, pending]), excluded.map(({ condition }) => condition)],
          ]),
        )
        .sort(),
    ]),
  )
}

t.test('awards: records', async (t) => {
  for (let seed = 0; seed < 150; seed += 1) {
    const { random, awards, before, drafts } = randomLedger(seed, 3)
    const view = viewOf(book(drafts))
    const known = random.between(before.length - 1, drafts.length - 1)
    for (const { id } of awards) {
      const found = changed(
        view,
        { of: 'award', period: PERIOD, award: id, a: { knownAt: String(known) } },
        basisOf('2026-12-31', drafts.length - 1),
      )
      const cited = positionsIn(found)
      const again = replayed(drafts, known, cited)
      assert.deepEqual(
        awardsIn(again).get(id),
        awardsIn(view).get(id),
        `${id} of seed ${seed} from ${known} with ${[...cited].join()}`,
      )
      for (const { code, lines, difference } of found.rows) {
        const sum = lines.reduce((all, line) => all + Math.round(Number(line.difference ?? '0') * 10_000), 0)
        assert.equal(sum, Math.round(Number(difference) * 10_000), code)
      }
      counted.awards += 1
      counted.causes += cited.size
    }
  }
  t.pass()
})

function awardsReplacing(first: JsonObject, second: JsonObject, cited: ReadonlySet<string>): JsonObject {
  const [a, b] = [first, second].map((document) => document['awards'] as readonly JsonObject[]) as [
    readonly JsonObject[],
    readonly JsonObject[],
  ]
  const awards = a.map((one, i): JsonObject => {
    const now = b[i]!
    const id = String(one['id'])
    const linesOf = (it: JsonObject) => (it['score'] as JsonObject)['weighted'] as readonly JsonObject[]
    const own = cited.has(id) ? now : one
    const { exclusive: _, ...rest } = own
    const exclusive = (cited.has('awards') ? now : own)['exclusive']
    return {
      ...rest,
      ...(exclusive !== undefined && { exclusive }),
      score: { weighted: chosenIn(cited, `${id}.`, linesOf(one), linesOf(now)) },
      ties: (cited.has(`${id}.ties`) ? now : one)['ties']!,
      eligible: chosenIn(
        cited,
        `${id}.eligible.`,
        one['eligible'] as readonly JsonObject[],
        now['eligible'] as readonly JsonObject[],
      ),
    }
  })
  return { ...first, ruleset: 'replayed', awards }
}

t.test('awards: rules', async (t) => {
  for (let seed = 0; seed < 150; seed += 1) {
    const { random, awards, drafts } = randomLedger(seed, 3)
    const others = awards.map((it, i) => ({
      ...randomAward(random, i),
      subject: it.subject,
      ...(it.subject === 'person' ? { pools: [] } : { isExclusive: false }),
    }))
    const [first, second] = [awards, others].map((all, i) => awardRules(all.map(yamlOf), i === 0 ? 'awards-2026' : 'second')) as [
      JsonObject,
      JsonObject,
    ]
    const all = [...drafts, ...adopting(second, '2025-12-02')]
    const view = viewOf(book(all))
    const basis = basisOf('2026-12-31', all.length - 1)
    for (const { id } of awards) {
      const found = changed(
        view,
        { of: 'award', period: PERIOD, award: id, a: { rules: 'awards-2026' }, b: { rules: 'second' } },
        basis,
      )
      const cited = addressesIn(found)
      const document = awardsReplacing(first, second, cited)
      isAsUnder(view, { of: 'award', period: PERIOD, award: id, document }, { ...basis, rules: 'second' })
      counted.sets += found.rows.length > 0 ? 1 : 0
      counted.addresses += cited.size
    }
  }
  t.pass()
})

t.test('all that was tried', async (t) => {
  t.comment(JSON.stringify(counted))
  t.ok(counted.awards > 300 && counted.causes > 1000 && counted.sets > 100 && counted.addresses > 300)
})
