/** Guards of stations: each is opened once, and a unit has one centre station. */
import type * as events from '../../events/station.js'
import type { Refusal } from '../../projections/refusal.js'
import { type Case, type GuardsOf, recordZh, refuseAt } from './case.js'
import { allOn, historyOf, openedBy, wordOf } from './standing.js'
import { keyOf, nameOf } from './units.js'

export const station: GuardsOf<typeof events> = {
  StationOpened: ({ station: code, unit, level }, the) => {
    const first = historyOf(the.facts, keyOf(code))[0]
    if (first === undefined) return level === 'centre' ? centreRefusal(code, unit, the) : undefined
    const position = openedBy(first)
    const unitZh = nameOf(the.facts, wordOf(first, 'unit') ?? '', the.day)
    return refuseAt(
      the,
      ['data', 'station'],
      'already_recorded',
      [
        `代码已由${unitZh}的辅导站使用（${recordZh(position)}），代码不重复使用`,
        `the code was given to a station before (record ${position}); codes are used once`,
      ],
      [position],
    )
  },

  StationUpgraded: ({ station: code, unit, level }, the) => (level === 'centre' ? centreRefusal(code, unit, the) : undefined),
}

/** A unit has one centre station at a time. */
function centreRefusal(code: string, unit: string, the: Case): Refusal | undefined {
  const { facts, day } = the
  const centre = allOn(facts, 'station', unit, day).find(
    (standing) => wordOf(standing, 'level') === 'centre' && wordOf(standing, 'station') !== code,
  )
  if (centre === undefined) return undefined
  const [position, other] = [openedBy(centre), wordOf(centre, 'station') ?? '']
  return refuseAt(
    the,
    ['data', 'level'],
    'already_recorded',
    [
      `${nameOf(facts, unit, day)}已有中心辅导站${other}（${recordZh(position)}），一个单位只设一个`,
      `${unit} has the centre station ${other} (record ${position}); there is one for each unit`,
    ],
    [position],
  )
}
