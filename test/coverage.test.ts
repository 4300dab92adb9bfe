/** Coverage by hand: resources, stations, conferences, plans, programmes, campaigns under the sample set. */
import t from 'tap'
import type { JsonObject, PlainDate } from '../events/event.js'
import { draft, held, unit } from './twin/asking.js'
import { correction, type Draft, retraction } from './twin/book.js'
import { covering, district, FIRST, ledgerOf } from './twin/covers.js'

const station = (code: string, at: string, level: string, more: JsonObject = {}, on: PlainDate = '2025-02-01'): Draft =>
  draft('StationOpened', on, { station: code, unit: at, level, ...more })
const centres = ['1', '2', '3', '4'].map((n) => station(`T00${n}`, `C00${n}`, 'centre'))

const offered = (resource: string, owner: string, grade?: string): Draft =>
  draft('ResourceOffered', '2026-01-10', {
    ...{ resource, owner, kind: 'course', group: 'talent_group', title: '示例课' },
    ...(grade !== undefined && { grade }),
  })
const delivered = (resource: string, owner: string, at: string, attendance = 30): Draft =>
  draft('ResourceDelivered', '2026-03-02', { resource, owner, station: at, attendance })
const about = (type: string, resource: string, owner: string, ...stations: string[]): Draft =>
  draft(type, '2026-02-01', { resource, owner, stations })

t.test('a: how many centre stations a shared resource reached, by grade and by owner', async (t) => {
  const drafts = [
    ...centres,
    station('T005', 'C005', 'branch', { parent: 'T004' }),
    offered('r-001', 'C001', 'flagship_lesson'),
    offered('r-002', 'S02', 'brand_activity'),
    offered('r-003', 'S02'),
    about('ResourceRequested', 'r-001', 'C001', 'T002', 'T003', 'T004'),
    about('ResourceDispatched', 'r-001', 'C001', 'T002', 'T003'),
    delivered('r-001', 'C001', 'T002'),
    delivered('r-001', 'C001', 'T003', 2),
    delivered('r-002', 'S02', 'T003'),
    delivered('r-003', 'S02', 'T001'),
    delivered('r-003', 'S02', 'T005'),
  ]
  const { totals, part, rows } = covering(drafts)
  t.same(totals('sharing'), {
    delivered: '3 of 4 = 0.75',
    flagship: '2 of 4 = 0.5',
    brand: '1 of 4 = 0.25',
    requested: '3 of 4 = 0.75',
    dispatched: '2 of 4 = 0.5',
    requests: '1',
    dispatches: '1',
    deliveries: '4',
    attendance: '92',
  })
  t.same(part('sharing', 'delivered').covered, ['T001', 'T002', 'T003'], 'a branch station is no centre station')
  t.same(part('sharing', 'delivered').uncovered, ['T004'])
  t.same(rows('sharing', 'deliveries'), ['C001 2', 'S02 2'], 'each owner')
  t.same(rows('sharing', 'delivered', { by: 'street' }), ['S01 3 of 3 = 1', 'S02 0 of 1 = 0'])
  t.equal(totals('sharing', { street: 'S02' })['delivered'], '0 of 1 = 0')
  t.same(rows('owners', 'offered', { by: 'kind' }), [
    ...['community flagship_lesson 1', 'community brand_activity 0', 'district flagship_lesson 0', 'district brand_activity 0'],
    ...['street flagship_lesson 0', 'street brand_activity 1'],
  ])
  t.equal(totals('owners', { unit: 'S02' })['reached'], '3', 'T001, T003 and T005')
  const without = [...drafts, draft('StationClosed', '2026-06-01', { station: 'T001', unit: 'C001' })]
  t.equal(covering(without).totals('sharing')['delivered'], '2 of 3 = 2/3', 'a closed station is not counted')
  const at = FIRST + drafts.indexOf(drafts.find(({ type }) => type === 'ResourceDelivered')!)
  t.equal(covering([...drafts, retraction(at, '2026-07-01')]).totals('sharing')['delivered'], '2 of 4 = 0.5')
  const elsewhere = correction(at, delivered('r-001', 'C001', 'T004'))
  t.same(covering([...drafts, elsewhere]).part('sharing', 'flagship').covered, ['T003', 'T004'])
  t.same(
    covering([...drafts, elsewhere]).part('sharing', 'flagship', {}, { knownAt: String(FIRST + drafts.length - 1) }).covered,
    ['T002', 'T003'],
  )
})

