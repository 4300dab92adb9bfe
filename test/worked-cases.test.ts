/** Worked cases of a rule set: facts in, points out; what is wrong in a case is named with its place. */
import t from 'tap'
import { eventTypes } from '../events/index.js'
import { compileRules } from '../projections/rules/compile.js'
import { type Problem, readYaml } from '../projections/rules/yaml.js'
import { type CaseResult, runCases } from '../projections/worked/run.js'

const rules = `ruleset: "t"
grammar: 1
title: 示例办法
effective: { from: 2026-01-01 }
points: { step: "0.01", round: half_up }
sheets:
  - id: community
    title: 示例考评表
    appraises: community
    appraiser: parent
    period: year
    base: 20
    headings:
      - id: work
        title: 工作
        max: 20
        items:
          - id: meetings
            title: 会议
            max: 2
            start: 2
            measure: { count: [TrainingHeld, JointConferenceHeld] }
            scale: { each: "-0.5", below: 4 }
            limit: { min: "-2" }
          - { id: absent, title: 缺席, max: 2, start: 2, min: 0, measure: { judged: cases }, scale: { each: "-1" } }
          - id: plan
            title: 方案
            max: 16
            clauses:
              - { id: quality, measure: { judged: points }, limit: { max: 10 } }
              - { id: met, measure: { judged: met }, scale: { each: 6 } }
    bonus:
      items:
        - id: honour
          title: 表彰
          measure: { each: HonourReceived, by: level }
          scale: { table: { city: 2, province: 3 } }
          limit: { highest_per: projectKey }
    vetoes: [{ id: incident, title: 事故, when: { count: IncidentRecorded, where: { severity: major } }, effect: void }]
    grades: [{ from: 15, grade: 优秀 }, { grade: 合格 }]
accreditation:
  - id: s
    title: 示例
    units: [community]
    period: year
    haves: [{ id: funds, title: 有经费, when: { sum: FundsAllocated.amountCny, at_least: 2000 } }]
    goods: [{ id: a, title: 甲, requires: [funds] }]
awards:
  - id: station_instructor
    title: 示例奖
    subject: person
    period: year
    quota: 1
    ballots: { channels: [jury_vote] }
    eligible: [{ id: not_won, title: 未获奖, when: { not: { won: station_instructor, within: 5y } } }]
    score: { ballots: share }
`

/** The problems of cases, and what came of those that could be read. */
function tried(cases: string): { readonly problems: string[]; readonly results: readonly CaseResult[] } {
  const problems: Problem[] = []
  const { json, problems: unread } = readYaml(`${rules}cases:\n${cases}`)
  problems.push(...unread)
  const compiled = compileRules(json, problems)
  const results = compiled === undefined ? [] : runCases(compiled, problems)
  return { problems: problems.map(({ path, words }) => `${path.join('.')} ${words.zh}`), results }
}

const amiss = (results: readonly CaseResult[]): string[] =>
  results.flatMap((it) => it.amiss.map(({ what, expected, found }) => `${it.index} ${what.zh} ${expected} ${found}`))

