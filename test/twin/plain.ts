/** Answers of the evaluator in the plain form in which the slow twin gives them: what counts, and none of the wording. */
import assert from 'node:assert/strict'
import type { JsonObject, PlainDate, Position } from '../../events/event.js'
import type { BoardRow } from '../../projections/board.js'
import type { Line } from '../../projections/explanation.js'
import type { RankRow } from '../../projections/ranking.js'
import type { BasisRequest } from '../../projections/question.js'
import { isRefusal } from '../../projections/refusal.js'
import type { Ledger } from '../../src/ledger.js'
import type { PlainRow } from './accreditation.js'

interface Sums {
  readonly base: string
  readonly bonus: string
  readonly deduction: string
  readonly pending: string
  readonly total: string
  readonly grade: string | null
  readonly vetoes: readonly string[]
}

/** Ranked units by their codes; units that are no longer appraised. */
export interface PlainRanking {
  readonly ranked: readonly (Sums & {
    readonly unit: string
    readonly name: string
    readonly street: string | null
    readonly rank: number | null
    readonly tied: boolean
    readonly gradedBy: readonly string[]
    readonly status: string
  })[]
  readonly ended: readonly string[]
}

export interface PlainScore extends Sums {
  readonly unit: string
  /** Points by address. */
  readonly nodes: Readonly<Record<string, string>>
}

export interface PlainUnit {
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly parent: string | null
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly position: Position
}

/** Asks a ledger; whatever is refused is a fault of the test. */
export function ask<Data>(ledger: Ledger, question: string, asked: JsonObject, basis: BasisRequest = {}): Data {
  const answered = ledger.ask(question, asked, basis)
  if (isRefusal(answered)) assert.fail(`${question} ${JSON.stringify(asked)}: ${answered.words.zh}`)
  return answered.data as Data
}

const byUnit = (a: { readonly unit: string }, b: { readonly unit: string }): number => (a.unit < b.unit ? -1 : 1)

export function plainRanking(rows: readonly RankRow[]): PlainRanking {
  const ranked = rows.filter(({ status }) => status !== 'ended')
  return {
    ranked: ranked
      .map(({ unit: { code, name, street }, rank, tied, base, bonus, deduction, pending, total, grade, ...row }) => ({
        ...{ unit: code, name, street, rank, tied },
        ...{ base, bonus, deduction, pending, total, grade },
        ...{ vetoes: row.vetoes, gradedBy: row.gradedBy, status: row.status },
      }))
      .toSorted(byUnit),
    ended: rows.filter(({ status }) => status === 'ended').map(({ unit }) => unit.code),
  }
}

/** What `score` and `explanation` have in common. */
export interface Scored extends Omit<Sums, 'vetoes'> {
  readonly unit: { readonly code: string }
  readonly vetoes: readonly { readonly id: string }[] | readonly string[]
  readonly lines: readonly ScoreLine[]
}

type ScoreLine = Pick<Line, 'kind' | 'address' | 'points'> & { readonly lines: readonly ScoreLine[] }

export function plainScore({ unit, base, bonus, deduction, pending, total, grade, vetoes, lines }: Scored): PlainScore {
  const nodes = new Map<string, string>()
  const visit = (line: ScoreLine): void => {
    // The outer line speaks: an item and its only clause share an address.
    if (line.kind !== 'start' && line.kind !== 'limit' && !nodes.has(line.address)) nodes.set(line.address, line.points)
    line.lines.forEach(visit)
  }
  lines.forEach(visit)
  return {
    unit: unit.code,
    ...{ base, bonus, deduction, pending, total, grade },
    vetoes: vetoes.map((veto) => (typeof veto === 'string' ? veto : veto.id)),
    nodes: Object.fromEntries([...nodes].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

/** A duty that was missed or met late. */
export interface PlainGap {
  readonly unit: string
  readonly name: string
  readonly parent: string | null
  readonly duty: string
  readonly period: string
  readonly due: PlainDate
  readonly state: string
  readonly daysLate: number | null
  readonly position: Position | null
}

interface GapRow extends Omit<PlainGap, 'unit' | 'name' | 'parent' | 'duty'> {
  readonly unit: { readonly code: string; readonly name: string; readonly parent: string | null }
  readonly duty: { readonly id: string }
}

export const plainGaps = (rows: readonly GapRow[]): PlainGap[] =>
  rows.map(({ unit: { code, name, parent }, duty: { id }, period, due, state, daysLate, position }) => ({
    ...{ unit: code, name, parent, duty: id },
    ...{ period, due, state, daysLate, position },
  }))

export const plainUnits = (rows: readonly PlainUnit[]): PlainUnit[] =>
  rows.map(({ code, name, kind, parent, from, until, position }) => ({ code, name, kind, parent, from, until, position }))

/** A row of a board. */
export const plainBoardRow = ({ unit: { code }, goods, meets, stage, holds }: BoardRow): PlainRow => ({
  unit: code,
  goods: goods.map(({ id, met, requires, own }) => {
    const found = [...requires.map((have) => `${have.id} ${have.met}`), ...(own === null ? [] : [`own ${own.met}`])]
    return `${id} ${met}: ${found.join(', ')}`
  }),
  meets,
  stage,
  ...{ status: holds.status, since: holds.since, until: holds.until, batch: holds.batch, position: holds.position },
})
