/** The sample district: always the same, recorded like any other, and alive enough that every answer has something to show. */
import t from 'tap'
import type { JsonObject, LedgerEvent } from '../events/event.js'
import { eventTypes } from '../events/index.js'
import { dayOf, instantOfDay } from '../events/time.js'
import { isRefusal } from '../projections/refusal.js'
import { type Answered, type Ledger, openLedger } from '../src/ledger.js'
import { openMemory } from '../src/log/memory.js'
import { seedDistrict, seededLedgerId } from '../src/seed/seed.js'

/** A seeded ledger in memory, and how many receipts its own verbs gave. */
async function seeded(seed?: number) {
  let now = 0
  let receipts = 0
  const ledger = await openLedger(openMemory({ ledger: seededLedgerId(seed ?? 42) }), () => now)
  const counted = async <Outcome extends object>(recording: Promise<Outcome>): Promise<Outcome> => {
    const outcome = await recording
    if ('receipts' in outcome && Array.isArray(outcome.receipts)) receipts += outcome.receipts.length
    return outcome
  }
  const watched: Ledger = {
    ...ledger,
    record: async (...given) => await counted(ledger.record(...given)),
    proposeRules: async (...given) => await counted(ledger.proposeRules(...given)),
    adoptRules: async (...given) => await counted(ledger.adoptRules(...given)),
  }
  const summary = await seedDistrict(watched, (ms) => (now = ms), seed === undefined ? {} : { seed })
  return { ledger, summary, receipts }
}

const { ledger, summary, receipts } = await seeded()

const recorded: LedgerEvent[] = []
for (let position = 0; position < ledger.head().size; position += 1) recorded.push((await ledger.at(position))!.event)
const byId = new Map(recorded.map((event) => [event.id, event]))
const ofType = (type: string) => recorded.filter((event) => event.type === type)

function ask<Data>(question: string, asked: JsonObject, basis = {}): Data {
  const answered: Answered | ReturnType<Ledger['ask']> = ledger.ask(question, asked, basis)
  if (isRefusal(answered)) throw new Error(answered.words.en)
  return answered.data as Data
}

interface Row {
  readonly rank: number
  readonly tied: boolean
  readonly tieBreak: string | null
  readonly unit: { readonly code: string; readonly street: string }
  readonly bonus: string
  readonly pending: string
  readonly total: string
  readonly grade: string | null
  readonly vetoes: readonly string[]
}
const ranking = (period: string, basis = {}, scope = 'district') => ask<Row[]>('ranking', { period, scope }, basis)

const roster = (asOf: string, kind: string) => ask<{ code: string; name: string; parent: string }[]>('units', { kind }, { asOf })

t.test('the same seed gives the same bytes, another seed others', async (t) => {
  const again = await seeded(42)
  t.same(again.ledger.head(), ledger.head())
  t.same(again.summary, summary)
  const other = await seeded(7)
  t.not(other.ledger.head().root, ledger.head().root)
  t.not(other.ledger.id, ledger.id)
  t.ok(other.summary.events > 29_500 && other.summary.events < 32_000, `${other.summary.events} events of another seed`)
})

t.test('everything went in through record, propose and adopt', async (t) => {
  t.equal(receipts, ledger.head().size)
  t.equal(summary.events, ledger.head().size)
  t.equal(
    summary.types.reduce((sum, [, count]) => sum + count, 0),
    summary.events,
  )
})

t.test('a district of 10 streets and 109 communities, two and a half years, about 31,000 records', async (t) => {
  t.ok(summary.events >= 30_000 && summary.events <= 32_000, `${summary.events} events`)
  t.equal(roster('2025-12-31', 'street').length, 10)
  t.equal(roster('2025-12-31', 'community').length, 109)
  t.ok(roster('2025-12-31', 'school').length > 20)
  t.ok(roster('2025-12-31', 'member_unit').length > 5)
  t.match(recorded[0]?.recordedAt, /^2024-01-02/)
  t.match(recorded.at(-1)?.recordedAt, /^2026-06-30/)
})

t.test('every type of event occurs, but for results, which nobody records by hand', async (t) => {
  const types = new Set(recorded.map(({ type }) => type))
  t.same(
    [...eventTypes.keys()].filter((type) => !types.has(type)),
    ['ResultPart', 'ResultPublished'],
  )
})

