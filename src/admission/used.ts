/** Ids that people give: each is used once, and whoever deals with what it names says whose it is. */
import { standings } from '../../events/standings.js'
import type { Path } from '../../events/misfit.js'
import type { Refusal } from '../../projections/refusal.js'
import { type Case, recordZh, refuseAt } from './case.js'
import { openedBy, subjectOf, withWord } from './standing.js'
import { nameOf } from './units.js'

/** Standings of a unit that are keyed by an id, which stands in the column of the same name. */
export type Named = 'resource' | 'notice' | 'brand'

/** Refuses an id that was given before, by whomever. */
export function usedRefusal(name: Named, id: string, the: Case): Refusal | undefined {
  const { facts, day } = the
  const [first] = withWord(facts, name, name, id)
  if (first === undefined) return undefined
  const [position, owner] = [openedBy(first), subjectOf(facts, first)]
  return refuseAt(
    the,
    ['data', name],
    'already_recorded',
    [
      `代号“${id}”已由${nameOf(facts, owner, day)}使用（${recordZh(position)}），代号不重复使用；内容有出入的，请更正${recordZh(position)}`,
      `the id "${id}" was given by ${owner} before (record ${position}); ids are used once; ` +
        `if it differs, correct record ${position}`,
    ],
    [position],
  )
}

/** Refuses a unit beside an id that is another's. What was never given is refused by whoever looks for it. */
export function ownerRefusal(name: Named, id: string, owner: string, path: Path, the: Case): Refusal | undefined {
  const { facts, day } = the
  const all = withWord(facts, name, name, id)
  const [first] = all
  if (first === undefined || all.some((standing) => subjectOf(facts, standing) === owner)) return undefined
  const [position, right] = [openedBy(first), subjectOf(facts, first)]
  const label = standings[name].label
  return refuseAt(
    the,
    path,
    'not_standing',
    [
      `${label} ${id} 属于${nameOf(facts, right, day)}（${recordZh(position)}），应写 ${right}，收到的是 ${owner}`,
      `the ${name} ${id} is that of ${right} (record ${position}), not of ${owner}`,
    ],
    [position],
  )
}
