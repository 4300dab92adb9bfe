/** Guards of awards: who may be nominated by whom, what is voted and scored how often, what is conferred and left vacant. */
import type * as events from '../../events/award.js'
import { kindOfSubject } from '../../events/fields.js'
import { enOf, periodZh, zhOf } from '../../events/labels.js'
import { rests } from '../../events/define.js'
import { isRefusal, type Refusal } from '../../projections/refusal.js'
import type { Award } from '../../projections/rules/award.js'
import { pointsOf, pointsText } from '../../projections/rules/fraction.js'
import { nearest } from '../../projections/rules/reading.js'
import { kindRefusal, nominatorRefusal, poolRefusal, recusedRefusal, subjectRefusal, unknownPool } from './award-nomination.js'
import { awardFor, juryOf, kindOn, type Round, rowsOf, whoseAward } from './award-round.js'
import { type Case, type GuardsOf, recordZh, refuseAt } from './case.js'
import { meant } from './faults.js'
import { openedBy, standingOn } from './standing.js'
import { nameOf, unitOn } from './units.js'

export const award: GuardsOf<typeof events> = {
  AwardProgrammeOpened: (data, the) => {
    const found = awardFor(data, the)
    if (isRefusal(found)) return found
    const [before] = rowsOf(the.facts, 'AwardProgrammeOpened', 'unit', data)
    if (before !== undefined)
      return twice(the, 'award', `${whoseAward(found, data)}的评选启动`, 'the round was opened', before.position)
    return juryRefusal(found, data.jury, the)
  },

  NominationSubmitted: (data, the) => {
    const found = awardFor(data, the)
    if (isRefusal(found)) return found
    const { subject } = data
    const [before] = rowsOf(the.facts, 'NominationSubmitted', kindOfSubject(subject), data, { subject })
    if (before !== undefined) return twice(the, 'subject', `对${subject}的推荐`, `${subject} was nominated`, before.position)
    return (
      subjectRefusal(found, data, the) ??
      poolRefusal(found, data, the) ??
      nominatorRefusal(found, data, the) ??
      recusedRefusal(data, the)
    )
  },

  BallotCast: (data, the) => {
    const found = awardFor(data, the)
    if (isRefusal(found)) return found
    const { subject, channel, votes } = data
    if (!found.channels.includes(channel))
      return refuseAt(the, ['data', 'channel'], 'validation_failed', [
        `“${found.title}”没有${zhOf(channel)}（${channel}），可用：` +
          (found.channels.map((one) => `${one}（${zhOf(one)}）`).join('、') || '无'),
        `the award ${found.id} has no channel ${channel}; it has: ${found.channels.join(', ') || 'none'}`,
      ])
    const before = rowsOf(the.facts, 'BallotCast', kindOfSubject(subject), data, { subject }).find(
      (row) => row.word('channel') === channel,
    )
    if (before !== undefined)
      return twice(
        the,
        'channel',
        `${subject}的${zhOf(channel)}计票`,
        `the ${enOf(channel)} of ${subject} was counted`,
        before.position,
      )
    return channel === 'jury_vote' ? tooManyVotes(found, data, votes, the) : undefined
  },

  ExpertScoreGiven: (data, the) => {
    const found = awardFor(data, the)
    if (isRefusal(found)) return found
    return scoreRefusal(found, data, the) ?? jurorRefusal(data, the) ?? scoredBefore(data, the)
  },

  TieResolved: (data, the) => {
    const found = awardFor(data, the)
    return isRefusal(found) ? found : undefined
  },

  AwardConferred: (data, the) => {
    const { subject } = data
    const found = awardFor(data, the)
    // Winners of years for which nobody adopted rules here are recorded all the same.
    if (isRefusal(found)) return found.code === 'no_rules' ? undefined : found
    const held = standingOn(the.facts, rests('award', subject, `${data.period}/${data.award}`, kindOfSubject(subject)), the.day)
    if (held !== undefined)
      return twice(the, 'subject', `授予${subject}“${found.title}”`, `it was conferred on ${subject}`, openedBy(held))
    return kindRefusal(found, subject, the)
  },

  AwardLeftVacant: ({ places, pool, ...data }, the) => {
    const found = awardFor(data, the)
    if (isRefusal(found)) return found
    if (!found.mayBeVacant)
      return refuseAt(the, ['data', 'award'], 'validation_failed', [
        `按评选办法，“${found.title}”的名额不得空缺`,
        `by the rules no place of the award ${found.id} is left vacant`,
      ])
    const hasPools = found.pools.some(({ id }) => id !== undefined)
    const wrong = hasPools || pool !== undefined ? unknownPool(found, pool, the) : undefined
    if (wrong !== undefined) return wrong
    const quota = found.pools.find(({ id }) => id === pool)?.quota ?? found.quota
    const left = rowsOf(the.facts, 'AwardLeftVacant', 'unit', data)
      .filter((row) => row.word('pool') === pool)
      .reduce((sum, row) => sum + (row.number('places') ?? 0), 0)
    if (left + places <= quota) return undefined
    return refuseAt(the, ['data', 'places'], 'out_of_range', [
      `名额只有${quota}名${left > 0 ? `，已空缺${left}名` : ''}，不能空缺${places}名`,
      `there are ${quota} places${left > 0 ? `, of which ${left} are vacant already` : ''}; ${places} cannot be left vacant`,
    ])
  },
}

