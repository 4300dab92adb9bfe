/** What is wrong with a scheme in a rule set: each with its place, and what would be right. */
import { readFileSync } from 'node:fs'
import t from 'tap'
import { compileRules } from '../projections/rules/compile.js'
import { type Problem, readYaml } from '../projections/rules/yaml.js'

const head = `ruleset: "t"\ngrammar: 1\ntitle: 示例办法\neffective: { from: 2026-01-01 }\npoints: { step: "0.01", round: half_up }\n`

/** The problems of a scheme with these lines: severity, place, sentence. */
function problems(...lines: readonly string[]): string[] {
  const found: Problem[] = []
  const scheme = ['id: s', 'title: 示例', 'units: [community]', 'period: year', ...lines]
  const { json, problems: unread } = readYaml(`${head}accreditation:\n  - ${scheme.join('\n    ')}\n`)
  found.push(...unread)
  compileRules(json, found)
  return found.map(({ severity, path, words }) => `${severity} ${path.slice(2).join('.')} ${words.zh}`)
}
const have = (id: string, title = '有经费') => `{ id: ${id}, title: ${title}, when: { count: ActivityHeld, at_least: 1 } }`

t.test('a sound scheme has no problems', async (t) => {
  t.same(
    problems(`haves: [${have('funds')}]`, 'goods: [{ id: a, title: 甲, requires: [funds] }, { id: b, title: 乙, requires: [] }]'),
    [],
  )
  t.same(problems('goods: []'), [], 'titles alone')
  t.same(problems('term: 3y', 'review: 1y', 'effect: fail_title', 'inherit: true', 'grantor: 示例', 'goods: []'), [])
})

t.test('what is wrong is named with its place', async (t) => {
  const good = (requires: string) => `goods: [{ id: a, title: 领导班子建设好, requires: [${requires}] }]`
  const table: readonly (readonly [string, readonly string[], string])[] = [
    [
      'a Have that no Good requires',
      [`haves: [${have('funds')}, ${have('team', '有班子')}]`, good('funds')],
      'error haves.1.id 没有哪个“好”要求“有班子”（team），请写进某个“好”的 requires，或删去',
    ],
    [
      'a Good that requires what is nearly a Have',
      [`haves: [${have('funds')}]`, good('funds, fund')],
      'error goods.0.requires.1 “领导班子建设好”要求的“fund”不在 haves 里，是否应为“funds”',
    ],
    [
      'a Good that requires what is no Have',
      [`haves: [${have('funds')}]`, good('funds, premises')],
      'error goods.0.requires.1 “领导班子建设好”要求的“premises”不在 haves 里，有：funds',
    ],
    [
      'an id that is used twice',
      [`haves: [${have('a')}]`, good('a')],
      'error goods.0.id 编号“a”重复，一个创建项目内“有”和“好”的编号不能相同',
    ],
    [
      'a judgement',
      ['goods: [{ id: a, title: 甲, requires: [], when: { all: [{ judged: met }] } }]'],
      'error goods.0.when.all.0.judged 创建条件里不能用“judged”，考评单位的评分请用 score，如 { score: own.activity, at_least: 16 }',
    ],
    [
      'a title that a scheme requires of itself',
      ['requires_titles: [s]', 'goods: []'],
      'error requires_titles.0 “s”不能以自己的称号为前提',
    ],
    [
      'a title of a scheme that is not in the set',
      ['requires_titles: [other]', 'goods: []'],
      'warning requires_titles.0 本套规则没有创建项目“other”；在另一套规则里的，可以不改',
    ],
    ['a misspelt word', ['goods: []', 'terms: 3y'], 'error terms 没有“terms”这个写法，是否应为“term”'],
    ['a test that is none', ['goods: [{ id: a, title: 甲, requires: [], when: 3 }]'], 'error goods.0.when 这里应写一个条件'],
  ]
  for (const [name, lines, sentence] of table) t.same(problems(...lines), [sentence], name)
})

t.test('a kind of unit that there is not', async (t) => {
  const { json } = readYaml(`${head}accreditation: [{ id: s, title: 示例, units: [comunity], period: year, goods: [] }]`)
  const found: Problem[] = []
  compileRules(json, found)
  t.match(found, [{ path: ['accreditation', 0, 'units', 0], words: { zh: '没有“comunity”这类单位，是否应为“community”' } }])
})

t.test('two schemes of one id', async (t) => {
  const one = '{ id: s, title: 示例, units: [community], period: year, goods: [] }'
  const found: Problem[] = []
  compileRules(readYaml(`${head}accreditation: [${one}, ${one}]`).json, found)
  t.match(found, [{ severity: 'error', path: ['accreditation', 1, 'id'] }])
})

t.test('the sample sets have no problems, and map the Haves into the Goods as the report does', async (t) => {
  for (const id of ['wuhao-2024', 'wuhao-2026']) {
    const { json, problems: unread } = readYaml(
      readFileSync(new URL(`../projections/rulesets/${id}.yaml`, import.meta.url), 'utf8'),
    )
    const found: Problem[] = [...unread]
    const rules = compileRules(json, found)
    t.same(found, [], id)
    t.same(
      rules?.schemes.get('wuyou_wuhao')?.goods.map(({ title, requires }) => [title, ...requires]),
      [
        ['领导班子建设好', 'team', 'funds'],
        ['“五老”作用发挥好', 'corps'],
        ['制度健全执行好', 'rules'],
        ['活动经常效果好', 'premises'],
        ['积极探索创新好'],
      ],
    )
    t.same(
      [...(rules?.schemes.keys() ?? [])],
      ['wuyou_wuhao', 'advanced_village', 'advanced_community', 'demo_village', 'demo_community'],
    )
  }
})
