/** Accreditation is recorded by schemes that were adopted, of units of their kinds, once at a time and within the term. */
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import { inForce } from './fixtures/in-force.js'
import { given, idAt, nth, on } from './given.js'

const TEXT = (from: string, id: string, term: string): string => `
ruleset: "${id}"
grammar: 1
title: 示例创建办法
effective: { from: ${from} }
points: { step: "0.01", round: half_up }
accreditation:
  - { id: wuyou_wuhao, title: 五有五好, units: [community], period: year, term: ${term}, goods: [] }
  - { id: demo_community, title: 市级示范社区, units: [community], period: year, goods: [] }
  - { id: advanced_village, title: 先进村, units: [village], period: year, goods: [] }
`
const first = inForce(TEXT('2025-01-01', 'wuhao-1', '3y'), 'wuhao-1')
const rules = [...first, ...inForce(TEXT('2026-01-01', 'wuhao-2', '2y'), 'wuhao-2', first)]
/** The position of what was given after the rules. */
const after = (n: number) => nth(rules.length + n)

const of = { scheme: 'wuyou_wuhao', unit: 'C001' }
const named = (more: JsonObject = {}, date = '2025-03-01') =>
  on(date, 'AccreditationGranted', { ...of, batch: '2025', validFrom: '2025-03-01', validUntil: '2028-03-01', ...more })
const applied = (more: JsonObject = {}) => on('2025-02-01', 'AccreditationApplied', { ...of, round: 'r1', ...more })

t.test('a scheme that nobody has adopted is refused, with what was probably meant', (t) => {
  given()
    .when(applied())
    .thenRefused(t, 'unknown_scheme', {
      place: 'data.scheme',
      zh: ['没有审议通过的创建项目“wuyou_wuhao”', '还没有审议通过的创建规则'],
    })
  const ledger = given(...rules)
  ledger.when(applied()).thenAdmitted(t, 'accreditation-wuyou_wuhao-C001')
  ledger
    .when(applied({ scheme: 'wuyou_wuhoa' }))
    .thenRefused(t, 'unknown_scheme', { place: 'data.scheme', zh: '是否应为“wuyou_wuhao”', en: 'did you mean "wuyou_wuhao"?' })
  ledger
    .when(applied({ scheme: 'civilised' }))
    .thenRefused(t, 'unknown_scheme', { zh: '有：wuyou_wuhao（五有五好）、demo_community（市级示范社区）' })
  const wrong = { scheme: 'wuyou', unit: 'C001' }
  const types: readonly (readonly [string, JsonObject])[] = [
    ['PreliminaryReviewed', { round: 'r1', assessor: 'S01', outcome: 'passed' }],
    ['AccreditationRecommended', { round: 'r1', recommender: 'S01' }],
    ['AccreditationGranted', { batch: '2025', validFrom: '2025-03-01' }],
    ['AccreditationReinspected', { outcome: 'keep' }],
    ['AccreditationWarned', { ground: '示例' }],
    ['AccreditationRevoked', { ground: '示例' }],
    ['AccreditationLapsed', { ground: '示例' }],
    ['AccreditationInherited', { predecessor: 'C002' }],
    ['PlaqueIssued', {}],
    ['PlaqueRemoved', {}],
    ['RectificationOrdered', { dueOn: '2025-12-01', items: ['funds'] }],
    ['RectificationReported', { note: '示例' }],
    ['RectificationAccepted', { assessor: 'S01' }],
  ]
  for (const [type, more] of types)
    ledger.when(on('2025-06-01', type, { ...wrong, ...more })).thenRefused(t, 'unknown_scheme', { place: 'data.scheme' })
  const notice = {
    ...{ notice: 'n1', publisher: 'D01', about: { kind: 'accreditation', scheme: 'wuyou', round: 'r1' } },
    ...{ startsOn: '2025-06-01', endsOn: '2025-06-07', calendar: 'days', channel: 'website' },
  }
  ledger.when(on('2025-06-01', 'NoticeOpened', notice)).thenRefused(t, 'unknown_scheme', { place: 'data.about.scheme' })
  t.end()
})

t.test('a title is for units of the kinds that the scheme names', (t) => {
  const ledger = given(...rules)
  ledger.when(applied({ unit: 'V001' })).thenRefused(t, 'unknown_scheme', {
    place: 'data.unit',
    zh: '“五有五好”由社区创建，示例村（V001）是村',
    en: 'V001 is a village',
  })
  ledger
    .when(named({ scheme: 'advanced_village' }))
    .thenRefused(t, 'unknown_scheme', { place: 'data.unit', zh: '“先进村”由村创建' })
  ledger.when(named({ scheme: 'advanced_village', unit: 'V001' })).thenAdmitted(t)
  const converted = on('2025-05-01', 'UnitConverted', { unit: 'V001', kind: 'community' })
  const later = given(...rules, named({ scheme: 'advanced_village', unit: 'V001' }), converted)
  later.when(on('2025-06-01', 'AccreditationApplied', { ...of, unit: 'V001', round: 'r1' })).thenAdmitted(t)
  later
    .when(on('2025-06-01', 'AccreditationRevoked', { scheme: 'advanced_village', unit: 'V001', ground: '示例' }))
    .thenAdmitted(t)
  t.end()
})

