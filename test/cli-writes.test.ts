/** The verbs that write: init, record, correct, and the rule sets' way into force. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { type Ran, unit, type World, wuhao } from './cli/wuhao.js'

const cwd = t.testdir({ '签到表.jpg': '示例图片' })
const cli = async (words: string | readonly string[], world: Partial<World> = {}): Promise<Ran> =>
  await wuhao({ cwd, env: { WUHAO_AS: '示例文员' }, ...world }, words)
const size = async (): Promise<number> => (await cli('replay --json')).json.data.size
/** `record` of a proposal. */
const record = async (proposal: ReturnType<typeof unit>, ...more: readonly string[]): Promise<Ran> =>
  await cli(['record', proposal.type, '--on', proposal.occurredOn, '--data', JSON.stringify(proposal.data), ...more])

t.test('init makes an empty ledger and a settings file, once', async (t) => {
  t.match(await cli('init --dry-run'), { code: 0, out: '', err: '可以在' })
  t.notOk(existsSync(join(cwd, 'ledger')))
  t.match(await cli('init --as 示例主任'), { code: 0, out: /^已新建账本 .*ledger（[0-9a-f-]{36}）\n$/, err: '接下来：' })
  t.same(JSON.parse(readFileSync(join(cwd, 'wuhao.config.json'), 'utf8')), {
    store: './ledger',
    lang: 'zh',
    principal: '示例主任',
  })
  t.match(
    await cli('init'),
    { code: 5, out: '', err: '已经有了，没有改动' },
    'what is there is in the way: the store itself is fine',
  )
  t.match(await cli('init elsewhere --lang en'), { code: 0, out: /^made the ledger .*elsewhere/, err: 'cd elsewhere' })
  t.match(await cli('rank --period 2025'), { code: 4, out: '', err: '没有施行的考评规则' }, 'an empty ledger answers as it can')
  t.match((await cli('events')).out, /^工作记录0条\n\n依据：截至2026年11月25日，还没有记录，计算程序第1版\n$/)
})

t.test('record gives a receipt, and the same key again the same one', async (t) => {
  const first = await record(unit('D01', 'district'))
  t.match(first, {
    code: 0,
    err: '',
    out: /^已录入第0号记录（设立单位），记在 registry 第0版\n编号 [0-9a-f-]{36}\n摘要 [0-9a-f]{64}\n防重键 \S+\n$/,
  })
  const labelled = await cli([
    'record',
    '设立单位',
    '--on',
    '2026-01-01',
    '--key',
    'k1',
    '--json',
    '--data',
    JSON.stringify(unit('S01', 'street', 'D01').data),
  ])
  t.match(labelled.json, {
    schema: 'wuhao.receipt/v1',
    data: { key: 'k1', replayed: false, receipts: [{ position: 1, revision: 1 }] },
  })
  const again = await record(unit('S01', 'street', 'D01'), '--key', 'k1')
  t.match(again, { code: 0, out: '以前已录入，是第1号记录（设立单位），没有重复录入' })
  t.match(await record(unit('S02', 'street', 'D01'), '--key', 'k1'), {
    code: 5,
    out: '',
    err: '重复键“k1”已用于第1号记录，内容不同（/data/',
  })
  t.match(await record(unit('S02', 'street', 'D01'), '--expect', '0'), {
    code: 5,
    out: '',
    err: 'registry 已有新的记录（现为第1版，您看到的是第0版）',
  })
  t.equal(await size(), 2)
  t.match(await record(unit('S02', 'street', 'D01'), '--expect', '1', '--dry-run'), {
    code: 0,
    out: '',
    err: '可以录入（这次只检查，没有写入）',
  })
  t.equal(await size(), 2, 'nothing was written')
  t.match(await record(unit('S02', 'street', 'D01'), '--expect', '1'), { code: 0 })
})

t.test('nobody records under a number that identifies somebody, and no key holds one', async (t) => {
  const before = await size()
  const wrong = async (more: readonly string[], err: string) =>
    t.match(await record(unit('S07', 'street', 'D01'), ...more), { code: 6, out: '', err }, more.join(' '))
  await wrong(['--as', '示例13912345678'], '录入人（actor）含有手机号码')
  await wrong(['--as', '11010519491231002X'], '录入人（actor）含有身份证号码')
  await wrong(['--key', 'a:139-1234-5678'], '防重键（key）含有手机号码')
  await wrong(['--as', '示例\u200b'], '录入人（actor）含有看不见的控制符')
  t.match(await record(unit('S07', 'street', 'D01'), '--dry-run', '--as', '13912345678'), { code: 6, err: '录入人（actor）' })
  t.equal(await size(), before)
  const digest = '1391234567813912345678139123456781391234567813912345678139123456'
  t.match(await record(unit('S07', 'street', 'D01'), '--key', `import:${digest}:0`, '--dry-run'), { code: 0 }, 'a digest is none')
})

