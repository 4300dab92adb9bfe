/** The course of a unit through a scheme, by hand: every event of it changes the stage, what is held, or the history. */
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import type { BoardRow } from '../projections/board.js'
import { asking, base, boardOf, draft, granted, rowOf, rules, step } from './fixtures/wuhao.js'
import { district } from './twin/asking.js'
import { type Draft, retraction } from './twin/book.js'

const notice = (on: string, more: JsonObject = {}): Draft =>
  draft('NoticeOpened', on, {
    ...{ notice: 'n-1', publisher: 'D01', about: { kind: 'accreditation', scheme: 'wuyou_wuhao', round: 'r1' } },
    ...{ startsOn: on, endsOn: '2026-06-20', calendar: 'days', channel: 'website', ...more },
  })

/** The course as it goes well, and then badly. */
const course: readonly (readonly [Draft, stage: string, status: string])[] = [
  [step('AccreditationApplied', '2026-03-01', { round: 'r1' }), 'applied', 'none'],
  [step('PreliminaryReviewed', '2026-03-10', { round: 'r1', assessor: 'S01', outcome: 'rectify' }), 'rectifying', 'none'],
  [step('RectificationOrdered', '2026-03-11', { dueOn: '2026-04-01', items: ['funds', 'team'] }), 'rectifying', 'none'],
  [step('RectificationReported', '2026-03-20', { note: '已补齐' }), 'rectifying', 'none'],
  [step('RectificationAccepted', '2026-03-25', { assessor: 'S01' }), 'rectifying', 'none'],
  [step('PreliminaryReviewed', '2026-04-01', { round: 'r1', assessor: 'S01', outcome: 'passed' }), 'prelim_passed', 'none'],
  [step('AccreditationRecommended', '2026-05-01', { round: 'r1', recommender: 'S01' }), 'recommended', 'none'],
  [notice('2026-06-10', { subjects: ['C001'] }), 'on_notice', 'none'],
  [draft('NoticeClosed', '2026-06-21', { notice: 'n-1', publisher: 'D01' }), 'recommended', 'none'],
  [granted('2026-07-01', '2029-07-01'), 'granted', 'held'],
  [step('PlaqueIssued', '2026-07-15'), 'granted', 'held'],
  [step('AccreditationWarned', '2026-08-01', { ground: '示例' }), 'warned', 'warned'],
  [step('RectificationOrdered', '2026-08-02', { dueOn: '2026-09-01', items: ['activity'] }), 'rectifying', 'rectifying'],
  [step('RectificationAccepted', '2026-08-20', { assessor: 'S01' }), 'granted', 'held'],
  [step('AccreditationReinspected', '2026-09-01', { outcome: 'rectify' }), 'rectifying', 'rectifying'],
  [step('AccreditationReinspected', '2026-09-20', { outcome: 'keep' }), 'granted', 'held'],
  [step('AccreditationRevoked', '2026-10-01', { ground: '示例' }), 'revoked', 'revoked'],
  [step('PlaqueRemoved', '2026-10-05'), 'revoked', 'revoked'],
  [step('AccreditationApplied', '2026-11-01', { round: 'r2' }), 'applied', 'revoked'],
  [step('PreliminaryReviewed', '2026-11-10', { round: 'r2', assessor: 'S01', outcome: 'rejected' }), 'prelim_failed', 'revoked'],
]
const all: readonly Draft[] = course.map(([event]) => event)
const known = (n: number): readonly Draft[] => [...base, ...all.slice(0, n)]
const without = ({ history, ...row }: BoardRow) => ({ row: JSON.stringify(row), history: history?.length })

t.test('the stage after each event, told at once and as of each day', async (t) => {
  const ledger = asking([...base, ...all])
  course.forEach(([{ type, on }, stage, status], i) => {
    const now = rowOf(known(i + 1))
    t.match({ stage: now.stage, status: now.holds.status }, { stage, status }, `${on} ${type}`)
    const [then] = ledger.answer<{ rows: readonly BoardRow[] }>('accreditation', { unit: 'C001' }, { asOf: on }).rows
    t.match({ stage: then?.stage, status: then?.holds.status }, { stage, status }, `as of ${on}`)
    const before = rowOf(known(i))
    t.notSame(without(now), without(before), `${type} changes the row`)
  })
  const row = rowOf([...base, ...all])
  t.same(
    row.history?.map(({ position }) => position - base.length),
    all.flatMap(({ type }, i) => (type === 'NoticeClosed' ? [] : [i])),
    'the history has each of them, with its position',
  )
  t.match(row.history?.[1], { on: '2026-03-10', words: { zh: '创建初审（限期整改）', en: 'PreliminaryReviewed (rectify)' } })
})

t.test('what is held: batch, days, records, plaque, the order that is open', async (t) => {
  const at = (type: string) => base.length + all.findIndex((event) => event.type === type)
  const on = (asOf: string) => boardOf([...base, ...all], {}, asOf).rows[0]!
  t.match(on('2026-07-20').holds, {
    ...{ status: 'held', batch: 'b1', since: '2026-07-01', position: at('AccreditationGranted'), endedBy: null },
    plaque: { status: 'issued', on: '2026-07-15', position: at('PlaqueIssued') },
  })
  t.match(on('2026-10-05').holds, {
    ...{ status: 'revoked', since: '2026-07-01', until: '2026-10-01', endedBy: at('AccreditationRevoked') },
    plaque: { status: 'removed', position: at('PlaqueRemoved') },
  })
  t.match(on('2026-03-15').rectification, { dueOn: '2026-04-01', overdue: false, position: at('RectificationOrdered') })
  const order = step('RectificationOrdered', '2026-03-11', { dueOn: '2026-04-01', items: ['funds'] })
  t.match(rowOf([...base, order]).rectification, { overdue: true })
  t.equal(on('2026-03-26').rectification, null)
})

