/** How a verb asks: the question, what was asked without what was left out, the basis, and what to do with the answer. */
import type { Json, JsonObject } from '../../events/event.js'
import type { BasisRequest } from '../../projections/question.js'
import type { Answered, Ledger } from '../ledger.js'
import { type Context, reading, refused } from './context.js'

/** What the basis options came to. */
export interface BasisGiven {
  readonly asOf: string | undefined
  readonly knownAt: string | undefined
  readonly rules: string | undefined
}

type Asked = Readonly<Record<string, Json | undefined>>

/** Without what was left out. */
export const given = (values: Asked): JsonObject =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

export const basisOf = ({ asOf, knownAt, rules }: BasisGiven): BasisRequest => ({
  ...(asOf !== undefined && { asOf }),
  ...(knownAt !== undefined && { knownAt }),
  ...(rules !== undefined && { rules }),
})

/** A command that goes on from an answer: on the same basis, with what else is to stay, and of the same ledger. */
export function onward(
  { settings }: Context,
  command: string,
  basis: BasisGiven,
  stays: Readonly<Record<string, string | undefined>> = {},
): string {
  const { asOf, knownAt, rules } = basis
  const store = settings.store.by === 'flag' ? settings.store.value : undefined
  const flags = Object.entries({ ...stays, 'as-of': asOf, 'known-at': knownAt, rules, store })
  return [command, ...flags.flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${typed(value)}`]))].join(' ')
}

/** As a shell takes it for one word. */
const typed = (word: string): string => (/\s/.test(word) ? `"${word}"` : word)

/** Asks an open ledger, and says why where it does not answer. */
export async function ask(
  context: Context,
  ledger: Ledger,
  [question, asked, basis]: readonly [string, Asked, BasisGiven],
  show: (answered: Answered) => Promise<number>,
): Promise<number> {
  const answered = ledger.ask(question, given(asked), basisOf(basis))
  return answered.refused ? refused(context, answered) : await show(answered)
}

/** Opens the ledger, asks, and shows the answer. */
export const asking = async (
  context: Context,
  question: readonly [string, Asked, BasisGiven],
  show: (answered: Answered, ledger: Ledger) => Promise<number>,
): Promise<number> =>
  await reading(context, async (ledger) => await ask(context, ledger, question, async (answered) => await show(answered, ledger)))
