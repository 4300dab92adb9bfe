/** Who leads the district committee: its chairs since it was founded, the change of 2025, and the survey that followed. */
import { dayOf } from '../../events/time.js'
import { FIRST_DAY } from './calendar.js'
import { DISTRICT, type District, OFFICE } from './district.js'
import { type Notebook, propose } from './notebook.js'

/** The day on which each chair came. The last of them goes on; the others became advisors, 历任老主任任参谋. */
const CHAIRS_SINCE = ['2004-06-01', '2010-03-12', '2015-06-19', '2020-01-10'] as const

/** Three former chairs are advisors since the present team came, the fourth since he was relieved. */
const TEAM_SINCE = dayOf('2023-06-12')
const ADJUSTED = dayOf('2025-01-15')

export function writeLeaders(notebook: Notebook): void {
  const assign = (on: number, post: string, person: string, holder: string) =>
    propose('RoleAssigned', on, { unit: DISTRICT, post, person, holder })
  const write = (day: number, key: string, ...proposals: ReturnType<typeof propose>[]) =>
    notebook.write(day, OFFICE, key, ...proposals)
  write(FIRST_DAY, 'committee', propose('CommitteeEstablished', dayOf('2004-05-28'), { unit: DISTRICT }))
  const chairs = CHAIRS_SINCE.map((since) => ({ since: dayOf(since), person: notebook.person() }))
  const former = chairs.slice(0, -1)
  const history = chairs.flatMap(({ since, person }, i) => {
    const next = chairs[i + 1]
    const came = assign(since, 'chair', person, 'second_line_leader')
    const left = { unit: DISTRICT, post: 'chair', person, reason: '换届调整' }
    return next === undefined ? [came] : [came, propose('RoleEnded', next.since, left)]
  })
  write(FIRST_DAY, 'chairs', ...history)
  write(
    FIRST_DAY,
    'team',
    assign(TEAM_SINCE, 'honorary_chair', notebook.person(), 'deputy_party_secretary'),
    ...former.map(({ person }) => assign(TEAM_SINCE, 'advisor', person, 'retired_leader')),
    assign(TEAM_SINCE, 'executive_vice_chair', notebook.person(), 'veteran_cadre'),
    assign(TEAM_SINCE, 'secretary_general', notebook.person(), 'staff'),
    ...Array.from({ length: 8 }, () => assign(TEAM_SINCE, 'member', notebook.person(), 'department_head')),
  )
  const { person: relieved } = chairs.at(-1)!
  const changes = [
    { change: 'out', post: 'chair', person: relieved },
    { change: 'in', post: 'chair', person: notebook.person(), holder: 'second_line_leader' },
    { change: 'in', post: 'advisor', person: relieved, holder: 'retired_leader' },
    ...Array.from({ length: 2 }, () => ({
      change: 'in',
      post: 'member',
      person: notebook.person(),
      holder: 'department_head',
    })),
  ]
  const document = '示委办〔2025〕3号'
  write(ADJUSTED + 1, 'adjusted', propose('LeadershipTeamAdjusted', ADJUSTED, { unit: DISTRICT, changes }, { document }))
}

/** The new team goes to the grass roots for a month and a half. It counts on its first day. */
export function writeSurvey(notebook: Notebook, { streets, places }: District): void {
  const [from, until] = [dayOf('2025-03-10'), dayOf('2025-04-24')]
  const some = notebook.chance('survey').sample(
    places.filter(({ first }) => first <= from),
    36,
  )
  const visited = [...streets, ...some].map(({ code }) => code)
  const findings = '走访10个街道和36个社区、村，班子老化、辅导站发展不平衡的问题较为突出，建议先行调整5个街道的班子。'
  const surveyed = propose('FieldSurveyConducted', from, { unit: DISTRICT, visited, findings }, { until })
  notebook.write(until + 4, OFFICE, 'survey-2025', surveyed)
}
