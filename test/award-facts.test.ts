/** What award rounds, public notices, results and keys say to the fact table, and what stands after them. */
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import { kindOfSubject } from '../events/fields.js'
import { dateOf, FOREVER } from '../events/time.js'
import type { Facts } from '../projections/facts/facts.js'
import { type FactCase, factLines } from './fixtures/fact-lines.js'
import { definitionOf } from './fixtures/samples.js'
import { absorbed, book, type Draft } from './twin/book.js'
import { rowsAt } from './twin/dump.js'

const round = { period: '2025', award: 'instructor' }
const person = { ...round, subject: 'p-0001' }
const notice = { notice: '2026-1', publisher: 'D01' }
const open = { ...notice, startsOn: '2026-01-12', endsOn: '2026-01-18', calendar: 'days', channel: 'website' }
const opensNotice = 'opens D01:unit notice [2026-1] notice=2026-1 startsOn=2026-01-12 endsOn=2026-01-18'
const digest = 'a'.repeat(64)

const subjects = ['C003', 'T003', 'p-0001', 'b-read']

const cases: readonly FactCase[] = [
  [
    'AwardProgrammeOpened',
    'is of the organiser and of every juror, unit or person',
    { ...round, organiser: 'D01', approvalBasis: '示关工委〔2025〕1号', jury: ['M02', 'p-0009'] },
    ['happened D01:unit', 'happened M02:juror', 'happened p-0009:juror'],
  ],
  ...subjects.map((subject): FactCase => [
    'NominationSubmitted',
    `makes a ${kindOfSubject(subject)} a candidate`,
    { ...round, subject, nominator: 'S04', pool: 'streets' },
    [
      `happened ${subject}:${kindOfSubject(subject)}`,
      `opens ${subject}:${kindOfSubject(subject)} candidacy [2025/instructor] award=instructor round=2025`,
    ],
  ]),
  [
    'NominationSubmitted',
    'names the jurors who do not score this candidate',
    { ...person, nominator: 'S04', recused: ['M02', 'p-0009'] },
    [
      'happened p-0001:person',
      'happened M02:recused candidate=p-0001',
      'happened p-0009:recused candidate=p-0001',
      'opens p-0001:person candidacy [2025/instructor] award=instructor round=2025',
    ],
  ],
  ['BallotCast', 'is of the candidate', { ...person, channel: 'jury_vote', votes: 7 }, ['happened p-0001:person']],
  ['BallotCast', 'is of a unit as well', { ...round, subject: 'C003', channel: 'public_vote', votes: 0 }, ['happened C003:unit']],
  [
    'ExpertScoreGiven',
    'is of the candidate, not of the juror',
    { ...person, juror: 'M02', criterion: 'effect', points: '91.5', reason: '示例' },
    ['happened p-0001:person'],
  ],
  [
    'TieResolved',
    'ranks those who were tied',
    { ...round, order: ['p-0002', 'p-0001', 'C003'], method: 'lot', ground: '票数相同' },
    ['happened p-0002:person rank=1', 'happened p-0001:person rank=2', 'happened C003:unit rank=3'],
  ],
  ...subjects.map((subject): FactCase => [
    'AwardConferred',
    `is held by a ${kindOfSubject(subject)}`,
    { ...round, subject, rank: 3, basisResult: 7 },
    [
      `happened ${subject}:${kindOfSubject(subject)}`,
      `opens ${subject}:${kindOfSubject(subject)} award [2025/instructor] award=instructor round=2025`,
    ],
  ]),
  [
    'AwardLeftVacant',
    'is of the organiser',
    { ...round, organiser: 'D01', places: 2, pool: 'streets', reason: '无合适人选' },
    ['happened D01:unit'],
  ],
  [
    'AwardRevoked',
    'ends the award of that round',
    { ...person, ground: '弄虚作假' },
    ['happened p-0001:person', 'closes p-0001:person award [2025/instructor]'],
  ],
  [
    'NoticeOpened',
    'is of the publisher and of everybody named: about a result',
    { ...open, about: { kind: 'result', number: 7 }, subjects: ['C003', 'p-0001'] },
    [
      'happened D01:publisher about=result number=7',
      'happened C003:unit about=result number=7',
      'happened p-0001:person about=result number=7',
      `${opensNotice} about=result number=7`,
    ],
  ],
  [
    'NoticeOpened',
    'about an award, whose period is its round',
    { ...open, about: { kind: 'award', ...round } },
    ['happened D01:publisher about=award award=instructor round=2025', `${opensNotice} about=award award=instructor round=2025`],
  ],
  [
    'NoticeOpened',
    'about a round of accreditation',
    { ...open, about: { kind: 'accreditation', scheme: 'wuyou_wuhao', round: '2025' }, subjects: ['C003'] },
    [
      'happened D01:publisher about=accreditation scheme=wuyou_wuhao round=2025',
      'happened C003:unit about=accreditation scheme=wuyou_wuhao round=2025',
      `${opensNotice} about=accreditation scheme=wuyou_wuhao round=2025`,
    ],
  ],
  [
    'ObjectionRaised',
    'is of the publisher and of whom it is against, and stands until it is decided',
    { ...notice, objection: 'o1', against: 'b-read', byKind: 'person', receivedBy: 'postmark', ground: '示例' },
    [
      'happened D01:publisher',
      'happened b-read:brand',
      'opens D01:unit objection [2026-1/o1] notice=2026-1 objection=o1 against=b-read',
    ],
  ],
  [
    'ObjectionRaised',
    'may be against nobody in particular',
    { ...notice, objection: 'o1', byKind: 'anonymous', ground: '示例' },
    ['happened D01:publisher', 'opens D01:unit objection [2026-1/o1] notice=2026-1 objection=o1'],
  ],
  [
    'ObjectionDecided',
    'ends the objection',
    { ...notice, objection: 'o1', upheld: false, reason: '示例' },
    ['happened D01:publisher', 'closes D01:unit objection [2026-1/o1]'],
  ],
  ['NoticeClosed', 'ends the notice', notice, ['happened D01:publisher', 'closes D01:unit notice [2026-1]']],
  ['ResultPart', 'is no fact', { digest, index: 0, parts: 1, json: '[]' }, []],
  [
    'ResultPublished',
    'is no fact: it follows from facts',
    {
      kind: 'ranking',
      part: 'community',
      scope: 'S04',
      period: '2025',
      number: 3,
      basis: { asOf: '2025-12-31', knownAt: 41_233, rules: [{ part: 'sheets', ruleset: '2025.1', digest }] },
      rulesDigest: digest,
      rosterDigest: digest,
      tableDigest: digest,
      parts: 1,
      engine: '1',
      restates: 2,
    },
    [],
  ],
  [
    'AccessGranted',
    'is of the key: a row for each scope, to the last day included',
    { kid: 'k7m2', secretSha256: digest, scopes: ['ledger:read', 'ledger:append'], unit: 'S04', expiresOn: '2026-12-31' },
    [
      'happened k7m2:key scope=ledger:read',
      'happened k7m2:key scope=ledger:append',
      'opens k7m2:key access [] until 2027-01-01 unit=S04',
    ],
  ],
  ['AccessRevoked', 'ends it', { kid: 'k7m2', reason: '遗失' }, ['happened k7m2:key', 'closes k7m2:key access []']],
]

