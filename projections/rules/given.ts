/** What a worked case says was recorded: units, events, judgements in a few words. */
import { eventTypes } from '../../events/index.js'
import { kindOfSubject } from '../../events/fields.js'
import type { Json, JsonObject, Period, PlainDate } from '../../events/event.js'
import { misfitsOf } from '../../events/misfit.js'
import { dateOf, isPlainDate, spanOf } from '../../events/time.js'
import { wordsOf } from '../../events/words.js'
import { filled } from './filled.js'
import { at, fail, nearest, type Reading } from './reading.js'
import type { About, CaseSpec } from './worked.js'

/** What is to be recorded before the question is asked. */
export interface Given {
  readonly type: string
  readonly on: PlainDate
  readonly data: JsonObject
  /** How many distinct files support it. */
  readonly evidence: number
}

/** The code that a unit of a kind has where a case names none. */
export const usual: Readonly<Record<string, string>> = {
  ...{ district: 'D01', street: 'S01', community: 'C001', village: 'V001', school: 'X001' },
  ...{ member_unit: 'M001', office: 'O01', enterprise: 'E001', education_system: 'J01' },
}

const FOUNDED: PlainDate = '2000-01-01'

/** A district, a street of it, the unit of the case below, and those that the case names. */
export function unitsGiven({ units = {} }: CaseSpec, unit: string, kind: string, reading: Reading): Given[] {
  const all = new Map<
    string,
    { readonly kind?: string | undefined; readonly parent?: string | undefined; readonly from?: string | undefined }
  >([
    ['D01', { kind: 'district' }],
    ['S01', { kind: 'street' }],
    [unit, { kind: unit === 'D01' ? 'district' : unit === 'S01' && kind !== 'street' ? 'street' : kind }],
  ])
  for (const [code, more] of Object.entries(units)) all.set(code, { kind, ...all.get(code), ...more })
  const parentOf = (code: string, itsKind: string): string | undefined =>
    code === 'D01' ? undefined : itsKind === 'community' || itsKind === 'village' ? 'S01' : 'D01'
  return [...all].flatMap(([code, { kind: itsKind = kind, parent, from = FOUNDED }]) => {
    if (!Object.hasOwn(wordsOf, itsKind))
      fail(at(reading, 'units', code), `没有“${itsKind}”这类单位`, `there is no kind of unit "${itsKind}"`)
    const above = parent ?? parentOf(code, itsKind)
    return given(
      'UnitRegistered',
      from,
      { unit: code, kind: itsKind, name: code, ...(above !== undefined && { parent: above }) },
      reading,
    )
  })
}

export interface Context {
  readonly about: About
  readonly period: Period
  readonly asOf: PlainDate
  readonly unit: string
}

/** What the assessor of the one clause found. */
export function judgedGiven({ clause, judged, unit }: CaseSpec, context: Context, reading: Reading): Given[] {
  if (judged === undefined) return []
  if (clause === undefined) {
    fail(at(reading, 'judged'), '写了 judged 也要写 clause：评的是哪一条', 'judged needs a clause: what was judged')
    return []
  }
  return judgement(clause, judged as Json, { ...context, unit: unit ?? context.unit }, {}, at(reading, 'judged'))
}

/** A judgement in the few words of a case: a number of cases, a level, yes or no. */
function judgement(
  clause: string,
  value: Json,
  { about, period, unit, asOf }: Context,
  more: JsonObject,
  reading: Reading,
): Given[] {
  const sheet = about.part === 'sheets' ? about.sheet : undefined
  const node = sheet?.nodes.get(clause)
  const found = node?.kind === 'item' && node.parts.length === 1 ? node.parts[0] : node
  const kind = found?.kind === 'clause' ? found.judged : undefined
  if (sheet === undefined || kind === undefined) {
    const near = nearest(clause, sheet?.nodes.keys() ?? [])
    fail(
      reading,
      `“${clause}”不是由考评单位评定的条款${near && near !== clause ? `，是否应为“${near}”` : ''}`,
      `"${clause}" is no clause that an assessor judges${near && near !== clause ? `; did you mean "${near}"?` : ''}`,
    )
    return []
  }
  const { by, on, period: filed = period, ...rest } = more as { by?: Json; on?: Json; period?: Json } & JsonObject
  const assessor = by ?? (sheet.appraiser === 'parent' ? 'S01' : sheet.appraiser[0]!)
  const day = String(on ?? (filed === period ? asOf : dateOf(spanOf(String(filed)).last)))
  const common = { sheet: sheet.id, period: filed, unit, reason: '算例', assessor, ...rest }
  if (kind === 'granted')
    return given('BonusGranted', day, { item: clause, projectKey: `project-${String(value)}`, points: value, ...common }, reading)
  return given('ItemJudged', day, { clause: found!.address, value: valueJudged(kind, value), ...common }, reading)
}

const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

function valueJudged(kind: string, value: Json): JsonObject {
  if (kind !== 'cases') return { kind, [kind]: value }
  const list = Array.isArray(value) ? (value as readonly Json[]) : value === '0' ? [] : [{ count: value }]
  return { kind, cases: list.map((one) => (isObject(one) ? { count: '1', ...one } : { count: one })) }
}