t.test('b: the network of stations, its order, and a general station that is planned until it is opened', async (t) => {
  const family = { parent: 'T001-1' }
  const drafts = [
    ...centres,
    station('T001-1', 'C001', 'branch', { parent: 'T001' }),
    station('T001-2', 'C001', 'family', family),
    station('T002-1', 'C002', 'branch', { parent: 'T001-1' }),
    station('T004-1', 'C004', 'enterprise', { parent: 'T004', host: 'enterprise' }),
    draft('GeneralStationPlanned', '2025-06-01', { unit: 'D01', site: '示例实践基地' }),
    draft('StationChiefAppointed', '2026-01-05', { station: 'T001', person: 'p-0001' }),
  ]
  const { totals, rows, part } = covering(drafts)
  t.same(totals('network'), {
    ...{ centre: '4 of 5 = 0.8', branch: '2 of 5 = 0.4', family: '1 of 5 = 0.2', complete: '1 of 5 = 0.2', stations: '8' },
  })
  t.same(rows('network', 'centre'), ['S01 3 of 3 = 1', 'S02 1 of 2 = 0.5'])
  t.same(rows('network', 'stations').slice(0, 4), ['S01 centre 3', 'S01 branch 2', 'S01 family 1', 'S01 enterprise 0'])
  t.same(part('network', 'centre').uncovered, ['C005'])
  t.same(totals('station_order'), {
    branch_parent: '1 of 2 = 0.5', // T002-1 lies under a branch
    family_parent: '1 of 1 = 1',
    enterprise_parent: '1 of 1 = 1',
    chief: '1 of 8 = 0.125',
  })
  t.same(totals('general_station'), { open: '0 of 1 = 0', planned: '1 of 1 = 1' })
  const opened = covering([...drafts, station('T900', 'D01', 'general', {}, '2026-09-01')])
  t.same(opened.totals('general_station'), { open: '1 of 1 = 1', planned: '0 of 1 = 0' })
  t.same(opened.totals('general_station', {}, { asOf: '2026-08-31' }), { open: '0 of 1 = 0', planned: '1 of 1 = 1' })
  const closed = covering([...drafts, draft('StationClosed', '2026-05-01', { station: 'T001', unit: 'C001' })])
  t.equal(closed.totals('station_order')['branch_parent'], '0 of 2 = 0', 'the centre station above is closed')
})

const streets = Array.from({ length: 10 }, (_, i) => `S${String(i + 1).padStart(2, '0')}`)
const tenStreets = [unit('D01', 'district'), ...streets.map((code) => unit(code, 'street', 'D01'))]
const quarters: readonly (readonly [string, PlainDate])[] = [
  ['2026Q1', '2026-03-20'],
  ['2026Q2', '2026-06-20'],
  ['2026Q3', '2026-09-20'],
  ['2026Q4', '2026-12-20'],
]
const conference = (convener: string, tier: string, quarter: string, on: PlainDate, ...attendees: string[]): Draft =>
  draft('JointConferenceHeld', on, { convener, tier, quarter, attendees })

t.test('c: 48 joint conferences a year, 4 and 4 and 40; who attended', async (t) => {
  const year = quarters.flatMap(([quarter, on]) => [
    conference('D01', 'district_members', quarter, on),
    conference('D01', 'street', quarter, on, ...streets.slice(0, 9)),
    ...streets.map((street) => conference(street, 'communities_of_street', quarter, on)),
  ])
  const at = rulesAndUnits(tenStreets)
  const full = covering(year, tenStreets)
  t.same(full.totals('conferences'), {
    ...{ district_members: '4 of 4 = 1', of_streets: '4 of 4 = 1', of_communities: '40 of 40 = 1', all: '48 of 48 = 1' },
  })
  t.equal(full.totals('attendance')['of_streets'], '36 of 40 = 0.9', 'S10 never came')
  const half = covering(year, tenStreets).totals('conferences', {}, { asOf: '2026-06-30' })
  t.equal(half['all'], '24 of 24 = 1', 'what is not due yet is not expected yet')
  // The last one of S10 is withdrawn; that of S09 was really held in the third quarter.
  const last = at + year.length - 1
  const changed = [
    ...year,
    retraction(last, '2026-12-28'),
    correction(last - 1, conference('S09', 'communities_of_street', '2026Q3', '2026-09-21'), '2026-12-28'),
  ]
  const { rows, totals } = covering(changed, tenStreets)
  t.equal(totals('conferences')['all'], '46 of 48 = 23/24')
  t.same(rows('conferences', 'of_communities'), [
    ...['2026Q1 10 of 10 = 1', '2026Q2 10 of 10 = 1', '2026Q3 10 of 10 = 1', '2026Q4 8 of 10 = 0.8'],
  ])
  t.same(rows('conferences', 'district_members', { by: 'kind' }), ['district 4 of 4 = 1', 'street 0 of 0 = null'])
})

/** How many events lie before those of a test. */
const rulesAndUnits = (units: readonly Draft[]): number => FIRST - district.length + units.length

