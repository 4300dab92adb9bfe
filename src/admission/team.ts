/** Guards of leadership: one chair at a time, whoever leaves was there. */
import { rests } from '../../events/define.js'
import type { Path } from '../../events/misfit.js'
import { zhOf } from '../../events/labels.js'
import type * as events from '../../events/team.js'
import type { Refusal } from '../../projections/refusal.js'
import { type Case, type GuardsOf, recordZh, refuseAt } from './case.js'
import { restRefusal } from './rests.js'
import { allOn, openedBy, standingOn, wordOf } from './standing.js'
import { nameOf } from './units.js'

/** Posts that one person alone holds in a committee. */
const SINGLE: ReadonlySet<string> = new Set(['chair', 'executive_vice_chair'])

interface Role {
  readonly unit: string
  readonly post: string
  readonly person: string
}

export const team: GuardsOf<typeof events> = {
  RoleAssigned: (role, the) => heldRefusal(role, ['data', 'post'], the),

  LeadershipTeamAdjusted: ({ unit, changes }, the) => {
    const leaving = new Set(changes.filter(({ change }) => change === 'out').map(({ post, person }) => `${post}/${person}`))
    const coming = new Map<string, number>()
    for (const [i, { change, post, person }] of changes.entries()) {
      const path = ['data', 'changes', i]
      const refusal =
        change === 'out'
          ? restRefusal(rests('role', unit, `${post}/${person}`), path, the)
          : (comingTwice(post, coming.get(post), [...path, 'post'], the) ??
            alreadyIn({ unit, post, person }, [...path, 'person'], the) ??
            heldRefusal({ unit, post, person }, [...path, 'post'], the, leaving))
      if (refusal !== undefined) return refusal
      if (change === 'in') coming.set(post, i)
    }
    return undefined
  },
}

/** A post of one person is free, or becomes free in the same act. */
function heldRefusal(
  { unit, post, person }: Role,
  path: Path,
  the: Case,
  leaving: ReadonlySet<string> = new Set(),
): Refusal | undefined {
  if (!SINGLE.has(post)) return undefined
  const { facts, day } = the
  const holder = allOn(facts, 'role', unit, day).find((standing) => {
    const other = wordOf(standing, 'person') ?? ''
    return wordOf(standing, 'post') === post && other !== person && !leaving.has(`${post}/${other}`)
  })
  if (holder === undefined) return undefined
  const [position, other] = [openedBy(holder), wordOf(holder, 'person') ?? '']
  return refuseAt(
    the,
    path,
    'already_recorded',
    [
      `${nameOf(facts, unit, day)}的${zhOf(post)}现为${other}（${recordZh(position)}），请先录其离任`,
      `${other} is ${post} of ${unit} (record ${position}); record the end of that first`,
    ],
    [position],
  )
}

function comingTwice(post: string, other: number | undefined, path: Path, the: Case): Refusal | undefined {
  if (other === undefined || !SINGLE.has(post)) return undefined
  return refuseAt(the, path, 'already_recorded', [
    `${zhOf(post)}只能一人，第${other + 1}项已有人进班子任此职`,
    `there is one ${post}; data.changes.${other} fills the post already`,
  ])
}

/** Nobody comes in twice. */
function alreadyIn({ unit, post, person }: Role, path: Path, the: Case): Refusal | undefined {
  const { facts, day } = the
  const standing = standingOn(facts, rests('role', unit, `${post}/${person}`), day)
  if (standing === undefined) return undefined
  const position = openedBy(standing)
  return refuseAt(
    the,
    path,
    'already_so',
    [`${person}已任${zhOf(post)}（${recordZh(position)}）`, `${person} is ${post} already (record ${position})`],
    [position],
  )
}
