/** The explanation as a tree of lines: titles with points that add up, and under each what it rests on. */
import type { Position } from '../../events/event.js'
import type { Line } from '../../projections/explanation.js'
import type { Context } from './context.js'
import { padded, widthOf } from './table.js'

export interface TreeOptions {
  /** How many levels are shown. */
  readonly depth: number
  /** Every citation and everything not counted, instead of a few. */
  readonly all: boolean
  readonly cite: (position: Position) => string
}

/** How many records are cited before 等N条. */
const FEW = 3

/** Lines of a tree, drawn with ├─ and └─, or in ASCII. */
export function treeLines(context: Context, lines: readonly Line[], options: TreeOptions): string[] {
  const rows = lines.map(flattened).flatMap((line, i) => branch(context, line, '', i === lines.length - 1, 1, options))
  const width = Math.min(LEFT_MAX, widthOf(rows.filter(({ right }) => right !== '').map(({ left }) => left)))
  return rows.map(({ left, right, rest }) => `${right === '' ? left : padded(left, width)}  ${right}${rest}`.trimEnd())
}

/** The widest left side that the points are aligned behind, in cells. */
const LEFT_MAX = 56

interface Row {
  readonly left: string
  readonly right: string
  readonly rest: string
}

function branch(context: Context, line: Line, before: string, isLast: boolean, level: number, options: TreeOptions): Row[] {
  const marks = context.ascii ? ascii : box
  const left = `${before}${isLast ? marks.last : marks.next} `
  const below = `${before}${isLast ? marks.none : marks.through} `
  const inner = level < options.depth ? line.lines : []
  const details = level < options.depth || line.lines.length === 0 ? detailsOf(context, line, options) : []
  const indent = inner.length > 0 ? `${below}${marks.through} ` : `${below}${marks.none} `
  return [
    { left: left + titleOf(context, line), right: pointsOf(context, line), rest: restOf(context, line) },
    ...details.map((detail) => ({ left: indent + context.style('dim', detail), right: '', rest: '' })),
    ...inner.flatMap((child, i) => branch(context, child, below, i === inner.length - 1, level + 1, options)),
  ]
}

const box = { next: '├─', last: '└─', through: '│ ', none: '  ' }
const ascii = { next: '|-', last: '`-', through: '| ', none: '  ' }

/** An item and its only clause are one line; what the clause came to is a line of its own only where limits change it. */
export function flattened(line: Line): Line {
  const lines = line.lines.map(flattened)
  const [clause, ...others] = lines.filter(({ kind }) => kind === 'clause')
  if (line.kind !== 'item' || clause === undefined || others.length > 0 || clause.address !== line.address) return { ...line, lines }
  const { measured, rule, counted, notCounted, missing } = clause
  const own: readonly Line[] =
    lines.length === 1
      ? clause.lines
      : lines.map((one) => (one === clause ? { ...clause, rule: null, measured: null, counted: [], notCounted: [], missing: [] } : one))
  return { ...line, measured, rule, counted, notCounted, missing, cites: line.cites ?? clause.cites, lines: own }
}

/** The lines of a score, which have no reasons, as those of a tree. */
export const bareTree = (lines: readonly BareLine[]): Line[] => lines.map(({ title, lines: inner, ...line }) => ({
  ...line,
  title: typeof title === 'string' ? { zh: title, en: title } : title,
  cites: null,
  rule: null,
  counted: [],
  notCounted: [],
  missing: [],
  lines: bareTree(inner),
}))

interface BareLine extends Pick<Line, 'kind' | 'address' | 'points' | 'max' | 'pending' | 'measured'> {
  readonly title: string | Line['title']
  readonly lines: readonly BareLine[]
}

const titleOf = ({ say, style }: Context, { kind, title }: Line): string =>
  kind === 'heading' || kind === 'bonus' ? style('bold', say(title)) : say(title)

function pointsOf({ ascii: isAscii }: Context, { kind, points, max }: Line): string {
  const minus = isAscii ? '-' : '−'
  const shown = points.replace('-', minus)
  if (kind === 'bonus') return `${points.startsWith('-') ? '' : '+'}${shown}${max === null ? '' : ` / ${max}`}`
  return max === null ? shown : `${shown} / ${max}`
}

function restOf({ words, style }: Context, { pending, cites }: Line): string {
  const open = /[1-9]/.test(pending) ? `  ${style('yellow', words.pendingPoints(pending))}` : ''
  return open + (cites === null ? '' : `  ${style('dim', words.cites(cites))}`)
}

function detailsOf({ words, say }: Context, line: Line, { all, cite }: TreeOptions): string[] {
  const { rule, measured, counted, notCounted, missing, title } = line
  const few = <T>(list: readonly T[]): readonly T[] => (all ? list : list.slice(0, FEW))
  const isSaid = rule === null || say(rule) === say(title)
  const details: string[] = []
  if (!isSaid) details.push(measured === null ? say(rule) : words.ruleMeasured(say(rule), measured))
  else if (measured !== null) details.push(words.measured(measured))
  if (counted.length > 0) details.push(words.restsOn(few(counted).map(cite), counted.length))
  if (missing.length > 0) details.push(words.missing(few(missing).map(say), missing.length))
  for (const { position, why } of few(notCounted)) details.push(words.notCounted(cite(position), say(why)))
  const left = notCounted.length - few(notCounted).length
  if (left > 0) details.push(words.moreNotCounted(left))
  return details
}