t.test('d: monthly plans filed in time, late, missing; those on the agenda of the party committee', async (t) => {
  const plan = (code: string, month: string, on: PlainDate): Draft =>
    draft('MonthlyPlanFiled', on, { unit: code, month, filedTo: 'S01' })
  const drafts = [
    plan('C001', '2026-01', '2026-01-04'),
    plan('C001', '2026-02', '2026-02-09'),
    plan('S01', '2026-01', '2026-01-05'),
    draft('MonthlyPlanAcknowledged', '2026-01-08', { unit: 'C001', month: '2026-01', by: 'S01' }),
  ]
  const first = { asOf: '2026-02-28' } // two months of seven units
  const { totals, rows } = covering(drafts)
  t.same(totals('plans', {}, first), {
    in_time: '2 of 14 = 1/7',
    late: '1 of 14 = 1/14',
    missing: '11 of 14 = 11/14',
    acknowledged: '1 of 3 = 1/3',
  })
  t.same(rows('plans', 'in_time', {}, first), ['community 1 of 10 = 0.1', 'street 1 of 4 = 0.25'])
  t.same(rows('plans', 'in_time', { by: 'month' }, first), ['2026-01 2 of 7 = 2/7', '2026-02 0 of 7 = 0'])
  t.same(rows('plans', 'late', { by: 'month', street: 'S01' }, first), ['2026-01 0 of 4 = 0', '2026-02 1 of 4 = 0.25'])
})

t.test('f: programmes by season, and who came; a joint activity is one activity', async (t) => {
  const drafts = [
    ...held('C001', 2, '2026-07-10', { programme: 'gratitude', season: 'summer_holiday' }),
    ...held('C002', 1, '2026-07-10', { programme: 'gratitude', season: 'summer_holiday', partners: ['C003', 'C004'] }),
    ...held('C005', 1, '2026-02-10', { season: 'winter_holiday', audience: { minors: 3, adults: 1 } }),
    ...held('S01', 1),
  ]
  const { totals, rows } = covering(drafts)
  t.same(totals('programmes'), {
    ...{ holding: '5 of 5 = 1', held: '4', minors: '63', adults: '7', evidenced: '0 of 4 = 0', all_five: '0 of 5 = 0' },
  })
  const found = (id: string): string[] => rows('programmes', id).filter((row) => !/ (0|<5)( of .*)?$/.test(row))
  t.equal(rows('programmes', 'held').length, 20, 'five programmes in four seasons')
  t.same(found('held'), ['gratitude summer_holiday 3', 'kindness winter_holiday 1'])
  t.same(found('holding'), ['gratitude summer_holiday 4 of 5 = 0.8', 'kindness winter_holiday 1 of 5 = 0.2'])
  t.same(found('minors'), ['gratitude summer_holiday 60'])
  t.ok(rows('programmes', 'minors').includes('kindness winter_holiday <5'), 'three children are not told')
})

t.test('g: a campaign against its target, and none without one', async (t) => {
  const declared = (code: string, target?: number): Draft =>
    draft('CampaignDeclared', '2026-01-15', {
      ...{ unit: 'D01', code, startsOn: '2026-01-15', endsOn: '2026-12-31' },
      ...(target !== undefined && { target }),
    })
  const reached = (code: string, count: number, of: string, on: PlainDate = '2026-06-01'): Draft =>
    draft('CampaignResultReported', on, { unit: of, code, reached: count })
  const drafts = [
    declared('good-children', 40),
    declared('year-of-work'),
    reached('good-children', 5, 'S01'),
    reached('good-children', 12, 'S01', '2026-09-01'),
    reached('good-children', 18, 'S02'),
    reached('year-of-work', 3, 'S01'),
  ]
  const { rows, totals } = covering(drafts)
  t.same(rows('campaigns', 'reached'), ['good-children 30 of 40 = 0.75', 'year-of-work 3 of 0 = null'], 'the newest of each')
  t.same(rows('campaigns', 'reporting'), ['good-children 2 of 8 = 0.25', 'year-of-work 1 of 8 = 0.125'])
  t.equal(totals('campaigns')['reached'], 'null', 'campaigns do not add up')
  const units = rows('campaigns', 'reached', { by: 'unit' }).filter((row) => row.includes('good-children'))
  t.same(units.slice(-3), [
    'D01 good-children 0 of 40 = 0',
    'S01 good-children 12 of 0 = null',
    'S02 good-children 18 of 0 = null',
  ])
  const later = covering([...drafts, reached('good-children', 22, 'S02', '2026-10-01')])
  t.equal(later.rows('campaigns', 'reached')[0], 'good-children 34 of 40 = 0.85')
})

t.test('what cannot be asked is said', async (t) => {
  const { refused, shown } = covering([])
  t.equal(refused('coverage', { period: '2026', cover: 'netwrk' }), 'unknown_cover')
  t.equal(refused('coverage', { period: '2026', street: 'S09' }), 'unknown_unit')
  t.equal(refused('coverage', { period: '2026', cover: 'network', unit: 'S01' }), 'bad_question')
  t.equal(refused('coverage', { period: '2026', by: 'weeks' }), 'bad_question')
  t.equal(refused('coverage', { period: '2023' }), 'no_rules')
  t.equal(ledgerOf([], []).refused('coverage', { period: '2026', cover: 'network', unit: 'C001' }), 'unknown_unit')
  const { over, parts } = shown('network', {}, { asOf: '2026-06-30' })
  t.same(over, { words: { zh: '社区', en: 'community' }, count: 5, day: '2026-06-30' }, 'the denominator and its day')
  t.same(parts.map(({ rate }) => rate).slice(0, 4), ['0', '0', '0', '0'])
})
