/**
 * The same log gives the same bytes everywhere: seeds a ledger, and writes the golden one of the report's questions into a
 * store, keeps nothing but their logs, and asks the same questions under Node 20, 22 and 24, three time zones and three
 * languages. `npm run test:nodes`; needs the compiled CLI.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const ENTRY = fileURLToPath(new URL('../dist/src/cli/entry.js', import.meta.url))
/** The file of a store that is the ledger. Everything else can be deleted. */
const LOG = 'ledger.db'

const MAJORS = ['20', '22', '24']
const ZONES = ['UTC', 'Asia/Shanghai', 'America/New_York']
const LANGUAGES = ['C', 'zh_CN.UTF-8', 'tr_TR.UTF-8']
const DISTRICT = [
  ['rank', '--period', '2025'],
  ['rank', '--period', '2025', '--scope', 'district'],
  ['score', 'C003', '--period', '2025'],
  ['explain', 'C003', '--period', '2025'],
  ['gaps', '--period', '2025'],
  ['units'],
  ['events', '--limit', '50'],
  ['rules', 'list'],
]
/** Of the golden ledger: as its answers are frozen, and as they were before the books were checked. */
const REPORT = [
  ['accredit', '--scheme', 'wuyou_wuhao', '--as-of', '2025-12-31', '--rules', 'report-2025'],
  ['accredit', '--scheme', 'wuyou_wuhao', '--as-of', '2025-12-31', '--known-at', '2026-01-31', '--rules', 'report-2026'],
  ['accredit', '--unit', 'C004', '--as-of', '2025-12-31', '--rules', 'report-2025'],
  ['titles', '--as-of', '2025-12-31'],
  ['rank', '--period', '2025', '--sheet', 'street'],
  ['score', 'S02', '--period', '2025', '--known-at', '2026-01-31'],
  ['awards', '--period', '2025', '--as-of', '2026-06-30'],
  ['awards', '--period', '2025', '--as-of', '2026-06-30', '--known-at', '2026-01-31', '--rules', 'report-2026'],
  ['coverage', 'sharing', '--period', '2025'],
  ['coverage', 'activities', '--period', '2025', '--known-at', '2026-01-31'],
]

const run = promisify(execFile)

/** The executable of a major version of Node: this one, or one fetched as a package. */
async function nodeOf(major) {
  if (process.versions.node.split('.')[0] === major) return process.execPath
  const { stdout } = await run('npx', ['--yes', '--package', `node@${major}`, 'node', '--print', 'process.execPath'])
  return stdout.trim()
}

/** What the CLI prints. Its stderr becomes the message when it fails. */
async function wuhao(node, args, environment = {}) {
  const { stdout } = await run(node, [ENTRY, ...args], { env: { ...process.env, ...environment }, maxBuffer: 2 ** 28 })
  return stdout
}

/** The first place at which two texts differ, with what stands there in each. */
function difference(expected, found) {
  let at = 0
  while (at < expected.length && expected[at] === found[at]) at += 1
  const around = (text) => JSON.stringify(text.slice(Math.max(0, at - 40), at + 40))
  return `at character ${at}: ${around(expected)} became ${around(found)}`
}

/** What a store answers to some questions. */
async function answersOf(store, questions, node, environment) {
  const answers = []
  for (const question of questions) answers.push(await wuhao(node, [...question, '--store', store, '--json'], environment))
  return answers
}

/** Writes the golden ledger into a new store as it was recorded; its head is the one that was frozen. */
async function writeGolden(store) {
  const { createSqlite } = await import('../dist/src/log/sqlite.js')
  const fileOf = (name) => readFileSync(new URL(`golden-report/${name}`, import.meta.url), 'utf8')
  const log = createSqlite(store, { ledger: '5f0c2f1e-6d3a-4b8e-9a17-20250202beef' })
  for (const text of fileOf('ledger.ndjson').split('\n').filter(Boolean)) {
    const { id, stream, revision } = JSON.parse(text)
    await log.append([{ stream, expected: revision - 1, events: [{ id, text }] }])
  }
  const [found, frozen] = [log.head(), JSON.parse(fileOf('head.json'))]
  await log.close()
  if (found.root !== frozen.root || found.size !== frozen.size) throw new Error(`the golden ledger has the root ${found.root}`)
}

/** Asks fresh copies of the logs, and tells whether they answer as the ledgers did that were written first. */
async function check({ name, node, environment }, ledgers) {
  const faults = []
  const hash = createHash('sha256')
  for (const { written, questions, expected } of ledgers) {
    const store = await mkdtemp(join(tmpdir(), 'wuhao-nodes-'))
    try {
      await copyFile(join(written, LOG), join(store, LOG))
      const answers = await answersOf(store, questions, node, environment)
      for (const [index, question] of questions.entries())
        if (answers[index] !== expected[index])
          faults.push(`  ${question.join(' ')} differs ${difference(expected[index], answers[index])}`)
      hash.update(answers.join('\0'))
    } finally {
      await rm(store, { recursive: true, force: true })
    }
  }
  console.log([`${faults.length === 0 ? '✔' : '✘'} ${name}  ${hash.digest('hex').slice(0, 16)}`, ...faults].join('\n'))
  return faults.length === 0
}

if (!existsSync(ENTRY)) throw new Error('The command line is not compiled: npm run build')
const made = await mkdtemp(join(tmpdir(), 'wuhao-nodes-made-'))
try {
  const places = []
  for (const major of MAJORS) {
    const node = await nodeOf(major)
    for (const zone of ZONES) {
      for (const language of LANGUAGES) {
        const environment = { TZ: zone, LANG: language, LC_ALL: language }
        places.push({ name: `Node ${major}  ${zone.padEnd(16)}  ${language.padEnd(11)}`, node, environment })
      }
    }
  }
  const [seeded, golden] = [join(made, 'seeded'), join(made, 'golden')]
  await wuhao(process.execPath, ['seed', '--store', seeded, '--yes'])
  await writeGolden(golden)
  const ledgers = []
  for (const [written, questions] of [
    [seeded, DISTRICT],
    [golden, REPORT],
  ]) {
    const expected = await answersOf(written, questions, process.execPath, {})
    const silent = questions.filter((_, index) => expected[index].trim() === '')
    if (silent.length > 0) throw new Error(`no answer to ${silent.join(' and ')}`)
    ledgers.push({ written, questions, expected })
  }

  const left = [...places]
  let differing = 0
  const worker = async () => {
    for (let place = left.shift(); place !== undefined; place = left.shift()) {
      if (!(await check(place, ledgers))) differing += 1
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  const result = differing === 0 ? 'the same bytes everywhere' : `${differing} places differ`
  console.log(`${places.length} places × ${DISTRICT.length + REPORT.length} questions: ${result}`)
  process.exitCode = differing === 0 ? 0 : 1
} catch (error) {
  console.error(`✘ ${error.cmd ?? ''}\n${error.stderr ?? error.stack}`)
  process.exitCode = 1
} finally {
  await rm(made, { recursive: true, force: true })
}
