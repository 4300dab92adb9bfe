/** Clauses as a judgement addresses them: which there are, what values they take, within which limits. */
import type { ItemJudged } from '../../events/appraisal.js'
import type { Words } from '../../events/event.js'
import type { Path } from '../../events/misfit.js'
import { zhOf } from '../../events/labels.js'
import type { Refusal } from '../../projections/refusal.js'
import type { Clause } from '../../projections/rules/clause.js'
import type { Group, Node, Sheet } from '../../projections/rules/compile.js'
import { pointsOf, pointsText } from '../../projections/rules/fraction.js'
import { isRange, mayBe, type Range, worthWords } from '../../projections/rules/range.js'
import { nearest } from '../../projections/rules/reading.js'
import { type Case, refuseAt } from './case.js'
import { meant } from './faults.js'

type Judged = Parameters<(typeof ItemJudged)['facts']>[0]

/** A clause with the node around it, whose limits hold as well. */
export interface Found {
  readonly clause: Clause
  readonly around: Group | undefined
}

/** An item without clauses of its own stands for the one clause in it. */
export function clauseAt(sheet: Sheet, address: string): Found | undefined {
  const node = sheet.nodes.get(address)
  if (node === undefined) return undefined
  if (node.kind === 'clause') {
    const around = sheet.nodes.get(address.slice(0, address.lastIndexOf('.')))
    return { clause: node, around: around?.kind === 'item' ? around : undefined }
  }
  const [only] = node.parts
  return node.kind === 'item' && node.parts.length === 1 && only?.kind === 'clause' ? { clause: only, around: node } : undefined
}

export const isBonus = ({ bonus }: Sheet, address: string): boolean =>
  bonus !== undefined && address.startsWith(`${bonus.address}.`)

/** Refuses a clause that no assessor decides, or not in this way. */
export function noClause(sheet: Sheet, { clause, value }: Judged, found: Found | undefined, the: Case): Refusal | undefined {
  const judged = found?.clause.judged
  if (judged === undefined || judged === 'granted' || found?.clause.address !== clause)
    return noItem(
      sheet,
      clause,
      '由考评组评分的条款',
      'a clause that is judged',
      (it) => it.judged !== undefined && it.judged !== 'granted',
      the,
      'clause',
    )
  if (judged === value.kind) return undefined
  return refuseAt(the, ['data', 'value', 'kind'], 'validation_failed', [
    `${found.clause.title || clause}按${zhOf(judged)}（${judged}）评定，收到的是${zhOf(value.kind)}（${value.kind}）`,
    `${clause} is judged as ${judged}, not as ${value.kind}`,
  ])
}

/** Refuses an address; those that would do are named. */
export function noItem(
  sheet: Sheet,
  address: string,
  zh: string,
  en: string,
  fits: (clause: Clause) => boolean,
  the: Case,
  field = 'item',
): Refusal {
  const all = clausesIn([...sheet.headings, ...(sheet.bonus ? [sheet.bonus] : [])])
  const right = all
    .filter((clause) => (field === 'clause' || isBonus(sheet, clause.address)) && fits(clause))
    .map((clause) => clause.address)
  const isThere = sheet.nodes.has(address)
  const near = isThere ? undefined : nearest(address, right)
  const [listZh, listEn] =
    right.length === 0
      ? ['，表中没有这样的条款', '; there is none']
      : [`，可写：${right.join('、')}`, `; there are: ${right.join(', ')}`]
  const hint = near === undefined ? { zh: listZh, en: listEn } : meant(near)
  return refuseAt(the, ['data', field], 'unknown_node', [
    `《${sheet.title}》${isThere ? `的“${address}”不是${zh}` : `没有“${address}”`}${hint.zh}`,
    `${isThere ? `"${address}" of the sheet ${sheet.id} is not ${en}` : `the sheet ${sheet.id} has no "${address}"`}${hint.en}`,
  ])
}

const clausesIn = (nodes: readonly Node[]): Clause[] =>
  nodes.flatMap((node) => (node.kind === 'clause' ? [node] : clausesIn(node.parts)))

