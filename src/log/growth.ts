/** Waiting for a log to grow: the part of the port that has nothing to do with how events are stored. */

export interface Growth {
  /** Resolves with the size once it is above `size`, or when the signal aborts; rejects when the size cannot be had any more. */
  readonly beyond: (size: number, signal: AbortSignal) => Promise<number>
  /** Lets everyone who waits look again. */
  readonly wake: () => void
}

/**
 * @param current the size of the log; throws when the log is closed
 * @param interval milliseconds after which to look again, for a log that another process writes; else `wake` must be called
 */
export function growth(current: () => number, interval?: number): Growth {
  const waiting = new Set<() => void>()
  let timer: NodeJS.Timeout | undefined

  const wake = (): void => {
    for (const look of [...waiting]) look()
  }
  const leave = (look: () => void): void => {
    waiting.delete(look)
    if (waiting.size === 0) clearInterval(timer)
  }
  const enter = (look: () => void): void => {
    if (waiting.size === 0 && interval !== undefined) timer = setInterval(wake, interval)
    waiting.add(look)
    look()
  }

  return {
    wake,
    beyond: (size, signal) =>
      new Promise((resolve, reject) => {
        const settle = (act: () => void): void => {
          leave(look)
          signal.removeEventListener('abort', look)
          act()
        }
        const look = (): void => {
          try {
            const now = current()
            if (now > size || signal.aborted) settle(() => resolve(now))
          } catch (error) {
            const reason = error as Error
            settle(() => reject(reason))
          }
        }
        signal.addEventListener('abort', look)
        enter(look)
      }),
  }
}
