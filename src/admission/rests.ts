/** What an event rests on, and what to say where it does not stand: who holds the post instead, what is open. */
import type { RestsOn } from '../../events/define.js'
import type { Path } from '../../events/misfit.js'
import { zhOf } from '../../events/labels.js'
import { dateOf } from '../../events/time.js'
import type { Refusal } from '../../projections/refusal.js'
import { type Case, recordZh, refuseAt } from './case.js'
import { allOn, closedBy, fromOf, historyOf, openedBy, type Standing, standingOn, untilOf, wordOf } from './standing.js'
import { nameOf } from './units.js'

/** Refuses what rests on a standing that is not there. `around` is where the fields that name it stand. */
export function restRefusal(rest: RestsOn, around: Path, the: Case): Refusal | undefined {
  const { facts, day } = the
  if (standingOn(facts, rest, day) !== undefined) return undefined
  const { field, thing, instead } = describe(rest, the)
  const path = [...around, field]
  const ended = historyOf(facts, rest).find((standing) => untilOf(standing) === day)
  const closer = ended && closedBy(ended)
  if (closer !== undefined)
    return refuseAt(
      the,
      path,
      'already_so',
      [`${thing[0]}已由${recordZh(closer)}于同日终止`, `record ${closer} ended ${thing[1]} on the same day`],
      [closer],
    )
  const { zh, en, because } = neighbours(rest, the)
  return refuseAt(
    the,
    path,
    'not_standing',
    [`${dateOf(day)}没有${thing[0]}${zh}${instead[0]}`, `on ${dateOf(day)} there was no ${thing[1]}${en}${instead[1]}`],
    because,
  )
}

/** When it was open, where it was open at another time. */
function neighbours(rest: RestsOn, { facts, day }: Case): { zh: string; en: string; because: readonly number[] } {
  const history = historyOf(facts, rest)
  const last = history.findLast((standing) => untilOf(standing) <= day)
  const next = history.find((standing) => fromOf(standing) > day)
  if (last !== undefined) {
    const end = dateOf(untilOf(last))
    return { zh: `（已于${end}终止）`, en: ` (it ended on ${end})`, because: [closedBy(last) ?? openedBy(last)] }
  }
  if (next === undefined) return { zh: '', en: '', because: [] }
  const begin = dateOf(fromOf(next))
  return { zh: `（${begin}才开始）`, en: ` (it began on ${begin})`, because: [openedBy(next)] }
}

interface Description {
  /** The field that names it. */
  readonly field: string
  readonly thing: readonly [zh: string, en: string]
  /** What stands in its place. */
  readonly instead: readonly [zh: string, en: string]
}

function describe({ name, subject, as, key }: RestsOn, { facts, day }: Case): Description {
  const all = allOn(facts, name, subject, day, as)
  const list = (column: string, some: readonly Standing[] = all) => some.map((standing) => wordOf(standing, column) ?? '')
  const told = (zh: string, en: string, ids: readonly string[]): Description['instead'] =>
    ids.length === 0 ? [`，${zh}：无`, `; ${en}: none`] : [`，${zh}：${ids.join('、')}`, `; ${en}: ${ids.join(', ')}`]
  const unit = nameOf(facts, subject, day)
  if (name === 'role') {
    const [post = '', person = ''] = key.split('/')
    const holders = list(
      'person',
      all.filter((standing) => wordOf(standing, 'post') === post),
    )
    return {
      field: 'person',
      thing: [`${person}任${unit}${zhOf(post)}的记载`, `${person} as ${post} of ${subject}`],
      instead: told(`现任${zhOf(post)}`, `holders of the post`, holders),
    }
  }
  if (name === 'engagement')
    return {
      field: 'person',
      thing: [`${subject}聘请${key}的记载`, `engagement of ${key} at ${subject}`],
      instead: told('该站在聘的辅导员', 'engaged there', list('person')),
    }
  if (name === 'station')
    return {
      field: 'station',
      thing: [`${unit}的辅导站${key}`, `station ${key} of ${subject}`],
      instead: told('该单位开放的辅导站', 'open there', list('station')),
    }
  return {
    field: 'partner',
    thing: [`${unit}与${nameOf(facts, key, day)}结对的记载`, `pairing of ${subject} with ${key}`],
    instead: told('该单位结对的有', 'paired with it', list('partner')),
  }
}
