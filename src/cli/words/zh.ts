/** What the command line says in Chinese. The English dictionary has the same keys; the compiler holds it to that. */
import { dateZh, periodZh, zhOf } from '../../../events/labels.js'
import { accreditZh } from './accredit.js'
import { awardsZh } from './awards.js'
import { coverageZh } from './coverage.js'
import { minute, numberZh } from './phrases.js'
import { acts } from './zh-acts.js'
import { changes } from './zh-changes.js'

export const zh = {
  error: (sentence: string) => `错误：${sentence}`,
  bug: '程序出错，账本没有因此改动。请把所用的命令和下面这句话告诉维护人员',
  bugHint: '加 -v -v 再运行一次，可看到出错的位置',
  storeHint: '新建账本用 wuhao init；账本在别处的，用 --store 或 WUHAO_STORE 指明目录',
  usageHint: (command: string) => `用法见 ${command} --help`,
  refusalDetails: (code: string, place: string | undefined, because: readonly number[]) =>
    [
      `代码 ${code}`,
      ...(place === undefined ? [] : [`位置 ${place}`]),
      ...(because.length === 0 ? [] : [`相关记录 ${because.map(numberZh).join('、')}`]),
    ].join('，'),
  version: (version: string, engine: string, node: string) => `wuhao ${version}，计算程序第${engine}版，Node ${node}`,
  written: (path: string) => `已写入 ${path}`,
  bomDropped: (file: string) => `提示：${file} 开头的BOM标记已略过`,
  readAs: (file: string, encoding: string) => `提示：${file} 不是 UTF-8，按 ${encoding.toUpperCase()} 读取`,
  listComma: '、',
  comma: '，',
  semicolon: '；',
  none: '无',
  yes: '是',
  no: '否',
  date: dateZh,
  shortDate: (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`,
  period: periodZh,
  number: numberZh,
  kind: (kind: string) => zhOf(kind),
  noRecords: '还没有记录',
  records: (last: number) => `第0至${last}号记录（共${last + 1}条）`,
  parts: { duties: '应尽工作', sheets: '考评表', accreditation: '创建', awards: '评优', coverage: '覆盖' },
  rulesOfPart: (set: string, part: string) => `${set}（${part}）`,
  basis: ({ day, records, rules, engine }: { day: string; records: string; rules: string; engine: string }) =>
    `依据：截至${day}，${records}${rules === '' ? '' : `，规则 ${rules}`}，计算程序第${engine}版`,

  corrected: '已更正',
  retracted: '已作废',
  citation: (position: number, day: string, label: string, became: string | undefined) =>
    `${numberZh(position)}（${day}${label}${became === undefined ? '' : `，${became}`}）`,
  pendingPoints: (points: string) => `未评分 ${points}`,
  cites: (paragraph: string) => `（${paragraph}）`,
  ruleMeasured: (rule: string, measured: string) => `${rule}；实际 ${measured}`,
  measured: (measured: string) => `实际 ${measured}`,
  restsOn: (cited: readonly string[], all: number) => `依据 ${cited.join('、')}${all > cited.length ? `等${all}条` : ''}`,
  missing: (list: readonly string[], all: number) => `缺 ${list.join('、')}${all > list.length ? `等${all}项` : ''}`,
  notCounted: (cited: string, why: string) => `未计入 ${cited}：${why}`,
  moreNotCounted: (more: number) => `未计入的另有${more}条（加 --all 全部列出）`,

  rank: {
    rank: '名次',
    moved: '变化',
    code: '代码',
    unit: (kind: string) => (kind === 'unit' ? '单位' : zhOf(kind)),
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
    apart: (title: string, given: readonly string[]) => `评分相差较大：${title}（${given.join('，')}）`,
    group: (street: string, units: number) => `${street}　参评${units}个`,
    title: (period: string, sheet: string, scope: string, rules: string) =>
      `${periodZh(period)}${sheet}排名（${scope}，规则 ${rules}）`,
    byStreet: '各街道分别排名',
    district: '全区',
    nobody: '没有参评的单位',
    hint: (command: string) => `想知道为什么：${command}`,
  },

  explain: {
    head: (unit: string, period: string, total: string, sum: string, rules: string) =>
      `${unit} ${periodZh(period)} 总分 ${total} = ${sum}（规则 ${rules}）`,
    grade: (sheet: string, grade: string, gradedBy: string) => `${sheet}　等次：${grade}　评分单位：${gradedBy}`,
    noGrade: '未定（尚有未评分）',
    pendingTerm: (points: string) => `未评分${points}`,
    voided: (title: string, because: string) => `一票否决：${title}（依据 ${because}）`,
    notExcellent: (title: string, because: string) => `不评优秀：${title}（依据 ${because}）`,
    apart: (address: string, given: readonly string[], gap: string, allowed: string) =>
      `评分相差较大：${address}　${given.join('，')}，相差 ${gap} 超过 ${allowed}`,
  },

  whyNot: {
    head: (cited: string, unit: string) => `${cited}在${unit}的得分里`,
    aboutTarget: (position: number, target: number) =>
      `${numberZh(position)}是针对${numberZh(target)}的，下面说的是${numberZh(target)}`,
    counted: (title: string, points: string) => `已计入“${title}”，该项得${points}分`,
    notCounted: (title: string, why: string) => `未计入“${title}”：${why}`,
    vetoed: (title: string) => `据此：${title}`,
    tooLate: (position: number, last: number) => `${numberZh(position)}是后来录入的，这次只看到${numberZh(last)}为止`,
    retracted: (by: number) => `没有计入：已由${numberZh(by)}作废`,
    others: (subjects: string) => `没有计入：这条记录是关于${subjects}的，与本单位无关`,
    nowhere: (label: string) => `没有计入：考评表各项都没有用到这条“${label}”`,
    noFacts: '没有计入：这类记录不参与考评',
  },

  gaps: {
    title: (period: string, gaps: number) => `${periodZh(period)}缺项${gaps === 0 ? '：无' : `：${gaps}项`}`,
    code: '代码',
    unit: '单位',
    parent: '隶属',
    duty: '应尽工作',
    period: '所属时期',
    due: '截止日',
    state: '情况',
    record: '依据',
    states: (state: string, days: number | null) => (state === 'late' ? `迟报${days ?? 0}天` : '缺'),
  },

  awards: awardsZh,
  accredit: accreditZh,
  coverage: coverageZh,

  units: {
    title: (day: string, units: number, history: boolean) =>
      history ? `历次变动，共${units}个单位` : `${dateZh(day)}的单位，共${units}个`,
    code: '代码',
    name: '名称',
    kind: '类别',
    parent: '隶属',
    from: '起',
    until: '止（不含）',
    record: '依据',
  },

  events: {
    title: (shown: number, isFull: boolean) => `工作记录${shown}条${isFull ? '（只列最新的，加 --limit 可多列）' : ''}`,
    position: '记录号',
    occurredOn: '发生日期',
    recordedAt: '录入时间',
    about: '单位',
    says: '内容',
    recorded: (instant: string | null, days: number) =>
      `${instant === null ? '' : minute(instant)}${days > 0 ? ` 补录（晚${days}天）` : ''}`,
    sentence: (label: string, says: string) => (says.startsWith(label) ? says : `【${label}】${says}`),
    subjects: (names: readonly string[], all: number) => `${names.join('、')}${all > names.length ? `等${all}个` : ''}`,
    became: ({
      correctedBy,
      retractedBy,
      isVoid,
    }: {
      correctedBy: number | null
      retractedBy: number | null
      isVoid: boolean
    }) =>
      retractedBy !== null
        ? `（已由${numberZh(retractedBy)}作废）`
        : isVoid
          ? '（重复，不起作用）'
          : correctedBy !== null
            ? `（已由${numberZh(correctedBy)}更正）`
            : '',
  },

  show: {
    title: (position: number, label: string, type: string) => `${numberZh(position)}记录　${label}（${type}）`,
    says: '内容',
    occurredOn: '发生日期',
    to: ' 至 ',
    recordedAt: '录入时间',
    actor: '录入人',
    document: '文号',
    stream: '记在',
    inStream: (stream: string, revision: number) => `${stream} 第${revision}版`,
    before: '上一条',
    after: '下一条',
    target: '针对',
    corrections: '更正',
    attachments: '补充材料',
    retractedBy: '作废',
    void: '重复无效',
    id: '编号',
    leaf: '摘要',
    evidence: (mediaType: string, bytes: number, sha256: string) => `佐证材料  ${mediaType}，${bytes}字节，sha256 ${sha256}`,
    data: '原文',
  },

  changes,
  ...acts,
}

export type Dictionary = typeof zh
