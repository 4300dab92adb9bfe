/** A dictionary: one dense number for each distinct text, in the order in which the texts came. */
import type { Journal } from './journal.js'

export class Dictionary {
  readonly #codes = new Map<string, number>()
  readonly #texts: string[] = []
  readonly #journal: Journal | undefined

  constructor(journal?: Journal) {
    this.#journal = journal
  }

  get size(): number {
    return this.#texts.length
  }

  /** The number of a text, which is added if it is new. */
  code(text: string): number {
    const known = this.#codes.get(text)
    return known === undefined ? this.#add(text) : known
  }

  /** The number of a text, -1 if it is not there. */
  find(text: string): number {
    return this.#codes.get(text) ?? -1
  }

  /** The text of a number that `code` or `find` gave. */
  text(code: number): string {
    return this.#texts[code]!
  }

  /** Forgets the texts that came last. */
  truncate(size: number): void {
    while (this.#texts.length > size) this.#codes.delete(this.#texts.pop()!)
  }

  #add(text: string): number {
    const code = this.#texts.length
    this.#codes.set(text, code)
    this.#texts.push(text)
    if (this.#journal?.open === true) this.#journal.keep(() => this.truncate(code))
    return code
  }
}
