/** Grades by hand: what vetoes bar or give, also by rank, and how many may have a grade. */
import t from 'tap'
import type { Explanation } from '../projections/explanation.js'
import type { RankRow } from '../projections/ranking.js'
import { compileRules } from '../projections/rules/compile.js'
import type { Problem } from '../projections/rules/yaml.js'
import { asking, district, draft, held, ruleDocument } from './twin/asking.js'
import type { Draft } from './twin/book.js'
import { adopting } from './twin/view.js'

const sheet = (more: string): string => `sheets:
  - id: community
    title: 社区考评
    appraises: community
    appraiser: parent
    period: year
    headings:
      - { id: work, title: 工作, items: [{ id: it, title: 活动, measure: { count: ActivityHeld }, scale: { each: 1 } }] }
    bonus: { items: [{ id: extra, title: 培训, measure: { count: TrainingHeld }, scale: { each: 1 } }] }
${more}`
const GRADES = '[{ from: 6, grade: 优秀 }, { from: 4, grade: 良好 }, { from: 2, grade: 合格 }, { grade: 不合格 }]'
const vetoes = (list: string, more = ''): string => sheet(`    vetoes: [${list}]\n    grades: ${GRADES}\n${more}`)

/** As many activities of each community as are said, C001 first. */
const each = (...times: number[]): Draft[] => times.flatMap((count, i) => held(`C00${i + 1}`, count))
const incident = (code: string, kind = 'safety_accident'): Draft =>
  draft('IncidentRecorded', '2026-06-02', { unit: code, kind, severity: 'major', verifiedBy: 'D01' })
const trained = (code: string): Draft =>
  draft('TrainingHeld', '2026-05-05', { unit: code, kind: 'instructor_class', topic: '示例', headcount: 3 })

const ledger = (text: string, ...records: Draft[]) =>
  asking([...district, ...adopting(ruleDocument('2026.1', '2026-01-01', text), '2025-12-01'), ...records])
const rows = (text: string, ...records: Draft[]): readonly RankRow[] =>
  [...ledger(text, ...records).answer<readonly RankRow[]>('ranking', { period: '2026', scope: 'district' })].sort((a, b) =>
    a.unit.code < b.unit.code ? -1 : 1,
  )
/** Grades of C001 to C005, also as each of them is asked for alone. */
function grades(text: string, ...records: Draft[]): string {
  const all = rows(text, ...records).map(({ grade }) => grade ?? '无')
  const { answer } = ledger(text, ...records)
  const alone = all.map((_, i) => answer<Explanation>('score', { unit: `C00${i + 1}`, period: '2026' }).grade ?? '无')
  t.same(alone, all)
  return all.join(' ')
}

t.test('a veto bars the first grade, or one and all above it, or gives one whatever the total', async (t) => {
  const with_ = (effect: string): string => vetoes(`{ id: v, when: { count: IncidentRecorded }, effect: ${effect} }`)
  const all = [...each(6, 6, 4, 2, 0), ...['C002', 'C003', 'C004', 'C005'].map((code) => incident(code))]
  t.equal(grades(with_('not_excellent'), ...all), '优秀 良好 良好 合格 不合格')
  t.equal(grades(with_('{ bar: 良好 }'), ...all), '优秀 合格 合格 合格 不合格')
  t.equal(grades(with_('{ grade: 不合格 }'), ...all), '优秀 不合格 不合格 不合格 不合格')
  t.equal(grades(with_('{ grade: 合格 }'), ...all), '优秀 合格 合格 合格 合格', 'also where less was reached')
  t.equal(grades(with_('void'), ...all), '优秀 无 无 无 无')
})

t.test('of several vetoes the strictest counts', async (t) => {
  const accident = '{ id: a, when: { count: IncidentRecorded, where: { kind: safety_accident } }, effect: { grade: 合格 } }'
  const fraud = '{ id: b, when: { count: IncidentRecorded, where: { kind: false_report } }, effect: { bar: 合格 } }'
  t.equal(
    grades(vetoes(`${accident}, ${fraud}`), ...each(6), incident('C001'), incident('C001', 'false_report')),
    `不合格${REST}`,
  )
  t.equal(grades(vetoes(`${accident}, ${fraud}`), ...each(6), incident('C001', 'false_report')), `不合格${REST}`)
})
const REST = ' 不合格 不合格 不合格 不合格'

t.test('a veto by the rank of the total is decided after the ranking: 后两名不得评为优秀', async (t) => {
  const last = '{ id: last, title: 排名靠后, when: { rank: { score: own }, order: low, at_most: 2 }, effect: not_excellent }'
  t.equal(grades(vetoes(last), ...each(9, 8, 7, 6, 6)), '优秀 优秀 优秀 良好 良好')
  t.equal(grades(vetoes(last), ...each(9, 8, 6, 6, 6)), '优秀 优秀 良好 良好 良好', 'they share the place')
  const fraud = '{ id: fraud, when: { count: IncidentRecorded }, effect: void }'
  const voided = grades(vetoes(`${last}, ${fraud}`), ...each(9, 8, 7, 6, 6), incident('C005'))
  t.equal(voided, '优秀 优秀 良好 良好 无', 'who is void has no rank')
  const parent = last.replace('order: low', 'order: low, within: parent')
  t.equal(grades(vetoes(parent), ...each(9, 8, 7, 7, 6)), '优秀 良好 良好 良好 良好')
  t.same(
    ledger(vetoes(last), ...each(9, 8, 7, 6, 6)).answer<Explanation>('explanation', { unit: 'C005', period: '2026' }).vetoes
      .length,
    1,
  )
})

