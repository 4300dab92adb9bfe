/** Random measures over time: from one happening to another, and periods in a row. */
import fc from 'fast-check'
import type { JsonObject } from '../../events/event.js'
import { type Arbitrary, columnsOf, type Facets, merged, oneOf, selectionOf, sometimes } from './document-measures.js'

/** From one happening to another, of the same or another type. */
export const daysOf = (types: Facets, of: Arbitrary): Arbitrary => {
  const one = types.map(([type, facet]) =>
    merged(fc.constant({ event: type }), selectionOf(facet, fc.constant({}), { hasDistinct: false })),
  )
  const over = oneOf(['1d', '30d', '1m', '1y']).map((it): JsonObject => ({ over: it }))
  const take = oneOf(['longest', 'shortest', 'sum']).map((it): JsonObject => ({ take: it }))
  const how = fc.oneof(over, take, fc.constant<JsonObject>({}))
  const different = fc.tuple(fc.oneof(...one), fc.oneof(...one), of, how)
  const alike = fc.oneof(
    ...types.map(([, facet], i) => {
      const columns = columnsOf(facet)
      const same = columns.length === 0 ? fc.constant({}) : sometimes('same', oneOf(columns))
      return fc.tuple(one[i]!, one[i]!, of, merged(how, same))
    }),
  )
  return fc.oneof(different, alike).map(([from, until, below, more]) => ({
    days: { from: { ...from, ...below }, until, ...more },
  }))
}

export const streakOf = (when: Arbitrary): Arbitrary =>
  merged(
    when.map((it) => ({ when: it })),
    oneOf(['1', '2', '3']).map((most) => ({ most })),
    sometimes('until', fc.constant('previous')),
  ).map((streak) => ({ streak }))
