/** Random small ledgers of a district under random rules: what was recorded, corrected, retracted, supported and judged. */
import fc from 'fast-check'
import type { Json, JsonObject, Period } from '../../events/event.js'
import type { Cadence } from '../../events/time.js'
import { attachment, correction, type Draft, idAt, retraction } from './book.js'
import type { Topic } from './catalogue.js'
import { type Content, contentsOf, dates, type Decision, decisions } from './ledger-events.js'
import { adopting } from './view.js'

const unit = (code: string, kind: string, parent?: string, on = '2025-01-01'): Draft => ({
  type: 'UnitRegistered',
  on,
  data: { unit: code, kind, name: `示例${code}`, ...(parent !== undefined && { parent }) },
})

/** Two streets, five communities, one of them of February, and a village. */
const district: readonly Draft[] = [
  unit('D01', 'district'),
  unit('S01', 'street', 'D01'),
  unit('S02', 'street', 'D01'),
  ...['C001', 'C002', 'C004'].map((code) => unit(code, 'community', 'S01')),
  unit('C003', 'community', 'S02'),
  unit('C005', 'community', 'S02', '2026-02-15'),
  unit('V001', 'village', 'S01'),
]

/** What may be done to an earlier event. */
const acts = fc.oneof(
  { weight: 24, arbitrary: fc.constant('say' as const) },
  { weight: 4, arbitrary: fc.constant('decide' as const) },
  { weight: 2, arbitrary: fc.constant('panel' as const) },
  { weight: 4, arbitrary: fc.constant('correct' as const) },
  { weight: 2, arbitrary: fc.constant('attach' as const) },
  { weight: 1, arbitrary: fc.constantFrom('retract' as const, 'repeat' as const) },
)

const files = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 2 })

/** One thing that somebody does. */
const slotsOf = (topic: Topic) =>
  fc.record({
    act: acts,
    on: dates,
    says: contentsOf(topic),
    decides: decisions,
    target: fc.nat(),
    files: fc.option(files, { nil: undefined, freq: 2 }),
  })
type Slot = ReturnType<typeof slotsOf> extends fc.Arbitrary<infer S> ? S : never

/** What is done in a ledger about a topic: with the district and the rules about sixty events. */
export const ledgersOf = (topic: Topic): fc.Arbitrary<Slot[]> =>
  fc.array(slotsOf(topic), { minLength: 30, maxLength: 60, size: 'max' })

/** Where a document asks an office. */
interface Place {
  readonly sheet: string
  readonly cadence: Cadence
  readonly address: string
  /** What it asks for; of items none. */
  readonly kind: string
}

const list = (value: Json | undefined): readonly JsonObject[] => (value ?? []) as readonly JsonObject[]

/** The kinds of judgements that a part of a rule asks for. */
function kindsIn(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap((it: Json) => kindsIn(it))
  if (typeof value !== 'object' || value === null) return []
  const { judged } = value as JsonObject
  return typeof judged === 'string' ? [judged] : Object.values(value).flatMap(kindsIn)
}

function placesOf(document: JsonObject): { readonly judged: readonly Place[]; readonly items: readonly Place[] } {
  const judged: Place[] = []
  const items: Place[] = []
  for (const sheet of list(document['sheets'])) {
    const place = (address: string, kind: string): Place => ({
      sheet: String(sheet['id']),
      cadence: sheet['period'] as Cadence,
      address,
      kind,
    })
    const groups = [
      ...list(sheet['headings']).map((heading) => ({ id: String(heading['id']), items: list(heading['items']) })),
      ...(sheet['bonus'] === undefined ? [] : [{ id: 'bonus', items: list((sheet['bonus'] as JsonObject)['items']) }]),
    ]
    for (const group of groups)
      for (const item of group.items) {
        const address = `${group.id}.${String(item['id'])}`
        // Where a bonus is granted, or honours count, there is something to decide.
        const isAsked = /granted|Honour|Praise/.test(JSON.stringify(item))
        items.push(...Array.from({ length: isAsked ? 5 : 1 }, () => place(address, '')))
        const clauses = item['clauses'] === undefined ? [item] : list(item['clauses'])
        for (const clause of clauses)
          for (const kind of kindsIn([clause['measure'] ?? null, clause['scale'] ?? null]))
            judged.push(place(clause === item ? address : `${address}.${String(clause['id'])}`, kind))
      }
    for (const veto of list(sheet['vetoes']))
      for (const kind of kindsIn(veto['when'])) judged.push(place(`vetoes.${String(veto['id'])}`, kind))
  }
  return { judged, items }
}

