/**
 * How rules come into force: the whole document in pieces, its proposal, its adoption. All in the stream `rules`.
 * They yield no facts: the rulebook folds these events itself.
 */
import { z } from 'zod'
import { defineEvent, say } from './define.js'
import { Count, Digest, Slug, Title } from './fields.js'
import { Piece } from './piece.js'

const RULES = 'rules'

/** A piece of the canonical JSON of a rule document. */
export const RuleSetPart = defineEvent({
  label: '考评规则文本',
  sentence: ({ index, parts }) =>
    say(`考评规则文本第${index + 1}段，共${parts}段`, `piece ${index + 1} of ${parts} of a rule document`),
  stream: () => RULES,
  data: Piece,
  facts: () => [],
})

/** A rule set is put to the vote. With `replaces` it takes the place of a misprinted one. */
export const RuleSetProposed = defineEvent({
  label: '考评规则提请审议',
  sentence: ({ ruleset, title, replaces }) =>
    say(
      `提请审议考评规则 ${ruleset}《${title}》${replaces === undefined ? '' : `，代替 ${replaces}`}`,
      `the rule set ${ruleset} "${title}" was proposed${replaces === undefined ? '' : ` to replace ${replaces}`}`,
    ),
  stream: () => RULES,
  data: z.strictObject({ ruleset: Slug, digest: Digest, parts: Count, title: Title, replaces: Slug.optional() }),
  facts: () => [],
})

/** A proposed rule set is adopted, by another principal than the one who proposed it. */
export const RuleSetAdopted = defineEvent({
  label: '考评规则审议通过',
  sentence: ({ ruleset }) => say(`考评规则 ${ruleset} 审议通过`, `the rule set ${ruleset} was adopted`),
  stream: () => RULES,
  data: z.strictObject({ ruleset: Slug, digest: Digest }),
  facts: () => [],
})
