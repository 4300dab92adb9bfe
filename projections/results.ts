/** What was published under which number, on what basis, what restates it, and the notices about it. */
import { z } from 'zod'
import { AnyPeriod } from '../events/fields.js'
import { dayOf } from '../events/time.js'
import { noticesOfResults } from './notices.js'
import { answer, defineQuestion } from './question.js'

export const results = defineQuestion({
  name: 'results',
  label: { zh: '公布结果', en: 'published results' },
  ask: z.strictObject({
    number: z.int().min(1).optional(),
    kind: z.string().optional(),
    part: z.string().optional(),
    scope: z.string().optional(),
    // Not the period of the question: what is published of a period mostly is after its last day.
    of: AnyPeriod.optional(),
  }),
  answer: ({ facts, published }, { number, kind, part, scope, of }, { asOf, knownAt }) => {
    const known = published.upTo(knownAt).filter(({ on }) => dayOf(on) <= asOf)
    const notices = noticesOfResults(facts, { asOf, knownAt })
    const isMeant = (asked: string | undefined, said: unknown): boolean => asked === undefined || asked === said
    return answer(
      known
        .filter(
          ({ number: its, data }) =>
            (number === undefined || its === number) &&
            isMeant(kind, data['kind']) &&
            isMeant(part, data['part']) &&
            isMeant(scope, data['scope']) &&
            isMeant(of, data['period']),
        )
        .map(({ number: its, at, on, by, data, table }) => ({
          ...data,
          number: its,
          on,
          position: at,
          by,
          restates: data['restates'] ?? null,
          restatedBy: known.filter((other) => other.data['restates'] === its).map((other) => other.number),
          /** Whether the table that was published is in the ledger. */
          hasTable: table !== undefined,
          ...(number !== undefined && { table: table ?? null }),
          notices: notices.get(its) ?? [],
        })),
    )
  },
})
