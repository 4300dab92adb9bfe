/**
 * Finds what could be broken in a source text, and writes the text so that any one of the breaks can be switched on.
 *
 * A mutant replaces one expression by another one: a comparison by its neighbour, an `and` by an `or`, a step of one more or
 * less, the larger by the smaller, a condition by its opposite, a named rounding by another one. All of them stand in the same
 * compiled text, behind `$m(id)`, so that nothing is compiled again between two of them.
 */
import ts from 'typescript'

const { SyntaxKind: Kind } = ts

const COMPARISONS = new Map([
  [Kind.LessThanToken, [Kind.LessThanEqualsToken, Kind.GreaterThanEqualsToken]],
  [Kind.LessThanEqualsToken, [Kind.LessThanToken, Kind.GreaterThanToken]],
  [Kind.GreaterThanToken, [Kind.GreaterThanEqualsToken, Kind.LessThanEqualsToken]],
  [Kind.GreaterThanEqualsToken, [Kind.GreaterThanToken, Kind.LessThanToken]],
  [Kind.EqualsEqualsEqualsToken, [Kind.ExclamationEqualsEqualsToken]],
  [Kind.ExclamationEqualsEqualsToken, [Kind.EqualsEqualsEqualsToken]],
  [Kind.AmpersandAmpersandToken, [Kind.BarBarToken]],
  [Kind.BarBarToken, [Kind.AmpersandAmpersandToken]],
])
const ARITHMETIC = new Map([
  [Kind.PlusToken, [Kind.MinusToken]],
  [Kind.MinusToken, [Kind.PlusToken]],
  [Kind.AsteriskToken, [Kind.SlashToken]],
  [Kind.SlashToken, [Kind.AsteriskToken]],
  [Kind.PercentToken, [Kind.AsteriskToken]],
])
const CALLS = new Map([
  ['min', 'max'],
  ['max', 'min'],
  ['floor', 'ceil'],
  ['ceil', 'floor'],
  ['some', 'every'],
  ['every', 'some'],
])
const ROUNDINGS = new Map([
  ['half_up', 'floor'],
  ['floor', 'half_up'],
  ['ceil', 'floor'],
  ['exact', 'floor'],
])

/** One place and what is written there instead. Lines count from 1. */
const mutant = (source, node, kind, text) => {
  const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
  return { line: line + 1, start: node.getStart(source), end: node.getEnd(), kind, was: node.getText(source), text }
}

function mutantsOf(node, source) {
  const whole = (kind, text) => mutant(source, node, kind, text)
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind
    const [left, right] = [node.left.getText(source), node.right.getText(source)]
    const kind = COMPARISONS.has(operator) ? 'comparison' : 'arithmetic'
    const isText = operator === Kind.PlusToken && [node.left, node.right].some(isTextual)
    const others = isText ? [] : (COMPARISONS.get(operator) ?? ARITHMETIC.get(operator) ?? [])
    return others.map((other) => whole(kind, `(${left}) ${ts.tokenToString(other)} (${right})`))
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === Kind.ExclamationToken)
    return [whole('negation', node.operand.getText(source))]
  if (ts.isPrefixUnaryExpression(node) && node.operator === Kind.MinusToken && !ts.isNumericLiteral(node.operand))
    return [whole('sign', node.operand.getText(source))]
  if (ts.isConditionalExpression(node)) {
    const [yes, no] = [node.whenTrue.getText(source), node.whenFalse.getText(source)]
    return [whole('branch', `(${yes})`), whole('branch', `(${no})`)]
  }
  if (ts.isNumericLiteral(node) && Number.isInteger(Number(node.text)))
    return [whole('one more', `(${node.text} + 1)`), ...(node.text === '0' ? [] : [whole('one less', `(${node.text} - 1)`)])]
  if (ts.isStringLiteral(node) && ROUNDINGS.has(node.text)) return [whole('rounding', `'${ROUNDINGS.get(node.text)}'`)]
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const other = CALLS.get(node.expression.name.text)
    const isMath = node.expression.expression.getText(source) === 'Math'
    const isOne = ['min', 'max', 'floor', 'ceil'].includes(node.expression.name.text) === isMath
    if (other === undefined || !isOne) return []
    const args = node.arguments.map((argument) => argument.getText(source)).join(', ')
    return [whole('choice', `${node.expression.expression.getText(source)}.${other}(${args})`)]
  }
  return []
}

const isTextual = (node) =>
  ts.isStringLiteralLike(node) ||
  ts.isTemplateExpression(node) ||
  (ts.isPropertyAccessExpression(node) && /^(zh|en)$/.test(node.name.text))

/** What makes an `if` hold never or always: a limit that is dropped. */
function dropped(node, source) {
  if (!ts.isIfStatement(node)) return []
  return ['false', 'true'].map((text) => ({ ...mutant(source, node.expression, 'condition', text) }))
}

/** Words for people, and places of what is wrong: no answer hangs on them. */
const SAYS = /^(?:fail|warn|say|words\w*|zhOf|enOf|assert|Error|at|\w*Words|rejected|missing|note|sentence\w*)$/
/** What is evaluated once, when the module is loaded, cannot be switched; types are nothing that runs. */
function isLeft(node) {
  if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node))
    return true
  if (ts.isCallExpression(node)) {
    const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : node.expression.getText()
    if (SAYS.test(name)) return true
  }
  return ts.isPropertyAssignment(node) && /^(?:words|zh|en|why|expected)$/.test(node.name.getText())
}

const isFunction = (node) => ts.isFunctionLike(node) && node.body !== undefined

/** Every mutant of a text, in order. */
export function mutantsIn(text, path) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true)
  const found = []
  const visit = (node, isInside) => {
    if (isLeft(node)) return
    if (isInside) {
      found.push(...mutantsOf(node, source), ...dropped(node, source))
    }
    const below = isInside || isFunction(node)
    // The default of a parameter and the index of a type run, or do not, with their function.
    ts.forEachChild(node, (child) => visit(child, below))
  }
  visit(source, false)
  return found.sort((a, b) => a.start - b.start || b.end - a.end)
}

/**
 * The text with all mutants behind their switches.
 *
 * @param number gives the id of each mutant
 */
export function switched(text, mutants, number) {
  const places = new Map()
  for (const it of mutants) {
    const key = `${it.start}-${it.end}`
    places.set(key, [...(places.get(key) ?? []), it])
  }
  const nested = [...places.values()].sort(([a], [b]) => a.start - b.start || b.end - a.end)
  const write = (start, end, inside) => {
    let out = ''
    let at = start
    for (let i = 0; i < inside.length;) {
      const group = inside[i]
      const [{ start: from, end: until }] = group
      let next = i + 1
      while (next < inside.length && inside[next][0].start < until) next += 1
      out += text.slice(at, from)
      const original = write(from, until, inside.slice(i + 1, next))
      out += `(${group.map((it) => `$m(${number(it)}) ? (${it.text}) : `).join('')}(${original}))`
      at = until
      i = next
    }
    return out + text.slice(at, end)
  }
  return write(0, text.length, nested)
}
