/** What an evaluation stands on: the facts known, the days that count, the units it is about, and who wants to know why. */
import type { Day, Period, Position, Words } from '../../events/event.js'
import type { Span } from '../../events/time.js'
import type { Facts } from '../facts/facts.js'
import type { Roster, RosterUnit } from '../roster.js'
import type { Duty } from './duty.js'
import type { Round } from './round.js'

/** Collects for an explanation what the measures of one clause saw. Present only for a roster of one. */
export interface Trace {
  /** This event counted. */
  counted(position: Position): void
  /** This event was considered and did not count. */
  rejected(position: Position, why: Words): void
  /** Something is missing, such as the conference of a quarter. */
  missing(what: Words): void
  /** How the number came about, where events alone do not say it: who gave which points. */
  note?(what: Words): void
  /** Where it is present: a number rests on this event, which did not count for the unit itself, such as one of a rival. */
  rests?(position: Position): void
}

/** Something about a result that people should look at. It changes no points. */
export interface Flag {
  readonly kind: 'assessors_apart'
  readonly address: string
  /** Who judged, in the order of the sheet, and what they gave. */
  readonly offices: readonly string[]
  readonly points: readonly string[]
  readonly gap: string
  /** How far apart they may be. */
  readonly allowed: string
}

/** Its presence asks for reasons; each clause collects its own. */
export const IGNORED: Trace = { counted: () => undefined, rejected: () => undefined, missing: () => undefined }
/** The same for whoever wants to know of other units' events too. */
export const IGNORED_RESTS: Trace = { ...IGNORED, rests: () => undefined }

/** A result whose points a measure asks for. */
export interface Wanted {
  /** Id of a sheet; without it the one that appraises the kind of the unit. */
  readonly sheet: string | undefined
  /** Address of a heading, item or clause; without it the total. */
  readonly address: string | undefined
  /** The period of the frame, the one before, or the last one that is over. */
  readonly period: 'this' | 'previous' | 'closed'
}

export interface Scores {
  /** Points of a unit in 1/10,000; undefined where it has none: not appraised, not judged yet, void. */
  of(unit: RosterUnit): number | undefined
  /** The events that counted for them; on demand also those of other units that they rest on. */
  counted(unit: RosterUnit, withRests?: boolean): readonly Position[]
}

/** Looks up results of this and other sheets for the units of a frame. */
export type Results = (frame: Frame, wanted: Wanted) => Scores

export interface Frame {
  readonly facts: Facts
  readonly knownAt: Position
  readonly period: Period
  /** The days whose happenings count: the period up to `asOf`. */
  readonly window: Span
  readonly asOf: Day
  /** The day of which standings and 历年累计 are; the last day of the window, unless the window is a period that closed before. */
  readonly standingDay?: Day | undefined
  /** The units that stood on the last day of the window. */
  readonly roster: Roster
  readonly sheet: string
  /** The kind of unit that the sheet appraises; without it nobody is compared with others. */
  readonly appraises?: string | undefined
  /** The frame of all units of the sheet, where that was made already. */
  readonly whole?: Frame | undefined
  readonly duties: ReadonlyMap<string, Duty>
  /** The units that are evaluated. Vectors of values are indexed like this list. */
  readonly units: readonly RosterUnit[]
  /** Those whose facts count: each unit for itself, or the members of groups, of which `units` then has one each. */
  readonly members: readonly Member[]
  /** Index into `units` of a subject, -1 for others. */
  readonly unitOf: Int32Array
  /** The same for all units of a kind below, at whatever level, 按期末隶属关系计算. */
  childOf(kind: string): Int32Array
  readonly trace: Trace | undefined
  /** Takes what should be looked at, for a unit of the frame; the same flag may come more than once. */
  readonly flag?: ((unit: number, flag: Flag) => void) | undefined
  /** Without it nothing has a result. */
  readonly results?: Results | undefined
  /** The votes and scores of the candidates, where an award is evaluated. */
  readonly round?: Round
  /** What several clauses need is made for the first of them and kept for this evaluation. */
  once<Made>(key: unknown, make: () => Made): Made
}

/** The day of which standings are. */
export const standingDayOf = ({ standingDay, window }: Pick<Frame, 'standingDay' | 'window'>): Day => standingDay ?? window.last

export interface FrameOptions extends Omit<Frame, 'unitOf' | 'childOf' | 'once' | 'window' | 'members'> {
  readonly window: Span
  readonly members?: readonly Member[]
}

/** Somebody or something whose facts count for the unit of an index. */
export interface Member {
  readonly code: string
  /** Index in `facts.subjects`. */
  readonly subject: number
  readonly index: number
}

export function frameOf(options: FrameOptions): Frame {
  const { facts, units, roster } = options
  const members = options.members ?? units.map(({ code, subject }, index) => ({ code, subject, index }))
  const unitOf = new Int32Array(facts.subjects.size).fill(-1)
  for (const { subject, index } of members) unitOf[subject] = index
  const indexOfCode = new Map(members.map(({ code, index }) => [code, index]))
  const made = new Map<unknown, unknown>()
  const once = <Made>(key: unknown, make: () => Made): Made => {
    if (!made.has(key)) made.set(key, make())
    return made.get(key) as Made
  }
  const childOf = (kind: string): Int32Array =>
    once(kind, () => {
      const parents = new Int32Array(facts.subjects.size).fill(-1)
      for (const unit of roster.units)
        if (unit.kind === kind) parents[unit.subject] = roster.nearestAbove(unit, indexOfCode) ?? -1
      return parents
    })
  return { ...options, members, unitOf, childOf, once }
}

/** The frame of all units that the sheet appraises, among whom each has its place: without a trace, and without flags. */
export const wholeOf = (frame: Frame): Frame =>
  frame.once(wholeOf, () => {
    const { whole, period, sheet, roster } = frame
    const quiet = { trace: undefined, flag: undefined }
    if (whole?.period === period && whole.sheet === sheet) return { ...whole, ...quiet }
    const units = roster.units.filter(({ kind }) => kind === frame.appraises)
    const isWhole = units.length === frame.units.length && units.every(({ code }, i) => code === frame.units[i]!.code)
    if (isWhole) return { ...frame, ...quiet }
    const { members: _, ...shared } = frame
    return frameOf({ ...shared, ...quiet, units })
  })

/** The frame of one unit of a frame alone, for whoever wants to know why. */
export const aloneIn = (whole: Frame, unit: RosterUnit, trace: Trace): Frame =>
  frameOf({
    ...whole,
    units: [unit],
    members: [{ code: unit.code, subject: unit.subject, index: 0 }],
    trace,
    flag: undefined,
    whole,
  })
