/** What verbs that act or tend say in English. */
import { many, seconds } from './phrases.js'
import type { acts as chinese } from './zh-acts.js'

const inFile = (file: string | undefined, line: number): string => `${file === undefined ? '' : `${file} `}line ${line}`

export const acts = {
  receipt: {
    recorded: (position, type, stream, revision) => `recorded as ${position} (${type}), ${stream} revision ${revision}`,
    again: (position, type) => `was recorded before as ${position} (${type}); nothing was recorded twice`,
    id: (id) => `id ${id}`,
    leaf: (leaf) => `digest ${leaf}`,
    key: (key) => `key ${key}`,
    wouldBe: 'may be recorded (only judged, nothing was written)',
  },

  import: {
    progress: (done, total) => `recording ${done}/${total}`,
    wrong: (file, line, what) => `${inFile(file, line)}: ${what}`,
    nothing: (wrong, total) => `${wrong} of ${many(total, 'line')} wrong; nothing was recorded`,
    wouldBe: (total) => `all ${many(total, 'line')} may be recorded (only judged, nothing was written)`,
    done: (recorded, already, first, last) =>
      [
        `${many(recorded, 'record')} recorded`,
        first === null || last === null ? '' : ` (${first} to ${last})`,
        already === 0 ? '' : `, ${already} were there before`,
      ].join(''),
    stopped: (file, line) =>
      `interrupted; ${inFile(file, line)} and what follows is not recorded. Run it again to go on: nothing is recorded twice`,
  },

  rules: {
    none: 'there is no rule set yet',
    set: 'Set',
    title: 'Title',
    document: 'Document',
    parts: 'Parts',
    from: 'From',
    proposed: 'Proposed',
    adopted: 'Adopted',
    waiting: 'waiting',
    by: (name, position) => `${name} (${position})`,
    inForce: 'In force',
    error: 'error',
    warning: 'warning',
    tested: (passed, all) => `${many(all, 'case')}, ${passed === all ? 'all as they should be' : `${all - passed} otherwise`}`,
    noCases: 'there are no cases in the file',
    wrong: (errors) => `${many(errors, 'error')} in the rule set`,
    right: (warnings) => `no error in the rule set${warnings === 0 ? '' : `, ${many(warnings, 'warning')}`}`,
  },

  confirm: {
    yesNo: ' (y/n) ',
    nothing: 'nothing was changed',
    adopt: (set) => `Once adopted, the id ${set} is taken and its text cannot change. Adopt it?`,
    retract: (position) => `A retraction is final. Retract record ${position}?`,
  },

  init: {
    there: (file) => `${file} is there already and was left as it is; choose another folder for a new ledger`,
    wouldBe: (store) => `a ledger can be made at ${store} (only checked, nothing was written)`,
    made: (store, id) => `made the ledger ${store} (${id})`,
    next: (enter) =>
      `Next:
${enter === '' ? '' : `  ${enter}\n`}  wuhao record UnitRegistered --as clerk --on 2026-01-01 \\
    --data '{"unit":"D01","kind":"district","name":"示例区"}'
  wuhao rules check rules.yaml
  wuhao seed                 or fill it with the sample district`,
  },

  seed: {
    progress: (done, total) => `writing the sample district ${done}/${total}`,
    notEmpty: (store, size) =>
      `the ledger at ${store} holds ${many(size, 'record')}; the sample district needs an empty one. Choose another with --store`,
    wouldBe: (store) => `the sample district can be written to ${store} (only checked, nothing was written)`,
    done: (store, events, seed) => `the sample district is in ${store}: ${many(events, 'record')} (seed ${seed})`,
    took: (ms) => `It took ${seconds(ms)} s. Next: wuhao rank --period 2025`,
  },

  demo: {
    seeded: (events, streets, communities, ms) =>
      `Made the sample district in ${seconds(ms)} s: ${streets} streets, ${communities} communities, ${events} records`,
    opened: (events, ms) => `Opened it again: ${events} records checked one by one, in ${seconds(ms)} s`,
    top: (period, top) => `1  The first ${top} of the district in ${period}`,
    why: (unit, total) => `2  Why ${unit} has ${total}`,
    otherRules: '3  The same records under the rules of two years: who moves, and why',
    earlier: (day, weeks, records, moved) =>
      `4  As it was seen ${weeks} weeks earlier (by ${day}; ${records} records came later): ${moved} communities moved`,
    board: '5  The board: who meets the standard, and what is lacking',
    award: (title) => `6  An award: ${title}`,
    rankThen: 'Rank then',
    totalThen: 'Total then',
    rankNow: 'Rank now',
    totalNow: 'Total now',
    next: 'What to try next:',
    commands: (store, unit) => [
      `wuhao rank --period 2025 --store ${store}`,
      `wuhao explain ${unit} --period 2025 --all --store ${store}`,
      `wuhao gaps --period 2026Q2 --street S04 --store ${store}`,
      `wuhao diff rules:2024.1 rules:2025.1 --period 2025 --unit ${unit} --store ${store}`,
      `wuhao accredit --unit ${unit} --store ${store}`,
      `wuhao awards --period 2025 --store ${store}`,
      `wuhao coverage --period 2025 --store ${store}`,
      `wuhao simulate --period 2025 --set community.activity.programme.max=4 --store ${store}`,
      `wuhao events --late 14d --store ${store}`,
      `wuhao units --unit ${unit} --history --store ${store}`,
    ],
    kept: (store) => `The ledger stays at ${store}; delete the folder when you are done`,
    took: (ms) => `${seconds(ms)} s in all`,
  },

  ask: { question: 'Question', label: 'Label', parameters: 'Parameters' },

  replay: {
    loaded: (size, root) => `${many(size, 'record')} checked one by one, root ${root}`,
    upTo: (last) => (last < 0 ? 'the ledger holds no record yet' : `up to record ${last}`),
    what: 'What',
    count: 'Count',
    digest: 'Digest',
    facts: 'facts',
    questions: {},
    took: (loadMs, answersMs, answers) => `loaded in ${seconds(loadMs)} s; ${answers} answers in ${seconds(answersMs)} s`,
  },

  config: {
    name: 'Setting',
    value: 'Value',
    origin: 'From',
    what: 'What',
    by: {
      flag: (where) => `option ${where}`,
      env: (where) => `environment ${where}`,
      file: (where) => `file ${where}`,
      default: () => 'default',
    },
    meaning: {
      lang: 'language',
      store: 'folder of the ledger',
      principal: 'who records',
      config: 'settings file',
      color: 'colour',
      progress: 'progress',
      input: 'may ask',
      ascii: 'ASCII signs only',
    },
  },
} satisfies typeof chinese
