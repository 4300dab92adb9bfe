/** A unit that merged, moved, was converted or renamed keeps its history: what ended before is answered as ever, to the byte. */
import t from 'tap'
import type { JsonObject, PlainDate, Position } from '../events/event.js'
import { dateOf, dayOf, spanOf } from '../events/time.js'
import { asked } from './district/asks.js'
import { seeded } from './district/seeded.js'

const { ledger, entries } = await seeded()

/** What changes the registry after the units were registered. */
const moves = entries.filter(({ event: { type } }) => /^Unit(Converted|sMerged|Split|Moved|Renamed|Dissolved)$/.test(type))

/** The register and the records themselves are about no period: an end recorded since is in them, as it should be. */
const REGISTERS = new Set(['units', 'events', 'rules'])

/** Everything that is asked of the district about a period that ended before a day, or about the day before it. */
const before = (day: PlainDate) =>
  Object.entries(asked)
    .filter(([question]) => !REGISTERS.has(question))
    .flatMap(([question, all]) => all.map((parameters) => ({ question, parameters })))
    .filter(({ parameters: { period } }) => typeof period !== 'string' || spanOf(period).last < dayOf(day))

/** What moved since an earlier record is asked too: in what is known now, and between two rule sets. */
const changesOf = (day: PlainDate, since: Position): { question: string; parameters: JsonObject }[] =>
  ['2024', '2025']
    .filter((period) => spanOf(period).last < dayOf(day))
    .flatMap((period) => [
      { of: 'ranking', period },
      { of: 'ranking', period, sheet: 'street' },
      { of: 'board', period, scheme: 'wuyou_wuhao' },
      ...['department', 'community', 'veteran_teacher'].map((award) => ({ of: 'award', period, award })),
    ])
    .flatMap((asked) => [{ question: 'changes', parameters: { ...asked, a: { knownAt: String(since) }, b: {} } }])

const answered = (question: string, parameters: JsonObject, asOf: PlainDate, knownAt: Position): string => {
  const answer = ledger.ask(question, parameters, { asOf, knownAt: String(knownAt) })
  // What is compared says of each side on which basis it stands: the record asked for is in it.
  return JSON.stringify(answer.refused ? answer : answer.data, (key, value: unknown) => (key === 'knownAt' ? null : value))
}

t.test('the district has units that merged, moved, were converted and renamed', async (t) => {
  const types = new Set(moves.map(({ event }) => event.type))
  t.same([...types].sort(), ['UnitConverted', 'UnitDissolved', 'UnitMoved', 'UnitRenamed', 'UnitSplit', 'UnitsMerged'])
})

for (const { position, event } of moves) {
  const eve = dateOf(dayOf(event.occurredOn) - 1)
  t.test(`what ended before ${event.type} of ${event.occurredOn} is as it was before it was recorded`, async (t) => {
    let found = 0
    for (const { question, parameters } of [...before(event.occurredOn), ...changesOf(event.occurredOn, position - 300)]) {
      const then = answered(question, parameters, eve, position - 1)
      const now = answered(question, parameters, eve, position)
      found += then.includes('"refused":true') ? 0 : 1
      t.ok(now === then, `${question} ${JSON.stringify(parameters)}`)
    }
    t.ok(found > 0, `${found} answers`)
  })
}

t.test('the same question about the day itself does change: the comparison can fail', async (t) => {
  for (const { position, event } of moves) {
    const about = (knownAt: Position): string => answered('units', {}, event.occurredOn, knownAt)
    t.ok(about(position) !== about(position - 1), event.type)
  }
})
