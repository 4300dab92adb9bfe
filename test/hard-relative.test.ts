/** What a small grammar tends to miss, by hand: ranks over sums, means of others as substitutes, means within filters, thirds. */
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import type { Changes } from '../projections/changes/shape.js'
import type { Explanation, Line } from '../projections/explanation.js'
import type { RankRow } from '../projections/ranking.js'
import { compileRules } from '../projections/rules/compile.js'
import type { Problem } from '../projections/rules/yaml.js'
import { asking, district, draft, held, ruleDocument } from './twin/asking.js'
import type { Draft } from './twin/book.js'
import { adopting } from './twin/view.js'

const sheets = (headings: string, more = ''): string => `sheets:
  - id: community
    title: 社区考评
    appraises: community
    appraiser: parent
    period: year
    ${more}
    headings: [${headings.replaceAll('\n', ' ')}]
`
const rules = (headings: string, more = ''): Draft[] =>
  adopting(ruleDocument('2026.1', '2026-01-01', sheets(headings, more)), '2025-12-01')
const heading = (items: string): string => `{ id: work, title: 工作, items: [${items}] }`

const trained = (code: string, headcount = 3, on = '2026-05-05'): Draft =>
  draft('TrainingHeld', on, { unit: code, kind: 'instructor_class', topic: '示例', headcount })
const paid = (code: string, amountCny: string, on = '2026-03-03'): Draft =>
  draft('FundsAllocated', on, { unit: code, amountCny, purpose: 'annual_budget' })
const judged = (code: string, clause: string, value: JsonObject): Draft =>
  draft('ItemJudged', '2026-12-20', {
    ...{ sheet: 'community', period: '2026', unit: code, clause, value, reason: '示例', assessor: 'S01' },
  })

const rows = (drafts: readonly Draft[]): readonly RankRow[] =>
  asking([...district, ...drafts]).answer<readonly RankRow[]>('ranking', { period: '2026', scope: 'district' })
const totals = (drafts: readonly Draft[]): string[] =>
  rows(drafts)
    .map(({ unit: { code }, total, status }) => `${code} ${total}${status === 'ranked' ? '' : '?'}`)
    .sort()
const explained = (drafts: readonly Draft[], code: string): Explanation =>
  asking([...district, ...drafts]).answer<Explanation>('explanation', { unit: code, period: '2026' })
const allLines = (list: readonly Line[]): Line[] => list.flatMap((line) => [line, ...allLines(line.lines)])
const linesAt = (drafts: readonly Draft[], code: string, address: string): Line[] =>
  allLines(explained(drafts, code).lines).filter((line) => line.address === address)
const problems = (headings: string, more = ''): string[] => {
  const list: Problem[] = []
  compileRules(ruleDocument('2026.1', '2026-01-01', sheets(headings, more)), list)
  return list.map(({ words }) => words.zh)
}

t.test('a rank over the sum of several nodes, used inside an item', async (t) => {
  // 活动与培训两项得分之和排名，第一名4分，第二、三名3.8分，以后3.4分。
  const sheet = heading(`
    { id: place, title: 排名得分, measure: { rank: { add: [{ score: own.work.activity }, { score: own.more.training }] } },
      scale: { when: { rank: { add: [{ score: own.work.activity }, { score: own.more.training }] }, at_most: 1 }, then: "4",
        else: { when: { rank: { add: [{ score: own.work.activity }, { score: own.more.training }] }, at_most: 3 },
          then: "3.8", else: "3.4" } } },
    { id: activity, title: 活动, measure: { count: ActivityHeld }, limit: { max: 3 } }`)
  const training =
    '{ id: more, title: 其他, items: [{ id: training, title: 培训, measure: { count: TrainingHeld }, scale: { each: 2 } }] }'
  const drafts = [
    ...rules(`${sheet}, ${training}`),
    ...held('C001', 9), // capped at 3
    ...[...held('C002', 1), trained('C002')], // 1 + 2 = 3
    ...[trained('C003'), trained('C003')], // 4
    ...held('C004', 2), // 2
  ]
  t.same(totals(drafts), ['C001 6.80', 'C002 6.80', 'C003 8.00', 'C004 5.40', 'C005 3.40'])
  t.equal(explained(drafts, 'C002').total, '6.80', 'the same for one alone')
  const [line] = linesAt(drafts, 'C002', 'work.place').filter(({ rule }) => rule !== null)
  t.equal(line?.counted.length, 2, 'its own activity and its own training')
  t.match(line?.measured, /^2/)
})

