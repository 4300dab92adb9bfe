/** Factors, what wipes points out, and what cannot be scored, by hand: every limit that binds is a line, and the lines add up. */
import t, { type Test } from 'tap'
import type { JsonObject } from '../events/event.js'
import type { Explanation, Line } from '../projections/explanation.js'
import { compileRules } from '../projections/rules/compile.js'
import { pointsOf } from '../projections/rules/fraction.js'
import type { Problem } from '../projections/rules/yaml.js'
import { asking, district, draft, held, ruleDocument } from './twin/asking.js'
import type { Draft } from './twin/book.js'
import { adopting } from './twin/view.js'

const sheet = (headings: string, more = ''): string => `sheets:
  - id: community
    title: 社区考评
    appraises: community
    appraiser: parent
    period: year
    headings: [${headings}]
${more}`
const heading = (items: string, more = ''): string => `{ id: work, title: 工作, ${more} items: [${items}] }`
const item = (limit: string, more = ''): string =>
  `{ id: it, title: 活动, ${more} measure: { count: ActivityHeld }, scale: { each: 1 }, limit: ${limit} }`

const judged = (value: JsonObject, address: string): Draft =>
  draft('ItemJudged', '2026-12-20', {
    ...{ sheet: 'community', period: '2026', unit: 'C001', clause: address, value, reason: '示例', assessor: 'S01' },
  })
const accident = draft('IncidentRecorded', '2026-06-02', {
  ...{ unit: 'C001', kind: 'safety_accident', severity: 'major', verifiedBy: 'D01' },
})
const ACCIDENT = '{ count: IncidentRecorded }'

const explained = (text: string, ...records: Draft[]): Explanation => {
  const rules = adopting(ruleDocument('2026.1', '2026-01-01', text), '2025-12-01')
  return asking([...district, ...rules, ...records]).answer<Explanation>('explanation', { unit: 'C001', period: '2026' })
}

const all = (line: Line): Line[] => [line, ...line.lines.flatMap(all)]

/** Wherever a line has lines in it, they add up to it. */
function addsUp(t: Test, { lines, total }: Explanation): void {
  for (const line of lines.flatMap(all))
    if (line.lines.length > 0) t.equal(sum(line.lines), pointsOf(line.points), `${line.kind} ${line.address}`)
  t.equal(sum(lines), pointsOf(total))
}
const sum = (lines: readonly Line[]): number => lines.reduce((points, line) => points + pointsOf(line.points), 0)

/** The total, and the limits that bound with what they took or gave. */
function came(t: Test, text: string, ...records: Draft[]): readonly string[] {
  const answer = explained(text, ...records)
  addsUp(t, answer)
  const limits = answer.lines.flatMap(all).filter(({ kind }) => kind === 'limit')
  return [answer.total, ...limits.map(({ points, title }) => `${points} ${title.zh}`)]
}

t.test('按5%折算: before the start, the most and the least, rounded once to the step', async (t) => {
  const of = (limit: string, times: number) => came(t, sheet(heading(item(limit))), ...held('C001', times))
  t.same(of('{ factor: 5% }', 7), ['0.35', '-6.65 乘以5%：7.00分成为0.35分'])
  t.same(of('{ factor: 0.333 }', 5), ['1.67', '-3.33 乘以0.333：5.00分成为1.67分'], '1.665 is half up')
  t.same(of('{ factor: 1 }', 7), ['7.00'], 'what changes nothing is no line')
  t.same(of('{ factor: 0.5, start: 1, max: 3 }', 4), ['3.00', '-2.00 乘以0.5：4.00分成为2.00分'])
  t.same(of('{ factor: 0.5, start: 1, max: 3 }', 6), [
    '3.00',
    '-3.00 乘以0.5：6.00分成为3.00分',
    '-1.00 超出上限3.00分，不计1.00分',
  ])
})

t.test('the first factor whose condition holds: 有事故的打九折，活动10次以上的乘1.2', async (t) => {
  const factors = `[{ when: ${ACCIDENT}, times: 0.9 }, { when: { count: ActivityHeld, at_least: 10 }, times: 1.2 }]`
  const of = (...records: Draft[]) => came(t, sheet(heading(item(`{ factor: ${factors} }`))), ...records)[0]
  t.equal(of(...held('C001', 9)), '9.00')
  t.equal(of(...held('C001', 10)), '12.00')
  t.equal(of(...held('C001', 10), accident), '9.00', 'the one that stands first')
})

t.test('a factor of an item or a heading multiplies what is in it, before its start and limits', async (t) => {
  const first = '{ id: a, title: 甲, measure: { count: ActivityHeld }, scale: { each: 1 } }'
  const clauses = `clauses: [${first}, { id: b, title: 乙, measure: { judged: points }, limit: { max: 10 } }]`
  const whole = (around: string, more = '') => sheet(heading(`{ id: it, title: 活动, ${around} ${clauses} }`, more))
  const points = judged({ kind: 'points', points: '4' }, 'work.it.b')
  t.same(came(t, whole('factor: 0.5, start: 2, max: 5,'), ...held('C001', 3), points), [
    '5.00',
    '-3.50 乘以0.5：7.00分成为3.50分',
    '-0.50 超出上限5.00分，不计0.50分',
  ])
  t.same(came(t, whole('', 'factor: 0.5,'), ...held('C001', 3), points), ['3.50', '-3.50 乘以0.5：7.00分成为3.50分'])
  t.equal(explained(whole('factor: 0.5,')).pending, '0.00', 'without a base nothing is pending')
  const based = explained(whole('factor: 0.5,').replace('period: year', 'period: year\n    base: 20'))
  t.match(based, { total: '0.00', pending: '5.00', deduction: '15.00', grade: null }, 'half of the best')
})

