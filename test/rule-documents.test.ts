/** Reading rule sets: what is refused, where, and what would be right. */
import { readFileSync } from 'node:fs'
import t from 'tap'
import { compileRules, type Node } from '../projections/rules/compile.js'
import { type Problem, readYaml } from '../projections/rules/yaml.js'

/** Reads and compiles a text; every problem with its line. */
function problemsOf(text: string): string[] {
  const yaml = readYaml(text)
  const problems: Problem[] = [...yaml.problems]
  if (yaml.json !== undefined) compileRules(yaml.json, problems)
  return problems.map(yaml.place).map(({ line, column, words }) => `${line}:${column} ${words.zh}`)
}

const head = `ruleset: "9.1"
grammar: 1
title: 示例办法
effective: { from: 2026-01-01 }
points: { step: "0.01", round: half_up }
`

const sheet = (item: string): string => `${head}sheets:
  - id: community
    title: 社区考评
    appraises: community
    appraiser: parent
    period: year
    headings:
      - id: activity
        title: 活动
        items:
          - ${item}
`

t.test('the three sample sets are without fault, and each sheet adds up to its base', async (t) => {
  for (const id of ['2024.1', '2025.1', '2026.1']) {
    const text = readFileSync(new URL(`../projections/rulesets/${id}.yaml`, import.meta.url), 'utf8')
    t.strictSame(problemsOf(text), [], id)
    const { sheets } = compileRules(readYaml(text).json, [])!
    t.strictSame([...sheets.keys()], id === '2024.1' ? ['community'] : ['community', 'street'], 'communities come first')
    for (const { headings, base } of sheets.values()) {
      const sum = (parts: readonly Node[]) => parts.reduce((all, { limits }) => all + (limits.max ?? 0), 0)
      t.equal(sum(headings), base)
      for (const { parts, limits } of headings) t.equal(sum(parts), limits.max)
    }
  }
})

t.test('YAML that means more than it shows is refused, with its line', async (t) => {
  t.match(problemsOf(`${head}title: 再来一次\n`), [/^6:1 同一层有重复的键/])
  t.match(problemsOf(`${head}x: &a 1\ny: *a\n`)[0], /^6:\d+ 不能使用锚点和引用/)
  t.match(problemsOf(`${head}x: !!binary aGk=\n`)[0], /^6:\d+ /)
  t.match(problemsOf(`${head}x: !mine 1\n`)[0], /^6:\d+ /)
  t.match(problemsOf(`sheets:\n\t- id: x\n`)[0], /^2:\d+ 缩进不能用制表符/)
  t.match(problemsOf(`\uFEFF${head}`), [/^1:1 文件开头有BOM标记/])
  t.match(problemsOf(''), [/^1:1 文件是空的/])
  t.match(problemsOf('[[[['.repeat(30_000)), [/嵌套过深/])
  t.match(problemsOf('- '.repeat(30_000)), [/嵌套过深/])
  t.match(problemsOf('x: 1\n'.repeat(300_000)), [/文件过大/])
})

t.test('a number is a plain decimal, exactly as it was written', async (t) => {
  const { json } = readYaml('a: 0.10\nb: "0.10"\nc: -3\nd: 90%\n')
  t.strictSame(json, { a: '0.10', b: '0.10', c: '-3', d: '90%' })
  t.match(problemsOf(`${head}x: 1e3\n`)[0], /^6:4 “1e3”不是普通的小数写法/)
  t.match(problemsOf(`${head}x: .inf\n`)[0], /^6:4 /)
  t.match(problemsOf(`${head}x: 0x1F\n`)[0], /^6:4 /)
  t.match(problemsOf(sheet('{ id: a, title: 甲, max: 0.1.2, measure: { count: ActivityHeld } }'))[0], /^16:\d+ “max”的值不对/)
  t.match(problemsOf(sheet('{ id: a, title: 甲, max: ５, measure: { count: ActivityHeld } }'))[0], /^16:\d+ “５”用了全角数字/)
})

t.test('a word that is nearly right is answered with the right one', async (t) => {
  t.match(
    problemsOf(sheet('{ id: a, title: 甲, measure: { cuont: ActivityHeld } }'))[0],
    /^16:\d+ 没有认得的指标（cuont），是否应为“count”/,
  )
  t.match(
    problemsOf(sheet('{ id: a, title: 甲, measure: { count: ActivityHold } }'))[0],
    /没有“ActivityHold”这种工作记录，是否应为“ActivityHeld”/,
  )
  t.match(
    problemsOf(sheet('{ id: a, title: 甲, measure: { count: ActivityHeld, where: { programe: gratitude } } }'))[0],
    /没有“programe”这一栏，是否应为“programme”/,
  )
  t.match(
    problemsOf(sheet('{ id: a, title: 甲, measure: { sum: ActivityHeld.audience.minor } }'))[0],
    /是否应为“ActivityHeld.audience.minors”/,
  )
  t.match(
    problemsOf(sheet('{ id: a, titel: 甲, title: 甲, measure: { count: ActivityHeld } }'))[0],
    /没有“titel”这个写法，是否应为“title”/,
  )
  t.match(problemsOf(sheet('{ id: a, title: 甲, measure: { standing: roles } }'))[0], /没有“roles”这种状态，是否应为“role”/)
  t.match(problemsOf(sheet('{ id: a, title: 甲, measure: { count: ActivityHeld }, scale: { eech: 2 } }'))[0], /是否应为“each”/)
})

