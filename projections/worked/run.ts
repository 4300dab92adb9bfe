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
import type { CompiledRules, Sheet } from '../rules/compile.js'
import { tally, type Tally } from '../rules/evaluate.js'
import { pointsOf, pointsText } from '../rules/fraction.js'
import { readCases, TOTALS, type WorkedCase } from '../rules/worked.js'
import type { Path, Problem } from '../rules/yaml.js'
import { emptyLedger, within } from './ledger.js'
import type { Came } from './thresholds.js'

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

/** What a case says something about, and what that came to. */
export interface Looked {
  /** Nodes of sheets whose points it states, for one unit each; without a tally what follows from the total. */
  readonly came: readonly { readonly sheet: string; readonly came: Came }[]
  /** Lines of the score of an award. */
  readonly lines: readonly { readonly of: string; readonly address: string }[]
  /** Haves and Goods of a scheme, conditions for an award, and whether they hold. */
  readonly conditions: readonly { readonly of: string; readonly address: string; readonly holds: boolean }[]
}

/** Hears of each case what it looks at. */
export type Watch = (looked: Looked) => void

/** Runs every case. Cases that cannot be read become problems. */
export function runCases(rules: CompiledRules, problems: Problem[], watch?: Watch): readonly CaseResult[] {
  const view = emptyLedger(rules)
  return readCases(rules, problems).map((it) => {
    const amiss = within(view, it.given, () => {
      const outcome = outcomeOf(view, rules, it)
      watch?.({ came: [], lines: [], conditions: [], ...outcome.looked })
      return outcome.amiss
    })
    return { index: it.index, title: it.title ?? null, path: it.path, passed: amiss.length === 0, amiss }
  })
}

/** What came out otherwise, and what the case looks at. */
interface Outcome {
  readonly amiss: readonly Amiss[]
  readonly looked?: Partial<Looked>
}

function outcomeOf(view: View, rules: CompiledRules, it: WorkedCase): Outcome {
  const basis: Basis = { asOf: dayOf(it.asOf), knownAt: view.size - 1, rules: undefined, engine: '' }
  const { about } = it
  if (about.part === 'sheets') return ofSheet(view, it, about.sheet, basis)
  return about.part === 'awards' ? ofAward(view, rules, it, about.id, basis) : ofScheme(view, it, about.id, basis)
}

const differs = (zh: string, en: string, expected: string, found: string): Amiss[] =>
  expected === found ? [] : [{ what: { zh, en }, expected, found }]

const refused = ({ words }: Refusal, expected: string): Amiss[] => [
  { what: { zh: '没有结果', en: 'no result' }, expected, found: words.zh },
]

const PENDING = 'pending'

/** Points as a case writes them, in the form of the product. */
const written = (text: string): string => (text === PENDING ? text : pointsText(pointsOf(text)))

function ofSheet(view: View, it: WorkedCase, sheet: Sheet, basis: Basis): Outcome {
  const asked = { period: it.period, sheet: sheet.id }
  const appraisal = appraisalOf(view, asked, basis)
  if (isRefusal(appraisal)) return { amiss: refused(appraisal, it.period) }
  const roster = rosterOf(view, appraisal)
  const units = roster.units.filter(({ kind }) => kind === sheet.appraises)
  const unitAt = (code: string): number => units.findIndex((unit) => unit.code === code)
  // A few nodes do not need the whole sheet.
  const isWhole = asksRow(it) || it.points.some(({ address }) => totalNamed(address) !== undefined)
  const result = isWhole ? evaluateSheet(view, appraisal, roster) : undefined
  const frame = result?.frame ?? sheetFrame(view, appraisal, roster, { units })
  const all = result === undefined ? new Map<string, Tally>() : byAddress(result)
  const tallied = (address: string): Tally => {
    const known = all.get(address) ?? tally(sheet.nodes.get(address)!, frame)
    all.set(address, known)
    return known
  }
  const found = (code: string, address: string): string => {
    const unit = unitAt(code)
    const total = totalNamed(address)
    if (unit < 0) return ''
    if (total !== undefined) return pointsText(result!.units[unit]![total])
    const { points, open } = tallied(address)
    return open[unit] === 1 ? PENDING : pointsText(points[unit]!)
  }
  const points = it.points.flatMap(({ unit, address, gives }) => {
    const place = unit === it.unit ? address : `${unit} ${address}`
    return differs(place, place, written(gives), found(unit, address))
  })
  const came = (unit: number, of: Tally | undefined) => ({
    sheet: sheet.id,
    came: { frame, unit, tally: of, total: it.spec.grade === undefined ? undefined : result?.units[unit]?.total },
  })
  const own = unitAt(it.unit)
  return {
    amiss: [...points, ...rowAmiss(view, it, asked, basis)],
    looked: {
      came: [
        ...it.points.flatMap(({ unit, address }) =>
          unitAt(unit) < 0
            ? []
            : lookedAt(sheet, address).flatMap((one) => withParts(tallied(one)).map((of) => came(unitAt(unit), of))),
        ),
        // A rank alone says nothing of grades and vetoes.
        ...((it.spec.grade ?? it.spec.void) !== undefined && own >= 0 ? [came(own, undefined)] : []),
      ],
    },
  }
}

