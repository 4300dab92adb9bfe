/** Where the work is done: guidance stations and their groups and offices, pairings, and children's bodies as counts. */
import { z } from 'zod'
import { changes, closes, defineEvent, happened, opens, rests, say } from './define.js'
import { Count, listOf, Month, must, Name, NewStationId, oneOf, PersonRef, Reason, StationId, Title, UnitId } from './fields.js'
import { enOf, periodZh, zhOf } from './labels.js'

/** The three tiers of stations, the general station above them, and the lateral ones in enterprises. */
const StationLevel = oneOf(['general', 'centre', 'branch', 'family', 'enterprise'])

/** A station opens at a unit. `host` says in whose rooms. */
export const StationOpened = defineEvent({
  label: '辅导站建站',
  sentence: ({ station, unit, level }) =>
    say(`${unit}建成${zhOf(level, 'level')}${station}`, `${unit} opened the ${enOf(level)} station ${station}`),
  stream: ({ station }) => `station-${station}`,
  data: z.strictObject({
    station: NewStationId,
    unit: UnitId,
    level: StationLevel,
    parent: StationId.optional(),
    host: oneOf(['community_rooms', 'school', 'enterprise', 'practice_base', 'residential_area', 'household']).optional(),
  }),
  facts: ({ station, unit, level, parent }) => [
    opens('station', station, { as: 'station', level, unit, parent, station }),
    opens('station', unit, { key: station, level, unit, parent, station }),
  ],
})

/** A station has another level from this day on. */
export const StationUpgraded = defineEvent({
  label: '辅导站升级',
  sentence: ({ station, unit, level }) =>
    say(
      `${unit}的辅导站${station}升级为${zhOf(level, 'level')}`,
      `the station ${station} of ${unit} became a ${enOf(level)} station`,
    ),
  stream: ({ station }) => `station-${station}`,
  data: z.strictObject({ station: StationId, unit: UnitId, level: StationLevel }),
  facts: ({ station, unit, level }) => [
    changes('station', station, { as: 'station', level }),
    changes('station', unit, { key: station, level }),
  ],
  restsOn: ({ station, unit }) => [rests('station', unit, station)],
})

/** A station closes: this is the first day on which it is no longer open. */
export const StationClosed = defineEvent({
  label: '辅导站撤站',
  sentence: ({ station, unit }) => say(`${unit}撤销辅导站${station}`, `${unit} closed the station ${station}`),
  stream: ({ station }) => `station-${station}`,
  data: z.strictObject({ station: StationId, unit: UnitId }),
  facts: ({ station, unit }) => [closes('station', station, { as: 'station' }), closes('station', unit, { key: station })],
  restsOn: ({ station, unit }) => [rests('station', unit, station)],
})

/** Somebody is chief of a station until the next is appointed. */
export const StationChiefAppointed = defineEvent({
  label: '聘任站长',
  sentence: ({ station, person }) => say(`${station}聘任${person}为站长`, `${station} appointed ${person} as its chief`),
  stream: ({ station }) => `station-${station}`,
  data: z.strictObject({ station: StationId, person: PersonRef }),
  facts: ({ station, person }) => [
    opens('role', station, { as: 'station', key: 'station_chief', post: 'station_chief', person }),
  ],
})

/** Two units are paired to help one another, 结对共建. */
export const PairingEstablished = defineEvent({
  label: '结对共建',
  sentence: ({ unit, partner, kind, purpose }) =>
    say(
      `${unit}与${partner}（${zhOf(kind)}）结对共建${purpose === undefined ? '' : `：${purpose}`}`,
      `${unit} was paired with ${partner} (${enOf(kind)})${purpose === undefined ? '' : `: ${purpose}`}`,
    ),
  stream: ({ unit }) => `unit-${unit}`,
  data: z
    .strictObject({
      unit: UnitId,
      partner: UnitId,
      kind: oneOf(['member_unit', 'enterprise', 'school']),
      purpose: Title.optional(),
      typicalCase: Title.optional(),
    })
    .refine(({ unit, partner }) => unit !== partner, must('partner', '另一个单位', 'another unit')),
  facts: ({ unit, partner, kind, typicalCase }) => {
    const typical = typicalCase !== undefined
    return [
      opens('pairing', unit, { key: partner, kind, partner, typical }),
      opens('pairing', partner, { as: 'partner', key: unit, kind, partner: unit, typical }),
    ]
  },
})

