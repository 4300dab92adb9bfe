/**
 * Writes the second golden ledger. It was run once.
 * By hand: `node --import @tapjs/typescript/import test/golden-report/make.ts`, then the same with `answer.ts`.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { emptyStory, inOrderOfRecording } from '../golden/acts.js'
import { type Told, type Vote, writeLedger } from '../golden/make.js'
import { report } from './report.js'
import { tellAwards } from './story-awards.js'
import { tellTitles } from './story-titles.js'
import { tellRegistry, tellReview, tellYear } from './story.js'

const votes: readonly Vote[] = [
  { id: 'report-2025', proposed: '2024-12-06', adopted: '2024-12-20' },
  { id: 'report-2026', proposed: '2025-12-05', adopted: '2025-12-19' },
]

/** The story, and its two rule sets. */
export function toldReport(): Told {
  const story = emptyStory(report)
  tellRegistry(story)
  const year = tellYear(story)
  tellTitles(story)
  tellAwards(story)
  tellReview(story, year)
  return {
    acts: inOrderOfRecording(story),
    votes,
    textOf: (id) => readFileSync(report.fileOf(`${id}.yaml`), 'utf8'),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeLedger(report, toldReport())
