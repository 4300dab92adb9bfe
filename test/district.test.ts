/** The sample district under the slow twin: whole rankings and gaps; and under last year's rules, clause by clause. */
import t from 'tap'
import type { Explanation, Line } from '../projections/explanation.js'
import type { RankRow } from '../projections/ranking.js'
import { tenThousandths } from './district/points.js'
import { seeded } from './district/seeded.js'
import { ask, plainGaps, plainRanking } from './twin/plain.js'

const { ledger, twin, head } = await seeded()

/** The years of the district; of the last one what is known so far. */
const years: readonly (readonly [period: string, asOf: string, rules?: string])[] = [
  ['2024', '2024-12-31'],
  ['2025', '2025-12-31'],
  ['2026', '2026-06-30'],
]

t.test('every ranking is the one of the slow twin, within the streets and over the district', async (t) => {
  const others = ['2024.1', '2026.1'].map((rules) => ['2025', '2025-12-31', rules] as const)
  for (const [period, asOf, rules] of [...years, ...others])
    for (const scope of ['street', 'district'] as const) {
      const rows = ask<RankRow[]>(ledger, 'ranking', { period, scope }, { asOf, ...(rules !== undefined && { rules }) })
      const slow = twin.ranking({ period, asOf, knownAt: head, rules }, scope)
      t.strictSame(plainRanking(rows), slow, `${period} ${scope} ${rules ?? 'in force'}`)
    }
})

t.test('the ranking of the streets is the one of the slow twin, and so are the communities that it rests on', async (t) => {
  const asked = [
    ['2025', '2025-12-31'],
    ['2025', '2025-09-30'],
    ['2026', '2026-06-30'],
    ['2025', '2025-12-31', '2026.1'],
  ] as const
  for (const [period, asOf, rules] of asked) {
    const request = { asOf, ...(rules !== undefined && { rules }) }
    const rows = ask<RankRow[]>(ledger, 'ranking', { period, sheet: 'street', scope: 'district' }, request)
    const slow = twin.ranking({ period, asOf, knownAt: head, rules, sheet: 'street' }, 'district')
    // A street belongs to itself.
    const ranked = slow.ranked.map((row) => ({ ...row, street: row.unit }))
    t.strictSame(plainRanking(rows), { ...slow, ranked }, `${period} as of ${asOf} ${rules ?? 'in force'}`)
    t.equal(rows.length, 10)
  }
})

t.test('rows stand in the order of their ranks, street by street', async (t) => {
  for (const [period, asOf] of years) {
    const rows = ask<RankRow[]>(ledger, 'ranking', { period }, { asOf })
    const places = rows.map(({ status, rank, unit }) => [status === 'ended' ? '~' : unit.street, rank ?? 0, unit.code] as const)
    t.strictSame(
      places,
      places.toSorted(([a, i, x], [b, j, y]) => (a !== b ? (a! < b! ? -1 : 1) : i - j || (x < y ? -1 : 1))),
      period,
    )
  }
})

t.test('every duty that was missed or met late is one of the slow twin', async (t) => {
  for (const [period, asOf] of [...years, ['2025', '2025-08-31'] as const])
    t.strictSame(
      plainGaps(ask(ledger, 'gaps', { period, late: true }, { asOf })),
      twin.gaps({ period, asOf, knownAt: head }),
      `${period} as of ${asOf}`,
    )
})

/** The lines without lines in them: clauses, starts and limits. Their points add up to the total. */
const leavesOf = ({ lines, ...line }: Line): Omit<Line, 'lines'>[] => (lines.length === 0 ? [line] : lines.flatMap(leavesOf))

/** Points of the leaves of a unit, by where they stand. */
function leaves(unit: string, rules: string): Map<string, number> {
  const { lines } = ask<Explanation>(ledger, 'explanation', { period: '2025', unit }, { rules })
  const points = new Map<string, number>()
  for (const { kind, address, points: text } of lines.flatMap(leavesOf)) {
    const place = `${address} ${kind}`
    points.set(place, (points.get(place) ?? 0) + tenThousandths(text))
  }
  return points
}

t.test('2025 under the rules of 2024 and of 2025: who moves, and through which clauses', async (t) => {
  const ranked = (rules: string) =>
    new Map(
      ask<RankRow[]>(ledger, 'ranking', { period: '2025', scope: 'district' }, { rules }).map((row) => [row.unit.code, row]),
    )
  const [before, after] = [ranked('2024.1'), ranked('2025.1')]
  t.equal(before.size, 109)
  t.strictSame([...after.keys()].sort(), [...before.keys()].sort())
  const moved = [...before.keys()].filter((unit) => before.get(unit)?.rank !== after.get(unit)?.rank)
  const through = new Map<string, number>()
  const wrong: string[] = []
  for (const unit of before.keys()) {
    const [old, now] = [leaves(unit, '2024.1'), leaves(unit, '2025.1')]
    const differences = [...new Set([...old.keys(), ...now.keys()])].map(
      (place) => [place, (now.get(place) ?? 0) - (old.get(place) ?? 0)] as const,
    )
    const sum = differences.reduce((total, [, difference]) => total + difference, 0)
    const totals = tenThousandths(after.get(unit)!.total) - tenThousandths(before.get(unit)!.total)
    if (sum !== totals) wrong.push(`${unit}: clauses ${sum}, totals ${totals}`)
    if (!moved.includes(unit)) continue
    for (const [place, difference] of differences)
      if (difference !== 0 && place.endsWith(' clause')) through.set(place, (through.get(place) ?? 0) + 1)
  }
  t.strictSame(wrong, [], 'the differences of the clauses add up to the difference of the totals, for all 109')
  t.ok(moved.length >= 20, `${moved.length} communities move`)
  t.ok(through.size >= 3, `through ${through.size} clauses`)
  const told = [...through].sort(([, a], [, b]) => b - a).map(([item, count]) => `${item.split(' ')[0]} (${count})`)
  t.comment(`${moved.length} of ${before.size} communities move, through ${told.join(', ')}`)
})
