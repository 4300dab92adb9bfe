/** Awards as people read them: a line for each of a round, or one award with its candidates and the cut line. */
import type { AwardCandidate, AwardPool, AwardStanding } from '../../projections/award-shown.js'
import type { Context } from './context.js'
import { type Names, named } from './names.js'
import { type ColumnOf, type Table, tableLines, tableOf, widthsOf } from './table.js'

const count = ({ candidates }: AwardStanding, wanted: string): number =>
  candidates.filter(({ status }) => status === wanted).length

/** One line for each award. */
export function awardsTable({ words: { awards } }: Context, all: readonly AwardStanding[]): Table {
  const columns: readonly ColumnOf<AwardStanding>[] = [
    { title: awards.id, value: ({ id }) => id },
    { title: awards.award, value: ({ title }) => title },
    { title: awards.quota, right: true, value: ({ quota }) => String(quota) },
    { title: awards.candidates, right: true, value: ({ candidates }) => String(candidates.length) },
    { title: awards.decided, right: true, value: (it) => String(count(it, 'winner')) },
    { title: awards.tied, right: true, value: (it) => String(count(it, 'tied_at_cut')) },
    { title: awards.vacant, right: true, value: ({ quota, places }) => String(quota - places) },
    {
      title: awards.status,
      value: ({ status, differs }) => `${awards.statuses[status] ?? status}${differs ? ` (${awards.differs})` : ''}`,
    },
  ]
  return tableOf(all, columns)
}

/** The candidates of one award: their places, what they have by each line, and what there is to say. */
export function candidatesTable(
  context: Context,
  names: Names,
  standing: AwardStanding,
  candidates: readonly AwardCandidate[],
): Table {
  const { words } = context
  const { awards } = words
  const scored = standing.candidates[0]?.lines ?? []
  const isNamed = standing.subject === 'unit'
  const columns: readonly ColumnOf<AwardCandidate>[] = [
    { title: awards.rank, right: true, value: ({ rank }) => (rank === null ? '—' : String(rank)) },
    { title: awards.code, value: ({ subject }) => subject.code },
    ...(isNamed ? [{ title: awards.name, value: ({ subject }: AwardCandidate) => subject.name }] : []),
    { title: awards.nominator, value: ({ nominator }) => names(nominator) },
    ...scored.map(({ title, weight }, i) => ({
      title: weight === null ? title : `${title}（${weight}%）`,
      right: true,
      value: ({ lines }: AwardCandidate) => {
        const line = lines[i]
        return line === undefined ? '' : line.pending ? awards.pending : line.points
      },
    })),
    { title: awards.total, right: true, value: ({ total }) => total },
    { title: awards.status, value: ({ status }) => awards.statuses[status] ?? status },
    { title: awards.remarks, value: (it) => remarksOf(context, it).join(words.semicolon) },
  ]
  return tableOf(candidates, columns)
}

function remarksOf({ words: { awards, number }, say }: Context, it: AwardCandidate): string[] {
  const { tied, tieBreak, decidedBy, runnerUp, excluded, conferred, revoked, recused } = it
  return [
    ...(runnerUp === undefined ? [] : [runnerUp]),
    ...(tied ? [awards.level] : []),
    ...(decidedBy !== null
      ? [awards.decidedBy(decidedBy)]
      : tieBreak === null
        ? []
        : [
            awards.tieBreak(
              awards.ties[tieBreak] ?? it.lines.find(({ address }) => address.endsWith(`.${tieBreak}`))?.title ?? tieBreak,
            ),
          ]),
    ...excluded.map(({ why, positions }) => awards.why(say(why), positions.map(number))),
    ...(recused.length === 0 ? [] : [awards.recused(recused)]),
    ...(revoked !== null ? [awards.revoked(revoked)] : conferred !== null ? [awards.conferred(conferred)] : []),
  ]
}

/** One award in full. */
export function awardLines(context: Context, names: Names, standing: AwardStanding): string[] {
  const { words, style } = context
  const { awards } = words
  const { opened, pools, candidates, ties, tooFew = [], vacant, notices, differs, status } = standing
  const groups = pools.map(({ id }) => candidates.filter(({ pool, status: it }) => it !== 'excluded' && pool === id))
  const left = candidates.filter((candidate) => candidate.status === 'excluded')
  const tables = [...groups, left].map((some) => candidatesTable(context, names, standing, some))
  const widths = widthsOf(tables)
  const title = (line: string): string => style('dim', line)
  const drawn = (i: number): string[] => tableLines(tables[i]!, { widths, title })
  return [
    opened === null ? awards.notOpened : awards.opened(opened.position, named(names, opened.organiser), opened.jury.length),
    awards.statusIs(awards.statuses[status] ?? status, differs ? awards.differs : ''),
    ...pools.flatMap((pool, i) => [
      '',
      ...(pools.length > 1 || pool.places !== pool.quota ? [style('bold', poolLine(context, pool, pools))] : []),
      ...(groups[i]!.length === 0 ? [awards.nobody] : cut(context, drawn(i), pool, groups[i]!)),
      ...(pool.unfilled > 0 ? [awards.unfilled(pool.unfilled)] : []),
    ]),
    ...(left.length === 0 ? [] : ['', style('bold', awards.excluded), ...drawn(pools.length)]),
    ...[
      ...ties.map(({ subjects, places }) => style('yellow', awards.tieNote(subjects, places))),
      ...tooFew.map((it) => style('yellow', awards.tooFew(names(it.nominator), it.nominated, it.least))),
      ...vacant.map(({ places, position }) => awards.vacantNote(places, position)),
      ...notices.flatMap(({ notice, state, startsOn, endsOn, position, objections }) => [
        awards.notice(notice, state, startsOn, endsOn, position),
        ...objections.map((it) => `  ${awards.objection(it.objection, it.state, it.against, it.position)}`),
      ]),
    ].flatMap((line, i) => (i === 0 ? ['', line] : [line])),
  ]
}

function poolLine({ words: { awards, listComma } }: Context, pool: AwardPool, pools: readonly AwardPool[]): string {
  const titleOf = (id: string | null): string => pools.find((one) => one.id === id)?.title ?? ''
  return [
    awards.pool(pool.title, pool.places, pool.quota),
    ...pool.passedOn.map(({ to, places }) => awards.passed(places, titleOf(to))),
    ...pool.received.map(({ from, places }) => awards.received(places, titleOf(from))),
  ].join(listComma)
}

/** Draws the cut line below the last one who wins or is tied for the last place. */
function cut(
  { words, style, ascii }: Context,
  lines: string[],
  { places, cutLine }: AwardPool,
  group: readonly AwardCandidate[],
): string[] {
  const last = group.findLastIndex(({ status }) => status === 'winner')
  if (cutLine === null || last < 0 || last === group.length - 1) return lines
  const rule = (ascii ? '-' : '─').repeat(6)
  const won = Math.min(last + 1, places)
  const lowest = group[last]?.total ?? cutLine
  const line = style('dim', `${rule} ${words.awards.cutLine(lowest, won)} ${rule}`)
  return [...lines.slice(0, last + 2), line, ...lines.slice(last + 2)]
}