/** Refuses a value that the clause does not take. */
export function wrongValue(found: Found, { value }: Judged, the: Case): Refusal | undefined {
  switch (value.kind) {
    case 'points':
      return outOfRange(found, value.points, ['data', 'value', 'points'], the)
    case 'level':
      return wrongLevel(found, value.level, ['data', 'value', 'level'], the)
    case 'cases':
      for (const [i, { level, points }] of value.cases.entries()) {
        const path = ['data', 'value', 'cases', i]
        const refusal =
          (level === undefined ? undefined : wrongLevel(found, level, [...path, 'level'], the)) ??
          wrongPoints(found, { level, points }, [...path, 'points'], the)
        if (refusal !== undefined) return refusal
      }
      return undefined
    case 'number':
    case 'met':
      return undefined
  }
}

/** Points of a case lie within the range of its level; where the rule leaves no range they are not said. */
function wrongPoints(
  { clause }: Found,
  { level, points }: { readonly level: string | undefined; readonly points: string | undefined },
  path: Path,
  the: Case,
): Refusal | undefined {
  const { scale, title, address } = clause
  const worth = scale.worthOf?.(level)
  const of = level === undefined ? '' : zhOf(level)
  if (isRange(worth)) {
    if (points !== undefined)
      return outside(worth, points, { zh: `${title || address}”${of}`, en: `${address} ${level ?? ''}`.trimEnd() }, path, the)
    const { zh, en } = worthWords(worth)
    return refuseAt(the, path, 'validation_failed', [
      `“${title || address}”${of}每起的分数由考评单位在${zh}之间评定，请写points`,
      `each case of ${address} has points from ${en}, which the assessor says; "points" is missing`,
    ])
  }
  const isNested = scale.worthOf === undefined && scale.takes.some((take) => take !== 'number')
  if (points === undefined || isNested) return undefined
  return refuseAt(the, path, 'validation_failed', [
    `“${title || address}”${of}的分值由规则写定，不必写points`,
    `the rules say the points of ${address}; "points" is not wanted`,
  ])
}

/** Refuses points outside of a range, and names it. */
function outside(range: Range, text: string, of: Words, path: Path, the: Case): Refusal | undefined {
  if (mayBe(range, pointsOf(text))) return undefined
  const { zh, en } = worthWords(range)
  return refuseAt(the, path, 'out_of_range', [
    `“${of.zh}的分数应在${zh}之间，或为0，收到的是${text}`,
    `points of ${of.en} are from ${en}, or 0, not ${text}`,
  ])
}

/** Points as they are judged lie within the limits of the clause, or of the item around it where it has none. */
export function outOfRange({ clause, around }: Found, text: string, path: Path, the: Case): Refusal | undefined {
  const worth = clause.scale.worthOf?.(undefined)
  if (isRange(worth)) return outside(worth, text, { zh: `${clause.title || clause.address}”`, en: clause.address }, path, the)
  // A scale makes other points of them, or a measure another number, so that no limit in points applies.
  if (clause.scale.isPlain !== true || !clause.isJudgement) return undefined
  const start = clause.limits.start + (around?.limits.start ?? 0)
  const max = clause.limits.max ?? around?.limits.max
  const min = clause.limits.min ?? around?.limits.min ?? (max !== undefined && max <= 0 ? undefined : 0)
  const points = pointsOf(text)
  const [least, most] = [min === undefined ? undefined : min - start, max === undefined ? undefined : max - start]
  if ((least === undefined || least <= points) && (most === undefined || points <= most)) return undefined
  const zh =
    least === undefined
      ? `不超过${pointsText(most ?? 0)}`
      : most === undefined
        ? `不低于${pointsText(least)}`
        : `${pointsText(least)}至${pointsText(most)}`
  const en =
    least === undefined
      ? `at most ${pointsText(most ?? 0)}`
      : most === undefined
        ? `at least ${pointsText(least)}`
        : `from ${pointsText(least)} to ${pointsText(most)}`
  return refuseAt(the, path, 'out_of_range', [
    `“${clause.title || clause.address}”的分数应为${zh}，收到的是${text}`,
    `points of ${clause.address} are ${en}, not ${text}`,
  ])
}

/** A level is one that the table of the clause knows. Other scales take any. */
function wrongLevel({ clause }: Found, level: string, path: Path, the: Case): Refusal | undefined {
  if (clause.scale.worthOf === undefined || clause.scale.worthOf(level) !== undefined) return undefined
  const { zh, en } = clause.scale.words(clause.measure)
  return refuseAt(the, path, 'validation_failed', [
    `“${clause.title || clause.address}”没有等次“${level}”，计分办法：${zh}`,
    `${clause.address} has no level "${level}"; its table is: ${en}`,
  ])
}
