/** The sample district in its procedures: awards, titles, streets and sharing show what an answer has to get right. */
import t from 'tap'
import type { JsonObject, Words } from '../events/event.js'
import type { BasisRequest } from '../projections/question.js'
import { type SeedEntry, seeded } from './district/seeded.js'
import { ask } from './twin/plain.js'

const { ledger, entries } = await seeded()

const ofType = (type: string): SeedEntry[] => entries.filter(({ event }) => event.type === type)
const counts = (...types: string[]): Record<string, number> =>
  Object.fromEntries(types.map((type) => [type, ofType(type).length]))
const answer = <Data>(question: string, asked: JsonObject, basis: BasisRequest = {}): Data =>
  ask<Data>(ledger, question, asked, basis)

interface Candidate {
  readonly subject: { readonly code: string }
  readonly total: string
  readonly lines: readonly { readonly points: string; readonly pending: boolean; readonly counted: readonly number[] }[]
  readonly status: string
  readonly recused: readonly unknown[]
  readonly excluded: readonly { readonly condition: string; readonly why: Words }[]
  readonly alsoWon: string | null
  readonly decidedBy: number | null
}
interface Award {
  readonly id: string
  readonly places: number
  readonly status: string
  readonly differs: boolean
  readonly candidates: readonly Candidate[]
  readonly ties: readonly { readonly subjects: readonly string[]; readonly places: number }[]
  readonly vacant: readonly { readonly places: number }[]
  readonly pools: readonly { readonly id: string | null; readonly places: number; readonly passedOn: readonly unknown[] }[]
  readonly conferred: readonly { readonly revoked: number | null }[]
  readonly notices: readonly { readonly state: string; readonly objections: readonly { readonly state: string }[] }[]
}
const awards = answer<readonly Award[]>('awards', { period: '2025' })
const award = (id: string): Award => awards.find((one) => one.id === id)!
const reasons = (id: string): string[] =>
  [...new Set(award(id).candidates.flatMap(({ excluded }) => excluded.map(({ condition }) => condition)))].sort()

t.test('one round of all fifteen awards, conferred as it was decided', async (t) => {
  t.same(counts('AwardProgrammeOpened', 'TieResolved', 'AwardLeftVacant', 'AwardRevoked'), {
    AwardProgrammeOpened: 15,
    TieResolved: 1,
    AwardLeftVacant: 1,
    AwardRevoked: 1,
  })
  t.equal(awards.length, 15)
  for (const { id, candidates } of awards) t.ok(candidates.length >= 12 && candidates.length <= 18, `${id} ${candidates.length}`)
  const differing = awards.filter(({ differs }) => differs).map(({ id }) => id)
  t.same(differing, ['benefactor'], 'only where an award was taken back do others hold it than won')
  t.equal(award('benefactor').conferred.filter(({ revoked }) => revoked !== null).length, 1)
})

t.test('the reasons of every candidate add up to its score, or name why it does not stand', async (t) => {
  const hundredths = (points: string): number => Number(points.replace('.', ''))
  let [scored, excluded, cited] = [0, 0, 0]
  for (const { id, candidates } of awards)
    for (const { subject, total, lines, status, excluded: reasons } of candidates) {
      const name = `${id} ${subject.code}`
      const sum = lines.reduce((before, { points }) => before + hundredths(points), 0)
      if (sum !== hundredths(total)) t.equal(sum, hundredths(total), name)
      if ((status === 'excluded') !== reasons.length > 0) t.fail(`${name} is ${status} for ${reasons.length} reasons`)
      if (reasons.some(({ why }) => why.zh === '' || why.en === '')) t.fail(`${name}: a reason without words`)
      for (const { counted, pending } of lines) {
        if (!pending && counted.length === 0) t.fail(`${name}: points of nothing`)
        for (const position of counted)
          if (entries[position]?.event.data['subject'] !== subject.code)
            t.fail(`${name} cites ${position}, which is about another`)
        cited += counted.length
      }
      if (reasons.length > 0) excluded += 1
      else scored += 1
    }
  t.ok(scored > 150 && excluded > 15 && cited > 500, `${scored} scored, ${excluded} excluded, ${cited} records cited`)
})

t.test('ties at the last place: decided, and left open', async (t) => {
  t.match(award('internet_cafe_supervisor').ties, [{ places: 1 }])
  t.equal(award('internet_cafe_supervisor').conferred.length, 9)
  const [decided, ...others] = award('committee_builder').candidates.filter(({ decidedBy }) => decidedBy !== null)
  t.match(
    [decided, ...others].map((one) => one?.status),
    ['winner', 'runner_up'],
  )
})

t.test('candidates who are not eligible, each for another reason', async (t) => {
  t.same(reasons('veteran_model'), ['not_won', 'registered'])
  t.same(reasons('station_instructor'), ['also_won', 'engaged'])
  t.same(reasons('community_committee'), ['not_won', 'safe'])
  t.same(reasons('station'), ['active'])
  const twice = award('station_instructor').candidates.find(({ alsoWon }) => alsoWon !== null)
  t.equal(twice?.alsoWon, 'veteran_teacher')
  t.equal(award('veteran_teacher').candidates.find(({ subject }) => subject.code === twice?.subject.code)?.status, 'winner')
  t.ok(
    award('community_committee').candidates.some(({ recused }) => recused.length > 0),
    'streets do not judge their own',
  )
})

