/** A key that was used before: the first receipts again, or where the two proposals differ. */
import type { Envelope, Json, JsonObject, Position, Proposal } from '../../events/event.js'
import { refuse } from '../../projections/refusal.js'
import type { Parsed } from '../admission/parse.js'
import type { EventLog } from '../log/log.js'
import type { Receipt, Recorded } from './recording.js'

/** What a repeated key is answered with. `positions` are those of the events that the key was used for. */
export async function replayed(
  log: EventLog,
  { parsed, key }: { readonly parsed: readonly Parsed[]; readonly key: string },
  positions: readonly Position[],
): Promise<Recorded> {
  const receipts: Receipt[] = []
  for (const [i, { proposal, digest }] of parsed.entries()) {
    const position = positions[i]
    const stored = position === undefined ? undefined : await log.at(position)
    if (stored === undefined) return reused(key, positions[0] ?? 0, `[${i}]`)
    const event = JSON.parse(stored.text) as Envelope
    if (event.request !== digest) return reused(key, stored.position, differing(event, proposal))
    const { id, type, stream, revision } = event
    receipts.push({ id, type, position: stored.position, stream, revision, leaf: stored.leaf })
  }
  return { refused: false, receipts, replayed: true }
}

const reused = (key: string, position: Position, place: string): Recorded =>
  refuse(
    'key_reused',
    `重复键“${key}”已用于第${position}号记录，内容不同（${place}）。录入另一项内容请换一个键`,
    `the key "${key}" was used for record ${position} with other content (${place}); use another key`,
    { because: [position], place },
  )

/** JSON pointer of the first place where a stored event and a proposal differ. */
function differing(event: Envelope, proposal: Proposal): string {
  for (const key of ['type', 'occurredOn', 'occurredUntil', 'document', 'evidence', 'causedBy', 'data'] as const) {
    const path = pointer(event[key] as Json | undefined, proposal[key] as Json | undefined, `/${key}`)
    if (path !== undefined) return path
  }
  return '/'
}

function pointer(a: Json | undefined, b: Json | undefined, path: string): string | undefined {
  if (a === b) return undefined
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return path
  const [left, right] = [a as JsonObject, b as JsonObject]
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = pointer(left[key], right[key], `${path}/${key}`)
    if (found !== undefined) return found
  }
  return undefined
}
