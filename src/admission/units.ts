/** How units, stations and brands stood on a day, and what to say where they did not. */
import { kindOfSubject } from '../../events/fields.js'
import type { Day, Position } from '../../events/event.js'
import { zhOf } from '../../events/labels.js'
import { dateOf } from '../../events/time.js'
import type { Facts } from '../../projections/facts/facts.js'
import type { Key } from '../../projections/facts/standings.js'
import type { RefusalCode } from '../../projections/refusal.js'
import { nearest } from '../../projections/rules/reading.js'
import { closedBy, fromOf, historyOf, openedBy, type Standing, standingOn, untilOf, wordOf } from './standing.js'

/** The key under which a unit, a station or a brand stands by itself. */
export function keyOf(id: string): Key {
  const name = kindOfSubject(id)
  return { name, as: name, subject: id, key: '' }
}

export const unitOn = (facts: Facts, code: string, day: Day): Standing | undefined => standingOn(facts, keyOf(code), day)

/** A unit as people read it: its name on that day, or the last one it had, and its code. */
export function nameOf(facts: Facts, code: string, day: Day): string {
  const stretch = unitOn(facts, code, day) ?? historyOf(facts, keyOf(code)).at(-1)
  const name = stretch && wordOf(stretch, 'name')
  return name === undefined ? code : `${name}（${code}）`
}

/** The kind of a unit on a day, in the officials' words. */
export const kindZh = (unit: Standing): string => zhOf(wordOf(unit, 'kind') ?? '')

/** Why something did not stand on a day. */
export interface Absence {
  readonly code: RefusalCode
  readonly words: readonly [zh: string, en: string]
  readonly because: readonly Position[]
}

type Kind = ReturnType<typeof kindOfSubject>

const unknownCodes = {
  unit: 'unknown_unit',
  station: 'unknown_station',
  brand: 'unknown_brand',
  person: 'unknown_person',
} as const
const absentCodes = { ...unknownCodes, unit: 'unit_not_standing', station: 'station_not_open' } as const
const beginnings: Readonly<Record<Kind, readonly [zh: string, en: string]>> = {
  unit: ['设立', 'founded'],
  station: ['建站', 'opened'],
  brand: ['申报', 'declared'],
  person: ['登记', 'registered'],
}

/** Why a unit, a station or a brand did not stand on a day: it never did, began later, or ended. */
export function absence(facts: Facts, id: string, day: Day): Absence {
  const kind = kindOfSubject(id)
  const history = historyOf(facts, keyOf(id))
  const [first, last] = [history[0], history.findLast((stretch) => untilOf(stretch) <= day)]
  if (first === undefined) return unknown(facts, id, kind)
  const code = absentCodes[kind]
  const name = nameOf(facts, id, day)
  const on = dateOf(day)
  if (last === undefined) {
    const begin = dateOf(fromOf(first))
    const [zh, en] = beginnings[kind]
    return {
      code,
      words: [`${name}于${begin}才${zh}，${on}还不存在`, `${id} was ${en} on ${begin}; on ${on} it did not stand yet`],
      because: [openedBy(first)],
    }
  }
  const [zh, en] = ending(facts, last)
  const end = dateOf(untilOf(last))
  const closer = closedBy(last)
  return {
    code,
    words: [`${name}已于${end}${zh}，${on}不再存在`, `${id} ${en} on ${end}; on ${on} it no longer stood`],
    because: closer === undefined ? [] : [closer],
  }
}

const kindsZh = { unit: '单位', station: '辅导站', brand: '品牌', person: '人员' } as const

function unknown(facts: Facts, id: string, kind: Kind): Absence {
  const known = new Set<string>()
  const table = facts.table(kind, kind)
  for (let row = 0; row < (table?.length ?? 0); row += 1) known.add(facts.subjects.text(table!.subject[row]!))
  const near = nearest(id, known)
  const name = near === undefined ? '' : kind === 'unit' ? nameOf(facts, near, 0) : near
  return {
    code: unknownCodes[kind],
    words: [
      `没有登记过代码为“${id}”的${kindsZh[kind]}${near === undefined ? '' : `，是否应为${name}`}`,
      `no ${kind} "${id}" was ever registered${near === undefined ? '' : `; did you mean ${near}?`}`,
    ],
    because: [],
  }
}

/** How something ended: merged into what, split into what, or just ended. */
function ending(facts: Facts, stretch: Standing): readonly [zh: string, en: string] {
  const position = closedBy(stretch)
  const type = position === undefined ? '' : facts.history.types.text(facts.history.type[position]!)
  const subjects = (role: string): string[] => {
    const table = facts.table(type, role)
    if (table === undefined) return []
    return Array.from({ length: table.length }, (_, row) => row)
      .filter((row) => table.position[row] === position && table.knownUntil[row]! >= facts.size)
      .map((row) => facts.subjects.text(table.subject[row]!))
  }
  const day = untilOf(stretch)
  const named = (codes: readonly string[]): string => codes.map((code) => nameOf(facts, code, day)).join('、')
  if (type === 'UnitsMerged') return [`并入${named(subjects('unit'))}`, `was merged into ${subjects('unit').join(', ')}`]
  if (type === 'UnitSplit') return [`拆分为${named(subjects('split_off'))}`, `was split into ${subjects('split_off').join(', ')}`]
  return type.startsWith('Station') ? ['撤站', 'was closed'] : ['撤销', 'was dissolved']
}
