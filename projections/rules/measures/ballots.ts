/** `ballots`: the votes of a candidate: as they are, as a share of the most votes, or as a place. */
import { z } from 'zod'
import type { Words } from '../../../events/event.js'
import { enOf, zhOf } from '../../../events/labels.js'
import type { Frame } from '../frame.js'
import { brokenMeasure, defineMeasure, NO_UNIT, type Measure, valuesFor } from '../measure.js'
import { at, fail, nearest } from '../reading.js'
import type { Ballot } from '../round.js'

const schema = z.strictObject({ ballots: z.enum(['share', 'votes', 'rank']), channel: z.string().optional() })

const VOTES: Words = { zh: '票', en: ' votes' }

const saidOf = {
  share: (zh: string, en: string) => ({
    zh: `${zh}得票占最高票的比例（百分制）`,
    en: `votes (${en}) per cent of the most votes`,
  }),
  votes: (zh: string, en: string) => ({ zh: `${zh}得票数`, en: `votes (${en})` }),
  rank: (zh: string, en: string) => ({ zh: `${zh}得票名次`, en: `place by votes (${en})` }),
} as const

export const ballots = defineMeasure('ballots', schema, (spec, reading): Measure => {
  const { award } = reading
  if (award === undefined) {
    fail(at(reading, 'ballots'), '“ballots”（票数）只用于评选（awards）', '"ballots" is for awards only')
    return brokenMeasure
  }
  const channel = spec.channel ?? award.channels[0]
  if (channel === undefined || !award.channels.includes(channel)) {
    const near = channel === undefined ? undefined : nearest(channel, award.channels)
    const known = award.channels.join('、') || '无'
    fail(
      at(reading, spec.channel === undefined ? 'ballots' : 'channel'),
      `这一奖项没有“${channel ?? ''}”这种投票${near ? `，是否应为“${near}”` : `，ballots.channels 里有：${known}`}`,
      `this award has no channel "${channel ?? ''}"${near ? `; did you mean "${near}"?` : `; its channels are: ${known}`}`,
    )
    return brokenMeasure
  }
  if (spec.channel === undefined && award.channels.length > 1)
    fail(
      at(reading, 'ballots'),
      `这一奖项有几种投票，请写明 channel：${award.channels.join('、')}`,
      `this award has several channels; say which: ${award.channels.join(', ')}`,
    )
  const ballotOf = ({ round }: Frame, subject: number): Ballot | undefined =>
    round?.ballots.get(subject)?.find((ballot) => ballot.channel === channel)
  return {
    words: saidOf[spec.ballots](zhOf(channel), enOf(channel)),
    unit: spec.ballots === 'votes' ? VOTES : NO_UNIT,
    numbers: (frame) => {
      const values = valuesFor(frame)
      const all = frame.once(`votes in ${channel}`, () => frame.round?.votesIn(channel) ?? [])
      const most = all.reduce((a, b) => Math.max(a, b), 0)
      frame.units.forEach(({ subject }, i) => {
        const ballot = ballotOf(frame, subject)
        if (ballot === undefined) {
          values.open[i] = 1
          return
        }
        const { votes, position } = ballot
        frame.trace?.counted(position)
        if (spec.ballots === 'votes') values.num[i] = votes
        else if (spec.ballots === 'rank') values.num[i] = 1 + all.filter((other) => other > votes).length
        else {
          // Where nobody has a vote, nobody has a share.
          values.num[i] = most === 0 ? 0 : votes * 100
          values.den[i] = most === 0 ? 1 : most
        }
      })
      return values
    },
    cited: (frame) =>
      frame.units.map(({ subject }) => ({
        counted: [ballotOf(frame, subject)].flatMap((ballot) => ballot?.position ?? []),
        notCounted: frame.round?.unheededBallots.get(subject) ?? [],
      })),
  }
})
