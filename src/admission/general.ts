/** What holds for every type: days, periods, everything that is referred to stands, something would change. */
import { type Referred, type RestsOn, referencesIn, type StandingChange } from '../../events/define.js'
import type { Day, JsonObject, PlainDate } from '../../events/event.js'
import { kindOfSubject } from '../../events/fields.js'
import { fieldZh, periodZh } from '../../events/labels.js'
import { columnsOfStanding } from '../../events/standings.js'
import { addYears, BEGINNING, civilOf, dateOf, dayFromCivil, dayOf, FOREVER, type Span, spanOf } from '../../events/time.js'
import type { Timing } from '../../events/define.js'
import { type Refusal, refuse } from '../../projections/refusal.js'
import { type Case, recordZh, refuseAt } from './case.js'
import { restRefusal } from './rests.js'
import { closedBy, type Standing, openedBy, saysSo, standingOn, stoodWithin, untilOf } from './standing.js'
import { absence, keyOf } from './units.js'

const NEAR_DAYS = 31

/** Nothing is recorded before it happened, and what caused it is in the ledger. */
export function daysRefusal(the: Case): Refusal | undefined {
  const { facts, proposal, today, root } = the
  for (const field of ['occurredOn', 'occurredUntil'] as const) {
    const date = proposal[field]
    if (date === undefined || dayOf(date) <= today) continue
    const place = [...root, field].join('.')
    return refuse(
      'future_date',
      `${fieldZh(field)}（${place}）${date}晚于今天（${dateOf(today)}），事情办了以后再录`,
      `${place} ${date} is after today, ${dateOf(today)}`,
      { place },
    )
  }
  const { causedBy } = proposal
  if (causedBy === undefined || facts.positionOf(causedBy) !== undefined) return undefined
  return refuseAt(the, ['causedBy'], 'no_such_event', [
    `账本里没有编号为 ${causedBy} 的记录`,
    `there is no event with the id ${causedBy}`,
  ])
}

/** The days on which an event of a period may plausibly occur. */
function plausible(timing: Timing, { first, last }: Span): Span {
  switch (timing) {
    case 'happening':
      return { first: first - NEAR_DAYS, last: last + NEAR_DAYS }
    case 'filing':
      return { first: first - NEAR_DAYS, last: addYears(last, 1) }
    case 'yearly':
      return { first: first - NEAR_DAYS, last: dayFromCivil({ year: civilOf(last).year + 1, month: 12, day: 31 }) }
    case 'judgement':
      return { first, last: addYears(last, 1) }
  }
}

/** An event lies near the period that it belongs to. */
export function periodRefusal(data: JsonObject, the: Case): Refusal | undefined {
  const { definition, day, proposal } = the
  const period = definition.period?.(data)
  if (period === undefined || definition.timing === undefined) return undefined
  const { first, last } = plausible(definition.timing, spanOf(period))
  if (first <= day && day <= last) return undefined
  const field = Object.keys(data).find((name) => data[name] === period) ?? 'period'
  return refuseAt(the, ['data', field], 'period_mismatch', [
    `${periodZh(period)}与发生日期（occurredOn）${proposal.occurredOn}相差过远，发生日期应在${dateOf(first)}至${dateOf(last)}之间`,
    `${period} is too far from occurredOn ${proposal.occurredOn}, which must lie from ${dateOf(first)} to ${dateOf(last)}`,
  ])
}

/** Every unit, station and brand that is named stands on the day, or stood in the period that is filed or judged. */
export function referencesRefusal(data: JsonObject, the: Case): Refusal | undefined {
  const { definition } = the
  // An award round has a period, but deals with those who stand now.
  const isOfDay = definition.timing === 'happening' || definition.file === 'award'
  const period = isOfDay ? undefined : definition.period?.(data)
  const span = period === undefined ? undefined : spanOf(period)
  for (const referred of referencesIn(definition.data, data)) {
    const refusal = referenceRefusal(referred, span, the)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

function referenceRefusal({ path, refers, id }: Referred, span: Span | undefined, the: Case): Refusal | undefined {
  const { facts, day } = the
  const kind = refers === 'subject' || refers === 'former' ? kindOfSubject(id) : refers
  // No register of people; resources come with their own events.
  if (kind === 'person' || kind === 'resource') return undefined
  const key = keyOf(id)
  if (refers === 'former' && stoodWithin(facts, key, BEGINNING, day)) return undefined
  // Whoever is judged or files for a period stood in it; the other side may also have come later.
  const isAbout = path.length === 1 && (path[0] === 'unit' || path[0] === 'subject')
  const inPeriod = span !== undefined && stoodWithin(facts, key, span.first, span.last)
  if (inPeriod || ((span === undefined || !isAbout) && standingOn(facts, key, day) !== undefined)) return undefined
  const { code, words, because } = absence(facts, id, span === undefined || !isAbout ? day : dayInPeriod(span, the))
  return refuseAt(the, ['data', ...path], code, words, because)
}

/** The day of a period to speak of, where something did not stand on any of its days. */
const dayInPeriod = ({ first, last }: Span, { day }: Case): Day => Math.min(Math.max(day, first), last)

/** What the event rests on stands. */
export function restsRefusal(data: JsonObject, the: Case): Refusal | undefined {
  for (const rest of the.definition.restsOn?.(data) ?? []) {
    const refusal = restRefusal(rest satisfies RestsOn, ['data'], the)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

/** An event that only moves standings moves at least one of them. */
export function unchangedRefusal(data: JsonObject, the: Case): Refusal | undefined {
  const { definition } = the
  let same: Standing | undefined
  for (const fact of definition.facts(data)) {
    const standing = fact.fact === 'happened' ? undefined : isSo(fact, the)
    if (standing === undefined) return undefined
    same ??= standing
  }
  if (same === undefined) return undefined
  const position = openedBy(same)
  const { zh, en } = definition.sentence(data)
  return refuse(
    'already_so',
    `${zh}：${recordZh(position)}已有记载，没有变化，不必再录`,
    `${en}: record ${position} says so already`,
    {
      because: [position],
    },
  )
}

/** The standing that a change would leave as it is; undefined where something would change. */
function isSo({ fact, name, subject, as, key, from, until, cells }: StandingChange, { facts, day }: Case): Standing | undefined {
  if (fact === 'closes' || key === undefined) return undefined
  const standing = standingOn(facts, { name, subject, as, key }, from === undefined ? day : dayOf(from))
  if (standing === undefined || (fact === 'opens' && !endsSo(standing, until))) return undefined
  const columns = fact === 'opens' ? Object.keys(columnsOfStanding(name)) : Object.keys(cells)
  return columns.every((column) => saysSo(standing, column, cells[column])) ? standing : undefined
}

/** Whether what is opened with a term would end when a standing does: by that term, or before it by another event. */
function endsSo(standing: Standing, until: PlainDate | undefined): boolean {
  const [end, term] = [untilOf(standing), until === undefined ? FOREVER : dayOf(until)]
  return closedBy(standing) === undefined ? end === term : end <= term
}
