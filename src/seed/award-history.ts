/** Awards that were conferred before this ledger had rules for them: who holds them is not eligible again for years. */
import { dayOf } from '../../events/time.js'
import * as choices from './award-candidates.js'
import type { Candidate } from './awards.js'
import { FIRST_DAY } from './calendar.js'
import { OFFICE } from './district.js'
import { propose } from './notebook.js'

const EARLIER = '2023'
const CONFERRED = dayOf('2023-12-26')
/** They are written into the books of 2024 when everybody is there. */
const RECORDED = dayOf('2024-02-26')

/** The winners of each award, who are taken for this round. */
export function writeEarlier(field: choices.Field): ReadonlyMap<string, readonly Candidate[]> {
  const earlier = new Map<string, readonly Candidate[]>()
  const known = field.veterans.filter(({ from }) => from < RECORDED)
  const veterans = (category: string) => choices.veteransIn({ ...field, veterans: known }, category)
  /** Founded or made a community afterwards. */
  const later = new Set(
    field.district.places.filter(({ code, first }) => first !== FIRST_DAY || code.startsWith('V')).map(({ code }) => code),
  )
  const stranger = field.notebook.strangers('earlier-volunteers')
  const volunteers = Array.from({ length: 4 }, () => ({ subject: stranger(), nominator: field.education }))
  const lists = [
    ['veteran_cadre', veterans('veteran_cadre'), 10],
    ['veteran_model', veterans('veteran_model'), 10],
    ['veteran_expert', veterans('veteran_expert'), 8],
    ['veteran_soldier', veterans('veteran_soldier'), 10],
    ['veteran_teacher', veterans('veteran_teacher'), 10],
    ['teacher_volunteer', volunteers, 4],
    ['community_committee', choices.communitiesIn(field).filter(({ subject }) => subject !== 'C060'), 10],
    ['school_committee', choices.schoolsIn(field), 10],
    ['department', [...choices.memberUnitsIn(field).slice(0, 1), ...choices.streetsIn(field).slice(5, 6)], 2],
  ] as const
  for (const [award, from, count] of lists) {
    const looks = field.notebook.chance('award', EARLIER, award)
    const candidates: Candidate[] = []
    for (const { subject, nominator } of looks.sample(from, count)) {
      if (nominator === undefined || field.taken.has(subject) || later.has(subject)) continue
      field.taken.add(subject)
      candidates.push({ subject, nominator })
    }
    const conferred = candidates.map(({ subject }, i) =>
      propose('AwardConferred', CONFERRED, { period: EARLIER, award, subject, rank: i + 1 }, { document: '示委〔2023〕41号' }),
    )
    field.notebook.write(RECORDED, OFFICE, `conferred-${award}-${EARLIER}`, ...conferred)
    earlier.set(award, candidates)
  }
  return earlier
}
