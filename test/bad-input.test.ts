/** Bad input: each gives one clear sentence that names the place and what would be right. */
import t from 'tap'
import { digestOf } from '../events/digest.js'
import type { Json, JsonObject } from '../events/event.js'
import { isRefusal } from '../projections/refusal.js'
import { parse } from '../src/admission/parse.js'
import { on, whenParsed } from './given.js'

const activity: JsonObject = {
  type: 'ActivityHeld',
  occurredOn: '2025-05-04',
  data: { unit: 'C001', programme: 'gratitude', title: '示例活动', audience: { minors: 20, adults: 3 } },
}
/** The activity with something else in its data, or around it. */
const withData = (more: Readonly<Record<string, unknown>>) => ({
  ...activity,
  data: { ...(activity['data'] as JsonObject), ...more },
})
const withoutData = (...names: readonly string[]) => ({
  ...activity,
  data: Object.fromEntries(Object.entries(activity['data'] as JsonObject).filter(([name]) => !names.includes(name))),
})
const judged = (value: Json) => ({
  type: 'ItemJudged',
  occurredOn: '2026-01-20',
  data: { sheet: 'community', period: '2025', unit: 'C001', clause: 'a.b', value, reason: '示例', assessor: 'S01' },
})

t.test('what is well formed is read, and its digest is that of what was received', (t) => {
  const full = {
    ...activity,
    occurredUntil: '2025-05-05',
    document: '示关工委〔2025〕3号',
    causedBy: '00000000-0000-5000-8000-000000000001',
    evidence: [{ mediaType: 'image/png', sha256: 'a'.repeat(64), bytes: 3 }],
  }
  for (const proposal of [activity, full]) {
    const parsed = parse(proposal)
    if (isRefusal(parsed)) t.fail(parsed.words.zh)
    else t.equal(parsed.digest, digestOf(proposal as JsonObject))
  }
  t.end()
})

t.test('an unknown type offers the nearest, and a Chinese label its type', (t) => {
  whenParsed({ ...activity, type: 'ActivityHold' }).thenRefused(t, 'unknown_type', {
    place: 'type',
    zh: ['“ActivityHold”', '是否应为 ActivityHeld（开展活动）'],
    en: 'did you mean ActivityHeld?',
  })
  whenParsed({ ...activity, type: '开展活动' }).thenRefused(t, 'unknown_type', { zh: '是否应为 ActivityHeld（开展活动）' })
  whenParsed({ ...activity, type: 'constructor' }).thenRefused(t, 'unknown_type')
  t.end()
})

t.test('an unknown field offers the nearest', (t) => {
  whenParsed(withData({ titel: '示例' })).thenRefused(t, 'validation_failed', {
    place: 'data.titel',
    zh: ['没有“titel”这个字段（data.titel）', '是否应为“title”（题目）'],
  })
  whenParsed(withData({ 题目: '示例' })).thenRefused(t, 'validation_failed', { place: 'data', zh: '是否应为“title”（题目）' })
  whenParsed({ ...activity, ocurredOn: '2025-05-04' }).thenRefused(t, 'validation_failed', {
    place: 'ocurredOn',
    zh: '是否应为“occurredOn”（发生日期）',
  })
  whenParsed(withData({ audience: { minors: 1, adults: 1, teachers: 1 } })).thenRefused(t, 'validation_failed', {
    place: 'data.audience.teachers',
    zh: '可用的字段：minors、adults',
  })
  whenParsed(withData({ ['__proto__x']: 1 })).thenRefused(t, 'validation_failed')
  whenParsed(
    JSON.parse('{"type":"CommitteeEstablished","occurredOn":"2025-05-04","data":{"unit":"C001","__proto__":{"a":1}}}'),
  ).thenRefused(t, 'validation_failed', { place: 'data' })
  t.end()
})

t.test('a field of the data beside it is sent there; what the ledger writes is not handed in', (t) => {
  whenParsed({ type: 'CommitteeEstablished', occurredOn: '2025-05-04', unit: 'C001', data: {} }).thenRefused(
    t,
    'validation_failed',
    { place: 'unit', zh: '应写在 data 里' },
  )
  whenParsed({ ...activity, recordedAt: '2025-05-04T00:00:00.000Z' }).thenRefused(t, 'validation_failed', {
    place: 'recordedAt',
    zh: '由账本填写',
  })
  t.end()
})

