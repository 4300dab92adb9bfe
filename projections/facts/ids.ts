/**
 * Which event first had an id: an open-addressing table over the 128 bits of the UUIDs.
 *
 * A map of texts would take four times the room, and there is one id for every event of the ledger.
 */
import type { Position } from '../../events/event.js'
import { ROOM_AT_FIRST, widenInts } from './growing.js'
import { hexWord } from './hex.js'
import type { Journal } from './journal.js'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export class Ids {
  /** The four words of the id of the event at each position; zeros where it had none of its own. */
  #words = new Int32Array(4 * ROOM_AT_FIRST)
  /** Position + 1, by hash; 0 where nothing is. A power of two long and at most half full. */
  #slots = new Int32Array(2 * ROOM_AT_FIRST)
  #count = 0
  /** Ids that are no UUID: other software may have written them. */
  readonly #others = new Map<string, Position>()
  /** The id that was looked for last, and its words: whoever adds one has looked for it just before. */
  #last: string | undefined
  readonly #sought = new Int32Array(4)
  readonly #journal: Journal

  constructor(journal: Journal) {
    this.#journal = journal
  }

  find(id: string): Position | undefined {
    if (!this.#read(id)) return this.#others.get(id)
    const entry = this.#slots[this.#slotOf(this.#sought, 0)]!
    return entry === 0 ? undefined : entry - 1
  }

  /** Remembers the id of the event at a position. It must be new, and positions must ascend. */
  add(id: string, position: Position): void {
    if (!this.#read(id)) {
      this.#journal.put(this.#others, id, position)
      return
    }
    if (this.#words.length < 4 * (position + 1)) this.#words = widenInts(this.#words, 4 * (position + 1))
    if (this.#slots.length < 2 * (this.#count + 1)) this.#rehash()
    this.#words.set(this.#sought, 4 * position)
    this.#slots[this.#slotOf(this.#sought, 0)] = position + 1
    this.#count += 1
    if (this.#journal.open) this.#journal.keep(() => this.#forget(position))
  }

  /** Takes back the id that came last: no other entry was ever moved aside for it. */
  #forget(position: Position): void {
    this.#slots[this.#slotOf(this.#words, 4 * position)] = 0
    this.#words.fill(0, 4 * position, 4 * position + 4)
    this.#count -= 1
  }

  /** Splits an id into its words, unless it is no UUID in lower case. */
  #read(id: string): boolean {
    if (id === this.#last) return true
    if (!UUID.test(id)) return false
    this.#last = id
    const words = this.#sought
    words[0] = hexWord(id, 0)
    words[1] = (hexWord(id, 9, 4) << 16) | hexWord(id, 14, 4)
    words[2] = (hexWord(id, 19, 4) << 16) | hexWord(id, 24, 4)
    words[3] = hexWord(id, 28)
    return true
  }

  /** Where four words are, or where they would be. */
  #slotOf(words: Int32Array, at: number): number {
    const known = this.#words
    const slots = this.#slots
    const mask = slots.length - 1
    const mixed = Math.imul(words[at]! ^ words[at + 1]! ^ words[at + 2]! ^ words[at + 3]!, 0x9e3779b1)
    for (let slot = (mixed ^ (mixed >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot]!
      if (entry === 0) return slot
      const there = 4 * (entry - 1)
      if (
        known[there] === words[at] &&
        known[there + 1] === words[at + 1] &&
        known[there + 2] === words[at + 2] &&
        known[there + 3] === words[at + 3]
      )
        return slot
    }
  }

  /** Doubles the slots and files every entry again, in the order of positions. */
  #rehash(): void {
    const entries = this.#slots.filter((entry) => entry !== 0).sort()
    this.#slots = new Int32Array(2 * this.#slots.length)
    for (const entry of entries) this.#slots[this.#slotOf(this.#words, 4 * (entry - 1))] = entry
  }
}
