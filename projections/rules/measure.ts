/** What a measure is: exact numbers, one for each unit, or a list of cases. */
import type { z } from 'zod'
import type { Day, Json, Position, Words } from '../../events/event.js'
import type { Frame } from './frame.js'
import type { Reading } from './reading.js'

/** One exact fraction for each unit of the frame; `open` where there is no value yet: not judged, or a ratio over zero. */
export interface Values {
  readonly num: Float64Array
  readonly den: Float64Array
  readonly open: Uint8Array
}

/** One thing that a scale turns into points by itself: an honour of a level, a case found by an assessor. */
export interface Case {
  /** Index of the unit in the frame. */
  readonly unit: number
  /** The word that a table looks up. */
  readonly word: string | undefined
  readonly count: number
  readonly position: Position
  /** The day on which it counts. */
  readonly day: Day
  /** What an assessor gave each, in 1/10,000, where the rule leaves a range. */
  readonly points?: number | undefined
  /** What an assessor said about it: solved, repeated. */
  readonly flags: readonly string[]
  /** Value of a column, for `highest_per`. */
  readonly key: (column: string) => string | undefined
}

/** A list of cases; `open` where nothing was judged yet. */
export interface Cases {
  readonly cases: readonly Case[]
  readonly open: Uint8Array
}

export interface Measure {
  /** What is measured, as a noun: 开展活动次数. */
  readonly words: Words
  /** The unit of the number: 次, 人, 元, 分 or none. */
  readonly unit: Words
  /** It says how many units: over all units that is a share of them. */
  readonly isOfUnits?: boolean
  /** How a step of it begins where it is more than 每: 每少, 每迟报. */
  readonly every?: Words
  /** The column whose words a list has, so that a table can name them. */
  readonly by?: string
  numbers(frame: Frame): Values
  /** Present when the measure is a list of cases, which `table` and `highest_per` understand. */
  list?(frame: Frame): Cases
  /** An assessor may give each case of the list points. */
  readonly hasPoints?: boolean
  /** Columns of the cases of a list. */
  readonly columns?: readonly string[]
  /** What counted for each unit, where that is known without a trace. */
  cited?(frame: Frame): readonly Cited[]
}

/** The events that counted for a unit, and those that did not, with the reason. */
export interface Cited {
  readonly counted: readonly Position[]
  readonly notCounted: readonly { readonly position: Position; readonly why: Words }[]
}

export const valuesFor = (frame: Frame): Values => ({
  num: new Float64Array(frame.units.length),
  den: new Float64Array(frame.units.length).fill(1),
  open: new Uint8Array(frame.units.length),
})

/** The numbers of a list: how many cases each unit has. */
export function numbersOf(frame: Frame, { cases, open }: Cases): Values {
  const values = valuesFor(frame)
  for (const { unit, count, position } of cases) {
    values.num[unit]! += count
    frame.trace?.counted(position)
  }
  values.open.set(open)
  return values
}

export const NO_UNIT: Words = { zh: '', en: '' }
export const TIMES: Words = { zh: '次', en: ' times' }
export const PERIODS: Words = { zh: '期', en: ' periods' }
export const DAYS: Words = { zh: '天', en: ' days' }
export const PLACES: Words = { zh: '名', en: '' }
export const PIECES: Words = { zh: '项', en: ' items' }

/** Compiles a measure that stands inside another one. */
export type Nested = (value: Json | undefined, reading: Reading) => Measure

/** A word that makes a mapping a measure, and what may stand beside it. */
export interface MeasureWord {
  readonly word: string
  readonly schema: z.ZodObject
  readonly compile: (spec: never, reading: Reading, nested: Nested) => Measure
}

/** Declares a measure: the schema gives the type of what `compile` receives. */
export const defineMeasure = <S extends z.ZodObject>(
  word: string,
  schema: S,
  compile: (spec: z.infer<S>, reading: Reading, nested: Nested) => Measure,
): MeasureWord => ({ word, schema, compile })

/** Stands for a measure that could not be compiled; a problem says why. */
export const brokenMeasure: Measure = { words: NO_UNIT, unit: NO_UNIT, numbers: valuesFor }
