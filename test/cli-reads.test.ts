/** What the verbs that ask answer, over the sample district that `wuhao seed` writes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import t from 'tap'
import { type Ran, shared, wuhao } from './cli/wuhao.js'

const cwd = t.testdir()
const seeded = await wuhao({ cwd }, 'seed')
const stores = await shared(join(cwd, 'ledger'))
const cli = async (words: string): Promise<Ran> => await wuhao({ cwd, stores }, words)

/** A basis as every JSON answer has it. */
const basis = { asOf: '2025-12-31', knownAt: /^\d+$/, engine: String }

t.test('seed fills the store, says so, and does not do it twice', async (t) => {
  t.match(seeded, { code: 0, out: /^示例区已写入 .*ledger：\d+条记录（种子42）\n$/, err: /^用时.*秒。接下来：wuhao rank/ })
  t.match(await wuhao({ cwd }, 'seed'), { code: 5, out: '', err: /^错误：账本 .*ledger 里已有\d+条记录，示例区只写入空账本/ })
})

t.test('rank: each street in itself, or the district, with the basis in the last line', async (t) => {
  const { code, out, err } = await cli('rank --period 2025')
  t.equal(code, 0)
  t.match(err, /^想知道为什么：wuhao explain C\d+ --period 2025\n$/)
  const lines = out.trimEnd().split('\n')
  t.match(lines[0], /^2025年.*排名（各街道分别排名，规则 2025\.1）$/)
  t.equal(lines.filter((line) => /^示例\d+街道（S\d\d）\u3000参评\d+个$/.test(line)).length, 10)
  t.match(lines[3], /^名次 +代码 +社区 +基本分 +加分 +扣分 +总分 +等次 +评分单位/)
  t.match(lines.at(-1), /^依据：截至2025年12月31日，第0至\d+号记录（共\d+条），规则 2025\.1，计算程序第1版$/)
  t.equal(lines.filter((line) => /^ *(\d+|—)  [CV]\d{2,3}  /.test(line)).length, 109)

  const { json } = await cli('rank --period 2025 --scope district --json')
  t.match(json, { schema: 'wuhao.rank/v1', basis: { ...basis, rules: [{ part: 'duties' }, { part: 'sheets', set: '2025.1' }] } })
  t.equal(json.data.length, 109)
  const row = { rank: 1, tied: Boolean, unit: { code: String, name: String, street: String }, base: '100.00', bonus: String }
  t.match(json.data[0], { ...row, deduction: String, pending: '0.00', total: String, grade: String, gradedBy: [String] })

  const district = await cli('rank --period 2025 --scope district --top 10')
  t.match(district.out, /^名次 +代码 +社区 +街道 +基本分/m)
  t.match(district.out, /（全区，规则 2025\.1）/)
  t.match(district.out, /^ +10 .*并列/m, 'the tie at the tenth place')
  t.match(district.out, /同分，按加分排先后/)
  const street = await cli('rank --period 2025 --scope street:S04')
  t.match(street.out, /（示例4街道（S04），规则 2025\.1）/)

  const open = await cli('rank --period 2026 --scope street:S01')
  t.match(open.out, /扣分 +未评分 +总分/)
  t.match(open.out, /暂列（尚有未评分）/)
  t.notMatch(out, /未评分/)
  const merged = await cli('rank --period 2026 --as-of 2026-06-30')
  t.match(merged.out, /不参评（已撤并）/)
})

