/** What decides about an award, by address. */
import type { AwardsFound } from '../award.js'
import type { AwardSpec } from '../rules/award.js'
import { type Definition, type Definitions, dutiesIn, textOf, whole } from './definitions.js'

/** What decides about an award, and the order of all: who wins one that comes first wins no other. */
export function awardDefinitionsOf(id: string, used: AwardsFound['used']): Definitions {
  const documentOf = (part: 'awards' | 'duties') => used.find((one) => one.part === part)?.set.rules.document
  const document = documentOf('awards')
  const specs = document?.awards ?? []
  const spec = specs.find((one) => one.id === id)
  const definitions = new Map<string, Definition>()
  const put = (address: string, name: string, value: unknown): void => {
    if (value === undefined) return
    const text = textOf(value)
    definitions.set(address, { title: { zh: name, en: name }, text, names: dutiesIn(text) })
  }
  if (spec === undefined) return definitions
  for (const other of specs) if (other !== spec) awardDefinitions(other, put)
  awardDefinitions(spec, put)
  put(
    'awards',
    '奖项的先后次序',
    specs.map((one) => [one.id, one.exclusive ?? null]),
  )
  put('points', whole.points.zh, document?.points)
  for (const { title, cites: _, ...duty } of documentOf('duties')?.duties ?? []) put(`duties.${duty.id}`, title ?? duty.id, duty)
  return definitions
}

function awardDefinitions(
  { id, title, eligible = [], score, ties, ...spec }: AwardSpec,
  put: (address: string, name: string, value: unknown) => void,
): void {
  const { cites: _, pools, ...rest } = spec
  put(id, title, { ...rest, pools: pools?.map(({ title: __, ...pool }) => pool) })
  for (const condition of eligible) put(`${id}.eligible.${condition.id}`, condition.title, { when: condition.when })
  const weighted = (score as { readonly weighted?: readonly { readonly id: string; readonly title: string }[] } | null)?.weighted
  for (const { id: line, title: name, ...of } of weighted ?? [{ id: 'score', title, of: score }])
    put(`${id}.${line}`, name, { ...of, cites: undefined })
  put(`${id}.ties`, whole.ties.zh, ties)
}