/** A pairing ends: this is the first day on which it no longer holds. */
export const PairingEnded = defineEvent({
  label: '结对终止',
  sentence: ({ unit, partner, reason }) =>
    say(
      `${unit}与${partner}终止结对${reason === undefined ? '' : `：${reason}`}`,
      `the pairing of ${unit} with ${partner} ended${reason === undefined ? '' : `: ${reason}`}`,
    ),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({ unit: UnitId, partner: UnitId, reason: Reason.optional() }),
  facts: ({ unit, partner }) => [
    closes('pairing', unit, { key: partner }),
    closes('pairing', partner, { as: 'partner', key: unit }),
  ],
  restsOn: ({ unit, partner }) => [rests('pairing', unit, partner)],
})

/** Units take part in the pilot of station enrolment, 站籍管理试点. */
export const StationRegistryPiloted = defineEvent({
  label: '站籍试点',
  sentence: ({ units }) => say(`${units.join('、')}开展站籍管理试点`, `${units.join(', ')} pilot station enrolment`),
  stream: () => 'registry',
  data: z.strictObject({ units: listOf(UnitId, { min: 1, max: 300 }) }),
  facts: ({ units }) => units.map((unit) => opens('registry_pilot', unit)),
})

/** How many children stations enrolled, how many of them are linked to the school roll, how many the roll has. Counts only. */
export const EnrolmentReported = defineEvent({
  label: '站籍与学籍对接人数',
  sentence: ({ unit, month, enrolled, linked, schoolRoll }) =>
    say(
      `${unit}上报${periodZh(month)}站籍${enrolled}人，其中与学籍对接${linked}人，学籍在册${schoolRoll}人`,
      `${unit} reported for ${month}: ${enrolled} enrolled, ${linked} of them linked, ${schoolRoll} on the school roll`,
    ),
  stream: ({ unit }) => `unit-${unit}`,
  period: ({ month }) => month,
  timing: 'filing',
  data: z
    .strictObject({ unit: UnitId, month: Month, enrolled: Count, linked: Count, schoolRoll: Count })
    .refine(({ enrolled, linked }) => linked <= enrolled, must('linked', '不多于站籍人数', 'no more than are enrolled')),
  facts: ({ unit }) => [happened(unit)],
})

/** Children of a community form a body of their own: a student union or young pioneers. Counts only. */
export const YouthOrganisationFormed = defineEvent({
  label: '社区学生会、少先队',
  sentence: ({ unit, kind, members }) =>
    say(`${unit}成立${zhOf(kind)}，成员${members}人`, `${unit} formed a body of ${members}: ${enOf(kind)}`),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({ unit: UnitId, kind: oneOf(['student_union', 'young_pioneers']), members: Count }),
  facts: ({ unit }) => [happened(unit)],
})

/** A general station is in preparation. It counts as a station only once it is opened. */
export const GeneralStationPlanned = defineEvent({
  label: '筹建辅导总站',
  sentence: ({ unit, site }) => say(`${unit}在“${site}”筹建校外教育辅导总站`, `${unit} plans a general station at "${site}"`),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({ unit: UnitId, site: Name }),
  facts: ({ unit }) => [happened(unit)],
})

/** One of the three guidance groups of a general station, 三团. */
export const ServiceGroupFormed = defineEvent({
  label: '组建辅导团',
  sentence: ({ station, code, members }) =>
    say(
      `${station}组建${zhOf(code)}${members === undefined ? '' : `，${members.headcount}人`}`,
      `${station} formed its ${enOf(code)}${members === undefined ? '' : ` of ${members.headcount}`}`,
    ),
  stream: ({ station }) => `station-${station}`,
  data: z.strictObject({
    station: StationId,
    code: oneOf(['character_group', 'intellect_group', 'talent_group']),
    members: z.strictObject({ headcount: Count, persons: listOf(PersonRef, { max: 300 }).optional() }).optional(),
  }),
  facts: ({ station, code }) => [opens('service', station, { as: 'station', key: code, code })],
})

/** One of the five offices of a general station, 五室. It may share its rooms with an office of another unit, 合署. */
export const ServiceOfficeSet = defineEvent({
  label: '设立工作室',
  sentence: ({ station, code, coLocatedWith }) =>
    say(
      `${station}设立${zhOf(code)}${coLocatedWith === undefined ? '' : `，与${coLocatedWith}合署`}`,
      `${station} set up its ${enOf(code)}${coLocatedWith === undefined ? '' : `, co-located with ${coLocatedWith}`}`,
    ),
  stream: ({ station }) => `station-${station}`,
  data: z.strictObject({
    station: StationId,
    code: oneOf([
      'station_office',
      'project_rnd_office',
      'character_coordination',
      'intellect_coordination',
      'talent_coordination',
    ]),
    coLocatedWith: UnitId.optional(),
  }),
  facts: ({ station, code }) => [opens('service', station, { as: 'station', key: code, code })],
})
