/** The question about the board of a scheme: all its units, those that lack something, or one with its reasons. */
import { z } from 'zod'
import { AnyPeriod } from '../events/fields.js'
import { dateOf } from '../events/time.js'
import { board, type BoardRow, ratesOf } from './board.js'
import { answer, defineQuestion } from './question.js'
import { isRefusal, type Refusal, refuse } from './refusal.js'
import { nearest } from './rules/reading.js'
import type { Scheme } from './rules/scheme.js'

export const accreditation = defineQuestion({
  name: 'accreditation',
  label: { zh: '创建看板', en: 'accreditation' },
  ask: z.strictObject({
    scheme: z.string().optional(),
    unit: z.string().optional(),
    missing: z.string().optional(),
    scope: z.string().optional(),
    period: AnyPeriod.optional(),
  }),
  periodOf: ({ period }) => period,
  answer: (view, asked, basis) => {
    const made = board(view, asked, basis)
    if (isRefusal(made)) return made
    const { scheme, period, window, rows, used } = made
    const isLacking = asked.missing === undefined ? () => true : lacking(scheme, asked.missing)
    if (isRefusal(isLacking)) return isLacking
    return answer(
      {
        scheme: { id: scheme.id, title: scheme.title },
        asOf: dateOf(basis.asOf),
        period,
        window,
        rows: rows.filter(isLacking),
        // A share of one unit says nothing.
        rate: asked.unit === undefined ? ratesOf(made, basis) : null,
      },
      used,
    )
  },
})

/** The Have or the Good that is meant by its id or title. */
function lacking({ haves, goods }: Scheme, name: string): ((row: BoardRow) => boolean) | Refusal {
  const isMeant = (it: { readonly id: string; readonly title: string }): boolean => it.id === name || it.title === name
  if (haves.some(isMeant))
    return (row) => row.goods.some(({ requires }) => requires.some((it) => isMeant(it) && it.met !== 'yes'))
  if (goods.some(isMeant)) return (row) => row.goods.some((it) => isMeant(it) && it.met !== 'yes')
  const all = [...haves, ...goods]
  const near = nearest(
    name,
    all.flatMap(({ id, title }) => [id, title]),
  )
  const [zh, en] =
    near === undefined
      ? [
          `，有：${all.map(({ id, title }) => `${title}（${id}）`).join('、') || '无'}`,
          `; there are: ${all.map(({ id }) => id).join(', ')}`,
        ]
      : [`，是否应为“${near}”`, `; did you mean "${near}"?`]
  return refuse('unknown_node', `创建标准里没有“${name}”${zh}`, `the scheme has no "${name}"${en}`, { place: 'missing' })
}
