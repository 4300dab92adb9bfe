/** Guards of accreditation: schemes are those that were adopted, titles are held once at a time and within their term. */
import { rests } from '../../events/define.js'
import type * as titles from '../../events/accreditation.js'
import type { Day } from '../../events/event.js'
import { zhOf } from '../../events/labels.js'
import type { Path } from '../../events/misfit.js'
import type * as orders from '../../events/rectification.js'
import { addYears, dateOf, dayOf, FOREVER } from '../../events/time.js'
import type { Refusal } from '../../projections/refusal.js'
import type { Scheme } from '../../projections/rules/scheme.js'
import { otherSchemes } from '../../projections/schemes.js'
import { type Case, type GuardsOf, recordZh, refuseAt } from './case.js'
import { strangerTo } from './lineage.js'
import { fromOf, historyOf, openedBy, type Standing, standingOn, subjectOf, untilOf, withWord, wordOf } from './standing.js'
import { kindZh, nameOf, unitOn } from './units.js'

interface Of {
  readonly scheme: string
  readonly unit: string
}

export const accreditation: GuardsOf<typeof titles & typeof orders> = {
  AccreditationApplied: (data, the) => seekerRefusal(data, the) ?? appliedRefusal(data, the),
  PreliminaryReviewed: (data, the) => seekerRefusal(data, the),
  AccreditationRecommended: (data, the) => seekerRefusal(data, the),

  AccreditationGranted: (data, the) => {
    const from = dayOf(data.validFrom)
    const until = data.validUntil === undefined ? undefined : dayOf(data.validUntil)
    return seekerRefusal(data, the, from) ?? termRefusal(data, { from, until }, the) ?? heldRefusal(data, { from, until }, the)
  },

  AccreditationInherited: (data, the) => {
    const { day } = the
    const until = data.validUntil === undefined ? undefined : dayOf(data.validUntil)
    return (
      seekerRefusal(data, the) ??
      heldRefusal(data, { from: day, until }, the) ??
      strangerTo(data, the) ??
      longerRefusal(data, until, the)
    )
  },

  AccreditationReinspected: (data, the) => schemeRefusal(data.scheme, ['data', 'scheme'], the),
  AccreditationWarned: (data, the) => schemeRefusal(data.scheme, ['data', 'scheme'], the),
  AccreditationRevoked: (data, the) => schemeRefusal(data.scheme, ['data', 'scheme'], the),
  AccreditationLapsed: (data, the) => schemeRefusal(data.scheme, ['data', 'scheme'], the),
  PlaqueIssued: (data, the) => schemeRefusal(data.scheme, ['data', 'scheme'], the) ?? hangingRefusal(data, the),
  PlaqueRemoved: (data, the) => schemeRefusal(data.scheme, ['data', 'scheme'], the),

  RectificationOrdered: (data, the) =>
    seekerRefusal(data, the) ?? orderedRefusal(data, the) ?? dueRefusal(dayOf(data.dueOn), the),
  RectificationReported: (data, the) => schemeRefusal(data.scheme, ['data', 'scheme'], the),
  RectificationAccepted: (data, the) => schemeRefusal(data.scheme, ['data', 'scheme'], the),
}

/** The schemes of every set that was adopted; of those with one id the one in force on a day, otherwise the last adopted. */
function schemesKnown({ view: { rulebook }, facts }: Case, day: Day): readonly Scheme[] {
  const known = new Map<string, Scheme>()
  const sets = [...rulebook.adopted.map(({ set }) => set), rulebook.inForce('accreditation', day, facts.size - 1)]
  for (const set of sets) for (const [id, scheme] of set?.rules.schemes ?? []) known.set(id, scheme)
  return [...known.values()]
}

const schemeKnown = (id: string, the: Case, day: Day): Scheme | undefined =>
  schemesKnown(the, day).find((scheme) => scheme.id === id)

