/** Numbers of all units that a sheet appraises, side by side: what a rank or a mean of the others is made from. */
import type { Position } from '../../events/event.js'
import { zhOf } from '../../events/labels.js'
import { compare, type Fraction } from './fraction.js'
import { aloneIn, type Frame, wholeOf } from './frame.js'
import type { Measure, Values } from './measure.js'
import { fail, type Reading } from './reading.js'

/** Among whom a unit is compared: all units of the sheet, or those under the same unit above. */
export type Within = 'all' | 'parent'

/** One who is compared: its index in the frame of all, and its number. */
export interface Rival {
  readonly index: number
  readonly value: Fraction
}

/** The kind of unit that the sheet appraises. What is no sheet has nobody to compare with. */
export function rivalKind(word: string, reading: Reading): string {
  const sheet = reading.sheets?.find(({ id }) => id === reading.sheet)
  if (reading.sheet === '')
    fail(
      reading,
      `“${word}”只用于考评表：在表内的被考评单位之间比较`,
      `"${word}" stands in sheets only: it compares the units that a sheet appraises`,
    )
  return zhOf(sheet?.appraises ?? 'unit')
}

/** Those with a number, in groups of those who are compared with one another, the highest first. */
export function rivals({ num, den, open }: Values, { units }: Frame, within: Within): readonly (readonly Rival[])[] {
  const groups = new Map<string, Rival[]>()
  units.forEach(({ parent }, index) => {
    if (open[index] === 1) return
    const group = within === 'parent' ? (parent ?? '') : ''
    const rival = { index, value: { num: num[index]!, den: den[index]! } }
    const known = groups.get(group)
    if (known === undefined) groups.set(group, [rival])
    else known.push(rival)
  })
  const order = (a: Rival, b: Rival): number => compare(b.value.num, b.value.den, a.value.num, a.value.den)
  return [...groups.values()].map((group) => group.sort(order))
}

/** Takes the number of each unit of a frame from that of the frame of all; whoever is not among them stays without one. */
export function taken(values: Values, frame: Frame, from: Values): Values {
  const { unitOf } = wholeOf(frame)
  frame.units.forEach(({ subject }, i) => {
    const index = unitOf[subject] ?? -1
    const isOpen = index < 0 || from.open[index] === 1
    values.open[i] = isOpen ? 1 : 0
    if (isOpen) return
    values.num[i] = from.num[index]!
    values.den[i] = from.den[index]!
  })
  return values
}

/** Tells the trace what counted for the unit itself, and, if it asks for that, what counted for all others. */
export function citeRivals(frame: Frame, measured: Measure, key: object): void {
  const { trace } = frame
  if (trace === undefined) return
  measured.numbers({ ...frame, flag: undefined })
  if (trace.rests !== undefined) for (const position of restsOf(wholeOf(frame), key, measured)) trace.rests(position)
}

const restsOf = (whole: Frame, key: object, measured: Measure): ReadonlySet<Position> =>
  whole.once(key, () => {
    const positions = new Set<Position>()
    const add = (position: Position): void => void positions.add(position)
    const trace = { counted: add, rests: add, rejected: () => undefined, missing: () => undefined }
    for (const unit of whole.units) measured.numbers(aloneIn(whole, unit, trace))
    return positions
  })
