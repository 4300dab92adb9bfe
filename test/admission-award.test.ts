/** Who may nominate whom, who votes and scores how often, what is conferred and left vacant: by the rules in force. */
import assert from 'node:assert/strict'
import t from 'tap'
import { dayOf } from '../events/time.js'
import type { JsonObject, Proposal } from '../events/event.js'
import { isRefusal } from '../projections/refusal.js'
import { adoptRules, proposeRules } from '../src/admission/acts.js'
import { by, given, type Handed, nth, on } from './given.js'

const TEXT = `
ruleset: "awards-2025"
grammar: 1
title: 示例评选办法
effective: { from: 2025-01-01 }
points: { step: "0.01", round: half_up }
awards:
  - id: instructor
    title: 十佳辅导标兵
    subject: person
    period: year
    quota: 2
    evaluator: [member_unit, D01]
    jury: { at_least: 2 }
    nominators: [{ kind: street, places: 2 }, { kind: district }]
    ballots: { channels: [jury_vote, public_vote], approvals: 2 }
    expert: { max: 100, criteria: [{ id: deeds, title: 事迹, max: 60 }, { id: effect, title: 效果, max: 40 }] }
    score: { ballots: votes, channel: jury_vote }
    vacant: false
  - id: unit
    title: 十佳单位
    subject: unit
    units: [community, street]
    period: year
    quota: 3
    pools: [{ id: communities, title: 社区组, quota: 2, units: [community] }, { id: streets, title: 街道组, quota: 1, units: [street] }]
    expert: { max: "10" }
    score: { expert: mean }
`

function adopted() {
  const proposed = proposeRules(given().view, TEXT, dayOf('2024-12-10'))
  assert(Array.isArray(proposed), JSON.stringify(proposed))
  const before = proposed.map((proposal) => by('office', proposal))
  const adoption = adoptRules(given(...before).view, 'awards-2025', { principal: 'chairs', today: dayOf('2024-12-20') })
  assert(!isRefusal(adoption))
  return [...before, ...adoption.map((proposal) => by('chairs', proposal))]
}
const rules = adopted()
/** The position of what was given after the rules. */
const after = (n: number) => nth(rules.length + n)
const ledger = (...events: readonly (Proposal | Handed)[]) => given(...rules, ...events)

const round = { period: '2025', award: 'instructor' }
const opened = (more: JsonObject = {}) =>
  on('2025-10-08', 'AwardProgrammeOpened', {
    ...round,
    organiser: 'D01',
    approvalBasis: '示组批〔2025〕7号',
    jury: ['M001', 'D01'],
    ...more,
  })
const nominated = (more: JsonObject = {}, date = '2025-10-12') =>
  on(date, 'NominationSubmitted', { ...round, subject: 'p-aaaa', nominator: 'S01', ...more })
const voted = (votes: number, more: JsonObject = {}) =>
  on('2025-11-02', 'BallotCast', { ...round, subject: 'p-aaaa', channel: 'jury_vote', votes, ...more })
const scored = (more: JsonObject = {}) =>
  on('2025-11-02', 'ExpertScoreGiven', { ...round, subject: 'p-aaaa', juror: 'M001', criterion: 'deeds', points: '55', ...more })
const conferred = (more: JsonObject = {}) => on('2025-12-10', 'AwardConferred', { ...round, subject: 'p-aaaa', ...more })
const vacant = (places: number, more: JsonObject = {}) =>
  on('2025-12-10', 'AwardLeftVacant', { ...round, organiser: 'D01', places, reason: '示例', ...more })
const unit = { award: 'unit', subject: 'C001' }

t.test('a whole round, in its stream', (t) => {
  const so = [opened(), nominated(), voted(2), scored(), scored({ criterion: 'effect', points: '40' })]
  so.forEach((event, i) =>
    ledger(...so.slice(0, i))
      .when(event)
      .thenAdmitted(t, 'award-2025-instructor'),
  )
  ledger(...so)
    .when(conferred())
    .thenAdmitted(t)
  t.end()
})

t.test('an award is one that was adopted, for rounds of its length', (t) => {
  ledger()
    .when(opened({ award: 'instuctor' }))
    .thenRefused(t, 'unknown_award', { place: 'data.award', zh: '是否应为“instructor”（十佳辅导标兵）' })
  ledger()
    .when(nominated({ award: 'best' }))
    .thenRefused(t, 'unknown_award', { zh: '有：instructor、unit' })
  ledger()
    .when(nominated({ period: '2025Q4' }))
    .thenRefused(t, 'period_mismatch', { place: 'data.period', zh: '按年度评选' })
  given().when(nominated()).thenRefused(t, 'no_rules', { place: 'data.period', zh: '2025年没有施行的评选办法' })
  ledger()
    .when(on('2024-12-10', 'AwardConferred', { ...round, period: '2024', subject: 'p-aaaa' }))
    .thenAdmitted(t)
  ledger()
    .when(conferred({ award: 'best' }))
    .thenRefused(t, 'unknown_award')
  t.end()
})