t.test('优秀不超过40%: the best of those that reach it, ties only if all fit; the rest get the next grade', async (t) => {
  const share = (more: string, ties = ''): string =>
    sheet(`    grades: [{ from: 6, grade: 优秀, ${more} }, { from: 4, grade: 良好 }, { grade: 一般 }]\n    ties: [${ties}]\n`)
  t.equal(grades(share('share: 40%'), ...each(9, 8, 7, 6, 3)), '优秀 优秀 良好 良好 一般')
  t.equal(grades(share('share: 59%'), ...each(9, 8, 7, 6, 3)), '优秀 优秀 良好 良好 一般', '2.95 places are two')
  t.equal(grades(share('share: 60%'), ...each(9, 8, 7, 6, 3)), '优秀 优秀 优秀 良好 一般')
  t.equal(
    grades(share('at_most: 2'), ...each(9, 8, 8, 6, 3)),
    '优秀 良好 良好 良好 一般',
    'two who share the second place do not fit',
  )
  t.equal(grades(share('at_most: 3'), ...each(9, 8, 8, 6, 3)), '优秀 优秀 优秀 良好 一般')
  t.equal(grades(share('share: 60%, at_most: 1'), ...each(9, 8, 8, 6, 3)), '优秀 良好 良好 良好 一般')
  t.equal(grades(share('at_most: 0'), ...each(9)), '良好 一般 一般 一般 一般')
  t.equal(grades(share('at_most: 4'), ...each(9, 8)), '优秀 优秀 一般 一般 一般', 'places that nobody reaches stay empty')
  const all = [...each(9, 7, 8), trained('C002')]
  t.equal(grades(share('at_most: 2'), ...all), '优秀 良好 良好 一般 一般')
  t.equal(grades(share('at_most: 2', 'bonus'), ...all), '优秀 优秀 良好 一般 一般', 'what decides between equals does here too')
})

t.test('places under each street by itself', async (t) => {
  const text = sheet('    grades: [{ from: 6, grade: 优秀, at_most: 1, within: parent }, { grade: 一般 }]\n')
  t.equal(grades(text, ...each(9, 8, 7, 6, 6)), '优秀 一般 一般 一般 一般', 'two share the first place of the second street')
  t.equal(grades(text, ...each(9, 8, 7, 6, 7)), '优秀 一般 一般 一般 优秀')
})

t.test('who is barred takes no place; two grades with places hand down', async (t) => {
  const places = '[{ from: 6, grade: 优秀, at_most: 1 }, { from: 4, grade: 良好, at_most: 2 }, { grade: 一般 }]'
  const text = sheet(`    vetoes: [{ id: v, when: { count: IncidentRecorded }, effect: not_excellent }]\n    grades: ${places}\n`)
  t.equal(grades(text, ...each(9, 8, 7, 6, 3)), '优秀 良好 良好 一般 一般')
  t.equal(grades(text, ...each(9, 8, 7, 6, 3), incident('C001')), '良好 优秀 良好 一般 一般')
  const note = rows(text, ...each(9, 8, 7, 6, 3))[3]?.gradeNotes?.map(({ zh }) => zh)
  t.same(note, [
    '总分6.00达到优秀，但优秀不超过1名，名额1个，按名次未进',
    '总分6.00达到良好，但良好不超过2名，名额2个，按名次未进',
  ])
  t.equal(rows(text, ...each(9, 8, 7, 6, 3))[0]?.gradeNotes, undefined)
})

const problems = (text: string): string[] => {
  const found: Problem[] = []
  compileRules(ruleDocument('2026.1', '2026-01-01', text), found)
  return found.map(({ path, words }) => `${path.slice(2).join('.')} ${words.zh}`)
}

t.test('what makes no sense is refused at its place', async (t) => {
  const veto = (effect: string, when = '{ count: IncidentRecorded }') =>
    problems(vetoes(`{ id: v, when: ${when}, effect: ${effect} }`))
  t.same(veto('{ bar: 良 }'), ['vetoes.0.effect.bar 没有“良”这一等，有：优秀、良好、合格、不合格'])
  t.same(veto('{ bar: 不合格 }'), ['vetoes.0.effect.bar “不合格”是最后一等，不能再往下定'])
  t.same(veto('void', '{ rank: { score: own }, at_most: 1 }'), [
    'vetoes.0.effect 按总分名次的条件不能使结果无效：无效的没有名次。可写 not_excellent、bar 或 grade',
  ])
  t.same(veto('void', '{ rank: { score: own.work }, at_most: 1 }'), [], 'the rank of a part does not hang on it')
  const graded = (list: string) => problems(sheet(`    grades: ${list}\n`))
  t.same(graded('[{ from: 6, grade: 优秀, within: parent }, { grade: 一般 }]'), [
    'grades.0.within “within”要配“share”或“at_most”',
  ])
  t.same(graded('[{ from: 6, grade: 优秀 }, { grade: 一般, at_most: 3 }]'), ['grades.1 最后一等不能限名额'])
  t.same(graded('[{ from: 6, grade: 优秀, share: 101% }, { grade: 一般 }]'), ['grades.0.share 比例应大于0、不超过100%'])
  t.same(graded('[{ from: all, grade: 优秀 }, { grade: 一般 }]'), ['grades.0.from “all”只用于达标制的表（result: met）'])
})
