/** What the second golden ledger is asked: boards, titles, streets, gaps, awards and coverage, on many a basis. */
import type { PlainDate } from '../../events/event.js'

/** A question, and the basis on which it is asked. */
export interface Asked {
  readonly question: 'board' | 'titles' | 'streets' | 'gaps' | 'awards' | 'coverage'
  /** Of boards: the last closed one, if nothing else is said. */
  readonly period?: string
  /** Of boards. */
  readonly scheme?: string
  /** Of coverage. */
  readonly cover?: string
  readonly asOf: PlainDate
  /** A day, until the end of which something was recorded. */
  readonly knownOn: PlainDate
  readonly rules?: string
}

/** Before the books were checked, while they were, and after everything. */
const DAYS_KNOWN = ['2026-01-31', '2026-03-31', '2026-06-30'] as const
const LAST = '2026-06-30'
const RULES = ['report-2025', 'report-2026'] as const
const END = '2025-12-31'
const of2025 = { period: '2025', asOf: END } as const
const each = <A, B>(some: readonly A[], others: readonly B[]): (readonly [A, B])[] =>
  some.flatMap((a) => others.map((b) => [a, b] as const))

const board = (scheme: string, asOf: PlainDate, more: Partial<Asked> = {}): Asked => ({
  ...{ question: 'board', scheme, asOf, knownOn: LAST },
  ...more,
})
const COVERS = ['sharing', 'network', 'conferences', 'activities'] as const

export const questions: readonly Asked[] = [
  ...each(RULES, DAYS_KNOWN).map(([rules, knownOn]) => board('wuyou_wuhao', END, { rules, knownOn })),
  board('wuyou_wuhao', '2025-06-22', { period: '2025' }),
  board('wuyou_wuhao', '2025-10-31', { period: '2025' }),
  board('wuyou_wuhao', '2026-06-30'),
  ...['2025-05-20', '2025-06-15', END, '2026-06-30'].map((asOf) => board('advanced_community', asOf)),
  board('demo_community', END),
  board('demo_community', '2026-06-30'),
  ...['2025-08-31', '2025-09-04', END, '2026-06-30'].map((asOf) => ({ question: 'titles' as const, asOf, knownOn: LAST })),
  { question: 'titles', asOf: END, knownOn: '2026-01-15' },
  ...each(RULES, DAYS_KNOWN).map(([rules, knownOn]) => ({ question: 'streets' as const, ...of2025, rules, knownOn })),
  { question: 'streets', period: '2025', asOf: '2025-10-01', knownOn: LAST },
  ...DAYS_KNOWN.map((knownOn) => ({ question: 'gaps' as const, ...of2025, knownOn })),
  { question: 'gaps', period: '2025', asOf: '2025-10-15', knownOn: LAST },
  ...DAYS_KNOWN.map((knownOn) => ({ question: 'awards' as const, ...of2025, knownOn })),
  { question: 'awards', ...of2025, knownOn: '2025-11-10' },
  { question: 'awards', ...of2025, knownOn: '2025-11-10', rules: 'report-2026' },
  { question: 'awards', ...of2025, knownOn: LAST, rules: 'report-2026' },
  { question: 'awards', period: '2025', asOf: '2026-06-30', knownOn: LAST },
  ...each(COVERS, ['2026-01-31', LAST]).map(([cover, knownOn]) => ({ question: 'coverage' as const, cover, ...of2025, knownOn })),
  ...COVERS.map((cover) => ({ question: 'coverage' as const, cover, period: '2025', asOf: '2025-08-15', knownOn: LAST })),
  { question: 'coverage', cover: 'sharing', period: '2025', asOf: '2025-05-10', knownOn: LAST },
  { question: 'coverage', cover: 'network', period: '2026', asOf: '2026-06-30', knownOn: LAST },
]

/** What was asked, in a word. */
export const named = ({ question, period, scheme, cover, asOf, knownOn, rules }: Asked): string =>
  `${question} ${scheme ?? cover ?? ''} ${period ?? ''} as of ${asOf}, known on ${knownOn}, rules ${rules ?? 'in force'}`