for (const [type, says, data, expected] of cases)
  t.test(`${type}: ${says}`, async (t) => {
    t.strictSame(factLines(type, data), expected)
  })

t.test('votes and scores need a nomination, acts on a notice the notice, a revocation the award or the key', async (t) => {
  const rests = (type: string, data: JsonObject): string[] =>
    (definitionOf(type).restsOn?.(data) ?? []).map(({ name, subject, as, key }) => `${subject}:${as} ${name} [${key}]`)
  for (const type of ['BallotCast', 'ExpertScoreGiven'])
    t.strictSame(rests(type, person), ['p-0001:person candidacy [2025/instructor]'], type)
  t.strictSame(rests('TieResolved', { ...round, order: ['p-0002', 'T003'] }), [
    'p-0002:person candidacy [2025/instructor]',
    'T003:station candidacy [2025/instructor]',
  ])
  t.strictSame(rests('AwardConferred', person), [], 'winners of earlier years were not nominated here')
  t.strictSame(rests('AwardRevoked', person), ['p-0001:person award [2025/instructor]'])
  for (const type of ['ObjectionRaised', 'NoticeClosed']) t.strictSame(rests(type, notice), ['D01:unit notice [2026-1]'], type)
  t.strictSame(rests('ObjectionDecided', { ...notice, objection: 'o1' }), ['D01:unit objection [2026-1/o1]'])
  t.strictSame(rests('AccessRevoked', { kid: 'k7m2' }), ['k7m2:key access []'])
})

const given = (...drafts: readonly Draft[]): Facts => absorbed(book(drafts))
/** What stands under a name, in which role, from when until when, as known now. */
const stood = (facts: Facts, wanted: string): string[] =>
  rowsAt(facts, facts.size - 1)
    .filter(({ name }) => name === wanted)
    .map(({ subject, as, from, until, closedBy }) => {
      const end = until === FOREVER ? 'now' : dateOf(until)
      return `${subject}:${as} ${dateOf(from)} to ${end}${closedBy === undefined ? '' : ` by ${closedBy}`}`
    })
    .sort()

