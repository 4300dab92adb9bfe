/** The golden ledger, replayed: the same bytes, the same facts, the same answers, for as long as the product lives. */
import { readFileSync } from 'node:fs'
import t from 'tap'
import { canonical, digestOf } from '../events/digest.js'
import type { Json } from '../events/event.js'
import { ENGINE } from '../projections/engine.js'
import type { RankRow } from '../projections/ranking.js'
import { openLedger } from '../src/ledger.js'
import { openMemory } from '../src/log/memory.js'
import { twinAnswers } from './golden/answer.js'
import { type AnswerLine, asJson, evaluatorAnswer, questions } from './golden/asked.js'
import { committed, entriesOf, fileOf, LEDGER, storedEvents } from './golden/ledger.js'
import { recordStory } from './golden/make.js'
import { naiveLeaf, naiveRoot } from './log/given.js'
import { rowsAt } from './twin/dump.js'
import { knowledgeAt, type PlainRow } from './twin/facts.js'
import { ask, type PlainScore } from './twin/plain.js'

const stored = storedEvents()
const entries = entriesOf(stored)
const golden = committed('answers.json') as readonly AnswerLine[]
/** One day after the last record: the day on which everything is asked. */
const ledger = await openLedger(openMemory({ ledger: LEDGER, events: stored }), () => Date.parse('2026-07-01T09:00:00+08:00'))
const evaluated = questions.map((asked) => ({ asked, answer: evaluatorAnswer(ledger, asked) }))

/** What was asked, in a word. */
const named = ({ question, period, scope, asOf, knownOn, rules }: (typeof questions)[number]): string =>
  `${question} ${period ?? ''} ${scope ?? ''} as of ${asOf}, known on ${knownOn}, rules ${rules ?? 'in force'}`

t.test('its bytes are the ones that were recorded', async (t) => {
  const texts = stored.map(({ text }) => text)
  t.same(committed('head.json'), { size: texts.length, root: naiveRoot(texts.map(naiveLeaf)) })
  t.equal(ledger.head().root, naiveRoot(texts.map(naiveLeaf)))
  t.same(
    texts.filter((text) => canonical(JSON.parse(text) as Json) !== text),
    [],
    'each is canonical JSON',
  )
})

t.test('its facts are what the slow twin makes of it, as known at every tenth position', async (t) => {
  const inOrder = (rows: readonly PlainRow[]) => rows.map((row) => canonical(asJson(row))).sort()
  for (let knownAt = entries.length - 1; knownAt >= 0; knownAt -= 10)
    t.strictSame(inOrder(rowsAt(ledger.view.facts, knownAt)), inOrder(knowledgeAt(entries, knownAt).rows), `known at ${knownAt}`)
})

t.test('the evaluator answers as the slow twin did', async (t) => {
  t.strictSame(
    golden.map(({ asked }) => asked),
    asJson(questions),
    'the same questions',
  )
  for (const [i, { asked, answer }] of golden.entries()) t.strictSame(asJson(evaluated[i]?.answer), answer, named(asked))
})

t.test('the slow twin still answers so', async (t) => {
  for (const [i, { asked, answer }] of twinAnswers(entries).entries())
    t.strictSame(asJson(answer), golden[i]?.answer, named(asked))
})

/** Points by address, as worked out by hand. */
const byHand = committed('by-hand.json') as Readonly<Record<string, Readonly<Record<string, string>>>>

t.test('three units are as they were worked out by hand, with the arithmetic beside it', async (t) => {
  const rows = [...readFileSync(fileOf('BY-HAND.md'), 'utf8').matchAll(/^(?:## (\w+)|\| `([\w.]+)` \|.*\| ([^|]+) \|$)/gm)]
  let unit = ''
  const printed: Record<string, Record<string, string>> = {}
  for (const [, heading, address, points] of rows) {
    if (heading !== undefined) printed[(unit = heading)] = {}
    else if (address !== undefined && points !== undefined) printed[unit]![address] = points
  }
  t.strictSame(byHand, printed, 'by-hand.json holds the numbers of BY-HAND.md')
  const under = ({ asked: { question, rules } }: AnswerLine) => question === 'scores' && rules === '2025.1'
  const sources = {
    'the slow twin': golden.find(under)?.answer as readonly PlainScore[],
    'the evaluator': evaluated.find(under)?.answer as readonly PlainScore[],
  }
  for (const [code, { headings: _, pending, deduction, total, grade, ...nodes }] of Object.entries(byHand))
    for (const [source, scores] of Object.entries(sources)) {
      const score = scores.find((one) => one.unit === code)
      t.strictSame(score?.nodes, nodes, `${code}: ${source} has every clause, item and heading`)
      t.match(score, { pending, deduction, total, bonus: nodes['bonus'], grade: grade === '（无）' ? null : grade }, source)
    }
})

t.test('C004 and C005 did the same in 2025: 2024 decides, where the rules look at it', async (t) => {
  const tied = (rules: string) =>
    ask<RankRow[]>(ledger, 'ranking', { period: '2025', scope: 'street:S02' }, { rules })
      .filter(({ unit: { code } }) => code !== 'V01')
      .map(({ unit, rank, tied, tieBreak }) => [unit.code, rank, tied, tieBreak])
  t.strictSame(tied('2025.1'), [
    ['C005', 2, false, 'previous_total'],
    ['C004', 3, false, 'previous_total'],
  ])
  t.strictSame(tied('2024.1'), [
    ['C004', 1, true, null],
    ['C005', 1, true, null],
  ])
})

t.test('the engine has another version as soon as it gives another golden answer', async (t) => {
  const engines = committed('engines.json') as Readonly<Record<string, string>>
  const digest = digestOf(asJson(evaluated))
  t.equal(
    engines[ENGINE],
    digest,
    `a golden answer changed: raise ENGINE in projections/engine.ts, and add its digest to test/golden/engines.json: ${digest}`,
  )
  t.equal(Object.keys(engines).at(-1), ENGINE, 'the newest entry is that of this engine; older ones are never changed')
})

t.test('the story is still admitted as it is told', async (t) => {
  const { texts } = await recordStory()
  t.equal(texts.length, entries.length)
  const changed = texts.filter((text, position) => text !== entries[position]?.text).length
  t.comment(changed === 0 ? 'told today it has the same bytes' : `told today ${changed} events are written otherwise`)
})
