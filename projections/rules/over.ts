/** Whom a cover is about: the units of some kinds, or the stations, people and brands of a standing, on a day. */
import { z } from 'zod'
import type { Day, Position, Words } from '../../events/event.js'
import { zhOf } from '../../events/labels.js'
import { columnsOfStanding, type StandingName, standings } from '../../events/standings.js'
import { wordsOf } from '../../events/words.js'
import type { Facts } from '../facts/facts.js'
import { standingAt } from '../facts/query.js'
import { byCode, type Roster, type RosterUnit } from '../roster.js'
import { textOf } from './cells.js'
import { at, fail, nearest, type Reading } from './reading.js'
import { type Condition, conditions, Where } from './where.js'

export const OverSchema = z.strictObject({
  /** Kinds of units. */
  units: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  /** A standing, and the role in which its subjects count. */
  standing: z.string().optional(),
  as: z.string().optional(),
  where: Where.optional(),
  /** What they are called. */
  name: z.string().min(1).optional(),
})

/** The denominator of a cover. */
export interface Over {
  readonly words: Words
  /** Those who count on a day, in the order of their codes. */
  on(world: World): readonly RosterUnit[]
}

interface World {
  readonly facts: Facts
  readonly knownAt: Position
  readonly day: Day
  readonly roster: Roster
}

export function compileOver(spec: z.infer<typeof OverSchema>, reading: Reading): Over {
  if ((spec.units === undefined) === (spec.standing === undefined) || (spec.standing === undefined) !== (spec.as === undefined))
    fail(
      reading,
      '应写“units”（哪类单位），或“standing”和“as”（哪种状态的什么对象）',
      'write "units", the kinds of units, or "standing" with "as", whose subjects count',
    )
  if (spec.units !== undefined) {
    if (spec.where !== undefined)
      fail(at(reading, 'where'), '“where”只写在“standing”旁边', '"where" stands beside "standing" only')
    const kinds = typeof spec.units === 'string' ? [spec.units] : spec.units
    for (const kind of kinds)
      if (!Object.hasOwn(wordsOf, kind)) fail(at(reading, 'units'), `没有“${kind}”这类单位`, `there is no kind of unit "${kind}"`)
    return {
      words: { zh: spec.name ?? kinds.map((kind) => zhOf(kind)).join('、'), en: kinds.join(', ') },
      on: ({ roster }) => roster.units.filter(({ kind }) => kinds.includes(kind)),
    }
  }
  const { standing: said = '', as = 'unit' } = spec
  const known = Object.hasOwn(standings, said)
  if (!known && said !== '') {
    const near = nearest(said, Object.keys(standings))
    fail(
      at(reading, 'standing'),
      `没有“${said}”这种状态${near ? `，是否应为“${near}”` : ''}`,
      `there is no standing "${said}"${near ? `; did you mean "${near}"?` : ''}`,
    )
  }
  const name = said as StandingName
  const asked = known ? conditions(spec.where, columnsOfStanding(name), at(reading, 'where')) : []
  const label = known ? standings[name].label : said
  return {
    words: {
      zh: spec.name ?? label + asked.map(({ words }) => `（${words.zh}）`).join(''),
      en: said + asked.map(({ words }) => ` (${words.en})`).join(''),
    },
    on: (world) => standingSubjects(world, name, as, asked),
  }
}

/** The subjects of a standing that hold on a day, each once, under the unit that it says. */
function standingSubjects(
  { facts, knownAt, day }: World,
  name: StandingName,
  as: string,
  asked: readonly Condition[],
): RosterUnit[] {
  const table = facts.table(name, as)
  if (table === undefined) return []
  const tests = asked.map((condition) => condition.bind(table, { facts, knownAt, window: { last: day } }))
  const found = new Map<number, RosterUnit>()
  standingAt(table, undefined, day, knownAt, (row) => {
    const subject = table.subject[row]!
    const position = table.position[row]!
    if (!tests.every((test) => test(row)) || (found.get(subject)?.position ?? Infinity) <= position) return
    const code = facts.subjects.text(subject)
    found.set(subject, {
      ...{ code, subject, kind: as, name: code, position },
      parent:
        textOf(table, 'unit', row) ??
        textOf(table, 'owner', row) ??
        unitOfStation(facts, textOf(table, 'station', row), day, knownAt),
      from: table.from[row]!,
      until: table.until[row]!,
    })
  })
  return [...found.values()].sort(byCode)
}

/** The unit that a station is at. */
function unitOfStation(facts: Facts, station: string | undefined, day: Day, knownAt: Position): string | undefined {
  const table = facts.table('station', 'station')
  const subject = station === undefined ? -1 : facts.subjects.find(station)
  let unit: string | undefined
  if (table !== undefined && subject >= 0)
    standingAt(table, subject, day, knownAt, (row) => (unit ??= textOf(table, 'unit', row)))
  return unit
}
