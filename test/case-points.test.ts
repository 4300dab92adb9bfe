/** Points case by case and within ranges, by hand: what assessors found, what the sheet gives, with both sides of each bound. */
import t, { type Test } from 'tap'
import type { JsonObject } from '../events/event.js'
import type { Explanation, Line } from '../projections/explanation.js'
import { compileRules } from '../projections/rules/compile.js'
import type { Problem } from '../projections/rules/yaml.js'
import { asking, district, draft, held, ruleDocument } from './twin/asking.js'
import type { Draft } from './twin/book.js'
import { adopting } from './twin/view.js'

const sheet = (items: string): string => `sheets:
  - id: community
    title: 社区考评
    appraises: community
    appraiser: parent
    period: year
    headings: [{ id: work, title: 工作, items: [${items}] }]
`
const clause = (id: string, measure: string, scale: string, limit = '{}'): string =>
  `{ id: ${id}, title: 项目${id}, measure: ${measure}, scale: ${scale}, limit: ${limit} }`

const judged = (value: JsonObject, address = 'work.it'): Draft =>
  draft('ItemJudged', '2026-12-20', {
    ...{ sheet: 'community', period: '2026', unit: 'C001', clause: address, value, reason: '示例', assessor: 'S01' },
  })
const points = (text: string): JsonObject => ({ kind: 'points', points: text })
const cases = (...list: JsonObject[]): JsonObject => ({ kind: 'cases', cases: list })

/** The lines of C001 under some items, after some records. */
function lines(items: string, ...records: Draft[]): readonly Line[] {
  const rules = adopting(ruleDocument('2026.1', '2026-01-01', sheet(items)), '2025-12-01')
  return asking([...district, ...rules, ...records]).answer<Explanation>('explanation', { unit: 'C001', period: '2026' }).lines
}

/** Points of the only clause, `open` where it is not scored. */
function given(items: string, ...records: Draft[]): string {
  const [heading] = lines(items, ...records)
  const isOpen = all(heading!).some(({ kind, measured, rule }) => kind === 'clause' && measured === null && rule !== null)
  return isOpen ? 'open' : heading!.points
}

const all = (line: Line): Line[] => [line, ...line.lines.flatMap(all)]

const notes = (items: string, ...records: Draft[]): string[] => {
  const said = lines(items, ...records)
    .flatMap(all)
    .flatMap((line) => line.notes ?? [])
  return [...new Set(said.map(({ zh }) => zh))]
}

/** Both ends of every bound: what was judged, and what it gives. */
const table = (t: Test, items: string, rows: readonly (readonly [value: JsonObject, points: string])[]): void => {
  for (const [value, expected] of rows) t.equal(given(items, judged(value)), expected, JSON.stringify(value))
}

t.test('酌情扣0.5至2分: nothing, or something in the range', async (t) => {
  const item = clause('it', '{ judged: points }', '{ range: { from: "-2", to: "-0.5" } }')
  table(t, item, [
    [points('0'), '0.00'],
    [points('-0.5'), '-0.50'],
    [points('-0.49'), '-0.50'],
    [points('-2'), '-2.00'],
    [points('-2.01'), '-2.00'],
    [points('1'), '-0.50'],
  ])
  t.equal(given(item), 'open')
  t.same(notes(item, judged(points('-2.01'))), ['-2.01分不在-2.00至-0.50分之内，按-2.00分计'])
  t.same(notes(item, judged(points('-2'))), [])
  t.same(notes(item, judged(points('0'))), [])
})

