/** Which files each event brought, as the words of their digests: how many distinct ones support an event. */
import type { EvidenceFile, Position } from '../../events/event.js'
import { ROOM_AT_FIRST, widenInts } from './growing.js'
import { hexWord } from './hex.js'
import type { Journal } from './journal.js'

const WORDS = 8

export class Evidence {
  /** The event that brought each file, ascending. */
  #broughtBy = new Int32Array(ROOM_AT_FIRST)
  #digests = new Int32Array(WORDS * ROOM_AT_FIRST)
  #files = 0
  readonly #journal: Journal

  constructor(journal: Journal) {
    this.#journal = journal
  }

  /** Remembers the files of the event at a position, and says how many distinct ones there are. Positions must ascend. */
  add(position: Position, files: readonly EvidenceFile[]): number {
    const before = this.#files
    for (const { sha256 } of files) {
      const file = this.#files
      if (file === this.#broughtBy.length) {
        this.#broughtBy = widenInts(this.#broughtBy, file + 1)
        this.#digests = widenInts(this.#digests, WORDS * (file + 1))
      }
      this.#broughtBy[file] = position
      for (let word = 0; word < WORDS; word += 1) this.#digests[WORDS * file + word] = hexWord(sha256, 8 * word)
      this.#files += 1
    }
    if (this.#journal.open) this.#journal.keep(() => (this.#files = before))
    return files.length === 1 ? 1 : new Set(files.map(({ sha256 }) => sha256)).size
  }

  /** How many distinct files the events at these positions brought together. */
  distinct(positions: readonly Position[]): number {
    const seen = new Set<string>()
    for (const position of positions)
      for (let file = this.#first(position); file < this.#files && this.#broughtBy[file] === position; file += 1)
        seen.add(this.#digests.subarray(WORDS * file, WORDS * (file + 1)).join())
    return seen.size
  }

  /** Index of the first file that an event at or after a position brought. */
  #first(position: Position): number {
    let low = 0
    let high = this.#files
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#broughtBy[middle]! < position) low = middle + 1
      else high = middle
    }
    return low
  }
}
