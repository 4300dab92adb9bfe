/** What may be done to what was recorded: evidence added, content replaced, all of it withdrawn. */
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import { by, district, given, idAt, nth, on } from './given.js'

const paper = { document: '示关工委〔2026〕3号' }
const activity = (data: JsonObject = {}, date = '2025-05-04') =>
  on(date, 'ActivityHeld', {
    unit: 'C001',
    programme: 'gratitude',
    title: '示例活动',
    audience: { minors: 20, adults: 3 },
    ...data,
  })
const plan = (month: string) => on('2025-03-01', 'MonthlyPlanFiled', { unit: 'C001', month, filedTo: 'S01' })
const chair = (person: string, date = '2025-01-10') =>
  on(date, 'RoleAssigned', { unit: 'C001', post: 'chair', person, holder: 'party_secretary' })
const left = (person: string, date = '2025-06-01') =>
  on(date, 'RoleEnded', { unit: 'C001', post: 'chair', person, reason: '示例' })

/** Replaces the content of the event at a position by that of a proposal. */
const corrected = (position: number, { type, occurredOn, data }: ReturnType<typeof on>, more: JsonObject = {}) =>
  on(
    '2026-03-01',
    'EventCorrected',
    {
      target: idAt(position),
      targetType: type,
      targetVersion: type === 'ActivityHeld' || type === 'MonthlyPlanFiled' ? 2 : 1,
      occurredOn,
      data,
      reason: '示例',
      ...more,
    },
    paper,
  )
const retracted = (position: number) => on('2026-03-01', 'EventRetracted', { target: idAt(position), reason: '示例' }, paper)
const attached = (position: number, evidence: boolean) =>
  on(
    '2026-03-01',
    'EvidenceAttached',
    { target: idAt(position) },
    evidence ? { evidence: [{ sha256: 'a'.repeat(64), mediaType: 'image/png', bytes: 9 }] } : {},
  )

t.test('all three go to the stream of what they are about', (t) => {
  given(activity())
    .when(corrected(nth(0), activity({ title: '示例' })))
    .thenAdmitted(t, 'unit-C001')
  given(activity())
    .when(retracted(nth(0)))
    .thenAdmitted(t, 'unit-C001')
  given(activity())
    .when(attached(nth(0), true))
    .thenAdmitted(t, 'unit-C001')
  t.end()
})

t.test('a correction and a retraction name a paper, an attachment its files', (t) => {
  const { document: _, ...bare } = corrected(nth(0), activity())
  given(activity()).when(bare).thenRefused(t, 'missing_document', { place: 'document', zh: '缺少文号（document）' })
  given(activity())
    .when(attached(nth(0), false))
    .thenRefused(t, 'validation_failed', { place: 'evidence', zh: '缺少佐证材料（evidence）' })
  t.end()
})

t.test('there is an event of that id, of that type, in its newest version', (t) => {
  given(activity())
    .when(retracted(999))
    .thenRefused(t, 'no_such_event', { place: 'data.target', zh: idAt(999) })
  given(activity())
    .when(corrected(nth(0), activity(), { targetType: 'TrainingHeld' }))
    .thenRefused(t, 'wrong_target', {
      place: 'data.targetType',
      zh: '是 ActivityHeld（开展活动），不是 TrainingHeld',
      because: [nth(0)],
    })
  given(activity())
    .when(corrected(nth(0), activity(), { targetVersion: 1 }))
    .thenRefused(t, 'validation_failed', { place: 'data.targetVersion', zh: '应写 2' })
  t.end()
})

t.test('what was retracted stays so', (t) => {
  const over = given(activity(), retracted(nth(0)))
  for (const act of [corrected(nth(0), activity()), retracted(nth(0)), attached(nth(0), true)])
    over.when(act).thenRefused(t, 'retracted', {
      place: 'data.target',
      zh: [`第${nth(0)}号记录已由第${nth(1)}号记录作废`, '请重新录入'],
      because: [nth(0), nth(1)],
    })
  t.end()
})

