/**
 * Standings: facts that are true from a day until a day, and that several types of event move.
 * A key belongs to (name, role, subject); opening an open key replaces it.
 */
import type { ColumnKind } from './fields.js'

interface Standing {
  readonly label: string
  readonly columns: Readonly<Record<string, ColumnKind>>
}

export const standings = {
  /** A unit stands: its kind, its name, the unit it belongs to. One key, the empty one. */
  unit: { label: '单位', columns: { kind: 'code', name: 'code', parent: 'code' } },
  /** A unit has a committee. */
  committee: { label: '关工委', columns: {} },
  /** Somebody holds a post. Key `post/person`; `holder` is the office or the veteran category of the holder. */
  role: { label: '任职', columns: { post: 'code', person: 'code', holder: 'code' } },
  /** Somebody is a registered veteran. Of a person one key per category; of a unit one per `person/category`. */
  veteran: { label: '五老', columns: { category: 'code', person: 'code', unit: 'code' } },
  /** Somebody is engaged as an instructor. Of a person keyed by station, of a station keyed by person. */
  engagement: { label: '聘任', columns: { kind: 'code', person: 'code', station: 'code' } },
  /** A station is open. Of a station one key, the empty one; of a unit keyed by station. */
  station: { label: '辅导站', columns: { level: 'code', unit: 'code', parent: 'code', station: 'code' } },
  /** Two units are paired. Of each keyed by the other; `partner` is the other one. `typical`: it has a typical case. */
  pairing: { label: '结对', columns: { kind: 'code', partner: 'code', typical: 'flag' } },
  /** A unit takes part in the pilot of station enrolment. */
  registry_pilot: { label: '站籍试点', columns: {} },
  /** A station has a service group or office, 三团五室. Key: its code. */
  service: { label: '三团五室', columns: { code: 'code' } },
  /** A unit holds the title of a scheme. Key: the scheme. `batch` is the one it was named in; an inherited title has none. */
  title: { label: '命名', columns: { scheme: 'code', batch: 'code' } },
  /** A unit was ordered to put something right, and that was not accepted yet. Key: the scheme. */
  rectification: { label: '整改', columns: { scheme: 'code', dueOn: 'day' } },
  /** A work brand exists. Of a brand one key, the empty one; of its owner keyed by brand. */
  brand: { label: '工作品牌', columns: { brand: 'code', owner: 'code' } },
  /** A unit offers a resource to all stations. Key: the resource. */
  resource: { label: '共享资源', columns: { resource: 'code', kind: 'code', group: 'code', grade: 'code' } },
  /** A resource was assigned to a station, which may get it as often as it likes. Of the station, keyed by resource. */
  dispatch: { label: '资源调配', columns: { resource: 'code' } },
  /** Somebody or something is nominated for an award. Key `period/award`; `round` is the period. */
  candidacy: { label: '参评资格', columns: { award: 'code', round: 'code' } },
  /** Somebody or something holds an award. Key `period/award`; `round` is the period. */
  award: { label: '称号', columns: { award: 'code', round: 'code' } },
  /** A public notice is not closed yet, which may be after its last day. Of the unit that published it, keyed by notice. */
  notice: {
    label: '公示',
    columns: {
      notice: 'code',
      about: 'code',
      number: 'count',
      award: 'code',
      scheme: 'code',
      round: 'code',
      startsOn: 'day',
      endsOn: 'day',
    },
  },
  /** An objection is not decided yet. Of the unit that published the notice. Key `notice/objection`. */
  objection: { label: '异议', columns: { notice: 'code', objection: 'code', against: 'code' } },
  /** A key may use the interface. Of the key itself; one key, the empty one. */
  access: { label: '接口权限', columns: { unit: 'code' } },
} as const satisfies Record<string, Standing>

export type StandingName = keyof typeof standings

/** The columns of a standing, whatever its name. */
export const columnsOfStanding = (name: StandingName): Readonly<Record<string, ColumnKind>> => standings[name].columns
