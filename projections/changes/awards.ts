/** Changes of an award: who scores otherwise, who may stand, who wins. */
import type { Period, Position } from '../../events/event.js'
import { spanOf } from '../../events/time.js'
import { awardsOf, type AwardsFound } from '../award.js'
import type { AwardStanding } from '../award-shown.js'
import { isRefusal, refuse, type Refusal } from '../refusal.js'
import { attribute, type Explain } from './attribution.js'
import { awardDefinitionsOf } from './award-definitions.js'
import { rowsOf, shownRow } from './award-rows.js'
import { type Definitions, type Replaced, replacedIn } from './definitions.js'
import { explainFacts } from './facts-stage.js'
import type { Cause } from './shape.js'
import { explainShownRules, orElse, seenNothing, shownSeen, shownState } from './shown-state.js'
import { assembled, type Found, isSameRules, type Side, underRules } from './side.js'
import { between, type Between, type Horizon } from './touches.js'
import { together } from './weighing.js'

interface Asked {
  readonly period: Period
  readonly award?: string | undefined
}

/** What is different between two standings of an award. */
export function awardChanges(a: Side, b: Side, asked: Asked): Found | Refusal {
  const standings = comparable(a, b, asked)
  if (isRefusal(standings)) return standings
  const [first, last] = standings
  const award = first.standing.id
  const { last: end } = spanOf(asked.period)
  const isOtherRules = !isSameRules(first.used, last.used)
  const known = isOtherRules ? underRules(b, first.used, () => Math.min(end, b.basis.asOf)) : b
  const middle = isOtherRules ? standingOf(known, { ...asked, award }) : last
  if (isRefusal(middle)) return middle
  const stateOf = ({ standing }: Standing) => shownState(standing.candidates.map((row) => shownRow(row, award)))
  const [s0, s2] = [stateOf(first), stateOf(middle)]
  const s3 = isOtherRules ? stateOf(last) : s2
  const { facts } = b.view
  const horizons = [a, b].map(({ basis }) => ({ knownAt: basis.knownAt, day: basis.asOf })) as [Horizon, Horizon]
  const lying = between(facts, ...horizons)
  const definitions = [awardDefinitionsOf(award, first.used), awardDefinitionsOf(award, last.used)] as const
  const replaced = isOtherRules ? replacedIn(...definitions) : new Map<string, Replaced>()
  const sources = [first.standing, middle.standing] as const
  const common = [award, `${award}.ties`, 'awards']
  const elsewhere = [...replaced.keys()].filter((address) => address !== award && !address.startsWith(`${award}.`))
  const leaves = [...new Set([...s0.columns.values(), ...s2.columns.values()])]
    .filter(({ kind }) => kind !== 'status')
    .map(({ address }) => address)
  const codeOf = (subject: number): string => facts.subjects.text(subject)
  const explained = explainFacts({
    lying,
    horizons,
    leaves,
    columnOf: (address) => [...s2.columns.values()].find((column) => column.address === address && column.kind !== 'status'),
    indexOf: s2.indexOf,
    seen: (side, address, code) => seenIn(sources[side], address, code),
    subjectOf: (code) => facts.subjects.find(code),
    rowsAbout: (subject) => [codeOf(subject)].filter((code) => s2.indexOf.has(code)),
    others: ({ column }, code) => (column.kind === 'unit' ? nominationOf(sources, code, lying) : undefined),
  })
  const attributed = attribute([s0, s0, s2, s3], {
    units: () => new Map(),
    facts: withRound(
      explained,
      roundRecords(a, b, asked.period, award),
      isRelative(definitions, award),
      isDisplaced([first, middle], award),
    ),
    rules: explainShownRules([s2, s3], {
      definitions,
      replaced,
      common: replaced.has('awards') ? [...common, ...elsewhere] : common,
      elsewhere: { isOf: (address) => address.endsWith('.also_won'), addresses: elsewhere },
    }),
  })
  const { standing } = last
  return assembled([a, b], [first.used, last.used], {
    ...{ of: 'award', id: award, title: standing.title, kind: standing.subject, period: asked.period, scope: 'district' },
    ...{ registry: [], replaced, rows: rowsOf(s0, s3, attributed) },
    all: [...s0.indexOf.keys(), ...s3.indexOf.keys()],
    isAbout: (address) => address === award || address.startsWith(`${award}.`),
  })
}

interface Standing {
  readonly standing: AwardStanding
  /** All awards of the round. */
  readonly round: readonly AwardStanding[]
  readonly used: AwardsFound['used']
}

function standingOf({ view, basis }: Side, { period, award }: Asked): Standing | Refusal {
  const found = awardsOf(view, { period }, basis)
  if (isRefusal(found)) return found
  const standing = found.awards.find(({ id }) => award === undefined || id === award)
  if (standing !== undefined) return { standing, round: found.awards, used: found.used }
  // Who asked for one that there is not hears what there is.
  const named = awardsOf(view, { period, award }, basis)
  if (isRefusal(named)) return named
  return refuse('unknown_award', `${period}没有这一奖项`, `there is no such award in ${period}`, { place: 'award' })
}

