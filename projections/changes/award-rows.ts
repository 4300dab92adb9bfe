/** The rows of a changed award: candidates, what they score, what keeps them out, who wins. */
import type { AwardCandidate } from '../award-shown.js'
import { pointsOf, pointsText } from '../rules/fraction.js'
import type { Attributed } from './attribution.js'
import { whole } from './definitions.js'
import type { ChangedRow, Move } from './shape.js'
import { rowIn, type ShownCell, type ShownRow, type ShownState } from './shown-state.js'

/** What the answer says of a candidate on one side. */
export interface AwardEnd {
  readonly rank: number | null
  readonly total: string
  readonly status: AwardCandidate['status']
  readonly pool: string | null
  readonly name: string
  readonly conferred: boolean
}

export function shownRow(row: AwardCandidate, award: string): ShownRow<AwardEnd> {
  const { subject, pool, rank, total, lines, status, excluded, tieBreak, conferred, revoked } = row
  const isConferred = conferred !== null && revoked === null
  const cells: ShownCell[] = lines.flatMap(({ address, title, points, pending }): ShownCell[] => {
    const words = { zh: title, en: title }
    return [
      { kind: 'line', address, title: words, value: pointsOf(points), isSummed: true },
      { kind: 'pending', address, title: words, value: pending ? 'open' : null },
    ]
  })
  return {
    ...{ code: subject.code, name: subject.name, street: null, total: pointsOf(total) },
    end: { rank, total, status, pool, name: subject.name, conferred: isConferred },
    cells: [
      ...cells,
      ...excluded.map(({ condition, title }): ShownCell => ({
        ...{ kind: 'have', address: `${award}.eligible.${condition}`, title, value: 'excluded' },
        ...((condition === 'kind' || condition === 'pool') && { rests: [award] }),
      })),
      { kind: 'decision', address: `${award}.ties`, title: whole.ties, value: tieBreak },
      {
        kind: 'title',
        address: `${award}.conferred`,
        title: { zh: '已授予', en: 'conferred' },
        value: isConferred ? 'conferred' : null,
        rests: [],
      },
      {
        ...{ kind: 'status', address: award, title: { zh: '评选结果', en: 'standing' }, rests: [award] },
        value: [status, rank, pool].filter((it) => it !== null).join(' '),
      },
    ],
  }
}

export function rowsOf(
  first: ShownState<AwardEnd>,
  last: ShownState<AwardEnd>,
  attributed: ReadonlyMap<string, Attributed>,
): ChangedRow<AwardEnd>[] {
  const order = [...last.rows, ...first.rows].map(({ code }) => code)
  return [...new Set(order)].flatMap((code): ChangedRow<AwardEnd>[] => {
    const { lines, stages } = attributed.get(code)!
    const [from, to] = [rowIn(first, code), rowIn(last, code)]
    if (lines.length === 0 && JSON.stringify(from?.end) === JSON.stringify(to?.end)) return []
    const { name, street } = (to ?? from)!
    const [was, is] = [aheadOf(first, code), aheadOf(last, code)]
    return [
      {
        ...{ code, name, street, from: from?.end ?? null, to: to?.end ?? null, lines },
        move: moveOf(from, to, lines),
        passedBy: is.filter((other) => !was.includes(other)).sort(),
        passed: was.filter((other) => !is.includes(other)).sort(),
        stages: { units: pointsText(stages.units), facts: pointsText(stages.facts), rules: pointsText(stages.rules) },
        difference: pointsText(stages.units + stages.facts + stages.rules),
      },
    ]
  })
}

function moveOf(
  from: ShownRow<AwardEnd> | undefined,
  to: ShownRow<AwardEnd> | undefined,
  lines: Attributed['lines'],
): Move | null {
  if (from === undefined || to === undefined) return from === undefined ? 'entered' : 'left'
  const isSame = from.end.rank === to.end.rank && from.end.status === to.end.status && from.end.pool === to.end.pool
  if (isSame) return null
  const isOwn =
    from.end.total !== to.end.total ||
    from.end.rank === to.end.rank ||
    lines.some((line) => (line.kind === 'have' || line.kind === 'decision') && line.from !== line.to)
  return isOwn ? 'own' : 'overtaken'
}

function aheadOf({ rows, indexOf }: ShownState<AwardEnd>, code: string): string[] {
  const own = rows[indexOf.get(code) ?? -1]?.end
  if (own === undefined || own.rank === null) return []
  return rows.flatMap(({ code: other, end: { rank, pool } }) =>
    rank !== null && rank < own.rank! && pool === own.pool ? [other] : [],
  )
}
