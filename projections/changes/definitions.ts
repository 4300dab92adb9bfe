/** What a rule document says at each address, and where two documents differ. Wording and citations are no difference. */
import type { Json, JsonObject, Words } from '../../events/event.js'
import type { DutySpec } from '../rules/duty.js'
import type { BonusSpec, HeadingSpec, RuleDocument, SheetSpec } from '../rules/document.js'
import { itemsToMeet } from '../rules/met.js'
import { mentionsIn, sheetMeant } from './mentions.js'

/** What stands at an address, without what stands below it. */
export interface Definition {
  readonly title: Words
  /** JSON of what decides; documents are canonical, so that equal texts stand for equal rules. */
  readonly text: string
  /** Addresses of what it names: duties, nodes whose points it takes. With a dot at the end: all that stands below. */
  readonly names: readonly string[]
}

export type Definitions = ReadonlyMap<string, Definition>

export interface Replaced {
  readonly address: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly title: Words
}

/** Addresses beside those of headings, items and clauses. */
export const whole = {
  points: { zh: '最小分值和舍入', en: 'step and rounding of points' },
  base: { zh: '基本分', en: 'base' },
  grades: { zh: '等次', en: 'grades' },
  ties: { zh: '同分时排先后的办法', en: 'what decides between equals' },
  appraiser: { zh: '评分单位', en: 'who appraises' },
} as const satisfies Readonly<Record<string, Words>>

const plain = (title: string): Words => ({ zh: title, en: title })
const titled = (title: string | undefined, otherwise: string): Words => plain(title ?? otherwise)

export const textOf = (value: unknown): string => JSON.stringify(value)

/** Addresses of the duties that a text names. */
export const dutiesIn = (text: string): string[] => [...text.matchAll(/"duty":"([^"]+)"/g)].map(([, duty]) => `duties.${duty}`)

/**
 * Everything that decides the points of a sheet: also of other sheets whose points it takes, under their names.
 *
 * @param also ids of sheets that are looked at in any case: what one document does not use may be there all the same
 */
export function sheetDefinitions(
  document: RuleDocument,
  spec: SheetSpec,
  duties: readonly DutySpec[],
  also: ReadonlySet<string> = new Set(),
): Definitions {
  const definitions = new Map<string, Definition>()
  const put = (address: string, title: Words, value: unknown, names: readonly string[] = []): void => {
    if (value !== undefined) definitions.set(address, { title, text: textOf(value), names })
  }
  for (const duty of duties) put(`duties.${duty.id}`, titled(duty.title, duty.id), dutyText(duty))
  put('points', whole.points, document.points)
  const waiting = [spec, ...(document.sheets ?? []).filter((sheet) => sheet !== spec && also.has(sheet.id))]
  const named = (value: Json, sheet: SheetSpec): string[] => {
    const text = textOf(value)
    const owed = dutiesIn(text)
    const joint = text.includes('"several"') ? [within(spec, sheet, 'appraiser')] : []
    const taken = mentionsIn(value, sheet.id).flatMap((mention) => {
      // Of the period before the rules are others: those that were in force then.
      const meant = mention.period === 'previous' ? undefined : sheetMeant(document, mention)
      if (meant === undefined) return []
      if (!waiting.includes(meant)) waiting.push(meant)
      const { address } = mention
      // The whole of another sheet is all that stands below its name, on whichever side.
      const nodes = address !== undefined ? [address] : meant.id === spec.id ? groupsOf(meant).map(([id]) => id) : []
      const own = nodes.flatMap((node) => [within(spec, meant, node), within(spec, meant, `${node}.`)])
      if (nodes.length === 0) return [`${meant.id}.`]
      // A void result has no points.
      return meant === sheet ? own : [...own, within(spec, meant, 'vetoes.'), within(spec, meant, 'appraises')]
    })
    return [...owed, ...joint, ...taken]
  }
  for (const sheet of waiting) {
    const putIn = (address: string, title: Words, value: unknown): void => {
      // Where an item may not apply, its clauses do not show by themselves what they would give.
      const below = hidesClauses(value) ? [within(spec, sheet, `${address}.`)] : []
      put(within(spec, sheet, address), title, value, value === undefined ? [] : [...below, ...named(value as Json, sheet)])
    }
    for (const [id, title, group] of groupsOf(sheet)) putGroup(id, title, group, putIn)
    for (const { id, title, when, effect } of sheet.vetoes ?? []) putIn(`vetoes.${id}`, titled(title, id), { when, effect })
    putIn('appraiser', whole.appraiser, sheet.appraiser)
    if (sheet !== spec) putIn('appraises', plain(sheet.title), { appraises: sheet.appraises, period: sheet.period })
  }
  put('base', whole.base, spec.base ?? (spec.result === 'met' ? itemsToMeet(spec) : undefined))
  put('grades', whole.grades, spec.grades)
  put('ties', whole.ties, spec.ties)
  return definitions
}

