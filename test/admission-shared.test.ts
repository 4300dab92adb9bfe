/** Admission of shared resources, work brands, public notices, keys of other systems and published results. */
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import { dayOf } from '../events/time.js'
import { isRefusal } from '../projections/refusal.js'
import { result } from '../src/admission/result.js'
import { caseOf } from '../src/admission/judge.js'
import { supposed } from '../src/admission/supposed.js'
import { definitionOf } from './fixtures/samples.js'
import { given, idAt, nth, on } from './given.js'

const paper = { document: '示关工委〔2026〕3号' }
const retracted = (position: number) => on('2026-03-01', 'EventRetracted', { target: idAt(position), reason: '示例' }, paper)
const corrected = (position: number, { type, occurredOn, data }: ReturnType<typeof on>) =>
  on(
    '2026-03-01',
    'EventCorrected',
    { target: idAt(position), targetType: type, targetVersion: 1, occurredOn, data, reason: '示例' },
    paper,
  )

const robot = { resource: 'r-robot', owner: 'C002' }
const offered = (more: JsonObject = {}, date = '2025-02-01') =>
  on(date, 'ResourceOffered', { ...robot, kind: 'course', group: 'intellect_group', title: '机器人入门', ...more })
const requested = (more: JsonObject = {}, date = '2025-02-10') =>
  on(date, 'ResourceRequested', { ...robot, stations: ['T001'], ...more })
const dispatched = (more: JsonObject = {}, date = '2025-02-20') =>
  on(date, 'ResourceDispatched', { ...robot, stations: ['T001'], ...more })
const delivered = (more: JsonObject = {}, date = '2025-03-01') =>
  on(date, 'ResourceDelivered', { ...robot, station: 'T001', attendance: 30, ...more })

t.test('a resource is offered, asked for, assigned and delivered; nobody has to ask', (t) => {
  given(offered(), requested(), dispatched()).when(delivered()).thenAdmitted(t, 'resource-r-robot')
  given(offered(), dispatched()).when(delivered()).thenAdmitted(t)
  given(offered(), dispatched(), delivered()).when(delivered({}, '2025-04-01')).thenAdmitted(t)
  t.end()
})

t.test('what was never offered, or later, is not dealt with; a resource is offered once', (t) => {
  given(offered())
    .when(requested({ resource: 'r-robots' }))
    .thenRefused(t, 'not_standing', { place: 'data.resource', zh: ['推介的资源 r-robots', '该单位推介的资源：r-robot'] })
  given(offered())
    .when(dispatched({}, '2025-01-15'))
    .thenRefused(t, 'not_standing', { place: 'data.resource', zh: '2025-02-01才开始', because: [nth(0)] })
  for (const again of [offered(), offered({ owner: 'C001' }), offered({ title: '示例' }, '2025-05-01')])
    given(offered())
      .when(again)
      .thenRefused(t, 'already_recorded', {
        place: 'data.resource',
        zh: '已由示例社区C002（C002）使用',
        because: [nth(0)],
      })
  t.end()
})

t.test('a resource belongs to one owner', (t) => {
  for (const other of [requested({ owner: 'C001' }), dispatched({ owner: 'C001' }), delivered({ owner: 'C001' })])
    given(offered(), dispatched())
      .when(other)
      .thenRefused(t, 'not_standing', {
        place: 'data.owner',
        zh: ['共享资源 r-robot 属于示例社区C002（C002）', '应写 C002，收到的是 C001'],
        en: 'is that of C002',
        because: [nth(0)],
      })
  t.end()
})

t.test('a delivery rests on a dispatch to that station, which is not taken away under it', (t) => {
  given(offered(), requested())
    .when(delivered())
    .thenRefused(t, 'not_standing', { place: 'data.station', zh: '没有资源 r-robot 调配到T001的记录，已调配到该站的资源：无' })
  given(offered(), dispatched())
    .when(delivered({}, '2025-02-19'))
    .thenRefused(t, 'not_standing', { place: 'data.station', zh: '2025-02-20才开始' })
  const over = given(offered(), dispatched(), delivered(), dispatched({}, '2025-03-20'))
  over.when(retracted(nth(0))).thenRefused(t, 'still_needed', { because: [nth(1), nth(2), nth(3)] })
  over.when(retracted(nth(1))).thenRefused(t, 'still_needed', { because: [nth(2)] })
  over.when(corrected(nth(1), dispatched({}, '2025-03-10'))).thenRefused(t, 'still_needed', { because: [nth(2)] })
  over.when(corrected(nth(1), dispatched({}, '2025-02-25'))).thenAdmitted(t)
  over.when(corrected(nth(0), offered({ title: '示例' }))).thenAdmitted(t)
  over.when(corrected(nth(0), offered({}, '2025-02-21'))).thenRefused(t, 'still_needed', { because: [nth(1)] })
  over.when(retracted(nth(2))).thenAdmitted(t)
  over.when(retracted(nth(3))).thenAdmitted(t)
  t.end()
})

