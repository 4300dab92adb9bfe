/** Which days a measure looks at, by hand: `in` at its edges, equal parts of a record, exactly one third. */
import t from 'tap'
import type { PlainDate } from '../events/event.js'
import { explained, judged, on, points, problems } from './one-item.js'
import { draft } from './twin/asking.js'
import type { Draft } from './twin/book.js'

const counted = (within: string, more = ''): string => `measure: { count: ActivityHeld, in: ${within}${more} }`

const years = on('2022-12-31', '2023-01-01', '2023-12-31', '2024-06-30', '2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01')

t.test('the window of a measure', async (t) => {
  for (const [within, expected] of Object.entries({
    period: '1.00', // 2026-01-01
    previous: '2.00', // 2025-01-01, 2025-12-31
    '{ previous: 2 }': '4.00', // and 2024-06-30, 2024-12-31
    '{ previous: 3 }': '6.00', // and 2023-01-01, 2023-12-31, but not 2022-12-31
    earlier: '7.00', // all but 2026-01-01
    ever: '8.00',
    '{ last: 1y }': '1.00',
    '{ last: 3y }': '5.00', // from 2024-01-01
    '{ last: 6m }': '0.00', // from 2026-07-01
    '{ last: 12m }': '1.00',
  }))
    t.equal(points(counted(within), years), expected, within)
})

t.test('a rolling window ends on the last day of the window', async (t) => {
  const half = counted('{ last: 6m }')
  t.equal(points(half, on('2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'), { asOf: '2026-06-30' }), '2.00')
  // From the day after the corresponding day: 2025-09-01 to 2026-02-28, a month that ends early.
  t.equal(points(half, on('2025-08-31', '2025-09-01', '2026-02-28', '2026-03-01'), { asOf: '2026-02-28' }), '2.00')
  t.equal(points(counted('{ last: 1y }'), on('2025-06-30', '2025-07-01'), { asOf: '2026-06-30' }), '1.00')
})

t.test('fixed days of the year in which the period lies', async (t) => {
  const first = counted('{ from: 01-01, until: 06-30 }')
  const around = on('2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01')
  t.equal(points(first, around), '2.00')
  t.equal(points(first, around, { asOf: '2026-06-29' }), '1.00', 'nothing after the day that is asked for')
  t.equal(points(first, around, { every: 'quarter', period: '2026Q4' }), '2.00', 'a quarter looks at its year')
  t.equal(points(counted('{ from: 02-29, until: 02-29 }'), on('2026-02-27', '2026-02-28', '2026-03-01')), '1.00')
  t.equal(points(counted('{ from: 03-01, until: 03-01 }'), on('2026-02-28', '2026-03-01', '2026-03-02')), '1.00')
  t.match(problems(counted('{ from: 09-01, until: 06-30 }')), ['measure.in: 09-01在06-30之后；两天都在考评期所在的那一年'])
  t.match(problems(counted('{ last: 0y }')).length, 1)
  t.match(problems(counted('{ previous: 0 }')).length, 1)
  t.match(problems(counted('yesterday')).length, 1)
})

t.test('the period before is as long as this one', async (t) => {
  const quarters = on('2025-09-30', '2025-10-01', '2025-12-31', '2026-01-01')
  t.equal(points(counted('previous'), quarters, { every: 'quarter', period: '2026Q1' }), '2.00')
  t.equal(points(counted('{ previous: 2 }'), quarters, { every: 'quarter', period: '2026Q1' }), '3.00')
  t.equal(points(counted('previous'), quarters, { every: 'month', period: '2026-01' }), '1.00')
})

t.test('the mean of three years, rounded once, and a shortfall below it', async (t) => {
  const three = '{ count: ActivityHeld, in: { previous: 3 } }'
  const mean = `{ ratio: { part: ${three}, whole: 3 } }`
  const four = on('2023-03-01', '2024-03-01', '2025-03-01', '2025-03-02')
  t.equal(points(`measure: ${mean}`, four), '1.33')
  // 1 of 4/3: short by 1/3, of which 1.5 are exactly 0.5 points.
  const short = `measure: { difference: [${mean}, { count: ActivityHeld }] }, scale: { each: "-1.5" }, start: 5`
  t.equal(points(short, [...four, ...on('2026-03-01')]), '4.50')
  const growth = `measure: { ratio: { part: { count: ActivityHeld }, whole: { count: ActivityHeld, in: previous } } }`
  t.equal(points(growth, [...four, ...on('2026-03-01')]), '0.50')
  t.equal(points(growth, on('2026-03-01')), 'provisional', 'a share of nothing is open')
})