t.test('acts themselves are not corrected: the sentence says what to do instead', (t) => {
  const acts = given(activity(), corrected(nth(0), activity()), attached(nth(0), true), activity(), retracted(nth(3)))
  acts.when(corrected(nth(1), activity())).thenRefused(t, 'wrong_target', { zh: '请对原记录再作一次更正', because: [nth(1)] })
  acts.when(retracted(nth(1))).thenRefused(t, 'wrong_target', { zh: '请对原记录再作一次更正' })
  acts.when(corrected(nth(2), activity())).thenRefused(t, 'wrong_target', { zh: '请作废后重新补充' })
  acts.when(retracted(nth(2))).thenAdmitted(t, 'unit-C001')
  acts.when(retracted(nth(4))).thenRefused(t, 'wrong_target', { zh: '作废不能撤回' })
  acts.when(attached(nth(1), true)).thenRefused(t, 'wrong_target', { zh: '请把材料补到原记录' })
  t.end()
})

t.test('new content fits the schema of the target, and the place is named within the correction', (t) => {
  given(activity())
    .when(corrected(nth(0), activity({ audience: { minors: '二十', adults: 3 } })))
    .thenRefused(t, 'validation_failed', {
      place: 'data.data.audience.minors',
      zh: ['未成年人人次（data.data.audience.minors）应为不小于0的整数', '“二十”'],
    })
  given(activity())
    .when(corrected(nth(0), activity({ titel: '示例' })))
    .thenRefused(t, 'validation_failed', { place: 'data.data.titel', zh: '是否应为“title”（题目）' })
  t.end()
})

t.test('new content is judged like a new event, on the ledger without the old one', (t) => {
  given(plan('2025-03'))
    .when(corrected(nth(0), plan('2025-03')))
    .thenAdmitted(t)
  given(plan('2025-03'), plan('2025-04'))
    .when(corrected(nth(0), plan('2025-04')))
    .thenRefused(t, 'already_recorded', { place: 'data.data.month', because: [nth(1)] })
  given(plan('2025-03'))
    .when(corrected(nth(0), plan('2026-03')))
    .thenRefused(t, 'period_mismatch', { place: 'data.data.month', zh: '（data.data.month）' })
  given(activity())
    .when(corrected(nth(0), activity({}, '2026-07-01')))
    .thenRefused(t, 'future_date', { place: 'data.occurredOn', zh: '（data.occurredOn）2026-07-01' })
  given(activity())
    .when(corrected(nth(0), activity({ partners: ['C099'] })))
    .thenRefused(t, 'unknown_unit', { place: 'data.data.partners.0' })
  given(chair('p-aaaa'))
    .when(corrected(nth(0), chair('p-bbbb')))
    .thenAdmitted(t)
  given(chair('p-aaaa'))
    .when(by('clerk', corrected(nth(0), chair('p-bbbb')), '2026-02-28'))
    .thenRefused(t, 'future_date', { place: 'occurredOn' })
  t.end()
})

t.test('a correction stays where the event is; otherwise it is retracted and recorded anew', (t) => {
  given(activity())
    .when(corrected(nth(0), activity({ unit: 'C002' })))
    .thenRefused(t, 'wrong_target', {
      place: 'data.data',
      zh: ['unit-C002', 'unit-C001', '请作废原记录后重新录入'],
      because: [nth(0)],
    })
  t.end()
})

t.test('the last correction counts, and can be corrected again', (t) => {
  given(plan('2025-03'), corrected(nth(0), plan('2025-02')))
    .when(plan('2025-03'))
    .thenAdmitted(t)
  given(plan('2025-03'), corrected(nth(0), plan('2025-02')))
    .when(plan('2025-02'))
    .thenRefused(t, 'already_recorded', { because: [nth(0)] })
  given(plan('2025-03'), corrected(nth(0), plan('2025-02')))
    .when(corrected(nth(0), plan('2025-04')))
    .thenAdmitted(t)
  given(plan('2025-03'), retracted(nth(0)))
    .when(plan('2025-03'))
    .thenAdmitted(t)
  t.end()
})

