/** The referee is checked first: exact numbers, and every scale of the rules' README, by hand. */
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import { fraction, numberOf, rounding, toMultipleOf } from './twin/fraction.js'
import { ask, given, happened, rule, shown } from './twin/given.js'
import { type Entry, type Measured, slowMeasure } from './twin/measures.js'
import { mostOf, slowScale } from './twin/scales.js'

t.test('numbers are exact, and a half goes away from zero', async (t) => {
  t.same(numberOf('90%'), fraction(9n, 10n))
  t.same(numberOf('-1.25'), fraction(-5n, 4n))
  t.equal(shown(toMultipleOf(numberOf('0.01'), numberOf('1.005'))), '101/100')
  t.equal(shown(toMultipleOf(numberOf('0.01'), numberOf('-1.005'))), '-101/100')
  t.equal(shown(toMultipleOf(numberOf('0.5'), fraction(10n, 3n))), '7/2')
  t.same(
    ['-1.5', '1.5'].map((x) => shown(rounding.floor(numberOf(x)))),
    ['-2', '1'],
  )
  t.same(
    ['-1.5', '1.5'].map((x) => shown(rounding.ceil(numberOf(x)))),
    ['-1', '2'],
  )
})

const held = (date: string, to = 'C001', programme = 'kindness') => happened('ActivityHeld', date, to, { programme })
const threeActivities = given(held('2025-02-01'), held('2025-02-02'), held('2025-02-03'))

/** What a scale makes of a number or a list. */
const scaled = (value: string | Measured, scale: string, limit = '{}') => {
  const given: Measured = typeof value === 'string' ? { value: value === 'unknown' ? undefined : numberOf(value) } : value
  return shown(slowScale(rule(scale), given, rule<JsonObject>(limit), ask(threeActivities)))
}

t.test('scales', async (t) => {
  const table: readonly [scale: string, ...(readonly [value: string, points: string])[]][] = [
    ['{ each: "2" }', ['3', '6'], ['0.5', '1']],
    ['{ each: "-0.5", below: 4 }', ['4', '0'], ['5', '0'], ['3', '-1/2'], ['1', '-3/2'], ['0', '-2'], ['3.5', '-1/4']],
    ['{ each: "1", above: 4 }', ['4', '0'], ['6', '2'], ['3', '0']],
    ['{ each: "-1", below: 80%, every: 1% }', ['80%', '0'], ['79.6%', '0'], ['79%', '-1'], ['77.5%', '-2']],
    ['{ each: "-1", below: 80%, every: 1%, round: ceil }', ['79.6%', '-1'], ['79%', '-1']],
    ['{ each: "-1", below: 80%, every: 1%, round: half_up }', ['79.6%', '0'], ['79.5%', '-1']],
    ['{ each: "-1", below: 80%, every: 1%, round: exact }', ['79.6%', '-2/5']],
    ['{ each: "4", every: 4, remainder: "2" }', ['3', '2'], ['4', '4'], ['6', '6'], ['9', '10'], ['12', '12'], ['0', '0']],
    [
      '{ bands: [{ from: 2000, points: 50 }, { from: 1500, points: 47 }, { points: 35 }] }',
      ['2000', '50'],
      ['1999', '47'],
      ['199', '35'],
    ],
    ['{ bands: [{ from: 2000, points: 50 }] }', ['1999', '0']],
    [
      '{ bands: [{ more_than: 2, points: 5 }, { from: 2, points: { each: "2" } }, { points: "-1" }] }',
      ['2.1', '5'],
      ['2', '4'],
      ['1.9', '-1'],
    ],
    ['{ range: { from: "-2", to: "-0.5" } }', ['0', '0'], ['-0.4', '-1/2'], ['-2', '-2'], ['-3', '-2'], ['1', '-1/2']],
    ['{ list: ["20", "17"], then: "-1" }', ['1', '20'], ['2', '17'], ['3', '16'], ['0', 'unknown'], ['1.5', 'unknown']],
    ['{ list: ["20", "17"] }', ['2', '17'], ['3', '0']],
    ['{ proportional: { target: 10, points: 15 } }', ['12', '15'], ['10', '15'], ['7', '21/2'], ['-1', '0']],
    ['{ when: { count: ActivityHeld, at_least: 3 }, then: "5", else: "1" }', ['0', '5'], ['unknown', '5']],
    ['{ when: { count: ActivityHeld, at_least: 4 }, then: "5", else: { each: "2" } }', ['2', '4'], ['unknown', 'unknown']],
    ['{ when: { count: ActivityHeld, at_least: 4 }, then: "5" }', ['2', '0']],
    ['{ when: { judged: met }, then: "5" }', ['2', 'unknown']],
    ['{ each: "2" }', ['unknown', 'unknown']],
  ]
  for (const [scale, ...cases] of table)
    for (const [value, points] of cases) t.equal(scaled(value, scale), points, `${scale} of ${value}`)
})

