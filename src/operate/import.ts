/**
 * A file of many lines, one proposal each: all of it is judged before anything is written, and a wrong line writes nothing.
 * The key of a line comes from its content, so that the same file again, or a longer one, records only what is new.
 */
import { setImmediate } from 'node:timers/promises'
import type { Position, Words } from '../../events/event.js'
import { isRefusal } from '../../projections/refusal.js'
import { parse } from '../admission/parse.js'
import type { Ledger, Recording } from '../ledger.js'

/** A file as text. */
export interface ImportFile {
  readonly name: string
  readonly text: string
}

/** A line that cannot be recorded. Lines count from 1. */
export interface WrongLine {
  readonly file: string
  readonly line: number
  readonly code: string
  readonly place?: string
  readonly words: Words
}

export interface ImportOptions {
  readonly principal: string
  /** Judges only. */
  readonly dryRun?: boolean
  /** Raised, the import ends after the group that is being written. */
  readonly signal?: AbortSignal
  readonly progress?: (done: number, total: number) => void
}

export interface Imported {
  readonly total: number
  /** With any of these, nothing was written. */
  readonly wrong: readonly WrongLine[]
  readonly recorded: number
  /** Lines that were in the ledger before. */
  readonly already: number
  readonly first: Position | null
  readonly last: Position | null
  /** The first line that was not reached. */
  readonly stoppedAt: { readonly file: string; readonly line: number } | null
}

interface ReadLine extends Recording {
  readonly file: string
  readonly line: number
  readonly proposal: unknown
}

/** Lines in one group: small enough to stop soon, large enough to share a commit. */
const GROUP = 500

/** Imports files, one after the other, as one. */
export async function importFiles(ledger: Ledger, files: readonly ImportFile[], options: ImportOptions): Promise<Imported> {
  const { lines, wrong } = readFiles(files, options.principal)
  const total = lines.length + wrong.length
  const refusals = ledger.judge(lines.map(({ proposal, principal, key }) => ({ proposal, principal, key })))
  for (const [i, refusal] of refusals.entries()) {
    const line = lines[i]
    if (refusal !== undefined && line !== undefined) wrong.push(wrongLine(line, refusal))
  }
  wrong.sort((a, b) => order(files, a) - order(files, b) || a.line - b.line)
  if (wrong.length > 0 || options.dryRun === true)
    return { total, wrong, recorded: 0, already: 0, first: null, last: null, stoppedAt: null }
  return await recordAll(ledger, lines, options)
}

const order = (files: readonly ImportFile[], { file }: WrongLine): number => files.findIndex(({ name }) => name === file)

const wrongLine = (
  { file, line }: Pick<ReadLine, 'file' | 'line'>,
  { code, words, place }: { code: string; words: Words; place?: string },
): WrongLine => ({ file, line, code, words, ...(place !== undefined && { place }) })

function readFiles(files: readonly ImportFile[], principal: string): { lines: ReadLine[]; wrong: WrongLine[] } {
  const lines: ReadLine[] = []
  const wrong: WrongLine[] = []
  for (const { name: file, text } of files) {
    const seen = new Map<string, number>()
    for (const [i, content] of text.split('\n').entries()) {
      if (content.trim() === '') continue
      const at = { file, line: i + 1 }
      const proposal = jsonLine(content)
      if (proposal instanceof SyntaxError) {
        wrong.push(wrongLine(at, { code: 'validation_failed', words: notJson(proposal.message) }))
        continue
      }
      // What does not parse has no digest; it will be refused, so that its key is never used.
      const parsed = parse(proposal)
      const digest = isRefusal(parsed) ? '' : parsed.digest
      const ordinal = seen.get(digest) ?? 0
      seen.set(digest, ordinal + 1)
      lines.push({ ...at, proposal, principal, key: `import:${digest}:${ordinal}` })
    }
  }
  return { lines, wrong }
}

function jsonLine(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch (error) {
    return error
  }
}

const notJson = (why: string): Words => ({
  zh: `不是完整的 JSON，每行应为一条记录，如 {"type":"…","occurredOn":"2026-03-01","data":{…}}（${why}）`,
  en: `not JSON; every line is one record such as {"type":"…","occurredOn":"2026-03-01","data":{…}} (${why})`,
})

async function recordAll(ledger: Ledger, lines: readonly ReadLine[], options: ImportOptions): Promise<Imported> {
  const { signal, progress } = options
  const done = { recorded: 0, already: 0, first: null as Position | null, last: null as Position | null }
  const wrong: WrongLine[] = []
  let stopped: ReadLine | undefined
  for (let start = 0; start < lines.length; start += GROUP) {
    // An embedded store answers without ever waiting: nobody would hear an interruption.
    await setImmediate()
    if (signal?.aborted === true) {
      stopped = lines[start]
      break
    }
    const group = lines.slice(start, start + GROUP)
    const outcomes = await Promise.all(
      group.map(async ({ proposal, principal, key }) => await ledger.record([proposal], { principal, key })),
    )
    for (const [i, outcome] of outcomes.entries()) {
      // Judged a moment ago and refused now: another day has begun, or somebody else recorded in between.
      if (outcome.refused) wrong.push(wrongLine(group[i]!, outcome))
      else if (outcome.replayed) done.already += 1
      else {
        done.recorded += 1
        const position = outcome.receipts[0]!.position
        done.first ??= position
        done.last = position
      }
    }
    progress?.(Math.min(start + GROUP, lines.length), lines.length)
    if (wrong.length > 0) {
      stopped = lines[start + GROUP]
      break
    }
  }
  return {
    ...done,
    total: lines.length,
    wrong,
    stoppedAt: stopped === undefined ? null : { file: stopped.file, line: stopped.line },
  }
}
