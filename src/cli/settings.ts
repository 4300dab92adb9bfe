/** The settings, each with where it comes from: flag, environment, file, or default, in this order. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Io } from './io.js'
import { UsageError } from './verb.js'

export type Lang = 'zh' | 'en'

/** A value and what said so: `--store`, `WUHAO_STORE`, the path of a file, or nothing. */
export interface Setting<Value> {
  readonly value: Value
  readonly by: 'flag' | 'env' | 'file' | 'default'
  readonly where: string
}

/** What the flags said that stand before or behind the verb. */
export interface GlobalFlags {
  readonly lang?: string
  readonly store?: string
  readonly config?: string
  readonly as?: string
  readonly color?: boolean
  readonly progress?: boolean
  readonly input?: boolean
  readonly yes?: boolean
  readonly ascii?: boolean
}

export interface Settings {
  readonly lang: Setting<Lang>
  readonly store: Setting<string>
  readonly principal: Setting<string | undefined>
  readonly config: Setting<string | undefined>
  readonly color: Setting<boolean>
  readonly progress: Setting<boolean>
  readonly input: Setting<boolean>
  readonly ascii: Setting<boolean>
}

export const CONFIG_FILE = 'wuhao.config.json'

/** What the file may say. */
const inFile = ['store', 'lang', 'principal'] as const
type FileSettings = Partial<Record<(typeof inFile)[number], string>>

/** Works all settings out. @throws UsageError where one cannot be used */
export function settingsOf(io: Io, flags: GlobalFlags): Settings {
  const { env } = io
  const config = first<string | undefined>(undefined, [
    of('flag', '--config', flags.config),
    of('env', 'WUHAO_CONFIG', env['WUHAO_CONFIG']),
    of('default', '', existsSync(resolve(io.cwd, CONFIG_FILE)) ? CONFIG_FILE : undefined),
  ])
  const file = config.value === undefined ? {} : readConfig(resolve(io.cwd, config.value))
  const inConfig = config.value ?? ''
  const store = first<string>('./ledger', [
    of('flag', '--store', flags.store),
    of('env', 'WUHAO_STORE', env['WUHAO_STORE']),
    of('file', inConfig, file.store === undefined ? undefined : fromFile(file.store, resolve(io.cwd, inConfig))),
  ])
  return {
    lang: langOf(io, flags, file, inConfig),
    store: { ...store, value: isUrl(store.value) ? store.value : resolve(io.cwd, store.value) },
    principal: first<string | undefined>(undefined, [
      of('flag', '--as', flags.as),
      of('env', 'WUHAO_AS', env['WUHAO_AS']),
      of('file', inConfig, file.principal),
    ]),
    config,
    color: first<boolean>(io.stdout.isTTY, [
      of('flag', '--no-color', flags.color === false ? false : undefined),
      of('env', 'NO_COLOR', env['NO_COLOR'] ? false : undefined),
      of('env', 'TERM', env['TERM'] === 'dumb' ? false : undefined),
    ]),
    progress: first<boolean>(io.stderr.isTTY, [of('flag', '--no-progress', flags.progress === false ? false : undefined)]),
    input: first<boolean>(true, [
      of('flag', '--no-input', flags.input === false ? false : undefined),
      of('flag', '--yes', flags.yes === true ? false : undefined),
    ]),
    ascii: first<boolean>(false, [of('flag', '--ascii', flags.ascii)]),
  }
}

/** The language alone, without a word about what else is wrong: for help, and for saying what is wrong. */
export function langOnly(io: Io): Lang {
  const [lang, config] = [flagIn(io.argv, '--lang'), flagIn(io.argv, '--config')]
  try {
    return settingsOf(io, { ...(lang !== undefined && { lang }), ...(config !== undefined && { config }) }).lang.value
  } catch {
    return lang === 'en' ? 'en' : 'zh'
  }
}

const flagIn = (argv: readonly string[], name: string): string | undefined => {
  const at = argv.findLastIndex((arg) => arg === name || arg.startsWith(`${name}=`))
  return at < 0 ? undefined : argv[at] === name ? argv[at + 1] : argv[at]?.slice(name.length + 1)
}

const of = <Value>(by: Setting<Value>['by'], where: string, value: Value | undefined): Setting<Value> | undefined =>
  value === undefined || value === '' ? undefined : { value, by, where }

/** The first that was said; otherwise the default. */
const first = <Value>(fallback: Value, list: readonly (Setting<Value> | undefined)[]): Setting<Value> =>
  list.find((setting) => setting !== undefined) ?? { value: fallback, by: 'default', where: '' }

function langOf({ env }: Io, flags: GlobalFlags, file: FileSettings, config: string): Setting<Lang> {
  const given = first<string | undefined>(undefined, [
    of('flag', '--lang', flags.lang),
    of('env', 'WUHAO_LANG', env['WUHAO_LANG']),
    of('file', config, file.lang),
  ])
  const { value } = given
  if (value === 'zh' || value === 'en') return { ...given, value }
  if (value !== undefined)
    throw new UsageError(
      `语言应为 zh 或 en，不能是“${value}”（${given.where}）`,
      `the language must be zh or en, not "${value}" (${given.where})`,
    )
  // As every program does it: the first of these that is set decides.
  const locale = ['LC_ALL', 'LC_MESSAGES', 'LANG'].find((name) => env[name])
  return locale !== undefined && env[locale]?.startsWith('en')
    ? { value: 'en', by: 'env', where: locale }
    : { value: 'zh', by: 'default', where: '' }
}

const isUrl = (store: string): boolean => /^[a-z+]+:/.test(store)

/** A place named in a file is seen from that file. */
const fromFile = (store: string, path: string): string => (isUrl(store) ? store : resolve(dirname(path), store))

function readConfig(path: string): FileSettings {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
  } catch (cause) {
    const isThere = existsSync(path)
    throw new UsageError(
      isThere ? `设置文件 ${path} 读不出来：不是 JSON（${told(cause)}）` : `没有设置文件 ${path}`,
      isThere ? `the settings file ${path} is not JSON (${told(cause)})` : `there is no settings file ${path}`,
    )
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new UsageError(`设置文件 ${path} 应为一组键值`, `the settings file ${path} must be an object`)
  for (const [key, value] of Object.entries(content)) {
    if (!inFile.some((known) => known === key))
      throw new UsageError(
        `设置文件 ${path} 里的“${key}”不认识，可用：${inFile.join('、')}`,
        `the settings file ${path} knows no "${key}"; it knows ${inFile.join(', ')}`,
      )
    if (typeof value !== 'string')
      throw new UsageError(`设置文件 ${path} 里的“${key}”应为文字`, `"${key}" in the settings file ${path} must be a text`)
  }
  return content
}

const told = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