t.test('an award counts in its period and is held until it is revoked, years later', async (t) => {
  const conferred: Draft = { type: 'AwardConferred', on: '2026-02-10', data: { ...person, rank: 1 } }
  const revoked: Draft = { type: 'AwardRevoked', on: '2028-05-01', data: { ...person, ground: '示例' } }
  t.strictSame(stood(given(conferred), 'award'), ['p-0001:person 2025-12-31 to now'])
  const facts = given(conferred, revoked)
  t.strictSame(stood(facts, 'award'), ['p-0001:person 2025-12-31 to 2028-05-01 by 1'])
  t.strictSame(
    rowsAt(facts, 1)
      .filter(({ name }) => name.startsWith('Award'))
      .map(({ name, period, from }) => `${name} ${period ?? 'no period'} ${dateOf(from)}`),
    ['AwardConferred 2025 2025-12-31', 'AwardRevoked no period 2028-05-01'],
  )
})

t.test('two rounds of an award are two awards', async (t) => {
  const [first, second]: Draft[] = ['2025', '2026'].map((period) => ({
    type: 'AwardConferred',
    on: `${period}-12-01`,
    data: { ...person, period },
  }))
  t.strictSame(stood(given(first!, second!), 'award'), ['p-0001:person 2025-12-01 to now', 'p-0001:person 2026-12-01 to now'])
})

t.test('a notice stands beyond its last day until it is closed; an objection until it is decided', async (t) => {
  const opened: Draft = { type: 'NoticeOpened', on: '2026-01-12', data: { ...open, about: { kind: 'result', number: 7 } } }
  const objected: Draft = {
    type: 'ObjectionRaised',
    on: '2026-01-15',
    data: { ...notice, objection: 'o1', against: 'C003', byKind: 'person', ground: '示例' },
  }
  const decided: Draft = {
    type: 'ObjectionDecided',
    on: '2026-01-20',
    data: { ...notice, objection: 'o1', upheld: true, reason: '示例' },
  }
  const closed: Draft = { type: 'NoticeClosed', on: '2026-01-21', data: notice }
  t.strictSame(stood(given(opened, objected), 'objection'), ['D01:unit 2026-01-15 to now'])
  const facts = given(opened, objected, decided, closed)
  t.strictSame(stood(facts, 'objection'), ['D01:unit 2026-01-15 to 2026-01-20 by 2'])
  t.strictSame(stood(facts, 'notice'), ['D01:unit 2026-01-12 to 2026-01-21 by 3'])
})

t.test('a key may be used on its last day, and not on the day on which it is revoked', async (t) => {
  const granted: Draft = {
    type: 'AccessGranted',
    on: '2026-01-05',
    data: { kid: 'k7m2', secretSha256: digest, scopes: ['ledger:read'], expiresOn: '2026-12-31' },
  }
  const revoked: Draft = { type: 'AccessRevoked', on: '2026-03-01', data: { kid: 'k7m2', reason: '示例' } }
  t.strictSame(stood(given(granted), 'access'), ['k7m2:key 2026-01-05 to 2027-01-01'])
  t.strictSame(stood(given(granted, revoked), 'access'), ['k7m2:key 2026-01-05 to 2026-03-01 by 1'])
})

t.test('what a round needs stands in columns of the candidate', async (t) => {
  const about = { ...round, subject: 'C003' }
  const facts = given(
    { type: 'NominationSubmitted', on: '2025-10-08', data: { ...about, nominator: 'S04', pool: 'streets' } },
    { type: 'BallotCast', on: '2026-01-08', data: { ...about, channel: 'jury_vote', votes: 7 } },
    { type: 'ExpertScoreGiven', on: '2026-01-08', data: { ...about, juror: 'p-0009', criterion: 'effect', points: '91.5' } },
    { type: 'TieResolved', on: '2026-01-10', data: { ...round, order: ['C004', 'C003'], method: 'vote', ground: '示例' } },
    { type: 'AwardConferred', on: '2026-01-20', data: { ...about, rank: 2 } },
  )
  const rows = rowsAt(facts, facts.size - 1).filter(({ subject, from, until }) => subject === 'C003' && until === from + 1)
  t.strictSame(
    rows.map(({ name, as, period, cells }) => [name, as, period, cells]),
    [
      ['NominationSubmitted', 'unit', '2025', { award: 'instructor', nominator: 'S04', pool: 'streets' }],
      ['BallotCast', 'unit', '2025', { award: 'instructor', channel: 'jury_vote', votes: 7 }],
      ['ExpertScoreGiven', 'unit', '2025', { award: 'instructor', juror: 'p-0009', criterion: 'effect', points: 915_000 }],
      ['TieResolved', 'unit', '2025', { award: 'instructor', method: 'vote', rank: 2 }],
      ['AwardConferred', 'unit', '2025', { award: 'instructor', rank: 2 }],
    ],
  )
})
