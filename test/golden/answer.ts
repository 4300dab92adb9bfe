/**
 * Writes the answers of the golden ledger, worked out by the slow twin and by nobody else.
 * By hand: `node --import @tapjs/typescript/import test/golden/answer.ts`.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { knownOn, ruleEventsOf, slowAnswers, worldsOf } from '../twin/answers.js'
import { type AnswerLine, linesOf, questions, twinAnswer } from './asked.js'
import { entriesOf, type GoldenEntry, ranked } from './ledger.js'

/** What the slow twin answers to everything. */
export function twinAnswers(entries: readonly GoldenEntry[]): AnswerLine[] {
  const twin = slowAnswers(ruleEventsOf(entries), worldsOf(entries))
  return questions.map((asked) => ({ asked, answer: twinAnswer(twin, asked, knownOn(entries, asked.knownOn)) }))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const answers = twinAnswers(entriesOf(ranked.storedEvents()))
  writeFileSync(ranked.fileOf('answers.json'), linesOf(answers))
  console.log(`${answers.length} answers`)
}
