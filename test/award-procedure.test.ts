/** The procedure of an award by hand: ties and decisions, what was conferred, notices, and what may be asked. */
import t from 'tap'
import { draft } from './twin/asking.js'
import type { Draft } from './twin/book.js'
import { about, award, ledgerOf, lines, POOLS } from './twin/round.js'

const it = about('a')

t.test('ties: the list of the award decides, and says so; what is missing is last', async (t) => {
  const tied = (ties: string, more = '') => award('a', `${more}    ties: [${ties}]\n`, 1)
  // 40 + 54 and 20 + 54 + 20
  const even = [
    it.opened(),
    it.nominated('p-aaaa', {}, '2026-10-13'),
    it.nominated('p-bbbb'),
    it.voted('p-aaaa', 4),
    it.voted('p-bbbb', 1),
    it.marked('p-aaaa', 'p-jury1', '45', 'deeds'),
    it.marked('p-aaaa', 'p-jury1', '5', 'effect'),
    it.marked('p-bbbb', 'p-jury1', '20', 'deeds'),
    it.marked('p-bbbb', 'p-jury1', '80', 'effect'),
  ]
  const criteria = '    expert: { max: 100, criteria: [{ id: deeds, title: 事迹, max: 60 }, { id: effect, title: 效果 }] }\n'
  const decided = (ties: string) => {
    const standing = ledgerOf([tied(ties, criteria)], even).one()
    return [...lines(standing), standing.candidates[0]?.tieBreak]
  }
  t.same(decided('ballots'), ['p-aaaa 1 70.00 winner', 'p-bbbb 2 70.00 runner_up', 'ballots'])
  t.same(decided('expert'), ['p-bbbb 1 70.00 winner', 'p-aaaa 2 70.00 runner_up', 'expert'])
  t.same(decided('criterion'), ['p-aaaa 1 70.00 winner', 'p-bbbb 2 70.00 runner_up', 'criterion'])
  t.same(decided('effect'), ['p-bbbb 1 70.00 winner', 'p-aaaa 2 70.00 runner_up', 'effect'])
  t.same(decided('marks'), ['p-bbbb 1 70.00 winner', 'p-aaaa 2 70.00 runner_up', 'marks'])
  t.same(decided('earliest_nomination'), ['p-bbbb 1 70.00 winner', 'p-aaaa 2 70.00 runner_up', 'earliest_nomination'])
  t.same(decided('previous_score, ballots'), ['p-aaaa 1 70.00 winner', 'p-bbbb 2 70.00 runner_up', 'ballots'])
})

t.test('a tie across the cut line waits for a decision that names all who are tied', async (t) => {
  const four = ['p-aaaa', 'p-bbbb', 'p-cccc', 'p-dddd'].flatMap((code, i) => it.standing(code, 2, i === 0 ? '95' : '90'))
  const ledger = (...more: Draft[]) => ledgerOf([award('a')], [it.opened(), ...four, ...more])
  const open = ledger().one()
  t.same(lines(open), [
    'p-aaaa 1 97.00 winner',
    'p-bbbb 2 94.00 tied_at_cut',
    'p-cccc 2 94.00 tied_at_cut',
    'p-dddd 2 94.00 tied_at_cut',
  ])
  t.match(open, { status: 'tied', ties: [{ pool: null, subjects: ['p-bbbb', 'p-cccc', 'p-dddd'], places: 1 }] })
  const partly = ledger(it.resolved('p-cccc', 'p-bbbb')).one()
  t.equal(partly.status, 'tied', 'a decision that leaves somebody out settles nothing')
  const { one, at } = ledger(it.resolved('p-cccc', 'p-bbbb', 'p-dddd'), it.resolved('p-dddd', 'p-bbbb', 'p-cccc'))
  t.same(lines(one()), ['p-aaaa 1 97.00 winner', 'p-dddd 2 94.00 winner', 'p-bbbb 3 94.00 runner_up', 'p-cccc 4 94.00 runner_up'])
  t.match(
    one(),
    { status: 'decided', ties: [], candidates: [{}, { tieBreak: 'decision', decidedBy: at + 30 }] },
    'the newest holds',
  )
  const before = one('a', { knownAt: String(at + 29) })
  t.match(before.candidates[1], { subject: { code: 'p-cccc' }, decidedBy: at + 29 }, 'as known before it, the one before')
  const within = ledgerOf([award('a', '', 4)], [it.opened(), ...four]).one()
  t.match(within, { status: 'decided', candidates: [{}, { tied: true, rank: 2, status: 'winner' }, { rank: 2 }, { rank: 2 }] })
})

