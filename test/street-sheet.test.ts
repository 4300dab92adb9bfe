/** The appraisal of streets by two offices, by hand: joint judgements, shares, bonus, conversion, the sample sheet. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import { dayOf } from '../events/time.js'
import type { Explanation, Line } from '../projections/explanation.js'
import type { RankRow } from '../projections/ranking.js'
import { isRefusal } from '../projections/refusal.js'
import { readYaml } from '../projections/rules/yaml.js'
import { adoptRules, proposeRules } from '../src/admission/acts.js'
import { by, given, on } from './given.js'
import { asking, district, draft, held, ruleDocument, unit } from './twin/asking.js'
import type { Draft } from './twin/book.js'
import { adopting } from './twin/view.js'

const office = unit('O01', 'office', 'D01')
const base = [...district, office]

/** A sheet of streets with one item. */
const sheet = (item: string, { appraiser = '[D01, O01]', appraises = 'street', bonus = '' } = {}): Draft[] => {
  const text = `sheets:
  - id: street
    title: 街道考评
    appraises: ${appraises}
    appraiser: ${appraiser}
    period: year
    headings: [{ id: work, title: 工作, items: [{ id: one, title: 项目, ${item} }] }]
${bonus}`
  return adopting(ruleDocument('2026.1', '2026-01-01', text), '2025-12-01')
}

const judged = (code: string, assessor: string, points: string, clause = 'work.one', period = '2026'): Draft =>
  draft('ItemJudged', `${period}-12-20`, {
    ...{ sheet: 'street', period, unit: code, clause, value: { kind: 'points', points }, reason: '示例', assessor },
  })

const rank = (drafts: readonly Draft[], period = '2026', asked: JsonObject = {}) =>
  asking([...base, ...drafts]).answer<readonly RankRow[]>('ranking', { period, sheet: 'street', ...asked })
const rowOf = (drafts: readonly Draft[], code = 'S01'): RankRow => rank(drafts).find((row) => row.unit.code === code)!
/** `7.00`, or `open`. */
const total = (drafts: readonly Draft[], code = 'S01'): string => {
  const row = rowOf(drafts, code)
  return row.status === 'provisional' ? 'open' : row.total
}

const flat = (lines: readonly Line[]): Line[] => lines.flatMap((line) => [line, ...flat(line.lines)])
const clauseOf = (drafts: readonly Draft[], code = 'S01'): Line => {
  const { lines } = asking([...base, ...drafts]).answer<Explanation>('explanation', { unit: code, period: '2026' })
  return flat(lines).find(({ kind, rule }) => kind === 'clause' && rule !== null)!
}

const both = [judged('S01', 'D01', '8'), judged('S01', 'O01', '6')]

t.test('two offices judge one item: the rule set says whose points it takes', async (t) => {
  const of = (several: string) => sheet(`max: 10, measure: { judged: points${several} }`)
  const take = (policy: string) => of(`, several: { take: ${policy} }`)
  t.equal(total([...of(''), ...both]), '6.00', 'without a policy what was recorded last')
  t.equal(total([...take('last'), ...both]), '6.00')
  t.equal(total([...take('mean'), ...both]), '7.00')
  t.equal(total([...take('sum'), ...both]), '10.00', '14 points, of which the item takes 10')
  t.equal(total([...take('{ lead: D01 }'), ...both]), '8.00')
  t.equal(total([...take('{ lead: O01 }'), ...both]), '6.00')
  t.equal(total([...take('{ weights: { D01: 6, O01: 4 } }'), ...both]), '7.20')
  const thirds = [judged('S01', 'D01', '8.01'), judged('S01', 'O01', '8')]
  t.equal(total([...take('mean'), ...thirds]), '8.01', '8.005, rounded half up')
  t.same(rowOf([...take('mean'), ...both]).gradedBy, ['D01', 'O01'])
})