t.test('a title that was retracted was never held', async (t) => {
  const drafts = [...base, granted('2026-07-01', '2029-07-01'), retraction(base.length, '2026-08-01')]
  t.match(rowOf(drafts), { stage: 'none', holds: { status: 'none', since: null, position: null } })
  t.match(boardOf(drafts, {}, '2026-12-31', { knownAt: String(base.length) }).rows[0], { stage: 'granted' })
})

t.test('a term runs out on its day without any event; 2029-07-01 is the first day on which it is not held', async (t) => {
  const drafts = [...base, granted('2026-07-01', '2029-07-01')]
  const status = (asOf: string) => boardOf(drafts, {}, asOf).rows[0]!.holds.status
  t.same(['2026-06-30', '2026-07-01', '2029-06-30', '2029-07-01'].map(status), ['none', 'held', 'held', 'expired'])
  t.equal(boardOf(drafts, {}, '2029-07-01').rows[0]?.stage, 'expired')
  const renewed = [...drafts, step('AccreditationApplied', '2029-03-01', { round: 'r9' }), granted('2029-07-01', '2032-07-01')]
  t.equal(boardOf(renewed.slice(0, -1), {}, '2029-07-01').rows[0]?.stage, 'applied', 'who applied in time is not just expired')
  t.match(boardOf(renewed, {}, '2029-07-01').rows[0], { stage: 'granted', holds: { since: '2029-07-01', until: '2032-07-01' } })
  const forever = [...base, granted('2026-07-01')]
  t.match(boardOf(forever, {}, '2060-01-01').rows[0]?.holds, { status: 'held', until: null })
})

t.test('a lapse ends the title without a fault', async (t) => {
  const drafts = [...base, granted('2026-07-01', '2029-07-01'), step('AccreditationLapsed', '2026-09-01', { ground: '示例' })]
  t.match(rowOf(drafts), { stage: 'lapsed', holds: { status: 'lapsed', until: '2026-09-01', endedBy: base.length + 1 } })
})

t.test('a title passes to a successor when somebody says so, or where the scheme says that it always does', async (t) => {
  const merged = draft('UnitsMerged', '2026-09-01', { into: 'C001', from: ['C002'] })
  const story = (...more: Draft[]) => [granted('2026-07-01', '2029-07-01', 'C002'), merged, ...more]
  const inherited = step('AccreditationInherited', '2026-09-02', { predecessor: 'C002', validUntil: '2029-07-01' })
  t.match(rowOf([...base, ...story()]), { stage: 'none' }, 'by itself it does not')
  t.match(rowOf([...base, ...story(inherited)]), {
    stage: 'inherited',
    holds: { status: 'held', batch: null, since: '2026-09-02', until: '2029-07-01', position: base.length + 2 },
  })
  const always = [...district, ...rules('inherit: true')]
  const row = (asOf: string) => boardOf([...always, ...story()], {}, asOf).rows[0]!
  t.match(row('2026-09-01'), {
    stage: 'inherited',
    holds: { batch: 'b1', since: '2026-09-01', until: '2029-07-01', position: always.length + 1 },
  })
  t.match(row('2026-08-31'), { stage: 'none' })
  t.match(row('2029-07-01'), { stage: 'expired' })
  const own = [...always, granted('2026-06-01', '2029-06-01'), ...story()]
  t.match(rowOf(own).holds, { since: '2026-06-01' }, 'who holds it keeps its own')
})

t.test('a title is due for review after its time, until somebody looked', async (t) => {
  const drafts = [...district, ...rules('review: 1y'), granted('2026-07-01', '2029-07-01')]
  const stage = (list: readonly Draft[], asOf: string) => boardOf(list, {}, asOf).rows[0]?.stage
  t.same(
    ['2027-06-30', '2027-07-01'].map((day) => stage(drafts, day)),
    ['granted', 'due_for_review'],
  )
  const looked = [...drafts, step('AccreditationReinspected', '2027-08-01', { outcome: 'keep' })]
  t.same(
    ['2027-08-01', '2028-08-01'].map((day) => stage(looked, day)),
    ['granted', 'due_for_review'],
  )
})

t.test('a notice without names is about all units of its round', async (t) => {
  const applied = (code: string, round: string) => step('AccreditationApplied', '2026-03-01', { round }, code)
  const drafts = [...base, applied('C001', 'r1'), applied('C002', 'r2'), notice('2026-06-10')]
  t.same(
    boardOf(drafts, {}, '2026-06-15').rows.map(({ stage }) => stage),
    ['on_notice', 'applied', 'none', 'none', 'none'],
  )
  const both = [...base, applied('C001', 'r1'), applied('C002', 'r1'), notice('2026-06-10', { subjects: ['C002'] })]
  t.same(
    boardOf(both, {}, '2026-06-15').rows.map(({ stage }) => stage),
    ['applied', 'on_notice', 'none', 'none', 'none'],
    'one that names units is about those alone',
  )
})

t.test('an inspection is part of the history of the unit', async (t) => {
  const inspected = draft('InspectionHeld', '2026-05-05', {
    ...{ sheet: 'community', period: '2026', unit: 'C001', method: 'on_site', assessor: 'D01' },
    findings: [{ item: 'funds', note: '示例' }, { note: '示例' }],
  })
  t.match(rowOf([...base, inspected]).history, [{ position: base.length, words: { zh: '检查验收（实地检查）' } }])
  t.same(rowOf([...base, inspected], 'C002').history, [])
})
