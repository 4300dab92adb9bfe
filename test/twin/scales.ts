/** 计分办法: how a measured number, or a list, becomes points. `undefined` while the clause is not scored yet. */
import assert from 'node:assert/strict'
import type { Json, JsonObject } from '../../events/event.js'
import { slowTest } from './conditions.js'
import {
  compare,
  type Fraction,
  fraction,
  greatest,
  least,
  minus,
  numberOf,
  over,
  plus,
  rounding,
  sumOf,
  times,
  toMultipleOf,
  ZERO,
} from './fraction.js'
import type { Context, Entry, Measured } from './measures.js'
import { bandOf } from './places.js'
import { numberIn } from './world.js'

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

/** `list`: points of a place; those after the list go on from the last one. */
function placeIn({ list, then }: JsonObject, value: Fraction): Fraction | undefined {
  if (value.d !== 1n || value.n < 1n) return undefined
  const points = (list as readonly Json[]).map((one) => numberOf(String(one)))
  const place = Number(value.n)
  if (place <= points.length) return points[place - 1]
  return then === undefined ? ZERO : plus(points.at(-1)!, times(numberOf(String(then)), fraction(BigInt(place - points.length))))
}

/** What lies outside of a range is at its nearer end; nothing stays nothing. */
const inRange = (from: Json, to: Json, points: Fraction): Fraction =>
  points.n === 0n ? points : greatest(numberOf(String(from)), least(numberOf(String(to)), points))

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

/** What the rule says of one case of a word: points, a range, or nothing. */
function wordIn(spec: JsonObject, word: string | undefined): Json | undefined {
  if ('range' in spec) return [(spec['range'] as JsonObject)['from']!, (spec['range'] as JsonObject)['to']!]
  if ('each' in spec) return spec['each']
  const table = (spec['table'] ?? spec['weighted']) as JsonObject
  return word === undefined || !Object.hasOwn(table, word) ? undefined : table[word]
}

/** What one case gives before it is known whether it is repeated: by its word or its own points, then by its flags. */
function caseWorth(spec: JsonObject, { word, row }: Entry): Fraction | 'no points' | 'no word' {
  const says = wordIn(spec, word)
  if (says === undefined) return 'no word'
  const given = Array.isArray(says) ? numberIn(row, 'points') : numberOf(String(says))
  if (given === undefined) return 'no points'
  const points = Array.isArray(says) ? inRange(says[0], says[1], given) : given
  const rules = (spec['flags'] ?? {}) as Readonly<Record<string, JsonObject>>
  const flags = String(row.cells['flags'] ?? '').split(' ')
  const apply = flags.filter((flag) => flag !== '' && Object.hasOwn(rules, flag)).map((flag) => rules[flag]!)
  const multiplied = apply.reduce((worth, { times: factor = '1' }) => times(worth, numberOf(String(factor))), points)
  return plus(toMultipleOf(numberOf('0.0001'), multiplied), sumOf(apply.map(({ add = '0' }) => numberOf(String(add)))))
}

/** The points of the lines of a list, case by case; `undefined` where an assessor left some out. */
export function caseByCase(spec: JsonObject, list: readonly Entry[], limit: JsonObject): readonly Scored[] | undefined {
  const repeat = spec['repeat'] as JsonObject | undefined
  const perCase = (limit['per_case'] ?? {}) as JsonObject
  const one = (points: Fraction): Fraction => {
    const capped = perCase['max'] === undefined ? points : least(points, numberOf(String(perCase['max'])))
    return perCase['min'] === undefined ? capped : greatest(capped, numberOf(String(perCase['min'])))
  }
  const scored: Scored[] = []
  const seen = new Map<string | undefined, number>()
  const inOrder =
    repeat === undefined ? list : list.toSorted((a, b) => a.row.from - b.row.from || a.row.position - b.row.position)
  for (const entry of inOrder) {
    const worth = caseWorth(spec, entry)
    if (worth === 'no points') return undefined
    if (worth === 'no word') continue
    let points = ZERO
    for (let i = 0; i < Number(entry.count.n); i += 1) {
      const before = seen.get(entry.word) ?? 0
      seen.set(entry.word, before + 1)
      const isRepeated = repeat !== undefined && before >= Number(repeat['after'])
      points = plus(points, one(isRepeated ? plus(worth, numberOf(String(repeat['add']))) : worth))
    }
    scored.push({ ...entry, points })
  }
  return highestPer(limit['highest_per'], scored)
}

/** Whether a scale looks at each case of a list by itself. */
export const isCaseByCase = (spec: JsonObject, list: readonly Entry[] | undefined): boolean =>
  'table' in spec || 'weighted' in spec || 'flags' in spec || 'repeat' in spec || ('range' in spec && list !== undefined)

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
  const { value, list } = measured
  if (isCaseByCase(spec, list)) {
    assert(list !== undefined, 'case by case needs a list')
    const lines = caseByCase(spec, list, limit)
    const points = lines && sumOf(lines.map((line) => line.points))
    if (!('weighted' in spec)) return points
    const cases = sumOf((lines ?? []).map(({ count }) => count))
    return points === undefined || cases.n === 0n ? undefined : over(points, cases)
  }
  if ('each' in spec) return eachStep(spec, value)
  if ('list' in spec) return placeIn(spec, value)
  if ('range' in spec) return inRange((spec['range'] as JsonObject)['from']!, (spec['range'] as JsonObject)['to']!, value)
  if ('bands' in spec) {
    const band = bandOf(spec['bands'], value)
    return band === undefined ? ZERO : slowScale(band['points'], measured, limit, context)
  }
  if ('proportional' in spec) return proportional(spec['proportional'] as JsonObject, value)
  assert.equal(scale, undefined, `no scale: ${JSON.stringify(scale)}`)
  return value
}

/** The most that a scale can give by itself; `undefined` where it has no bound of its own. */
export function mostOf(scale: Json | undefined): Fraction | undefined {
  if (scale === undefined) return undefined
  if (isText(scale)) return numberOf(scale)
  const spec = scale as JsonObject
  const highest = (points: readonly Json[]) =>
    points.map((one) => numberOf(String(Array.isArray(one) ? one[1] : one))).reduce(greatest, ZERO)
  if ('table' in spec) return highest(Object.values(spec['table'] as JsonObject))
  if ('weighted' in spec) return highest(Object.values(spec['weighted'] as JsonObject))
  if ('range' in spec) return highest([(spec['range'] as JsonObject)['to']!])
  if ('list' in spec)
    return compare(written(spec['then']) ?? ZERO, ZERO) > 0 ? undefined : highest(spec['list'] as readonly Json[])
  if ('bands' in spec) {
    const bests = (spec['bands'] as readonly JsonObject[]).map(({ points }) => mostOf(points))
    const known = bests.filter((best) => best !== undefined)
    return known.length < bests.length ? undefined : known.reduce(greatest, ZERO)
  }
  if ('proportional' in spec) return written((spec['proportional'] as JsonObject)['points'])
  if ('when' in spec) {
    const [then, otherwise] = [mostOf(spec['then']), mostOf(spec['else'] ?? '0')]
    return then === undefined || otherwise === undefined ? undefined : greatest(then, otherwise)
  }
  const added = Object.values((spec['flags'] ?? {}) as Readonly<Record<string, JsonObject>>).map(({ add }) => add)
  return [spec['each'], spec['remainder'], ...added, (spec['repeat'] as JsonObject | undefined)?.['add']].every(
    (points) => compare(written(points) ?? ZERO, ZERO) <= 0,
  )
    ? ZERO
    : undefined
}
