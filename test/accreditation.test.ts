/** The board of a scheme by hand: the Haves inside the Goods, what is lacking and by how much, which days count. */
import t from 'tap'
import type { BoardRow } from '../projections/board.js'
import { asking, base, boardOf, draft, failed, granted, meeting, rowOf, rules, unit } from './fixtures/wuhao.js'
import { district, held } from './twin/asking.js'
import { type Draft, retraction } from './twin/book.js'

const haveOf = (row: BoardRow, id: string) => row.goods.flatMap(({ requires }) => requires).find((have) => have.id === id)!
const codes = (rows: readonly BoardRow[]): string[] => rows.map(({ unit: { code } }) => code)

t.test('each Have that is missing fails exactly the Good that it stands in', async (t) => {
  t.same(failed(rowOf([...base, ...meeting('C001')])), [], 'with all of them the standard is met')
  t.equal(rowOf([...base, ...meeting('C001')]).meets, 'yes')
  const table: readonly (readonly [string, string])[] = [
    ['team', 'leadership'],
    ['funds', 'leadership'],
    ['corps', 'veterans'],
    ['rules', 'system'],
    ['premises', 'activity'],
    ['activity', 'activity'],
    ['innovation', 'innovation'],
  ]
  for (const [have, good] of table) {
    const row = rowOf([...base, ...meeting('C001', have)])
    t.same(failed(row), [good], `without ${have}`)
    t.equal(row.meets, 'no')
  }
  const row = rowOf([...base, ...meeting('C001')])
  t.same(
    row.goods.map(({ title, requires }) => [title, ...requires.map((have) => have.title)]),
    [
      ['领导班子建设好', '有班子', '有经费'],
      ['“五老”作用发挥好', '有队伍'],
      ['制度健全执行好', '有制度'],
      ['活动经常效果好', '有阵地'],
      ['积极探索创新好'],
    ],
  )
})

t.test('where a missing Have fails the title, the Good stands by what it asks for itself', async (t) => {
  const strict = [...district, ...rules('effect: fail_title')]
  const row = rowOf([...strict, ...meeting('C001', 'premises')])
  t.same(failed(row), [])
  t.equal(row.meets, 'no')
  t.equal(haveOf(row, 'premises').met, 'no')
  t.same(failed(rowOf([...strict, ...meeting('C001', 'activity')])), ['activity'])
})

t.test('what is lacking: what was measured, what is wanted, the exact distance, and the records looked at', async (t) => {
  const funds = (on: string, amountCny: string) => draft('FundsAllocated', on, { unit: 'C001', year: on.slice(0, 4), amountCny })
  const drafts = [...base, ...meeting('C001', 'funds'), funds('2026-04-01', '1200.50'), funds('2025-12-31', '5000.00')]
  const row = rowOf(drafts)
  const [spring, before] = [drafts.length - 2, drafts.length - 1]
  t.match(haveOf(row, 'funds'), {
    ...{ title: '有经费', met: 'no', measured: '1200.5', shortBy: '799.5' },
    wanted: { zh: '经费落实的金额（元）合计不少于2000' },
    counted: [spring],
    notCounted: [{ position: before, why: { zh: '计入2025年12月31日，不在考评期内' } }],
  })
  t.match(row.nearest, { good: 'leadership', have: 'funds', title: '有经费', measured: '1200.5', shortBy: '799.5' })
  t.match(haveOf(row, 'team'), { met: 'yes', measured: '3', shortBy: null })
  t.equal(haveOf(row, 'team').counted.length, 3)
  t.match(
    haveOf(row, 'premises').parts.map(({ measured, met, shortBy }) => [measured, met, shortBy]),
    [
      ['1', 'yes', null],
      ['0', 'no', '2'],
    ],
    'of two ways one is enough',
  )
  const [first] = boardOf(drafts, { scope: 'street:S01' }).rows
  t.same(
    first!.goods[0]!.requires.map(({ counted }) => counted),
    [[], []],
    'for all units at once nobody looks for records',
  )
})

