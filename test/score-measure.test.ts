/** Results used in other results, by hand: a sheet's points in another sheet, in its own, of the period before; circles. */
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import type { BoardRow } from '../projections/board.js'
import type { Explanation, Line } from '../projections/explanation.js'
import type { RankRow } from '../projections/ranking.js'
import { compileRules } from '../projections/rules/compile.js'
import type { Problem } from '../projections/rules/yaml.js'
import { asking, district, draft, held, ruleDocument, unit } from './twin/asking.js'
import type { Draft } from './twin/book.js'
import { adopting } from './twin/view.js'

const community = `
  - id: community
    title: 社区考评
    appraises: community
    appraiser: parent
    period: year
    headings:
      - { id: activity, title: 活动, items: [
          { id: sessions, title: 活动次数, measure: { count: ActivityHeld }, scale: { each: 1 } },
          { id: quality, title: 活动质量, max: 5, measure: { judged: points } }] }
      - { id: training, title: 培训, items: [{ id: classes, title: 培训班, measure: { count: TrainingHeld }, scale: { each: 10 } }] }
    vetoes: [{ id: fraud, when: { count: IncidentRecorded }, effect: void }]
`
const street = (items: string, more = ''): string => `
  - id: street
    title: 街道考评
    appraises: street
    appraiser: [D01]
    period: year
    headings: [{ id: work, title: 工作, items: [${items}] }]
${more}`
const item = (id: string, measure: string, more = ''): string => `{ id: ${id}, title: 项目${id}, measure: ${measure}${more} }`

const rules = (sheets: string, year = '2026'): Draft[] =>
  adopting(ruleDocument(`${year}.1`, `${year}-01-01`, `sheets:${sheets}`), `${Number(year) - 1}-12-01`)

const judged = (code: string, points: string, period = '2026', more: JsonObject = {}): Draft =>
  draft('ItemJudged', `${period}-12-20`, {
    sheet: 'community',
    period,
    unit: code,
    clause: 'activity.quality',
    value: { kind: 'points', points },
    reason: '示例',
    assessor: 'S01',
    ...more,
  })
const trained = (code: string, on = '2026-05-05'): Draft =>
  draft('TrainingHeld', on, { unit: code, kind: 'instructor_class', topic: '示例', headcount: 3 })
const fraud = (code: string): Draft =>
  draft('IncidentRecorded', '2026-06-02', { unit: code, kind: 'false_report', severity: 'major', verifiedBy: 'D01' })

const everyone = ['C001', 'C002', 'C003', 'C004', 'C005']
const work: readonly Draft[] = [
  ...held('C001', 4), // 4 + 1 = 5
  ...held('C002', 2), // 2 + 1 + 10 = 13
  trained('C002'),
  ...held('C004', 7), // 8
  ...everyone.map((code) => judged(code, '1')),
]

/** Points of an item of the streets, or of another sheet's units. */
function totals(drafts: readonly Draft[], asked: JsonObject = {}, request = {}): string[] {
  return asking([...district, ...drafts])
    .answer<readonly RankRow[]>('ranking', { period: '2026', sheet: 'street', scope: 'district', ...asked }, request)
    .map(({ unit: { code }, total, status }) => `${code} ${total}${status === 'ranked' ? '' : ` ${status}`}`)
    .sort()
}

t.test('the points of the communities of a street, added up and as their mean', async (t) => {
  const mean = item('mean', '{ ratio: { part: { score: community, of: community }, whole: { units: community } } }')
  // S01: 5 + 13 + 1 = 19, over three 6.33; S02: 8 + 1 = 9, over two 4.5.
  t.same(totals([...rules(community + street(mean)), ...work]), ['S01 6.33', 'S02 4.50'])
  t.same(totals([...rules(community + street(item('sum', '{ score: community, of: community }'))), ...work]), [
    'S01 19.00',
    'S02 9.00',
  ])
  t.same(totals([...rules(street(mean) + community), ...work]), ['S01 6.33', 'S02 4.50'], 'whichever stands first')
  const heading = item('part', '{ score: community.training, of: community }')
  t.same(totals([...rules(community + street(heading)), ...work]), ['S01 10.00', 'S02 0.00'], 'one heading')
  const own = item('part', '{ score: own.activity.sessions, of: community }')
  t.same(totals([...rules(community + street(own)), ...work]), ['S01 6.00', 'S02 7.00'], 'the sheet of the communities')
})

