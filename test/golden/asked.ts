/** What the golden ledger is asked: rankings, scores, gaps and units, on many a basis. */
import type { JsonObject, PlainDate, Position } from '../../events/event.js'
import type { Ledger } from '../../src/ledger.js'
import type { slowAnswers } from '../twin/answers.js'
import { ask, plainGaps, plainRanking, plainScore, plainUnits } from '../twin/plain.js'

/** A question, and the basis on which it is asked. */
export interface Golden {
  readonly question: 'ranking' | 'scores' | 'gaps' | 'units'
  readonly period?: string
  readonly scope?: 'street' | 'district'
  readonly asOf: PlainDate
  /** A day, until the end of which something was recorded. */
  readonly knownOn: PlainDate
  readonly rules?: string
}

/** Before the check of the books, at its beginning, and after everything. */
const DAYS_KNOWN = ['2026-01-31', '2026-03-01', '2026-06-30'] as const
const LAST = '2026-06-30'
const RULES = ['2024.1', '2025.1', '2026.1'] as const
const of2025 = { period: '2025', asOf: '2025-12-31' } as const

export const questions: readonly Golden[] = [
  ...RULES.flatMap((rules) =>
    DAYS_KNOWN.flatMap((knownOn) =>
      (['street', 'district'] as const).map((scope) => ({ question: 'ranking' as const, ...of2025, scope, knownOn, rules })),
    ),
  ),
  { question: 'ranking', period: '2024', scope: 'district', asOf: '2024-12-31', knownOn: LAST },
  { question: 'ranking', period: '2025', scope: 'district', asOf: '2025-08-15', knownOn: LAST },
  { question: 'ranking', period: '2026', scope: 'street', asOf: '2026-06-30', knownOn: LAST },
  ...RULES.map((rules) => ({ question: 'scores' as const, ...of2025, knownOn: LAST, rules })),
  ...DAYS_KNOWN.map((knownOn) => ({ question: 'scores' as const, ...of2025, knownOn })),
  { question: 'scores', period: '2024', asOf: '2024-12-31', knownOn: LAST },
  { question: 'scores', period: '2026', asOf: '2026-06-30', knownOn: LAST },
  ...DAYS_KNOWN.map((knownOn) => ({ question: 'gaps' as const, ...of2025, knownOn })),
  { question: 'gaps', period: '2025', asOf: '2025-06-15', knownOn: LAST },
  ...['2025-03-31', '2025-12-31', '2026-06-30'].map((asOf) => ({ question: 'units' as const, asOf, knownOn: LAST })),
]

/** The answer of the slow twin. */
export function twinAnswer(
  twin: ReturnType<typeof slowAnswers>,
  { question, period = '', scope = 'street', asOf, rules }: Golden,
  knownAt: Position,
): unknown {
  const asked = { period, asOf, knownAt, rules }
  switch (question) {
    case 'ranking':
      return twin.ranking(asked, scope)
    case 'scores':
      return twin.scores(asked)
    case 'gaps':
      return twin.gaps(asked)
    case 'units':
      return twin.units(asOf, knownAt)
  }
}

/** The answer of the evaluator, in the same form. */
export function evaluatorAnswer(
  ledger: Ledger,
  { question, period = '', scope = 'street', asOf, knownOn, rules }: Golden,
): unknown {
  const basis = { asOf, knownAt: knownOn, ...(rules !== undefined && { rules }) }
  const ranking = (within: string) => plainRanking(ask(ledger, 'ranking', { period, scope: within }, basis))
  switch (question) {
    case 'ranking':
      return ranking(scope)
    case 'scores':
      return ranking('district').ranked.map(({ unit }) => plainScore(ask(ledger, 'score', { period, unit }, basis)))
    case 'gaps':
      return plainGaps(ask(ledger, 'gaps', { period, late: true }, basis))
    case 'units':
      return plainUnits(ask(ledger, 'units', {}, basis))
  }
}

/** Answers as they are committed: beside each what was asked. */
export interface AnswerLine<Asked = Golden> {
  readonly asked: Asked
  readonly answer: unknown
}

/** One answer a line, so that a change is seen where it is. */
export const linesOf = (answers: readonly AnswerLine<unknown>[]): string =>
  `[\n${answers.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`

/** What JSON makes of it. */
export const asJson = (value: unknown): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject
