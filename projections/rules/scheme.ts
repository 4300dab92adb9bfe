/** Schemes of accreditation, 创建: the Goods, the Haves inside them, and who may hold the title for how long. */
import { z } from 'zod'
import type { Json, JsonObject, Words } from '../../events/event.js'
import { UnitKind } from '../../events/fields.js'
import type { Cadence } from '../../events/time.js'
import { at, fail, Id, nearest, type Reading, warn } from './reading.js'
import { test, type Test } from './test.js'

const Have = z.strictObject({ id: Id, title: z.string().min(1), cites: z.string().optional(), when: z.unknown() })

const Good = z.strictObject({
  id: Id,
  title: z.string().min(1),
  cites: z.string().optional(),
  /** Ids of the Haves without which it is not met, 必备条件. */
  requires: z.array(Id),
  when: z.unknown().optional(),
})

const Years = z.string().regex(/^[1-9]\d?y$/)

export const SchemeSchema = z.strictObject({
  id: Id,
  title: z.string().min(1),
  cites: z.string().optional(),
  /** Who confers the title, in words. */
  grantor: z.string().min(1).optional(),
  /** Kinds of units that can hold it. */
  units: z.array(z.string()).min(1),
  period: z.enum(['year', 'quarter', 'month']),
  /** How long a title is held, in years; without it there is no end. */
  term: Years.optional(),
  /** After how long a title is due for another inspection; without it never. */
  review: Years.optional(),
  /** What a missing Have does: its Good is not met, or the Good stands and the title cannot be had. */
  effect: z.enum(['fail_good', 'fail_title']).optional(),
  /** Titles of other schemes that must be held. */
  requires_titles: z.array(Id).optional(),
  /** Whether a title passes to the unit that its holder merged or was split into. Otherwise somebody has to say so. */
  inherit: z.boolean().optional(),
  haves: z.array(Have).optional(),
  /** Empty for a scheme whose standard is not part of the rules: only who holds its title is known. */
  goods: z.array(Good),
})

export type SchemeSpec = z.infer<typeof SchemeSchema>

/** A condition that is met or not: a Have, or what a Good asks for itself. */
export interface Criterion {
  readonly id: string
  readonly title: string
  readonly cites: string | undefined
  readonly test: Test
}

export type Have = Criterion

export interface Good {
  readonly id: string
  readonly title: string
  readonly cites: string | undefined
  readonly requires: readonly string[]
  readonly test: Test | undefined
}

export interface Scheme {
  readonly id: string
  readonly title: string
  readonly cites: string | undefined
  readonly grantor: string | undefined
  readonly units: readonly string[]
  readonly period: Cadence
  readonly termYears: number | undefined
  readonly reviewYears: number | undefined
  readonly effect: 'fail_good' | 'fail_title'
  readonly requiresTitles: readonly string[]
  readonly inherits: boolean
  /** Whether its conditions look at results of sheets, and at duties. */
  readonly usesScores: boolean
  readonly usesDuties: boolean
  readonly haves: readonly Have[]
  readonly goods: readonly Good[]
}

export function compileScheme(spec: SchemeSpec, reading: Reading): Scheme {
  const { haves = [], goods } = spec
  const part = (id: string, when: unknown, ...path: (string | number)[]): Test => {
    const inner = at({ ...reading, address: `${spec.id}.${id}` }, ...path, 'when')
    noJudgement(when as Json, inner)
    return test(when as Json, inner)
  }
  ownIds(spec, reading)
  mapping(spec, reading)
  spec.units.forEach((kind, i) => knownKind(kind, at(reading, 'units', i)))
  return {
    id: spec.id,
    title: spec.title,
    cites: spec.cites,
    grantor: spec.grantor,
    units: spec.units,
    period: spec.period,
    termYears: yearsOf(spec.term),
    reviewYears: yearsOf(spec.review),
    effect: spec.effect ?? 'fail_good',
    requiresTitles: spec.requires_titles ?? [],
    inherits: spec.inherit ?? false,
    usesScores: mentions(spec, 'score'),
    usesDuties: mentions(spec, 'duty'),
    haves: haves.map(({ id, title, cites, when }, i) => ({ id, title, cites, test: part(id, when, 'haves', i) })),
    goods: goods.map(({ id, title, cites, requires, when }, i) => ({
      ...{ id, title, cites, requires },
      test: when === undefined ? undefined : part(id, when, 'goods', i),
    })),
  }
}

const yearsOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text.slice(0, -1)))

