/** What worked cases look at: every clause, both sides of every threshold and the value itself. What they leave out is told. */
import t from 'tap'
import { checkRules } from '../projections/worked/checked.js'
import { coveredBy, type Threshold } from '../projections/worked/covered.js'
import { compileRules } from '../projections/rules/compile.js'
import { readYaml } from '../projections/rules/yaml.js'

const head = `ruleset: "t"
grammar: 1
title: 示例办法
effective: { from: 2026-01-01 }
points: { step: "0.01", round: half_up }
`

/** A sheet of one heading with these items. */
const sheet = (items: string, more = '') => `${head}
sheets:
  - id: community
    title: 示例考评表
    appraises: community
    appraiser: parent
    period: year
    headings: [{ id: work, title: 工作, items: [${items}] }]
${more}
`

const covered = (text: string) => {
  const compiled = compileRules(readYaml(text).json, [])!
  return coveredBy(compiled, [])
}

/** Each threshold with the sides that cases lie on: below, on, above. */
const sides = (thresholds: readonly Threshold[]): string[] =>
  thresholds.map(({ address, words, below, on, above }) =>
    `${address} ${words.zh} ${[below && 'below', on && 'on', above && 'above'].filter(Boolean).join(' ')}`.trim(),
  )

const of = (items: string, cases: string, more = ''): string[] =>
  sides(covered(sheet(items, `${more}\ncases: [${cases}]`)).thresholds)

t.test('bands: each lower end, by what was measured', async (t) => {
  const bands = `{ id: a, title: 甲, measure: { judged: number },
        scale: { bands: [{ from: 90%, points: 5 }, { more_than: 50%, points: 3 }, { points: 0 }] } }`
  const judged = (value: string, gives: string) => `{ clause: work.a, judged: ${value}, gives: ${gives} }`
  t.same(of(bands, judged('0.9', '5')), ['work.a 90%以上 on above', 'work.a 超过50% above'])
  t.same(of(bands, judged('0.8999', '3')), ['work.a 90%以上 below', 'work.a 超过50% above'])
  t.same(of(bands, judged('0.5', '0')), ['work.a 90%以上 below', 'work.a 超过50% below on'])
  // A case that is not judged says nothing of either side.
  t.same(of(bands, '{ clause: work.a, gives: pending }'), ['work.a 90%以上', 'work.a 超过50%'])
})

t.test('tests, bases, targets and places', async (t) => {
  const held = (times: number, gives: string) =>
    `{ facts: [{ event: TrainingHeld, on: 2026-03-01, times: ${times} }], gives: { work.a: ${gives} } }`
  const when = '{ id: a, title: 甲, scale: { when: { count: TrainingHeld, at_least: 4 }, then: 2 } }'
  t.match(of(when, held(4, '2'))[0], /不少于4 on above$/)
  t.match(of(when, held(3, '0'))[0], /不少于4 below$/)
  // Without a comparison a test holds from 1 on.
  t.match(
    of('{ id: a, title: 甲, scale: { when: { judged: met }, then: 2 } }', '{ clause: work.a, gives: pending }')[0],
    /不少于1$/,
  )
  const each = '{ id: a, title: 甲, start: 2, measure: { count: TrainingHeld }, scale: { each: "-0.5", below: 4 } }'
  t.same(of(each, held(4, '2')), ['work.a 界限4 on above'])
  t.same(of(each, held(3, '1.5')), ['work.a 界限4 below'])
  const target = '{ id: a, title: 甲, measure: { count: TrainingHeld }, scale: { proportional: { target: 10, points: 15 } } }'
  t.same(of(target, held(10, '15')), ['work.a 目标10 on above'])
  const list = '{ id: a, title: 甲, measure: { judged: number }, scale: { list: ["20", "17"], then: "-1" } }'
  t.same(of(list, '{ clause: work.a, judged: 2, gives: 17 }'), ['work.a 第2名 below on'])
  t.same(of(list, '{ clause: work.a, judged: 3, gives: 16 }'), ['work.a 第2名 above'])
  const exact = '{ id: a, title: 甲, scale: { when: { count: TrainingHeld, equals: 2 }, then: 2 } }'
  t.match(of(exact, held(2, '2'))[0], /等于2 on above$/)
  t.match(of(exact, held(3, '0'))[0], /等于2 below$/)
})