t.test('an item is open until everybody has judged whose points it takes', async (t) => {
  const take = (policy: string) => sheet(`max: 10, measure: { judged: points, several: { take: ${policy} } }`)
  const [first, second] = both.map((one) => [one])
  for (const policy of ['mean', 'sum', '{ weights: { D01: 6, O01: 4 } }']) {
    t.equal(total([...take(policy), ...first!]), 'open', policy)
    t.equal(total([...take(policy), ...second!]), 'open', policy)
  }
  t.equal(rowOf([...take('mean'), ...first!]).pending, '0.00', 'without a base nothing is pending in points')
  t.equal(total([...take('{ lead: D01 }'), ...first!]), '8.00')
  t.equal(total([...take('{ lead: D01 }'), ...second!]), 'open')
  const stranger = draft('ItemJudged', '2026-12-20', { ...both[1]!.data, assessor: 'S02' })
  t.equal(total([...take('mean'), ...first!, stranger]), 'open', 'somebody else does not stand in')
  t.match(
    clauseOf([...take('{ lead: D01 }'), ...both, stranger]).notCounted.map(({ why }) => why.zh),
    ['以牵头单位的评定为准', '不是本表的考评单位'],
  )
})

t.test('assessors that are too far apart are flagged, and nothing else changes', async (t) => {
  const rules = sheet('max: 10, measure: { judged: points, several: { take: mean, gap: 10% } }')
  const flag = { kind: 'assessors_apart', address: 'work.one', offices: ['D01', 'O01'], points: ['8.00', '6.00'], gap: '2.00' }
  t.same(rowOf([...rules, ...both]).flags, [{ ...flag, allowed: '1.00' }])
  t.equal(total([...rules, ...both]), '7.00')
  const near = [judged('S01', 'D01', '8'), judged('S01', 'O01', '7')]
  t.notOk('flags' in rowOf([...rules, ...near]), 'exactly 10 % of the max is not more than 10 %')
  t.equal(rowOf([...rules, judged('S01', 'O01', '6.99'), judged('S01', 'D01', '8')]).flags?.[0]?.gap, '1.01')
  t.notOk('flags' in rowOf([...rules, both[0]!]), 'one judgement is not apart from itself')
  const line = clauseOf([...rules, ...both])
  t.same(
    line.notes?.map(({ zh }) => zh),
    ['示例D01 8.00，示例O01 6.00，平均 7.00，相差 2.00 超过 1.00'],
  )
  t.equal(line.counted.length, 2)
  t.equal(line.rule?.zh, '按考评单位评分的平均计分')
  t.same(clauseOf([...rules, ...near]).notes?.[0]?.zh, '示例D01 8.00，示例O01 7.00，平均 7.50')
  const answered = asking([...base, ...rules, ...both]).answer<Explanation>('score', { unit: 'S01', period: '2026' })
  t.match(answered.flags, [flag])
})

const viceChair = (code: string): Draft =>
  draft('RoleAssigned', '2026-02-01', {
    unit: code,
    post: 'executive_vice_chair',
    person: `p-${code.toLowerCase()}`,
    holder: 'veteran_cadre',
  })

t.test('90 % of the communities have an executive vice chair: 98 and 99 of 109, and 9 of 10 exactly', async (t) => {
  const share = `max: 5, scale: { when: { ratio: {
      part: { standing: role, where: { post: executive_vice_chair }, of: community, distinct: subject },
      whole: { units: community } }, at_least: 90% }, then: 5, else: 0 }`
  const codes = Array.from({ length: 109 }, (_, i) => `C${String(i + 1).padStart(3, '0')}`)
  const units = codes.slice(5).map((code) => unit(code, 'community', 'S02'))
  const ofDistrict = (count: number) => [
    ...sheet(share, { appraises: 'district', appraiser: '[D01]' }),
    ...units,
    ...codes.slice(0, count).map(viceChair),
  ]
  t.equal(total(ofDistrict(98), 'D01'), '0.00', '98 of 109 is 89.9 %')
  t.equal(total(ofDistrict(99), 'D01'), '5.00', '99 of 109 is 90.8 %')
  const ten = codes.slice(5, 13).map((code) => unit(code, 'community', 'S02'))
  const inS02 = ['C004', 'C005', ...codes.slice(5, 13)]
  const ofStreet = (count: number) => [...sheet(share), ...ten, ...inS02.slice(0, count).map(viceChair)]
  t.equal(total(ofStreet(9), 'S02'), '5.00', 'exactly 90 %: 以上 includes the number')
  t.equal(total(ofStreet(8), 'S02'), '0.00')
  t.equal(total([...ofStreet(8), viceChair('C004')], 'S02'), '0.00', 'two in one community are one community')
  const moved = draft('UnitMoved', '2026-11-01', { unit: 'C013', parent: 'S01' })
  t.equal(total([...ofStreet(8), moved], 'S02'), '0.00', '8 of 9 on the last day is 88.9 %')
  t.equal(total([...ofStreet(9), moved], 'S02'), '5.00')
})

