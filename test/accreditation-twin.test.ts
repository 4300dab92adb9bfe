/** The board against its slow twin: over the sample district, and over random small ledgers. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { JsonObject, LedgerEvent, PlainDate, Position } from '../events/event.js'
import { dayOf } from '../events/time.js'
import { board, type BoardRow, isHeld, ratesOf } from '../projections/board.js'
import type { View } from '../projections/question.js'
import { isRefusal } from '../projections/refusal.js'
import { seeded } from './district/seeded.js'
import { schemes } from './fixtures/wuhao.js'
import { slowBoard } from './twin/accreditation.js'
import { acts, story } from './twin/board-stories.js'
import { ruleEventsOf } from './twin/answers.js'
import { district, draft, ruleDocument, unit } from './twin/asking.js'
import { book, type Draft } from './twin/book.js'
import { knowledgeAt } from './twin/facts.js'
import { plainBoardRow } from './twin/plain.js'
import { adopting, viewOf } from './twin/view.js'
import { type World, worldOf } from './twin/world.js'

interface Asked {
  readonly scheme: string
  readonly asOf: PlainDate
  readonly knownAt: Position
  readonly rules?: string
  readonly period?: string
}

interface Sides {
  readonly view: View
  readonly ruleEvents: readonly LedgerEvent[]
  readonly world: World
  readonly events: readonly LedgerEvent[]
}

/** Both boards; the rates are those of the rows, and whoever is asked for alone has the same row as on the board of all. */
function boardsAgree({ view, ruleEvents, world, events }: Sides, { asOf, knownAt, rules, ...asked }: Asked): readonly BoardRow[] {
  const basis = { asOf: dayOf(asOf), knownAt, rules, engine: '' }
  const fast = board(view, asked, basis)
  assert(!isRefusal(fast))
  const typeAt = (position: Position): string => events[position]!.type
  const slow = slowBoard({ ruleEvents, world, typeAt, ...asked, ...basis })
  assert.equal(fast.rows.length, slow.length)
  fast.rows.forEach((row, i) =>
    assert.deepEqual(plainBoardRow(row), slow[i], `${row.unit.code} as of ${asOf}, known at ${knownAt}, ${rules}`),
  )
  const { meets, holds } = ratesOf(fast, basis)
  assert.equal(meets?.count ?? 0, slow.filter((row) => row.meets === 'yes').length)
  assert.equal(holds.count, slow.filter(({ status }) => ['held', 'warned', 'rectifying'].includes(status)).length)
  assert.equal(holds.of, slow.length)
  for (const row of fast.rows.slice(0, 8)) {
    const alone = board(view, { ...asked, unit: row.unit.code }, basis)
    assert(!isRefusal(alone))
    assert.deepEqual(alone.rows.map(plainBoardRow), [plainBoardRow(row)])
    assert.deepEqual(alone.rows[0]?.nearest, row.nearest)
  }
  return fast.rows
}

t.test('the sample district: several days, states of knowledge and rule sets', async (t) => {
  const { ledger, entries, ruleEvents, worldAt, head } = await seeded()
  const events = entries.map(({ event }) => event)
  const known: readonly Position[] = [Math.floor(head * 0.6), Math.floor(head * 0.85), head]
  const seen = new Map<string, number>()
  let boards = 0
  for (const knownAt of known)
    for (const asOf of ['2024-12-31', '2025-06-30', '2026-02-28', '2026-06-30'])
      for (const rules of [undefined, 'wuhao-2024', 'wuhao-2026'])
        for (const scheme of rules === undefined ? ['wuyou_wuhao', 'advanced_community'] : ['wuyou_wuhao']) {
          const sides = { view: ledger.view, ruleEvents, world: worldAt(knownAt), events }
          const rows = boardsAgree(sides, { scheme, asOf, knownAt, ...(rules !== undefined && { rules }) })
          boards += 1
          for (const { meets, stage } of rows)
            for (const word of [`meets ${meets}`, stage]) seen.set(word, (seen.get(word) ?? 0) + 1)
        }
  await ledger.close()
  t.equal(boards, 48)
  for (const word of ['meets yes', 'meets no', 'granted', 'recommended', 'revoked', 'prelim_failed'])
    t.ok((seen.get(word) ?? 0) > 5, word, { seen: [...seen] })
})

const notice = (round: string, more: JsonObject = {}): Draft =>
  draft('NoticeOpened', '2026-03-10', {
    ...{ notice: `n-${round}`, publisher: 'D01', about: { kind: 'accreditation', scheme: 'wuyou_wuhao', round } },
    ...{ startsOn: '2026-03-10', endsOn: '2026-03-20', calendar: 'days', channel: 'website', ...more },
  })

const variants = ['', 'effect: fail_title', 'review: 1y', 'requires_titles: [advanced_community]']

t.test('random ledgers of a small district', async (t) => {
  let held = 0
  let met = 0
  const property = fc.property(acts, fc.constantFrom(...variants), fc.nat(2), (list, more, notices) => {
    const rules = adopting(ruleDocument('wuhao', '2025-01-01', schemes(more)), '2024-12-01')
    const posted = [notice('r1'), notice('r2', { subjects: ['C001', 'C004'] })].slice(0, notices)
    const entries = book(story([...district, unit('V001', 'village', 'S01'), ...rules, ...posted], list))
    const view = viewOf(entries)
    const events = entries.map(({ event }) => event!)
    const half = entries.length - Math.ceil(list.length / 2)
    for (const knownAt of [half, entries.length - 1])
      for (const asOf of ['2026-03-10', '2026-12-31', '2028-03-10', '2029-03-10']) {
        const world = worldOf(knowledgeAt(entries, knownAt).rows)
        const sides = { view, ruleEvents: ruleEventsOf(entries), world, events }
        const rows = boardsAgree(sides, {
          scheme: 'wuyou_wuhao',
          asOf,
          knownAt,
          ...(asOf === '2028-03-10' && { period: '2026' }),
        })
        held += rows.filter(({ holds }) => isHeld(holds)).length
        met += rows.flatMap(({ goods }) => goods).filter((good) => good.met === 'yes').length
      }
  })
  fc.assert(property, { seed: 20260701, numRuns: 120 })
  t.ok(held > 500 && met > 500, 'titles are held and Goods met', { held, met })
})
