#!/usr/bin/env node
/** The `wuhao` command: the world handed to the command line. The composition root is loaded when a ledger is opened. */
import { createInterface } from 'node:readline/promises'
import { isatty } from 'node:tty'
import { BUG, DONE, INTERRUPTED } from './exits.js'
import type { Sink } from './io.js'
import { run } from './run.js'

const sink = (stream: NodeJS.WriteStream & { readonly fd: number }): Sink => ({
  write: (text) => void stream.write(text),
  isTTY: isatty(stream.fd),
  columns: stream.isTTY ? stream.columns : undefined,
})

/** All of standard input; a person at a terminal would be waited for without knowing it. */
async function stdin(): Promise<Uint8Array | undefined> {
  if (process.stdin.isTTY) return undefined
  const chunks: Uint8Array[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}

async function question(text: string): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined
  const asker = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await asker.question(text)
  asker.close()
  return answer
}

/** The first interruption is passed on; a second one ends at once. */
function interruption(): AbortSignal {
  const controller = new AbortController()
  process.once('SIGINT', () => {
    controller.abort()
    process.once('SIGINT', () => process.exit(INTERRUPTED))
  })
  return controller.signal
}

// Whoever reads may stop reading, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(DONE)
  process.stderr.write(`${error.message}\n`)
  process.exit(BUG)
})

process.exitCode = await run({
  argv: process.argv.slice(2),
  env: process.env,
  cwd: process.cwd(),
  stdout: sink(process.stdout),
  stderr: sink(process.stderr),
  stdin,
  question,
  now: Date.now,
  stores: {
    open: async (request) => await (await import('../main.js')).open(request),
    create: async (request) => await (await import('../main.js')).create(request),
  },
  interruption,
})
