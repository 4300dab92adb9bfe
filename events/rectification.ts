/** How a unit puts right what was found wanting: ordered by a day, reported, accepted. Of one scheme of accreditation. */
import { z } from 'zod'
import { closes, defineEvent, happened, opens, rests, say } from './define.js'
import { Day, listOf, Note, Slug, UnitId } from './fields.js'

interface Of {
  readonly scheme: string
  readonly unit: string
}

const streamOf = ({ scheme, unit }: Of) => `accreditation-${scheme}-${unit}`
const restsOnOrder = ({ scheme, unit }: Of) => [rests('rectification', unit, scheme)]

/** A unit is ordered to put items right by a day: one fact for each item. */
export const RectificationOrdered = defineEvent({
  label: '责令整改',
  sentence: ({ scheme, unit, items, dueOn }) =>
    say(
      `责令${unit}整改 ${scheme} 的问题${items.length}项，限期至${dueOn}`,
      `${unit} was ordered to put right by ${dueOn} what is wanting in ${scheme} (items: ${items.length})`,
    ),
  stream: streamOf,
  data: z.strictObject({ scheme: Slug, unit: UnitId, dueOn: Day, items: listOf(Slug, { min: 1, max: 100 }) }),
  rows: { item: 'code' },
  facts: ({ scheme, unit, dueOn, items }) => [
    ...items.map((item) => happened(unit, 'unit', { item })),
    opens('rectification', unit, { key: scheme, scheme, dueOn }),
  ],
})

/** A unit reports what it put right. */
export const RectificationReported = defineEvent({
  label: '上报整改',
  sentence: ({ scheme, unit, note }) =>
    say(`${unit}上报 ${scheme} 的整改情况：${note}`, `${unit} reported what it put right in ${scheme}: ${note}`),
  stream: streamOf,
  data: z.strictObject({ scheme: Slug, unit: UnitId, note: Note }),
  facts: ({ unit }) => [happened(unit)],
  restsOn: restsOnOrder,
})

/** An office looked again, 回头看, and accepts what was put right. */
export const RectificationAccepted = defineEvent({
  label: '整改验收',
  sentence: ({ scheme, unit, assessor }) =>
    say(`${assessor}验收通过${unit}的 ${scheme} 整改`, `${assessor} accepted what ${unit} put right in ${scheme}`),
  stream: streamOf,
  data: z.strictObject({ scheme: Slug, unit: UnitId, assessor: UnitId }),
  facts: ({ scheme, unit }) => [happened(unit), closes('rectification', unit, { key: scheme })],
  restsOn: restsOnOrder,
})
