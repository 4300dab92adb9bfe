/** The slow twin of the fact table: lists and filters, from scratch for every question. They share only `events/`. */
import { definitionOf, lift, UnreadableEvent } from '../../events/codec.js'
import type { Cells, Happening, StandingChange } from '../../events/define.js'
import type { Day, EvidenceFile, Json, JsonObject, LedgerEvent, Position } from '../../events/event.js'
import type { ColumnKind } from '../../events/fields.js'
import { columnsOfStanding } from '../../events/standings.js'
import { countingDay, dayOf, FOREVER } from '../../events/time.js'
import type { Entry } from './book.js'

/** A row of the fact table in plain values. */
export interface PlainRow {
  readonly position: Position
  readonly name: string
  readonly as: string
  readonly subject: string
  readonly from: Day
  readonly until: Day
  readonly occurred: Day
  readonly period: string | undefined
  readonly evidence: number
  readonly closedBy: Position | undefined
  /** The event that opened a standing, whatever changed it since. */
  readonly openedBy: Position | undefined
  readonly cells: Readonly<Record<string, string | number | boolean>>
}

/** What an event says, as it is known, and what became of it. */
interface Said {
  readonly position: Position
  readonly type: string
  readonly isReadable: boolean
  occurredOn: string
  data: JsonObject
  /** What each event brought for it: itself, and the attachments. */
  readonly files: Map<Position, readonly EvidenceFile[]>
  attachedTo: Said | undefined
  correctedBy: Position | undefined
  retractedBy: Position | undefined
}

export interface Knowledge {
  readonly rows: readonly PlainRow[]
  readonly voids: readonly Position[]
  readonly unreadable: readonly Position[]
  readonly correctedBy: ReadonlyMap<Position, Position>
  readonly retractedBy: ReadonlyMap<Position, Position>
}

/** Everything that is known at a position. */
export function knowledgeAt(entries: readonly Entry[], knownAt: Position): Knowledge {
  const said = new Map<string, Said>()
  const voids: Position[] = []
  for (const entry of entries.slice(0, knownAt + 1)) {
    if (said.has(entry.id)) voids.push(entry.position)
    else said.set(entry.id, hear(entry, said))
  }
  const all = [...said.values()]
  const standing = all.filter(({ isReadable, retractedBy }) => isReadable && retractedBy === undefined)
  return {
    rows: [...standing.flatMap(happeningsOf), ...standingsOf(standing)],
    voids,
    unreadable: all.filter(({ isReadable }) => !isReadable).map(({ position }) => position),
    correctedBy: new Map(
      all.flatMap(({ position, correctedBy }) => (correctedBy === undefined ? [] : [[position, correctedBy]])),
    ),
    retractedBy: new Map(
      all.flatMap(({ position, retractedBy }) => (retractedBy === undefined ? [] : [[position, retractedBy]])),
    ),
  }
}

/** Takes in what an event says, and lets it act on what was said before. */
function hear({ position, event }: Entry, before: ReadonlyMap<string, Said>): Said {
  const said = (isReadable: boolean): Said => ({
    position,
    type: event?.type ?? '',
    isReadable,
    occurredOn: event?.occurredOn ?? '',
    data: event?.data ?? {},
    files: new Map([[position, event?.evidence ?? []]]),
    attachedTo: undefined,
    correctedBy: undefined,
    retractedBy: undefined,
  })
  if (event === undefined) return said(false)
  const target = before.get(String(event.data['target']))
  if (target === undefined || target.retractedBy !== undefined) return said(true)
  const isAboutAnAct = ['EventCorrected', 'EventRetracted', 'EvidenceAttached'].includes(target.type)
  if (event.type === 'EventCorrected' && target.isReadable && !isAboutAnAct && target.type === event.data['targetType']) {
    const data = correctedData(event)
    if (data === undefined) return said(false)
    target.data = data
    target.occurredOn = String(event.data['occurredOn'])
    target.correctedBy = position
  }
  if (event.type === 'EvidenceAttached' && target.isReadable && !isAboutAnAct) {
    target.files.set(position, event.evidence ?? [])
    return { ...said(true), attachedTo: target }
  }
  if (event.type === 'EventRetracted' && (!isAboutAnAct || target.type === 'EvidenceAttached' || !target.isReadable)) {
    target.retractedBy = position
    target.attachedTo?.files.delete(target.position)
  }
  return said(true)
}

function correctedData({ position, data }: LedgerEvent): JsonObject | undefined {
  try {
    return lift(position, String(data['targetType']), Number(data['targetVersion']), data['data'] as JsonObject)
  } catch (error) {
    if (error instanceof UnreadableEvent) return undefined
    throw error
  }
}

const filesOf = ({ files }: Said): number => new Set([...files.values()].flat().map(({ sha256 }) => sha256)).size

const periodOf = ({ type, data }: Said): string | undefined => definitionOf(type).period?.(data)

const dayCounted = (said: Said): Day => countingDay(dayOf(said.occurredOn), periodOf(said))

