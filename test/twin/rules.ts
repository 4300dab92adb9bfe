/** Rule documents, and which of them is in force: read off the events of the stream `rules`. */
import type { Day, Json, JsonObject, LedgerEvent, Position } from '../../events/event.js'
import { type Cadence, dayOf } from '../../events/time.js'
import type { Duty } from './duties.js'

/** A clause of a sheet. An item of one clause has these fields itself. */
export interface Clause {
  readonly id: string
  readonly measure?: Json
  readonly scale?: Json
  readonly limit?: JsonObject
  readonly unscored?: { readonly points: string; readonly why: string }
}

export interface Item extends Clause {
  readonly start?: string
  readonly max?: string
  readonly min?: string
  readonly not_applicable?: JsonObject
  readonly factor?: Json
  readonly zero_when?: Json
  readonly clauses?: readonly Clause[]
}

/** Items that are added up and bounded together. */
export interface Group {
  readonly factor?: Json
  readonly max?: string
  readonly min?: string
  readonly items: readonly Item[]
}

export interface Heading extends Group {
  readonly id: string
}

export interface Veto {
  readonly id: string
  readonly when: Json
  readonly effect: 'not_excellent' | 'void' | { readonly bar: string } | { readonly grade: string }
}

export interface Grade {
  readonly from?: string
  readonly grade: string
}

/** 考评表. */
export interface Sheet {
  readonly id: string
  readonly appraises: string
  readonly appraiser?: 'parent' | readonly string[]
  readonly period: Cadence
  readonly base?: string
  readonly headings: readonly Heading[]
  readonly bonus?: Group
  readonly vetoes?: readonly Veto[]
  readonly grades?: readonly Grade[]
  readonly ties?: readonly string[]
}

/** A Have, or a Good with what it asks for itself. */
export interface Criterion {
  readonly id: string
  readonly requires?: readonly string[]
  readonly when?: Json
}

/** 创建项目. */
export interface Scheme {
  readonly id: string
  readonly units: readonly string[]
  readonly period: Cadence
  readonly review?: string
  readonly effect?: 'fail_good' | 'fail_title'
  readonly requires_titles?: readonly string[]
  readonly haves?: readonly Criterion[]
  readonly goods: readonly Criterion[]
}

/** A rule set as it is stored: canonical JSON in which every number is its decimal text. */
export interface RuleDocument {
  readonly ruleset: string
  readonly effective: { readonly from: string }
  readonly points: { readonly step: string; readonly round: 'half_up' | 'floor' | 'ceil' }
  readonly duties?: readonly Duty[]
  readonly sheets?: readonly Sheet[]
  readonly accreditation?: readonly Scheme[]
  readonly awards?: readonly AwardRule[]
  readonly coverage?: readonly CoverRule[]
}

/** 奖项, as the slow referee of awards reads it. */
export interface AwardRule {
  readonly id: string
  readonly subject: 'person' | 'unit' | 'brand'
  readonly quota: string
  readonly pools?: readonly { readonly id: string; readonly quota: string; readonly units: readonly [string] }[]
  /** Votes first, marks second. */
  readonly score: { readonly weighted: readonly { readonly of: JsonObject; readonly weight: string }[] }
  readonly ties?: readonly string[]
  readonly exclusive?: boolean
  /** Not won within some years. */
  readonly eligible: readonly [{ readonly when: { readonly not: { readonly won: string; readonly within: string } } }]
}

/** 覆盖面. */
export interface CoverRule {
  readonly id: string
  readonly over: JsonObject
  readonly by?: 'street' | 'quarter'
  readonly duties?: readonly Duty[]
  readonly parts: readonly CoverPartRule[]
}

export interface CoverPartRule {
  readonly id: string
  readonly when?: Json
  readonly count?: JsonObject
  readonly of?: JsonObject
  readonly fewest?: string
  /** One column, with its words or the type of which its words are. */
  readonly split?: Readonly<Record<string, readonly string[] | { readonly of: string }>>
}

