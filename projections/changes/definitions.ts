/** What a rule document says at each address, and where two documents differ. Wording and citations are no difference. */
import type { JsonObject, Words } from '../../events/event.js'
import type { DutySpec } from '../rules/duty.js'
import type { BonusSpec, HeadingSpec, ItemSpec, RuleDocument, SheetSpec } from '../rules/document.js'

/** What stands at an address, without what stands below it. */
export interface Definition {
  readonly title: Words
  /** JSON of what decides; documents are canonical, so that equal texts stand for equal rules. */
  readonly text: string
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

/** Everything that decides the points of a sheet. */
export function sheetDefinitions(document: RuleDocument, spec: SheetSpec, duties: readonly DutySpec[]): Definitions {
  const definitions = new Map<string, Definition>()
  let prefix = ''
  const put = (address: string, title: Words, value: unknown): void => {
    if (value !== undefined) definitions.set(prefix + address, { title, text: textOf(value) })
  }
  const items = (group: string, list: readonly ItemSpec[]): void => {
    for (const { id, title, clauses, start, max, min, measure, scale, limit } of list) {
      const address = `${group}.${id}`
      const own = clauses === undefined ? { measure, scale, limit } : {}
      put(address, plain(title), { start, max, min, ...own, clauses: clauses !== undefined })
      for (const clause of clauses ?? [])
        put(`${address}.${clause.id}`, titled(clause.title, title), {
          measure: clause.measure,
          scale: clause.scale,
          limit: clause.limit,
        })
    }
  }
  const group = (address: string, title: string, { max, min, items: list }: HeadingSpec | BonusSpec): void => {
    put(address, plain(title), { max, min })
    items(address, list)
  }
  const groups = ({ headings, bonus }: SheetSpec): void => {
    for (const heading of headings) group(heading.id, heading.title, heading)
    if (bonus !== undefined) group('bonus', bonus.title ?? '加分', bonus)
  }
  groups(spec)
  for (const { id, title, when, effect } of spec.vetoes ?? []) put(`vetoes.${id}`, titled(title, id), { when, effect })
  for (const duty of duties) put(`duties.${duty.id}`, titled(duty.title, duty.id), dutyText(duty))
  put('points', whole.points, document.points)
  put('base', whole.base, spec.base)
  put('grades', whole.grades, spec.grades)
  put('ties', whole.ties, spec.ties)
  put('appraiser', whole.appraiser, spec.appraiser)
  if (!JSON.stringify(spec).includes('"score"')) return definitions
  // Its points may be those of other sheets: these stand under their own names.
  for (const other of document.sheets ?? []) {
    if (other === spec) continue
    prefix = `${other.id}.`
    groups(other)
  }
  return definitions
}

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

/** Where a definition and whatever it names were replaced: duties, and nodes whose points it takes, with all below them. */
export function reasonsFor(
  address: string,
  { definitions, replaced, own }: { definitions: readonly Definitions[]; replaced: ReadonlyMap<string, Replaced>; own: string },
): Replaced[] {
  const reasons = new Map<string, Replaced>()
  const looked = new Set<string>()
  const look = (at: string): void => {
    if (looked.has(at)) return
    looked.add(at)
    const change = replaced.get(at)
    if (change !== undefined) reasons.set(at, change)
    for (const known of definitions) {
      const text = known.get(at)?.text ?? ''
      for (const [, duty] of text.matchAll(/"duty":"([^"]+)"/g)) look(`duties.${duty}`)
      for (const [, scored = ''] of text.matchAll(/"score":"([^"]+)"/g)) {
        const [sheet, ...rest] = scored.split('.')
        const node = [...(sheet === 'own' || sheet === own ? [] : [sheet]), ...rest].join('.')
        for (const other of known.keys()) if (node === '' || other === node || other.startsWith(`${node}.`)) look(other)
      }
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
    const duties = [...own.matchAll(/"duty":"([^"]+)"/g)].map(([, duty]) => definitions.get(`duties.${duty}`)?.text ?? '')
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
