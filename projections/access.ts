/** Which keys may use the interface on a day: for what, for which unit, until when. */
import { z } from 'zod'
import { dateOf, FOREVER } from '../events/time.js'
import { standingAt } from './facts/query.js'
import type { Table } from './facts/table.js'
import { answer, defineQuestion } from './question.js'
import { textOf } from './rules/cells.js'

export const access = defineQuestion({
  name: 'access',
  label: { zh: '接口权限', en: 'access' },
  ask: z.strictObject({ kid: z.string().optional() }),
  answer: ({ facts }, { kid: only }, { asOf, knownAt }) => {
    const table = facts.table('access', 'key')
    const granted = facts.table('AccessGranted', 'key')
    const keys: { kid: string; unit: string | null; scopes: string[]; from: string; until: string | null; position: number }[] =
      []
    if (table !== undefined)
      standingAt(table, undefined, asOf, knownAt, (row) => {
        const kid = facts.subjects.text(table.subject[row]!)
        if (only !== undefined && kid !== only) return
        const position = table.position[row]!
        keys.push({
          kid,
          unit: textOf(table, 'unit', row) ?? null,
          scopes: granted === undefined ? [] : scopesOf(granted, table.subject[row]!, position, knownAt),
          from: dateOf(table.from[row]!),
          until: table.until[row]! === FOREVER ? null : dateOf(table.until[row]! - 1),
          position,
        })
      })
    return answer(keys.sort((a, b) => (a.kid < b.kid ? -1 : 1)))
  },
})

/** What the event that granted access granted it for, in the order of the event. */
function scopesOf(granted: Table, subject: number, position: number, knownAt: number): string[] {
  const scopes: string[] = []
  const { position: at, knownFrom, knownUntil, previous } = granted
  for (let row = granted.newest(subject); row >= 0; row = previous[row]!)
    if (at[row] === position && knownFrom[row]! <= knownAt && knownAt < knownUntil[row]!)
      scopes.unshift(textOf(granted, 'scope', row) ?? '')
  return scopes
}