t.test('the registry lives: founded, converted, renamed, merged, moved', async (t) => {
  const codes = (asOf: string) => roster(asOf, 'community').map(({ code }) => code)
  t.equal(codes('2024-12-31').length, 107)
  t.notOk(codes('2024-12-31').includes('V01'))
  t.ok(codes('2025-12-31').includes('V01'))
  t.ok(codes('2025-12-31').includes('C108'))
  t.notOk(codes('2025-06-30').includes('C108'))
  t.notOk(codes('2026-03-01').includes('C050'))
  t.equal(codes('2026-06-30').length, 108)
  const streetOf = (asOf: string) => roster(asOf, 'community').find(({ code }) => code === 'C045')?.parent
  t.same([streetOf('2025-12-31'), streetOf('2026-06-30')], ['S04', 'S05'])
  for (const { name } of ask<{ name: string }[]>('units', { history: true })) t.match(name, /示例/)
})

t.test('rule sets are adopted in January 2024 and each December, by another than who proposed them', async (t) => {
  const sets = ask<{ set: string; proposed: { by: string }; adopted: { by: string; position: number } }[]>('rules', {})
  t.same(
    sets.map(({ set }) => set),
    ['2024.1', 'coverage-2024', 'wuhao-2024', '2025.1', 'awards-2025', '2026.1', 'wuhao-2026', 'awards-2026'],
  )
  for (const { proposed, adopted } of sets) t.not(proposed.by, adopted.by)
  t.same(
    sets.map(({ adopted }) => recorded[adopted.position]?.recordedAt.slice(0, 7)),
    ['2024-01', '2024-01', '2024-01', '2024-12', '2024-12', '2025-12', '2025-12', '2025-12'],
  )
})

t.test('both years are judged in full, and every grade is given', async (t) => {
  for (const period of ['2024', '2025']) {
    const rows = ranking(period)
    t.same(
      rows.filter(({ pending, grade }) => pending !== '0.00' || grade === null),
      [],
    )
    t.ok(new Set(rows.map(({ grade }) => grade)).size >= 3)
  }
  t.ok(
    ranking('2026').every(({ grade }) => grade === null),
    'nothing of 2026 is judged yet',
  )
})

t.test('ties: shared at the tenth place, decided by the bonus, decided by a later value', async (t) => {
  const rows = ranking('2025')
  const tenth = rows.filter(({ rank }) => rank === 10)
  t.equal(tenth.length, 2)
  t.ok(tenth.every(({ tied }) => tied))
  t.ok(rows.some(({ tieBreak }) => tieBreak === 'bonus'))
  t.ok(rows.some(({ tieBreak }) => tieBreak === 'activity' || tieBreak === 'previous_total'))
})

t.test('a major incident bars 优秀', async (t) => {
  const barred = ranking('2025').filter(({ vetoes }) => vetoes.length > 0)
  t.same(
    barred.map(({ unit, grade }) => [unit.code, grade]),
    [['C060', '良好']],
  )
  t.ok(Number(barred[0]?.total) >= 90)
})

t.test('the rules of 2024 and of 2025 rank the same facts differently', async (t) => {
  const under = (rules: string) => ranking('2025', { rules })
  const before = new Map(under('2024.1').map(({ unit, rank }) => [unit.code, rank]))
  const moved = under('2025.1').filter(({ unit, rank }) => before.get(unit.code) !== rank)
  t.ok(moved.length >= 20, `${moved.length} communities move`)
  interface Line {
    readonly address: string
    readonly points: string
    readonly lines: readonly Line[]
  }
  const lines = (rules: string, unit: string) => {
    const flat = (list: readonly Line[]): Line[] => list.flatMap((line) => [line, ...flat(line.lines)])
    const { lines: tree } = ask<{ lines: Line[] }>('score', { unit, period: '2025' }, { rules })
    return new Map(flat(tree).map(({ address, points }) => [address, points]))
  }
  const through = new Set<string>()
  for (const { unit } of moved.slice(0, 20)) {
    const [old, now] = [lines('2024.1', unit.code), lines('2025.1', unit.code)]
    for (const [address, points] of now)
      if (address.split('.').length > 1 && old.get(address) !== points) through.add(address.split('.').slice(0, 2).join('.'))
  }
  t.ok(through.size >= 3, [...through].join(', '))
})

