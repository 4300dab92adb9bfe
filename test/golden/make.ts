/**
 * Writes a golden ledger. It was run once for each; what it wrote is never changed, only replaced by a decision.
 * By hand: `node --import @tapjs/typescript/import test/golden/make.ts`, then the same with `answer.ts`.
 */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PlainDate } from '../../events/event.js'
import { dayOf, instantOfDay } from '../../events/time.js'
import { isRefusal } from '../../projections/refusal.js'
import { openLedger, type Recorded } from '../../src/ledger.js'
import { openMemory } from '../../src/log/memory.js'
import type { TreeHead } from '../../src/log/log.js'
import { textOf } from '../../src/seed/rule-sets.js'
import type { Act } from './acts.js'
import { CHAIRS, OFFICE } from './district.js'
import { type GoldenLedger, ranked } from './ledger.js'
import { storyOf, votes } from './story.js'

/** When a rule set was put to the vote and adopted. */
export interface Vote {
  readonly id: string
  readonly proposed: PlainDate
  readonly adopted: PlainDate
}

/** What is told: acts in the order of recording, and the rule sets that are put to the vote between them. */
export interface Told {
  readonly acts: readonly Act[]
  readonly votes: readonly Vote[]
  /** The text of a rule set. */
  readonly textOf: (id: string) => string
}

/** The story of the rankings. */
export const toldRanked = (): Told => ({ acts: storyOf(), votes, textOf })

/** Records a story through the ledger's own verbs, day by day, and gives the stored texts and the head of the tree. */
export async function recordStory(
  { id }: GoldenLedger,
  told: Told,
): Promise<{ readonly texts: readonly string[]; readonly head: TreeHead }> {
  const log = openMemory({ ledger: id })
  let now = 0
  const ledger = await openLedger(log, () => now)
  const days = new Set([
    ...told.acts.map(({ recordedOn }) => recordedOn),
    ...told.votes.flatMap(({ proposed, adopted }) => [proposed, adopted]),
  ])
  for (const day of [...days].sort()) {
    now = instantOfDay(dayOf(day)) + 9 * 3_600_000
    await vote(ledger, told, day)
    for (const { principal, key, proposal } of told.acts.filter(({ recordedOn }) => recordedOn === day)) {
      now += 60_000
      admitted(await ledger.record([proposal], { principal, key }), `${day} ${proposal.type}`)
    }
  }
  const texts: string[] = []
  for await (const page of log.read(0)) texts.push(...page.map(({ text }) => text))
  return { texts, head: log.head() }
}

async function vote(ledger: Awaited<ReturnType<typeof openLedger>>, told: Told, day: PlainDate): Promise<void> {
  for (const { id, proposed, adopted } of told.votes) {
    if (day === proposed) {
      const outcome = await ledger.proposeRules(told.textOf(id), { principal: OFFICE, key: `propose-${id}` })
      assert(!('problems' in outcome), `${id}: ${JSON.stringify(outcome)}`)
      admitted(outcome, `propose ${id}`)
    }
    if (day === adopted) admitted(await ledger.adoptRules(id, { principal: CHAIRS, key: `adopt-${id}` }), `adopt ${id}`)
  }
}

function admitted(outcome: Recorded, what: string): void {
  if (isRefusal(outcome)) assert.fail(`${what}: ${outcome.code} ${outcome.place ?? ''} ${outcome.words.zh}`)
}

/** Records a story and puts the bytes beside it. */
export async function writeLedger(golden: GoldenLedger, told: Told): Promise<void> {
  const { texts, head } = await recordStory(golden, told)
  writeFileSync(golden.fileOf('ledger.ndjson'), `${texts.join('\n')}\n`)
  writeFileSync(golden.fileOf('head.json'), `${JSON.stringify(head)}\n`)
  console.log(`${texts.length} events`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeLedger(ranked, toldRanked())
