/** Results of sheets as measures use them: the points of a unit, in the whole or for a part, in this period or an earlier one. */
import type { Day, Period, Position } from '../events/event.js'
import { cadenceOf, periodOf, previousPeriod, spanOf } from '../events/time.js'
import { type Appraisal, appraisalOf, evaluateTotals, rosterOf, type SheetResult } from './appraisal.js'
import type { Basis, View } from './question.js'
import { isRefusal } from './refusal.js'
import type { RosterUnit } from './roster.js'
import type { Sheet } from './rules/compile.js'
import { tally, type Tally } from './rules/evaluate.js'
import { type Frame, IGNORED, IGNORED_RESTS, type Results, type Scores, type Wanted } from './rules/frame.js'

/** Results of earlier periods may hang on still earlier ones, but on none that began longer ago than this: ten years. */
const REACH = 3653

interface Asked {
  readonly sheet?: string | undefined
  readonly kind?: string
}

/** The results that the measures of one answer look up, each sheet evaluated once. */
export interface Book {
  readonly view: View
  /** First day of the earliest period that is looked at. */
  readonly earliest: Day
  /** By what a period is appraised. */
  appraisal(period: Period, asked: Asked): Appraisal | undefined
  /** By period and sheet. `undefined` while it is being evaluated. */
  readonly made: Map<string, Evaluated | undefined>
}

interface Evaluated extends SheetResult {
  readonly indexOf: ReadonlyMap<string, number>
}

/** Results for what is no sheet itself: a scheme, an award. A set asked for by name stands for the period of the frame alone. */
export function scoresOf(view: View, { asOf, knownAt, rules }: Pick<Basis, 'asOf' | 'knownAt' | 'rules'>): Results {
  const books = new Map<Period, Book>()
  return (frame, wanted) => {
    const book = books.get(frame.period) ?? {
      view,
      earliest: spanOf(frame.period).first - REACH,
      made: new Map(),
      appraisal: (period, asked) => {
        const named = period === frame.period ? rules : undefined
        return found(appraisalOf(view, { period, ...asked }, { asOf, knownAt, rules: named, engine: '' }))
      },
    }
    books.set(frame.period, book)
    return lookUp(book, frame, wanted)
  }
}

/** The results that a sheet may use: other sheets of its period come from its own set. */
export const bookOf = (view: View, within: Appraisal): Book => ({
  view,
  earliest: spanOf(within.period).first - REACH,
  made: new Map(),
  appraisal: (period, asked) => {
    if (period === within.period) return siblingOf(within, asked)
    const { asOf, knownAt } = within
    return found(appraisalOf(view, { period, ...asked }, { asOf, knownAt, rules: undefined, engine: '' }))
  },
})

/** Results for the clauses of a sheet that is being evaluated: its own nodes are evaluated on the spot. */
export const scoresWithin =
  (book: Book, { sheet, period }: Appraisal): Results =>
  (frame, wanted) =>
    wanted.sheet === sheet.id && periodWanted(book, frame, wanted, wanted) === period
      ? ownScores(frame, sheet, wanted)
      : lookUp(book, frame, wanted)

const found = (appraisal: ReturnType<typeof appraisalOf>): Appraisal | undefined => (isRefusal(appraisal) ? undefined : appraisal)

function siblingOf(within: Appraisal, { sheet: id, kind }: Asked): Appraisal | undefined {
  const sheet = within.sheets.find((one) => (id === undefined ? one.appraises === kind : one.id === id))
  return sheet?.period === cadenceOf(within.period) ? sheet && { ...within, sheet } : undefined
}

/** The period whose result is wanted: of the closed ones of any length the one that ended last. */
export function periodWanted(
  book: Book,
  { period, window }: Pick<Frame, 'period' | 'window'>,
  wanted: Wanted,
  asked: Asked,
): Period | undefined {
  if (wanted.period === 'this') return period
  if (wanted.period === 'previous') return previousPeriod(period)
  const closed = (['year', 'quarter', 'month'] as const).map((cadence) => {
    const current = periodOf(window.last, cadence)
    return spanOf(current).last <= window.last ? current : previousPeriod(current)
  })
  const appraised = closed.filter((one) => book.appraisal(one, asked) !== undefined)
  return appraised.sort((a, b) => spanOf(b).last - spanOf(a).last)[0]
}

