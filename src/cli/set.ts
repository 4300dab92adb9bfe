/** `path=value`: one place of a JSON value changed. */
import type { Json, JsonObject } from '../../events/event.js'
import { UsageError } from './verb.js'

/**
 * The value with one place changed. Steps are separated by dots; numbers are indexes of lists. What reads as JSON is JSON,
 * everything else is text; where a text stood, a text stays (`hours=3.5`). Nothing behind `=` takes the place away.
 *
 * @throws UsageError where there is no such place
 */
export function withSet(value: Json, assignment: string): Json {
  const [, path = '', text = ''] = /^([^=]+)=(.*)$/s.exec(assignment) ?? []
  if (path === '')
    throw new UsageError(
      `--set 应写成 路径=值，如 audience.minors=38，不能是“${assignment}”`,
      `--set takes path=value, such as audience.minors=38, not "${assignment}"`,
    )
  return changed(value, path.split('.'), text, path)
}

function changed(value: Json | undefined, steps: readonly string[], text: string, path: string): Json {
  const [step, ...rest] = steps
  if (step === undefined) return read(text, value)
  if (Array.isArray(value)) {
    const list = value as readonly Json[]
    const index = Number(step)
    if (!/^\d+$/.test(step) || index > list.length) throw noPlace(path, step)
    const inner = changed(list[index], rest, text, path)
    const isTaken = rest.length === 0 && text === ''
    return [...list.slice(0, index), ...(isTaken ? [] : [inner]), ...list.slice(index + 1)]
  }
  if (typeof value !== 'object' || value === null) throw noPlace(path, step)
  const { [step]: inner, ...others } = value as JsonObject
  return rest.length === 0 && text === '' ? others : { ...others, [step]: changed(inner, rest, text, path) }
}

function read(text: string, before: Json | undefined): Json {
  if (typeof before === 'string') return text
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

const noPlace = (path: string, step: string): UsageError =>
  new UsageError(`--set ${path} 里没有“${step}”这一处`, `--set ${path}: there is no place "${step}"`)
