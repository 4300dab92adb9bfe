/** What a verb of the command line is: its name, its words, its options, and what it does. Light, so that help is quick. */
import type { Words } from '../../events/event.js'
import type { Context } from './context.js'
import { USAGE } from './exits.js'

/** An option (`--period <period>`) or, without dashes, an argument (`<unit>`, `[dir]`, `<file...>`) of a verb. */
export interface Option<Value> {
  readonly flags: string
  readonly words: Words
  readonly group: 'own' | 'basis' | 'output' | 'write'
  readonly repeats: boolean
  /** Makes a value of what was given. @throws UsageError */
  read(given: unknown): Value
}

export type Options = Readonly<Record<string, Option<unknown>>>

/** What a verb's options came to. */
export type Values<O extends Options> = { readonly [K in keyof O]: ReturnType<O[K]['read']> }

/** Under which title the overview lists a verb. */
export type Topic = 'start' | 'write' | 'read' | 'rules' | 'tend'

export interface Verb<O extends Options = Options> {
  /** `rank`, or with the family before it `rules check`. */
  readonly name: string
  readonly topic: Topic
  readonly summary: Words
  readonly options: O
  readonly examples: readonly string[]
  /** Gives the exit code. */
  run(context: Context, values: Values<O>): Promise<number>
}

export const defineVerb = <O extends Options>(verb: Verb<O>): Verb => verb

/** Something that whoever typed the command can put right. */
export class UsageError extends Error {
  readonly words: Words
  /** Usage, or the content of a file that is refused. */
  readonly exit: number
  constructor(zh: string, en: string, exit: number = USAGE) {
    super(en)
    this.name = 'UsageError'
    this.words = { zh, en }
    this.exit = exit
  }
}

const option = <Value>(flags: string, zh: string, en: string, read: (given: unknown) => Value): Option<Value> => ({
  flags,
  words: { zh, en },
  group: 'own',
  repeats: false,
  read,
})

/** The name of an option as people type it: `--period`, `<unit>`. */
export const nameOf = (flags: string): string => /--[a-z-]+/.exec(flags)?.[0] ?? flags

/** A text that may be left out. */
export const text = (flags: string, zh: string, en: string): Option<string | undefined> =>
  option(flags, zh, en, (given) => (given === undefined ? undefined : String(given)))

/** A text that must be there. */
export const required = (flags: string, zh: string, en: string): Option<string> =>
  option(flags, zh, en, (given) => {
    if (given !== undefined) return String(given)
    throw new UsageError(`缺少 ${nameOf(flags)}（${zh}）`, `${nameOf(flags)} is missing: ${en}`)
  })

export const flag = (flags: string, zh: string, en: string): Option<boolean> => option(flags, zh, en, (given) => given === true)

/** Texts, as often as they are given. */
export const many = (flags: string, zh: string, en: string): Option<readonly string[]> => ({
  ...option(flags, zh, en, (given) => (Array.isArray(given) ? given.map(String) : [])),
  repeats: true,
})

/** A whole number from a least one on; a unit such as the `d` of `7d` may follow it. */
export const whole = (
  flags: string,
  zh: string,
  en: string,
  { least = 0, unit = '' }: { readonly least?: number; readonly unit?: string } = {},
): Option<number | undefined> =>
  option(flags, zh, en, (given) => {
    if (given === undefined) return undefined
    const digits = String(given)
    const number = Number(unit !== '' && digits.endsWith(unit) ? digits.slice(0, -unit.length) : digits)
    if (/^\d/.test(digits) && Number.isSafeInteger(number) && number >= least) return number
    throw new UsageError(
      `${nameOf(flags)} 应为不小于${least}的整数，不能是“${digits}”`,
      `${nameOf(flags)} must be a whole number from ${least}, not "${digits}"`,
    )
  })

/** One of a few words. */
export const choice = <const W extends string>(
  flags: string,
  words: readonly W[],
  zh: string,
  en: string,
): Option<W | undefined> =>
  option(flags, `${zh}（${words.join('、')}）`, `${en} (${words.join(', ')})`, (given) => {
    const found = words.find((word) => word === given)
    if (found !== undefined || given === undefined) return found
    throw new UsageError(
      `${nameOf(flags)} 应为 ${words.join('、')} 之一，不能是“${String(given)}”`,
      `${nameOf(flags)} must be one of ${words.join(', ')}, not "${String(given)}"`,
    )
  })

const grouped = <O extends Options>(group: Option<unknown>['group'], options: O): O =>
  Object.fromEntries(Object.entries(options).map(([name, one]) => [name, { ...one, group }])) as O

/** On what an answer rests. Every verb that reads takes these. */
export const basisOptions = grouped('basis', {
  asOf: text('--as-of <date>', '截至哪一天的情况，如 2026-06-30', 'the last day that counts, such as 2026-06-30'),
  knownAt: text(
    '--known-at <time>',
    '按哪时前录入的记录：日期、时刻或记录号',
    'what was recorded by then: a day, an instant or a position',
  ),
  rules: text('--rules <id>', '按哪份规则，如 2025.1', 'under which rule set, such as 2025.1'),
})

/** How an answer is written. */
export const outputOptions = grouped('output', {
  json: flag('--json', '输出一个 JSON 文档（带依据）', 'one JSON document, basis included'),
  output: text('-o, --output <file>', '写入文件（- 为标准输出）', 'write to a file (- is standard output)'),
})

/** How a list is written. */
export const listOptions = {
  ...outputOptions,
  ...grouped('output', {
    ndjson: flag('--ndjson', '每行一个 JSON，首行为依据', 'one JSON text a line, the basis first'),
    csv: flag('--csv', '输出 CSV，可用电子表格打开', 'CSV for a spreadsheet'),
  }),
}

/** Who writes, and whether really. */
export const writeOptions = grouped('write', {
  as: text('--as <name>', '以谁的身份录入（或设 WUHAO_AS）', 'who records it (or set WUHAO_AS)'),
  dryRun: flag('--dry-run', '只检查，不写入', 'judge only, write nothing'),
})
