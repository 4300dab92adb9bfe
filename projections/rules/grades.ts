/** Grades of a sheet, what vetoes do to them, and how many may have one: 优秀不超过20%. */
import { z } from 'zod'
import type { Json, JsonObject, Words } from '../../events/event.js'
import { compare, type Fraction, POINT, pointsText, readDecimal, rounded, whole } from './fraction.js'
import { at, DecimalText, fail, Id, nearest, type Reading } from './reading.js'
import { test, type Test } from './test.js'

const EffectSchema = z.union([
  z.enum(['void', 'not_excellent']),
  z.strictObject({ bar: z.string() }),
  z.strictObject({ grade: z.string() }),
])

export const VetoSchema = z.strictObject({
  id: Id,
  title: z.string().min(1).optional(),
  cites: z.string().optional(),
  when: z.unknown(),
  /** The whole result is void; the first grade, or one and all above it, cannot be given; a grade is given whatever the total. */
  effect: EffectSchema,
})

export const GradeSchema = z.strictObject({
  /** The least total; `all` on a sheet without points: every item is met. */
  from: z.union([DecimalText, z.literal('all')]).optional(),
  grade: z.string().min(1),
  /** No more than this share of the units appraised, rounded down. */
  share: DecimalText.optional(),
  at_most: z
    .string()
    .regex(/^(0|[1-9]\d{0,3})$/)
    .optional(),
  /** Among whom the places are given: all units of the sheet, or those under the same unit above. */
  within: z.enum(['all', 'parent']).optional(),
})

export interface Veto {
  readonly id: string
  readonly title: string
  readonly cites: string | undefined
  readonly effect: 'void' | 'not_excellent' | 'bar' | 'grade'
  /** The grade that is barred or given, where the effect names one. */
  readonly grade: string | undefined
  readonly test: Test
  /** It looks at the rank of the total: it is decided after the ranking. */
  readonly isLate: boolean
}

export interface Grade {
  readonly from: Fraction | undefined
  /** Every item that is about the unit is met. */
  readonly isAll: boolean
  readonly grade: string
  /** How many may have it; undefined where all that reach it do. */
  readonly places: Places | undefined
}

export interface Places {
  readonly share: Fraction | undefined
  readonly most: number | undefined
  readonly within: 'all' | 'parent'
  readonly words: Words
}

export function compileVeto(
  spec: z.infer<typeof VetoSchema>,
  grades: readonly { readonly grade: string }[],
  outer: Reading,
): Veto {
  const reading = { ...outer, address: `vetoes.${spec.id}`, item: `vetoes.${spec.id}` }
  const { effect } = spec
  const kind = typeof effect === 'string' ? effect : 'bar' in effect ? 'bar' : 'grade'
  const named = typeof effect === 'string' ? undefined : 'bar' in effect ? effect.bar : effect.grade
  const isLate = looksAtTotalRank(spec.when as Json, reading.sheet)
  if (named !== undefined) mustBeGrade(named, kind, grades, at(reading, 'effect', kind))
  if (isLate && kind === 'void')
    fail(
      at(reading, 'effect'),
      '按总分名次的条件不能使结果无效：无效的没有名次。可写 not_excellent、bar 或 grade',
      'what looks at the rank of the total cannot make the result void, which has no rank; write not_excellent, bar or grade',
    )
  return {
    ...{ id: spec.id, title: spec.title ?? spec.id, cites: spec.cites, effect: kind, grade: named, isLate },
    test: test(spec.when as Json, at(reading, 'when')),
  }
}

function mustBeGrade(name: string, kind: string, grades: readonly { readonly grade: string }[], reading: Reading): void {
  const names = grades.map(({ grade }) => grade)
  const near = nearest(name, names)
  if (!names.includes(name))
    fail(
      reading,
      `没有“${name}”这一等${near ? `，是否应为“${near}”` : names.length > 0 ? `，有：${names.join('、')}` : ''}`,
      `there is no grade "${name}"${near ? `; did you mean "${near}"?` : ''}`,
    )
  else if (kind === 'bar' && names.at(-1) === name)
    fail(reading, `“${name}”是最后一等，不能再往下定`, `"${name}" is the last grade; nothing is below it`)
}

/** Whether a test compares units by the total of their own sheet. */
function looksAtTotalRank(value: Json, sheet: string, isInside = false): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return (value as readonly Json[]).some((one) => looksAtTotalRank(one, sheet, isInside))
  const spec = value as JsonObject
  if (isInside && (spec['score'] === 'own' || spec['score'] === sheet) && (spec['period'] ?? 'this') === 'this') return true
  const isCompared = isInside || 'rank' in spec || 'peers' in spec
  return Object.values(spec).some((one) => looksAtTotalRank(one, sheet, isCompared))
}

