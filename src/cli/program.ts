/** The verbs as a commander program: options in, help out, in the language of the user. */
import { Argument, Command, type CommanderError, Option as CommanderOption } from 'commander'
import type { Words } from '../../events/event.js'
import type { Io } from './io.js'
import { versionOfProgram } from './package.js'
import type { GlobalFlags, Lang } from './settings.js'
import { nameOf, type Option, type Topic, type Verb } from './verb.js'
import { verbs } from './verbs.js'

/** A verb with its options, ready to run. */
export interface Call {
  readonly verb: Verb
  readonly values: Record<string, unknown>
  readonly globals: Globals
}

export interface Globals extends GlobalFlags {
  readonly quiet: boolean
  readonly verbose: number
}

/** Builds the program. `call` is told of the verb that was asked for, `help` of a topic. */
export function programOf(io: Io, lang: Lang, call: (call: Call) => void, help: (topics: readonly string[]) => void): Command {
  const say = (words: Words): string => words[lang]
  const program = new Command('wuhao').exitOverride().helpCommand(false).description(say(about))
  program.configureOutput({
    writeOut: (text) => io.stdout.write(text),
    writeErr: (text) => io.stderr.write(text),
    // What is wrong is said once, in one language, by whoever called.
    outputError: () => undefined,
    getOutHelpWidth: () => io.stdout.columns ?? 100,
    getErrHelpWidth: () => io.stderr.columns ?? 100,
  })
  program.configureHelp({
    styleTitle: (title) => say(titles[title] ?? { zh: title, en: title }),
    commandUsage: (command) => usageOf(command, lang),
    subcommandTerm: (command) => command.name(),
    displayWidth: widthInCells,
  })
  program.helpOption('-h, --help', say({ zh: '显示帮助', en: 'show help' }))
  program.version(versionOfProgram(), '-V, --version', say({ zh: '显示版本', en: 'show the version' }))
  for (const option of globalOptions(say)) program.addOption(option)
  for (const verb of verbs) addVerb(program, verb, say, call)
  program
    .command('help')
    .argument('[topic...]')
    .summary(say({ zh: '帮助；help exit-codes 等见下', en: 'help; for topics see below' }))
    .helpGroup('tend')
    .action((topics: readonly string[]) => help(topics))
  program.addHelpText('after', `\n${say(afterword)}`)
  return program
}

const about: Words = {
  zh: '五好账本：把关工委的每项工作记下来，得分和名次都能重算、解释、核对。',
  en: 'Wuhao ledger: committee work recorded for good; every score and rank can be recomputed and explained.',
}

const afterword: Words = {
  zh: `先试试：   wuhao demo
看某命令： wuhao rank --help
看专题：   wuhao help exit-codes | as-of | environment | rules | privacy`,
  en: `First:     wuhao demo
A command: wuhao rank --help
A topic:   wuhao help exit-codes | as-of | environment | rules | privacy`,
}

/** Titles of help, by commander's name or ours. */
const titles: Readonly<Record<string, Words>> = {
  'Usage:': { zh: '用法：', en: 'Usage:' },
  'Arguments:': { zh: '参数：', en: 'Arguments:' },
  'Options:': { zh: '选项：', en: 'Options:' },
  'Commands:': { zh: '命令：', en: 'Commands:' },
  start: { zh: '开始：', en: 'Start:' },
  write: { zh: '录入：', en: 'Record:' },
  read: { zh: '查询：', en: 'Ask:' },
  rules: { zh: '规则：', en: 'Rules:' },
  tend: { zh: '其他：', en: 'Other:' },
  basis: { zh: '依据：', en: 'Basis:' },
  output: { zh: '输出：', en: 'Output:' },
  global: { zh: '通用选项：', en: 'Global options:' },
} satisfies Record<Topic, Words> & Record<string, Words>

function globalOptions(say: (words: Words) => string): CommanderOption[] {
  const option = (flags: string, zh: string, en: string): CommanderOption =>
    new CommanderOption(flags, say({ zh, en })).helpGroup('global')
  return [
    option('--store <dir>', '账本在哪个目录（默认 ./ledger）', 'folder of the ledger (./ledger by default)'),
    option('--lang <lang>', '语言：zh 或 en', 'language: zh or en'),
    option('--config <file>', '设置文件（默认 ./wuhao.config.json）', 'settings file (./wuhao.config.json by default)'),
    option('-q, --quiet', '不显示提示和进度', 'no hints, no progress'),
    option('-v, --verbose', '显示细节（可重复）', 'show details; may be repeated')
      .default(0)
      .argParser((_, before: number) => before + 1),
    option('-y, --yes', '不再询问，直接确定', 'do not ask, go on'),
    option('--no-input', '从不询问', 'never ask'),
    option('--no-color', '不用颜色', 'no colour'),
    option('--no-progress', '不显示进度', 'no progress'),
    option('--ascii', '只用 ASCII 符号', 'ASCII signs only'),
  ]
}

