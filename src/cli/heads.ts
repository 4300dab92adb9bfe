/** The first lines of a score and of its explanation: the sum, the grade, what bars it. */
import type { Explanation, Line } from '../../projections/explanation.js'
import type { Answered, Ledger } from '../ledger.js'
import { sheetRules } from './basis.js'
import type { Context } from './context.js'
import { named, namesOf } from './names.js'
import { givenBy } from './ranks.js'

/** `示例3社区 2025年 总分 87.50 = 100.00 − 15.50 + 3.00（规则 2025.1）`, and what belongs to it. */
export function headOf(context: Context, ledger: Ledger, answered: Answered, explained: Explanation): string[] {
  const { words, style } = context
  const { unit, sheet, period, total, met, grade, gradedBy, vetoes, gradeNotes = [], flags = [] } = explained
  const names = namesOf(ledger.view, answered.basis)
  return [
    style(
      'bold',
      met === undefined
        ? words.explain.head(unit.name, period, total, sumOf(context, explained), sheetRules(answered.basis))
        : words.explain.met(unit.name, period, met, sheetRules(answered.basis)),
    ),
    words.explain.grade(
      sheet.title,
      grade ?? words.explain.noGrade,
      gradedBy.map((code) => named(names, code)).join(words.listComma) || words.none,
    ),
    ...vetoes.map(({ effect, grade: barred = '', title, because }) => {
      const cited = because.map(words.number).join(words.listComma)
      return style('red', words.explain.vetoed(words.rank.vetoed[effect](title, barred), cited))
    }),
    ...gradeNotes.map((note) => style('yellow', context.say(note))),
    ...flags.map(({ address, offices, points, gap, allowed }) =>
      style('yellow', words.explain.apart(titleAt(context, explained, address), givenBy(names, offices, points), gap, allowed)),
    ),
  ]
}

/** The title of a line, in a score or an explanation. */
function titleAt(context: Context, { lines }: Pick<Line, 'lines'>, address: string): string {
  for (const line of lines) {
    const title: unknown = line.title
    if (line.address === address) return typeof title === 'string' ? title : context.say(line.title)
    const inner = titleAt(context, line, address)
    if (inner !== address) return inner
  }
  return address
}

/** `100.00 − 15.50 + 3.00`; what is not judged yet is a term of its own. */
function sumOf({ words, ascii }: Context, { base, deduction, pending, bonus }: Explanation): string {
  const minus = ascii ? '-' : '−'
  const isOpen = /[1-9]/.test(pending)
  return `${base} ${minus} ${deduction}${isOpen ? ` ${minus} ${words.explain.pendingTerm(pending)}` : ''} + ${bonus}`
}
