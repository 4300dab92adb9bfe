/** What a scale is: from a number or a list of cases to points. */
import type { z } from 'zod'
import type { Json, Words } from '../../events/event.js'
import type { Fraction } from './fraction.js'
import type { Frame } from './frame.js'
import type { Measure } from './measure.js'
import type { Worth } from './range.js'
import type { Reading } from './reading.js'

/** Points of each unit in 1/10,000; `open` where they are not decided yet. */
export interface Points {
  readonly points: Float64Array
  readonly open: Uint8Array
  /** How many cases gave points, where a table was applied to a list; NaN where none was. */
  readonly cases?: Float64Array
}

export const pointsFor = (frame: Frame): Points => ({
  points: new Float64Array(frame.units.length),
  open: new Uint8Array(frame.units.length),
})

/** What a scale is applied to. */
export interface Applied {
  /** What the clause measures, if anything. */
  readonly measure: Measure | undefined
  /** Of the cases with one value of this column only the highest counts. */
  readonly highestPer: string | undefined
  /** The most and the least that one case of a list gives. */
  readonly perCase?: { readonly max: number | undefined; readonly min: number | undefined } | undefined
}

/** What the points of a unit hang on. */
export interface Consulted {
  /** Whether on what the clause measures. */
  readonly own: boolean
  /** Measures of conditions, in the order of the text. */
  readonly measures: readonly Measure[]
}

export interface Scale {
  /** How the points follow from the measure, as an official reads it. */
  words(measure: Measure | undefined): Words
  /** The most that it can give; undefined where it is not bounded by itself. */
  readonly best: number | undefined
  /** Whether it, or a branch of it, takes what is measured as a number, as a list case by case, or as whichever it is. */
  readonly takes: readonly ('number' | 'list' | 'either')[]
  points(frame: Frame, applied: Applied): Points
  /** What the points of the only unit of a frame hang on. */
  consulted(frame: Frame, measure: Measure | undefined): Consulted
  /** What a case of a word is worth; present where each is scored by itself. `undefined`: there is no such word. */
  worthOf?(word: string | undefined): Worth | undefined
  /** An assessor must say how many points each case of a list has. */
  readonly isRanged?: boolean
  /** The points, where everybody has the same. */
  readonly fixed?: number
  /** The measured number is the points. */
  readonly isPlain?: true
}

export const itself: Consulted = { own: true, measures: [] }
export const nothing: Consulted = { own: false, measures: [] }

/** One sentence after another. */
export const joined = (a: Words, b: Words): Words => ({ zh: a.zh + b.zh, en: a.en + b.en })

/** A scale that turns the measured number of each unit into points; what is open stays open, and `undefined` becomes so. */
export const ofNumber = (
  pointsOf: (value: Fraction, frame: Frame) => number | undefined,
): Pick<Scale, 'takes' | 'consulted' | 'points'> => ({
  takes: ['number'],
  consulted: () => itself,
  points: (frame, { measure }) => {
    const result = pointsFor(frame)
    if (measure === undefined) return result
    const { num, den, open } = measure.numbers(frame)
    result.open.set(open)
    for (let i = 0; i < num.length; i += 1) {
      const points = open[i] === 0 ? pointsOf({ num: num[i]!, den: den[i]! }, frame) : 0
      if (points === undefined) result.open[i] = 1
      else result.points[i] = points
    }
    return result
  },
})

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
