/** The log is the ledger: from its file alone the same answers follow, byte for byte, whatever the time zone and language. */
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { openLedger } from '../src/ledger.js'
import { createSqlite } from '../src/log/sqlite.js'
import { DEFAULT_SEED, seedDistrict, seededLedgerId } from '../src/seed/seed.js'
import { answersOf, clock, surroundings, unasked } from './district/asks.js'
import { start } from './log/child.js'

const top = t.testdir()
const store = join(top, 'seeded')
let now = 0
const ledger = await openLedger(createSqlite(store, { ledger: seededLedgerId(DEFAULT_SEED) }), () => now)
await seedDistrict(ledger, (ms) => (now = ms))
now = clock()
/** Of the process that recorded everything, and of the state that it has from recording. */
const expected = answersOf(ledger)
await ledger.close()

t.test('every question is asked, with several parameters', async (t) => {
  t.same(unasked(), [])
  t.ok(expected.length > 300, `${expected.length} answers`)
  t.equal(new Set(expected).size, expected.length)
})

/** Where two answers begin to differ. */
function difference(text = '', other = ''): string {
  let at = 0
  while (at < text.length && text[at] === other[at]) at += 1
  const around = (it: string): string => it.slice(Math.max(0, at - 60), at + 60)
  return `${text.slice(0, 120)}: …${around(text)}… became …${around(other)}…`
}

const places = [
  { zone: 'America/New_York', language: 'tr_TR.UTF-8' },
  { zone: 'Asia/Shanghai', language: 'zh_CN.UTF-8' },
  { zone: 'Pacific/Kiritimati', language: 'C' },
]

t.test('a copy of the log alone answers the same', async (t) => {
  const asking = places.map(async ({ zone, language }, i) => {
    const directory = join(top, String(i))
    mkdirSync(directory, { mode: 0o700 })
    copyFileSync(join(store, 'ledger.db'), join(directory, 'ledger.db'))
    const child = start(
      directory,
      `const { printAnswers } = await import('${new URL('district/asks.ts', import.meta.url).href}')
       await printAnswers(directory)`,
      `TZ=${zone} LANG=${language} LC_ALL=${language} exec "$@"`,
    )
    const where = await child.line()
    const different: string[] = []
    for (const answer of expected) {
      const found = await child.line()
      if (found !== answer) different.push(difference(answer, found))
    }
    t.same(different.slice(0, 3), [], `${zone} ${language}: ${expected.length} answers, ${different.length} of them different`)
    t.equal(await child.line(), '', 'and nothing else')
    return where
  })
  const surrounding = await Promise.all(asking)
  t.equal(new Set([...surrounding, surroundings()]).size, 4, `each was asked elsewhere: ${surrounding.join(' ')}`)
})
