/** The basis of an answer in a sentence. */
import type { BasisShown } from '../../projections/question.js'
import type { Context } from './context.js'

/** `依据：截至2025年12月31日，第0至24811号记录（共24812条），规则 2025.1，计算程序第1版` */
export function basisLine({ words }: Pick<Context, 'words'>, { asOf, knownAt, rules, engine }: BasisShown): string {
  const last = Number(knownAt)
  return words.basis({
    day: words.date(asOf),
    records: last < 0 ? words.noRecords : words.records(last),
    rules: rulesOf(words, rules),
    engine,
  })
}

/** Which sets, each once; what each is for where there are several. */
export function rulesOf(words: Context['words'], rules: BasisShown['rules']): string {
  const sets = [...new Set(rules.map(({ set }) => set))]
  if (sets.length < 2) return sets[0] ?? ''
  return rules.map(({ part, set }) => words.rulesOfPart(set, words.parts[part])).join(words.listComma)
}

/** The set by which a sheet was evaluated. */
export const sheetRules = ({ rules }: BasisShown): string => rules.find(({ part }) => part === 'sheets')?.set ?? ''
