/** 限度和等次: what bounds points, and which grade they reach. */
import type { Json } from '../../events/event.js'
import { compare, type Fraction, greatest, least, numberOf, plus } from './fraction.js'
import type { Sheet } from './rules.js'

/** Within the most and the least that are written. */
export const bounded = ({ max, min }: { readonly max?: Json; readonly min?: Json }, points: Fraction): Fraction => {
  const capped = max === undefined ? points : least(points, numberOf(String(max)))
  return min === undefined ? capped : greatest(capped, numberOf(String(min)))
}

/** With what it starts from. */
export const added = (points: Fraction, start: Json | undefined): Fraction =>
  start === undefined ? points : plus(points, numberOf(String(start)))

/** The best grade that the total reaches; not the first where a veto bars it; none where a clause is open or all is void. */
export function gradeOf(
  { grades = [] }: Sheet,
  total: Fraction,
  effects: readonly string[],
  isOpen: boolean,
): string | undefined {
  if (isOpen || effects.includes('void')) return undefined
  const open = effects.includes('not_excellent') ? grades.slice(1) : grades
  return open.find(({ from }) => from === undefined || compare(total, numberOf(from)) >= 0)?.grade
}
