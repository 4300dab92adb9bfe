/** A ledger under a sheet of one item, and what C001 gets by it: for tests of one measure or scale. */
import type { JsonObject, PlainDate } from '../events/event.js'
import type { Explanation } from '../projections/explanation.js'
import type { RankRow } from '../projections/ranking.js'
import { compileRules } from '../projections/rules/compile.js'
import type { Problem } from '../projections/rules/yaml.js'
import { asking, district, draft, held, ruleDocument } from './twin/asking.js'
import type { Draft } from './twin/book.js'
import { adopting } from './twin/view.js'

export const ITEM = 'work.item'

const sheetOf = (item: string, { period = 'year', duties = '' } = {}): string => `${duties}
sheets:
  - id: community
    title: 社区考评
    appraises: community
    appraiser: parent
    period: ${period}
    headings: [{ id: work, title: 工作, items: [{ id: item, title: 项目, ${item} }] }]`

const ruled = (item: string, more = {}): Draft[] => adopting(ruleDocument('r1', '2022-01-01', sheetOf(item, more)), '2021-12-01')

interface Asked {
  readonly period?: string
  readonly asOf?: PlainDate
  readonly every?: string
  readonly duties?: string
}

const early = district.map((it) => ({ ...it, on: '2021-01-01' }))

/** The ledger of some events under a sheet with one item, as it is on a day. */
export const ledger = (item: string, drafts: readonly Draft[], { every, duties = '', asOf = '2026-12-31' }: Asked = {}) =>
  asking([...early, ...ruled(item, { period: every, duties }), ...drafts], asOf)

/** The points of C001. */
export function points(item: string, drafts: readonly Draft[], asked: Asked = {}): string {
  const { period = '2026', asOf = '2026-12-31' } = asked
  const rows = ledger(item, drafts, asked).answer<readonly RankRow[]>('ranking', { period, scope: 'district' }, { asOf })
  const row = rows.find((one) => one.unit.code === 'C001')
  return row?.status === 'ranked' ? row.total : (row?.status ?? 'none')
}

/** The whole explanation of C001, as a text. */
export function explained(item: string, drafts: readonly Draft[], asked: Asked = {}): string {
  const { period = '2026', asOf = '2026-12-31' } = asked
  return JSON.stringify(ledger(item, drafts, asked).answer<Explanation>('explanation', { period, unit: 'C001' }, { asOf }))
}

/** What is wrong with a document. */
export function problems(item: string, more = {}): string[] {
  const found: Problem[] = []
  compileRules(ruleDocument('r1', '2022-01-01', sheetOf(item, more)), found)
  return found.map(({ path, words }) => `${path.slice(-2).join('.')}: ${words.zh}`)
}

/** One activity on each of some days. */
export const on = (...dates: PlainDate[]): Draft[] => dates.flatMap((date) => held('C001', 1, date))

/** A judgement of C001 for a period. */
export const judged = (period: string, value: JsonObject, clause = ITEM): Draft =>
  draft('ItemJudged', `${period.slice(0, 4)}-12-20`, {
    ...{ sheet: 'community', period, unit: 'C001', clause, value, reason: '示例', assessor: 'S01' },
  })