t.test('a round is opened once, with a jury that is large enough and of those who judge', (t) => {
  ledger(opened())
    .when(opened())
    .thenRefused(t, 'already_recorded', { place: 'data.award', because: [after(0)], zh: '请更正' })
  ledger()
    .when(opened({ jury: ['M001'] }))
    .thenRefused(t, 'out_of_range', { place: 'data.jury', zh: '不少于2名，收到的是1名' })
  ledger()
    .when(opened({ jury: ['M001', 'S01'] }))
    .thenRefused(t, 'wrong_judge', { place: 'data.jury.1', zh: '示例街道S01' })
  ledger()
    .when(opened({ jury: ['M001', 'p-aaaa'] }))
    .thenRefused(t, 'wrong_judge', { zh: 'p-aaaa不能作评委' })
  ledger()
    .when(opened({ award: 'unit', jury: ['p-aaaa'] }))
    .thenAdmitted(t, 'award-2025-unit')
  t.end()
})

t.test('whoever is nominated is of the kind of the award, and stands', (t) => {
  ledger()
    .when(nominated({ subject: 'C001' }))
    .thenRefused(t, 'validation_failed', { place: 'data.subject', zh: '评选个人，C001是单位' })
  ledger()
    .when(nominated({ ...unit, subject: 'X001' }))
    .thenRefused(t, 'validation_failed', { zh: ['评选社区、街道', '是学校'] })
  const merged = on('2025-06-30', 'UnitsMerged', { into: 'C002', from: ['C001'] })
  ledger(merged)
    .when(nominated(unit))
    .thenRefused(t, 'unit_not_standing', { place: 'data.subject', zh: '已于2025-06-30并入示例社区C002（C002）' })
  ledger(merged).when(nominated(unit, '2025-06-29')).thenAdmitted(t)
  ledger()
    .when(nominated({ ...unit, subject: 'C999' }))
    .thenRefused(t, 'unknown_unit')
  t.end()
})

t.test('once, by those who may nominate, as many as they may', (t) => {
  ledger(nominated())
    .when(nominated({ nominator: 'S02' }))
    .thenRefused(t, 'already_recorded', { place: 'data.subject', because: [after(0)] })
  ledger()
    .when(nominated({ nominator: 'C001' }))
    .thenRefused(t, 'validation_failed', { place: 'data.nominator', zh: ['由街道、区推荐', '是社区'] })
  const two = [nominated(), nominated({ subject: 'p-bbbb' })]
  ledger(...two)
    .when(nominated({ subject: 'p-cccc' }))
    .thenRefused(t, 'out_of_range', { place: 'data.nominator', zh: '名额是2名，已推荐2名', because: [after(0), after(1)] })
  ledger(...two)
    .when(nominated({ subject: 'p-cccc', nominator: 'S02' }))
    .thenAdmitted(t)
  t.end()
})

t.test('in a pool that takes the candidate', (t) => {
  ledger().when(nominated(unit)).thenAdmitted(t)
  ledger()
    .when(nominated({ ...unit, pool: 'communities' }))
    .thenAdmitted(t)
  ledger()
    .when(nominated({ ...unit, pool: 'comunities' }))
    .thenRefused(t, 'validation_failed', { place: 'data.pool', zh: '是否应为“communities”' })
  ledger()
    .when(nominated({ ...unit, pool: 'streets' }))
    .thenRefused(t, 'validation_failed', { place: 'data.pool', zh: ['只收街道', '是社区'] })
  ledger()
    .when(nominated({ pool: 'x' }))
    .thenRefused(t, 'validation_failed', { zh: '这一奖项不分组' })
  t.end()
})

t.test('votes are for somebody nominated, counted once in each channel that the award has', (t) => {
  ledger(opened(), nominated({ subject: 'p-bbbb' }))
    .when(voted(1))
    .thenRefused(t, 'not_standing', {
      place: 'data.subject',
      zh: ['没有p-aaaa参评2025年 instructor 的推荐', '已推荐其参评的奖项：无'],
    })
  ledger(opened(), nominated(), voted(1))
    .when(voted(1))
    .thenRefused(t, 'already_recorded', { place: 'data.channel', because: [after(2)], zh: '只能有一条' })
  ledger(opened(), nominated(), voted(1))
    .when(voted(5000, { channel: 'public_vote' }))
    .thenAdmitted(t)
  ledger(opened(), nominated())
    .when(voted(1, { channel: 'representative_vote' }))
    .thenRefused(t, 'validation_failed', { place: 'data.channel', zh: ['没有代表投票', 'jury_vote'] })
  t.end()
})

t.test('no more votes of the jury than it has members, and approvals', (t) => {
  ledger(opened(), nominated())
    .when(voted(3))
    .thenRefused(t, 'out_of_range', { place: 'data.votes', zh: '不超过2票，收到的是3票', because: [after(0)] })
  ledger(nominated()).when(voted(1)).thenRefused(t, 'not_standing', { place: 'data.award', zh: '评选启动' })
  const three = ['p-bbbb', 'p-cccc'].flatMap((subject) => [nominated({ subject, nominator: 'D01' }), voted(2, { subject })])
  ledger(opened(), ...three, nominated())
    .when(voted(1))
    .thenRefused(t, 'out_of_range', { place: 'data.votes', zh: '共4票；已计4票' })
  t.end()
})

