/** The house of the design, kept by a test: who imports whom, what is pure, how files are named and how long they are. */
import t from 'tap'
import { deadFaults, importFaults, packageFaults } from './tidy/house.js'
import { phraseFaults, placeFaults, strangerFaults } from './tidy/layout.js'
import { purityFaults } from './tidy/purity.js'
import { type Fault, print, projectFiles, type Source } from './tidy/source.js'

const sources = projectFiles()
const packageJson = sources.find(({ path }) => path === 'package.json')?.text ?? ''

const checks = {
  'every import is in the table of the house': importFaults,
  'no file is dead': (given: readonly Source[]) => deadFaults(given, packageJson),
  'packages are declared, with exact versions': (given: readonly Source[]) => packageFaults(given, packageJson),
  'what is pure stays pure': purityFaults,
  'files have their place, name, opening and length': placeFaults,
  'nobody says what is refused': phraseFaults,
  'nothing belongs to one machine only': strangerFaults,
} satisfies Record<string, (given: readonly Source[]) => Fault[]>

for (const [name, check] of Object.entries(checks)) {
  t.test(name, async (t) => {
    const faults = check(sources)
    for (const fault of faults) t.fail(print(fault), { at: null, stack: '' })
    if (faults.length === 0) t.pass(`${sources.length} files`)
  })
}

/** One small fault each: the check that must see it, where, and a part of what it must say. */
const bad: readonly (readonly [keyof typeof checks, string, string, string])[] = [
  [
    'every import is in the table of the house',
    'events/a.ts',
    "import { x } from '../src/errors.js'",
    'events/a.ts:1 imports src/errors.ts',
  ],
  ['every import is in the table of the house', 'events/a.ts', "\nimport { hash } from 'node:crypto'", ':2 imports node:crypto'],
  ['every import is in the table of the house', 'projections/a.ts', "export * from '../src/ledger.js'", 'imports src/ledger.ts'],
  [
    'every import is in the table of the house',
    'projections/a.ts',
    "import { parse } from 'yaml'",
    'only projections/rules/yaml.ts',
  ],
  ['every import is in the table of the house', 'src/admission/a.ts', "import { z } from 'zod'", 'imports zod'],
  [
    'every import is in the table of the house',
    'src/log/a.ts',
    "const x = await import('@photostructure/sqlite')",
    'src/log/sqlite.ts',
  ],
  [
    'every import is in the table of the house',
    'src/ledger.ts',
    "import type { T } from './log/tree.js'",
    'imports src/log/tree.ts',
  ],
  ['every import is in the table of the house', 'src/seed/a.ts', "import { main } from '../main.js'", 'imports src/main.ts'],
  [
    'every import is in the table of the house',
    'src/cli/a.ts',
    "import { route } from '../http/route.js'",
    'imports src/http/route.ts',
  ],
  ['every import is in the table of the house', 'src/cli/a.ts', "import { main } from '../main.js'", 'imports src/main.ts'],
  ['every import is in the table of the house', 'src/things/a.ts', '', 'has no place in the house'],
  ['no file is dead', 'events/a.ts', '', 'events/a.ts is imported by nobody'],
  ['packages are declared, with exact versions', 'src/log/a.ts', "import x from 'left-pad'", 'imports left-pad'],
  ['packages are declared, with exact versions', 'src/log/a.ts', "import x from 'tap'", 'does not have as dependency'],
  ['what is pure stays pure', 'events/a.ts', 'const f = async () => 1', 'says `async`'],
  ['what is pure stays pure', 'events/a.ts', '/* a */\nconst now = Date.now()', 'events/a.ts:2 is pure, but says `Date.now`'],
  ['what is pure stays pure', 'events/a.ts', 'const now = new Date()', 'says `new Date()`'],
  ['what is pure stays pure', 'events/a.ts', 'const text = `at ${Math.random()} /* no comment`', 'Math.random'],
  ['what is pure stays pure', 'projections/a.ts', 'const x = Math.pow(2, 3)', 'Math.pow'],
  ['what is pure stays pure', 'projections/a.ts', 'const x = Math.log10(2)', 'Math.log10'],
  ['what is pure stays pure', 'projections/a.ts', "const quote = /'/\nconst x = 2 ** 3", 'a.ts:2'],
  ['what is pure stays pure', 'projections/a.ts', 'x **= 3', '**='],
  ['what is pure stays pure', 'src/admission/a.ts', 'const home = process.env', 'process'],
  ['what is pure stays pure', 'src/admission/a.ts', 'a.sort((x, y) => x.localeCompare(y))', 'localeCompare'],
  ['what is pure stays pure', 'src/admission/a.ts', 'new Intl.Collator()', 'Intl'],
  ['what is pure stays pure', 'events/a.ts', 'n.toLocaleString()', 'toLocaleString'],
  ['what is pure stays pure', 'events/a.ts', 'n.toFixed(2)', 'toFixed'],
  ['what is pure stays pure', 'events/a.ts', 'new Date(0).getMonth()', 'time zone'],
  ['files have their place, name, opening and length', 'notes.txt', '', 'does not belong at the root'],
  ['files have their place, name, opening and length', 'src/a/b/c/d.ts', '/** A. */', 'deeper than three'],
  ['files have their place, name, opening and length', 'src/utils/a.ts', '/** A. */', 'says nothing'],
  ['files have their place, name, opening and length', 'src/cli/date-helper.ts', '/** A. */', 'says nothing'],
  ['files have their place, name, opening and length', 'src/cli/fooBar.ts', '/** A. */', 'kebab-case'],
  ['files have their place, name, opening and length', 'src/cli/a.ts', '// A\n/** B. */', 'src/cli/a.ts:1 does not open'],
  ['files have their place, name, opening and length', 'src/cli/a.ts', `/** A. */\n// ${'长'.repeat(128)}`, 'a.ts:2 is 131 wide'],
  ['files have their place, name, opening and length', 'test/a.ts', `/** A. */${'\n'.repeat(301)}`, 'has 301 lines'],
  ['nobody says what is refused', 'src/a.ts', 'export default 1', 'export default'],
  ['nobody says what is refused', 'src/a.ts', 'const x = (y as unknown as string)', 'as unknown as'],
  ['nobody says what is refused', 'src/a.ts', '\n\n// @ts-ignore', 'src/a.ts:3 says @ts-ignore'],
  ['nobody says what is refused', 'src/a.ts', '/**\n * TODO: more\n */', 'src/a.ts:2 says TODO'],
  ['nobody says what is refused', 'test/a.ts', "t.skip('later', () => {})", 'says `.skip(`'],
  ['nobody says what is refused', 'src/a.ts', "export * from './b.js'\nexport { c } from './c.js'", 'barrel'],
  ['nothing belongs to one machine only', 'package-lock.json', ['"resolved"', ' "https://somewhere"'].join(':'), 'a registry'],
  ['nothing belongs to one machine only', 'README.md', ['see ', 'home', 'somebody'].join('/'), 'a path of one machine'],
]

