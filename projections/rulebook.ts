/** Which rule set holds for a part on a day, as known at a position. Rule sets come from the log alone. */
import assert from 'node:assert/strict'
import { sha256 } from '../events/digest.js'
import type { Day, Json, LedgerEvent, Position, Sha256 } from '../events/event.js'
import { dayOf } from '../events/time.js'
import { type CompiledRules, compileRules } from './rules/compile.js'
import { type Part, parts } from './rules/document.js'
import type { Problem } from './rules/yaml.js'

/** A rule set as the log carries it. */
export interface RuleSet {
  readonly id: string
  readonly digest: Sha256
  readonly title: string
  /** The canonical JSON that was voted on. */
  readonly text: string
  readonly rules: CompiledRules
  readonly replaces: string | undefined
  readonly proposedAt: Position
  readonly proposer: string
  readonly effectiveFrom: Day
}

/** A rule set that was adopted, and from where on it holds. */
export interface Adoption {
  readonly set: RuleSet
  readonly at: Position
  readonly by: string
  /** First day of its force: its own, or that of the set it replaces. */
  readonly from: Day
  /** Where it stands among sets that begin on the same day: its own place, or that of the set it replaces. */
  readonly rank: Position
}

/** Pieces of one document that are joined; admission takes no more. */
const PIECES_MAX = 200

export class Rulebook {
  /** Pieces of documents that were not proposed yet, by digest. */
  readonly #pieces: { readonly digest: Sha256; readonly index: number; readonly json: string }[] = []
  readonly #proposed: RuleSet[] = []
  readonly #adopted: Adoption[] = []
  readonly #marks: (readonly [number, number, number])[] = []

  /** Everything proposed so far, in order. */
  get proposed(): readonly RuleSet[] {
    return this.#proposed
  }

  /** Everything adopted so far, in order. */
  get adopted(): readonly Adoption[] {
    return this.#adopted
  }

  /** Folds the events of rule sets; others pass by. */
  absorb(event: LedgerEvent): void {
    const { type, data, position, actor } = event
    if (type === 'RuleSetPart')
      this.#pieces.push({ digest: String(data['digest']), index: Number(data['index']), json: String(data['json']) })
    else if (type === 'RuleSetProposed') this.#propose(event)
    else if (type === 'RuleSetAdopted') {
      const set = this.#proposed.find(({ id, digest }) => id === data['ruleset'] && digest === data['digest'])
      if (set !== undefined) this.#adopted.push({ set, at: position, by: actor, ...this.#placeOf(set, position) })
    }
  }

  begin(): void {
    this.#marks.push([this.#pieces.length, this.#proposed.length, this.#adopted.length])
  }

  commit(): void {
    this.#marks.pop()
  }

  rollback(): void {
    const mark = this.#marks.pop()
    assert(mark !== undefined)
    const [pieces, proposed, adopted] = mark
    this.#pieces.length = pieces
    this.#proposed.length = proposed
    this.#adopted.length = adopted
  }

  /** The adoption of a set that an id names, looked up at the head of the log. */
  named(id: string): Adoption | undefined {
    return this.#adopted.findLast(({ set }) => set.id === id)
  }

  /** The set in force for a part on a day, as known at a position; of two that begin on one day the later adopted. */
  inForce(part: Part, day: Day, knownAt: Position): RuleSet | undefined {
    let holds: Adoption | undefined
    for (const adoption of this.#adopted) {
      if (adoption.at > knownAt || adoption.from > day || adoption.set.rules.document[part] === undefined) continue
      if (holds === undefined || adoption.from > holds.from || (adoption.from === holds.from && adoption.rank >= holds.rank))
        holds = adoption
    }
    return holds?.set
  }

  /** The same book as if other sets were adopted as well. This one knows nothing of it, and nothing is recorded. */
  supposing(adoptions: readonly Adoption[]): Rulebook {
    const book = new Rulebook()
    book.#proposed.push(...this.#proposed)
    book.#adopted.push(...this.#adopted, ...adoptions)
    return book
  }

  #propose({ data, position, actor }: LedgerEvent): void {
    const digest = String(data['digest'])
    // The newest piece of each index: those of the same append, whatever was recorded under this digest before.
    const pieces = new Map(this.#pieces.filter((piece) => piece.digest === digest).map(({ index, json }) => [index, json]))
    const count = Math.min(Number(data['parts']), PIECES_MAX)
    const text = Array.from({ length: count }, (_, at) => pieces.get(at)).join('')
    const rules = compiled(text, digest)
    if (rules === undefined) return
    this.#proposed.push({
      id: String(data['ruleset']),
      digest,
      title: String(data['title']),
      text,
      rules,
      replaces: rules.document.replaces,
      proposedAt: position,
      proposer: actor,
      effectiveFrom: dayOf(rules.document.effective.from),
    })
  }

  /** A corrected text takes the place of the misprinted one: it holds from the same day, in the same order. */
  #placeOf({ replaces, effectiveFrom }: RuleSet, at: Position): Pick<Adoption, 'from' | 'rank'> {
    const replaced = replaces === undefined ? undefined : this.named(replaces)
    return { from: replaced?.from ?? effectiveFrom, rank: replaced?.rank ?? at }
  }
}

/** Compiles the text of a proposed set; one that does not match its digest or has errors never comes into force. */
function compiled(text: string, digest: Sha256): CompiledRules | undefined {
  if (sha256(text) !== digest) return undefined
  const problems: Problem[] = []
  const rules = compileRules(JSON.parse(text) as Json, problems)
  return problems.some(({ severity }) => severity === 'error') ? undefined : rules
}

/** The parts that a set has. */
export const partsOf = ({ rules: { document } }: RuleSet): Part[] => parts.filter((part) => document[part] !== undefined)
