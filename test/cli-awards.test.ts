/** `wuhao awards`: the round in lines, one award with its cut line, and what may be asked wrongly. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { ndjson, wuhao } from './cli/wuhao.js'
import { about, award, awardRules } from './twin/round.js'

const cwd = t.testdir()
const now = { now: '2026-12-20T02:00:00.000Z' }
const it = about('best')
const events = [
  { type: 'UnitRegistered', on: '2026-01-01', data: { unit: 'D01', kind: 'district', name: '示例区' } },
  { type: 'UnitRegistered', on: '2026-01-01', data: { unit: 'S01', kind: 'street', name: '示例街道', parent: 'D01' } },
  it.opened(),
  ...it.standing('p-aaaa', 3, '90'),
  ...it.standing('p-bbbb', 2, '80'),
  ...it.standing('p-cccc', 2, '80'),
  ...it.standing('p-dddd', 1, '70'),
].map(({ type, on, data }) => ({ type, occurredOn: on, data }))

t.before(async () => {
  writeFileSync(join(cwd, 'awards.yaml'), JSON.stringify(awardRules([award('best'), award('other')])))
  writeFileSync(join(cwd, 'events.ndjson'), ndjson(events))
  const run = async (words: string) => {
    const ran = await wuhao({ cwd, ...now, answers: ['y'] }, words)
    if (ran.code !== 0) throw new Error(`${words}: ${ran.err}${ran.out}`)
  }
  await run('init')
  await run('rules propose awards.yaml --as office')
  await run('rules adopt awards-2026 --as chairs --yes')
  await run('import events.ndjson --as office')
})

t.test('a line for each award', async (t) => {
  const { code, out, err } = await wuhao({ cwd, ...now }, 'awards --period 2026')
  t.equal(code, 0)
  t.match(out, /^代号 +奖项 +名额 +候选 +已定 +并列待定 +空缺 +状态$/m)
  t.match(out, /^best +示例奖项best +2 +4 +1 +2 +0 +并列待定$/m)
  t.match(out, /^other +示例奖项other +2 +0 +0 +0 +0 +未启动$/m)
  t.match(err, /wuhao awards best --period 2026/)
})

t.test('one award: who wins, the cut line, the tie', async (t) => {
  const { out } = await wuhao({ cwd, ...now }, 'awards best --year 2026')
  t.match(out, /^ +1 +p-aaaa +示例街道 +40\.00 +54\.00 +94\.00 +当选$/m)
  t.match(out, /^─+ 以上1名入选，最低94\.00分 ─+$/m)
  t.match(out, /^ +2 +p-bbbb +示例街道 +26\.67 +48\.00 +74\.67 +并列待定 +并列$/m)
  t.match(out, /^p-bbbb、p-cccc并列，只有1个名额，待裁定$/m)
  const { json } = await wuhao({ cwd, ...now }, 'awards best --period 2026 --status tied_at_cut --json')
  t.match(json, { schema: 'wuhao.awards/v1', data: [{ id: 'best', status: 'tied', candidates: [{ rank: 2 }, { rank: 2 }] }] })
  t.match(
    (await wuhao({ cwd, ...now, env: { WUHAO_LANG: 'en' } }, 'awards best --period 2026')).out,
    /p-bbbb, p-cccc are tied for 1 place/,
  )
})

t.test('a year that is missing, an award that nobody adopted', async (t) => {
  t.match(await wuhao({ cwd, ...now }, 'awards'), { code: 2, err: /缺少 --period/ })
  t.match(await wuhao({ cwd, ...now }, 'awards bset --period 2026'), { code: 4, err: /没有奖项“bset”，是否应为“best”/ })
})
