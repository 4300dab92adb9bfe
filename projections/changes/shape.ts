/** What an answer about changes looks like, whatever is compared: rows by a code, lines by an address, causes of each. */
import type { PlainDate, Position, Words } from '../../events/event.js'
import type { BasisShown } from '../question.js'

/** The order in which a difference is attributed: who there is, then what is known of them, then how it is judged. */
export const stages = ['units', 'facts', 'rules'] as const
export type Stage = (typeof stages)[number]

/** What an event did: it says something, corrects, takes back, adds evidence, ended what stood, or came about meanwhile. */
export type Deed = 'recorded' | 'corrected' | 'retracted' | 'attached' | 'ended' | 'happened'

/** Why something is different: a record, an address of the rules, or that a day has come. */
export type Cause =
  | { readonly position: Position; readonly deed: Deed }
  | { readonly address: string; readonly change: 'added' | 'removed' | 'changed' }
  | { readonly address: string; readonly day: PlainDate }

export const lineKinds = [
  'unit',
  'clause',
  'start',
  'limit',
  'factor',
  'pending',
  'not_applicable',
  'veto',
  'grade',
  'base',
  'tie',
  'ties',
  'good',
  'have',
  'title',
  'line',
  'decision',
  'status',
] as const
export type LineKind = (typeof lineKinds)[number]

/** One thing that is different in one stage. The differences of a stage add up to its own. */
export interface Line {
  readonly stage: Stage
  readonly kind: LineKind
  readonly address: string
  readonly title: Words
  readonly from: string | null
  readonly to: string | null
  /** In points; null of what is no part of the sum, and where a change hides another: 0.00. */
  readonly difference: string | null
  readonly causes: readonly Cause[]
}

/** `own`: something of its own is different. `overtaken`: nothing is, only others moved. */
export type Move = 'own' | 'overtaken' | 'entered' | 'left'

/** One row of what is compared, where anything about it is different. */
export interface ChangedRow<End = AnyEnd> {
  readonly code: string
  readonly name: string
  readonly street: string | null
  readonly from: End | null
  readonly to: End | null
  /** Null where the rank is the same. */
  readonly move: Move | null
  /** Codes of those that are ahead now and were not, and of those that were ahead and are no longer. */
  readonly passedBy: readonly string[]
  readonly passed: readonly string[]
  /** By how much each stage changed the total. */
  readonly stages: Readonly<Record<Stage, string>>
  readonly difference: string
  readonly lines: readonly Line[]
}

/** A unit that is new, gone, under another parent, of another name or kind. */
export interface UnitChange {
  readonly code: string
  readonly change: 'new' | 'ended' | 'moved' | 'renamed' | 'converted'
  readonly from: string | null
  readonly to: string | null
  readonly causes: readonly Position[]
}

/** A place of the rules that is not the same. */
export interface RuleChange {
  readonly address: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly title: Words
  /** Whether any row is different because of it. */
  readonly isFelt: boolean
}

/** What every row says of itself on a side. */
export interface AnyEnd {
  readonly rank?: number | null
  readonly total?: string | null
  /** Of a board. */
  readonly meets?: string | null
  readonly holds?: string | null
  /** Of a ranking and of an award. */
  readonly status?: string | null
}

export interface Changes<End = AnyEnd> {
  readonly of: 'ranking' | 'board' | 'award'
  readonly id: string
  readonly title: string
  /** What a row is: a kind of unit, a person, a brand. */
  readonly kind: string
  readonly period: string
  readonly scope: string
  readonly a: BasisShown
  readonly b: BasisShown
  readonly counts: {
    readonly rows: number
    readonly different: number
    readonly moved: number
    readonly own: number
    readonly overtaken: number
    readonly entered: number
    readonly left: number
  }
  readonly units: readonly UnitChange[]
  readonly rules: readonly RuleChange[]
  readonly rows: readonly ChangedRow<End>[]
}
