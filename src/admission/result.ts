/** Guards of published results: they are computed, so that nobody records one by hand, and numbered without a gap. */
import type * as events from '../../events/result.js'
import type { Position } from '../../events/event.js'
import type { Facts } from '../../projections/facts/facts.js'
import { type Case, type GuardsOf, refuseAt } from './case.js'

export const result: GuardsOf<typeof events> = {
  ResultPart: (_, the) => computed(['data', 'digest'], the),

  ResultPublished: ({ number, restates }, the) => {
    const published = publishedIn(the.facts)
    const next = published.length + 1
    if (number !== next)
      return refuseAt(
        the,
        ['data', 'number'],
        'out_of_range',
        [
          `公布结果连续编号，下一号是${next}，收到的是${number}`,
          `results are numbered one after the other; the next number is ${next}, not ${number}`,
        ],
        published.slice(-1),
      )
    if (restates !== undefined && restates >= number)
      return refuseAt(the, ['data', 'restates'], 'out_of_range', [
        published.length === 0
          ? `没有公布过第${restates}号结果，还没有结果可以重新公布`
          : `没有公布过第${restates}号结果，已公布的是第1号${published.length === 1 ? '' : `至第${published.length}号`}`,
        `no result ${restates} was published; there are ${published.length}`,
      ])
    return computed(['data', 'tableDigest'], the)
  },
}

/** The table of a result follows from the ledger: whoever publishes asks for it to be computed. */
const computed = (path: readonly string[], the: Case) =>
  refuseAt(the, path, 'result_invalid', [
    '公布结果由账本计算生成，不能手工录入；请用“公布结果”的办法公布，不要单独录入这条记录',
    'the ledger computes what is published; publish the result instead of recording this event',
  ])

/** Where results were published, in the order of their numbers: they are never taken back. */
function publishedIn({ history }: Facts): Position[] {
  const { length, type } = history
  const code = history.types.find('ResultPublished')
  const positions: Position[] = []
  for (let at = 0; at < length; at += 1) if (type[at] === code && !history.isVoid(at)) positions.push(at)
  return positions
}
