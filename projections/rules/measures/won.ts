/** `won`: how often a subject won an award in earlier rounds, as far as it still holds it. */
import { z } from 'zod'
import { addYears, cadenceOf, spanOf } from '../../../events/time.js'
import { textOf } from '../cells.js'
import type { Frame } from '../frame.js'
import { defineMeasure, TIMES, valuesFor } from '../measure.js'
import { at, fail, nearest } from '../reading.js'

const schema = z.strictObject({
  won: z.union([z.string(), z.array(z.string()).min(1)]),
  /** Rounds that began at most so many years before this one. */
  within: z
    .string()
    .regex(/^[1-9]\d?y$/)
    .optional(),
  as: z.string().optional(),
})

export const won = defineMeasure('won', schema, ({ won: asked, within, as: role }, reading) => {
  const ids = typeof asked === 'string' ? [asked] : asked
  const known = reading.awards
  for (const id of ids) {
    if (id === 'any' || known === undefined || known.has(id)) continue
    const near = nearest(id, [...known.keys(), 'any'])
    fail(
      at(reading, 'won'),
      `没有“${id}”这个奖项${near ? `，是否应为“${near}”` : ''}`,
      `there is no award "${id}"${near ? `; did you mean "${near}"?` : ''}`,
    )
  }
  const as = role ?? reading.award?.subject ?? 'unit'
  const isAny = ids.includes('any')
  const wanted = new Set(ids)
  const years = within === undefined ? undefined : Number(within.slice(0, -1))
  const isEarlier = ({ period }: Frame, round: string): boolean => {
    if (cadenceOf(round) === undefined) return false
    const [now, then] = [spanOf(period), spanOf(round)]
    return then.last < now.first && (years === undefined || then.first >= addYears(now.first, -years))
  }
  const which = {
    zh: isAny ? '任一奖项' : ids.map((id) => known?.get(id) ?? id).join('、'),
    en: isAny ? 'any award' : ids.join(' or '),
  }
  return {
    words:
      years === undefined
        ? { zh: `以往获${which.zh}次数`, en: `times that ${which.en} was won before` }
        : { zh: `此前${years}年内获${which.zh}次数`, en: `times that ${which.en} was won within ${years} years before` },
    unit: TIMES,
    numbers: (frame) => {
      const values = valuesFor(frame)
      const table = frame.facts.table('award', as)
      if (table === undefined) return values
      const { subject, from, until, knownUntil, position } = table
      const day = frame.window.last
      for (let row = 0, end = table.prefix(frame.knownAt); row < end; row += 1) {
        const unit = frame.unitOf[subject[row]!]!
        if (unit < 0 || from[row]! > day || until[row]! <= day || knownUntil[row]! <= frame.knownAt) continue
        if (!isAny && !wanted.has(textOf(table, 'award', row) ?? '')) continue
        if (!isEarlier(frame, textOf(table, 'round', row) ?? '')) continue
        values.num[unit]! += 1
        frame.trace?.counted(position[row]!)
      }
      return values
    },
  }
})
