/** What an event rests on, and what to say where it does not stand: who holds the post instead, what is open. */
import type { RestsOn } from '../../events/define.js'
import { type Path, valueAt } from '../../events/misfit.js'
import { periodZh, zhOf } from '../../events/labels.js'
import { type StandingName, standings } from '../../events/standings.js'
import { dateOf } from '../../events/time.js'
import type { Refusal } from '../../projections/refusal.js'
import { nearest } from '../../projections/rules/reading.js'
import { type Case, recordZh, refuseAt } from './case.js'
import { allOn, closedBy, fromOf, historyOf, openedBy, type Standing, standingOn, untilOf, wordOf } from './standing.js'
import { nameOf } from './units.js'

/** Refuses what rests on a standing that is not there. `around` is where the fields that name it stand. */
export function restRefusal(rest: RestsOn, around: Path, the: Case): Refusal | undefined {
  const { facts, day } = the
  if (standingOn(facts, rest, day) !== undefined) return undefined
  const { id, thing, instead } = describe(rest, the)
  const path = placeOfId(id, around, the) ?? placeOfId(rest.subject, around, the) ?? around
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

/** The field that holds an id, itself or in its list. */
function placeOfId(id: string, around: Path, { proposal }: Case): Path | undefined {
  for (const [field, value] of Object.entries(valueAt(proposal, around) ?? {}) as [string, unknown][]) {
    if (value === id) return [...around, field]
    if (Array.isArray(value) && value.includes(id)) return [...around, field, value.indexOf(id)]
  }
  return undefined
}

interface Description {
  /** The id that names it: its field is the place of the refusal. */
  readonly id: string
  readonly thing: readonly [zh: string, en: string]
  /** What stands in its place. */
  readonly instead: readonly [zh: string, en: string]
}

/** `whose` is the subject as people read it, `all` what it holds of the standing on the day, whatever the key. */
type Describe = (rest: RestsOn, whose: string, all: readonly Standing[], the: Case) => Description

function describe(rest: RestsOn, the: Case): Description {
  const { facts, day } = the
  const { name, subject, as, key } = rest
  const whose = nameOf(facts, subject, day)
  const special = descriptions[name]
  if (special !== undefined) return special(rest, whose, allOn(facts, name, subject, day, as), the)
  const [keyZh, keyEn] = key === '' ? ['', ''] : [`“${key}”`, ` "${key}"`]
  return { id: key, thing: [`${whose}的${standings[name].label}${keyZh}`, `${name}${keyEn} of ${subject}`], instead: ['', ''] }
}

const words = (column: string, some: readonly Standing[]): string[] => some.map((standing) => wordOf(standing, column) ?? '')

/** What there is, and what to do where that is not enough. */
const told = (
  zh: string,
  en: string,
  ids: readonly string[],
  advice: Description['instead'] = ['', ''],
): Description['instead'] =>
  ids.length === 0
    ? [`，${zh}：无${advice[0]}`, `; ${en}: none${advice[1]}`]
    : [`，${zh}：${ids.join('、')}${advice[0]}`, `; ${en}: ${ids.join(', ')}${advice[1]}`]

/** Awards with their rounds: `2025 brand`. */
const rounds = (some: readonly Standing[]): string[] =>
  some.map((standing) => `${wordOf(standing, 'round') ?? ''} ${wordOf(standing, 'award') ?? ''}`)

/** What is special about a standing; the others are called by their label and their key. */
const descriptions: Partial<Readonly<Record<StandingName, Describe>>> = {
  role: ({ subject, key }, whose, all) => {
    const [post = '', person = ''] = key.split('/')
    const holders = all.filter((standing) => wordOf(standing, 'post') === post)
    return {
      id: person,
      thing: [`${person}任${whose}${zhOf(post)}的记载`, `${person} as ${post} of ${subject}`],
      instead: told(`现任${zhOf(post)}`, `holders of the post`, words('person', holders)),
    }
  },
  engagement: ({ subject, key }, _, all) => ({
    id: key,
    thing: [`${subject}聘请${key}的记载`, `engagement of ${key} at ${subject}`],
    instead: told('该站在聘的辅导员', 'engaged there', words('person', all)),
  }),
  station: ({ subject, key }, whose, all) => ({
    id: key,
    thing: [`${whose}的辅导站${key}`, `station ${key} of ${subject}`],
    instead: told('该单位开放的辅导站', 'open there', words('station', all)),
  }),
  pairing: ({ subject, key }, whose, all, { facts, day }) => ({
    id: key,
    thing: [`${whose}与${nameOf(facts, key, day)}结对的记载`, `pairing of ${subject} with ${key}`],
    instead: told('该单位结对的有', 'paired with it', words('partner', all)),
  }),
  resource: ({ subject, key }, whose, all) => ({
    id: key,
    thing: [`${whose}推介的资源 ${key}`, `resource ${key} offered by ${subject}`],
    instead: told('该单位推介的资源', 'offered by it', words('resource', all)),
  }),
  dispatch: ({ subject, key }, _, all) => ({
    id: subject,
    thing: [`资源 ${key} 调配到${subject}的记录`, `dispatch of the resource ${key} to ${subject}`],
    instead: told('已调配到该站的资源', 'dispatched there', words('resource', all), [
      '；请先录入“资源调配”',
      '; record the dispatch first',
    ]),
  }),
  notice: ({ subject, key }, whose, all) => ({
    id: key,
    thing: [`${whose}尚未结束的公示 ${key}`, `open notice ${key} of ${subject}`],
    instead: told('该单位尚未结束的公示', 'its open notices', words('notice', all)),
  }),
  objection: ({ key }, _, all) => {
    const [notice = '', objection = ''] = key.split('/')
    const open = all.filter((standing) => wordOf(standing, 'notice') === notice)
    return {
      id: objection,
      thing: [`公示 ${notice} 的待答复异议 ${objection}`, `undecided objection ${objection} to the notice ${notice}`],
      instead: told('该公示待答复的异议', 'undecided there', words('objection', open)),
    }
  },
  title: ({ subject, key }, whose, all) => ({
    id: subject,
    thing: [`${whose}的 ${key} 命名`, `title ${key} of ${subject}`],
    instead: told('该单位持有的命名', 'titles that it holds', words('scheme', all)),
  }),
  rectification: ({ subject, key }, whose, all) => ({
    id: subject,
    thing: [`${whose}待验收的 ${key} 整改`, `open rectification of ${subject} in ${key}`],
    instead: told('该单位待验收的整改', 'its open ones', words('scheme', all)),
  }),
  candidacy: ({ subject, key }, whose, all) => {
    const [period = '', award = ''] = key.split('/')
    return {
      id: subject,
      thing: [`${whose}参评${periodZh(period)} ${award} 的推荐`, `nomination of ${subject} for the award ${award} of ${period}`],
      instead: told('已推荐其参评的奖项', 'it is nominated for', rounds(all)),
    }
  },
  award: ({ subject, key }, whose, all) => {
    const [period = '', award = ''] = key.split('/')
    return {
      id: subject,
      thing: [`授予${whose}${periodZh(period)} ${award} 的记录`, `award ${award} of ${period} held by ${subject}`],
      instead: told('其现有称号', 'it holds', rounds(all)),
    }
  },
  access: ({ subject, as }, _, __, { facts }) => {
    const table = facts.table('access', as)
    const known = Array.from({ length: table?.length ?? 0 }, (___, row) => facts.subjects.text(table!.subject[row]!))
    const near = nearest(
      subject,
      known.filter((kid) => kid !== subject),
    )
    return {
      id: subject,
      thing: [`密钥 ${subject} 的接口权限`, `access of the key ${subject}`],
      instead: near === undefined ? ['', ''] : [`，是否应为“${near}”`, `; did you mean "${near}"?`],
    }
  },
}