/** The definitions of both sides, each with the other sheets that either side takes points from. */
export function definedTogether(define: readonly [Define, Define]): readonly [Definitions, Definitions] {
  const definedWith = (also: ReadonlySet<string>) => define.map((side) => side(also)) as [Definitions, Definitions]
  let found = definedWith(new Set())
  for (let size = -1; ;) {
    const taken = new Set(found.flatMap(othersIn))
    if (taken.size === size) return found
    size = taken.size
    found = definedWith(taken)
  }
}

/** Makes definitions, those of some more sheets among them. */
export type Define = (also: ReadonlySet<string>) => Definitions

/** Ids of the sheets, beside the one that is looked at, that have definitions. */
const othersIn = (definitions: Definitions): string[] =>
  [...definitions.keys()].flatMap((address) => /^([^.]+)\.appraises$/.exec(address)?.[1] ?? [])

/** The address of something in a sheet; in another one than that which is looked at, under its name. */
const within = (spec: SheetSpec, { id }: SheetSpec, address: string): string => (id === spec.id ? address : `${id}.${address}`)

const groupsOf = ({ headings, bonus }: SheetSpec): (readonly [string, string, HeadingSpec | BonusSpec])[] => [
  ...headings.map((heading) => [heading.id, heading.title, heading] as const),
  ...(bonus === undefined ? [] : [['bonus', bonus.title ?? '加分', bonus] as const]),
]

function putGroup(
  group: string,
  heading: string,
  { max, min, factor, zero_when, items }: HeadingSpec | BonusSpec,
  put: (address: string, title: Words, value: unknown) => void,
): void {
  put(group, plain(heading), { max, min, factor, zero_when })
  for (const { id, title, cites: _, clauses, measure, scale, limit, unscored, ...around } of items) {
    const address = `${group}.${id}`
    const own = clauses === undefined ? { measure, scale, limit, unscored } : {}
    put(address, plain(title), { ...around, ...own, clauses: clauses !== undefined })
    for (const clause of clauses ?? [])
      put(`${address}.${clause.id}`, titled(clause.title, title), {
        measure: clause.measure,
        scale: clause.scale,
        limit: clause.limit,
        unscored: clause.unscored,
      })
  }
}

const hidesClauses = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (value as { readonly not_applicable?: unknown }).not_applicable !== undefined

const dutyText = ({ title: _, cites: __, ...duty }: DutySpec): JsonObject => duty as JsonObject

/** Where two sets of definitions differ, in the order of the second; what is gone comes last. */
export function replacedIn(before: Definitions, after: Definitions): ReadonlyMap<string, Replaced> {
  const replaced = new Map<string, Replaced>()
  for (const [address, { title, text }] of after) {
    const known = before.get(address)
    if (known?.text !== text) replaced.set(address, { address, title, change: known === undefined ? 'added' : 'changed' })
  }
  for (const [address, { title }] of before) if (!after.has(address)) replaced.set(address, { address, title, change: 'removed' })
  return replaced
}

/** Where a definition and whatever it names were replaced. */
export function reasonsFor(
  address: string,
  definitions: readonly Definitions[],
  replaced: ReadonlyMap<string, Replaced>,
): Replaced[] {
  const reasons = new Map<string, Replaced>()
  const looked = new Set<string>()
  const look = (at: string): void => {
    if (looked.has(at)) return
    looked.add(at)
    const change = replaced.get(at)
    if (change !== undefined) reasons.set(at, change)
    for (const known of definitions)
      for (const name of known.get(at)?.names ?? []) {
        if (!name.endsWith('.')) look(name)
        else for (const all of definitions) for (const below of all.keys()) if (below.startsWith(name)) look(below)
      }
  }
  look(address)
  return [...reasons.values()]
}

/** Whether what stands at an address, or a duty that it names, may look at records of a type or at a standing. */
export function mayReadBy(definitions: Definitions): (address: string, table: string) => boolean {
  const whole = new Map<string, string>()
  const textAt = (address: string): string => {
    const known = whole.get(address)
    if (known !== undefined) return known
    const own = definitions.get(address)?.text ?? ''
    const duties = dutiesIn(own).map((duty) => definitions.get(duty)?.text ?? '')
    const text = [own, ...duties].join()
    whole.set(address, text)
    return text
  }
  return (address, table) => {
    const text = textAt(address)
    if (text.includes('"score"') || table === 'BonusRefused') return true
    if (table === 'unit') return /"(duty|units|unit|of)"/.test(text)
    if (table === 'ItemJudged' && text.includes('"judged"')) return true
    if (table === 'BonusGranted' && text.includes('"granted"')) return true
    return text.includes(`"${table}"`) || text.includes(`"${table}.`)
  }
}
