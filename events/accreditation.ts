/**
 * How a unit comes to a title and loses it, 创建: every stage is a happening, and the title is a standing that the
 * unit holds on every day d with `validFrom <= d < validUntil`. A term that runs out needs no event.
 */
import { z } from 'zod'
import { closes, defineEvent, type Fact, happened, opens, rests, say } from './define.js'
import { Day, FormerUnitId, must, oneOf, Ordinal, Reason, Slug, UnitId } from './fields.js'
import { enOf, zhOf } from './labels.js'

interface Of {
  readonly scheme: string
  readonly unit: string
}

const streamOf = ({ scheme, unit }: Of) => `accreditation-${scheme}-${unit}`
const restsOnTitle = ({ scheme, unit }: Of) => [rests('title', unit, scheme)]
const happenedTo = ({ unit }: Of): Fact[] => [happened(unit)]

/** The end of a title, unless it has none. */
const term = (validUntil: string | undefined) =>
  validUntil === undefined ? say('', '') : say(`，${validUntil}失效`, ` until ${validUntil}`)

const ends = ({ scheme, unit }: Of): Fact[] => [happened(unit), closes('title', unit, { key: scheme })]

/** A unit applies for a title in a round of a scheme. */
export const AccreditationApplied = defineEvent({
  label: '创建申报',
  sentence: ({ scheme, unit, round }) =>
    say(`${unit}申报创建 ${scheme}（${round}）`, `${unit} applied for ${scheme} in the round ${round}`),
  stream: streamOf,
  data: z.strictObject({ scheme: Slug, unit: UnitId, round: Slug }),
  facts: happenedTo,
})

/** An office goes through the papers of an application, often that of the work zone, 片. */
export const PreliminaryReviewed = defineEvent({
  label: '创建初审',
  sentence: ({ scheme, unit, round, assessor, outcome }) =>
    say(
      `${assessor}初审${unit}创建 ${scheme}（${round}）：${zhOf(outcome)}`,
      `${assessor} reviewed the application of ${unit} for ${scheme} in the round ${round}: ${enOf(outcome)}`,
    ),
  stream: streamOf,
  data: z.strictObject({
    scheme: Slug,
    unit: UnitId,
    round: Slug,
    assessor: UnitId,
    outcome: oneOf(['passed', 'rectify', 'rejected']),
  }),
  facts: happenedTo,
})

/** An office recommends a unit to whoever confers the title. */
export const AccreditationRecommended = defineEvent({
  label: '创建推荐',
  sentence: ({ scheme, unit, round, recommender }) =>
    say(
      `${recommender}推荐${unit}创建 ${scheme}（${round}）`,
      `${recommender} recommended ${unit} for ${scheme} in the round ${round}`,
    ),
  stream: streamOf,
  data: z.strictObject({ scheme: Slug, unit: UnitId, round: Slug, recommender: UnitId }),
  facts: happenedTo,
})

/** A unit is named: it holds the title from `validFrom` on, and on `validUntil` no longer; without one it has no term. */
export const AccreditationGranted = defineEvent({
  label: '予以命名',
  sentence: ({ scheme, unit, batch, validFrom, validUntil }) => {
    const end = term(validUntil)
    return say(
      `${unit}获 ${scheme} 命名（${batch}），自${validFrom}起有效${end.zh}`,
      `${unit} was named ${scheme} in the batch ${batch}, from ${validFrom}${end.en}`,
    )
  },
  stream: streamOf,
  data: z
    .strictObject({
      scheme: Slug,
      unit: UnitId,
      batch: Slug,
      validFrom: Day,
      validUntil: Day.optional(),
      /** Number of the published result that it rests on. */
      basisResult: Ordinal.optional(),
    })
    .refine(
      ({ validFrom, validUntil }) => validUntil === undefined || validFrom < validUntil,
      must('validUntil', '晚于生效日期的日期', 'a day after validFrom'),
    ),
  facts: ({ scheme, unit, batch, validFrom, validUntil }) => [
    opens('title', unit, { key: scheme, from: validFrom, until: validUntil, scheme, batch }),
  ],
})