t.test('what was conferred stands beside what follows from the rules', async (t) => {
  const round = [
    it.opened(),
    ...it.standing('p-aaaa', 3, '90'),
    ...it.standing('p-bbbb', 2, '80'),
    ...it.standing('p-cccc', 1, '70'),
  ]
  const conferring = (...more: Draft[]) => ledgerOf([award('a')], [...round, ...more])
  const right = conferring(it.conferred('p-aaaa', 1), it.conferred('p-bbbb', 2)).one()
  t.match(right, {
    status: 'conferred',
    differs: false,
    conferred: [
      { subject: 'p-aaaa', rank: 1 },
      { subject: 'p-bbbb', rank: 2 },
    ],
  })
  t.match(conferring(it.conferred('p-aaaa'), it.conferred('p-cccc')).one(), { status: 'conferred', differs: true })
  const { one, at } = conferring(it.conferred('p-aaaa'), it.conferred('p-bbbb'), it.revoked('p-bbbb', '2027-03-01'))
  t.match(one().candidates[1], { conferred: at + 23, revoked: null }, 'not yet taken back on that day')
  t.match(one('a', { asOf: '2027-03-01' }), { differs: true, candidates: [{}, { conferred: at + 23, revoked: at + 24 }, {}] })
  const old = ledgerOf([award('a')], [it.conferred('p-zzzz', 1)]).one()
  t.match(old, { status: 'conferred', differs: false, candidates: [], conferred: [{ subject: 'p-zzzz' }] })
})

t.test('a notice about the award, and its objections', async (t) => {
  const notice = { notice: '2026-1', publisher: 'D01' }
  const drafts = [
    draft('NoticeOpened', '2027-01-04', {
      ...{ ...notice, about: { kind: 'award', period: '2026', award: 'a' }, subjects: ['p-aaaa'] },
      ...{ startsOn: '2027-01-04', endsOn: '2027-01-10', calendar: 'days', channel: 'website' },
    }),
    draft('ObjectionRaised', '2027-01-06', { ...notice, objection: 'o1', against: 'p-aaaa', byKind: 'person', ground: '示例' }),
    draft('ObjectionRaised', '2027-01-06', { ...notice, objection: 'o2', byKind: 'organisation', ground: '示例' }),
    draft('ObjectionDecided', '2027-01-12', { ...notice, objection: 'o1', upheld: false, reason: '示例' }),
    draft('ObjectionDecided', '2027-01-13', { ...notice, objection: 'o2', upheld: true, reason: '示例' }),
    draft('NoticeClosed', '2027-01-14', notice),
  ]
  const { one, at } = ledgerOf([award('a'), award('b')], drafts)
  const notices = (asOf: string) =>
    one('a', { asOf }).notices.map(
      ({ state, objections }) => `${state} ${objections.map((it) => `${it.objection} ${it.state}`).join(' ')}`,
    )
  t.same(notices('2027-01-03'), [])
  t.same(notices('2027-01-10'), ['open o1 open o2 open'])
  t.same(notices('2027-01-12'), ['over o1 dismissed o2 open'])
  t.same(notices('2027-01-14'), ['closed o1 dismissed o2 upheld'])
  t.match(one('a', { asOf: '2027-01-14' }).notices, [
    { position: at, closedBy: at + 5, objections: [{ against: 'p-aaaa', decidedBy: at + 3 }, {}] },
  ])
  t.same(one('b', { asOf: '2027-01-14' }).notices, [])
})

t.test('what is asked for', async (t) => {
  const { all, ask } = ledgerOf(
    [award('a'), award('b', POOLS)],
    [it.opened(), ...it.standing('p-aaaa', 1, '90'), ...about('b').standing('S01', 1, '90')],
  )
  t.same(
    all().map(({ id, status }) => `${id} ${status}`),
    ['a decided', 'b not_opened'],
  )
  t.same(
    all({ status: 'decided' }).map(({ id }) => id),
    ['a'],
  )
  t.same(
    all({ status: 'pending' }).map(({ id }) => id),
    ['b'],
  )
  t.same(
    all({ pool: 'streets' }).map(({ id, pools }) => [id, pools.length]),
    [['b', 1]],
  )
  t.match(ask('awards', { period: '2026', award: 'aa' }), { code: 'unknown_award', place: 'award' })
  t.match(ask('awards', { period: '2026Q1' }), { code: 'bad_question', place: 'period' })
  t.match(ask('awards', { period: '2026', pool: 'street' }), {
    code: 'unknown_node',
    place: 'pool',
    words: { zh: '没有“street”这一组，有：departments、streets' },
  })
  t.match(ask('awards', { period: '2026', status: 'won' }), { code: 'bad_question', place: 'status' })
  t.match(ask('awards', { period: '2025' }), { code: 'no_rules' })
})
