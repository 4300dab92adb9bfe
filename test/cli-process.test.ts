/** The `wuhao` command as a process: its exit codes, its pipes, an interruption. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { ndjson, unit, wuhao } from './cli/wuhao.js'

const cwd = t.testdir()
const entry = fileURLToPath(new URL('../src/cli/entry.ts', import.meta.url))

/** Starts the command; it runs TypeScript as the test does. */
const start = (words: string): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, [...process.execArgv, entry, ...words.split(' ')], {
    cwd,
    env: { ...process.env, WUHAO_AS: '示例文员', WUHAO_LANG: 'zh', WUHAO_STORE: '' },
  })

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

async function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...said }
}

const lines = [unit('D01', 'district'), unit('S01', 'street', 'D01')].concat(
  Array.from({ length: 900 }, (_, i) => unit(`C${1000 + i}`, 'community', 'S01')),
)

await wuhao({ cwd }, 'init')

t.test('data on standard output, the rest on standard error, and an exit code', async (t) => {
  t.match(await ended(start('rank --as-fo 2026')), { code: 2, out: '', err: '是否应为 --as-of' })
  const piped = start('import -')
  piped.stdin.end(ndjson(lines))
  t.match(await ended(piped), { code: 0, out: '录入902条（第0号至第901号）\n', err: '' })
})

t.test('whoever reads may stop reading', async (t) => {
  const child = start('units --json --history')
  child.stdout.once('data', () => child.stdout.destroy())
  let err = ''
  child.stderr.on('data', (chunk) => (err += String(chunk)))
  const [code] = (await once(child, 'exit')) as [number]
  t.same([code, err], [0, ''])
})

t.test('an interrupted import ends with 130 and says where to go on', { skip: process.platform === 'win32' }, async (t) => {
  await wuhao({ cwd }, 'init elsewhere')
  const store = join(cwd, 'elsewhere', 'ledger')
  const many = lines.concat(Array.from({ length: 8_000 }, (_, i) => unit(`E${1000 + i}`, 'community', 'S01')))
  const child = start(`import - --store ${store}`)
  child.stdin.end(ndjson(many))
  // When the first groups are written, and long before all are.
  const written = (): number => statSync(join(store, 'ledger.db-wal'), { throwIfNoEntry: false })?.size ?? 0
  const watch = setInterval(() => {
    if (written() < 200_000) return
    clearInterval(watch)
    child.kill('SIGINT')
  }, 5)
  const { code, out, err } = await ended(child)
  clearInterval(watch)
  t.equal(code, 130)
  const [, line] = /^已中断，第(\d+)行起尚未录入。再运行同一命令即可接着录/m.exec(err) ?? []
  t.match(out, `录入${Number(line) - 1}条（第0号至第${Number(line) - 2}号）`)
  t.equal((await wuhao({ cwd }, `replay --json --store ${store}`)).json.data.size, Number(line) - 1)
})
