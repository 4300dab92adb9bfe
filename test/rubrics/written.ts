/** A rule set as it is written: which clauses stand for which item of the published sheet, and what its cases say of them. */
import type { Json } from '../../events/event.js'
import { compileRules } from '../../projections/rules/compile.js'
import type { ClauseSpec } from '../../projections/rules/document.js'
import { readDecimal } from '../../projections/rules/fraction.js'
import { CaseSchema, type CaseSpec } from '../../projections/rules/worked.js'
import { type Problem, readYaml } from '../../projections/rules/yaml.js'
import { fileOf } from './survey.js'

/** A clause or a veto with the text that says how it is scored. */
export interface WrittenClause {
  readonly address: string
  readonly parts: Json
}

export interface Written {
  readonly text: string
  /** By the id of the published item: one entry for each of its clauses, with all that is written for it. */
  readonly byItem: ReadonlyMap<string, readonly (readonly WrittenClause[])[]>
  readonly cases: readonly CaseSpec[]
}

/** What one printed clause takes two of: the second one has the id of the first, and `_more`. */
const MORE = '_more'

export function writtenOf(rubric: string): Written {
  const text = fileOf(`${rubric}.yaml`)
  const problems: Problem[] = []
  const rules = compileRules(readYaml(text).json, problems)
  const byItem = new Map<string, WrittenClause[][]>()
  const put = (cites: string | undefined, id: string, clause: WrittenClause): void => {
    if (cites === undefined) return
    const all = byItem.get(cites) ?? []
    byItem.set(cites, all)
    if (id.endsWith(MORE)) all.at(-1)?.push(clause)
    else all.push([clause])
  }
  for (const { headings, bonus, vetoes = [] } of rules?.document.sheets ?? []) {
    for (const { id: heading, items } of [...headings, ...(bonus === undefined ? [] : [{ ...bonus, id: 'bonus' }])])
      for (const item of items) {
        const address = `${heading}.${item.id}`
        if (item.clauses === undefined) put(item.cites, item.id, { address, parts: partsOf(item) })
        else for (const it of item.clauses) put(item.cites, it.id, { address: `${address}.${it.id}`, parts: partsOf(it) })
      }
    for (const { id, cites, when } of vetoes) put(cites, id, { address: `vetoes.${id}`, parts: when as Json })
  }
  return { text, byItem, cases: (rules?.document.cases ?? []).map((it) => CaseSchema.parse(it)) }
}

const partsOf = ({ measure, scale, limit }: ClauseSpec): Json => [measure ?? null, scale ?? null, limit ?? null] as Json

/** Every text in a part of the document, keys apart. */
export function textsIn(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((it: Json) => textsIn(it)) : []
}

/** Every number in it, without its sign. */
export const numbersIn = (value: Json): number[] =>
  textsIn(value).flatMap((text) => {
    const number = readDecimal(text)
    return number === undefined ? [] : [Math.abs(number.num / number.den)]
  })

/** Whether an assessor says the points of a clause, not of one of its cases. */
export const judgesPoints = (value: Json): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).some(
    ([key, it]: [string, Json]) => ((key === 'judged' || key === 'granted') && it === 'points') || judgesPoints(it),
  )

/** What cases say that a clause gives. */
export const givenBy = ({ cases }: Written, address: string): number[] =>
  cases.flatMap(({ clause, gives }) => {
    const points = typeof gives === 'object' ? gives[address] : clause === address ? gives : undefined
    return points === undefined ? [] : [Number(points)]
  })

/** What assessors find of a clause in the cases: the numbers, and of a plain number of cases how many. */
export const foundBy = ({ cases }: Written, address: string): { readonly found: number; readonly gives: number }[] =>
  cases.flatMap(({ clause, judged, gives, facts = [] }) =>
    clause === address && typeof judged === 'string' && typeof gives === 'string'
      ? [{ found: Number(judged), gives: Number(gives) }]
      : facts.flatMap(({ judge, value }) =>
          judge === address && typeof value === 'string' ? [{ found: Number(value), gives: NaN }] : [],
        ),
  )