t.test('nearest is what lacks least of what is wanted', async (t) => {
  // Three of four activities are a quarter short; 1,900 of 2,000 yuan are a twentieth.
  const drafts = [...base, ...meeting('C001', 'funds', 'activity'), ...held('C001', 3)]
  const row = (amountCny: string) =>
    rowOf([...drafts, draft('FundsAllocated', '2026-04-01', { unit: 'C001', year: '2026', amountCny })])
  t.match(row('1900.00').nearest, { have: 'funds', shortBy: '100' })
  t.match(row('1000.00').nearest, { good: 'activity', have: null, title: '活动经常效果好', shortBy: '1' })
  t.equal(rowOf([...base, ...meeting('C001')]).nearest, null)
  // Of two ways the one that lacks less: one of two premises, not the station that is missing altogether.
  const premises = draft('PremisesProvided', '2026-04-01', { unit: 'C001', kind: 'library' })
  t.match(rowOf([...base, ...meeting('C001', 'premises', 'activity'), ...held('C001', 1), premises]).nearest, {
    ...{ have: 'premises', measured: '0、1', shortBy: '1' },
  })
})

t.test('sums and counts look at the last period that is closed, standings at the day itself', async (t) => {
  const drafts = [
    ...base,
    ...meeting('C001'),
    draft('StationClosed', '2027-02-01', { station: 'T001', unit: 'C001', reason: '示例' }),
  ]
  t.equal(boardOf(drafts, {}, '2026-12-31').period, '2026', 'a year is closed on its last day')
  t.equal(boardOf(drafts, {}, '2026-12-30').period, '2025')
  t.same(failed(rowOf(drafts, 'C001', '2026-12-30')), ['leadership', 'activity', 'innovation'], 'in 2025 nothing had happened')
  t.same(failed(rowOf(drafts, 'C001', '2027-01-31')), [])
  t.same(failed(rowOf(drafts, 'C001', '2027-02-01')), ['activity'], 'the station was closed')
  const now = boardOf(drafts, { unit: 'C001', period: '2026' }, '2026-06-30')
  t.same(now.window, { from: '2026-01-01', to: '2026-06-30' }, 'a period that is asked for is looked at as far as it has gone')
  t.same(failed(now.rows[0]!), [])
  const late = draft('RegulationAdopted', '2027-01-15', { unit: 'C002', kinds: ['duties', 'meeting'] })
  t.equal(haveOf(rowOf([...base, ...meeting('C002', 'rules'), late], 'C002', '2027-01-31'), 'rules').met, 'yes', '历年累计')
})

t.test('what is not known yet is open, and something that is not met decides all the same', async (t) => {
  const goods = `
    haves:
      - id: link
        title: 有对接
        when:
          ratio: { part: { latest: EnrolmentReported.linked }, whole: { latest: EnrolmentReported.schoolRoll } }
          at_least: 90%
    goods:
      - { id: a, title: 甲, requires: [link] }
      - { id: b, title: 乙, requires: [], when: { count: ActivityHeld, at_least: 1 } }`
  const open = [...district, ...rules('', goods)]
  t.match(rowOf([...open, ...held('C001', 1)]), { meets: 'open', goods: [{ met: 'open' }, { met: 'yes' }] })
  t.match(haveOf(rowOf(open), 'link'), { met: 'open', measured: null, shortBy: null })
  t.equal(rowOf(open).meets, 'no')
})

t.test('the rate names what it is a share of', async (t) => {
  const drafts = [...base, ...meeting('C001'), ...meeting('C004'), granted('2026-07-01', '2029-07-01', 'C001')]
  t.match(boardOf(drafts).rate, {
    meets: { count: 2, of: 5, percent: '40.0', text: { zh: '5个社区中2个，40.0%', en: '2 of 5 communities, 40.0 %' } },
    holds: { count: 1, of: 5, percent: '20.0' },
    denominator: { zh: '2026年12月31日的社区', en: 'communities on 2026-12-31' },
  })
  t.match(boardOf(drafts, { scope: 'street:S02' }).rate, {
    meets: { count: 1, of: 2 },
    denominator: { zh: '2026年12月31日示例S02的社区' },
  })
  t.match(boardOf([...drafts, unit('C006', 'community', 'S02', '2026-11-01')]).rate?.meets, { of: 6, percent: '33.3' })
})

