/** What is wrong with the awards of a rule set: where, and what would be right. */
import { readFileSync } from 'node:fs'
import t from 'tap'
import { compileRules } from '../projections/rules/compile.js'
import { type Problem, readYaml } from '../projections/rules/yaml.js'
import { award } from './twin/round.js'

/** The problems of a rule set with these awards, each with its line. */
function problemsOf(...awards: readonly string[]): readonly Problem[] {
  const head = 'ruleset: "x"\ngrammar: 1\ntitle: 示例\neffective: { from: 2026-01-01 }\n'
  const text = `${head}points: { step: "0.01", round: half_up }\nawards:\n${awards.join('')}`
  const { json, problems, place } = readYaml(text)
  const all = [...problems]
  compileRules(json, all)
  return all.map(place)
}
const said = (...awards: readonly string[]): string[] => problemsOf(...awards).map(({ words }) => words.zh)

t.test('the samples have no problems, and the fifteen awards with their exact names', async (t) => {
  for (const id of ['awards-2025', 'awards-2026']) {
    const { json, problems } = readYaml(readFileSync(new URL(`../projections/rulesets/${id}.yaml`, import.meta.url), 'utf8'))
    const all = [...problems]
    const rules = compileRules(json, all)
    t.same(all, [])
    t.same(
      Array.from(rules?.awards.values() ?? [], ({ title }) => title),
      [
        ...[
          '老干部',
          '老模范',
          '老专家',
          '老战士',
          '老教师',
          '校外教育辅导',
          '网吧义务监督',
          '为关工事业献爱心',
          '教师志愿者',
          '关工委组织建设',
        ].map((who) => `十佳${who}标兵`),
        ...['十佳社区关工委先进集体', '十佳学校关工委先进集体', '十佳校外教育辅导站先进集体'],
        ...['十佳机关（部门、街道）工作先进单位', '十佳关工委工作创新品牌'],
      ],
    )
    t.ok(Array.from(rules?.awards.values() ?? []).every(({ quota }) => quota === 10))
  }
})

t.test('places, kinds, channels, criteria, ties: each is told where it stands', async (t) => {
  t.same(said(award('a')), [])
  const pools = (quota: number) =>
    award('a', `    subject: unit\n    pools: [{ id: x, title: 甲, quota: ${quota}, units: [street] }]\n`)
  t.same(said(pools(2)), [])
  t.same(said(pools(3)), ['各组名额合计3名，奖项名额是2名，两者应相等'])
  t.equal(problemsOf(pools(3))[0]?.line, 18, 'at its line')
  t.same(said(award('a', '    subject: unit\n    units: [strete]\n')), ['没有“strete”这类单位，是否应为“street”'])
  t.same(said(award('a', '    units: [street]\n')), ['只有评单位的奖项才写“units”'])
  t.same(said(award('a', '    nominators: [{ kind: stret }]\n')), ['没有“stret”这类单位，是否应为“street”'])
  t.same(said(award('a', '    evaluator: [comunity, D01]\n')), ['没有“comunity”这类单位，是否应为“community”'])
  t.match(said(award('a', '    ballots: { channels: [jury_vot] }\n')), [
    '这一奖项没有“jury_vote”这种投票，是否应为“jury_vot”',
    '没有“jury_vot”这种投票，是否应为“jury_vote”',
  ])
  t.match(said(award('a', '    ties: [balots]\n')), ['没有“balots”这种比较办法，是否应为“ballots”'])
  t.same(said(award('a', '    ties: [criterion]\n')), ['这一奖项没有写明评委评分的要素'])
  t.same(said(award('a', '    ties: [votes, marks, ballots, expert, previous_score, earliest_nomination]\n')), [])
  t.same(said(award('a', '    expert: { max: 10, criteria: [{ id: x, title: 甲, max: 6 }, { id: y, title: 乙, max: 5 }] }\n')), [
    '各评分要素的最高分合计超过10分',
  ])
  t.same(said(award('a', '    eligible: [{ id: x, title: 甲, when: { won: brant, within: 5y } }]\n'), award('brand')), [
    '没有“brant”这个奖项，是否应为“brand”',
  ])
  t.same(said(award('a', '    eligible: [{ id: x, title: 甲, when: { won: any } }]\n')), [])
})

t.test('a score is a measure or weighted ones; votes and scores are for awards', async (t) => {
  const line = (more: string) => award('a', `    score: { weighted: [{ id: v, title: 票, of: { ballots: share }, ${more} }] }\n`)
  t.same(said(line('weight: 100')), [])
  t.same(said(line('weight: 0')), ['权重合计不是100%', '权重应大于0'])
  t.equal(problemsOf(line('weight: 40'))[0]?.severity, 'warning')
  t.same(said(award('a', '    score: { judged: points }\n')), ['评选的得分不能用考评单位的评定（judged、granted）'])
  t.same(said(award('a', '    ballots: { channels: [jury_vote, public_vote] }\n    score: { ballots: votes }\n')), [
    '这一奖项有几种投票，请写明 channel：jury_vote、public_vote',
  ])
  const sheet = (measure: string) => `sheets:
  - id: s
    title: 表
    appraises: street
    appraiser: parent
    period: year
    headings: [{ id: h, title: 项, items: [{ id: i, title: 项, measure: { ${measure} } }] }]
`
  t.same(said(award('a'), sheet('ballots: votes')), ['“ballots”（票数）只用于评选（awards）'])
  t.same(said(award('a'), sheet('expert: mean')), ['“expert”（评委评分）只用于评选（awards）'])
  t.same(said(award('a'), sheet('won: a, within: 3y')), [])
})
