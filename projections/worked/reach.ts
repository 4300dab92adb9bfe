/** How few and how many points the text of a node can give: a limit beyond that never binds, and needs no case. */
import type { Json, JsonObject } from '../../events/event.js'
import type { BonusSpec, ClauseSpec, HeadingSpec, ItemSpec } from '../rules/document.js'
import { POINT, pointsOf, readDecimal } from '../rules/fraction.js'

/** The least and the most; infinite where nothing bounds it. Points are in 1/10,000. */
export interface Reach {
  readonly least: number
  readonly most: number
}

const ANY: Reach = { least: -Infinity, most: Infinity }
const exactly = (value: number): Reach => ({ least: value, most: value })

const hull = (all: readonly Reach[]): Reach => ({
  least: Math.min(...all.map(({ least }) => least)),
  most: Math.max(...all.map(({ most }) => most)),
})

const plus = (a: Reach, b: Reach): Reach => ({ least: a.least + b.least, most: a.most + b.most })

/** Nothing times anything is nothing, however much that is. */
const product = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : a * b)

const times = ({ least, most }: Reach, factor: number): Reach =>
  hull([exactly(product(least, factor)), exactly(product(most, factor))])

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

const numberIn = (text: unknown): number | undefined => {
  const value = typeof text === 'string' ? readDecimal(text) : undefined
  return value && value.num / value.den
}

/** Whether an assessor says the points: no more than the rules allow. */
export const isJudgedPoints = ({ measure, scale }: ClauseSpec): boolean =>
  scale === undefined && isObject(measure) && measure['judged'] === 'points'

/** The numbers that a measure can have. Whatever is counted is not below 0. */
function measured(spec: unknown): Reach {
  if (!isObject(spec)) return exactly(0)
  const { judged } = spec
  if (judged === 'met' || judged === 'level') return { least: 0, most: 1 }
  const isSigned =
    ['points', 'number'].includes(String(judged)) || ['difference', 'add', 'times', 'least', 'score'].some((word) => word in spec)
  return isSigned ? ANY : { least: 0, most: Infinity }
}

function stepsOf(scale: JsonObject, of: Reach): Reach {
  const [below, above, every = 1] = [scale['below'], scale['above'], scale['every']].map(numberIn)
  if (below !== undefined) return { least: 0, most: Math.max(0, Math.ceil((below - of.least) / every)) }
  if (above !== undefined) return { least: 0, most: Math.max(0, Math.ceil((of.most - above) / every)) }
  return { least: of.least / every, most: of.most / every }
}

const points = (text: unknown): number => pointsOf(String(text))

/** A range is written as its two ends. */
const worth = (value: Json): Reach =>
  Array.isArray(value) ? hull((value as readonly Json[]).map((end) => exactly(points(end)))) : exactly(points(value))

function scaled(scale: unknown, of: Reach, isList: boolean): Reach {
  if (scale === undefined) return times(of, POINT)
  if (!isObject(scale)) return exactly(points(scale))
  /** So many of them as there are cases. */
  const each = (one: Reach): Reach => (isList ? hull([exactly(0), times(one, of.most), times(one, 0)]) : hull([one, exactly(0)]))
  const branches = (list: Json | undefined): Reach[] =>
    Array.isArray(list) ? (list as readonly Json[]).map((one) => scaled(isObject(one) ? one['points'] : one, of, isList)) : []
  if ('each' in scale) {
    const rest = scale['remainder'] === undefined ? [] : [exactly(points(scale['remainder']))]
    const stepped = times(stepsOf(scale, of), points(scale['each']))
    return rest.length === 0 ? stepped : hull([stepped, plus(stepped, rest[0]!)])
  }
  if (isObject(scale['table'])) return each(hull(Object.values(scale['table']).map(worth)))
  if (isObject(scale['weighted'])) return hull(Object.values(scale['weighted']).map(worth))
  if ('bands' in scale) return hull([...branches(scale['bands']), exactly(0)])
  if ('when' in scale) return hull([scaled(scale['then'], of, isList), scaled(scale['else'] ?? '0', of, isList)])
  if (isObject(scale['proportional'])) return hull([exactly(0), exactly(points(scale['proportional']['points']))])
  if (isObject(scale['range']))
    return each(hull([exactly(points(scale['range']['from'])), exactly(points(scale['range']['to']))]))
  if (Array.isArray(scale['list'])) {
    const then = scale['then'] === undefined ? 0 : points(scale['then'])
    const after = then < 0 ? -Infinity : then > 0 ? Infinity : 0
    return hull([...branches(scale['list']), exactly(after)])
  }
  return ANY
}

interface Bounded {
  readonly start?: string | undefined
  readonly max?: string | undefined
  readonly min?: string | undefined
}

function within({ least, most }: Reach, { max, min }: Bounded): Reach {
  const [top, bottom] = [max === undefined ? Infinity : points(max), min === undefined ? -Infinity : points(min)]
  return { least: Math.max(bottom, Math.min(top, least)), most: Math.max(bottom, Math.min(top, most)) }
}

/** What multiplies the points of a node, and that they may be none. */
function adjusted(reach: Reach, node: object): Reach {
  const { factor, zero_when: zero, not_applicable: exempt } = node as JsonObject
  const factors = Array.isArray(factor)
    ? [1, ...(factor as readonly Json[]).map((one) => (isObject(one) ? (numberIn(one['times']) ?? 1) : 1))]
    : [numberIn(factor) ?? 1]
  const multiplied = hull(factors.map((one) => times(reach, one)))
  return zero === undefined && exempt === undefined ? multiplied : hull([multiplied, exactly(0)])
}

const started = (reach: Reach, { start }: Bounded): Reach => (start === undefined ? reach : plus(reach, exactly(points(start))))

/** What a clause can come to before its limits; `item` bounds what is judged in it. */
export function reachOfClause(clause: ClauseSpec, item: Bounded): Reach {
  const { measure, scale, limit = {} } = clause
  const isList = isObject(measure) && ('each' in measure || measure['judged'] === 'cases')
  const reach = isJudgedPoints(clause)
    ? within(ANY, { max: limit.max ?? item.max, min: limit.min ?? item.min })
    : scaled(scale, measured(measure), isList)
  return started(adjusted(reach, limit), limit)
}

/** What a group can come to before its limits: its parts within theirs. */
export function reachOfGroup(group: ItemSpec | HeadingSpec | BonusSpec): Reach {
  const parts =
    'items' in group
      ? group.items.map((item) => within(reachOfGroup(item), item))
      : (group.clauses ?? [group]).map((clause) => within(reachOfClause(clause, group), clause.limit ?? {}))
  const together = parts.reduce(plus, exactly(0))
  return started(adjusted(together, group), group)
}