t.test('who lacks something is found by its id or its title; the rate stays that of all', async (t) => {
  const drafts = [...base, ...['C001', 'C002', 'C003', 'C004'].flatMap((code) => meeting(code)), ...meeting('C005', 'premises')]
  for (const missing of ['premises', '有阵地', 'activity', '活动经常效果好']) {
    const { rows, rate } = boardOf(drafts, { missing })
    t.same(codes(rows), ['C005'], missing)
    t.equal(rate?.meets?.text.zh, '5个社区中4个，80.0%')
  }
  t.same(boardOf(drafts, { missing: '有经费' }).rows, [])
})

t.test('what is asked wrongly is refused with what would be right', async (t) => {
  const ledger = asking([...base, unit('V001', 'village', 'S01')])
  const refused = (asked: object, more: object = {}) => {
    const answered = ledger.ask('accreditation', { ...asked }, more)
    return answered.refused ? [answered.code, answered.words.zh] : []
  }
  t.same(refused({ missing: 'premisses' }), ['unknown_node', '创建标准里没有“premisses”，是否应为“premises”'])
  t.same(refused({ scheme: 'wuyou_wuhoa' }), ['unknown_scheme', '没有创建项目“wuyou_wuhoa”，是否应为“wuyou_wuhao”'])
  t.same(refused({ unit: 'V001' }), ['unknown_scheme', '“五有五好”由社区创建，示例V001（V001）是村'])
  t.equal(refused({ unit: 'C099' })[0], 'unknown_unit')
  t.equal(refused({ scope: 'street:S09' })[0], 'unknown_unit')
  t.equal(refused({ scope: 'S01' })[0], 'bad_question')
  t.equal(refused({ period: '2026Q1' })[0], 'bad_question')
  t.equal(refused({ period: '2026' }, { asOf: '2025-06-30' })[0], 'bad_question')
  t.equal(refused({}, { asOf: '2024-06-30' })[0], 'no_rules')
})

t.test('a title of another scheme may be asked for', async (t) => {
  const drafts = [...district, ...rules('requires_titles: [advanced_community]'), ...meeting('C001')]
  t.match(rowOf(drafts), { meets: 'no', titles: [{ scheme: 'advanced_community', met: 'no', position: null }] })
  const titled = [...drafts, granted('2026-05-01', undefined, 'C001', 'advanced_community')]
  t.match(rowOf(titled), { meets: 'yes', titles: [{ met: 'yes', position: drafts.length }] })
})

t.test('retracting what was counted is seen, and only from then on', async (t) => {
  const drafts: readonly Draft[] = [...base, ...meeting('C001')]
  const funds = drafts.findIndex(({ type }) => type === 'FundsAllocated')
  const after = [...drafts, retraction(funds, '2026-12-01')]
  t.same(failed(rowOf(after)), ['leadership'])
  t.match(haveOf(rowOf(after), 'funds').notCounted, [{ position: funds, why: { zh: `已由第${drafts.length}号记录作废` } }])
  t.equal(boardOf(after, { unit: 'C001' }, '2026-12-31', { knownAt: String(drafts.length - 1) }).rows[0]?.meets, 'yes')
})

t.test('a scheme without a standard has a board of titles alone', async (t) => {
  const { rows, rate } = boardOf([...base, granted('2026-05-01', undefined, 'C001', 'demo_community')], {
    scheme: 'demo_community',
  })
  t.match(rows[0], { meets: null, nearest: null, goods: [], holds: { status: 'held', until: null }, stage: 'granted' })
  t.match(rate, { meets: null, holds: { count: 1, of: 5 } })
})