t.test('what is not judged yet, or void, has no points that another sheet could use', async (t) => {
  const sum = street(item('sum', '{ score: community, of: community }'))
  const open = [...rules(community + sum), ...work.filter(({ data }) => data['unit'] !== 'C001')]
  t.same(totals(open), ['S01 0.00 provisional', 'S02 9.00'])
  const voided = [...rules(community + sum), ...work, fraud('C004')]
  t.same(totals(voided), ['S01 19.00', 'S02 0.00 provisional'])
  const sessions = street(item('sum', '{ score: community.activity.sessions, of: community }'))
  const partly = [...rules(community + sessions), ...work.filter(({ data }) => data['clause'] !== 'activity.quality')]
  t.same(totals(partly), ['S01 6.00', 'S02 7.00'], 'an item that is settled is known before the rest')
})

t.test('a sheet uses its own items: a bonus for a high heading, an item of the total before it', async (t) => {
  const sheets = (more: string) =>
    community.replace('      - { id: training', `      - { id: more, title: 另计, items: [${more}] }\n      - { id: training`)
  const asked = { sheet: 'community' }
  const doubled = item('twice', '{ score: own.activity }')
  t.same(totals([...rules(sheets(doubled)), ...work], asked), [
    'C001 10.00',
    'C002 16.00',
    'C003 2.00',
    'C004 16.00',
    'C005 2.00',
  ])
  const named = item('twice', '{ score: community.training.classes }')
  t.same(totals([...rules(sheets(named)), ...work], asked)[1], 'C002 23.00')
  const chain = `${item('first', '{ score: own.more.second }')}, ${item('second', '{ score: own.training }')}`
  t.same(totals([...rules(sheets(chain)), ...work], asked)[1], 'C002 33.00', 'in whatever order they stand')
  const veto = community.replace('when: { count: IncidentRecorded }', 'when: { score: own, less_than: 1 }')
  t.same(
    totals([...rules(veto), ...work], asked).filter((row) => row.endsWith('void')),
    [],
  )
  const strict = veto.replace('less_than: 1', 'less_than: 6')
  t.same(
    totals([...rules(strict), ...work], asked).filter((row) => row.endsWith('void')),
    ['C001 5.00 void', 'C003 1.00 void', 'C005 1.00 void'],
  )
})

t.test('the period before is read by its own rules, up to its own end', async (t) => {
  const before = rules(community.replace('scale: { each: 1 }', 'scale: { each: 3 }'), '2025')
  const gain = street(item('gain', '{ score: community, of: community, period: previous }'))
  const all = [
    ...before,
    ...rules(community + gain),
    ...held('C001', 2, '2025-03-03'),
    ...held('C004', 1, '2025-03-03'),
    ...everyone.map((code) => judged(code, '2', '2025')),
    ...work,
  ]
  t.same(totals(all), ['S01 12.00', 'S02 7.00'])
  t.same(totals(all, {}, { rules: '2026.1' }), ['S01 12.00', 'S02 7.00'], 'a set asked for by name stands for 2026 alone')
  t.same(totals([...rules(community + gain), ...work]), ['S01 0.00 provisional', 'S02 0.00 provisional'], 'no rules, no result')
  const closed = (day: string) =>
    totals([...all.slice(0, 4), ...rules(community + gain.replace('previous', 'closed')), ...all.slice(8)], {}, { asOf: day })
  t.same(closed('2026-12-30'), ['S01 12.00', 'S02 7.00'], 'until the last day of 2026, 2025 is the last closed year')
  t.same(closed('2026-12-31'), ['S01 19.00', 'S02 9.00'])
  const late = unit('C006', 'community', 'S02', '2026-02-01')
  t.same(totals([late, ...all]), ['S01 12.00', 'S02 0.00 provisional'], 'a community that had no result')
})

