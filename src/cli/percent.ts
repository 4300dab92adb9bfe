/** Shares as people read them: a percentage to one decimal, 四舍五入, from an exact fraction. */
import { quotient, readDecimal, rounded } from '../../projections/rules/fraction.js'

/** `95.4%` of `104/109`, of `0.954`. */
export function percentOf(rate: string): string {
  const [num, den] = rate.split('/').map((text) => readDecimal(text) ?? { num: 0, den: 1 })
  const exact = den === undefined ? num! : (quotient(num!, den) ?? num!)
  const tenths = rounded(exact.num * 1000, exact.den, 'half_up')
  return `${Math.trunc(tenths / 10)}.${Math.abs(tenths % 10)}%`
}
