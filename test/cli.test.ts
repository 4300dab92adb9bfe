/** What holds for every verb of the command line: help, languages, settings, usage errors, and that help is light. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { meanings } from '../src/cli/exits.js'
import { verbs } from '../src/cli/verbs.js'
import { type Ran, wuhao } from './cli/wuhao.js'
import { target } from './tidy/source.js'

const cwd = t.testdir({ settings: {} })
const cli = async (words: string, env = {}): Promise<Ran> => await wuhao({ cwd, env }, words)

t.test('the overview names every verb, in the language of the user', async (t) => {
  for (const { code, out, err } of [await cli(''), await cli('--help'), await cli('help')]) {
    t.equal(code, 0)
    t.equal(err, '')
    t.match(out, '用法： wuhao [选项] <命令>')
    t.match(out, '通用选项：')
    for (const { name } of verbs) t.match(out, new RegExp(`^  ${name.split(' ')[0]} `, 'm'), name)
  }
  for (const english of [await cli('--lang en --help'), await cli('--help', { LC_ALL: 'en_GB.UTF-8' })]) {
    t.match(english.out, 'Usage: wuhao [options] [command]')
    t.notMatch(english.out.replace('中', ''), /[\u4e00-\u9fff]/, 'no Chinese')
  }
})

t.test('every verb has help with examples in both languages, and each example begins with it', async (t) => {
  for (const { name, examples, summary, options } of verbs) {
    const zh = await cli(`${name} --help`)
    t.equal(zh.code, 0, name)
    t.match(zh.out, summary.zh)
    t.match(zh.out, '例：')
    t.match(await cli(`help ${name}`), { code: 0, out: zh.out }, 'and so does help')
    const en = await cli(`${name} --help --lang en`)
    t.match(en.out, summary.en)
    t.notMatch(en.out.slice(0, en.out.indexOf('Examples:')), /[\u4e00-\u9fff]/, `${name}: no Chinese in English help`)
    t.ok(examples.length > 0, name)
    for (const example of examples) t.ok(example.includes(`wuhao ${name}`) || example === 'npm run demo', `${name}: ${example}`)
    for (const { flags } of Object.values(options)) t.match(zh.out, flags.startsWith('-') ? flags : flags.slice(1, -1), flags)
  }
})

t.test('the topics of help', async (t) => {
  for (const topic of ['exit-codes', 'as-of', 'environment', 'rules', 'privacy']) {
    for (const lang of ['zh', 'en']) {
      const { code, out } = await cli(`help ${topic} --lang ${lang}`)
      t.equal(code, 0, topic)
      t.equal(/[\u4e00-\u9fff]/.test(out), lang === 'zh', `${topic} ${lang}`)
    }
  }
  const { out } = await cli('help exit-codes')
  for (const code of meanings.keys()) t.match(out, new RegExp(`^ *${code}  `, 'm'))
  t.match(await cli('help nonsense'), { code: 2, out: '', err: '没有“nonsense”这个命令或专题' })
})

t.test('what is wrong with the command is said on standard error, with what was meant, and exits with 2', async (t) => {
  for (const [words, zh, en] of [
    ['rnak', '错误：没有 rnak 这个命令，是否应为 rank', "error: unknown command 'rnak' (Did you mean rank?)"],
    ['rank --as-fo 2026-01-01', '错误：没有 --as-fo 这个选项，是否应为 --as-of', '(Did you mean --as-of?)'],
    ['rank --stroe x', '是否应为 --store', 'Did you mean --store?'],
    ['rank', '错误：缺少 --period（考评期，如 2025）', 'error: --period is missing: the period, such as 2025'],
    ['rank --period', '错误：选项 --period 后面缺少值', 'argument missing'],
    ['explain --period 2025', '错误：缺少参数 <unit>', 'missing required argument'],
    ['explain a b --period 2025', '参数太多', 'too many arguments'],
    ['rank --period 2025 --top x', '--top 应为不小于1的整数，不能是“x”', '--top must be a whole number from 1, not "x"'],
    ['rank --period 2025 --top 0', '--top 应为不小于1的整数', '--top must be a whole number from 1'],
    ['events --late 7w', '--late 应为不小于0的整数，不能是“7w”', '--late must be a whole number'],
    ['import a --encoding gbk', '--encoding 应为 auto、utf-8、gb18030 之一，不能是“gbk”', 'must be one of'],
    ['rules lsit', '没有 lsit 这个命令，是否应为 list', 'Did you mean list?'],
    ['ask ranking period', '参数应写成 名称=值', 'a parameter is name=value'],
  ] as const) {
    const { code, out, err } = await cli(words)
    t.match({ code, out, err }, { code: 2, out: '', err: zh }, words)
    t.match(err, '用法见 wuhao', words)
    t.match(await cli(`${words} --lang en`), { code: 2, out: '', err: en }, `${words} in English`)
  }
  const family = await cli('rules')
  t.match(family, { code: 2, out: '', err: '用法： wuhao rules' }, 'a family without its verb shows its help')
  t.match(await cli('--lang fr rank --period 2025'), { code: 2, err: '语言应为 zh 或 en，不能是“fr”（--lang）' })
  t.match(await cli('--version'), { code: 0, out: /^\d+\.\d+\.\d+\n$/ })
  t.match((await cli('version --json')).json, { schema: 'wuhao.version/v1', data: { engine: String, node: String } })
})

t.test('settings: flag before environment before file before default, each with where it comes from', async (t) => {
  const plain = (await cli('config --json')).json
  t.equal(plain.schema, 'wuhao.config/v1')
  t.match(plain.data.store, { value: join(cwd, 'ledger'), by: 'default', where: null })
  t.match(plain.data.principal, { value: null, by: 'default' })
  const folder = join(cwd, 'settings')
  const file = join(folder, 'wuhao.config.json')
  writeFileSync(file, JSON.stringify({ store: 'books', lang: 'en', principal: '示例文员' }))
  const inFolder = async (words: string, env = {}) => await wuhao({ cwd: folder, env }, words)
  t.match((await inFolder('config --json')).json.data, {
    store: { value: join(folder, 'books'), by: 'file', where: 'wuhao.config.json' },
    lang: { value: 'en', by: 'file' },
    principal: { value: '示例文员', by: 'file' },
  })
  const env = { WUHAO_STORE: './here', WUHAO_LANG: 'zh', WUHAO_AS: '他', NO_COLOR: '1' }
  t.match((await inFolder('config --json', env)).json.data, {
    store: { value: join(folder, 'here'), by: 'env', where: 'WUHAO_STORE' },
    lang: { value: 'zh', by: 'env', where: 'WUHAO_LANG' },
    principal: { value: '他', by: 'env', where: 'WUHAO_AS' },
    color: { value: false, by: 'env', where: 'NO_COLOR' },
  })
  t.match((await inFolder('config --json --store /elsewhere --ascii --no-input', env)).json.data, {
    store: { value: '/elsewhere', by: 'flag', where: '--store' },
    ascii: { value: true, by: 'flag' },
    input: { value: false, by: 'flag', where: '--no-input' },
  })
  t.match(
    (await cli(`config --json --config ${file}`)).json.data,
    { store: { value: join(folder, 'books') } },
    'seen from the file',
  )
  const text = await inFolder('config')
  t.match(text.out, /^store +\S+books +file wuhao\.config\.json +folder of the ledger$/m)
  for (const [content, zh] of [
    ['{"stroe":"x"}', '“stroe”不认识，可用：store、lang、principal'],
    ['{"store":1}', '“store”应为文字'],
    ['[]', '应为一组键值'],
    ['{"store"', '读不出来：不是 JSON'],
  ] as const) {
    writeFileSync(file, content)
    t.match(await inFolder('config'), { code: 2, out: '', err: zh }, content)
  }
  t.match(await cli('config --config none.json'), { code: 2, err: /没有设置文件 .*none\.json/ })
})

t.test('colour only on a screen that wants it', async (t) => {
  const colours = /\u001b\[/
  const on = async (words: string, env = {}) => (await wuhao({ cwd, env, isTTY: true }, words)).out
  t.match(await on('config'), colours)
  t.notMatch(await on('config --no-color'), colours)
  t.notMatch(await on('config', { NO_COLOR: '1' }), colours)
  t.notMatch(await on('config', { TERM: 'dumb' }), colours)
  t.notMatch((await cli('config')).out, colours)
})

t.test('help loads neither the catalogue nor the store: nothing that it imports leads there', (t) => {
  const seen = new Set<string>()
  const visit = (path: string): void => {
    if (seen.has(path)) return
    seen.add(path)
    if (!path.endsWith('.ts')) return
    const text = readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
    // `import type` is gone in what runs; `await import` waits until a verb runs.
    for (const [, name = ''] of text.matchAll(/^(?:import|export) (?!type )(?:[^']* from )?'([^']+)'/gm))
      visit(target(path, name))
  }
  visit('src/cli/entry.ts')
  t.ok(seen.has('src/cli/verbs/rank.ts') && seen.has('commander'))
  for (const heavy of [
    'zod',
    'yaml',
    'events/index.ts',
    'events/fields.ts',
    'projections/questions.ts',
    'src/ledger.ts',
    'src/main.ts',
  ])
    t.notOk(seen.has(heavy), heavy)
  t.end()
})
