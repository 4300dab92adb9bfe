/** Runs one command line: finds the verb, runs it, and turns whatever goes wrong into one sentence and an exit code. */
import { CommanderError } from 'commander'
import { LedgerError } from '../errors.js'
import { contextOf } from './context.js'
import { BUG, DONE, exitOfError, USAGE } from './exits.js'
import type { Io } from './io.js'
import { type Call, programOf, usageWords } from './program.js'
import { type Lang, langOnly, settingsOf } from './settings.js'
import { topicText } from './topics.js'
import { UsageError } from './verb.js'
import { verbs } from './verbs.js'
import { en } from './words/en.js'
import { zh } from './words/zh.js'

/** Gives the exit code. Nothing is thrown. */
export async function run(io: Io): Promise<number> {
  const lang = langOnly(io)
  let call: Call | undefined
  let topics: readonly string[] | undefined
  const program = programOf(
    io,
    lang,
    (called) => (call = called),
    (asked) => (topics = asked),
  )
  try {
    if (io.argv.length === 0) program.outputHelp()
    else program.parse(io.argv, { from: 'user' })
    if (topics !== undefined) return help(io, program, topics, lang)
    if (call === undefined) return DONE
    const { verb, values, globals } = call
    return await verb.run(contextOf(io, settingsOf(io, globals), globals), values)
  } catch (error) {
    return failed(io, error, lang)
  }
}

function help(io: Io, program: ReturnType<typeof programOf>, topics: readonly string[], lang: Lang): number {
  const [topic, ...more] = topics
  const text = topic === undefined || more.length > 0 ? undefined : topicText(topic, lang)
  if (text !== undefined) {
    io.stdout.write(`${text}\n`)
    return DONE
  }
  let command = program
  for (const name of topics) {
    const inner = command.commands.find((one) => one.name() === name)
    if (inner === undefined)
      throw new UsageError(
        `没有“${topics.join(' ')}”这个命令或专题，可用：wuhao --help`,
        `there is no command or topic "${topics.join(' ')}"; see wuhao --help`,
      )
    command = inner
  }
  command.outputHelp()
  return DONE
}

/** The verb that somebody meant, wherever its options stand: where its help is. */
const commandOf = ({ argv }: Io): string => {
  const said = (name: string): boolean => argv.some((_, i) => argv.slice(i).join(' ').concat(' ').startsWith(`${name} `))
  const named = verbs.filter(({ name }) => said(name)).sort((a, b) => b.name.length - a.name.length)[0]
  return named === undefined ? 'wuhao' : `wuhao ${named.name}`
}

function failed(io: Io, error: unknown, lang: Lang): number {
  const words = lang === 'zh' ? zh : en
  const complain = (line: string): void => io.stderr.write(`${line}\n`)
  const verbose = io.argv.reduce((sum, arg) => sum + (arg === '--verbose' ? 1 : (/^-(v+)$/.exec(arg)?.[1]?.length ?? 0)), 0)
  const command = commandOf(io)
  const stack = (): void => {
    if (verbose >= 2 && error instanceof Error) complain(error.stack ?? error.message)
  }
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return DONE
    if (error.code !== 'commander.help') {
      complain(words.error(usageWords(error)[lang]))
      complain(words.usageHint(command))
    }
    return USAGE
  }
  if (error instanceof UsageError) {
    complain(words.error(error.words[lang]))
    if (error.exit === USAGE) complain(words.usageHint(command))
    return error.exit
  }
  if (error instanceof LedgerError) {
    complain(words.error(error.words[lang]))
    if (error.code === 'store_missing') complain(words.storeHint)
    if (verbose > 0) complain(words.refusalDetails(error.code, undefined, []))
    stack()
    return exitOfError[error.code]
  }
  complain(words.error(words.bug))
  complain(error instanceof Error ? `${error.name}: ${error.message.split('\n')[0] ?? ''}` : String(error))
  if (verbose < 2) complain(words.bugHint)
  stack()
  return BUG
}
