/** Judgements where the rules leave a range of points: what is admitted, and what is refused with the range. */
import assert from 'node:assert/strict'
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import { dayOf } from '../events/time.js'
import { isRefusal } from '../projections/refusal.js'
import { adoptRules, proposeRules } from '../src/admission/acts.js'
import { by, given, on } from './given.js'

const TEXT = `
ruleset: "2025.1"
grammar: 1
title: 示例办法
effective: { from: 2025-01-01 }
points: { step: "0.01", round: half_up }
sheets:
  - id: community
    title: 社区百分考评
    appraises: community
    appraiser: parent
    period: year
    headings:
      - id: work
        title: 工作
        items:
          - { id: complaints, title: 投诉, measure: { judged: cases }, scale: { each: "-0.5" } }
          - { id: order, title: 秩序, measure: { judged: points }, scale: { range: { from: "-2", to: "-0.5" } } }
          - id: reproof
            title: 通报
            measure: { judged: cases }
            scale: { table: { talk: ["-2", "-0.5"], expelled: "-10" } }
`

/** The proposals by which the rules above come into force. */
function adopted() {
  const proposed = proposeRules(given().view, TEXT, dayOf('2024-12-10'))
  assert(Array.isArray(proposed), JSON.stringify(proposed))
  const before = proposed.map((proposal) => by('office', proposal))
  const adoption = adoptRules(given(...before).view, '2025.1', { principal: 'chairs', today: dayOf('2024-12-20') })
  assert(!isRefusal(adoption))
  return [...before, ...adoption.map((proposal) => by('chairs', proposal))]
}
const rules = adopted()

const judged = (value: JsonObject, { clause }: { readonly clause: string }) =>
  on('2025-12-20', 'ItemJudged', {
    ...{ sheet: 'community', period: '2025', unit: 'C001', assessor: 'S01', reason: '示例' },
    clause,
    value,
  })
const points = (text: string): JsonObject => ({ kind: 'points', points: text })

t.test('points that the rules leave to the assessor lie in their range, or are none', (t) => {
  const order = { clause: 'work.order' }
  for (const text of ['-2', '-0.5', '0'])
    given(...rules)
      .when(judged(points(text), order))
      .thenAdmitted(t)
  for (const text of ['-2.01', '-0.49', '0.5'])
    given(...rules)
      .when(judged(points(text), order))
      .thenRefused(t, 'out_of_range', { place: 'data.value.points', zh: ['“秩序”的分数应在-2.00至-0.50分之间', text] })
  t.end()
})

t.test('so do those of each case, where its level has a range; others have the points of the table', (t) => {
  const found = (...cases: JsonObject[]) => judged({ kind: 'cases', cases }, { clause: 'work.reproof' })
  given(...rules)
    .when(
      found({ level: 'talk', count: 2, points: '-2' }, { level: 'talk', count: 1, points: '0' }, { level: 'expelled', count: 1 }),
    )
    .thenAdmitted(t)
  given(...rules)
    .when(found({ level: 'expelled', count: 1 }, { level: 'talk', count: 1, points: '-2.5' }))
    .thenRefused(t, 'out_of_range', { place: 'data.value.cases.1.points', zh: ['“通报”talk的分数应在-2.00至-0.50分之间'] })
  given(...rules)
    .when(found({ level: 'talk', count: 1 }))
    .thenRefused(t, 'validation_failed', {
      place: 'data.value.cases.0.points',
      zh: ['每起的分数由考评单位在-2.00至-0.50分之间评定'],
    })
  given(...rules)
    .when(found({ level: 'expelled', count: 1, points: '-10' }))
    .thenRefused(t, 'validation_failed', { place: 'data.value.cases.0.points', zh: ['分值由规则写定'] })
  given(...rules)
    .when(found({ level: 'fired', count: 1 }))
    .thenRefused(t, 'validation_failed', { zh: ['没有等次“fired”', 'talk-2.00至-0.50分'] })
  given(...rules)
    .when(judged({ kind: 'cases', cases: [{ count: 1, points: '-1' }] }, { clause: 'work.complaints' }))
    .thenRefused(t, 'validation_failed', { zh: ['不必写points'] })
  t.end()
})