/** A title is looked into again. What follows from it, a warning or a revocation, has its own event. */
export const AccreditationReinspected = defineEvent({
  label: '命名复查',
  sentence: ({ scheme, unit, outcome }) =>
    say(`复查${unit}的 ${scheme} 命名：${zhOf(outcome)}`, `the title ${scheme} of ${unit} was inspected again: ${enOf(outcome)}`),
  stream: streamOf,
  data: z.strictObject({ scheme: Slug, unit: UnitId, outcome: oneOf(['keep', 'rectify', 'revoke']) }),
  facts: happenedTo,
  restsOn: restsOnTitle,
})

/** A formal warning: the title stands, and is in danger. */
export const AccreditationWarned = defineEvent({
  label: '黄牌警告',
  sentence: ({ scheme, unit, ground }) =>
    say(`对${unit}的 ${scheme} 命名给予黄牌警告：${ground}`, `${unit} was warned about its title ${scheme}: ${ground}`),
  stream: streamOf,
  data: z.strictObject({ scheme: Slug, unit: UnitId, ground: Reason }),
  facts: happenedTo,
  restsOn: restsOnTitle,
})

/** A title is taken away: this is the first day on which it is no longer held. */
export const AccreditationRevoked = defineEvent({
  label: '撤销命名',
  sentence: ({ scheme, unit, ground }) =>
    say(`撤销${unit}的 ${scheme} 命名：${ground}`, `the title ${scheme} of ${unit} was revoked: ${ground}`),
  stream: streamOf,
  data: z.strictObject({ scheme: Slug, unit: FormerUnitId, ground: Reason }),
  facts: ends,
  restsOn: restsOnTitle,
})

/** A title ends before its term without anybody's fault, such as that of a unit which was dissolved. */
export const AccreditationLapsed = defineEvent({
  label: '命名失效',
  sentence: ({ scheme, unit, ground }) =>
    say(`${unit}的 ${scheme} 命名失效：${ground}`, `the title ${scheme} of ${unit} lapsed: ${ground}`),
  stream: streamOf,
  data: z.strictObject({ scheme: Slug, unit: FormerUnitId, ground: Reason }),
  facts: ends,
  restsOn: restsOnTitle,
})

/**
 * The successor of a unit holds its title from this day on. The title of the predecessor stays as it is: several
 * successors may inherit it, and a unit that ended is in no roster.
 */
export const AccreditationInherited = defineEvent({
  label: '命名承继',
  sentence: ({ scheme, unit, predecessor, validUntil }) => {
    const end = term(validUntil)
    return say(
      `${unit}承继${predecessor}的 ${scheme} 命名${end.zh}`,
      `${unit} inherited the title ${scheme} of ${predecessor}${end.en}`,
    )
  },
  stream: streamOf,
  data: z
    .strictObject({ scheme: Slug, unit: UnitId, predecessor: FormerUnitId, validUntil: Day.optional() })
    .refine(({ unit, predecessor }) => unit !== predecessor, must('predecessor', '另一个单位', 'another unit')),
  facts: ({ scheme, unit, validUntil }) => [happened(unit), opens('title', unit, { key: scheme, until: validUntil, scheme })],
  restsOn: ({ scheme, predecessor }) => [rests('title', predecessor, scheme)],
})

/** The plaque of a title is handed over. */
export const PlaqueIssued = defineEvent({
  label: '授牌',
  sentence: ({ scheme, unit }) => say(`向${unit}颁发 ${scheme} 牌匾`, `${unit} was given the plaque of ${scheme}`),
  stream: streamOf,
  data: z.strictObject({ scheme: Slug, unit: UnitId }),
  facts: happenedTo,
  restsOn: restsOnTitle,
})

/** The plaque of a title that is no longer held is collected. */
export const PlaqueRemoved = defineEvent({
  label: '摘牌',
  sentence: ({ scheme, unit }) => say(`摘除${unit}的 ${scheme} 牌匾`, `the plaque of ${scheme} was collected from ${unit}`),
  stream: streamOf,
  data: z.strictObject({ scheme: Slug, unit: FormerUnitId }),
  facts: happenedTo,
})