t.test('a value at exactly one third', async (t) => {
  const third = '{ ratio: { part: { count: ActivityHeld, in: { from: 01-01, until: 06-30 } }, whole: { count: ActivityHeld } } }'
  const oneOfThree = on('2026-06-30', '2026-07-01', '2026-12-31')
  const when = (bound: string): string => `scale: { when: { ${third.slice(1, -1)}, ${bound} }, then: 1 }`
  const bands = `measure: ${third}, scale: { bands: [{ from: 2/3, points: 3 }, { from: 1/3, points: 2 }, { points: 1 }] }`
  const below = `measure: ${third}, scale: { each: "-9", below: 1/3 }, start: 5`
  t.equal(points(`measure: ${third}`, oneOfThree), '0.33')
  for (const [bound, expected] of Object.entries({
    'at_least: 1/3': '1.00',
    'more_than: 1/3': '0.00',
    'at_most: 1/3': '1.00',
    'less_than: 1/3': '0.00',
    'equals: 1/3': '1.00',
    'at_least: 0.3333': '1.00',
    'at_least: 0.3334': '0.00',
    'equals: 0.3333': '0.00',
  }))
    t.equal(points(when(bound), oneOfThree), expected, bound)
  t.equal(points(bands, oneOfThree), '2.00')
  t.equal(points(bands, [...oneOfThree, ...on('2026-08-01')]), '1.00', 'a quarter')
  t.equal(points(below, oneOfThree), '5.00')
  t.equal(points(below, [...oneOfThree, ...on('2026-08-01')]), '4.25', 'a twelfth below')
  // Three thirds are one, not 0.99 of it.
  t.equal(points(`measure: { times: [${third}, 3] }, scale: { bands: [{ from: 1, points: 1 }] }`, oneOfThree), '1.00')
  t.equal(problems(when('at_least: 1/0')).length, 1)
  t.equal(problems(`measure: ${third}, scale: { bands: [{ from: 1/0, points: 2 }] }`).length, 1)
  t.equal(problems(`measure: ${third}, limit: { max: 1/3 }`).length, 1, 'points are no thirds')
})

t.test('sums, newest numbers and lists look at the same days', async (t) => {
  const trained = (date: PlainDate, headcount: number) =>
    draft('TrainingHeld', date, { unit: 'C001', kind: 'instructor_class', topic: '示例', headcount })
  const some = [trained('2024-05-05', 1), trained('2025-05-05', 10), trained('2026-05-05', 100)]
  t.equal(points('measure: { sum: TrainingHeld.headcount, in: previous }', some), '10.00')
  t.equal(points('measure: { sum: TrainingHeld.headcount, in: earlier }', some), '11.00')
  t.equal(points('measure: { latest: TrainingHeld.headcount, in: earlier }', some), '10.00')
  const table = 'scale: { table: { instructor_class: 2 } }'
  t.equal(points(`measure: { each: TrainingHeld, by: kind, in: { previous: 2 } }, ${table}`, some), '4.00')
})

t.test('a record that concerns several units counts in equal parts', async (t) => {
  const met = (...attendees: string[]) =>
    draft('JointConferenceHeld', '2026-03-01', { convener: 'S01', tier: 'communities_of_street', quarter: '2026Q1', attendees })
  const share = 'measure: { count: JointConferenceHeld, as: attendee, share: true }'
  t.equal(points(share, [met('C001', 'C002')]), '0.50')
  t.equal(points(share, [met('C001', 'C002', 'C003')]), '0.33')
  t.equal(points(share, [met('C001')]), '1.00')
  t.equal(points(share, [met('C002', 'C003')]), '0.00')
  const thrice = Array.from({ length: 3 }, () => met('C001', 'C002', 'C003'))
  t.equal(points(share, thrice), '1.00', 'three thirds, rounded once')
  t.equal(points(share, [...thrice, met('C001', 'C002')]), '1.50')
  t.match(explained(share, [met('C001', 'C002')]), /联席会.*次数（由所涉单位均分）.*由2个单位均分/)
  t.equal(problems('measure: { count: ActivityHeld, share: true, of: community }').length, 1)
  t.equal(problems('measure: { sum: ActivityHeld.audience.minors, share: true, of: community }').length, 1)
  t.equal(problems('measure: { count: ActivityHeld, share: false }').length, 1)
})

const number = (period: string, of: string): Draft => judged(period, { kind: 'number', number: of })

t.test('what was judged about the clause in earlier periods', async (t) => {
  const some = [number('2023', '1'), number('2024', '2'), number('2025', '3'), number('2025', '4'), number('2026', '50')]
  const of = (within: string): string => points(`measure: { judged: number, in: ${within} }`, some)
  t.equal(of('period'), '50.00')
  t.equal(of('previous'), '4.00', 'the later judgement of a period')
  t.equal(of('{ previous: 2 }'), '6.00')
  t.equal(of('{ previous: 3 }'), '7.00')
  t.equal(of('{ previous: 4 }'), 'provisional', '2022 was not judged')
  t.equal(of('earlier'), '7.00')
  t.equal(of('ever'), '57.00')
  t.equal(of('{ last: 2y }'), '54.00')
  t.equal(points('measure: { judged: number, in: earlier }', [number('2026', '5')]), 'provisional', 'never judged before')
  t.equal(points('measure: { judged: number, in: previous }', [judged('2025', { kind: 'met', met: true })]), 'provisional')
  const growth = 'measure: { difference: [{ judged: number }, { judged: number, in: previous }] }'
  t.equal(points(growth, some), '46.00')
  const cases = (period: string, count: number) => judged(period, { kind: 'cases', cases: [{ level: 'minor', count }] })
  const table = 'measure: { judged: cases, in: { previous: 2 } }, scale: { table: { minor: "-0.5" } }'
  t.equal(points(table, [cases('2024', 2), cases('2025', 1), cases('2026', 7)]), '-1.50')
  t.equal(points(table, [cases('2025', 1)]), 'provisional')
})

t.test('words and reasons name the days that count', async (t) => {
  const line = explained(counted('previous'), on('2025-12-01', '2026-01-05'))
  t.match(line, /上一期开展活动次数/)
  t.match(line, /计入2026-01-05，不在上一期内/)
  t.match(explained(counted('{ last: 3y }'), on('2023-12-30')), /计入2023-12-30，不在近3年内/)
})
