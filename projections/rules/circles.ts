/** Circles among results: a sheet that uses another one's points cannot be used by it. */
import type { Sheet } from './compile.js'
import { fail, type ScoreUse } from './reading.js'

/** What has points: `sheet` in the whole, `sheet.heading.item`, or a veto of a sheet. */
type Place = string

/** Refuses results that hang on themselves, and names the chain. */
export function noCircles(uses: readonly ScoreUse[], sheets: ReadonlyMap<string, Sheet>): void {
  const users = uses.filter(({ reading }) => reading.sheet !== '')
  const placeOf = (sheet: string, address: string | undefined): Place => (address === undefined ? sheet : `${sheet}.${address}`)
  const from = new Map<Place, Place[]>()
  const needs = (place: Place, needed: Place): void => void from.set(place, [...(from.get(place) ?? []), needed])
  for (const { id, headings, bonus, nodes } of sheets.values()) {
    for (const group of [...headings, ...(bonus ? [bonus] : [])]) needs(id, placeOf(id, group.address))
    for (const { address } of nodes.values()) {
      const above = address.slice(0, Math.max(address.lastIndexOf('.'), 0))
      if (above !== '') needs(placeOf(id, above), placeOf(id, address))
    }
  }
  for (const { reading, sheet, address } of users) {
    needs(placeOf(reading.sheet, reading.address), placeOf(sheet, address))
    // Another sheet's points are none where a veto makes its result void.
    if (sheet === reading.sheet) continue
    for (const { id, effect } of sheets.get(sheet)?.vetoes ?? [])
      if (effect === 'void') needs(placeOf(reading.sheet, reading.address), `${sheet}.vetoes.${id}`)
  }
  for (const { reading } of users) {
    const chain = circleFrom(placeOf(reading.sheet, reading.address), from)
    if (chain === undefined) continue
    const used = chain.filter((place) => users.some((use) => placeOf(use.reading.sheet, use.reading.address) === place))
    const shown = [...used, used[0]!]
    fail(
      reading,
      `得分循环引用：${shown.join(' → ')}。其中一处应改用上一期的得分（period: previous）或不引用`,
      `scores in a circle: ${shown.join(' -> ')}; one of them must use period: previous or none`,
    )
    return
  }
}

/** The places on a way from a place back to itself, that place first. */
function circleFrom(start: Place, from: ReadonlyMap<Place, readonly Place[]>): Place[] | undefined {
  const seen = new Set<Place>()
  const search = (place: Place, way: readonly Place[]): Place[] | undefined => {
    for (const next of from.get(place) ?? []) {
      if (next === start) return [...way]
      if (seen.has(next)) continue
      seen.add(next)
      const found = search(next, [...way, next])
      if (found !== undefined) return found
    }
    return undefined
  }
  return search(start, [start])
}
