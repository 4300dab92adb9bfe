/** Chance that repeats itself: whole numbers from a small generator, so that the same seed makes the same district. */

/** A source of chance with a name of its own. What one source gives does not depend on how often another was asked. */
export interface Random {
  /** A whole number from 0 to below `n`. */
  below(n: number): number
  /** A whole number between two, both included. */
  between(low: number, high: number): number
  /** A whole number at most `spread` away from the middle, the nearer the likelier. */
  around(middle: number, spread: number): number
  /** Yes, so many times out of a thousand. */
  chance(permille: number): boolean
  pick<T>(list: readonly T[]): T
  /** One of the values, each as likely as its weight. */
  weighted<T>(list: readonly (readonly [value: T, weight: number])[]): T
  /** So many of a list, in the order of the list. */
  sample<T>(list: readonly T[], size: number): T[]
}

/** FNV-1a of a text, begun at a number. */
function hashOf(text: string, begin: number): number {
  let hash = begin
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash | 0
}

/** The source of chance of a seed and a name: sfc32, which needs nothing but 32-bit additions and shifts. */
export function randomOf(seed: number, name: string): Random {
  let a = hashOf(name, 0x811c9dc5 ^ seed)
  let b = hashOf(name, 0x9e3779b9 ^ seed)
  let c = hashOf(name, seed)
  let turn = 1
  const next = (): number => {
    const sum = (((a + b) | 0) + turn) | 0
    turn = (turn + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  // The first numbers still resemble the seed.
  for (let i = 0; i < 12; i += 1) next()

  const below = (n: number): number => next() % n
  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    around: (middle, spread) => middle - spread + below(spread + 1) + below(spread + 1),
    chance: (permille) => below(1000) < permille,
    pick: (list) => list[below(list.length)]!,
    weighted: (list) => {
      let left = below(list.reduce((sum, [, weight]) => sum + weight, 0))
      return list.find(([, weight]) => (left -= weight) < 0)![0]
    },
    sample: (list, size) => {
      const indices = list.map((_, i) => i)
      const last = Math.min(size, list.length)
      for (let i = 0; i < last; i += 1) {
        const other = i + below(indices.length - i)
        ;[indices[i], indices[other]] = [indices[other]!, indices[i]!]
      }
      return indices
        .slice(0, last)
        .sort((x, y) => x - y)
        .map((i) => list[i]!)
    },
  }
}
