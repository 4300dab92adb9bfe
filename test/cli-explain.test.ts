/** The explanation on the screen: its lines add up, it cites what counted, and says why a record does not count. */
import { join } from 'node:path'
import t from 'tap'
import type { Explanation, Line } from '../projections/explanation.js'
import { type Ran, shared, wuhao } from './cli/wuhao.js'

const cwd = t.testdir()
await wuhao({ cwd }, 'seed')
const stores = await shared(join(cwd, 'ledger'))
const cli = async (words: string): Promise<Ran> => await wuhao({ cwd, stores }, words)

interface Node {
  readonly depth: number
  readonly points: number
  readonly children: Node[]
}

/** The tree that somebody reads off the screen: depth by the branches before a title, points in hundredths. */
function read(out: string): Node[] {
  const roots: Node[] = []
  const open: Node[] = []
  for (const line of out.split('\n')) {
    const [, before = '', points] = /^([│ ]*[├└])─ .*?  +([+−]?\d+\.\d\d)(?:  ?|$)/.exec(line) ?? []
    if (points === undefined) continue
    const node = { depth: before.length, points: Math.round(Number(points.replace('−', '-')) * 100), children: [] }
    while (open.length > 0 && open.at(-1)!.depth >= node.depth) open.pop()
    ;(open.at(-1)?.children ?? roots).push(node)
    open.push(node)
  }
  return roots
}

const sum = (nodes: readonly Node[]): number => nodes.reduce((total, { points }) => total + points, 0)
const adds = (node: Node): boolean =>
  (node.children.length === 0 || sum(node.children) === node.points) && node.children.every(adds)

t.test('the lines add up on the screen, to the total in the first line', async (t) => {
  const rows = (await cli('rank --period 2025 --json')).json.data as { unit: { code: string } }[]
  for (const { code: unit } of rows.map((row) => row.unit)) {
    const { out } = await cli(`explain ${unit} --period 2025`)
    const tree = read(out)
    const [, total, base, deduction, bonus] = /总分 (\S+) = (\S+) − (\S+) \+ (\S+)（/.exec(out) ?? []
    t.ok(tree.length >= 5, unit)
    t.equal(sum(tree), Math.round(Number(total) * 100), `${unit}: the tree comes to the total`)
    t.equal(Math.round((Number(base) - Number(deduction) + Number(bonus)) * 100), Math.round(Number(total) * 100), unit)
    t.ok(tree.every(adds), `${unit}: every line is the sum of those in it`)
    t.equal(sum(read((await cli(`score ${unit} --period 2025`)).out)), sum(tree), `${unit}: and so is the score`)
  }
})

t.test('a tree has a head, titles, rules, records and the basis', async (t) => {
  const { code, out, err } = await cli('explain C003 --period 2025')
  t.match({ code, err }, { code: 0, err: '' })
  const lines = out.trimEnd().split('\n')
  t.match(lines[0], /^示例3社区 2025年 总分 \d+\.\d\d = 100\.00 − \d+\.\d\d \+ \d+\.\d\d（规则 2025\.1）$/)
  t.match(lines[1], /^社区关心下一代工作百分考评\u3000等次：\S+\u3000评分单位：示例1街道（S01）$/)
  t.match(out, /^├─ 领导班子建设好 +\d+\.\d\d \/ 20\.00  （第六条）$/m)
  t.match(out, /依据 第\d+号（\d+月\d+日\S+）/)
  t.match(lines.at(-1), /^依据：截至2025年12月31日/)
  const open = await cli('explain C003 --period 2026 --as-of 2026-06-30')
  t.match(open.out, /= 100\.00 − \d+\.\d\d − 未评分\d+\.\d\d \+ /)
  t.match(open.out, /等次：未定（尚有未评分）/)
  t.match(open.out, /未评分 \d+\.\d\d/)
})

