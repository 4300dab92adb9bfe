/** The golden ledger of rankings, replayed: the same bytes, the same facts, the same answers. */
import t from 'tap'
import type { RankRow } from '../projections/ranking.js'
import { twinOf } from './golden/answer.js'
import { type AnswerLine, evaluatorAnswer, type Golden, questions } from './golden/asked.js'
import { byHandIn, held } from './golden/held.js'
import { ranked } from './golden/ledger.js'
import { toldRanked } from './golden/make.js'
import { ask, type PlainScore } from './twin/plain.js'

/** What was asked, in a word. */
const named = ({ question, period, scope, asOf, knownOn, rules }: Golden): string =>
  `${question} ${period ?? ''} ${scope ?? ''} as of ${asOf}, known on ${knownOn}, rules ${rules ?? 'in force'}`

const { ledger, answers, evaluated } = await held({
  ...{ golden: ranked, told: toldRanked, questions, named },
  twin: twinOf,
  evaluator: evaluatorAnswer,
})

/** Points by address, as worked out by hand. */
const byHand = ranked.committed('by-hand.json') as Readonly<Record<string, Readonly<Record<string, string>>>>

t.test('three units are as they were worked out by hand, with the arithmetic beside it', async (t) => {
  t.strictSame(byHand, byHandIn(ranked, 'BY-HAND.md'), 'by-hand.json holds the numbers of BY-HAND.md')
  const under = ({ asked: { question, rules } }: AnswerLine) => question === 'scores' && rules === '2025.1'
  const sources = {
    'the slow twin': answers.find(under)?.answer as readonly PlainScore[],
    'the evaluator': evaluated.find(under)?.answer as readonly PlainScore[],
  }
  for (const [code, { headings: _, pending, deduction, total, grade, ...nodes }] of Object.entries(byHand))
    for (const [source, scores] of Object.entries(sources)) {
      const score = scores.find((one) => one.unit === code)
      t.strictSame(score?.nodes, nodes, `${code}: ${source} has every clause, item and heading`)
      t.match(score, { pending, deduction, total, bonus: nodes['bonus'], grade: grade === '（无）' ? null : grade }, source)
    }
})

t.test('C004 and C005 did the same in 2025: 2024 decides, where the rules look at it', async (t) => {
  const tied = (rules: string) =>
    ask<RankRow[]>(ledger, 'ranking', { period: '2025', scope: 'street:S02' }, { rules })
      .filter(({ unit: { code } }) => code !== 'V01')
      .map(({ unit, rank, tied, tieBreak }) => [unit.code, rank, tied, tieBreak])
  t.strictSame(tied('2025.1'), [
    ['C005', 2, false, 'previous_total'],
    ['C004', 3, false, 'previous_total'],
  ])
  t.strictSame(tied('2024.1'), [
    ['C004', 1, true, null],
    ['C005', 1, true, null],
  ])
})
