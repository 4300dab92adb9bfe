/** Runs the worked cases of a rule document: what must come of each, and what does. */
import type { Words } from '../../events/event.js'
import { dayOf } from '../../events/time.js'
import { appraisalOf, evaluateSheet, rosterOf, sheetFrame, type SheetResult } from '../appraisal.js'
import { awards } from '../award.js'
import type { AwardCandidate } from '../award-shown.js'
import { board } from '../board.js'
import type { Basis, View } from '../question.js'
import { ranking, type RankRow } from '../ranking.js'
import { isRefusal, type Refusal } from '../refusal.js'
import type { CompiledRules } from '../rules/compile.js'
import { tally, type Tally } from '../rules/evaluate.js'
import { pointsOf, pointsText } from '../rules/fraction.js'
import type { Frame } from '../rules/frame.js'
import { readCases, TOTALS, type WorkedCase } from '../rules/worked.js'
import type { Path, Problem } from '../rules/yaml.js'
import { emptyLedger, within } from './ledger.js'

/** One thing that came out other than the case says. */
export interface Amiss {
  readonly what: Words
  readonly expected: string
  readonly found: string
}

export interface CaseResult {
  /** From 0. */
  readonly index: number
  readonly title: string | null
  readonly path: Path
  readonly passed: boolean
  readonly amiss: readonly Amiss[]
}

/** What was evaluated for a case, for whoever asks which thresholds the cases touch. */
export type Watch = (frame: Frame, tallies: readonly Tally[], total: number | undefined) => void

/** Runs every case. Cases that cannot be read become problems. */
export function runCases(rules: CompiledRules, problems: Problem[], watch?: Watch): readonly CaseResult[] {
  const view = emptyLedger(rules)
  return readCases(rules, problems).map((it) => {
    const amiss = within(view, it.given, () => amissIn(view, it, watch))
    return { index: it.index, title: it.title ?? null, path: it.path, passed: amiss.length === 0, amiss }
  })
}

function amissIn(view: View, it: WorkedCase, watch: Watch | undefined): readonly Amiss[] {
  const basis: Basis = { asOf: dayOf(it.asOf), knownAt: view.size - 1, rules: undefined, engine: '' }
  if (it.about.part === 'accreditation') return boardAmiss(view, it, it.about.id, basis)
  if (it.about.part === 'awards') return awardAmiss(view, it, it.about.id, basis)
  return sheetAmiss(view, it, basis, watch)
}

const differs = (zh: string, en: string, expected: string, found: string): Amiss[] =>
  expected === found ? [] : [{ what: { zh, en }, expected, found }]

const refused = ({ words }: Refusal, expected: string): Amiss[] => [
  { what: { zh: '没有结果', en: 'no result' }, expected, found: words.zh },
]

const PENDING = 'pending'

/** Points as a case writes them, in the form of the product. */
const written = (text: string): string => (text === PENDING ? text : pointsText(pointsOf(text)))

function sheetAmiss(view: View, it: WorkedCase, basis: Basis, watch: Watch | undefined): Amiss[] {
  if (it.about.part !== 'sheets') return []
  const { sheet } = it.about
  const asked = { period: it.period, sheet: sheet.id }
  const appraisal = appraisalOf(view, asked, basis)
  if (isRefusal(appraisal)) return refused(appraisal, it.period)
  const roster = rosterOf(view, appraisal)
  const { spec, clause } = it
  const isWhole = clause === undefined || spec.grade !== undefined || spec.rank !== undefined || spec.void !== undefined
  // One clause does not need the whole sheet.
  if (!isWhole && it.points.every(({ address, unit }) => address === clause && unit === it.unit)) {
    const unit = roster.get(it.unit)
    const frame = sheetFrame(view, appraisal, roster, { units: unit === undefined ? [] : [unit] })
    const found = tally(sheet.nodes.get(clause)!, frame)
    watch?.(frame, [found], undefined)
    return it.points.flatMap(({ gives }) => differs(clause, clause, written(gives), shown(found, 0)))
  }
  const result = evaluateSheet(view, appraisal, roster)
  const index = result.units.findIndex(({ unit }) => unit.code === it.unit)
  watch?.(onlyUnit(result.frame, index), tallies(result, index), result.units[index]?.total)
  const points = it.points.flatMap(({ unit, address, gives }) => {
    const place = unit === it.unit ? address : `${unit} ${address}`
    return differs(place, place, written(gives), pointsFound(result, unit, address))
  })
  return [...points, ...rowAmiss(view, it, asked, basis)]
}

function shown({ points, open }: Tally, index: number): string {
  if (points.length === 0) return ''
  return open[index] === 1 ? PENDING : pointsText(points[index]!)
}

