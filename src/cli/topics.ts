/** The topics of `wuhao help`: what belongs to no single verb. */
import type { Words } from '../../events/event.js'
import { meanings } from './exits.js'
import type { Lang } from './settings.js'

/** The text of a topic, or undefined where there is none of the name. */
export const topicText = (topic: string, lang: Lang): string | undefined => topics[topic]?.(lang)

const exitCodes = (lang: Lang): string =>
  [
    { zh: '退出码：', en: 'Exit codes:' }[lang],
    ...[...meanings].map(([code, words]) => `  ${String(code).padStart(3)}  ${words[lang]}`),
  ].join('\n')

const page = (words: Words) => (lang: Lang) => words[lang]

const topics: Readonly<Record<string, (lang: Lang) => string>> = {
  'exit-codes': exitCodes,
  'as-of': page({
    zh: `每个答案都有三个依据，最后一行写明：

  --as-of 2026-06-30       截至哪一天发生的事（含当天）
  --known-at 2026-03-01    按哪时前录入的记录；也可写 2026-03-01T12:00+08:00，或记录号
  --rules 2024.1           按哪份规则

不写时：--as-of 取考评期最后一天与今天中较早的一天，--known-at 取最新一条记录，
--rules 取考评期最后一天施行的规则。三个都写明，答案永远不变。

  wuhao rank --period 2025 --known-at 2026-03-01    三月一日那时看到的排名
  wuhao rank --period 2025 --rules 2024.1           换上年的规则再算
  wuhao rank --period 2026 --as-of 2026-06-30       上半年的情况`,
    en: `Every answer rests on three things, which its last line states:

  --as-of 2026-06-30       the last day of the world that counts
  --known-at 2026-03-01    what was recorded by then; also 2026-03-01T12:00+08:00, or a position
  --rules 2024.1           the rule set

Left out: --as-of is the earlier of today and the period's last day, --known-at the newest record,
--rules the set in force on the period's last day. With all three given, an answer never changes.

  wuhao rank --period 2025 --known-at 2026-03-01    the ranking as it was seen on 1 March
  wuhao rank --period 2025 --rules 2024.1           the same facts under the rules of the year before
  wuhao rank --period 2026 --as-of 2026-06-30       the first half of the year`,
  }),
  environment: page({
    zh: `先后次序：选项 > 环境变量 > wuhao.config.json > 默认。wuhao config 列出每项的来源。

  WUHAO_STORE    账本目录          （--store，设置文件 "store"，默认 ./ledger）
  WUHAO_AS       以谁的身份录入    （--as，设置文件 "principal"）
  WUHAO_LANG     语言 zh 或 en     （--lang，设置文件 "lang"，再看 LC_ALL、LC_MESSAGES、LANG）
  WUHAO_CONFIG   设置文件          （--config，默认 ./wuhao.config.json）
  NO_COLOR       有值则不用颜色    （--no-color；TERM=dumb 相同）

设置文件里的目录从该文件所在处算起。`,
    en: `Order: option > environment > wuhao.config.json > default. wuhao config says where each value comes from.

  WUHAO_STORE    folder of the ledger   (--store, "store" in the file, ./ledger by default)
  WUHAO_AS       who records            (--as, "principal" in the file)
  WUHAO_LANG     language, zh or en     (--lang, "lang" in the file, then LC_ALL, LC_MESSAGES, LANG)
  WUHAO_CONFIG   settings file          (--config, ./wuhao.config.json by default)
  NO_COLOR       no colour if set       (--no-color; TERM=dumb does the same)

A folder named in the settings file is seen from that file.`,
  }),
  rules: page({
    zh: `规则是一份 YAML 文件，只有数据，没有程序。写法见 projections/rules/README.md。

  wuhao rules check 2026.2.yaml                       先检查，指出哪行哪列不对
  wuhao rules propose 2026.2.yaml --as 示例办公室      提请审议，全文进入账本
  wuhao rules adopt 2026.2 --as 示例主任               由另一人审议通过，编号不再用第二次
  wuhao rank --period 2026 --rules 2026.2             按它计算

印错了的，另起编号并写 replaces，沿用原来的施行日期。`,
    en: `A rule set is a YAML file: data, no program. How to write one: projections/rules/README.md.

  wuhao rules check 2026.2.yaml                   says at which line and column it is wrong
  wuhao rules propose 2026.2.yaml --as office     puts it to the vote; its whole text enters the ledger
  wuhao rules adopt 2026.2 --as chair             somebody else adopts it; its id is never used again
  wuhao rank --period 2026 --rules 2026.2         ranks by it

A misprint gets a new id and says replaces: it holds from the same day on.`,
  }),
  privacy: page({
    zh: `账本里的记录永远删不掉，所以有些内容根本不收：

  · 身份证号码、手机号码：录入时发现即拒绝，并指出在哪一处
  · 未成年人的姓名和身份：只记人数
  · 人员只写代号（如 p-7k2m9x），姓名放在账本之外
  · 佐证材料只记摘要和大小，文件由各单位自行保管`,
    en: `Nothing in the ledger can ever be deleted, so some things do not get in:

  · identity-card and mobile numbers are refused, and the place is named
  · no name or identity of a child: counts only
  · people have references such as p-7k2m9x; names live outside the ledger
  · of evidence only digest and size are recorded; keep the files`,
  }),
}
