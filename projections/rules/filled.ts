/** Data of an event from the little that a worked case says of it: values take their types, what is required is filled in. */
import { z } from 'zod'
import { withoutOptional } from '../../events/define.js'
import type { Json, JsonObject, PlainDate } from '../../events/event.js'
import { dayOf, periodOf } from '../../events/time.js'

export interface Filling {
  readonly on: PlainDate
  /** The unit that the case is about. */
  readonly unit: string
}

/** Stands for whatever a case leaves out: the first of these that fits. */
const candidatesFor = ({ on, unit }: Filling): readonly Json[] => [
  ...['示例', unit, 'T001', 'p-aaaa', 'b-aaaa', 'r-aaaa', '1'],
  ...(['year', 'quarter', 'month'] as const).map((cadence) => periodOf(dayOf(on), cadence)),
  on,
  'aaaa',
  'a'.repeat(64),
  1,
  true,
  [],
]

/** The data that a case means. Fields with dots stand for fields inside. */
export const filled = (schema: z.ZodObject, given: JsonObject, filling: Filling): JsonObject =>
  filledObject(schema, nested(given), filling)

function nested(given: JsonObject): JsonObject {
  let all: JsonObject = {}
  for (const [key, value] of Object.entries(given)) all = put(all, key.split('.'), value)
  return all
}

function put(object: JsonObject, [name = '', ...inner]: readonly string[], value: Json): JsonObject {
  if (inner.length === 0) return { ...object, [name]: value }
  const there = object[name]
  return { ...object, [name]: put(isObject(there) ? there : {}, inner, value) }
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function filledObject(schema: z.ZodObject, given: JsonObject, filling: Filling): JsonObject {
  const known = Object.entries(schema.shape).flatMap(([key, part]): [string, Json][] => {
    const value = given[key]
    if (value !== undefined) return [[key, typed(part as z.ZodType, value, filling)]]
    return part instanceof z.ZodOptional ? [] : [[key, sample(part as z.ZodType, filling)]]
  })
  // What the schema does not know stays, so that it is refused by its name.
  const unknown = Object.entries(given).filter(([key]) => schema.shape[key] === undefined)
  return Object.fromEntries([...known, ...unknown])
}

/** A value with the type that its schema asks for: in a rule document every number is a text. */
function typed(part: z.ZodType, value: Json, filling: Filling): Json {
  const schema = withoutOptional(part)
  if (schema instanceof z.ZodObject && isObject(value)) return filledObject(schema, value, filling)
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return (value as readonly Json[]).map((element) => typed(schema.element as z.ZodType, element, filling))
  if (schema instanceof z.ZodDiscriminatedUnion && isObject(value)) {
    const option = (schema.options as readonly z.ZodObject[]).find(
      (one) => (one.shape[schema.def.discriminator] as z.ZodType).safeParse(value[schema.def.discriminator]).success,
    )
    return option === undefined ? value : filledObject(option, value, filling)
  }
  if (typeof value !== 'string' || schema.safeParse(value).success) return value
  const number = /^-?\d{1,15}$/.test(value) ? Number(value) : value
  return schema.safeParse(number).success ? number : value
}

function sample(part: z.ZodType, filling: Filling): Json {
  const schema = withoutOptional(part)
  if (schema instanceof z.ZodObject) return filledObject(schema, {}, filling)
  if (schema instanceof z.ZodEnum) return String(schema.options[0])
  if (schema instanceof z.ZodLiteral) return schema.value as Json
  if (schema instanceof z.ZodDiscriminatedUnion) return filledObject((schema.options as readonly z.ZodObject[])[0]!, {}, filling)
  const fits = candidatesFor(filling).find((candidate) => schema.safeParse(candidate).success)
  if (fits === undefined && schema instanceof z.ZodArray) return [sample(schema.element as z.ZodType, filling)]
  return fits ?? null
}