t.test('a title is granted once at a time; another one begins on the day on which the first ends', (t) => {
  const ledger = given(...rules, named())
  ledger
    .when(named({ validFrom: '2026-05-01', validUntil: '2028-05-01', batch: '2026' }, '2026-05-01'))
    .thenRefused(t, 'already_so', {
      place: 'data.validFrom',
      zh: ['自2025-03-01起持有 wuyou_wuhao 命名', '到2028-03-01为止，再次命名最早自该日起'],
      because: [after(0)],
    })
  ledger
    .when(named({ validFrom: '2025-01-01', validUntil: '2025-06-01' }, '2025-03-02'))
    .thenRefused(t, 'already_so', { because: [after(0)] })
  ledger.when(named({ validFrom: '2028-03-01', validUntil: '2030-03-01' }, '2026-06-01')).thenAdmitted(t)
  const forever = given(...rules, named({ scheme: 'demo_community', validUntil: '2027-01-01' }))
  forever.when(named({ scheme: 'demo_community', validFrom: '2027-01-01', validUntil: '2040-01-01' })).thenAdmitted(t)
  const revoked = on('2025-09-01', 'AccreditationRevoked', { ...of, ground: '示例' })
  given(...rules, named(), revoked)
    .when(named({ validFrom: '2025-10-01' }, '2025-10-01'))
    .thenAdmitted(t)
  t.end()
})

t.test('a title is held no longer than the term of the rules in force on its first day', (t) => {
  const ledger = given(...rules)
  const until = (validUntil: string, validFrom = '2025-03-01') => named({ validFrom, validUntil }, '2026-03-01')
  ledger.when(until('2028-03-01')).thenAdmitted(t)
  ledger.when(until('2028-03-02')).thenRefused(t, 'out_of_range', {
    place: 'data.validUntil',
    zh: '“五有五好”的期限是3年（规则 wuhao-1），失效日期最晚为2028-03-01，收到的是2028-03-02',
  })
  ledger.when(until('2028-03-01', '2026-03-01')).thenAdmitted(t)
  ledger.when(until('2028-03-02', '2026-03-01')).thenRefused(t, 'out_of_range', { zh: '期限是2年（规则 wuhao-2）' })
  ledger
    .when(on('2025-03-01', 'AccreditationGranted', { ...of, batch: '2025', validFrom: '2025-03-01' }))
    .thenRefused(t, 'out_of_range', { place: 'data.validUntil', zh: '没有填写' })
  ledger.when(until('2031-01-01', '2024-06-01')).thenAdmitted(t)
  ledger
    .when(on('2025-03-01', 'AccreditationGranted', { ...of, scheme: 'demo_community', batch: '2025', validFrom: '2025-03-01' }))
    .thenAdmitted(t)
  t.end()
})

t.test('what is not held is not warned, inspected again, taken away or hung up', (t) => {
  const acts: readonly (readonly [string, JsonObject])[] = [
    ['AccreditationReinspected', { outcome: 'keep' }],
    ['AccreditationWarned', { ground: '示例' }],
    ['AccreditationRevoked', { ground: '示例' }],
    ['AccreditationLapsed', { ground: '示例' }],
    ['PlaqueIssued', {}],
  ]
  const other = named({ scheme: 'demo_community' })
  for (const [type, more] of acts) {
    const act = on('2025-06-01', type, { ...of, ...more })
    given(...rules)
      .when(act)
      .thenRefused(t, 'not_standing', {
        place: 'data.unit',
        zh: '2025-06-01没有示例社区C001（C001）的 wuyou_wuhao 命名，该单位持有的命名：无',
      })
    given(...rules, other)
      .when(act)
      .thenRefused(t, 'not_standing', { zh: '该单位持有的命名：demo_community' })
    given(...rules, named({ validUntil: '2025-05-01' }))
      .when(act)
      .thenRefused(t, 'not_standing', { zh: '已于2025-05-01终止' })
    given(...rules, named())
      .when(act)
      .thenAdmitted(t, 'accreditation-wuyou_wuhao-C001')
  }
  t.end()
})

t.test('a plaque hangs once, until it is collected', (t) => {
  const plaque = (date: string) => on(date, 'PlaqueIssued', of)
  given(...rules, named(), plaque('2025-03-02'))
    .when(plaque('2025-04-01'))
    .thenRefused(t, 'already_so', { place: 'data.unit', zh: '牌匾已于2025-03-02颁发', because: [after(1)] })
  given(...rules, named(), plaque('2025-03-02'), on('2025-05-01', 'PlaqueRemoved', of))
    .when(plaque('2025-06-01'))
    .thenAdmitted(t)
  t.end()
})

