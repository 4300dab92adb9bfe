/** Asks for the coverage of a small district under the sample set, and says it shortly. */
import { readFileSync } from 'node:fs'
import type { JsonObject } from '../../events/event.js'
import type { CoverPartShown, CoverShown } from '../../projections/coverage.js'
import type { BasisRequest } from '../../projections/question.js'
import { readYaml } from '../../projections/rules/yaml.js'
import { asking, unit } from './asking.js'
import type { Draft } from './book.js'
import { adopting } from './view.js'

const file = new URL('../../projections/rulesets/coverage-2024.yaml', import.meta.url)
/** The sample set as it would be put to the vote. */
export const sampleSet = readYaml(readFileSync(file, 'utf8')).json as JsonObject
export const rules = adopting(sampleSet, '2023-12-20')

/** A district with two streets, of three communities and two. It stands since 2025. */
export const district: readonly Draft[] = [
  unit('D01', 'district'),
  unit('S01', 'street', 'D01'),
  unit('S02', 'street', 'D01'),
  ...['C001', 'C002', 'C003'].map((code) => unit(code, 'community', 'S01')),
  ...['C004', 'C005'].map((code) => unit(code, 'community', 'S02')),
]
/** Where the first draft of a test lies. */
export const FIRST = rules.length + district.length

const amount = ({ count, of, rate }: { count: string | null; of: string | null; rate: string | null }): string =>
  of === null ? String(count) : `${count} of ${of} = ${rate}`

export const ledgerOf = (drafts: readonly Draft[], units: readonly Draft[] = district) => asking([...rules, ...units, ...drafts])

/** A district with what was recorded, asked about one cover of 2026. */
export function covering(drafts: readonly Draft[], units?: readonly Draft[]) {
  const ledger = ledgerOf(drafts, units)
  const shown = (cover: string, asked: JsonObject = {}, request: BasisRequest = {}): CoverShown =>
    ledger.answer<CoverShown[]>('coverage', { period: '2026', cover, ...asked }, request)[0]!
  const part = (cover: string, id: string, asked?: JsonObject, request?: BasisRequest): CoverPartShown =>
    shown(cover, asked, request).parts.find((it) => it.id === id)!
  return {
    ...ledger,
    shown,
    part,
    /** `4 of 5 = 0.8` of each part. */
    totals: (cover: string, asked?: JsonObject, request?: BasisRequest): Record<string, string> =>
      Object.fromEntries(shown(cover, asked, request).parts.map((it) => [it.id, amount(it)])),
    /** `2026Q1 1 of 1 = 1` of each line of a part. */
    rows: (cover: string, id: string, asked?: JsonObject, request?: BasisRequest): string[] =>
      part(cover, id, asked, request).rows.map((row) => [...row.key, amount(row)].join(' ')),
  }
}
