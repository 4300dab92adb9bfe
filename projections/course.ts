/** The course of units through a scheme: applied, reviewed, recommended, on notice, named, warned, and how far they have come. */
import type { Day, Position, Words } from '../events/event.js'
import { eventTypes } from '../events/index.js'
import { enOf, zhOf } from '../events/labels.js'
import { addYears, BEGINNING, dateOf } from '../events/time.js'
import type { Facts } from './facts/facts.js'
import { happeningsWithin, standingAt } from './facts/query.js'
import { type Holding, type Holdings, heldBefore, heldOn } from './holding.js'
import { numberOf, textOf } from './rules/cells.js'
import type { Scheme } from './rules/scheme.js'

/** How far a unit has come. */
export type Stage =
  | 'none'
  | 'applied'
  | 'prelim_passed'
  | 'prelim_failed'
  | 'recommended'
  | 'on_notice'
  | 'granted'
  | 'inherited'
  | 'due_for_review'
  | 'warned'
  | 'rectifying'
  | 'revoked'
  | 'lapsed'
  | 'expired'

/** Whether the title is held, and how safely. */
export type HoldStatus = 'held' | 'warned' | 'rectifying' | 'expired' | 'revoked' | 'lapsed' | 'none'

/** Something that happened to a unit in the course of a scheme. */
export interface Step {
  readonly position: Position
  readonly day: Day
  readonly type: string
  readonly words: Words
  /** Of a review or an inspection. */
  readonly outcome: string | undefined
  readonly round: string | undefined
}

/** An order that was not accepted yet. */
export interface Order {
  readonly dueOn: Day
  readonly position: Position
}

export interface Course {
  readonly stage: Stage
  readonly status: HoldStatus
  /** The title that is held, or the last one that was. */
  readonly holding: Holding | undefined
  readonly order: Order | undefined
  readonly plaque: Step | undefined
  /** In the order of the days. */
  readonly steps: readonly Step[]
}

/** Types whose rows name the scheme. */
const OWN_STEPS = [
  'AccreditationApplied',
  'PreliminaryReviewed',
  'AccreditationRecommended',
  'RectificationOrdered',
  'RectificationReported',
  'RectificationAccepted',
  'AccreditationReinspected',
  'AccreditationWarned',
  'AccreditationRevoked',
  'AccreditationLapsed',
  'PlaqueIssued',
  'PlaqueRemoved',
  'NoticeOpened',
]

const APPLYING: ReadonlySet<string> = new Set(['AccreditationApplied', 'PreliminaryReviewed', 'AccreditationRecommended'])

/** What the courses of a scheme are made from, looked up once for all units. */
export interface Courses {
  of(subject: number): Course
}

export function coursesOf(facts: Facts, scheme: Scheme, holdings: Holdings, asOf: Day, knownAt: Position): Courses {
  const steps = new Map<number, Step[]>()
  const add = (subject: number, step: Step): void => {
    const list = steps.get(subject)
    if (list === undefined) steps.set(subject, [step])
    // An event with several rows of a unit is one step.
    else if (!list.some(({ position }) => position === step.position)) list.push(step)
  }
  for (const type of OWN_STEPS) stepsOf(facts, type, scheme.id, { asOf, knownAt }, add)
  for (const [subject, list] of holdings)
    for (const { from, position, batch } of list) if (from <= asOf) add(subject, namedStep(facts, from, position, batch))
  const orders = ordersOf(facts, scheme.id, asOf, knownAt)
  const notices = noticesOf(facts, scheme.id, asOf, knownAt)
  return {
    of: (subject) => {
      const own = (steps.get(subject) ?? []).sort((a, b) => a.day - b.day || a.position - b.position)
      return courseOf(facts, scheme, asOf, {
        steps: own,
        holdings: holdings.get(subject) ?? [],
        order: orders.get(subject),
        isOnNotice: (round) => notices.some(({ units, round: of }) => units?.has(subject) ?? of === round),
      })
    },
  }
}

interface Known {
  readonly asOf: Day
  readonly knownAt: Position
}

function stepsOf(
  facts: Facts,
  type: string,
  scheme: string,
  { asOf, knownAt }: Known,
  add: (subject: number, step: Step) => void,
): void {
  const table = facts.table(type, 'unit')
  const column = table?.column('scheme')
  const code = column?.codes?.find(scheme) ?? -1
  if (table === undefined || code < 0) return
  happeningsWithin(table, BEGINNING, asOf, knownAt, (row) => {
    if (column?.values[row] !== code) return
    const [outcome, round] = [textOf(table, 'outcome', row), textOf(table, 'round', row)]
    add(table.subject[row]!, {
      ...{ position: table.position[row]!, day: table.from[row]!, type, outcome, round },
      words: stepWords(type, outcome),
    })
  })
}

const stepWords = (type: string, detail: string | undefined, zh = detail && zhOf(detail)): Words => ({
  zh: `${eventTypes.get(type)?.label ?? type}${zh === undefined ? '' : `（${zh}）`}`,
  en: `${type}${detail === undefined ? '' : ` (${enOf(detail)})`}`,
})

function namedStep(facts: Facts, day: Day, position: Position, batch: string | undefined): Step {
  const type = typeOf(facts, position)
  return { position, day, type, words: stepWords(type, batch, batch), outcome: undefined, round: undefined }
}

const typeOf = ({ history }: Facts, position: Position): string =>
  history.type[position]! < 0 ? '' : history.types.text(history.type[position]!)