t.test('rank: other rules, other knowledge, other forms', async (t) => {
  const now = await cli('rank --period 2025 --json')
  const before = await cli('rank --period 2025 --rules 2024.1 --json')
  const earlier = await cli('rank --period 2025 --known-at 2026-03-01 --json')
  t.not(now.out, before.out)
  t.equal(before.json.basis.rules[1].set, '2024.1')
  t.ok(Number(earlier.json.basis.knownAt) < Number(now.json.basis.knownAt))
  const ndjson = (await cli('rank --period 2025 --ndjson')).out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.same(ndjson[0], { schema: now.json.schema, basis: now.json.basis })
  t.same(ndjson.slice(1), now.json.data)
  const csv = await cli('rank --period 2025 --csv')
  t.match(csv.out, /^\uFEFF名次,代码,社区,街道,基本分,加分,扣分,总分,等次,评分单位/)
  t.match(csv.err, /^依据：/m, 'data alone on standard output')
  const file = join(cwd, 'rank.json')
  t.match(await cli(`rank --period 2025 --json -o ${file}`), { code: 0, out: '', err: `已写入 ${file}` })
  t.equal(readFileSync(file, 'utf8'), now.out)
  t.match(await cli('rank --period 2025 -o /none/at/all'), { code: 2, out: '', err: '写不进去' })
  t.match(await cli('rank --period 2025 --json --csv'), { code: 2, out: '', err: '只能选一种' })
  const en = await cli('rank --period 2025 --scope district --top 1 --lang en')
  t.match(en.out, /^Rank +Code +Community +Street +Base +Bonus +Deducted +Total +Grade +Graded by/m)
  t.match(en.out, /\nBasis: as of 2025-12-31, records 0 to \d+ \(\d+ in all\), rules 2025\.1, engine 1\n$/)
  const utc = await wuhao({ cwd, stores, env: { TZ: 'America/New_York', LC_ALL: 'fr_FR' } }, 'rank --period 2025 --json')
  t.equal(utc.out, now.out, 'no locale changes an answer')
})

t.test('units, gaps, rules and questions', async (t) => {
  const units = await cli('units --kind community --as-of 2025-12-31')
  t.match(units.out, /^2025年12月31日的单位，共109个/)
  const json = (await cli('units --kind community --as-of 2025-12-31 --json')).json
  t.match(json, {
    schema: 'wuhao.units/v1',
    basis: { ...basis, rules: [] },
    data: [{ code: 'C001', kind: 'community', parent: 'S01' }],
  })
  t.match(
    (await cli('units --unit C003 --history')).out,
    /^历次变动，共1个单位\n\n代码 +名称 +类别 +隶属 +起 +止（不含） +依据\nC003/,
  )

  const gaps = await cli('gaps --period 2025 --street 示例4街道 --late')
  t.match(gaps.out, /^2025年缺项：\d+项\n\n代码 +单位 +隶属 +应尽工作 +所属时期 +截止日 +情况 +依据\n/)
  t.match(gaps.out, /迟报\d+天 +第\d+号/)
  const unit = (await cli('gaps --period 2025 --unit C033 --json')).json
  t.match(unit, {
    schema: 'wuhao.gaps/v1',
    basis,
    data: [{ unit: { code: 'C033' }, duty: { id: String }, due: String, state: 'missing' }],
  })

  const rules = await cli('rules list')
  for (const id of ['2024.1', '2025.1', '2026.1']) t.match(rules.out, new RegExp(`^${id} .*（第\\d+号）`, 'm'))
  t.match((await cli('rules list --json')).json, { schema: 'wuhao.rules/v1', data: [{ set: '2024.1', adopted: { by: String } }] })
  const shown = await cli('rules show 2025.1')
  t.match(shown.out, /^ruleset: 2025\.1\ngrammar: 1\ntitle: /)
  t.match(JSON.parse((await cli('rules show 2025.1 --format json')).out), { ruleset: '2025.1', sheets: [{ id: 'community' }] })
  t.match(await cli('rules show 2025.9'), { code: 4, out: '', err: '没有规则“2025.9”，是否应为“2025.1”' })

  const asked = await cli('ask ranking period=2025 scope=district --json')
  t.equal(asked.out, (await cli('rank --period 2025 --scope district --json')).out, 'the same question, the same bytes')
  t.match((await cli('ask gaps period=2025 late=true --json')).json, { schema: 'wuhao.gaps/v1' })
  t.match((await cli('ask')).out, /^问题 +名称 +参数\n/)
  t.match((await cli('ask --json')).json.data, [
    { name: 'score', label: { zh: String, en: String }, parameters: ['unit', 'period', 'sheet'] },
  ])
  t.match(await cli('ask gps'), { code: 4, out: '', err: '没有“gps”这个问题，是否应为“gaps”' })
  t.match(await cli('ask gaps period=2025 perod=2025'), { code: 2, out: '', err: '没有参数“perod”' })
})