t.test('a sheet that cannot be scored is refused', async (t) => {
  t.match(problemsOf(sheet('{ id: A1, title: 甲, measure: { count: ActivityHeld } }'))[0], /^16:\d+ “id”应由小写字母开头/)
  t.match(problemsOf(sheet('{ id: a, title: 甲 }'))[0], /缺少指标/)
  t.match(problemsOf(sheet('{ id: a, title: 甲, measure: { each: HonourReceived, by: level } }'))[0], /逐项计分要有对照表/)
  t.match(
    problemsOf(sheet('{ id: a, title: 甲, measure: { count: ActivityHeld }, scale: { table: { x: 1 } } }'))[0],
    /对照表和就高只用于逐项的指标/,
  )
  t.match(
    problemsOf(
      sheet('{ id: a, title: 甲, measure: { count: ActivityHeld }, scale: { bands: [{ points: 1 }, { from: 3, points: 2 }] } }'),
    )[0],
    /永远用不到/,
  )
  const good = '{ id: a, title: 甲, measure: { count: ActivityHeld } }'
  t.match(problemsOf(`${sheet(good)}          - ${good}\n`)[0], /编号“a”重复/)
  t.match(
    problemsOf(`${sheet('{ id: a, title: 甲, measure: { count: ActivityHeld } }')}    ties: [activty]\n`)[0],
    /没有“activty”这一项，是否应为“activity”/,
  )
})

t.test('what a clause measures, its scale and its limits must fit one another', async (t) => {
  const of = (clause: string) => problemsOf(sheet(`{ id: a, title: 甲, ${clause} }`)).join('\n')
  const honours = 'measure: { each: HonourReceived, by: level }'
  t.equal(of(`${honours}, scale: { table: { city: 1 } }, limit: { highest_per: projectKey }`), '')
  t.match(of(`${honours}, scale: { each: 1 }, limit: { highest_per: projectKey }`), /就高（highest_per）要配对照表/)
  t.match(of(`${honours}, scale: { table: { city: 1 } }, limit: { highest_per: project }`), /没有“project”这一栏/)
  t.match(of('measure: { each: EnrolmentReported, by: linked }, scale: { table: { x: 1 } }'), /没有“linked”这一分类栏/)
  const branch = (then: string) => `scale: { when: { judged: met }, then: ${then} }`
  t.equal(of(branch('2')), '')
  t.match(of(branch('{ each: 2 }')), /缺少指标/, 'a branch that needs a measure')
  t.match(of(`measure: { count: ActivityHeld }, ${branch('{ table: { x: 1 } }')}`), /对照表和就高只用于逐项的指标/)
  t.match(of('measure: { sum: TrainingHeld.headcount, distinct: kind }'), /没有“distinct”这个写法/)
  t.match(of('measure: { latest: TrainingHeld.headcount, distinct: kind }'), /没有“distinct”这个写法/)
})

t.test('limits lie on the step, and what the parts give at most is what the whole gives', async (t) => {
  const good = 'measure: { count: ActivityHeld }'
  t.match(problemsOf(sheet(`{ id: a, title: 甲, max: "1.005", ${good} }`))[0], /“1.005”不是最小分值的整倍数/)
  t.match(problemsOf(sheet(`{ id: a, title: 甲, ${good}, limit: { round: "0.0001" } }`))[0], /“0.0001”不是最小分值的整倍数/)
  const withMax = (heading: number, base: number) =>
    problemsOf(
      sheet(`{ id: a, title: 甲, max: 5, ${good} }`)
        .replace('title: 活动\n', `title: 活动\n        max: ${heading}\n`)
        .replace('period: year\n', `period: year\n    base: ${base}\n`),
    ).join('\n')
  t.equal(withMax(5, 5), '')
  t.match(withMax(6, 6), /各项目的max合计5.00分，大项上限是6.00分/)
  t.match(withMax(5, 100), /大项的max合计5.00分，基本分是100.00分/)
  const withStart = (base: number) =>
    problemsOf(
      sheet(`{ id: a, title: 甲, ${good} }`)
        .replace('title: 活动\n', `title: 活动\n        start: 10\n`)
        .replace('period: year\n', `period: year\n    base: ${base}\n`),
    ).join('\n')
  t.equal(withStart(10), '')
  t.match(withStart(100), /大项的start合计10.00分，基本分是100.00分/)
})

t.test('several assessors: who they are, what they weigh, and what a gap is measured against', async (t) => {
  const item = (policy: string, more = 'max: 10, ') =>
    `{ id: a, title: 甲, ${more}measure: { judged: points, several: ${policy} } }`
  const of = (text: string) => problemsOf(sheet(text).replace('appraiser: parent', 'appraiser: [D01, O01]')).join('\n')
  for (const take of ['mean', 'sum', 'last', '{ lead: D01 }', '{ weights: { D01: 6, O01: 4 } }'])
    t.equal(of(item(`{ take: ${take} }`)), '')
  t.equal(of(item('{ take: mean, gap: 10% }')), '')
  t.match(problemsOf(sheet(item('{ take: mean }')))[0], /^16:\d+ “several”用于由几个单位共同考评的表/)
  t.match(of(item('{ take: { lead: D02 } }')), /D02不是本表的考评单位，是否应为“D01”/)
  t.match(of(item('{ take: { weights: { D01: 1 } } }')), /没有写O01的权重/)
  t.match(of(item('{ take: { weights: { D01: 1, O01: 0 } } }')), /权重应大于0/)
  t.match(of(item('{ take: mean, gap: 10% }', '')), /“gap”按分数上限的比例计算，条款或项目要写 max/)
  t.match(of(item('{ take: mean, gap: 110% }')), /“gap”应在0到100%之间/)
  t.match(of(item('{ take: last, gap: 10% }')), /以后记录的为准时不比较分差/)
  t.match(of(item('{ take: median }')), /“take”的值不对/)
  t.match(of(item('{ take: mean }').replace('judged: points', 'judged: met')), /只有分数（points）和数（number）才能合成/)
})
