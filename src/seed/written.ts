/** What stands in the notebook so far: the stations, veterans and brands that later pages speak of. */
import type { Day } from '../../events/event.js'
import { dayOf } from '../../events/time.js'
import { LAST_DAY } from './calendar.js'
import type { Act, Notebook } from './notebook.js'

/** Something that was written down, from the day on which it stands and is known to the last day of it. */
interface Stretch {
  readonly from: Day
  readonly until: Day
  readonly principal: string
}

export interface OpenStation extends Stretch {
  readonly station: string
  readonly unit: string
  readonly level: string
}

export interface OnRoll extends Stretch {
  readonly person: string
  readonly unit: string
  readonly category: string
}

export interface OwnBrand extends Stretch {
  readonly brand: string
  readonly owner: string
}

export const standsOn = ({ from, until }: Stretch, day: Day): boolean => from <= day && day <= until

/** The last day before something ends, or the last of the ledger. */
const before = (end: Day | undefined): Day => (end === undefined ? LAST_DAY : end - 1)

/** Every station, with the level that it opened at. */
export function stationsOf({ acts }: Notebook): readonly OpenStation[] {
  const closed = new Map<string, Day>()
  for (const { proposals } of acts)
    for (const { type, occurredOn, data } of proposals)
      if (type === 'StationClosed') closed.set(String(data['station']), dayOf(occurredOn))
  return acts.flatMap(({ day, principal, proposals }) =>
    proposals.flatMap(({ type, data }) => {
      if (type !== 'StationOpened') return []
      const station = String(data['station'])
      const level = String(data['level'])
      return [{ station, unit: String(data['unit']), level, principal, from: day, until: before(closed.get(station)) }]
    }),
  )
}

/** Every veteran who is on one roll, in one category, and was not struck off it as a mistake. */
export function veteransOf(notebook: Notebook): readonly OnRoll[] {
  const { acts } = notebook
  const left = new Map<string, Day>()
  const retracted = new Set<string>()
  for (const { proposals } of acts)
    for (const { type, occurredOn, data } of proposals) {
      if (type === 'VeteranWithdrawn') left.set(`${String(data['person'])}/${String(data['unit'])}`, dayOf(occurredOn))
      if (type === 'EventRetracted') retracted.add(String(data['target']))
    }
  const isKept = (act: Act, index: number): boolean => !retracted.has(notebook.idOf(act, index))
  return acts.flatMap((act) =>
    act.proposals.flatMap(({ type, data }, index) => {
      if (type !== 'VeteranRegistered' || !isKept(act, index)) return []
      const [person, unit] = [String(data['person']), String(data['unit'])]
      const [category] = data['categories'] as readonly string[]
      const until = before(left.get(`${person}/${unit}`))
      return [{ person, unit, category: category!, principal: act.principal, from: act.day, until }]
    }),
  )
}

/** Every brand, with its owner. */
export const brandsOf = ({ acts }: Notebook): readonly OwnBrand[] =>
  acts.flatMap(({ day, principal, proposals }) =>
    proposals.flatMap(({ type, data }) =>
      type === 'BrandDeclared'
        ? [{ brand: String(data['brand']), owner: String(data['owner']), principal, from: day, until: LAST_DAY }]
        : [],
    ),
  )
