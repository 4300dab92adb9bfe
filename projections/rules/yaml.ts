/** Reads the YAML text of a rule set: core schema, no anchors, tags or duplicate keys, decimals as they are written. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type ParsedNode } from 'yaml'
import type { Json, Words } from '../../events/event.js'

/** Where in a document: keys and indexes from the root. */
export type Path = readonly (string | number)[]

/** Something that is wrong with a rule set, or only looks so. */
export interface Problem {
  readonly severity: 'error' | 'warning'
  readonly path: Path
  readonly words: Words
  /** Line and column in the YAML text, from 1, where the text is at hand. */
  readonly line?: number
  readonly column?: number
}

export interface YamlText {
  /** Every number is a text, as it was written. */
  readonly json: Json | undefined
  readonly problems: readonly Problem[]
  /** Adds line and column to a problem that names a path. */
  readonly place: (problem: Problem) => Problem
}

/** Longest text of a rule set, in UTF-16 units: 20 times the longest known sheet. */
const MAX_LENGTH = 1_000_000
/** Deepest nesting of a rule set; the grammar itself needs about twelve levels. */
const MAX_DEPTH = 60

const PLAIN_NUMBER = /^[-+]?(\.\d|\d)/

/** Parses a text. It never throws: what is wrong comes back as problems. */
export function readYaml(text: string): YamlText {
  const early = refusedText(text)
  if (early !== undefined) return { json: undefined, problems: [early], place: (problem) => problem }
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: 'core',
    uniqueKeys: true,
    merge: false,
    keepSourceTokens: false,
    stringKeys: true,
  })
  const problems: Problem[] = []
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  for (const error of [...document.errors, ...document.warnings])
    problems.push({ severity: 'error', path: [], words: yamlWords(error.code, error.message), ...at(error.pos[0]) })
  const place = (problem: Problem): Problem => {
    if (problem.line !== undefined) return problem
    const node = nearest(document.contents, problem.path)
    return node?.range ? { ...problem, ...at(node.range[0]) } : problem
  }
  if (problems.length > 0) return { json: undefined, problems, place }
  const json = toJson(document.contents, [], (path, zh, en) =>
    problems.push(place({ severity: 'error', path, words: { zh, en } })),
  )
  return { json: problems.length > 0 ? undefined : json, problems, place }
}

function refusedText(text: string): Problem | undefined {
  const problem = (zh: string, en: string): Problem => ({ severity: 'error', path: [], words: { zh, en }, line: 1, column: 1 })
  if (text.trim() === '') return problem('文件是空的', 'the file is empty')
  if (text.length > MAX_LENGTH)
    return problem('文件过大，规则文本不超过100万字', 'the file is too large; a rule set has at most 1,000,000 characters')
  if (text.startsWith('\uFEFF'))
    return problem('文件开头有BOM标记，请另存为不带BOM的UTF-8', 'the file begins with a BOM; save it as UTF-8 without BOM')
  // Brackets and dashes nest; a cheap bound before the parser recurses.
  let depth = 0
  for (const character of text) {
    if (character === '[' || character === '{') depth += 1
    if (character === ']' || character === '}') depth -= 1
    if (depth > MAX_DEPTH) return problem('嵌套过深', 'nested too deeply')
  }
  if (/(^|\n)[ -]{200,}/.test(text)) return problem('嵌套过深', 'nested too deeply')
  return undefined
}

const yamlWords = (code: string, message: string): Words => {
  const first = message.split('\n')[0] ?? message
  if (code === 'DUPLICATE_KEY') return { zh: '同一层有重复的键', en: 'duplicate key' }
  if (code === 'TAB_AS_INDENT') return { zh: '缩进不能用制表符，请用空格', en: 'tabs cannot indent; use spaces' }
  return { zh: `YAML 写法有误：${first}`, en: `not valid YAML: ${first}` }
}

type Refuse = (path: Path, zh: string, en: string) => void

function toJson(node: ParsedNode | null, path: Path, refuse: Refuse): Json {
  if (path.length > MAX_DEPTH) {
    refuse(path.slice(0, 8), '嵌套过深', 'nested too deeply')
    return null
  }
  if (node === null) return null
  if (isAlias(node) || node.anchor !== undefined) {
    refuse(path, '不能使用锚点和引用（& 和 *）', 'anchors and aliases are not allowed')
    return null
  }
  if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:')) {
    refuse(path, '不能使用标签（!）', 'tags are not allowed')
    return null
  }
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }): [string, Json] => {
      const name = isScalar(key) ? key.source : ''
      return [name, toJson(value, [...path, name], refuse)]
    })
    return Object.fromEntries(entries)
  }
  if (isSeq(node)) return node.items.map((item, i) => toJson(item, [...path, i], refuse))
  return scalar(node, path, refuse)
}

function scalar(node: Extract<ParsedNode, { value: unknown }>, path: Path, refuse: Refuse): Json {
  const { value } = node
  const source = node.source
  if (node.type === 'PLAIN' && PLAIN_NUMBER.test(source) && typeof value !== 'string') {
    // A decimal stays the text that was voted on; nothing is read through a binary float.
    if (!/^-?(0|[1-9]\d*)(\.\d+)?$/.test(source))
      refuse(path, `“${source}”不是普通的小数写法`, `"${source}" is not a plain decimal`)
    return source
  }
  if (typeof value === 'number') {
    refuse(path, `“${source}”不是数`, `"${source}" is not a number`)
    return null
  }
  if (typeof value === 'string' && /[０-９：，．％]/.test(value) && /^[０-９.．％%：]+$/.test(value)) {
    refuse(path, `“${value}”用了全角数字或符号，请改用半角`, `"${value}" has full-width digits or signs; use ASCII`)
    return null
  }
  if (value === null || typeof value === 'boolean') return value
  if (/\p{Surrogate}/u.test(String(value))) {
    refuse(
      path,
      '有残缺的字符（不成对的 \\uD… 转义），请直接写这个字',
      'half a character (a lone \\uD… escape); write the character itself',
    )
    return null
  }
  return String(value)
}

/** The node at a path, or the nearest one above it. */
function nearest(root: ParsedNode | null, path: Path): ParsedNode | undefined {
  let node: ParsedNode | null | undefined = root
  let found = root ?? undefined
  for (const step of path) {
    if (isMap(node)) node = node.items.find(({ key }) => isScalar(key) && key.source === String(step))?.value
    else if (isSeq(node)) node = node.items[Number(step)]
    else break
    if (!node) break
    found = node
  }
  return found
}