t.test('of one project of a street the highest honour counts, and none that was refused', async (t) => {
  const bonus = `    bonus: { items: [{ id: honour, title: 表彰, measure: { each: HonourReceived, by: level },
      scale: { table: { district: 1, city: 2 } }, limit: { highest_per: projectKey } }] }`
  const rules = sheet('measure: { count: ActivityHeld }', { bonus })
  const honour = (projectKey: string, level: string, subject = 'S01'): Draft =>
    draft('HonourReceived', '2026-05-01', { subject, level, title: '示例', grantor: '示例', projectKey })
  const honours = [
    honour('reading', 'district'),
    honour('reading', 'city'),
    honour('garden', 'district'),
    honour('reading', 'city', 'C001'),
  ]
  t.equal(rowOf([...rules, ...honours]).bonus, '3.00', 'city for reading, district for the garden; the community has its own')
  const refused = draft('BonusRefused', '2026-12-20', {
    ...{
      sheet: 'street',
      period: '2026',
      unit: 'S01',
      item: 'bonus.honour',
      projectKey: 'reading',
      reason: '示例',
      assessor: 'O01',
    },
  })
  t.equal(rowOf([...rules, ...honours, refused]).bonus, '1.00')
})

t.test('a result becomes points of another scheme, and the points of another scheme come in', async (t) => {
  const community = `sheets:
  - { id: community, title: 社区考评, appraises: community, appraiser: parent, period: year, headings: [{ id: a, title: 活动, items: [
      { id: b, title: 活动, measure: { count: ActivityHeld }, scale: { each: "12.5" } }] }] }
  - { id: civic, title: 精神文明考评, appraises: community, appraiser: [O01], period: year, headings: [
      { id: care, title: 关心下一代, max: 2, items: [
        { id: converted, title: 按2%折算, max: 2, measure: { times: [{ score: community }, 0.02] } }] }] }
`
  const rules = adopting(ruleDocument('2026.1', '2026-01-01', community), '2025-12-01')
  const converted = (times: number) =>
    rank([...rules, ...held('C001', times)], '2026', { sheet: 'civic', scope: 'street:S01' })[0]?.total
  t.equal(converted(7), '1.75', '2 % of 87.5')
  t.equal(converted(1), '0.25', '2 % of 12.5')
  t.equal(converted(9), '2.00', '2 % of 112.5 is above the most')
  const imported = (value: string, on = '2026-12-25', scheme = 'civic_progress'): Draft =>
    draft('ExternalResultImported', on, { subject: 'S01', scheme, period: '2026', value })
  const latest = 'measure: { latest: ExternalResultImported.value, where: { scheme: civic_progress } }'
  const inPart = sheet(`max: 5, ${latest}, scale: { proportional: { target: 100, points: 5 } }`)
  t.equal(total([...inPart, imported('92.5')]), '4.63', '4.625, rounded half up')
  t.equal(total([...inPart, imported('80', '2026-12-28'), imported('92.5')]), '4.00', 'the later of two')
  t.equal(total([...inPart, imported('99', '2026-12-25', 'something_else')]), '0.00')
  const inBands = sheet(`max: 5, ${latest}, scale: { bands: [{ from: 95, points: 5 }, { from: 90, points: 4 }, { points: 0 }] }`)
  t.equal(total([...inBands, imported('92.5')]), '4.00')
  t.equal(total([...inBands, imported('95')]), '5.00')
})

const SAMPLE = readYaml(readFileSync(new URL('../projections/rulesets/2025.1.yaml', import.meta.url), 'utf8')).json as JsonObject