t.test('2025 is known differently at the beginning of March and at the end of May 2026', async (t) => {
  const end = (day: string) => ledger.view.facts.history.at(instantOfDay(dayOf(day) + 1) - 1)
  const between = recorded.slice(end('2026-03-01'), end('2026-05-31'))
  const isOf2025 = ({ occurredOn, data }: LedgerEvent) =>
    occurredOn.startsWith('2025') || [data['year'], data['period'], String(data['month']).slice(0, 4)].includes('2025')
  const targets = (type: string) =>
    between
      .filter((event) => event.type === type)
      .map(({ data }) => byId.get(String(data['target']))!)
      .filter(isOf2025)
  const [corrected, retracted] = [targets('EventCorrected'), targets('EventRetracted')]
  const late = between.filter((event) => isOf2025(event) && !event.type.startsWith('Event'))
  t.ok(late.length >= 8, `${late.length} late`)
  t.ok(corrected.length >= 8, `${corrected.length} corrected`)
  t.ok(retracted.length >= 5, `${retracted.length} retracted`)

  const before = new Map(ranking('2025', { knownAt: '2026-03-01' }).map(({ unit, total }) => [unit.code, total]))
  const after = ranking('2025', { knownAt: '2026-05-31' })
  const changed = new Set(after.filter(({ unit, total }) => before.get(unit.code) !== total).map(({ unit }) => unit.code))
  const about = (events: readonly LedgerEvent[]) => events.map(({ data }) => String(data['unit'] ?? data['subject']))
  for (const [what, events] of Object.entries({ late, corrected, retracted })) {
    const effective = about(events).filter((unit) => changed.has(unit)).length
    t.ok(effective * 2 > events.length, `${effective} of ${events.length} ${what} change a total`)
  }
  t.ok(
    about([...late, ...corrected, ...retracted]).some((unit) => !changed.has(unit)),
    'some change none',
  )
})

t.test('books are kept as people keep them', async (t) => {
  const lag = ({ occurredOn, recordedAt }: LedgerEvent) => (Date.parse(recordedAt) - instantOfDay(dayOf(occurredOn))) / 86_400_000
  const kept = recorded.filter(({ recordedAt }) => recordedAt > '2024-03')
  t.ok(kept.filter((event) => lag(event) > 31).length > 100, 'late records')
  t.ok(ofType('EventCorrected').length > 100)
  t.ok(ofType('EventRetracted').length > 40)
  for (const { document, data } of [...ofType('EventCorrected'), ...ofType('EventRetracted')])
    t.ok(document && data['reason'], 'a reason and a paper')
  const activities = ofType('ActivityHeld')
  const without = activities.filter(({ evidence }) => evidence === undefined)
  t.ok(without.length > activities.length / 20 && without.length < activities.length / 2, 'evidence is missing here and there')
  t.ok(ofType('EvidenceAttached').length > 50)
  const ended = ofType('RoleEnded').filter(({ data }) => data['post'] === 'executive_vice_chair')
  const vacancies = ended.map(({ occurredOn, data }) =>
    ofType('RoleAssigned').find(
      (next) => next.data['unit'] === data['unit'] && next.data['post'] === data['post'] && next.occurredOn > occurredOn,
    ),
  )
  t.ok(vacancies.filter((next) => next !== undefined).length > 10, 'posts are vacant for a while')
  const adjusted = ofType('LeadershipTeamAdjusted').map(({ data }) => String(data['unit']))
  t.same(adjusted.toSorted(), ['D01', 'S02', 'S04', 'S05', 'S08', 'S09'], 'the district and five of its ten streets')
})

t.test('streets differ in diligence', async (t) => {
  const totals = new Map<string, number[]>()
  for (const { unit, total } of ranking('2025')) totals.set(unit.street, [...(totals.get(unit.street) ?? []), Number(total)])
  const means = [...totals.values()].map((list) => list.reduce((sum, total) => sum + total, 0) / list.length)
  t.ok(Math.max(...means) - Math.min(...means) > 10)
})

t.test('nobody can be identified', async (t) => {
  const texts = (value: unknown): string[] => {
    if (typeof value === 'string') return [value]
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : []
  }
  const numbers = recorded
    .filter(({ stream }) => stream !== 'rules')
    .flatMap(({ data, document }) => [...texts(data), document ?? ''])
    .filter((text) => !/^([0-9a-f-]{36}|[0-9a-f]{64})$/.test(text) && /\d{17}[\dXx]|1[3-9]\d{9}/.test(text))
  t.same(numbers, [])
  const few = ofType('ActivityHeld').filter(({ data }) => Number((data['audience'] as JsonObject)['minors']) < 5)
  t.same(few, [], 'no group of children so small that one could be recognised')
})
