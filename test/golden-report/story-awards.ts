/** The awards of 2025: a tie at the cut, winners of earlier rounds, one award for each, places passed on, a count corrected. */
import type { JsonObject, PlainDate } from '../../events/event.js'
import type { Act, Papers, Story } from '../golden/acts.js'
import { CHAIRS, committeeOf } from '../golden/district.js'

const JURY = ['p-jury1', 'p-jury2', 'p-jury3'] as const

/** Who is nominated by whom on which day, with how many votes, and the points of the jurors in their order. */
type Candidate = readonly [
  subject: string,
  nominator: string,
  on: PlainDate,
  votes: number,
  marks: readonly (string | undefined)[],
]

export function tellAwards({ tell, correct }: Story): void {
  const organiser = 'D01'
  /** A round from its opening to the last mark; gives what was counted of each candidate. */
  const round = (award: string, jury: readonly string[], ...candidates: readonly Candidate[]): ReadonlyMap<string, Act> => {
    const says = (by: string, type: string, on: PlainDate, data: JsonObject) =>
      tell(by, type, on, { period: '2025', award, ...data })
    says(CHAIRS, 'AwardProgrammeOpened', '2025-10-08', { organiser, approvalBasis: '示组批〔2025〕7号', jury: [...jury] })
    for (const [subject, nominator, on, , marks] of candidates) {
      const recused = jury.filter((_, i) => marks[i] === undefined)
      says(committeeOf(nominator), 'NominationSubmitted', on, {
        ...{ subject, nominator },
        ...(recused.length > 0 && { recused }),
      })
    }
    const counted = candidates.map(([subject, , , votes]) => {
      const act = says(CHAIRS, 'BallotCast', '2025-11-03', { subject, channel: 'jury_vote', votes })
      return [subject, act] as const
    })
    for (const [subject, , , , marks] of candidates)
      for (const [i, points] of marks.entries())
        if (points !== undefined) says(CHAIRS, 'ExpertScoreGiven', '2025-11-04', { subject, juror: jury[i]!, points })
    return new Map(counted)
  }
  const conferred = (award: string, period: string, subject: string, rank: number, on: PlainDate, papers: Papers = {}) =>
    tell(CHAIRS, 'AwardConferred', on, { period, award, subject, rank }, papers)

  // Earlier rounds. That of M02 is found in the archive only in 2026.
  const found = { recorded: '2025-01-20' }
  conferred('pacesetter', '2022', 'p-old1', 1, '2022-12-20', found)
  conferred('pacesetter', '2021', 'p-dddd', 1, '2021-12-20', found)
  tell(
    CHAIRS,
    'AwardRevoked',
    '2024-05-06',
    { period: '2021', award: 'pacesetter', subject: 'p-dddd', ground: '示例：材料不实' },
    found,
  )
  conferred('pacesetter', '2019', 'p-aaaa', 1, '2019-12-20', found)
  conferred('volunteer', '2023', 'p-vol9', 1, '2023-12-20', found)
  conferred('department', '2022', 'S01', 1, '2022-12-20', found)
  conferred('department', '2023', 'M02', 1, '2023-12-20', { recorded: '2026-03-05' })

  round(
    'pacesetter',
    JURY,
    ['p-aaaa', 'S01', '2025-10-10', 3, ['90', '88', '92']],
    ['p-bbbb', 'S01', '2025-10-11', 2, ['85', '86', '87']],
    ['p-cccc', 'S02', '2025-10-12', 2, ['86', '86', '86']],
    ['p-dddd', 'M01', '2025-10-13', 1, ['80', '82', undefined]],
    ['p-old1', 'S02', '2025-10-14', 3, ['95', '95', '95']],
  )
  round(
    'volunteer',
    JURY,
    ['p-aaaa', 'S01', '2025-10-10', 3, ['99', '99', '99']],
    ['p-eeee', 'S02', '2025-10-14', 2, ['80', '84', '88']],
    ['p-ffff', 'S01', '2025-10-13', 2, ['84', '84', '84']],
    ['p-vol9', 'S02', '2025-10-15', 1, ['70', '70', '70']],
  )
  round(
    'department',
    JURY,
    ['M01', 'D01', '2025-10-16', 3, ['88', '90', '92']],
    ['M02', 'D01', '2025-10-16', 2, ['70', '75', '80']],
    ['S01', 'D01', '2025-10-17', 3, ['80', '81', '82']],
    ['S02', 'D01', '2025-10-17', 1, ['91', '92', '93']],
  )
  for (const [brand, owner, title] of [
    ['b-reading', 'C001', '示例读书品牌'],
    ['b-choir', 'C004', '示例合唱品牌'],
    ['b-garden', 'C002', '示例花园品牌'],
  ] as const)
    tell(committeeOf(owner), 'BrandDeclared', '2025-02-10', { brand, owner, title })
  const counted = round(
    'brand',
    [...JURY, 'p-jury4'],
    ['b-reading', 'S01', '2025-10-20', 3, ['70', '90', '92', '98']],
    ['b-choir', 'S02', '2025-10-20', 4, ['80', '84', '88', '60']],
    ['b-garden', 'S01', '2025-10-21', 0, ['85', '85', '85', '85']],
  )

  tell(CHAIRS, 'TieResolved', '2025-11-20', {
    ...{ period: '2025', award: 'pacesetter', order: ['p-cccc', 'p-bbbb'], method: 'lot', ground: '示例：当众抽签' },
  })
  const notice = { notice: 'n-pacesetter-2025', publisher: 'D01' }
  tell(CHAIRS, 'NoticeOpened', '2025-11-24', {
    ...{ ...notice, about: { kind: 'award', period: '2025', award: 'pacesetter' }, subjects: ['p-aaaa', 'p-cccc'] },
    ...{ startsOn: '2025-11-24', endsOn: '2025-11-30', calendar: 'days', channel: 'notice_board' },
  })
  tell(CHAIRS, 'ObjectionRaised', '2025-11-26', {
    ...{ ...notice, objection: 'o1', against: 'p-cccc', byKind: 'person', receivedBy: 'arrival', ground: '示例：事迹不实' },
  })
  tell(CHAIRS, 'ObjectionDecided', '2025-12-01', { ...notice, objection: 'o1', upheld: false, reason: '示例：查无实据' })
  tell(CHAIRS, 'NoticeClosed', '2025-12-02', notice)
  for (const [award, subject, rank] of [
    ['pacesetter', 'p-aaaa', 1],
    ['pacesetter', 'p-cccc', 2],
    ['volunteer', 'p-ffff', 1],
    ['department', 'M01', 1],
    ['department', 'M02', 2],
    ['department', 'S01', 1],
    ['brand', 'b-choir', 1],
  ] as const)
    conferred(award, '2025', subject, rank, '2025-12-10')

  correct(counted.get('b-choir')!, '2026-03-20', '计票误录，按原始票单更正', { votes: 3 })
  tell(CHAIRS, 'AwardRevoked', '2026-04-01', { period: '2025', award: 'pacesetter', subject: 'p-aaaa', ground: '示例：材料不实' })
}
