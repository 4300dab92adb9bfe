/** The second golden ledger: boards, awards, streets judged by two offices, coverage. Its rules are as small as they can be. */
import { readFileSync } from 'node:fs'
import { inOrderOfRecording, emptyStory } from '../golden/acts.js'
import { goldenIn } from '../golden/ledger.js'
import type { Told, Vote } from '../golden/make.js'
import { tellAwards } from './story-awards.js'
import { tellTitles } from './story-titles.js'
import { tellRegistry, tellReview, tellYear } from './story.js'

export const report = goldenIn(new URL('.', import.meta.url), '5f0c2f1e-6d3a-4b8e-9a17-20250202beef')

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
