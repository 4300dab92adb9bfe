/** Coverage of the sample district against plain filters over the rows of the slow twin. */
import t from 'tap'
import { dayOf } from '../events/time.js'
import type { CoverPartShown, CoverShown } from '../projections/coverage.js'
import { seeded } from './district/seeded.js'
import { ask } from './twin/plain.js'
import { holdsOn, roster, streetOf } from './twin/roster.js'
import type { Row, World } from './twin/world.js'

const { ledger, worldAt, head } = await seeded()

interface Case {
  readonly period: string
  readonly asOf: string
  readonly knownAt: number
}
const cases: readonly Case[] = [
  { period: '2024', asOf: '2024-12-31', knownAt: head },
  { period: '2025', asOf: '2025-12-31', knownAt: head },
  { period: '2025', asOf: '2025-08-15', knownAt: Math.floor(head / 2) },
  { period: '2026', asOf: '2026-06-30', knownAt: head },
]

function plainly({ period, asOf, knownAt }: Case) {
  const world: World = worldAt(knownAt)
  const first = dayOf(`${period}-01-01`)
  const last = dayOf(asOf)
  const happened = (name: string, as = 'unit'): Row[] =>
    world.rows.filter((row) => row.name === name && row.as === as && row.from >= first && row.from <= last)
  const standing = (name: string, as = 'unit'): Row[] =>
    world.rows.filter((row) => row.name === name && row.as === as && holdsOn(last)(row))
  const shown = (cover: string): CoverShown =>
    ask<CoverShown[]>(ledger, 'coverage', { period, cover }, { asOf, knownAt: String(knownAt) })[0]!
  const part = (cover: string, id: string): CoverPartShown => shown(cover).parts.find((it) => it.id === id)!
  return { world, last, happened, standing, shown, part }
}

const codes = (rows: readonly Row[]): Set<string> => new Set(rows.map(({ subject }) => subject))

for (const it of cases) {
  const name = `${it.period} as of ${it.asOf}, known at ${it.knownAt}`
  const { world, last, happened, standing, shown, part } = plainly(it)
  const communities = roster(world, 'community', last)

  t.test(`stations: ${name}`, async (t) => {
    for (const level of ['centre', 'branch', 'family']) {
      const having = codes(standing('station').filter(({ cells }) => cells['level'] === level))
      const found = part('network', level)
      t.strictSame(
        found.covered,
        communities.filter((code) => having.has(code)),
        level,
      )
      t.equal(found.of, String(communities.length))
      const streets = [...new Set(communities.map((code) => streetOf(world, code, last) ?? ''))].sort()
      t.strictSame(
        found.rows.map(({ key, count, of }) => [key[0], count, of]),
        streets.map((street) => {
          const below = communities.filter((code) => streetOf(world, code, last) === street)
          return [street, String(below.filter((code) => having.has(code)).length), String(below.length)]
        }),
        `${level} by street`,
      )
    }
    const centres = codes(standing('station', 'station').filter(({ cells }) => cells['level'] === 'centre'))
    t.equal(shown('sharing').over.count, centres.size)
    const delivered = codes(happened('ResourceDelivered', 'station'))
    t.strictSame(part('sharing', 'delivered').covered, [...centres].filter((code) => delivered.has(code)).sort())
    const flagship = new Set(
      standing('resource').flatMap(({ cells }) => (cells['grade'] === 'flagship_lesson' ? cells['resource'] : [])),
    )
    const shared = codes(happened('ResourceDelivered', 'station').filter(({ cells }) => flagship.has(cells['resource'])))
    t.strictSame(part('sharing', 'flagship').covered, [...centres].filter((code) => shared.has(code)).sort())
  })

  t.test(`activities by programme and season: ${name}`, async (t) => {
    const held = happened('ActivityHeld').filter(({ subject }) => communities.includes(subject))
    const wrong: string[] = []
    const minors = part('programmes', 'minors')
    part('programmes', 'held').rows.forEach(({ key, count }, i) => {
      const these = held.filter(({ cells }) => cells['programme'] === key[0] && cells['season'] === key[1])
      // A joint activity has a row for each of those who held it.
      const once = these.filter((row, at) => these.findIndex(({ position }) => position === row.position) === at)
      const children = once.reduce((sum, { cells }) => sum + Number(cells['audience.minors']), 0)
      const told = children < 5 ? '<5' : String(children)
      if (count !== String(once.length) || minors.rows[i]!.count !== told) wrong.push(key.join(' '))
    })
    t.strictSame(wrong, [])
    t.equal(part('programmes', 'held').count, String(new Set(held.map(({ position }) => position)).size))
  })

  t.test(`teams and enrolment: ${name}`, async (t) => {
    const streets = roster(world, 'street', last)
    const chairs = standing('role').filter(({ cells }) => cells['post'] === 'chair')
    const right = streets.filter((code) => {
      const its = chairs.filter(({ subject }) => subject === code)
      const people = new Set(its.map(({ cells }) => cells['person']))
      return people.size === 1 && its.some(({ cells }) => cells['holder'] === 'deputy_party_secretary')
    })
    t.strictSame(part('team_street', 'chair').covered, right)
    const adjusted = codes(happened('LeadershipTeamAdjusted'))
    t.strictSame(
      part('adjusted', 'adjusted').covered,
      streets.filter((code) => adjusted.has(code)),
    )
    const reports = happened('EnrolmentReported')
    const newest = communities.map((code) =>
      reports
        .filter(({ subject }) => subject === code)
        .sort((a, b) => b.from - a.from || b.position - a.position)
        .at(0),
    )
    const sum = (column: string): number => newest.reduce((all, row) => all + Number(row?.cells[column] ?? 0), 0)
    const linked = part('enrolment', 'linked')
    t.strictSame([linked.count, linked.of], [String(sum('linked')), String(sum('schoolRoll'))])
  })

  t.test(`conferences: ${name}`, async (t) => {
    const streets = roster(world, 'street', last)
    const quarters = new Set<string>()
    for (const row of happened('JointConferenceHeld'))
      if (row.cells['tier'] === 'communities_of_street' && streets.includes(row.subject))
        quarters.add(`${row.subject} ${row.period}`)
    const over = [...quarters].filter(
      (quarter) => dayOf(`${it.period}-${['03-31', '06-30', '09-30', '12-31'][Number(quarter.at(-1)) - 1]}`) <= last,
    )
    const found = part('conferences', 'of_communities')
    const due = ['03-31', '06-30', '09-30', '12-31'].filter((day) => dayOf(`${it.period}-${day}`) <= last).length
    t.ok(Number(found.count) >= over.length && Number(found.count) <= quarters.size, `${found.count} of those held`)
    t.ok(Number(found.of) >= due * streets.length, 'what is due, and what was held before')
    if (over.length === quarters.size) t.strictSame([found.count, found.of], [String(over.length), String(due * streets.length)])
  })
}