/** Who has no station is not measured by what happens there. */
const station = (code: string, on = '2026-02-01'): Draft =>
  draft('StationOpened', on, { station: `T${code.slice(1)}`, unit: code, level: 'centre' })
const noStation = 'when: { standing: station, equals: 0 }'
const ofStation = (fill: string, more = ''): string =>
  `{ id: station, title: 辅导站活动, max: 10, not_applicable: { ${noStation}, fill: ${fill} }, clauses: [
    { id: held, title: 次数, measure: { count: ActivityHeld }, limit: { max: 6 } },
    { id: quality, title: 质量, measure: { judged: points }, limit: { max: 4 } }] ${more} }`
const quality = (code: string, points: string) => judged(code, 'work.station.quality', { kind: 'points', points })
const withStations = [
  ...['C001', 'C002', 'C004'].map((code) => station(code)),
  ...[...held('C001', 5), quality('C001', '3')], // 8
  ...[...held('C002', 1), quality('C002', '2')], // 3
  ...[...held('C004', 2), quality('C004', '3')], // 5
  ...held('C003', 4), // of no account: there is no station
]

t.test('the mean of the other units for those that an item is not about, rounded once', async (t) => {
  const drafts = [...rules(heading(ofStation('peer_mean'))), ...withStations]
  t.same(totals(drafts), ['C001 8.00', 'C002 3.00', 'C003 5.33', 'C004 5.00', 'C005 5.33'])
  const { lines, total, pending } = explained(drafts, 'C005')
  t.same([total, pending], ['5.33', '0.00'])
  const [item] = linesAt(drafts, 'C005', 'work.station')
  t.same(
    item?.lines.map(({ title, points }) => `${title.zh} ${points}`),
    ['不适用（辅导站数等于0），按其他单位此项的平均分计 5.33'],
  )
  t.equal(
    allLines(lines).some(({ address }) => address === 'work.station.held'),
    false,
  )
  const open = [...rules(heading(ofStation('peer_mean'))), ...withStations.filter(({ data }) => data['unit'] !== 'C002')]
  t.same(totals(open), ['C001 8.00', 'C002 6.50', 'C003 6.50', 'C004 5.00', 'C005 6.50'], 'C002 has no station either')
  const unjudged = [...rules(heading(ofStation('peer_mean'))), ...withStations.filter(({ data }) => data['clause'] === undefined)]
  t.same(totals(unjudged), ['C001 5.00?', 'C002 1.00?', 'C003 0.00?', 'C004 2.00?', 'C005 0.00?'], 'nobody has points yet')
  const one = [...rules(heading(ofStation('peer_mean'))), ...withStations, quality('C005', '1')]
  t.equal(totals(one)[4], 'C005 5.33', 'a judgement of what is not about the unit has no effect')
})

t.test('full points, or none and so much less base, for those that an item is not about', async (t) => {
  const base = (fill: string) =>
    rules(
      heading(
        `${ofStation(fill)}, { id: rest, title: 其余, max: 90, start: 90 , measure: { count: TrainingHeld }, scale: { each: -1 } }`,
      ),
      'base: 100',
    )
  const columns = (drafts: readonly Draft[]) =>
    rows(drafts)
      .map(({ unit: { code }, base: from, bonus, deduction, pending, total }) =>
        [code, from, bonus, deduction, pending, total].join(' '),
      )
      .sort()
  t.same(columns([...base('full'), ...withStations, trained('C003')]), [
    'C001 100.00 0.00 2.00 0.00 98.00',
    'C002 100.00 0.00 7.00 0.00 93.00',
    'C003 100.00 0.00 1.00 0.00 99.00',
    'C004 100.00 0.00 5.00 0.00 95.00',
    'C005 100.00 0.00 0.00 0.00 100.00',
  ])
  const none = [...base('none'), ...withStations, trained('C003')]
  t.same(columns(none), [
    'C001 100.00 0.00 2.00 0.00 98.00',
    'C002 100.00 0.00 7.00 0.00 93.00',
    'C003 90.00 0.00 1.00 0.00 89.00',
    'C004 100.00 0.00 5.00 0.00 95.00',
    'C005 90.00 0.00 0.00 0.00 90.00',
  ])
  t.match(linesAt(none, 'C003', 'work.station')[0]?.lines[0]?.title.zh, /不适用（.*），不计分，基本分相应减少/)
  t.equal(explained(none, 'C003').base, '90.00')
})