/** What there is only one of is corrected, not recorded again. */
const twice = (the: Case, field: string, zh: string, en: string, position: number): Refusal =>
  refuseAt(
    the,
    ['data', field],
    'already_recorded',
    [
      `${zh}已有${recordZh(position)}，只能有一条；有出入的请更正${recordZh(position)}`,
      `${en} by record ${position} already; if it differs, correct that record`,
    ],
    [position],
  )

function juryRefusal({ leastJury, evaluators, title, id }: Award, jury: readonly string[], the: Case): Refusal | undefined {
  if (jury.length < leastJury)
    return refuseAt(the, ['data', 'jury'], 'out_of_range', [
      `“${title}”的评委不少于${leastJury}名，收到的是${jury.length}名`,
      `the jury of ${id} has at least ${leastJury} members, not ${jury.length}`,
    ])
  if (evaluators === undefined) return undefined
  for (const [i, juror] of jury.entries()) {
    const kind = kindOn(juror, the)
    if (evaluators.includes(juror) || (kind !== undefined && evaluators.includes(kind))) continue
    return refuseAt(the, ['data', 'jury', i], 'wrong_judge', [
      `“${title}”由${evaluators.map((one) => zhOf(one)).join('、')}评选，` +
        `${unitOn(the.facts, juror, the.day) === undefined ? juror : nameOf(the.facts, juror, the.day)}不能作评委`,
      `the award ${id} is judged by ${evaluators.map(enOf).join(', ')}; ${juror} cannot be on the jury`,
    ])
  }
  return undefined
}

/** Each juror approves a candidate at most once, and so many candidates in all. */
function tooManyVotes({ approvals, id, subject }: Award, round: Round, votes: number, the: Case): Refusal | undefined {
  const jury = juryOf(round, the)
  if (jury === undefined) return notOpened(round, the)
  const size = jury.codes.size
  const because = [jury.position]
  const path = ['data', 'votes']
  if (votes > size)
    return refuseAt(
      the,
      path,
      'out_of_range',
      [
        `评委共${size}名，一名候选人得票不超过${size}票，收到的是${votes}票`,
        `the jury has ${size} members: at most ${size} votes, not ${votes}`,
      ],
      because,
    )
  if (approvals === undefined) return undefined
  const cast = rowsOf(the.facts, 'BallotCast', subject, round).filter((row) => row.word('channel') === 'jury_vote')
  const sum = cast.reduce((total, row) => total + (row.number('votes') ?? 0), 0)
  const most = size * approvals
  if (sum + votes <= most) return undefined
  return refuseAt(
    the,
    path,
    'out_of_range',
    [
      `评委${size}名，每名最多投${approvals}票，共${most}票；已计${sum}票，再计${votes}票就超过了`,
      `${size} jurors approve ${approvals} each, ${most} in all; ${sum} votes of ${id} are counted, ${votes} more are too many`,
    ],
    because,
  )
}

