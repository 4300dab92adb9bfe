/** How records are cited: number, day, label, and what became of them. Loads the catalogue, so verbs import it when they run. */
import type { Position } from '../../events/event.js'
import { eventTypes } from '../../events/index.js'
import { dateOf } from '../../events/time.js'
import type { View } from '../../projections/question.js'
import type { Context } from './context.js'

/** What a type is called in the language of the output. */
export const labelOf = ({ lang }: Pick<Context, 'lang'>, type: string | null): string =>
  type === null ? '?' : lang === 'zh' ? (eventTypes.get(type)?.label ?? type) : type

/** A type that somebody names in English or Chinese; what is neither stays as it is. */
export const typeMeant = (given: string): string => [...eventTypes.values()].find(({ label }) => label === given)?.type ?? given

/** `第8121号（7月2日召开联席会，已更正）` */
export function citing(
  context: Pick<Context, 'lang' | 'words'>,
  { facts: { history } }: View,
  knownAt: Position,
  period = '',
): (position: Position) => string {
  const { words } = context
  return (position) => {
    const code = history.type[position] ?? -1
    const label = labelOf(context, code < 0 ? null : history.types.text(code))
    const date = dateOf(history.occurredOn[position]!)
    // Of a day in the period itself the year need not be said.
    const day = date.slice(0, 4) === period.slice(0, 4) ? words.shortDate(date) : words.date(date)
    const became =
      history.retractedBy(position, knownAt) !== undefined
        ? words.retracted
        : history.correctedBy(position, knownAt) !== undefined
          ? words.corrected
          : undefined
    return words.citation(position, day, label, became)
  }
}
