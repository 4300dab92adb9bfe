/** Reads a proposal: everything that can be said about it without knowing the ledger. */
import assert from 'node:assert/strict'
import { metaOf } from '../../events/fields.js'
import { canonical, sha256 } from '../../events/digest.js'
import type { JsonObject, Proposal, Sha256 } from '../../events/event.js'
import { eventTypes, type RegisteredType } from '../../events/index.js'
import { ProposalShape } from '../../events/proposal.js'
import { isRefusal, type Refusal, refuse } from '../../projections/refusal.js'
import { nearest } from '../../projections/rules/reading.js'
import { type Fault, refuseFirst, shown } from './faults.js'
import { shapeFaults } from './shape.js'
import { textFaults } from './text.js'

/** A proposal that is well formed. Whether it may be recorded depends on the ledger. */
export interface Parsed {
  readonly proposal: Proposal
  readonly definition: RegisteredType
  readonly canonicalData: string
  /** Of the proposal as it was received. */
  readonly digest: Sha256
}

/** An event may have 65,535 bytes; what the ledger writes around a proposal takes less than the difference. */
const PROPOSAL_BYTES_MAX = 64_500

/** Reads what was handed in: a well-formed proposal, or why it is none. */
export function parse(value: unknown): Parsed | Refusal {
  const definition = definitionFor(value)
  if (isRefusal(definition)) return definition
  const faults = allFaults(value, definition)
  if (faults.length > 0) return refuseFirst(value, faults)
  assert(definition !== undefined)
  const proposal = value as Proposal
  const canonicalData = canonical(proposal.data)
  const text = canonicalProposal(proposal, canonicalData)
  const bytes = Buffer.byteLength(text)
  if (bytes > PROPOSAL_BYTES_MAX)
    return refuse(
      'too_large',
      `这条记录有${bytes}字节，一条最多${PROPOSAL_BYTES_MAX}字节；长文请作为佐证材料`,
      `the proposal has ${bytes} bytes, ${PROPOSAL_BYTES_MAX} are the most; hand long texts in as evidence`,
    )
  return { proposal, definition, canonicalData, digest: sha256(text) }
}

/** The type that a value names; undefined where it names none, which is a fault of its shape. */
function definitionFor(value: unknown): RegisteredType | undefined | Refusal {
  const type = typeof value === 'object' && value !== null ? (value as JsonObject)['type'] : undefined
  if (typeof type !== 'string' || type === '') return undefined
  return eventTypes.get(type) ?? unknownType(type)
}

function unknownType(type: string): Refusal {
  const near = [...eventTypes.values()].find(({ label }) => label === type)?.type ?? nearest(type, eventTypes.keys())
  const said = shown(type)
  const label = near === undefined ? undefined : eventTypes.get(near)?.label
  return refuse(
    'unknown_type',
    `没有${said.zh}这种工作记录${near === undefined ? '，可用的类型见工作记录目录' : `，是否应为 ${near}（${label}）`}`,
    `there is no type of event ${said.en}${near === undefined ? '; see the catalogue of events' : `; did you mean ${near}?`}`,
    { place: 'type' },
  )
}

function allFaults(value: unknown, definition: RegisteredType | undefined): Fault[] {
  const faults = shapeFaults(ProposalShape, value, [], definition?.type)
  const data = typeof value === 'object' && value !== null ? (value as JsonObject)['data'] : undefined
  if (definition !== undefined && typeof data === 'object' && data !== null && !Array.isArray(data))
    faults.push(...shapeFaults(definition.data, data, ['data'], definition.type))
  const texts = textFaults(value, definition?.type, definition === undefined ? NOTHING : verbatimOf(definition))
  if (texts.length === 0) return faults
  // What a field must be says more than what a text or number may hold; a number of a person says most.
  const places = new Set(texts.filter(({ code }) => code === 'personal_data').map(({ path }) => path.join('.')))
  const kept = faults.filter(({ path }) => !places.has(path.join('.')))
  const known = new Set(kept.map(({ path }) => path.join('.')))
  return [...kept, ...texts.filter(({ path }) => !known.has(path.join('.')))]
}

const NOTHING: ReadonlySet<string> = new Set()
const verbatim = new WeakMap<RegisteredType, ReadonlySet<string>>()

/** The places of a type's data whose text stays as it is. */
function verbatimOf(definition: RegisteredType): ReadonlySet<string> {
  const known = verbatim.get(definition)
  if (known !== undefined) return known
  const names = Object.entries(definition.data.shape).filter(
    ([, schema]) => metaOf(schema as RegisteredType['data']).verbatim === true,
  )
  const places = new Set(names.map(([name]) => `data.${name}`))
  verbatim.set(definition, places)
  return places
}

/**
 * The canonical JSON of a proposal. Its data is in canonical form already; keys are in alphabetical order, and what
 * the shape admits as a day, an id or a type needs no escapes.
 */
function canonicalProposal({ causedBy, document, evidence, occurredOn, occurredUntil, type }: Proposal, data: string): string {
  return (
    `{${causedBy === undefined ? '' : `"causedBy":"${causedBy}",`}"data":${data}` +
    (document === undefined ? '' : `,"document":${canonical(document)}`) +
    (evidence === undefined ? '' : `,"evidence":${canonical(evidence.map((file) => ({ ...file })))}`) +
    `,"occurredOn":"${occurredOn}"${occurredUntil === undefined ? '' : `,"occurredUntil":"${occurredUntil}"`},"type":"${type}"}`
  )
}
