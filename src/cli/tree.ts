/** The explanation as a tree of lines: titles with points that add up, and under each what it rests on. */
import type { Position } from '../../events/event.js'
import type { Line } from '../../projections/explanation.js'
import type { Context } from './context.js'
import { padded, widthOf } from './table.js'

export interface TreeOptions {
  /** How many levels are shown. */
  readonly depth: number
  /** How many records are cited, and how many that do not count, before 等N条. */
  readonly few: number
  /** Whether what stands below a line, and its records, are shown. */
  readonly isOpen?: (line: Line) => boolean
  readonly cite: (position: Position) => string
}

/** Records that are cited when nobody wants more. */
export const FEW = 3

/** The widest left side that the points are aligned behind, in cells. */
const LEFT_MAX = 56

/** A line of text: what stands to the left, the points, what follows them. Details have no points. */
interface Row {
  readonly left: string
  readonly points: string
  readonly rest: string
}

/** Lines of a tree, drawn with ├─ and └─, or in ASCII. */
export function treeLines(context: Context, lines: readonly Line[], options: TreeOptions): string[] {
  const rows = lines.map(simpler).flatMap((line, i) => branch(context, line, '', i === lines.length - 1, 1, options))
  const scored = rows.filter(({ points }) => points !== '')
  const width = Math.min(LEFT_MAX, widthOf(scored.map(({ left }) => left)))
  const digits = widthOf(scored.map(({ points }) => points))
  return rows.map(({ left, points, rest }) =>
    points === '' ? left : `${padded(left, width)}  ${padded(points, digits, true)}${rest}`.trimEnd(),
  )
}

function branch(context: Context, line: Line, before: string, isLast: boolean, level: number, options: TreeOptions): Row[] {
  const marks = context.ascii ? ascii : box
  const left = `${before}${isLast ? marks.last : marks.next} `
  const below = `${before}${isLast ? marks.none : marks.through} `
  const isOpen = options.isOpen?.(line) ?? true
  const inner = isOpen && level < options.depth ? line.lines : []
  const details = isOpen ? detailsOf(context, line, options) : []
  const indent = `${below}${inner.length > 0 ? marks.through : marks.none} `
  return [
    { left: left + titleOf(context, line), points: pointsOf(context, line), rest: restOf(context, line) },
    ...details.map((detail) => ({ left: indent + context.style('dim', detail), points: '', rest: '' })),
    ...inner.flatMap((child, i) => branch(context, child, below, i === inner.length - 1, level + 1, options)),
  ]
}

/** Opens what has not all its points, and what nobody has judged yet. */
export const isLost = ({ kind, points, max, pending }: Line): boolean =>
  kind === 'heading' || kind === 'bonus' || max === null || points !== max || /[1-9]/.test(pending)

const box = { next: '├─', last: '└─', through: '│ ', none: '  ' }
const ascii = { next: '|-', last: '`-', through: '| ', none: '  ' }

/** What a measured line is called where its rule is not at hand. */
const MEASURED = { zh: '按规则计分', en: 'by the rule' }

const NO_FACTS = { measured: null, rule: null, counted: [], notCounted: [], missing: [], notes: [] }

/**
 * Fewer lines that say the same. An item and its only clause are one line; where a start or a limit stands beside what was
 * measured, the rule is the title of the measured line, and the records stand below that.
 */
function simpler(line: Line): Line {
  const lines = line.lines.map(simpler)
  const clauses = lines.filter(({ kind }) => kind === 'clause')
  const [only] = clauses
  if (only === undefined || clauses.length > 1 || only.address !== line.address) return { ...line, lines }
  if (line.kind === 'clause') {
    // What it came to before its limits: the facts are those of that line.
    const { measured, counted, notCounted, missing, notes = [] } = line
    const inner = lines.map((one) =>
      one === only ? { ...one, measured, counted, notCounted, missing, notes, cites: null } : one,
    )
    return { ...line, ...NO_FACTS, lines: inner }
  }
  const { measured, rule, counted, notCounted, missing, notes = [] } = only
  if (lines.length === 1) return { ...line, measured, rule, counted, notCounted, missing, notes, lines: only.lines }
  const computed = only.lines.length > 0 ? only.lines : [{ ...only, title: rule ?? MEASURED, rule: null, cites: null }]
  return { ...line, lines: lines.flatMap((one) => (one === only ? computed : [one])) }
}

interface BareLine extends Pick<Line, 'kind' | 'address' | 'points' | 'max' | 'pending'> {
  readonly title: string | Line['title']
  readonly lines: readonly BareLine[]
}

/** The lines of a score, which have no reasons, as those of a tree. */
export const bareTree = (lines: readonly BareLine[]): Line[] =>
  lines.map(({ title, lines: inner, ...line }) => ({
    ...line,
    title: typeof title === 'string' ? { zh: title, en: title } : title,
    cites: null,
    measured: null,
    rule: null,
    counted: [],
    notCounted: [],
    missing: [],
    lines: bareTree(inner),
  }))

const titleOf = ({ say, style }: Context, { kind, title }: Line): string =>
  kind === 'heading' || kind === 'bonus' ? style('bold', say(title)) : say(title)

function pointsOf({ ascii: isAscii }: Context, { kind, points }: Line): string {
  const sign = kind === 'bonus' && !points.startsWith('-') ? '+' : ''
  return sign + points.replace('-', isAscii ? '-' : '−')
}

function restOf({ words, style }: Context, { max, pending, cites }: Line): string {
  const isOpen = /[1-9]/.test(pending)
  return [
    max === null ? '' : ` / ${max}`,
    isOpen ? `  ${style('yellow', words.pendingPoints(pending))}` : '',
    cites === null ? '' : `  ${style('dim', words.cites(cites))}`,
  ].join('')
}

function detailsOf({ words, say }: Context, line: Line, { few: most, cite }: TreeOptions): string[] {
  const { rule, measured, counted, notCounted, missing, notes = [], title } = line
  const few = <T>(list: readonly T[]): readonly T[] => list.slice(0, most)
  const isSaid = rule === null || say(rule) === say(title)
  const details: string[] = []
  if (!isSaid) details.push(measured === null ? say(rule) : words.ruleMeasured(say(rule), measured))
  else if (measured !== null) details.push(words.measured(measured))
  details.push(...notes.map(say))
  if (counted.length > 0) details.push(words.restsOn(few(counted).map(cite), counted.length))
  if (missing.length > 0) details.push(words.missing(few(missing).map(say), missing.length))
  for (const { position, why } of few(notCounted)) details.push(words.notCounted(cite(position), say(why)))
  const left = notCounted.length - few(notCounted).length
  if (left > 0) details.push(words.moreNotCounted(left))
  return details
}
