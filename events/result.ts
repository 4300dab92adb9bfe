/**
 * Computed answers that were frozen by publishing them. All in the stream `results`. They yield no facts: they follow
 * from facts, and whoever asks what was published folds these events.
 */
import { z } from 'zod'
import { defineEvent, say } from './define.js'
import { AnyPeriod, Count, Day, Digest, oneOf, Ordinal, Slug, UnitId } from './fields.js'
import { enOf, periodZh, zhOf } from './labels.js'
import { Piece } from './piece.js'

const RESULTS = 'results'

/** A piece of the canonical JSON of the table of a result. It goes into the same append as its `ResultPublished`. */
export const ResultPart = defineEvent({
  label: '结果表',
  sentence: ({ index, parts }) => say(`结果表第${index + 1}段，共${parts}段`, `piece ${index + 1} of ${parts} of a result`),
  stream: () => RESULTS,
  data: Piece,
  facts: () => [],
})

/** What the answer was computed from: the resolved basis, and the rule set of every part that was used. */
const ResultBasis = z.strictObject({
  /** The last day of the world. */
  asOf: Day,
  /** The last position. */
  knownAt: Count,
  rules: z
    .array(z.strictObject({ part: oneOf(['duties', 'sheets', 'accreditation', 'awards']), ruleset: Slug, digest: Digest }))
    .max(10),
})

/**
 * A ranking, a board or the list of an award is published under the next number of the ledger. Of a `restates`d result
 * both stay. `part` is the sheet, the scheme or the award; `scope` the district, or the one street that it is about.
 */
export const ResultPublished = defineEvent({
  label: '公布结果',
  sentence: ({ kind, part, scope, period, number, restates }) => {
    const again = restates === undefined ? say('', '') : say(`，重新公布第${restates}号`, `, which restates ${restates}`)
    return say(
      `公布第${number}号结果：${scope}的${periodZh(period)} ${part} ${zhOf(kind)}${again.zh}`,
      `result ${number} was published: the ${enOf(kind)} of ${part} for ${scope} and ${period}${again.en}`,
    )
  },
  stream: () => RESULTS,
  data: z.strictObject({
    kind: oneOf(['ranking', 'board', 'award']),
    part: Slug,
    scope: UnitId,
    period: AnyPeriod,
    number: Ordinal,
    basis: ResultBasis,
    /** Of the canonical JSON of `basis.rules`. */
    rulesDigest: Digest,
    /** Of the list of the units or candidates that were looked at. */
    rosterDigest: Digest,
    /** Of the whole table; its pieces have the same digest. */
    tableDigest: Digest,
    /** How many pieces the table has. */
    parts: Ordinal,
    engine: Slug,
    restates: Ordinal.optional(),
  }),
  facts: () => [],
})
