/** Published sheets as rule sets: everything that a sheet prints stands in its rule set, and is shown by a worked case. */
import { readdirSync } from 'node:fs'
import t from 'tap'
import { checkRules } from '../projections/worked/checked.js'
import { boundsPrinted, mayJudgePoints, numbersPrinted, pointsPrinted, type Printed, surveyOf } from './rubrics/survey.js'
import { foundBy, givenBy, judgesPoints, numbersIn, type Written, type WrittenClause, writtenOf } from './rubrics/written.js'

const rubrics = readdirSync(new URL('rubrics/', import.meta.url))
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length))

/**
 * Numbers of the survey that a rule set says in another way, and why.
 * `zzh8_1` is the first clause of the item NH-ZZH8.
 */
const saidOtherwise: Readonly<Record<string, string>> = {
  'NH-ZZ7.3': 'each meeting has a ratio of its own: what is judged is how many of them are below it',
  'NH-XC3.11': 'each month has a number of its own: what is judged is how many months are below it',
  'NH-ZZH8.1': 'the same',
  'NH-ZZ12.2': 'the third year is the third place of a list',
  'NH-XC4.12': 'the range is what is certain and what may be added',
  'NH-BM1.1': 'the same',
  'NH-BM2.1': 'the same',
  'NH-VT2.1': 'looks at the clause that counts the years',
}

interface Pair {
  /** The item and the place of the clause in it, from 1. */
  readonly name: string
  readonly printed: Printed
  readonly clauses: readonly WrittenClause[]
}

const pairsOf = (rubric: string, written: Written): readonly Pair[] =>
  surveyOf(rubric).items.flatMap(({ id, clauses }) =>
    clauses.map((printed, i) => ({ name: `${id}.${i + 1}`, printed, clauses: written.byItem.get(id)?.[i] ?? [] })),
  )

const names = (pairs: readonly Pair[]): string[] => pairs.map(({ name }) => name)

for (const rubric of rubrics) {
  const written = writtenOf(rubric)
  const survey = surveyOf(rubric)
  const pairs = pairsOf(rubric, written)
  const { problems, covered } = checkRules(written.text)

  t.test(`${rubric}: the rule set is sound, and its cases come out`, async (t) => {
    t.same(
      problems.map(({ line, words }) => `${line} ${words.zh}`),
      [],
    )
    t.ok(covered !== undefined && covered.results.length > 0)
    t.same(
      covered?.clauses.filter(({ cases }) => cases === 0),
      [],
      'every clause has a case',
    )
    t.same(
      covered?.thresholds.filter(({ below, above }) => !below || !above).map(({ address, words }) => `${address} ${words.zh}`),
      [],
      'every threshold has a case on each side',
    )
  })

  t.test(`${rubric}: every clause that is printed is written`, async (t) => {
    const counts = (all: Iterable<readonly [string, number]>) => [...all].sort(([a], [b]) => (a < b ? -1 : 1))
    t.same(
      counts([...written.byItem].map(([id, clauses]) => [id, clauses.length] as const)),
      counts(survey.items.map(({ id, clauses }) => [id, clauses.length] as const)),
    )
    const lacking = pairs.filter(({ name, printed, clauses }) => {
      if (Object.hasOwn(saidOtherwise, name)) return false
      const said = new Set(clauses.flatMap(({ parts }) => numbersIn(parts)))
      return !numbersPrinted(printed).every((number) => said.has(number))
    })
    t.same(names(lacking), [], 'its numbers stand in it')
  })

  t.test(`${rubric}: an assessor says points only where the sheet leaves them open`, async (t) => {
    const judging = pairs.filter(({ clauses }) => clauses.some(({ parts }) => judgesPoints(parts)))
    t.same(names(judging.filter(({ printed }) => !mayJudgePoints(printed))), [])
  })

  t.test(`${rubric}: the cases show the points that the sheet prints`, async (t) => {
    const unshown = pairs.filter(({ printed, clauses }) => {
      const given = clauses.flatMap(({ address }) => givenBy(written, address))
      // So many of a kind give so many times the points.
      const each = clauses.flatMap(({ address }) => foundBy(written, address)).map(({ found, gives }) => gives / found)
      const shown = [...given, ...(printed.shape.startsWith('case_') ? each : [])].map((points) => points.toFixed(4))
      return !pointsPrinted(printed).every((points) => shown.includes(points.toFixed(4)))
    })
    t.same(names(unshown), [])
  })

  t.test(`${rubric}: where points change a case lies exactly on the threshold`, async (t) => {
    const unshown = pairs.filter(({ name, printed, clauses }) => {
      const found = clauses.flatMap(({ address }) => foundBy(written, address)).map((it) => it.found)
      const isCounted = Object.hasOwn(saidOtherwise, name) && !mayJudgePoints(printed)
      return !isCounted && !boundsPrinted(printed).every((bound) => found.includes(bound))
    })
    t.same(names(unshown), [])
  })
}

t.test('R06 is a whole sheet: 23 lines, 131 items, 245 clauses, and the lines begin with 135 points', async (t) => {
  const { items } = surveyOf('R06-NINGHAI-TOWN-2021')
  const lines = new Set(items.map(({ criterion }) => criterion))
  const bases = [...lines].flatMap((line) => /\((\d+)\)$/.exec(line)?.[1] ?? []).map(Number)
  t.equal(lines.size, 23)
  t.equal(items.length, 131)
  t.equal(items.flatMap(({ clauses }) => clauses).length, 245)
  t.equal(bases.length, 15)
  t.equal(
    bases.reduce((sum, points) => sum + points, 0),
    135,
  )
})
