/** README says what is so: every command of its session is run, and prints what stands under it. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const root = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')

interface Command {
  readonly words: readonly string[]
  /** Lines of output; `…` stands for any number of lines. */
  readonly prints: readonly string[]
}

/** The commands of the blocks that show a session. */
const commands: Command[] = [...readme.matchAll(/```console\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((part): Command => {
      const [line = '', ...prints] = part.trimEnd().split('\n')
      const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
      return { words, prints }
    }),
)

/** The first line that is missing: those between two `…` must stand together, in order. */
function missing(prints: readonly string[], output: readonly string[]): string | undefined {
  let from = 0
  let isNext = true
  for (const line of prints) {
    if (line === '…') {
      isNext = false
      continue
    }
    const at = isNext ? from : output.indexOf(line, from)
    if (output[at] !== line) return line
    from = at + 1
    isNext = true
  }
  return undefined
}

t.test('every command of the session prints what README shows', async (t) => {
  const directory = t.testdir()
  t.ok(commands.length >= 6, 'there is a session')
  for (const { words, prints } of commands) {
    const [npx, wuhao, ...rest] = words
    t.strictSame([npx, wuhao], ['npx', 'wuhao'])
    const output = execFileSync(process.execPath, [join(root, 'dist/src/cli/entry.js'), ...rest], {
      cwd: directory,
      encoding: 'utf8',
      env: { ...process.env, WUHAO_LANG: 'zh', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const lines = output.trimEnd().split('\n')
    t.equal(missing(prints, lines), undefined, words.join(' '), { output })
  }
})

t.test('a line that is not printed is noticed', async (t) => {
  t.equal(missing(['a', '…', 'c'], ['a', 'b', 'c']), undefined)
  t.equal(missing(['a', 'c'], ['a', 'b', 'c']), 'c')
  t.equal(missing(['…', 'd'], ['a', 'b', 'c']), 'd')
})

t.test('README is short, and every dependency has its sentence', async (t) => {
  t.ok(readme.split('\n').length <= 250)
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >
  for (const name of [...Object.keys(dependencies ?? {}), ...Object.keys(devDependencies ?? {})])
    t.ok(readme.includes(`\`${name}\``), name)
})

t.test('every file and folder that README names is there', async (t) => {
  for (const [, path = ''] of readme.matchAll(/`((?:test|src|projections|events)\/[A-Za-z0-9_./-]+)`/g))
    t.ok(existsSync(join(root, path)), path)
})
