/** What `wuhao coverage` says in both languages. */
import { dateZh, enOf, periodZh, zhOf } from '../../../events/labels.js'
import { many, numberZh } from './phrases.js'

export const coverageZh = {
  title: (period: string, rules: string) => `${periodZh(period)}工作覆盖面（规则 ${rules}）`,
  head: (id: string, title: string, period: string) => `${periodZh(period)}${title}（${id}）`,
  over: (whom: string, count: number, day: string) => `统计${whom}${count}个（截至${dateZh(day)}）`,
  id: '代号',
  cover: '项目',
  whom: '统计对象',
  part: '内容',
  count: '覆盖',
  of: '应覆盖',
  rate: '覆盖率',
  key: { street: '街道', kind: '类别', unit: '单位', quarter: '季度', month: '月份' } as Readonly<Record<string, string>>,
  word: (word: string, column: string) => zhOf(word, column),
  uncovered: (codes: readonly string[]) => `未覆盖${codes.length}个：${codes.join('、')}`,
  all: '全部覆盖',
  counted: (positions: readonly number[]) => `依据 ${positions.map(numberZh).join('、')}`,
  notCounted: (position: number, why: string) => `未计入 ${numberZh(position)}：${why}`,
  missing: (words: readonly string[]) => `缺 ${words.join('、')}`,
  shown: '现有',
  hint: (command: string) => `看一项的明细：${command}`,
}

export const coverageEn: typeof coverageZh = {
  title: (period, rules) => `Coverage ${period} (rules ${rules})`,
  head: (id, title, period) => `${title} (${id}), ${period}`,
  over: (whom, count, day) => `Counted: ${many(count, 'subject')} (${whom}) on ${day}`,
  id: 'Id',
  cover: 'Cover',
  whom: 'Over',
  part: 'Part',
  count: 'Count',
  of: 'Of',
  rate: 'Rate',
  key: { street: 'Street', kind: 'Kind', unit: 'Unit', quarter: 'Quarter', month: 'Month' },
  word: (word) => enOf(word),
  uncovered: (codes) => `Not covered (${codes.length}): ${codes.join(', ')}`,
  all: 'All covered',
  counted: (positions) => `Rests on ${positions.map((position) => `record ${position}`).join(', ')}`,
  notCounted: (position, why) => `Not counted: record ${position}, ${why}`,
  missing: (words) => `Missing ${words.join(', ')}`,
  shown: 'Standing',
  hint: (command) => `For the details of one: ${command}`,
}
