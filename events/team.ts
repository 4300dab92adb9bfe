/** Who leads: committees, and the people who hold posts in them. */
import { z } from 'zod'
import { closes, defineEvent, happened, opens, rests, say } from './define.js'
import { Holder, must, oneOf, PersonRef, Post, Reason, UnitId } from './fields.js'
import { enOf, zhOf } from './labels.js'

const keyOf = ({ post, person }: { readonly post: string; readonly person: string }) => `${post}/${person}`

/** A unit has a committee of its own from this day on. */
export const CommitteeEstablished = defineEvent({
  label: '成立关工委',
  sentence: ({ unit }) => say(`${unit}成立关工委`, `${unit} established its committee`),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({ unit: UnitId }),
  facts: ({ unit }) => [opens('committee', unit)],
})

const Change = z
  .strictObject({ change: oneOf(['in', 'out']), post: Post, person: PersonRef, holder: Holder.optional() })
  .refine(
    ({ change, holder }) => change === 'out' || holder !== undefined,
    must('holder', '进班子的人须填身份', 'the office of whoever comes in'),
  )

/** A leadership team is adjusted: somebody comes in for every `in`, and leaves for every `out`. */
export const LeadershipTeamAdjusted = defineEvent({
  label: '班子充实调整',
  sentence: ({ unit, changes }) => {
    const count = (wanted: 'in' | 'out') => changes.filter(({ change }) => change === wanted).length
    return say(
      `${unit}充实调整关工委班子，进${count('in')}人、出${count('out')}人`,
      `${unit} adjusted its leadership team: ${count('in')} in, ${count('out')} out`,
    )
  },
  stream: ({ unit }) => `unit-${unit}`,
  data: z
    .strictObject({ unit: UnitId, changes: z.array(Change).min(1).max(60) })
    .refine(
      ({ changes }) => new Set(changes.map(keyOf)).size === changes.length,
      must('changes', '同一人同一职务只列一次', 'each post of a person once'),
    ),
  facts: ({ unit, changes }) => [
    happened(unit),
    ...changes.map(({ change, post, person, holder }) =>
      change === 'in'
        ? opens('role', unit, { key: keyOf({ post, person }), post, person, holder })
        : closes('role', unit, { key: keyOf({ post, person }) }),
    ),
  ],
  restsOn: ({ unit, changes }) =>
    changes.filter(({ change }) => change === 'out').map((change) => rests('role', unit, keyOf(change))),
})

/** Somebody holds a post in the committee of a unit from this day on. */
export const RoleAssigned = defineEvent({
  label: '班子成员任职',
  sentence: ({ unit, post, person, holder }) =>
    say(
      `${person}（${zhOf(holder)}）任${unit}关工委${zhOf(post)}`,
      `${person} (${enOf(holder)}) became ${enOf(post)} of the committee of ${unit}`,
    ),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({ unit: UnitId, post: Post, person: PersonRef, holder: Holder }),
  facts: ({ unit, post, person, holder }) => [opens('role', unit, { key: keyOf({ post, person }), post, person, holder })],
})

/** Somebody leaves a post: this is the first day on which it is no longer held. */
export const RoleEnded = defineEvent({
  label: '班子成员离任',
  sentence: ({ unit, post, person, reason }) =>
    say(
      `${person}不再担任${unit}关工委${zhOf(post)}：${reason}`,
      `${person} is no longer ${enOf(post)} of the committee of ${unit}: ${reason}`,
    ),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({ unit: UnitId, post: Post, person: PersonRef, reason: Reason }),
  facts: ({ unit, post, person }) => [closes('role', unit, { key: keyOf({ post, person }) })],
  restsOn: ({ unit, post, person }) => [rests('role', unit, keyOf({ post, person }))],
})
