/** What accreditation, rectification, appraisal and shared resources say to the fact table, and what stands after them. */
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import { dateOf, FOREVER } from '../events/time.js'
import type { Facts } from '../projections/facts/facts.js'
import { type FactCase, factLines } from './fixtures/fact-lines.js'
import { definitionOf } from './fixtures/samples.js'
import { absorbed, book, type Draft, retraction } from './twin/book.js'
import { rowsAt } from './twin/dump.js'

const of = { scheme: 'wuyou_wuhao', unit: 'C003' }
const sheet = { sheet: 'community', period: '2025', unit: 'C003' }
const resource = { resource: 'r-robot', owner: 'C004' }

const cases: readonly FactCase[] = [
  ['AccreditationApplied', 'is a stage', { ...of, round: '2025' }, ['happened C003:unit']],
  [
    'PreliminaryReviewed',
    'is a stage, its outcome a column',
    { ...of, round: '2025', assessor: 'S04', outcome: 'passed' },
    ['happened C003:unit'],
  ],
  ['AccreditationRecommended', 'is a stage', { ...of, round: '2025', recommender: 'S04' }, ['happened C003:unit']],
  [
    'AccreditationGranted',
    'opens the title for its term, whenever it was decided',
    { ...of, batch: '2025.1', validFrom: '2025-07-01', validUntil: '2028-07-01', basisResult: 3 },
    ['opens C003:unit title [wuyou_wuhao] from 2025-07-01 until 2028-07-01 scheme=wuyou_wuhao batch=2025.1'],
  ],
  [
    'AccreditationGranted',
    'may have no term',
    { scheme: 'advanced_village', unit: 'V012', batch: 'first', validFrom: '2024-03-01' },
    ['opens V012:unit title [advanced_village] from 2024-03-01 scheme=advanced_village batch=first'],
  ],
  ['AccreditationReinspected', 'leaves the title', { ...of, outcome: 'rectify' }, ['happened C003:unit']],
  ['AccreditationWarned', 'leaves the title', { ...of, ground: '材料不实' }, ['happened C003:unit']],
  [
    'AccreditationRevoked',
    'ends the title',
    { ...of, ground: '弄虚作假' },
    ['happened C003:unit', 'closes C003:unit title [wuyou_wuhao]'],
  ],
  [
    'AccreditationLapsed',
    'ends the title',
    { ...of, ground: '单位撤销' },
    ['happened C003:unit', 'closes C003:unit title [wuyou_wuhao]'],
  ],
  [
    'AccreditationInherited',
    'opens the title of the successor and leaves that of the predecessor',
    { ...of, predecessor: 'C004', validUntil: '2028-07-01' },
    ['happened C003:unit', 'opens C003:unit title [wuyou_wuhao] until 2028-07-01 scheme=wuyou_wuhao'],
  ],
  ['PlaqueIssued', 'leaves the title', of, ['happened C003:unit']],
  ['PlaqueRemoved', 'needs no title any more', of, ['happened C003:unit']],
  [
    'RectificationOrdered',
    'gives a row for each item, and stands until it is accepted',
    { ...of, dueOn: '2025-11-17', items: ['leadership', 'funds'] },
    [
      'happened C003:unit item=leadership',
      'happened C003:unit item=funds',
      'opens C003:unit rectification [wuyou_wuhao] scheme=wuyou_wuhao dueOn=2025-11-17',
    ],
  ],
  ['RectificationReported', 'does not end it', { ...of, note: '已补齐' }, ['happened C003:unit']],
  [
    'RectificationAccepted',
    'ends it',
    { ...of, assessor: 'S04' },
    ['happened C003:unit', 'closes C003:unit rectification [wuyou_wuhao]'],
  ],
  ['AppraisalOpened', 'is of the unit', sheet, ['happened C003:unit']],
  ['AppraisalClosed', 'is of the unit', sheet, ['happened C003:unit']],
  [
    'SelfAssessmentSubmitted',
    'gives a row for each item',
    {
      ...sheet,
      items: [
        { item: 'activity.effect', points: '4.50' },
        { item: 'team.chair', points: '5', note: '已配齐' },
      ],
    },
    ['happened C003:unit item=activity.effect points=4.50', 'happened C003:unit item=team.chair points=5'],
  ],
  [
    'InspectionHeld',
    'gives a row for each finding, of an item or in general',
    {
      ...sheet,
      assessor: 'D01',
      method: 'on_site',
      findings: [{ item: 'team.chair', note: '缺会议记录' }, { note: '台账不全' }],
    },
    ['happened C003:unit item=team.chair', 'happened C003:unit'],
  ],
  [
    'InspectionHeld',
    'counts when nothing was found',
    { ...sheet, assessor: 'D01', method: 'records', findings: [] },
    ['happened C003:unit'],
  ],
  ['YearEndRewardLinked', 'is of the unit', { ...sheet, factor: '1.05' }, ['happened C003:unit']],
  [
    'ResourceOffered',
    'is of the owner, who keeps offering it, and of whoever gives it',
    {
      ...resource,
      kind: 'course',
      group: 'intellect_group',
      title: '机器人入门',
      grade: 'flagship_lesson',
      instructor: 'p-0001',
    },
    [
      'happened C004:unit',
      'opens C004:unit resource [r-robot] resource=r-robot kind=course group=intellect_group grade=flagship_lesson',
      'happened p-0001:instructor',
    ],
  ],
  [
    'ResourceRequested',
    'is of every station that asks',
    { ...resource, stations: ['T003', 'T005'] },
    ['happened T003:station', 'happened T005:station'],
  ],
  [
    'ResourceDispatched',
    'is of every station that gets it',
    { ...resource, stations: ['T003', 'T005'], slotOn: '2025-07-12' },
    ['T003', 'T005'].flatMap((station) => [
      `happened ${station}:station`,
      `opens ${station}:station dispatch [r-robot] resource=r-robot`,
    ]),
  ],
  [
    'ResourceDelivered',
    'is of the owner and of the station',
    { ...resource, station: 'T003', attendance: 41 },
    ['happened C004:unit', 'happened T003:station'],
  ],
]