t.test('several ranges in one item: 一项之内几种酌定的分', async (t) => {
  const clauses = [
    '{ id: good, title: 好, measure: { judged: points }, scale: { range: { from: 0.5, to: 2 } } }',
    '{ id: bad, title: 差, measure: { judged: points }, scale: { range: { from: "-3", to: "-1" } } }',
    '{ id: found, title: 查, measure: { judged: cases }, scale: { range: { from: "-1", to: "-0.2" } } }',
  ]
  const item = `{ id: it, title: 制度, max: 5, min: "-1", clauses: [${clauses.join(', ')}] }`
  const of = (good: string, bad: string, ...found: JsonObject[]): string =>
    given(
      item,
      judged(points(good), 'work.it.good'),
      judged(points(bad), 'work.it.bad'),
      judged(cases(...found), 'work.it.found'),
    )
  t.equal(of('2', '0'), '2.00')
  t.equal(of('1.5', '-1', { count: 1, points: '-0.2' }), '0.30')
  t.equal(of('3', '0', { count: 2, points: '-0.5' }), '1.00', 'no more than 2 and then 2 × 0.5 less')
  t.equal(of('0', '-3', { count: 1, points: '-1' }), '-1.00', 'the item goes no lower')
})

t.test('a table may leave ranges; who judged says the points of each case', async (t) => {
  const item = clause('it', '{ judged: cases }', '{ table: { talk: ["-2", "-0.5"], notice: ["-4", "-2"], expelled: "-10" } }')
  table(t, item, [
    [cases(), '0.00'],
    [cases({ level: 'talk', count: 1, points: '-0.5' }), '-0.50'],
    [cases({ level: 'talk', count: 3, points: '-2' }), '-6.00'],
    [cases({ level: 'notice', count: 1, points: '-1.99' }), '-2.00'],
    [cases({ level: 'notice', count: 1, points: '0' }), '0.00'],
    [cases({ level: 'expelled', count: 1 }, { level: 'talk', count: 1, points: '-1' }), '-11.00'],
    [cases({ level: 'expelled', count: 1 }, { level: 'talk', count: 1 }), 'open'],
    [cases({ level: 'unknown', count: 1, points: '-1' }), '0.00'],
  ])
  t.same(notes(item, judged(cases({ level: 'talk', count: 1, points: '0' }))), [])
  t.same(notes(item, judged(cases({ level: 'talk', count: 1, points: '-0.4' }))), ['-0.40分不在-2.00至-0.50分之内，按-0.50分计'])
})

t.test('已整改的减半，约谈的加倍，性质严重的另扣2分', async (t) => {
  const flags = 'flags: { solved: { times: "0.5" }, talked: { times: 2 }, serious: { add: "-2" }, waived: { times: 0 } }'
  const item = clause('it', '{ judged: cases }', `{ table: { town: "-1", county: "-3" }, ${flags} }`)
  const one = (...said: string[]): JsonObject => cases({ level: 'town', count: 1, flags: said })
  table(t, item, [
    [one(), '-1.00'],
    [one('solved'), '-0.50'],
    [one('talked'), '-2.00'],
    [one('serious'), '-3.00'],
    [one('serious', 'talked'), '-4.00'],
    [one('talked', 'serious'), '-4.00'],
    [one('waived', 'serious'), '-2.00'],
    [cases({ level: 'county', count: 2, flags: ['talked', 'solved'] }, { level: 'town', count: 1 }), '-7.00'],
  ])
  t.equal(given(item, judged(one('praised'))), '-1.00')
  t.same(notes(item, judged(one('praised'))), ['情形“praised”规则没有写，不影响得分'])
  const each = clause('it', '{ judged: cases }', `{ each: "-0.5", ${flags} }`)
  table(t, each, [
    [cases({ count: 3 }), '-1.50'],
    [cases({ count: 3, flags: ['waived'] }, { count: 1, flags: ['solved'] }), '-0.25'],
  ])
  const thirds = clause('it', '{ judged: cases }', '{ each: "-1", flags: { third: { times: "0.3333" } } }')
  table(t, thirds, [[cases({ count: 3, flags: ['third'] }), '-1.00']]) // 3 × 0.3333, rounded once
})