t.test('data from a file or standard input; evidence by digest; another principal', async (t) => {
  writeFileSync(join(cwd, 'c1.json'), `\uFEFF${JSON.stringify(unit('C001', 'community', 'S01').data)}`)
  const file = await cli('record UnitRegistered --on 2026-01-01 --data @c1.json')
  t.match(file, { code: 0, err: '提示：c1.json 开头的BOM标记已略过' })
  const stdin = JSON.stringify(unit('C002', 'community', 'S01').data)
  t.match(await cli('record UnitRegistered --on 2026-01-01 --data -', { stdin }), { code: 0 })
  const act = '{"unit":"C001","programme":"gratitude","title":"示例活动","audience":{"minors":20,"adults":3}}'
  const words = [
    'record',
    'ActivityHeld',
    '--on',
    '2026-03-05',
    '--until',
    '2026-03-06',
    '--data',
    act,
    '--document',
    '示〔2026〕1号',
  ]
  t.match(await cli([...words, '--evidence', '签到表.jpg', '--as', '示例站长']), { code: 0 })
  const { data } = (await cli('show 5 --json')).json
  t.match(data, {
    actor: '示例站长',
    occurredUntil: '2026-03-06',
    document: '示〔2026〕1号',
    evidence: [{ mediaType: 'image/jpeg', bytes: 12, sha256: /^[0-9a-f]{64}$/ }],
  })
  t.match((await cli('show 5')).out, /^佐证材料  image\/jpeg，12字节，sha256 /m)
})

t.test('what is wrong is refused with its place, and leaves the ledger as it was', async (t) => {
  const before = await cli('replay')
  for (const [code, zh, type, on, data] of [
    [6, '没有“UnitRegisterd”这种工作记录，是否应为 UnitRegistered（设立单位）', 'UnitRegisterd', '2026-01-01', '{}'],
    [6, '2026-02-30在日历上没有', 'UnitDissolved', '2026-02-30', '{"unit":"C001"}'],
    [6, '2030-01-01晚于今天', 'UnitDissolved', '2030-01-01', '{"unit":"C001"}'],
    [6, '没有登记过代码为“S09”的单位', 'UnitMoved', '2026-01-01', '{"unit":"C001","parent":"S09"}'],
    [6, '没有“untis”这个字段', 'UnitDissolved', '2026-01-01', '{"unit":"C001","untis":1}'],
    [2, '--data 不是完整的 JSON，后面像是被截掉了', 'UnitDissolved', '2026-01-01', '{"unit":"C0'],
    [2, '没有文件 none.json', 'UnitDissolved', '2026-01-01', '@none.json'],
    [2, '标准输入没有内容', 'UnitDissolved', '2026-01-01', '-'],
  ] as const) {
    const refused = await cli(['record', type, '--on', on, '--data', data])
    t.match(refused, { code, out: '', err: zh }, zh)
    t.equal(refused.err.split('\n').filter((line) => line.startsWith('错误：')).length, 1, 'one sentence')
    t.match(await cli(['record', type, '--on', on, '--data', data, '--lang', 'en']), {
      code,
      out: '',
      err: /^error: [^\u4e00-\u9fff]/,
    })
  }
  t.equal((await cli('replay')).out, before.out)
  const nobody = await wuhao({ cwd, env: { WUHAO_CONFIG: join(cwd, 'empty.json') } }, 'record X --on 2026-01-01 --data {}')
  t.match(nobody, { code: 2, out: '', err: /没有设置文件/ })
  writeFileSync(join(cwd, 'empty.json'), '{}')
  for (const words of ['record X --on 2026-01-01 --data {}', 'import c1.json', 'correct 1 --retract --reason x', 'rules adopt x'])
    t.match(
      await wuhao({ cwd }, `${words} --config empty.json`),
      { code: 2, out: '', err: /没有说明以谁的身份录入。请加 --as/ },
      words,
    )
})

t.test('correct changes one place, the day, or all; the original stays', async (t) => {
  const paper = ['--reason', '人数误录', '--document', '示〔2026〕2号']
  t.match(await cli(['correct', '5', '--set', 'audience.minors=38', ...paper, '--dry-run']), {
    code: 0,
    out: '',
    err: '可以录入',
  })
  t.match(await cli(['correct', '5', '--set', 'audience.minors=38', ...paper]), { code: 0, out: '已录入第6号记录（更正记录）' })
  t.match(await cli(['correct', '5', '--on', '2026-03-07', '--until', '2026-03-08', ...paper]), { code: 0 })
  const { data } = (await cli('show 7 --json')).json.data
  t.match(
    data,
    { occurredOn: '2026-03-07', targetType: 'ActivityHeld', data: { audience: { minors: 38, adults: 3 } } },
    'on top of the first',
  )
  t.match((await cli('show 5 --json')).json.data, {
    occurredOn: '2026-03-05',
    data: { audience: { minors: 20 } },
    corrections: [6, 7],
  })
  t.match((await cli('events --limit 3')).out, /C001开展“示例活动”.*（已由第7号更正）/)
  for (const [words, code, zh] of [
    [['correct', '5', ...paper], 2, '没有说明更正什么'],
    [['correct', '5', '--retract', '--on', '2026-03-07', ...paper], 2, '--retract 是整条作废'],
    [['correct', '5', '--set', 'audience.minors', ...paper], 2, '--set 应写成 路径=值'],
    [['correct', '5', '--set', 'audience.minors.x=1', ...paper], 2, '没有“x”这一处'],
    [['correct', '5', '--set', 'audience.minors=x', ...paper], 6, 'minors'],
    [['correct', '5', '--set', 'audience.minors=1', '--reason', 'x'], 6, '缺少文号'],
    [['correct', '99', '--retract', ...paper], 4, '没有第“99”号记录'],
  ] as const)
    t.match(await cli(words), { code, out: '', err: zh }, words.join(' '))
})