t.test('the sample sheet of streets: what a street without any work has, and what each thing adds', async (t) => {
  const rules = adopting(SAMPLE, '2024-12-01')
  const clauses = ['veterans.service', 'rules.archive', 'activity.effect', 'innovation.creation']
  const judgements = (code: string) =>
    clauses.flatMap((clause) => ['D01', 'O01'].map((assessor) => judged(code, assessor, '3', clause, '2025')))
  const totals = (drafts: readonly Draft[]) =>
    rank([...rules, ...['S01', 'S02'].flatMap(judgements), ...drafts], '2025').map(
      (row) => `${row.unit.code} ${row.total} ${row.status}`,
    )
  // Judged 3 four times; nothing else, and the communities are not judged yet, so that their mean is not known.
  t.same(totals([]), ['S01 12.00 provisional', 'S02 12.00 provisional'])
  const communities = ['C001', 'C002', 'C003', 'C004', 'C005']
  const ofCommunity = (code: string, assessor: string): Draft[] =>
    ['veterans.service', 'rules.archive', 'activity.effect.quality', 'innovation.creation']
      .map((clause) =>
        draft('ItemJudged', '2025-12-20', {
          ...{
            sheet: 'community',
            period: '2025',
            unit: code,
            clause,
            value: { kind: 'points', points: '2' },
            reason: '示例',
            assessor,
          },
        }),
      )
      .concat(
        draft('ItemJudged', '2025-12-20', {
          ...{ sheet: 'community', period: '2025', unit: code, clause: 'activity.effect.complaints' },
          ...{ value: { kind: 'cases', cases: [] }, reason: '示例', assessor },
        }),
      )
  const all = communities.flatMap((code) => ofCommunity(code, code < 'C004' ? 'S01' : 'S02'))
  // A community without any work has its 8 judged points and 2 of 4 for no training: 8 points of 100 for a mean of 10 are 0.80.
  t.same(totals(all), ['S01 12.80 ranked', 'S02 12.80 ranked'])
  const work = [
    ...held('S01', 6, '2025-05-04'), // +2.00
    draft('PartyReportHeard', '2025-05-05', { unit: 'S01', body: 'party_committee' }), // +2.00
    // +4.40
    draft('ExternalResultImported', '2025-12-25', { subject: 'S01', scheme: 'civic_progress', period: '2025', value: '88' }),
    draft('JointConferenceHeld', '2025-03-05', {
      ...{ convener: 'S01', tier: 'communities_of_street', quarter: '2025Q1', attendees: ['C001'] },
    }), // +1.00; C001 came, which is 1.50 in its own sheet
    // +1.67: a third of 80 %, of 4
    draft('PairingEstablished', '2025-03-06', { unit: 'C001', partner: 'C004', kind: 'enterprise' }),
  ]
  // C001 has 1.00 more for its pairing: the mean of 12.5, 10 and 10 gives 0.87 for 0.80.
  t.same(totals([...all, ...work]), ['S01 23.94 ranked', 'S02 12.80 ranked'])
  const asked = asking([...base, ...rules, ...all])
  t.equal(
    asked.answer<readonly RankRow[]>('ranking', { period: '2025' })[0]?.unit.code,
    'C001',
    'communities, unless somebody asks',
  )
  t.equal(asked.answer<Explanation>('score', { unit: 'S01', period: '2025' }).sheet.id, 'street')
  t.equal(asked.refused('ranking', { period: '2025', sheet: 'street', scope: 'street:S01' }), 'bad_question')
  t.same(asked.answer<readonly RankRow[]>('ranking', { period: '2025', sheet: 'street', scope: 'district' }).length, 2)
})

t.test('exactly the offices that the sheet names may judge, each once', async (t) => {
  const text = readFileSync(new URL('../projections/rulesets/2025.1.yaml', import.meta.url), 'utf8')
  const registered = by(
    'office',
    on('2023-01-01', 'UnitRegistered', { unit: 'O01', kind: 'office', name: '示例区文明办', parent: 'D01' }),
  )
  const proposed = proposeRules(given(registered).view, text, dayOf('2024-12-10'))
  assert(Array.isArray(proposed))
  const before = [registered, ...proposed.map((proposal) => by('office', proposal))]
  const adoption = adoptRules(given(...before).view, '2025.1', { principal: 'chairs', today: dayOf('2024-12-20') })
  assert(!isRefusal(adoption))
  const rules = [...before, ...adoption.map((proposal) => by('chairs', proposal))]
  const judgement = (assessor: string) =>
    on('2026-01-20', 'ItemJudged', { ...judged('S01', assessor, '5', 'veterans.service', '2025').data })
  given(...rules)
    .when(judgement('D01'))
    .thenAdmitted(t)
  given(...rules, judgement('D01'))
    .when(judgement('O01'))
    .thenAdmitted(t)
  given(...rules, judgement('D01'))
    .when(judgement('D01'))
    .thenRefused(t, 'already_recorded')
  for (const stranger of ['S01', 'M001', 'S02'])
    given(...rules)
      .when(judgement(stranger))
      .thenRefused(t, 'wrong_judge', { place: 'data.assessor', zh: '由示例区（D01）或示例区文明办（O01）评分' })
})
