/** Where a record was considered in a score, and why it did not count there. Loads the catalogue. */
import type { Position, Words } from '../../events/event.js'
import type { Explanation, Line } from '../../projections/explanation.js'
import type { Answered, Ledger } from '../ledger.js'
import { citing, labelOf } from './cite.js'
import type { Context } from './context.js'
import { named, namesOf } from './names.js'

interface Place {
  readonly address: string
  readonly title: Words
}

/** What became of one record in one score. */
export interface WhyNot {
  readonly position: Position
  /** The record that it corrects, retracts or supports: facts are those of that one. */
  readonly target: Position | null
  readonly counted: readonly (Place & { readonly points: string })[]
  readonly notCounted: readonly (Place & { readonly why: Words })[]
  readonly vetoes: readonly string[]
  readonly retractedBy: Position | null
  /** Nobody could know it yet. */
  readonly isLater: boolean
  /** Whom its facts are about. */
  readonly subjects: readonly string[]
}

/** Looks a record up in an explanation. */
export function whyNotOf({ view: { facts } }: Ledger, { data, basis }: Answered, position: Position): WhyNot {
  const explained = data as Explanation
  const knownAt = Number(basis.knownAt)
  const target = facts.history.targetOf(position)
  const about = target ?? position
  const counted: WhyNot['counted'][number][] = []
  const notCounted: WhyNot['notCounted'][number][] = []
  const visit = (line: Line): void => {
    const { address, title, points } = line
    if (line.counted.includes(about)) counted.push({ address, title, points })
    for (const { position: at, why } of line.notCounted) if (at === about) notCounted.push({ address, title, why })
    line.lines.forEach(visit)
  }
  explained.lines.forEach(visit)
  const subjects = new Set<string>()
  for (const table of facts.tables())
    for (let row = 0; row < table.length; row += 1)
      if (table.position[row] === about) subjects.add(facts.subjects.text(table.subject[row]!))
  return {
    position,
    target: target ?? null,
    counted,
    notCounted,
    vetoes: explained.vetoes.filter(({ because }) => because.includes(about)).map(({ title }) => title),
    retractedBy: facts.history.retractedBy(about, knownAt) ?? null,
    isLater: position > knownAt,
    subjects: [...subjects],
  }
}

/** The same in sentences. */
export function whyNotLines(context: Context, ledger: Ledger, { data, basis }: Answered, found: WhyNot): string[] {
  const { words, say, lang, style } = context
  const { unit } = data as Explanation
  const { view } = ledger
  const about = found.target ?? found.position
  const cite = citing(context, view, Number(basis.knownAt))
  const lines = [style('bold', words.whyNot.head(cite(about), unit.name))]
  if (found.target !== null) lines.push(words.whyNot.aboutTarget(found.position, found.target))
  if (found.isLater) return [...lines, words.whyNot.tooLate(found.position, Number(basis.knownAt))]
  for (const { title, points } of found.counted) lines.push(words.whyNot.counted(say(title), points))
  for (const { title, why } of found.notCounted) lines.push(words.whyNot.notCounted(say(title), say(why)))
  for (const title of found.vetoes) lines.push(words.whyNot.vetoed(title))
  if (found.counted.length + found.notCounted.length + found.vetoes.length > 0) return lines
  if (found.retractedBy !== null) return [...lines, words.whyNot.retracted(found.retractedBy)]
  if (found.subjects.length === 0) return [...lines, words.whyNot.noFacts]
  const names = namesOf(view, basis)
  if (!found.subjects.includes(unit.code))
    return [
      ...lines,
      words.whyNot.others(found.subjects.map((code) => (lang === 'zh' ? named(names, code) : code)).join(words.listComma)),
    ]
  const type = view.facts.history.types.text(view.facts.history.type[about]!)
  return [...lines, words.whyNot.nowhere(labelOf(context, type))]
}