t.test('stations are open on the day, and a slot is not before the dispatch', (t) => {
  const closed = on('2025-02-15', 'StationClosed', { station: 'T001', unit: 'C001' })
  given(offered(), closed)
    .when(dispatched())
    .thenRefused(t, 'station_not_open', { place: 'data.stations.0', zh: '已于2025-02-15撤站', because: [nth(1)] })
  given(offered())
    .when(dispatched({ stations: ['T001', 'T009'] }))
    .thenRefused(t, 'unknown_station', { place: 'data.stations.1' })
  given(offered())
    .when(dispatched({ slotOn: '2025-02-19' }))
    .thenRefused(t, 'out_of_range', { place: 'data.slotOn', zh: '配送日期（data.slotOn）：应不早于调配之日' })
  given(offered())
    .when(dispatched({ slotOn: '2025-02-20' }))
    .thenAdmitted(t)
  t.end()
})

t.test('a brand is declared once', (t) => {
  const brand = (owner: string) => on('2025-02-01', 'BrandDeclared', { brand: 'b-read', owner, title: '示例' })
  for (const owner of ['C001', 'C002'])
    given(brand('C001'))
      .when(brand(owner))
      .thenRefused(t, 'already_recorded', { place: 'data.brand', because: [nth(0)] })
  t.end()
})

const of = { notice: 'n-2025', publisher: 'D01' }
const put = (more: JsonObject = {}) =>
  on('2025-12-01', 'NoticeOpened', {
    ...of,
    about: { kind: 'award', period: '2025', award: 'station_instructor' },
    subjects: ['C001', 'C002'],
    startsOn: '2025-12-01',
    endsOn: '2025-12-07',
    calendar: 'days',
    channel: 'website',
    ...more,
  })
const raised = (more: JsonObject = {}, date = '2025-12-03') =>
  on(date, 'ObjectionRaised', { ...of, objection: 'o1', byKind: 'person', ground: '示例', ...more })
const decided = (more: JsonObject = {}, date = '2025-12-05') =>
  on(date, 'ObjectionDecided', { ...of, objection: 'o1', upheld: false, reason: '示例', ...more })
const over = (more: JsonObject = {}, date = '2025-12-08') => on(date, 'NoticeClosed', { ...of, ...more })

t.test('a notice is opened once, objected to while it is open, answered and closed', (t) => {
  given(put(), raised(), decided()).when(over()).thenAdmitted(t, 'notice-n-2025')
  given(put())
    .when(put({ publisher: 'S01' }))
    .thenRefused(t, 'already_recorded', { place: 'data.notice', because: [nth(0)] })
  given(put(), over())
    .when(raised({}, '2025-12-20'))
    .thenRefused(t, 'not_standing', {
      place: 'data.notice',
      zh: ['尚未结束的公示 n-2025', '已于2025-12-08终止'],
      because: [nth(1)],
    })
  given(put(), over()).when(over({}, '2025-12-20')).thenRefused(t, 'not_standing', { place: 'data.notice' })
  for (const other of [raised({ publisher: 'S01' }), decided({ publisher: 'S01' }), over({ publisher: 'S01' })])
    given(put(), raised())
      .when(other)
      .thenRefused(t, 'not_standing', { place: 'data.publisher', zh: '公示 n-2025 属于示例区（D01）' })
  t.end()
})

t.test('an objection has an id of its own, is about somebody on the notice, and is decided once', (t) => {
  given(put(), raised(), decided())
    .when(raised())
    .thenRefused(t, 'already_recorded', { place: 'data.objection', zh: '请另编一号', because: [nth(1)] })
  given(put())
    .when(raised({ against: 'C003' }))
    .thenRefused(t, 'not_standing', { place: 'data.against', zh: '没有列出示例社区C003（C003），列出的是：C001、C002' })
  given(put())
    .when(raised({ against: 'C002' }))
    .thenAdmitted(t)
  given(put(), raised())
    .when(decided({ objection: 'o2' }))
    .thenRefused(t, 'not_standing', { place: 'data.objection', zh: ['待答复异议 o2', '该公示待答复的异议：o1'] })
  given(put(), raised(), decided())
    .when(decided({}, '2025-12-06'))
    .thenRefused(t, 'not_standing', { place: 'data.objection', zh: '已于2025-12-05终止' })
  const all = given(put(), raised(), decided(), over())
  all.when(retracted(nth(0))).thenRefused(t, 'still_needed', { because: [nth(1), nth(3)] })
  all.when(retracted(nth(1))).thenRefused(t, 'still_needed', { because: [nth(2)] })
  all.when(corrected(nth(3), over({}, '2025-12-09'))).thenAdmitted(t)
  t.end()
})

