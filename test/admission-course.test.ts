/** The course of an appraisal: opened once, assessed and inspected by items of the sheet, closed after it was opened. */
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import { inForce, SHEET } from './fixtures/in-force.js'
import { given, nth, on } from './given.js'

const rules = inForce(SHEET, '2025.1')
const after = (n: number) => nth(rules.length + n)
const sheet = { sheet: 'community', period: '2025', unit: 'C001' }
const opened = (more: JsonObject = {}) => on('2025-01-10', 'AppraisalOpened', { ...sheet, ...more })
const closed = (date = '2026-02-10') => on(date, 'AppraisalClosed', sheet)
const assessed = (item: string, points: string) =>
  on('2026-01-10', 'SelfAssessmentSubmitted', {
    ...sheet,
    items: [
      { item: 'team.chair', points: '5' },
      { item, points },
    ],
  })
const inspected = (item: string) =>
  on('2026-01-10', 'InspectionHeld', {
    ...sheet,
    method: 'on_site',
    findings: [{ note: '示例' }, { item, note: '示例' }],
    assessor: 'S01',
  })

t.test('an appraisal is opened once, by a sheet that appraises the unit', (t) => {
  given(...rules)
    .when(opened())
    .thenAdmitted(t, 'appraisal-2025-C001')
  for (const before of [[opened()], [on('2025-01-10', 'AppraisalOpened', sheet), closed()]])
    given(...rules, ...before)
      .when(on('2026-02-20', 'AppraisalOpened', sheet))
      .thenRefused(t, 'already_recorded', {
        place: 'data.period',
        zh: `的“考评启动”已有第${after(0)}号记录`,
        because: [after(0)],
      })
  given(...rules)
    .when(opened({ sheet: 'comunity' }))
    .thenRefused(t, 'unknown_sheet', { place: 'data.sheet', zh: '是否应为“community”' })
  given(...rules)
    .when(opened({ unit: 'S01' }))
    .thenRefused(t, 'unknown_sheet', { place: 'data.sheet', zh: '是街道' })
  given(...rules)
    .when(opened({ period: '2025Q1' }))
    .thenRefused(t, 'period_mismatch', { place: 'data.period' })
  given().when(opened()).thenRefused(t, 'no_rules', { place: 'data.period' })
  t.end()
})

t.test('what is closed was opened, and closed once', (t) => {
  given(...rules, opened())
    .when(closed())
    .thenAdmitted(t)
  given(...rules)
    .when(closed())
    .thenRefused(t, 'not_standing', {
      place: 'data.period',
      zh: '示例社区C001（C001）2025年的考评（community）没有启动的记录，请先录入“考评启动”',
    })
  given(...rules, opened(), closed())
    .when(closed('2026-03-01'))
    .thenRefused(t, 'already_recorded', { zh: '的“考评结束”已有', because: [after(1)] })
  // An appraisal that was opened after the end of its period is closed like the others.
  given(...rules, on('2026-01-20', 'AppraisalOpened', sheet))
    .when(closed())
    .thenAdmitted(t)
  t.end()
})

t.test('a unit assesses itself once, by items of the sheet, and within them', (t) => {
  given(...rules)
    .when(assessed('activity', '20'))
    .thenAdmitted(t)
  given(...rules)
    .when(assessed('activity.servise', '5'))
    .thenRefused(t, 'unknown_node', {
      place: 'data.items.1.item',
      zh: ['《社区百分考评》没有“activity.servise”', '是否应为“activity.service”'],
    })
  given(...rules)
    .when(assessed('x9', '5'))
    .thenRefused(t, 'unknown_node', { place: 'data.items.1.item', zh: '表中的大项有：activity（活动）、team（队伍）' })
  given(...rules)
    .when(assessed('activity.service', '8.01'))
    .thenRefused(t, 'out_of_range', { place: 'data.items.1.points', zh: '“五老作用”最多8.00分，收到的是8.01' })
  given(...rules, assessed('activity', '20'))
    .when(assessed('activity', '19'))
    .thenRefused(t, 'already_recorded', { because: [after(0)] })
  t.end()
})

t.test('findings are of the sheet or of no item', (t) => {
  given(...rules)
    .when(inspected('activity.effect.quality'))
    .thenAdmitted(t)
  given(...rules)
    .when(inspected('team.char'))
    .thenRefused(t, 'unknown_node', { place: 'data.findings.1.item', zh: '是否应为“team.chair”' })
  t.end()
})

t.test('a reward is linked once, by a sheet that there is', (t) => {
  const linked = (more: JsonObject = {}) => on('2026-02-10', 'YearEndRewardLinked', { ...sheet, factor: '1.05', ...more })
  given(...rules)
    .when(linked())
    .thenAdmitted(t)
  given(...rules)
    .when(linked({ sheet: 'other' }))
    .thenRefused(t, 'unknown_sheet', { place: 'data.sheet' })
  given(...rules, linked())
    .when(linked({ factor: '1' }))
    .thenRefused(t, 'already_recorded', { because: [after(0)] })
  t.end()
})
