/** Progress of long work: one line on standard error that is written over, and only where somebody watches it. */
import type { Context } from './context.js'

export interface Progress {
  readonly show: (done: number, total: number) => void
  readonly end: () => void
}

export function progressOf({ settings, quiet, io }: Context, line: (done: number, total: number) => string): Progress {
  if (quiet || !settings.progress.value || !io.stderr.isTTY) return { show: () => undefined, end: () => undefined }
  let isShown = false
  return {
    show: (done, total) => {
      isShown = true
      io.stderr.write(`\r${line(done, total)}\u001b[K`)
    },
    end: () => {
      if (isShown) io.stderr.write('\r\u001b[K')
    },
  }
}
