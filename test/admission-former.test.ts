/** Units that ended: what they held is still dealt with, nothing new is said of them. And standings with and without an end. */
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import { EVERYTHING, inForce } from './fixtures/in-force.js'
import { given, nth, on } from './given.js'

const rules = inForce(EVERYTHING, '2025.1')
const after = (n: number) => nth(rules.length + n)
const of = { scheme: 'wuyou_wuhao', unit: 'C001' }
const named = (more: JsonObject = {}) =>
  on('2025-03-01', 'AccreditationGranted', { ...of, batch: '2025', validFrom: '2025-03-01', ...more })
const merged = on('2025-10-01', 'UnitsMerged', { into: 'C002', from: ['C001'] })
const round = { period: '2025', award: 'station_instructor' }

t.test('a title of a unit that merged is taken away, its plaque collected', (t) => {
  const ledger = given(...rules, named(), merged)
  for (const type of ['AccreditationRevoked', 'AccreditationLapsed'])
    ledger.when(on('2025-10-01', type, { ...of, ground: '示例' })).thenAdmitted(t, 'accreditation-wuyou_wuhao-C001')
  ledger.when(on('2025-11-01', 'PlaqueRemoved', of)).thenAdmitted(t)
  ledger.when(on('2025-11-01', 'AccreditationInherited', { ...of, unit: 'C002', predecessor: 'C001' })).thenAdmitted(t)
  t.end()
})

t.test('a unit that never was, or is to come, held nothing', (t) => {
  const ledger = given(
    ...rules,
    named(),
    on('2025-06-01', 'UnitRegistered', { unit: 'C012', kind: 'community', name: '示例', parent: 'S01' }),
  )
  ledger
    .when(on('2025-05-01', 'PlaqueRemoved', { ...of, unit: 'C099' }))
    .thenRefused(t, 'unknown_unit', { place: 'data.unit', zh: '没有登记过代码为“C099”的单位' })
  ledger
    .when(on('2025-05-01', 'PlaqueRemoved', { ...of, unit: 'C012' }))
    .thenRefused(t, 'unit_not_standing', { place: 'data.unit', zh: '2025-06-01才设立', because: [after(1)] })
  ledger
    .when(on('2025-05-01', 'AwardRevoked', { ...round, subject: 'C099', ground: '示例' }))
    .thenRefused(t, 'unknown_unit', { place: 'data.subject' })
  t.end()
})

t.test('whatever names a unit that merged is told into what', (t) => {
  const ledger = given(...rules, named(), merged)
  const wrong: readonly (readonly [string, string, JsonObject])[] = [
    ['data.unit', 'AccreditationApplied', { ...of, round: '2026' }],
    ['data.unit', 'AccreditationGranted', { ...of, batch: '2026', validFrom: '2025-11-01' }],
    ['data.unit', 'AccreditationWarned', { ...of, ground: '示例' }],
    ['data.unit', 'PlaqueIssued', of],
    ['data.unit', 'RectificationOrdered', { ...of, dueOn: '2026-01-01', items: ['funds'] }],
    ['data.subject', 'NominationSubmitted', { ...round, subject: 'C001', nominator: 'S01' }],
    ['data.nominator', 'NominationSubmitted', { ...round, subject: 'p-aaaa', nominator: 'C001' }],
    ['data.subject', 'AwardConferred', { ...round, subject: 'C001' }],
    ['data.jury.0', 'AwardProgrammeOpened', { ...round, organiser: 'D01', approvalBasis: '示例', jury: ['C001'] }],
    [
      'data.owner',
      'ResourceOffered',
      { resource: 'r-robot', owner: 'C001', kind: 'venue', group: 'talent_group', title: '示例' },
    ],
    ['data.owner', 'BrandDeclared', { brand: 'b-read', owner: 'C001', title: '示例' }],
    ['data.partners.0', 'BrandDeclared', { brand: 'b-read', owner: 'C002', partners: ['C001'], title: '示例' }],
    [
      'data.unit',
      'AccessGranted',
      { kid: 'edu1', secretSha256: 'a'.repeat(64), scopes: ['ledger:read'], unit: 'C001', expiresOn: '2026-12-31' },
    ],
    [
      'data.subjects.0',
      'NoticeOpened',
      {
        notice: 'n1',
        publisher: 'D01',
        about: { kind: 'award', ...round },
        subjects: ['C001'],
        startsOn: '2025-11-01',
        endsOn: '2025-11-07',
        calendar: 'days',
        channel: 'website',
      },
    ],
  ]
  for (const [place, type, data] of wrong)
    ledger.when(on('2025-11-01', type, data)).thenRefused(t, 'unit_not_standing', {
      place,
      zh: '示例社区C001（C001）已于2025-10-01并入示例社区C002（C002）',
      because: [after(1)],
    })
  t.end()
})

t.test('the year in which it merged is appraised as it stood then', (t) => {
  const sheet = { sheet: 'community', period: '2025', unit: 'C001' }
  const ledger = given(...rules, merged)
  ledger.when(on('2026-01-10', 'AppraisalOpened', sheet)).thenAdmitted(t)
  ledger.when(on('2026-01-10', 'InspectionHeld', { ...sheet, method: 'records', findings: [], assessor: 'S01' })).thenAdmitted(t)
  t.end()
})

t.test(
  'a title is granted once at a time: what says nothing new, has another end or another batch corrects the first grant',
  (t) => {
    const withEnd = { validUntil: '2028-03-01' }
    given(...rules, named())
      .when(named())
      .thenRefused(t, 'already_so', { zh: '已有记载，没有变化', because: [after(0)] })
    given(...rules, named(withEnd))
      .when(named(withEnd))
      .thenRefused(t, 'already_so')
    given(...rules, named())
      .when(named(withEnd))
      .thenRefused(t, 'already_so', { place: 'data.validFrom', because: [after(0)] })
    given(...rules, named(withEnd))
      .when(named())
      .thenRefused(t, 'already_so', { place: 'data.validFrom', because: [after(0)] })
    given(...rules, named(withEnd))
      .when(named({ ...withEnd, batch: '2026' }))
      .thenRefused(t, 'already_so', { place: 'data.validFrom', because: [after(0)] })
    const revoked = on('2025-06-01', 'AccreditationRevoked', { ...of, ground: '示例' })
    given(...rules, named(withEnd), revoked)
      .when(named(withEnd))
      .thenRefused(t, 'already_so')
    given(...rules, named(withEnd), revoked)
      .when(named())
      .thenRefused(t, 'already_so')
    given(...rules, named(withEnd), revoked)
      .when(named({ validFrom: '2025-07-01' }))
      .thenAdmitted(t)
    t.end()
  },
)