/** Refuses a scheme that nobody has adopted. */
export function schemeRefusal(id: string, path: Path, the: Case): Refusal | undefined {
  if (schemeKnown(id, the, the.day) !== undefined) return undefined
  const schemes = schemesKnown(the, the.day)
  const { zh, en } =
    schemes.length === 0
      ? { zh: '，还没有审议通过的创建规则', en: '; no rules of accreditation were adopted yet' }
      : otherSchemes(schemes, id)
  return refuseAt(the, path, 'unknown_scheme', [`没有审议通过的创建项目“${id}”${zh}`, `no scheme "${id}" was adopted${en}`])
}

/** A unit seeks the title of a scheme for units of its kind. */
function seekerRefusal({ scheme: id, unit: code }: Of, the: Case, from: Day = the.day): Refusal | undefined {
  const { facts, day } = the
  const unit = unitOn(facts, code, from) ?? unitOn(facts, code, day)
  const scheme = schemeKnown(id, the, from)
  if (scheme === undefined) return schemeRefusal(id, ['data', 'scheme'], the)
  // A unit that never stood is refused as a reference.
  if (unit === undefined || scheme.units.includes(wordOf(unit, 'kind') ?? '')) return undefined
  return refuseAt(
    the,
    ['data', 'unit'],
    'unknown_scheme',
    [
      `“${scheme.title}”由${scheme.units.map((kind) => zhOf(kind)).join('、')}创建，${nameOf(facts, code, day)}是${kindZh(unit)}`,
      `the scheme ${id} is for a ${scheme.units.join(' or ')}; ${code} is a ${wordOf(unit, 'kind') ?? ''}`,
    ],
    [openedBy(unit)],
  )
}

/** A unit applies once in a round. */
function appliedRefusal({ scheme, unit, round }: Of & { readonly round: string }, the: Case): Refusal | undefined {
  const { facts, day } = the
  const before = stepsOf('AccreditationApplied', { scheme, unit }, the).find((row) => wordOf(row, 'round') === round)
  if (before === undefined) return undefined
  const position = openedBy(before)
  return refuseAt(
    the,
    ['data', 'round'],
    'already_recorded',
    [
      `${nameOf(facts, unit, day)}${round}的申报已有${recordZh(position)}，内容有出入的请更正${recordZh(position)}`,
      `record ${position} is the application of ${unit} in the round ${round}; if it differs, correct record ${position}`,
    ],
    [position],
  )
}

/** What was recorded of a type about a unit and a scheme, first known first. */
const stepsOf = (type: string, { scheme, unit }: Of, { facts }: Case): Standing[] =>
  withWord(facts, type, 'scheme', scheme).filter((row) => subjectOf(facts, row) === unit)

interface Stretch {
  readonly from: Day
  readonly until: Day | undefined
}

/** A title is held once at a time: it is renewed from the day on which the old one ends. */
function heldRefusal(
  { scheme, unit, batch }: Of & { readonly batch?: string },
  { from, until = FOREVER }: Stretch,
  the: Case,
): Refusal | undefined {
  const { facts, day, definition } = the
  const held = historyOf(facts, rests('title', unit, scheme)).find((title) => fromOf(title) < until && from < untilOf(title))
  // One that says the same again is refused as such.
  if (held === undefined || (fromOf(held) === from && untilOf(held) === until && wordOf(held, 'batch') === batch))
    return undefined
  const position = openedBy(held)
  const [begin, end] = [dateOf(fromOf(held)), untilOf(held)]
  const path = ['data', definition.type === 'AccreditationGranted' ? 'validFrom' : 'unit']
  const name = nameOf(facts, unit, day)
  const [thenZh, thenEn] =
    end === FOREVER
      ? ['没有期限，不必再命名', 'has no end']
      : [`到${dateOf(end)}为止，再次命名最早自该日起`, `ends on ${dateOf(end)}, the first day for another`]
  return refuseAt(
    the,
    path,
    'already_so',
    [
      `${name}自${begin}起持有 ${scheme} 命名（${recordZh(position)}），${thenZh}`,
      `${unit} holds the title ${scheme} from ${begin} on (record ${position}), which ${thenEn}`,
    ],
    [position],
  )
}

