/** The results that a rule takes points from: which sheet, which part of it, of which period. */
import type { Json } from '../../events/event.js'
import type { RuleDocument, SheetSpec } from '../rules/document.js'

export interface Mention {
  /** Id of a sheet; undefined: the one of the document that appraises `of`. */
  readonly sheet: string | undefined
  /** Undefined: the whole sheet. */
  readonly address: string | undefined
  /** A kind of unit below, of which the points are added up; undefined: the unit itself. */
  readonly of: string | undefined
  readonly period: 'this' | 'previous' | 'closed'
}

/** All `score` that stand somewhere in a rule of a sheet. */
export function mentionsIn(rule: Json, sheet: string): readonly Mention[] {
  if (typeof rule !== 'object' || rule === null) return []
  const inner = Object.values(rule).flatMap((it: Json | undefined) => (it === undefined ? [] : mentionsIn(it, sheet)))
  const { score, of, period = 'this' } = rule as { score?: Json; of?: Json; period?: Json }
  if (typeof score !== 'string') return inner
  const [name = '', ...rest] = score.split('.')
  const kind = typeof of === 'string' ? of : undefined
  return [
    ...inner,
    {
      sheet: name !== 'own' ? name : kind === undefined ? sheet : undefined,
      address: rest.length === 0 ? undefined : rest.join('.'),
      of: kind,
      period: period as Mention['period'],
    },
  ]
}

/** The sheet of a document that is meant. */
export const sheetMeant = ({ sheets = [] }: RuleDocument, { sheet, of }: Mention): SheetSpec | undefined =>
  sheets.find(({ id, appraises }) => (sheet === undefined ? appraises === of : id === sheet))
