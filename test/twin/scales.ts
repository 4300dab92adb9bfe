/** 计分办法: how a measured number, or a list, becomes points. `undefined` while the clause is not scored yet. */
import assert from 'node:assert/strict'
import type { Json, JsonObject } from '../../events/event.js'
import { slowTest } from './conditions.js'
import { compare, type Fraction, greatest, least, minus, numberOf, over, plus, rounding, sumOf, times, ZERO } from './fraction.js'
import type { Context, Entry, Measured } from './measures.js'

const written = (number: Json | undefined): Fraction | undefined => (number === undefined ? undefined : numberOf(String(number)))

const isText = (scale: Json): scale is string | number => typeof scale === 'string' || typeof scale === 'number'

/** `each`: points for every step by which the number lies below or above a base, or for every step of the number itself. */
function eachStep(spec: JsonObject, value: Fraction): Fraction {
  const [below, above] = [written(spec['below']), written(spec['above'])]
  assert(below === undefined || above === undefined, 'below or above')
  const distance =
    below !== undefined ? greatest(ZERO, minus(below, value)) : above !== undefined ? greatest(ZERO, minus(value, above)) : value
  const every = written(spec['every'])
  const exact = over(distance, every ?? numberOf('1'))
  const round = (spec['round'] ?? (every === undefined ? 'exact' : 'floor')) as keyof typeof rounding
  const steps = rounding[round](exact)
  const isLeft = compare(exact, steps) > 0
  return plus(times(steps, numberOf(String(spec['each']))), isLeft ? (written(spec['remainder']) ?? ZERO) : ZERO)
}

/** `bands`: the first band that the number reaches. */
function bandOf(bands: readonly JsonObject[], value: Fraction): Fraction {
  const band = bands.find(({ from }) => from === undefined || compare(value, numberOf(String(from))) >= 0)
  return written(band?.['points']) ?? ZERO
}

/** `proportional`: the share of the target that was reached, never more than all of it and never less than nothing. */
function proportional({ target, points }: JsonObject, value: Fraction): Fraction {
  const share = over(value, numberOf(String(target)))
  return times(greatest(ZERO, least(numberOf('1'), share)), numberOf(String(points)))
}

interface Scored extends Entry {
  readonly points: Fraction
}

/** `highest_per`: of the lines with the same cell the one with the most points, the first recorded of equals. */
function highestPer(column: Json | undefined, lines: readonly Scored[]): readonly Scored[] {
  if (column === undefined) return lines
  const keyOf = ({ row }: Scored) => row.cells[String(column)]
  const isBetter = (a: Scored, b: Scored): boolean =>
    compare(a.points, b.points) > 0 || (compare(a.points, b.points) === 0 && lines.indexOf(a) < lines.indexOf(b))
  return lines.filter(
    (line) => keyOf(line) === undefined || !lines.some((other) => keyOf(other) === keyOf(line) && isBetter(other, line)),
  )
}

/** How many things of a list score something in a table, of one project only the best. */
export const scoredOf = (scale: JsonObject, list: readonly Entry[], limit: JsonObject): Fraction =>
  sumOf(highestPer(limit['highest_per'], scoresOf(scale, list)).map(({ count }) => count))

/** What each line of a list scores before anything is added up. */
function scoresOf(scale: Json | undefined, list: readonly Entry[]): Scored[] {
  const table = typeof scale === 'object' && scale !== null ? (scale as JsonObject)['table'] : undefined
  return list.flatMap((entry) => {
    if (table === undefined) return [{ ...entry, points: entry.count }]
    const points = entry.word === undefined ? undefined : written((table as JsonObject)[entry.word])
    return points === undefined ? [] : [{ ...entry, points: times(points, entry.count) }]
  })
}

/** The points of what was measured, before they are rounded and limited. */
export function slowScale(
  scale: Json | undefined,
  measured: Measured,
  limit: JsonObject,
  context: Context,
): Fraction | undefined {
  if (scale !== undefined && isText(scale)) return numberOf(scale)
  const spec = (scale ?? {}) as JsonObject
  if ('when' in spec) {
    const truth = slowTest(spec['when'], context)
    return truth === undefined ? undefined : slowScale(spec[truth ? 'then' : 'else'] ?? '0', measured, limit, context)
  }
  if (measured.value === undefined) return undefined
  const lines = measured.list && highestPer(limit['highest_per'], scoresOf(scale, measured.list))
  if ('table' in spec) {
    assert(lines !== undefined, 'a table needs a list')
    return sumOf(lines.map(({ points }) => points))
  }
  const value = lines === undefined ? measured.value : sumOf(lines.map(({ count }) => count))
  if ('each' in spec) return eachStep(spec, value)
  if ('bands' in spec) return bandOf(spec['bands'] as readonly JsonObject[], value)
  if ('proportional' in spec) return proportional(spec['proportional'] as JsonObject, value)
  assert.equal(scale, undefined, `no scale: ${JSON.stringify(scale)}`)
  return value
}

/** The most that a scale can give by itself; `undefined` where it has no bound of its own. */
export function mostOf(scale: Json | undefined): Fraction | undefined {
  if (scale === undefined) return undefined
  if (isText(scale)) return numberOf(scale)
  const spec = scale as JsonObject
  const highest = (points: readonly Json[]) => points.map((one) => numberOf(String(one))).reduce(greatest, ZERO)
  if ('table' in spec) return highest(Object.values(spec['table'] as JsonObject))
  if ('bands' in spec) return highest((spec['bands'] as readonly JsonObject[]).map(({ points }) => points!))
  if ('proportional' in spec) return written((spec['proportional'] as JsonObject)['points'])
  if ('when' in spec) {
    const [then, otherwise] = [mostOf(spec['then']), mostOf(spec['else'] ?? '0')]
    return then === undefined || otherwise === undefined ? undefined : greatest(then, otherwise)
  }
  return [spec['each'], spec['remainder']].every((points) => compare(written(points) ?? ZERO, ZERO) <= 0) ? ZERO : undefined
}
