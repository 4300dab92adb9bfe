/**
 * The same log gives the same bytes everywhere: seeds a ledger, keeps nothing but its log, and asks the same questions
 * under Node 20, 22 and 24, three time zones and three languages. `npm run test:nodes`; needs the compiled CLI.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
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
const QUESTIONS = [
  ['rank', '--period', '2025'],
  ['rank', '--period', '2025', '--scope', 'district'],
  ['score', 'C003', '--period', '2025'],
  ['explain', 'C003', '--period', '2025'],
  ['gaps', '--period', '2025'],
  ['units'],
  ['events', '--limit', '50'],
  ['rules', 'list'],
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

/** What a store answers to every question. */
async function answersOf(store, node, environment) {
  const answers = []
  for (const question of QUESTIONS) answers.push(await wuhao(node, [...question, '--store', store, '--json'], environment))
  return answers
}

/** Asks a fresh copy of the log, and tells whether it answers as the ledger did that was seeded. */
async function check({ name, node, environment }, seeded, expected) {
  const store = await mkdtemp(join(tmpdir(), 'wuhao-nodes-'))
  try {
    await copyFile(join(seeded, LOG), join(store, LOG))
    const answers = await answersOf(store, node, environment)
    const faults = QUESTIONS.flatMap((question, index) =>
      answers[index] === expected[index]
        ? []
        : [`  ${question.join(' ')} differs ${difference(expected[index], answers[index])}`],
    )
    const digest = createHash('sha256').update(answers.join('\0')).digest('hex')
    console.log([`${faults.length === 0 ? '✔' : '✘'} ${name}  ${digest.slice(0, 16)}`, ...faults].join('\n'))
    return faults.length === 0
  } finally {
    await rm(store, { recursive: true, force: true })
  }
}

if (!existsSync(ENTRY)) throw new Error('The command line is not compiled: npm run build')
const seeded = await mkdtemp(join(tmpdir(), 'wuhao-nodes-seed-'))
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
  await wuhao(process.execPath, ['seed', '--store', seeded, '--yes'])
  const expected = await answersOf(seeded, process.execPath, {})
  const silent = QUESTIONS.filter((_, index) => expected[index].trim() === '')
  if (silent.length > 0) throw new Error(`no answer to ${silent.join(' and ')}`)

  const left = [...places]
  let differing = 0
  const worker = async () => {
    for (let place = left.shift(); place !== undefined; place = left.shift()) {
      if (!(await check(place, seeded, expected))) differing += 1
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  const result = differing === 0 ? 'the same bytes everywhere' : `${differing} places differ`
  console.log(`${places.length} places × ${QUESTIONS.length} questions: ${result}`)
  process.exitCode = differing === 0 ? 0 : 1
} catch (error) {
  console.error(`✘ ${error.cmd ?? ''}\n${error.stderr ?? error.stack}`)
  process.exitCode = 1
} finally {
  await rm(seeded, { recursive: true, force: true })
}
