/** Files of many records: judged whole, read in whatever officials' programs save, harmless when repeated, resumable. */
import { join } from 'node:path'
import t from 'tap'
import { open } from '../src/main.js'
import { ndjson, type Ran, TODAY, unit, type World, wuhao } from './cli/wuhao.js'

const people = [unit('D01', 'district'), unit('S01', 'street', 'D01')]
const communities = Array.from({ length: 600 }, (_, i) => unit(`C${String(i + 1).padStart(3, '0')}`, 'community', 'S01'))
const lines = [...people, ...communities]
const broken = lines.map((line, i): unknown => (i === 500 ? { ...line, occurredOn: '2026-02-30' } : line))
broken[100] = { ...lines[100], data: { ...lines[100]!.data, parent: 'S09' } }
/** GB18030 of the few characters that the lines hold. */
const gb = (text: string): Uint8Array =>
  Buffer.concat(
    Array.from(
      text,
      (character) => ({ 示: Buffer.of(0xca, 0xbe), 例: Buffer.of(0xc0, 0xfd) })[character] ?? Buffer.from(character),
    ),
  )

const cwd = t.testdir({
  'a.ndjson': ndjson(lines),
  'wrong.ndjson': `${ndjson(broken)}{"type":"UnitReg\n`,
  'bom.ndjson': `\uFEFF${ndjson(lines).replaceAll('\n', '\r\n')}\r\n\r\n`,
  'gb.ndjson': Buffer.from(gb(ndjson(lines))),
  'junk.ndjson': Buffer.of(0x81, 0xff, 0xff),
  'more.ndjson': ndjson([...lines, unit('C701', 'community', 'S01'), unit('C702', 'community', 'S01')]),
  'empty.ndjson': '',
  'blank.ndjson': '\n\r\n',
  'short.ndjson': ndjson([unit('C801', 'community', 'S01')]),
  'short-wrong.ndjson': ndjson([unit('C802', 'community', 'S09')]),
})
const cli = async (words: string, world: Partial<World> = {}): Promise<Ran> =>
  await wuhao({ cwd, env: { WUHAO_AS: '示例文员' }, ...world }, words)
const size = async (store = 'ledger'): Promise<number> => (await cli(`replay --json --store ${store}`)).json.data.size
await cli('init')

t.test('line 501 is wrong: every wrong line is listed, and nothing is written', async (t) => {
  const { code, out, err } = await cli('import wrong.ndjson')
  t.match({ code, out }, { code: 6, out: '' })
  const said = err.trimEnd().split('\n')
  t.equal(said.length, 4)
  t.match(said[0], /^第101行：.*没有登记过代码为“S09”的单位/)
  t.match(said[1], /^第501行：.*2026-02-30在日历上没有/)
  t.match(said[2], /^第603行：不是完整的 JSON，每行应为一条记录/)
  t.equal(said[3], '603行中有3行不对，一行也没有录入')
  t.equal(await size(), 0)
  const json = await cli('import wrong.ndjson --json')
  t.equal(json.code, 6)
  const wrong = [{ line: 101, code: 'unknown_unit', place: 'data.parent' }, { line: 501, code: 'impossible_date' }, { line: 603 }]
  t.match(json.json, { schema: 'wuhao.import/v1', data: { total: 603, recorded: 0, wrong } })
  t.match(await cli('import wrong.ndjson --lang en'), { code: 6, err: /^line 101: .*\nline 501: .*\nline 603: not JSON/ })
  t.match(await cli('import short.ndjson short-wrong.ndjson --dry-run'), {
    code: 6,
    err: /^short\.ndjson 第1行：.*\nshort-wrong\.ndjson 第1行：/,
  })
})