t.test('events and show: what was recorded, late, corrected, taken back', async (t) => {
  const late = await cli('events --late 7d --limit 3')
  t.match(late.out, /^工作记录3条（只列最新的，加 --limit 可多列）\n\n记录号 +发生日期 +录入时间 +单位 +内容\n/)
  t.match(late.out, /\d{4}-\d\d-\d\d \d\d:\d\d 补录（晚\d+天） +示例/)
  for (const type of ['EventCorrected', '更正记录'])
    t.match((await cli(`events --type ${type} --limit 1`)).out, /更正记录 第\d+号：/)
  const correction = (await cli('events --type EventCorrected --limit 1 --json')).json
  t.match(correction, { schema: 'wuhao.events/v1', data: [{ type: 'EventCorrected', target: Number, daysLate: Number }] })
  const { position, target } = correction.data[0]
  t.match(await cli('events --unit 示例3社区 --from 2025-01-01 --to 2025-12-31 --limit 2'), { code: 0, out: /示例3社区/ })
  t.match(await cli('events --type 开展话动'), { code: 4, out: '', err: '没有“开展话动”这种工作记录' })
  t.match(await cli('events --from 2025-02-30'), { code: 2, out: '', err: '“2025-02-30”不是日历上的日期' })

  const shown = await cli(`show ${target}`)
  t.match(shown.out, new RegExp(`^第${target}号记录\u3000`))
  t.match(shown.out, new RegExp(`^更正 +.*第${position}号`, 'm'))
  for (const field of ['内容', '发生日期', '录入时间', '录入人', '记在', '编号', '摘要'])
    t.match(shown.out, new RegExp(`^${field} `, 'm'))
  const json = (await cli(`show ${target} --json`)).json
  t.match(json, { schema: 'wuhao.event/v1', data: { position: target, v: 1, leaf: /^[0-9a-f]{64}$/, corrections: [Number] } })
  t.equal((await cli(`show ${json.data.id}`)).out, shown.out, 'an id names it as well')
  const raw = await cli(`show ${target} --raw`)
  const leaf = createHash('sha256').update(Uint8Array.of(0)).update(raw.out).digest('hex')
  t.equal(leaf, json.data.leaf, 'the exact bytes that are hashed')
  t.match(await cli('show 9999999'), {
    code: 4,
    out: '',
    err: /^错误：没有第“9999999”号记录。账本现有\d+条，可写 0 到 \d+ 的记录号/,
  })
})

t.test('replay: the same digests, whatever day it is, and those of an earlier position whatever came later', async (t) => {
  const all = await cli('replay')
  t.match(all, { code: 0, out: /条记录逐条核对无误，树根 [0-9a-f]{64}\n算到第\d+号记录为止\n/, err: /^载入.*秒/ })
  const later = await wuhao({ cwd, now: '2027-02-03T00:00:00Z' }, 'replay')
  t.equal(later.out, all.out, 'opened again on another day')
  const { json } = await cli('replay --to 2000 --json')
  t.match(json, { schema: 'wuhao.replay/v1', data: { size: Number, to: 2000, facts: { rows: Number, digest: String } } })
  t.match(await cli('replay --to 9999999'), { code: 4, out: '' })
})

t.test('coverage: all covers in one table, one in detail, one unit with what it rests on', async (t) => {
  const all = await cli('coverage --period 2025')
  t.match(all, { code: 0, err: '看一项的明细：wuhao coverage sharing --period 2025\n' })
  t.match(
    all.out,
    /^2025年工作覆盖面（规则 coverage-2024）\n\n代号 +项目 +统计对象 +内容 +覆盖 +应覆盖 +覆盖率\nsharing +资源共享到站 +中心辅导站 \d+ /,
  )
  t.match(all.out, /三级合计 +\d+ +48 +\d+\.\d%\n/, '48 joint conferences are due in a year')
  const network = await cli('coverage network --period 2025 --street 示例4街道')
  t.match(
    network.out,
    /^2025年三级辅导站网络（network）\n统计社区13个（截至2025年12月31日）\n\n内容 +覆盖 +应覆盖 +覆盖率\n有中心辅导站 +\d+ +13 +\d+\.\d%/,
  )
  t.match(network.out, /\n未覆盖\d+个：C\d{3}/)
  const team = await cli('coverage team_street --period 2025 --unit S04')
  t.match(team.out, /\n依据 第\d+号\n/)
  t.match(team.out, /\n现有\n主任  p-\w+  党组织副书记  第\d+号\n/)
  const quarters = await cli('coverage conferences --period 2025 --by quarter --lang en')
  t.match(quarters.out, /\n2025Q1 +1 +1 +100\.0%\n/)
  const { json } = await cli('coverage adjusted --period 2025 --json')
  t.match(json, { schema: 'wuhao.coverage/v1', basis, data: [{ id: 'adjusted', over: { count: 10, day: '2025-12-31' } }] })
  t.match((await cli('coverage --period 2025 --csv')).out, /^\uFEFF代号,项目,统计对象,内容,覆盖,应覆盖,覆盖率\r\nsharing,/)
  t.match(await cli('coverage netwrk --period 2025'), { code: 4, out: '', err: '是否应为“network”' })
  t.match(await cli('coverage network --period 2025 --unit S04'), { code: 2, out: '', err: 'S04不在统计范围内，统计的是：社区' })
  t.match(await cli('coverage --period 2025 --by week'), { code: 2, err: 'street、kind、unit、quarter、month' })
  t.match(await cli('coverage --period 2022'), { code: 4, err: '2022年没有施行覆盖面的规则' })
})

