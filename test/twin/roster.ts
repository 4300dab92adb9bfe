/** Which units stood on a day, as what, and under whom. */
import type { Day } from '../../events/event.js'
import type { Span } from '../../events/time.js'
import type { Row, World } from './world.js'

/** Whether a standing holds on a day. */
export const holdsOn = (day: Day) => (row: Row) => row.from <= day && day < row.until

/** How a unit stood on a day: its kind, its name, the unit above it. */
export const unitOn = (world: World, unit: string, day: Day): Row | undefined =>
  world.units.find((row) => row.subject === unit && holdsOn(day)(row))

/** The units of a kind that stood on a day, by their codes. */
export const roster = (world: World, kind: string, day: Day): string[] =>
  world.units
    .filter((row) => row.cells['kind'] === kind && holdsOn(day)(row))
    .map(({ subject }) => subject)
    .sort()

/** The units of some kinds that stood on any day of a span, by their codes. */
export const everStood = (world: World, kinds: readonly string[], { first, last }: Span): string[] => [
  ...new Set(
    world.units
      .filter((row) => kinds.includes(String(row.cells['kind'])) && row.from <= last && first < row.until)
      .map(({ subject }) => subject)
      .sort(),
  ),
]

/** 不参评: the units of a kind that stood in the span, but no longer, or no longer as that kind, on its last day. */
export function departed(world: World, kind: string, span: Span): string[] {
  const present = roster(world, kind, span.last)
  return everStood(world, [kind], span).filter((unit) => !present.includes(unit))
}

/** The unit above a unit on a day. */
export const parentOn = (world: World, unit: string, day: Day): string | undefined => {
  const parent = unitOn(world, unit, day)?.cells['parent']
  return parent === undefined ? undefined : String(parent)
}

/** The units above a unit on a day, from its own parent upwards. */
function unitsAbove(world: World, unit: string, day: Day): readonly string[] {
  const above: string[] = []
  for (let next = parentOn(world, unit, day); next !== undefined && !above.includes(next); next = parentOn(world, next, day))
    above.push(next)
  return above
}

/** The nearest street above a unit on a day. */
export const streetOf = (world: World, unit: string, day: Day): string | undefined =>
  unitsAbove(world, unit, day).find((above) => unitOn(world, above, day)?.cells['kind'] === 'street')

/** 下辖: the units of a kind below a unit on a day, directly or through units between them. */
export const subordinates = (world: World, unit: string, kind: string, day: Day): string[] =>
  roster(world, kind, day).filter((other) => unitsAbove(world, other, day).includes(unit))