t.test('a retraction is asked about where somebody sits, and is final', async (t) => {
  const words = ['correct', '5', '--retract', '--reason', '重复录入', '--document', '示〔2026〕3号']
  t.match(await cli(words, { answers: ['否'] }), {
    code: 0,
    out: '',
    err: /第5号记录作废后不能撤回。确定作废吗？（是\/否）没有改动/,
  })
  t.equal(await size(), 8)
  t.match(await cli(words, { answers: ['是'] }), { code: 0, out: '已录入第8号记录（作废记录）' })
  t.match(
    await cli([...words, '--yes'], { answers: ['否'] }),
    { code: 6, out: '', err: '第5号记录已由第8号记录作废' },
    '--yes asks nothing',
  )
  t.match((await cli('events --limit 4')).out, /（已由第8号作废）/)
})

t.test('rules: checked, proposed by one, adopted by another', async (t) => {
  const sample = readFileSync(new URL('../projections/rulesets/2025.1.yaml', import.meta.url), 'utf8')
  writeFileSync(join(cwd, 'good.yaml'), sample)
  writeFileSync(
    join(cwd, 'bad.yaml'),
    sample.replace('        title: 领导班子建设好', '        titel: 领导班子建设好').replace('max: 20', 'max: 很多'),
  )
  writeFileSync(join(cwd, 'twice.yaml'), `${sample}title: 又一个\n`)
  writeFileSync(join(cwd, 'gb.yaml'), Uint8Array.of(0xca, 0xbe, 0xc0, 0xfd))
  t.match(await cli('rules check good.yaml'), { code: 0, out: '', err: '规则文件没有错误' })
  const bad = await cli('rules check bad.yaml')
  t.match(bad, { code: 6, out: /^bad\.yaml:\d+:\d+ 错误 .*“titel”这个写法，是否应为“title”/m, err: /规则文件有\d处错误/ })
  t.ok(bad.out.trimEnd().split('\n').length >= 2, 'all of them')
  t.match((await cli('rules check bad.yaml --json')).json, {
    schema: 'wuhao.rules-check/v1',
    data: [{ severity: 'error', line: Number }],
  })
  t.match(await cli('rules check twice.yaml'), { code: 6, out: /^twice\.yaml:\d+:1 错误 同一层有重复的键/ })
  t.match(await cli('rules check gb.yaml'), { code: 6, out: '', err: '不是 UTF-8，请另存为 UTF-8' })
  t.match(await cli('rules propose bad.yaml'), { code: 6, out: '', err: /^bad\.yaml:\d+:\d+ 错误/ })
  t.match(await cli('rules propose good.yaml --dry-run'), { code: 0, out: '', err: '规则文件没有错误' })
  t.equal(await size(), 9)
  t.match(await cli('rules propose good.yaml'), { code: 0, out: '（考评规则提请审议）' })
  t.match((await cli('rules list')).out, /^2025\.1 .*待审议/m)
  t.match(await cli('rules adopt 2025.1'), { code: 6, out: '', err: '须由另一人审议通过' })
  t.match(await cli('rules adopt 2025.2 --as 示例主任'), { code: 6, out: '', err: '2025.1' })
  t.match(await cli('rules adopt 2025.1 --as 示例主任 --dry-run'), { code: 0, out: '', err: '可以录入' })
  t.match(await cli('rules adopt 2025.1 --as 示例主任', { answers: ['n'] }), { code: 0, out: '', err: '没有改动' })
  t.match(await cli('rules adopt 2025.1 --as 示例主任'), { code: 0, out: '（考评规则审议通过）' })
  t.match(await cli('rules propose good.yaml'), { code: 6, out: '', err: '编号不能再用' })
  const out = join(cwd, 'out.yaml')
  t.match(await cli(`rules show 2025.1 -o ${out}`), { code: 0, out: '' })
  t.match(await cli('rules check out.yaml'), { code: 0 })
  t.match((await cli('rank --period 2025 --scope district')).out, /没有参评的单位/)
  t.match((await cli('rank --period 2026 --scope district')).out, /C002 +示例C002/)
})
