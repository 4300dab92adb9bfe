/** Asks a ledger all that is registered, with many a parameter, on many a basis: what must be the same bytes everywhere. */
import type { JsonObject } from '../../events/event.js'
import type { BasisRequest } from '../../projections/question.js'
import { questions } from '../../projections/questions.js'
import { type Ledger, openLedger } from '../../src/ledger.js'
import { openSqlite } from '../../src/log/sqlite.js'

/** The day on which everything is asked. */
export const clock = (): number => Date.parse('2026-07-01T09:00:00+08:00')

/** One moved in 2026, one merged, one was founded in 2025, one was a village, one never was. */
const units = ['C003', 'C045', 'C050', 'C108', 'V01', 'C999']
const periods = ['2024', '2025', '2026']
const each = <A, B>(some: readonly A[], others: readonly B[], join: (a: A, b: B) => JsonObject): JsonObject[] =>
  some.flatMap((a) => others.map((b) => join(a, b)))

/** What is asked of each question. */
export const asked: Readonly<Record<string, readonly JsonObject[]>> = {
  score: each(periods, units, (period, unit) => ({ period, unit })),
  ranking: [
    ...each(periods, ['street', 'district', 'street:S04', 'street:S99'], (period, scope) => ({ period, scope })),
    { period: '2025', sheet: 'comunity' },
  ],
  explanation: [
    ...each(periods, units, (period, unit) => ({ period, unit })),
    { period: '2025', unit: 'C003', node: 'activity' },
    { period: '2025', unit: 'C003', node: 'activty' },
  ],
  gaps: [
    ...periods.map((period) => ({ period, late: true })),
    ...each(['2025', '2025Q3', '2026-02'], ['S01', 'S07'], (period, street) => ({ period, street })),
    { period: '2025', duty: 'conference' },
    { period: '2025', unit: 'C003' },
  ],
  awards: [...periods.map((period) => ({ period })), { period: '2025', award: 'department' }, { period: '2025', award: 'bramd' }],
  units: [{}, { history: true }, { kind: 'street' }, { parent: 'S05' }, { unit: 'V01', history: true }],
  events: [
    { limit: 3000 },
    { type: 'ActivityHeld', late: 20 },
    { subject: 'C050', limit: 500 },
    { from: '2025-12-25', to: '2026-01-05', limit: 500 },
    { type: 'ActivityHeldd' },
  ],
  accreditation: [
    {},
    { missing: 'funds' },
    { scope: 'street:S04' },
    { scheme: 'advanced_community' },
    { scheme: 'wuyou_wuhoa' },
    { period: '2025' },
    ...units.map((unit) => ({ unit })),
  ],
  titles: [{}, { scheme: 'advanced_village,advanced_community' }, { scheme: 'demo' }],
  rules: [{}, { set: '2025.1' }, { set: '2023.1' }],
  coverage: [
    ...periods.map((period) => ({ period })),
    ...['network', 'conferences', 'programmes', 'campaigns', 'team_district'].map((cover) => ({ period: '2025', cover })),
    { period: '2025', by: 'street' },
    { period: '2025', cover: 'plans', by: 'month', street: 'S04' },
    ...units.map((unit) => ({ period: '2025', unit })),
    { period: '2025', cover: 'netwrk' },
  ],
  appraisals: [
    ...periods.map((period) => ({ period })),
    ...units.map((unit) => ({ period: '2025', unit })),
    { period: '2025', street: 'S04' },
  ],
  results: [{}, { number: 1 }, { of: '2025' }],
  access: [{}],
  simulation: [
    { of: 'ranking', period: '2025', set: [{ node: 'community.activity.programme.max', value: '3' }] },
    { of: 'ranking', period: '2025', set: [{ node: 'community.activity.programe.max', value: '3' }] },
  ],
  changes: [
    ...each(['2025', '2026'], ['street', 'district'], (period, scope) => ({
      ...{ of: 'ranking', period, scope },
      ...{ a: { rules: '2024.1' }, b: { rules: '2025.1' } },
    })),
    { of: 'ranking', period: '2025', a: { asOf: '2025-06-30' }, b: { asOf: '2025-08-15' } },
    { of: 'ranking', period: '2025', sheet: 'comunity', a: {} },
  ],
}

const bases: readonly BasisRequest[] = [
  {},
  { rules: '2024.1' },
  { asOf: '2025-08-15' },
  { knownAt: '2026-03-01' },
  { asOf: '2026-06-30', knownAt: '2026-05-31T12:00:00+08:00', rules: '2026.1' },
]

/** A question and its answer in JSON, one a line. */
export const answersOf = (ledger: Ledger): string[] =>
  [...questions.keys()].flatMap((question) =>
    bases.flatMap((basis) =>
      (asked[question] ?? []).map((parameters) =>
        JSON.stringify({ question, parameters, basis, answer: ledger.ask(question, parameters, basis) }),
      ),
    ),
  )

/** The questions that nothing is asked of. */
export const unasked = (): string[] => [...questions.keys()].filter((question) => asked[question] === undefined)

/** What the process that asks lives in. */
export const surroundings = (): string =>
  JSON.stringify([new Date(2026, 0, 1).getTimezoneOffset(), new Intl.DateTimeFormat().resolvedOptions().locale])

/** Opens the store in a directory, asks it everything, and prints where it was asked and every answer. */
export async function printAnswers(directory: string): Promise<void> {
  const ledger = await openLedger(openSqlite(directory, { readOnly: true }), clock)
  process.stdout.write([surroundings(), ...answersOf(ledger), ''].join('\n'))
  await ledger.close()
}
