/** The undo journal: what the facts absorbed since `begin` can be taken back to the last bit. */
import assert from 'node:assert/strict'

/** Takes one step back. Must restore directly, without writing to the journal. */
export type Undo = () => void

export class Journal {
  readonly #undos: Undo[] = []
  /** How many undos there were at each `begin` that is still open. */
  readonly #marks: number[] = []

  /** Whether anybody may want to go back. While nobody does, nothing is kept and nothing is allocated. */
  get open(): boolean {
    return this.#marks.length > 0
  }

  /** Keeps an undo. Ask `open` first: the closure itself is the cost. */
  keep(undo: Undo): void {
    this.#undos.push(undo)
  }

  begin(): void {
    this.#marks.push(this.#undos.length)
  }

  /** What happened since the innermost `begin` now belongs to the one around it, or stays for good. */
  commit(): void {
    this.#close()
    if (!this.open) this.#undos.length = 0
  }

  /** Takes back what happened since the innermost `begin`, last thing first. */
  rollback(): void {
    const mark = this.#close()
    while (this.#undos.length > mark) this.#undos.pop()!()
  }

  /** Sets an entry of a map whose order nobody relies on. */
  put<K, V>(map: Map<K, V>, key: K, value: V): void {
    if (this.open) this.#keepEntry(map, key)
    map.set(key, value)
  }

  /** Appends to a list that only grows. */
  push<V>(list: V[], value: V): void {
    list.push(value)
    if (this.open) this.#keepPush(list)
  }

  // Closures are made in methods of their own: V8 gives every call of a function that holds one a context.
  #keepEntry<K, V>(map: Map<K, V>, key: K): void {
    const old = map.get(key)
    this.keep(old === undefined ? () => map.delete(key) : () => map.set(key, old))
  }

  #keepPush(list: unknown[]): void {
    this.keep(() => list.pop())
  }

  #close(): number {
    const mark = this.#marks.pop()
    assert(mark !== undefined, 'commit or rollback without begin')
    return mark
  }
}