t.test('同一等次第二起起每起另扣10分', async (t) => {
  const item = clause('it', '{ judged: cases }', '{ table: { town: "-1", county: "-3" }, repeat: { after: 1, add: "-10" } }')
  table(t, item, [
    [cases({ level: 'town', count: 1 }), '-1.00'],
    [cases({ level: 'town', count: 2 }), '-12.00'],
    [cases({ level: 'town', count: 1 }, { level: 'town', count: 2 }), '-23.00'],
    [cases({ level: 'town', count: 1 }, { level: 'county', count: 1 }), '-4.00'],
  ])
  const honour = (on: string, projectKey = 'reading'): Draft =>
    draft('HonourReceived', on, { subject: 'C001', level: 'city', title: '示例', grantor: '示例', projectKey })
  const scale = '{ table: { city: 5 }, repeat: { after: 2, add: "-4" } }'
  const later = clause('it', '{ each: HonourReceived, by: level }', scale)
  t.equal(given(later, honour('2026-05-01'), honour('2026-04-01')), '10.00')
  t.equal(given(later, honour('2026-05-01'), honour('2026-04-01'), honour('2026-06-01')), '11.00')
  const highest = clause('it', '{ each: HonourReceived, by: level }', scale, '{ highest_per: projectKey }')
  const two = [honour('2026-04-01'), honour('2026-06-01', 'choir'), honour('2026-05-01')]
  t.equal(given(highest, ...two), '6.00', 'by day the one of the choir is the third: 5 for reading, 1 for the choir')
})

t.test('每起最多扣5分、最少扣1分', async (t) => {
  const limit = '{ per_case: { min: "-5", max: "-1" }, min: "-12" }'
  const item = clause('it', '{ judged: cases }', '{ table: { a: "-3", b: "-0.5" }, repeat: { after: 1, add: "-3" } }', limit)
  table(t, item, [
    [cases({ level: 'a', count: 1 }), '-3.00'],
    [cases({ level: 'a', count: 2 }), '-8.00'],
    [cases({ level: 'b', count: 1 }), '-1.00'],
    [cases({ level: 'b', count: 2 }), '-4.50'],
    [cases({ level: 'a', count: 4 }), '-12.00'],
  ])
  t.same(notes(item, judged(cases({ level: 'a', count: 2 }))), ['每起的得分以上下限为准'])
})

t.test('前三名20、17、15分，以后每名少1分', async (t) => {
  const item = clause('it', '{ judged: number }', '{ list: ["20", "17", "15"], then: "-1" }', '{ min: 0 }')
  const number = (text: string): JsonObject => ({ kind: 'number', number: text })
  table(t, item, [
    [number('1'), '20.00'],
    [number('3'), '15.00'],
    [number('4'), '14.00'],
    [number('18'), '0.00'],
    [number('19'), '0.00'],
    [number('0'), 'open'],
    [number('-1'), 'open'],
    [number('2.5'), 'open'],
  ])
  const top = clause('it', '{ judged: number }', '{ list: ["20", "17"] }')
  table(t, top, [
    [number('2'), '17.00'],
    [number('3'), '0.00'],
  ])
})

t.test('满意度按件数加权平均', async (t) => {
  const item = clause('it', '{ judged: cases }', '{ weighted: { very: 100, basic: 80, fair: 60, none: 0 } }')
  table(t, item, [
    [cases({ level: 'very', count: 1 }, { level: 'basic', count: 2 }), '86.67'],
    [cases({ level: 'very', count: 1 }, { level: 'silent', count: 9 }), '100.00'],
    [cases({ level: 'none', count: 3 }), '0.00'],
    [cases(), 'open'],
    [cases({ level: 'silent', count: 9 }), 'open'],
  ])
})

