/** What a verb has at hand: the settings, the language, a place for data and one for everything else, and the ledger. */
import { styleText } from 'node:util'
import type { Words } from '../../events/event.js'
import type { Refusal } from '../../projections/refusal.js'
import type { Ledger } from '../ledger.js'
import { exitOfRefusal, exitOfWrite } from './exits.js'
import type { Io } from './io.js'
import type { Lang, Settings } from './settings.js'
import { UsageError } from './verb.js'
import { en } from './words/en.js'
import { type Dictionary, zh } from './words/zh.js'

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green'

export interface Context {
  readonly io: Io
  readonly settings: Settings
  readonly lang: Lang
  readonly words: Dictionary
  readonly ascii: boolean
  readonly quiet: boolean
  /** 0, 1 for codes and times, 2 for stacks. */
  readonly verbose: number
  readonly say: (words: Words) => string
  /** Colour and weight, where standard output is a screen. */
  readonly style: (style: Style, text: string) => string
  /** Data: to standard output. */
  readonly print: (text: string) => void
  /** Hints and progress: to standard error, unless quiet. */
  readonly note: (line: string) => void
  /** What went wrong: to standard error. */
  readonly complain: (line: string) => void
}

export function contextOf(io: Io, settings: Settings, { quiet, verbose }: { quiet: boolean; verbose: number }): Context {
  const lang = settings.lang.value
  const words = lang === 'zh' ? zh : en
  return {
    io,
    settings,
    lang,
    words,
    ascii: settings.ascii.value,
    quiet,
    verbose,
    say: (sentence) => sentence[lang],
    style: (style, text) =>
      // Whether there is a screen is known here already.
      settings.color.value ? styleText(style, text, { validateStream: false }) : text,
    print: (text) => io.stdout.write(text),
    note: (line) => {
      if (!quiet) io.stderr.write(`${line}\n`)
    },
    complain: (line) => io.stderr.write(`${line}\n`),
  }
}

/** Says why something is not answered or not recorded. Gives the exit code. */
export function refused(context: Context, refusal: Refusal, act: 'read' | 'write' = 'read'): number {
  const { complain, say, verbose, words } = context
  complain(words.error(say(refusal.words)))
  if (verbose > 0) complain(words.refusalDetails(refusal.code, refusal.place, refusal.because))
  return act === 'write' ? exitOfWrite(refusal.code) : exitOfRefusal[refusal.code]
}

/** Opens the ledger for reading, which takes no lock, and closes it again. */
export const reading = async (context: Context, act: (ledger: Ledger) => Promise<number>): Promise<number> =>
  await closing(await context.io.stores.open({ ...place(context), readOnly: true }), act)

/** Opens the ledger for writing, which only one process can at a time, and closes it again. */
export const writing = async (context: Context, act: (ledger: Ledger) => Promise<number>): Promise<number> =>
  await closing(await context.io.stores.open(place(context)), act)

const place = ({ settings, io }: Context) => ({ store: settings.store.value, clock: io.now })

async function closing(ledger: Ledger, act: (ledger: Ledger) => Promise<number>): Promise<number> {
  try {
    return await act(ledger)
  } finally {
    await ledger.close()
  }
}

/** Who records. @throws UsageError where nobody said so */
export function principalOf({ settings }: Context): string {
  const { value } = settings.principal
  if (value !== undefined) return value
  throw new UsageError(
    '没有说明以谁的身份录入。请加 --as <姓名或代号>，或设环境变量 WUHAO_AS，或在 wuhao.config.json 里写 "principal"',
    'nobody said who records this: add --as <name>, set WUHAO_AS, or write "principal" in wuhao.config.json',
  )
}
