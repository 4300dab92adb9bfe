/** Grades that hang on the ranking: vetoes that look at the rank of the total, and grades with a number of places. */
import type { Words } from '../events/event.js'
import { type Evaluating, evaluateTotals, type SheetResult, type UnitResult } from './appraisal.js'
import { previousTotals, type Ranked, rankGroup } from './places.js'
import type { View } from './question.js'
import type { Roster } from './roster.js'
import type { Sheet } from './rules/compile.js'
import { type Frame, frameOf, type Results } from './rules/frame.js'
import { type Grade, gradeOf, noPlaceWords, numberOfPlaces } from './rules/grades.js'

const hangsOnRanks = ({ vetoes, grades }: Sheet): boolean =>
  vetoes.some(({ isLate }) => isLate) || grades.some(({ places }) => places !== undefined)

/** The grades of a result as they are after the ranking. One unit alone is ranked among all as well. */
export function graded(view: View, result: SheetResult, roster: Roster, { only, book }: Evaluating): SheetResult {
  const { appraisal } = result
  if (!hangsOnRanks(appraisal.sheet)) return result
  const whole = only === undefined ? result : evaluateTotals(view, appraisal, roster, book === undefined ? {} : { book })
  const found = gradesOf(view, whole)
  const known = new Map(whole.units.map(({ unit, index }) => [unit.code, found[index]]))
  return { ...result, units: result.units.map((unit) => ({ ...unit, ...known.get(unit.unit.code) })) }
}

type Graded = Pick<UnitResult, 'vetoes' | 'grade' | 'gradeNotes'>

/** What is decided about the grade of a unit. */
interface Standing {
  /** Index of the grade, -1 for none. */
  index: number
  /** A veto gives the grade: it takes no place of others. */
  readonly isGiven: boolean
  readonly notes: Words[]
}

function gradesOf(view: View, whole: SheetResult): readonly Graded[] {
  const { sheet } = whole.appraisal
  const frame = afterRanking(whole)
  const late = sheet.vetoes.filter(({ isLate }) => isLate).map((veto) => ({ id: veto.id, verdicts: veto.test.verdicts(frame) }))
  const vetoes = whole.units.map(({ index, vetoes: early, isVoid }) => {
    const ids = [...early, ...late.filter(({ verdicts }) => !isVoid && verdicts[index] === 1).map(({ id }) => id)]
    return sheet.vetoes.filter(({ id }) => ids.includes(id))
  })
  const standings = whole.units.map(({ isOpen, isVoid, total, base, index }): Standing => {
    const grade = isOpen || isVoid ? { index: -1, isGiven: false } : gradeOf(sheet.grades, { total, base }, vetoes[index]!)
    return { ...grade, notes: [] }
  })
  sheet.grades.forEach((grade, index) => {
    if (grade.places !== undefined) giveOut(view, whole, standings, grade, index)
  })
  return standings.map(({ index, notes }, i) => ({
    vetoes: vetoes[i]!.map(({ id }) => id),
    grade: sheet.grades[index]?.grade,
    gradeNotes: notes,
  }))
}

/** The places of a grade go to the best of those that reach it; whoever is left falls to the next grade. */
function giveOut(view: View, whole: SheetResult, standings: readonly Standing[], grade: Grade, index: number): void {
  const { sheet, period, knownAt } = whole.appraisal
  const previous = previousTotals(view, sheet.id, period, { knownAt })
  for (const group of groupsOf(whole.units, grade)) {
    const places = numberOfPlaces(grade.places!, group.length)
    const reaching = group.filter((unit) => standings[unit.index]?.index === index && standings[unit.index]?.isGiven === false)
    for (const unit of withoutPlace(rankGroup(whole, reaching, previous), places)) {
      const standing = standings[unit.index]!
      standing.index = index + 1
      standing.notes.push(noPlaceWords(grade, places, unit.total))
    }
  }
}

function groupsOf(units: readonly UnitResult[], { places }: Grade): readonly (readonly UnitResult[])[] {
  if (places?.within !== 'parent') return [units]
  const groups = new Map<string, UnitResult[]>()
  for (const it of units) groups.set(it.unit.parent ?? '', [...(groups.get(it.unit.parent ?? '') ?? []), it])
  return [...groups.values()]
}

/** The first beyond the places, all that share its rank, and all behind them. */
function withoutPlace(ranked: readonly Ranked[], places: number): readonly Ranked[] {
  const beyond = ranked[places]
  return beyond === undefined ? [] : ranked.slice(ranked.findIndex(({ rank }) => rank === beyond.rank))
}

/** What a veto sees that looks at ranks: the totals as they are ranked. Void results and open ones have none. */
function afterRanking({ appraisal, frame, units }: SheetResult): Frame {
  const { results } = frame
  const totals = new Map(units.flatMap(({ unit, total, isOpen, isVoid }) => (isOpen || isVoid ? [] : [[unit.code, total]])))
  const after: Results = (inner, wanted) => {
    const found = results?.(inner, wanted)
    const isOwn = wanted.sheet === appraisal.sheet.id && wanted.address === undefined && wanted.period === 'this'
    if (!isOwn || inner.period !== appraisal.period) return found ?? NOTHING
    return { of: ({ code }) => totals.get(code), counted: (...asked) => found?.counted(...asked) ?? [] }
  }
  return frameOf({ ...frame, results: after, trace: undefined, flag: undefined })
}

const NOTHING = { of: () => undefined, counted: () => [] }
