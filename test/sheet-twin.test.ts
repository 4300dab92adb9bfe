/** The referee is checked first: limits, sheets, ranks, and which rule set is in force, by hand. */
import t from 'tap'
import type { JsonObject, LedgerEvent, Period } from '../events/event.js'
import { dayOf } from '../events/time.js'
import { given, happened, line, points, type Recorded, rule, shown, stood } from './twin/given.js'
import { slowRanking } from './twin/ranking.js'
import { type RuleDocument, ruleSetNamed, rulesInForce, type Sheet } from './twin/rules.js'
import { slowSheet } from './twin/sheet.js'
import type { World } from './twin/world.js'

const held = (date: string, to = 'C001', programme = 'kindness') => happened('ActivityHeld', date, to, { programme })
const threeActivities = given(held('2025-02-01'), held('2025-02-02'), held('2025-02-03'))

/** A document with one sheet of communities. */
const document = (sheet: string): RuleDocument => ({
  ruleset: '2025.1',
  effective: { from: '2025-01-01' },
  points: { step: '0.01', round: 'half_up' },
  sheets: [
    { id: 'community', appraises: 'community', period: 'year', ...rule<Omit<Sheet, 'id' | 'appraises' | 'period'>>(sheet) },
  ],
})

const asked = (world: World, sheet: string, asOf = '2025-12-31', period: Period = '2025') => ({
  world,
  document: document(sheet),
  duties: rule<[]>(`
    - { id: conference, of: [community], event: JointConferenceHeld, as: attendee, every: quarter, due: last_day }
  `),
  sheet: 'community',
  period,
  asOf: dayOf(asOf),
})

const sheetOf = (world: World, sheet: string, unit = 'C001', asOf?: string) => {
  const found = slowSheet(asked(world, sheet, asOf)).units.find((one) => one.unit === unit)
  if (found === undefined) throw new Error(`${unit} is not on the sheet`)
  return found
}

t.test('a clause: scale, step, start, max, min, round, one after the other', async (t) => {
  const clause = (text: string) =>
    points(sheetOf(threeActivities, `{ headings: [{ id: a, items: [{ id: b, ${text} }] }] }`).clauses.get('a.b')!.points)
  const three = 'measure: { count: ActivityHeld }'
  t.equal(clause(three), '3.00')
  t.equal(clause(`${three}, scale: { each: "0.335" }`), '1.01', '1.005 becomes 1.01')
  t.equal(clause(`${three}, scale: { each: "-0.335" }`), '-1.01')
  t.equal(clause(`${three}, limit: { max: 2 }`), '2.00')
  t.equal(clause(`${three}, limit: { start: 1, max: 3.5 }`), '3.50', '3 and 1 are 4')
  t.equal(clause(`${three}, scale: { each: "-2" }, limit: { start: 5, min: 0 }`), '0.00', '5 less 6')
  t.equal(clause(`${three}, scale: { each: "-2" }, limit: { start: 5 }`), '-1.00', 'no floor is printed')
  t.equal(clause(`${three}, scale: { each: "0.75" }, limit: { round: 0.5 }`), '2.50', '2.25, a half away from zero')
  t.equal(clause(`${three}, scale: { each: "1.1" }, limit: { max: 3.2, round: 0.5 }`), '3.00', 'rounded after the cap')
  t.equal(clause('scale: { when: { count: ActivityHeld, at_least: 3 }, then: "4" }'), '4.00')
})

