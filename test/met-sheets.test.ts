/** 达标制: sheets without points, by hand. */
import t from 'tap'
import type { Explanation } from '../projections/explanation.js'
import type { RankRow } from '../projections/ranking.js'
import { compileRules } from '../projections/rules/compile.js'
import type { Problem } from '../projections/rules/yaml.js'
import { asking, district, draft, held, ruleDocument } from './twin/asking.js'
import type { Draft } from './twin/book.js'
import { adopting } from './twin/view.js'

const ACTIVE = '{ id: active, title: 活动经常, when: { count: ActivityHeld, at_least: 4 } }'
const ROOM = '{ id: room, title: 有阵地, measure: { judged: met } }'
const TRAINED = '{ id: trained, title: 有培训, when: { count: TrainingHeld } }'
const GRADES = '[{ from: all, grade: 达标 }, { from: 2, grade: 基本达标 }, { grade: 不达标 }]'
const sheet = (items: string, more = '', grades = GRADES): string => `sheets:
  - id: community
    title: 示范社区
    appraises: community
    appraiser: parent
    period: year
    result: met
    headings: [{ id: work, title: 标准, items: [${items}] }]
    grades: ${grades}
${more}`

const room = (met: boolean): Draft =>
  draft('ItemJudged', '2026-12-20', {
    ...{ sheet: 'community', period: '2026', unit: 'C001', clause: 'work.room', reason: '示例', assessor: 'S01' },
    value: { kind: 'met', met },
  })
const trained = draft('TrainingHeld', '2026-05-05', { unit: 'C001', kind: 'instructor_class', topic: '示例', headcount: 3 })

function came(text: string, ...records: Draft[]): string {
  const ledger = asking([...district, ...adopting(ruleDocument('2026.1', '2026-01-01', text), '2025-12-01'), ...records])
  const { met, grade, pending } = ledger.answer<Explanation>('explanation', { unit: 'C001', period: '2026' })
  const row = ledger.answer<readonly RankRow[]>('ranking', { period: '2026' }).find(({ unit }) => unit.code === 'C001')
  t.same(row?.met, met)
  t.equal(row?.grade, grade)
  return `${met?.met}/${met?.of} ${grade ?? '未定'}${pending === '0.00' ? '' : ` ${pending}`}`
}

t.test('every item counts one; grades by how many are met, or by all', async (t) => {
  const text = sheet(`${ACTIVE}, ${ROOM}, ${TRAINED}`)
  t.equal(came(text), '0/3 未定 1.00', 'the room is not judged yet')
  t.equal(came(text, room(true)), '1/3 不达标')
  t.equal(came(text, ...held('C001', 3), room(true)), '1/3 不达标')
  t.equal(came(text, ...held('C001', 4), room(true)), '2/3 基本达标')
  t.equal(came(text, ...held('C001', 4), room(false), trained), '2/3 基本达标')
  t.equal(came(text, ...held('C001', 4), room(true), trained), '3/3 达标')
})

const TWO = '[{ from: all, grade: 达标 }, { grade: 不达标 }]'

t.test('what is not about a unit is one item less', async (t) => {
  const none = '{ id: active, title: 活动经常, not_applicable: { when: { count: TrainingHeld }, fill: none },'
  const text = sheet(`${none} when: { count: ActivityHeld, at_least: 4 } }, ${ROOM}`, '', TWO)
  t.equal(came(text, room(true)), '1/2 不达标')
  t.equal(came(text, room(true), trained), '1/1 达标', 'all means all that are about it')
})

const problems = (text: string): string[] => {
  const found: Problem[] = []
  compileRules(ruleDocument('2026.1', '2026-01-01', text), found)
  return found.map(({ path, words }) => `${path.slice(2).join('.')} ${words.zh}`)
}

t.test('points have no place on it', async (t) => {
  t.same(problems(sheet('{ id: a, title: 甲, max: 5, measure: { judged: met } }', '', TWO)), [
    'headings.0.items.0.max 达标制的表不写“max”',
  ])
  t.same(problems(sheet('{ id: a, title: 甲, measure: { count: ActivityHeld } }', '', TWO)), [
    'headings.0.items.0 达标制的项目写一个条件（when），或由考评单位认定（measure: { judged: met }）',
  ])
  t.same(problems(sheet(ROOM, '    base: 100\n', TWO)), [' 达标制的表没有基本分和加分'])
  t.same(problems(sheet(ACTIVE, '', TWO).replace('    result: met\n', '').replace('from: all', 'from: 3')), [
    'headings.0.items.0.when “when”只用于达标制的表（result: met）',
    'headings.0.items.0 缺少指标（measure）',
  ])
})
