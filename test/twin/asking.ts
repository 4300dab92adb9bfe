/** Asks the fast evaluator about a small district, as a ledger would: for tests that a committee member could read. */
import assert from 'node:assert/strict'
import type { JsonObject, PlainDate } from '../../events/event.js'
import { dayOf } from '../../events/time.js'
import { type BasisRequest, type BasisShown, readAsked, resolveBasis, showBasis, type View } from '../../projections/question.js'
import { questions } from '../../projections/questions.js'
import { isRefusal, type Refusal } from '../../projections/refusal.js'
import { readYaml } from '../../projections/rules/yaml.js'
import { book, type Draft } from './book.js'
import { viewOf } from './view.js'

/** A rule document as YAML. What is always the same is added. */
export function ruleDocument(ruleset: string, from: PlainDate, parts: string, more = ''): JsonObject {
  const head = `ruleset: "${ruleset}"\ngrammar: 1\ntitle: 示例办法\neffective: { from: ${from} }\n`
  const { json, problems } = readYaml(`${head}points: { step: "0.01", round: half_up }\n${more}${parts}`)
  assert.deepEqual(problems, [])
  return json as JsonObject
}

/** Something that was recorded. */
export const draft = (type: string, on: PlainDate, data: JsonObject, more: Partial<Draft> = {}): Draft => ({
  type,
  on,
  data,
  ...more,
})

/** A unit that stands from a day on. */
export const unit = (code: string, kind: string, parent?: string, on: PlainDate = '2025-01-01'): Draft =>
  draft('UnitRegistered', on, { unit: code, kind, name: `示例${code}`, ...(parent !== undefined && { parent }) })

/** Two streets, with three communities and two. */
export const district: readonly Draft[] = [
  unit('D01', 'district'),
  unit('S01', 'street', 'D01'),
  unit('S02', 'street', 'D01'),
  ...['C001', 'C002', 'C003'].map((code) => unit(code, 'community', 'S01')),
  ...['C004', 'C005'].map((code) => unit(code, 'community', 'S02')),
]

/** As many activities of a unit as are said, on one day. */
export const held = (code: string, times: number, on: PlainDate = '2026-05-04', more: JsonObject = {}): Draft[] =>
  Array.from({ length: times }, () =>
    draft('ActivityHeld', on, {
      ...{ unit: code, programme: 'kindness', title: '示例活动', audience: { minors: 20, adults: 2 } },
      ...more,
    }),
  )

interface Answered {
  readonly refused: false
  readonly basis: BasisShown
  readonly data: unknown
}

/** What a ledger with these events would answer on a day. */
export const asking = (drafts: readonly Draft[], today: PlainDate = '2026-12-31') => askingOf(viewOf(book(drafts)), today)

/** What a ledger of which this is known would answer on a day. */
export function askingOf(view: View, today: PlainDate) {
  const ask = (name: string, asked: JsonObject, request: BasisRequest = {}): Answered | Refusal => {
    const question = questions.get(name)
    assert(question !== undefined)
    const read = readAsked(question, asked)
    if (isRefusal(read)) return read
    const basis = resolveBasis(view, request, question.periodOf?.(read as never), dayOf(today))
    if (isRefusal(basis)) return basis
    const answered = question.answer(view, read as never, basis)
    return isRefusal(answered) ? answered : { refused: false, basis: showBasis(basis, answered.rules), data: answered.data }
  }
  return {
    view,
    ask,
    /** The data of an answer that must not be refused. */
    answer: <Data>(name: string, asked: JsonObject, request: BasisRequest = {}): Data => {
      const answered = ask(name, asked, request)
      if (isRefusal(answered)) assert.fail(`${name}: ${answered.words.en}`)
      return answered.data as Data
    },
    /** The code of a refusal; undefined when the question was answered. */
    refused: (name: string, asked: JsonObject, request: BasisRequest = {}): string | undefined => {
      const answered = ask(name, asked, request)
      return isRefusal(answered) ? answered.code : undefined
    },
  }
}