t.test('a clause that does not apply is less by its own most, and an item never by more than it has', async (t) => {
  const clause = (id: string, max: string) =>
    `{ id: ${id}, measure: { count: ActivityHeld }, limit: { max: ${max}, not_applicable: { ${noStation}, fill: none } } }`
  const sheet = rules(
    heading(
      `{ id: a, title: 甲, max: 5, clauses: [${clause('b', '3')}, ${clause('c', '4')}] }, 
        { id: d, title: 丁, max: 5, start: 5, measure: { count: TrainingHeld } }`,
    ),
    'base: 10',
  )
  const base = (drafts: readonly Draft[]) => rows(drafts).find(({ unit }) => unit.code === 'C001')?.base
  t.equal(base(sheet), '5.00', '3 and 4, and no more than the 5 of the item')
  t.equal(base([...sheet, station('C001')]), '10.00')
})

t.test('whether it applies may not be known yet, and then it does', async (t) => {
  const unknown = `{ id: station, title: 辅导站, max: 10, start: 2, not_applicable: { when: { judged: met }, fill: full },
      measure: { count: ActivityHeld } }`
  const drafts = [...rules(heading(unknown)), ...held('C001', 3)]
  t.equal(totals(drafts)[0], 'C001 5.00')
  t.equal(totals([...drafts, judged('C001', 'work.station', { kind: 'met', met: true })])[0], 'C001 10.00')
  t.equal(totals([...drafts, judged('C001', 'work.station', { kind: 'met', met: false })])[0], 'C001 5.00')
})

t.test('what is filled in counts in what uses it, and may not hang on it', async (t) => {
  const place = '{ id: place, title: 名次, measure: { rank: { score: own.work.station } } }'
  const drafts = [...rules(heading(`${ofStation('peer_mean')}, ${place}`)), ...withStations]
  // 8, 3, 5.33, 5, 5.33 are places 1, 5, 2, 4, 2.
  t.same(totals(drafts), ['C001 9.00', 'C002 8.00', 'C003 7.33', 'C004 9.00', 'C005 7.33'])
  const itself = ofStation('peer_mean').replace('standing: station, equals: 0', 'rank: { score: own.work.station }, at_least: 4')
  t.match(problems(heading(itself))[0], /循环引用：community\.work\.station/)
})

t.test('a filter beside the mean of what it filters: at the mean is not above it', async (t) => {
  const count = (bound: string) =>
    rules(heading(`{ id: a, title: 甲, measure: { count: TrainingHeld, where: { headcount: ${bound} } } }`))
  const classes = [
    trained('C001', 1),
    trained('C001', 4),
    trained('C001', 7),
    trained('C002', 5),
    trained('C004', 1),
    trained('C004', 2),
  ]
  t.same(totals([...count('{ at_least: mean }'), ...classes]), ['C001 2.00', 'C002 1.00', 'C003 0.00', 'C004 1.00', 'C005 0.00'])
  t.same(totals([...count('{ more_than: mean }'), ...classes]), ['C001 1.00', 'C002 0.00', 'C003 0.00', 'C004 1.00', 'C005 0.00'])
  t.same(totals([...count('{ at_most: mean }'), ...classes])[0], 'C001 2.00')
  t.same(totals([...count('{ less_than: mean }'), ...classes])[0], 'C001 1.00')
  t.same(
    totals([...count('{ at_least: mean, less_than: 5 }'), ...classes])[0],
    'C001 1.00',
    'of those of less than 5 people, 1 and 4',
  )
})

t.test('the mean of a filter is an exact fraction: one third above it counts, one at it does not', async (t) => {
  const count = rules(
    heading('{ id: a, title: 甲, measure: { count: FundsAllocated, where: { amountCny: { more_than: mean } } } }'),
  )
  // The mean of 1, 1 and 2 is 4/3; that of 0.01, 0.02 and 0.03 is 0.02.
  t.same(
    totals([
      ...count,
      paid('C001', '1'),
      paid('C001', '1'),
      paid('C001', '2'),
      paid('C002', '0.01'),
      paid('C002', '0.02'),
      paid('C002', '0.03'),
    ]).slice(0, 2),
    [...['C001 1.00', 'C002 1.00']],
  )
})

