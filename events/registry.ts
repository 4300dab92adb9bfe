/** Which units there are: founded, converted, merged, split, moved, renamed, dissolved. All in the stream `registry`. */
import { z } from 'zod'
import { changes, closes, defineEvent, happened, opens, say } from './define.js'
import { listOf, must, Name, NewUnitId, UnitId, UnitKind } from './fields.js'
import { enOf, zhOf } from './labels.js'

const REGISTRY = 'registry'

/** A unit begins: from this day on it stands, with its kind, its name and the unit it belongs to. */
export const UnitRegistered = defineEvent({
  label: '设立单位',
  sentence: ({ unit, kind, name, parent }) =>
    say(
      `设立${zhOf(kind)}“${name}”，代码${unit}${parent === undefined ? '' : `，隶属${parent}`}`,
      `the ${enOf(kind)} "${name}" was registered as ${unit}${parent === undefined ? '' : ` under ${parent}`}`,
    ),
  stream: () => REGISTRY,
  data: z.strictObject({ unit: NewUnitId, kind: UnitKind, name: Name, parent: UnitId.optional() }),
  facts: ({ unit, kind, name, parent }) => [opens('unit', unit, { kind, name, parent })],
})

/** A unit becomes one of another kind, as when a village becomes a community, 村改社区. Its code stays. */
export const UnitConverted = defineEvent({
  label: '村改社区',
  sentence: ({ unit, kind, name }) =>
    say(
      `${unit}改为${zhOf(kind)}${name === undefined ? '' : `，名称为“${name}”`}`,
      `${unit} became a ${enOf(kind)}${name === undefined ? '' : ` with the name "${name}"`}`,
    ),
  stream: () => REGISTRY,
  data: z.strictObject({ unit: UnitId, kind: UnitKind, name: Name.optional() }),
  facts: ({ unit, kind, name }) => [changes('unit', unit, { kind, ...(name !== undefined && { name }) })],
})

/** Units end and go on in another, which stands already and may take a new name. */
export const UnitsMerged = defineEvent({
  label: '单位合并',
  sentence: ({ into, from, name }) =>
    say(
      `${from.join('、')}并入${into}${name === undefined ? '' : `，合并后名称为“${name}”`}`,
      `${from.join(', ')} merged into ${into}${name === undefined ? '' : `, from now on "${name}"`}`,
    ),
  stream: () => REGISTRY,
  data: z
    .strictObject({ into: UnitId, from: listOf(UnitId, { min: 1, max: 50 }), name: Name.optional() })
    .refine(
      ({ into, from }) => !from.includes(into),
      must('from', '并入单位以外的单位', 'units other than the one they merge into'),
    ),
  facts: ({ into, from, name }) => [
    happened(into),
    ...from.map((unit) => happened(unit, 'merged')),
    ...from.map((unit) => closes('unit', unit)),
    ...(name === undefined ? [] : [changes('unit', into, { name })]),
  ],
})

/** A unit is split. `into` names every unit that stands afterwards: the old one ends unless it is among them. */
export const UnitSplit = defineEvent({
  label: '单位拆分',
  sentence: ({ unit, into }) =>
    say(
      `${unit}拆分为${into.map((part) => `“${part.name}”（${part.unit}）`).join('、')}`,
      `${unit} was split into ${into.map((part) => `"${part.name}" (${part.unit})`).join(', ')}`,
    ),
  stream: () => REGISTRY,
  data: z
    .strictObject({
      unit: UnitId,
      into: z
        .array(z.strictObject({ unit: NewUnitId, name: Name, kind: UnitKind, parent: UnitId.optional() }))
        .min(2)
        .max(20),
    })
    .refine(
      ({ into }) => new Set(into.map(({ unit }) => unit)).size === into.length,
      must('into', '代码互不相同', 'units with different codes'),
    ),
  facts: ({ unit, into }) => [
    happened(unit),
    ...into.filter((part) => part.unit !== unit).map((part) => happened(part.unit, 'split_off')),
    ...(into.some((part) => part.unit === unit) ? [] : [closes('unit', unit)]),
    ...into.map(({ unit: part, name, kind, parent }) =>
      part === unit
        ? changes('unit', unit, { name, kind, ...(parent !== undefined && { parent }) })
        : opens('unit', part, { name, kind, parent }),
    ),
  ],
})

/** A unit belongs to another unit from this day on, as when a community moves to another street. Its history stays with it. */
export const UnitMoved = defineEvent({
  label: '调整隶属街道',
  sentence: ({ unit, parent }) => say(`${unit}改由${parent}管辖`, `${unit} moved to ${parent}`),
  stream: () => REGISTRY,
  data: z
    .strictObject({ unit: UnitId, parent: UnitId })
    .refine(({ unit, parent }) => unit !== parent, must('parent', '另一个单位', 'another unit')),
  facts: ({ unit, parent }) => [changes('unit', unit, { parent })],
})

/** A unit has another name from this day on. */
export const UnitRenamed = defineEvent({
  label: '单位更名',
  sentence: ({ unit, name }) => say(`${unit}更名为“${name}”`, `${unit} was renamed "${name}"`),
  stream: () => REGISTRY,
  data: z.strictObject({ unit: UnitId, name: Name }),
  facts: ({ unit, name }) => [changes('unit', unit, { name })],
})

/** A unit ends without a successor. This is the first day on which it no longer stands. */
export const UnitDissolved = defineEvent({
  label: '撤销单位',
  sentence: ({ unit }) => say(`撤销${unit}`, `${unit} was dissolved`),
  stream: () => REGISTRY,
  data: z.strictObject({ unit: UnitId }),
  facts: ({ unit }) => [closes('unit', unit)],
})
