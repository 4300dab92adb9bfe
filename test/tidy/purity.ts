/** What the pure folders may not say: anything that answers differently on another day, machine or run. */
import { type Fault, phrasesIn, read, type Source } from './source.js'

const PURE = ['events/', 'projections/', 'src/admission/']

/** Phrases of code and what to do instead. */
const impure = [
  ['async|await', 'nothing pure may wait: let the caller wait and pass the value'],
  ['Date \\. now', 'days and instants come with the question'],
  ['new Date \\( \\)', 'days and instants come with the question'],
  ['(?:get|set)(?:FullYear|Month|Date|Day|Hours|Minutes|TimezoneOffset)', 'it follows the time zone: use events/time.ts'],
  // What ECMAScript defines to the last bit may stay; the others may differ between engines.
  ['Math \\. (?!(?:abs|ceil|clz32|floor|imul|max|min|round|sign|trunc)$).*', 'count in integers: its last digits may differ'],
  ['\\*\\*=?', 'write the number, or multiply integers: its last digits may differ between engines'],
  ['process|globalThis|performance|crypto', 'configuration and machine stay in src/: take an argument'],
  ['fetch|setTimeout|setInterval|setImmediate|queueMicrotask', 'nothing pure may wait'],
  ['Intl|localeCompare|toLocale.*', 'it follows the locale: compare codes with < and >'],
  ['toFixed|toPrecision|toExponential', 'it rounds a float: points are integers of 1/10,000'],
] as const

/** Impure phrases in code of the pure folders. Comments and texts do not count. */
export function purityFaults(sources: readonly Source[]): Fault[] {
  return sources
    .filter(({ path }) => path.endsWith('.ts') && PURE.some((folder) => path.startsWith(folder)))
    .flatMap((source) =>
      phrasesIn(read(source).tokens, impure).map(({ text, line, instead }) => ({
        path: source.path,
        line,
        wrong: `is pure, but says \`${text}\`: ${instead}`,
      })),
    )
}
