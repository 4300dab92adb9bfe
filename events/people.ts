/** Veterans, instructors and volunteers. People are pseudonyms; nothing about their health is kept. */
import { z } from 'zod'
import { closes, closesAll, defineEvent, happened, opens, rests, say } from './define.js'
import { Count, Day, listOf, must, oneOf, PersonRef, Reason, StationId, UnitId, VeteranCategory } from './fields.js'
import { enOf, zhOf } from './labels.js'
import { dateOf, dayOf } from './time.js'

/** Somebody is on the roll of veterans of a unit, 五老, in one or more of the five categories. */
export const VeteranRegistered = defineEvent({
  label: '五老登记',
  sentence: ({ person, unit, categories }) =>
    say(
      `${unit}登记五老${person}（${categories.map((category) => zhOf(category)).join('、')}）`,
      `${unit} registered the veteran ${person} (${categories.map(enOf).join(', ')})`,
    ),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({
    person: PersonRef,
    unit: UnitId,
    categories: listOf(VeteranCategory, { min: 1, max: 5 }),
    tags: listOf(oneOf(['retired_principal', 'newly_retired']), { max: 2 }).optional(),
  }),
  facts: ({ person, unit, categories }) =>
    categories.flatMap((category) => [
      opens('veteran', unit, { key: `${person}/${category}`, category, person, unit }),
      opens('veteran', person, { as: 'person', key: category, category, person, unit }),
    ]),
})

/** Somebody leaves the roll of veterans of a unit, in all categories. */
export const VeteranWithdrawn = defineEvent({
  label: '五老退出登记',
  sentence: ({ person, unit, reason }) =>
    say(`${person}退出${unit}的五老登记：${reason}`, `${person} left the roll of veterans of ${unit}: ${reason}`),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({ person: PersonRef, unit: UnitId, reason: Reason }),
  facts: ({ person, unit }) => [closesAll('veteran', unit, 'unit', `${person}/`), closesAll('veteran', person, 'person')],
})

/** Somebody is engaged as an instructor of a station, from `startsOn` to `endsOn`, both included. */
export const InstructorEngaged = defineEvent({
  label: '聘请辅导员',
  sentence: ({ person, station, kind, startsOn, endsOn }) => {
    const end = endsOn === undefined ? say('', '') : say(`至${endsOn}止`, ` to ${endsOn}`)
    return say(
      `${station}聘请${person}（${zhOf(kind)}）为校外教育辅导员，自${startsOn}起${end.zh}`,
      `${station} engaged ${person} (${enOf(kind)}) as an instructor from ${startsOn}${end.en}`,
    )
  },
  stream: ({ station }) => `station-${station}`,
  data: z
    .strictObject({
      person: PersonRef,
      station: StationId,
      kind: oneOf(['veteran', 'student_cadre', 'returning_student', 'teacher']),
      startsOn: Day,
      endsOn: Day.optional(),
    })
    .refine(
      ({ startsOn, endsOn }) => endsOn === undefined || startsOn <= endsOn,
      must('endsOn', '不早于开始日期', 'a day not before the first'),
    )
    .refine(
      ({ kind, endsOn }) => kind !== 'returning_student' || endsOn !== undefined,
      must('endsOn', '假期回乡大学生须填聘期止日', 'the last day, which a returning student must have'),
    ),
  facts: ({ person, station, kind, startsOn, endsOn }) => {
    const until = endsOn === undefined ? undefined : dateOf(dayOf(endsOn) + 1)
    return [
      opens('engagement', station, { as: 'station', key: person, from: startsOn, until, kind, person, station }),
      opens('engagement', person, { as: 'person', key: station, from: startsOn, until, kind, person, station }),
    ]
  },
})

/** An engagement ends before its time: this is the first day on which it no longer holds. */
export const InstructorReleased = defineEvent({
  label: '解聘辅导员',
  sentence: ({ person, station, reason }) =>
    say(`${station}解聘辅导员${person}：${reason}`, `${station} released the instructor ${person}: ${reason}`),
  stream: ({ station }) => `station-${station}`,
  data: z.strictObject({ person: PersonRef, station: StationId, reason: Reason }),
  facts: ({ person, station }) => [
    closes('engagement', station, { as: 'station', key: person }),
    closes('engagement', person, { as: 'person', key: station }),
  ],
  restsOn: ({ person, station }) => [rests('engagement', station, person, 'station')],
})

/** A team of volunteers is formed, such as lecturers or internet-café monitors. */
export const VolunteerTeamFormed = defineEvent({
  label: '志愿者队伍组建',
  sentence: ({ unit, kind, headcount }) =>
    say(`${unit}组建${zhOf(kind)}，${headcount}人`, `${unit} formed a team of ${headcount}: ${enOf(kind)}`),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({
    unit: UnitId,
    kind: oneOf(['lecture_team', 'care_team', 'technology_team', 'internet_cafe_monitors', 'law_team', 'volunteer_team']),
    headcount: Count,
  }),
  facts: ({ unit }) => [happened(unit)],
})
