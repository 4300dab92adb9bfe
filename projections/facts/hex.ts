/** Reads numbers that are written in hexadecimal, without making a text for each. */

/** The 32 bits that up to eight lower-case hexadecimal digits stand for. */
export function hexWord(text: string, from: number, digits = 8): number {
  let word = 0
  for (let i = from; i < from + digits; i += 1) {
    const char = text.charCodeAt(i)
    word = (word << 4) | (char <= NINE ? char - ZERO : char - A + 10)
  }
  return word
}

const ZERO = 48
const NINE = 57
const A = 97
