/** Names beside codes: what units are called on a day, and which unit somebody means. */
import type { Position } from '../../events/event.js'
import { dayOf } from '../../events/time.js'
import type { BasisShown, View } from '../../projections/question.js'
import { type Refusal, refuse } from '../../projections/refusal.js'
import { type RosterUnit, unitHistory } from '../../projections/roster.js'
import type { Ledger } from '../ledger.js'

/** The name of a unit, or its code where it has none. */
export type Names = (code: string) => string

/** Names as of a basis; of a unit that does not stand on the day, its last or first one. */
export function namesOf({ facts }: View, { asOf, knownAt }: Pick<BasisShown, 'asOf' | 'knownAt'>): Names {
  const day = dayOf(asOf)
  const nearest = new Map<string, RosterUnit>()
  for (const stretch of unitHistory(facts, Number(knownAt))) {
    const before = nearest.get(stretch.code)
    if (before === undefined || distance(stretch, day) < distance(before, day)) nearest.set(stretch.code, stretch)
  }
  return (code) => nearest.get(code)?.name ?? code
}

const distance = ({ from, until }: RosterUnit, day: number): number => (day < from ? from - day : Math.max(0, day - until + 1))

/** `示例3社区（C003）`; a code alone where there is no name. */
export const named = (names: Names, code: string): string => (names(code) === code ? code : `${names(code)}（${code}）`)

/** The code that somebody means: a code in any case, or a name. */
export async function unitMeant({ view: { facts, size } }: Ledger, given: string): Promise<string | Refusal> {
  const history = unitHistory(facts, size - 1)
  const code = history.find((unit) => unit.code === given.toUpperCase())?.code
  if (code !== undefined) return code
  const called = [...new Set(history.filter(({ name }) => name === given).map((unit) => unit.code))]
  if (called.length === 1) return called[0]!
  if (called.length > 1)
    return refuse(
      'unknown_unit',
      `名称“${given}”有${called.length}个单位用过，请写代码：${called.join('、')}`,
      `${called.length} units had the name "${given}"; give the code: ${called.join(', ')}`,
      { place: 'unit' },
    )
  const { nearest } = await import('../../projections/rules/reading.js')
  const near = nearestName(history, given, nearest)
  const hint = near && ([`，是否应为 ${near.code}（${near.name}）`, `; did you mean ${near.code}?`] as const)
  return refuse(
    'unknown_unit',
    `没有登记过“${given}”这个单位${hint?.[0] ?? '，可用 wuhao units 查看全部单位'}`,
    `no unit "${given}" was ever registered${hint?.[1] ?? '; wuhao units lists them all'}`,
    { place: 'unit' },
  )
}

function nearestName(
  history: readonly RosterUnit[],
  given: string,
  nearest: (word: string, known: Iterable<string>) => string | undefined,
): RosterUnit | undefined {
  // `C3` and `c03` mean C003.
  const [, letters = '', digits = ''] = /^([A-Za-z]{1,2})0*(\d+)$/.exec(given) ?? []
  const padded = history.find(
    ({ code }) =>
      letters !== '' && code.startsWith(letters.toUpperCase()) && Number(code.slice(letters.length)) === Number(digits),
  )
  if (padded !== undefined) return padded
  const code = nearest(
    given.toUpperCase(),
    history.map((unit) => unit.code),
  )
  const byCode = history.find((unit) => unit.code === code)
  if (byCode !== undefined) return byCode
  const name = nearest(
    given,
    history.map((unit) => unit.name),
  )
  return history.find((unit) => unit.name === name)
}

/** The position of an event that somebody names by position or id. */
export function positionMeant({ view: { facts, size } }: Ledger, given: string): Position | Refusal {
  const position = /^\d{1,15}$/.test(given) ? Number(given) : facts.positionOf(given.toLowerCase())
  if (position !== undefined && position < size) return position
  return refuse(
    'no_such_event',
    size === 0
      ? '账本里还没有记录'
      : `没有第“${given}”号记录。账本现有${size}条，可写 0 到 ${size - 1} 的记录号，或记录的编号（UUID）`,
    size === 0
      ? 'the ledger holds no record yet'
      : `there is no record "${given}": give a position from 0 to ${size - 1}, or the id of a record`,
    { place: 'position' },
  )
}