/** @param items how many items there are, on a sheet without points */
export function compileGrades(
  specs: readonly z.infer<typeof GradeSchema>[],
  items: number | undefined,
  outer: Reading,
): readonly Grade[] {
  const grades = specs.map((spec, i): Grade => {
    const reading = at(outer, i)
    if (spec.from === 'all' && items === undefined)
      fail(at(reading, 'from'), '“all”只用于达标制的表（result: met）', '"all" is for sheets without points: result: met')
    const from = spec.from === 'all' ? whole(items ?? 0) : spec.from === undefined ? undefined : readDecimal(spec.from)
    return { from, isAll: spec.from === 'all', grade: spec.grade, places: placesOf(spec, i === specs.length - 1, reading) }
  })
  grades.forEach(({ from }, i) => {
    const before = grades[i - 1]?.from
    const isOpen = from === undefined
    if (isOpen !== (i === grades.length - 1))
      fail(at(outer, i), '最后一等不写下限，其余各等都要写', 'the last grade has no lower end, all others have one')
    else if (!isOpen && before && compare(from.num, from.den, before.num, before.den) >= 0)
      fail(at(outer, i), '各等次应从高到低排列', 'grades go from the highest down')
  })
  return grades
}

function placesOf(spec: z.infer<typeof GradeSchema>, isLast: boolean, reading: Reading): Places | undefined {
  const { share, at_most: most, within = 'all' } = spec
  if (share === undefined && most === undefined) {
    if (spec.within !== undefined)
      fail(at(reading, 'within'), '“within”要配“share”或“at_most”', '"within" goes with "share" or "at_most"')
    return undefined
  }
  if (isLast) fail(reading, '最后一等不能限名额', 'the last grade cannot have a number of places')
  const part = share === undefined ? undefined : readDecimal(share)
  if (part !== undefined && (part.num <= 0 || part.num > part.den))
    fail(at(reading, 'share'), '比例应大于0、不超过100%', 'a share is more than 0 and at most 100%')
  const [zh, en] = [share === undefined ? [] : [share], share === undefined ? [] : [share]]
  if (most !== undefined) {
    zh.push(`${most}名`)
    en.push(most)
  }
  return {
    ...{ share: part, most: most === undefined ? undefined : Number(most), within },
    words: {
      zh: `${spec.grade}${within === 'parent' ? '在同一上级内' : ''}不超过${zh.join('且')}`,
      en: `${spec.grade} at most ${en.join(' and ')}${within === 'parent' ? ' under the same unit above' : ''}`,
    },
  }
}

/** How many of some units may have a grade. */
export function numberOfPlaces({ share, most }: Places, units: number): number {
  const ofShare = share === undefined ? Infinity : rounded(units * share.num, share.den, 'floor')
  return Math.min(ofShare, most ?? Infinity)
}

/** Index of the grade that a total comes to: the first that it reaches and no veto bars; or that which a veto gives. -1: none. */
export function gradeOf(
  grades: readonly Grade[],
  { total, base }: { readonly total: number; readonly base: number },
  vetoes: readonly Pick<Veto, 'effect' | 'grade'>[],
): { readonly index: number; readonly isGiven: boolean } {
  const indexOf = (name: string | undefined): number => grades.findIndex(({ grade }) => grade === name)
  const given = vetoes.flatMap(({ effect, grade }) => (effect === 'grade' ? [indexOf(grade)] : []))
  const barred = vetoes.flatMap(({ effect, grade }) =>
    effect === 'not_excellent' ? [0] : effect === 'bar' ? [indexOf(grade)] : [],
  )
  const reached = grades.findIndex(({ from, isAll }) =>
    isAll ? total >= base : from === undefined || compare(total, POINT, from.num, from.den) >= 0,
  )
  const least = Math.max(-1, ...barred) + 1
  const index = Math.max(given.length > 0 ? Math.max(...given) : reached, reached < 0 ? -1 : least)
  return { index: index < grades.length ? index : -1, isGiven: given.length > 0 }
}

/** What is said of a unit that a grade had no place for. */
export const noPlaceWords = ({ grade, places }: Grade, number: number, total: number): Words => ({
  zh: `总分${pointsText(total)}达到${grade}，但${places?.words.zh ?? ''}，名额${number}个，按名次未进`,
  en: `${pointsText(total)} reach ${grade}, but ${places?.words.en ?? ''}: ${number} places, all given to those before`,
})
