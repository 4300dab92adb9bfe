/** How a rule set comes into force: proposed as a text, adopted by somebody else, its id used once. */
import assert from 'node:assert/strict'
import t, { type Test } from 'tap'
import { canonical, sha256 } from '../events/digest.js'
import type { Proposal } from '../events/event.js'
import { dayOf } from '../events/time.js'
import { isRefusal, type RefusalCode } from '../projections/refusal.js'
import { readYaml } from '../projections/rules/yaml.js'
import { adoptRules, proposeRules } from '../src/admission/acts.js'
import { parse } from '../src/admission/parse.js'
import { by, given, type Handed, idAt, nth, on } from './given.js'

const today = dayOf('2025-12-10')
const text = (id: string, more = '', title = '示例考评办法') => `ruleset: "${id}"
grammar: 1
title: ${title}
document: 示关工委〔2025〕19号
effective: { from: 2026-01-01 }
points: { step: "0.01", round: half_up }
${more}
sheets:
  - id: community
    title: 社区百分考评
    appraises: community
    appraiser: parent
    period: year
    headings:
      - { id: work, title: 工作, items: [{ id: all, title: 工作, max: 100, measure: { judged: points } }] }
`

/** The proposals of a rule set by `office`, on the ledger after others. */
function proposed(yaml: string, before: readonly Handed[] = []): Handed[] {
  const proposals = proposeRules(given(...before).view, yaml, today)
  assert(Array.isArray(proposals), JSON.stringify(proposals))
  return proposals.map((proposal) => by('office', proposal))
}

function adopted(id: string, before: readonly Handed[]): Handed[] {
  const proposals = adoptRules(given(...before).view, id, { principal: 'chairs', today })
  assert(!isRefusal(proposals), JSON.stringify(proposals))
  return proposals.map((proposal) => by('chairs', proposal))
}

const first = proposed(text('2026.1'))
const inForce = [...first, ...adopted('2026.1', first)]

/** What an act on a ledger gives: its refusal, and that it says the place or the way out. */
function refusedAct(t: Test, outcome: unknown, code: RefusalCode, ...says: readonly string[]): void {
  assert(isRefusal(outcome), JSON.stringify(outcome))
  t.equal(outcome.code, code)
  for (const part of says) t.ok(outcome.words.zh.includes(part), `says ${part}`, { sentence: outcome.words.zh })
}

t.test('a rule set is proposed in pieces, with the file as evidence, and adopted by another principal', (t) => {
  const { view } = given(...inForce)
  t.strictSame(
    view.rulebook.adopted.map(({ set, by: adopter, from }) => [set.id, set.proposer, adopter, from]),
    [['2026.1', 'office', 'chairs', dayOf('2026-01-01')]],
  )
  const proposal = first.at(-1)?.proposal as Proposal
  const yaml = text('2026.1')
  t.strictSame(proposal.evidence, [{ sha256: sha256(yaml), mediaType: 'application/yaml', bytes: Buffer.byteLength(yaml) }])
  t.equal(proposal.document, '示关工委〔2025〕19号')
  t.end()
})

t.test('a long text is cut between characters into pieces that fit', (t) => {
  const long = proposed(
    text('2026.1', '', `"${'示例\\"𠮷'.repeat(1)}"`).replace('title: 社区百分考评', `title: "${'示例𠮷\\"'.repeat(12_000)}"`),
  )
  t.ok(long.length > 3, `${long.length} proposals`)
  for (const { proposal } of long) t.notOk(isRefusal(parse(proposal)))
  t.equal(given(...long).view.rulebook.proposed.length, 1)
  t.end()
})

t.test('what is wrong with a text comes back with line and column', (t) => {
  const problemsOf = (yaml: string) => {
    const outcome = proposeRules(given().view, yaml, today)
    assert('problems' in outcome, JSON.stringify(outcome))
    return outcome.problems.map(({ line, column, words }) => `${line}:${column} ${words.zh}`)
  }
  t.match(problemsOf(text('2026.1', 'title: 又一个')), [/^7:1 同一层有重复的键/])
  t.match(problemsOf(text('2026.1').replace('id: all', 'id: All')), [/^15:.*“id”应由小写字母开头/])
  t.match(problemsOf(text('2026.1').replace('judged: points', 'judgd: points')), [/^15:/])
  t.match(problemsOf(text('2026.1').replace('title: 社区百分考评', 'title: "\\uD800"')), [/^10:.*残缺的字符/])
  t.match(problemsOf(`\uFEFF${text('2026.1')}`), [/^1:1 文件开头有BOM标记/])
  t.end()
})