t.test('a list is looked up line by line, and of one project the best line counts', async (t) => {
  const honour = (level: string, projectKey?: string) => happened('HonourReceived', '2025-06-01', 'C001', { level, projectKey })
  const world = given(
    honour('district', 'reading'),
    honour('city', 'reading'),
    honour('city'),
    honour('city'),
    honour('street', 'x'),
  )
  const honours = slowMeasure(rule('{ each: HonourReceived, by: level }'), ask(world))
  const table = '{ table: { district: 1, city: 2 } }'
  t.equal(scaled(honours, table), '7', 'street is not in the table')
  t.equal(scaled(honours, table, '{ highest_per: projectKey }'), '6', 'those without a project count each by itself')
  const [entry] = honours.list as readonly [Entry]
  const cases: Measured = {
    value: numberOf('3'),
    list: [
      { ...entry, word: 'minor', count: numberOf('2') },
      { ...entry, word: 'major', count: numberOf('1') },
    ],
  }
  t.equal(scaled(cases, '{ table: { minor: "-0.5", major: "-2" } }'), '-3')
  t.equal(scaled(cases, '{ each: "-0.5" }'), '-3/2')
})

t.test('case by case: by word or range, then flags, then repetition, then the limits of each', async (t) => {
  const [entry] = slowMeasure(
    rule('{ each: HonourReceived, by: level }'),
    ask(given(happened('HonourReceived', '2025-06-01', 'C001'))),
  ).list as readonly [Entry]
  const found = (...all: { word?: string; count: string; points?: number; flags?: string }[]): Measured => {
    const list = all.map(({ word, count, points, flags }) => ({
      word,
      count: numberOf(count),
      row: { ...entry.row, name: 'ItemJudged', cells: { points, flags } },
    }))
    return { value: numberOf('1'), list }
  }
  const flags = 'flags: { half: { times: "0.5" }, more: { times: 2, add: "-1" } }'
  const table = `{ table: { minor: ["-2", "-0.5"], major: "-3" }, ${flags}, repeat: { after: 1, add: "-10" } }`
  const rows: readonly [Measured, string, string?][] = [
    [found(), '0'],
    [found({ word: 'major', count: '1' }), '-3'],
    [found({ word: 'major', count: '1', flags: 'half' }), '-3/2'],
    [found({ word: 'major', count: '1', flags: 'half more' }), '-4'],
    [found({ word: 'major', count: '1', flags: 'other' }), '-3'],
    [found({ word: 'major', count: '2' }), '-16'],
    [found({ word: 'major', count: '1' }, { word: 'major', count: '1', flags: 'half' }), '-29/2'],
    [found({ word: 'major', count: '2' }), '-8', '{ per_case: { min: "-5" } }'],
    [found({ word: 'minor', count: '1', points: -10_000 }), '-1'],
    [found({ word: 'minor', count: '1', points: -30_000 }), '-2'],
    [found({ word: 'minor', count: '1', points: 0 }), '0'],
    [found({ word: 'minor', count: '1' }), 'unknown'],
    [found({ word: 'other', count: '1' }), '0'],
  ]
  for (const [cases, points, limit] of rows)
    t.equal(scaled(cases, table, limit), points, JSON.stringify(cases.list?.map(({ row }) => row.cells)))
  const weighted = '{ weighted: { very: 100, basic: 80 } }'
  t.equal(
    scaled(found({ word: 'very', count: '1' }, { word: 'basic', count: '2' }, { word: 'other', count: '5' }), weighted),
    '260/3',
  )
  t.equal(scaled(found(), weighted), 'unknown')
})

t.test('the most that a scale can give by itself', async (t) => {
  const most = {
    '"5"': '5',
    '{ each: "-1", below: 4 }': '0',
    '{ each: "1" }': 'unknown',
    '{ table: { minor: "-0.5" } }': '0',
    '{ table: { district: 1, city: 2 } }': '2',
    '{ bands: [{ from: 5, points: 4 }, { points: 1 }] }': '4',
    '{ bands: [{ from: 5, points: { each: "1" } }, { points: 1 }] }': 'unknown',
    '{ table: { minor: ["1", "2.5"] } }': '5/2',
    '{ range: { from: "-2", to: "-1" } }': '0',
    '{ range: { from: 1, to: 2 } }': '2',
    '{ list: ["20", "17"], then: "-1" }': '20',
    '{ list: ["20"], then: "1" }': 'unknown',
    '{ weighted: { very: 100, none: 0 } }': '100',
    '{ each: "-1", flags: { more: { times: 2 } } }': '0',
    '{ each: "-1", flags: { more: { add: 2 } } }': 'unknown',
    '{ proportional: { target: 10, points: 15 } }': '15',
    '{ when: { judged: met }, then: "5", else: { each: "-1" } }': '5',
    '{ when: { judged: met }, then: "5", else: { each: "1" } }': 'unknown',
  }
  for (const [scale, points] of Object.entries(most)) t.equal(shown(mostOf(rule(scale))), points, scale)
})
