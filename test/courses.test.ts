/** Questions about procedures, by hand: what was published and objected to, how far appraisals came, which keys hold. */
import t from 'tap'
import { canonical, sha256 } from '../events/digest.js'
import type { JsonObject, PlainDate } from '../events/event.js'
import type { AppraisalShown } from '../projections/appraisals.js'
import { asking, district, draft, ruleDocument } from './twin/asking.js'
import { correction, type Draft, retraction } from './twin/book.js'
import { adopting } from './twin/view.js'

const rows = [{ rank: 1, unit: 'C001' }]
const table = canonical(rows)
const tableDigest = sha256(table)
const piece = (index: number, json: string): Draft =>
  draft('ResultPart', '2026-02-20', { digest: tableDigest, index, parts: 2, json })
const pieces = [piece(0, table.slice(0, 9)), piece(1, table.slice(9))]
const published = (number: number, on: PlainDate, more: JsonObject = {}): Draft =>
  draft('ResultPublished', on, {
    ...{ kind: 'ranking', part: 'community', scope: 'D01', period: '2025', number, engine: '1', parts: 2, tableDigest },
    basis: { asOf: '2025-12-31', knownAt: 9, rules: [] },
    ...{ rulesDigest: tableDigest, rosterDigest: tableDigest },
    ...more,
  })

interface ResultRow extends JsonObject {
  readonly number: number
  readonly restatedBy: readonly number[]
  readonly hasTable: boolean
}

t.test('what was published, with its table, what restates it, and what was objected', async (t) => {
  const notice = { notice: 'n1', publisher: 'D01' }
  const objection = (id: string, on: PlainDate): Draft =>
    draft('ObjectionRaised', on, { ...notice, objection: id, byKind: 'person', ground: '示例', against: 'C001' })
  const days = { startsOn: '2026-02-21', endsOn: '2026-02-27', calendar: 'days', channel: 'website' }
  const drafts = [
    ...pieces,
    published(1, '2026-02-20'),
    draft('NoticeOpened', '2026-02-21', { ...notice, ...days, about: { kind: 'result', number: 1 } }),
    objection('o1', '2026-02-22'),
    objection('o2', '2026-02-23'),
    draft('ObjectionDecided', '2026-02-25', { ...notice, objection: 'o1', upheld: true, reason: '示例' }),
    published(2, '2026-03-01', { restates: 1, tableDigest: sha256('lost'), period: '2025' }),
    published(3, '2026-03-02', { scope: 'S01', period: '2024' }),
  ]
  const first = district.length
  const ledger = asking([...district, ...drafts], '2026-06-30')
  const all = ledger.answer<ResultRow[]>('results', {})
  t.strictSame(
    all.map(({ number, restatedBy, hasTable }) => [number, restatedBy, hasTable]),
    [
      [1, [2], true],
      [2, [], false], // its pieces are not there
      [3, [], true],
    ],
  )
  t.strictSame(ledger.answer<ResultRow[]>('results', { number: 1 })[0]?.['table'], rows)
  t.strictSame(all[0]?.['notices'], [
    {
      ...{ notice: 'n1', publisher: 'D01', startsOn: '2026-02-21', endsOn: '2026-02-27', state: 'over' },
      ...{ position: first + 3, closedBy: null },
      objections: [
        { objection: 'o1', against: 'C001', state: 'upheld', position: first + 4, decidedBy: first + 6 },
        { objection: 'o2', against: 'C001', state: 'open', position: first + 5, decidedBy: null },
      ],
    },
  ])
  const numbers = (asked: JsonObject, request = {}): number[] =>
    ledger.answer<ResultRow[]>('results', asked, request).map(({ number }) => number)
  t.strictSame(numbers({ of: '2025' }), [1, 2])
  t.strictSame(numbers({ scope: 'S01' }), [3])
  t.strictSame(numbers({ kind: 'board' }), [])
  t.strictSame(numbers({}, { asOf: '2026-03-01' }), [1, 2])
  t.strictSame(numbers({}, { knownAt: String(first + 6) }), [1])
  const then = ledger.answer<ResultRow[]>('results', {}, { knownAt: String(first + 6), asOf: '2026-02-25' })[0]
  t.strictSame(then?.restatedBy, [], 'nobody knew')
  t.match(then?.['notices'], [{ state: 'open' }])
})

