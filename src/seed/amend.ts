/** What goes wrong in keeping books, and is put right: evidence that comes later, mistakes, things recorded twice. */
import type { Day, JsonObject, Proposal } from '../../events/event.js'
import { definitionOf } from '../../events/codec.js'
import { versionOf } from '../../events/define.js'
import { civilOf, dateOf } from '../../events/time.js'
import { workdayFrom } from './calendar.js'
import type { District } from './district.js'
import { type Act, files, type Notebook, propose } from './notebook.js'
import { habits } from './odds.js'
import type { Random } from './random.js'
import { corrections, evidenceNotes, retractions } from './words.js'

/** Something that an act states, and the act. */
export interface Target {
  readonly act: Act
  readonly index: number
}

export interface Amending {
  readonly notebook: Notebook
  /** Acts that were amended already: one mistake each is enough. */
  readonly touched: Set<Act>
}

const proposalOf = ({ act, index }: Target): Proposal => act.proposals[index]!

/** The paper on which a mistake is admitted. */
const paper = (day: Day, number: number): string => `示关工更〔${civilOf(day).year}〕${number}号`

/** Writes a correction: the whole content as it should be. */
export function correct(
  { notebook, touched }: Amending,
  target: Target,
  how: { day: Day; number: number; reason: string; data?: JsonObject; occurredOn?: Day; again?: boolean },
): void {
  const { type, occurredOn, occurredUntil, data } = proposalOf(target)
  const { act, index } = target
  const day = workdayFrom(how.day)
  const content = {
    target: notebook.idOf(act, index),
    targetType: type,
    targetVersion: versionOf(definitionOf(type)),
    occurredOn: how.occurredOn === undefined ? occurredOn : dateOf(how.occurredOn),
    ...(occurredUntil !== undefined && { occurredUntil }),
    data: { ...data, ...how.data },
    reason: how.reason,
  }
  const key = `corrected-${act.key}-${index}${how.again === true ? '-again' : ''}`
  notebook.write(day, act.principal, key, propose('EventCorrected', day, content, { document: paper(day, how.number) }))
  touched.add(act)
}

/** Writes a retraction. */
export function retract(
  { notebook, touched }: Amending,
  { act, index }: Target,
  how: { day: Day; number: number; reason: string },
): void {
  const day = workdayFrom(how.day)
  const data = { target: notebook.idOf(act, index), reason: how.reason }
  const document = paper(day, how.number)
  notebook.write(day, act.principal, `retracted-${act.key}-${index}`, propose('EventRetracted', day, data, { document }))
  touched.add(act)
}

/** Goes through everything written so far and gives it its share of mistakes. */
export function writeMistakes(amending: Amending, district: District): void {
  const { notebook, touched } = amending
  const places = new Map(district.places.map((place) => [place.principal, place]))
  for (const act of [...notebook.acts]) {
    const [proposal] = act.proposals
    const place = places.get(act.principal)
    if (proposal === undefined || act.proposals.length > 1 || place === undefined || place.portrait.still || touched.has(act))
      continue
    const looks = notebook.chance('mistakes', act.principal, act.key)
    const target = { act, index: 0 }
    if (proposal.type === 'ActivityHeld') {
      if (proposal.evidence === undefined && looks.chance(habits.evidenceLater)) attach(amending, target, looks)
      if (looks.chance(habits.twice)) recordTwice(amending, target, looks)
    }
    if (proposal.type === 'VeteranRegistered' || proposal.type === 'RoleAssigned') {
      if (looks.chance(habits.wrongPerson)) wrongPerson(amending, target, looks)
    } else if (looks.chance(habits.corrected)) mistake(amending, target, looks)
  }
}

function attach({ notebook }: Amending, { act, index }: Target, looks: Random): void {
  const day = workdayFrom(act.day + looks.between(10, 120))
  const evidence = files(`${act.principal}/${act.key}/later`, 1)
  const data = { target: notebook.idOf(act, index), note: looks.pick(evidenceNotes) }
  notebook.write(day, act.principal, `evidence-${act.key}`, propose('EvidenceAttached', day, data, { evidence }))
}

/** Two people record the same activity; when somebody notices, the second record is withdrawn. */
function recordTwice(amending: Amending, target: Target, looks: Random): void {
  const { notebook } = amending
  const { act } = target
  const original = proposalOf(target)
  const audience = { minors: looks.between(8, 70), adults: looks.between(2, 25) }
  const day = workdayFrom(act.day + looks.between(1, 9))
  const key = `${act.key}-twice`
  const second: Proposal = { ...original, data: { ...original.data, audience } }
  notebook.write(day, act.principal, key, second)
  const copy = notebook.acts.at(-1)
  if (copy?.key !== key) return
  const noticed = day + looks.between(8, 75)
  const how = { day: noticed, number: looks.between(1, 60), reason: looks.pick(retractions.slice(0, 2)) }
  retract(amending, { act: copy, index: 0 }, how)
}

/** Standings are put right as well: the days on which they held are worked out again. */
function wrongPerson(amending: Amending, target: Target, looks: Random): void {
  const how = { day: target.act.day + looks.between(10, 60), number: looks.between(1, 60) }
  if (proposalOf(target).type === 'VeteranRegistered') retract(amending, target, { ...how, reason: '已在其他社区登记，重复登记' })
  else correct(amending, target, { ...how, reason: '身份误录，按任职文件更正', data: { holder: 'veteran_teacher' } })
}

/** A mistake of the kind that its type invites, and the correction of it. */
function mistake(amending: Amending, target: Target, looks: Random): void {
  const proposal = proposalOf(target)
  const { type, data } = proposal
  const right = rightOf(type, data, looks)
  if (right === undefined) return
  const day = target.act.day + looks.between(4, 70)
  const number = looks.between(1, 60)
  correct(amending, target, { day, number, ...right })
  // The last correction wins: now and then the first was wrong as well.
  if (type === 'ActivityHeld' && looks.chance(habits.correctedAgain)) {
    const again = rightOf(type, data, looks)
    if (again !== undefined) correct(amending, target, { day: day + 25, number: number + 3, again: true, ...again })
  }
}

interface Right {
  readonly reason: string
  readonly data: JsonObject
}

function rightOf(type: string, data: JsonObject, looks: Random): Right | undefined {
  switch (type) {
    case 'ActivityHeld':
      return looks.chance(habits.wrongAudience)
        ? {
            reason: looks.pick(corrections.audience),
            data: { audience: { minors: looks.between(8, 60), adults: looks.between(2, 20) } },
          }
        : {
            reason: looks.pick(corrections.wording),
            data: { programme: looks.pick(['gratitude', 'responsibility', 'kindness']) },
          }
    case 'FundsAllocated':
      return {
        reason: looks.pick(corrections.amount),
        data: { amountCny: looks.pick(['1500.00', '2000.00', '3000.00', '5000.00']) },
      }
    case 'InformationPublished':
      return { reason: corrections.level[0]!, data: { level: 'district', outlet: '示例区关工委简报' } }
    case 'EnrolmentReported': {
      const linked = Math.trunc((Number(data['linked']) * looks.between(85, 97)) / 100)
      return { reason: looks.pick(corrections.figures), data: { linked } }
    }
    default:
      return undefined
  }
}
