/** What the command line says in Chinese. The English dictionary has the same keys; the compiler holds it to that. */
import { periodZh, zhOf } from '../../../events/labels.js'

const date = (day: string): string => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
const number = (position: number): string => `第${position}号`
const seconds = (ms: number): string => (ms / 1000).toFixed(ms < 1000 ? 2 : 1)
/** An instant in UTC+8, to the minute. */
const minute = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
const inFile = (file: string | undefined, line: number): string => `${file === undefined ? '' : `${file} `}第${line}行`

export const zh = {
  error: (sentence: string) => `错误：${sentence}`,
  bug: '程序出错，账本没有因此改动。请把所用的命令和下面这句话告诉维护人员',
  bugHint: '加 -v -v 再运行一次，可看到出错的位置',
  storeHint: '新建账本用 wuhao init；账本在别处的，用 --store 或 WUHAO_STORE 指明目录',
  usageHint: (command: string) => `用法见 ${command} --help`,
  refusalDetails: (code: string, place: string | undefined, because: readonly number[]) =>
    `代码 ${code}${place === undefined ? '' : `，位置 ${place}`}${because.length === 0 ? '' : `，相关记录 ${because.map(number).join('、')}`}`,
  version: (version: string, engine: string, node: string) => `wuhao ${version}，计算程序第${engine}版，Node ${node}`,
  written: (path: string) => `已写入 ${path}`,
  bomDropped: (file: string) => `提示：${file} 开头的BOM标记已略过`,
  readAs: (file: string, encoding: string) => `提示：${file} 不是 UTF-8，按 ${encoding.toUpperCase()} 读取`,
  listComma: '、',
  semicolon: '；',
  none: '无',
  yes: '是',
  no: '否',
  date,
  shortDate: (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`,
  period: periodZh,
  number,
  kind: (kind: string) => (kind === 'unit' ? '单位' : zhOf(kind)),
  noRecords: '还没有记录',
  records: (last: number) => `第0至${last}号记录（共${last + 1}条）`,
  parts: { duties: '应尽工作', sheets: '考评表' },
  rulesOfPart: (set: string, part: string) => `${set}（${part}）`,
  basis: ({ day, records, rules, engine }: { day: string; records: string; rules: string; engine: string }) =>
    `依据：截至${day}，${records}${rules === '' ? '' : `，规则 ${rules}`}，计算程序第${engine}版`,

  corrected: '已更正',
  retracted: '已作废',
  citation: (position: number, day: string, label: string, became: string | undefined) =>
    `${number(position)}（${day}${label}${became === undefined ? '' : `，${became}`}）`,
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
    group: (street: string, units: number) => `${street}　参评${units}个`,
    title: (period: string, sheet: string, scope: string, rules: string) => `${periodZh(period)}${sheet}排名（${scope}，规则 ${rules}）`,
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
    head: (cited: string, unit: string) => `${cited}在${unit}的得分里`,
    aboutTarget: (position: number, target: number) => `${number(position)}是针对${number(target)}的，下面说的是${number(target)}`,
    counted: (title: string, points: string) => `已计入“${title}”，该项得${points}分`,
    notCounted: (title: string, why: string) => `未计入“${title}”：${why}`,
    vetoed: (title: string) => `据此：${title}`,
    tooLate: (position: number, last: number) => `${number(position)}是后来录入的，这次只看到${number(last)}为止`,
    retracted: (by: number) => `没有计入：已由${number(by)}作废`,
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

  units: {
    title: (day: string, units: number, history: boolean) => (history ? `历次变动，共${units}个单位` : `${date(day)}的单位，共${units}个`),
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
    recorded: (instant: string | null, days: number) => `${instant === null ? '' : minute(instant)}${days > 0 ? ` 补录（晚${days}天）` : ''}`,
    sentence: (label: string, says: string) => `【${label}】${says}`,
    subjects: (names: readonly string[], all: number) => `${names.join('、')}${all > names.length ? `等${all}个` : ''}`,
    became: ({ correctedBy, retractedBy, isVoid }: { correctedBy: number | null; retractedBy: number | null; isVoid: boolean }) =>
      retractedBy !== null ? `（已由${number(retractedBy)}作废）` : isVoid ? '（重复，不起作用）' : correctedBy !== null ? `（已由${number(correctedBy)}更正）` : '',
  },

  show: {
    title: (position: number, label: string, type: string) => `${number(position)}记录　${label}（${type}）`,
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

  receipt: {
    recorded: (position: number, type: string, stream: string, revision: number) => `已录入${number(position)}记录（${type}），记在 ${stream} 第${revision}版`,
    again: (position: number, type: string) => `以前已录入，是${number(position)}记录（${type}），没有重复录入`,
    id: (id: string) => `编号 ${id}`,
    leaf: (leaf: string) => `摘要 ${leaf}`,
    key: (key: string) => `防重键 ${key}`,
    wouldBe: '可以录入（这次只检查，没有写入）',
  },

  import: {
    progress: (done: number, total: number) => `正在录入 ${done}/${total}`,
    wrong: (file: string | undefined, line: number, what: string) => `${inFile(file, line)}：${what}`,
    nothing: (wrong: number, total: number) => `${total}行中有${wrong}行不对，一行也没有录入`,
    wouldBe: (total: number) => `${total}行都可以录入（这次只检查，没有写入）`,
    done: (recorded: number, already: number, first: number | undefined, last: number | undefined) =>
      `录入${recorded}条${first === undefined || last === undefined ? '' : `（${number(first)}至${number(last)}）`}${already === 0 ? '' : `，另有${already}条以前已录入`}`,
    stopped: (file: string | undefined, line: number) => `已中断，${inFile(file, line)}起尚未录入。再运行同一命令即可接着录，不会重复`,
  },

  rules: {
    none: '还没有考评规则',
    set: '规则',
    title: '名称',
    document: '文号',
    parts: '内容',
    from: '施行',
    proposed: '提请',
    adopted: '通过',
    waiting: '待审议',
    by: (name: string, position: number) => `${name}（${number(position)}）`,
    inForce: '现行',
    error: '错误',
    warning: '提醒',
    wrong: (errors: number) => `规则文件有${errors}处错误`,
    right: (warnings: number) => `规则文件没有错误${warnings === 0 ? '' : `，有${warnings}处提醒`}`,
  },

  confirm: {
    yesNo: '（是/否）',
    nothing: '没有改动',
    adopt: (set: string) => `规则 ${set} 通过后，编号不能再用，文本不能再改。确定通过吗？`,
    retract: (position: number) => `${number(position)}记录作废后不能撤回。确定作废吗？`,
  },

  init: {
    there: (file: string) => `${file} 已经有了，没有改动。要新建账本请换一个目录`,
    wouldBe: (store: string) => `可以在 ${store} 新建账本（这次只检查，没有写入）`,
    made: (store: string, id: string) => `已新建账本 ${store}（${id}）`,
    next: (enter: string) =>
      `接下来：
${enter === '' ? '' : `  ${enter}\n`}  wuhao record 设立单位 --on 2026-01-01 --as 示例文员 --data '{"unit":"D01","kind":"district","name":"示例区"}'
  wuhao rules check 规则.yaml
  wuhao seed                 或者，先写入示例区试用`,
  },

  seed: {
    progress: (done: number, total: number) => `正在写入示例区 ${done}/${total}`,
    notEmpty: (store: string, size: number) => `账本 ${store} 里已有${size}条记录，示例区只写入空账本。请用 --store 换一个目录`,
    wouldBe: (store: string) => `可以写入 ${store}（这次只检查，没有写入）`,
    done: (store: string, events: number, seed: number) => `示例区已写入 ${store}：${events}条记录（种子${seed}）`,
    took: (ms: number) => `用时${seconds(ms)}秒。接下来：wuhao rank --period 2025`,
  },

  demo: {
    seeded: (events: number, streets: number, communities: number, ms: number) =>
      `已生成示例区：${streets}个街道，${communities}个社区（2025年底），${events}条记录，用时${seconds(ms)}秒`,
    opened: (events: number, ms: number) => `重新打开账本：${events}条记录逐条核对无误，用时${seconds(ms)}秒`,
    top: (period: string, top: number) => `一、${periodZh(period)}全区前${top}名`,
    why: (unit: string, total: string) => `二、${unit}为什么是${total}分`,
    otherRules: (rules: string, moved: number) => `三、同样的记录，换成规则 ${rules}：${moved}个社区名次不同（变化：比第一表进退几名）`,
    earlier: (day: string, weeks: number, records: number, moved: number) =>
      `四、${weeks}周前看到的排名（${date(day)}前录入的记录，之后又录入${records}条）：${moved}个社区名次不同`,
    rankThen: '那时名次',
    totalThen: '那时总分',
    rankNow: '现在名次',
    totalNow: '现在总分',
    next: '接下来可以试：',
    commands: (store: string, unit: string) => [
      `wuhao rank --period 2025 --store ${store}`,
      `wuhao explain ${unit} --period 2025 --all --store ${store}`,
      `wuhao gaps --period 2026Q2 --street S04 --store ${store}`,
      `wuhao events --late 14d --store ${store}`,
      `wuhao units --unit ${unit} --history --store ${store}`,
    ],
    kept: (store: string) => `账本保留在 ${store}，不用了可以删除整个文件夹`,
    took: (ms: number) => `全程${seconds(ms)}秒`,
  },

  replay: {
    loaded: (size: number, root: string) => `${size}条记录逐条核对无误，树根 ${root}`,
    upTo: (last: number) => (last < 0 ? '账本里还没有记录' : `算到${number(last)}记录为止`),
    what: '项目',
    count: '数量',
    digest: '摘要',
    facts: '工作事实',
    questions: { units: '单位变动', rules: '考评规则', ranking: '排名', gaps: '缺项', explanation: '得分依据' } as Readonly<Record<string, string>>,
    took: (loadMs: number, answersMs: number, answers: number) => `载入${seconds(loadMs)}秒；${answers}个答案用时${seconds(answersMs)}秒`,
  },

  config: {
    name: '设置',
    value: '值',
    origin: '来源',
    what: '说明',
    by: {
      flag: (where: string) => `选项 ${where}`,
      env: (where: string) => `环境变量 ${where}`,
      file: (where: string) => `文件 ${where}`,
      default: () => '默认',
    } as Readonly<Record<'flag' | 'env' | 'file' | 'default', (where: string) => string>>,
    meaning: {
      lang: '语言',
      store: '账本目录',
      principal: '以谁的身份录入',
      config: '设置文件',
      color: '用颜色',
      progress: '显示进度',
      input: '可以询问',
      ascii: '只用 ASCII 符号',
    },
  },
}

export type Dictionary = typeof zh