const asksRow = ({ spec }: WorkedCase): boolean => spec.grade !== undefined || spec.rank !== undefined || spec.void !== undefined

const totalNamed = (address: string) => TOTALS.find((word) => word === address)

/** The nodes that points at an address say something about; the total is of the headings and the bonus as wholes. */
function lookedAt({ headings, bonus, nodes }: Sheet, address: string): readonly string[] {
  if (address === 'total') return [...headings, ...(bonus === undefined ? [] : [bonus])].map((group) => group.address)
  return nodes.has(address) ? [address] : []
}

/** A node, and of an item its clauses: what its points hang on at once. */
const withParts = (it: Tally): readonly Tally[] => (it.node.kind === 'item' ? [it, ...it.parts] : [it])

/** Every node of a sheet as it was tallied. An item with one clause of its own stands for that clause. */
function byAddress({ headings, bonus }: SheetResult): Map<string, Tally> {
  const all = new Map<string, Tally>()
  const add = (one: Tally): void => {
    if (!all.has(one.node.address)) all.set(one.node.address, one)
    one.parts.forEach(add)
  }
  for (const one of [...headings, ...(bonus ? [bonus] : [])]) add(one)
  return all
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

function ofScheme(view: View, { spec, unit, period }: WorkedCase, scheme: string, basis: Basis): Outcome {
  const found = board(view, { scheme, ...(spec.period !== undefined && { period }), unit }, basis)
  if (isRefusal(found)) return { amiss: refused(found, unit) }
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
  const conditions = (list: string, wanted: Readonly<Record<string, boolean>> = {}): Looked['conditions'] =>
    Object.entries(wanted).map(([id, holds]) => ({ of: scheme, address: `${list}.${id}`, holds }))
  return {
    amiss: [
      ...(spec.meets === undefined ? [] : differs('达标', 'meets', met(spec.meets), row?.meets ?? '')),
      ...of({ zh: '“好”', en: 'Good' }, spec.goods ?? {}, row?.goods ?? []),
      ...of({ zh: '“有”', en: 'Have' }, spec.haves ?? {}, haves),
    ],
    looked: { conditions: [...conditions('haves', spec.haves), ...conditions('goods', spec.goods)] },
  }
}

function ofAward(view: View, rules: CompiledRules, { spec, period }: WorkedCase, award: string, basis: Basis): Outcome {
  const answered = awards.answer(view, { period, award }, basis)
  if (isRefusal(answered)) return { amiss: refused(answered, award) }
  const [standing] = answered.data
  const all = standing?.candidates ?? []
  const having = (status: AwardCandidate['status']): string =>
    all
      .flatMap(({ status: is, subject }) => (is === status ? [subject.code] : []))
      .sort()
      .join(' ')
  const listed = (codes: readonly string[]): string => [...codes].sort().join(' ')
  const of = (code: string): AwardCandidate | undefined => all.find(({ subject }) => subject.code === code)
  const excluded = Object.entries(spec.excluded ?? {})
  const { lines = [], eligible = [] } = rules.awards.get(award) ?? {}
  // Whoever is elected meets every condition.
  const met = [...(spec.elected ?? []), ...(spec.tied ?? [])].length > 0 ? eligible.map(({ id }) => id) : []
  const condition = (id: string, holds: boolean): Looked['conditions'][number] => ({
    of: award,
    address: `eligible.${id}`,
    holds,
  })
  return {
    amiss: [
      ...(spec.elected === undefined ? [] : differs('当选', 'elected', listed(spec.elected), having('winner'))),
      ...(spec.tied === undefined ? [] : differs('并列待定', 'tied', listed(spec.tied), having('tied_at_cut'))),
      ...Object.entries(spec.scores ?? {}).flatMap(([code, points]) =>
        differs(`${code}得分`, `score of ${code}`, written(points), of(code)?.total ?? ''),
      ),
      ...excluded.flatMap(([code, id]) => {
        const reasons = (of(code)?.excluded ?? []).map((it) => it.condition)
        return reasons.includes(id) ? [] : differs(`${code}不参评`, `${code} excluded`, id, reasons.join(' '))
      }),
    ],
    looked: {
      lines: spec.scores === undefined ? [] : lines.map(({ clause: { address } }) => ({ of: award, address })),
      conditions: [...met.map((id) => condition(id, true)), ...excluded.map(([, id]) => condition(id, false))],
    },
  }
}