const sample = `
base: 100
headings:
  - id: activity
    max: 20
    items:
      - { id: conference, max: 5, start: 5, measure: { duty: conference, state: missing }, scale: { each: "-1.25" } }
      - { id: programme, max: 10, measure: { count: ActivityHeld, distinct: programme }, scale: { each: "2" } }
      - id: effect
        max: 5
        clauses:
          - { id: quality, measure: { judged: points }, limit: { max: 5 } }
          - { id: complaints, measure: { judged: cases }, scale: { each: "-0.5" }, limit: { min: "-2" } }
  - id: team
    max: 80
    items:
      - id: strength
        max: 80
        measure: { standing: role, distinct: person }
        scale: { bands: [{ from: 3, points: 80 }, { from: 1, points: 70 }] }
bonus:
  max: 5
  items:
    - id: honour
      measure: { each: HonourReceived, by: level }
      scale: { table: { district: 1, city: 2, province: 3, national: 5 } }
      limit: { highest_per: projectKey }
vetoes:
  - { id: incident, when: { count: IncidentRecorded, where: { severity: major }, at_least: 1 }, effect: not_excellent }
  - { id: fraud, when: { count: IncidentRecorded, where: { kind: false_report } }, effect: void }
grades: [{ from: 90, grade: 优秀 }, { from: 80, grade: 合格 }, { grade: 不合格 }]
ties: [bonus, activity, previous_total]
`
const conference = (quarter: string, date: string, to: string | string[]) =>
  happened('JointConferenceHeld', date, to, { as: 'attendee', period: quarter })
const judge = (unit: string, clause: string, cells: Record<string, string | number>) =>
  happened('ItemJudged', '2025-12-28', unit, {
    sheet: 'community',
    period: '2025',
    clause: `activity.effect.${clause}`,
    ...cells,
  })
const judgeBoth = (unit: string, quality: string) => [
  judge(unit, 'quality', { kind: 'points', points: quality }),
  judge(unit, 'complaints', { kind: 'cases', count: 0 }),
]
const leaders = (unit: string, ...people: string[]) =>
  people.map((person) => stood('role', unit, ['2024-01-01'], { post: 'member', person }))
const honour = (unit: string, level: string, projectKey: string) =>
  happened('HonourReceived', '2025-06-01', unit, { level, projectKey })

t.test('a sheet of one community, worked out by hand', async (t) => {
  const sheet = sheetOf(
    given(
      conference('2025Q1', '2025-03-01', 'C001'),
      conference('2025Q3', '2025-11-01', 'C001'), // late, but held
      held('2025-02-01'),
      held('2025-03-01', 'C001', 'gratitude'),
      held('2025-04-01', 'C001', 'gratitude'),
      judge('C001', 'quality', { kind: 'points', points: '4.5' }),
      judge('C001', 'complaints', { kind: 'cases', count: 5 }),
      ...leaders('C001', 'p-0001', 'p-0002', 'p-0003'),
      honour('C001', 'district', 'reading'),
      honour('C001', 'city', 'reading'),
      honour('C001', 'national', 'choir'),
    ),
    sample,
  )
  t.same(
    [...sheet.items].map(([address, value]) => `${address} ${points(value)}`),
    [
      'activity.conference 2.50', // 5 − 2 × 1.25
      'activity.programme 4.00', // 2 programmes × 2
      'activity.effect 2.50', // 4.5 − 2, as −2.5 is held at −2
      'team.strength 80.00',
      'bonus.honour 7.00', // reading 2, choir 5
    ],
  )
  t.equal(line(sheet), '100.00 5.00 11.00 0.00 94.00', 'the bonus is capped at 5; 100 + 5 − 11 = 94')
  t.equal(sheet.grade, '优秀')
  const honours = sheet.clauses.get('bonus.honour')
  t.equal(honours?.counted.length, 3)
  t.equal(shown(honours?.measured), '3')
})

t.test('what is not judged gives nothing yet, is pending at its most, and leaves the sheet without a grade', async (t) => {
  const sheet = sheetOf(given(judge('C001', 'complaints', { kind: 'cases', count: 1 })), sample)
  t.same(sheet.open, ['activity.effect.quality'])
  // conference 0, programme 0, effect −0.5, team 0; judged in full, effect would be 4.5
  t.equal(line(sheet), '100.00 0.00 95.50 5.00 -0.50')
  t.equal(sheet.grade, undefined)
  const nothing = sheetOf(given(), sample, 'C001', '2025-03-30')
  t.equal(line(nothing), '100.00 0.00 90.00 5.00 5.00', 'no conference is due yet: 5; of effect at most 5 more')
})