for (const [type, says, data, expected] of cases)
  t.test(`${type}: ${says}`, async (t) => {
    t.strictSame(factLines(type, data), expected)
  })

t.test('whoever deals with a title, an order or a resource needs it to be there', async (t) => {
  const rests = (type: string, data: JsonObject): string[] =>
    (definitionOf(type).restsOn?.(data) ?? []).map(({ name, subject, as, key }) => `${subject}:${as} ${name} [${key}]`)
  for (const type of ['Reinspected', 'Warned', 'Revoked', 'Lapsed'])
    t.strictSame(rests(`Accreditation${type}`, of), ['C003:unit title [wuyou_wuhao]'], type)
  t.strictSame(rests('PlaqueIssued', of), ['C003:unit title [wuyou_wuhao]'])
  t.strictSame(rests('PlaqueRemoved', of), [])
  t.strictSame(rests('AccreditationInherited', { ...of, predecessor: 'C004' }), ['C004:unit title [wuyou_wuhao]'])
  for (const type of ['Reported', 'Accepted'])
    t.strictSame(rests(`Rectification${type}`, of), ['C003:unit rectification [wuyou_wuhao]'], type)
  for (const type of ['Requested', 'Dispatched'])
    t.strictSame(rests(`Resource${type}`, { ...resource, stations: [] }), ['C004:unit resource [r-robot]'], type)
  t.strictSame(rests('ResourceDelivered', { ...resource, station: 'T003' }), [
    'C004:unit resource [r-robot]',
    'T003:station dispatch [r-robot]',
  ])
})

const day = (n: number): string => (n === FOREVER ? 'now' : dateOf(n))
/** Who holds which title from when until when, as known now. */
const titles = (facts: Facts): string[] =>
  rowsAt(facts, facts.size - 1)
    .filter(({ name }) => name === 'title')
    .map(({ subject, cells, from, until, closedBy }) => {
      const batch = cells['batch'] === undefined ? '' : ` (${String(cells['batch'])})`
      const end = closedBy === undefined ? '' : ` by ${closedBy}`
      return `${subject} ${String(cells['scheme'])}${batch} ${day(from)} to ${day(until)}${end}`
    })
    .sort()
const draft = (type: string, on: string, data: JsonObject): Draft => ({
  type: `Accreditation${type}`,
  on,
  data: { ...of, ...data },
})
const granted = draft('Granted', '2025-06-20', { batch: '2025', validFrom: '2025-07-01', validUntil: '2028-07-01' })
const given = (...drafts: readonly Draft[]): Facts => absorbed(book(drafts))

t.test('a title is held from its first day to the day before its last', async (t) => {
  t.strictSame(titles(given(granted)), ['C003 wuyou_wuhao (2025) 2025-07-01 to 2028-07-01'])
})

t.test('a warning changes nothing; a revocation ends the title on its day, and a lapse as well', async (t) => {
  const warned = draft('Warned', '2026-01-10', { ground: '示例' })
  const revoked = draft('Revoked', '2026-05-01', { ground: '示例' })
  const lapsed = draft('Lapsed', '2026-05-01', { ground: '示例' })
  t.strictSame(titles(given(granted, warned)), ['C003 wuyou_wuhao (2025) 2025-07-01 to 2028-07-01'])
  t.strictSame(titles(given(granted, warned, revoked)), ['C003 wuyou_wuhao (2025) 2025-07-01 to 2026-05-01 by 2'])
  t.strictSame(titles(given(granted, lapsed)), ['C003 wuyou_wuhao (2025) 2025-07-01 to 2026-05-01 by 1'])
})

t.test('a title that is granted again goes on in the new batch', async (t) => {
  const again = draft('Granted', '2028-06-01', { batch: '2028', validFrom: '2028-07-01', validUntil: '2031-07-01' })
  t.strictSame(titles(given(granted, again)), [
    'C003 wuyou_wuhao (2025) 2025-07-01 to 2028-07-01',
    'C003 wuyou_wuhao (2028) 2028-07-01 to 2031-07-01',
  ])
})

t.test('schemes do not touch one another, and a grant that is retracted was none', async (t) => {
  const other = draft('Granted', '2025-06-20', { scheme: 'demo_community', batch: '2025', validFrom: '2025-07-01' })
  const both = ['C003 demo_community (2025) 2025-07-01 to now', 'C003 wuyou_wuhao (2025) 2025-07-01 to 2028-07-01']
  t.strictSame(titles(given(granted, other)), both)
  t.strictSame(titles(given(granted, other, retraction(0, '2025-09-01'))), both.slice(0, 1))
})

t.test('the successor of a merged unit inherits its title from the day on which that was recorded', async (t) => {
  const inherited = draft('Inherited', '2026-09-01', { unit: 'C010', predecessor: 'C003', validUntil: '2028-07-01' })
  t.strictSame(titles(given(granted, inherited)), [
    'C003 wuyou_wuhao (2025) 2025-07-01 to 2028-07-01',
    'C010 wuyou_wuhao 2026-09-01 to 2028-07-01',
  ])
})