t.test('which keys hold on a day, for what', async (t) => {
  const key = (kid: string, more: JsonObject = {}): Draft =>
    draft('AccessGranted', '2026-01-05', {
      ...{ kid, secretSha256: tableDigest, scopes: ['ledger:read', 'ledger:append'], expiresOn: '2026-03-31' },
      ...more,
    })
  const drafts = [
    key('bbbb2222', { unit: 'S01' }),
    key('aaaa1111', { scopes: ['keys:admin'], expiresOn: '2026-12-31' }),
    draft('AccessRevoked', '2026-05-01', { kid: 'aaaa1111', reason: '示例' }),
  ]
  const first = district.length
  const ledger = asking([...district, ...drafts], '2026-06-30')
  t.strictSame(ledger.answer('access', {}, { asOf: '2026-03-31' }), [
    { kid: 'aaaa1111', unit: null, scopes: ['keys:admin'], from: '2026-01-05', until: '2026-04-30', position: first + 1 },
    {
      ...{ kid: 'bbbb2222', unit: 'S01', scopes: ['ledger:read', 'ledger:append'] },
      ...{ from: '2026-01-05', until: '2026-03-31', position: first },
    },
  ])
  const kids = (request: object): unknown[] => ledger.answer<{ kid: string }[]>('access', {}, request).map(({ kid }) => kid)
  t.strictSame(kids({ asOf: '2026-04-01' }), ['aaaa1111'], 'the last day has passed')
  t.strictSame(kids({ asOf: '2026-05-01' }), [])
  t.strictSame(kids({ asOf: '2026-05-01', knownAt: String(first + 1) }), ['aaaa1111'], 'its end was not known yet')
})

const sheet = ruleDocument(
  '2025.1',
  '2025-01-01',
  `sheets:
  - id: community
    title: 社区考评
    appraises: community
    appraiser: parent
    period: year
    base: 10
    headings:
      - id: work
        title: 工作
        max: 10
        items:
          - { id: activity, title: 活动, max: 5, measure: { count: ActivityHeld }, scale: { each: "1" }, limit: { max: 5 } }
          - { id: quality, title: 质量, max: 5, measure: { judged: points } }
`,
)
const of = { sheet: 'community', period: '2025', unit: 'C001' }

t.test('how far an appraisal has come, and what a unit gave itself beside what it was given', async (t) => {
  const before = [...adopting(sheet, '2024-12-20'), ...district]
  const items = [
    { item: 'work.activity', points: '4' },
    { item: 'work.quality', points: '4.5' },
  ]
  const judgement = { clause: 'work.quality', reason: '示例', assessor: 'S01' }
  const drafts = [
    draft('AppraisalOpened', '2025-12-01', of),
    draft('SelfAssessmentSubmitted', '2025-12-10', { ...of, items }),
    draft('InspectionHeld', '2026-01-08', {
      ...of,
      method: 'cross',
      assessor: 'S02',
      findings: [{ item: 'work.quality', note: '示例' }],
    }),
    draft('InspectionHeld', '2026-01-09', { ...of, method: 'records', assessor: 'S01', findings: [] }),
    draft('ItemJudged', '2026-01-10', { ...of, ...judgement, value: { kind: 'points', points: '5' } }),
    draft('AppraisalClosed', '2026-01-20', of),
    draft('YearEndRewardLinked', '2026-01-25', { ...of, factor: '1.05' }),
  ]
  const at = before.length
  const asked = (more: readonly Draft[], known = at + drafts.length + more.length - 1): readonly AppraisalShown[] =>
    asking([...before, ...drafts, ...more]).answer('appraisals', { period: '2025', street: 'S01' }, { knownAt: String(known) })
  const [first, second] = asked([])
  t.strictSame(first, {
    unit: { code: 'C001', name: '示例C001', street: 'S01' },
    state: 'closed',
    opened: { position: at, on: '2025-12-01' },
    selfAssessed: {
      ...{ position: at + 1, on: '2025-12-10' },
      items: [
        { item: 'work.activity', title: '活动', own: '4.00', judged: '0.00', gap: '4.00' },
        { item: 'work.quality', title: '质量', own: '4.50', judged: '5.00', gap: '-0.50' },
      ],
    },
    inspections: [
      { position: at + 2, on: '2026-01-08', assessor: 'S02', method: 'cross', items: ['work.quality'] },
      { position: at + 3, on: '2026-01-09', assessor: 'S01', method: 'records', items: [] },
    ],
    closed: { position: at + 5, on: '2026-01-20' },
    reward: { position: at + 6, on: '2026-01-25', factor: '1.05' },
  })
  t.match(second, {
    unit: { code: 'C002' },
    state: 'not_opened',
    opened: null,
    selfAssessed: null,
    inspections: [],
    reward: null,
  })
  t.match(asked([], at + 3)[0], {
    state: 'opened',
    selfAssessed: { items: [{}, { own: '4.50', judged: null, gap: null }] }, // not judged yet
  })
  const changed = asked([
    retraction(at + 5, '2026-02-01'),
    correction(at + 1, draft('SelfAssessmentSubmitted', '2025-12-10', { ...of, items: items.slice(0, 1) })),
  ])[0]
  t.equal(changed?.state, 'opened', 'the closing was withdrawn')
  t.equal(changed?.selfAssessed?.items.length, 1)
  t.equal(asking([...before, ...drafts]).refused('appraisals', { period: '2025', unit: 'S01' }), 'unknown_sheet')
  t.equal(asking([...before, ...drafts]).refused('appraisals', { period: '2025', unit: 'C999' }), 'unknown_unit')
})
