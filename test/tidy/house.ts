/** Who may import whom: the table of the design, and the graph that it makes. */
import { type Fault, importsOf, isCode, type Source, target } from './source.js'

const EDGES = ['src/http/', 'src/cli/', 'src/console/']
const BELOW_THE_EDGES = [
  'src/ledger.ts',
  'src/ledger/',
  'src/operate/',
  'src/office/',
  'src/seed/',
  'src/errors.ts',
  'events/',
  'projections/',
]

type Row = { readonly may: readonly string[] } | { readonly mayNot: readonly string[] }

/** The ledger knows the log as its port only. */
const LEDGER: Row = {
  may: [
    'src/ledger.ts',
    'src/ledger/',
    'events/',
    'projections/',
    'src/admission/',
    'src/errors.ts',
    'src/log/log.ts',
    'src/proof/',
  ],
}

/**
 * What a file may import, by the beginning of its path; the longest beginning speaks. Names that end in `/` or `:` are
 * beginnings as well. `node:assert/strict` is for everybody.
 */
const house: Readonly<Record<string, Row>> = {
  'events/': { may: ['events/', 'zod', 'canonicalize'] },
  'events/digest.ts': { may: ['events/', 'canonicalize', 'node:crypto'] },
  'projections/': { may: ['projections/', 'events/', 'zod'] },
  'projections/rules/yaml.ts': { may: ['projections/', 'events/', 'zod', 'yaml'] },
  'src/errors.ts': { may: ['events/'] },
  'src/admission/': { may: ['src/admission/', 'events/', 'projections/'] },
  'src/log/': { may: ['src/log/', 'events/', 'src/errors.ts', 'node:'] },
  'src/log/sqlite.ts': { may: ['src/log/', 'events/', 'src/errors.ts', 'node:', '@photostructure/sqlite'] },
  'src/log/kurrentdb.ts': { may: ['src/log/', 'events/', 'src/errors.ts', 'node:', '@kurrent/kurrentdb-client'] },
  'src/proof/': { may: ['src/proof/', 'src/log/', 'events/', 'src/errors.ts', 'node:'] },
  'src/ledger.ts': LEDGER,
  'src/ledger/': LEDGER,
  'src/operate/': { mayNot: [...EDGES, 'src/main.ts'] },
  'src/seed/': { mayNot: [...EDGES, 'src/main.ts'] },
  'src/office/': { mayNot: [...EDGES, 'src/main.ts'] },
  'src/http/': { may: ['src/http/', ...BELOW_THE_EDGES, 'node:', 'fastify', 'pino', 'zod'] },
  'src/cli/': { may: ['src/cli/', ...BELOW_THE_EDGES, 'node:', 'commander', 'string-width', 'zod'] },
  'src/cli/entry.ts': { may: ['src/cli/', ...BELOW_THE_EDGES, 'node:', 'commander', 'string-width', 'zod', 'src/main.ts'] },
  'src/console/': { may: ['src/console/', ...BELOW_THE_EDGES, 'node:', 'zod'] },
  'src/main.ts': { mayNot: [] },
  'test/': { mayNot: [] },
}

/** Packages that one file alone knows. Tests may use them to do damage. */
const oneDoor: Readonly<Record<string, string>> = {
  '@photostructure/sqlite': 'src/log/sqlite.ts',
  '@kurrent/kurrentdb-client': 'src/log/kurrentdb.ts',
  yaml: 'projections/rules/yaml.ts',
  canonicalize: 'events/digest.ts',
}

const fits = (name: string, pattern: string): boolean =>
  name === pattern || name.startsWith(/[/:]$/.test(pattern) ? pattern : `${pattern}/`)

const longest = (path: string): string | undefined =>
  Object.keys(house)
    .filter((beginning) => path.startsWith(beginning))
    .sort((a, b) => b.length - a.length)[0]

const isTypeScript = ({ path }: Source): boolean => path.endsWith('.ts')

/** Imports against the table, and files that stand in no folder of it. */
export function importFaults(sources: readonly Source[]): Fault[] {
  return sources.filter(isTypeScript).flatMap((source) => {
    const { path } = source
    const beginning = longest(path)
    const row = beginning === undefined ? undefined : house[beginning]
    if (row === undefined)
      return [{ path, line: 0, wrong: 'has no place in the house: put it into a folder of test/tidy/house.ts' }]
    return importsOf(source).flatMap(({ text, line }): Fault[] => {
      const name = target(path, text)
      if (name === 'node:assert/strict') return []
      const door = path.startsWith('test/') ? undefined : oneDoor[name]
      if (door !== undefined && door !== path) return [{ path, line, wrong: `imports ${name}, which only ${door} may` }]
      const allowed = 'may' in row ? row.may.some((one) => fits(name, one)) : !row.mayNot.some((one) => fits(name, one))
      if (allowed) return []
      const right = 'may' in row ? `may import ${row.may.join(', ')}` : `may import anything but ${row.mayNot.join(', ')}`
      return [{ path, line, wrong: `imports ${name}; ${beginning ?? ''} ${right}` }]
    })
  })
}

/** Files of the product that nobody imports, and files that help tests and no test uses. An entry is named in package.json. */
export function deadFaults(sources: readonly Source[], packageJson: string): Fault[] {
  const importedBy = new Map<string, Set<string>>()
  for (const source of sources.filter(isCode)) {
    for (const { text } of importsOf(source)) {
      const name = target(source.path, text)
      if (name !== source.path) importedBy.set(name, (importedBy.get(name) ?? new Set()).add(source.path))
    }
  }
  const isEntry = (path: string): boolean => path.endsWith('.test.ts') || packageJson.includes(path.replace(/\.ts$/, '.js'))
  return sources
    .filter((source) => isTypeScript(source) && !isEntry(source.path))
    .flatMap(({ path }) => {
      const users = [...(importedBy.get(path) ?? [])]
      if (users.length === 0) return [{ path, line: 0, wrong: 'is imported by nobody: delete it, or use it' }]
      // The log in memory is the reference that the tests hold the others to.
      const forTests = path.startsWith('test/') || path === 'src/log/memory.ts'
      if (forTests || users.some((user) => !user.startsWith('test/'))) return []
      return [{ path, line: 0, wrong: `is imported by tests only (${users.join(', ')}): delete it, use it, or move it to test/` }]
    })
}

/** Packages that are used and not declared, and versions that are not exact. */
export function packageFaults(sources: readonly Source[], packageJson: string): Fault[] {
  const { dependencies, devDependencies } = JSON.parse(packageJson) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >
  const inexact = Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
    .map(([name, version]) => ({ path: 'package.json', line: 0, wrong: `${name} ${version}: write the exact version` }))
  const undeclared = sources.filter(isCode).flatMap((source) =>
    importsOf(source).flatMap(({ text, line }): Fault[] => {
      if (/^(?:\.|node:)/.test(text)) return []
      const name = text.split('/', text.startsWith('@') ? 2 : 1).join('/')
      const product = /^(?:events|projections|src)\//.test(source.path)
      if (name in dependencies || (!product && name in devDependencies)) return []
      return [
        {
          path: source.path,
          line,
          wrong: `imports ${name}, which package.json does not have as ${product ? 'dependency' : 'devDependency'}`,
        },
      ]
    }),
  )
  return [...inexact, ...undeclared]
}