t.test('an explanation names the mean, and who lies below it', async (t) => {
  const set = rules(heading('{ id: a, title: 甲, measure: { count: TrainingHeld, where: { headcount: { at_least: mean } } } }'))
  const drafts = [...set, trained('C001', 1), trained('C001', 4), trained('C001', 5)]
  const line = allLines(explained(drafts, 'C001').lines).find(({ rule }) => rule !== null)
  t.equal(line?.counted.length, 2)
  t.same(
    line?.notCounted.map(({ why }) => why.zh),
    ['不符合条件：应不少于平均数（10/3）'],
  )
  t.match(line?.notes?.[0]?.zh, /的平均数是10\/3（3条）/)
})

t.test('a mean stands in numbers of happenings only', async (t) => {
  t.match(
    problems(heading('{ id: a, title: 甲, measure: { count: TrainingHeld, where: { kind: { at_least: mean } } } }'))[0],
    /不是数/,
  )
  t.match(
    problems(heading('{ id: a, title: 甲, measure: { count: TrainingHeld, where: { headcount: { at_least: median } } } }'))[0],
    /值不对/,
  )
  const list: Problem[] = []
  const duties = `duties: [{ id: classes, of: [community], event: TrainingHeld, where: { headcount: { at_least: mean } },
      every: year, due: last_day }]\n`
  compileRules(ruleDocument('2026.1', '2026-01-01', duties), list)
  t.match(list[0]?.words.zh, /应尽工作不能与平均数比较/)
})

t.test('a shortfall below a base that is itself a ratio: exact until the scale rounds it', async (t) => {
  // 培训与活动之比每比全区之比低一个百分点扣0.1分。The ratio of all is 5 in 12, and nothing is rounded before the points.
  const ratio = (part: string, all: string) => `{ ratio: { part: ${part}, whole: ${all} } }`
  const all = (type: string) => `{ peers: sum, of: { count: ${type} } }`
  const own = ratio('{ count: TrainingHeld }', '{ count: ActivityHeld }')
  const measured = `{ difference: [${own}, ${ratio(all('TrainingHeld'), all('ActivityHeld'))}] }`
  const set = (scale: string) => rules(heading(`{ id: a, title: 甲, measure: ${measured}, scale: ${scale} }`))
  const given = [
    ...[...held('C001', 3), trained('C001')], // 1/3, that is 1/12 or 8 1/3 points below
    ...[...held('C002', 6), trained('C002'), trained('C002')], // 1/3
    ...[...held('C004', 3), trained('C004'), trained('C004')], // 2/3 is above
  ]
  const floor = '{ each: "-0.1", below: 0, every: 1%, round: floor }'
  t.same(totals([...set(floor), ...given]), ['C001 -0.80', 'C002 -0.80', 'C003 0.00?', 'C004 0.00', 'C005 0.00?'])
  t.equal(totals([...set('{ each: "-0.1", below: 0, every: 1%, round: exact }'), ...given])[0], 'C001 -0.83', '8 1/3 steps')
  t.equal(totals([...set('{ each: "-12", below: 0 }'), ...given])[0], 'C001 -1.00', 'one twelfth is no 0.0833')
})

t.test('what changed names records of others where a place or a mean hangs on them', async (t) => {
  const place = `{ id: place, title: 名次, measure: { rank: { count: ActivityHeld } } }, ${ofStation('peer_mean')}`
  const before = [...rules(heading(place)), ...withStations]
  const size = district.length + before.length
  const drafts = [...before, ...held('C002', 1), station('C005', '2026-03-01')]
  const changes = asking([...district, ...drafts]).answer<Changes>('changes', {
    of: 'ranking',
    period: '2026',
    a: { knownAt: String(size - 1) },
  })
  const lines = changes.rows.flatMap(({ code, lines: its }) => its.map((line) => ({ code, ...line })))
  t.ok(lines.every(({ causes }) => causes.length > 0))
  const of = (code: string) => lines.filter((line) => line.code === code)
  t.ok(of('C003').length > 0, 'the mean of others is another one')
  for (const line of of('C003')) t.match(line.causes, [{ position: size }])
})
