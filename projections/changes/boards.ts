/** Changes of a board: Haves and Goods that are met or no longer, and titles that are held or no longer. */
import type { Json, Period, Position } from '../../events/event.js'
import { dayOf } from '../../events/time.js'
import { board, type Board, type BoardRow } from '../board.js'
import type { Finding } from '../goods.js'
import type { RulesUsed, View } from '../question.js'
import { isRefusal, refuse, type Refusal } from '../refusal.js'
import { rosterOn } from '../roster.js'
import { textOf as textIn } from '../rules/cells.js'
import type { Seen } from '../rules/evaluate.js'
import type { SchemeSpec } from '../rules/scheme.js'
import { attribute, type Attributed } from './attribution.js'
import {
  type Define,
  definedTogether,
  type Definition,
  type Definitions,
  dutiesIn,
  type Replaced,
  replacedIn,
  sheetDefinitions,
  textOf,
} from './definitions.js'
import { explainFacts } from './facts-stage.js'
import { mentionsIn } from './mentions.js'
import { aboutIn, concerns, registryCauses, rosterChanges } from './registry.js'
import type { ChangedRow } from './shape.js'
import {
  explainShownRules,
  rowIn,
  seenNothing,
  type ShownCell,
  type ShownRow,
  shownSeen,
  shownState,
  type ShownState,
} from './shown-state.js'
import { assembled, type Found, isSameRules, type Side, underRules } from './side.js'
import { between, type Horizon } from './touches.js'
import { together } from './weighing.js'

export interface BoardEnd {
  readonly meets: BoardRow['meets']
  readonly holds: BoardRow['holds']['status']
  readonly name: string
  readonly street: string | null
}

interface Asked {
  readonly period: Period
  readonly scheme?: string | undefined
  readonly scope?: string | undefined
}

/** What is different between two boards. */
export function boardChanges(a: Side, b: Side, asked: Asked): Found | Refusal {
  const boards = comparable(a, b, asked)
  if (isRefusal(boards)) return boards
  const [first, last] = boards
  const scheme = last.scheme.id
  const rosters = [a, b].map(({ view, basis }) => rosterOn(view.facts, basis.asOf, basis.knownAt))
  const [before, after] = rosters as [(typeof rosters)[0], (typeof rosters)[0]]
  const horizons = [a, b].map(({ basis }): Horizon => ({ knownAt: basis.knownAt, day: basis.asOf })) as [Horizon, Horizon]
  const { facts } = b.view
  const lying = between(facts, ...horizons)
  const kinds = [...new Set([...first.scheme.units, ...last.scheme.units])]
  const registry = rosterChanges(facts, [before, after], lying, horizons[1]).filter((change) => concerns(change, kinds, rosters))
  const isOtherRules = !isSameRules(first.used, last.used)
  const known = isOtherRules ? underRules(b, first.used, (part) => dayFor(part, b, last)) : b
  const middle = isOtherRules ? board(known.view, { ...asked, scheme }, known.basis) : last
  if (isRefusal(middle)) return middle
  const stateOf = (of: Board) => shownState(of.rows.map((row) => shownRow(row, of.scheme.id)))
  const [s0, s2] = [stateOf(first), stateOf(middle)]
  const s1 = entering(s0, s2)
  const s3 = isOtherRules ? stateOf(last) : s2
  const asks = { ...asked, scheme }
  const sources = [seer(a, asks), seer(known, asks)] as const
  const ofSheets = definedTogether([ownDefinitions(first), ownDefinitions(last)])
  const nodes = [...new Set(ofSheets.flatMap((known) => [...known.keys()]))]
  const definitions = [definitionsOf(first, ofSheets[0], nodes), definitionsOf(last, ofSheets[1], nodes)] as const
  const replaced = isOtherRules ? replacedIn(...definitions) : new Map<string, Replaced>()
  const leaves = [...new Set([...s1.columns.values(), ...s2.columns.values()])]
    .filter(({ kind }) => kind === 'have' || kind === 'title')
    .map(({ address }) => address)
  const attributed = attribute([s0, s1, s2, s3], {
    units: (differences) =>
      new Map(
        [...differences].map(([code, list]) => {
          const subject = (after.get(code) ?? before.get(code))?.subject
          // Who enters does so with all that is known of it.
          const own = (subject === undefined ? [] : lying.ofSubject(subject)).map((position) => ({
            position,
            deed: lying.deedOf(position),
          }))
          const causes = together([registryCauses(registry, rosters, code, lying.deedOf), own])
          return [code, list.map((difference) => ({ ...difference, causes }))]
        }),
      ),
    facts: explainFacts({
      lying,
      horizons,
      leaves,
      columnOf: (address) => s2.columns.get(`have ${address}`) ?? s2.columns.get(`title ${address}`),
      indexOf: s2.indexOf,
      seen: (side, address, code) => sources[side](code).get(address) ?? seenNothing,
      subjectOf: (code) => after.get(code)?.subject,
      rowsAbout: (subject) => aboutIn(after, facts.subjects.text(subject), s2.indexOf),
    }),
    rules: explainShownRules([s2, s3], { definitions, replaced, common: [scheme] }),
  })
  return assembled([a, b], [first.used, last.used], {
    ...{ of: 'board', id: scheme, title: last.scheme.title, kind: last.scheme.units[0] ?? 'unit', period: last.period },
    ...{ scope: asked.scope ?? 'district', registry, replaced, rows: rowsOf(s0, s3, attributed) },
    all: [...s0.indexOf.keys(), ...s3.indexOf.keys()],
  })
}

