/** Coverage, 覆盖面: which of those that should be reached are reached, each declared as data. */
import { z } from 'zod'
import { Id, type Reading } from './reading.js'

export const CoverSchema = z.strictObject({
  id: Id,
  title: z.string().min(1),
  cites: z.string().optional(),
})

export type CoverSpec = z.infer<typeof CoverSchema>

export interface Cover {
  readonly id: string
  readonly title: string
  readonly cites: string | undefined
}

export function compileCover(spec: CoverSpec, _reading: Reading): Cover {
  return { id: spec.id, title: spec.title, cites: spec.cites }
}
