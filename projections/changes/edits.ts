/** Edits of a rule document at addresses: `community.activity.programme.max` is the field `max` of that item. */
import type { Json, JsonObject } from '../../events/event.js'
import { refuse, type Refusal } from '../refusal.js'
import { nearest } from '../rules/reading.js'

/** What somebody wants to be another value. */
export interface Edit {
  readonly node: string
  readonly value: string
}

/** An edit that was made: what stood there before, if anything did. */
export interface Edited extends Edit {
  readonly was: string | null
}

/** Parts of a document of which the elements are named first in an address. */
export const listedParts = ['sheets', 'accreditation', 'awards', 'coverage'] as const

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What an element of a list is called in an address: its id, or the grade that it is. */
const nameOf = (element: Json): string | undefined => {
  if (!isObject(element)) return undefined
  const name = element['id'] ?? element['grade'] ?? element['column']
  return typeof name === 'string' ? name : undefined
}

/** What may follow in an address: keys, and the names of the elements of lists. */
export function namesIn(value: Json | undefined): string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).map((element, i) => nameOf(element) ?? String(i))
  if (!isObject(value)) return []
  const elements = Object.values(value).flatMap((inner) =>
    Array.isArray(inner) ? (inner as readonly Json[]).flatMap((it) => nameOf(it) ?? []) : [],
  )
  return [...Object.keys(value), ...elements]
}

/** What a step of an address leads to, as steps of the document. */
function stepsTo(value: Json, name: string): (string | number)[] | undefined {
  if (Array.isArray(value)) {
    const list = value as readonly Json[]
    const at = list.findIndex((element) => nameOf(element) === name)
    const index = at >= 0 ? at : /^\d{1,3}$/.test(name) ? Number(name) : -1
    return index >= 0 && index < list.length ? [index] : undefined
  }
  if (!isObject(value)) return undefined
  if (Object.hasOwn(value, name)) return [name]
  for (const [key, inner] of Object.entries(value)) {
    const at = Array.isArray(inner) ? (inner as readonly Json[]).findIndex((element) => nameOf(element) === name) : -1
    if (at >= 0) return [key, at]
  }
  return undefined
}

/** The element that an address names first, as steps of the document. */
function firstSteps(document: JsonObject, name: string): (string | number)[] | undefined {
  for (const part of listedParts) {
    const list = document[part]
    const at = Array.isArray(list) ? (list as readonly Json[]).findIndex((element) => nameOf(element) === name) : -1
    if (at >= 0) return [part, at]
  }
  return name === 'duties' || name === 'points' ? [name] : undefined
}

/** All that an address may begin with. */
export const beginningsIn = (document: JsonObject): string[] => [
  ...listedParts.flatMap((part) => namesIn(document[part])),
  ...['duties', 'points'].filter((name) => document[name] !== undefined),
]

const valueAt = (document: Json, steps: readonly (string | number)[]): Json | undefined =>
  steps.reduce<Json | undefined>(
    (value, step) =>
      value === undefined
        ? undefined
        : Array.isArray(value)
          ? (value as readonly Json[])[Number(step)]
          : isObject(value)
            ? value[step]
            : undefined,
    document,
  )

/** Makes one edit. The field may be new, what it belongs to may not. */
export function withEdit(
  document: JsonObject,
  { node, value }: Edit,
): { readonly document: JsonObject; readonly edited: Edited } | Refusal {
  const [first = '', ...names] = node.split('.')
  const field = names.pop()
  const start = firstSteps(document, first)
  if (start === undefined) return noNode(node, first, beginningsIn(document))
  if (field === undefined) return notAField(node, valueAt(document, start))
  let steps = start
  for (const [i, name] of names.entries()) {
    const inner = valueAt(document, steps)
    const next = inner === undefined ? undefined : stepsTo(inner, name)
    // What bounds a clause stands under a word of its own, which a clause without bounds has not.
    if (next === undefined && name === 'limit' && i === names.length - 1) steps = [...steps, 'limit']
    else if (next === undefined) return noNode(node, name, namesIn(inner))
    else steps = [...steps, ...next]
  }
  const holder = valueAt(document, steps) ?? {}
  const last = stepsTo(holder, field)
  if (last === undefined && !isObject(holder)) return noNode(node, field, namesIn(holder))
  const target = [...steps, ...(last ?? [field])]
  const was = valueAt(document, target)
  if (isObject(was) && namesIn(was).length > 0 && !/^\s*[{[]/.test(value)) return notAField(node, was)
  const now = read(value, was)
  if (now === undefined) return refuse('bad_question', `“${value}”不是完整的 JSON`, `"${value}" is no JSON`, { place: node })
  return {
    document: replaced(document, target, now) as JsonObject,
    edited: { node, value, was: was === undefined ? null : typeof was === 'string' ? was : JSON.stringify(was) },
  }
}

function noNode(node: string, name: string, known: readonly string[]): Refusal {
  const near = nearest(name, known)
  const all = known.slice(0, 12).join('、')
  return refuse(
    'unknown_node',
    `规则里没有“${node}”：找不到“${name}”${near === undefined ? `，此处有：${all}` : `，是否应为“${near}”`}`,
    `the rules have no "${node}": there is no "${name}"` +
      (near === undefined ? `; here are: ${all}` : `; did you mean "${near}"?`),
    { place: node },
  )
}

function notAField(node: string, value: Json | undefined): Refusal {
  const names = namesIn(value).slice(0, 12)
  const example = `${node}.${names.includes('max') ? 'max' : (names.find((name) => name !== 'id' && name !== 'title') ?? 'max')}`
  return refuse(
    'unknown_node',
    `“${node}”是一项，不是一个数，请写到具体一栏，如 ${example}；此处有：${names.join('、')}`,
    `"${node}" is no single value; name a field of it, such as ${example}; here are: ${names.join(', ')}`,
    { place: node },
  )
}

/** A text as the value that it stands for. All numbers of a document are texts. */
function read(value: string, was: Json | undefined): Json | undefined {
  if (/^\s*[{[]/.test(value)) {
    try {
      return numbersAsText(JSON.parse(value) as Json)
    } catch {
      return undefined
    }
  }
  return typeof was === 'boolean' && /^(true|false)$/.test(value) ? value === 'true' : value
}

function numbersAsText(value: Json): Json {
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return (value as readonly Json[]).map(numbersAsText)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, numbersAsText(inner)]))
}

function replaced(value: Json | undefined, [step, ...rest]: readonly (string | number)[], now: Json): Json {
  if (step === undefined) return now
  if (Array.isArray(value)) {
    const list = value as readonly Json[]
    return list.with(Number(step), replaced(list[Number(step)], rest, now))
  }
  const object = isObject(value) ? value : {}
  return { ...object, [step]: replaced(object[step], rest, now) }
}
