/** What is wrong with a value that does not fit its schema: the place, and what would be right there. */
import { z } from 'zod'
import { withoutOptional } from './define.js'
import type { Words } from './event.js'
import { type ColumnKind, metaOf } from './fields.js'

/** Names and indexes from the root of a value. */
export type Path = readonly (string | number)[]

export interface Misfit {
  readonly path: Path
  /** `rule`: by itself it would do, but not beside the others. It may be missing there. */
  readonly is: 'unknown' | 'missing' | 'wrong' | 'rule'
  /** What would be right, where the schema says so. */
  readonly expected: Words | undefined
  readonly column: ColumnKind | undefined
  /** The names that fit here, or the words. */
  readonly known: readonly string[]
}

/** Everything in a value that does not fit, each place once. */
export function misfitsOf(schema: z.ZodType, value: unknown): readonly Misfit[] {
  const { error } = schema.safeParse(value)
  if (error === undefined) return []
  const misfits = error.issues.flatMap((issue) => misfitsFrom(issue, schema, value))
  const seen = new Set<string>()
  return misfits.filter(({ path }) => {
    const place = path.join('.')
    return !seen.has(place) && seen.add(place)
  })
}

/** What stands at a place of a value; undefined where nothing does. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step)
        ? (inner as Record<string, unknown>)[step]
        : undefined,
    value,
  )
}

function misfitsFrom(issue: z.core.$ZodIssue, root: z.ZodType, value: unknown): Misfit[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
  const schema = schemaAt(root, value, path)
  if (issue.code === 'unrecognized_keys') {
    const known = keysOf(narrowed(schema, valueAt(value, path)))
    return issue.keys.map((key) => ({ path: [...path, key], is: 'unknown', expected: undefined, column: undefined, known }))
  }
  const told = issue.code === 'custom' ? (issue.params?.['expected'] as Words | undefined) : undefined
  const { expected, column } = metaOf(schema)
  const isThere = valueAt(value, path) !== undefined
  const known = wordsOf(schema)
  const words = known.length === 0 ? undefined : { zh: `下列之一：${known.join('、')}`, en: `one of ${known.join(', ')}` }
  const is = told !== undefined ? 'rule' : isThere ? 'wrong' : 'missing'
  return [{ path, is, expected: told ?? expected ?? words ?? shapeOf(schema, issue), column, known }]
}

/** The schema of a place, or of the nearest one above it that is known. */
function schemaAt(root: z.ZodType, value: unknown, path: Path): z.ZodType {
  let schema = withoutOptional(root)
  for (const [i, step] of path.entries()) {
    const next = stepInto(schema, step, valueAt(value, path.slice(0, i)))
    if (next === undefined) return schema
    schema = withoutOptional(next)
  }
  return schema
}

function stepInto(schema: z.ZodType, step: string | number, value: unknown): z.ZodType | undefined {
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType
  if (schema instanceof z.ZodDiscriminatedUnion && step === schema.def.discriminator)
    return z.enum(optionsOf(schema).map(({ shape }) => String((shape[step] as z.ZodLiteral).value)))
  const object = narrowed(schema, value)
  return object instanceof z.ZodObject ? (object.shape as Record<string, z.ZodType>)[step] : undefined
}

const optionsOf = (union: z.ZodDiscriminatedUnion): readonly z.ZodObject[] => union.options as readonly z.ZodObject[]

/** The option of a union that a value means; any other schema as it is. */
function narrowed(schema: z.ZodType, value: unknown): z.ZodType {
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return schema
  const { discriminator } = schema.def
  const kind = valueAt(value, [discriminator])
  return optionsOf(schema).find(({ shape }) => (shape[discriminator] as z.ZodLiteral).value === kind) ?? schema
}

const keysOf = (schema: z.ZodType): string[] => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])

const wordsOf = (schema: z.ZodType): string[] => (schema instanceof z.ZodEnum ? schema.options.map(String) : [])

/** What a schema without words of its own asks for. */
function shapeOf(schema: z.ZodType, issue: z.core.$ZodIssue): Words | undefined {
  if (issue.code === 'too_small') return { zh: `至少${issue.minimum}项的列表`, en: `a list of at least ${issue.minimum}` }
  if (issue.code === 'too_big') return { zh: `至多${issue.maximum}项的列表`, en: `a list of at most ${issue.maximum}` }
  if (schema instanceof z.ZodArray) return { zh: '列表', en: 'a list' }
  const keys = keysOf(schema)
  return keys.length === 0 ? undefined : { zh: `一组字段（${keys.join('、')}）`, en: `an object of ${keys.join(', ')}` }
}