t.test('jurors score by the criteria, up to the most, once, and not where they are recused', (t) => {
  const begun = [opened(), nominated({ recused: ['D01'] })]
  ledger(...begun)
    .when(scored({ points: '60.01' }))
    .thenRefused(t, 'out_of_range', { place: 'data.points', zh: '“事迹”每名评委最高打60.00分，收到的是60.01' })
  ledger(...begun)
    .when(scored({ criterion: 'efect' }))
    .thenRefused(t, 'validation_failed', { place: 'data.criterion', zh: ['deeds（事迹）、effect（效果）', '是否应为“effect”'] })
  ledger(...begun)
    .when(scored({ juror: 'M002' }))
    .thenRefused(t, 'unknown_unit')
  ledger(...begun)
    .when(scored({ juror: 'S01' }))
    .thenRefused(t, 'wrong_judge', { place: 'data.juror', zh: '评委是：M001、D01', because: [after(0)] })
  ledger(...begun)
    .when(scored({ juror: 'D01' }))
    .thenRefused(t, 'wrong_judge', { place: 'data.juror', zh: '应当回避', because: [after(1)] })
  ledger(...begun, scored())
    .when(scored({ points: '1' }))
    .thenRefused(t, 'already_recorded', { place: 'data.juror', because: [after(2)] })
  ledger(...begun, scored())
    .when(scored({ criterion: 'effect', points: '1' }))
    .thenAdmitted(t)
  ledger(nominated()).when(scored()).thenRefused(t, 'not_standing', { place: 'data.award' })
  const whole = [opened({ award: 'unit' }), nominated(unit)]
  const of = { ...unit, points: '10.5' }
  ledger(...whole)
    .when(scored(of))
    .thenRefused(t, 'validation_failed', { place: 'data.criterion', zh: '只打总分' })
  const { criterion: _, ...data } = scored(of).data
  ledger(...whole)
    .when(on('2025-11-02', 'ExpertScoreGiven', data))
    .thenRefused(t, 'out_of_range', { zh: '最高打10.00分' })
  ledger(opened(), ...[nominated()])
    .when(nominated({ subject: 'p-bbbb', recused: ['S01'] }))
    .thenRefused(t, 'validation_failed', { place: 'data.recused.0', zh: 'S01不在评委名单' })
  t.end()
})

t.test('ties are decided between candidates; awards are conferred once and taken back from whom they were given', (t) => {
  const order = (...subjects: string[]) =>
    on('2025-11-05', 'TieResolved', { ...round, order: subjects, method: 'lot', ground: '示例' })
  const two = [nominated(), nominated({ subject: 'p-bbbb' })]
  ledger(...two)
    .when(order('p-bbbb', 'p-aaaa'))
    .thenAdmitted(t)
  ledger(...two)
    .when(order('p-bbbb', 'p-cccc'))
    .thenRefused(t, 'not_standing', { place: 'data.order.1', zh: 'p-cccc参评' })
  ledger(conferred())
    .when(conferred())
    .thenRefused(t, 'already_recorded', { place: 'data.subject', because: [after(0)] })
  ledger()
    .when(conferred({ subject: 'S01' }))
    .thenRefused(t, 'validation_failed', { zh: '评选个人' })
  const revoked = on('2026-03-01', 'AwardRevoked', { ...round, subject: 'p-aaaa', ground: '示例' })
  ledger()
    .when(revoked)
    .thenRefused(t, 'not_standing', { place: 'data.subject', zh: ['没有授予p-aaaa2025年 instructor 的记录', '其现有称号：无'] })
  ledger(conferred()).when(revoked).thenAdmitted(t)
  t.end()
})

t.test('places are left vacant where the rules allow it, no more than there are', (t) => {
  ledger().when(vacant(1)).thenRefused(t, 'validation_failed', { place: 'data.award', zh: '不得空缺' })
  const units = { award: 'unit' }
  ledger()
    .when(vacant(1, units))
    .thenRefused(t, 'validation_failed', { place: 'data.pool', zh: ['请写明 pool', 'communities、streets'] })
  ledger()
    .when(vacant(2, { ...units, pool: 'streets' }))
    .thenRefused(t, 'out_of_range', { place: 'data.places', zh: '名额只有1名，不能空缺2名' })
  ledger(vacant(1, { ...units, pool: 'communities' }))
    .when(vacant(2, { ...units, pool: 'communities' }))
    .thenRefused(t, 'out_of_range', { zh: '已空缺1名' })
  ledger(vacant(1, { ...units, pool: 'communities' }))
    .when(vacant(1, { ...units, pool: 'communities' }))
    .thenAdmitted(t)
  t.end()
})
