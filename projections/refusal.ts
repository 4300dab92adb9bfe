/** A refusal: a value that says why something is not admitted or not answered. Nobody throws it. */
import type { Position, Words } from '../events/event.js'

/** The one list of reasons, shared by admission, questions, HTTP and the command line. */
export const refusalCodes = [
  'validation_failed',
  'unknown_type',
  'unknown_unit',
  'unit_not_standing',
  'unknown_station',
  'station_not_open',
  'unknown_person',
  'unknown_brand',
  'impossible_date',
  'future_date',
  'period_mismatch',
  'personal_data',
  'too_large',
  'not_standing', // what the event rests on does not stand
  'already_recorded',
  'already_so',
  'still_needed', // other events rest on it
  'no_such_event',
  'retracted',
  'wrong_target',
  'missing_document',
  'unknown_rules',
  'rules_invalid',
  'cases_failed', // a worked case of the rule set comes out otherwise
  'result_invalid', // what is published is computed, not recorded
  'rules_closed', // the id of a rule set is taken for ever
  'no_rules', // no rule set is in force for the period
  'unknown_sheet',
  'unknown_node',
  'unknown_award',
  'unknown_cover',
  'unknown_scheme',
  'not_comparable', // what is on two sides is not the same thing
  'wrong_judge',
  'out_of_range',
  'same_principal',
  'key_reused',
  'revision_conflict',
  'unknown_question',
  'bad_question',
  'engine_changed',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

export interface Refusal {
  readonly refused: true
  readonly code: RefusalCode
  /** One sentence in each language: the place, and what would be right. */
  readonly words: Words
  /** Positions of the events that it rests on. */
  readonly because: readonly Position[]
  /** Where in the proposal or the question, such as `data.audience.minors`. */
  readonly place?: string
}

export const refuse = (
  code: RefusalCode,
  zh: string,
  en: string,
  { because = [], place }: { because?: readonly Position[]; place?: string } = {},
): Refusal => ({ refused: true, code, words: { zh, en }, because, ...(place !== undefined && { place }) })

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && (value as Partial<Refusal>).refused === true
