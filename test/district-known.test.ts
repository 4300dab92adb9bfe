/** The ranking of 2025 as known at two days of 2026: what lies between them is all that lies between the rankings. */
import t from 'tap'
import { definitionOf } from '../events/codec.js'
import type { Day, JsonObject, Position } from '../events/event.js'
import { countingDay, dayOf } from '../events/time.js'
import { type SeedEntry, seeded } from './district/seeded.js'
import { knownOn, rulesFor, slowAnswers } from './twin/answers.js'
import { knowledgeAt } from './twin/facts.js'
import { ask, plainRanking } from './twin/plain.js'
import { slowSheet } from './twin/sheet.js'
import { type World, worldOf } from './twin/world.js'

const { ledger, entries, ruleEvents, twin } = await seeded()

const LAST = dayOf('2025-12-31')
const asked = { period: '2025', asOf: '2025-12-31' }
const first = knownOn(entries, '2026-03-01')
const second = knownOn(entries, '2026-05-31')
const byId = new Map(entries.map((entry) => [entry.id, entry]))

/** What an event says: it itself, or what a correction puts in its place. */
interface Content {
  readonly type: string
  readonly occurredOn: string
  readonly data: JsonObject
}

const targetOf = ({ event }: SeedEntry): SeedEntry | undefined => byId.get(String(event.data['target']))

/** What an event says, or what it is said about: what was there, and what is there instead. */
function contentsOf(entry: SeedEntry): Content[] {
  const { type, data } = entry.event
  const target = targetOf(entry)
  if (target === undefined) return [entry.event]
  const instead = { type: String(data['targetType']), occurredOn: String(data['occurredOn']), data: data['data'] as JsonObject }
  return [...contentsOf(target), ...(type === 'EventCorrected' ? [instead] : [])]
}

const dayCounted = ({ type, occurredOn, data }: Content): Day => countingDay(dayOf(occurredOn), definitionOf(type).period?.(data))

/** Whether an event is about 2025 or something that began before its end. */
const isAbout2025 = (entry: SeedEntry): boolean => contentsOf(entry).some((content) => dayCounted(content) <= LAST)

/** How an event changes what was known of 2025. Evidence that is handed in counts for nothing under the rules of 2025. */
function changeOf(entry: SeedEntry): 'late' | 'corrected' | 'retracted' | undefined {
  const { type } = entry.event
  if (!isAbout2025(entry) || type === 'EvidenceAttached' || targetOf(entry)?.event.type === 'EvidenceAttached') return undefined
  return type === 'EventCorrected' ? 'corrected' : type === 'EventRetracted' ? 'retracted' : 'late'
}

const between = entries.slice(first + 1, second + 1)
const changes = between.filter((entry) => changeOf(entry) !== undefined)

t.test('late, corrected and retracted events lie between the two days', async (t) => {
  const count = (change: string) => changes.filter((entry) => changeOf(entry) === change).length
  t.ok(count('late') >= 5, `${count('late')} late`)
  t.ok(count('corrected') >= 5, `${count('corrected')} corrected`)
  t.ok(count('retracted') >= 3, `${count('retracted')} retracted`)
  t.comment(
    `${between.length} events between positions ${first} and ${second}; ${changes.length} of them change what is known of 2025`,
  )
})

const worldWith = (known: readonly SeedEntry[]): World => worldOf(knowledgeAt(known, known.length - 1).rows)

t.test('they are all that lies between the two rankings', async (t) => {
  const evaluated = (knownAt: string) =>
    plainRanking(ask(ledger, 'ranking', { period: '2025', scope: 'district' }, { asOf: asked.asOf, knownAt }))
  const firstAnswer = twin.ranking({ ...asked, knownAt: first }, 'district')
  t.strictSame(evaluated('2026-03-01'), firstAnswer, 'the first ranking is the one of the slow twin')
  const added = slowAnswers(ruleEvents, () => worldWith([...entries.slice(0, first + 1), ...changes]))
  const secondAnswer = evaluated('2026-05-31')
  t.strictSame(added.ranking({ ...asked, knownAt: first }, 'district'), secondAnswer, 'with them it becomes the second')
  const units = new Map(firstAnswer.ranked.map((row) => [row.unit, row]))
  const moved = secondAnswer.ranked.filter(({ unit, rank }) => units.get(unit)?.rank !== rank)
  t.ok(moved.length > 0, `${moved.length} communities move`)
})

/** Whom an event is about. */
const subjectsOf = (entry: SeedEntry): Set<string> =>
  new Set(
    contentsOf(entry).flatMap(({ type, data }) =>
      definitionOf(type)
        .facts(data)
        .map(({ subject }) => subject),
    ),
  )

const subjects = new Map<Position, ReadonlySet<string>>(entries.map((entry) => [entry.position, subjectsOf(entry)]))
const registry = knowledgeAt(
  entries.filter(({ event }) => event.stream === 'registry'),
  Infinity,
).rows.filter(({ name }) => name === 'unit')
const isCommunity = ({ cells }: { readonly cells: { readonly [column: string]: unknown } }): boolean =>
  ['community', 'village'].includes(String(cells['kind']))

/** What the sheets of some communities came to in 2024 and 2025, if all but one of the changes were known. */
function sheetsWithout(left: Position | undefined, units: ReadonlySet<string>): string {
  const sheets = [...units].flatMap((unit) => {
    const known = [...entries.slice(0, first + 1), ...changes].filter(
      ({ position, event }) => position !== left && event.stream !== 'registry' && subjects.get(position)?.has(unit),
    )
    const ground = registry.filter((row) => row.subject === unit || !isCommunity(row))
    const world = worldOf([...ground, ...knowledgeAt(known, Infinity).rows])
    return ['2024', '2025'].flatMap((period) => {
      const question = { period, asOf: `${period}-12-31`, knownAt: first }
      const rules = rulesFor(ruleEvents, question)!
      return slowSheet({ world, ...rules, sheet: 'community', period, asOf: dayOf(question.asOf) }).units
    })
  })
  return JSON.stringify(
    sheets.map(({ unit, headings, items, base, bonus, deduction, pending, total, grade, vetoes, isVoid }) => [
      [unit, [...headings], [...items]],
      [base, bonus, deduction, pending, total, grade, vetoes, isVoid],
    ]),
  )
}

t.test('those without effect are named', async (t) => {
  const communities = new Set(registry.filter(isCommunity).map(({ subject }) => subject))
  const silent = changes.filter(({ position }) => {
    const units = new Set([...subjects.get(position)!].filter((subject) => communities.has(subject)))
    return sheetsWithout(position, units) === sheetsWithout(undefined, units)
  })
  for (const entry of silent) {
    const { position, event } = entry
    const [{ type, occurredOn, data }] = contentsOf(entry) as [Content]
    const whose = String(data['unit'] ?? data['subject'] ?? data['station'])
    const said = `${changeOf(entry) ?? ''}: ${type} of ${occurredOn}, ${whose}`
    t.comment(`without effect: record ${position} (${event.type}), ${said}`)
  }
  t.ok(silent.length > 0, `${silent.length} of ${changes.length} change nothing in the ranking`)
  t.ok(silent.length < changes.length)
})
