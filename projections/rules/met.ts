/** Sheets without points, 达标制: an item is met or not, and counts as one. */
import type { Json, JsonObject } from '../../events/event.js'
import type { HeadingSpec, ItemSpec, SheetSpec } from './document.js'
import { POINT } from './fraction.js'
import { at, fail, type Reading } from './reading.js'

/** Points of an item that is met, in 1/10,000. */
export const MET = POINT

/** How many items a sheet without points has; undefined for one with points. */
export const itemsToMeet = ({ result, headings }: SheetSpec): number | undefined =>
  result === 'met' ? headings.reduce((count, { items }) => count + items.length, 0) : undefined

/** The headings of a sheet, where it has no points such that every item that is met gives one. */
export function headingsOf(spec: SheetSpec, reading: Reading): readonly HeadingSpec[] {
  if (spec.result !== 'met') {
    spec.headings.forEach(({ items }, i) =>
      items.forEach((item, j) => {
        if (item.when !== undefined)
          fail(
            at(reading, 'headings', i, 'items', j, 'when'),
            '“when”只用于达标制的表（result: met）',
            '"when" is for sheets without points: result: met',
          )
      }),
    )
    return spec.headings
  }
  if (spec.base !== undefined || spec.bonus !== undefined)
    fail(reading, '达标制的表没有基本分和加分', 'a sheet without points has no base and no bonus')
  if (MET % reading.step !== 0)
    fail(reading, '达标制的表按项计数，最小分值应能整除1', 'items are counted: 1 must be a multiple of the step')
  return spec.headings.map((heading, i) => {
    const { id: _, title: __, cites: ___, items, ...limits } = heading
    const inside = at(reading, 'headings', i)
    noPoints(limits, inside)
    return { ...heading, items: items.map((item, j) => metItem(item, at(inside, 'items', j))) }
  })
}

function metItem(item: ItemSpec, reading: Reading): ItemSpec {
  const { id: _, title: __, cites: ___, when, measure, not_applicable: ____, unscored, ...others } = item
  noPoints(others, reading)
  const isJudged = measure !== undefined && (measure as JsonObject)['judged'] === 'met'
  if (unscored !== undefined) return item
  if (isJudged === (when !== undefined) || (measure !== undefined && !isJudged))
    fail(
      reading,
      '达标制的项目写一个条件（when），或由考评单位认定（measure: { judged: met }）',
      'an item without points has a test ("when"), or is judged: measure: { judged: met }',
    )
  const { when: _____, ...rest } = item
  const limit = { max: '1' }
  return when === undefined ? { ...rest, limit } : { ...rest, limit, scale: { when: when as Json, then: '1' } }
}

function noPoints(limits: object, reading: Reading): void {
  for (const [word, value] of Object.entries(limits))
    if (value !== undefined) fail(at(reading, word), `达标制的表不写“${word}”`, `there is no "${word}" on a sheet without points`)
}
