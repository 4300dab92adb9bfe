/** Whatever is handed in is read or refused with a sentence: parsing never throws. */
import fc from 'fast-check'
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import { isRefusal } from '../projections/refusal.js'
import { admit } from '../src/admission/admit.js'
import { parse } from '../src/admission/parse.js'
import { dayOf } from '../events/time.js'
import { registered, samplesOf } from './fixtures/samples.js'
import { given } from './given.js'

const proposals = registered.flatMap((definition) =>
  samplesOf(definition).map(({ data }): JsonObject => ({ type: definition.type, occurredOn: '2025-05-04', data })),
)

const isSound = (value: unknown): boolean => {
  const verdict = parse(value)
  if (!isRefusal(verdict)) return verdict.digest.length === 64
  const { zh, en } = verdict.words
  return /[\u4e00-\u9fff]/.test(zh) && en !== '' && !/undefined|NaN|\[object/.test(zh.replace(/“.*?”/gs, ''))
}

t.test('sample data of every type is well formed', (t) => {
  const refused = proposals.map(parse).filter(isRefusal)
  t.strictSame(
    refused.map(({ words }) => words.zh),
    [],
  )
  t.end()
})

t.test('any JSON is read or refused', (t) => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), isSound), { seed: 3, numRuns: 1_000 })
  t.pass()
  t.end()
})

t.test('any value in any place of a proposal is read or refused', (t) => {
  const somewhere = fc.record({
    proposal: fc.constantFrom(...proposals),
    step: fc.nat(40),
    value: fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '2026-02-30', '13812345678', 1.5, 2 ** 60, 'a\ud800'),
    ),
  })
  fc.assert(
    fc.property(somewhere, ({ proposal, step, value }) => isSound(replaced(proposal, step, value))),
    { seed: 3, numRuns: 4_000 },
  )
  t.pass()
  t.end()
})

t.test('what is well formed is admitted or refused, whatever it is about', (t) => {
  const { view } = given()
  for (const proposal of proposals) {
    const parsed = parse(proposal)
    if (isRefusal(parsed)) continue
    const verdict = admit(view, parsed, { principal: 'clerk', today: dayOf('2026-06-30') })
    t.match(isRefusal(verdict) ? verdict.words.zh : verdict.stream, /./, String(proposal['type']))
  }
  t.end()
})

/** A copy with something else at one of its places, counted in depth. */
function replaced(root: unknown, step: number, value: unknown): unknown {
  let left = step
  const copy = (inner: unknown): unknown => {
    if (left === 0) {
      left -= 1
      return value
    }
    left -= 1
    if (Array.isArray(inner)) return inner.map(copy)
    if (typeof inner !== 'object' || inner === null) return inner
    return Object.fromEntries(Object.entries(inner).map(([key, item]) => [key, copy(item)]))
  }
  return copy(root)
}
