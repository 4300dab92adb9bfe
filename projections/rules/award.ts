/** Awards, 十佳: who may stand, how candidates are scored, how many win from which pool, and what decides between equals. */
import { z } from 'zod'
import type { Cadence } from '../../events/time.js'
import { Id, type Reading } from './reading.js'

export const AwardSchema = z.strictObject({
  id: Id,
  title: z.string().min(1),
  cites: z.string().optional(),
  subject: z.enum(['person', 'unit', 'station', 'brand']),
  period: z.enum(['year', 'quarter', 'month']),
  quota: z.string().regex(/^[1-9]\d{0,2}$/),
})

export type AwardSpec = z.infer<typeof AwardSchema>

export interface Award {
  readonly id: string
  readonly title: string
  readonly cites: string | undefined
  readonly subject: AwardSpec['subject']
  readonly period: Cadence
  readonly quota: number
}

export function compileAward(spec: AwardSpec, _reading: Reading): Award {
  return {
    id: spec.id,
    title: spec.title,
    cites: spec.cites,
    subject: spec.subject,
    period: spec.period,
    quota: Number(spec.quota),
  }
}