/** The orders to put something right that are open, by unit. */
function ordersOf(facts: Facts, scheme: string, asOf: Day, knownAt: Position): ReadonlyMap<number, Order> {
  const orders = new Map<number, Order>()
  const table = facts.table('rectification', 'unit')
  if (table === undefined) return orders
  standingAt(table, undefined, asOf, knownAt, (row) => {
    if (textOf(table, 'scheme', row) === scheme)
      orders.set(table.subject[row]!, { dueOn: numberOf(table, 'dueOn', row) ?? asOf, position: table.position[row]! })
  })
  return orders
}

/** Public notices that are open: the units that they name, or else those of a round. */
interface Notice {
  readonly units: ReadonlySet<number> | undefined
  readonly round: string | undefined
}

function noticesOf(facts: Facts, scheme: string, asOf: Day, knownAt: Position): Notice[] {
  const table = facts.table('notice', 'unit')
  const named = facts.table('NoticeOpened', 'unit')
  if (table === undefined) return []
  const notices: Notice[] = []
  standingAt(table, undefined, asOf, knownAt, (row) => {
    if (textOf(table, 'scheme', row) !== scheme) return
    const units = new Set<number>()
    if (named !== undefined)
      happeningsWithin(named, BEGINNING, asOf, knownAt, (it) => {
        if (named.position[it] === table.openedBy[row]) units.add(named.subject[it]!)
      })
    notices.push({ units: units.size === 0 ? undefined : units, round: textOf(table, 'round', row) })
  })
  return notices
}

interface Unit {
  readonly steps: readonly Step[]
  readonly holdings: readonly Holding[]
  readonly order: Order | undefined
  readonly isOnNotice: (round: string | undefined) => boolean
}

function courseOf(facts: Facts, scheme: Scheme, asOf: Day, { steps, holdings, order, isOnNotice }: Unit): Course {
  const held = heldOn(holdings, asOf)
  const holding = held ?? heldBefore(holdings, asOf)
  const plaque = steps.findLast(({ type }) => type === 'PlaqueIssued' || type === 'PlaqueRemoved')
  const common = { holding, order, plaque, steps }
  if (held !== undefined) {
    const stage = stageHeld(scheme, asOf, held, steps, order)
    return { ...common, stage, status: stage === 'warned' || stage === 'rectifying' ? stage : 'held' }
  }
  const ended = holding === undefined ? 'none' : endedBy(facts, holding)
  return { ...common, stage: order === undefined ? stageSought(steps, holding, ended, isOnNotice) : 'rectifying', status: ended }
}

function stageHeld(
  { reviewYears }: Scheme,
  asOf: Day,
  { from, isInherited }: Holding,
  steps: readonly Step[],
  order: Order | undefined,
): Stage {
  const since = steps.filter(({ day }) => day >= from)
  // What was accepted, and what an inspection let stand, is over.
  const settled = since.findLastIndex(
    ({ type, outcome }) => type === 'RectificationAccepted' || (type === 'AccreditationReinspected' && outcome === 'keep'),
  )
  const open = since.slice(settled + 1)
  if (order !== undefined || open.some(({ type, outcome }) => type === 'AccreditationReinspected' && outcome === 'rectify'))
    return 'rectifying'
  if (open.some(({ type }) => type === 'AccreditationWarned')) return 'warned'
  const looked = since.findLast(({ type }) => type === 'AccreditationReinspected')?.day ?? from
  if (reviewYears !== undefined && addYears(looked, reviewYears) <= asOf) return 'due_for_review'
  return isInherited ? 'inherited' : 'granted'
}

function endedBy(facts: Facts, { closedBy }: Holding): 'expired' | 'revoked' | 'lapsed' {
  if (closedBy < 0) return 'expired'
  return typeOf(facts, closedBy) === 'AccreditationRevoked' ? 'revoked' : 'lapsed'
}

/** A title is sought by what came after the last one: after its end where it was taken away, otherwise after it was given. */
function stageSought(
  steps: readonly Step[],
  holding: Holding | undefined,
  ended: HoldStatus,
  isOnNotice: Unit['isOnNotice'],
): Stage {
  const [day, position] =
    holding === undefined
      ? [BEGINNING, -1]
      : ended === 'expired'
        ? [holding.from, holding.position]
        : [holding.until, holding.closedBy]
  const last = steps.findLast(
    (step) => APPLYING.has(step.type) && step.day >= day && (step.day > day || step.position > position),
  )
  if (last === undefined) return isOnNotice(undefined) ? 'on_notice' : (ended as Stage)
  if (last.type === 'PreliminaryReviewed') {
    if (last.outcome === 'rejected') return 'prelim_failed'
    if (last.outcome === 'rectify') return 'rectifying'
  }
  if (isOnNotice(last.round)) return 'on_notice'
  if (last.type === 'AccreditationApplied') return 'applied'
  return last.type === 'AccreditationRecommended' ? 'recommended' : 'prelim_passed'
}

/** A step as answers show it. */
export const shownStep = ({ position, day, type, words }: Step) => ({ position, on: dateOf(day), type, words })

/** The inspections of a unit from the first day of the period that counts on, 检查验收; they are of no scheme by name. */
export function inspectionsOf(
  facts: Facts,
  subject: number,
  { from, asOf, knownAt }: Known & { readonly from: Day },
): readonly Step[] {
  const table = facts.table('InspectionHeld', 'unit')
  const found = new Map<Position, Step>()
  if (table === undefined) return []
  happeningsWithin(table, from, asOf, knownAt, (row) => {
    if (table.subject[row] !== subject) return
    const [position, type] = [table.position[row]!, 'InspectionHeld']
    const words = stepWords(type, textOf(table, 'method', row))
    found.set(position, { position, day: table.from[row]!, type, words, outcome: undefined, round: undefined })
  })
  return [...found.values()]
}