t.test('what a sheet gives, in the short form and in full', async (t) => {
  const { problems, results } = tried(`
  - { clause: work.absent, judged: 0, gives: "2" }
  - { clause: work.absent, judged: 1, gives: "1" }
  - { clause: work.absent, judged: 3, gives: "0" }
  - { clause: work.absent, gives: pending }
  - { clause: work.plan.met, judged: true, gives: 6 }
  - { clause: work.plan.quality, judged: 7.5, gives: "7.50" }
  - title: 会议3次
    facts: [{ event: TrainingHeld, on: 2026-03-01, times: 2 }, { event: JointConferenceHeld, on: 2026-04-01 }]
    gives: { work.meetings: "1.5", bonus: 0 }
  - title: 就高
    facts:
      - { event: HonourReceived, on: 2026-03-01, level: city, projectKey: a }
      - { event: HonourReceived, on: 2026-03-02, level: province, projectKey: a }
    gives: { bonus.honour: "3" }
  - title: 两个社区
    units: { C002: {} }
    facts:
      - { event: TrainingHeld, on: 2026-03-01, times: 4 }
      - { event: TrainingHeld, unit: C002, on: 2026-03-01, times: 3 }
      - { judge: work.absent, value: 0 }
      - { judge: work.absent, unit: C002, value: 0 }
      - { judge: work.plan.quality, value: 10 }
      - { judge: work.plan.quality, unit: C002, value: 10 }
      - { judge: work.plan.met, value: true }
      - { judge: work.plan.met, unit: C002, value: true }
    gives: { total: "20", work.meetings: 2, base: 20 }
    gives_to: { C002: { total: "19.5" } }
    grade: 优秀
    rank: 1
  - { facts: [{ event: IncidentRecorded, on: 2026-05-01, severity: major }], void: true }
  - scheme: s
    facts: [{ event: FundsAllocated, on: 2026-02-01, amountCny: 2000 }]
    meets: true
    goods: { a: true }
    haves: { funds: true }
  - scheme: s
    as_of: 2026-12-31
    facts: [{ event: FundsAllocated, on: 2026-02-01, amountCny: "1999.99" }]
    meets: false
    haves: { funds: false }
  - award: station_instructor
    facts:
      - { event: AwardProgrammeOpened, on: 2026-01-02, award: station_instructor }
      - { event: NominationSubmitted, on: 2026-02-01, award: station_instructor, subject: p-aaaa, nominator: S01 }
      - { event: NominationSubmitted, on: 2026-02-01, award: station_instructor, subject: p-bbbb, nominator: S01 }
      - { event: BallotCast, on: 2026-03-01, award: station_instructor, subject: p-aaaa, channel: jury_vote, votes: 10 }
      - { event: BallotCast, on: 2026-03-01, award: station_instructor, subject: p-bbbb, channel: jury_vote, votes: 9 }
    elected: [p-aaaa]
    scores: { p-aaaa: 100, p-bbbb: 90 }
`)
  t.same(problems, [])
  t.same(amiss(results), [])
  t.equal(results.length, 13)
})

t.test('what comes out otherwise is told', async (t) => {
  const { problems, results } = tried(`
  - { clause: work.absent, judged: 1, gives: "0.5" }
  - { facts: [{ event: TrainingHeld, on: 2026-03-01, times: 4 }], gives: { work.meetings: 1 } }
`)
  t.same(problems, [])
  t.same(amiss(results), ['0 work.absent 0.50 1.00', '1 work.meetings 1.00 2.00'])
})

t.test('what is wrong with a case is named with its place', async (t) => {
  const wrong = (line: string): string[] => tried(`  - ${line}\n`).problems
  t.same(
    wrong('{ clause: work.absnt, judged: 1, gives: 1 }')[0],
    'cases.0.judged “work.absnt”不是由考评单位评定的条款，是否应为“work.absent”',
  )
  t.same(wrong('{ facts: [{ event: TrainingHold }], gives: { total: 1 } }'), [
    'cases.0.facts.0.event 没有“TrainingHold”这种工作记录，是否应为“TrainingHeld”',
  ])
  t.same(wrong('{ gives: { work.meting: 1 } }'), ['cases.0.gives 没有“work.meting”这一项，是否应为“work.meetings”'])
  t.match(
    wrong('{ facts: [{ event: HonourReceived, level: moon }], gives: { total: 1 } }')[0],
    /cases.0.facts.0.level “level”应为下列之一/,
  )
  t.match(wrong('{ facts: [{ event: HonourReceived, levle: city }], gives: { total: 1 } }')[0], /没有“levle”这一栏/)
  t.match(wrong('{ award: x }')[0], /cases.0.award 没有“x”/)
  t.match(wrong('{ gvies: { total: 1 } }')[0], /没有“gvies”这个写法，是否应为“gives”/)
  t.match(wrong('{ facts: [{ event: TrainingHeld, times: x }] }')[0], /次数应是不超过1000的整数/)
})

t.test('an event can stand in a case with nothing but its name, unless its fields hang on one another', async (t) => {
  const more = [...eventTypes.values()].filter(({ type, file }) => {
    const { problems } = tried(`  - { facts: [{ event: ${type}, on: 2026-03-01 }], gives: { base: 20 } }\n`)
    const isForeign = ['rules', 'correction', 'result', 'access'].includes(file)
    if (isForeign) t.match(problems[0], /算例里不能写/, type)
    return !isForeign && problems.length > 0
  })
  t.same(more.map(({ type }) => type).sort(), [
    ...['AccreditationInherited', 'LeadershipTeamAdjusted', 'PairingEstablished', 'TieResolved', 'UnitMoved', 'UnitSplit'],
    'UnitsMerged',
  ])
})
