/** Who may judge what, once, within which limits, by the rules in force for the period. */
import assert from 'node:assert/strict'
import t from 'tap'
import { dayOf } from '../events/time.js'
import type { Json, JsonObject } from '../events/event.js'
import { isRefusal } from '../projections/refusal.js'
import { adoptRules, proposeRules } from '../src/admission/acts.js'
import { by, given, nth, on } from './given.js'

const TEXT = `
ruleset: "2025.1"
grammar: 1
title: 示例考评办法
effective: { from: 2025-01-01 }
points: { step: "0.01", round: half_up }
sheets:
  - id: community
    title: 社区百分考评
    appraises: community
    appraiser: parent
    period: year
    headings:
      - id: activity
        title: 活动
        items:
          - { id: service, title: 五老作用, max: 8, measure: { judged: points } }
          - { id: sessions, title: 活动次数, max: 8, measure: { count: ActivityHeld }, scale: { each: 1 } }
          - id: effect
            title: 效果
            max: 5
            clauses:
              - { id: quality, title: 活动质量, measure: { judged: points }, limit: { max: 5, min: 1 } }
              - { id: grade, title: 等次, measure: { judged: level }, scale: { table: { good: 2, fair: 1 } } }
              - { id: complaints, title: 投诉, measure: { judged: cases }, scale: { each: "-0.5" } }
              - { id: growth, title: 增长, measure: { difference: [{ judged: number }, { judged: number, in: previous }] } }
              - { id: twice, title: 双倍, measure: { times: [{ judged: points }, 2] }, limit: { max: 5 } }
              - { id: steady, title: 连续达标, scale: { when: { streak: { when: { judged: met }, most: 3 }, at_least: 2 }, then: 1 } }
    bonus:
      max: 5
      items:
        - { id: honour, title: 表彰, measure: { each: HonourReceived, by: level }, scale: { table: { city: 2 } } }
        - { id: special, title: 特色, max: 2, measure: { granted: points } }
  - id: street
    title: 街道百分考评
    appraises: street
    appraiser: [M001]
    period: quarter
    headings:
      - { id: work, title: 工作, items: [{ id: all, title: 工作, max: 100, measure: { judged: points } }] }
`

/** The proposals by which the rules above come into force. */
function adopted() {
  const empty = given()
  const proposed = proposeRules(empty.view, TEXT, dayOf('2024-12-10'))
  assert(Array.isArray(proposed), JSON.stringify(proposed))
  const before = proposed.map((proposal) => by('office', proposal))
  const adoption = adoptRules(given(...before).view, '2025.1', { principal: 'chairs', today: dayOf('2024-12-20') })
  assert(!isRefusal(adoption))
  return [...before, ...adoption.map((proposal) => by('chairs', proposal))]
}
const rules = adopted()
/** The position of what was given after the rules. */
const after = (n: number) => nth(rules.length + n)

const judged = (value: Json, more: JsonObject = {}, date = '2026-01-20') =>
  on(date, 'ItemJudged', {
    sheet: 'community',
    period: '2025',
    unit: 'C001',
    clause: 'activity.service',
    value,
    reason: '示例',
    assessor: 'S01',
    ...more,
  })
const points = (text: string) => ({ kind: 'points', points: text })
const quality = { clause: 'activity.effect.quality' }
const granted = (more: JsonObject = {}) =>
  on('2026-01-20', 'BonusGranted', {
    sheet: 'community',
    period: '2025',
    unit: 'C001',
    item: 'bonus.special',
    projectKey: 'k1',
    points: '1.50',
    reason: '示例',
    assessor: 'S01',
    ...more,
  })
const refused = (more: JsonObject = {}) =>
  on('2026-01-21', 'BonusRefused', {
    sheet: 'community',
    period: '2025',
    unit: 'C001',
    item: 'bonus.honour',
    projectKey: 'k1',
    reason: '示例',
    assessor: 'S01',
    ...more,
  })

t.test('a judgement goes to the stream of the unit and its period', (t) => {
  given(...rules)
    .when(judged(points('7.50')))
    .thenAdmitted(t, 'appraisal-2025-C001')
  t.end()
})

t.test('nothing is judged without rules in force for the period', (t) => {
  given()
    .when(judged(points('7.50')))
    .thenRefused(t, 'no_rules', { place: 'data.period', zh: '2025' })
  given(...rules)
    .when(judged(points('7.50'), { period: '2024' }, '2024-12-20'))
    .thenRefused(t, 'no_rules')
  t.end()
})

