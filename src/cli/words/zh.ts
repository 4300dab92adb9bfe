/** What the command line says in Chinese. The English dictionary has the same keys; the compiler holds it to that. */
import { periodZh, zhOf } from '../../../events/labels.js'
import type { Part } from '../../../projections/rules/document.js'

const date = (day: string): string => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
const few = (list: readonly string[], all: number): string => `${list.join('、')}${all > list.length ? `等${all}条` : ''}`

export const zh = {
  error: (sentence: string) => `错误：${sentence}`,
  bug: '程序出错，账本没有因此改动。请把命令和下面这句话告诉维护人员',
  bugHint: '加 -v -v 再运行一次，可看到详细位置',
  usageHint: (command: string) => `用法见 ${command} --help`,
  refusalDetails: (code: string, place: string | undefined, because: readonly number[]) =>
    `代码：${code}${place === undefined ? '' : `；位置：${place}`}${because.length === 0 ? '' : `；相关记录：${because.join('、')}`}`,
  interrupted: '已中断',
  written: (path: string) => `已写入 ${path}`,
  bomDropped: (file: string) => `提示：${file} 开头有BOM标记，已略过`,
  readAs: (file: string, encoding: string) => `提示：${file} 不是 UTF-8，已按 ${encoding.toUpperCase()} 读取`,
  listComma: '、',
  semicolon: '；',
  none: '无',
  yes: '是',
  no: '否',
  date,
  shortDate: (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`,
  period: (period: string) => periodZh(period),
  kind: (kind: string) => (kind === 'unit' ? '单位' : zhOf(kind)),
  word: (word: string, field?: string) => zhOf(word, field),
  noRecords: '还没有记录',
  records: (last: number) => `第0至${last}号记录（共${last + 1}条）`,
  parts: { duties: '应尽工作', sheets: '考评表' } satisfies Record<Part, string>,
  rulesOfPart: (set: string, part: string) => `${set}（${part}）`,
  basis: ({ day, records, rules, engine }: { day: string; records: string; rules: string; engine: string }) =>
    `依据：截至${day}，${records}${rules === '' ? '' : `，规则 ${rules}`}，计算程序第${engine}版`,

  corrected: '已更正',
  retracted: '已作废',
  citation: (position: number, day: string, label: string, became: string | undefined) =>
    `第${position}号（${day} ${label}${became === undefined ? '' : `，${became}`}）`,
  pendingPoints: (points: string) => `未评分 ${points}`,
  cites: (paragraph: string) => `（${paragraph}）`,
  ruleMeasured: (rule: string, measured: string) => `${rule}；实际 ${measured}`,
  measured: (measured: string) => `实际 ${measured}`,
  restsOn: (cited: readonly string[], all: number) => `依据 ${few(cited, all)}`,
  missing: (list: readonly string[], all: number) => `缺 ${list.join('、')}${all > list.length ? `等${all}项` : ''}`,
  notCounted: (cited: string, why: string) => `未计入 ${cited}：${why}`,
  moreNotCounted: (more: number) => `未计入的另有${more}条（加 --all 全部列出）`,

  rank: {
    rank: '名次',
    moved: '变化',
    code: '代码',
    street: '街道',
    base: '基本分',
    bonus: '加分',
    deduction: '扣分',
    pending: '未评分',
    total: '总分',
    grade: '等次',
    gradedBy: '评分单位',
    remarks: '备注',
    new: '新',
    ended: '不参评（已撤并）',
    provisional: '暂列（尚有未评分）',
    tied: '并列',
    tieBreak: (by: string) => `同分，按${by}排先后`,
    ties: { bonus: '加分', previous_total: '上期总分' } as Readonly<Record<string, string>>,
    voided: (title: string) => `一票否决：${title}`,
    notExcellent: (title: string) => `不评优秀：${title}`,
    group: (street: string, units: number) => `${street}　${units}个单位参评`,
    title: (period: string, sheet: string, scope: string, rules: string) =>
      `${periodZh(period)}${sheet}排名（${scope}，规则 ${rules}）`,
    byStreet: '各街道分别排名',
    district: '全区',
    nobody: '没有参评的单位',
    hint: (code: string, period: string) => `想知道为什么：wuhao explain ${code} --period ${period}`,
  },

  explain: {
    head: (unit: string, period: string, total: string, sum: string, rules: string) =>
      `${unit} ${periodZh(period)} 总分 ${total} = ${sum}（规则 ${rules}）`,
    grade: (sheet: string, grade: string, gradedBy: string) => `${sheet}　等次：${grade}　评分单位：${gradedBy}`,
    noGrade: '未定（尚有未评分）',
    pendingTerm: (points: string) => `未评分${points}`,
    voided: (title: string, because: string) => `一票否决：${title}（依据 ${because}）`,
    notExcellent: (title: string, because: string) => `不评优秀：${title}（依据 ${because}）`,
  },

  whyNot: {
    head: (cited: string, unit: string) => `${cited}与${unit}的得分`,
    aboutTarget: (position: number, target: number) => `第${position}号是对第${target}号记录的处理，下面看第${target}号`,
    counted: (title: string, points: string) => `已计入：${title}（得 ${points} 分）`,
    notCounted: (title: string, why: string) => `未计入：${title}：${why}`,
    vetoed: (title: string) => `据此否决：${title}`,
    tooLate: (position: number, last: number) => `第${position}号记录在所选时刻之后录入（只看到第${last}号为止）`,
    retracted: (by: number) => `这条记录已由第${by}号记录作废`,
    others: (subjects: string) => `与该单位无关：这条记录是关于${subjects}的`,
    nowhere: (label: string) => `这张考评表没有一项用到它：不看“${label}”，或不在考评期内`,
    noFacts: '这条记录不产生考评用的事实',
  },
}

export type Dictionary = typeof zh
