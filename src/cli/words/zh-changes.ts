/** What the command line says in Chinese about changes between two bases. */
import { dateZh, periodZh, zhOf } from '../../../events/labels.js'
import { numberZh } from './phrases.js'

export const changes = {
  side: {
    rules: (id: string) => (id === 'draft' ? '试算规则' : `规则 ${id}`),
    day: (day: string) => `截至${dateZh(day)}`,
    known: (last: number) => (last < 0 ? '还没有记录时' : `截至第${last}号记录`),
    same: '同一依据',
  },
  title: (period: string, what: string, scope: string, a: string, b: string) =>
    `${periodZh(period)}${what}的变化（${scope}）：${a} → ${b}`,
  headline: (of: string, { rows, moved, own, overtaken, entered, left }: Counts, kind: string) =>
    [
      of === 'award' && moved > 0
        ? `${rows}个候选对象中，${moved}个名次或结果有变：${own}个因自身或规则变化，${overtaken}个只因别人变动`
        : of === 'board'
          ? `${rows}个${zhOf(kind)}中，${moved}个的达标情况或称号有变`
          : moved === 0
            ? `${rows}个${kindZh(kind)}的名次都没有变动`
            : `${rows}个${kindZh(kind)}中，${moved}个名次变动：${own}个因自身变化，${overtaken}个只因别人变动`,
      ...(entered > 0 ? [`新列入${entered}个`] : []),
      ...(left > 0 ? [`不再列入${left}个`] : []),
    ].join('；'),
  nothing: '没有差异',
  others: (different: number) => (different === 0 ? '' : `另有${different}个名次未变、得分或等次有变（用 --unit 查看）`),
  code: '代码',
  name: kindZh,
  street: '街道',
  rank: '名次',
  total: '总分',
  meets: '达标',
  holds: '称号',
  standing: '结果',
  why: '原因',
  none: '无',
  overtakenBy: (names: readonly string[], all: number) => `被${names.join('、')}${all > names.length ? `等${all}个` : ''}超过`,
  movedUp: (names: readonly string[], all: number) => `递补：${names.join('、')}${all > names.length ? `等${all}个` : ''}退后`,
  moves: { own: '自身变化', overtaken: '只因别人变动', entered: '新列入', left: '不再列入' } as Readonly<Record<string, string>>,
  stages: { units: '单位变动', facts: '记录变化', rules: '规则变化' } as Readonly<Record<string, string>>,
  kinds: {
    unit: '',
    clause: '',
    start: '起评分',
    limit: '限额',
    pending: '未评分',
    veto: '',
    grade: '',
    base: '',
    tie: '同分比较',
    ties: '',
  } as Readonly<Record<string, string>>,
  values: {
    void: '一票否决',
    not_excellent: '不评优秀',
    met: '达标',
    not_met: '不达标',
    yes: '达标',
    no: '不达标',
    held: '持有',
    warned: '被警告',
    rectifying: '整改中',
    expired: '到期',
    revoked: '已撤销',
    lapsed: '已失效',
    none: '未持有',
    winner: '当选',
    runner_up: '落选',
    tied_at_cut: '并列待定',
    excluded: '不符合条件',
    conferred: '已授予',
    decision: '已作决定',
    open: '尚未评定',
    tied: '并列',
    bonus: '比加分',
    previous_total: '比上期总分',
  } as Readonly<Record<string, string>>,
  deeds: {
    recorded: '录入',
    corrected: '更正',
    retracted: '作废',
    attached: '补充材料',
    ended: '终止',
    happened: '其间发生',
  } as Readonly<Record<string, string>>,
  late: (days: number) => `补录（晚${days}天）`,
  record: (position: number, deed: string) => `${numberZh(position)}${deed}`,
  rule: (address: string, change: string) =>
    `${address}（${{ added: '新增', removed: '删去', changed: '改动' }[change] ?? change}）`,
  dayCame: (day: string) => `到${dateZh(day)}`,
  more: (cited: readonly string[], all: number) => `${cited.join('、')}${all > cited.length ? `等${all}条` : ''}`,
  hidden: '相抵',
  unitChange: { new: '新设', ended: '撤并', moved: '改隶', renamed: '更名', converted: '转类' } as Readonly<
    Record<string, string>
  >,
  units: '单位变动：',
  rules: (felt: number, all: number) => `规则改动${all}处，其中${felt}处对结果有影响：`,
  unfelt: '（无影响）',
  noUnit: (code: string) => `${code}没有变化`,
  trial: '试算结果，非正式；账本没有任何改动',
  draft: (base: string | null, digest: string) =>
    `${base === null ? '草案' : `以规则 ${base} 为底`}，摘要 ${digest.slice(0, 12)}`,
  edit: (node: string, was: string | null, value: string) => `  ${node}：${was ?? '（未写）'} → ${value}`,
  warning: (sentence: string) => `  提示：${sentence}`,
  needsWhat: '请写明改什么：--set 项.栏=值，或 --rules 草案.yaml',
}

/** What the rows are; of an award candidates. */
function kindZh(kind: string): string {
  return kind === 'person' || kind === 'unit' || kind === 'station' || kind === 'brand' ? '候选对象' : zhOf(kind)
}

interface Counts {
  readonly rows: number
  readonly moved: number
  readonly own: number
  readonly overtaken: number
  readonly entered: number
  readonly left: number
}
