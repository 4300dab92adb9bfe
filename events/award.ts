/**
 * Award rounds, 十佳评选: opened, nominated, voted on, scored, conferred. The subject of every fact is the nominated
 * person, unit, station or brand, in the role of what it is. Who wins is derived; what was conferred is recorded.
 */
import { z } from 'zod'
import { closes, defineEvent, happened, opens, rests, say } from './define.js'
import {
  AnyPeriod,
  Count,
  DocumentRef,
  FormerSubjectId,
  JurorId,
  kindOfSubject,
  listOf,
  must,
  oneOf,
  Ordinal,
  Points,
  Reason,
  Slug,
  SubjectId,
  UnitId,
} from './fields.js'
import { enOf, periodZh, zhOf } from './labels.js'

interface Round {
  readonly period: string
  readonly award: string
}

const roundFields = { period: AnyPeriod, award: Slug }

const streamOf = ({ period, award }: Round) => `award-${period}-${award}`
const periodOf = ({ period }: Round) => period
const keyOf = ({ period, award }: Round) => `${period}/${award}`
const roundZh = ({ period, award }: Round) => `${periodZh(period)} ${award}`

const happenedTo = (subject: string) => happened(subject, kindOfSubject(subject))
const nominated = (subject: string, round: Round) => rests('candidacy', subject, keyOf(round), kindOfSubject(subject))

/** A round is opened, with the paper that allows it and its jury. Members of the jury may be units or people. */
export const AwardProgrammeOpened = defineEvent({
  label: '评选启动',
  sentence: ({ organiser, approvalBasis, jury, ...round }) =>
    say(
      `${organiser}启动${roundZh(round)} 评选（依据：${approvalBasis}），评委${jury.length}名`,
      `${organiser} opened the award ${round.award} of ${round.period} (${approvalBasis}) with a jury of ${jury.length}`,
    ),
  stream: streamOf,
  period: periodOf,
  timing: 'filing',
  data: z.strictObject({
    ...roundFields,
    organiser: UnitId,
    approvalBasis: DocumentRef,
    jury: listOf(JurorId, { max: 100 }),
  }),
  facts: ({ organiser, jury }) => [happened(organiser), ...jury.map((juror) => happened(juror, 'juror'))],
})

/** A unit nominates a candidate. `recused` are the jurors who do not score this one, 回避. */
export const NominationSubmitted = defineEvent({
  label: '推荐人选',
  sentence: ({ subject, nominator, ...round }) =>
    say(
      `${nominator}推荐${subject}参评${roundZh(round)}`,
      `${nominator} nominated ${subject} for the award ${round.award} of ${round.period}`,
    ),
  stream: streamOf,
  period: periodOf,
  timing: 'judgement',
  data: z.strictObject({
    ...roundFields,
    subject: SubjectId,
    nominator: UnitId,
    /** Where an award has pools that do not follow from what the candidate is. */
    pool: Slug.optional(),
    recused: listOf(JurorId, { max: 100 }).optional(),
  }),
  rows: { candidate: 'code' },
  facts: ({ period, award, subject, recused = [] }) => [
    happenedTo(subject),
    ...recused.map((juror) => happened(juror, 'recused', { candidate: subject })),
    opens('candidacy', subject, { as: kindOfSubject(subject), key: keyOf({ period, award }), award, round: period }),
  ],
})

/** How many votes a candidate had in one channel. Nobody's vote is known. */
export const BallotCast = defineEvent({
  label: '计票',
  sentence: ({ subject, channel, votes, ...round }) =>
    say(
      `${roundZh(round)}：${subject}在${zhOf(channel)}中得${votes}票`,
      `${subject} had ${votes} votes (${enOf(channel)}) for the award ${round.award} of ${round.period}`,
    ),
  stream: streamOf,
  period: periodOf,
  timing: 'judgement',
  data: z.strictObject({
    ...roundFields,
    subject: SubjectId,
    channel: oneOf(['jury_vote', 'member_unit_vote', 'representative_vote', 'public_vote']),
    votes: Count,
  }),
  facts: ({ subject }) => [happenedTo(subject)],
  restsOn: ({ subject, ...round }) => [nominated(subject, round)],
})

