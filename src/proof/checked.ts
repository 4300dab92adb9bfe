/** Reads a log and believes nothing of it: every leaf is hashed again, and all of them must give the root. */
import type { Position } from '../../events/event.js'
import { LedgerError } from '../errors.js'
import type { EventLog, StoredEvent } from '../log/log.js'
import { emptyFrontier, grow, leafHash, rootOf } from '../log/tree.js'

/**
 * The events of a log up to its head, in pages, in order.
 *
 * @throws LedgerError `store_damaged` where the bytes are not those that were recorded
 */
export async function* readChecked(log: EventLog): AsyncGenerator<readonly StoredEvent[]> {
  const { size, root } = log.head()
  let frontier = emptyFrontier
  for await (const page of log.read(0, size)) {
    for (const [i, { position, text, leaf }] of page.entries())
      if (position !== frontier.size + i || leafHash(text) !== leaf) throw damaged(frontier.size + i)
    frontier = grow(
      frontier,
      page.map(({ leaf }) => leaf),
    )
    yield page
  }
  if (frontier.size !== size || rootOf(frontier) !== root) throw damaged(frontier.size)
}

/** The fault of a record that is not what was recorded. */
export const damaged = (position: Position): LedgerError =>
  new LedgerError('store_damaged', {
    zh: `账本第${position}号记录与录入时的内容不符，账本可能被改动或损坏。请勿继续使用，从备份恢复后再核对`,
    en: `Record ${position} is not what was recorded: the store was changed or damaged. Stop using it and restore a backup.`,
  })
