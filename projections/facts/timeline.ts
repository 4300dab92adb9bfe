/** A timeline: what events did to one key of a standing, in the order in which it took effect, and the rows that follow. */
import type { StandingChange } from '../../events/define.js'
import type { Day, Position } from '../../events/event.js'
import { FOREVER } from '../../events/time.js'
import type { Family } from './family.js'
import type { Row } from './table.js'

/** A cell that a change does not name: what was there carries over. */
export const CARRIED = Infinity

/** Everything of one (name, as, subject). */
export interface Holder {
  readonly family: Family
  readonly as: string
  readonly subject: number
  /** By key. */
  readonly timelines: Map<string, Timeline>
  /** Its sweeps, the closes that name no key, in the order in which they take effect. Replaced, never changed. */
  moves: readonly Move[]
}

/** One key of a holder. Its lists are replaced, never changed: to go back is to put the old one in place. */
export interface Timeline {
  readonly holder: Holder
  readonly key: string
  /** In the order in which they take effect. */
  moves: readonly Move[]
  /** The rows of the table that are known now, by their first day. */
  rows: readonly number[]
}

/** What one event does to one key, or to every key that begins with a prefix. */
export interface Move {
  /** Where it lies: in the moves of a timeline, or among the sweeps of a holder. */
  readonly holder: Holder
  readonly timeline: Timeline | undefined
  /** Which keys a sweep closes. */
  readonly prefix: string
  readonly does: StandingChange['fact']
  /** The event: the original one, whatever correction gave it its content. */
  readonly position: Position
  /** Place among the changes of its event. */
  readonly index: number
  /** The day on which it takes effect. */
  readonly day: Day
  /** The first day on which what it opens does not stand any more; undefined when it names none. */
  readonly until: Day | undefined
  /** Cells of what it opens; `CARRIED` where a change leaves the old one. */
  readonly cells: readonly number[]
}

/** The order in which moves take effect: by day, then as recorded. */
const inOrder = (a: Move, b: Move): number => a.day - b.day || a.position - b.position || a.index - b.index

/** A list in order with one move more. */
export function withMove(moves: readonly Move[], move: Move): readonly Move[] {
  const after = moves.findLastIndex((other) => inOrder(other, move) < 0)
  return moves.toSpliced(after + 1, 0, move)
}

/** A list with one move less. */
export const withoutMove = (moves: readonly Move[], move: Move): readonly Move[] => moves.toSpliced(moves.indexOf(move), 1)

/** Everything that happens to a key, in order: its own moves, and the sweeps that reach it. */
export function movesOf({ holder, key, moves }: Timeline): readonly Move[] {
  if (holder.moves.length === 0) return moves
  return holder.moves
    .filter(({ prefix }) => key.startsWith(prefix))
    .concat(moves)
    .sort(inOrder)
}

/**
 * The rows that follow from moves in order. An open one that is opened again is replaced; a change or a close of what
 * does not stand does nothing; rows of no length are none.
 */
export function rowsOf(moves: readonly Move[], evidenceOf: (position: Position) => number): Row[] {
  const rows: Row[] = []
  const push = (row: Row): void => {
    if (row.from < row.until) rows.push(row)
  }
  /** What stands, until the day that its own term names. */
  let open: Row | undefined
  for (const move of moves) {
    const { does, day, position } = move
    if (open !== undefined && open.until <= day) {
      push(open)
      open = undefined
    }
    const before: Row | undefined = open
    if (before !== undefined) push({ ...before, until: day, closedBy: position })
    open = does === 'opens' || (does === 'changes' && before !== undefined) ? opened(move, before, evidenceOf) : undefined
  }
  if (open !== undefined) push(open)
  return rows
}

/** What stands after a move. A change carries over from what stood before. */
function opened(
  { does, day, until, position, cells, holder }: Move,
  before: Row | undefined,
  evidenceOf: (position: Position) => number,
): Row {
  const carried = does === 'changes' ? before : undefined
  return {
    position,
    subject: holder.subject,
    from: day,
    until: until ?? carried?.until ?? FOREVER,
    occurred: day,
    closedBy: -1,
    openedBy: carried?.openedBy ?? position,
    period: -1,
    evidence: evidenceOf(position),
    cells: carried === undefined ? cells : cells.map((cell, i) => (cell === CARRIED ? carried.cells[i]! : cell)),
  }
}
