/** What verbs that act or tend say in Chinese. */
import { dateZh, periodZh } from '../../../events/labels.js'
import { numberZh, seconds } from './phrases.js'

const inFile = (file: string | undefined, line: number): string => `${file === undefined ? '' : `${file} `}第${line}行`

export const acts = {
  receipt: {
    recorded: (position: number, label: string, stream: string, revision: number) =>
      `已录入${numberZh(position)}记录（${label}），记在 ${stream} 第${revision}版`,
    again: (position: number, label: string) => `以前已录入，是${numberZh(position)}记录（${label}），没有重复录入`,
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
    done: (recorded: number, already: number, first: number | null, last: number | null) =>
      [
        `录入${recorded}条`,
        first === null || last === null ? '' : `（${numberZh(first)}至${numberZh(last)}）`,
        already === 0 ? '' : `，另有${already}条以前已录入`,
      ].join(''),
    stopped: (file: string | undefined, line: number) =>
      `已中断，${inFile(file, line)}起尚未录入。再运行同一命令即可接着录，不会重复`,
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
    by: (name: string, position: number) => `${name}（${numberZh(position)}）`,
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
    retract: (position: number) => `${numberZh(position)}记录作废后不能撤回。确定作废吗？`,
  },

  init: {
    there: (file: string) => `${file} 已经有了，没有改动。要新建账本请换一个目录`,
    wouldBe: (store: string) => `可以在 ${store} 新建账本（这次只检查，没有写入）`,
    made: (store: string, id: string) => `已新建账本 ${store}（${id}）`,
    next: (enter: string) =>
      `接下来：
${enter === '' ? '' : `  ${enter}\n`}  wuhao record 设立单位 --as 示例文员 --on 2026-01-01 \\
    --data '{"unit":"D01","kind":"district","name":"示例区"}'
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
    otherRules: '三、同样的记录，按前后两年的规则各算一遍：谁变了，为什么',
    earlier: (day: string, weeks: number, records: number, moved: number) =>
      `四、${weeks}周前看到的排名（截至${dateZh(day)}录入的记录，之后又录入${records}条）：${moved}个社区名次不同`,
    board: '五、创建看板：有没有达标，缺什么',
    award: (title: string) => `六、评优：${title}`,
    rankThen: '那时名次',
    totalThen: '那时总分',
    rankNow: '现在名次',
    totalNow: '现在总分',
    next: '接下来可以试：',
    commands: (store: string, unit: string) => [
      `wuhao rank --period 2025 --store ${store}`,
      `wuhao explain ${unit} --period 2025 --all --store ${store}`,
      `wuhao gaps --period 2026Q2 --street S04 --store ${store}`,
      `wuhao diff rules:2024.1 rules:2025.1 --period 2025 --unit ${unit} --store ${store}`,
      `wuhao accredit --unit ${unit} --store ${store}`,
      `wuhao awards --period 2025 --store ${store}`,
      `wuhao coverage --period 2025 --store ${store}`,
      `wuhao simulate --period 2025 --set community.activity.programme.max=4 --store ${store}`,
      `wuhao events --late 14d --store ${store}`,
      `wuhao units --unit ${unit} --history --store ${store}`,
    ],
    kept: (store: string) => `账本保留在 ${store}，不用了可以删除整个文件夹`,
    took: (ms: number) => `全程${seconds(ms)}秒`,
  },

  ask: { question: '问题', label: '名称', parameters: '参数' },

  replay: {
    loaded: (size: number, root: string) => `${size}条记录逐条核对无误，树根 ${root}`,
    upTo: (last: number) => (last < 0 ? '账本里还没有记录' : `算到${numberZh(last)}记录为止`),
    what: '项目',
    count: '数量',
    digest: '摘要',
    facts: '工作事实',
    questions: { units: '单位变动', rules: '考评规则', ranking: '排名', gaps: '缺项', explanation: '得分依据' } as Readonly<
      Record<string, string>
    >,
    took: (loadMs: number, answersMs: number, answers: number) =>
      `载入${seconds(loadMs)}秒；${answers}个答案用时${seconds(answersMs)}秒`,
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
