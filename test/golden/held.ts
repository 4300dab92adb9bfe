/** What every golden ledger is held to: the same bytes, the same facts, the same answers, for as long as the product lives. */
import { readFileSync } from 'node:fs'
import t from 'tap'
import { canonical, digestOf } from '../../events/digest.js'
import type { Json } from '../../events/event.js'
import { ENGINE } from '../../projections/engine.js'
import { type Ledger, openLedger } from '../../src/ledger.js'
import { openMemory } from '../../src/log/memory.js'
import { naiveLeaf, naiveRoot } from '../log/given.js'
import { rowsAt } from '../twin/dump.js'
import { knowledgeAt, type PlainRow } from '../twin/facts.js'
import { type AnswerLine, asJson } from './asked.js'
import { entriesOf, type GoldenEntry, type GoldenLedger } from './ledger.js'
import { recordStory, type Told } from './make.js'

/** A golden ledger, and who answers about it. */
export interface Held<Asked> {
  readonly golden: GoldenLedger
  readonly told: () => Told
  readonly questions: readonly Asked[]
  /** What was asked, in a word. */
  readonly named: (asked: Asked) => string
  readonly twin: (entries: readonly GoldenEntry[]) => (asked: Asked) => unknown
  readonly evaluator: (ledger: Ledger, asked: Asked) => unknown
}

/** What a test goes on with. */
export interface Answered<Asked> {
  readonly ledger: Ledger
  /** As they were committed. */
  readonly answers: readonly AnswerLine<Asked>[]
  /** As they are given now. */
  readonly evaluated: readonly AnswerLine<Asked>[]
}

/** Tests all that is the same for each of them. */
export async function held<Asked>(it: Held<Asked>): Promise<Answered<Asked>> {
  const { golden, questions, named } = it
  const stored = golden.storedEvents()
  const entries = entriesOf(stored)
  const answers = golden.committed('answers.json') as readonly AnswerLine<Asked>[]
  // One day after the last record: the day on which everything is asked.
  const today = (): number => Date.parse('2026-07-01T09:00:00+08:00')
  const ledger = await openLedger(openMemory({ ledger: golden.id, events: stored }), today)
  const evaluated = questions.map((asked) => ({ asked, answer: it.evaluator(ledger, asked) }))

  t.test('its bytes are the ones that were recorded', async (t) => {
    const texts = stored.map(({ text }) => text)
    t.same(golden.committed('head.json'), { size: texts.length, root: naiveRoot(texts.map(naiveLeaf)) })
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
      t.strictSame(
        inOrder(rowsAt(ledger.view.facts, knownAt)),
        inOrder(knowledgeAt(entries, knownAt).rows),
        `known at ${knownAt}`,
      )
  })

  t.test('the evaluator answers as the slow twin did', async (t) => {
    t.strictSame(
      answers.map(({ asked }) => asked),
      asJson(questions),
      'the same questions',
    )
    for (const [i, { asked, answer }] of answers.entries()) t.strictSame(asJson(evaluated[i]?.answer), answer, named(asked))
  })

  t.test('the slow twin still answers so', async (t) => {
    const twin = it.twin(entries)
    for (const [i, asked] of questions.entries()) t.strictSame(asJson(twin(asked)), answers[i]?.answer, named(asked))
  })

  t.test('the engine has another version as soon as it gives another golden answer', async (t) => {
    const engines = golden.committed('engines.json') as Readonly<Record<string, string>>
    const digest = digestOf(asJson(evaluated))
    const file = golden.fileOf('engines.json').pathname.split('/').slice(-3).join('/')
    t.equal(
      engines[ENGINE],
      digest,
      `a golden answer changed: raise ENGINE in projections/engine.ts, and add its digest to ${file}: ${digest}`,
    )
    t.equal(Object.keys(engines).at(-1), ENGINE, 'the newest entry is that of this engine; older ones are never changed')
  })

  t.test('the story is still admitted as it is told', async (t) => {
    const { texts } = await recordStory(golden, it.told())
    t.equal(texts.length, entries.length)
    const changed = texts.filter((text, position) => text !== entries[position]?.text).length
    t.comment(changed === 0 ? 'told today it has the same bytes' : `told today ${changed} events are written otherwise`)
  })

  return { ledger, answers, evaluated }
}

/** The numbers in the last column of the tables of a text, under the heading and the address of their row. */
export function byHandIn(golden: GoldenLedger, name: string): Record<string, Record<string, string>> {
  const text = readFileSync(golden.fileOf(name), 'utf8')
  const printed: Record<string, Record<string, string>> = {}
  let under: Record<string, string> = {}
  for (const [, heading, address, value] of text.matchAll(/^(?:## (\S+)|\| `([^`]+)` \|.*\| ([^|]+) \|$)/gm)) {
    if (heading !== undefined) printed[heading] = under = {}
    else if (address !== undefined && value !== undefined) under[address] = value
  }
  return printed
}
