/** Award rounds as tests state them: a rule set of a few awards, and what is recorded about them. */
import type { JsonObject, PlainDate } from '../../events/event.js'
import type { AwardStanding } from '../../projections/award-shown.js'
import { asking, draft, district, ruleDocument, unit } from './asking.js'
import type { Draft } from './book.js'
import { adopting } from './view.js'

/** One award as YAML: two places for persons, votes 40 : experts 60, unless it says otherwise. */
export const award = (id: string, more = '', places = 2): string => {
  const unless = (said: string, text: string): string => (more.includes(said) ? '' : text)
  return [
    `  - id: ${id}\n    title: 示例奖项${id}\n    period: year\n    quota: ${places}\n`,
    unless('subject:', '    subject: person\n'),
    unless('    ballots:', '    ballots: { channels: [jury_vote], approvals: 10 }\n'),
    unless('    expert:', '    expert: { max: 100 }\n'),
    unless('score:', WEIGHTED),
    more,
  ].join('')
}

const WEIGHTED = `    score:
      weighted:
        - { id: votes, title: 投票, of: { ballots: share, channel: jury_vote }, weight: 40 }
        - { id: marks, title: 评分, of: { expert: mean }, weight: 60 }
`

/** A rule set of awards, from 2026 on. */
export const awardRules = (awards: readonly string[], ruleset = 'awards-2026', from: PlainDate = '2026-01-01'): JsonObject =>
  ruleDocument(ruleset, from, `awards:\n${awards.join('')}`)

/** The district, two departments, and the awards in force. */
export const roundLedger = (awards: readonly string[]): Draft[] => [
  ...district,
  unit('M01', 'member_unit', 'D01'),
  unit('M02', 'member_unit', 'D01'),
  ...adopting(awardRules(awards), '2025-12-01'),
]

export const JURY = ['p-jury1', 'p-jury2', 'p-jury3', 'p-jury4', 'p-jury5']

/** Everything about one award of a round. */
export function about(awardId: string, period = '2026') {
  const round = { period, award: awardId }
  const on = `${period}-11-02`
  return {
    opened: (jury: readonly string[] = JURY): Draft =>
      draft('AwardProgrammeOpened', `${period}-10-08`, {
        ...round,
        organiser: 'D01',
        approvalBasis: '示组批〔2025〕7号',
        jury: [...jury],
      }),
    nominated: (subject: string, more: JsonObject = {}, day = `${period}-10-12`): Draft =>
      draft('NominationSubmitted', day, { ...round, subject, nominator: 'S01', ...more }),
    voted: (subject: string, votes: number, channel = 'jury_vote'): Draft =>
      draft('BallotCast', on, { ...round, subject, channel, votes }),
    marked: (subject: string, juror: string, points: string, criterion?: string): Draft =>
      draft('ExpertScoreGiven', on, { ...round, subject, juror, points, ...(criterion !== undefined && { criterion }) }),
    resolved: (...order: readonly string[]): Draft =>
      draft('TieResolved', `${period}-11-05`, { ...round, order: [...order], method: 'vote', ground: '示例' }),
    vacant: (places: number, pool?: string): Draft =>
      draft('AwardLeftVacant', `${period}-11-06`, {
        ...{ ...round, organiser: 'D01', places, reason: '示例' },
        ...(pool !== undefined && { pool }),
      }),
    conferred: (subject: string, rank?: number, day = `${period}-12-01`): Draft =>
      draft('AwardConferred', day, { ...round, subject, ...(rank !== undefined && { rank }) }),
    revoked: (subject: string, day: PlainDate): Draft => draft('AwardRevoked', day, { ...round, subject, ground: '示例' }),
    /** A candidate with votes and the same points from every juror. */
    standing: (subject: string, votes: number, points: string, more: JsonObject = {}): Draft[] => {
      const it = about(awardId, period)
      return [it.nominated(subject, more), it.voted(subject, votes), ...JURY.map((juror) => it.marked(subject, juror, points))]
    },
  }
}

/** The ledger of some awards and what was recorded about them; positions are counted from the first of the records. */
export function ledgerOf(awards: readonly string[], drafts: readonly Draft[]) {
  const before = roundLedger(awards)
  const ledger = asking([...before, ...drafts])
  const at = before.length
  return {
    at,
    ask: ledger.ask,
    all: (asked = {}, request = {}) =>
      ledger.answer<readonly AwardStanding[]>('awards', { period: '2026', ...asked }, { asOf: '2026-12-31', ...request }),
    one: (id = 'a', request = {}) =>
      ledger.answer<readonly AwardStanding[]>('awards', { period: '2026', award: id }, { asOf: '2026-12-31', ...request })[0]!,
  }
}

/** What became of each candidate: `p-aaaa 1 97.00 winner` */
export const lines = ({ candidates }: AwardStanding): string[] =>
  candidates.map(({ subject, rank, total, status }) => `${subject.code} ${rank ?? '-'} ${total} ${status}`)
/** Why who was left out. */
export const whyNot = ({ candidates }: AwardStanding): string[] =>
  candidates.flatMap(({ subject, excluded }) => excluded.map(({ condition, why }) => `${subject.code} ${condition}: ${why.zh}`))

/** An award of departments and streets, one place each. */
export const POOLS = `    subject: unit
    pools:
      - { id: departments, title: 部门组, quota: 1, units: [member_unit] }
      - { id: streets, title: 街道组, quota: 1, units: [street] }
`