const notOpened = ({ period, award: id }: Round, the: Case): Refusal =>
  refuseAt(the, ['data', 'award'], 'not_standing', [
    `${periodZh(period)}“${id}”还没有评选启动的记录，评委名单在其中，请先录入`,
    `the round ${period} of ${id} was not opened: record its opening, which names the jury, first`,
  ])

interface Score extends Round {
  readonly subject: string
  readonly juror: string
  readonly criterion?: string | undefined
  readonly points: string
}

/** Points by one of the criteria, or as a whole, up to the most that the rules allow. */
function scoreRefusal({ expertMax, criteria, title, id }: Award, { criterion, points }: Score, the: Case): Refusal | undefined {
  if (expertMax === undefined)
    return refuseAt(the, ['data', 'award'], 'validation_failed', [
      `按评选办法，“${title}”不由评委打分`,
      `by the rules the award ${id} is not scored by jurors`,
    ])
  const by = criteria.find((one) => one.id === criterion)
  const isWrong = criteria.length === 0 ? criterion !== undefined : by === undefined
  if (isWrong) {
    const near =
      criterion === undefined
        ? undefined
        : nearest(
            criterion,
            criteria.map((one) => one.id),
          )
    const names = criteria.map((one) => `${one.id}（${one.title}）`).join('、')
    const [zh, en] =
      criteria.length === 0
        ? ['只打总分，不写要素', 'is scored as a whole']
        : [`按要素打分：${names}`, `is scored by: ${criteria.map((one) => one.id).join(', ')}`]
    const hint = meant(near)
    return refuseAt(the, ['data', 'criterion'], 'validation_failed', [
      `“${title}”${zh}${hint.zh}`,
      `the award ${id} ${en}${hint.en}`,
    ])
  }
  const max = by?.max ?? expertMax
  if (pointsOf(points) <= max) return undefined
  return refuseAt(the, ['data', 'points'], 'out_of_range', [
    `“${by?.title ?? title}”每名评委最高打${pointsText(max)}分，收到的是${points}`,
    `a juror gives ${by === undefined ? id : `${id} by ${by.id}`} at most ${pointsText(max)} points, not ${points}`,
  ])
}

function jurorRefusal({ juror, subject, ...round }: Score, the: Case): Refusal | undefined {
  const jury = juryOf(round, the)
  if (jury === undefined) return notOpened(round, the)
  const path = ['data', 'juror']
  if (!jury.codes.has(juror)) {
    const names = [...jury.codes]
    const [zh, en] = [`，评委是：${names.join('、')}`, `; on it are: ${names.join(', ')}`]
    return refuseAt(
      the,
      path,
      'wrong_judge',
      [`${juror}不是这一奖项的评委${zh}`, `${juror} is not on the jury${en}`],
      [jury.position],
    )
  }
  const [recusal] = rowsOf(the.facts, 'NominationSubmitted', 'recused', round, { subject: juror }).filter(
    (row) => row.word('candidate') === subject,
  )
  if (recusal === undefined) return undefined
  return refuseAt(
    the,
    path,
    'wrong_judge',
    [
      `${juror}对${subject}应当回避（${recordZh(recusal.position)}），不能打分`,
      `${juror} is recused for ${subject} (record ${recusal.position})`,
    ],
    [recusal.position],
  )
}

function scoredBefore({ subject, juror, criterion, ...round }: Score, the: Case): Refusal | undefined {
  const before = rowsOf(the.facts, 'ExpertScoreGiven', kindOfSubject(subject), round, { subject }).find(
    (row) => row.word('juror') === juror && row.word('criterion') === criterion,
  )
  const what = criterion === undefined ? '' : `的 ${criterion} `
  return before && twice(the, 'juror', `${juror}给${subject}${what}的打分`, `${juror} scored ${subject}`, before.position)
}
