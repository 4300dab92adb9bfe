/** What the command line says in English. */
import { accreditEn } from './accredit.js'
import { awardsEn } from './awards.js'
import { coverageEn } from './coverage.js'
import { acts } from './en-acts.js'
import { changes } from './en-changes.js'
import { many, minute } from './phrases.js'
import type { Dictionary } from './zh.js'

const number = (position: number): string => `record ${position}`
const words = (word: string): string => word.replaceAll('_', ' ')

export const en = {
  error: (sentence) => `error: ${sentence}`,
  bug: 'a bug in the program; the ledger was not changed by it. Please report the command and this line',
  bugHint: 'run it again with -v -v to see where',
  storeHint: 'make one with wuhao init, or say where it is with --store or WUHAO_STORE',
  usageHint: (command) => `see ${command} --help`,
  refusalDetails: (code, place, because) =>
    [
      `code ${code}`,
      ...(place === undefined ? [] : [`place ${place}`]),
      ...(because.length === 0 ? [] : [`because of ${because.map(number).join(', ')}`]),
    ].join(', '),
  version: (version, engine, node) => `wuhao ${version}, engine ${engine}, Node ${node}`,
  written: (path) => `written to ${path}`,
  bomDropped: (file) => `note: the BOM at the beginning of ${file} was left out`,
  readAs: (file, encoding) => `note: ${file} is not UTF-8 and was read as ${encoding.toUpperCase()}`,
  listComma: ', ',
  comma: ', ',
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
  parts: { duties: 'duties', sheets: 'sheets', accreditation: 'accreditation', awards: 'awards', coverage: 'coverage' },
  rulesOfPart: (set, part) => `${set} (${part})`,
  basis: ({ day, records, rules, engine }) =>
    `Basis: as of ${day}, ${records}${rules === '' ? '' : `, rules ${rules}`}, engine ${engine}`,

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
    unit: (kind) => kind.charAt(0).toUpperCase() + words(kind).slice(1),
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
    apart: (title, given) => `assessors far apart: ${title} (${given.join(', ')})`,
    group: (street, units) => `${street}  ${many(units, 'unit')}`,
    title: (period, sheet, scope, rules) => `Ranking ${period}, ${sheet} (${scope}, rules ${rules})`,
    byStreet: 'within each street',
    district: 'district',
    nobody: 'no unit was appraised',
    hint: (command) => `Why? ${command}`,
  },

  explain: {
    head: (unit, period, total, sum, rules) => `${unit} ${period} total ${total} = ${sum} (rules ${rules})`,
    grade: (sheet, grade, gradedBy) => `${sheet}  grade: ${grade}  graded by: ${gradedBy}`,
    noGrade: 'open: something is not judged yet',
    pendingTerm: (points) => `${points} not judged yet`,
    voided: (title, because) => `void: ${title} (${because})`,
    notExcellent: (title, because) => `barred from the first grade: ${title} (${because})`,
    apart: (address, given, gap, allowed) =>
      `assessors far apart: ${address}  ${given.join(', ')}; ${gap} is more than ${allowed}`,
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

  awards: awardsEn,
  accredit: accreditEn,
  coverage: coverageEn,

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

  changes,
  ...acts,
} satisfies Dictionary
