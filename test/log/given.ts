/** What the tests of the log start from: events, batches, and a tree worked out the slow way. */
import { createHash } from 'node:crypto'
import type { Batch, EventLog, StoredEvent } from '../../src/log/log.js'

/** The id of the ledger in these tests. */
export const ledger = '0193a1b2-c3d4-4e5f-8a6b-7c8d9e0f1a2b'

/** A text such as an event has; Chinese, quotes and escapes included. */
export const text = (stream: string, revision: number): string =>
  JSON.stringify({ data: { title: '示例：“五老”宣讲\n\t\u0001\\ "\u2028🌱' }, revision, stream })

/** A batch of `count` events behind `expected`. */
export const batch = (stream: string, expected: number, count = 1): Batch => ({
  stream,
  expected,
  events: Array.from({ length: count }, (_, index) => ({
    id: `${stream}/${expected + 1 + index}`,
    text: text(stream, expected + 1 + index),
  })),
})

/** Everything that a read gives, page by page. */
export async function pagesOf(log: EventLog, from = 0, until?: number): Promise<(readonly StoredEvent[])[]> {
  const pages = []
  for await (const page of log.read(from, until)) pages.push(page)
  return pages
}

export const eventsOf = async (log: EventLog, from = 0, until?: number): Promise<StoredEvent[]> =>
  (await pagesOf(log, from, until)).flat()

const sha256 = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

/** The leaf hash of RFC 6962, section 2.1, of a text's bytes. */
export const naiveLeaf = (leaf: string): string => sha256(Uint8Array.of(0), Buffer.from(leaf, 'utf8'))

/** MTH of RFC 6962, section 2.1, word for word, over leaf hashes. */
export function naiveRoot(leaves: readonly string[]): string {
  if (leaves.length === 0) return sha256()
  if (leaves.length === 1) return leaves[0]!
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  const [left, right] = [naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split))]
  return sha256(Uint8Array.of(1), Buffer.from(left, 'hex'), Buffer.from(right, 'hex'))
}