t.test('an incident bars the first grade, a false report makes all void', async (t) => {
  const good = [
    ...judgeBoth('C001', '5'),
    ...leaders('C001', 'p-0001', 'p-0002', 'p-0003'),
    conference('2025Q1', '2025-03-01', 'C001'),
  ]
  const fine = [...['serve_country', 'gratitude', 'kindness'].map((programme) => held('2025-02-01', 'C001', programme)), ...good]
  const incident = (kind: string, severity: string) => happened('IncidentRecorded', '2025-05-01', 'C001', { kind, severity })
  const result = (...more: readonly Recorded[]) => {
    const { grade, vetoes, isVoid, total } = sheetOf(given(...fine, ...more), sample)
    return [points(total), grade, vetoes.join(), isVoid]
  }
  t.same(result(), ['92.25', '优秀', '', false], '1.25 + 6 + 5 + 80')
  t.same(result(incident('complaint', 'minor')), ['92.25', '优秀', '', false])
  t.same(result(incident('complaint', 'major')), ['92.25', '合格', 'incident', false])
  t.same(result(incident('false_report', 'minor')), ['92.25', undefined, 'fraud', true])
})

t.test('a sheet without a base takes the headings for it', async (t) => {
  const sheet = sheetOf(
    threeActivities,
    `headings: [{ id: a, items: [
      { id: b, max: 9, measure: { judged: points } },
      { id: c, measure: { count: ActivityHeld } },
    ] }]`,
  )
  t.equal(line(sheet), '3.00 0.00 0.00 0.00 3.00')
  t.same(sheet.open, ['a.b'])
})

t.test('who is appraised: who stands on the last day; who has merged is not', async (t) => {
  const units = (asOf: string) => slowSheet(asked(given(), sample, asOf)).units.map(({ unit }) => unit)
  t.same(units('2025-12-31'), ['C001', 'C002', 'C003', 'C004', 'C006'])
  t.same(units('2026-06-30'), ['C001', 'C002', 'C003', 'C004', 'C006'], 'a later day changes nothing')
  t.same(units('2025-05-31'), ['C001', 'C002', 'C003', 'C005'])
  t.same(slowSheet(asked(given(), sample)).absent, ['C005'])
  t.same(slowSheet(asked(given(), sample, '2026-12-31', '2026')).absent, [], 'gone before the period began')
})

t.test('ranks: total, then the ties in order; who remains equal shares a rank, and the next is skipped', async (t) => {
  const world = given(
    ...['C001', 'C002', 'C004'].flatMap((unit) => leaders(unit, `p-${unit}1`, `p-${unit}2`, `p-${unit}3`)),
    ...leaders('C006', 'p-0001'),
    honour('C001', 'city', 'reading'),
    held('2025-08-01', 'C002'),
    held('2025-08-01', 'C004'),
    held('2025-08-01', 'C006'),
    held('2024-08-01', 'C004'),
  )
  const ranks = (sheet: string) =>
    slowRanking(asked(world, sheet), (period) =>
      period === '2024' ? { document: document(sheet), duties: [] } : undefined,
    ).units.map(({ unit, inStreet, inDistrict }) => [
      unit,
      inStreet?.rank,
      inStreet?.isTied,
      inDistrict?.rank,
      inDistrict?.isTied,
    ])
  // All of S01 have 82.00: C001 by its bonus, C002 and C004 by a programme. C003 and C006 of S02 have 0 and 72.00.
  const plain = sample.replace('{ id: conference, max: 5, start: 5,', '{ id: conference, max: 5,').replace(/ties:.*/, '')
  t.same(ranks(plain.replaceAll('{ duty: conference, state: missing }', '"0"')), [
    ['C001', 1, true, 1, true],
    ['C002', 1, true, 1, true],
    ['C003', 2, false, 5, false],
    ['C004', 1, true, 1, true],
    ['C006', 1, false, 4, false],
  ])
  const byActivity = plain.replaceAll('{ duty: conference, state: missing }', '"0"')
  t.same(
    ranks(`${byActivity}ties: [activity]`).map(([unit, rank]) => [unit, rank]),
    [
      ['C001', 3],
      ['C002', 1],
      ['C003', 2],
      ['C004', 1],
      ['C006', 1],
    ],
  )
  t.same(
    ranks(`${byActivity}ties: [activity, previous_total]`).map(([unit, rank]) => [unit, rank]),
    [
      ['C001', 3],
      ['C002', 1],
      ['C003', 2],
      ['C004', 2],
      ['C006', 1],
    ],
    'C004 was a village in 2024 and has no total of that year; C002 had one',
  )
  t.same(
    ranks(`${byActivity}ties: [bonus, activity.programme]`).map(([unit, rank]) => [unit, rank]),
    [
      ['C001', 1],
      ['C002', 2],
      ['C003', 2],
      ['C004', 2],
      ['C006', 1],
    ],
  )
})

