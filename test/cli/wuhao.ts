/** Runs the command line as a person would, against real stores, and keeps what it said. */
import { create, open } from '../../src/main.js'
import type { Io } from '../../src/cli/io.js'
import { run } from '../../src/cli/run.js'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  /** Standard output as the one JSON document that it should be. */
  readonly json: ReturnType<typeof JSON.parse>
}

/** The world as one test wants it. Everything left out is quiet, Chinese, and without a terminal. */
export interface World {
  readonly cwd: string
  readonly env?: Io['env']
  readonly stdin?: string | Uint8Array
  readonly now?: string
  readonly isTTY?: boolean
  readonly stores?: Partial<Io['stores']>
  readonly signal?: AbortSignal
  /** What the person who sits there answers. */
  readonly answers?: readonly string[]
}

/** Today in most tests: after everything that the sample district holds. */
export const TODAY = '2026-11-25T02:00:00.000Z'

/** `wuhao …`, the words separated by blanks, or a list of them. */
export async function wuhao(world: World, words: string | readonly string[]): Promise<Ran> {
  const said = { out: '', err: '' }
  const { isTTY = false, answers } = world
  let asked = 0
  const sink = (name: 'out' | 'err') => ({ write: (text: string) => void (said[name] += text), isTTY, columns: undefined })
  const code = await run({
    argv: typeof words === 'string' ? words.split(' ').filter(Boolean) : words,
    env: world.env ?? {},
    cwd: world.cwd,
    stdout: sink('out'),
    stderr: sink('err'),
    stdin: async () => (world.stdin === undefined ? undefined : Buffer.from(world.stdin)),
    question: async (text) => {
      if (answers === undefined) return undefined
      said.err += text
      return answers[asked++]
    },
    now: () => Date.parse(world.now ?? TODAY),
    stores: { open, create, ...world.stores },
    interruption: () => world.signal ?? new AbortController().signal,
  })
  return {
    code,
    ...said,
    get json() {
      return JSON.parse(said.out)
    },
  }
}

/** A unit as a line of a file, or as a proposal to record. */
export const unit = (code: string, kind: string, parent?: string) => ({
  type: 'UnitRegistered',
  occurredOn: '2026-01-01',
  data: { unit: code, kind, name: `示例${code}`, ...(parent !== undefined && { parent }) },
})

/** A file of lines. */
export const ndjson = (lines: readonly unknown[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('')

/** Opens a store once for many readers, who each believe that they open and close it. */
export async function shared(store: string): Promise<Partial<Io['stores']>> {
  const ledger = await open({ store, readOnly: true, clock: () => Date.parse(TODAY) })
  return { open: async () => ({ ...ledger, close: async () => undefined }) }
}
