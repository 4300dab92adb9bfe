/**
 * Writes the answers of the golden ledger, worked out by the slow twin and by nobody else.
 * By hand: `node --import @tapjs/typescript/import test/golden/answer.ts`.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { knownOn, ruleEventsOf, slowAnswers, worldsOf } from '../twin/answers.js'
import { type Golden, linesOf, questions, twinAnswer } from './asked.js'
import { entriesOf, type GoldenEntry, ranked } from './ledger.js'

/** What the slow twin answers over the entries of the ledger. */
export function twinOf(entries: readonly GoldenEntry[]): (asked: Golden) => unknown {
  const twin = slowAnswers(ruleEventsOf(entries), worldsOf(entries))
  return (asked) => twinAnswer(twin, asked, knownOn(entries, asked.knownOn))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const twin = twinOf(entriesOf(ranked.storedEvents()))
  const answers = questions.map((asked) => ({ asked, answer: twin(asked) }))
  writeFileSync(ranked.fileOf('answers.json'), linesOf(answers))
  console.log(`${answers.length} answers`)
}
