/** Processes beside the test: what one process of the ledger does to another, and how one behaves on a sick disk. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface Child {
  readonly process: ChildProcessWithoutNullStreams
  /** The next line that it prints; empty when it ended without one. */
  line(): Promise<string>
  /** Resolves when it has ended. */
  readonly ended: Promise<unknown>
}

/**
 * Starts a process that runs a module's text, in which `directory`, `openSqlite`, `createSqlite`, `ledger` and `batch` are
 * known. It runs TypeScript as the test does.
 *
 * @param around the shell commands by which it is started, with the process as `$@` and the directory as `$DIRECTORY`
 */
export function start(directory: string, code: string, around = 'exec "$@"'): Child {
  const imports = [
    `import { createSqlite, openSqlite } from '${new URL('../../src/log/sqlite.ts', import.meta.url).href}'`,
    `import { batch, ledger } from '${new URL('given.ts', import.meta.url).href}'`,
    'const directory = process.env.DIRECTORY',
  ]
  const args = [...process.execArgv, '--input-type=module', '--eval', [...imports, code].join('\n')]
  const child = spawn('/bin/sh', ['-c', around, 'sh', process.execPath, ...args], {
    env: { ...process.env, DIRECTORY: directory },
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  child.stderr.pipe(process.stderr)
  return { process: child, ended: once(child, 'exit'), line: async () => String((await lines.next()).value ?? '') }
}

/** Kills a process as a power failure would: without a chance to tidy up. */
export async function kill({ process: child, ended }: Child): Promise<void> {
  child.kill('SIGKILL')
  await ended
}
