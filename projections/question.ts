/** What a question is, and the basis on which it is answered. */
import type { z } from 'zod'
import { metaOf } from '../events/fields.js'
import { dateZh, periodZh } from '../events/labels.js'
import type { Day, Period, PlainDate, Position, Sha256, Words } from '../events/event.js'
import { cadenceOf, dateOf, dayOf, instantOfDay, isPlainDate, spanOf } from '../events/time.js'
import { ENGINE } from './engine.js'
import type { Facts } from './facts/facts.js'
import type { Published } from './published.js'
import { type Refusal, refuse } from './refusal.js'
import type { Rulebook, RuleSet } from './rulebook.js'
import type { Part } from './rules/document.js'

/** Everything that follows from the log. An answer sees nothing else. */
export interface View {
  readonly facts: Facts
  readonly rulebook: Rulebook
  readonly published: Published
  /** How many events are durable: the facts may hold more while a group is being written, which no answer sees. */
  readonly size: number
}

/** What somebody asks for; everything left out is resolved before the answer. */
export interface BasisRequest {
  readonly asOf?: string
  /** A position, an instant (`…Z` or `…+08:00`), or a day: its end. */
  readonly knownAt?: string
  /** Id of a rule set. */
  readonly rules?: string
  /** A pinned question names the evaluator it was asked of. */
  readonly engine?: string
}

/** The inputs of an answer, fully resolved. */
export interface Basis {
  /** Last day of the world, included. */
  readonly asOf: Day
  /** Last position, included; -1 before the first event. */
  readonly knownAt: Position
  /** The rule set that was asked for by name. */
  readonly rules: string | undefined
  readonly engine: string
}

/** A rule set that an answer used for a part. */
export interface RulesUsed {
  readonly part: Part
  readonly set: RuleSet
}

export interface Answer<Data = unknown> {
  readonly refused: false
  readonly data: Data
  readonly rules: readonly RulesUsed[]
}

export const answer = <Data>(data: Data, rules: readonly RulesUsed[] = []): Answer<Data> => ({ refused: false, data, rules })

/** A question, registered once: HTTP, command line and console serve it from here. */
export interface Question<Asked = never, Data = unknown> {
  readonly name: string
  readonly label: Words
  readonly ask: z.ZodObject
  /** The period that the question is about, where it has one: it gives `asOf` its default. */
  readonly periodOf?: (asked: Asked) => Period | undefined
  answer(view: View, asked: Asked, basis: Basis): Answer<Data> | Refusal
}

interface Declared<S extends z.ZodObject, Data> extends Omit<Question, 'ask' | 'periodOf' | 'answer'> {
  readonly ask: S
  readonly periodOf?: (asked: z.infer<S>) => Period | undefined
  readonly answer: (view: View, asked: z.infer<S>, basis: Basis) => Answer<Data> | Refusal
}

export const defineQuestion = <S extends z.ZodObject, Data>(declared: Declared<S, Data>): Question<z.infer<S>, Data> => declared

/** What was asked, checked against the question's schema. */
export function readAsked(question: Question, asked: unknown): object | Refusal {
  const read = question.ask.safeParse(asked)
  if (read.success) return read.data
  const issue = read.error.issues[0]
  const place = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.map(String).join('.')
  const known = Object.keys(question.ask.shape).join(', ')
  if (issue?.code === 'unrecognized_keys')
    return refuse(
      'bad_question',
      `“${question.label.zh}”没有参数“${place}”，可用：${known}`,
      `"${question.name}" takes no "${place}"; it takes ${known}`,
      { place: place ?? '' },
    )
  const expected = metaOf((question.ask.shape as Record<string, z.ZodType>)[place ?? ''] ?? question.ask).expected
  return refuse(
    'bad_question',
    `参数“${place}”应为${expected?.zh ?? '规定的写法'}`,
    `"${place}" must be ${expected?.en ?? 'as documented'}`,
    { place: place ?? '' },
  )
}

