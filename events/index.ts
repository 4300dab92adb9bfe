/** The registry of event types: the name of an exported constant in one of these files is the name of a type. */
import * as access from './access.js'
import * as accreditation from './accreditation.js'
import * as activity from './activity.js'
import * as appraisal from './appraisal.js'
import * as award from './award.js'
import * as correction from './correction.js'
import { columnsOfData, type DataColumn, type EventDefinition } from './define.js'
import type { ColumnKind } from './fields.js'
import * as honour from './honour.js'
import * as notice from './notice.js'
import * as people from './people.js'
import * as rectification from './rectification.js'
import * as registry from './registry.js'
import * as report from './report.js'
import * as resource from './resource.js'
import * as result from './result.js'
import * as rules from './rules.js'
import * as station from './station.js'
import * as team from './team.js'

/** The files of the catalogue, in the order of screens. */
export const files = {
  registry,
  team,
  people,
  station,
  resource,
  activity,
  report,
  honour,
  rules,
  appraisal,
  rectification,
  accreditation,
  notice,
  award,
  result,
  correction,
  access,
}

/** A type of event as the registry knows it. */
export interface RegisteredType extends EventDefinition {
  readonly type: string
  /** The file of `events/` that declares it. */
  readonly file: string
  /** Columns of `data`, in the order of the schema. */
  readonly dataColumns: readonly DataColumn[]
  /** All columns that rows of the type may have. */
  readonly columns: Readonly<Record<string, ColumnKind>>
}

type Files = typeof files
/** The names of all types. */
export type EventType = { [F in keyof Files]: keyof Files[F] }[keyof Files]

/** Every type by its name, in the order of the files. */
export const eventTypes: ReadonlyMap<string, RegisteredType> = new Map(
  Object.entries(files).flatMap(([file, definitions]) =>
    Object.entries(definitions as Record<string, EventDefinition>).map(([type, definition]) => {
      const dataColumns = columnsOfData(definition.data)
      const columns = { ...Object.fromEntries(dataColumns.map(({ name, kind }) => [name, kind])), ...definition.rows }
      return [type, { ...definition, type, file, dataColumns, columns }] as const
    }),
  ),
)
