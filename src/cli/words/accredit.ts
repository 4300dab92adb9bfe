/** What `wuhao accredit` and `wuhao titles` say in both languages. */
import type { HoldStatus, Stage } from '../../../projections/course.js'
import type { Met } from '../../../projections/rules/looked.js'
import { dateZh, enOf, periodZh, zhOf } from '../../../events/labels.js'
import { numberZh } from './phrases.js'

type Stages = Readonly<Record<Stage, string>>

const stagesZh: Stages = {
  none: '',
  applied: '已申报',
  prelim_passed: '初审通过',
  prelim_failed: '初审未通过',
  recommended: '已推荐',
  on_notice: '公示中',
  granted: '已命名',
  inherited: '承继命名',
  due_for_review: '待复查',
  warned: '黄牌警告',
  rectifying: '整改中',
  revoked: '已撤销',
  lapsed: '已失效',
  expired: '已到期',
}

const stagesEn: Stages = {
  none: '',
  applied: 'applied',
  prelim_passed: 'review passed',
  prelim_failed: 'review failed',
  recommended: 'recommended',
  on_notice: 'on notice',
  granted: 'named',
  inherited: 'inherited',
  due_for_review: 'review due',
  warned: 'warned',
  rectifying: 'to put right',
  revoked: 'revoked',
  lapsed: 'lapsed',
  expired: 'expired',
}

const isHeld = (status: HoldStatus): status is 'held' | 'warned' | 'rectifying' =>
  status === 'held' || status === 'warned' || status === 'rectifying'

const metZh: Readonly<Record<Met, string>> = { yes: '达标', no: '未达标', open: '未定' }
const metEn: Readonly<Record<Met, string>> = { yes: 'meets the standard', no: 'does not meet it', open: 'open' }

/** A number beside its bound. */
interface Compared {
  readonly measure: string
  readonly measured: string | null
  readonly wanted: string
  readonly shortBy: string | null
}

export const accreditZh = {
  title: (scheme: string, scope: string, day: string, rules: string) =>
    `${scheme}创建看板（${scope}，截至${dateZh(day)}，规则 ${rules}）`,
  window: (period: string, from: string, to: string) =>
    `次数、合计看${periodZh(period)}（${dateZh(from)}至${dateZh(to)}），班子、队伍、阵地等看截至日`,
  district: '全区',
  lacking: (what: string, count: number) => `缺“${what}”的${count}个`,
  nobody: '没有这样的单位',
  code: '代码',
  unit: (kind: string) => zhOf(kind),
  street: '街道',
  group: (street: string, units: number) => `${street}　${units}个`,
  meets: '达标',
  met: metZh,
  stage: '命名',
  stages: stagesZh,
  until: '到期日',
  nearest: '差距最小',
  own: '本项',
  shortOf: (title: string, by: string | null) => (by === null || by === '0' ? title : `${title}差${by}`),
  rateMeets: (text: string, of: string) => `达标：${text}（分母为${of}）`,
  rateHolds: (text: string, of: string) => `持有命名：${text}（分母为${of}）`,
  hint: (command: string) => `看一个单位缺什么：${command}`,

  head: (unit: string, scheme: string, met: Met | null, rules: string) =>
    `${unit}　${scheme}${met === null ? '' : `：${metZh[met]}`}（规则 ${rules}）`,
  holds: (status: HoldStatus, batch: string | null, since: string | null, until: string | null, record: number | null) => {
    if (status === 'none' || since === null || record === null) return '未命名'
    const what = isHeld(status) ? '持有命名' : `命名${stagesZh[status]}`
    const end = until === null ? '，无期限' : `，到${dateZh(until)}为止`
    return `${what}：${batch === null ? '承继' : `${batch}批次`}，自${dateZh(since)}${end}（${numberZh(record)}）`
  },
  plaque: (status: 'issued' | 'removed', on: string, record: number) =>
    `${status === 'issued' ? '已授牌' : '已摘牌'}：${dateZh(on)}（${numberZh(record)}）`,
  rectification: (dueOn: string, overdue: boolean, record: number) =>
    `待整改：期限${dateZh(dueOn)}${overdue ? '，已逾期' : ''}（${numberZh(record)}）`,
  stageIs: (stage: string) => `进展：${stage}`,
  compared: ({ measure, measured, wanted, shortBy }: Compared) =>
    `${measure} ${measured ?? '未知'}，应${wanted}${shortBy === null || shortBy === '0' ? '' : `，差${shortBy}`}`,
  finding: (title: string, text: string) => `${title}：${text}`,
  or: '；或',
  required: (title: string) => `持有“${title}”命名`,
  nearestIs: (title: string, details: string) => `差距最小的一项：${title}${details === '' ? '' : `（${details}）`}`,
  history: '历程',
  step: (on: string, words: string, record: number) => `${dateZh(on)}　${words}（${numberZh(record)}）`,

  titles: {
    title: (day: string, rules: string) => `${dateZh(day)}的各项命名（规则 ${rules}）`,
    scheme: '项目',
    id: '代号',
    grantor: '授予单位',
    kinds: '单位类别',
    count: '持有',
    of: '应计',
    rate: '比例',
    outside: '不计入',
    noData: '没有数据',
    together: (schemes: readonly string[], text: string) => `${schemes.join('、')}合计：${text}`,
    noDataOf: (schemes: readonly string[]) => `其中${schemes.join('、')}没有数据`,
    outsideIs: (names: readonly string[], all: number, scheme: string) =>
      `持有${scheme}、但截至日已是其他类别的${all}个，不计入：${names.join('、')}${all > names.length ? '等' : ''}`,
    holders: (scheme: string, count: number) => `${scheme}　${count}个`,
    batch: '批次',
    since: '自',
    until: '到期日',
    record: '依据',
    inherited: '承继',
    number: numberZh,
    kind: (kind: string) => zhOf(kind),
    hint: (command: string) => `看持有单位：${command}`,
  },
}

