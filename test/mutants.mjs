/**
 * Breaks the evaluator of the rules in every small way, one at a time, and sees whether the checks notice:
 * `npm run test:mutants`. Prints how many were noticed and lists those that were not.
 * `--only measures/count` looks at some files alone, `--every 10` at each tenth mutant, `--jobs 2` uses two workers.
 */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import ts from 'typescript'
import { mutantsIn, switched } from './mutants/find.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** Beside the sources, so that the packages are found from it. */
const BUILT = join(ROOT, '.mutants')
const BROKEN = 'projections/rules/'
const COMPILED = ['events', 'projections', 'src', 'test/twin', 'test/fixtures', 'test/mutants', 'test/rubrics']
/** How many times as long as the text as it is a mutant may run before it is taken for one that never ends. */
const PATIENCE = 8

const { values: options } = parseArgs({
  options: { only: { type: 'string' }, every: { type: 'string' }, jobs: { type: 'string' }, json: { type: 'string' } },
})

async function filesUnder(folder) {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((it) => it.isFile()).map((it) => relative(ROOT, join(it.parentPath, it.name)))
}

/** Compiles everything that the checks need, the evaluator with its mutants behind switches. */
async function build() {
  await rm(BUILT, { recursive: true, force: true })
  const mutants = []
  for (const path of (await Promise.all(COMPILED.map(filesUnder))).flat()) {
    const target = join(BUILT, path)
    await mkdir(dirname(target), { recursive: true })
    if (!path.endsWith('.ts')) {
      await cp(join(ROOT, path), target)
      continue
    }
    let text = await readFile(join(ROOT, path), 'utf8')
    if (path.startsWith(BROKEN)) {
      const found = mutantsIn(text, path).map((it, index) => ({ ...it, path, id: mutants.length + index + 1 }))
      const ids = new Map(found.map((it) => [it, it.id]))
      text = switched(text, found, (it) => ids.get(it))
      mutants.push(...found)
    }
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
      fileName: path,
    })
    await writeFile(target.replace(/\.ts$/, '.js'), outputText)
  }
  await cp(join(ROOT, 'package.json'), join(BUILT, 'package.json'))
  return mutants
}

const start = () =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('mutants/worker.mjs', import.meta.url), {
      workerData: { checks: pathToFileURL(join(BUILT, 'test/mutants/checks.js')).href },
    })
    worker.once('message', () => resolve(worker))
    worker.once('error', reject)
  })

/** What the checks say to one mutant; a worker that does not answer in time is ended. */
function ask(worker, message, patience) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish(() => resolve({ id: message.id, failed: 'never ends', isLost: true })), patience)
    const finish = (settle) => {
      clearTimeout(timer)
      worker.off('message', answered)
      worker.off('error', broken)
      settle()
    }
    const answered = (answer) => {
      if (answer.id === message.id) finish(() => resolve(answer))
    }
    const broken = (error) =>
      finish(() => (message.id === 0 ? reject(error) : resolve({ id: message.id, failed: String(error), isLost: true })))
    worker.on('message', answered)
    worker.on('error', broken)
    worker.postMessage(message)
  })
}

const mutants = await build()
const first = await start()
const since = Date.now()
const { failed, reachedBy } = await ask(first, { id: 0 }, 3_600_000)
if (failed !== undefined) throw new Error(`the checks fail as it is: ${failed}`)
const usual = Date.now() - since
const names = Object.keys(reachedBy)
const reached = new Map()
for (const name of names) for (const id of reachedBy[name]) reached.set(id, [...(reached.get(id) ?? []), name])
const asked = mutants.filter(
  ({ path, id }) => (options.only === undefined || path.includes(options.only)) && id % Number(options.every ?? 1) === 0,
)
console.log(`${mutants.length} mutants, ${asked.length} looked at; the checks take ${usual} ms`)

const verdicts = new Map(asked.filter(({ id }) => !reached.has(id)).map(({ id }) => [id, undefined]))
const left = asked.filter(({ id }) => reached.has(id))
async function run(given) {
  let worker = given ?? (await start())
  for (let it = left.shift(); it !== undefined; it = left.shift()) {
    const answer = await ask(worker, { id: it.id, only: reached.get(it.id) }, usual * PATIENCE + 2000)
    verdicts.set(it.id, answer.failed)
    if (answer.isLost) {
      await worker.terminate()
      worker = await start()
    }
    if (verdicts.size % 100 === 0) console.log(`${verdicts.size} of ${asked.length}`)
  }
  await worker.terminate()
}
const jobs = Number(options.jobs ?? Math.min(2, availableParallelism()))
await Promise.all([run(first), ...Array.from({ length: jobs - 1 }, () => run())])

const survivors = asked.filter(({ id }) => verdicts.get(id) === undefined)
for (const { path, line, kind, was, text, id } of survivors)
  console.log(`${path}:${line} ${kind}: ${short(was)} -> ${short(text)}${reached.has(id) ? '' : ' (no check comes here)'}`)
function short(text) {
  return text.replace(/\s+/g, ' ').slice(0, 70)
}
const killed = asked.length - survivors.length
console.log(`${killed} of ${asked.length} noticed: ${((killed * 100) / asked.length).toFixed(1)} %`)
if (options.json) await writeFile(options.json, JSON.stringify(survivors, null, 1))
await rm(BUILT, { recursive: true, force: true })
