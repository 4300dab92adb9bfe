/** The candidates of an award: what each scores by every line, and which condition keeps whom out. */
import type { Position, Words } from '../events/event.js'
import type { AwardFacts, Nomination } from './award-round.js'
import { standingAt } from './facts/query.js'
import type { RosterUnit } from './roster.js'
import type { Award, Eligibility, Pool } from './rules/award.js'
import type { ScoreLine } from './rules/award-score.js'
import { tally, type Tally } from './rules/evaluate.js'
import { fractionText } from './rules/fraction.js'
import { type Frame, frameOf, type FrameOptions, type Trace } from './rules/frame.js'
import type { Cited, Measure } from './rules/measure.js'

/** Why a candidate cannot win. */
export interface Exclusion {
  /** Id of a condition of the award, or one of those that every award has. */
  readonly condition: string
  readonly title: Words
  readonly why: Words
  readonly positions: readonly Position[]
}

/** What a candidate has by a line of the score. Points in 1/10,000. */
export interface LineResult {
  readonly line: ScoreLine
  readonly points: number
  /** Nothing is counted or scored yet. */
  readonly isOpen: boolean
  /** What was measured, before it is weighted. */
  readonly value: string | undefined
  readonly cited: Cited
}

export interface Candidate {
  readonly nomination: Nomination
  readonly unit: RosterUnit
  readonly pool: Pool | undefined
  readonly lines: readonly LineResult[]
  /** The sum of the lines, in 1/10,000. */
  readonly total: number
  readonly isOpen: boolean
  readonly excluded: readonly Exclusion[]
}

/** The candidates in the order of their codes. `unitFor` says what is known of one, standing or not. */
export function candidatesOf(
  award: Award,
  round: AwardFacts,
  options: Omit<FrameOptions, 'units' | 'trace' | 'round' | 'sheet'>,
  unitFor: (nomination: Nomination) => RosterUnit,
): Candidate[] {
  const nominated = Array.from(round.nominations.values())
    .filter(({ as }) => as === award.subject)
    .map((nomination) => ({ nomination, unit: unitFor(nomination) }))
    .sort((a, b) => (a.unit.code < b.unit.code ? -1 : 1))
  const units = nominated.map(({ unit }) => unit)
  const given = { ...options, units, round, sheet: '', trace: undefined }
  const frame = frameOf(given)
  const tallies = award.lines.map((line) => ({ line, tally: tally(line.clause, frame), ...measuredBy(line, frame) }))
  const verdicts = award.eligible.map((condition) => ({ condition, verdicts: condition.test.verdicts(frame) }))
  return nominated.map(({ nomination, unit }, i) => {
    const pool = poolOf(award, nomination, unit)
    const lines = tallies.map(({ line, tally: tallied, cited, valueOf }): LineResult => ({
      line,
      points: tallied.points[i]!,
      isOpen: tallied.open[i] === 1,
      value: valueOf(i),
      cited: cited?.[i] ?? citedOf(line, { ...given, units: [unit] }),
    }))
    return {
      nomination,
      unit,
      pool,
      lines,
      total: lines.reduce((total, { points }) => total + points, 0),
      isOpen: lines.some(({ isOpen }) => isOpen),
      excluded: [
        ...absent(nomination, frame),
        ...unfit(award, pool, unit, nomination),
        ...verdicts
          .filter(({ verdicts: all }) => all[i] !== 1)
          .map(({ condition }) => failed(condition, { ...given, units: [unit] })),
      ],
    }
  })
}

/** What a line measures for each candidate, and what counted, where the measure knows that by itself. */
function measuredBy({ measure }: ScoreLine, frame: Frame) {
  const values = measure?.numbers(frame)
  const valueOf = (i: number): string | undefined =>
    values === undefined || values.open[i] === 1 ? undefined : fractionText({ num: values.num[i]!, den: values.den[i]! })
  return { cited: measure?.cited?.(frame), valueOf }
}

const SILENT: Trace = { counted: () => undefined, rejected: () => undefined, missing: () => undefined }