const PARTS = ['duties', 'sheets', 'accreditation', 'awards', 'coverage'] as const
export type Part = (typeof PARTS)[number]

interface Adopted {
  readonly ruleset: string
  readonly replaces: string | undefined
  readonly document: RuleDocument
}

/** The text of a document, its pieces put together. */
function documentOf(events: readonly LedgerEvent[], digest: string): RuleDocument {
  const pieces = new Map(
    events
      .filter(({ type, data }) => type === 'RuleSetPart' && data['digest'] === digest)
      .map(({ data }) => [Number(data['index']), String(data['json'])]),
  )
  const indexes = [...pieces.keys()].sort((a, b) => a - b)
  return JSON.parse(indexes.map((index) => pieces.get(index)).join('')) as RuleDocument
}

/** The rule sets adopted up to a position, in the order of their adoption. An event whose id was seen before is void. */
function adopted(events: readonly LedgerEvent[], knownAt: Position): Adopted[] {
  const ids = events.map(({ id }) => id)
  const known = events.filter(
    ({ id, position, stream }, index) => stream === 'rules' && position <= knownAt && ids.indexOf(id) === index,
  )
  return known
    .filter(({ type }) => type === 'RuleSetAdopted')
    .map(({ data }) => {
      const { ruleset, digest } = data
      const proposal = known.find(
        (event) => event.type === 'RuleSetProposed' && event.data['ruleset'] === ruleset && event.data['digest'] === digest,
      )
      return {
        ruleset: String(ruleset),
        replaces: proposal?.data['replaces']?.toString(),
        document: documentOf(known, String(digest)),
      }
    })
}

/** A place in the order of rule sets: taken by a set, and after it by each set that replaces it. */
interface Place {
  readonly from: Day
  readonly rulesets: readonly string[]
  readonly parts: { readonly [part in Part]?: RuleDocument }
}

const partsOf = (document: RuleDocument): Place['parts'] =>
  Object.fromEntries(PARTS.filter((part) => document[part] !== undefined).map((part) => [part, document]))

function placesOf(sets: readonly Adopted[]): Place[] {
  return sets.reduce<Place[]>((places, { ruleset, replaces, document }) => {
    const replaced = places.find(({ rulesets }) => replaces !== undefined && rulesets.includes(replaces))
    if (replaced === undefined)
      return [...places, { from: dayOf(document.effective.from), rulesets: [ruleset], parts: partsOf(document) }]
    const place = {
      from: replaced.from,
      rulesets: [...replaced.rulesets, ruleset],
      parts: { ...replaced.parts, ...partsOf(document) },
    }
    return places.map((other) => (other === replaced ? place : other))
  }, [])
}

/** The rules of a part: those of the set that is named, if it has the part, or those in force. */
export function rulesOfPart(
  events: readonly LedgerEvent[],
  part: Part,
  { day, knownAt, rules }: { readonly day: Day; readonly knownAt: Position; readonly rules?: string | undefined },
): RuleDocument | undefined {
  const named = rules === undefined ? undefined : ruleSetNamed(events, rules)
  return named?.[part] === undefined ? rulesInForce(events, part, day, knownAt) : named
}

/** The document in force for a part on a day: of the latest first day, and of equal ones that adopted last. */
export function rulesInForce(events: readonly LedgerEvent[], part: Part, day: Day, knownAt: Position): RuleDocument | undefined {
  const [newest] = placesOf(adopted(events, knownAt))
    .filter((place) => place.parts[part] !== undefined && place.from <= day)
    .reverse()
    .toSorted((a, b) => b.from - a.from)
  return newest?.parts[part]
}

/** An adopted rule set by its id. */
export const ruleSetNamed = (events: readonly LedgerEvent[], ruleset: string): RuleDocument | undefined =>
  adopted(events, Number.POSITIVE_INFINITY).find((set) => set.ruleset === ruleset)?.document
