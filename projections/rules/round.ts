/** What was recorded about the candidates of one award in one round, as far as measures need it. */
import type { Position, Words } from '../../events/event.js'

/** Votes of a candidate in a channel. */
export interface Ballot {
  readonly channel: string
  readonly votes: number
  readonly position: Position
}

/** Points that a juror gave, in 1/10,000: for the whole, or by a criterion. */
export interface Mark {
  readonly juror: string
  readonly criterion: string | undefined
  readonly points: number
  readonly position: Position
}

/** Something recorded that does not count, and why. */
export interface Unheeded {
  readonly position: Position
  readonly why: Words
}

/** Maps by the index of the candidate in `facts.subjects`. */
export interface Round {
  /** One for each channel in which the votes of the candidate were counted. */
  readonly ballots: ReadonlyMap<number, readonly Ballot[]>
  /** Of jurors on the jury who are not recused, one for each criterion. */
  readonly marks: ReadonlyMap<number, readonly Mark[]>
  readonly unheededBallots: ReadonlyMap<number, readonly Unheeded[]>
  readonly unheededMarks: ReadonlyMap<number, readonly Unheeded[]>
  /** Votes of all candidates in a channel. */
  votesIn(channel: string): readonly number[]
}