t.test('an id is used once, a text waits once, and only what was adopted is replaced', (t) => {
  const { view } = given(...inForce)
  refusedAct(t, proposeRules(view, text('2026.1'), today), 'rules_closed', '编号不能再用', 'replaces: "2026.1"')
  refusedAct(t, proposeRules(given(...first).view, text('2026.1'), today), 'already_so', `第${nth(1)}号记录`)
  refusedAct(t, proposeRules(view, text('2026.2', 'replaces: "2025.1"'), today), 'unknown_rules', '“2025.1”', '已通过的：2026.1')
  const second = [...inForce, ...proposed(text('2026.2', 'replaces: "2026.1"'), inForce)]
  t.equal(given(...second, ...adopted('2026.2', second)).view.rulebook.adopted.length, 2)
  t.end()
})

t.test('a text that was not adopted is proposed again in other words; the last is adopted', (t) => {
  const again = [...first, ...proposed(text('2026.1', '', '另一份'), first)]
  const { view } = given(...again, ...adopted('2026.1', again))
  t.strictSame(
    view.rulebook.adopted.map(({ set }) => set.title),
    ['另一份'],
  )
  t.end()
})

t.test('nobody adopts what he proposed himself', (t) => {
  const { view } = given(...first)
  refusedAct(
    t,
    adoptRules(view, '2026.1', { principal: 'office', today }),
    'same_principal',
    'office自己提请的',
    '须由另一人审议通过',
  )
  const [adoption] = adopted('2026.1', first)
  assert(adoption !== undefined)
  given(...first)
    .when(by('office', adoption.proposal))
    .thenRefused(t, 'same_principal', { because: [nth(1)] })
  given(...first)
    .when(adoption)
    .thenAdmitted(t, 'rules')
  t.end()
})

t.test('what is adopted was proposed, and is adopted once', (t) => {
  refusedAct(t, adoptRules(given(...first).view, '2026.2', { principal: 'chairs', today }), 'unknown_rules', '是否应为“2026.1”')
  refusedAct(t, adoptRules(given().view, 'x', { principal: 'chairs', today }), 'unknown_rules', '待审议的：无')
  refusedAct(t, adoptRules(given(...inForce).view, '2026.1', { principal: 'chairs', today }), 'already_so', `第${nth(2)}号记录`)
  const digest = 'a'.repeat(64)
  given(...first)
    .when(on('2025-12-10', 'RuleSetAdopted', { ruleset: '2026.1', digest }))
    .thenRefused(t, 'unknown_rules')
  t.end()
})

t.test('a proposal by hand is that of its text', (t) => {
  const [part, proposal] = first
  assert(part !== undefined && proposal !== undefined)
  const { data } = proposal.proposal as Proposal
  const changed = (more: Proposal['data']) => by('office', on('2025-12-10', 'RuleSetProposed', { ...data, ...more }))
  given(part).when(proposal).thenAdmitted(t, 'rules')
  given().when(proposal).thenRefused(t, 'rules_invalid', { place: 'data.digest' })
  given(part)
    .when(changed({ ruleset: '2026.9' }))
    .thenRefused(t, 'rules_invalid', { place: 'data.ruleset', zh: '“2026.1”' })
  given(part)
    .when(changed({ title: '另一个' }))
    .thenRefused(t, 'rules_invalid', { place: 'data.title' })
  given(part)
    .when(changed({ replaces: '2025.1' }))
    .thenRefused(t, 'rules_invalid', { place: 'data.replaces' })
  t.end()
})

t.test('rules are neither corrected nor retracted', (t) => {
  const retracted = (position: number) =>
    on('2026-03-01', 'EventRetracted', { target: idAt(position), reason: '示例' }, { document: '示例1号' })
  for (const position of [nth(0), nth(1), nth(2)])
    given(...inForce)
      .when(retracted(position))
      .thenRefused(t, 'wrong_target', { zh: '用 replaces 代替' })
  t.end()
})

t.test('a rule set whose worked cases come out otherwise is neither proposed nor recorded', (t) => {
  const cases = (gives: string) => text('2026.1', `cases: [{ clause: work.all, judged: 7, gives: "${gives}" }]`)
  const sound = proposed(cases('7'))
  t.equal(given(...sound).view.rulebook.proposed.length, 1)
  const outcome = proposeRules(given().view, cases('8'), today)
  t.match(outcome, { problems: [{ words: { zh: '第1例算得不对：work.all 应为8.00，算得7.00' }, line: 7, column: 9 }] })
  // Recorded piece by piece, past the act, it is refused as well.
  const json = canonical(readYaml(cases('8')).json!)
  const digest = sha256(json)
  const piece = by('office', on('2025-12-10', 'RuleSetPart', { digest, index: 0, parts: 1, json }))
  const proposal = on(
    '2025-12-10',
    'RuleSetProposed',
    { ruleset: '2026.1', digest, parts: 1, title: '示例考评办法' },
    { document: '示关工委〔2025〕19号' },
  )
  given(piece)
    .when(by('office', proposal))
    .thenRefused(t, 'cases_failed', { place: 'cases.0', zh: ['算例不符', '应为8.00'] })
  t.end()
})
