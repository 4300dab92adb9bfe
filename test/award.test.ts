/** The awards by hand: scores, exclusions, pools, one award for each. */
import t from 'tap'
import { draft } from './twin/asking.js'
import { about, award, JURY, ledgerOf, lines, POOLS, whyNot } from './twin/round.js'

const it = about('a')

t.test('votes count by the most votes, scores by their mean, each by its weight; the lines are the total', async (t) => {
  const { one, at } = ledgerOf(
    [award('a')],
    [
      it.opened(), // 0
      it.nominated('p-aaaa', { recused: ['p-jury5'] }), // 1
      it.nominated('p-bbbb'), // 2
      it.nominated('p-cccc'), // 3
      it.voted('p-aaaa', 3), // 4
      it.voted('p-bbbb', 2), // 5
      it.voted('p-cccc', 0), // 6
      it.marked('p-aaaa', 'p-jury1', '90'), // 7
      it.marked('p-aaaa', 'p-jury2', '85.5'), // 8
      it.marked('p-aaaa', 'p-jury5', '100'), // 9, recused
      it.marked('p-bbbb', 'p-jury1', '60', 'deeds'), // 10
      it.marked('p-bbbb', 'p-jury1', '30', 'effect'), // 11
      it.marked('p-bbbb', 'p-other', '1'), // 12, not on the jury
      it.marked('p-cccc', 'p-jury1', '50'), // 13
      it.marked('p-cccc', 'p-jury2', '50'), // 14
      it.marked('p-cccc', 'p-jury3', '51'), // 15
    ],
  )
  const standing = one()
  // 40 × 3/3 + 60 % of 87.75; 40 × 2/3 = 26.67 + 60 % of 90; 0 + 60 % of 50.33…
  t.same(lines(standing), ['p-aaaa 1 92.65 winner', 'p-bbbb 2 80.67 winner', 'p-cccc 3 30.20 runner_up'])
  t.match(standing, {
    status: 'decided',
    places: 2,
    pools: [{ id: null, cutLine: '80.67', unfilled: 0 }],
    opened: { position: at },
  })
  const [first, second] = standing.candidates
  t.match(first?.lines, [
    { address: 'a.votes', title: '投票', value: '100', weight: '40', points: '40.00', counted: [at + 4], notCounted: [] },
    {
      ...{ address: 'a.marks', value: '87.75', points: '52.65', counted: [at + 7, at + 8] },
      notCounted: [{ position: at + 9, why: { zh: '评委回避' } }],
    },
  ])
  t.match(second?.lines, [
    { value: '200/3', points: '26.67' },
    {
      value: '90',
      points: '54.00',
      counted: [at + 10, at + 11],
      notCounted: [{ position: at + 12, why: { zh: '不是本奖项的评委' } }],
    },
  ])
  t.match(first, { recused: ['p-jury5'], nominated: at + 1, nominator: 'S01' })
})

t.test('nobody has won while somebody is not voted on or scored', async (t) => {
  const { one } = ledgerOf([award('a')], [it.opened(), ...it.standing('p-aaaa', 3, '90'), it.nominated('p-bbbb')])
  t.same(lines(one()), ['p-aaaa 1 94.00 pending', 'p-bbbb 2 0.00 pending'])
  t.match(one(), {
    status: 'open',
    candidates: [{}, { lines: [{ pending: true, value: null, points: '0.00' }, { pending: true }] }],
  })
  t.match(ledgerOf([award('a')], it.standing('p-aaaa', 3, '90')).one(), { status: 'not_opened', opened: null })
  t.match(ledgerOf([award('a')], []).one(), { status: 'not_opened', candidates: [] })
})

t.test('other measures: trimmed means, votes as they are in bands, places by votes, one measure without weights', async (t) => {
  const marks = ['10', '90', '80', '85', '95'].map((points, i) => it.marked('p-aaaa', JURY[i]!, points))
  const trimmed = award('a', '    score: { expert: mean_trimmed }\n')
  t.match(ledgerOf([trimmed], [it.opened(), it.nominated('p-aaaa'), ...marks]).one(), {
    candidates: [{ total: '85.00', lines: [{ address: 'a.score', value: '85', weight: null }] }],
  })
  const two = [it.opened(), it.nominated('p-aaaa'), ...marks.slice(0, 2)]
  t.match(ledgerOf([trimmed], two).one(), { candidates: [{ total: '50.00' }] }, 'nothing is trimmed of two')
  const outOf10 = award('a', '    expert: { max: 10 }\n    score: { expert: mean }\n')
  t.match(
    ledgerOf([outOf10], [it.opened(), it.nominated('p-aaaa'), it.marked('p-aaaa', 'p-jury1', '9.5')]).one(),
    { candidates: [{ total: '95.00' }] },
    'out of a hundred, whatever the most is',
  )
  // AW-4
  const bands = award(
    'a',
    `    ballots: { channels: [public_vote] }
    score:
      weighted:
        - id: v
          title: 投票
          of: { ballots: votes }
          scale: { bands: [{ from: 2000, points: 50 }, { from: 1500, points: 47 }, { points: 35 }] }
          weight: 50
        - { id: r, title: 名次, of: { ballots: rank }, scale: { each: "-1", above: 1 } }
`,
    3,
  )
  const cast = (code: string, votes: number) => [it.nominated(code), it.voted(code, votes, 'public_vote')]
  const voted = [it.opened(), ...cast('p-aaaa', 2000), ...cast('p-bbbb', 1999), ...cast('p-cccc', 199)]
  t.same(lines(ledgerOf([bands], voted).one()), ['p-aaaa 1 25.00 winner', 'p-bbbb 2 22.50 winner', 'p-cccc 3 15.50 winner'])
})

