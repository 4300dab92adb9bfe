/** Boards: what is cited, put into the first ledger or the first scheme, gives the second board. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import { board } from '../projections/board.js'
import type { View } from '../projections/question.js'
import { isRefusal } from '../projections/refusal.js'
import { schemes } from './fixtures/wuhao.js'
import { district, ruleDocument, unit } from './twin/asking.js'
import { acts, story } from './twin/board-stories.js'
import { book } from './twin/book.js'
import { addressesIn, type Asked, basisOf, changed, chosenIn, isAsUnder, positionsIn, replayed } from './twin/causes.js'
import { adopting, viewOf } from './twin/view.js'

/** A board without positions: who meets what, who holds what. */
function boardIn(view: View, asOf: string): string[] {
  const found = board(view, { scheme: 'wuyou_wuhao', period: '2026' }, basisOf(asOf, view.size - 1))
  assert(!isRefusal(found))
  return found.rows.map(({ unit: { code }, goods, meets, holds: { status, since, until } }) => {
    const said = goods.map(({ id, met, requires, own }) =>
      [id, met, ...requires.map((have) => have.met), own?.met ?? '-'].join(' '),
    )
    return [code, meets, status, since, until, ...said].join('; ')
  })
}

const counted = { boards: 0, causes: 0, schemes: 0, addresses: 0 }

t.test('boards: records', async (t) => {
  const property = fc.property(
    acts,
    fc.constantFrom('', 'effect: fail_title', 'requires_titles: [advanced_community]'),
    (list, more) => {
      const rules = adopting(ruleDocument('wuhao', '2025-01-01', schemes(more)), '2024-12-01')
      const drafts = story([...district, unit('V001', 'village', 'S01'), ...rules], list)
      const view = viewOf(book(drafts))
      const before = drafts.length - Math.ceil(list.length / 2)
      for (const asOf of ['2026-03-10', '2026-12-31', '2028-03-10']) {
        const asked: Asked = { of: 'board', scheme: 'wuyou_wuhao', period: '2026', a: { knownAt: String(before) } }
        const cited = positionsIn(changed(view, asked, basisOf(asOf, drafts.length - 1)))
        for (const position of cited) assert.ok(position > before)
        const again = boardIn(replayed(drafts, before, cited), asOf)
        assert.deepEqual(again, boardIn(view, asOf), `as of ${asOf} from ${before} with ${[...cited].join()}`)
        counted.boards += 1
        counted.causes += cited.size
      }
    },
  )
  fc.assert(property, { seed: 20260801, numRuns: 150 })
  t.pass()
})

const conditions = {
  team: ['{ standing: role, distinct: person, at_least: 3 }', '{ standing: role, distinct: person, at_least: 1 }'],
  funds: ['{ sum: FundsAllocated.amountCny, at_least: 2000 }', '{ sum: FundsAllocated.amountCny, at_least: 1000 }'],
  corps: ['{ standing: veteran, distinct: person, at_least: 1 }', '{ standing: veteran, distinct: person, at_least: 3 }'],
  innovation: ['{ count: InformationPublished, at_least: 1 }', '{ count: [InformationPublished, ActivityHeld], at_least: 1 }'],
  activity: ['{ count: ActivityHeld, at_least: 4 }', '{ count: ActivityHeld, at_least: 1 }'],
} as const
type Part = keyof typeof conditions

const drawn = fc.record({
  when: fc.record(
    Object.fromEntries(Object.entries(conditions).map(([id, list]) => [id, fc.constantFrom(...list)])) as {
      [P in Part]: fc.Arbitrary<string>
    },
  ),
  /** In which Good a Have stands. */
  corpsIn: fc.constantFrom('leadership', 'activity'),
  effect: fc.constantFrom('fail_good', 'fail_title'),
})

/** A scheme of three Haves in three Goods. */
const schemeOf = (
  ruleset: string,
  { when, corpsIn, effect }: typeof drawn extends fc.Arbitrary<infer D> ? D : never,
): JsonObject => {
  const corps = (good: string) => (corpsIn === good ? ', corps' : '')
  return ruleDocument(
    ruleset,
    '2025-01-01',
    `
accreditation:
  - id: wuyou_wuhao
    title: 五有五好
    units: [community]
    period: year
    effect: ${effect}
    haves:
      - { id: team, title: 有班子, when: ${when.team} }
      - { id: funds, title: 有经费, when: ${when.funds} }
      - { id: corps, title: 有队伍, when: ${when.corps} }
    goods:
      - { id: leadership, title: 领导班子建设好, requires: [team${corps('leadership')}] }
      - { id: activity, title: 活动经常效果好, requires: [funds${corps('activity')}], when: ${when.activity} }
      - { id: innovation, title: 积极探索创新好, requires: [], when: ${when.innovation} }
`,
  )
}

function schemeReplacing(first: JsonObject, second: JsonObject, cited: ReadonlySet<string>): JsonObject {
  const [a, b] = [first, second].map((document) => (document['accreditation'] as readonly JsonObject[])[0]!) as [
    JsonObject,
    JsonObject,
  ]
  const id = String(a['id'])
  const listOf = (scheme: JsonObject, name: string) => scheme[name] as readonly JsonObject[]
  const [haves, goods] = ['haves', 'goods'].map((name) => chosenIn(cited, `${id}.`, listOf(a, name), listOf(b, name))) as [
    JsonObject[],
    JsonObject[],
  ]
  const rest = cited.has(id) ? b : a
  return { ...first, ruleset: 'replayed', accreditation: [{ ...rest, haves, goods }] }
}

t.test('boards: rules', async (t) => {
  const property = fc.property(acts, drawn, drawn, (list, one, other) => {
    const [first, second] = [schemeOf('first', one), schemeOf('second', other)]
    const drafts = story([...district, ...adopting(first, '2024-12-01'), ...adopting(second, '2024-12-01')], list)
    const view = viewOf(book(drafts))
    const basis = basisOf('2026-12-31', drafts.length - 1)
    const found = changed(view, { of: 'board', period: '2026', a: { rules: 'first' }, b: { rules: 'second' } }, basis)
    const cited = addressesIn(found)
    const document = schemeReplacing(first, second, cited)
    isAsUnder(view, { of: 'board', period: '2026', document }, { ...basis, rules: 'second' })
    counted.schemes += found.rows.length > 0 ? 1 : 0
    counted.addresses += cited.size
  })
  fc.assert(property, { seed: 20260802, numRuns: 150 })
  t.pass()
})

t.test('all that was tried', async (t) => {
  t.comment(JSON.stringify(counted))
  const { boards, causes, schemes: sets, addresses } = counted
  t.ok(boards > 300 && causes > 300 && sets > 50 && addresses > 100)
})