t.test('only a part, fewer levels, all records, ASCII, English, JSON', async (t) => {
  const whole = (await cli('explain C003 --period 2025')).out
  const depth = await cli('explain C003 --period 2025 --depth 1')
  t.equal(read(depth.out).flatMap(({ children }) => children).length, 0)
  t.equal(sum(read(depth.out)), sum(read(whole)))
  const lost = await cli('explain C003 --period 2025 --lost')
  t.ok(lost.out.split('\n').length < whole.split('\n').length)
  const json: Explanation = (await cli('explain C003 --period 2025 --json')).json.data
  const address = json.lines[3]!.lines[1]!.address
  const node = await cli(`explain C003 --period 2025 --node ${address}`)
  t.equal(read(node.out).length, 1)
  t.match(await cli('explain C003 --period 2025 --node activty'), { code: 4, out: '', err: /没有“activty”这一项，是否应为“/ })
  const many = (await cli(`explain C003 --period 2025 --node ${address} --all`)).out.split('号（').length
  t.ok(many > node.out.split('号（').length, 'every record instead of a few')
  const ascii = await cli('explain C003 --period 2025 --ascii')
  t.notMatch(ascii.out, /[├└│─−]/)
  t.match(ascii.out, /^\|- 领导班子建设好/m)
  const en = await cli('explain C003 --period 2025 --lang en')
  t.match(en.out, /^示例3社区 2025 total \S+ = 100\.00 − \S+ \+ \S+ \(rules 2025\.1\)\n/)
  t.match(en.out, /rests on record \d+ \(\d\d-\d\d [A-Z][A-Za-z]+/)
  const basis = { asOf: '2025-12-31', rules: [{}, { set: '2025.1' }], engine: String }
  t.match((await cli('explain C003 --period 2025 --json')).json, {
    schema: 'wuhao.explain/v1',
    basis,
    data: { unit: { code: 'C003' } },
  })
  t.match((await cli('score C003 --period 2025 --json')).json, {
    schema: 'wuhao.score/v1',
    basis,
    data: { total: String, lines: [{}] },
  })
})

t.test('a unit is known by code in any case, by name, and by what is nearly it', async (t) => {
  const { out } = await cli('score C003 --period 2025')
  for (const given of ['c003', '示例3社区']) t.equal((await cli(`score ${given} --period 2025`)).out, out, given)
  for (const [given, near] of [
    ['C3', '是否应为 C003（示例3社区）'],
    ['示例3社', '是否应为'],
    ['Z999', '没有登记过“Z999”这个单位'],
  ] as const)
    for (const verb of ['score', 'explain']) t.match(await cli(`${verb} ${given} --period 2025`), { code: 4, out: '', err: near })
  const units = (await cli('units --history --json')).json.data as { code: string; kind: string; until: string | null }[]
  const standing = new Set(units.filter(({ until }) => until === null).map(({ code }) => code))
  const ended = units.find(({ code, kind }) => kind === 'community' && !standing.has(code))!
  t.match(await cli(`score ${ended.code} --period 2026`), { code: 4, out: '', err: /起已撤并/ })
})

const linesIn = (lines: readonly Line[]): Line[] => lines.flatMap((line) => [line, ...linesIn(line.lines)])

t.test('why a record does not count: it counted, it was left out, it is about somebody else, it came later', async (t) => {
  const { lines } = (await cli('explain C003 --period 2025 --json')).json.data as Explanation
  const all = linesIn(lines)
  const why = async (record: number | string, more = ''): Promise<Ran> =>
    await cli(`explain C003 --period 2025 --why-not ${record}${more}`)
  const counted = all.find((line) => line.counted.length > 0)!.counted[0]!
  t.match(await why(counted), {
    code: 0,
    out: new RegExp(`^第${counted}号（.*）在示例3社区的得分里\n已计入“.*”，该项得-?\\d+\\.\\d\\d分`),
  })
  const left = all.flatMap(({ notCounted, title }) => notCounted.map((one) => ({ ...one, title })))[0]!
  t.match((await why(left.position)).out, `未计入“${left.title.zh}”：${left.why.zh}`)
  const json = await why(left.position, ' --json')
  t.match(json.json, {
    schema: 'wuhao.why-not/v1',
    data: { position: left.position, notCounted: [{ address: String, why: left.why }] },
  })
  const other = (await cli('events --type ActivityHeld --unit C050 --limit 1 --json')).json.data[0]
  t.match((await why(other.position)).out, /没有计入：这条记录是关于.*示例50社区（C050）.*的，与本单位无关/)
  t.match((await why(other.position, ' --known-at 12000')).out, /是后来录入的，这次只看到第12000号为止/)
  const correction = (await cli('events --type EventCorrected --unit C003 --limit 1 --json')).json.data[0]
  if (correction !== undefined)
    t.match((await why(correction.position)).out, `第${correction.position}号是针对第${correction.target}号的`)
  const founding = (await cli('events --type UnitRegistered --unit C003 --limit 1 --json')).json.data[0]
  t.match((await why(founding.position)).out, /没有计入：考评表各项都没有用到这条“设立单位”/)
  t.match(await why('9999999'), { code: 4, out: '', err: '没有第“9999999”号记录' })
  t.match(await why(counted, ' --node activity'), { code: 2, out: '', err: '不能同时用 --node' })
})

t.test('a wrong basis is refused in one sentence', async (t) => {
  for (const [more, code, zh] of [
    ['--as-of 2025-13-01', 2, '截至日期“2025-13-01”不是日历上的日期，应如 2026-06-30'],
    ['--known-at soon', 2, '“soon”不是记录号或时间'],
    ['--known-at 9999999', 2, '“9999999”不是记录号或时间'],
    [
      '--rules 2025',
      4,
      '没有审议通过的规则“2025”，已有：2024.1、coverage-2024、wuhao-2024、2025.1、awards-2025、2026.1、wuhao-2026、awards-2026',
    ],
    ['--sheet comunity', 4, '没有考评表“comunity”，是否应为“community”'],
  ] as const)
    for (const verb of ['rank', 'score C003', 'explain C003'])
      t.match(await cli(`${verb} --period 2025 ${more}`), { code, out: '', err: zh }, `${verb} ${more}`)
  for (const [period, code] of [
    ['25', 2],
    ['2025Q3', 2],
    ['1999', 4],
  ] as const)
    t.match(await cli(`rank --period ${period}`), { code, out: '' }, period)
  t.match((await cli('rank --period 25 -v')).err, '代码 bad_question，位置 period')
})
