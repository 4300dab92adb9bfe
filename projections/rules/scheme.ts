/** Schemes of accreditation, 创建: the Goods, the Haves inside them, and who may hold the title for how long. */
import { z } from 'zod'
import type { Json, Words } from '../../events/event.js'
import type { Cadence } from '../../events/time.js'
import { at, Id, type Reading } from './reading.js'
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
  term: z
    .string()
    .regex(/^[1-9]\d?y$/)
    .optional(),
  haves: z.array(Have).optional(),
  /** Empty for a scheme whose standard is not part of the rules: only who holds its title is known. */
  goods: z.array(Good),
})

export type SchemeSpec = z.infer<typeof SchemeSchema>

export interface Have {
  readonly id: string
  readonly title: string
  readonly cites: string | undefined
  readonly test: Test
}

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
  readonly haves: readonly Have[]
  readonly goods: readonly Good[]
}

export function compileScheme(spec: SchemeSpec, reading: Reading): Scheme {
  const part = (when: unknown, ...path: (string | number)[]): Test => test(when as Json, at(reading, ...path, 'when'))
  return {
    id: spec.id,
    title: spec.title,
    cites: spec.cites,
    grantor: spec.grantor,
    units: spec.units,
    period: spec.period,
    termYears: spec.term === undefined ? undefined : Number(spec.term.slice(0, -1)),
    haves: (spec.haves ?? []).map(({ id, title, cites, when }, i) => ({ id, title, cites, test: part(when, 'haves', i) })),
    goods: spec.goods.map(({ id, title, cites, requires, when }, i) => ({
      ...{ id, title, cites, requires },
      test: when === undefined ? undefined : part(when, 'goods', i),
    })),
  }
}

/** What a scheme is called. */
export const schemeWords = ({ id, title }: Scheme): Words => ({ zh: title, en: id })