/** Accreditation looks at the day itself, everything that happened in the period at the last day of that. */
const dayFor = (part: RulesUsed['part'], { basis }: Side, { window }: Board): number =>
  part === 'accreditation' ? basis.asOf : Math.min(basis.asOf, dayOf(window.to))

/** The units stage: who left is gone, who entered is there as a whole; all others are as they were. */
function entering(first: ShownState<BoardEnd>, second: ShownState<BoardEnd>): ShownState<BoardEnd> {
  const isSame = first.rows.length === second.rows.length && first.rows.every(({ code }) => second.indexOf.has(code))
  return isSame ? first : shownState(second.rows.map((row) => rowIn(first, row.code) ?? row))
}

const yes = (met: string | null): string | null => (met === 'yes' ? 'met' : met === 'no' ? 'not_met' : met)

function shownRow({ unit, street, goods, titles, meets, holds }: BoardRow, scheme: string): ShownRow<BoardEnd> {
  const words = (title: string) => ({ zh: title, en: title })
  const found = ({ title, met }: Finding, address: string, rests: readonly string[]): ShownCell => ({
    ...{ kind: 'have', address, title: words(title), value: yes(met), rests },
  })
  const cells = goods.flatMap(({ id, title, met, requires, own }): ShownCell[] => {
    const address = `${scheme}.${id}`
    return [
      {
        kind: 'good',
        address,
        title: words(title),
        value: yes(met),
        rests: [address, scheme, ...requires.map((have) => `${scheme}.${have.id}`)],
      },
      ...requires.map((have) => found(have, `${address}.${have.id}`, [`${scheme}.${have.id}`, address])),
      ...(own === null ? [] : [found(own, address, [address])]),
    ]
  })
  const required = titles.map(({ scheme: other, met }): ShownCell => ({
    ...{ kind: 'title', address: `${scheme}.requires.${other}`, title: words(other), value: yes(met), rests: [scheme] },
  }))
  return {
    ...{ code: unit.code, name: unit.name, street, total: 0 },
    end: { meets, holds: holds.status, name: unit.name, street },
    cells: [
      ...cells,
      ...required,
      { kind: 'status', address: scheme, title: { zh: '达标', en: 'meets the standard' }, value: yes(meets), rests: [scheme] },
      {
        ...{ kind: 'title', address: `${scheme}.title`, title: { zh: '称号', en: 'title' }, rests: [scheme] },
        value: [holds.status, holds.since, holds.until].filter((it) => it !== null).join(' '),
      },
    ],
  }
}

/** The records behind each cell of a unit, as the board of that unit alone gives them. */
function seer({ view, basis }: Side, asked: Asked): (code: string) => ReadonlyMap<string, Seen> {
  const known = new Map<string, ReadonlyMap<string, Seen>>()
  return (code) => {
    const before = known.get(code)
    if (before !== undefined) return before
    const found = board(view, { ...asked, unit: code, scope: undefined }, basis)
    const seen = new Map<string, Seen>()
    for (const { goods, titles, history = [] } of isRefusal(found) ? [] : found.rows) {
      const scheme = asked.scheme ?? ''
      const put = (address: string, { counted, notCounted, missing }: Finding) =>
        seen.set(address, shownSeen(counted, notCounted, missing))
      for (const { id, requires, own } of goods) {
        for (const have of requires) put(`${scheme}.${id}.${have.id}`, have)
        if (own !== null) put(`${scheme}.${id}`, own)
      }
      for (const title of titles) seen.set(`${scheme}.requires.${title.scheme}`, shownSeen([title.position]))
      const course = history.map(({ position }) => position)
      seen.set(`${scheme}.title`, shownSeen([...course, ...titlesOf(view, code, scheme, basis.knownAt)]))
    }
    known.set(code, seen)
    return seen
  }
}