/** The family of `rules check` is `rules`: a command of commands. */
function familyOf(program: Command, name: string, topic: Topic, say: (words: Words) => string): Command {
  const known = program.commands.find((command) => command.name() === name)
  return (
    known ??
    program
      .command(name)
      .summary(say(families[name] ?? about))
      .description(say(families[name] ?? about))
      .helpGroup(topic)
      .helpCommand(false)
  )
}

const families: Readonly<Record<string, Words>> = {
  rules: { zh: '考评规则：list、show、check、propose、adopt', en: 'rule sets: list, show, check, propose, adopt' },
}

function addVerb(program: Command, verb: Verb, say: (words: Words) => string, call: (call: Call) => void): void {
  const [first = '', second] = verb.name.split(' ')
  const parent = second === undefined ? program : familyOf(program, first, verb.topic, say)
  const command = parent
    .command(second ?? first)
    .summary(say(verb.summary))
    .description(say(verb.summary))
  if (second === undefined) command.helpGroup(verb.topic)
  const entries = Object.entries(verb.options).map(([name, option]) => ({ name, option, added: add(command, option, say) }))
  const examples = verb.examples.map((example) => `  ${example}`).join('\n')
  command.addHelpText('after', `\n${say({ zh: '例：', en: 'Examples:' })}\n${examples}\n\n${say(globalHint)}`)
  command.action(() => {
    const given = command.optsWithGlobals()
    const positional = entries.filter(({ added }) => added === undefined)
    // Whether it may be missing is said by the option itself, in words of its own.
    const read = ({ name, option, added }: (typeof entries)[number]): [string, unknown] => [
      name,
      option.read(added === undefined ? command.processedArgs[positional.findIndex((one) => one.name === name)] : given[added]),
    ]
    call({ verb, values: Object.fromEntries(entries.map(read)), globals: given as Globals })
  })
}

const globalHint: Words = { zh: '通用选项见 wuhao --help', en: 'Global options: wuhao --help' }

/** Adds an option and gives the name under which its value will be found; undefined for an argument. */
function add(
  command: Command,
  { flags, words, group, repeats }: Option<unknown>,
  say: (words: Words) => string,
): string | undefined {
  if (!flags.startsWith('-')) {
    command.addArgument(new Argument(flags, say(words)))
    return undefined
  }
  const option = new CommanderOption(flags, say(words)).helpGroup(group === 'own' ? 'Options:' : group)
  if (repeats) option.argParser((value, before: readonly string[] | undefined) => [...(before ?? []), value])
  command.addOption(option)
  return option.attributeName()
}

function usageOf(command: Command, lang: Lang): string {
  const names: string[] = []
  for (let one: Command | null = command; one !== null; one = one.parent) names.unshift(one.name())
  const usage = lang === 'zh' ? command.usage().replace('[options]', '[选项]').replace('[command]', '<命令>') : command.usage()
  return `${names.join(' ')} ${usage}`
}

/** Wide enough for help: a character of the East is two cells wide. */
const widthInCells = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + (character.codePointAt(0)! > 0x2e7f ? 2 : 1), 0)

/** What commander found wrong, in both languages. */
export function usageWords({ code, message }: CommanderError): Words {
  const [, named = ''] = /'([^']*)'/.exec(message) ?? []
  const [, near] = /Did you mean (?:one of )?(.+)\?/.exec(message) ?? []
  const hint = near === undefined ? '' : `，是否应为 ${near}`
  const en = message.replace(/^error: /, '').replaceAll('\n', ' ')
  switch (code) {
    case 'commander.unknownOption':
      return { zh: `没有 ${named} 这个选项${hint}`, en }
    case 'commander.unknownCommand':
      return { zh: `没有 ${named} 这个命令${hint}`, en }
    case 'commander.missingArgument':
      return { zh: `缺少参数 <${named}>`, en }
    case 'commander.optionMissingArgument':
      return { zh: `选项 ${nameOf(named)} 后面缺少值（${named}）`, en }
    case 'commander.excessArguments':
      return { zh: '参数太多；有空格的内容请用引号括起', en: `${en} Put quotes around a text with spaces.` }
    default:
      return { zh: `用法不对（${en}）`, en }
  }
}
