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
  const put = (address: string, title: Words, value: unknown): void => {
    if (value !== undefined) definitions.set(address, { title, text: textOf(value) })
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
  for (const heading of spec.headings) group(heading.id, heading.title, heading)
  if (spec.bonus !== undefined) group('bonus', spec.bonus.title ?? '加分', spec.bonus)
  for (const { id, title, when, effect } of spec.vetoes ?? []) put(`vetoes.${id}`, titled(title, id), { when, effect })
  for (const duty of duties) put(`duties.${duty.id}`, titled(duty.title, duty.id), dutyText(duty))
  put('points', whole.points, document.points)
  put('base', whole.base, spec.base)
  put('grades', whole.grades, spec.grades)
  put('ties', whole.ties, spec.ties)
  put('appraiser', whole.appraiser, spec.appraiser)
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

/** Addresses that a definition names: duties, and nodes whose points or rank it takes. */
export function namedIn(definition: Definition | undefined, replaced: ReadonlyMap<string, Replaced>): Replaced[] {
  if (definition === undefined) return []
  const words = new Set([...definition.text.matchAll(/"([^"]+)"/g)].map(([, word]) => word))
  return [...replaced.values()].filter(({ address }) => {
    const name = address.startsWith('duties.') ? address.slice('duties.'.length) : address
    return words.has(name)
  })
}
