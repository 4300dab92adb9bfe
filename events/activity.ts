/** What committees do: activities, trainings, conferences, surveys, campaigns, policies. */
import { z } from 'zod'
import { defineEvent, happened, say } from './define.js'
import type { JsonObject } from './event.js'
import {
  Count,
  Day,
  Decimal,
  DocumentRef,
  listOf,
  must,
  Note,
  oneOf,
  PersonRef,
  Quarter,
  Slug,
  StationId,
  Title,
  UnitId,
} from './fields.js'
import { periodZh } from './labels.js'

/** The five activity programmes of the district, 五心教育. */
const Programme = oneOf(['serve_country', 'gratitude', 'responsibility', 'kindness', 'dedication'])

/** Groups of children that an activity is for. Never a child. */
const TargetGroup = oneOf(['left_behind', 'migrant_workers_children', 'low_income', 'disabled', 'none'])

/** v1 asked for the number of children only; adults were not counted. */
const activityV1 = ({ children, ...rest }: JsonObject): JsonObject => ({
  ...rest,
  audience: { minors: Number(children), adults: 0 },
})

/** An activity for children and young people. Children appear as a count only. */
export const ActivityHeld = defineEvent({
  label: '开展活动',
  sentence: ({ unit, title, audience }) =>
    say(
      `${unit}开展“${title}”活动，未成年人${audience.minors}人次、成年人${audience.adults}人次参加`,
      `${unit} held the activity "${title}" for ${audience.minors} minors and ${audience.adults} adults`,
    ),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({
    unit: UnitId,
    partners: listOf(UnitId, { max: 20 }).optional(),
    programme: Programme,
    title: Title,
    station: StationId.optional(),
    audience: z.strictObject({ minors: Count, adults: Count }),
    instructors: listOf(PersonRef, { max: 50 }).optional(),
    targetGroups: listOf(TargetGroup, { max: 5 }).optional(),
    season: oneOf(['winter_holiday', 'summer_holiday', 'public_holiday', 'term']).optional(),
  }),
  facts: ({ unit, partners = [], station, instructors = [] }) => [
    happened(unit),
    ...partners.map((partner) => happened(partner)),
    ...(station === undefined ? [] : [happened(station, 'station')]),
    ...instructors.map((person) => happened(person, 'instructor')),
  ],
  upcasts: [activityV1],
})

/** A training class. */
export const TrainingHeld = defineEvent({
  label: '举办培训',
  sentence: ({ unit, topic, headcount }) =>
    say(`${unit}举办“${topic}”培训，${headcount}人参加`, `${unit} held the training "${topic}" for ${headcount} people`),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({
    unit: UnitId,
    kind: oneOf(['instructor_class', 'street_skill_training']),
    topic: Title,
    headcount: Count,
    hours: Decimal.optional(),
    attendees: listOf(UnitId, { max: 300 }).optional(),
  }),
  facts: ({ unit, attendees = [] }) => [happened(unit), ...attendees.map((attendee) => happened(attendee, 'attendee'))],
})

/** A visit to learn from another place. */
export const ObservationVisitHeld = defineEvent({
  label: '组织观摩',
  sentence: ({ unit, topic, headcount }) =>
    say(`${unit}组织“${topic}”观摩学习，${headcount}人参加`, `${unit} held the visit "${topic}" for ${headcount} people`),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({
    unit: UnitId,
    kind: oneOf(['within_district', 'outside_district']),
    topic: Title,
    headcount: Count,
    attendees: listOf(UnitId, { max: 300 }).optional(),
  }),
  facts: ({ unit, attendees = [] }) => [happened(unit), ...attendees.map((attendee) => happened(attendee, 'attendee'))],
})

/** A quarterly joint conference of one of the three tiers, 三级联席会. */
export const JointConferenceHeld = defineEvent({
  label: '召开联席会',
  sentence: ({ convener, quarter, attendees }) =>
    say(
      `${convener}召开${periodZh(quarter)}联席会，${attendees.length}个单位参加`,
      `${convener} held the joint conference of ${quarter} with ${attendees.length} units`,
    ),
  stream: ({ convener }) => `unit-${convener}`,
  period: ({ quarter }) => quarter,
  timing: 'happening',
  data: z.strictObject({
    convener: UnitId,
    tier: oneOf(['district_members', 'street', 'communities_of_street']),
    quarter: Quarter,
    attendees: listOf(UnitId, { max: 300 }),
    minutes: DocumentRef.optional(),
  }),
  facts: ({ convener, attendees }) => [happened(convener), ...attendees.map((unit) => happened(unit, 'attendee'))],
})

/** A survey in the field, 深入基层调研. */
export const FieldSurveyConducted = defineEvent({
  label: '深入调研',
  sentence: ({ unit, visited }) =>
    say(`${unit}到${visited.length}个单位调研`, `${unit} surveyed ${visited.length} units in the field`),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({ unit: UnitId, visited: listOf(UnitId, { min: 1, max: 300 }), findings: Note.optional() }),
  facts: ({ unit, visited }) => [happened(unit), ...visited.map((place) => happened(place, 'visited'))],
})

/** A campaign is declared, such as the year of grass-roots work or the new Three Goods. */
export const CampaignDeclared = defineEvent({
  label: '部署专项活动',
  sentence: ({ unit, code }) => say(`${unit}部署专项活动 ${code}`, `${unit} declared the campaign ${code}`),
  stream: ({ unit }) => `unit-${unit}`,
  data: z
    .strictObject({ unit: UnitId, code: Slug, startsOn: Day, endsOn: Day, target: Count.optional() })
    .refine(({ startsOn, endsOn }) => startsOn <= endsOn, must('endsOn', '不早于开始日期', 'a day not before the first')),
  facts: ({ unit }) => [happened(unit)],
})

/** What a unit reached in a campaign. */
export const CampaignResultReported = defineEvent({
  label: '上报专项活动结果',
  sentence: ({ unit, code, reached }) =>
    say(
      `${unit}上报专项活动 ${code} 的结果：完成${reached}`,
      `${unit} reported its result in the campaign ${code}: ${reached} reached`,
    ),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({ unit: UnitId, code: Slug, reached: Count, participants: Count.optional() }),
  facts: ({ unit }) => [happened(unit)],
})

/** A policy paper is issued. */
export const PolicyIssued = defineEvent({
  label: '印发意见',
  sentence: ({ unit, subjectMatter, number }) =>
    say(`${unit}印发《${subjectMatter}》（${number}）`, `${unit} issued "${subjectMatter}" (${number})`),
  stream: ({ unit }) => `unit-${unit}`,
  data: z.strictObject({ unit: UnitId, subjectMatter: Title, number: DocumentRef }),
  facts: ({ unit }) => [happened(unit)],
})
