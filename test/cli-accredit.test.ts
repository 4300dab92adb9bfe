/** What `wuhao accredit` and `wuhao titles` say, over the sample district. */
import { join } from 'node:path'
import t from 'tap'
import { type Ran, shared, wuhao } from './cli/wuhao.js'

const cwd = t.testdir()
await wuhao({ cwd }, 'seed')
const stores = await shared(join(cwd, 'ledger'))
const cli = async (words: string): Promise<Ran> => await wuhao({ cwd, stores }, `${words} --as-of 2026-06-30`)
const ROW = /^[CV]\d{2,3} /

t.test('the board: each street in itself, a mark for each Good, the rates with what they are shares of', async (t) => {
  const { code, out, err } = await cli('accredit')
  t.equal(code, 0)
  t.match(err, /^看一个单位缺什么：wuhao accredit --scheme wuyou_wuhao --unit C\d+ --as-of 2026-06-30\n$/)
  const lines = out.trimEnd().split('\n')
  t.equal(lines[0], '五有五好创建看板（全区，截至2026年6月30日，规则 wuhao-2026）')
  t.match(lines[1], /^次数、合计看2025年（2025年1月1日至2025年12月31日）/)
  t.match(
    lines[4],
    /^代码 +社区 +领导班子建设好 +“五老”作用发挥好 +制度健全执行好 +活动经常效果好 +积极探索创新好 +达标 +命名 +到期日 +差距最小/,
  )
  const rows = lines.filter((line) => ROW.test(line))
  t.equal(rows.length, 108)
  for (const row of rows) t.equal(/  达标  /.test(row), !row.includes('✗') && !row.includes('？'), row)
  const met = rows.filter((row) => !row.includes('✗') && !row.includes('？')).length
  t.ok(lines.some((line) => line.startsWith(`达标：108个社区中${met}个，`) && line.endsWith('（分母为2026年6月30日的社区）')))
  t.match(lines.at(-1), /^依据：截至2026年6月30日/)
})

t.test('what is lacking, in one street, as JSON and as CSV', async (t) => {
  const { out } = await cli('accredit --missing 有制度 --scope street:S04')
  const rows = out.split('\n').filter((line) => ROW.test(line))
  t.ok(rows.length > 0)
  for (const row of rows) t.match(row, /✗ 有制度/)
  t.ok(out.includes(`缺“有制度”的${rows.length}个`))
  const { json } = await cli('accredit --missing rules --scope street:S04 --json')
  t.match(json, { schema: 'wuhao.accreditation/v1', basis: { asOf: '2026-06-30' }, data: { scheme: { id: 'wuyou_wuhao' } } })
  t.equal(json.data.rows.length, rows.length)
  const { out: csv } = await cli('accredit --csv')
  t.match(csv, /^\uFEFF代码,社区,街道,领导班子建设好/)
  t.equal(csv.trimEnd().split('\r\n').length, 109)
  t.match(await cli('accredit --missing 有制渡'), { code: 4, err: /是否应为“有制度”/ })
  t.match(await cli('accredit --scheme nothing'), { code: 4, err: /没有创建项目“nothing”/ })
})

t.test('one unit: what it lacks, by how much, on what records, and its course', async (t) => {
  const { json } = await cli('accredit --json')
  interface Row {
    readonly unit: { readonly code: string }
    readonly stage: string
    readonly goods: readonly { readonly requires: readonly { readonly id: string; readonly met: string }[] }[]
  }
  const rows = json.data.rows as readonly Row[]
  const poor = rows.find(({ goods }) => goods[0]?.requires.some(({ id, met }) => id === 'funds' && met === 'no'))
  const { out } = await cli(`accredit --unit ${poor?.unit.code ?? ''}`)
  t.match(out, /^├─ ✗ 领导班子建设好$/m)
  t.match(out, /^│ {4}✗ 有经费：经费落实的金额（元）合计 \d+(\.\d+)?，应不少于3000，差\d+/m)
  t.match(out, /^差距最小的一项：/m)
  const named = rows.find(({ stage }) => stage === 'granted')
  const course = await cli(`accredit --unit ${named?.unit.code ?? ''}`)
  t.match(course.out, /^持有命名：202[45]批次，自202\d年2月\d+日，到202\d年2月\d+日为止（第\d+号）$/m)
  t.match(course.out, /^ {2}\d{4}年\d+月\d+日\u3000创建申报（第\d+号）$/m)
  const english = await cli(`accredit --unit ${poor?.unit.code ?? ''} --lang en`)
  t.match(english.out, /must be at least 3000, short by \d+/)
  t.notMatch(english.out, /undefined|\[object/)
  t.match(await cli('accredit --unit S01'), { code: 4 })
})

t.test('titles: of how many units, no data is not 0, several together, who holds them', async (t) => {
  const { code, out } = await cli('titles')
  t.equal(code, 0)
  t.match(out, /^关工工作示范村 +demo_village +市关工委 +村 +没有数据 +\d+ +—/m)
  t.match(out, /^市级示范社区 +demo_community +市关工委 +社区 +\d+ +108 +\d+\.\d%/m)
  const both = await cli('titles --scheme advanced_village,advanced_community')
  t.match(both.out, /^关工工作先进村、关工工作先进社区合计：\d+个村、社区中\d+个，\d+\.\d%$/m)
  t.match(both.out, /^代码 +名称 +街道 +批次 +自 +到期日 +依据/m)
  const { json } = await cli('titles --scheme demo_community --json')
  const { count, holders } = json.data.schemes[0] as { count: number; holders: readonly object[] }
  t.equal(holders.length, count)
  t.match(await cli('titles --scheme demo'), { code: 4, err: /没有创建项目“demo”/ })
})
