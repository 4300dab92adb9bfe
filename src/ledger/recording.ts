/** What recording takes and gives. */
import type { Position, Revision, Sha256, StreamName } from '../../events/event.js'
import type { Refusal } from '../../projections/refusal.js'

/** Who records, under which key. The same key with the same proposals gives the first receipts again. */
export interface Recording {
  readonly principal: string
  readonly key: string
  /** The revision at which the stream must be; left out, whatever it is at. */
  readonly expected?: Revision
}

export interface Receipt {
  readonly id: string
  readonly type: string
  readonly position: Position
  readonly stream: StreamName
  readonly revision: Revision
  readonly leaf: Sha256
}

export type Recorded = { readonly refused: false; readonly receipts: readonly Receipt[]; readonly replayed: boolean } | Refusal