t.test('the sheet is one of those rules, for units of this kind and periods of this length', (t) => {
  given(...rules)
    .when(judged(points('1'), { sheet: 'comunity' }))
    .thenRefused(t, 'unknown_sheet', { place: 'data.sheet', zh: '是否应为“community”' })
  given(...rules)
    .when(judged(points('1'), { unit: 'X001', assessor: 'D01' }))
    .thenRefused(t, 'unknown_sheet', { place: 'data.sheet', zh: ['《社区百分考评》考评社区', '是学校'] })
  given(...rules)
    .when(judged(points('1'), { period: '2025Q4' }))
    .thenRefused(t, 'period_mismatch', { place: 'data.period', zh: ['按年度考评', '2025Q4'] })
  t.end()
})

t.test('a clause is one that is judged, in this way', (t) => {
  const all = '可写：activity.service、activity.effect.quality、activity.effect.grade、activity.effect.complaints'
  given(...rules)
    .when(judged(points('1'), { clause: 'activity.servise' }))
    .thenRefused(t, 'unknown_node', { place: 'data.clause', zh: ['没有“activity.servise”', '是否应为“activity.service”'] })
  given(...rules)
    .when(judged(points('1'), { clause: 'team.size' }))
    .thenRefused(t, 'unknown_node', { zh: all })
  given(...rules)
    .when(judged(points('1'), { clause: 'activity.sessions' }))
    .thenRefused(t, 'unknown_node', { zh: ['“activity.sessions”不是由考评组评分的条款', all] })
  given(...rules)
    .when(judged(points('1'), { clause: 'activity.effect' }))
    .thenRefused(t, 'unknown_node')
  given(...rules)
    .when(judged({ kind: 'met', met: true }))
    .thenRefused(t, 'validation_failed', { place: 'data.value.kind', zh: ['五老作用', '分数（points）', '是否达到（met）'] })
  t.end()
})

t.test('points lie within the limits of the clause, or of its item', (t) => {
  given(...rules)
    .when(judged(points('8.01')))
    .thenRefused(t, 'out_of_range', { place: 'data.value.points', zh: ['“五老作用”', '0.00至8.00', '8.01'] })
  given(...rules)
    .when(judged(points('-0.5')))
    .thenRefused(t, 'out_of_range')
  given(...rules)
    .when(judged(points('8')))
    .thenAdmitted(t)
  given(...rules)
    .when(judged(points('0.99'), quality))
    .thenRefused(t, 'out_of_range', { zh: '1.00至5.00' })
  given(...rules)
    .when(judged(points('5.01'), quality))
    .thenRefused(t, 'out_of_range')
  given(...rules)
    .when(judged(points('1'), quality))
    .thenAdmitted(t)
  t.end()
})

t.test('a level is one of the table', (t) => {
  const grade = { clause: 'activity.effect.grade' }
  given(...rules)
    .when(judged({ kind: 'level', level: 'best' }, grade))
    .thenRefused(t, 'validation_failed', { place: 'data.value.level', zh: ['没有等次“best”', 'good2.00分'] })
  given(...rules)
    .when(judged({ kind: 'level', level: 'good' }, grade))
    .thenAdmitted(t)
  given(...rules)
    .when(judged({ kind: 'cases', cases: [{ level: 'any', count: 1 }] }, { clause: 'activity.effect.complaints' }))
    .thenAdmitted(t)
  t.end()
})

t.test('a judgement that something is computed from is one of its kind, with no limits in points', (t) => {
  const when = (id: string, value: Json) => given(...rules).when(judged(value, { clause: `activity.effect.${id}` }))
  when('growth', { kind: 'number', number: '120' }).thenAdmitted(t)
  when('growth', points('3')).thenRefused(t, 'validation_failed', { place: 'data.value.kind' })
  when('twice', points('9')).thenAdmitted(t)
  when('steady', { kind: 'met', met: true }).thenAdmitted(t)
  t.end()
})