t.test('20%以上4分，超过15%的3分，15%的2分; a band may have a scale of its own', async (t) => {
  const bands = '{ from: 20%, points: 4 }, { more_than: 15%, points: 3 }, { from: 15%, points: 2 }, { points: 0 }'
  const item = clause('it', '{ judged: number }', `{ bands: [${bands}] }`)
  const number = (text: string): JsonObject => ({ kind: 'number', number: text })
  table(t, item, [
    [number('0.2'), '4.00'],
    [number('0.1999'), '3.00'],
    [number('0.1501'), '3.00'],
    [number('0.15'), '2.00'],
    [number('0.1499'), '0.00'],
  ])
  const scaled = clause(
    'it',
    '{ judged: number }',
    '{ bands: [{ more_than: 10, points: { each: 1, above: 10 } }, { points: "-1" }] }',
  )
  table(t, scaled, [
    [number('12.5'), '2.50'],
    [number('10'), '-1.00'],
  ])
})

t.test('a band whose own scale is not known yet is not scored', async (t) => {
  const item = clause(
    'it',
    '{ count: ActivityHeld }',
    '{ bands: [{ from: 1, points: { when: { judged: met }, then: 2 } }, { points: 1 }] }',
  )
  t.equal(given(item), '1.00', 'in the other band nobody has to judge')
  t.equal(given(item, ...held('C001', 1)), 'open')
  t.equal(given(item, ...held('C001', 1), judged({ kind: 'met', met: true })), '2.00')
  t.equal(given(item, ...held('C001', 1), judged({ kind: 'met', met: false })), '0.00')
})

t.test('a band that yields a rate which multiplies a count: 整改率50%以上每件2分，超过15%每件1分', async (t) => {
  const rate = '{ ratio: { part: { count: TrainingHeld }, whole: { count: ActivityHeld } } }'
  const bands = '[{ from: 50%, value: 2 }, { more_than: 25%, value: 1 }, { value: 0 }]'
  const item = clause('it', `{ times: [{ banded: { of: ${rate}, bands: ${bands} } }, { count: TrainingHeld }] }`, '{ each: 1 }')
  const trained = (times: number): Draft[] =>
    Array.from({ length: times }, () =>
      draft('TrainingHeld', '2026-05-05', { unit: 'C001', kind: 'instructor_class', topic: '示例', headcount: 3 }),
    )
  t.equal(given(item, ...held('C001', 4), ...trained(2)), '4.00', 'half of them: 2 × 2')
  t.equal(given(item, ...held('C001', 5), ...trained(2)), '2.00', 'two fifths: 2 × 1')
  t.equal(given(item, ...held('C001', 4), ...trained(1)), '0.00', 'a quarter is not more than a quarter')
  t.equal(given(item, ...trained(1)), 'open', 'no activities, no rate')
})

t.test('one list in two clauses: 前三次活动每次2分，第四次起每次1分', async (t) => {
  const part = (id: string, nth: string, each: string): string =>
    `{ id: ${id}, title: 活动, measure: { count: ActivityHeld, nth: ${nth} }, scale: { each: ${each} } }`
  const clauses = [part('first', '{ until: 3 }', '2'), part('rest', '{ from: 4 }', '1')]
  const both = `{ id: it, title: 活动, clauses: [${clauses.join(', ')}] }`
  const after = (times: number): string => lines(both, ...held('C001', times))[0]!.points
  t.same([0, 1, 3, 4, 6].map(after), ['0.00', '2.00', '6.00', '7.00', '9.00'])
  const minors = (from: string) => clause('it', `{ sum: ActivityHeld.audience.minors, nth: ${from} }`, '{ each: 1 }')
  const inMonth = (month: string, count: number): Draft[] =>
    held('C001', 1, `2026-${month}-01`, { audience: { minors: count, adults: 0 } })
  const disordered = [...inMonth('06', 30), ...inMonth('03', 7), ...inMonth('09', 500)]
  t.equal(given(minors('{ until: 2 }'), ...disordered), '37.00', 'by day, in whatever order they were recorded')
  t.equal(given(minors('{ from: 2, until: 2 }'), ...disordered), '30.00')
  const left = lines(minors('{ until: 2 }'), ...disordered)
    .flatMap(all)
    .flatMap(({ notCounted }) => notCounted)
  t.same(
    left.map(({ why }) => why.zh),
    ['只计前2'],
  )
  const found = clause('it', '{ judged: cases, nth: { from: 2, until: 3 } }', '{ table: { a: 1, b: 10 } }')
  table(t, found, [
    [cases({ level: 'a', count: 1 }), '0.00'],
    [cases({ level: 'a', count: 2 }, { level: 'b', count: 5 }), '11.00'],
    [cases({ level: 'b', count: 9 }), '20.00'],
  ])
})

