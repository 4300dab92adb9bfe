/** 几个单位评同一项: what becomes of the judgements of several offices. */
import type { Json, JsonObject } from '../../events/event.js'
import { type Fraction, ONE, numberOf, over, plus, sumOf, times, ZERO } from './fraction.js'
import { numberIn, type Row } from './world.js'

/** What a policy makes of judgements, which stand in the order of recording; `undefined` while somebody has not judged yet. */
export function slowJoint(
  { take }: JsonObject,
  offices: readonly string[],
  judgements: readonly Row[],
  column: string,
): { readonly value: Fraction | undefined; readonly rows: readonly Row[] } {
  const byOffice = (office: string): Row | undefined => judgements.findLast(({ cells }) => cells['assessor'] === office)
  const weights = weightsOf(take!, offices)
  const rows = weights.map(([office]) => byOffice(office))
  const known = rows.filter((row) => row !== undefined)
  if (known.length < weights.length) return { value: undefined, rows: known }
  const weighed = sumOf(weights.map(([, weight], i) => times(weight, numberIn(known[i]!, column) ?? ZERO)))
  const all = take === 'sum' ? ONE : weights.map(([, weight]) => weight).reduce(plus)
  return { value: over(weighed, all), rows: known }
}

function weightsOf(take: Json, offices: readonly string[]): readonly (readonly [string, Fraction])[] {
  if (typeof take === 'string') return offices.map((office) => [office, ONE])
  const { lead, weights } = take as JsonObject
  if (lead !== undefined) return [[String(lead), ONE]]
  return Object.entries(weights as JsonObject).map(([office, weight]) => [office, numberOf(String(weight))])
}