function comparable(a: Side, b: Side, asked: Asked): readonly [Standing, Standing] | Refusal {
  const first = standingOf(a, asked)
  const award = asked.award ?? (isRefusal(first) ? undefined : first.standing.id)
  const last = standingOf(b, { ...asked, award })
  const isMissing = (found: Standing | Refusal): found is Refusal =>
    isRefusal(found) && (found.code === 'unknown_award' || found.code === 'no_rules')
  const one = isMissing(first) ? first : isMissing(last) ? last : undefined
  if (one !== undefined && isMissing(first) !== isMissing(last))
    return refuse(
      'not_comparable',
      `奖项“${award ?? ''}”只有${isMissing(first) ? '后' : '前'}一边有，无从比较：${one.words.zh}`,
      `the award "${award ?? ''}" is only on side ${isMissing(first) ? 'B' : 'A'}; nothing can be compared: ${one.words.en}`,
      { place: 'award' },
    )
  if (isRefusal(first)) return first
  if (isRefusal(last)) return last
  if (first.standing.subject === last.standing.subject) return [first, last]
  return refuse(
    'not_comparable',
    `奖项“${award ?? ''}”在两边评的不是同一类对象，无从比较`,
    `the award "${award ?? ''}" is for a ${first.standing.subject} on one side and a ${last.standing.subject} on the other`,
    { place: 'award' },
  )
}

/** The records behind a cell of a candidate. */
function seenIn({ candidates, id }: AwardStanding, address: string, code: string) {
  const row = candidates.find(({ subject }) => subject.code === code)
  if (row === undefined) return seenNothing
  const line = row.lines.find((one) => one.address === address)
  if (line !== undefined) return shownSeen(line.counted, line.notCounted)
  if (address === `${id}.ties`) return shownSeen([row.decidedBy])
  if (address === `${id}.conferred`) return shownSeen([row.conferred, row.revoked])
  return shownSeen(
    row.excluded.filter(({ condition }) => address === `${id}.eligible.${condition}`).flatMap(({ positions }) => positions),
  )
}

/** Who entered was nominated, who left is nominated no more; with all that is known of it. */
function nominationOf(standings: readonly AwardStanding[], code: string, lying: Between): readonly Cause[] {
  const positions = new Set<Position>()
  for (const { candidates } of standings)
    for (const { subject, nominated, lines, excluded } of candidates) {
      if (subject.code !== code) continue
      const about = [nominated, ...lines.flatMap(({ counted }) => counted), ...excluded.flatMap((it) => it.positions)]
      for (const position of about) for (const by of lying.touching(position)) positions.add(by)
      if (lying.began(nominated)) positions.add(nominated)
    }
  return [...positions].sort((x, y) => x - y).map((position) => ({ position, deed: lying.deedOf(position) }))
}

interface RoundRecords {
  /** Of this award, and of all awards, also of rounds before: what was said between the two sides. */
  readonly own: readonly Cause[]
  readonly all: readonly Cause[]
}

function roundRecords(a: Side, b: Side, period: Period, award: string): RoundRecords {
  const { facts } = b.view
  const { history } = facts
  const lying = between(facts, { knownAt: a.basis.knownAt, day: 0 }, { knownAt: b.basis.knownAt, day: 0 })
  const [least, most] = [a.basis.knownAt, b.basis.knownAt].sort((x, y) => x - y) as [number, number]
  const own: Cause[] = []
  const all: Cause[] = []
  for (let position = least + 1; position <= most; position += 1) {
    const stream = history.streams.text(history.stream[history.targetOf(position) ?? position]!)
    if (!stream.startsWith('award-')) continue
    const cause = { position, deed: lying.deedOf(position) }
    all.push(cause)
    if (stream === `award-${period}-${award}`) own.push(cause)
  }
  return { own, all }
}

/** Whether what one candidate has by a line hangs on what others have: a share of the most votes, a place by votes. */
const isRelative = (definitions: readonly Definitions[], award: string) => (address: string) =>
  address.startsWith(`${award}.`) && definitions.some((known) => /"ballots":"(share|rank)"/.test(known.get(address)?.text ?? ''))

/** Whether somebody stands for another award of the round too: who wins one that comes first is left out of this one. */
const isDisplaced = (rounds: readonly Standing[], award: string) => {
  const elsewhere = new Set(
    rounds.flatMap(({ round }) =>
      round.flatMap(({ id, candidates }) => (id === award ? [] : candidates.map(({ subject }) => subject.code))),
    ),
  )
  return (code: string): boolean => elsewhere.has(code)
}

/**
 * An award is one contest: what is recorded for one candidate may change the standing of others. Shares and places rest on all
 * records of the round between the two sides; so does an outcome for which there is no cause of one's own.
 */
const withRound =
  (
    explain: Explain,
    { own, all }: RoundRecords,
    isShared: (address: string) => boolean,
    isElsewhere: (code: string) => boolean,
  ): Explain =>
  (differences) => {
    const explained = explain(differences)
    return new Map(
      [...explained].map(([code, list]) => [
        code,
        list.map((one) => {
          const { kind, address } = one.column
          const shared =
            isShared(address) || kind === 'status' || kind === 'decision' || kind === 'unit'
              ? together([one.causes, own])
              : one.causes
          const displaced = address.endsWith('.also_won') || (kind === 'unit' && isElsewhere(code))
          return { ...one, causes: orElse(orElse(displaced ? together([shared, all]) : shared, own), all) }
        }),
      ]),
    )
  }
