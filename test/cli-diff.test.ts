/** What `wuhao diff` and `wuhao simulate` say, over the sample district: rankings, a board, an award, and what is refused. */
import { join } from 'node:path'
import t from 'tap'
import { type Ran, shared, wuhao } from './cli/wuhao.js'

const cwd = t.testdir()
await wuhao({ cwd }, 'seed')
const stores = await shared(join(cwd, 'ledger'))
const cli = async (words: string): Promise<Ran> => await wuhao({ cwd, stores }, words)

t.test('two rule sets: how many moved, each with its reason, and the rules that were felt', async (t) => {
  const { code, out } = await cli('diff rules:2024.1 rules:2025.1 --period 2025 --scope district')
  t.equal(code, 0)
  t.match(
    out,
    /^2025年社区关心下一代工作百分考评的变化（全区）：规则 2024\.1 → 规则 2025\.1\n109个社区中，98个名次变动：94个因自身变化，4个只因别人变动\n/,
  )
  t.equal(out.match(/^ *\d+→\d+ +[▲▼]\d+ /gm)?.length, 98)
  t.match(out, /^规则改动8处，其中8处对结果有影响：$/m)
  const only = await cli('diff rules:2024.1 rules:2025.1 --period 2025 --scope district --only overtaken')
  t.equal(only.out.match(/^ *\d+→\d+ +[▲▼]\d+ .*(?:被|递补)/gm)?.length, 4)
})

t.test('two states of knowledge: the reasons are numbers of records', async (t) => {
  const { json } = await cli('diff known:2026-03-01 known:2026-05-31 --period 2025 --scope district --json')
  t.match(json, { schema: 'wuhao.diff/v1', data: { of: 'ranking', counts: { rows: 109 } } })
  const lines = json.data.rows.flatMap((row: { lines: unknown[] }) => row.lines)
  t.ok(lines.length > 20, `${lines.length} lines`)
  t.ok(lines.every((line: { stage: string }) => line.stage === 'facts'))
  const { out } = await cli('diff known:2026-03-01 known:2026-05-31 --period 2025 --scope district')
  t.match(out, /第\d+号/)
})

t.test('a board and an award', async (t) => {
  const board = await cli('diff rules:wuhao-2024 rules:wuhao-2026 --period 2025 --scheme wuyou_wuhao')
  t.match(board, { code: 0, out: /^2025年五有五好.*：规则 wuhao-2024 → 规则 wuhao-2026\n/ })
  t.match(board.out, /C\d{3}/)
  const award = await cli('diff rules:awards-2025 rules:awards-2026 --period 2025 --award department')
  t.match(award, { code: 0, out: /^2025年十佳机关（部门、街道）工作先进单位.*：规则 awards-2025 → 规则 awards-2026\n/ })
  t.match(award.out, /^规则改动2处，其中2处对结果有影响：$/m)
  t.match(award.out, /department\.votes（改动）/)
})

t.test('--exit-code says whether anything is different', async (t) => {
  t.equal((await cli('diff rules:2024.1 rules:2025.1 --period 2025 --exit-code')).code, 8)
  t.match(await cli('diff rules:2025.1 rules:2025.1 --period 2025 --exit-code'), { code: 0, out: /没有差异/ })
})

t.test('what cannot be compared is refused in one sentence', async (t) => {
  for (const [words, code, zh] of [
    ['diff rules:2024.1 rules:2025.1 --period 2025 --sheet street', 2, '考评表“street”只有后一边有，无从比较'],
    ['diff rules:2024.1 rules:2025.2 --period 2025', 4, '没有审议通过的规则“2025.2”'],
    ['diff result:1 result:2 --period 2025', 2, '还没有公布过结果'],
    ['diff a b --period 2025', 2, '“a”看不懂，应如 rules:2025.1'],
    ['diff rules:2024.1 rules:2025.1 --period 2025 --sheet community --award brand', 2, '只能选一个'],
    ['diff rules:2024.1 rules:2025.1 --period 2025 --scheme wuyou', 4, '没有创建项目“wuyou”'],
    ['diff rules:awards-2025 rules:awards-2026 --period 2025 --award brant', 4, '是否应为“brand”'],
    ['simulate --period 2025', 2, '--set'],
    ['simulate --period 2025 --set community.activity.programe.max=12', 4, '是否应为“programme”'],
    ['simulate --period 2025 --set community.activity.programme.max=x', 6, '不合规则'],
  ] as const) {
    const ran = await cli(words)
    t.match(ran, { code, out: '' }, words)
    t.ok(ran.err.includes(zh), `${words}: ${ran.err}`)
    t.equal(ran.err.split('\n').filter((line) => line.startsWith('错误：')).length, 1, words)
  }
})

t.test('a simulation shows what would be, and writes nothing', async (t) => {
  const before = (await cli('replay --json')).out
  for (const words of [
    'simulate --period 2025 --scope district --set community.activity.programme.max=4',
    'simulate --period 2025 --scheme wuyou_wuhao --set wuyou_wuhao.leadership.when.at_least=3',
    'simulate --period 2025 --award department --set department.quota=8 --set department.pools.streets.quota=3',
  ]) {
    const ran = await cli(words)
    t.match(ran, { code: 0, out: /\n依据：/ }, `${words}: ${ran.err}`)
    t.match(ran.out, /试算/, words)
  }
  const after = (await cli('replay --json')).out
  const rootOf = (text: string): string | undefined => /"root": "\w+"/.exec(text)?.[0]
  t.ok(rootOf(before))
  t.equal(rootOf(after), rootOf(before))
})