/** What made, changed or ends the titles of a unit, and the orders to put something right. */
function titlesOf({ facts }: View, code: string, scheme: string, knownAt: Position): Position[] {
  const subject = facts.subjects.find(code)
  return ['title', 'rectification'].flatMap((name) => {
    const table = facts.table(name, 'unit')
    if (table === undefined) return []
    const positions: Position[] = []
    for (let row = table.newest(subject); row >= 0; row = table.previous[row]!) {
      const { position, openedBy, closedBy, knownFrom, knownUntil } = table
      if (knownFrom[row]! > knownAt || knownUntil[row]! <= knownAt || textIn(table, 'scheme', row) !== scheme) continue
      positions.push(...[position[row]!, openedBy[row]!, closedBy[row]!].filter((it) => it >= 0))
    }
    return positions
  })
}

function rowsOf(
  first: ShownState<BoardEnd>,
  last: ShownState<BoardEnd>,
  attributed: ReadonlyMap<string, Attributed>,
): ChangedRow[] {
  return [...attributed].flatMap(([code, { lines }]): ChangedRow[] => {
    const [from, to] = [rowIn(first, code), rowIn(last, code)]
    if (lines.length === 0 && JSON.stringify(from?.end) === JSON.stringify(to?.end)) return []
    const { name, street } = (to ?? from)!
    const isOther = from?.end.meets !== to?.end.meets || from?.end.holds !== to?.end.holds
    return [
      {
        ...{ code, name, street, from: from?.end ?? null, to: to?.end ?? null },
        move: from === undefined ? 'entered' : to === undefined ? 'left' : isOther ? 'own' : null,
        ...{ passedBy: [], passed: [], stages: { units: '0.00', facts: '0.00', rules: '0.00' }, difference: '0.00', lines },
      },
    ]
  })
}

function comparable(a: Side, b: Side, asked: Asked): readonly [Board, Board] | Refusal {
  const first = board(a.view, asked, a.basis)
  const scheme = isRefusal(first) ? asked.scheme : first.scheme.id
  const last = board(b.view, { ...asked, scheme }, b.basis)
  const isMissing = (found: Board | Refusal): found is Refusal =>
    isRefusal(found) && (found.code === 'unknown_scheme' || found.code === 'no_rules')
  const one = isMissing(first) ? first : isMissing(last) ? last : undefined
  if (one !== undefined && isMissing(first) !== isMissing(last))
    return refuse(
      'not_comparable',
      `创建项目“${scheme ?? ''}”只有${isMissing(first) ? '后' : '前'}一边有，无从比较：${one.words.zh}`,
      `the scheme "${scheme ?? ''}" is only on side ${isMissing(first) ? 'B' : 'A'}; nothing can be compared: ${one.words.en}`,
      { place: 'scheme' },
    )
  if (isRefusal(first)) return first
  return isRefusal(last) ? last : [first, last]
}

const documentOf = ({ used }: Board, part: RulesUsed['part']) => used.find((one) => one.part === part)?.set.rules.document

/** The sheet whose scores a board looks at, those from which that one takes points, and duties. */
function ownDefinitions(board: Board): Define {
  const sheets = documentOf(board, 'sheets')
  const duties = documentOf(board, 'duties')?.duties ?? []
  const sheet = sheets?.sheets?.find(({ appraises }) => board.scheme.units.includes(appraises))
  if (sheets !== undefined && sheet !== undefined) return (also) => sheetDefinitions(sheets, sheet, duties, also)
  return () =>
    new Map(
      duties.map(({ title: _, cites: __, ...duty }): [string, Definition] => [
        `duties.${duty.id}`,
        { title: { zh: duty.id, en: duty.id }, text: textOf(duty), names: [] },
      ]),
    )
}

/** What decides about a board: its scheme beside the sheets and duties. `nodes` are addresses of the sheet, on either side. */
function definitionsOf(board: Board, ofSheet: Definitions, nodes: readonly string[]): Definitions {
  const spec = documentOf(board, 'accreditation')?.accreditation?.find((one) => one.id === board.scheme.id)
  return new Map([...ofSheet, ...(spec === undefined ? [] : schemeDefinitions(spec, nodes))])
}

/** The scheme by itself. `nodes` are the addresses of the sheet whose points it may look at. */
function schemeDefinitions({ id, title, haves = [], goods, ...spec }: SchemeSpec, nodes: readonly string[]): Definitions {
  const { cites: _, grantor: __, ...rest } = spec
  const put = (address: string, name: string, value: object): [string, Definition] => {
    const text = textOf(value)
    const taken = mentionsIn(value as Json, 'own').flatMap((mention) =>
      mention.address === undefined ? nodes : [mention.address, `${mention.address}.`, 'vetoes.'],
    )
    return [address, { title: { zh: name, en: name }, text, names: [...dutiesIn(text), ...taken] }]
  }
  return new Map([
    put(id, title, rest),
    ...haves.map((have) => put(`${id}.${have.id}`, have.title, { when: have.when })),
    ...goods.map((good) => put(`${id}.${good.id}`, good.title, { when: good.when, requires: good.requires })),
  ])
}