/** Haves and Goods are asked for by their ids alone, so that none may mean two things. */
function ownIds({ haves = [], goods }: SchemeSpec, reading: Reading): void {
  const seen = new Set<string>()
  for (const [part, list] of [['haves', haves] as const, ['goods', goods] as const])
    list.forEach(({ id }, i) => {
      if (seen.has(id))
        fail(
          at(reading, part, i, 'id'),
          `编号“${id}”重复，一个创建项目内“有”和“好”的编号不能相同`,
          `the id "${id}" is used twice in the scheme`,
        )
      seen.add(id)
    })
}

/** Every Have is a gate of some Good, and every Good asks for Haves that there are. */
function mapping({ haves = [], goods }: SchemeSpec, reading: Reading): void {
  const ids = new Set(haves.map(({ id }) => id))
  goods.forEach(({ title, requires }, i) =>
    requires.forEach((id, j) => {
      if (ids.has(id)) return
      const near = nearest(id, ids)
      const [otherZh, otherEn] =
        near === undefined
          ? [`，有：${[...ids].join('、') || '无'}`, `; there are: ${[...ids].join(', ') || 'none'}`]
          : [`，是否应为“${near}”`, `; did you mean "${near}"?`]
      fail(
        at(reading, 'goods', i, 'requires', j),
        `“${title}”要求的“${id}”不在 haves 里${otherZh}`,
        `the Good "${title}" requires the Have "${id}", which there is not${otherEn}`,
      )
    }),
  )
  const asked = new Set(goods.flatMap(({ requires }) => requires))
  haves.forEach(({ id, title }, i) => {
    if (!asked.has(id))
      fail(
        at(reading, 'haves', i, 'id'),
        `没有哪个“好”要求“${title}”（${id}），请写进某个“好”的 requires，或删去`,
        `no Good requires the Have "${title}" (${id}); name it in the requires of one, or leave it out`,
      )
  })
}

/** The kinds that a unit can be of. */
export const unitKinds: readonly string[] = UnitKind.options

function knownKind(kind: string, reading: Reading): void {
  if (unitKinds.includes(kind)) return
  const near = nearest(kind, unitKinds)
  const [zh, en] =
    near === undefined
      ? [`，有：${unitKinds.join('、')}`, `; there are: ${unitKinds.join(', ')}`]
      : [`，是否应为“${near}”`, `; did you mean "${near}"?`]
  fail(reading, `没有“${kind}”这类单位${zh}`, `there is no kind of unit "${kind}"${en}`)
}

/** Nobody judges a scheme clause by clause: what assessors found is in the scores of their sheets. */
function noJudgement(value: Json, reading: Reading): void {
  if (Array.isArray(value)) (value as readonly Json[]).forEach((inner, i) => noJudgement(inner, at(reading, i)))
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value as JsonObject)) {
      const place = at(reading, key)
      if (key === 'judged' || key === 'granted')
        fail(
          place,
          `创建条件里不能用“${key}”，考评单位的评分请用 score，如 { score: own.activity, at_least: 16 }`,
          `"${key}" has no place in a scheme; use the score of a sheet, such as { score: own.activity, at_least: 16 }`,
        )
      else noJudgement(inner, place)
    }
}

/** Whether a word stands anywhere in the conditions of a scheme. */
const mentions = ({ haves = [], goods }: SchemeSpec, word: string): boolean =>
  [...haves, ...goods].some(({ when }) => keysIn(when).includes(word))

const keysIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]: [string, unknown]) => [key, ...keysIn(inner)])
    : []

/** Titles that are required are those of other schemes, which may be of another rule set. */
export function requiredTitles(schemes: readonly SchemeSpec[], reading: Reading): void {
  const ids = schemes.map(({ id }) => id)
  schemes.forEach(({ id, requires_titles: required = [] }, i) =>
    required.forEach((other, j) => {
      const place = at(reading, i, 'requires_titles', j)
      if (other === id) fail(place, `“${id}”不能以自己的称号为前提`, `the scheme "${id}" cannot require its own title`)
      if (ids.includes(other)) return
      const near = nearest(other, ids)
      const [zh, en] = near === undefined ? ['', ''] : [`，是否应为“${near}”`, ` Did you mean "${near}"?`]
      warn(
        place,
        `本套规则没有创建项目“${other}”${zh}；在另一套规则里的，可以不改`,
        `there is no scheme "${other}" in this set.${en} It may be one of another set`,
      )
    }),
  )
}

/** What a scheme is called. */
export const schemeWords = ({ id, title }: Pick<Scheme, 'id' | 'title'>): Words => ({ zh: title, en: id })