t.test('each check sees the fault it is for', async (t) => {
  for (const [check, path, text, says] of bad) {
    const printed = checks[check]([{ path, text }]).map(print)
    t.match(printed.join('\n'), says, `${check}: ${path} ${text.slice(0, 60)}`)
  }
})

t.test('and keeps silent where all is well', async (t) => {
  const good: Source = {
    path: 'events/good-one.ts',
    text: [
      '/** A file as it should be: async, Date.now, 2 ** 3 and toFixed are words here. */',
      "import assert from 'node:assert/strict'",
      "import { z } from 'zod'",
      "import type { Day } from './event.js'",
      'export const day = (value: string): Day => Date.UTC(+value, 0) / 86_400_000 // process',
      "export const sentence = (n: number) => `async ${Math.floor(n)} await Date.now() ${'process'} as unknown as`",
      'export const at = new Date(0).toISOString()',
      'assert(/async|\\/\\*/.test(at), "export default")',
    ].join('\n'),
  }
  const user: Source = {
    path: 'projections/user.ts',
    text: "/** Uses it. */\nimport { day } from '../events/good-one.js'\nexport const x = day",
  }
  for (const [name, check] of Object.entries(checks)) {
    t.same(
      check([good, user])
        .filter(({ path }) => path === good.path)
        .map(print),
      [],
      name,
    )
  }
})
