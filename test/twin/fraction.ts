/** Exact fractions for the referee: two BigInts, nothing clever. */
import assert from 'node:assert/strict'

/** `n / d` in lowest terms, `d` above 0. */
export interface Fraction {
  readonly n: bigint
  readonly d: bigint
}

const abs = (n: bigint): bigint => (n < 0n ? -n : n)

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? abs(a) : greatestCommonDivisor(b, a % b)
}

/** The fraction of two whole numbers. */
export function fraction(n: bigint, d = 1n): Fraction {
  assert(d !== 0n, 'a fraction over zero')
  const common = greatestCommonDivisor(n, d) * (d < 0n ? -1n : 1n)
  return { n: n / common, d: d / common }
}

/** What a rule or a cell writes as a number: `12`, `-1.25`, `90%`, and as a bound `1/3`. */
export function numberOf(written: string | number): Fraction {
  const [top = '', bottom] = String(written).split('/')
  if (bottom !== undefined) return fraction(BigInt(top), BigInt(bottom))
  const match = /^(-?)(\d+)(?:\.(\d+))?(%?)$/.exec(String(written))
  assert(match !== null, `${written} is no number`)
  const [, sign, whole = '', decimals = '', percent] = match
  const digits = BigInt(`${sign ?? ''}${whole}${decimals}`)
  return fraction(digits, BigInt(`1${'0'.repeat(decimals.length)}`) * (percent === '%' ? 100n : 1n))
}

export const ZERO = fraction(0n)
export const ONE = fraction(1n)

export const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d)
export const minus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d - b.n * a.d, a.d * b.d)
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d)
export const over = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d, a.d * b.n)
/** Below 0, 0 or above 0, as `a` is less than, equal to or more than `b`. */
export const compare = (a: Fraction, b: Fraction): number => Number(minus(a, b).n)
export const least = (a: Fraction, b: Fraction): Fraction => (compare(a, b) <= 0 ? a : b)
export const greatest = (a: Fraction, b: Fraction): Fraction => (compare(a, b) >= 0 ? a : b)
export const sumOf = (all: readonly Fraction[]): Fraction => all.reduce(plus, ZERO)

/** How a number of steps is made whole. */
export const rounding = {
  exact: (x: Fraction): Fraction => x,
  /** The whole number at or below. */
  floor: (x: Fraction): Fraction => fraction((x.n - (((x.n % x.d) + x.d) % x.d)) / x.d),
  /** The whole number at or above. */
  ceil: (x: Fraction): Fraction => minus(ZERO, rounding.floor(minus(ZERO, x))),
  /** The nearest whole number; a half goes away from zero. */
  half_up: (x: Fraction): Fraction => {
    const size = (abs(x.n) * 2n + x.d) / (2n * x.d)
    return fraction(x.n < 0n ? -size : size)
  },
} as const

/** A multiple of a step: the nearest one, a half away from zero, if nothing else is said. */
export const toMultipleOf = (step: Fraction, x: Fraction, round: keyof typeof rounding = 'half_up'): Fraction =>
  times(rounding[round](over(x, step)), step)

/** Points as a whole number of 1/10,000, which is what results hold. */
export function tenThousandths(points: Fraction): number {
  const scaled = times(points, fraction(10_000n))
  assert.equal(scaled.d, 1n, 'points finer than 1/10,000')
  return Number(scaled.n)
}