export const accreditEn: typeof accreditZh = {
  title: (scheme, scope, day, rules) => `Board of ${scheme} (${scope}, ${day}, rules ${rules})`,
  window: (period, from, to) => `Sums and counts of ${period} (${from} to ${to}), standings of the day itself`,
  district: 'district',
  lacking: (what, count) => `${count} without "${what}"`,
  nobody: 'No such unit',
  code: 'Code',
  unit: (kind) => enOf(kind),
  street: 'Street',
  group: (street, units) => `${street}: ${units}`,
  meets: 'Meets',
  met: { yes: 'yes', no: 'no', open: 'open' },
  stage: 'Title',
  stages: stagesEn,
  until: 'Until',
  nearest: 'Nearest',
  own: 'its own',
  shortOf: (title, by) => (by === null || by === '0' ? title : `${title} short by ${by}`),
  rateMeets: (text, of) => `Meet the standard: ${text} (of the ${of})`,
  rateHolds: (text, of) => `Hold the title: ${text} (of the ${of})`,
  hint: (command) => `For what one lacks: ${command}`,

  head: (unit, scheme, met, rules) => `${unit}, ${scheme}${met === null ? '' : `: ${metEn[met]}`} (rules ${rules})`,
  holds: (status, batch, since, until, record) => {
    if (status === 'none' || since === null || record === null) return 'Holds no title'
    const what = isHeld(status) ? 'Holds the title' : `Title ${stagesEn[status]}`
    const end = until === null ? ', without an end' : ` until ${until}`
    return `${what}: ${batch === null ? 'inherited' : `batch ${batch}`}, from ${since}${end} (record ${record})`
  },
  plaque: (status, on, record) => `Plaque ${status === 'issued' ? 'issued' : 'removed'} on ${on} (record ${record})`,
  rectification: (dueOn, overdue, record) => `To put right by ${dueOn}${overdue ? ', overdue' : ''} (record ${record})`,
  stageIs: (stage) => `Stage: ${stage}`,
  compared: ({ measure, measured, wanted, shortBy }) =>
    `${measure} ${measured ?? 'unknown'}, must be ${wanted}${shortBy === null || shortBy === '0' ? '' : `, short by ${shortBy}`}`,
  finding: (title, text) => `${title}: ${text}`,
  or: '; or ',
  required: (title) => `holds the title "${title}"`,
  nearestIs: (title, details) => `Nearest: ${title}${details === '' ? '' : ` (${details})`}`,
  history: 'History',
  step: (on, words, record) => `${on}  ${words} (record ${record})`,

  titles: {
    title: (day, rules) => `Titles on ${day} (rules ${rules})`,
    scheme: 'Scheme',
    id: 'Id',
    grantor: 'Grantor',
    kinds: 'Kinds',
    count: 'Holders',
    of: 'Of',
    rate: 'Rate',
    outside: 'Outside',
    noData: 'no data',
    together: (schemes, text) => `${schemes.join(', ')} together: ${text}`,
    noDataOf: (schemes) => `no data of ${schemes.join(', ')}`,
    outsideIs: (names, all, scheme) => {
      const listed = `${names.join(', ')}${all > names.length ? ' and others' : ''}`
      return `${all} with the title ${scheme} are of another kind on the day and do not count: ${listed}`
    },
    holders: (scheme, count) => `${scheme}: ${count}`,
    batch: 'Batch',
    since: 'Since',
    until: 'Until',
    record: 'Record',
    inherited: 'inherited',
    number: (position) => `record ${position}`,
    kind: (kind) => enOf(kind),
    hint: (command) => `For who holds it: ${command}`,
  },
}