t.test('what others closed or changed is not taken away under them', (t) => {
  const history = given(chair('p-aaaa'), left('p-aaaa'))
  history.when(retracted(nth(0))).thenRefused(t, 'still_needed', {
    place: 'data.target',
    zh: [`第${nth(1)}号记录以第${nth(0)}号记录为前提`, '请先更正或作废该记录'],
    because: [nth(1)],
  })
  history.when(corrected(nth(0), chair('p-bbbb'))).thenRefused(t, 'still_needed', { zh: '再更正', because: [nth(1)] })
  history.when(corrected(nth(0), chair('p-aaaa', '2025-07-01'))).thenRefused(t, 'still_needed')
  history.when(corrected(nth(0), chair('p-aaaa', '2025-02-01'))).thenAdmitted(t)
  history.when(retracted(nth(1))).thenAdmitted(t)
  given(chair('p-aaaa'), left('p-aaaa'), retracted(nth(1)))
    .when(retracted(nth(0)))
    .thenAdmitted(t)
  const engaged = on('2025-01-01', 'InstructorEngaged', {
    person: 'p-aaaa',
    station: 'T001',
    kind: 'teacher',
    startsOn: '2025-01-01',
  })
  const released = on('2025-03-01', 'InstructorReleased', { person: 'p-aaaa', station: 'T001', reason: '示例' })
  given(engaged, released)
    .when(retracted(nth(0)))
    .thenRefused(t, 'still_needed', { because: [nth(1)] })
  const paired = on('2025-01-01', 'PairingEstablished', { unit: 'C001', partner: 'M001', kind: 'member_unit' })
  given(paired, on('2025-02-01', 'PairingEnded', { unit: 'C001', partner: 'M001' }))
    .when(retracted(nth(0)))
    .thenRefused(t, 'still_needed')
  const onRoll = on('2025-01-01', 'VeteranRegistered', { person: 'p-aaaa', unit: 'C001', categories: ['veteran_teacher'] })
  given(onRoll, on('2025-02-01', 'VeteranWithdrawn', { person: 'p-aaaa', unit: 'C001', reason: '示例' }))
    .when(retracted(nth(0)))
    .thenRefused(t, 'still_needed')
  t.end()
})

t.test('a unit or station that others name has stood', (t) => {
  given(activity())
    .when(retracted(3))
    .thenRefused(t, 'still_needed', { because: [district.length - 1, nth(0)] })
  given().when(retracted(4)).thenAdmitted(t, 'registry')
  given(activity({ unit: 'C003', partners: ['C002'] }))
    .when(retracted(4))
    .thenRefused(t, 'still_needed', { because: [nth(0)] })
  given(activity({ station: 'T001' }))
    .when(retracted(9))
    .thenRefused(t, 'still_needed', { because: [nth(0)] })
  given(on('2025-01-01', 'MonthlyPlanFiled', { unit: 'C003', month: '2025-01', filedTo: 'C002' }))
    .when(retracted(4))
    .thenRefused(t, 'still_needed', { because: [nth(0)] })
  given()
    .when(retracted(0))
    .thenRefused(t, 'still_needed', { zh: '以第0号记录为前提', because: [1, 2, 7] })
  given()
    .when(corrected(4, on('2024-01-01', 'UnitRegistered', { unit: 'C012', kind: 'community', name: '示例', parent: 'S01' })))
    .thenAdmitted(t)
  given(activity({ unit: 'C002' }))
    .when(corrected(4, on('2024-01-01', 'UnitRegistered', { unit: 'C012', kind: 'community', name: '示例', parent: 'S01' })))
    .thenRefused(t, 'still_needed', { because: [nth(0)] })
  t.end()
})

t.test('a merger is taken back', (t) => {
  const merged = on('2026-01-10', 'UnitsMerged', { into: 'C001', from: ['C002'] })
  given(merged)
    .when(retracted(nth(0)))
    .thenAdmitted(t, 'registry')
  given(merged, retracted(nth(0)))
    .when(activity({ unit: 'C002' }, '2026-02-01'))
    .thenAdmitted(t)
  t.end()
})