t.test('a file is recorded once, however often and in whatever encoding it comes', async (t) => {
  t.match(await cli('import a.ndjson --dry-run'), { code: 0, out: '602行都可以录入（这次只检查，没有写入）\n' })
  t.equal(await size(), 0)
  t.match(await cli('import a.ndjson'), { code: 0, out: '录入602条（第0号至第601号）\n', err: '' })
  t.match(await cli('import a.ndjson'), { code: 0, out: '录入0条，另有602条以前已录入\n' })
  t.match(await cli('import bom.ndjson'), {
    code: 0,
    out: '录入0条，另有602条以前已录入\n',
    err: '提示：bom.ndjson 开头的BOM标记已略过\n',
  })
  t.match(await cli('import gb.ndjson'), {
    code: 0,
    out: '录入0条，另有602条',
    err: '提示：gb.ndjson 不是 UTF-8，按 GB18030 读取\n',
  })
  t.match(await cli('import gb.ndjson --encoding gb18030'), { code: 0, out: '录入0条，另有602条', err: '' })
  t.match(await cli('import gb.ndjson --encoding utf-8'), { code: 6, out: '', err: '文字编码不是 UTF-8' })
  t.match(await cli('import junk.ndjson'), { code: 6, out: '', err: '不是 UTF-8，也不是 GB18030，请另存为 UTF-8' })
  t.match(await cli('import none.ndjson'), { code: 2, out: '', err: '没有文件 none.ndjson' })
  t.match(await cli('import -', { stdin: ndjson(lines) }), { code: 0, out: '录入0条，另有602条' })
  t.match(await cli('import more.ndjson short.ndjson'), { code: 0, out: '录入3条（第602号至第604号），另有602条以前已录入\n' })
  t.match((await cli('import more.ndjson --json')).json, {
    data: { recorded: 0, already: 604, first: null, wrong: [], stoppedAt: null },
  })
  t.equal(await size(), 605)
})

t.test('an interruption ends behind a group, says where, and is made up for by the same command', async (t) => {
  await cli('init other')
  const store = join(cwd, 'other', 'ledger')
  const controller = new AbortController()
  let recorded = 0
  const interrupting: Partial<World> = {
    signal: controller.signal,
    stores: {
      open: async (request) => {
        const ledger = await open(request)
        const record: typeof ledger.record = async (...given) => {
          recorded += 1
          if (recorded === 10) controller.abort()
          return await ledger.record(...given)
        }
        return { ...ledger, record }
      },
    },
  }
  const stopped = await cli(`import a.ndjson --store ${store}`, interrupting)
  t.match(stopped, {
    code: 130,
    out: '录入500条（第0号至第499号）\n',
    err: '已中断，第501行起尚未录入。再运行同一命令即可接着录，不会重复\n',
  })
  t.equal(await size(store), 500)
  t.match(await cli(`import a.ndjson --store ${store}`), { code: 0, out: '录入102条（第500号至第601号），另有500条以前已录入\n' })
})

t.test('progress is shown to whoever watches, and to nobody else', async (t) => {
  await cli('init third')
  const words = `import a.ndjson --store ${join(cwd, 'third', 'ledger')}`
  const watched = await cli(words, { isTTY: true })
  t.match(watched.err, /\r正在录入 500\/602\u001b\[K\r正在录入 602\/602\u001b\[K\r\u001b\[K$/)
  for (const quiet of ['--quiet', '--no-progress']) t.equal((await cli(`${words} ${quiet}`, { isTTY: true })).err, '', quiet)
})

t.test('what is judged right and refused after all, on another day, stops the file and is named', async (t) => {
  await cli('init fourth')
  const store = join(cwd, 'fourth', 'ledger')
  let judged = false
  const stores = {
    open: async (request: Parameters<typeof open>[0]) => {
      const ledger = await open({ ...request, clock: () => Date.parse(judged ? '2025-12-31T00:00:00Z' : TODAY) })
      return {
        ...ledger,
        judge: (...given: Parameters<typeof ledger.judge>) =>
          [ledger.judge(...given), (judged = true)][0] as ReturnType<typeof ledger.judge>,
      }
    },
  }
  const { code, err } = await cli(`import a.ndjson --store ${store}`, { stores })
  t.equal(code, 6)
  t.match(err, /^第1行：.*晚于今天/)
  t.match(err, /第501行起尚未录入/)
})

t.test('a file with nothing in it was saved wrongly: it is not said that all of it was recorded', async (t) => {
  for (const words of ['import empty.ndjson', 'import empty.ndjson blank.ndjson --dry-run'])
    t.match(await cli(words), { code: 6, out: '', err: /^错误：empty\.ndjson.* 里没有要录入的内容\n$/ }, words)
  t.match(await cli('import empty.ndjson short.ndjson --dry-run'), { code: 0, out: /^1行都可以录入/ })
})