t.test('a scheme looks at the last closed period, by its own rules, whatever the kind of the unit', async (t) => {
  const sum = street(item('sum', '{ score: community, of: community }'))
  const good = '{ id: high, title: 分数高, requires: [], when: { score: own, at_least: 12 } }'
  const scheme = `\naccreditation: [{ id: wuhao, title: 五好, units: [community, street], period: year, goods: [${good}] }]\n`
  const before = rules((community + sum).replace('scale: { each: 1 }', 'scale: { each: 3 }') + scheme, '2025')
  const all = [
    ...before,
    ...rules(community + sum, '2026'),
    ...held('C001', 4, '2025-03-03'), // 3 times 4 and 2 are 14
    ...held('C004', 2, '2025-03-03'), // 8, and 2 of C005
    ...everyone.map((code) => judged(code, '2', '2025')),
    ...work, // In 2026 C001 has 5, C002 13
  ]
  const met = (asOf: string): string[] =>
    asking([...district, ...all])
      .answer<{ rows: readonly BoardRow[] }>('accreditation', { scheme: 'wuhao' }, { asOf })
      .rows.map(({ unit: { code }, goods }) => `${code} ${goods[0]?.met}`)
      .sort()
  t.same(met('2026-06-30'), ['C001 yes', 'C002 no', 'C003 no', 'C004 no', 'C005 no', 'S01 yes', 'S02 no'], 'of 2025')
  t.same(met('2026-12-31'), ['C001 no', 'C002 yes', 'C003 no', 'C004 no', 'C005 no', 'S01 yes', 'S02 no'], 'of 2026')
  t.ok(
    met('2025-12-30').every((one) => one.endsWith('open')),
    'no year is closed that has rules',
  )
})

t.test('an explanation cites what counted for the result that was used', async (t) => {
  const drafts = [...rules(community + street(item('sum', '{ score: community.activity, of: community }'))), ...work]
  const { lines } = asking([...district, ...drafts]).answer<Explanation>('explanation', { unit: 'S02', period: '2026' })
  const all = (list: readonly Line[]): Line[] => list.flatMap((line) => [line, ...all(line.lines)])
  const line = all(lines).find(({ rule }) => rule !== null)!
  t.equal(line.rule?.zh, '按所辖社区《社区考评》“活动”得分合计计分')
  t.equal(line.measured, '9')
  const types = line.counted.map((position) => [...district, ...drafts][position]?.type)
  t.equal(types.filter((type) => type === 'ActivityHeld').length, 7)
  t.equal(types.filter((type) => type === 'ItemJudged').length, 2)
})

t.test('circles and names that do not exist are refused when the rules are read', async (t) => {
  const problems = (sheets: string): string[] => {
    const list: Problem[] = []
    compileRules(ruleDocument('2026.1', '2026-01-01', `sheets:${sheets}`), list)
    return list.map(({ path, words }) => `${path.join('.')} ${words.zh}`)
  }
  t.same(problems(community + street(item('a', '{ score: community, of: community }'))), [])
  t.match(
    problems(community + street(item('a', '{ score: comunity, of: community }')))[0],
    /没有考评表“comunity”，是否应为“community”/,
  )
  t.match(
    problems(community + street(item('a', '{ score: community.activity.sesions, of: community }')))[0],
    /^sheets\.1\.headings\.0\.items\.0\.measure\.score 《社区考评》没有“activity.sesions”这一项，是否应为“activity.sessions”/,
  )
  t.match(
    problems(street(`${item('a', '{ score: own.work.b }')}, ${item('b', '{ score: own.work.a }')}`))[0],
    /得分循环引用：street\.work\.a → street\.work\.b → street\.work\.a。/,
  )
  t.match(problems(street(item('a', '{ score: own }')))[0], /得分循环引用：street\.work\.a → street\.work\.a/)
  const used = community.replace('measure: { count: TrainingHeld }', 'measure: { score: street.work.a, of: street }')
  t.match(
    problems(used + street(item('a', '{ score: community, of: community }')))[0],
    /循环引用：community\.training\.classes → street\.work\.a → /,
  )
  const vetoed = community.replace('when: { count: IncidentRecorded }', 'when: { score: street, of: street, at_least: 1 }')
  t.match(problems(vetoed + street(item('a', '{ score: community.activity, of: community }')))[0], /循环引用/, 'by a veto')
  t.same(problems(street(item('a', '{ score: own, period: previous }'))), [], 'the period before is no circle')
  t.match(problems(street(item('a', '{ score: own, period: closed }')))[0], /循环引用/)
  t.match(
    problems(community + street(item('a', '{ score: community }')))[0],
    /《社区考评》考评社区，不考评街道；.*应写 of: community/,
  )
  t.match(problems(community + street(item('a', '{ score: own.work, of: village }')))[0], /没有考评村的表/)
  const itself = community.replace('measure: { count: TrainingHeld }', 'measure: { score: community.activity, of: community }')
  t.match(problems(itself)[0], /本表考评的就是社区/)
  const monthly = street(item('a', '{ score: community, of: community }')).replace('year', 'month')
  t.match(problems(community + monthly)[0], /考评期长短不同/)
})
