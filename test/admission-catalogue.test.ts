/** Every type of the catalogue is recorded, corrected and taken back, and what rests on it keeps it. */
import t from 'tap'
import { versionOf } from '../events/define.js'
import type { Proposal } from '../events/event.js'
import { course } from './fixtures/course.js'
import { EVERYTHING, inForce } from './fixtures/in-force.js'
import { definitionOf, registered } from './fixtures/samples.js'
import { type Handed, by, given, idAt, nth, on } from './given.js'

const rules = inForce(EVERYTHING, '2025.1')
const paper = { document: '示关工委〔2026〕9号' }
const LAST = '2026-06-01'
const corrected = (position: number, { type, occurredOn, data }: Proposal): Proposal =>
  on(
    LAST,
    'EventCorrected',
    {
      target: idAt(position),
      targetType: type,
      targetVersion: versionOf(definitionOf(type)),
      occurredOn,
      data,
      reason: '示例',
    },
    paper,
  )
const retracted = (position: number): Proposal => on(LAST, 'EventRetracted', { target: idAt(position), reason: '示例' }, paper)
const attached = (position: number): Proposal =>
  on(
    LAST,
    'EvidenceAttached',
    { target: idAt(position) },
    { evidence: [{ sha256: 'a'.repeat(64), mediaType: 'image/png', bytes: 9 }] },
  )

/** Types that are not recorded by hand, or are acts on others: tested in files of their own. */
const apart = ['rules', 'result', 'correction', 'access']

t.test('the course has a step for every type that is recorded by hand', (t) => {
  const wanted = registered.filter(({ file }) => !apart.includes(file)).map(({ type }) => type)
  t.strictSame(course.map(({ event }) => event.type).sort(), wanted.sort())
  t.end()
})

for (const { before, event, other } of course)
  t.test(`${event.type} is recorded, corrected, supported and taken back`, (t) => {
    const ledger = given(...rules, ...before, event)
    const position = nth(rules.length + before.length)
    ledger.when(corrected(position, event)).thenAdmitted(t)
    ledger.when(corrected(position, other)).thenAdmitted(t)
    ledger.when(attached(position)).thenAdmitted(t)
    ledger.when(retracted(position)).thenAdmitted(t)
    // Whatever it has become, it is corrected and taken back as before.
    const twice = given(...rules, ...before, event, corrected(position, other))
    twice.when(corrected(position, event)).thenAdmitted(t)
    twice.when(retracted(position)).thenAdmitted(t)
    // What was taken back can be recorded anew.
    given(...rules, ...before, event, retracted(position))
      .when(event)
      .thenAdmitted(t)
    t.end()
  })

/** Which steps of the course need the event before them. */
const resting = course.flatMap(({ before, event }) =>
  before.map((base, i): readonly [Proposal, Proposal, number, readonly Handed[]] => [
    base,
    event,
    nth(rules.length + i),
    [...rules, ...[...before, event].map((one) => by('clerk', one))],
  ]),
)

/**
 * Not needed: a merger ends a unit whose title lives on, a plaque is collected of whatever there was, and whoever wins may
 * have been chosen elsewhere.
 */
const free = [
  'UnitsMerged before AccreditationInherited',
  'PlaqueIssued before PlaqueRemoved',
  'AwardProgrammeOpened before AwardLeftVacant',
  'NominationSubmitted before AwardConferred',
  'NominationSubmitted before AwardRevoked',
]

for (const [base, event, position, events] of resting) {
  const name = `${base.type} before ${event.type}`
  t.test(`${name}: ${free.includes(name) ? 'is taken back' : 'is needed'}`, (t) => {
    const ledger = given(...events)
    if (free.includes(name)) ledger.when(retracted(position)).thenAdmitted(t)
    else {
      ledger.when(retracted(position)).thenRefused(t, 'still_needed', { place: 'data.target', zh: '为前提，请先更正或作废' })
      const late = { ...base, occurredOn: '2026-05-01' }
      if (
        definitionOf(base.type).period === undefined &&
        base.data['validFrom'] === undefined &&
        base.data['startsOn'] === undefined &&
        base.data['dueOn'] === undefined
      )
        ledger.when(corrected(position, late)).thenRefused(t, 'still_needed', { place: 'data.target' })
    }
    t.end()
  })
}
