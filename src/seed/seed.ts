/** The sample district: two and a half years of committee work, invented and always the same, recorded like any other. */
import assert from 'node:assert/strict'
import { uuidV5 } from '../../events/digest.js'
import type { Day, PlainDate } from '../../events/event.js'
import { dateOf, instantOfDay } from '../../events/time.js'
import { isRefusal } from '../../projections/refusal.js'
import type { Ledger, Recorded } from '../ledger.js'
import { writeRounds } from './accreditation.js'
import { writeMistakes } from './amend.js'
import { FIRST_DAY, LAST_DAY, YEARS } from './calendar.js'
import { writeYear } from './diary.js'
import { writeCourse } from './course.js'
import { writeAwards } from './award-round.js'
import { CHAIRS, districtOf, OFFICE, writeRegistry } from './district.js'
import { writeDistrict } from './district-work.js'
import { writeHonours } from './honours.js'
import { writeMarks } from './marks.js'
import { writeNetwork } from './network.js'
import { type Act, notebookOf } from './notebook.js'
import { writeOthers } from './others.js'
import { writePeople } from './people.js'
import { writeResources } from './resources.js'
import { writeReview } from './review.js'
import { textOf, votes } from './rule-sets.js'
import { premisesOf, writePremises } from './stations.js'
import { writeStreetMarks } from './street-marks.js'
import { writeStreet, yearKey } from './street-work.js'
import { writeTitles } from './titles.js'
import { type Year, yearOf } from './year.js'

export const DEFAULT_SEED = 42

export interface SeedOptions {
  readonly seed?: number
  /** Told after each day: how many acts are recorded, out of how many. */
  readonly progress?: (done: number, total: number) => void
}

export interface SeedSummary {
  readonly seed: number
  readonly events: number
  readonly acts: number
  readonly firstDay: PlainDate
  readonly lastDay: PlainDate
  readonly rulesets: readonly string[]
  /** How many events there are of each type, the most frequent first. */
  readonly types: readonly (readonly [type: string, count: number])[]
}

/** The id of the ledger of a seeded district: the same for the same seed, so that its bytes are the same. */
export const seededLedgerId = (seed: number): string => uuidV5('6ba7b811-9dad-11d1-80b4-00c04fd430c8', `wuhao:示例区:${seed}`)

/** Everything that will be recorded, in the order of recording. */
export function actsOf(seed: number, ledger: string): readonly Act[] {
  const notebook = notebookOf(seed, ledger)
  const district = districtOf(notebook)
  writeRegistry(notebook, district)
  const years = new Map<string, Year>()
  for (const place of district.places) {
    const premises = premisesOf(notebook, place)
    // What somebody is engaged at comes first: acts of one day are recorded in the order in which they were written.
    writePremises(notebook, district, place, premises.opened)
    const staff = writePeople(notebook, place, premises.hasCentre)
    for (const year of YEARS) {
      const from = Math.max(place.first, FIRST_DAY)
      if (dateOf(from) > `${year}-12-31`) continue
      const drawn = yearOf(notebook, place, year)
      years.set(yearKey(place, year), drawn)
      writeYear({ notebook, district, staff }, drawn)
    }
  }
  for (const street of district.streets) writeStreet(notebook, district, street, years)
  writeDistrict(notebook, district)
  writeMarks(notebook, district, years)
  const amending = { notebook, touched: new Set<Act>() }
  writeReview(amending, district, years)
  writeMistakes(amending, district)
  // What follows is written after the mistakes, so that it has none of them.
  writeNetwork(notebook, district)
  writeHonours(notebook, district)
  writeResources(notebook, district)
  writeTitles(notebook, district, writeRounds(notebook, district))
  writeCourse(notebook, district, years)
  writeStreetMarks(notebook, district)
  writeAwards(notebook, district)
  writeOthers(notebook)
  return [...notebook.acts].sort((a, b) => a.day - b.day)
}

/**
 * Fills an empty ledger, all of it through the ledger's own verbs. `moveClock` sets what the ledger's clock says.
 *
 * A refusal is a bug of the seed: it is an assertion, with the refusal in its words.
 */
export async function seedDistrict(
  ledger: Ledger,
  moveClock: (ms: number) => void,
  { seed = DEFAULT_SEED, progress }: SeedOptions = {},
): Promise<SeedSummary> {
  assert.equal(ledger.head().size, 0, 'only an empty ledger is seeded')
  const acts = actsOf(seed, ledger.id)
  const types = new Map<string, number>()
  const admitted = (outcome: Recorded, what: string): void => {
    if (isRefusal(outcome))
      assert.fail(`the seed is refused (${what}): ${outcome.code} ${outcome.place ?? ''} ${outcome.words.zh}`)
    assert(!outcome.replayed, `recorded before: ${what}`)
    for (const { type } of outcome.receipts) types.set(type, (types.get(type) ?? 0) + 1)
  }
  let done = 0
  for (let day = FIRST_DAY; day <= LAST_DAY; day += 1) {
    moveClock(officeHour(day))
    for (const outcome of await voted(ledger, day)) admitted(outcome, `rules ${dateOf(day)}`)
    const begin = done
    while (acts[done]?.day === day) done += 1
    const today = acts.slice(begin, done)
    const recordings = today.map(({ proposals, principal, key }) => ledger.record(proposals, { principal, key }))
    for (const [i, outcome] of (await Promise.all(recordings)).entries())
      admitted(outcome, `${dateOf(day)} ${today[i]!.principal} ${today[i]!.key}`)
    progress?.(done, acts.length)
  }
  assert.equal(done, acts.length)
  return {
    seed,
    events: ledger.head().size,
    acts: acts.length,
    firstDay: dateOf(FIRST_DAY),
    lastDay: dateOf(LAST_DAY),
    rulesets: votes.map(({ id }) => id),
    types: [...types].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)),
  }
}

/** Offices record between nine and five. All of a day is one commit. */
const officeHour = (day: Day): number => instantOfDay(day) + 9 * 3_600_000 + ((day * 7_919) % 28_800) * 1_000

/** What became of the rule sets that are put to the vote or adopted on a day. */
async function voted(ledger: Ledger, day: Day): Promise<Recorded[]> {
  const outcomes: Recorded[] = []
  for (const { id, proposed, adopted } of votes) {
    if (day === proposed) {
      const outcome = await ledger.proposeRules(textOf(id), { principal: OFFICE, key: `propose-${id}` })
      assert(!('problems' in outcome), `the sample rule set ${id}: ${JSON.stringify(outcome)}`)
      outcomes.push(outcome)
    }
    if (day === adopted) outcomes.push(await ledger.adoptRules(id, { principal: CHAIRS, key: `adopt-${id}` }))
  }
  return outcomes
}