/** Resolves what was asked for to days and positions. "Today" enters here and nowhere else. */
export function resolveBasis(
  { facts, rulebook, size }: Omit<View, 'published'>,
  request: BasisRequest,
  period: Period | undefined,
  today: Day,
): Basis | Refusal {
  const { asOf, knownAt, rules, engine } = request
  if (engine !== undefined && engine !== ENGINE)
    return refuse(
      'engine_changed',
      `这个结果由计算程序第${engine}版给出，本程序是第${ENGINE}版，不能保证逐字相同`,
      `this was asked of engine ${engine}; this is engine ${ENGINE}`,
    )
  if (asOf !== undefined && !isPlainDate(asOf))
    return refuse(
      'bad_question',
      `截至日期“${asOf}”不是日历上的日期，应如 2026-06-30`,
      `asOf "${asOf}" is no calendar day; write it like 2026-06-30`,
      { place: 'asOf' },
    )
  const known = knownAt === undefined ? size - 1 : positionOf({ facts, size }, knownAt)
  if (known === undefined || known >= size)
    return refuse(
      'bad_question',
      `“${knownAt}”不是记录号或时间。账本现有${size}条记录，可写 0 到 ${size - 1} 的记录号，或如 2026-03-01、2026-03-01T12:00+08:00`,
      `knownAt "${knownAt}" is neither a position from 0 to ${size - 1} nor a time such as 2026-03-01 or 2026-03-01T12:00+08:00`,
      { place: 'knownAt' },
    )
  // What is being written just now was adopted by nobody yet.
  const adopted = rulebook.adopted.filter(({ at }) => at < size)
  if (rules !== undefined && !adopted.some(({ set }) => set.id === rules))
    return refuse(
      'unknown_rules',
      `没有审议通过的规则“${rules}”，已有：${adopted.map(({ set }) => set.id).join('、') || '无'}`,
      `no adopted rule set "${rules}"; there are: ${adopted.map(({ set }) => set.id).join(', ') || 'none'}`,
      { place: 'rules' },
    )
  const span = period === undefined || cadenceOf(period) === undefined ? undefined : spanOf(period)
  const day = asOf === undefined ? Math.min(today, span?.last ?? today) : dayOf(asOf)
  if (period !== undefined && span !== undefined && day < span.first) return notBegun(period, day)
  return { asOf: day, knownAt: known, rules, engine: ENGINE }
}

/** Of a period of which no day has come nothing is done and nothing missing: there is no answer. */
export const notBegun = (period: Period, asOf: Day): Refusal =>
  refuse(
    'bad_question',
    `${dateZh(dateOf(asOf))}，${periodZh(period)}还没有开始`,
    `on ${dateOf(asOf)} the period ${period} has not begun`,
    {
      place: 'period',
    },
  )

/** A position, or the last position of the longest prefix recorded by an instant. */
function positionOf({ facts, size }: Pick<View, 'facts' | 'size'>, text: string): Position | undefined {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  const by = (ms: number): Position => Math.min(facts.history.at(ms), size) - 1
  if (isPlainDate(text)) return by(instantOfDay(dayOf(text) + 1) - 1)
  if (!isPlainDate(text.slice(0, 10)) || !/^.{10}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text))
    return undefined
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? undefined : by(ms)
}

/** A basis as every answer shows it. */
export interface BasisShown {
  readonly asOf: PlainDate
  readonly knownAt: string
  readonly rules: readonly { readonly part: Part; readonly set: string; readonly digest: Sha256 }[]
  readonly engine: string
}

export const showBasis = ({ asOf, knownAt, engine }: Basis, rules: readonly RulesUsed[]): BasisShown => ({
  asOf: dateOf(asOf),
  knownAt: String(knownAt),
  rules: rules.map(({ part, set }) => ({ part, set: set.id, digest: set.digest })),
  engine,
})
