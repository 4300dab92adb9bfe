/** What a type of event is, and the facts that an event can yield. */
import { z } from 'zod'
import type { JsonObject, Period, PlainDate, StreamName, Upcast, Words } from './event.js'
import { type ColumnKind, metaOf, type Reference } from './fields.js'
import type { StandingName } from './standings.js'

/** What a fact says in a column. A cell that is left out is empty. */
export type Cell = string | number | boolean
export type Cells = { readonly [column: string]: Cell | undefined }

/** A fact that is true on the day on which the event counts. It is named by the type of its event. */
export interface Happening {
  readonly fact: 'happened'
  readonly subject: string
  /** The role of the subject in it. */
  readonly as: string
  /** Cells beside the columns of `data`, where the event fans out over an array. */
  readonly cells: Cells
}

/** What an event does to a standing from a day on; without `from` from the day of the event. */
export interface StandingChange {
  readonly fact: 'opens' | 'changes' | 'closes'
  readonly name: StandingName
  readonly subject: string
  readonly as: string
  /** `undefined` closes every key of the subject that begins with `prefix`. */
  readonly key: string | undefined
  readonly prefix: string
  readonly from: PlainDate | undefined
  /** The first day on which it no longer holds. */
  readonly until: PlainDate | undefined
  readonly cells: Cells
}

export type Fact = Happening | StandingChange

interface StandingOptions {
  readonly key?: string
  readonly as?: string
  readonly from?: PlainDate | undefined
  readonly until?: PlainDate | undefined
  readonly [column: string]: Cell | undefined
}

/** It happened to a subject, in a role. */
export const happened = (subject: string, as = 'unit', cells: Cells = {}): Happening => ({
  fact: 'happened',
  subject,
  as,
  cells,
})

const standingChange =
  (fact: StandingChange['fact']) =>
  (name: StandingName, subject: string, options: StandingOptions = {}): StandingChange => {
    const { key = '', as = 'unit', from, until, ...cells } = options
    return { fact, name, subject, as, key, prefix: '', from, until, cells }
  }

/** From this day on it stands, with these cells; an open one of the same key is replaced. */
export const opens = standingChange('opens')
/** From this day on these cells differ; those not named carry over. */
export const changes = standingChange('changes')
/** This is the first day on which it no longer stands. */
export const closes = standingChange('closes')
/** Closes every open key of a subject that begins with `prefix`. */
export const closesAll = (name: StandingName, subject: string, as = 'unit', prefix = ''): StandingChange => ({
  ...closes(name, subject, { as }),
  key: undefined,
  prefix,
})

/** A standing that must be there for an event to make sense: recording looks for it, and retracting what opened it is refused. */
export interface RestsOn {
  readonly name: StandingName
  readonly subject: string
  readonly as: string
  readonly key: string
}

export const rests = (name: StandingName, subject: string, key = '', as = 'unit'): RestsOn => ({ name, subject, as, key })

/** What a correction gives as its stream: it goes to the stream of the event that it corrects. */
export const TARGETS_STREAM: StreamName = 'target'

/**
 * How far `occurredOn` may lie from the period that an event belongs to.
 * `happening`: within it ± 31 days. `filing`: from 31 days before to 12 months after.
 * `yearly`: to the end of the next year. `judgement`: from its first day to 12 months after.
 */
export type Timing = 'happening' | 'filing' | 'yearly' | 'judgement'

/** Everything the system knows about a type of event. Functions see `data` of the newest version. */
export interface EventDefinition<Data = JsonObject> {
  /** The Chinese name of the type: whole, unique, in the officials' words. */
  readonly label: string
  /** What an event of the type says, in one sentence. */
  sentence(data: Data): Words
  /** The stream it is appended to; `TARGETS_STREAM` for corrections. */
  stream(data: Data): StreamName
  period?(data: Data): Period
  readonly timing?: Timing
  readonly data: z.ZodObject
  /** Columns that `facts` gives to a row of its own where the event fans out over an array. */
  readonly rows?: Readonly<Record<string, ColumnKind>>
  facts(data: Data): readonly Fact[]
  restsOn?(data: Data): readonly RestsOn[]
  /** One function for each retired version, oldest first. The current version is counted from them. */
  readonly upcasts?: readonly Upcast[]
}