/** A title is held no longer than the term of the scheme in force on its first day. */
function termRefusal({ scheme: id }: Of, { from, until }: Stretch, the: Case): Refusal | undefined {
  const set = the.view.rulebook.inForce('accreditation', from, the.facts.size - 1)
  const scheme = set?.rules.schemes.get(id)
  if (scheme?.termYears === undefined) return undefined
  const latest = addYears(from, scheme.termYears)
  if (until !== undefined && until <= latest) return undefined
  const last = dateOf(latest)
  const [zh, en] = until === undefined ? ['没有填写', 'it is missing'] : [`收到的是${dateOf(until)}`, `not ${dateOf(until)}`]
  return refuseAt(the, ['data', 'validUntil'], 'out_of_range', [
    `“${scheme.title}”的期限是${scheme.termYears}年（规则 ${set?.id}），失效日期最晚为${last}，${zh}`,
    `the term of ${id} is ${scheme.termYears} years by the rules ${set?.id}: validUntil is ${last} at the latest, ${en}`,
  ])
}

/** What is inherited ends no later than what the predecessor held. */
function longerRefusal(
  { scheme, predecessor }: { readonly scheme: string; readonly predecessor: string },
  until: Day | undefined,
  the: Case,
): Refusal | undefined {
  const { facts, day } = the
  const held = standingOn(facts, rests('title', predecessor, scheme), day)
  if (held === undefined || untilOf(held) === FOREVER || (until !== undefined && until <= untilOf(held))) return undefined
  const [last, position] = [dateOf(untilOf(held)), openedBy(held)]
  const [zh, en] = until === undefined ? ['没有填写', 'it is missing'] : [`收到的是${dateOf(until)}`, `not ${dateOf(until)}`]
  return refuseAt(
    the,
    ['data', 'validUntil'],
    'out_of_range',
    [
      `${nameOf(facts, predecessor, day)}的命名到${last}为止（${recordZh(position)}），承继的失效日期最晚为该日，${zh}`,
      `the title of ${predecessor} ends on ${last} (record ${position}): validUntil is that day at the latest, ${en}`,
    ],
    [position],
  )
}

/** A plaque hangs once. */
function hangingRefusal(of: Of, the: Case): Refusal | undefined {
  const { facts, day } = the
  const inOrder = (a: Standing, b: Standing): number => fromOf(a) - fromOf(b) || openedBy(a) - openedBy(b)
  const last = [...stepsOf('PlaqueIssued', of, the), ...stepsOf('PlaqueRemoved', of, the)]
    .filter((row) => fromOf(row) <= day)
    .sort(inOrder)
    .at(-1)
  if (last?.table.name !== 'PlaqueIssued') return undefined
  const position = openedBy(last)
  return refuseAt(
    the,
    ['data', 'unit'],
    'already_so',
    [
      `${nameOf(facts, of.unit, day)}的 ${of.scheme} 牌匾已于${dateOf(fromOf(last))}颁发（${recordZh(position)}）`,
      `${of.unit} has had the plaque of ${of.scheme} since ${dateOf(fromOf(last))} (record ${position})`,
    ],
    [position],
  )
}

/** An order is accepted before there is another. */
function orderedRefusal({ scheme, unit }: Of, the: Case): Refusal | undefined {
  const { facts, day } = the
  const open = standingOn(facts, rests('rectification', unit, scheme), day)
  if (open === undefined) return undefined
  const record = recordZh(openedBy(open))
  return refuseAt(
    the,
    ['data', 'unit'],
    'already_so',
    [
      `${nameOf(facts, unit, day)}的 ${scheme} 整改尚未验收（${record}），验收后才能再次责令整改；期限有变的，请更正${record}`,
      `what ${unit} must put right in ${scheme} by record ${openedBy(open)} was not accepted yet; correct it to change its day`,
    ],
    [openedBy(open)],
  )
}

function dueRefusal(dueOn: Day, the: Case): Refusal | undefined {
  if (dueOn >= the.day) return undefined
  return refuseAt(the, ['data', 'dueOn'], 'out_of_range', [
    `整改期限${dateOf(dueOn)}早于责令整改的日期${dateOf(the.day)}，应不早于该日`,
    `dueOn ${dateOf(dueOn)} is before the day of the order, ${dateOf(the.day)}`,
  ])
}