t.test('一票归零: whatever else is in it, and whatever is still open', async (t) => {
  const wiped = (around: string, limit = '{}') =>
    sheet(heading(`${item(limit, around)}, { id: other, title: 其他, measure: { count: ActivityHeld }, scale: { each: 1 } }`))
  const zero = `zero_when: ${ACCIDENT}`
  const words = '否决或扣分事项次数不少于1的，归零'
  t.same(came(t, wiped(`${zero},`), ...held('C001', 3)), ['6.00'])
  t.same(came(t, wiped(`${zero},`), ...held('C001', 3), accident), ['3.00', `-3.00 ${words}`])
  t.same(came(t, wiped('', `{ ${zero}, start: 2, min: 1 }`), accident), ['0.00', `-2.00 ${words}`])
  t.same(came(t, sheet(heading(item('{}'), `${zero},`)), ...held('C001', 3), accident), ['0.00', `-3.00 ${words}`])
  const open = (limit: string) => sheet(heading(`{ id: it, title: 评定, measure: { judged: points }, limit: ${limit} }`), GRADED)
  t.match(explained(open(`{ max: 5, ${zero} }`)), { pending: '5.00', grade: null })
  t.match(explained(open(`{ max: 5, ${zero} }`), accident), { pending: '0.00', grade: '末等' }, 'nothing is left to judge')
})

const GRADED = '    base: 5\n    grades: [{ from: 90, grade: 优秀 }, { grade: 末等 }]\n'

t.test('while a condition is open its points are: 条件未知的未评分', async (t) => {
  const of = (limit: string, ...records: Draft[]) => explained(sheet(heading(item(limit)), GRADED), ...records)
  const open = '{ judged: met }'
  const late = of(`{ max: 4, zero_when: ${open} }`, ...held('C001', 3))
  t.match(late, { total: '0.00', pending: '4.00', grade: null })
  const lost = judged({ kind: 'met', met: true }, 'work.it')
  t.match(of(`{ max: 4, zero_when: ${open} }`, ...held('C001', 3), lost), { total: '0.00', pending: '0.00', grade: '末等' })
  const kept = judged({ kind: 'met', met: false }, 'work.it')
  t.match(of(`{ max: 4, zero_when: ${open} }`, ...held('C001', 3), kept), { total: '3.00', pending: '0.00', grade: '末等' })
  const factor = `[{ when: ${open}, times: 0.5 }]`
  t.match(of(`{ max: 4, factor: ${factor} }`, ...held('C001', 3)), { total: '0.00', pending: '4.00' })
  t.match(of(`{ max: 4, factor: ${factor} }`, ...held('C001', 3), lost), { total: '1.50', pending: '0.00' })
})

t.test('不能计分: it stands in the sheet with its points, and the result stays provisional', async (t) => {
  const unscored = '{ id: lost, title: 残缺, unscored: { points: 14, why: 原文不全 } }'
  const answer = explained(sheet(heading(`${item('{}')}, ${unscored}`), GRADED.replace('5', '100')), ...held('C001', 3))
  addsUp(t, answer)
  t.match(answer, { total: '3.00', pending: '14.00', deduction: '83.00', grade: null })
  const line = answer.lines.flatMap(all).find(({ kind, address }) => kind === 'clause' && address === 'work.lost')
  t.match(line, { points: '0.00', pending: '14.00', measured: null, rule: { zh: '不能计分（14.00分）：原文不全' } })
})

const problems = (text: string): string[] => {
  const found: Problem[] = []
  compileRules(ruleDocument('2026.1', '2026-01-01', text), found)
  return found.map(({ path, words }) => `${path.slice(4).join('.')} ${words.zh}`)
}

t.test('what makes no sense is refused at its place', async (t) => {
  t.same(problems(sheet(heading(item('{ factor: "-1" }')))), ['items.0.limit.factor 系数不能小于0'])
  t.same(problems(sheet(heading(item('{ zero_when: { cuont: ActivityHeld } }')))), [
    'items.0.limit.zero_when 没有认得的指标（cuont），是否应为“count”',
  ])
  t.same(problems(sheet(heading(item('{}', 'zero_when: { judged: met },')))), [
    'items.0.zero_when 项目、大项和加分没有人评分，这里的条件不能用 judged、granted；可写在条款的 limit 里',
  ])
  const both = '{ id: it, title: 残缺, measure: { count: ActivityHeld }, unscored: { points: 14, why: 原文不全 } }'
  t.same(problems(sheet(heading(both))), ['items.0.unscored 不能计分的（unscored）不写指标、计分办法和限度'])
})
