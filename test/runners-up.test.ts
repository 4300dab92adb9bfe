/** 提名奖 and how many each nominates, by hand. */
import t from 'tap'
import { compileRules } from '../projections/rules/compile.js'
import type { Problem } from '../projections/rules/yaml.js'
import { ruleDocument } from './twin/asking.js'
import { about, award, ledgerOf } from './twin/round.js'

const it = about('a')
const VOTES = '    score: { ballots: votes }\n    ballots: { channels: [jury_vote] }\n'

/** Candidates with as many votes as are said, who is one of the runners-up with a star. */
function came(more: string, ...votes: number[]): string {
  const codes = ['p-aaaa', 'p-bbbb', 'p-cccc', 'p-dddd', 'p-eeee']
  const records = votes.flatMap((count, i) => [it.nominated(codes[i]!), it.voted(codes[i]!, count)])
  return ledgerOf([award('a', `${VOTES}${more}`)], [it.opened(), ...records])
    .one()
    .candidates.map(({ subject, status, runnerUp }) => `${subject.code.slice(2, 3)} ${status}${runnerUp === '提名奖' ? '*' : ''}`)
    .join(', ')
}
const next = (places: string): string => `    runners_up: { title: 提名奖, places: ${places} }\n`

t.test('其后若干名获提名奖: those who come next, all that are left, ties only if they fit', async (t) => {
  t.equal(came(next('2'), 9, 8, 7, 6, 5), 'a winner, b winner, c runner_up*, d runner_up*, e runner_up')
  t.equal(came(next('rest'), 9, 8, 7, 6, 5), 'a winner, b winner, c runner_up*, d runner_up*, e runner_up*')
  t.equal(came('', 9, 8, 7), 'a winner, b winner, c runner_up')
  t.equal(came(next('2'), 9, 8, 7, 6, 6), 'a winner, b winner, c runner_up*, d runner_up, e runner_up')
  t.equal(came(next('2'), 9, 8, 7, 7, 5), 'a winner, b winner, c runner_up*, d runner_up*, e runner_up')
  t.equal(came(next('9'), 9, 8, 7), 'a winner, b winner, c runner_up*')
})

t.test('while it is open who wins it is open who comes next', async (t) => {
  t.equal(came(next('2'), 9, 8, 8, 6), 'a winner, b tied_at_cut, c tied_at_cut, d runner_up')
})

t.test('每单位推荐2至3名: who nominated fewer is named', async (t) => {
  const of = (places: string, ...codes: string[]) =>
    ledgerOf(
      [award('a', `${VOTES}    nominators: [{ kind: street, places: ${places} }]\n`)],
      [it.opened(), ...codes.map((code) => it.nominated(code))],
    ).one().tooFew
  t.same(of('{ at_least: 2, at_most: 3 }', 'p-aaaa'), [{ nominator: 'S01', nominated: 1, least: 2 }])
  t.equal(of('{ at_least: 2, at_most: 3 }', 'p-aaaa', 'p-bbbb'), undefined)
  t.equal(of('3', 'p-aaaa'), undefined)
})

t.test('at least no more than at most', async (t) => {
  const found: Problem[] = []
  const text = award('a', `${VOTES}    nominators: [{ kind: street, places: { at_least: 4, at_most: 3 } }]\n`)
  compileRules(ruleDocument('2026.1', '2026-01-01', `awards:\n${text}`), found)
  t.same(
    found.map(({ words }) => words.zh),
    ['至少推荐的名数多于至多推荐的'],
  )
})