t.test('places pass on, a place is left vacant, objections are dismissed or not looked into', async (t) => {
  const [departments, streets] = award('department').pools
  t.match(
    [departments, streets],
    [
      { id: 'departments', places: 4, passedOn: [{}] },
      { id: 'streets', places: 6, passedOn: [] },
    ],
  )
  t.match(award('teacher_volunteer'), { places: 9, vacant: [{ places: 1 }] })
  const objections = awards.flatMap(({ notices }) => notices.flatMap((notice) => notice.objections.map(({ state }) => state)))
  t.same(objections.sort(), ['dismissed', 'dismissed', 'open'])
})

interface Rate {
  readonly count: number
  readonly of: number
}
interface Titles {
  readonly schemes: readonly ({
    readonly scheme: { readonly id: string }
    readonly holders: readonly {
      readonly unit: { readonly code: string }
      readonly batch: string | null
      readonly inherited: boolean
    }[]
  } & Rate)[]
}

t.test('two rounds of accreditation: named, warned, taken away, lapsed, inherited', async (t) => {
  t.same(
    counts('AccreditationRevoked', 'AccreditationWarned', 'AccreditationLapsed', 'AccreditationInherited', 'PlaqueRemoved'),
    {
      AccreditationRevoked: 1,
      AccreditationWarned: 2,
      AccreditationLapsed: 2,
      AccreditationInherited: 1,
      PlaqueRemoved: 2,
    },
  )
  t.equal(ofType('RectificationOrdered').length, ofType('RectificationAccepted').length)
  const holders = (asOf: string, id = 'wuyou_wuhao') =>
    answer<Titles>('titles', {}, { asOf }).schemes.find(({ scheme }) => scheme.id === id)!.holders
  const codes = (asOf: string, id?: string) => holders(asOf, id).map(({ unit }) => unit.code)
  t.equal(codes('2024-12-31').length, 0)
  t.ok(codes('2025-03-31').includes('C060') && !codes('2025-12-31').includes('C060'), 'one lost its title')
  t.ok(codes('2026-02-28').includes('C050') && !codes('2026-02-28').includes('C051'))
  const [heir] = holders('2026-06-30').filter(({ inherited }) => inherited)
  t.match(heir, { unit: { code: 'C051' } })
  const batches = new Set(holders('2026-06-30').map(({ batch }) => batch))
  t.ok(batches.has('2024') && batches.has('2025'))
  t.same(codes('2025-03-31', 'advanced_village'), ['V01', 'V02'])
  t.same(codes('2025-12-31', 'advanced_village'), ['V02'], 'a village that became a community lost the title of villages')
  t.equal(codes('2024-12-31', 'advanced_community').length, 62)
  t.equal(codes('2024-12-31', 'demo_community').length, 14)
  const board = answer<{ rate: { meets: Rate; holds: Rate } }>('accreditation', { period: '2025' }).rate
  t.ok(board.meets.count > board.holds.count && board.meets.of === 109, 'more meet the standard than hold the title')
})

interface Judged {
  readonly unit: string
  readonly clause: string
  readonly assessor: string
  readonly value: { readonly points: string }
}

t.test('two offices judge the streets for 2025, alike but for one clause', async (t) => {
  const judged = ofType('ItemJudged')
    .map(({ event }) => event.data as unknown)
    .filter((data): data is Judged => (data as { sheet: string }).sheet === 'street')
  t.equal(judged.length, 10 * 4 * 2)
  const gaps = judged
    .filter(({ assessor }) => assessor === 'D01')
    .map((one) => {
      const other = judged.find((two) => two.assessor === 'O01' && two.unit === one.unit && two.clause === one.clause)
      return { ...one, gap: Number(one.value.points) - Number(other?.value.points) }
    })
  t.same(
    gaps.filter(({ gap }) => Math.abs(gap) > 0.25).map(({ unit, clause, gap }) => [unit, clause, gap]),
    [['S04', 'innovation.creation', 1.5]],
  )
  const rows = answer<{ pending: string; rank: number; bonus: string }[]>('ranking', { period: '2025', sheet: 'street' })
  t.equal(rows.length, 10)
  t.ok(rows.every(({ pending }) => pending === '0.00'))
  t.ok(new Set(rows.map(({ bonus }) => bonus)).size > 2)
})

interface Cover {
  readonly parts: readonly { readonly id: string; readonly count: string; readonly of: string }[]
}

t.test('shared lessons reach most of the centre stations, and not all', async (t) => {
  for (const period of ['2025', '2026']) {
    const [{ parts }] = answer<[Cover]>('coverage', { period, cover: 'sharing' })
    const { count, of } = parts.find(({ id }) => id === 'delivered')!
    const share = Number(count) / Number(of)
    t.ok(share >= 0.85 && share <= 0.95, `${period}: ${count} of ${of}`)
  }
  const [{ parts }] = answer<[Cover]>('coverage', { period: '2025', cover: 'adjusted' })
  t.match(parts, [{ count: '5', of: '10' }])
})