/** One entry of `facts`: an event, a judgement or a grant; `times` says it several times. */
export function factGiven(fact: JsonObject, context: Context, reading: Reading): Given[] {
  const { event, judge, grant, on, times = '1', evidence = '0', ...rest } = fact
  const repeated = Number(times)
  if (!/^\d{1,4}$/.test(String(times)) || repeated > 1000) {
    fail(at(reading, 'times'), '次数应是不超过1000的整数', 'times is a whole number up to 1000')
    return []
  }
  const day = String(on ?? context.asOf)
  if (!isPlainDate(day)) {
    fail(at(reading, 'on'), `“${day}”不是日历上有的日期`, `"${day}" is no calendar day`)
    return []
  }
  const { unit = context.unit, value, points, ...more } = rest
  const about = { ...context, unit: String(unit) }
  const dated = on === undefined ? more : { ...more, on }
  const one =
    judge !== undefined
      ? judgement(String(judge), value ?? null, about, dated, at(reading, 'judge'))
      : grant !== undefined
        ? judgement(String(grant), points ?? null, about, dated, at(reading, 'grant'))
        : ofEvent(shortened({ event, ...rest }, context), day, context, reading, Number(evidence))
  return Array.from({ length: repeated }, () => one).flat()
}

/** An event in which the unit, the award and its round are those of the case, unless it says otherwise. */
function ofEvent(
  { event, ...data }: Facts,
  on: PlainDate,
  { unit, about, period }: Context,
  reading: Reading,
  evidence: number,
): Given[] {
  const type = String(event ?? '')
  const shape = eventTypes.get(type)?.data.shape ?? {}
  const isRound = about.part === 'awards' && shape['award'] !== undefined
  const common = {
    ...(shape['unit'] !== undefined && { unit }),
    ...(shape['subject'] !== undefined && kindOfSubject(unit) === 'unit' && { subject: unit }),
    ...(isRound && { award: about.id, ...(shape['period'] !== undefined && { period }) }),
  }
  return given(type, on, { ...common, ...data }, reading, evidence)
}

/** What stands in one entry of `facts`. */
type Facts = { readonly [key: string]: Json | undefined }

/** What stands for the events of a round of an award: `nominate`, `ballot`, `expert`. */
function shortened(fact: Facts, { about }: Context): Facts {
  if (about.part !== 'awards') return fact
  const { event: _, nominate, ballot, expert, by, ...rest } = fact
  if (nominate !== undefined) return { event: 'NominationSubmitted', subject: nominate, nominator: by ?? 'S01', ...rest }
  if (ballot !== undefined)
    return {
      event: 'BallotCast',
      subject: ballot,
      ...(about.channels[0] !== undefined && { channel: about.channels[0] }),
      ...rest,
    }
  return expert === undefined ? fact : { event: 'ExpertScoreGiven', subject: expert, ...rest }
}

/** A round is open, with everybody on its jury who scores in it, unless the case opens it itself. */
export function openingGiven({ facts = [] }: CaseSpec, { about, period }: Context, reading: Reading): Given[] {
  if (about.part !== 'awards' || facts.some(({ event }) => event === 'AwardProgrammeOpened')) return []
  const jury = [...new Set(facts.flatMap(({ juror }) => (typeof juror === 'string' ? [juror] : [])))]
  const on = dateOf(spanOf(period).first)
  return given('AwardProgrammeOpened', on, { award: about.id, period, organiser: 'D01', jury }, reading)
}

function given(type: string, on: PlainDate, data: JsonObject, reading: Reading, evidence = 0): Given[] {
  const definition = eventTypes.get(type)
  if (definition === undefined) {
    const near = nearest(type, eventTypes.keys())
    fail(
      at(reading, 'event'),
      `没有“${type}”这种工作记录${near ? `，是否应为“${near}”` : ''}`,
      `there is no event type "${type}"${near ? `; did you mean "${near}"?` : ''}`,
    )
    return []
  }
  if (isForeign(definition.file)) {
    fail(at(reading, 'event'), `算例里不能写“${definition.label}”`, `a case cannot have ${type}`)
    return []
  }
  const whole = filled(definition.data, data, { on, unit: String(data['unit'] ?? 'C001') })
  for (const { path, is, expected, known } of misfitsOf(definition.data, whole)) {
    const name = path.join('.')
    const near = is === 'unknown' ? nearest(String(path.at(-1)), known) : undefined
    const [zh, en] = near === undefined ? ['', ''] : [`，是否应为“${near}”`, `; did you mean "${near}"?`]
    if (is === 'unknown')
      fail(at(reading, ...path), `${definition.label}没有“${name}”这一栏${zh}`, `${type} has no field "${name}"${en}`)
    else
      fail(
        at(reading, ...path),
        `“${name}”应为${expected?.zh ?? '别的值'}`,
        `"${name}" must be ${expected?.en ?? 'another value'}`,
      )
  }
  return [{ type, on, data: whole, evidence }]
}

/** What is about records and rules, and not about anybody's work. */
const isForeign = (file: string): boolean => ['rules', 'correction', 'result', 'access'].includes(file)