/** What an event of the stream `rules` says. */
type Said = readonly [type: string, data: JsonObject]

/** The events by which a rule set comes into force, cut into two pieces. */
function adopts(ruleset: string, from: string, parts: JsonObject, replaces?: string): Said[] {
  const json = JSON.stringify({ ruleset, effective: { from }, points: { step: '0.01', round: 'half_up' }, ...parts })
  const digest = `digest of ${ruleset}`
  return [
    ['RuleSetPart', { digest, index: 1, parts: 2, json: json.slice(40) }],
    ['RuleSetPart', { digest, index: 0, parts: 2, json: json.slice(0, 40) }],
    ['RuleSetProposed', { ruleset, digest, parts: 2, title: '示例', ...(replaces !== undefined && { replaces }) }],
    ['RuleSetAdopted', { ruleset, digest }],
  ]
}

const recorded = ([type, data]: Said, position: number): LedgerEvent => ({
  ...{ v: 1, version: 1, id: `示例${position}`, type, data, stream: 'rules', position, revision: position },
  ...{ occurredOn: '2023-12-01', recordedAt: '2023-12-01T00:00:00.000Z', actor: '示例', request: '' },
})

t.test('the rule set in force for a part on a day, as known at a position', async (t) => {
  const both = { duties: [], sheets: [] }
  const events = [
    ...adopts('2024.1', '2024-01-01', both), // adopted at 3
    ...adopts('2025.1', '2025-01-01', { sheets: [] }), // 7
    ...adopts('2025.2', '2025-01-01', both), // 11
    ...adopts('2025.3', '2026-07-01', { sheets: [] }, '2025.2'), // 15
  ].map(recorded)
  const inForce = (part: 'sheets' | 'duties', date: string, knownAt: number) =>
    rulesInForce(events, part, dayOf(date), knownAt)?.ruleset
  t.equal(inForce('sheets', '2024-12-31', 15), '2024.1')
  t.equal(inForce('sheets', '2023-12-31', 15), undefined)
  t.equal(inForce('sheets', '2025-12-31', 2), undefined, 'proposed is not adopted')
  t.equal(inForce('sheets', '2025-12-31', 7), '2025.1')
  t.equal(inForce('duties', '2025-12-31', 7), '2024.1', 'the part that 2025.1 does not have')
  t.equal(inForce('sheets', '2025-12-31', 11), '2025.2', 'of the same first day the one adopted last')
  t.equal(inForce('sheets', '2025-12-31', 15), '2025.3', 'in the place of 2025.2, from its first day')
  t.equal(inForce('duties', '2025-12-31', 15), '2025.2', 'what the corrected text leaves out stays')
  t.equal(ruleSetNamed(events, '2025.1')?.ruleset, '2025.1')
  t.equal(ruleSetNamed(events, '2027.1'), undefined)
})
