/** How files are named, placed, opened and kept short, and words that nobody may commit. */
import { type Fault, isCode, phrasesIn, read, type Source } from './source.js'

const WIDTH = 130
const LENGTH = 300

/** Everything that may stand at the root. Whoever adds to it says in README what for. */
const ROOT = new Set(
  `.ci .editorconfig .gitignore .npmrc .nvmrc .prettierignore CHANGELOG.md CONTRIBUTING.md LICENSE README.md docker-compose.yml
  eslint.config.js events package-lock.json package.json projections src test tsconfig.build.json tsconfig.json`.split(/\s+/),
)

const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.test)?(?:\.config)?\.(?:ts|mjs|js)$/
const NOTHING_NAMES = /(?:^|[/-])(?:utils?|helpers?|common|misc|managers?)(?:[/.-]|$)/

/** Places, names, lengths. */
export function placeFaults(sources: readonly Source[]): Fault[] {
  return sources.flatMap((source) => {
    const { path, text } = source
    const faults: Fault[] = []
    const say = (wrong: string, line = 0): number => faults.push({ path, line, wrong })
    const [top = path, ...below] = path.split('/')
    if (!ROOT.has(top)) say('does not belong at the root: put it into a folder, or into the list of test/tidy/layout.ts')
    if (below.length > 3) say('lies deeper than three folders: move it up')
    if (NOTHING_NAMES.test(path)) say('has a name that says nothing: name it by its subject')
    if (!isCode(source)) return faults
    if (!KEBAB.test(path.slice(path.lastIndexOf('/') + 1))) say('has a name that is not kebab-case')
    if (!/^(?:#!.*\n)?\/\*\*\s/.test(text)) say('does not open with `/** what it is for */`', 1)
    const lines = text.replace(/\n$/, '').split('\n')
    if (lines.length > LENGTH) say(`has ${lines.length} lines: split it by subject, ${LENGTH} are the most`)
    lines.forEach((line, index) => {
      const width = Array.from(line).length
      if (width > WIDTH) say(`is ${width} wide: break it, ${WIDTH} are the most`, index + 1)
    })
    return faults
  })
}

/** Phrases of code that are refused everywhere, and what to do instead. */
const refusedPhrases = [
  ['export default', 'export it by its name'],
  ['as unknown as', 'parse or narrow the value'],
  ['\\. (?:skip|todo) \\(', 'a test runs or is deleted'],
  ['\\. only \\(', 'all tests run'],
] as const

const refusedComments = /@ts-(?:ignore|nocheck)|\b(?:TODO|FIXME|XXX|HACK)\b/

/** Phrases and comments that are refused, and files that only pass on what others export. */
export function phraseFaults(sources: readonly Source[]): Fault[] {
  return sources
    .filter(({ path }) => path.endsWith('.ts'))
    .flatMap((source) => {
      const { path } = source
      const { tokens, comments, barrel } = read(source)
      const phrases = phrasesIn(tokens, refusedPhrases).map(({ text, line, instead }) => ({
        path,
        line,
        wrong: `says \`${text}\`: ${instead}`,
      }))
      const words = comments.flatMap(({ text, line }) =>
        Array.from(refusedComments.exec(text) ?? [], (word) => ({ path, line, wrong: `says ${word}: do it, or file an issue` })),
      )
      return [
        ...phrases,
        ...words,
        ...(barrel ? [{ path, line: 0, wrong: 'is a barrel: import from where it is declared' }] : []),
      ]
    })
}

/** Addresses of package registries, and paths that exist on one machine only. */
const strangers = [
  [
    /\bregistry\.[a-z]+\.(?:org|com|cn)\b|\bnpm(?:js|mirror)\.(?:org|com)\b|"resolved": ?"http/,
    'a registry: every machine has its own',
  ],
  [/(?:^|[\s"'`(=:])\/(?:work|root|home|Users)\/[\w.-]+/, 'a path of one machine: say it relative to the root'],
] as const

/** What would tell or need one particular machine. */
export function strangerFaults(sources: readonly Source[]): Fault[] {
  return sources.flatMap(({ path, text }) =>
    text.split('\n').flatMap((content, index) =>
      strangers.flatMap(([pattern, what]): Fault[] => {
        const [found] = pattern.exec(content) ?? []
        return found === undefined ? [] : [{ path, line: index + 1, wrong: `names ${found.trim()}, ${what}` }]
      }),
    ),
  )
}
