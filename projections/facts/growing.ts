/** Typed arrays that grow by doubling: the old one is copied into a wider one. */

/** How many elements a growing array has room for at first. */
export const ROOM_AT_FIRST = 16

/** The same whole numbers with room for at least `room`; new elements hold `filler`. */
export function widenInts(old: Int32Array, room: number, filler = 0): Int32Array<ArrayBuffer> {
  const wide = new Int32Array(doubled(old.length, room))
  wide.set(old)
  if (filler !== 0) wide.fill(filler, old.length)
  return wide
}

/** The same floats with room for at least `room`. */
export function widenFloats(old: Float64Array, room: number): Float64Array<ArrayBuffer> {
  const wide = new Float64Array(doubled(old.length, room))
  wide.set(old)
  return wide
}

function doubled(length: number, room: number): number {
  let wide = Math.max(length, ROOM_AT_FIRST)
  while (wide < room) wide *= 2
  return wide
}
