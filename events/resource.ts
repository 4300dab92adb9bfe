/** What stations share: resources are offered to all of them, asked for, sent, and used there, 资源共享. */
import { z } from 'zod'
import { defineEvent, happened, opens, rests, say } from './define.js'
import { Count, Day, listOf, oneOf, PersonRef, ResourceId, StationId, Title, UnitId } from './fields.js'
import { enOf, zhOf } from './labels.js'

/** A resource has one owner, so that every event about it counts for the owner as well. */
const resourceFields = { resource: ResourceId, owner: UnitId }
const Stations = listOf(StationId, { min: 1, max: 300 })

const streamOf = ({ resource }: { readonly resource: string }) => `resource-${resource}`
const restsOnOffer = ({ resource, owner }: { readonly resource: string; readonly owner: string }) => [
  rests('resource', owner, resource),
]

/** A unit offers a resource to all stations, through one of the three guidance groups. */
export const ResourceOffered = defineEvent({
  label: '资源推介',
  sentence: ({ resource, owner, kind, group, title }) =>
    say(
      `${owner}通过${zhOf(group)}推介${zhOf(kind, 'kind')}“${title}”（${resource}）`,
      `${owner} offered the ${enOf(kind)} "${title}" (${resource}) through the ${enOf(group)}`,
    ),
  stream: streamOf,
  data: z.strictObject({
    ...resourceFields,
    kind: oneOf(['course', 'activity', 'instructor', 'venue']),
    group: oneOf(['character_group', 'intellect_group', 'talent_group']),
    title: Title,
    grade: oneOf(['flagship_lesson', 'brand_activity']).optional(),
    /** Who gives the lesson or leads the activity, such as a brand instructor. */
    instructor: PersonRef.optional(),
  }),
  facts: ({ resource, owner, kind, group, grade, instructor }) => [
    happened(owner),
    opens('resource', owner, { key: resource, resource, kind, group, grade }),
    ...(instructor === undefined ? [] : [happened(instructor, 'instructor')]),
  ],
})

/** Stations ask for a resource. */
export const ResourceRequested = defineEvent({
  label: '资源申请',
  sentence: ({ resource, owner, stations }) =>
    say(
      `${stations.join('、')}申请${owner}的资源 ${resource}`,
      `${stations.join(', ')} asked for the resource ${resource} of ${owner}`,
    ),
  stream: streamOf,
  data: z.strictObject({ ...resourceFields, stations: Stations }),
  facts: ({ stations }) => stations.map((station) => happened(station, 'station')),
  restsOn: restsOnOffer,
})

/** A resource is assigned to stations, whether they asked for it or not. `slotOn` is the day on which it is to be there. */
export const ResourceDispatched = defineEvent({
  label: '资源调配',
  sentence: ({ resource, owner, stations, slotOn }) => {
    const slot = slotOn === undefined ? say('', '') : say(`，定于${slotOn}到站`, ` for ${slotOn}`)
    return say(
      `将${owner}的资源 ${resource} 调配到${stations.join('、')}${slot.zh}`,
      `the resource ${resource} of ${owner} was dispatched to ${stations.join(', ')}${slot.en}`,
    )
  },
  stream: streamOf,
  data: z.strictObject({ ...resourceFields, stations: Stations, slotOn: Day.optional() }),
  facts: ({ resource, stations }) =>
    stations.flatMap((station) => [
      happened(station, 'station'),
      opens('dispatch', station, { as: 'station', key: resource, resource }),
    ]),
  restsOn: restsOnOffer,
})

/** A resource was used at a station that it was assigned to. `attendance` counts everybody who took part. */
export const ResourceDelivered = defineEvent({
  label: '资源配送到站',
  sentence: ({ resource, owner, station, attendance }) =>
    say(
      `${owner}的资源 ${resource} 配送到${station}，${attendance}人次参加`,
      `the resource ${resource} of ${owner} was delivered at ${station} to ${attendance} people`,
    ),
  stream: streamOf,
  data: z.strictObject({ ...resourceFields, station: StationId, attendance: Count }),
  facts: ({ owner, station }) => [happened(owner), happened(station, 'station')],
  restsOn: ({ resource, owner, station }) => [
    ...restsOnOffer({ resource, owner }),
    rests('dispatch', station, resource, 'station'),
  ],
})