const granted = (more: JsonObject = {}) =>
  on('2025-06-01', 'AccessGranted', {
    kid: 'school1',
    secretSha256: 'a'.repeat(64),
    scopes: ['ledger:read'],
    expiresOn: '2025-12-31',
    ...more,
  })
const revoked = (date: string) => on(date, 'AccessRevoked', { kid: 'school1', reason: '示例' })

t.test('a key is granted once, for a day at least, and revoked while it may be used', (t) => {
  given(granted(), revoked('2025-08-01'))
    .when(granted())
    .thenRefused(t, 'already_recorded', { place: 'data.kid', zh: '请另发一把密钥', because: [nth(0)] })
  given()
    .when(granted({ expiresOn: '2025-05-31' }))
    .thenRefused(t, 'out_of_range', { place: 'data.expiresOn', zh: '应不早于授予之日（occurredOn）2025-06-01' })
  given()
    .when(granted({ expiresOn: '2025-06-01' }))
    .thenAdmitted(t, 'access')
  given().when(revoked('2025-08-01')).thenRefused(t, 'not_standing', { place: 'data.kid', zh: '没有密钥 school1 的接口权限' })
  given(granted()).when(revoked('2026-01-01')).thenRefused(t, 'not_standing', { zh: '已于2026-01-01终止' })
  given(granted(), revoked('2025-08-01'))
    .when(revoked('2025-09-01'))
    .thenRefused(t, 'not_standing', { zh: '已于2025-08-01终止', because: [nth(1)] })
  const both = given(granted(), revoked('2025-08-01'))
  for (const act of [retracted(nth(0)), retracted(nth(1)), corrected(nth(0), granted())])
    both.when(act).thenRefused(t, 'wrong_target', { place: 'data.target', zh: '请撤销该密钥' })
  t.end()
})

const published = (number: number, more: JsonObject = {}): JsonObject => ({
  kind: 'ranking',
  part: 'community',
  scope: 'D01',
  period: '2025',
  number,
  basis: { asOf: '2025-12-31', knownAt: 9, rules: [] },
  rulesDigest: 'a'.repeat(64),
  rosterDigest: 'a'.repeat(64),
  tableDigest: 'a'.repeat(64),
  parts: 1,
  engine: 'e1',
  ...more,
})

t.test('nobody records a result by hand', (t) => {
  const piece = on('2026-01-10', 'ResultPart', { digest: 'a'.repeat(64), index: 0, parts: 1, json: '[]' })
  given().when(piece).thenRefused(t, 'result_invalid', { place: 'data.digest', zh: '由账本计算生成' })
  given()
    .when(on('2026-01-10', 'ResultPublished', published(1)))
    .thenRefused(t, 'result_invalid', { place: 'data.tableDigest', zh: '请用“公布结果”的办法公布' })
  t.end()
})

t.test('results are numbered one after the other, and restate what was published', (t) => {
  const { view } = given()
  const refused = (data: JsonObject) => {
    const proposal = on('2026-01-10', 'ResultPublished', data)
    const the = caseOf(
      view,
      { proposal, definition: definitionOf('ResultPublished') },
      { principal: 'x', today: dayOf('2026-06-30') },
    )
    const verdict = result.ResultPublished?.(data as never, the)
    return isRefusal(verdict) ? [verdict.place, verdict.words.zh] : verdict
  }
  t.match(refused(published(2)), ['data.number', /下一号是1，收到的是2$/])
  t.match(refused(published(1, { restates: 1 })), ['data.restates', /还没有结果可以重新公布$/])
  view.facts.absorb({ ...supposed(view, 'ResultPublished', '2026-01-10', published(1)), id: idAt(view.facts.size) })
  t.match(refused(published(1)), ['data.number', /下一号是2，收到的是1$/])
  t.match(refused(published(2, { restates: 2 })), ['data.restates', /没有公布过第2号结果，已公布的是第1号$/])
  t.match(refused(published(2, { restates: 1 })), ['data.tableDigest'])
  t.end()
})
