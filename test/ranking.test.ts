/** The ranking by hand: ties, skipped ranks, what decides between equals, vetoes, who has ended, what is not judged yet. */
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import type { RankRow } from '../projections/ranking.js'
import type { Draft } from './twin/book.js'
import { asking, district, draft, held, ruleDocument, unit } from './twin/asking.js'
import { adopting } from './twin/view.js'

const sheet = (ties: string, item = '{ id: sessions, title: 活动, measure: { count: ActivityHeld }, scale: { each: 1 } }') => `
sheets:
  - id: community
    title: 示例考评
    appraises: community
    appraiser: parent
    period: year
    base: 10
    headings:
      - { id: activity, title: 活动, items: [${item}] }
      - { id: training, title: 培训, items: [{ id: classes, title: 培训班, measure: { count: TrainingHeld }, scale: { each: 1 } }] }
    bonus:
      items: [{ id: honour, title: 表彰, measure: { each: HonourReceived, by: level }, scale: { table: { district: 1, city: 2 } } }]
    vetoes:
      - { id: fraud, when: { count: IncidentRecorded, where: { kind: false_report } }, effect: void }
      - { id: accident, when: { count: IncidentRecorded, where: { kind: safety_accident } }, effect: not_excellent }
    grades: [{ from: 3, grade: 优秀 }, { from: 2, grade: 良好 }, { grade: 一般 }]
    ties: [${ties}]
`
const rules = (ties: string, item?: string): Draft[] =>
  adopting(ruleDocument('2026.1', '2026-01-01', sheet(ties, item)), '2025-12-01')

const trained = (code: string): Draft =>
  draft('TrainingHeld', '2026-05-05', { unit: code, kind: 'instructor_class', topic: '示例', headcount: 3 })
const honoured = (code: string, level = 'district'): Draft =>
  draft('HonourReceived', '2026-06-01', { subject: code, level, title: '示例', grantor: '示例', projectKey: 'reading' })
const incident = (code: string, kind: string): Draft =>
  draft('IncidentRecorded', '2026-06-02', { unit: code, kind, severity: 'major', verifiedBy: 'D01' })

/** `code rank`, with `=` where the rank is shared, and what decided between equal totals. */
const ranks = (drafts: readonly Draft[], asked: JsonObject = {}) =>
  asking(drafts)
    .answer<readonly RankRow[]>('ranking', { period: '2026', ...asked })
    .map(
      ({ unit: { code }, rank, tied, tieBreak }) =>
        `${code} ${rank ?? '-'}${tied ? '=' : ''}${tieBreak === null ? '' : ` by ${tieBreak}`}`,
    )

const rowOf = (drafts: readonly Draft[], code: string): RankRow | undefined =>
  asking(drafts)
    .answer<readonly RankRow[]>('ranking', { period: '2026', scope: 'district' })
    .find((row) => row.unit.code === code)

t.test('equal totals share a rank, and the next rank is skipped', async (t) => {
  const all = [...district, ...rules(''), ...held('C001', 3), ...held('C002', 3), ...held('C003', 2), ...held('C004', 2)]
  t.same(ranks(all), ['C001 1=', 'C002 1=', 'C003 3', 'C004 1', 'C005 2'], 'in each street by itself')
  t.same(ranks(all, { scope: 'district' }), ['C001 1=', 'C002 1=', 'C003 3=', 'C004 3=', 'C005 5'])
  t.same(ranks(all, { scope: 'street:S02' }), ['C004 1', 'C005 2'])
  t.equal(asking(all).refused('ranking', { period: '2026', scope: 'street:S09' }), 'unknown_unit')
  t.equal(asking(all).refused('ranking', { period: '2026', scope: 'town' }), 'bad_question')
})

t.test('what decides between equal totals is looked at in its order', async (t) => {
  // All of S01 have 3: C001 two activities and an honour, C002 three activities, C003 two activities and a class.
  const all = [...district, ...held('C001', 2), honoured('C001'), ...held('C002', 3), ...held('C003', 2), trained('C003')]
  const inStreet = (ties: string) => ranks([...all, ...rules(ties)], { scope: 'street:S01' })
  t.same(inStreet(''), ['C001 1=', 'C002 1=', 'C003 1='])
  t.same(inStreet('bonus'), ['C001 1 by bonus', 'C002 2= by bonus', 'C003 2='])
  t.same(inStreet('bonus, activity'), ['C001 1 by bonus', 'C002 2 by bonus', 'C003 3 by activity'])
  t.same(inStreet('activity, bonus'), ['C002 1 by activity', 'C001 2 by activity', 'C003 3 by bonus'])
  t.same(inStreet('training.classes'), ['C003 1 by training.classes', 'C001 2= by training.classes', 'C002 2='])
})