t.test('a unit applies once in a round', (t) => {
  const ledger = given(...rules, applied())
  ledger.when(applied()).thenRefused(t, 'already_recorded', { place: 'data.round', because: [after(0)] })
  ledger.when(applied({ round: 'r2' })).thenAdmitted(t)
  ledger.when(applied({ unit: 'C002' })).thenAdmitted(t)
  ledger.when(applied({ scheme: 'demo_community' })).thenAdmitted(t)
  t.end()
})

t.test('what was ordered is accepted before anything else is ordered, by a day that is to come', (t) => {
  const ordered = (date: string, dueOn = '2025-12-01') => on(date, 'RectificationOrdered', { ...of, dueOn, items: ['funds'] })
  const ledger = given(...rules, ordered('2025-06-01'))
  ledger.when(ordered('2025-07-01')).thenRefused(t, 'already_so', { place: 'data.unit', zh: '整改尚未验收', because: [after(0)] })
  ledger
    .when(on('2025-08-01', 'RectificationAccepted', { ...of, scheme: 'demo_community', assessor: 'S01' }))
    .thenRefused(t, 'not_standing', { place: 'data.unit', zh: '该单位待验收的整改：wuyou_wuhao' })
  given(...rules, ordered('2025-06-01'), on('2025-08-01', 'RectificationAccepted', { ...of, assessor: 'S01' }))
    .when(ordered('2025-09-01'))
    .thenAdmitted(t)
  given(...rules)
    .when(ordered('2025-06-01', '2025-05-31'))
    .thenRefused(t, 'out_of_range', { place: 'data.dueOn', zh: '整改期限2025-05-31早于责令整改的日期2025-06-01' })
  given(...rules)
    .when(ordered('2025-06-01', '2025-06-01'))
    .thenAdmitted(t)
  t.end()
})

t.test('a title passes on from a unit that held it and went on in the successor', (t) => {
  const inherited = (unit: string, more: JsonObject = {}) =>
    on('2025-10-02', 'AccreditationInherited', { ...of, unit, predecessor: 'C001', validUntil: '2028-03-01', ...more })
  const merged = on('2025-10-01', 'UnitsMerged', { into: 'C002', from: ['C001'] })
  const ledger = given(...rules, named(), merged)
  ledger.when(inherited('C002')).thenAdmitted(t)
  ledger.when(inherited('C003')).thenRefused(t, 'not_standing', {
    place: 'data.predecessor',
    zh: '示例社区C001（C001）并入或拆分为示例社区C002（C002）（第',
    because: [after(1)],
  })
  ledger
    .when(inherited('C002', { validUntil: '2028-03-02' }))
    .thenRefused(t, 'out_of_range', { place: 'data.validUntil', zh: '到2028-03-01为止', because: [after(0)] })
  given(...rules, merged)
    .when(inherited('C002'))
    .thenRefused(t, 'not_standing', { place: 'data.predecessor', zh: '没有示例社区C001（C001）的 wuyou_wuhao 命名' })
  given(...rules, named())
    .when(inherited('C002'))
    .thenRefused(t, 'still_needed', { place: 'data.predecessor', zh: '仍然存在' })
  given(...rules, named(), named({ unit: 'C002' }), merged)
    .when(inherited('C002'))
    .thenRefused(t, 'already_so', { place: 'data.unit', because: [after(1)] })
  const again = on('2025-10-02', 'UnitsMerged', { into: 'C003', from: ['C002'] })
  given(...rules, named(), merged, again)
    .when(inherited('C003'))
    .thenAdmitted(t)
  const parts = ['C011', 'C012'].map((unit) => ({ unit, name: `示例${unit}`, kind: 'community', parent: 'S01' }))
  const split = given(...rules, named(), on('2025-10-01', 'UnitSplit', { unit: 'C001', into: parts }))
  for (const { unit } of parts) split.when(inherited(unit)).thenAdmitted(t)
  split.when(inherited('C002')).thenRefused(t, 'not_standing', { zh: '并入或拆分为示例C011（C011）、示例C012（C012）' })
  const dissolved = on('2025-10-01', 'UnitDissolved', { unit: 'C001' })
  given(...rules, named(), dissolved)
    .when(inherited('C002'))
    .thenAdmitted(t)
  t.end()
})

t.test('a correction of a grant is judged as if the grant were not there', (t) => {
  const corrected = (data: JsonObject) =>
    on(
      '2025-04-01',
      'EventCorrected',
      {
        ...{
          target: idAt(after(0)),
          targetType: 'AccreditationGranted',
          targetVersion: 1,
          occurredOn: '2025-03-01',
          reason: '示例',
        },
        data: { ...of, batch: '2025', validFrom: '2025-03-01', ...data },
      },
      { document: '示关工委〔2025〕9号' },
    )
  const ledger = given(...rules, named())
  ledger.when(corrected({ validUntil: '2027-03-01' })).thenAdmitted(t)
  ledger.when(corrected({ validUntil: '2029-03-01' })).thenRefused(t, 'out_of_range', { place: 'data.data.validUntil' })
  t.end()
})
