/** What a scale is: from a number or a list of cases to points. */
import type { z } from 'zod'
import type { Json, Words } from '../../events/event.js'
import type { Frame } from './frame.js'
import type { Measure } from './measure.js'
import type { Reading } from './reading.js'

/** Points of each unit in 1/10,000; `open` where they are not decided yet. */
export interface Points {
  readonly points: Float64Array
  readonly open: Uint8Array
}

export const pointsFor = (frame: Frame): Points => ({
  points: new Float64Array(frame.units.length),
  open: new Uint8Array(frame.units.length),
})

export interface Scale {
  /** How the points follow from the measure, as an official reads it. */
  words(measure: Measure | undefined): Words
  /** The most that it can give; undefined where it is not bounded by itself. */
  readonly best: number | undefined
  points(frame: Frame, measure: Measure | undefined): Points
  /** Measures of its own, which it compares. */
  readonly measures?: readonly Measure[]
  /** Points of one case of a list; present when the scale can turn a list into points. `undefined`: the table has no such word. */
  ofCase?(word: string | undefined, count: number): number | undefined
}

/** Compiles a scale that stands inside another one, or points written as a number. */
export type NestedScale = (value: Json | undefined, reading: Reading) => Scale

export interface ScaleWord {
  readonly word: string
  readonly schema: z.ZodObject
  readonly compile: (spec: never, reading: Reading, nested: NestedScale) => Scale
}

/** Declares a scale: the schema gives the type of what `compile` receives. */
export const defineScale = <S extends z.ZodObject>(
  word: string,
  schema: S,
  compile: (spec: z.infer<S>, reading: Reading, nested: NestedScale) => Scale,
): ScaleWord => ({ word, schema, compile })
