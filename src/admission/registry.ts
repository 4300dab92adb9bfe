/** Guards of the registry: codes are used once, parents fit, nothing ends while others still belong to it. */
import type * as events from '../../events/registry.js'
import type { Path } from '../../events/misfit.js'
import { zhOf } from '../../events/labels.js'
import type { Refusal } from '../../projections/refusal.js'
import { type Case, type GuardsOf, recordZh, refuseAt } from './case.js'
import { fromOf, historyOf, openedBy, untilOf, wordOf, type Standing } from './standing.js'
import { keyOf, kindZh, nameOf, unitOn } from './units.js'

/** Under which kind of unit each kind may stand; the others under the district or under none. */
const parentKinds: Readonly<Record<string, string>> = { district: '', street: 'district', community: 'street', village: 'street' }

export const registry: GuardsOf<typeof events> = {
  UnitRegistered: ({ unit, kind, parent }, the) =>
    usedRefusal(unit, ['data', 'unit'], the) ?? parentRefusal(kind, parent, ['data', 'parent'], the),

  UnitConverted: ({ unit, kind }, the) => {
    const before = unitOn(the.facts, unit, the.day)
    if (before === undefined || wordOf(before, 'kind') === kind) return undefined
    return (
      parentRefusal(kind, wordOf(before, 'parent'), ['data', 'kind'], the) ??
      childrenRefusal(unit, ['data', 'kind'], '改变类别', the)
    )
  },

  UnitsMerged: ({ into, from }, the) => {
    const kind = levelOf(unitOn(the.facts, into, the.day))
    for (const [i, unit] of from.entries()) {
      const standing = unitOn(the.facts, unit, the.day)
      if (standing !== undefined && levelOf(standing) !== kind)
        return refuseAt(the, ['data', 'from', i], 'validation_failed', [
          `${nameOf(the.facts, unit, the.day)}是${kindZh(standing)}，只能并入同级单位`,
          `${unit} is a ${wordOf(standing, 'kind')}; it merges with its like only`,
        ])
      const refusal = childrenRefusal(unit, ['data', 'from', i], '合并', the)
      if (refusal !== undefined) return refusal
    }
    return undefined
  },

  UnitSplit: ({ unit, into }, the) => {
    const old = unitOn(the.facts, unit, the.day)
    for (const [i, part] of into.entries()) {
      const isItself = part.unit === unit
      const parent = part.parent ?? (isItself && old ? wordOf(old, 'parent') : undefined)
      const refusal =
        (isItself ? undefined : usedRefusal(part.unit, ['data', 'into', i, 'unit'], the)) ??
        parentRefusal(part.kind, parent, ['data', 'into', i, 'parent'], the)
      if (refusal !== undefined) return refusal
    }
    return into.some((part) => part.unit === unit) ? undefined : childrenRefusal(unit, ['data', 'unit'], '拆分', the)
  },

  UnitMoved: ({ unit, parent }, the) => {
    const before = unitOn(the.facts, unit, the.day)
    return before && parentRefusal(wordOf(before, 'kind') ?? '', parent, ['data', 'parent'], the)
  },

  UnitDissolved: ({ unit }, the) => childrenRefusal(unit, ['data', 'unit'], '撤销', the),
}

/** A code belongs to one unit for ever. */
function usedRefusal(unit: string, path: Path, the: Case): Refusal | undefined {
  const first = historyOf(the.facts, keyOf(unit))[0]
  if (first === undefined) return undefined
  const position = openedBy(first)
  return refuseAt(
    the,
    path,
    'already_recorded',
    [
      `代码已由${nameOf(the.facts, unit, the.day)}使用（${recordZh(position)}），代码不重复使用`,
      `the code was given to a unit before (record ${position}); codes are used once`,
    ],
    [position],
  )
}

/** A unit stands under a unit of the right kind. */
function parentRefusal(kind: string, parent: string | undefined, path: Path, the: Case): Refusal | undefined {
  const { facts, day } = the
  const wanted = parentKinds[kind]
  const above = parent === undefined ? undefined : unitOn(facts, parent, day)
  const is = above && (wordOf(above, 'kind') ?? '')
  if (parent !== undefined && above === undefined) return undefined // it is refused as a reference
  if (
    is === wanted ||
    (is === undefined && (wanted === undefined || wanted === '')) ||
    (wanted === undefined && is === 'district')
  )
    return undefined
  const found = above === undefined || parent === undefined ? '没有填写' : `${nameOf(facts, parent, day)}是${kindZh(above)}`
  const foundEn = is === undefined ? 'none is given' : `${parent} is a ${is}`
  const should = wanted === '' ? '不隶属其他单位' : `应隶属${zhOf(wanted ?? 'district')}`
  const shouldEn = wanted === '' ? 'stands under no other unit' : `stands under a ${wanted ?? 'district'}`
  return refuseAt(the, path, 'validation_failed', [`${zhOf(kind)}${should}，${found}`, `a ${kind} ${shouldEn}; ${foundEn}`])
}

/** A unit to which others belong does not end. */
function childrenRefusal(unit: string, path: Path, act: string, the: Case): Refusal | undefined {
  const { facts, day } = the
  const children = childrenOn(unit, the)
  if (children.length === 0) return undefined
  const names = children.slice(0, 3).map(({ table, row }) => nameOf(facts, facts.subjects.text(table.subject[row]!), day))
  const more = children.length > 3 ? `等${children.length}个单位` : ''
  return refuseAt(
    the,
    path,
    'still_needed',
    [
      `还有${names.join('、')}${more}隶属${nameOf(facts, unit, day)}，请先调整再${act}`,
      `${children.length} units still belong to ${unit}; move them first`,
    ],
    children.slice(0, 3).map(openedBy),
  )
}

/** The units that belong to a unit on a day or will later. Only acts on the registry look through all units. */
function childrenOn(unit: string, { facts, day }: Case): Standing[] {
  const table = facts.table('unit', 'unit')
  if (table === undefined) return []
  return Array.from({ length: table.length }, (_, row) => ({ table, row })).filter(
    (standing) =>
      table.knownUntil[standing.row]! >= facts.size &&
      untilOf(standing) > day &&
      fromOf(standing) <= day &&
      wordOf(standing, 'parent') === unit,
  )
}

/** Communities and villages are of one level. */
function levelOf(unit: Standing | undefined): string | undefined {
  const kind = unit && wordOf(unit, 'kind')
  return kind === 'village' ? 'community' : kind
}