t.test('what fits nowhere is refused where it stands', async (t) => {
  const wrong = (measure: string, scale: string, limit = '{}'): string[] => {
    const problems: Problem[] = []
    compileRules(ruleDocument('2026.1', '2026-01-01', sheet(clause('it', measure, scale, limit))), problems)
    return problems.filter(({ severity }) => severity === 'error').map(({ words }) => words.zh)
  }
  const list = '{ judged: cases }'
  t.match(wrong('{ judged: points }', '{ range: { from: "-0.5", to: "-2" } }'), [/^范围应从小到大写/])
  t.match(wrong(list, '{ table: { a: ["2", "1"] } }'), [/^范围应从小到大写/])
  t.match(wrong('{ each: HonourReceived, by: level }', '{ table: { city: ["1", "2"] } }'), [
    /^分值是范围的，要由考评单位逐起写分数/,
  ])
  t.match(wrong('{ judged: level }', '{ range: { from: 1, to: 2 } }'), [/^分值是范围的/])
  t.match(wrong('{ count: ActivityHeld }', '{ each: 1, flags: { solved: { times: 2 } } }'), [/只用于逐项的指标/])
  t.match(wrong(list, '{ each: 1, above: 2, flags: { solved: { times: 2 } } }'), [/不能再写above/])
  t.match(wrong(list, '{ table: { a: 1 }, flags: { solved: {} } }'), [/^应写倍数/])
  t.match(wrong(list, '{ table: { a: 1 }, flags: { solved: { times: "-1" } } }'), [/^倍数不能小于0/])
  t.match(wrong(list, '{ each: 1 }', '{ per_case: { max: 1 } }'), [/要配对照表/])
  t.match(wrong(list, '{ table: { a: 1 } }', '{ per_case: {} }'), [/^应写每起的上限/])
  t.match(wrong(list, '{ table: { a: 1 } }', '{ per_case: { max: 1, min: 2 } }'), [/^每起的上限小于下限/])
  t.match(wrong('{ judged: number }', '{ bands: [{ from: 2, more_than: 2, points: 1 }] }'), [/只能写一个/])
  t.match(wrong('{ judged: number }', '{ bands: [{ from: 2, points: 1 }, { more_than: 2, points: 2 }] }'), [/^各档应从高到低/])
  t.match(wrong('{ judged: number }', '{ bands: [{ points: 1 }, { from: 2, points: 2 }] }'), [/永远用不到/])
  t.match(wrong('{ judged: points, nth: { until: 2 } }', '{ each: 1 }'), [/^“nth”只用于/])
  t.match(wrong('{ count: ActivityHeld, nth: { from: 3, until: 2 } }', '{ each: 1 }'), [/^“from”大于“until”/])
  const digits = '{ a: { times: "0.3333" }, b: { times: "0.1111" }, c: { times: "0.7777" } }'
  t.match(wrong(list, `{ each: 1, flags: ${digits} }`), [/^各倍数相乘后位数太多/])
  t.same(wrong(list, '{ table: { a: ["1", "2"] }, flags: { a: { times: 2 } } }', '{ per_case: { max: 3 } }'), [])
})
