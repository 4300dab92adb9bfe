/** given(events).when(proposal).thenRefused(code): a ledger in memory to which only what is admitted gets in. */
import assert from 'node:assert/strict'
import type { Test } from 'tap'
import { decode, encode } from '../events/codec.js'
import { versionOf } from '../events/define.js'
import type { JsonObject, PlainDate, Position, Proposal } from '../events/event.js'
import { dayOf, instantOfDay } from '../events/time.js'
import { Facts } from '../projections/facts/facts.js'
import type { View } from '../projections/question.js'
import { isRefusal, type Refusal, type RefusalCode } from '../projections/refusal.js'
import { Published } from '../projections/published.js'
import { Rulebook } from '../projections/rulebook.js'
import { admit, type Circumstances } from '../src/admission/admit.js'
import { parse } from '../src/admission/parse.js'
import { dump } from './twin/dump.js'

/** What somebody hands in: by `clerk` on 2026-06-30 unless it says otherwise. */
export interface Handed {
  readonly proposal: unknown
  readonly principal: string
  readonly today: PlainDate
}

const TODAY = '2026-06-30'

export const by = (principal: string, proposal: unknown, today = TODAY): Handed => ({ proposal, principal, today })

/** A proposal of a type, on a day. */
export const on = (occurredOn: PlainDate, type: string, data: JsonObject, papers: Partial<Proposal> = {}): Proposal => ({
  type,
  occurredOn,
  data,
  ...papers,
})

/** A district of two streets and three communities, a village, a school, a member unit and a station. */
export const district: readonly Proposal[] = [
  on('2023-01-01', 'UnitRegistered', { unit: 'D01', kind: 'district', name: '示例区' }),
  ...['S01', 'S02'].map((unit) =>
    on('2023-01-01', 'UnitRegistered', { unit, kind: 'street', name: `示例街道${unit}`, parent: 'D01' }),
  ),
  ...['C001', 'C002', 'C003'].map((unit) =>
    on('2024-01-01', 'UnitRegistered', {
      unit,
      kind: 'community',
      name: `示例社区${unit}`,
      parent: unit === 'C003' ? 'S02' : 'S01',
    }),
  ),
  on('2024-01-01', 'UnitRegistered', { unit: 'V001', kind: 'village', name: '示例村', parent: 'S02' }),
  on('2024-01-01', 'UnitRegistered', { unit: 'X001', kind: 'school', name: '示例小学', parent: 'D01' }),
  on('2024-01-01', 'UnitRegistered', { unit: 'M001', kind: 'member_unit', name: '示例局' }),
  on('2024-03-01', 'StationOpened', { station: 'T001', unit: 'C001', level: 'centre' }),
]

/** The position of what was given after the district, from 0. */
export const nth = (n: number): Position => district.length + n

/** The id of the event at a position. */
export const idAt = (position: Position): string => `00000000-0000-5000-8000-${String(position).padStart(12, '0')}`

/** What a refusal must say beside its code. */
interface Said {
  readonly place?: string
  /** Parts of the Chinese sentence. */
  readonly zh?: string | readonly string[]
  /** Parts of the English sentence. */
  readonly en?: string | readonly string[]
  readonly because?: readonly Position[]
}

const handed = (given: Proposal | Handed): Handed => ('proposal' in given ? given : by('clerk', given))

function judged(view: View, { proposal, principal, today }: Handed) {
  const parsed = parse(proposal)
  if (isRefusal(parsed)) return parsed
  const circumstances: Circumstances = { principal, today: dayOf(today) }
  const admitted = admit(view, parsed, circumstances)
  return isRefusal(admitted) ? admitted : { parsed, ...admitted }
}

/** Records what is handed in: through bytes and back, so that no test invents an impossible past. */
function record(view: View, it: Handed): void {
  const { facts, rulebook, published } = view
  const verdict = judged(view, it)
  if (isRefusal(verdict)) assert.fail(`given, but refused: ${verdict.code} ${verdict.place ?? ''} ${verdict.words.zh}`)
  const { parsed, stream } = verdict
  const { data: _, ...proposal } = parsed.proposal
  const position = facts.size
  const text = encode(
    {
      ...proposal,
      actor: it.principal,
      id: idAt(position),
      recordedAt: new Date(instantOfDay(dayOf(it.today)) + position * 1000).toISOString(),
      request: parsed.digest,
      revision: facts.history.streamRevision(stream) + 1,
      stream,
      version: versionOf(parsed.definition),
    },
    parsed.canonicalData,
  )
  const event = decode(position, text)
  facts.absorb(event)
  rulebook.absorb(event)
  published.absorb(event)
}

const assertIncludes = (t: Test, sentence: string, parts: string | readonly string[] = []): void => {
  for (const part of [parts].flat()) t.ok(sentence.includes(part), `says ${part}`, { sentence })
}

function assertRefusal(t: Test, verdict: Refusal | object, code: RefusalCode, { place, zh, en, because }: Said): void {
  if (!isRefusal(verdict)) {
    t.fail(`admitted instead of ${code}`)
    return
  }
  t.equal(verdict.code, code, verdict.words.zh)
  if (place !== undefined) t.equal(verdict.place, place)
  if (because !== undefined) t.strictSame(verdict.because, because)
  assertIncludes(t, verdict.words.zh, zh)
  assertIncludes(t, verdict.words.en, en)
  for (const sentence of Object.values(verdict.words) as string[]) t.notMatch(sentence, /undefined|null|NaN|\[object|。$|\n/)
}

/** A ledger with the district and what was recorded after it. */
export function given(...events: readonly (Proposal | Handed)[]) {
  const facts = new Facts()
  const view: View = {
    facts,
    rulebook: new Rulebook(),
    published: new Published(),
    get size() {
      return facts.size
    },
  }
  for (const event of [...district, ...events]) record(view, handed(event))
  const ids = Array.from({ length: view.facts.size }, (_, position) => idAt(position))
  const whole = () => ({
    facts: dump(view.facts, ids),
    proposed: view.rulebook.proposed.length,
    adopted: view.rulebook.adopted.length,
  })
  return {
    view,
    when: (proposal: Proposal | Handed) => {
      const before = whole()
      const verdict = judged(view, handed(proposal))
      const after = whole()
      return {
        thenAdmitted: (t: Test, stream?: string): void => {
          t.notOk(isRefusal(verdict) && verdict, 'admitted')
          if (stream !== undefined) t.match(verdict, { stream })
          t.strictSame(after, before, 'judging leaves the ledger as it was')
        },
        thenRefused: (t: Test, code: RefusalCode, said: Said = {}): void => {
          assertRefusal(t, verdict, code, said)
          t.strictSame(after, before, 'judging leaves the ledger as it was')
        },
      }
    },
  }
}

/** What is wrong with something that was handed in, whatever the ledger. */
export const whenParsed = (value: unknown) => ({
  thenRefused: (t: Test, code: RefusalCode, said: Said = {}): void => assertRefusal(t, parse(value), code, said),
  thenRead: (t: Test): void => {
    const verdict = parse(value)
    t.notOk(isRefusal(verdict) && verdict, 'read')
  },
})