t.test('a missing field is named with what it would be', (t) => {
  whenParsed(withoutData('unit')).thenRefused(t, 'validation_failed', {
    place: 'data.unit',
    zh: '缺少单位（data.unit），应为单位代码，如 C003、S04',
  })
  whenParsed({ type: 'ActivityHeld', data: {} }).thenRefused(t, 'validation_failed', { zh: ['缺少', '另有4处不对'] })
  whenParsed({ type: 'ActivityHeld', occurredOn: '2025-05-04' }).thenRefused(t, 'validation_failed', {
    place: 'data',
    zh: '缺少内容（data）',
  })
  whenParsed({ occurredOn: '2025-05-04', data: {} }).thenRefused(t, 'validation_failed', {
    place: 'type',
    zh: '缺少类型（type）',
  })
  t.end()
})

t.test('a wrong type is told with what was received', (t) => {
  whenParsed(withData({ audience: { minors: '二十', adults: 3 } })).thenRefused(t, 'validation_failed', {
    place: 'data.audience.minors',
    zh: '未成年人人次（data.audience.minors）应为不小于0的整数，收到的是“二十”',
    en: 'data.audience.minors must be a whole number from 0',
  })
  whenParsed(withData({ partners: 'C002' })).thenRefused(t, 'validation_failed', { place: 'data.partners', zh: '互不重复的列表' })
  whenParsed(withData({ audience: 20 })).thenRefused(t, 'validation_failed', {
    place: 'data.audience',
    zh: '一组字段（minors、adults）',
  })
  whenParsed(withData({ unit: 'T001' })).thenRefused(t, 'validation_failed', { place: 'data.unit', zh: '收到的是“T001”' })
  whenParsed(withData({ title: '长'.repeat(121) })).thenRefused(t, 'validation_failed', { place: 'data.title', zh: '1至120字' })
  whenParsed(withData({ title: '' })).thenRefused(t, 'validation_failed', { place: 'data.title' })
  for (const value of [3, 'x', []]) whenParsed(value).thenRefused(t, 'validation_failed')
  whenParsed({ ...activity, data: [] }).thenRefused(t, 'validation_failed', { place: 'data', zh: '一组字段' })
  t.end()
})

t.test('a word that is none of the list is told, and its Chinese name understood', (t) => {
  whenParsed(withData({ programme: '常怀感恩之心' })).thenRefused(t, 'validation_failed', {
    place: 'data.programme',
    zh: ['五心教育类别（data.programme）应为下列之一', '是否应为“gratitude”'],
  })
  whenParsed(withData({ programme: 'gratitud' })).thenRefused(t, 'validation_failed', { zh: '是否应为“gratitude”' })
  t.end()
})

t.test('points are text in quotes, not a binary float', (t) => {
  whenParsed(judged({ kind: 'points', points: 3.5 })).thenRefused(t, 'validation_failed', {
    place: 'data.value.points',
    zh: '分数（data.value.points）要写成带引号的小数，如 "3.50"，不能写成数字 3.5',
    en: 'must be decimal text in quotes',
  })
  whenParsed(judged({ kind: 'points', points: '3.12345' })).thenRefused(t, 'validation_failed', {
    place: 'data.value.points',
    zh: '“3.12345”',
  })
  whenParsed(judged({ kind: 'point', points: '3.5' })).thenRefused(t, 'validation_failed', {
    place: 'data.value.kind',
    zh: ['下列之一：points、number、level、met、cases', '是否应为“points”'],
  })
  whenParsed(judged({ kind: 'met', met: true, points: '1' })).thenRefused(t, 'validation_failed', { place: 'data.value.points' })
  t.end()
})