/** The periods of a cadence that are judged, most of the time the first. */
export const periodsOf: Readonly<Record<Cadence, readonly Period[]>> = {
  year: ['2026', '2026', '2026', '2026', '2026', '2025'],
  quarter: ['2026Q1', '2026Q1', '2026Q1', '2026Q2', '2026Q4', '2025Q4'],
  month: ['2026-03', '2026-03', '2026-03', '2026-04', '2026-04', '2026-02'],
}

const periodAt = (cadence: Cadence, pick: number): Period => periodsOf[cadence][pick % 6]!

const valueOf = ({ value, kind }: Decision, asked: string): JsonObject => {
  const is = kind ?? asked
  return { kind: is, [is]: value[is] ?? [] }
}

function decided(decision: Decision, places: ReturnType<typeof placesOf>): Content {
  const { on, what, place, unit: code, period, assessor, projectKey, value } = decision
  const among = what === 'judged' && places.judged.length > 0 ? places.judged : places.items
  const at = among[place % among.length]!
  const common = { sheet: at.sheet, period: periodAt(at.cadence, period), unit: code, reason: '示例', assessor }
  if (among === places.judged)
    return { type: 'ItemJudged', on, data: { ...common, clause: at.address, value: valueOf(decision, at.kind) } }
  const item = { ...common, item: at.address, projectKey }
  if (what === 'refused') return { type: 'BonusRefused', on, data: item }
  return { type: 'BonusGranted', on, data: { ...item, points: String(value['points']).replace('-', '') } }
}

/** Everything that is judged of one unit. */
const panel = (decision: Decision, { judged }: ReturnType<typeof placesOf>): Content[] => {
  const { on, unit: code, assessor, place, value } = decision
  /** Now and then both offices judge, and do not agree. */
  const other = assessor === 'S01' ? 'D01' : 'S01'
  const offices = place % 2 === 0 ? [assessor] : [assessor, other]
  return judged.flatMap(({ sheet, cadence, address, kind }) =>
    offices.map((office) => ({
      type: 'ItemJudged',
      on,
      data: {
        ...{ sheet, period: periodAt(cadence, 0), unit: code, clause: address, reason: '示例', assessor: office },
        value: valueOf(
          { ...decision, kind: undefined, value: office === other ? { ...value, points: '0.5', number: '2' } : value },
          kind,
        ),
      },
    })),
  )
}

/** A rule document, and before which of the slots it is adopted. */
export interface Adopted {
  readonly document: JsonObject
  readonly before: number
}

/** The whole ledger: the district, and what was done in it under its rules. `places` are those of the first document. */
export function draftsOf(doings: readonly Slot[], adopted: readonly Adopted[]): Draft[] {
  const places = placesOf(adopted[0]?.document ?? {})
  const contentOf = (slot: Slot): Content => (slot.act === 'decide' ? decided(slot.decides, places) : slot.says)
  const all = doings.map(contentOf)
  const drafts = [...district]
  for (const [i, slot] of [...doings, undefined].entries()) {
    const isLast = slot === undefined
    for (const { document, before } of adopted)
      if (Math.min(before, doings.length) === i) drafts.push(...adopting(document, '2025-12-01'))
    if (!isLast) drafts.push(...drawn(slot, contentOf(slot), drafts, all, places))
  }
  return drafts
}

function drawn(
  { act, on, decides, target, files: names }: Slot,
  says: Content,
  drafts: readonly Draft[],
  all: readonly Content[],
  places: ReturnType<typeof placesOf>,
): Draft[] {
  const at = target % drafts.length
  const before = drafts[at]!
  const alike = all.filter(({ type }) => type === before.type)
  const named = names && { files: names }
  switch (act) {
    case 'say':
    case 'decide':
      return [{ ...says, ...named }]
    case 'panel':
      return panel(decides, places)
    case 'correct':
      return [correction(at, alike[target % alike.length] ?? { ...before, on }, on)]
    case 'attach':
      return [{ ...attachment(at, on), files: names ?? ['d'] }]
    case 'retract':
      return [retraction(at, on)]
    case 'repeat':
      return [{ ...says, id: idAt(at) }]
  }
}