t.test('the street judges its communities, as it was at the end of the period or is now', (t) => {
  const moved = on('2026-01-10', 'UnitMoved', { unit: 'C001', parent: 'S02' })
  given(...rules)
    .when(judged(points('1'), { assessor: 'S02' }))
    .thenRefused(t, 'wrong_judge', { place: 'data.assessor', zh: ['由示例街道S01（S01）评分', '不是示例街道S02（S02）'] })
  given(...rules, moved)
    .when(judged(points('1'), { assessor: 'S01' }))
    .thenAdmitted(t)
  given(...rules, moved)
    .when(judged(points('1'), { assessor: 'S02' }))
    .thenAdmitted(t)
  given(...rules, moved)
    .when(judged(points('1'), { assessor: 'S02' }, '2026-01-09'))
    .thenRefused(t, 'wrong_judge')
  t.end()
})

t.test('an office that the sheet names judges the streets', (t) => {
  const street = (assessor: string) =>
    judged(points('90'), { sheet: 'street', period: '2025Q4', unit: 'S01', clause: 'work.all', assessor })
  given(...rules)
    .when(street('M001'))
    .thenAdmitted(t, 'appraisal-2025Q4-S01')
  given(...rules)
    .when(street('D01'))
    .thenRefused(t, 'wrong_judge', { zh: '由示例局（M001）评分' })
  t.end()
})

t.test('a unit that ended since is judged for the period in which it stood', (t) => {
  const merged = on('2026-01-10', 'UnitsMerged', { into: 'C002', from: ['C001'] })
  given(...rules, merged)
    .when(judged(points('1'), {}, '2026-02-20'))
    .thenAdmitted(t)
  given(...rules, on('2024-12-30', 'UnitsMerged', { into: 'C002', from: ['C001'] }))
    .when(judged(points('1')))
    .thenRefused(t, 'unit_not_standing', { place: 'data.unit', zh: '并入' })
  t.end()
})

t.test('judgements come from the first day of the period to 12 months after it', (t) => {
  given(...rules)
    .when(judged(points('1'), {}, '2024-12-31'))
    .thenRefused(t, 'period_mismatch', { zh: '2025-01-01至2026-12-31' })
  given(...rules)
    .when(by('clerk', judged(points('1'), {}, '2027-01-01'), '2027-02-01'))
    .thenRefused(t, 'period_mismatch')
  t.end()
})

t.test('a clause is judged once; the second judgement is a correction', (t) => {
  given(...rules, judged(points('7')))
    .when(judged(points('8')))
    .thenRefused(t, 'already_recorded', { place: 'data.clause', zh: `请更正第${after(0)}号记录`, because: [after(0)] })
  given(...rules, judged(points('7')))
    .when(judged(points('2'), quality))
    .thenAdmitted(t)
  given(...rules, judged(points('7')))
    .when(judged(points('2'), { unit: 'C002' }))
    .thenAdmitted(t)
  t.end()
})

t.test('a bonus is granted for what an office grants, and refused for any item of it', (t) => {
  given(...rules)
    .when(granted())
    .thenAdmitted(t, 'appraisal-2025-C001')
  given(...rules)
    .when(granted({ item: 'bonus.honour' }))
    .thenRefused(t, 'unknown_node', { place: 'data.item', zh: '可写：bonus.special' })
  given(...rules)
    .when(granted({ item: 'activity.service' }))
    .thenRefused(t, 'unknown_node')
  given(...rules)
    .when(granted({ points: '2.01' }))
    .thenRefused(t, 'out_of_range', { place: 'data.points', zh: '0.00至2.00' })
  given(...rules)
    .when(granted({ assessor: 'S02' }))
    .thenRefused(t, 'wrong_judge')
  given(...rules)
    .when(refused())
    .thenAdmitted(t)
  given(...rules)
    .when(refused({ item: 'activity.service' }))
    .thenRefused(t, 'unknown_node', { zh: '可写：bonus.honour、bonus.special' })
  t.end()
})

t.test('a project is decided once under an item', (t) => {
  given(...rules, granted())
    .when(granted())
    .thenRefused(t, 'already_recorded', { place: 'data.projectKey', because: [after(0)] })
  given(...rules, granted())
    .when(refused({ item: 'bonus.special' }))
    .thenRefused(t, 'already_recorded', { zh: '已认定加分' })
  given(...rules, refused())
    .when(refused())
    .thenRefused(t, 'already_recorded', { zh: '已决定不予加分' })
  given(...rules, granted())
    .when(granted({ projectKey: 'k2' }))
    .thenAdmitted(t)
  t.end()
})