t.test('numbers are whole and exact', (t) => {
  whenParsed(withData({ audience: { minors: 1.5, adults: 3 } })).thenRefused(t, 'validation_failed', {
    place: 'data.audience.minors',
    zh: '应为不小于0的整数，收到的是1.5',
  })
  whenParsed(withData({ audience: { minors: Number.MAX_SAFE_INTEGER + 1, adults: 3 } })).thenRefused(t, 'validation_failed', {
    place: 'data.audience.minors',
  })
  whenParsed(withData({ audience: { minors: -1, adults: 3 } })).thenRefused(t, 'validation_failed', {
    place: 'data.audience.minors',
  })
  const corrected = (data: Json) =>
    on(
      '2026-03-01',
      'EventCorrected',
      {
        target: '00000000-0000-5000-8000-000000000001',
        targetType: 'ActivityHeld',
        targetVersion: 2,
        occurredOn: '2025-05-04',
        data,
        reason: '示例',
      },
      { document: '示例1号' },
    )
  whenParsed(corrected({ audience: { minors: 0.1 } })).thenRefused(t, 'validation_failed', {
    place: 'data.data.audience.minors',
    zh: ['应为整数', '带引号'],
  })
  let deep: Json = 1
  for (let i = 0; i < 40; i += 1) deep = [deep]
  whenParsed(corrected({ audience: deep })).thenRefused(t, 'validation_failed', { zh: '嵌套过深' })
  t.end()
})

t.test('a date is one of the calendar', (t) => {
  whenParsed({ ...activity, occurredOn: '2026-02-30' }).thenRefused(t, 'impossible_date', {
    place: 'occurredOn',
    zh: '发生日期（occurredOn）2026-02-30在日历上没有',
  })
  whenParsed({ ...activity, occurredOn: '1991-12-31' }).thenRefused(t, 'impossible_date', { zh: '1992年' })
  whenParsed({ ...activity, occurredOn: '2026/03/01' }).thenRefused(t, 'validation_failed', {
    place: 'occurredOn',
    zh: ['如 2026-03-01', '“2026/03/01”'],
  })
  whenParsed({ ...activity, occurredOn: 20260301 }).thenRefused(t, 'validation_failed', { place: 'occurredOn' })
  whenParsed({ ...activity, occurredUntil: '2025-05-03' }).thenRefused(t, 'validation_failed', {
    place: 'occurredUntil',
    zh: '不早于发生日期',
  })
  t.end()
})

t.test('a period is one of its kind', (t) => {
  const plan = (month: Json) => ({
    type: 'MonthlyPlanFiled',
    occurredOn: '2025-03-01',
    data: { unit: 'C001', month, filedTo: 'S01' },
  })
  whenParsed(plan('2025Q1')).thenRefused(t, 'validation_failed', {
    place: 'data.month',
    zh: '月份（data.month）应为月份，如 2026-09，收到的是“2025Q1”',
  })
  whenParsed(plan('2025-13')).thenRefused(t, 'validation_failed', { place: 'data.month' })
  whenParsed(plan(202503)).thenRefused(t, 'validation_failed', { place: 'data.month' })
  t.end()
})

t.test('of several faults the first as they were written is told, and how many more there are', (t) => {
  const several = {
    data: { audience: { adults: 'x', minors: 'y' }, unit: 'C001', programme: 'z', title: '示例' },
    occurredOn: '2026-02-30',
    type: 'ActivityHeld',
  }
  whenParsed(several).thenRefused(t, 'validation_failed', { place: 'data.audience.adults', zh: '另有3处不对', en: 'and 3 more' })
  whenParsed({ type: 'ActivityHeld', occurredOn: '2026-02-30', data: several.data }).thenRefused(t, 'impossible_date', {
    place: 'occurredOn',
  })
  t.end()
})

t.test('rules between fields say what they ask for', (t) => {
  whenParsed(
    on('2025-05-04', 'LeadershipTeamAdjusted', { unit: 'C001', changes: [{ change: 'in', post: 'chair', person: 'p-aaaa' }] }),
  ).thenRefused(t, 'validation_failed', {
    place: 'data.changes.0.holder',
    zh: ['缺少调整人员第1项的身份（data.changes.0.holder）', '进班子的人须填身份'],
  })
  whenParsed(on('2025-05-04', 'UnitMoved', { unit: 'C001', parent: 'C001' })).thenRefused(t, 'validation_failed', {
    place: 'data.parent',
    zh: '隶属单位（data.parent）不符合要求：另一个单位',
  })
  whenParsed(on('2025-05-04', 'UnitSplit', { unit: 'C001', into: [] })).thenRefused(t, 'validation_failed', {
    place: 'data.into',
    zh: '拆分后的单位（data.into）应为至少2项的列表',
  })
  t.end()
})