function lookUp(book: Book, frame: Frame, wanted: Wanted): Scores {
  const byKind = new Map<string, Evaluated | undefined>()
  const resultFor = ({ kind }: RosterUnit): Evaluated | undefined => {
    if (!byKind.has(kind)) byKind.set(kind, evaluated(book, frame, wanted, kind))
    return byKind.get(kind)
  }
  return {
    of: (unit) => {
      const result = resultFor(unit)
      const index = result?.indexOf.get(unit.code)
      return result === undefined || index === undefined ? undefined : pointsIn(result, wanted.address, index)
    },
    counted: (unit, withRests = false) => {
      const result = resultFor(unit)
      const appraised = result?.units[result.indexOf.get(unit.code) ?? -1]
      if (result === undefined || appraised === undefined) return []
      const { appraisal, frame: its } = result
      const trace = withRests ? IGNORED_RESTS : IGNORED
      const traced = evaluateTotals(book.view, appraisal, its.roster, { only: appraised.unit, trace, book, whole: its })
      return [...nodesAt(traced, wanted.address).flatMap(countedIn), ...sparedBy(traced, withRests)]
    },
  }
}

/** The result of all units of a sheet; none where nobody is appraised like that, or where it would be its own ground. */
function evaluated(book: Book, frame: Frame, wanted: Wanted, kind: string): Evaluated | undefined {
  const asked = wanted.sheet === undefined ? { kind } : { sheet: wanted.sheet }
  const period = periodWanted(book, frame, wanted, asked)
  if (period === undefined || spanOf(period).first < book.earliest) return undefined
  const appraisal = book.appraisal(period, asked)
  if (appraisal === undefined) return undefined
  const key = `${period}/${appraisal.sheet.id}`
  if (book.made.has(key)) return book.made.get(key)
  book.made.set(key, undefined)
  const result = evaluateTotals(book.view, appraisal, rosterOf(book.view, appraisal), { book })
  const made = { ...result, indexOf: new Map(result.units.map(({ unit, index }) => [unit.code, index])) }
  book.made.set(key, made)
  return made
}

function pointsIn(result: SheetResult, address: string | undefined, index: number): number | undefined {
  const { isVoid, isOpen, total } = result.units[index]!
  if (isVoid) return undefined
  if (address === undefined) return isOpen ? undefined : total
  return nodePointsOf(nodesAt(result, address), index)
}

function nodePointsOf(nodes: readonly Tally[], index: number): number | undefined {
  if (nodes.length === 0 || nodes.some(({ open }) => open[index] === 1)) return undefined
  return nodes.reduce((sum, { points }) => sum + points[index]!, 0)
}

/** The node at an address; without one all that make up the total. */
function nodesAt({ headings, bonus }: Pick<SheetResult, 'headings' | 'bonus'>, address: string | undefined): readonly Tally[] {
  const all = [...headings, ...(bonus === undefined ? [] : [bonus])]
  if (address === undefined) return all
  const search = (list: readonly Tally[]): Tally | undefined => {
    for (const one of list) {
      const inner = one.node.address === address ? one : search(one.parts)
      if (inner !== undefined) return inner
    }
    return undefined
  }
  const node = search(all)
  return node === undefined ? [] : [node]
}

/** What counted, and what of other units it rests on where that was asked for. */
const countedIn = ({ seen, parts }: Tally): Position[] => [
  ...(seen?.counted ?? []),
  ...(seen?.rests ?? []),
  ...parts.flatMap(countedIn),
]

/** What keeps a result from being void. */
function sparedBy({ appraisal, frame }: SheetResult, withRests: boolean): Position[] {
  const positions: Position[] = []
  const add = (position: Position): void => void positions.push(position)
  const trace = { ...IGNORED, counted: add, ...(withRests && { rests: add }) }
  for (const { effect, test } of appraisal.sheet.vetoes) if (effect === 'void') test.verdicts({ ...frame, trace })
  return positions
}

/** Points of nodes of the sheet that is being evaluated, for its own units. */
function ownScores(outer: Frame, sheet: Sheet, { address }: Wanted): Scores {
  const node = address === undefined ? undefined : sheet.nodes.get(address)
  const all = [...sheet.headings, ...(sheet.bonus === undefined ? [] : [sheet.bonus])]
  const nodes = address === undefined ? all : node === undefined ? [] : [node]
  const quiet = { ...outer, trace: undefined }
  // Rules that would make a circle do not come into force; should one get here, nothing is its own ground.
  const running = outer.once('running', () => new Set<object>())
  const tallies = nodes.map((one) =>
    running.has(one)
      ? undefined
      : outer.once(one, () => {
          running.add(one)
          const made = tally(one, quiet)
          running.delete(one)
          return made
        }),
  )
  return {
    of: ({ subject }) => {
      const index = outer.unitOf[subject] ?? -1
      const known = tallies.filter((one) => one !== undefined)
      return index < 0 || known.length < tallies.length ? undefined : nodePointsOf(known, index)
    },
    counted: (_, withRests = false) =>
      nodes.flatMap((one) => countedIn(tally(one, { ...outer, trace: withRests ? IGNORED_RESTS : IGNORED }))),
  }
}