function happeningsOf(said: Said): PlainRow[] {
  const { position, type, data, occurredOn } = said
  const definition = definitionOf(type)
  const { columns, dataColumns } = definition
  const ofData: Cells = Object.fromEntries(
    dataColumns.map(({ name, path }) => [name, path.reduce<Json | undefined>(inside, data) as string]),
  )
  return definition
    .facts(data)
    .filter((fact): fact is Happening => fact.fact === 'happened')
    .map(({ subject, as, cells }) => ({
      position,
      name: type,
      as,
      subject,
      from: dayCounted(said),
      until: dayCounted(said) + 1,
      occurred: dayOf(occurredOn),
      period: periodOf(said),
      evidence: filesOf(said),
      closedBy: undefined,
      openedBy: undefined,
      cells: plain({ ...ofData, ...defined(cells) }, columns),
    }))
}

const inside = (value: Json | undefined, key: string): Json | undefined => (value as JsonObject | undefined)?.[key]

const defined = (cells: Cells): Cells => Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== undefined))

function plain(cells: Cells, columns: Readonly<Record<string, ColumnKind>>): PlainRow['cells'] {
  const value = (column: string, cell: string | number | boolean) => {
    if (columns[column] === 'decimal') return Math.round(Number(cell) * 10_000)
    return columns[column] === 'day' ? dayOf(String(cell)) : cell
  }
  return Object.fromEntries(
    Object.entries(cells).flatMap(([column, cell]) => (cell === undefined ? [] : [[column, value(column, cell)]])),
  )
}

/** What an event does to one key from a day on. */
interface Step {
  readonly said: Said
  readonly change: StandingChange
  readonly day: Day
}

function standingsOf(all: readonly Said[]): PlainRow[] {
  const steps = all.flatMap((said) =>
    definitionOf(said.type)
      .facts(said.data)
      .filter((fact): fact is StandingChange => fact.fact !== 'happened')
      .map((change): Step => ({ said, change, day: change.from === undefined ? dayCounted(said) : dayOf(change.from) })),
  )
  const keyed = steps.filter(({ change }) => change.key !== undefined)
  const keys = new Map(
    keyed.map((step) => [JSON.stringify([step.change.name, step.change.as, step.change.subject, step.change.key]), step]),
  )
  return [...keys.values()].flatMap(({ change: { name, as, subject, key = '' } }) => {
    const concerning = steps.filter(({ change }) => {
      const isSameHolder = change.name === name && change.as === as && change.subject === subject
      return isSameHolder && (change.key === key || (change.key === undefined && key.startsWith(change.prefix)))
    })
    // Sorting is stable: what one event says about a key on a day stays in its order.
    return rowsOfKey(concerning.sort((a, b) => a.day - b.day || a.said.position - b.said.position))
  })
}

/** What stands on a day: the step that said it last, its cells, and the day on which it ends by its own term. */
interface State {
  readonly by: Step
  readonly opened: Step
  readonly cells: Cells
  readonly term: Day
}

function stateOn(day: Day, steps: readonly Step[]): State | undefined {
  const sofar = steps.filter((step) => step.day <= day)
  return sofar.reduce<State | undefined>((state, step) => after(stillOn(state, step.day), step), undefined)
}

const stillOn = (state: State | undefined, day: Day): State | undefined =>
  state !== undefined && day < state.term ? state : undefined

function after(state: State | undefined, step: Step): State | undefined {
  const { fact, until, cells } = step.change
  const term = until === undefined ? undefined : dayOf(until)
  if (fact === 'opens') return { by: step, opened: step, cells: defined(cells), term: term ?? FOREVER }
  if (fact === 'closes' || state === undefined) return undefined
  return { ...state, by: step, cells: { ...state.cells, ...defined(cells) }, term: term ?? state.term }
}

/** Asks what stands on each day on which something may change; days in a row that the same step decides are one row. */
function rowsOfKey(steps: readonly Step[]): PlainRow[] {
  const terms = steps.flatMap(({ change: { until } }) => (until === undefined ? [] : [dayOf(until)]))
  const days = [...new Set([...steps.map(({ day }) => day), ...terms])].sort((a, b) => a - b)
  const states = days.map((day) => ({ day, state: stillOn(stateOn(day, steps), day) }))
  const starts = states.filter(({ state }, i) => state !== undefined && state.by !== states[i - 1]?.state?.by)
  return starts.map(({ day, state }) => {
    const { by, opened, cells, term } = state as State
    const end = states.find((later) => later.day > day && later.state?.by !== by)?.day ?? FOREVER
    const ender = end < term ? steps.find((step) => step.day === end) : undefined
    return {
      position: by.said.position,
      name: by.change.name,
      as: by.change.as,
      subject: by.change.subject,
      from: day,
      until: end,
      occurred: day,
      period: undefined,
      evidence: filesOf(by.said),
      closedBy: ender?.said.position,
      openedBy: opened.said.position,
      cells: plain(cells, columnsOfStanding(by.change.name)),
    }
  })
}