/** What counted for one candidate by a line: the same plan, run for a roster of one. */
function citedOf({ clause }: ScoreLine, options: FrameOptions): Cited {
  const { seen }: Tally = tally(clause, frameOf({ ...options, trace: SILENT }))
  return { counted: seen?.counted ?? [], notCounted: seen?.rejected ?? [] }
}

/** The pool of a candidate: the one that the nomination names, where it fits, otherwise the first that takes its kind. */
function poolOf({ pools }: Award, { pool: named }: Nomination, { kind }: RosterUnit): Pool | undefined {
  const fits = ({ units }: Pool): boolean => units === undefined || units.includes(kind)
  const byName = pools.find(({ id }) => id !== undefined && id === named)
  if (byName !== undefined && fits(byName)) return byName
  return pools.find(({ id, units }) => id === undefined || units?.includes(kind))
}

const STANDING = { zh: '评选时仍在', en: 'stands in the round' }
const KIND = { zh: '属于参评对象', en: 'is of a kind that may stand' }
const POOL = { zh: '有可参评的组别', en: 'fits a pool' }

/** A unit, a station or a brand that ended before the last day of the round. */
function absent({ subject, as }: Nomination, { facts, window: { last }, knownAt }: Frame): Exclusion[] {
  const table = as === 'person' ? undefined : facts.table(as, as)
  let stands = as === 'person'
  if (table !== undefined) standingAt(table, subject, last, knownAt, () => (stands = true))
  if (stands) return []
  const enders: Position[] = []
  if (table !== undefined)
    for (let row = table.newest(subject); row >= 0; row = table.previous[row]!)
      if (table.knownFrom[row]! <= knownAt && table.knownUntil[row]! > knownAt && table.until[row]! <= last)
        if (table.closedBy[row]! >= 0) enders.push(table.closedBy[row]!)
  const why = { zh: '评选期末已不存在（已撤并、撤站或尚未设立）', en: 'did not stand on the last day of the round' }
  return [{ condition: 'standing', title: STANDING, why, positions: enders.slice(0, 1) }]
}

function unfit({ units, title }: Award, pool: Pool | undefined, unit: RosterUnit, { position }: Nomination): Exclusion[] {
  const positions = [position]
  if (units !== undefined && unit.kind !== '' && !units.includes(unit.kind))
    return [
      {
        ...{ condition: 'kind', title: KIND, positions },
        why: { zh: `“${title}”不评这类单位`, en: `the award is not for units of the kind ${unit.kind}` },
      },
    ]
  if (pool !== undefined || unit.kind === '') return []
  return [{ condition: 'pool', title: POOL, why: { zh: '不属于任何一组', en: 'fits no pool of the award' }, positions }]
}

/** Why a condition fails, with what it measured and the events that counted. */
function failed({ id, title, test }: Eligibility, options: FrameOptions): Exclusion {
  const counted = new Set<Position>()
  const trace: Trace = { ...SILENT, counted: (position) => void counted.add(position) }
  test.verdicts(frameOf({ ...options, trace }))
  const frame = frameOf(options)
  const measured = test.measures.map((measure) => measuredWords(measure, frame))
  return {
    condition: id,
    title: { zh: title, en: id },
    why: {
      zh: `不符合“${title}”：${measured.map(({ zh }) => zh).join('，')}`,
      en: `does not meet "${id}": ${measured.map(({ en }) => en).join(', ')}`,
    },
    positions: [...counted].sort((a, b) => a - b),
  }
}

function measuredWords(measure: Measure, frame: Frame): Words {
  const { words, unit } = measure
  const { num, den, open } = measure.numbers(frame)
  if (open[0] === 1) return { zh: `${words.zh}尚不可知`, en: `${words.en} not known yet` }
  const value = fractionText({ num: num[0]!, den: den[0]! })
  return { zh: `${words.zh}${value}${unit.zh}`, en: `${words.en}: ${value}${unit.en}` }
}
