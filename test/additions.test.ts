/** What an addition costs: three small additions to a copy of the product, compiled and run, and the files that each touched. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A new file, or lines put after the one line of a file that contains `after`. */
type Edit =
  { readonly file: string; readonly create: string } | { readonly file: string; readonly after: string; readonly insert: string }

interface Addition {
  readonly name: string
  readonly edits: readonly Edit[]
  /** Runs in the copy, on the compiled product; prints what the test compares. */
  readonly script: string
  readonly prints: unknown
}

const event: Addition = {
  name: 'a new event type: one file edited in events/',
  edits: [
    {
      file: 'events/activity.ts',
      after: '/** A training class. */',
      insert: `/** A lecture is given, 举办讲座. */
export const LectureGiven = defineEvent({
  label: '举办讲座',
  sentence: ({ unit, topic }) => say(\`\${unit}举办讲座“\${topic}”\`, \`\${unit} gave a lecture on \${topic}\`),
  stream: ({ unit }) => \`unit-\${unit}\`,
  data: z.strictObject({ unit: UnitId, topic: Title, headcount: Count }),
  facts: ({ unit }) => [happened(unit)],
})
`,
    },
  ],
  script: `
    const data = { unit: 'C001', topic: '示例', headcount: 30 }
    const recorded = await ledger.record([{ type: 'LectureGiven', occurredOn: '2026-02-01', data }], by('lecture'))
    print(recorded.receipts?.[0]?.stream, ledger.ask('events', { type: 'LectureGiven' }).data.length)`,
  prints: ['unit-C001', 1],
}

const question: Addition = {
  name: 'a new question: one file and one line in projections/',
  edits: [
    {
      file: 'projections/headcount.ts',
      create: `/** How many units of each kind there are on a day. */
import { z } from 'zod'
import { answer, defineQuestion } from './question.js'
import { rosterOn } from './roster.js'

export const headcount = defineQuestion({
  name: 'headcount',
  label: { zh: '各类单位数', en: 'units by kind' },
  ask: z.strictObject({}),
  answer: ({ facts }, _, { asOf, knownAt }) => {
    const counts: Record<string, number> = {}
    for (const { kind } of rosterOn(facts, asOf, knownAt).units) counts[kind] = (counts[kind] ?? 0) + 1
    return answer(counts)
  },
})
`,
    },
    {
      file: 'projections/questions.ts',
      after: "import { gaps } from './gaps.js'",
      insert: "import { headcount } from './headcount.js'\n",
    },
    { file: 'projections/questions.ts', after: 'const all = [', insert: '  headcount,\n' },
  ],
  script: `print(ledger.ask('headcount', {}).data)`,
  prints: [{ district: 1, street: 1, community: 1 }],
}

const measure: Addition = {
  name: 'a new measure: one file and one line in projections/rules/',
  edits: [
    {
      file: 'projections/rules/measures/age.ts',
      create: `/** \`age\`: how many days the unit has stood. */
import { z } from 'zod'
import { defineMeasure, NO_UNIT, valuesFor } from '../measure.js'

export const age = defineMeasure('age', z.strictObject({ age: z.literal('days') }), () => ({
  words: { zh: '设立天数', en: 'days since it was founded' },
  unit: NO_UNIT,
  numbers: (frame) => {
    const values = valuesFor(frame)
    frame.units.forEach(({ from }, i) => (values.num[i] = frame.window.last - from + 1))
    return values
  },
}))
`,
    },
    {
      file: 'projections/rules/measures.ts',
      after: "import { count } from './measures/count.js'",
      insert: "import { age } from './measures/age.js'\n",
    },
    { file: 'projections/rules/measures.ts', after: 'measureWords: readonly MeasureWord[] = [', insert: '  age,\n' },
  ],
  script: `
    const rules = \`ruleset: "9.1"
grammar: 1
title: 示例办法
effective: { from: 2026-01-01 }
points: { step: "0.01", round: half_up }
sheets:
  - id: community
    title: 社区考评
    appraises: community
    appraiser: parent
    period: year
    headings: [{ id: a, title: 甲, items: [{ id: b, title: 乙, measure: { age: days } }] }]
\`
    await ledger.proposeRules(rules, by('rules'))
    await ledger.adoptRules('9.1', { principal: 'somebody else', key: 'adopt' })
    print(ledger.ask('ranking', { period: '2026' }).data.map(({ total }) => total))`,
  prints: [['59.00']],
}

const setting = `
import { openLedger } from './dist/src/ledger.js'
import { openMemory } from './dist/src/log/memory.js'
const log = openMemory({ ledger: '00000000-0000-4000-8000-000000000001' })
const ledger = await openLedger(log, () => Date.parse('2026-02-28T12:00:00+08:00'))
const by = (key) => ({ principal: 'clerk', key })
const unit = (code, kind, parent) => {
  const data = { unit: code, kind, name: '示例' + code, ...(parent && { parent }) }
  return { type: 'UnitRegistered', occurredOn: '2026-01-01', data }
}
await ledger.record([unit('D01', 'district'), unit('S01', 'street', 'D01'), unit('C001', 'community', 'S01')], by('units'))
const print = (...values) => console.log(JSON.stringify(values))
`

/** A copy of what is compiled, with the installed packages beside it. */
function copyInto(directory: string): void {
  for (const part of ['events', 'projections', 'src', 'package.json', 'tsconfig.json', 'tsconfig.build.json'])
    cpSync(join(root, part), join(directory, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'))
}

function apply(directory: string, edit: Edit): void {
  const path = join(directory, edit.file)
  if ('create' in edit) {
    if (existsSync(path)) throw new Error(`${edit.file} is there already`)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, edit.create)
    return
  }
  const lines = readFileSync(path, 'utf8').split('\n')
  const at = lines.findIndex((line) => line.includes(edit.after))
  if (at < 0) throw new Error(`${edit.file} has no line with ${edit.after}`)
  // A docstring belongs to what follows it: the addition goes before such a line, after any other.
  const place = edit.after.startsWith('/**') ? at : at + 1
  writeFileSync(path, [...lines.slice(0, place), ...edit.insert.trimEnd().split('\n'), ...lines.slice(place)].join('\n'))
}

t.test('an addition touches the files of its own subject and nothing else', async (t) => {
  const directory = t.testdir()
  copyInto(directory)
  for (const { edits } of [event, question, measure]) for (const edit of edits) apply(directory, edit)
  // One compilation for all three: each is independent of the others.
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
    cwd: directory,
    stdio: 'pipe',
  })
  for (const { name, edits, script, prints } of [event, question, measure]) {
    writeFileSync(join(directory, 'run.mjs'), setting + script)
    const printed = execFileSync(process.execPath, ['run.mjs'], { cwd: directory, encoding: 'utf8' })
    t.strictSame(JSON.parse(printed), prints, name)
    t.comment(`${name}: ${[...new Set(edits.map(({ file }) => file))].join(', ')}`)
  }
})