t.test('a hint asks for the same basis as the answer above it', async (t) => {
  const last = async (words: string) => (await cli(words)).err.trimEnd().split('\n').at(-1)
  t.match(
    await last('rank --period 2025 --rules 2024.1 --known-at 2026-03-01 --as-of 2025-12-31 --sheet community'),
    /：wuhao explain C\d+ --period 2025 --sheet community --as-of 2025-12-31 --known-at 2026-03-01 --rules 2024\.1$/,
  )
  t.match(
    await last('accredit --period 2024 --as-of 2025-06-30 --rules wuhao-2026'),
    /：wuhao accredit --scheme wuyou_wuhao --unit C\d+ --period 2024 --as-of 2025-06-30 --rules wuhao-2026$/,
  )
  t.match(await last('titles --as-of 2026-06-30'), /：wuhao titles --scheme \w+ --as-of 2026-06-30$/)
  t.match(await last('awards --period 2025 --known-at 20000'), /：wuhao awards \w+ --period 2025 --known-at 20000$/)
  t.match(
    await last('coverage --period 2025 --street S04 --known-at 20000'),
    /：wuhao coverage \w+ --period 2025 --street S04 --known-at 20000$/,
  )
  t.match(await last('rank --period 2025 --store ./ledger'), /--period 2025 --store \S+ledger$/, 'and of the same ledger')
})

t.test('a period that has not begun is not scored as if it had', async (t) => {
  const notYet = { code: 2, out: '', err: /^错误：2026年11月25日，2027年还没有开始\n/ }
  for (const verb of [
    'rank',
    'score C001',
    'explain C001',
    'gaps',
    'coverage',
    'accredit',
    'simulate --set community.activity.programme.max=4',
  ])
    t.match(await cli(`${verb} --period 2027`), notYet, verb)
  t.match(await cli('gaps --period 2026-12'), { code: 2, err: '2026年12月还没有开始' })
  t.match(await cli('gaps --period 2026-11'), { code: 0 }, 'its first days have come')
  t.match(await cli('rank --period 2025 --as-of 2024-12-31'), { code: 2, err: '2024年12月31日，2025年还没有开始' })
  t.match(await cli('diff 2024-12-31 2025-06-30 --period 2025'), { code: 2, err: '2024年12月31日，2025年还没有开始' })
  t.match(await cli('rank --period 2027 --as-of 2027-01-01 --top 1'), { code: 0 }, 'a day that somebody names may lie ahead')
})

t.test('what does not exist is not found, whatever it is', async (t) => {
  const missing = async (words: string, err: string | RegExp) => t.match(await cli(words), { code: 4, out: '', err }, words)
  await missing('units --kind foo', /^错误：没有“foo”这类单位，已登记的有：community（社区）、district（区）/)
  await missing('awards department --period 2025 --pool foo', '没有“foo”这一组，有：departments、streets')
  await missing('coverage --period 2025 --unit X999', '没有登记过代码为“X999”的单位、辅导站或人员')
  await missing('gaps --period 2025 --street C001', '示例1社区（C001）是社区，不是街道')
  await missing('coverage --period 2025 --street C001', '示例1社区（C001）是社区，不是街道')
  const outside = (await cli('coverage --period 2025 --unit E01')).err
  const kinds = /统计的是：(.*)\n/.exec(outside)?.[1]?.split('、') ?? []
  t.ok(kinds.length > 5, outside)
  t.equal(new Set(kinds).size, kinds.length, 'each named once')
})