t.test('more in the last period comes first; who has no last period comes last', async (t) => {
  const before = ruleDocument('2025.1', '2025-01-01', sheet('').replace('base: 10', 'base: 20'))
  const all = [
    ...district,
    unit('C006', 'community', 'S01', '2026-02-01'),
    ...adopting(before, '2024-12-01'),
    ...rules('previous_total'),
    ...held('C002', 2, '2025-05-04'),
    ...held('C003', 1, '2025-05-04'),
  ]
  t.same(ranks(all, { scope: 'street:S01' }), [
    'C002 1 by previous_total',
    'C003 2 by previous_total',
    'C001 3 by previous_total',
    'C006 4 by previous_total',
  ])
  const fraud = draft('IncidentRecorded', '2025-06-02', {
    unit: 'C002',
    kind: 'false_report',
    severity: 'major',
    verifiedBy: 'D01',
  })
  t.same(
    ranks([...all, fraud], { scope: 'street:S01' }).map((row) => row.slice(0, 7)),
    ['C003 1 ', 'C001 2 ', 'C002 3=', 'C006 3='],
    'a result of last year that was void is none',
  )
  const first = [...district, ...rules('previous_total')]
  t.same(ranks(first, { scope: 'street:S02' }), ['C004 1=', 'C005 1='], 'nobody has a last period: nothing is decided by it')
})

t.test('a void result is listed without a rank, after the others, and takes no rank from them', async (t) => {
  const all = [
    ...district,
    ...rules(''),
    ...held('C001', 5),
    incident('C001', 'false_report'),
    ...held('C002', 2),
    ...held('C003', 1),
  ]
  t.same(ranks(all, { scope: 'street:S01' }), ['C002 1', 'C003 2', 'C001 -'])
  const row = rowOf(all, 'C001')
  t.match(row, { status: 'void', grade: null, rank: null, tied: false, total: '5.00', vetoes: ['fraud'] })
})

t.test('barred from the first grade, a unit gets the next one and keeps its rank', async (t) => {
  const all = [...district, ...rules(''), ...held('C001', 5), ...held('C002', 3), ...held('C003', 1)]
  const graded = (drafts: readonly Draft[]) => ['C001', 'C002', 'C003'].map((code) => rowOf(drafts, code)?.grade)
  t.same(graded(all), ['优秀', '优秀', '一般'], 'three points are enough: 以上 includes the number')
  t.same(graded([...all, incident('C001', 'safety_accident'), incident('C003', 'safety_accident')]), ['良好', '优秀', '一般'])
  const barred = rowOf([...all, incident('C001', 'safety_accident')], 'C001')
  t.match(barred, { rank: 1, status: 'ranked', vetoes: ['accident'] })
})

t.test('who ended within the period is not appraised, 不参评', async (t) => {
  const all = [
    ...district,
    unit('C006', 'community', 'S01'),
    ...rules(''),
    ...held('C002', 2, '2026-02-01'),
    draft('UnitsMerged', '2026-07-01', { into: 'C001', from: ['C002'] }),
    draft('UnitConverted', '2026-08-01', { unit: 'C003', kind: 'village' }),
    draft('UnitDissolved', '2025-11-01', { unit: 'C006' }),
  ]
  const answered = asking(all).answer<readonly RankRow[]>('ranking', { period: '2026' })
  t.same(
    answered.map(({ unit: { code }, status }) => `${code} ${status}`),
    ['C001 ranked', 'C004 ranked', 'C005 ranked', 'C002 ended', 'C003 ended'],
    'C006 was gone before the year began',
  )
  t.match(answered[3], {
    rank: null,
    grade: null,
    total: '0.00',
    base: '0.00',
    unit: { code: 'C002', name: '示例C002', street: 'S01' },
  })
  t.same(
    asking(all)
      .answer<readonly RankRow[]>('ranking', { period: '2026' }, { asOf: '2026-06-30' })
      .map(({ unit: { code }, status }) => `${code} ${status}`),
    ['C002 ranked', 'C001 ranked', 'C003 ranked', 'C004 ranked', 'C005 ranked'],
    'half a year earlier all of them stood',
  )
  const ended = (scope: string) =>
    asking(all)
      .answer<readonly RankRow[]>('ranking', { period: '2026', scope })
      .filter(({ status }) => status === 'ended').length
  t.same([ended('street:S01'), ended('street:S02'), ended('district')], [2, 0, 2])
})

t.test('what is not judged yet is pending: no grade, a provisional rank, and the sums still hold', async (t) => {
  const judgedItem = '{ id: quality, title: 质量, start: 1, max: 5, measure: { judged: points } }'
  const judge = (code: string, points: string) =>
    draft('ItemJudged', '2026-12-20', {
      ...{ sheet: 'community', period: '2026', unit: code, clause: 'activity.quality' },
      ...{ value: { kind: 'points', points }, reason: '示例', assessor: 'S01' },
    })
  const all = [...district, ...rules('', judgedItem), judge('C001', '2'), trained('C001'), trained('C002'), honoured('C002')]
  t.match(rowOf(all, 'C001'), {
    ...{ base: '10.00', bonus: '0.00', deduction: '6.00', pending: '0.00', total: '4.00' },
    ...{ grade: '优秀', status: 'ranked', gradedBy: ['S01'] },
  })
  // C002: the item gives its start of 1 and at most 5; one class; an honour of 1.
  t.match(rowOf(all, 'C002'), {
    ...{ base: '10.00', bonus: '1.00', deduction: '4.00', pending: '4.00', total: '3.00' },
    ...{ grade: null, status: 'provisional', rank: 2, gradedBy: ['S01'] },
  })
  t.match(rowOf(all, 'C004'), { gradedBy: ['S02'], status: 'provisional' }, 'who is to judge it is the street above')
})
