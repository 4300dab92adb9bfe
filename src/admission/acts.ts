/** Acts: what is proposed follows from the ledger. They give proposals, which then take the path of all others. */
import { canonical, sha256 } from '../../events/digest.js'
import type { Day, Json, Proposal } from '../../events/event.js'
import { dateOf } from '../../events/time.js'
import type { View } from '../../projections/question.js'
import { isRefusal, type Refusal } from '../../projections/refusal.js'
import { compileRules } from '../../projections/rules/compile.js'
import { type Problem, readYaml } from '../../projections/rules/yaml.js'
import { failedCases, isError } from '../../projections/worked/checked.js'
import type { Circumstances } from './case.js'
import { adoptionRefusal, notProposed, proposalRefusal } from './rules.js'

/** Bytes of a piece as it stands in its event, quotes escaped. */
const PIECE_BYTES_MAX = 49_152

/** A rule document with errors, each with its line and column. Warnings may be among them. */
export interface RuleProblems {
  readonly problems: readonly Problem[]
}

/** Puts the YAML text of a rule set to the vote: its canonical JSON in pieces, and the proposal that names their digest. */
export function proposeRules(view: View, text: string, today: Day): readonly Proposal[] | Refusal | RuleProblems {
  const { json, problems: found, place } = readYaml(text)
  const problems = [...found]
  const rules = json === undefined ? undefined : compileRules(json, problems)
  if (json === undefined || rules === undefined || problems.some(isError)) return { problems: problems.map(place) }
  const failed = failedCases(rules)
  if (failed.length > 0) return { problems: failed.map(place) }
  const { ruleset, title, replaces, document } = rules.document
  const canonicalText = canonical(json)
  const digest = sha256(canonicalText)
  const refusal = proposalRefusal(view, { id: ruleset, digest, replaces })
  if (refusal !== undefined) return refusal
  const pieces = piecesOf(canonicalText)
  const parts = pieces.length
  const occurredOn = dateOf(today)
  return [
    ...pieces.map((piece, index): Proposal => ({ type: 'RuleSetPart', occurredOn, data: { digest, index, parts, json: piece } })),
    {
      type: 'RuleSetProposed',
      occurredOn,
      ...(document !== undefined && { document }),
      evidence: [{ sha256: sha256(text), mediaType: 'application/yaml', bytes: Buffer.byteLength(text) }],
      data: { ruleset, digest, parts, title, ...(replaces !== undefined && { replaces }) },
    },
  ]
}

/** Brings a proposed rule set into force: of several texts under one id the last. */
export function adoptRules(view: View, id: string, { principal, today }: Circumstances): readonly Proposal[] | Refusal {
  const set = view.rulebook.proposed.findLast((proposed) => proposed.id === id)
  const refusal = set === undefined ? notProposed(view, id) : adoptionRefusal(view, set, principal)
  if (set === undefined || isRefusal(refusal)) return refusal ?? notProposed(view, id)
  return [{ type: 'RuleSetAdopted', occurredOn: dateOf(today), data: { ruleset: id, digest: set.digest } }]
}

/** Cuts a text between characters into pieces that fit an event each. */
function piecesOf(text: string): string[] {
  const pieces: string[] = []
  let start = 0
  let at = 0
  let bytes = 0
  for (const character of text) {
    const size = Buffer.byteLength(JSON.stringify(character satisfies Json)) - 2
    if (bytes + size > PIECE_BYTES_MAX) {
      pieces.push(text.slice(start, at))
      start = at
      bytes = 0
    }
    bytes += size
    at += character.length
  }
  return [...pieces, text.slice(start)]
}
