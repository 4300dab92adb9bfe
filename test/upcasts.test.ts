/** Old versions of events: each has a fixture as it was written then, and reads as the newest version now. */
import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { decode, encode, UnreadableEvent } from '../events/codec.js'
import { versionOf } from '../events/define.js'
import { canonical } from '../events/digest.js'
import type { JsonObject } from '../events/event.js'
import { eventTypes } from '../events/index.js'
import { definitionOf, registered } from './fixtures/samples.js'

const folder = new URL('./fixtures/retired/', import.meta.url)
const files = readdirSync(folder)

/** Every version that a type once had and has no longer, by the name of its fixture. */
const retired = registered.flatMap((definition) =>
  (definition.upcasts ?? []).map((_, i) => ({ definition, version: i + 1, file: `${definition.type}.v${i + 1}.json` })),
)

/** The text of an event as it lies in the log. */
const stored = (type: string, version: number, data: JsonObject): string =>
  encode(
    {
      actor: '示例街道',
      id: '00000000-0000-4000-8000-000000000001',
      occurredOn: '2024-03-01',
      recordedAt: '2024-03-01T02:00:00.000Z',
      request: '0'.repeat(64),
      revision: 0,
      stream: 'unit-C003',
      type,
      version,
    },
    canonical(data),
  )

t.test('every retired version has its fixture, and every fixture its version', async (t) => {
  t.strictSame(files.toSorted(), retired.map(({ file }) => file).toSorted())
})

for (const { definition, version, file } of retired)
  t.test(`${definition.type} of version ${version} reads as version ${versionOf(definition)}`, async (t) => {
    const { before, after } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { before: JsonObject; after: JsonObject }
    const isWritten = definition.data.safeParse(before).success
    t.equal(
      isWritten,
      canonical(before) === canonical(after),
      'what was retired is no longer written, unless only more may be said',
    )
    const text = stored(definition.type, version, before)
    const { data } = decode(0, text)
    t.strictSame(data, after)
    t.strictSame(definition.data.parse(data), after)
    t.strictSame((JSON.parse(text) as { data: JsonObject }).data, before, 'the stored text stays as it was')
  })

t.test('the newest version is read as it is, whatever upcasts there are', async (t) => {
  for (const { definition, file } of retired) {
    const { after } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { after: JsonObject }
    t.strictSame(decode(0, stored(definition.type, versionOf(definition), after)).data, after)
  }
})

t.test('a version of tomorrow and a type of somebody else are unreadable, not guessed', async (t) => {
  t.throws(
    () => decode(7, stored('MonthlyPlanFiled', 3, {})),
    new UnreadableEvent(7, 'MonthlyPlanFiled version 3 is newer than this build'),
  )
  t.notOk(eventTypes.has('UnitInvented'))
  t.throws(() => decode(8, stored('UnitInvented', 1, {})), new UnreadableEvent(8, 'unknown type UnitInvented'))
})

t.test('the version is counted: one for each upcast, and one', async (t) => {
  t.strictSame(
    ['UnitRegistered', 'ActivityHeld', 'MonthlyPlanFiled'].map((type) => versionOf(definitionOf(type))),
    [1, 2, 2],
  )
})