interface Declared<S extends z.ZodObject> extends Omit<
  EventDefinition,
  'sentence' | 'stream' | 'period' | 'data' | 'facts' | 'restsOn'
> {
  readonly data: S
  readonly sentence: (data: z.infer<S>) => Words
  readonly stream: (data: z.infer<S>) => StreamName
  readonly period?: (data: z.infer<S>) => Period
  readonly facts: (data: z.infer<S>) => readonly Fact[]
  readonly restsOn?: (data: z.infer<S>) => readonly RestsOn[]
}

/** Declares a type of event. The name of the exported constant is the name of the type. */
export const defineEvent = <S extends z.ZodObject>(declared: Declared<S>): EventDefinition<z.infer<S>> & { data: S } => declared

export const say = (zh: string, en: string): Words => ({ zh, en })

/** The version of a type: one more than it has upcasts. */
export const versionOf = ({ upcasts = [] }: Pick<EventDefinition, 'upcasts'>): number => upcasts.length + 1

/** A column of `data`: where its value lies, and how it is kept. */
export interface DataColumn {
  readonly name: string
  readonly path: readonly string[]
  readonly kind: ColumnKind
}

/**
 * The columns that a schema gives: its enums, ids, numbers, decimals, days and flags, nested objects flattened.
 * `subject` and `period` are no columns: they feed the built-ins of these names.
 */
export function columnsOfData(schema: z.ZodObject, path: readonly string[] = []): DataColumn[] {
  return Object.entries(schema.shape).flatMap(([key, value]) => {
    const inner = withoutOptional(value as z.ZodType)
    if (inner instanceof z.ZodObject) return columnsOfData(inner, [...path, key])
    const kind = metaOf(inner).column
    const name = [...path, key].join('.')
    return kind === undefined || name === 'subject' || name === 'period' ? [] : [{ name, path: [...path, key], kind }]
  })
}

export const withoutOptional = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema

/** An id in the data that refers to something, and where it stands. */
export interface Referred {
  readonly path: readonly (string | number)[]
  readonly refers: Reference
  readonly id: string
}

type Collect = (value: unknown, path: Referred['path'], into: Referred[]) => void

/** Every id in a value that its schema says refers to something. */
export function referencesIn(schema: z.ZodType, value: unknown): Referred[] {
  const into: Referred[] = []
  collectorOf(schema)?.(value, [], into)
  return into
}

/** Each schema is walked once: every recorded event is asked for its references. */
const collectors = new WeakMap<z.ZodType, Collect | undefined>()

function collectorOf(schema: z.ZodType): Collect | undefined {
  if (!collectors.has(schema)) collectors.set(schema, makeCollector(withoutOptional(schema)))
  return collectors.get(schema)
}

/** What collects the references of a value; undefined where there can be none. */
function makeCollector(schema: z.ZodType): Collect | undefined {
  if (schema instanceof z.ZodObject) {
    const parts = Object.entries(schema.shape).flatMap(([key, part]) => {
      const collect = collectorOf(part as z.ZodType)
      return collect === undefined ? [] : [{ key, collect }]
    })
    return parts.length === 0
      ? undefined
      : (value, path, into) => {
          for (const { key, collect } of parts) {
            const inner = (value as JsonObject)[key]
            if (inner !== undefined) collect(inner, [...path, key], into)
          }
        }
  }
  if (schema instanceof z.ZodArray) {
    const collect = collectorOf(schema.element as z.ZodType)
    return (
      collect && ((value, path, into) => (value as readonly unknown[]).forEach((item, i) => collect(item, [...path, i], into)))
    )
  }
  const { refers } = metaOf(schema)
  return refers && ((value, path, into) => into.push({ path, refers, id: String(value) }))
}
