/** JSON as YAML, for rule sets that somebody wants to read or edit. */
import type { Json, JsonObject } from '../../events/event.js'

/** What comes first where it stands: canonical JSON has lost the order in which it was written. */
const FIRST = [
  'ruleset',
  'grammar',
  'id',
  'title',
  'document',
  'authority',
  'effective',
  'replaces',
  'points',
  'cites',
  'max',
  'start',
]
const LAST = [
  'measure',
  'scale',
  'limit',
  'clauses',
  'items',
  'duties',
  'sheets',
  'headings',
  'bonus',
  'vetoes',
  'grades',
  'ties',
]

/** Lines of YAML that read back as the same value. */
export const yamlOf = (value: Json): string[] => (isTree(value) ? blockOf(value, '') : [scalarOf(value)])

const isTree = (value: Json): value is JsonObject | readonly Json[] =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0

function blockOf(value: JsonObject | readonly Json[], indent: string): string[] {
  if (isList(value))
    return value.flatMap((item) => {
      const [first = '', ...rest] = isTree(item) ? blockOf(item, `${indent}  `) : [`${indent}  ${scalarOf(item)}`]
      return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest]
    })
  return inOrder(value).flatMap(([key, inner]) =>
    isTree(inner) && !isShort(inner)
      ? [`${indent}${scalarOf(key)}:`, ...blockOf(inner, `${indent}  `)]
      : [`${indent}${scalarOf(key)}: ${flowOf(inner)}`],
  )
}

const isList = (value: JsonObject | readonly Json[]): value is readonly Json[] => Array.isArray(value)

const rankOf = (key: string): number => {
  const first = FIRST.indexOf(key)
  return first >= 0 ? first : FIRST.length + 1 + LAST.indexOf(key)
}

const inOrder = (value: JsonObject): [string, Json][] => Object.entries(value).sort(([a], [b]) => rankOf(a) - rankOf(b))

/** What is short and not deep stands on one line, as people write it. */
const isShort = (value: Json): boolean => !JSON.stringify(value).includes('},{') && flowOf(value).length <= 90

function flowOf(value: Json): string {
  if (!isTree(value)) return scalarOf(value)
  if (isList(value)) return `[${value.map(flowOf).join(', ')}]`
  return `{ ${inOrder(value)
    .map(([key, inner]) => `${scalarOf(key)}: ${flowOf(inner)}`)
    .join(', ')} }`
}

/** Plain where nothing else could be meant by it; decimals stay as they are. */
function scalarOf(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  if (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(value)) return value
  const isPlain =
    /^[\p{L}_〔《（][\p{L}\p{N}_.〔〕《》（），。、；—\-]*$/u.test(value) && !/^(true|false|null|yes|no|on|off)$/i.test(value)
  return isPlain ? value : JSON.stringify(value)
}