t.test('every condition that fails is named, with what it measured and the records', async (t) => {
  const rules = award(
    'a',
    `    eligible:
      - { id: registered, title: 已登记为老干部, when: { standing: veteran, where: { category: veteran_cadre } } }
      - { id: honoured, title: 受过市级以上表彰, when: { count: HonourReceived, where: { level: [city, province] }, at_least: 1 } }
      - { id: not_won, title: 近五年未获同一奖项, when: { not: { won: a, within: 5y } } }
`,
  )
  const veteran = (person: string, category: string) =>
    draft('VeteranRegistered', '2026-02-01', { unit: 'C001', person, categories: [category] })
  const honour = (subject: string, level: string) =>
    draft('HonourReceived', '2026-05-01', { subject, level, title: '示例', grantor: '示例', projectKey: 'x' })
  const people = ['p-aaaa', 'p-bbbb', 'p-cccc', 'p-dddd']
  const { one, at } = ledgerOf(
    [rules],
    [
      ...people.map((person) => veteran(person, person === 'p-bbbb' ? 'veteran_teacher' : 'veteran_cadre')), // 0 to 3
      ...people.map((person) => honour(person, person === 'p-bbbb' ? 'district' : 'city')), // 4 to 7
      about('a', '2020').conferred('p-aaaa'), // 8, six years ago
      about('a', '2021').conferred('p-cccc'), // 9, five years ago
      about('a', '2024').conferred('p-dddd'), // 10
      about('a', '2024').revoked('p-dddd', '2025-03-01'), // 11
      about('b', '2025').conferred('p-dddd'), // 12, another award
      it.opened(),
      ...people.flatMap((person) => it.standing(person, 1, '90')),
    ],
  )
  t.same(whyNot(one()), [
    'p-bbbb registered: 不符合“已登记为老干部”：五老（属于老干部）数0项',
    'p-bbbb honoured: 不符合“受过市级以上表彰”：获得表彰次数0次',
    'p-cccc not_won: 不符合“近五年未获同一奖项”：此前5年内获示例奖项a次数1次',
  ])
  const excluded = one().candidates.filter(({ status }) => status === 'excluded')
  t.same(
    excluded.flatMap((candidate) => candidate.excluded.map(({ positions }) => positions.map((position) => position - at))),
    [[], [], [9]],
  )
  t.match(excluded, [{ total: '94.00', rank: null }, { total: '94.00' }], 'their scores are shown all the same')
  t.match(one(), { status: 'decided' })
  t.same(lines(one()).slice(0, 2), ['p-aaaa 1 94.00 winner', 'p-dddd 1 94.00 winner'])
})

t.test('a unit that merged before the end of the round, or is of another kind, does not win', async (t) => {
  const rules = award('a', '    subject: unit\n    units: [community]\n')
  const { one, at } = ledgerOf(
    [rules],
    [
      it.opened(),
      ...['C001', 'C002', 'S02'].flatMap((code) => it.standing(code, 2, '90')),
      draft('UnitsMerged', '2026-11-20', { into: 'C003', from: ['C002'] }),
    ],
  )
  t.same(whyNot(one()), ['C002 standing: 评选期末已不存在（已撤并、撤站或尚未设立）', 'S02 kind: “示例奖项a”不评这类单位'])
  t.match(one(), {
    candidates: [
      { subject: { code: 'C001', name: '示例C001' } },
      { subject: { name: '示例C002' }, excluded: [{ positions: [at + 22] }] },
      {},
    ],
  })
  t.same(whyNot(one('a', { asOf: '2026-11-19' })), ['S02 kind: “示例奖项a”不评这类单位'], 'the day before')
})

