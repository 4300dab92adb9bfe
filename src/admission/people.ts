/** Guards of people: whoever leaves a roll was on it, and nobody is engaged twice. */
import { rests } from '../../events/define.js'
import type * as events from '../../events/people.js'
import { dateOf, dayOf, FOREVER } from '../../events/time.js'
import { type GuardsOf, recordZh, refuseAt } from './case.js'
import { allOn, openedBy, standingOn, untilOf, wordOf } from './standing.js'
import { nameOf } from './units.js'

export const people: GuardsOf<typeof events> = {
  VeteranWithdrawn: ({ person, unit }, the) => {
    const { facts, day } = the
    const onRoll = allOn(facts, 'veteran', unit, day)
    if (onRoll.some((standing) => wordOf(standing, 'person') === person)) return undefined
    const elsewhere = allOn(facts, 'veteran', person, day, 'person')
    const units = [...new Set(elsewhere.map((standing) => wordOf(standing, 'unit') ?? ''))]
    const [zh, en] =
      units.length === 0
        ? ['', '']
        : [`，该人登记在${units.map((code) => nameOf(facts, code, day)).join('、')}`, `; that is with ${units.join(', ')}`]
    return refuseAt(
      the,
      ['data', 'person'],
      'not_standing',
      [
        `${dateOf(day)}${nameOf(facts, unit, day)}没有${person}的五老登记${zh}`,
        `on ${dateOf(day)} ${person} was not on the roll of ${unit}${en}`,
      ],
      elsewhere.map(openedBy),
    )
  },

  InstructorEngaged: ({ person, station, startsOn }, the) => {
    const engaged = standingOn(the.facts, rests('engagement', station, person, 'station'), dayOf(startsOn))
    if (engaged === undefined) return undefined
    const position = openedBy(engaged)
    const until = untilOf(engaged)
    const [zh, en] = until === FOREVER ? ['', ''] : [`，聘期至${dateOf(until - 1)}`, ` until ${dateOf(until - 1)}`]
    return refuseAt(
      the,
      ['data', 'startsOn'],
      'already_so',
      [
        `${person}在${startsOn}已是${station}的辅导员（${recordZh(position)}${zh}）；聘期有变的，请更正${recordZh(position)}`,
        `${person} is engaged at ${station} on ${startsOn} already (record ${position}${en}); if the term differs, correct that`,
      ],
      [position],
    )
  },
}
