/** Exact fractions of whole numbers, and the one place where they are rounded; bigint only where a product needs it. */
import assert from 'node:assert/strict'

/** `num / den`, `den > 0`, both whole numbers within ±(2^53−1). */
export interface Fraction {
  readonly num: number
  readonly den: number
}

/** How a fraction becomes a whole number. `half_up` is half away from zero: 四舍五入. */
export type Rounding = 'half_up' | 'floor' | 'ceil'

/** Points are whole numbers of 1/10,000. */
export const POINT = 10_000

export const whole = (num: number): Fraction => ({ num, den: 1 })

/** Reads a decimal text, which may end in `%`: `"0.9"`, `"90%"`. Undefined when it is none. */
export function readDecimal(text: string): Fraction | undefined {
  const match = /^(-?)(0|[1-9]\d{0,10})(?:\.(\d{1,4}))?(%?)$/.exec(text)
  if (match === null) return undefined
  const [, sign, integer = '', decimals = '', percent] = match
  const num = Number(integer + decimals.padEnd(4, '0'))
  return reduced(sign === '-' && num !== 0 ? -num : num, percent === '%' ? POINT * 100 : POINT)
}

/** Reads a number that something is compared with: a decimal text, or a fraction such as `1/3`, which no decimal is. */
export function readBound(text: string): Fraction | undefined {
  const match = /^(-?)([1-9]\d{0,4})\/([1-9]\d{0,4})$/.exec(text)
  if (match === null) return readDecimal(text)
  const [, sign, num, den] = match
  return reduced(Number(num) * (sign === '-' ? -1 : 1), Number(den))
}

/** Points of a decimal text that is known to be one without `%`. */
export function pointsOf(text: string): number {
  const fraction = readDecimal(text)
  assert(fraction !== undefined && POINT % fraction.den === 0)
  return fraction.num * (POINT / fraction.den)
}

/** The decimal text of points, with at least two decimals and never `-0.00`. */
export function pointsText(points: number): string {
  const digits = String(Math.abs(points)).padStart(5, '0')
  const decimals = digits.slice(-4).replace(/0{1,2}$/, '')
  return `${points < 0 ? '-' : ''}${digits.slice(0, -4)}.${decimals}`
}

/** The text of a measured value: a whole number or decimal where it is one, otherwise `num/den`. */
export function fractionText({ num, den }: Fraction): string {
  const least = reduced(num, den)
  if (least.den === 1) return String(least.num)
  if (POINT % least.den !== 0) return `${least.num}/${least.den}`
  return pointsText(least.num * (POINT / least.den)).replace(/0$/, '')
}

/** The same fraction in lowest terms. */
export function reduced(num: number, den: number): Fraction {
  let a = Math.abs(num)
  let b = den
  while (b !== 0) [a, b] = [b, a % b]
  return a > 1 ? { num: num / a, den: den / a } : { num, den }
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compare(aNum: number, aDen: number, bNum: number, bDen: number): number {
  if (aDen === bDen) return aNum - bNum
  const left = aNum * bDen
  const right = bNum * aDen
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left - right
  const exact = BigInt(aNum) * BigInt(bDen) - BigInt(bNum) * BigInt(aDen)
  return exact < 0n ? -1 : exact > 0n ? 1 : 0
}

export const plus = (a: Fraction, b: Fraction): Fraction =>
  lowest(BigInt(a.num) * BigInt(b.den) + BigInt(b.num) * BigInt(a.den), BigInt(a.den) * BigInt(b.den))

export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { num: -b.num, den: b.den })

export const product = (a: Fraction, b: Fraction): Fraction =>
  lowest(BigInt(a.num) * BigInt(b.num), BigInt(a.den) * BigInt(b.den))

/** `a / b`; undefined over zero. */
export const quotient = (a: Fraction, b: Fraction): Fraction | undefined => {
  if (b.num === 0) return undefined
  const sign = b.num < 0 ? -1n : 1n
  return lowest(sign * BigInt(a.num) * BigInt(b.den), sign * BigInt(a.den) * BigInt(b.num))
}

/** Exact sum of fractions, of whatever size. */
export const exactSum = (fractions: readonly Fraction[]): { readonly num: bigint; readonly den: bigint } =>
  fractions.reduce(
    ({ num, den }, one) => {
      const its = BigInt(one.den)
      return its === den ? { num: num + BigInt(one.num), den } : { num: num * its + BigInt(one.num) * den, den: den * its }
    },
    { num: 0n, den: 1n },
  )

/** As many parts of 1 a number has at most that is too fine to be kept as it is. */
const FINEST = 1_000_000n

/**
 * `num / den` in lowest terms. Where these are more than can be kept, as those of a mean of many ratios may be, the nearest
 * multiple of 1/1,000,000, a half away from zero; undefined where even that is too large.
 */
export function nearestFraction(num: bigint, den: bigint): Fraction | undefined {
  const common = greatestDivisor(num, den)
  const exact = safely(num / common, den / common)
  if (exact !== undefined) return exact
  const parts = roundedExactly(num * FINEST, den, 'half_up')
  const least = greatestDivisor(parts, FINEST)
  return safely(parts / least, FINEST / least)
}

function safely(num: bigint, den: bigint): Fraction | undefined {
  const fraction = { num: Number(num), den: Number(den) }
  return Number.isSafeInteger(fraction.num) && Number.isSafeInteger(fraction.den) ? fraction : undefined
}

function greatestDivisor(num: bigint, den: bigint): bigint {
  let a = num < 0n ? -num : num
  let b = den
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}

function lowest(num: bigint, den: bigint): Fraction {
  const a = greatestDivisor(num, den)
  const fraction = a === 0n ? whole(0) : { num: Number(num / a), den: Number(den / a) }
  // Rule sets bound their numbers so that this holds; a value beyond it is a bug, not a score.
  assert(Number.isSafeInteger(fraction.num) && Number.isSafeInteger(fraction.den))
  return fraction
}

/**
 * `factor × num / den` as a whole multiple of `step`.
 *
 * @param factor whole number, such as points in 1/10,000
 * @param step whole number of the unit of `factor`, such as 100 for 0.01 points
 */
export function scaled(factor: number, num: number, den: number, step: number, round: Rounding): number {
  const dividend = factor * num
  const divisor = den * step
  if (Number.isSafeInteger(dividend * 2) && Number.isSafeInteger(divisor * 2)) return rounded(dividend, divisor, round) * step
  const top = BigInt(factor) * BigInt(num)
  const bottom = BigInt(den) * BigInt(step)
  return Number(roundedExactly(top, bottom, round)) * step
}

/** `num / den` as a whole number; both and their doubles are exact. */
export function rounded(num: number, den: number, round: Rounding): number {
  const rest = num % den // carries the sign of num
  const toZero = (num - rest) / den
  if (rest === 0) return toZero + 0
  if (round === 'floor') return num < 0 ? toZero - 1 : toZero
  if (round === 'ceil') return num > 0 ? toZero + 1 : toZero + 0
  const away = Math.abs(rest) * 2 >= den
  return away ? toZero + Math.sign(num) : toZero + 0
}

function roundedExactly(num: bigint, den: bigint, round: Rounding): bigint {
  const toZero = num / den
  const rest = num % den
  if (rest === 0n) return toZero
  if (round === 'floor') return num < 0n ? toZero - 1n : toZero
  if (round === 'ceil') return num > 0n ? toZero + 1n : toZero
  const away = (rest < 0n ? -rest : rest) * 2n >= den
  return away ? toZero + (num < 0n ? -1n : 1n) : toZero
}
