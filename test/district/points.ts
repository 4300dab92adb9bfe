/** Points as tests read them: exact, and written in no other way. */
import assert from 'node:assert/strict'

/** Points as a whole number of 1/10,000. */
export function tenThousandths(text: string): number {
  assert.match(text, /^(?!-0\.0*$)-?(0|[1-9]\d*)\.\d{2,4}$/)
  return Math.round(Number(text) * 10_000)
}
