/** What the command line touches of the world. The entry gives the real one; tests give their own. */
import type { Clock, Ledger } from '../ledger.js'

/** Where text goes. */
export interface Sink {
  write(text: string): void
  readonly isTTY: boolean
  /** Width in cells; undefined where nobody looks at it. */
  readonly columns: number | undefined
}

export interface OpenRequest {
  readonly store: string
  readonly readOnly?: boolean
  readonly clock: Clock
}

/** Opens and makes ledgers. The composition root is loaded only when one of them is called. */
export interface Stores {
  open(request: OpenRequest): Promise<Ledger>
  create(request: OpenRequest & { readonly ledger?: string }): Promise<Ledger>
}

export interface Io {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly stdout: Sink
  readonly stderr: Sink
  /** All of standard input, or undefined where a person sits at it. */
  readonly stdin: () => Promise<Uint8Array | undefined>
  /** Asks the person who sits there; undefined where nobody does. */
  readonly question: (text: string) => Promise<string | undefined>
  readonly now: Clock
  readonly stores: Stores
  /** From here on an interruption only raises the signal, once. */
  readonly interruption: () => AbortSignal
}
