/** What the worked cases of a rule set look at: which clauses and conditions, and which side of every threshold. */
import type { Words } from '../../events/event.js'
import type { CompiledRules } from '../rules/compile.js'
import type { Part } from '../rules/document.js'
import { compare } from '../rules/fraction.js'
import type { Path, Problem } from '../rules/yaml.js'
import { type CaseResult, type Looked, runCases } from './run.js'
import { type Bound, boundsIn, type Came, clausesIn, itemsIn } from './thresholds.js'

/** A clause of a sheet, a line of an award's score. */
export interface ClauseCovered {
  /** Id of the sheet or award. */
  readonly of: string
  readonly address: string
  readonly path: Path
  /** How many cases say what it gives. */
  readonly cases: number
}

/** A value at which points change, or a condition that holds or not, and on which sides of it a case lies. */
export interface Threshold {
  /** Id of the sheet, award or scheme. */
  readonly of: string
  /** Of the clause or node; `grades` for the whole sheet. */
  readonly address: string
  readonly path: Path
  readonly words: Words
  /** Whether the value itself belongs to the upper side. */
  readonly isAbove: boolean
  /** On the lower side, or the condition fails. */
  readonly below: boolean
  /** On the upper side, or the condition holds. */
  readonly above: boolean
  /** Exactly on it; true as well where that need not be possible. */
  readonly on: boolean
}

export interface Covered {
  readonly results: readonly CaseResult[]
  readonly clauses: readonly ClauseCovered[]
  readonly thresholds: readonly Threshold[]
}

interface Sides {
  below: boolean
  above: boolean
  on: boolean
}

/** Runs the cases and sees what they look at. */
export function coveredBy(rules: CompiledRules, problems: Problem[]): Covered {
  const sheets = (rules.document.sheets ?? []).map((spec, i) => ({ spec, path: ['sheets', i] }))
  const bounds = sheets.flatMap(({ spec, path }) => boundsIn(spec, path, rules)).map((bound) => ({ bound, sides: noSides() }))
  const conditions = conditionsOf(rules).map((condition) => ({ condition, sides: noSides() }))
  const boundsAt = new Map<string, (typeof bounds)[number][]>()
  for (const it of bounds) {
    const { sheet, of, address } = it.bound
    const key = keyOf(sheet, of, of === 'vetoes' ? '' : address)
    boundsAt.set(key, [...(boundsAt.get(key) ?? []), it])
  }
  const conditionAt = new Map(conditions.map((it) => [keyOf(it.condition.of, 'condition', it.condition.address), it.sides]))
  const cases = new Map<string, number>()
  const count = (of: string, address: string): void => {
    const key = keyOf(of, 'clause', address)
    cases.set(key, (cases.get(key) ?? 0) + 1)
  }
  const mark = (sheet: string, of: Bound['of'], address: string, came: Came): void => {
    for (const { bound, sides } of boundsAt.get(keyOf(sheet, of, address)) ?? []) markSides(bound, sides, came)
  }
  const look = (looked: Looked): void => {
    for (const { of, address, holds } of looked.conditions) {
      const sides = conditionAt.get(keyOf(of, 'condition', address))
      if (sides !== undefined) sides[holds ? 'above' : 'below'] = true
    }
    for (const { of, address } of looked.lines) count(of, address)
    const clauses = new Set<string>()
    for (const { sheet, came } of looked.came) {
      const { tally } = came
      if (tally === undefined) {
        mark(sheet, 'grades', 'grades', came)
        mark(sheet, 'vetoes', '', came)
        continue
      }
      const { kind, address } = tally.node
      mark(sheet, kind === 'clause' ? 'clause' : 'group', address, came)
      if (kind === 'clause') clauses.add(keyOf(sheet, 'clause', address))
    }
    for (const key of clauses) cases.set(key, (cases.get(key) ?? 0) + 1)
  }
  const results = runCases(rules, problems, look)
  return {
    results,
    clauses: clausesOf(rules).map((it) => ({ ...it, cases: cases.get(keyOf(it.of, 'clause', it.address)) ?? 0 })),
    thresholds: [
      ...bounds.map(({ bound: { sheet: of, address, path, words, isAbove, canBeHit }, sides }) => ({
        ...{ of, address, path, words, isAbove, ...sides },
        on: sides.on || !canBeHit,
      })),
      ...conditions.map(({ condition, sides }) => ({ ...condition, isAbove: true, ...sides, on: true })),
    ],
  }
}

const noSides = (): Sides => ({ below: false, above: false, on: false })

const keyOf = (of: string, what: string, address: string): string => `${of}/${what}/${address}`

function markSides({ value, limit, isAbove }: Bound, sides: Sides, came: Came): void {
  const is = value(came)
  if (is === undefined) return
  const order = compare(is.num, is.den, limit.num, limit.den)
  if (order === 0) sides.on = true
  sides[order > 0 || (order === 0 && isAbove) ? 'above' : 'below'] = true
}

/** Every clause of the sheets and every line of the awards. What the paper leaves open is never scored, and needs no case. */
const clausesOf = ({ document, awards }: CompiledRules): Omit<ClauseCovered, 'cases'>[] => [
  ...(document.sheets ?? []).flatMap((spec, i) =>
    itemsIn(spec, ['sheets', i])
      .flatMap(({ item, address, path }) => clausesIn(item, address, path))
      .filter(({ clause }) => !('unscored' in clause && clause.unscored !== undefined))
      .map(({ address, path }) => ({ of: spec.id, address, path })),
  ),
  ...(document.awards ?? []).flatMap(({ id }, i) =>
    (awards.get(id)?.lines ?? []).map(({ clause: { address } }) => ({ of: id, address, path: ['awards', i, 'score'] })),
  ),
]

type Condition = Pick<Threshold, 'of' | 'address' | 'path' | 'words'>

/** What holds or not: the Haves and Goods of schemes, the conditions for awards. */
const conditionsOf = ({ document }: CompiledRules): Condition[] => {
  const listed = (
    part: Part,
    i: number,
    of: string,
    list: 'haves' | 'goods' | 'eligible',
    all: readonly { readonly id: string; readonly title: string }[] = [],
  ): Condition[] =>
    all.map(({ id, title }, j) => ({
      ...{ of, address: `${list}.${id}`, path: [part, i, list, j] },
      words: { zh: title, en: id },
    }))
  return [
    ...(document.accreditation ?? []).flatMap(({ id, haves, goods }, i) => [
      ...listed('accreditation', i, id, 'haves', haves),
      ...listed('accreditation', i, id, 'goods', goods),
    ]),
    ...(document.awards ?? []).flatMap(({ id, eligible }, i) => listed('awards', i, id, 'eligible', eligible)),
  ]
}
