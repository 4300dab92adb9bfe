/** What a board cites is enough: from those records alone, and who the units are, each unit meets and lacks the same. */
import t from 'tap'
import { dayOf } from '../events/time.js'
import { board } from '../projections/board.js'
import { isRefusal } from '../projections/refusal.js'
import { seeded } from './district/seeded.js'
import { slowBoard } from './twin/accreditation.js'
import { worldWith } from './twin/explained.js'

const { ledger, entries, ruleEvents, head } = await seeded()
const basis = { asOf: dayOf('2026-06-30'), knownAt: head, rules: 'wuhao-2024', engine: '' }
const typeAt = (position: number): string => entries[position]!.event.type
const known = entries.filter(({ event: { type } }) => !/^(RuleSet|Result)/.test(type))

/** What the slow twin makes of a unit when only some of the records are there. */
const standard = (unit: string, cited: readonly number[]) =>
  slowBoard({ ruleEvents, world: worldWith(known, new Set(cited)), typeAt, scheme: 'wuyou_wuhao', ...basis })
    .filter((row) => row.unit === unit)
    .map(({ goods, meets }) => ({ goods, meets }))

for (const unit of ['C045', 'C056', 'C088', 'C091', 'V01'])
  t.test(`${unit} rests on what is cited, and not on less`, async (t) => {
    const found = board(ledger.view, { unit }, basis)
    if (isRefusal(found)) throw new Error(found.words.en)
    const [row] = found.rows
    const findings = row!.goods.flatMap(({ requires, own }) => [...requires, ...(own === null ? [] : [own])])
    const cited = findings.flatMap(({ counted }) => counted)
    const goods = row!.goods.map(({ id, met, requires, own }) => {
      const each = [...requires.map((have) => `${have.id} ${have.met}`), ...(own === null ? [] : [`own ${own.met}`])]
      return `${id} ${met}: ${each.join(', ')}`
    })
    t.strictSame(standard(unit, cited), [{ goods, meets: row!.meets }], `${cited.length} records`)
    const met = findings.filter((finding) => finding.met === 'yes' && finding.counted.length > 0)
    t.ok(met.length > 3)
    // A gate that is met by records is not met without any of them, unless it asks for little of something bad.
    for (const { id, counted, wanted } of met) {
      if (wanted.en.includes('at most')) continue
      const without = cited.filter((position) => !counted.includes(position))
      t.not(JSON.stringify(standard(unit, without)[0]?.goods), JSON.stringify(goods), `${id} without ${counted.length} records`)
    }
  })