t.test('pools rank by themselves; a place passes on only where its pool has nobody left', async (t) => {
  const streets = [...it.standing('S01', 1, '95'), ...it.standing('S02', 1, '90')]
  const both = ledgerOf([award('a', POOLS)], [it.opened(), ...streets, ...it.standing('M01', 1, '60')]).one()
  t.same(lines(both), ['M01 1 76.00 winner', 'S01 1 97.00 winner', 'S02 2 94.00 runner_up'])
  t.match(both.pools, [
    { id: 'departments', places: 1, cutLine: '76.00', passedOn: [], received: [] },
    { id: 'streets', places: 1, cutLine: '97.00' },
  ])
  const none = ledgerOf([award('a', POOLS)], [it.opened(), ...streets]).one()
  t.same(lines(none), ['S01 1 97.00 winner', 'S02 2 94.00 winner'])
  t.match(none.pools, [
    { places: 0, passedOn: [{ to: 'streets', places: 1 }], unfilled: 0, cutLine: null },
    { places: 2, received: [{ from: 'departments', places: 1 }], cutLine: '94.00' },
  ])
  const left = ledgerOf([award('a', POOLS)], [it.opened(), ...streets, it.vacant(1, 'departments')]).one()
  t.same(lines(left), ['S01 1 97.00 winner', 'S02 2 94.00 runner_up'], 'a place left vacant passes to nobody')
  t.match(left, { places: 1, vacant: [{ pool: 'departments', places: 1 }], pools: [{ vacant: 1, places: 0 }, {}] })
  const alone = ledgerOf([award('a', POOLS)], [it.opened(), ...it.standing('S01', 1, '95')]).one()
  t.match(alone, { status: 'decided', pools: [{ unfilled: 1, places: 1 }, { unfilled: 0 }] })
  const nominated = award('a', '    pools: [{ id: x, title: 甲组, quota: 1 }, { id: y, title: 乙组, quota: 1 }]\n')
  const named = ledgerOf(
    [nominated],
    [
      it.opened(),
      ...it.standing('p-aaaa', 1, '80', { pool: 'y' }),
      ...it.standing('p-bbbb', 1, '90', { pool: 'y' }),
      ...it.standing('p-cccc', 1, '90'),
    ],
  ).one()
  t.same(lines(named), ['p-bbbb 1 94.00 winner', 'p-aaaa 2 88.00 winner', 'p-cccc - 94.00 excluded'])
  t.same(whyNot(named), ['p-cccc pool: 不属于任何一组'])
})

t.test('one award for each person and round: the first in the list, and the next candidate moves up', async (t) => {
  const b = about('b')
  const rounds = [
    it.opened(),
    b.opened(),
    ...it.standing('p-aaaa', 3, '90'),
    ...it.standing('p-bbbb', 1, '80'),
    ...b.standing('p-aaaa', 3, '99'),
    ...b.standing('p-cccc', 2, '70'),
  ]
  const { one, at } = ledgerOf([award('a', '', 1), award('b', '', 1)], rounds)
  t.same(lines(one('b')), ['p-cccc 1 68.67 winner', 'p-aaaa - 99.40 excluded'])
  t.same(whyNot(one('b')), ['p-aaaa also_won: 已获其他奖项：示例奖项a'])
  t.match(one('b').candidates[1], { alsoWon: 'a', excluded: [{ positions: [at + 2] }] })
  const turned = ledgerOf([award('b', '', 1), award('a', '', 1)], rounds)
  t.same(lines(turned.one('a')), ['p-bbbb 1 61.33 winner', 'p-aaaa - 94.00 excluded'], 'in the other order the other one')
  const shared = ledgerOf([award('a', '    exclusive: false\n', 1), award('b', '', 1)], rounds)
  t.same(lines(shared.one('b')), ['p-aaaa 1 99.40 winner', 'p-cccc 2 68.67 runner_up'])
})

t.test('an award beside the others does not hide that somebody won one of those', async (t) => {
  const [b, c] = [about('b'), about('c')]
  const rounds = [it, b, c].flatMap((one) => [one.opened(), ...one.standing('p-aaaa', 1, '90')])
  const { one } = ledgerOf([award('a', '    exclusive: false\n'), award('b'), award('c')], rounds)
  t.same(
    [...lines(one('a')), ...lines(one('b')), ...whyNot(one('c'))],
    ['p-aaaa 1 94.00 winner', 'p-aaaa 1 94.00 winner', 'p-aaaa also_won: 已获其他奖项：示例奖项b'],
  )
})

t.test('a brand wins beside its owner', async (t) => {
  const [a, b] = [award('a', '    subject: unit\n', 1), award('b', '    subject: brand\n', 1)]
  const brand = draft('BrandDeclared', '2026-03-01', { brand: 'b-read', owner: 'S01', title: '示例品牌' })
  const rounds = [
    brand,
    it.opened(),
    about('b').opened(),
    ...it.standing('S01', 1, '90'),
    ...about('b').standing('b-read', 1, '90'),
  ]
  const { one } = ledgerOf([a, b], rounds)
  t.same([...lines(one('a')), ...lines(one('b'))], ['S01 1 94.00 winner', 'b-read 1 94.00 winner'])
})