t.test('limits that can bind: some case goes beyond', async (t) => {
  const item = (limits: string) => `{ id: a, title: 甲, ${limits}, measure: { judged: cases }, scale: { each: "-1" } }`
  const judged = (value: string, gives: string) => `{ clause: work.a, judged: ${value}, gives: ${gives} }`
  // At the floor the limit has changed nothing yet. The most is the start: it never binds.
  t.same(of(item('start: 2, max: 2, min: 0'), judged('2', '0')), ['work.a 下限0分 on above'])
  t.same(of(item('start: 2, max: 2, min: 0'), judged('3', '0')), ['work.a 下限0分 below on'])
  const held = (times: number, gives: string) =>
    `{ facts: [{ event: TrainingHeld, on: 2026-03-01, times: ${times} }], gives: { work.a: ${gives} } }`
  const capped = '{ id: a, title: 甲, measure: { count: TrainingHeld }, scale: { each: 1 }, limit: { max: 5 } }'
  t.same(of(capped, held(5, '5')), ['work.a 上限5分 below on'])
  t.same(of(capped, held(6, '5')), ['work.a 上限5分 on above'])
  // Four times missing at most: the floor of -2 is reached by nobody, that of -1 is.
  const missed = (min: string) =>
    `{ id: a, title: 甲, min: "${min}", measure: { count: TrainingHeld }, scale: { each: "-0.5", below: 4 } }`
  t.same(of(missed('-2'), held(0, '"-2"')), ['work.a 界限4 below'])
  t.same(of(missed('-1'), held(0, '"-1"')), ['work.a 界限4 below', 'work.a 下限-1分 below on'])
  // An assessor gives no more than the most: full marks are the end of what he can say.
  const points = '{ id: a, title: 甲, max: 5, measure: { judged: points } }'
  t.same(of(points, judged('5', '5')), ['work.a 上限5分 on above'])
  t.same(of(points, judged('4.5', '4.5')), ['work.a 上限5分 below'])
})

t.test('a case looks at what it says something about, and at nothing else', async (t) => {
  const items = `{ id: a, title: 甲, clauses: [{ id: x, measure: { judged: met }, scale: { each: 1 } },
          { id: y, scale: { when: { count: TrainingHeld }, then: 1 } }] },
        { id: b, title: 乙, scale: { when: { sum: FundsAllocated.amountCny, at_least: 2000 }, then: 3 } }`
  const grades = `    grades: [{ from: 3, grade: 合格 }, { grade: 不合格 }]
    vetoes: [{ id: v, when: { count: IncidentRecorded }, effect: void }]`
  const counts = (cases: string) =>
    covered(sheet(items, `${grades}\ncases: [${cases}]`)).clauses.map(({ address, cases: n }) => `${address} ${n}`)
  t.same(counts('{ gives: { total: 0 } }'), ['work.a.x 0', 'work.a.y 0', 'work.b 0'])
  t.same(counts('{ gives: { work.a.y: 0, total: 0 } }, { gives: { work.a: pending } }'), ['work.a.x 1', 'work.a.y 2', 'work.b 0'])
  t.same(counts('{ gives: { work.b: 0 }, gives_to: { C001: { work.b: 0 } } }'), ['work.a.x 0', 'work.a.y 0', 'work.b 1'])
  const judged = '{ judge: work.a.x, value: true }, { event: FundsAllocated, amountCny: 2000 }'
  const seen = of(items, `{ facts: [${judged}], gives: { total: 4 } }`, grades)
  t.match(seen, [/work.a.y .*不少于1$/, /work.b .*不少于2000$/, /vetoes.v .*不少于1$/, /grades 合格的下限3$/])
  t.match(of(items, `{ facts: [${judged}], gives: { total: 4 }, grade: 合格 }`, grades).slice(2), [
    /vetoes.v .*不少于1 below$/,
    /grades .* above$/,
  ])
  t.match(of(items, '{ facts: [{ event: IncidentRecorded }], void: true }', grades).slice(2), [
    /vetoes.v .*不少于1 on above$/,
    /grades .*3$/,
  ])
})

t.test('what is measured among several units, what multiplies, what leaves nothing, what is not scored', async (t) => {
  const ranked = `{ id: a, title: 甲, measure: { rank: { count: TrainingHeld } },
        scale: { bands: [{ more_than: 1, points: 0 }, { points: 3 }] } }`
  const two = `{ units: { C002: {} }, facts: [{ event: TrainingHeld }], gives: { work.a: 3 }, gives_to: { C002: { work.a: 0 } } }`
  t.same(of(ranked, two), ['work.a 超过1 below on above'])
  const held = (times: number, gives: string) =>
    `{ facts: [{ event: TrainingHeld, times: ${times} }], gives: { work.a: ${gives} } }`
  const zero =
    '{ id: a, title: 甲, measure: { count: TrainingHeld }, scale: { each: 1 }, zero_when: { count: TrainingHeld, at_least: 3 } }'
  t.match(of(zero, held(2, '2')), [/不少于3 below$/])
  t.match(of(zero, held(3, '0')), [/不少于3 on above$/])
  const factor = `{ id: a, title: 甲, measure: { count: TrainingHeld }, scale: { each: 1 },
        limit: { factor: [{ when: { count: TrainingHeld, at_least: 3 }, times: "0.5" }] } }`
  t.match(of(factor, `${held(2, '2')}, ${held(4, '2')}`), [/不少于3 below above$/])
  const { clauses } = covered(
    sheet('{ id: a, title: 甲, unscored: { points: 5, why: 原文不全 } }', 'cases: [{ gives: { work.a: pending } }]'),
  )
  t.same(clauses, [])
})

