/** What the command line says in English. */
import type { Dictionary } from './zh.js'

const number = (position: number): string => `record ${position}`
const seconds = (ms: number): string => (ms / 1000).toFixed(ms < 1000 ? 2 : 1)
/** An instant in UTC+8, to the minute. */
const minute = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
const inFile = (file: string | undefined, line: number): string => `${file === undefined ? '' : `${file} `}line ${line}`
const words = (word: string): string => word.replaceAll('_', ' ')
const many = (count: number, one: string, several = `${one}s`): string => `${count} ${count === 1 ? one : several}`

export const en = {
  error: (sentence) => `error: ${sentence}`,
  bug: 'a bug in the program; the ledger was not changed by it. Please report the command and this line',
  bugHint: 'run it again with -v -v to see where',
  storeHint: 'make one with wuhao init, or say where it is with --store or WUHAO_STORE',
  usageHint: (command) => `see ${command} --help`,
  refusalDetails: (code, place, because) =>
    `code ${code}${place === undefined ? '' : `, place ${place}`}${because.length === 0 ? '' : `, because of ${because.map(number).join(', ')}`}`,
  version: (version, engine, node) => `wuhao ${version}, engine ${engine}, Node ${node}`,
  written: (path) => `written to ${path}`,
  bomDropped: (file) => `note: the BOM at the beginning of ${file} was left out`,
  readAs: (file, encoding) => `note: ${file} is not UTF-8 and was read as ${encoding.toUpperCase()}`,
  listComma: ', ',
  semicolon: '; ',
  none: 'none',
  yes: 'yes',
  no: 'no',
  date: (day) => day,
  shortDate: (day) => day.slice(5),
  period: (period) => period,
  number,
  kind: (kind) => words(kind),
  noRecords: 'no record yet',
  records: (last) => `records 0 to ${last} (${last + 1} in all)`,
  parts: { duties: 'duties', sheets: 'sheets' },
  rulesOfPart: (set, part) => `${set} (${part})`,
  basis: ({ day, records, rules, engine }) => `Basis: as of ${day}, ${records}${rules === '' ? '' : `, rules ${rules}`}, engine ${engine}`,

  corrected: 'corrected',
  retracted: 'retracted',
  citation: (position, day, label, became) => `${number(position)} (${day} ${label}${became === undefined ? '' : `, ${became}`})`,
  pendingPoints: (points) => `not judged yet ${points}`,
  cites: (paragraph) => `(${paragraph})`,
  ruleMeasured: (rule, measured) => `${rule}; measured ${measured}`,
  measured: (measured) => `measured ${measured}`,
  restsOn: (cited, all) => `rests on ${cited.join(', ')}${all > cited.length ? `, ${all} in all` : ''}`,
  missing: (list, all) => `missing ${list.join(', ')}${all > list.length ? `, ${all} in all` : ''}`,
  notCounted: (cited, why) => `not counted ${cited}: ${why}`,
  moreNotCounted: (more) => `${more} more not counted (--all lists them)`,

  rank: {
    rank: 'Rank',
    moved: 'Moved',
    code: 'Code',
    street: 'Street',
    base: 'Base',
    bonus: 'Bonus',
    deduction: 'Deducted',
    pending: 'Pending',
    total: 'Total',
    grade: 'Grade',
    gradedBy: 'Graded by',
    remarks: 'Remarks',
    new: 'new',
    ended: 'not appraised: ended',
    provisional: 'provisional: something is not judged yet',
    tied: 'tied',
    tieBreak: (by) => `same total, ordered by ${by}`,
    ties: { bonus: 'bonus', previous_total: 'the total of the period before' },
    voided: (title) => `void: ${title}`,
    notExcellent: (title) => `barred from the first grade: ${title}`,
    group: (street, units) => `${street}  ${many(units, 'unit')}`,
    title: (period, sheet, scope, rules) => `Ranking ${period}, ${sheet} (${scope}, rules ${rules})`,
    byStreet: 'within each street',
    district: 'district',
    nobody: 'no unit was appraised',
    hint: (code, period) => `Why? wuhao explain ${code} --period ${period}`,
  },

  explain: {
    head: (unit, period, total, sum, rules) => `${unit} ${period} total ${total} = ${sum} (rules ${rules})`,
    grade: (sheet, grade, gradedBy) => `${sheet}  grade: ${grade}  graded by: ${gradedBy}`,
    noGrade: 'open: something is not judged yet',
    pendingTerm: (points) => `${points} not judged yet`,
    voided: (title, because) => `void: ${title} (${because})`,
    notExcellent: (title, because) => `barred from the first grade: ${title} (${because})`,
  },

  whyNot: {
    head: (cited, unit) => `${cited} in the score of ${unit}`,
    aboutTarget: (position, target) => `${number(position)} is about ${number(target)}; this is what became of ${number(target)}`,
    counted: (title, points) => `counted in "${title}", which gives ${points}`,
    notCounted: (title, why) => `not counted in "${title}": ${why}`,
    vetoed: (title) => `therefore: ${title}`,
    tooLate: (position, last) => `${number(position)} was recorded later: this answer knows records up to ${last}`,
    retracted: (by) => `not counted: retracted by ${number(by)}`,
    others: (subjects) => `not counted: it is about ${subjects}`,
    nowhere: (label) => `not counted: nothing in the sheet uses this ${label}`,
    noFacts: 'not counted: records of this kind are not appraised',
  },

  gaps: {
    title: (period, gaps) => `Gaps ${period}: ${gaps === 0 ? 'none' : gaps}`,
    code: 'Code',
    unit: 'Unit',
    parent: 'Under',
    duty: 'Duty',
    period: 'Period',
    due: 'Due',
    state: 'State',
    record: 'Record',
    states: (state, days) => (state === 'late' ? `late by ${many(days ?? 0, 'day')}` : 'missing'),
  },

  units: {
    title: (day, units, history) => (history ? `History of ${many(units, 'unit')}` : `${many(units, 'unit')} on ${day}`),
    code: 'Code',
    name: 'Name',
    kind: 'Kind',
    parent: 'Under',
    from: 'From',
    until: 'Until (not included)',
    record: 'Record',
  },

  events: {
    title: (shown, isFull) => `${many(shown, 'record')}${isFull ? ' (the newest; --limit shows more)' : ''}`,
    position: 'Position',
    occurredOn: 'Happened',
    recordedAt: 'Recorded',
    about: 'About',
    says: 'What',
    recorded: (instant, days) => `${instant === null ? '' : minute(instant)}${days > 0 ? ` (${many(days, 'day')} late)` : ''}`,
    sentence: (label, says) => `${label}: ${says}`,
    subjects: (names, all) => `${names.join(', ')}${all > names.length ? `, ${all} in all` : ''}`,
    became: ({ correctedBy, retractedBy, isVoid }) =>
      retractedBy !== null
        ? ` (retracted by ${number(retractedBy)})`
        : isVoid
          ? ' (a repetition, without effect)'
          : correctedBy !== null
            ? ` (corrected by ${number(correctedBy)})`
            : '',
  },

  show: {
    title: (position, _label, type) => `Record ${position}  ${type}`,
    says: 'What',
    occurredOn: 'Happened',
    to: ' to ',
    recordedAt: 'Recorded',
    actor: 'Recorded by',
    document: 'Document',
    stream: 'Stream',
    inStream: (stream, revision) => `${stream}, revision ${revision}`,
    before: 'Before it',
    after: 'After it',
    target: 'About',
    corrections: 'Corrected by',
    attachments: 'Evidence by',
    retractedBy: 'Retracted by',
    void: 'Void',
    id: 'Id',
    leaf: 'Digest',
    evidence: (mediaType, bytes, sha256) => `Evidence  ${mediaType}, ${bytes} bytes, sha256 ${sha256}`,
    data: 'Data',
  },

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
      `${many(recorded, 'record')} recorded${first === undefined || last === undefined ? '' : ` (${first} to ${last})`}${already === 0 ? '' : `, ${already} were there before`}`,
    stopped: (file, line) => `interrupted; ${inFile(file, line)} and what follows is not recorded. Run the same command to go on: nothing is recorded twice`,
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
${enter === '' ? '' : `  ${enter}\n`}  wuhao record UnitRegistered --on 2026-01-01 --as clerk --data '{"unit":"D01","kind":"district","name":"示例区"}'
  wuhao rules check rules.yaml
  wuhao seed                 or fill it with the sample district`,
  },

  seed: {
    progress: (done, total) => `writing the sample district ${done}/${total}`,
    notEmpty: (store, size) => `the ledger at ${store} holds ${many(size, 'record')}; the sample district needs an empty one. Choose another with --store`,
    wouldBe: (store) => `the sample district can be written to ${store} (only checked, nothing was written)`,
    done: (store, events, seed) => `the sample district is in ${store}: ${many(events, 'record')} (seed ${seed})`,
    took: (ms) => `It took ${seconds(ms)} s. Next: wuhao rank --period 2025`,
  },

  demo: {
    seeded: (events, streets, communities, ms) =>
      `Made the sample district: ${streets} streets, ${communities} communities (end of 2025), ${events} records, in ${seconds(ms)} s`,
    opened: (events, ms) => `Opened it again: ${events} records checked one by one, in ${seconds(ms)} s`,
    top: (period, top) => `1  The first ${top} of the district in ${period}`,
    why: (unit, total) => `2  Why ${unit} has ${total}`,
    otherRules: (rules, moved) => `3  The same records under the rules ${rules}: ${moved} communities rank differently (moved: against the first table)`,
    earlier: (day, weeks, records, moved) =>
      `4  The ranking as it was seen ${weeks} weeks earlier (recorded by ${day}; ${records} records came later): ${moved} communities rank differently`,
    rankThen: 'Rank then',
    totalThen: 'Total then',
    rankNow: 'Rank now',
    totalNow: 'Total now',
    next: 'What to try next:',
    commands: (store, unit) => [
      `wuhao rank --period 2025 --store ${store}`,
      `wuhao explain ${unit} --period 2025 --all --store ${store}`,
      `wuhao gaps --period 2026Q2 --street S04 --store ${store}`,
      `wuhao events --late 14d --store ${store}`,
      `wuhao units --unit ${unit} --history --store ${store}`,
    ],
    kept: (store) => `The ledger stays at ${store}; delete the folder when you are done`,
    took: (ms) => `${seconds(ms)} s in all`,
  },

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
} satisfies Dictionary
