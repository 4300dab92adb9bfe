/** The counts of the report, from dated registrations, grants and conversions: 130 of 143, and 18 of 109. */
import t from 'tap'
import type { JsonObject, PlainDate } from '../events/event.js'
import type { Holder, SchemeTitles, TitlesTogether } from '../projections/titles.js'
import { asking, draft, granted, rules, unit } from './fixtures/wuhao.js'
import { type Draft, retraction } from './twin/book.js'

interface Shown {
  readonly schemes: readonly SchemeTitles[]
  readonly together: TitlesTogether | null
}

const ask = (drafts: readonly Draft[], asked: JsonObject, asOf: PlainDate, knownAt?: number) =>
  asking(drafts).answer<Shown>('titles', asked, { asOf, ...(knownAt !== undefined && { knownAt: String(knownAt) }) })
const codes = (holders: readonly Holder[]): string[] => holders.map(({ unit: { code } }) => code)

const numbered = (letter: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `${letter}${String(from + i).padStart(3, '0')}`)

/** Then: 45 villages of which 41 were named, 98 communities of which 89 were. */
const villages = numbered('V', 1, 45)
const communities = numbered('C', 1, 98)
const BOTH = 'advanced_village,advanced_community'
const then: readonly Draft[] = [
  unit('D01', 'district'),
  unit('S01', 'street', 'D01'),
  ...rules(),
  ...villages.map((code) => unit(code, 'village', 'S01')),
  ...communities.map((code) => unit(code, 'community', 'S01')),
]
const named: readonly Draft[] = [
  ...villages.slice(0, 41).map((code) => granted('2025-07-01', '2028-07-01', code, 'advanced_village')),
  ...communities.slice(0, 89).map((code) => granted('2025-07-01', '2028-07-01', code, 'advanced_community')),
]

/** Now: 34 villages merged into communities and 11 became communities, so that there are 109 of them; 18 were named. */
const since: readonly Draft[] = [
  ...villages.slice(0, 34).map((code, i) => draft('UnitsMerged', '2026-03-01', { into: communities[i % 20]!, from: [code] })),
  ...villages.slice(34).map((code) => draft('UnitConverted', '2026-04-01', { unit: code, kind: 'community' })),
  ...communities.slice(0, 18).map((code) => granted('2026-06-01', undefined, code, 'demo_community')),
]
const ledger: readonly Draft[] = [...then, ...named, ...since]

t.test('130 of 143 villages and communities held a title: 90.9 %', async (t) => {
  const { schemes, together } = ask(ledger, { scheme: BOTH }, '2025-12-31')
  t.match(together, {
    ...{ schemes: ['advanced_village', 'advanced_community'], kinds: ['village', 'community'] },
    ...{ count: 130, of: 143, percent: '90.9', text: { zh: '143个村、社区中130个，90.9%' } },
  })
  t.match(
    schemes.map(({ count, of, percent }) => [count, of, percent]),
    [
      [41, 45, '91.1'],
      [89, 98, '90.8'],
    ],
  )
  t.match(schemes[1]?.holders[0], {
    ...{ unit: { code: 'C001', name: '示例C001', kind: 'community' }, street: 'S01', batch: 'b1', inherited: false },
    ...{ since: '2025-07-01', until: '2028-07-01', position: then.length + 41 },
  })
  t.same(ask(ledger, { scheme: ['advanced_community', 'advanced_village'] }, '2025-12-31').together?.count, 130)
})

t.test('retracting one grant gives 129 of 143: 90.2 %', async (t) => {
  const less = [...ledger, retraction(then.length, '2026-08-01')]
  t.match(ask(less, { scheme: BOTH }, '2025-12-31').together, { count: 129, of: 143, percent: '90.2' })
  t.match(ask(less, { scheme: BOTH }, '2025-12-31', ledger.length - 1).together, { count: 130 }, 'as known before')
})

t.test('18 of 109 communities: 16.5 %, after villages merged and were converted', async (t) => {
  const { schemes } = ask(ledger, {}, '2026-06-30')
  const of = (id: string) => schemes.find(({ scheme }) => scheme.id === id)!
  t.match(of('demo_community'), { count: 18, of: 109, percent: '16.5', text: { zh: '109个社区中18个，16.5%' } })
  t.match(of('advanced_community'), { count: 89, of: 109 })
  t.match(of('advanced_village'), { count: 0, of: 0, percent: null, text: { zh: '0个村中0个' } }, 'no village is left')
  t.same(
    codes(of('advanced_village').outside),
    villages.slice(34, 41),
    'villages that became communities keep their titles, which count nowhere; those of merged ones are gone with them',
  )
  t.equal(of('advanced_village').outside[0]?.unit.kind, 'community')
})

t.test('a title that was given to nobody is no data, never 0', async (t) => {
  const { schemes, together } = ask(ledger, { scheme: 'demo_village、市级示范社区' }, '2026-06-30')
  t.match(schemes[0], { count: null, percent: null, holders: [], text: { zh: '没有数据（0个村）', en: 'no data (0 villages)' } })
  t.match(together, { count: 18, of: 109, noData: ['demo_village'] })
  t.match(ask(ledger, { scheme: 'demo_community' }, '2026-05-31').schemes[0], { count: null }, 'before the first one was given')
  const revoked = draft('AccreditationRevoked', '2026-06-02', { scheme: 'demo_village', unit: 'V001', ground: '示例' })
  const once = [...then, granted('2026-06-01', undefined, 'V001', 'demo_village'), revoked]
  t.match(ask(once, { scheme: 'demo_village' }, '2026-06-30').schemes[0], { count: 0, of: 45, percent: '0.0' }, 'now it is 0')
})

t.test('a title is held by the unit as it stood on the day', async (t) => {
  const moved = draft('UnitMoved', '2026-05-01', { unit: 'C001', parent: 'S02' })
  const drafts = [...then, unit('S02', 'street', 'D01'), granted('2026-04-01', undefined, 'C001', 'demo_community'), moved]
  const street = (asOf: PlainDate) => ask(drafts, { scheme: 'demo_community' }, asOf).schemes[0]?.holders[0]?.street
  t.same(['2026-04-30', '2026-05-01'].map(street), ['S01', 'S02'])
})

t.test('a scheme that there is not is refused', async (t) => {
  const answered = asking([...then]).ask('titles', { scheme: 'demo_comunity' })
  t.match(answered, {
    refused: true,
    code: 'unknown_scheme',
    words: { zh: '没有创建项目“demo_comunity”，是否应为“demo_community”' },
  })
})
