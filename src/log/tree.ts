/** The Merkle tree of RFC 6962 over the stored bytes: its hashes, and the frontier from which it grows. */
import { hash } from 'node:crypto'
import type { Sha256 } from '../../events/event.js'

/** Root of the tree without leaves: the hash of nothing. */
export const emptyRoot: Sha256 = hash('sha256', '', 'hex')

/** Hash of a leaf: SHA-256 of the byte 0 and the text's UTF-8 bytes. */
export const leafHash = (text: string): Sha256 => hash('sha256', `\u0000${text}`, 'hex')

/** One node to be hashed: the byte 1, then two digests. Reused, because buffers cost more than SHA-256. */
const node = Buffer.alloc(65, 1)

/** Hash of an inner node: SHA-256 of the byte 1 and the two digests below it. */
export function nodeHash(left: Sha256, right: Sha256): Sha256 {
  node.write(left, 1, 'hex')
  node.write(right, 33, 'hex')
  return hash('sha256', node, 'hex')
}

/** All that is needed to append to a tree and to know its root. */
export interface Frontier {
  /** Number of leaves. */
  readonly size: number
  /** Roots of the largest full subtrees, from the left: one for each 1 in the binary form of `size`. */
  readonly peaks: readonly Sha256[]
}

export const emptyFrontier: Frontier = { size: 0, peaks: [] }

/** The frontier after more leaves. The given one stays as it is, so that an append that fails has nothing to undo. */
export function grow(frontier: Frontier, leaves: Iterable<Sha256>): Frontier {
  let { size } = frontier
  const peaks = [...frontier.peaks]
  for (const leaf of leaves) {
    let peak = leaf
    for (let full = size; full % 2 === 1; full = (full - 1) / 2) peak = nodeHash(peaks.pop()!, peak)
    peaks.push(peak)
    size++
  }
  return { size, peaks }
}

/** Root of the whole tree. */
export const rootOf = ({ peaks }: Frontier): Sha256 =>
  peaks.length === 0 ? emptyRoot : peaks.reduceRight((right, left) => nodeHash(left, right))

/** The peaks as one text, to be stored beside the size. */
export const formatPeaks = ({ peaks }: Frontier): string => peaks.join(' ')

/** The frontier that was stored, or undefined when the text is none of that size. */
export function parseFrontier(size: number, text: string): Frontier | undefined {
  const peaks = text === '' ? [] : text.split(' ')
  const expected = size.toString(2).replaceAll('0', '').length
  if (peaks.length !== expected || !peaks.every((peak) => /^[0-9a-f]{64}$/.test(peak))) return undefined
  return { size, peaks }
}