/** A juror scores a candidate, as a whole or by one criterion. */
export const ExpertScoreGiven = defineEvent({
  label: '评委打分',
  sentence: ({ subject, juror, criterion, points, reason, ...round }) => {
    const about = criterion === undefined ? say('', '') : say(`的 ${criterion} `, ` for ${criterion}`)
    const why = reason === undefined ? say('', '') : say(`。理由：${reason}`, `. Reason: ${reason}`)
    return say(
      `${roundZh(round)}：评委${juror}给${subject}${about.zh}打${points}分${why.zh}`,
      `${juror} gave ${subject} ${points} points${about.en} for the award ${round.award} of ${round.period}${why.en}`,
    )
  },
  stream: streamOf,
  period: periodOf,
  timing: 'judgement',
  data: z
    .strictObject({
      ...roundFields,
      subject: SubjectId,
      juror: JurorId,
      criterion: Slug.optional(),
      points: Points,
      reason: Reason.optional(),
    })
    .refine(({ points }) => !points.startsWith('-'), must('points', '不小于0的分数', 'points from 0')),
  facts: ({ subject }) => [happenedTo(subject)],
  restsOn: ({ subject, ...round }) => [nominated(subject, round)],
})

/** The order of candidates whom the rules leave tied, the first first. The ledger draws no lots: it records them. */
export const TieResolved = defineEvent({
  label: '并列裁定',
  sentence: ({ order, method, ground, ...round }) =>
    say(
      `${roundZh(round)}：并列者经${zhOf(method)}依次为${order.join('、')}。理由：${ground}`,
      `those tied for ${round.award} of ${round.period} rank, by ${enOf(method)}, ${order.join(', ')}. Reason: ${ground}`,
    ),
  stream: streamOf,
  period: periodOf,
  timing: 'judgement',
  data: z.strictObject({
    ...roundFields,
    order: listOf(SubjectId, { min: 2, max: 100 }),
    method: oneOf(['decision', 'vote', 'lot']),
    ground: Reason,
  }),
  rows: { rank: 'count' },
  facts: ({ order }) => order.map((subject, i) => happened(subject, kindOfSubject(subject), { rank: i + 1 })),
  restsOn: ({ order, ...round }) => order.map((subject) => nominated(subject, round)),
})

/** An award is conferred: it is held until it is revoked. It need not have been voted on in this ledger. */
export const AwardConferred = defineEvent({
  label: '授予称号',
  sentence: ({ subject, rank, period, award }) =>
    say(
      `授予${subject}称号 ${award}（${periodZh(period)}${rank === undefined ? '' : `，第${rank}名`}）`,
      `${subject} received the award ${award} of ${period}${rank === undefined ? '' : ` as number ${rank}`}`,
    ),
  stream: streamOf,
  period: periodOf,
  timing: 'judgement',
  data: z.strictObject({
    ...roundFields,
    subject: SubjectId,
    rank: Ordinal.optional(),
    /** Number of the published result that it rests on. */
    basisResult: Ordinal.optional(),
  }),
  facts: ({ period, award, subject }) => [
    happenedTo(subject),
    opens('award', subject, { as: kindOfSubject(subject), key: keyOf({ period, award }), award, round: period }),
  ],
})

/** Places of an award are left vacant, 从缺. */
export const AwardLeftVacant = defineEvent({
  label: '奖项空缺',
  sentence: ({ organiser, places, reason, ...round }) =>
    say(
      `${organiser}决定${roundZh(round)} 空缺${places}名：${reason}`,
      `${organiser} left ${places} places of the award ${round.award} of ${round.period} vacant: ${reason}`,
    ),
  stream: streamOf,
  period: periodOf,
  timing: 'judgement',
  data: z.strictObject({ ...roundFields, organiser: UnitId, places: Ordinal, pool: Slug.optional(), reason: Reason }),
  facts: ({ organiser }) => [happened(organiser)],
})

/**
 * An award is taken back: this is the first day on which it is no longer held. It counts on its own day, which may lie
 * years after the round, so that it belongs to no period.
 */
export const AwardRevoked = defineEvent({
  label: '撤销称号',
  sentence: ({ subject, ground, period, award }) =>
    say(
      `撤销${subject}的称号 ${award}（${periodZh(period)}）：${ground}`,
      `the award ${award} of ${period} was taken back from ${subject}: ${ground}`,
    ),
  stream: streamOf,
  data: z.strictObject({ ...roundFields, subject: FormerSubjectId, ground: Reason }),
  facts: ({ period, award, subject }) => [
    happenedTo(subject),
    closes('award', subject, { as: kindOfSubject(subject), key: keyOf({ period, award }) }),
  ],
  restsOn: ({ subject, ...round }) => [rests('award', subject, keyOf(round), kindOfSubject(subject))],
})
