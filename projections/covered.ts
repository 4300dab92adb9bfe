/** How much of a cover is reached: those whom it is about within some days, alone and in groups, and what each has. */
import type { Day, Period, Position } from '../events/event.js'
import type { Span } from '../events/time.js'
import type { Facts } from './facts/facts.js'
import type { Roster, RosterUnit } from './roster.js'
import { textOf } from './rules/cells.js'
import type { Cover, CoverPart, Split } from './rules/cover.js'
import type { Duty } from './rules/duty.js'
import { collector, type Seen } from './rules/evaluate.js'
import type { Fraction } from './rules/fraction.js'
import { type Frame, frameOf, type Trace } from './rules/frame.js'
import type { Grouping } from './rules/grouping.js'
import type { Values } from './rules/measure.js'

/** What a cover is asked of. */
export interface Covering {
  readonly facts: Facts
  readonly knownAt: Position
  readonly asOf: Day
  readonly cover: Cover
  readonly duties: ReadonlyMap<string, Duty>
  /** Only those of one street. */
  readonly street: string | undefined
  /** Only this one. */
  readonly only: string | undefined
  readonly rosterOn: (day: Day) => Roster
}

/** Groups of those whom a cover is about. */
interface Groups {
  readonly keys: readonly string[]
  /** One unit for each group: what its members did together counts once. */
  readonly frame: Frame
  /** The group of each subject. */
  readonly indexes: Int32Array
}

/** Those whom a cover is about within some days. */
export interface Within {
  readonly window: Span
  readonly subjects: readonly RosterUnit[]
  /** Each of them by itself. */
  alone(trace?: Trace): Frame
  /** In groups; without a grouping all in one. */
  grouped(by: Grouping | undefined): Groups
}

/** What a part came to. Undefined where there is no value. */
export interface Exact {
  readonly count: Fraction | undefined
  readonly of: Fraction | undefined
}

export interface Keyed extends Exact {
  readonly key: string
}

/** A group has no place in the roster. */
const NOBODY: RosterUnit = { code: '', subject: -1, kind: '', name: '', parent: undefined, from: 0, until: 0, position: -1 }

/** Those whom a cover is about on the last of some days. */
export function within(covering: Covering, window: Span, period: Period): Within {
  const { facts, knownAt, asOf, cover, duties, street, only } = covering
  const day = window.last
  const roster = covering.rosterOn(day)
  const streetOf = (unit: RosterUnit): string => (unit.kind === 'street' ? unit.code : (roster.above(unit, 'street')?.code ?? ''))
  const subjects = cover.over
    .on({ facts, knownAt, day, roster })
    .filter((unit) => (only === undefined || unit.code === only) && (street === undefined || streetOf(unit) === street))
  const common = { facts, knownAt, period, window, asOf, roster, sheet: '', duties }
  const frames = new Map<string, Frame>()
  const kept = (name: string, make: () => Frame): Frame => {
    const frame = frames.get(name) ?? make()
    frames.set(name, frame)
    return frame
  }
  return {
    window,
    subjects,
    alone: (trace) => {
      const make = (): Frame => frameOf({ ...common, units: subjects, trace })
      return trace === undefined ? kept('alone', make) : make()
    },
    grouped: (by) => {
      const keyOf =
        by === 'street'
          ? streetOf
          : by === 'kind'
            ? ({ kind }: RosterUnit) => kind
            : by === 'unit'
              ? ({ code }: RosterUnit) => code
              : undefined
      const keys = keyOf === undefined ? [''] : [...new Set(subjects.map(keyOf))].sort()
      const places = new Map(keys.map((key, i) => [key, i]))
      const indexes = Int32Array.from(subjects, (unit) => (keyOf === undefined ? 0 : (places.get(keyOf(unit)) ?? 0)))
      const frame = kept(keyOf === undefined ? 'all' : `by ${by}`, () => {
        const units = keys.map((code) => ({ ...NOBODY, code }))
        const members = subjects.map(({ code, subject }, i) => ({ code, subject, index: indexes[i]! }))
        return frameOf({ ...common, units, members, trace: undefined })
      })
      return { keys, frame, indexes }
    },
  }
}

/** What a part came to for each group. */
export function amountsOf(part: CoverPart, among: Within, by?: Grouping, words?: readonly string[]): Keyed[] {
  const { keys, frame, indexes } = among.grouped(by)
  const asked = part.asked(words)
  if (asked.kind === 'count') {
    const [count, of] = [asked.count.numbers(frame), asked.of?.numbers(frame)]
    return keys.map((key, i) => ({ key, count: valueAt(count, i), of: of && valueAt(of, i) }))
  }
  const verdicts = asked.test.verdicts(among.alone())
  const met = keys.map(() => 0)
  const all = keys.map(() => 0)
  indexes.forEach((group, i) => {
    all[group]! += 1
    if (verdicts[i] === 1) met[group]! += 1
  })
  return keys.map((key, i) => ({ key, count: { num: met[i]!, den: 1 }, of: { num: all[i]!, den: 1 } }))
}

/** Who meets the test of a part; undefined where it is a count. */
export function verdictsOf(
  part: CoverPart,
  among: Within,
): readonly { readonly code: string; readonly isMet: boolean }[] | undefined {
  const asked = part.asked()
  if (asked.kind === 'count') return undefined
  const verdicts = asked.test.verdicts(among.alone())
  return among.subjects.map(({ code }, i) => ({ code, isMet: verdicts[i] === 1 }))
}

/** What each of them has of a part that is a count; undefined where it is a test. */
export function valuesOf(part: CoverPart, among: Within): readonly Keyed[] | undefined {
  const asked = part.asked()
  if (asked.kind === 'test') return undefined
  const [count, of] = [asked.count.numbers(among.alone()), asked.of?.numbers(among.alone())]
  return among.subjects.map(({ code }, i) => ({ key: code, count: valueAt(count, i), of: of && valueAt(of, i) }))
}

/** Which events counted for the one whom somebody asks about, which did not, and what is missing. */
export function seenOf(part: CoverPart, among: Within): Seen {
  const trace = collector()
  const frame = among.alone(trace)
  const asked = part.asked()
  if (asked.kind === 'test') asked.test.verdicts(frame)
  else for (const measure of [asked.count, asked.of]) measure?.numbers(frame)
  return trace.seen()
}

/** The words that a part is split by: every combination, in the order of the rules. */
export function combinations(splits: readonly Split[], { facts, knownAt }: Covering, last: Day): string[][] {
  return splits.reduce<string[][]>(
    (all, split) => {
      const words = split.words ?? wordsIn(facts, split, knownAt, last)
      return all.flatMap((before) => words.map((word) => [...before, word]))
    },
    [[]],
  )
}

/** The words that the records of some types up to a day have in a column, in the order of their code points. */
function wordsIn(facts: Facts, { column, types }: Split, knownAt: Position, last: Day): string[] {
  const words = new Set<string>()
  for (const type of types) {
    const table = facts.table(type, 'unit')
    if (table === undefined) continue
    const { from, knownUntil } = table
    for (let row = 0, end = table.prefix(knownAt); row < end; row += 1) {
      const word = knownUntil[row]! > knownAt && from[row]! <= last ? textOf(table, column, row) : undefined
      if (word !== undefined) words.add(word)
    }
  }
  return [...words].sort()
}

const valueAt = ({ num, den, open }: Values, i: number): Fraction | undefined =>
  open[i] === 1 ? undefined : { num: num[i]!, den: den[i]! }
