/** Covers that are written wrong: what is refused, where, and what would be right. */
import t from 'tap'
import { compileRules } from '../projections/rules/compile.js'
import { type Problem, readYaml } from '../projections/rules/yaml.js'
import { sampleSet } from './twin/covers.js'

const head = `ruleset: "9.1"
grammar: 1
title: 示例办法
effective: { from: 2026-01-01 }
points: { step: "0.01", round: half_up }
coverage:
`

/** Every problem of a set with one cover: the place, and what is said in Chinese. */
function problemsOf(over: string, part: string, more = ''): string[] {
  const { json, problems } = readYaml(`${head}  - { id: one, title: 示例, over: ${over}, parts: [${part}]${more} }`)
  t.strictSame(problems, [])
  const found: Problem[] = []
  compileRules(json, found)
  return found.map(({ path, words }) => `${path.slice(2).join('.')} ${words.zh}`)
}

const units = '{ units: community }'
const whole = '{ id: a, title: 甲, when: { count: ActivityHeld } }'

t.test('the sample set is without fault', async (t) => {
  const found: Problem[] = []
  const compiled = compileRules(sampleSet, found)
  t.strictSame(found, [])
  t.ok((compiled?.covers.size ?? 0) > 20)
  t.strictSame(problemsOf(units, whole), [])
})

t.test('whom a cover is about', async (t) => {
  t.strictSame(problemsOf('{ units: comunity }', whole), ['over.units 没有“comunity”这类单位'])
  t.match(problemsOf('{ standing: sation, as: station }', whole), ['over.standing 没有“sation”这种状态，是否应为“station”'])
  t.match(problemsOf('{ standing: station }', whole), [/^over 应写“units”/])
  t.match(problemsOf('{ name: 单位 }', whole), [/^over 应写“units”/])
  t.match(problemsOf('{ unit: community }', whole), ['over.unit 没有“unit”这个写法，是否应为“units”'])
  t.match(problemsOf('{ units: community, where: { level: centre } }', whole), [/^over\.where “where”只写在“standing”旁边/])
  t.match(problemsOf('{ standing: station, as: station, where: { levl: centre } }', whole), [
    'over.where.levl 没有“levl”这一栏，是否应为“level”',
  ])
})

t.test('what a part asks', async (t) => {
  t.match(problemsOf(units, '{ id: a, title: 甲 }'), [/^parts\.0 应写“when”（条件）或“count”（数量）中的一个/])
  t.match(problemsOf(units, '{ id: a, title: 甲, when: { count: ActivityHeld }, count: { count: ActivityHeld } }'), [
    /^parts\.0 应写“when”/,
  ])
  t.match(problemsOf(units, '{ id: a, title: 甲, when: { count: ActivityHeld }, of: { units: community } }'), [
    /^parts\.0\.of “of”只写在/,
  ])
  t.match(problemsOf(units, '{ id: a, title: 甲, when: { count: ActivtyHeld } }'), [
    /没有“ActivtyHeld”这种工作记录，是否应为“ActivityHeld”/,
  ])
  t.match(problemsOf(units, `${whole}, ${whole}`), ['parts.1.id 编号“a”重复'])
  t.match(problemsOf(units, '{ id: a, title: 甲, count: { count: ActivityHeld }, total: none }'), [/^parts\.0\.total /])
  t.match(problemsOf(units, '{ id: a, title: 甲, count: { count: ActivityHeld }, fewest: "-1" }'), [/^parts\.0\.fewest /])
  t.match(problemsOf(units, whole, ', by: week'), [/^by “by”应为下列之一：street、kind、unit、quarter、month/])
  t.match(problemsOf(units, whole, ', shows: { standing: rol }'), ['shows.standing 没有“rol”这种状态，是否应为“role”'])
})

t.test('by what a part is split', async (t) => {
  const split = (by: string, measure = '{ count: ActivityHeld }'): string[] =>
    problemsOf(units, `{ id: a, title: 甲, count: ${measure}, split: ${by} }`)
  t.strictSame(split('{ season: [term, summer_holiday] }'), [])
  t.match(split('{ seasn: [term] }'), [/没有“seasn”这一栏，是否应为“season”/], 'once, whatever the words')
  t.equal(split('{ seasn: [term, summer_holiday] }').length, 1)
  t.match(split('{ title: { of: ActivityHeld } }')[0], /“ActivityHeld”没有“title”这一代码栏/)
  t.match(split('{ season: [term] }', '{ duty: plan, state: met }'), [/^parts\.0 应尽工作不能按时段细分/])
  t.match(split('{ grade: [flagship_lesson] }', '{ count: ResourceDelivered }'), [/没有“grade”这一栏/])
})

t.test('what another standing says', async (t) => {
  const lookup = (inner: string): string[] =>
    problemsOf(units, `{ id: a, title: 甲, when: { count: ResourceDelivered, where: { resource: { in: ${inner} } } } }`)
  t.strictSame(lookup('{ standing: resource, column: resource, where: { grade: flagship_lesson } }'), [])
  t.match(lookup('{ standing: resouce, column: resource }'), [/没有“resouce”这种状态，是否应为“resource”/])
  t.match(lookup('{ standing: resource, column: title }'), [/“resource”与resource的“title”不能对照/])
  t.match(lookup('{ standing: resource, column: resource, where: { grad: x } }'), [/没有“grad”这一栏，是否应为“grade”/])
})

t.test('duties of a cover are known to its parts', async (t) => {
  const duties = ', duties: [{ id: plan, of: [community], event: MonthlyPlanFiled, every: month, due: last_day }]'
  const part = '{ id: a, title: 甲, count: { duty: plan, state: met } }'
  t.strictSame(problemsOf(units, part, duties), [])
  const wrong = part.replace('plan', 'pln')
  const own = `${head}  - { id: one, title: 示例, over: ${units}, parts: [${wrong}]${duties} }
duties: [{ id: report, of: [community], event: AnnualReportFiled, every: year, due: last_day }]`
  const found: Problem[] = []
  compileRules(readYaml(own).json, found)
  t.match(
    found.map(({ words }) => words.zh),
    ['没有“pln”这项应尽工作，是否应为“plan”'],
  )
})
