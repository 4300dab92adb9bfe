/** The rows of a changed ranking: from where to where, by itself or because others moved, and past whom. */
import type { RankRow } from '../ranking.js'
import { pointsText } from '../rules/fraction.js'
import type { ChangedRow, Line, Move } from './shape.js'
import { causeOf } from './rules-stage.js'
import { whole } from './definitions.js'
import type { SheetChanges } from './sheets.js'
import { tieValues } from './sheet-state.js'

/** What a row of the ranking says on one side. */
export type RankEnd = Omit<RankRow, 'unit' | 'gradedBy'> & { readonly name: string; readonly street: string | null }

const endOf = ({ unit: { name, street }, gradedBy: _, ...row }: RankRow): RankEnd => ({ ...row, name, street })

export function rankedRows(
  changes: SheetChanges,
  [first, middle, last]: readonly [readonly RankRow[], readonly RankRow[], readonly RankRow[]],
  isOneList: boolean,
): ChangedRow<RankEnd>[] {
  const [before, between, after] = [first, middle, last].map((rows) => new Map(rows.map((row) => [row.unit.code, row]))) as [
    Map<string, RankRow>,
    Map<string, RankRow>,
    Map<string, RankRow>,
  ]
  const codes = [...last.map(({ unit }) => unit.code), ...first.map(({ unit }) => unit.code).filter((code) => !after.has(code))]
  return codes.flatMap((code): ChangedRow<RankEnd>[] => {
    const [from, to] = [before.get(code), after.get(code)]
    const { stages, lines: attributed } = changes.attributed.get(code)!
    const lines = [...attributed, ...tiesLine(changes, between.get(code), to)]
    const ends = [from && endOf(from), to && endOf(to)].map((end) => JSON.stringify(end))
    if (lines.length === 0 && ends[0] === ends[1]) return []
    const { unit } = (to ?? from)!
    return [
      {
        ...{ code, name: unit.name, street: unit.street },
        from: from === undefined ? null : endOf(from),
        to: to === undefined ? null : endOf(to),
        move: moveOf(changes, from, to, lines),
        ...passing(before, after, code, isOneList),
        stages: { units: pointsText(stages.units), facts: pointsText(stages.facts), rules: pointsText(stages.rules) },
        difference: pointsText(stages.units + stages.facts + stages.rules),
        lines,
      },
    ]
  })
}

/** Where only another way to decide between equals gives another place. */
function tiesLine({ replaced }: SheetChanges, from: RankRow | undefined, to: RankRow | undefined): Line[] {
  const change = replaced.get('ties')
  if (change === undefined || from === undefined || to === undefined) return []
  const isDecided = [from, to].some(({ tied, tieBreak }) => tied || tieBreak !== null)
  const isSame = from.rank === to.rank && from.tied === to.tied && from.tieBreak === to.tieBreak
  if (!isDecided || isSame) return []
  const said = ({ tied, tieBreak }: RankRow): string | null => (tied ? 'tied' : tieBreak)
  return [
    {
      ...{ stage: 'rules', kind: 'ties', address: 'ties', title: whole.ties },
      ...{ from: said(from), to: said(to), difference: null, causes: [causeOf(change)] },
    },
  ]
}

function moveOf(
  { states, appraisals }: SheetChanges,
  from: RankRow | undefined,
  to: RankRow | undefined,
  lines: readonly Line[],
): Move | null {
  if (from === undefined || to === undefined) return from === undefined ? 'entered' : 'left'
  if (from.rank === to.rank && from.unit.street === to.unit.street) return null
  const ties = [...new Set(appraisals.flatMap(({ sheet }) => sheet.ties))]
  const { code } = to.unit
  const isOwn =
    from.total !== to.total ||
    from.unit.street !== to.unit.street ||
    (from.status === 'void') !== (to.status === 'void') ||
    lines.some(({ kind }) => kind === 'tie' || kind === 'ties') ||
    tieValues(states[0], ties, code) !== tieValues(states[3], ties, code)
  return from.rank === to.rank && from.total === to.total ? null : isOwn ? 'own' : 'overtaken'
}

/** Who is ahead now and was not, and who was ahead and is no longer. Only who stands in one list can be ahead. */
function passing(
  before: ReadonlyMap<string, RankRow>,
  after: ReadonlyMap<string, RankRow>,
  code: string,
  isOneList: boolean,
): Pick<ChangedRow, 'passedBy' | 'passed'> {
  const ahead = (rows: ReadonlyMap<string, RankRow>): string[] => {
    const own = rows.get(code)
    if (own === undefined || own.rank === null) return []
    return [...rows.values()].flatMap(({ unit, rank }) =>
      rank !== null && rank < own.rank! && (isOneList || unit.street === own.unit.street) ? [unit.code] : [],
    )
  }
  const [was, is] = [ahead(before), ahead(after)]
  const without = (some: readonly string[], others: readonly string[]): string[] => {
    const known = new Set(others)
    return some.filter((code) => !known.has(code)).sort()
  }
  return { passedBy: without(is, was), passed: without(was, is) }
}