t.test('sheets without points: conditions of items, grades by how many are met', async (t) => {
  const text = `${head}
sheets:
  - id: community
    title: 示例标准
    appraises: community
    appraiser: parent
    period: year
    result: met
    headings:
      - id: work
        title: 工作
        items:
          - { id: a, title: 甲, when: { count: TrainingHeld, at_least: 2 } }
          - { id: b, title: 乙, measure: { judged: met } }
    grades: [{ from: all, grade: 达标 }, { grade: 不达标 }]
cases:
  - { facts: [{ event: TrainingHeld, times: 2 }, { judge: work.b, value: true }], gives: { work.a: 1, total: 2 }, grade: 达标 }
  - { facts: [{ event: TrainingHeld, times: 1 }, { judge: work.b, value: true }], gives: { work.a: 0, total: 1 }, grade: 不达标 }
`
  const { results, clauses, thresholds } = covered(text)
  t.same(
    results.flatMap(({ amiss }) => amiss),
    [],
  )
  t.same(
    clauses.map(({ address, cases }) => `${address} ${cases}`),
    ['work.a 2', 'work.b 0'],
  )
  t.match(sides(thresholds), [/work.a .*不少于2 below on above$/, /grades 达标的下限2 below on above$/])
})

t.test('conditions of schemes and awards hold in one case and fail in another', async (t) => {
  const text = (cases: string) => `${head}
accreditation:
  - id: s
    title: 示例
    units: [community]
    period: year
    haves: [{ id: funds, title: 有经费, when: { sum: FundsAllocated.amountCny, at_least: 2000 } }]
    goods: [{ id: a, title: 甲, requires: [funds] }]
awards:
  - id: best
    title: 示例奖
    subject: person
    period: year
    quota: 1
    ballots: { channels: [representative_vote] }
    expert: { max: 100 }
    eligible: [{ id: not_won, title: 未获奖, when: { not: { won: best, within: 5y } } }]
    score:
      weighted:
        - { id: votes, title: 投票, of: { ballots: share }, weight: 40 }
        - { id: jury, title: 评分, of: { expert: mean }, weight: 60 }
cases: [${cases}]
`
  const funds = (amount: number, met: boolean) =>
    `{ scheme: s, facts: [{ event: FundsAllocated, amountCny: ${amount} }], haves: { funds: ${met} }, goods: { a: ${met} } }`
  const round = `{ award: best, facts: [{ nominate: p-aaaa, by: S01 }, { nominate: p-bbbb }, { nominate: p-cccc },
      { event: AwardConferred, subject: p-cccc, period: "2024", on: 2025-01-05 },
      { ballot: p-aaaa, votes: 10 }, { expert: p-aaaa, juror: M001, points: 90 },
      { ballot: p-bbbb, votes: 5 }, { expert: p-bbbb, juror: M001, points: 100 }],
    elected: [p-aaaa], scores: { p-aaaa: "94", p-bbbb: "80" }, excluded: { p-cccc: not_won } }`
  const { results, clauses, thresholds } = covered(text([funds(2000, true), funds(1999, false), round].join(', ')))
  t.same(
    results.flatMap(({ amiss }) => amiss),
    [],
  )
  t.same(sides(thresholds), [
    'haves.funds 有经费 below on above',
    'goods.a 甲 below on above',
    'eligible.not_won 未获奖 below on above',
  ])
  t.same(
    clauses.map(({ address, cases }) => `${address} ${cases}`),
    ['best.votes 1', 'best.jury 1'],
  )
  t.same(sides(covered(text(funds(2000, true))).thresholds)[0], 'haves.funds 有经费 on above')
})

t.test('the check names what the cases leave out', async (t) => {
  const items = `{ id: a, title: 甲, scale: { when: { count: TrainingHeld, at_least: 4 }, then: 2 } },
        { id: b, title: 乙, measure: { judged: points } }`
  const held = (times: number) =>
    `{ facts: [{ event: TrainingHeld, on: 2026-03-01, times: ${times} }], gives: { work.a: ${times < 4 ? 0 : 2} } }`
  const said = (...times: number[]) =>
    checkRules(sheet(items, `cases: [${times.map(held).join(', ')}]`)).problems.map(({ line, words }) => `${line} ${words.zh}`)
  t.match(said(5), [/^13 “.*不少于4”没有未达到、正好相等的算例$/, '14 条款“work.b”没有算例'])
  t.match(said(3, 4), ['14 条款“work.b”没有算例'])
  t.match(said(3), [/没有达到的算例$/, /work.b/])
})
