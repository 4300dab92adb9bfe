/** Streets on the screen: ranked together, explained down to who judged what, and flagged where the two offices differ. */
import { join } from 'node:path'
import t from 'tap'
import { type Ran, shared, wuhao } from './cli/wuhao.js'

const cwd = t.testdir()
await wuhao({ cwd }, 'seed')
/** What is read before and after the judgements. */
let stores = await shared(join(cwd, 'ledger'))
const cli = async (words: string): Promise<Ran> => await wuhao({ cwd, stores }, words)

/** A street of 2026 judged by one of the two offices. */
const judge = async (assessor: string, points: string): Promise<Ran> => {
  const value = { kind: 'points', points }
  const data = { sheet: 'street', period: '2026', unit: 'S01', clause: 'veterans.service', value, reason: '示例', assessor }
  const words = ['record', 'ItemJudged', '--on', '2026-11-20', '--data', JSON.stringify(data)]
  return await wuhao({ cwd, env: { WUHAO_AS: '示例考评组' } }, words)
}

t.test('the streets are ranked together, without a column of streets', async (t) => {
  const { code, out, err } = await cli('rank --sheet street --period 2025')
  t.equal(code, 0)
  const lines = out.trimEnd().split('\n')
  t.equal(lines[0], '2025年街道关心下一代工作百分考评排名（全区，规则 2025.1）')
  t.match(lines[2], /^名次 +代码 +街道 +基本分 +加分 +扣分 /)
  t.equal(lines.filter((line) => /^ *\d+ +S\d\d /.test(line)).length, 10)
  t.match(err, /^想知道为什么：wuhao explain S\d\d --period 2025\n$/)
  const refused = await cli('rank --sheet street --period 2025 --scope street:S01')
  t.match(refused, { code: 2, out: '', err: /考评街道，各街道一起排名，不分街道，请去掉范围“street:S01”/ })
  t.match((await cli('rank --period 2025 --scope district')).out, /^2025年社区关心下一代工作百分考评排名/)
})

t.test('the score and the explanation of a street are those of its own sheet', async (t) => {
  const score = await cli('score S01 --period 2025')
  t.match(score.out, /^街道关心下一代工作百分考评\u3000等次：.*评分单位：示例区（D01）、示例区文明办（O01）$/m)
  const node = await cli('explain S01 --period 2025 --node activity.communities')
  t.match(node.out, /所辖社区《社区关心下一代工作百分考评》得分合计除以所辖单位数：目标100，按完成比例得分，满分8\.00分；实际 /)
  t.match(node.out, /依据 第\d+号（.*设立单位）.*等\d+条/)
})

t.test('two offices that are far apart are flagged, wherever the result is shown', async (t) => {
  t.match(await judge('D01', '5.5'), { code: 0 })
  t.match(await judge('S01', '5.5'), { code: 6, err: /由示例区（D01）或示例区文明办（O01）评分，不是/ })
  t.match(await judge('O01', '4.5'), { code: 0 })
  stores = await shared(join(cwd, 'ledger'))
  const explained = await cli('explain S01 --period 2026')
  t.match(explained.out, /^评分相差较大：五老作用发挥\u3000示例区 5\.50，示例区文明办 4\.50，相差 1\.00 超过 0\.60$/m)
  t.match(explained.out, /示例区 5\.50，示例区文明办 4\.50，平均 5\.00，相差 1\.00 超过 0\.60\n/)
  t.match(explained.out, /按考评单位评分的平均计分；实际 5\n/)
  t.match((await cli('score S01 --period 2026')).out, /^评分相差较大：五老作用发挥/m)
  t.match((await cli('rank --sheet street --period 2026')).out, /评分相差较大：五老作用发挥（示例区 5\.50，示例区文明办 4\.50）/)
  const english = await cli('rank --sheet street --period 2026 --lang en')
  t.match(english.out, /assessors far apart: /)
})