function pointsFound(result: SheetResult, code: string, address: string): string {
  const found = result.units.find(({ unit }) => unit.code === code)
  if (found === undefined) return ''
  const total = TOTALS.find((word) => word === address)
  if (total !== undefined) return pointsText(found[total])
  const tallied = everyTally(result).find(({ node }) => node.address === address)
  return tallied === undefined ? '' : shown(tallied, found.index)
}

/** Every node of a sheet as it was tallied. An item with one clause of its own comes before that clause. */
const everyTally = ({ headings, bonus }: SheetResult): Tally[] => [...headings, ...(bonus ? [bonus] : [])].flatMap(withParts)
const withParts = (it: Tally): Tally[] => [it, ...it.parts.flatMap(withParts)]

/** The tallies of one unit alone. */
const tallies = (result: SheetResult, index: number): Tally[] =>
  index < 0
    ? []
    : everyTally(result).map((it) => ({
        ...it,
        points: it.points.slice(index, index + 1),
        open: it.open.slice(index, index + 1),
        before: it.before.slice(index, index + 1),
      }))

function onlyUnit(frame: Frame, index: number): Frame {
  const unitOf = frame.unitOf.map((at) => (at === index ? 0 : -1))
  return { ...frame, units: frame.units.slice(index, index + 1), unitOf }
}

/** What a row of the ranking says: the grade, the rank, whether the result is void. */
function rowAmiss(view: View, { spec, unit }: WorkedCase, asked: { period: string; sheet: string }, basis: Basis): Amiss[] {
  if (spec.grade === undefined && spec.rank === undefined && spec.void === undefined) return []
  const answered = ranking.answer(view, { ...asked, scope: 'district' }, basis)
  if (isRefusal(answered)) return refused(answered, unit)
  const row = (answered.data as readonly RankRow[]).find((one) => one.unit.code === unit)
  return [
    ...(spec.grade === undefined ? [] : differs('等次', 'grade', spec.grade, row?.grade ?? '')),
    ...(spec.rank === undefined ? [] : differs('名次', 'rank', spec.rank, String(row?.rank ?? ''))),
    ...(spec.void === undefined ? [] : differs('无效', 'void', String(spec.void), String(row?.status === 'void'))),
  ]
}

function boardAmiss(view: View, { spec, unit, period }: WorkedCase, scheme: string, basis: Basis): Amiss[] {
  const found = board(view, { scheme, ...(spec.period !== undefined && { period }), unit }, basis)
  if (isRefusal(found)) return refused(found, unit)
  const row = found.rows.find((one) => one.unit.code === unit)
  const met = (isMet: boolean): string => (isMet ? 'yes' : 'no')
  const haves = (row?.goods ?? []).flatMap(({ requires }) => requires)
  const of = (
    kind: Words,
    wanted: Readonly<Record<string, boolean>>,
    all: readonly { readonly id: string; readonly met: string }[],
  ) =>
    Object.entries(wanted).flatMap(([id, isMet]) =>
      differs(`${kind.zh}${id}`, `${kind.en} ${id}`, met(isMet), all.find((one) => one.id === id)?.met ?? ''),
    )
  return [
    ...(spec.meets === undefined ? [] : differs('达标', 'meets', met(spec.meets), row?.meets ?? '')),
    ...of({ zh: '“好”', en: 'Good' }, spec.goods ?? {}, row?.goods ?? []),
    ...of({ zh: '“有”', en: 'Have' }, spec.haves ?? {}, haves),
  ]
}

function awardAmiss(view: View, { spec, period }: WorkedCase, award: string, basis: Basis): Amiss[] {
  const answered = awards.answer(view, { period, award }, basis)
  if (isRefusal(answered)) return refused(answered, award)
  const [standing] = answered.data
  const all = standing?.candidates ?? []
  const having = (status: AwardCandidate['status']): string =>
    all
      .flatMap(({ status: is, subject }) => (is === status ? [subject.code] : []))
      .sort()
      .join(' ')
  const listed = (codes: readonly string[]): string => [...codes].sort().join(' ')
  const of = (code: string): AwardCandidate | undefined => all.find(({ subject }) => subject.code === code)
  return [
    ...(spec.elected === undefined ? [] : differs('当选', 'elected', listed(spec.elected), having('winner'))),
    ...(spec.tied === undefined ? [] : differs('并列待定', 'tied', listed(spec.tied), having('tied_at_cut'))),
    ...Object.entries(spec.scores ?? {}).flatMap(([code, points]) =>
      differs(`${code}得分`, `score of ${code}`, written(points), of(code)?.total ?? ''),
    ),
    ...Object.entries(spec.excluded ?? {}).flatMap(([code, condition]) => {
      const reasons = (of(code)?.excluded ?? []).map((it) => it.condition)
      return reasons.includes(condition) ? [] : differs(`${code}不参评`, `${code} excluded`, condition, reasons.join(' '))
    }),
  ]
}
